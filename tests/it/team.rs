//! Several annotators in one window: layers shown and hidden, blind work and its end on record, another version merged,
//! conflicts settled, the name asked for once.

use crate::clicks::{self, chord, click, key};
use crate::fixture;
use crossclaim::model::{Annotator, Claim, ClaimKind, Edit, LayerSight, Project};
use crossclaim::storage::{MemoryFs, Places, write_project};
use crossclaim::ui::CrossclaimApp;
use crossclaim::ui::navigation::Dialog;
use crossclaim::workspace::exchange::Parser;
use crossclaim::workspace::{Environment, Launch, Workspace, open};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const FILE: &str = "/work/p.crossclaim.ron";
const COPY: &str = "/work/p (conflicted copy 2026-11-20).crossclaim.ron";

const TWO_READERS: &str = "@ben\n\
    a.txt: It cost $50 billion.{c1 quantity}{c2 position @ben} Nobody knew.{c3 quantity @ben}\n\
    b.txt: It cost $100 billion.{c4 quantity}\n\
    c1 contradicts c4\nc3 corroborates c4 @ben";

type Window = Harness<'static, CrossclaimApp>;

fn environment(disk: &MemoryFs) -> Environment {
    Environment { vfs: Arc::new(disk.clone()), places: Some(Places::at("/state")), parser: Parser::InProcess }
}

fn me(name: &str) -> Annotator {
    Annotator { machine: None, id: fixture::annotator_id(1), name: name.to_owned(), reference: false }
}

/// A project on a disk, opened in a window.
fn window(disk: &MemoryFs) -> Window {
    disk.put("/work/keep", "");
    let project = fixture::project("a.txt: Prices rose.{c1 quantity low} Wages fell. Rents stayed.");
    drop(Workspace::create_from(Path::new(FILE), project, &me("ann"), environment(disk)).unwrap());
    let opened = open(Launch::Project(PathBuf::from(FILE)), &environment(disk)).unwrap();
    let app = CrossclaimApp::opened(opened);
    let mut window = Harness::builder()
        .with_size(Vec2::new(1440.0, 900.0))
        .with_step_dt(0.1)
        .build_ui_state(|ui, app: &mut CrossclaimApp| app.frame(ui), app);
    window.run_steps(4);
    window
}

/// What somebody else made of the project, laid beside it as a sync service does.
fn put_copy(disk: &MemoryFs, change: impl Fn(String) -> String) {
    let text = String::from_utf8(disk.bytes(FILE).unwrap()).unwrap();
    disk.put(COPY, change(text));
}

fn project(window: &Window) -> &Project {
    window.state().workspace().project()
}

fn said(window: &Window) -> String {
    let texts = window.state().state().messages.iter().map(|message| message.text.as_str());
    texts.collect::<Vec<_>>().join("\n")
}

fn see_copy(window: &mut Window) {
    window.state().workspace().look_for_copies();
    window.run_steps(3);
}

/// Opens the comparison and waits for it.
fn compare(window: &mut Window) {
    compare_by(window, "Compare and merge…");
}

/// Goes on once it was said what stands for what.
fn compare_again(window: &mut Window) {
    compare_by(window, "Compare");
}

fn compare_by(window: &mut Window, button: &str) {
    window.get_by_role_and_label(Role::Button, button).click();
    for _ in 0..1_000_000 {
        window.run_steps(1);
        if window.query_by_label_contains("Comparing with").is_none() {
            break;
        }
        std::thread::yield_now();
    }
    window.run_steps(3);
}

fn button(window: &mut Window, name: &str) {
    window.get_all_by_role_and_label(Role::Button, name).last().unwrap().click();
    window.run_steps(4);
}

#[test]
fn the_work_of_others_can_be_hidden_and_shown() {
    let mut window = clicks::window(TWO_READERS);
    window.get_by_label_contains("Claim A2:");
    let own = "ann · 2 claims, 1 link";
    assert_eq!(window.get_all_by_label(own).count(), 1);
    assert_eq!(window.get_all_by_label("all: 4 claims, 2 links").count(), 1);
    click(&mut window, "Show work of ben");
    assert_eq!(window.query_all_by_label_contains("Claim A2:").count(), 0);
    assert_eq!(window.get_all_by_label(own).count(), 1);
    // The sentence is free to be tagged by oneself.
    click(&mut window, "Sentence A2:");
    key(&mut window, Key::Num2);
    assert_eq!(project(&window).claims().len(), 5);
    click(&mut window, "Show work of ben");
    assert_eq!(window.query_all_by_label_contains("Claim A2").count(), 2);
}

#[test]
fn what_is_selected_and_hidden_is_let_go() {
    let mut window = clicks::window(TWO_READERS);
    click(&mut window, "Claim A2:");
    click(&mut window, "Show work of ben");
    assert_eq!(window.state().state().read.selection, None);
}

#[test]
fn blind_work_hides_the_others_until_the_layers_are_opened_on_record() {
    let mut window = clicks::window(TWO_READERS);
    window.state_mut().workspace_mut().set_blind(true).unwrap();
    window.run_steps(3);
    assert_eq!(window.query_all_by_label_contains("Claim A2:").count(), 0);
    assert_eq!(window.query_all_by_label_contains("Claim A1").count(), 1);
    window.get_by_label_contains("Blind: you see your own work only");
    // A number of its own would tell that somebody else tagged the sentence.
    click(&mut window, "Sentence A2:");
    key(&mut window, Key::Num2);
    assert_eq!(window.query_all_by_label_contains("Claim A2:").count(), 1);
    for (view, heading) in [(Key::Num2, "Matrix"), (Key::Num3, "Disagreements"), (Key::Num4, "Agreement")] {
        chord(&mut window, Modifiers::COMMAND, view);
        assert_eq!(window.query_all_by_label("You work blind").count(), 1, "{heading}");
    }
    button(&mut window, "Open other layers…");
    assert_eq!(window.state().state().dialog, Some(Dialog::Reveal));
    button(&mut window, "Open layers");
    assert!(matches!(window.state().workspace().layer_sight(), LayerSight::Opened(_)));
    let reveals = &project(&window).settings().reveals;
    assert_eq!(reveals.iter().map(|reveal| reveal.annotator).collect::<Vec<_>>(), [fixture::annotator_id(1)]);
    chord(&mut window, Modifiers::COMMAND, Key::Num1);
    window.get_by_label_contains("Claim A2:");
    window.get_by_label_contains("Claim A2.2:");
}

#[test]
fn the_settings_begin_and_end_blind_work() {
    let mut window = clicks::window(TWO_READERS);
    chord(&mut window, Modifiers::COMMAND, Key::K);
    window.event(eframe::egui::Event::Text("settings".to_owned()));
    window.run_steps(2);
    key(&mut window, Key::Enter);
    click(&mut window, "Blind work");
    assert!(project(&window).settings().blind);
    click(&mut window, "Blind work");
    assert!(!project(&window).settings().blind);
}

#[test]
fn a_copy_that_a_sync_service_left_is_offered_compared_and_merged() {
    let disk = MemoryFs::new();
    let mut window = window(&disk);
    put_copy(&disk, |text| text.replace("title: \"Test\"", "title: \"Theirs\""));
    window.state_mut().workspace_mut().set_title("Mine").unwrap();
    see_copy(&mut window);
    assert!(said(&window).contains("p (conflicted copy 2026-11-20).crossclaim.ron"), "{}", said(&window));
    compare(&mut window);
    assert_eq!(window.state().state().dialog, Some(Dialog::Merge));
    assert_eq!(project(&window).title(), "Mine", "nothing changes before it is accepted");
    button(&mut window, "Merge");
    assert_eq!(window.state().state().dialog, Some(Dialog::Conflicts), "both gave it a title");
    window.get_by_role_and_label(Role::Dialog, "Conflicts of a merge");
    // Which one stands at first does not depend on who merges.
    assert_eq!(project(&window).title(), "Theirs");
    button(&mut window, "Take “Mine”");
    assert_eq!((project(&window).title(), project(&window).conflicts().len()), ("Mine", 0));
    button(&mut window, "Close");
    chord(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!((project(&window).title(), project(&window).conflicts().len()), ("Theirs", 1));
    chord(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!((project(&window).title(), project(&window).conflicts().len()), ("Mine", 0));
}

#[test]
fn of_unlike_codebooks_it_is_asked_what_stands_for_what() {
    let disk = MemoryFs::new();
    let mut window = window(&disk);
    let with_kind = |project: &Project, label: &str| {
        let (id, label, color) = ("view".to_owned(), label.to_owned(), "000000".to_owned());
        let mut codebook = project.codebook().clone();
        codebook.claim_kinds.push(ClaimKind { id, label, color, ..ClaimKind::default() });
        codebook
    };
    let mut theirs = project(&window).clone();
    theirs.apply(Edit::SetCodebook(Box::new(with_kind(&theirs, "Forecast")))).unwrap();
    let claim = theirs.claim(fixture::claim_id(1)).unwrap().clone();
    let claim = Claim { kinds: vec!["view".to_owned()], ..claim };
    theirs.apply(Edit::PutClaim(Box::new(claim))).unwrap();
    disk.put(COPY, write_project(&theirs));
    let ours = with_kind(project(&window), "Opinion");
    window.state_mut().workspace_mut().set_codebook(ours).unwrap();
    see_copy(&mut window);
    compare(&mut window);
    window.get_by_label_contains("Claim kind “view”");
    assert!(window.get_by_role_and_label(Role::Button, "Compare").accesskit_node().is_disabled());
    assert!(window.get_by_role_and_label(Role::RadioButton, "They are the same").is_focused());
    key(&mut window, Key::Tab);
    assert!(window.get_by_role_and_label(Role::RadioButton, "They are two").is_focused());
    key(&mut window, Key::Space);
    compare_again(&mut window);
    window.get_by_label("1 claim changed");
    assert!(window.get_by_role_and_label(Role::Button, "Merge").is_focused());
    key(&mut window, Key::Enter);
    let kinds = &project(&window).codebook().claim_kinds;
    let labels: Vec<&str> = kinds.iter().rev().take(2).map(|kind| kind.label.as_str()).rev().collect();
    assert_eq!(labels, ["Opinion", "Forecast"]);
    assert_eq!(project(&window).claim(fixture::claim_id(1)).unwrap().kinds, ["view_2"]);
    chord(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(project(&window).claim(fixture::claim_id(1)).unwrap().kinds, ["quantity"]);
}

#[test]
fn a_copy_that_is_not_needed_is_not_offered_again() {
    let disk = MemoryFs::new();
    let mut window = window(&disk);
    put_copy(&disk, |text| text.replace("title: \"Test\"", "title: \"Theirs\""));
    see_copy(&mut window);
    button(&mut window, "Not needed");
    see_copy(&mut window);
    assert_eq!(said(&window), "");
}

#[test]
fn what_cannot_be_merged_says_why_and_changes_nothing() {
    let disk = MemoryFs::new();
    let mut window = window(&disk);
    put_copy(&disk, |text| text.replace("title: \"Test\"", "title: \"Theirs\""));
    see_copy(&mut window);
    disk.put(COPY, "not a project");
    compare(&mut window);
    window.get_by_label_contains("Nothing was changed");
    button(&mut window, "Close");
    assert_eq!((window.state().state().dialog.clone(), project(&window).title()), (None, "Test"));
}

#[test]
fn the_name_is_asked_for_once_after_the_first_step() {
    let disk = MemoryFs::new();
    let mut window = window(&disk);
    assert_eq!(window.query_all_by_label_contains("Use this name").count(), 0);
    click(&mut window, "Sentence A2:");
    key(&mut window, Key::Num1);
    let field = window.get_by_role_and_label(Role::TextInput, "Your name for this work");
    field.focus();
    window.run_steps(2);
    chord(&mut window, Modifiers::COMMAND, Key::A);
    window.event(eframe::egui::Event::Text("Maria".to_owned()));
    window.run_steps(2);
    key(&mut window, Key::Enter);
    let name = |window: &Window| {
        let me = window.state().workspace().me();
        project(window).annotator(me).unwrap().name.clone()
    };
    assert_eq!(name(&window), "Maria");
    assert_eq!(window.query_all_by_label_contains("Use this name").count(), 0);
    assert_eq!(window.state().workspace().user_settings().annotator_name, "Maria");
}

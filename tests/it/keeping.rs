//! What the window says and offers when work is in danger: recovered edits, another window, a foreign change, a full
//! disk, a damaged file.

use crate::fixture;
use crossclaim::storage::{MemoryFs, Places};
use crossclaim::ui::CrossclaimApp;
use crossclaim::ui::navigation::Dialog;
use crossclaim::workspace::exchange::Parser;
use crossclaim::workspace::{Access, Environment, Launch, SaveState, Workspace, open};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const FILE: &str = "/work/p.crossclaim.ron";

type App = Harness<'static, CrossclaimApp>;

fn environment(disk: &MemoryFs) -> Environment {
    Environment { vfs: Arc::new(disk.clone()), places: Some(Places::at("/state")), parser: Parser::InProcess }
}

fn disk() -> MemoryFs {
    let disk = MemoryFs::new();
    disk.put("/work/keep", "");
    let project = fixture::project("a.txt: Prices rose. Wages fell.");
    let me = crossclaim::model::Annotator {
        machine: None,
        id: fixture::annotator_id(1),
        name: "ann".to_owned(),
        reference: false,
    };
    drop(Workspace::create_from(Path::new(FILE), project, &me, environment(&disk)).unwrap());
    disk
}

fn workspace(disk: &MemoryFs) -> Workspace {
    open(Launch::Project(PathBuf::from(FILE)), &environment(disk)).unwrap().workspace
}

fn window(disk: &MemoryFs) -> App {
    let opened = open(Launch::Project(PathBuf::from(FILE)), &environment(disk)).unwrap();
    let app = CrossclaimApp::opened(opened);
    let mut window = Harness::builder()
        .with_size(Vec2::new(1440.0, 900.0))
        .build_ui_state(|ui, app: &mut CrossclaimApp| app.frame(ui), app);
    window.run_steps(4);
    window
}

fn click(window: &mut App, name: &str) {
    window.get_by_role_and_label(Role::Button, name).click();
    window.run_steps(6);
}

fn save(window: &mut App) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run_steps(4);
}

fn said(window: &App) -> String {
    let texts = window.state().state().messages.iter().map(|message| message.text.as_str());
    texts.collect::<Vec<_>>().join("\n")
}

fn title(window: &App) -> String {
    window.state().workspace().project().title().to_owned()
}

fn rename(window: &mut App, title: &str) {
    window.state_mut().workspace_mut().set_title(title).unwrap();
    window.run_steps(2);
}

#[test]
fn recovered_edits_are_told_and_can_be_left_out() {
    let disk = disk();
    let mut before = workspace(&disk);
    before.set_title("Recovered").unwrap();
    drop(before);
    let mut window = window(&disk);
    assert_eq!(title(&window), "Recovered");
    assert!(said(&window).starts_with("1 edit since the last save was recovered"), "{}", said(&window));
    click(&mut window, "Leave them out");
    assert_eq!((title(&window).as_str(), said(&window).as_str()), ("Test", ""));
}

#[test]
fn the_second_window_says_so_and_takes_over_with_what_the_first_did() {
    let disk = disk();
    let mut first = workspace(&disk);
    first.set_title("First").unwrap();
    let mut second = window(&disk);
    assert!(said(&second).contains("You are only reading:"), "{}", said(&second));
    second.get_by_label_contains("Sentence A1:").click();
    second.run_steps(2);
    second.key_press(Key::Num1);
    second.run_steps(3);
    assert!(said(&second).contains("can only be read here"), "{}", said(&second));
    assert_eq!(second.state().workspace().project().claims().len(), 0);
    click(&mut second, "Take over");
    assert_eq!(title(&second), "First");
    assert_eq!(second.state().workspace().store().access(), &Access::Full);
    drop(first);
    rename(&mut second, "Second");
    save(&mut second);
    assert_eq!(second.state().workspace().store().state(), SaveState::Saved);
}

#[test]
fn a_file_that_was_changed_outside_is_opened_again_and_the_edits_are_offered_as_a_copy() {
    let disk = disk();
    let mut window = window(&disk);
    let text = String::from_utf8(disk.bytes(FILE).unwrap()).unwrap();
    disk.put(FILE, text.replace("title: \"Test\"", "title: \"Theirs\""));
    rename(&mut window, "Mine");
    save(&mut window);
    assert!(said(&window).contains("was changed outside Crossclaim"), "{}", said(&window));
    click(&mut window, "Reload");
    assert_eq!(title(&window), "Theirs");
    click(&mut window, "Open as a copy");
    assert_eq!(title(&window), "Mine");
    let path = window.state().workspace().store().path().unwrap().to_path_buf();
    assert_eq!(path, Path::new("/work/p (recovered).crossclaim.ron"));
}

#[test]
fn a_full_disk_is_told_for_as_long_as_edits_are_only_in_memory() {
    let disk = disk();
    let mut window = window(&disk);
    let now = disk.operations();
    disk.fail(now..usize::MAX, ErrorKind::StorageFull);
    rename(&mut window, "Only in memory");
    assert!(said(&window).contains("Edits are only in memory: the journal could not be started"));
    save(&mut window);
    assert!(said(&window).contains("was not saved: the disk is full."), "{}", said(&window));
    disk.fail(0..0, ErrorKind::StorageFull);
    save(&mut window);
    assert_eq!(said(&window), "");
    assert_eq!(window.state().workspace().store().state(), SaveState::Saved);
}

#[test]
fn a_damaged_file_opens_a_choice_of_states() {
    let disk = disk();
    let mut before = workspace(&disk);
    before.set_title("Newest").unwrap();
    drop(before);
    disk.put(FILE, "\0\0\0\0");
    let mut window = window(&disk);
    assert_eq!(window.state().state().dialog, Some(Dialog::Rescue));
    window.get_by_label_contains("with 1 edit from the journal");
    click(&mut window, "Open this state");
    assert_eq!(title(&window), "Newest");
    assert_eq!(disk.bytes(FILE).unwrap(), b"\0\0\0\0");
}

#[test]
fn another_project_is_opened_from_a_window_that_was_taken_over() {
    let disk = disk();
    let mut first = window(&disk);
    rename(&mut first, "First");
    let taken = open(Launch::TakeOver(PathBuf::from(FILE)), &environment(&disk)).unwrap();
    assert_eq!(taken.workspace.project().title(), "First");
    let mut reading = window(&disk);
    reading.state_mut().workspace_mut().set_title("x").unwrap_err();
    reading.key_press_modifiers(Modifiers::COMMAND, Key::N);
    reading.run_steps(6);
    assert_eq!(title(&reading), "Untitled project");
}

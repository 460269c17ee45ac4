//! The window as a whole: what it remembers, what its title says, what it asks before it closes.

use crate::fixture;
use crossclaim::model::Annotator;
use crossclaim::storage::{MemoryFs, Places};
use crossclaim::ui::CrossclaimApp;
use crossclaim::ui::navigation::Dialog;
use crossclaim::workspace::exchange::Parser;
use crossclaim::workspace::{Environment, FixedClock, IdSource, Launch, Workspace, open};
use eframe::egui::{Event, Key, Modifiers, Vec2, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::{Harness, kittest::Queryable as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const FILE: &str = "/work/p.crossclaim.ron";

type App = Harness<'static, CrossclaimApp>;

fn environment(disk: &MemoryFs) -> Environment {
    Environment { vfs: Arc::new(disk.clone()), places: Some(Places::at("/state")), parser: Parser::InProcess }
}

fn me() -> Annotator {
    Annotator { machine: None, id: fixture::annotator_id(1), name: "ann".to_owned(), reference: false }
}

fn window_of(app: CrossclaimApp) -> App {
    let mut window = Harness::builder()
        .with_size(Vec2::new(1440.0, 900.0))
        .build_ui_state(|ui, app: &mut CrossclaimApp| app.frame(ui), app);
    window.run_steps(4);
    window
}

fn opened(disk: &MemoryFs) -> App {
    let opened = open(Launch::Project(PathBuf::from(FILE)), &environment(disk)).unwrap();
    window_of(CrossclaimApp::opened(opened))
}

fn commands(window: &App) -> Vec<ViewportCommand> {
    window.output().viewport_output[&ViewportId::ROOT].commands.clone()
}

#[test]
fn the_next_start_finds_columns_and_places_as_they_were_left() {
    let disk = MemoryFs::new();
    disk.put("/work/keep", "");
    let filler: Vec<String> = (1..=200).map(|number| format!("Filler {number} says nothing.\\n")).collect();
    let notation = format!("a.txt: One.\nb.txt: Begin.\\n{}End.\nc.txt: Three.", filler.concat());
    Workspace::create_from(Path::new(FILE), fixture::project(&notation), &me(), environment(&disk)).unwrap();
    let mut window = opened(&disk);
    window.get_by_label("Close column A").click();
    window.run_steps(2);
    let strip = window.get_by_label("Overview of document B").rect();
    window.hover_at(strip.center());
    window.drag_at(strip.center());
    window.run_steps(2);
    window.drop_at(strip.center());
    window.run_steps(20);
    let shown = |window: &App| {
        let columns = &window.state().state().read.columns;
        columns.iter().map(|column| (column.document, column.visible.start)).collect::<Vec<_>>()
    };
    let before = shown(&window);
    assert!(before[0].1 > 1000, "{before:?}");
    window.state_mut().close();
    drop(window);
    let mut window = opened(&disk);
    window.run_steps(4);
    assert_eq!(shown(&window), before);
}

#[test]
fn the_windows_title_names_the_project_and_how_safe_it_is() {
    let disk = MemoryFs::new();
    disk.put("/work/keep", "");
    let project = fixture::project("title Rents\na.txt: One.");
    Workspace::create_from(Path::new(FILE), project, &me(), environment(&disk)).unwrap();
    let opened = open(Launch::Project(PathBuf::from(FILE)), &environment(&disk)).unwrap();
    let mut window = Harness::builder()
        .build_ui_state(|ui, app: &mut CrossclaimApp| app.frame(ui), CrossclaimApp::opened(opened));
    let mut titles = Vec::new();
    for _ in 0..4 {
        window.run_steps(1);
        titles.extend(commands(&window).into_iter().filter_map(|command| match command {
            ViewportCommand::Title(title) => Some(title),
            _ => None,
        }));
    }
    assert!(titles.iter().all(|title| title.starts_with("Rents – ")), "{titles:?}");
    assert!(titles.len() <= 2, "said once for each state: {titles:?}");
}

#[test]
fn work_that_is_nowhere_but_in_memory_is_asked_about_before_the_window_closes() {
    let project = fixture::project("a.txt: One.");
    let clock = Box::new(FixedClock(fixture::TIME.parse().unwrap()));
    let workspace = Workspace::new(project, &me(), clock, IdSource::Counted(1000)).unwrap();
    let mut window = window_of(CrossclaimApp::new(workspace));
    let close = |window: &mut App| {
        let viewport = window.input_mut().viewports.entry(ViewportId::ROOT).or_default();
        viewport.events.push(ViewportEvent::Close);
        window.step();
        commands(window)
    };
    let document = window.state().workspace().project().document_ids()[0];
    window.state_mut().workspace_mut().set_read(document, true).unwrap();
    assert!(close(&mut window).contains(&ViewportCommand::CancelClose));
    assert_eq!(window.state().state().dialog, Some(Dialog::Unsaved));
    window.run_steps(2);
    window.get_by_label("Close without saving").click();
    window.run_steps(3);
    assert!(!close(&mut window).contains(&ViewportCommand::CancelClose));
}

#[test]
fn the_export_dialog_waits_for_enter() {
    let project = fixture::project("a.txt: One.");
    let clock = Box::new(FixedClock(fixture::TIME.parse().unwrap()));
    let workspace = Workspace::new(project, &me(), clock, IdSource::Counted(1000)).unwrap();
    let mut window = window_of(CrossclaimApp::new(workspace));
    window.key_press_modifiers(Modifiers::COMMAND, Key::E);
    window.run_steps(3);
    assert_eq!(window.state().state().dialog, Some(Dialog::Export));
    assert!(window.get_by_label("Export…").is_focused());
}

#[test]
fn the_settings_say_that_all_is_kept_beside_the_program() {
    let disk = MemoryFs::new();
    disk.put("/work/keep", "");
    disk.put("/stick/crossclaim-state/keep", "");
    Workspace::create_from(Path::new(FILE), fixture::project("a.txt: One."), &me(), environment(&disk))
        .unwrap();
    let places = Places::beside(&disk, Path::new("/stick/crossclaim"));
    let portable = Environment { places, ..environment(&disk) };
    for (environment, title) in [
        (portable, "Project settings · portable, all is kept in /stick/crossclaim-state"),
        (environment(&disk), "Project settings"),
    ] {
        let opened = open(Launch::Project(PathBuf::from(FILE)), &environment).unwrap();
        let mut window = window_of(CrossclaimApp::opened(opened));
        window.key_press_modifiers(Modifiers::COMMAND, Key::K);
        window.run_steps(2);
        window.event(Event::Text("project settings".to_owned()));
        window.run_steps(2);
        window.key_press_modifiers(Modifiers::NONE, Key::Enter);
        window.run_steps(4);
        assert!(window.query_all_by_label(title).next().is_some(), "{title}");
    }
}

//! Adding documents: dropped files are read beside the window, looked at where something was guessed, and added in one
//! step.

use crate::fixture;
use crossclaim::model::Annotator;
use crossclaim::storage::{MemoryFs, Places};
use crossclaim::ui::CrossclaimApp;
use crossclaim::ui::files::state::ImportDraft;
use crossclaim::ui::navigation::Dialog;
use crossclaim::workspace::exchange::Parser;
use crossclaim::workspace::{Environment, Launch, Workspace, open};
use eframe::egui::{DroppedFile, Vec2, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const FILE: &str = "/work/p.crossclaim.ron";

type App = Harness<'static, CrossclaimApp>;

/// A file let go over the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the program reads files itself".to_owned())
    }
}

/// A window on a project with one document, and these files on its disk.
fn window(files: &[(&str, &[u8])]) -> App {
    let disk = MemoryFs::new();
    disk.put("/work/keep", "");
    for (path, bytes) in files {
        disk.put(path, *bytes);
    }
    let environment = Environment {
        vfs: Arc::new(disk.clone()),
        places: Some(Places::at("/state")),
        parser: Parser::InProcess,
    };
    let me =
        Annotator { machine: None, id: fixture::annotator_id(1), name: "ann".to_owned(), reference: false };
    let project = fixture::project("a.txt: One.");
    Workspace::create_from(Path::new(FILE), project, &me, environment.clone()).unwrap();
    let opened = open(Launch::Project(PathBuf::from(FILE)), &environment).unwrap();
    let mut window = Harness::builder()
        .with_size(Vec2::new(1440.0, 900.0))
        .build_ui_state(|ui, app: &mut CrossclaimApp| app.frame(ui), CrossclaimApp::opened(opened));
    window.run_steps(4);
    window
}

/// Lets files go over the window and draws until they were read.
fn drop_files(window: &mut App, paths: impl IntoIterator<Item = PathBuf>) {
    window.input_mut().dropped_files.extend(paths.into_iter().map(|path| Arc::new(Dropped(path)) as _));
    window.run_steps(1);
    wait(window);
}

/// Draws until nothing is being read any more.
fn wait(window: &mut App) {
    let mut rounds = 0;
    while window.state().is_reading() {
        std::thread::yield_now();
        window.run_steps(1);
        rounds += 1;
        assert!(rounds < 1_000_000, "reading does not end");
    }
    window.run_steps(3);
}

fn document_count(window: &App) -> usize {
    window.state().workspace().project().document_ids().len()
}

fn last_text(window: &App) -> String {
    window.state().workspace().project().documents().last().unwrap().text.to_string()
}

fn click(window: &mut App, name: &str) {
    window.get_by_role_and_label(Role::Button, name).click();
    window.run_steps(3);
}

#[test]
fn files_dropped_anywhere_are_added_in_one_step_and_open_beside_the_others() {
    let mut window = window(&[("/work/b.txt", b"Two came. Three went."), ("/work/c.txt", b"Four stayed.")]);
    drop_files(&mut window, ["/work/b.txt", "/work/c.txt", "/work/none.txt"].map(PathBuf::from));
    assert!(window.query_by_label_contains("Sentence B1: Two came").is_some());
    assert!(window.query_by_label_contains("Sentence C1: Four stayed").is_some());
    assert!(window.query_by_label_contains("/work/none.txt was not read").is_some());
    click(&mut window, "Undo");
    assert_eq!(document_count(&window), 1);
    assert_eq!(window.state().state().read.columns.len(), 1, "what is gone has no column");
    assert!(window.query_by_label_contains("Sentence B1:").is_none());
}

#[test]
fn files_dropped_while_a_dialog_is_open_are_told_and_change_nothing() {
    let mut window = window(&[("/work/b.txt", b"Two came.")]);
    window.key_press_modifiers(eframe::egui::Modifiers::COMMAND, eframe::egui::Key::K);
    window.run_steps(3);
    drop_files(&mut window, [PathBuf::from("/work/b.txt")]);
    assert_eq!((document_count(&window), &window.state().state().dialog), (1, &Some(Dialog::Palette)));
    assert!(window.state().state().messages.iter().any(|message| message.text.contains("a dialog is open")));
}

#[test]
fn what_is_left_out_of_one_file_stays_so_when_another_one_is_read_again() {
    let table =
        b"lead,body\nFirst lead of the table,\nSecond lead,\nThird lead,The long body of the third report.\n";
    let page: &[u8] =
        b"<html><body><nav>Home</nav><p>The bridge was closed on Monday, the city said.</p></body></html>";
    let mut window = window(&[("/work/a.csv", table), ("/work/b.html", page)]);
    drop_files(&mut window, ["/work/a.csv", "/work/b.html"].map(PathBuf::from));
    let read = window.state().state().drafts.import.read.clone().unwrap();
    let table = PathBuf::from("/work/a.csv");
    let mut draft = ImportDraft::new(read.clone());
    draft.left_out = [0, 1, read.documents.len() - 1].into();
    let mut again = read;
    again.documents.truncate(1);
    again.origins.truncate(1);
    draft.replace(&table, again);
    let read = draft.read.unwrap();
    assert_eq!(read.documents.len(), 2);
    assert_eq!(draft.left_out.into_iter().collect::<Vec<_>>(), [1], "the page; the table is another one now");
    click(&mut window, "Cancel");
}

#[test]
fn a_web_page_is_shown_as_it_will_be_stored_with_what_was_left_out() {
    let page = b"<html><head><title>Bridge closed</title></head><body><nav>Home Sport Weather</nav><article>\
        <h1>Bridge closed</h1><p>The bridge over the Leine was closed on Monday, the city said.</p>\
        <p>It will stay closed until May, and buses take another way round the centre.</p></article></body></html>";
    let mut window = window(&[("/work/page.html", page)]);
    drop_files(&mut window, [PathBuf::from("/work/page.html")]);
    assert_eq!(window.state().state().dialog, Some(Dialog::Import));
    assert_eq!(document_count(&window), 1, "nothing is added before it was looked at");
    assert!(window.query_by_label_contains("The bridge over the Leine").is_some());
    assert!(window.query_by_label_contains("Home Sport Weather").is_some());
    click(&mut window, "Add 1 document");
    assert_eq!(document_count(&window), 2);
    assert!(!last_text(&window).contains("Weather"));
}

#[test]
fn a_document_can_be_left_out_and_cancel_adds_nothing() {
    let page: &[u8] =
        b"<html><body><nav>Home</nav><p>The bridge was closed on Monday, the city said.</p></body></html>";
    let other: &[u8] =
        b"<html><body><nav>Home</nav><p>The ferry sank in the harbour on Tuesday night.</p></body></html>";
    let files = [("/work/a.html", page), ("/work/b.html", other)];
    let paths = || files.iter().map(|(path, _)| PathBuf::from(path));
    let mut window = window(&files);
    drop_files(&mut window, paths());
    click(&mut window, "Cancel");
    assert_eq!(document_count(&window), 1);
    drop_files(&mut window, paths());
    window.get_by_label("Add this document").click();
    window.run_steps(2);
    click(&mut window, "Add 1 document");
    assert_eq!(document_count(&window), 2);
    assert!(last_text(&window).contains("ferry"));
}

#[test]
fn the_columns_of_a_table_are_chosen_and_its_rows_become_documents() {
    let table = b"headline,lead,body\nOne,The short lead of it,The long body of the first report is here.\n\
        Two,Another lead,The long body of the second report is here.\n";
    let mut window = window(&[("/work/t.csv", table)]);
    drop_files(&mut window, [PathBuf::from("/work/t.csv")]);
    assert_eq!(window.state().state().dialog, Some(Dialog::Import));
    window.get_by_role_and_label(Role::ComboBox, "Text column").click();
    window.run_steps(3);
    click(&mut window, "lead");
    wait(&mut window);
    click(&mut window, "Add 2 documents");
    assert_eq!(document_count(&window), 3);
    assert_eq!(last_text(&window), "Another lead");
    click(&mut window, "Undo");
    assert_eq!(document_count(&window), 1);
}

#[test]
fn a_guessed_encoding_can_be_set_right_before_adding() {
    // "Příliš žluťoučký kůň" in windows-1250, short enough to be guessed wrongly.
    let bytes = b"P\xf8\xedli\x9a \x9elu\x9dou\xe8k\xfd k\xf9\xf2.";
    let mut window = window(&[("/work/kun.txt", bytes)]);
    drop_files(&mut window, [PathBuf::from("/work/kun.txt")]);
    assert_eq!(window.state().state().dialog, Some(Dialog::Import));
    window.get_by_role_and_label(Role::ComboBox, "Encoding").click();
    window.run_steps(3);
    window.get_all_by_role_and_label(Role::Button, "windows-1250").last().unwrap().click();
    window.run_steps(2);
    wait(&mut window);
    click(&mut window, "Add 1 document");
    assert_eq!(last_text(&window), "Příliš žluťoučký kůň.");
}

#[test]
fn many_files_come_in_as_one_step() {
    let files: Vec<(String, String)> = (0..300)
        .map(|number| (format!("/in/{number:03}.txt"), format!("Report {number}. It ended.")))
        .collect();
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    let mut window = window(&files);
    drop_files(&mut window, [PathBuf::from("/in")]);
    assert_eq!(document_count(&window), 301);
    click(&mut window, "Undo");
    assert_eq!(document_count(&window), 1);
}

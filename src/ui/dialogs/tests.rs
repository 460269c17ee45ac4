//! Dialogs that no key opens: files, recent projects, questions.

use crate::model::{Annotator, AnnotatorId};
use crate::ui::CrossclaimApp;
use crate::ui::files::state::FilesFor;
use crate::ui::navigation::Dialog;
use crate::ui::state::UiState;
use crate::workspace::Workspace;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::path::{Path, PathBuf};

type App<'a> = Harness<'a, CrossclaimApp>;

/// A window in which something was prepared.
fn window<'a>(prepare: impl FnOnce(&mut UiState)) -> App<'a> {
    let id = AnnotatorId(uuid::Uuid::from_u128(1));
    let me = Annotator { machine: None, id, name: "ann".to_owned(), reference: false };
    let mut app = CrossclaimApp::new(Workspace::empty("The deal", &me).unwrap());
    prepare(&mut app.state);
    let builder = Harness::builder().with_size(vec2(1200.0, 800.0)).with_max_steps(60);
    let mut harness = builder.build_ui_state(|ui, app: &mut CrossclaimApp| app.frame(ui), app);
    harness.run();
    harness
}

fn files<'a>(purpose: FilesFor, folder: &Path) -> App<'a> {
    window(|state| {
        state.dialog = Some(Dialog::Files(purpose));
        state.place.folder = Some(folder.to_path_buf());
        state.place.name = "The deal".to_owned();
    })
}

fn press(harness: &mut App<'_>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn click(harness: &mut App<'_>, name: &str) {
    harness.get_all_by_role_and_label(Role::Button, name).last().unwrap().click();
    harness.run();
}

fn row(harness: &mut App<'_>, name: &str, modifiers: Modifiers) {
    harness.get_by_role_and_label(Role::ListBoxOption, name).click_modifiers(modifiers);
    harness.run();
}

/// The articles of the sample, which are there in every checkout.
fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample")
}

/// Draws until no files are being read any more.
fn wait(harness: &mut App<'_>) {
    while harness.state().is_reading() {
        std::thread::yield_now();
        harness.step();
    }
    harness.run();
}

fn document_count(harness: &mut App<'_>) -> usize {
    wait(harness);
    harness.state().workspace.project().document_ids().len()
}

#[test]
fn several_files_are_added_with_ctrl_and_shift() {
    let mut harness = files(FilesFor::AddDocuments, &sample());
    row(&mut harness, "000_1f6489b80fe42bee.txt", Modifiers::NONE);
    row(&mut harness, "002_5fa5df09a4eef054.txt", Modifiers::SHIFT);
    row(&mut harness, "001_5972d6ad7b43bdba.txt", Modifiers::COMMAND);
    click(&mut harness, "Add");
    assert_eq!(harness.state().state.dialog, None);
    assert_eq!(document_count(&mut harness), 2);
}

#[test]
fn files_are_added_from_the_keyboard_alone() {
    let mut harness = files(FilesFor::AddDocuments, &sample());
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(document_count(&mut harness), 2);
}

#[test]
fn backspace_goes_up_and_enter_back_into_the_folder() {
    let mut harness = files(FilesFor::AddDocuments, &sample());
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    let folder = |harness: &App<'_>| harness.state().state.drafts.folder.clone().unwrap();
    assert!(folder(&harness).ends_with("assets"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(folder(&harness), sample());
}

#[test]
fn a_folder_that_is_not_there_is_named_and_the_one_before_stays() {
    let mut harness = files(FilesFor::OpenProject, &sample());
    let field = harness.get_by_role_and_label(Role::TextInput, "Folder");
    field.focus();
    harness.run();
    press(&mut harness, Modifiers::COMMAND, Key::A);
    harness.event(eframe::egui::Event::Text("/no/such/folder".to_owned()));
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.get_by_label_contains("/no/such/folder was");
    assert_eq!(harness.state().state.drafts.folder, Some(sample()));
}

#[test]
fn an_existing_file_is_not_written_over_without_a_question() {
    let mut harness = files(FilesFor::Export(Default::default()), &sample());
    harness.get_by_role_and_label(Role::TextInput, "Name").focus();
    harness.run();
    press(&mut harness, Modifiers::COMMAND, Key::A);
    harness.event(eframe::egui::Event::Text("000_1f6489b80fe42bee.txt".to_owned()));
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.get_by_label_contains("is there already");
    click(&mut harness, "Choose another name");
    harness.get_by_role_and_label(Role::TextInput, "Name");
}

#[test]
fn a_project_is_offered_under_a_name_that_can_be_typed_over() {
    let harness = files(FilesFor::SaveProject, &sample());
    let name = harness.get_by_role_and_label(Role::TextInput, "Name");
    assert!(name.is_focused());
    assert_eq!(name.value().as_deref(), Some("The deal.crossclaim.ron"));
}

#[test]
fn a_recent_project_that_is_gone_says_so() {
    let mut harness = window(|state| {
        state.recent = vec![PathBuf::from("/no/such/deal.crossclaim.ron")];
        state.dialog = Some(Dialog::Recent);
    });
    row(&mut harness, "deal (no longer there)", Modifiers::NONE);
    assert_eq!(harness.state().state.dialog, Some(Dialog::Recent));
}

#[test]
fn removing_a_document_says_what_goes_and_undo_brings_it_back() {
    let mut harness = files(FilesFor::AddDocuments, &sample());
    press(&mut harness, Modifiers::NONE, Key::Enter);
    wait(&mut harness);
    let document = harness.state().workspace.project().document_ids()[0];
    harness.state_mut().state.dialog = Some(Dialog::RemoveDocument(document));
    harness.run();
    harness.get_by_label("It has no claims. Undo brings everything back.");
    click(&mut harness, "Remove");
    assert_eq!(document_count(&mut harness), 0);
    click(&mut harness, "Undo");
    assert_eq!(document_count(&mut harness), 1);
}

#[test]
fn hints_go_on_one_by_one_and_can_be_hidden() {
    let mut harness = window(|state| state.hint = Some(0));
    harness.get_by_label("1 of 5");
    click(&mut harness, "Next hint");
    harness.get_by_label("2 of 5");
    click(&mut harness, "Hide hints");
    assert!(harness.query_by_label("2 of 5").is_none());
}

#[test]
fn cancel_leaves_unsaved_work_open() {
    let mut harness = window(|state| state.dialog = Some(Dialog::Unsaved));
    for name in ["Save as…", "Close without saving"] {
        assert!(harness.get_all_by_role_and_label(Role::Button, name).count() > 0);
    }
    click(&mut harness, "Cancel");
    assert_eq!(harness.state().state.dialog, None);
}

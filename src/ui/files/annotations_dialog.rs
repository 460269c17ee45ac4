//! Shows what would come of annotations made elsewhere, before anything changes: counts, new entries of the codebook,
//! problems; and in which format they were read, which can be corrected.

use super::action::FileAction;
use super::state::AnnotationsOnShow;
use crate::ui::action::Actions;
use crate::ui::dialogs::frame::{DialogFrame, body, first_focus, foot, lines_ui};
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::fields;
use crate::ui::window::status_bar::counted;
use crate::workspace::AnnotationsPreview;
use crate::workspace::exchange::Imported;
use eframe::egui::{Label, RichText, Spinner, Ui};
use std::path::PathBuf;

/// Draws the dialog.
pub(in crate::ui) fn annotations_ui(ui: &Ui, state: &mut UiState, actions: &mut Actions) {
    let shown = std::mem::take(&mut state.annotations);
    DialogFrame::new("Import annotations", 560.0).show(ui, actions, |ui, actions| match &shown {
        AnnotationsOnShow::None => fields::note(ui, "There is nothing to import"),
        AnnotationsOnShow::Reading(paths) => {
            ui.horizontal(|ui| {
                ui.add(Spinner::new().size(16.0));
                ui.label(format!("Reading {}…", named(paths)));
            });
            foot(ui, |ui| leave_ui(ui, "Cancel", state, actions));
        }
        AnnotationsOnShow::Refused(paths, reason) => {
            format_ui(ui, state, (paths, "", None), actions);
            fields::problem(ui, reason);
            foot(ui, |ui| leave_ui(ui, "Close", state, actions));
        }
        AnnotationsOnShow::Ready(preview) => preview_ui(ui, preview, state, actions),
    });
    state.annotations = shown;
}

fn named(paths: &[PathBuf]) -> String {
    let first = paths.first().and_then(|path| path.file_name()).unwrap_or_default().to_string_lossy();
    match paths.len() {
        0 | 1 => first.into_owned(),
        count => format!("{first} and {} more", count - 1),
    }
}

/// The format, which the program guesses; another one reads the files again.
fn format_ui(
    ui: &mut Ui,
    state: &UiState,
    (paths, read, by): (&[PathBuf], &str, Option<&str>),
    actions: &mut Actions,
) {
    let options: Vec<(String, String)> =
        state.import_formats.iter().map(|(_, label)| (label.clone(), String::new())).collect();
    let known = state.import_formats.iter().find(|(name, _)| name == read);
    let chosen = known.map_or("Choose the format", |(_, label)| label.as_str());
    let picked = fields::choice_field(ui, "Read as", chosen, &options);
    if let Some((name, _)) = picked.and_then(|at| state.import_formats.get(at)) {
        let by = by.map(str::to_owned);
        actions.push(FileAction::LookAtAnnotations(paths.to_vec(), Some(name.clone()), by));
    }
}

/// Whose work it is where the files name nobody; another name reads the files again.
fn annotator_ui(ui: &mut Ui, preview: &AnnotationsPreview, state: &mut UiState, actions: &mut Actions) {
    let label = "Whose work, where the files name nobody";
    let field = fields::hinted_field(ui, label, "Name of the annotator", &mut state.annotations_by);
    if field.lost_focus() && is_other_annotator(preview, state) {
        actions.push(read_again(preview, state));
    }
}

fn is_other_annotator(preview: &AnnotationsPreview, state: &UiState) -> bool {
    let name = state.annotations_by.trim();
    !name.is_empty() && name != preview.annotator
}

fn read_again(preview: &AnnotationsPreview, state: &UiState) -> FileAction {
    let by = Some(state.annotations_by.trim().to_owned());
    FileAction::LookAtAnnotations(preview.paths.clone(), Some(preview.format.clone()), by)
}

fn preview_ui(ui: &mut Ui, preview: &AnnotationsPreview, state: &mut UiState, actions: &mut Actions) {
    let imported = &preview.imported;
    let brings = brought(imported);
    body(ui, true, |ui| {
        ui.add(Label::new(RichText::new(named(&preview.paths)).font(theme::semibold(13.5))).truncate());
        let by = preview.asked_annotator.as_deref();
        format_ui(ui, state, (&preview.paths, &preview.format, by), actions);
        ui.add_space(4.0);
        annotator_ui(ui, preview, state, actions);
        ui.add_space(6.0);
        if brings.is_empty() {
            ui.label("Everything in it is here already.");
        } else {
            ui.label(format!("Brings {brings}."));
        }
        lines_ui(ui, "Added to the codebook", &imported.new_entries);
        lines_ui(ui, "How odd places were read", &imported.problems);
    });
    foot(ui, |ui| {
        if brings.is_empty() {
            leave_ui(ui, "Close", state, actions);
            return;
        }
        let is_other = is_other_annotator(preview, state);
        let import = fields::strong_button(ui, if is_other { "Read again" } else { "Import" }, true);
        first_focus(ui, &mut state.drafts, &import);
        if import.clicked() {
            actions.push(if is_other { read_again(preview, state) } else { FileAction::AcceptAnnotations });
        }
        if fields::plain_button(ui, "Cancel").clicked() {
            actions.push(FileAction::LeaveAnnotations);
        }
    });
}

/// What an import brings, as part of a sentence; empty when that is nothing.
pub fn brought(imported: &Imported) -> String {
    let counts = [
        (imported.documents, "document"),
        (imported.claims, "claim"),
        (imported.links, "link"),
        (imported.dismissals, "dismissed suggestion"),
        (imported.verdicts, "verdict"),
        (imported.questions, "question"),
        (imported.comments, "comment"),
    ];
    let some = counts.into_iter().filter(|(count, _)| *count > 0);
    some.map(|(count, noun)| counted(count, noun)).collect::<Vec<_>>().join(", ")
}

fn leave_ui(ui: &mut Ui, words: &str, state: &mut UiState, actions: &mut Actions) {
    let button = fields::plain_button(ui, words);
    first_focus(ui, &mut state.drafts, &button);
    if button.clicked() {
        actions.push(FileAction::LeaveAnnotations);
    }
}

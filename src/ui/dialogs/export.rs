//! What leaves the program: format, whose layer, what is left out. Says beforehand what the format cannot hold.

use super::frame::{DialogFrame, body, first_focus, foot};
use crate::model::AnnotatorId;
use crate::ui::action::{Actions, ExportRequest, FileAction, WindowAction};
use crate::ui::app::Scene;
use crate::ui::state::{ExportChoice, UiState};
use crate::ui::widgets::fields;
use eframe::egui::{ProgressBar, Ui};

/// Draws the dialog.
pub(super) fn export_ui(ui: &Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    DialogFrame::new("Export", 520.0).show(ui, actions, |ui, actions| {
        let running = state.progress.clone();
        let formats = &state.export_formats;
        let request = &mut state.drafts.export;
        if !formats.iter().any(|format| format.name == request.format)
            && let Some(first) = formats.first()
        {
            request.format.clone_from(&first.name);
        }
        body(ui, true, |ui| {
            ui.add_enabled_ui(running.is_none(), |ui| {
                formats_ui(ui, formats, request);
                ui.add_space(8.0);
                layers_ui(ui, scene, request);
                ui.add_space(4.0);
                fields::switch(ui, &mut request.without_text, "Leave document texts out");
                fields::switch(ui, &mut request.pseudonyms, "Write codes instead of annotators’ names");
            });
            if let Some((what, share)) = &running {
                ui.add_space(8.0);
                fields::caption(ui, what);
                ui.add(ProgressBar::new(*share).desired_height(8.0));
            }
        });
        let button = foot(ui, |ui| {
            if running.is_some() {
                if fields::plain_button(ui, "Cancel export").clicked() {
                    actions.push(FileAction::CancelJob);
                }
                return None;
            }
            let button = fields::strong_button(ui, "Export…", !formats.is_empty());
            if button.clicked() {
                actions.push(FileAction::Export(request.clone()));
            }
            if fields::plain_button(ui, "Cancel").clicked() {
                actions.push(WindowAction::Dialog(None));
            }
            Some(button)
        });
        // Enter exports; Shift+Tab goes back to the choices.
        if let Some(button) = button {
            first_focus(ui, &mut state.drafts, &button);
        }
    });
}

fn formats_ui(ui: &mut Ui, formats: &[ExportChoice], request: &mut ExportRequest) {
    fields::caption(ui, "Format");
    if formats.is_empty() {
        fields::note(ui, "This version writes no format");
    }
    for format in formats {
        let meaning = match format.what_is_lost.as_slice() {
            [] => "Holds everything".to_owned(),
            lost => format!("Cannot hold: {}", lost.join(", ")),
        };
        if fields::radio_row(ui, format.name == request.format, &format.label, &meaning) {
            request.format.clone_from(&format.name);
        }
    }
}

/// Whose claims and links go out.
fn layers_ui(ui: &mut Ui, scene: Scene<'_>, request: &mut ExportRequest) {
    let me = scene.workspace.me();
    let annotators: Vec<(AnnotatorId, String)> = scene
        .workspace
        .project()
        .annotators()
        .map(|annotator| {
            let name = if annotator.name.is_empty() { "No name" } else { annotator.name.as_str() };
            let suffix = if annotator.id == me { " (you)" } else { "" };
            (annotator.id, format!("{name}{suffix}"))
        })
        .collect();
    let everybody = "Everybody’s".to_owned();
    let chosen = annotators.iter().find(|(id, _)| Some(*id) == request.annotator);
    let chosen = chosen.map_or(&everybody, |(_, name)| name).clone();
    let mut options = vec![(everybody, "All claims and links, each with its annotator".to_owned())];
    options.extend(annotators.iter().map(|(_, name)| (name.clone(), String::new())));
    if let Some(index) = fields::choice_field(ui, "Claims and links", &chosen, &options) {
        request.annotator = index.checked_sub(1).and_then(|index| annotators.get(index)).map(|(id, _)| *id);
    }
}

//! What leaves the program: format, whose layer, what is left out, how it is divided. Says beforehand what the format
//! cannot hold of this project, and where that is kept.

use super::action::FileAction;
use super::export_request::ExportRequest;
use super::state::ExportChoice;
use crate::ui::action::Actions;
use crate::ui::dialogs::frame::{DialogFrame, body, first_focus, foot};
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::{fields, group_label};
use crate::ui::window::action::WindowAction;
use crate::view::names;
use crate::workspace::exchange::{Layer, SplitBy};
use eframe::egui::{Frame, Label, Margin, ProgressBar, RichText, ScrollArea, Ui};

/// Width of the list of formats.
const LIST_WIDTH: f32 = 312.0;
/// Below this width the list stands above the rest.
const NARROW: f32 = 560.0;
/// Losses that are listed before the rest is counted.
const MAX_LOSSES: usize = 12;

/// Draws the dialog.
pub(in crate::ui) fn export_ui(ui: &Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    DialogFrame::new("Export", 820.0).show(ui, actions, |ui, actions| {
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
                if ui.available_width() < NARROW {
                    formats_ui(ui, formats, request);
                    choices_ui(ui, scene, formats, request);
                    return;
                }
                ui.horizontal_top(|ui| {
                    ui.vertical(|ui| {
                        ui.set_width(LIST_WIDTH);
                        formats_ui(ui, formats, request);
                    });
                    ui.add_space(14.0);
                    ui.vertical(|ui| {
                        ui.set_width(ui.available_width());
                        choices_ui(ui, scene, formats, request);
                    });
                });
            });
            if let Some((what, share)) = &running {
                ui.add_space(8.0);
                fields::caption(ui, what);
                ui.add(ProgressBar::new(*share).desired_height(8.0));
            }
        });
        let can_export = !formats.is_empty() && request.options().is_ok();
        let button = foot(ui, |ui| {
            if running.is_some() {
                if fields::plain_button(ui, "Cancel export").clicked() {
                    actions.push(FileAction::CancelJob);
                }
                return None;
            }
            let button = fields::strong_button(ui, "Export…", can_export);
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
    let room = (ui.ctx().content_rect().height() - 260.0).clamp(160.0, 460.0);
    ScrollArea::vertical().id_salt("formats").max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for format in formats {
            if fields::radio_row(ui, format.name == request.format, &format.label, "").clicked() {
                request.format.clone_from(&format.name);
            }
        }
    });
}

fn choices_ui(ui: &mut Ui, scene: Scene<'_>, formats: &[ExportChoice], request: &mut ExportRequest) {
    ui.spacing_mut().item_spacing.y = 6.0;
    losses_ui(ui, scene, formats, request);
    layers_ui(ui, scene, request);
    confidence_ui(ui, scene, request);
    fields::switch(ui, &mut request.without_text, "Leave document texts out");
    fields::switch(ui, &mut request.pseudonyms, "Write codes instead of annotators’ names");
    fields::switch(ui, &mut request.negatives, "Draw an unrelated pair for each linked one");
    split_ui(ui, request);
}

/// What the format cannot hold of this project, counted; in general while that is awaited.
fn losses_ui(ui: &mut Ui, scene: Scene<'_>, formats: &[ExportChoice], request: &ExportRequest) {
    let palette = theme::palette(ui);
    let format = formats.iter().find(|format| format.name == request.format);
    let frame =
        Frame::new().fill(palette.paper).corner_radius(theme::CARD_RADIUS).inner_margin(Margin::same(10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        let Some(format) = format else {
            return;
        };
        if format.what_is_lost.is_empty() {
            ui.label(RichText::new("Holds everything").font(theme::medium(13.0)).color(palette.ink));
            return;
        }
        match scene.workspace.losses() {
            None => fields::note(ui, "Counting what it cannot hold of this project…"),
            Some(Err(reason)) => fields::problem_words(ui, reason),
            Some(Ok([])) => {
                ui.label(RichText::new("Holds all of this project").font(theme::medium(13.0)));
            }
            Some(Ok(losses)) => {
                ui.label(RichText::new("Cannot hold of this project").font(theme::medium(13.0)));
                for loss in losses.iter().take(MAX_LOSSES) {
                    let kept =
                        loss.kept_in.map_or_else(|| "lost".to_owned(), |file| format!("kept in {file}"));
                    let words = format!("{} {} – {kept}", loss.count, loss.what);
                    let ink =
                        if loss.kept_in.is_some() { palette.muted } else { palette.text_in(palette.danger) };
                    ui.add(Label::new(RichText::new(words).font(theme::small()).color(ink)).wrap());
                }
                if losses.len() > MAX_LOSSES {
                    fields::note(ui, &format!("and {} more sorts", losses.len() - MAX_LOSSES));
                }
            }
        }
    });
}

/// Whose claims and links go out.
fn layers_ui(ui: &mut Ui, scene: Scene<'_>, request: &mut ExportRequest) {
    let (project, me) = (scene.workspace.project(), scene.workspace.me());
    let everybody = ("Everybody’s".to_owned(), "All claims and links, each with its annotator".to_owned());
    let mut options = vec![(everybody, Layer::All)];
    if project.annotators().any(|annotator| annotator.reference) {
        let words = ("The reference layer".to_owned(), "What was adjudicated".to_owned());
        options.push((words, Layer::Reference));
    }
    options.extend(project.annotators().map(|annotator| {
        let name = names::annotator_name(project, annotator.id);
        let suffix = if annotator.id == me { " (you)" } else { "" };
        ((format!("{name}{suffix}"), String::new()), Layer::Annotator(annotator.id))
    }));
    let (words, layers): (Vec<_>, Vec<_>) = options.into_iter().unzip();
    let chosen = layers.iter().position(|layer| *layer == request.layer).unwrap_or_default();
    let chosen = words.get(chosen).map(|(name, _)| name.clone()).unwrap_or_default();
    if let Some(layer) =
        fields::choice_field(ui, "Claims and links", &chosen, &words).and_then(|at| layers.get(at))
    {
        request.layer = *layer;
    }
}

fn confidence_ui(ui: &mut Ui, scene: Scene<'_>, request: &mut ExportRequest) {
    let project = scene.workspace.project();
    let Some(scale) = project.codebook().scale(&project.settings().scale) else {
        return;
    };
    let any = "Any confidence, also not set";
    let mut options = vec![(any.to_owned(), String::new())];
    options.extend(scale.levels.iter().map(|level| (format!("{} and higher", level.label), String::new())));
    let place =
        request.min_confidence.as_ref().and_then(|id| scale.levels.iter().position(|one| one.id == *id));
    let chosen = place.map_or(0, |place| place + 1);
    let chosen = options.get(chosen).map(|(name, _)| name.clone()).unwrap_or_default();
    if let Some(at) = fields::choice_field(ui, "Confidence", &chosen, &options) {
        let level = at.checked_sub(1).and_then(|at| scale.levels.get(at));
        request.min_confidence = level.map(|level| level.id.clone());
    }
}

/// Parts for training and testing; nothing that belongs together stands in two of them.
fn split_ui(ui: &mut Ui, request: &mut ExportRequest) {
    group_label(ui, "Split for training and testing");
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.vertical(|ui| {
            ui.set_width(130.0);
            fields::hinted_field(ui, "Shares", "80/10/10, or none", &mut request.shares);
        });
        ui.vertical(|ui| {
            ui.set_width(80.0);
            fields::hinted_field(ui, "Seed", "0", &mut request.seed);
        });
        ui.vertical(|ui| {
            let options: Vec<(String, String)> =
                SplitBy::ALL.iter().map(|by| (format!("Whole {}s", by.name()), String::new())).collect();
            let chosen = format!("Whole {}s", request.split_by.name());
            let picked = fields::choice_field(ui, "Kept together", &chosen, &options);
            if let Some(by) = picked.and_then(|at| SplitBy::ALL.get(at)) {
                request.split_by = *by;
            }
        });
    });
    if let Err(reason) = request.options() {
        fields::problem_words(ui, &reason);
    }
}

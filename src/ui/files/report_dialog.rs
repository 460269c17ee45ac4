//! The report: as which file, and what it is made of.

use super::action::FileAction;
use crate::ui::action::Actions;
use crate::ui::dialogs::frame::{DialogFrame, body, first_focus, foot};
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::fields;
use crate::ui::window::action::WindowAction;
use crate::workspace::exchange::{ReportFormat, ReportOptions, ReportPart};
use eframe::egui::{Label, ProgressBar, RichText, Ui};

/// Width of the list of formats.
const LIST_WIDTH: f32 = 200.0;
/// Below this width the list stands above the rest.
const NARROW: f32 = 520.0;

/// Draws the dialog.
pub(in crate::ui) fn report_ui(ui: &Ui, state: &mut UiState, actions: &mut Actions) {
    DialogFrame::new("Report", 700.0).show(ui, actions, |ui, actions| {
        let running = state.progress.clone();
        let is_blind = state.layers.only.is_some();
        let options = &mut state.drafts.report;
        body(ui, true, |ui| {
            ui.add_enabled_ui(running.is_none(), |ui| choices_ui(ui, options));
            if is_blind {
                ui.add_space(8.0);
                let words =
                    "You work blind, and a report holds everybody’s work. Open the layers of others first.";
                fields::problem_words(ui, words);
            }
            if let Some((what, share)) = &running {
                ui.add_space(8.0);
                fields::caption(ui, what);
                ui.add(ProgressBar::new(*share).desired_height(8.0));
            }
        });
        let is_ready = running.is_none() && !is_blind && !options.parts.is_empty();
        let wish = options.clone();
        let button = foot(ui, |ui| {
            let button = fields::strong_button(ui, "Write report…", is_ready);
            if button.clicked() {
                actions.push(FileAction::Report(wish));
            }
            if fields::plain_button(ui, "Cancel").clicked() {
                actions.push(WindowAction::Dialog(None));
            }
            button
        });
        // Enter asks where; Shift+Tab goes back to the choices.
        first_focus(ui, &mut state.drafts, &button);
    });
}

fn choices_ui(ui: &mut Ui, options: &mut ReportOptions) {
    if ui.available_width() < NARROW {
        formats_ui(ui, options);
        ui.add_space(8.0);
        parts_ui(ui, options);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(LIST_WIDTH);
            formats_ui(ui, options);
        });
        ui.add_space(14.0);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            parts_ui(ui, options);
        });
    });
}

fn formats_ui(ui: &mut Ui, options: &mut ReportOptions) {
    fields::caption(ui, "Format");
    ui.spacing_mut().item_spacing.y = 4.0;
    for format in ReportFormat::ALL {
        if fields::radio_row(ui, options.format == format, format.label(), "").clicked() {
            options.format = format;
        }
    }
    ui.add_space(6.0);
    fields::note(ui, "All formats hold the same; the web page also draws the links as a picture");
}

fn parts_ui(ui: &mut Ui, options: &mut ReportOptions) {
    ui.horizontal(|ui| {
        fields::caption(ui, "Parts");
        ui.add_space(8.0);
        if fields::small_button(ui, "All").clicked() {
            options.parts = ReportPart::ALL.into();
        }
        if fields::small_button(ui, "None").clicked() {
            options.parts.clear();
        }
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    for part in ReportPart::ALL {
        part_ui(ui, part, options);
    }
    if options.parts.is_empty() {
        fields::problem_words(ui, "Choose at least one part");
    }
}

/// A box to tick, and close below it what stands in the part.
fn part_ui(ui: &mut Ui, part: ReportPart, options: &mut ReportOptions) {
    let palette = theme::palette(ui);
    let mut is_in = options.parts.contains(&part);
    if fields::switch(ui, &mut is_in, part.title()).changed() {
        if is_in {
            options.parts.insert(part);
        } else {
            options.parts.remove(&part);
        }
    }
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 14.0;
        ui.horizontal(|ui| {
            ui.add_space(17.0);
            let words = RichText::new(part.description()).font(theme::small()).color(palette.muted);
            ui.add(Label::new(words).wrap());
        });
    });
    ui.add_space(5.0);
}

//! Asks which state of a damaged project, or which earlier one of a sound project, to open; the file stays as it is.

use crate::ui::action::Actions;
use crate::ui::autosave::action::AutosaveAction;
use crate::ui::dialogs::frame::{DialogFrame, first_focus, foot};
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::fields;
use crate::ui::window::action::WindowAction;
use crate::workspace::{RescueChoice, RescueSource};
use eframe::egui::{Label, RichText, ScrollArea, Ui};

/// Problems of a state that are shown before the rest is counted.
const MAX_PROBLEMS: usize = 4;

/// Draws the question.
pub(in crate::ui) fn rescue_ui(ui: &Ui, state: &mut UiState, actions: &mut Actions) {
    let Some(rescue) = state.rescue.clone() else {
        return;
    };
    let is_damaged = !rescue.reason.is_empty();
    let title = if is_damaged { "This project file is damaged" } else { "Earlier states of this project" };
    DialogFrame::new(title, 560.0).show(ui, actions, |ui, actions| {
        if is_damaged {
            ui.add(Label::new(&rescue.reason).wrap().selectable(true));
        }
        let name = rescue.path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let name = match state.draft_titles.get(&rescue.path) {
            _ if is_damaged => rescue.path.display().to_string(),
            Some(title) => title.clone(),
            None => name.into_owned(),
        };
        fields::note(ui, &format!("{name} stays as it is; what you choose goes into a new file beside it"));
        ui.add_space(6.0);
        if rescue.choices.is_empty() {
            let words = if is_damaged {
                "No backup, no journal and no whole line of it was found on this computer"
            } else {
                "No earlier state of it is kept on this computer"
            };
            ui.add(Label::new(words).wrap());
        }
        ScrollArea::vertical().max_height(300.0).auto_shrink([false, true]).show(ui, |ui| {
            for (index, choice) in rescue.choices.iter().enumerate() {
                let button = choice_ui(ui, choice, index == 0);
                if index == 0 {
                    first_focus(ui, &mut state.drafts, &button);
                }
                if button.clicked() {
                    actions.push(AutosaveAction::OpenRescued(index));
                }
            }
        });
        foot(ui, |ui| {
            if fields::plain_button(ui, "Cancel").clicked() {
                actions.push(WindowAction::Dialog(None));
            }
        });
    });
}

fn choice_ui(ui: &mut Ui, choice: &RescueChoice, is_first: bool) -> eframe::egui::Response {
    let palette = theme::palette(ui);
    ui.add_space(8.0);
    ui.label(RichText::new(source_text(&choice.source)).font(theme::semibold(13.0)).color(palette.ink));
    let RescueChoice { documents, claims, links, problems, .. } = choice;
    fields::note(ui, &format!("{documents} documents, {claims} claims, {links} links"));
    for problem in problems.iter().take(MAX_PROBLEMS) {
        fields::note(ui, problem);
    }
    if problems.len() > MAX_PROBLEMS {
        fields::note(ui, &format!("and {} more", problems.len() - MAX_PROBLEMS));
    }
    let words = match &choice.source {
        RescueSource::Lines => "Open the whole lines",
        RescueSource::Backup { .. } => "Open this state",
    };
    if is_first { fields::strong_button(ui, words, true) } else { fields::plain_button(ui, words) }
}

fn source_text(source: &RescueSource) -> String {
    match source {
        RescueSource::Lines => "What can be read of the file itself".to_owned(),
        RescueSource::Backup { time, steps, .. } => {
            let time = time.map_or_else(|| "at an unknown time".to_owned(), |time| time.local_text());
            match steps {
                0 => format!("As saved {time}"),
                1 => format!("As saved {time}, with 1 edit from the journal"),
                steps => format!("As saved {time}, with {steps} edits from the journal"),
            }
        }
    }
}

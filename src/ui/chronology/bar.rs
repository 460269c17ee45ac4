//! Above the table: how many dates are set and proposed, whether proposed ones are shown, and accepting them all.

use super::action::ChronologyAction;
use super::state::ChronologyState;
use crate::analysis::chronology::Proposals;
use crate::ui::action::{Action, Actions};
use crate::ui::files::action::FileAction;
use crate::ui::navigation::MainView;
use crate::ui::scene::Scene;
use crate::ui::theme;
use crate::ui::widgets::fields;
use crate::ui::window::action::WindowAction;
use eframe::egui::{Align, Label, Layout, RichText, Ui};

/// Draws the line above the table.
pub(super) fn bar_ui(ui: &mut Ui, scene: Scene<'_>, state: &ChronologyState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let views = scene.views.chronology();
    let (set, proposed) = views.counts();
    ui.horizontal(|ui| {
        ui.set_height(28.0);
        let mut parts = Vec::new();
        if set + proposed > 0 {
            parts.push(counted(set, "date set", "dates set"));
        }
        if proposed > 0 {
            parts.push(format!("{proposed} proposed"));
        }
        if !views.is_complete() {
            let all = scene.workspace.project().claims().len();
            parts.push(format!("reading {} of {all} claims…", views.read_count()));
        }
        ui.label(RichText::new(parts.join(" · ")).color(palette.muted));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if proposed > 0 {
                accept_all_ui(ui, proposed, actions);
                let mut is_shown = state.proposals == Proposals::Shown;
                if fields::switch(ui, &mut is_shown, "Show proposed").changed() {
                    let proposals = if is_shown { Proposals::Shown } else { Proposals::Hidden };
                    actions.push(ChronologyAction::Show(proposals));
                }
            }
        });
    });
    ui.add_space(4.0);
}

fn accept_all_ui(ui: &mut Ui, proposed: usize, actions: &mut Actions) {
    let tip = "Sets the first date that the words of each of these claims have, in one step that can be undone. Dates such \
               as “yesterday” are counted from the day of publication";
    let label = if proposed == 1 { "Accept it".to_owned() } else { format!("Accept all {proposed}") };
    if fields::small_button(ui, &label).on_hover_text(tip).clicked() {
        actions.push(ChronologyAction::AcceptAll);
    }
}

fn counted(count: usize, one: &str, several: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {several}") }
}

/// What to do when no line is shown.
pub(super) fn empty_ui(ui: &mut Ui, scene: Scene<'_>, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let project = scene.workspace.project();
    let views = scene.views.chronology();
    let (title, words, choice): (_, _, Option<(&str, Action)>) = if project.document_ids().is_empty() {
        let words = "The chronology puts what documents say happened in order.";
        ("No documents yet", words, Some(("Add documents…", FileAction::AddFiles.into())))
    } else if project.claims().len() == 0 {
        let words = "Tag what the documents claim: dates in the words of a claim are proposed here.";
        ("No claims yet", words, Some(("Go to Read", WindowAction::View(MainView::Read).into())))
    } else if !views.is_complete() {
        ("Reading dates…", "The words of all claims are being read.", None)
    } else if views.counts().1 > 0 {
        let words = "No date is set. Dates that are proposed from the words of claims are hidden.";
        let show = ChronologyAction::Show(Proposals::Shown).into();
        ("No dates set", words, Some(("Show proposed", show)))
    } else {
        let words =
            "The words of no claim have a date that is known. Select a claim at the right and type its date.";
        let write = ChronologyAction::Switch.into();
        ("No dates yet", words, Some(("Give a claim a date", write)))
    };
    ui.add_space(ui.available_height() * 0.25);
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(title).font(theme::semibold(18.0)));
        ui.add_space(4.0);
        ui.add(Label::new(RichText::new(words).color(palette.muted)).wrap());
        if let Some((label, action)) = choice {
            ui.add_space(12.0);
            if ui.button(label).clicked() {
                actions.push(action);
            }
        }
    });
}

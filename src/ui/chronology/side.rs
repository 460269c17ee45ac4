//! Beside the table: the claim at hand with its date, and the claims without one.

use super::action::ChronologyAction;
use super::field::{DateField, dates_ui};
use super::state::{Part, Place};
use super::undated;
use crate::model::{Claim, ClaimId};
use crate::ui::action::Actions;
use crate::ui::disagreements::action::ReviewAction;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::widgets::quote::QuoteText;
use crate::ui::widgets::{fields, group_label};
use crate::ui::{lines, theme};
use crate::view::names;
use eframe::egui::{Frame, Label, Margin, RichText, ScrollArea, Ui};

/// The claim takes at most this share of the height, so that the list below stays in view.
const CLAIM_SHARE: f32 = 0.62;
/// Claims of a line that are named.
const MAX_NAMED: usize = 8;

/// Draws it.
pub(super) fn side_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let height = ui.available_height();
    let share = if scene.views.chronology().undated().is_empty() { 1.0 } else { CLAIM_SHARE };
    let at_hand = state.chronology.claim().and_then(|claim| scene.workspace.project().claim(claim));
    Frame::new().inner_margin(Margin { left: 14, right: 10, top: 12, bottom: 8 }).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let area = ScrollArea::vertical().id_salt("dated claim").max_height(height * share);
        area.auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            match at_hand.filter(|_| scene.views.chronology().dates().is_some()) {
                Some(claim) => claim_ui(ui, scene, claim, state, actions),
                None => fields::note(
                    ui,
                    "Select a claim to set its date; drag a claim onto a row to give it that row’s date.",
                ),
            }
        });
    });
    undated::undated_ui(ui, scene, &mut state.chronology, actions);
}

fn claim_ui(ui: &mut Ui, scene: Scene<'_>, claim: &Claim, state: &mut UiState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let project = scene.workspace.project();
    let name = names::with_pinpoint(project, claim, &names::claim_name(project, claim));
    ui.horizontal(|ui| {
        ui.label(RichText::new(format!("Claim {name}")).font(theme::medium(12.0)).color(palette.muted));
        if fields::small_button(ui, "Read in place").clicked() {
            actions.push(ReviewAction::ReadClaim(claim.id));
        }
    });
    same_line_ui(ui, scene, claim.id, state, actions);
    let words = names::shortened(&crate::text::visible(&claim.quote), 600);
    let quote = QuoteText { text: &words, marks: &[], size: 14.5, quoted: true };
    ui.add(Label::new(lines::ordered(ui, quote.job(&palette, ui.available_width()))).selectable(true));
    group_label(ui, "When it happened");
    let wants_field = std::mem::take(&mut state.chronology.wants_field);
    if let Some(dates) = scene.views.chronology().dates() {
        let field = DateField { claim: claim.id, dates };
        dates_ui(ui, scene, field, &mut state.drafts.fields, (wants_field, actions));
    }
    conflict_ui(ui, scene, state, actions);
}

/// The other claims of the line, to go to.
fn same_line_ui(ui: &mut Ui, scene: Scene<'_>, claim: ClaimId, state: &UiState, actions: &mut Actions) {
    let views = scene.views.chronology();
    let line = views.selected().filter(|_| state.chronology.part == Part::Table);
    let Some(line) = line.and_then(|at| views.lines().get(at)).filter(|line| line.claims.len() > 1) else {
        return;
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        fields::caption(ui, "at this date");
        for other in line.claims.iter().take(MAX_NAMED) {
            let name = names::claim_name_of(scene.workspace.project(), other.claim);
            let response =
                ui.selectable_label(other.claim == claim, RichText::new(name).font(theme::small()));
            if response.clicked() {
                let place = Place { claim: other.claim, question: line.question, column: other.column };
                actions.push(ChronologyAction::Select(place));
            }
        }
        let more = line.claims.len().saturating_sub(MAX_NAMED);
        if more > 0 {
            fields::caption(ui, &format!("and {more} more"));
        }
    });
}

/// The other dates of the question, and the way to its disagreement.
fn conflict_ui(ui: &mut Ui, scene: Scene<'_>, state: &UiState, actions: &mut Actions) {
    let views = scene.views.chronology();
    let line = views.selected().filter(|_| state.chronology.part == Part::Table);
    let Some(line) = line.and_then(|at| views.line(at)).filter(|line| !line.conflict.is_empty()) else {
        return;
    };
    ui.add_space(4.0);
    if line.is_conflict_set {
        fields::problem(ui, &format!("The same question is also dated {}", line.conflict));
    } else {
        fields::note(ui, &format!("The same question is perhaps also dated {}", line.conflict));
    }
    if fields::small_button(ui, "Show the disagreement").clicked() {
        actions.push(ChronologyAction::Disagreement);
    }
}

//! The Claims view: a table of all claims with filters beside it, and work on several of them at once.
//!
//! In this folder: `ClaimsState`, [`ClaimsAction`] with `handle`, `ClaimsViews`, and what is drawn.

pub mod action;
mod bar;
mod bulk;
mod cells;
pub mod export;
mod filters;
mod grid;
pub mod handlers;
pub mod state;
mod table;
pub mod tags;
pub mod views;

use super::scene::Scene;
use super::theme;
use super::views::Views;
use crate::analysis::threads::QuestionKey;
use crate::model::{AnnotatorId, Codebook, DocumentId};
use crate::ui::action::{Action, Actions};
use crate::ui::files::action::FileAction;
use crate::ui::navigation::MainView;
use crate::ui::state::UiState;
use crate::ui::window::action::WindowAction;
use crate::view::claims::{ClaimColumn, Facet, FacetValue, Row};
use action::ClaimsAction;
use eframe::egui::{CentralPanel, Frame, Label, Margin, RichText, Ui};
use std::collections::BTreeSet;

/// From this width on the filters stand beside the table unless somebody hid them.
const WIDE: f32 = 900.0;

/// Draws the Claims view.
pub fn claims_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let views = scene.views.claims();
    state.claims.follow(views.list(), views.generation(), scene.workspace.revision());
    let has_claims = views.list().claim_count() > 0;
    let is_open = has_claims && state.claims.filters.open.unwrap_or_else(|| ui.available_width() >= WIDE);
    state.claims.filters.is_shown = is_open;
    if is_open {
        filters::filters_ui(ui, scene, &mut state.claims, actions);
    }
    let margin = Margin { left: 14, right: 6, top: 10, bottom: 0 };
    let frame = Frame::new().fill(palette.paper).inner_margin(margin);
    CentralPanel::default().frame(frame).show(ui, |ui| {
        if !has_claims {
            empty_ui(ui, scene, actions);
            return;
        }
        bar::bar_ui(ui, scene, (state, is_open), actions);
        if views.list().row_count() == 0 {
            let all = ("Clear all filters", ClaimsAction::ClearFilters.into());
            notice_ui(ui, "No claim fits", "No claim has all that is filtered by.", Some(all), actions);
            return;
        }
        table::table_ui(ui, scene, &mut state.claims, actions);
    });
}

/// What to do when there is no claim.
fn empty_ui(ui: &mut Ui, scene: Scene<'_>, actions: &mut Actions) {
    if !scene.views.claims().is_complete() {
        notice_ui(ui, "Reading the claims…", "", None, actions);
    } else if scene.workspace.project().document_ids().is_empty() {
        let words =
            "This view lists what is tagged in all documents, to be found, ordered and changed together.";
        let add = ("Add documents…", FileAction::AddFiles.into());
        notice_ui(ui, "No documents yet", words, Some(add), actions);
    } else if !scene.views.layers().is_all() && scene.workspace.project().claims().len() > 0 {
        let words = "Only hidden layers have claims: show them beside the documents.";
        let read = ("Go to Read", WindowAction::View(MainView::Read).into());
        notice_ui(ui, "No claims on show", words, Some(read), actions);
    } else {
        let words = "Tag a sentence in Read, with a click or a key, and it is listed here.";
        let read = ("Go to Read", WindowAction::View(MainView::Read).into());
        notice_ui(ui, "No claims yet", words, Some(read), actions);
    }
}

fn notice_ui(ui: &mut Ui, title: &str, words: &str, choice: Option<(&str, Action)>, actions: &mut Actions) {
    let palette = theme::palette(ui);
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

/// Lists the claims of an annotator; of everybody where nobody is named.
pub fn open_of(annotator: Option<AnnotatorId>) -> ClaimsAction {
    let only = |id| (Facet::Annotator, [FacetValue::Annotator(id)].into());
    ClaimsAction::Open(annotator.map(only).into_iter().collect())
}

/// Lists the claims of a document.
pub fn open_document(document: DocumentId) -> ClaimsAction {
    ClaimsAction::Open(vec![(Facet::Document, [FacetValue::Document(document)].into())])
}

/// Lists the claims that speak to a question; of these only the ones with a link of such a kind, where kinds are named.
pub fn open_question(question: QuestionKey, link_kinds: BTreeSet<FacetValue>) -> ClaimsAction {
    let of_question = (Facet::Question, [FacetValue::Question(question)].into());
    let linked = (!link_kinds.is_empty()).then_some((Facet::Link, link_kinds));
    ClaimsAction::Open([of_question].into_iter().chain(linked).collect())
}

/// The kinds of link between claims that say the same.
pub fn corroborating_kinds(codebook: &Codebook) -> BTreeSet<FacetValue> {
    let kinds = codebook.link_kinds.iter().filter(|kind| kind.same_position);
    kinds.map(|kind| FacetValue::word(&kind.id)).collect()
}

/// The row of the keyboard in words, for people who do not see the window.
pub fn words_at_hand(views: &Views, state: &UiState) -> String {
    if state.view != MainView::Claims || state.dialog.is_some() {
        return String::new();
    }
    let row = state.claims.cursor.row.and_then(|row| views.claims().list().row(row));
    match row {
        Some(Row::Claim(_, claim)) => views.claims().known_line(claim).map_or_else(String::new, |line| {
            let words = line.cell(ClaimColumn::Words);
            format!("Claim {}: {words}, {}", line.name, line.description())
        }),
        Some(Row::Group(group)) => {
            let state = if group.is_open { "open" } else { "closed" };
            format!("Group {}: {}, {state}", group.label, counted(group.count))
        }
        None => String::new(),
    }
}

/// `1 claim`, `3 claims`, `30,000 claims`.
pub(super) fn counted(count: usize) -> String {
    let noun = if count == 1 { "claim" } else { "claims" };
    format!("{} {noun}", grouped(count))
}

/// A number with its thousands apart.
pub(super) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_have_their_thousands_apart() {
        assert_eq!(
            [0, 999, 1_000, 30_000, 1_234_567].map(grouped),
            ["0", "999", "1,000", "30,000", "1,234,567"]
        );
        assert_eq!(counted(1), "1 claim");
    }
}

//! The disagreement at hand: what it is about, in what the sides differ, both sides, the verdict.

use super::list::tone;
use super::{sides, verdict};
use crate::model::ClaimId;
use crate::ui::action::{Actions, FileAction, WindowAction};
use crate::ui::app::Scene;
use crate::ui::fonts::icon;
use crate::ui::state::{MainView, UiState};
use crate::ui::theme;
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{fields, icon_button, mark_ui};
use crate::view::disagreements::{CaseCard, CaseFilter};
use eframe::egui::{Align, Id, Label, Layout, RichText, Ui};

/// Draws the disagreement at hand, or what to do when there is none.
pub(super) fn card_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let Some(card) = scene.views.review().card() else {
        empty_ui(ui, scene, state, actions);
        return;
    };
    ui.spacing_mut().item_spacing.y = 6.0;
    title_ui(ui, scene, card, state, actions);
    says_ui(ui, card);
    ui.add_space(10.0);
    sides::sides_ui(ui, card, actions);
    ui.add_space(10.0);
    verdict::verdict_ui(ui, (card, scene), state, actions);
}

/// The title, which can be edited, and the place in the list.
fn title_ui(ui: &mut Ui, scene: Scene<'_>, card: &CaseCard, state: &mut UiState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let id = Id::unique(("editing title", card.title_claim));
    let is_editing: bool = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    ui.horizontal_top(|ui| {
        let tail = 120.0;
        let width = (ui.available_width() - tail).max(120.0);
        if is_editing {
            ui.vertical(|ui| {
                ui.set_width(width);
                edit_title_ui(ui, (scene, card.title_claim, id), state, actions);
            });
        } else {
            ui.scope(|ui| {
                ui.set_max_width(width - 34.0);
                ui.add(Label::new(RichText::new(&card.title).font(theme::semibold(17.0))).wrap());
            });
            if icon_button(ui, icon::PENCIL_SIMPLE, "Edit title").clicked() {
                ui.data_mut(|data| data.insert_temp(id, true));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            ui.add_space(2.0);
            fields::cap(ui, "K");
            fields::cap(ui, "J");
            let listed = &scene.views.review().list().listed;
            if let Some(place) = listed.iter().position(|(case, _)| *case == card.id) {
                let words = format!("{} of {}", place + 1, listed.len());
                ui.label(RichText::new(words).font(theme::small()).color(palette.muted));
            }
        });
    });
}

/// The title is the statement of the thread's central claim.
fn edit_title_ui(
    ui: &mut Ui,
    (scene, claim, editing): (Scene<'_>, ClaimId, Id),
    state: &mut UiState,
    actions: &mut Actions,
) {
    use crate::ui::action::{ClaimField, MarkAction};
    let statement = scene.workspace.project().claim(claim).map(|claim| claim.statement.clone());
    let field = TextField {
        key: format!("statement {claim}"),
        name: "Title of the thread",
        hint: "What the thread is about, in one sentence",
        rows: 1,
    };
    let focus = Id::unique(("text field", &field.key));
    let begun = Id::unique(("title begun", claim));
    let is_begun: bool = ui.data(|data| data.get_temp(begun)).unwrap_or_default();
    if !is_begun {
        ui.memory_mut(|memory| memory.request_focus(focus));
        ui.data_mut(|data| data.insert_temp(begun, true));
    }
    let text = field.show(ui, &statement.unwrap_or_default(), &mut state.drafts.fields);
    if let Some(text) = text {
        actions.push(MarkAction::SetClaimField(claim, ClaimField::Statement(text.trim().to_owned())));
    }
    if is_begun && !ui.memory(|memory| memory.has_focus(focus)) {
        ui.data_mut(|data| {
            data.remove::<bool>(begun);
            data.remove::<bool>(editing);
        });
    }
}

/// The differences in words, their types, and why the program says so.
fn says_ui(ui: &mut Ui, card: &CaseCard) {
    let palette = theme::palette(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        for badge in &card.badges {
            mark_ui(ui, &badge.label, tone(&palette, badge.tone));
        }
        ui.label(RichText::new(&card.because).color(palette.muted));
    });
    let ink = palette.text_in(palette.danger);
    for words in &card.says {
        ui.add(Label::new(RichText::new(words).font(theme::medium(13.0)).color(ink)).wrap());
    }
}

/// What to do when there is nothing to look at.
fn empty_ui(ui: &mut Ui, scene: Scene<'_>, state: &UiState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let project = scene.workspace.project();
    let filter = state.review.list.filter().unwrap_or_default();
    let has_cases = scene.workspace.review().is_some_and(|index| index.cases().next().is_some());
    let (title, words, choice) = if project.document_ids().len() < 2 {
        let words = "Disagreements are found between documents: add a second one.";
        ("Not enough documents", words, Some(("Add documents…", FileAction::AddFiles.into())))
    } else if !has_cases {
        let words = "Link claims that contradict or qualify each other, and they are listed here. The list of likely \
                     links proposes some.";
        ("No disagreements yet", words, Some(("Go to Read", WindowAction::View(MainView::Read).into())))
    } else {
        match filter {
            CaseFilter::Open => ("All settled", "No disagreement is open.", None),
            CaseFilter::Settled => {
                ("Nothing settled yet", "What you settle with a verdict is listed here.", None)
            }
            CaseFilter::AnotherLook => {
                let words = "When claims join a settled disagreement, it is listed here.";
                ("Nothing to look at again", words, None)
            }
        }
    };
    ui.add_space(ui.available_height() * 0.25);
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(title).font(theme::semibold(18.0)));
        ui.add_space(4.0);
        ui.add(Label::new(RichText::new(words).color(palette.muted)).wrap());
        if let Some((label, action)) = choice {
            let action: crate::ui::action::Action = action;
            ui.add_space(12.0);
            if ui.button(label).clicked() {
                actions.push(action);
            }
        }
    });
}

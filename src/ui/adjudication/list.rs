//! The cases: open, settled or to be looked at again, by what annotators differ in.

use super::action::AdjudicateAction;
use super::state::AdjudicationState;
use crate::analysis::adjudication::Aspect;
use crate::ui::action::Actions;
use crate::ui::disagreements::state::ReviewState;
use crate::ui::disagreements::tone;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::rows::RowList;
use crate::ui::widgets::{Choice, fields, fitted, mark, named, segmented};
use crate::view::adjudication::{AdjudicationFilter, AdjudicationRow};
use eframe::egui::accesskit::Role;
use eframe::egui::{ComboBox, Rect, RichText, Ui, pos2};

const ROW_HEIGHT: f32 = 58.0;

/// Draws the list.
pub fn cases_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    (review, state): (&ReviewState, &mut AdjudicationState),
    actions: &mut Actions,
) {
    let views = scene.views.adjudication();
    filters_ui(ui, scene, state, actions);
    if views.list().agreed > 0 {
        agreed_ui(ui, views.list().agreed, actions);
    }
    let listed = &views.list().listed;
    if listed.is_empty() {
        let words = match (state.filter, state.aspect.is_some()) {
            (_, true) => "None of this sort",
            (AdjudicationFilter::Open, false) => "Annotators differ in nothing that is open",
            (AdjudicationFilter::Settled, false) => "Nothing is settled yet",
            (AdjudicationFilter::AnotherLook, false) => "Nobody has worked there since it was settled",
        };
        ui.add_space(6.0);
        fields::note(ui, words);
        return;
    }
    let current = listed.iter().position(|key| Some(*key) == state.case).unwrap_or(usize::MAX);
    let list = RowList {
        salt: "between annotators",
        row_height: ROW_HEIGHT,
        row_count: listed.len(),
        current,
        moved: review.moved && current != usize::MAX,
        max_height: ui.available_height(),
    };
    let palette = theme::palette(ui);
    let (mut first, mut end) = (usize::MAX, 0);
    let clicked = list.show(ui, |ui, rect, index| {
        (first, end) = (first.min(index), end.max(index + 1));
        let row = listed.get(index).and_then(|key| views.row(*key));
        row.map_or_else(String::new, |row| row_ui(ui, rect, row, &palette))
    });
    state.visible = first.min(end)..end;
    if let Some(key) = clicked.and_then(|(index, _)| listed.get(index)) {
        actions.push(AdjudicateAction::Select(*key));
    }
}

fn filters_ui(ui: &mut Ui, scene: Scene<'_>, state: &AdjudicationState, actions: &mut Actions) {
    let list = scene.views.adjudication().list();
    let filters = [
        (AdjudicationFilter::Open, format!("Open {}", list.open), "Open between annotators"),
        (AdjudicationFilter::Settled, format!("Settled {}", list.settled), "Settled between annotators"),
        (AdjudicationFilter::AnotherLook, look_again(list.another_look), "To be looked at again"),
    ];
    let choices: Vec<Choice<'_>> = filters
        .iter()
        .map(|(filter, label, name)| Choice {
            label,
            name: (*name).to_owned(),
            chosen: *filter == state.filter,
            hint: "",
        })
        .collect();
    let width = ui.available_width();
    if let Some((filter, ..)) = segmented(ui, &choices, width).and_then(|at| filters.get(at)) {
        actions.push(AdjudicateAction::Filter(*filter));
    }
    let every = "Differing in anything";
    let mut picked = state.aspect;
    let shown = picked.map_or(every, Aspect::label);
    let combo = ComboBox::from_id_salt("aspect of difference")
        .width(ui.available_width())
        .selected_text(RichText::new(shown).font(theme::small()))
        .show_ui(ui, |ui| {
            ui.selectable_value(&mut picked, None, every);
            for aspect in Aspect::ALL {
                ui.selectable_value(&mut picked, Some(aspect), aspect.label());
            }
        });
    named(&combo.response, Role::ComboBox, "What they differ in");
    if picked != state.aspect {
        actions.push(AdjudicateAction::Aspect(picked));
    }
    ui.add_space(2.0);
}

/// A count of none says nothing.
fn look_again(count: usize) -> String {
    if count == 0 { "Look again".to_owned() } else { format!("Look again {count}") }
}

/// Whatever all agree on goes over at once.
fn agreed_ui(ui: &mut Ui, count: usize, actions: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        let palette = theme::palette(ui);
        let words = format!("All agree on {count} more");
        ui.label(RichText::new(words).font(theme::small()).color(palette.muted));
        if fields::small_button(ui, "Accept all agreed").clicked() {
            actions.push(AdjudicateAction::AcceptAgreed);
        }
    });
}

/// Name and words, what they differ in at the right, who below; gives the name of the row.
fn row_ui(ui: &Ui, rect: Rect, row: &AdjudicationRow, palette: &Palette) -> String {
    let mut right = rect.right();
    for badge in row.badges.iter().rev().take(2) {
        right = mark(ui, pos2(right, rect.top() + 4.0), &badge.label, tone(palette, badge.tone)) - 6.0;
    }
    let name = fitted(ui, &row.name, theme::semibold(13.0), palette.ink, right - rect.left());
    let words = fitted(ui, &row.words, theme::reading(13.0), palette.ink, rect.width());
    let meta = fitted(ui, &row.meta, theme::small(), palette.muted, rect.width());
    let heights = [name.size().y, words.size().y, meta.size().y];
    let mut top = rect.center().y - heights.iter().sum::<f32>() / 2.0;
    for (galley, height) in [name, words, meta].into_iter().zip(heights) {
        ui.painter().galley(pos2(rect.left(), top), galley, palette.ink);
        top += height;
    }
    let badges: Vec<&str> = row.badges.iter().map(|badge| badge.label.as_str()).collect();
    format!("Case {} ({})", row.name, badges.join(", "))
}

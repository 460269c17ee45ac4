//! The lists of the Disagreements view: tabs with counts, the filter by type, and the rows in view.

use super::action::ReviewAction;
use super::state::{ReviewList, ReviewState};
use crate::ui::action::Actions;
use crate::ui::adjudication::cases_ui as cases_between_ui;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::keyed::wrapped;
use crate::ui::widgets::rows::RowList;
use crate::ui::widgets::{TAB_HEIGHT, fields, fitted, mark, tab_chip};
use crate::view::disagreements::{CaseFilter, CaseRow, Tone};
use crate::view::suggestions::LikelyRow;
use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{ComboBox, Frame, Margin, Panel, Rect, RichText, Ui, pos2, vec2};

const ROW_HEIGHT: f32 = 64.0;

/// Draws the lists.
pub(super) fn list_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let margin = Margin { left: 8, right: 8, top: 12, bottom: 8 };
    // What is at hand needs the room of a narrow window more.
    let widest = (ui.available_width() * 0.36).clamp(220.0, 460.0);
    Panel::left("disagreement lists")
        .default_size(300.0)
        .size_range(220.0..=widest)
        .frame(Frame::new().fill(palette.panel).inner_margin(margin))
        .show(ui, |ui| {
            let UiState { review, adjudication, .. } = state;
            tabs_ui(ui, scene, review.list, actions);
            match review.list {
                ReviewList::Cases(filter) => cases_ui(ui, scene, (review, filter), actions),
                ReviewList::Likely => likely_ui(ui, scene, review, actions),
                ReviewList::Annotators => cases_between_ui(ui, scene, (review, adjudication), actions),
            }
            review.moved = false;
        });
}

fn tabs_ui(ui: &mut Ui, scene: Scene<'_>, shown: ReviewList, actions: &mut Actions) {
    let views = scene.views.review();
    let has_more = scene.workspace.likely_links().is_some_and(|queue| queue.has_more);
    wrapped(ui, TAB_HEIGHT, vec2(6.0, 6.0), |ui| {
        for list in ReviewList::ALL {
            let mut more = "";
            let count = match list {
                ReviewList::Cases(CaseFilter::Open) => views.counts().open,
                ReviewList::Cases(CaseFilter::Settled) => views.counts().settled,
                ReviewList::Cases(CaseFilter::AnotherLook) => views.counts().another_look,
                ReviewList::Likely => {
                    more = if has_more { "+" } else { "" };
                    views.likely().len()
                }
                ReviewList::Annotators => {
                    let between = scene.views.adjudication().list();
                    between.open + between.another_look
                }
            };
            let count = if count > 0 { format!(" {count}{more}") } else { String::new() };
            let words = format!("{}{count}", list.label());
            if tab_chip(ui, &words, list.label(), list == shown).clicked() {
                actions.push(ReviewAction::List(list));
            }
        }
    });
    ui.add_space(4.0);
}

fn cases_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    (review, filter): (&mut ReviewState, CaseFilter),
    actions: &mut Actions,
) {
    kinds_ui(ui, scene, review, actions);
    let views = scene.views.review();
    let listed = views.list();
    if listed.is_empty() {
        let words = match (filter, review.kind.is_some()) {
            (_, true) if !views.is_complete() => "Comparing the texts…",
            (_, true) => "None of this type",
            (CaseFilter::Open, false) => "No open disagreements",
            (CaseFilter::Settled, false) => "Nothing is settled yet",
            (CaseFilter::AnotherLook, false) => "Nothing has changed since it was settled",
        };
        ui.add_space(6.0);
        fields::note(ui, words);
        return;
    }
    let current = review.case.and_then(|case| listed.place_of(case)).unwrap_or(usize::MAX);
    let list = RowList {
        salt: "case",
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
        let row = listed.at(index).and_then(|id| views.row(id));
        row.map_or_else(String::new, |row| case_row_ui(ui, rect, row, &palette))
    });
    review.visible = first.min(end)..end;
    if let Some(id) = clicked.and_then(|(index, _)| listed.at(index)) {
        actions.push(ReviewAction::SelectCase(id));
    }
}

/// The filter by type of difference.
fn kinds_ui(ui: &mut Ui, scene: Scene<'_>, review: &ReviewState, actions: &mut Actions) {
    let terms = &scene.workspace.project().codebook().difference_types;
    let label = |id: &str| {
        terms.iter().find(|term| term.id == id).map_or_else(|| id.to_owned(), |it| it.label.clone())
    };
    let shown = review.kind.as_deref().map_or_else(|| "All types of difference".to_owned(), label);
    let mut picked = review.kind.clone();
    let combo = ComboBox::from_id_salt("difference type")
        .width(ui.available_width())
        .truncate()
        .selected_text(RichText::new(shown).font(theme::small()))
        .show_ui(ui, |ui| {
            ui.selectable_value(&mut picked, None, "All types of difference");
            for term in terms {
                ui.selectable_value(&mut picked, Some(term.id.clone()), term.label.as_str());
            }
        });
    crate::ui::widgets::named(&combo.response, eframe::egui::accesskit::Role::ComboBox, "Type of difference");
    if picked != review.kind {
        actions.push(ReviewAction::Kind(picked));
    }
    ui.add_space(2.0);
}

/// The title with a mark at its right, what the sides say, who stands against whom; gives the name.
fn case_row_ui(ui: &Ui, rect: Rect, row: &CaseRow, palette: &Palette) -> String {
    let mut right = rect.right();
    for badge in row.badges.iter().rev().take(1) {
        right = mark(ui, pos2(right, rect.top() + 8.0), &badge.label, tone(palette, badge.tone)) - 6.0;
    }
    let title = fitted(ui, &row.title, theme::medium(13.0), palette.ink, (right - rect.left()).max(60.0));
    let sides = fitted(ui, &row.sides, theme::reading(12.5), palette.ink, rect.width());
    let meta = fitted(ui, &row.meta, theme::small(), palette.muted, rect.width());
    let lines = [title, sides, meta];
    let height: f32 = lines.iter().map(|line| line.size().y).sum();
    let mut top = rect.center().y - height / 2.0 - 1.0;
    for line in lines {
        let below = top + line.size().y + 1.0;
        ui.painter().galley(pos2(rect.left(), top), line, palette.ink);
        top = below;
    }
    let types: Vec<&str> = row.badges.iter().map(|badge| badge.label.as_str()).collect();
    format!("Disagreement: {} ({})", row.title, types.join(", "))
}

/// The colours of a mark: words, fill.
pub fn tone(palette: &Palette, tone: Tone) -> (eframe::egui::Color32, eframe::egui::Color32) {
    let color = match tone {
        Tone::Full => palette.danger,
        Tone::Soft => palette.kind("B7791F"),
        Tone::Good => palette.good,
        Tone::Quiet => palette.muted,
    };
    palette.mark(color)
}

fn row_text(ui: &Ui, rect: Rect, right: f32, (title, meta): (&str, &str), palette: &Palette) {
    let width = (right - rect.left()).max(60.0);
    let mut job = LayoutJob::simple(title.to_owned(), theme::medium(13.0), palette.ink, width);
    job.wrap = TextWrapping { max_width: width, max_rows: 2, ..Default::default() };
    let title = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let meta = fitted(ui, meta, theme::small(), palette.muted, rect.width());
    let height = title.size().y + 2.0 + meta.size().y;
    let top = rect.center().y - height / 2.0;
    let below = top + title.size().y + 2.0;
    ui.painter().galley(pos2(rect.left(), top), title, palette.ink);
    ui.painter().galley(pos2(rect.left(), below), meta, palette.muted);
}

fn likely_ui(ui: &mut Ui, scene: Scene<'_>, review: &ReviewState, actions: &mut Actions) {
    let rows = scene.views.review().likely();
    let queue = scene.workspace.likely_links();
    let is_complete = queue.is_some_and(|queue| queue.is_complete());
    if !is_complete {
        let words = queue.map_or_else(
            || "Reading the documents…".to_owned(),
            |queue| format!("Looking for likely links: {} of {} claims", queue.done, queue.total),
        );
        fields::note(ui, &words);
    } else if rows.is_empty() {
        fields::note(ui, "No likely links are left to judge");
    } else if queue.is_some_and(|queue| queue.has_more) {
        fields::note(ui, &format!("The {} most alike; more come up as these are judged", rows.len()));
    }
    let current = rows.iter().position(|row| Some(row.place) == review.likely).unwrap_or(usize::MAX);
    let list = RowList {
        salt: "likely",
        row_height: ROW_HEIGHT,
        row_count: rows.len(),
        current,
        moved: review.moved && current != usize::MAX,
        max_height: ui.available_height(),
    };
    let palette = theme::palette(ui);
    let clicked = list.show(ui, |ui, rect, index| {
        rows.get(index).map_or_else(String::new, |row| likely_row_ui(ui, rect, row, &palette))
    });
    if let Some(row) = clicked.and_then(|(index, _)| rows.get(index)) {
        actions.push(ReviewAction::SelectLikely(row.place));
    }
}

fn likely_row_ui(ui: &Ui, rect: Rect, row: &LikelyRow, palette: &Palette) -> String {
    let mut right = rect.right();
    if let Some(kind) = &row.kind {
        let color = palette.kind(&kind.color);
        let colors = palette.mark(color);
        right = mark(ui, pos2(right, rect.top() + 8.0), &kind.label, colors) - 6.0;
    }
    row_text(ui, rect, right, (&row.title, &row.meta), palette);
    format!("Likely link: {}", row.meta)
}

//! The panel of filters: the values of each facet, each with how many claims it leaves. Only values in view are drawn.

use super::action::ClaimsAction;
use super::grouped;
use super::state::ClaimsState;
use super::table::tick_box;
use crate::ui::action::Actions;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{fitted, focus_ring};
use crate::view::claims::{Facet, FacetCount, FacetCounts, FacetValue};
use eframe::egui::accesskit::Role;
use eframe::egui::{
    Color32, CornerRadius, Frame, Id, Margin, Panel, Rect, ScrollArea, Sense, Shape, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};
use std::collections::BTreeSet;

const ROW: f32 = 25.0;
/// Values of a facet before the others are asked for.
const FEW: usize = 8;

/// A row of the panel.
#[derive(Clone, Copy, Debug)]
enum FilterRow<'l> {
    Head(&'l FacetCounts, bool),
    Value(Facet, &'l FacetCount),
    /// How many more values there are; none where all of them are shown.
    More(Facet, Option<usize>),
}

/// Draws the panel.
pub(super) fn filters_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut ClaimsState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let margin = Margin { left: 8, right: 4, top: 10, bottom: 0 };
    let frame = Frame::new().fill(palette.panel).inner_margin(margin);
    Panel::left("claim filters").default_size(208.0).size_range(160.0..=360.0).frame(frame).show(ui, |ui| {
        let facets: Vec<&FacetCounts> =
            scene.views.claims().list().facets().iter().filter(|counts| is_offered(counts)).collect();
        let sizes: Vec<usize> = facets.iter().map(|counts| row_count(counts, state)).collect();
        let count: usize = sizes.iter().sum();
        let area = ScrollArea::vertical().id_salt("claim filters").auto_shrink(false);
        area.show_viewport(ui, |ui, viewport| {
            let size = vec2(ui.available_width() - 8.0, ROW * count as f32 + 8.0);
            let (all, _) = ui.allocate_exact_size(size, Sense::hover());
            for row in rows_in_view(viewport.y_range(), count) {
                let top = ROW.mul_add(row as f32, all.top());
                let rect = Rect::from_min_size(pos2(all.left(), top), vec2(all.width(), ROW));
                if let Some(row) = row_at(row, &facets, &sizes, state) {
                    row_ui(ui, scene, (rect, row), state, actions);
                }
            }
        });
    });
}

/// What says nothing of any claim is no filter.
fn is_offered(counts: &FacetCounts) -> bool {
    let says = |value: &FacetCount| value.value != FacetValue::None || value.is_chosen;
    let has_choice = counts.facet != Facet::Annotator || counts.values.len() > 1;
    counts.values.iter().any(says) && (has_choice || counts.values.iter().any(|value| value.is_chosen))
}

/// Head, values, and where there are many of these a row that asks for the others.
fn row_count(counts: &FacetCounts, state: &ClaimsState) -> usize {
    let values = counts.values.len();
    if state.filters.closed.contains(&counts.facet) {
        1
    } else if values <= FEW + 1 {
        1 + values
    } else if state.filters.whole.contains(&counts.facet) {
        2 + values
    } else {
        2 + shown_few(counts).count()
    }
}

/// The first values, and those that are filtered by.
fn shown_few(counts: &FacetCounts) -> impl Iterator<Item = &FacetCount> {
    let values = counts.values.iter().enumerate();
    values.filter(|(place, value)| *place < FEW || value.is_chosen).map(|(_, value)| value)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows in view are few")]
fn rows_in_view(range: eframe::egui::Rangef, count: usize) -> std::ops::Range<usize> {
    let first = (range.min / ROW).floor().max(0.0) as usize;
    let end = (range.max / ROW).ceil().max(0.0) as usize;
    first.min(count)..end.min(count)
}

fn row_at<'l>(
    row: usize,
    facets: &[&'l FacetCounts],
    sizes: &[usize],
    state: &ClaimsState,
) -> Option<FilterRow<'l>> {
    let mut left = row;
    for (counts, size) in facets.iter().zip(sizes) {
        if left >= *size {
            left -= size;
            continue;
        }
        let Some(place) = left.checked_sub(1) else {
            return Some(FilterRow::Head(counts, !state.filters.closed.contains(&counts.facet)));
        };
        let facet = counts.facet;
        let is_whole = state.filters.whole.contains(&facet);
        if counts.values.len() <= FEW + 1 {
            return counts.values.get(place).map(|value| FilterRow::Value(facet, value));
        }
        if left + 1 == *size {
            let more = (!is_whole).then(|| counts.values.len() + 2 - size);
            return Some(FilterRow::More(facet, more));
        }
        let value = if is_whole { counts.values.get(place) } else { shown_few(counts).nth(place) };
        return value.map(|value| FilterRow::Value(facet, value));
    }
    None
}

fn row_ui(
    ui: &Ui,
    scene: Scene<'_>,
    (rect, row): (Rect, FilterRow<'_>),
    state: &mut ClaimsState,
    actions: &mut Actions,
) {
    match row {
        FilterRow::Head(counts, is_open) => {
            if head_ui(ui, rect, counts, is_open) {
                toggle(&mut state.filters.closed, counts.facet);
            }
        }
        FilterRow::Value(facet, value) => {
            let color = color_of(ui, scene, facet, &value.value);
            if value_ui(ui, rect, (facet, value), color) {
                actions.push(ClaimsAction::Filter(facet, value.value.clone()));
            }
        }
        FilterRow::More(facet, more) => {
            let words = more.map_or_else(|| "Fewer".to_owned(), |more| format!("{} more…", grouped(more)));
            if more_ui(ui, rect, facet, &words) {
                toggle(&mut state.filters.whole, facet);
            }
        }
    }
}

fn toggle(facets: &mut BTreeSet<Facet>, facet: Facet) {
    if !facets.remove(&facet) {
        facets.insert(facet);
    }
}

fn color_of(ui: &Ui, scene: Scene<'_>, facet: Facet, value: &FacetValue) -> Option<Color32> {
    let palette = theme::palette(ui);
    let project = scene.workspace.project();
    match (facet, value) {
        (Facet::Kind, FacetValue::Word(kind)) => Some(palette.claim_kind(project.codebook(), Some(kind))),
        (Facet::Link, FacetValue::Word(kind)) => Some(palette.link_kind(project.codebook(), kind)),
        (_, FacetValue::Document(id)) => project.document_position(*id).map(Palette::document),
        (_, FacetValue::Annotator(id)) => {
            let position = project.annotators().position(|annotator| annotator.id == *id);
            position.map(|position| palette.annotator(position))
        }
        _ => None,
    }
}

fn head_ui(ui: &Ui, rect: Rect, counts: &FacetCounts, is_open: bool) -> bool {
    let palette = theme::palette(ui);
    let response = ui.interact(rect, Id::unique(("claim facet", counts.facet)), Sense::click());
    let label = counts.facet.label();
    let name = format!("Filters by {}", label.to_lowercase());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_open, &name));
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(theme::CONTROL_RADIUS), palette.hover);
    }
    if response.has_focus() {
        let radius = CornerRadius::same(theme::CONTROL_RADIUS);
        ui.painter().rect_stroke(rect, radius, focus_ring(&palette), StrokeKind::Inside);
    }
    let words = fitted(ui, label, theme::medium(11.5), palette.muted, rect.width() - 20.0);
    let at = pos2(rect.left() + 4.0, rect.center().y + 2.0 - words.size().y / 2.0);
    ui.painter().galley(at, words, palette.muted);
    let middle = pos2(rect.right() - 10.0, rect.center().y + 2.0);
    let corners = if is_open {
        [vec2(-4.0, -2.0), vec2(4.0, -2.0), vec2(0.0, 2.5)]
    } else {
        [vec2(2.0, -4.0), vec2(2.0, 4.0), vec2(-2.5, 0.0)]
    };
    let corners = corners.map(|corner| middle + corner).to_vec();
    ui.painter().add(Shape::convex_polygon(corners, palette.muted, Stroke::NONE));
    response.clicked()
}

/// A box, a colour where the value has one, the value, and how many claims it leaves.
fn value_ui(ui: &Ui, rect: Rect, (facet, value): (Facet, &FacetCount), color: Option<Color32>) -> bool {
    let palette = theme::palette(ui);
    let response = ui.interact(rect, Id::unique(("claim filter", facet, &value.label)), Sense::click());
    let name = format!("{}: {}, {}", facet.label(), value.label, super::counted(value.count));
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, value.is_chosen, &name));
    let radius = CornerRadius::same(theme::CONTROL_RADIUS);
    if response.hovered() {
        ui.painter().rect_filled(rect, radius, palette.hover);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, radius, focus_ring(&palette), StrokeKind::Inside);
    }
    let middle = rect.center().y;
    let frame = Rect::from_center_size(pos2(rect.left() + 11.0, middle), vec2(14.0, 14.0));
    tick_box(ui, frame, value.is_chosen, &palette);
    let mut left = frame.right() + 7.0;
    if let Some(color) = color {
        let swatch = Rect::from_center_size(pos2(left + 4.0, middle), vec2(8.0, 8.0));
        ui.painter().rect_filled(swatch, CornerRadius::same(2), color);
        left = swatch.right() + 6.0;
    }
    let count = fitted(ui, &grouped(value.count), theme::small(), palette.muted, 70.0);
    let count_at = pos2(rect.right() - 6.0 - count.size().x, middle - count.size().y / 2.0);
    let ink = if value.count > 0 || value.is_chosen { palette.ink } else { palette.muted };
    let words = fitted(ui, &value.label, theme::small(), ink, count_at.x - left - 6.0);
    let is_cut = words.elided;
    ui.painter().galley(pos2(left, middle - words.size().y / 2.0), words, ink);
    ui.painter().galley(count_at, count, palette.muted);
    let clicked = response.clicked();
    if is_cut {
        response.on_hover_text(&value.label);
    }
    clicked
}

fn more_ui(ui: &Ui, rect: Rect, facet: Facet, label: &str) -> bool {
    let palette = theme::palette(ui);
    let response = ui.interact(rect, Id::unique(("more of facet", facet)), Sense::click());
    let name = format!("{}: {label}", facet.label());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let radius = CornerRadius::same(theme::CONTROL_RADIUS);
    if response.hovered() {
        ui.painter().rect_filled(rect, radius, palette.hover);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, radius, focus_ring(&palette), StrokeKind::Inside);
    }
    let ink = palette.text_in(palette.accent);
    let words = fitted(ui, label, theme::small(), ink, rect.width() - 30.0);
    ui.painter().galley(pos2(rect.left() + 25.0, rect.center().y - words.size().y / 2.0), words, ink);
    response.clicked()
}

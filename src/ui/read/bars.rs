//! The bars that open where the work is: kinds and confidence at a selection, kinds of link at a target.
//!
//! A bar stands in its own column and clear of the sentence it is about and of the next one, so that a run of sentences
//! is read and tagged without closing it.

use super::placed::{Placed, PlacedColumn};
use super::state::{Aim, Mode, ReadState, Selection};
use crate::model::{Confidence, LinkKind};
use crate::ui::action::Actions;
use crate::ui::annotate::action::{AfterTag, AnnotateAction};
use crate::ui::questions::about::about_ui;
use crate::ui::questions::state::{About, Moved};
use crate::ui::scene::Scene;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::kind_grid::{KindCell, kind_grid};
use crate::ui::widgets::level_choice::confidence_choice;
use crate::view::inspector::ConfidenceView;
use crate::view::names;
use eframe::egui::{
    Align2, Area, CornerRadius, Frame, Id, Label, Order, Rect, RichText, Shadow, Stroke, Ui, pos2, vec2,
};

/// A bar is no wider, however wide its column is.
const MAX_WIDTH: f32 = 440.0;
/// Space between a bar and the edges of its column.
const EDGE: f32 = 5.0;
/// Space between a bar and what it keeps clear of.
const GAP: f32 = 6.0;
/// Space around what a bar holds.
const MARGIN: f32 = 8.0;
/// Width of the line around a bar.
const LINE: f32 = 1.0;
/// Height of a bar that was not drawn yet.
const USUAL_HEIGHT: f32 = 132.0;
/// Further from its sentence a bar stands only where nothing nearer is free.
const FAR: f32 = 170.0;

const KIND_BAR: &str = "kind bar";
const TAG_BAR: &str = "tag bar";

/// Whether a layer holds one of the bars.
pub(super) fn is_bar(layer: Id) -> bool {
    [KIND_BAR, TAG_BAR].map(Id::unique).contains(&layer)
}

/// Draws the bar that belongs to the present mode, if any.
pub fn bars_ui(
    ui: &Ui,
    scene: Scene<'_>,
    placed: &Placed,
    (read, about): (&ReadState, Option<&About>),
    actions: &mut Actions,
) {
    match (&read.mode, read.selection) {
        (Mode::Choosing { from, to } | Mode::Linking { from, target: Some(to), aim: Aim::Keys }, _) => {
            bar_at(ui, scene, placed, (KIND_BAR, *to), |ui| {
                kind_bar_ui(ui, scene, (*from, *to), (read, about), actions);
            });
        }
        (Mode::Idle, Some(selection)) if read.tag_bar && read.dragged.is_none() && read.menu.is_none() => {
            bar_at(ui, scene, placed, (TAG_BAR, selection), |ui| tag_bar_ui(ui, scene, read, actions));
        }
        _ => {}
    }
}

/// Opens a floating bar near a place.
fn bar_at(
    ui: &Ui,
    scene: Scene<'_>,
    placed: &Placed,
    (name, place): (&str, Selection),
    content: impl FnOnce(&mut Ui),
) {
    let Some((clip, rows)) = super::rows_of(scene, placed, place).pop() else {
        return;
    };
    let bounds = bounds_of(&rows, clip);
    let column = placed.columns.iter().find(|column| column.rect == clip);
    let (Some(column), true) = (column, bounds.is_positive()) else {
        return;
    };
    let id = Id::unique(name);
    let room = clip.intersect(ui.max_rect()).shrink(EDGE);
    let drawn = ui.memory(|memory| memory.area_rect(id));
    let height = drawn.map_or(USUAL_HEIGHT, |drawn| drawn.height());
    let [before, after] = neighbours(scene, column, place);
    let (pivot, y) = beside(room, height, (bounds, before, after));
    let whole = room.width().min(MAX_WIDTH);
    let width = whole - 2.0 * (MARGIN + LINE);
    let left = (bounds.left() - GAP).min(room.right() - whole).max(room.left());
    let palette = theme::palette(ui);
    Area::new(id)
        .order(Order::Foreground)
        .accessibility_parent(super::keyboard_id())
        .pivot(pivot)
        .fixed_pos(pos2(left, y))
        .constrain_to(clip)
        .show(ui.ctx(), |ui| {
            bar_frame(&palette).show(ui, |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
                content(ui);
            });
        });
}

fn bounds_of(rows: &[Rect], clip: Rect) -> Rect {
    rows.iter().fold(Rect::NOTHING, |all, row| all.union(*row)).intersect(clip)
}

/// Where the sentences before and after a place stand, as far as they are in view.
fn neighbours(scene: Scene<'_>, column: &PlacedColumn, place: Selection) -> [Option<Rect>; 2] {
    let neighbours = || {
        let project = scene.workspace.project();
        let record = project.document(column.document)?;
        let view = scene.views.column(column.document)?;
        let (first, last) = match place {
            Selection::Sentence(_, index) => (index, index),
            Selection::Span(_, span) => (record.sentence_at(span.start)?, record.sentence_at(span.end - 1)?),
            Selection::Claim(claim) => {
                let span = project.claim(claim)?.span;
                (record.sentence_at(span.start)?, record.sentence_at(span.end.checked_sub(1)?)?)
            }
            Selection::Link(_) => return None,
        };
        let bounds = |index: usize| {
            let rows = column.rects(&view.text, record.sentences.get(index)?.span);
            Some(bounds_of(&rows, column.rect)).filter(Rect::is_positive)
        };
        Some([first.checked_sub(1).and_then(bounds), bounds(last + 1)])
    };
    neighbours().unwrap_or_default()
}

/// Which corner of a bar stands at which height: below the next sentence, else above the one before, else above the
/// place itself; at the bottom where nothing is free.
fn beside(
    room: Rect,
    height: f32,
    (place, before, after): (Rect, Option<Rect>, Option<Rect>),
) -> (Align2, f32) {
    let below = after.map_or(f32::NEG_INFINITY, |after| after.bottom()).max(place.bottom()) + GAP;
    let fits_below = below + height <= room.bottom();
    if fits_below && below - place.bottom() < FAR {
        return (Align2::LEFT_TOP, below);
    }
    let above = before.map_or(f32::INFINITY, |before| before.top()).min(place.top()) - GAP;
    let fits = |bottom: f32| bottom - height >= room.top();
    if fits(above) && place.top() - above < FAR {
        return (Align2::LEFT_BOTTOM, above);
    }
    if fits(place.top() - GAP) {
        return (Align2::LEFT_BOTTOM, place.top() - GAP);
    }
    if fits_below { (Align2::LEFT_TOP, below) } else { (Align2::LEFT_BOTTOM, room.bottom()) }
}

fn bar_frame(palette: &Palette) -> Frame {
    let strength = if palette.dark { 110 } else { 40 };
    Frame::new()
        .fill(palette.panel)
        .stroke(Stroke::new(LINE, palette.line))
        .corner_radius(CornerRadius::same(theme::CARD_RADIUS))
        .inner_margin(MARGIN)
        .shadow(Shadow { offset: [0, 4], blur: 16, spread: 0, color: theme::shade(strength) })
}

fn tag_bar_ui(ui: &mut Ui, scene: Scene<'_>, read: &ReadState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let project = scene.workspace.project();
    let claim = match read.selection {
        Some(Selection::Claim(claim)) => project.claim(claim),
        _ => None,
    };
    let kinds: Vec<_> = project.codebook().offered_claim_kinds().collect();
    let cells: Vec<KindCell<'_>> = kinds
        .iter()
        .map(|kind| KindCell {
            label: &kind.label,
            name: format!("Tag as {}", kind.label),
            definition: &kind.definition,
            color: palette.kind(&kind.color),
            key: kind.key,
            chosen: claim.is_some_and(|claim| claim.kinds.contains(&kind.id)),
        })
        .collect();
    let last = kinds.iter().find(|kind| kind.id == read.last_claim_kind).or_else(|| kinds.first());
    let ready = last.map_or_else(String::new, |kind| format!("Enter: {}", kind.label));
    if let Some(kind) = kind_grid(ui, &cells, &ready).and_then(|index| kinds.get(index)) {
        actions.push(AnnotateAction::Tag(kind.id.clone(), AfterTag::Stay));
    }
    let next = read.next_confidence.claim.as_ref();
    confidence_ui(ui, scene, claim.map_or(next, |claim| claim.confidence.as_ref()), actions);
}

/// The project's scale with its keys; the chosen level clicked again clears it.
fn confidence_ui(ui: &mut Ui, scene: Scene<'_>, chosen: Option<&Confidence>, actions: &mut Actions) {
    let view = ConfidenceView::new(scene.workspace.project(), chosen);
    if let Some(confidence) = confidence_choice(ui, &view, |level| format!("Confidence {level}"), true) {
        actions.push(AnnotateAction::SetConfidence(confidence));
    }
}

/// What the link is between, what it is about, its kind, how sure: one row each.
fn kind_bar_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    (from, to): (Selection, Selection),
    (read, about): (&ReadState, Option<&About>),
    actions: &mut Actions,
) {
    let ready = ready_kind(scene, read);
    link_head_ui(ui, scene, (from, to));
    if let Some(about) = about {
        about_ui(ui, &about.title, about.reason.hint(), &Moved::Next, actions);
    }
    link_kinds_ui(ui, scene, ready, actions);
    confidence_ui(ui, scene, read.next_confidence.link.as_ref(), actions);
}

/// The kind that Enter takes: the one used last, or the first one.
fn ready_kind<'a>(scene: Scene<'a>, read: &ReadState) -> Option<&'a LinkKind> {
    let codebook = scene.workspace.project().codebook();
    let last = codebook.offered_link_kinds().find(|kind| kind.id == read.last_link_kind);
    last.or_else(|| codebook.offered_link_kinds().next())
}

fn link_head_ui(ui: &mut Ui, scene: Scene<'_>, (from, to): (Selection, Selection)) {
    let project = scene.workspace.project();
    let name = |place: Selection| match place {
        Selection::Claim(claim) => names::claim_name_of(project, claim),
        Selection::Sentence(document, index) => names::sentence_name(project, document, index),
        Selection::Span(document, span) => names::place_name(project, document, span),
        Selection::Link(_) => String::new(),
    };
    let words = format!("Link {} to {}", name(from), name(to));
    ui.add(Label::new(RichText::new(words).font(theme::medium(12.5))).wrap());
}

fn link_kinds_ui(ui: &mut Ui, scene: Scene<'_>, ready: Option<&LinkKind>, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let kinds: Vec<_> = scene.workspace.project().codebook().offered_link_kinds().collect();
    let cells: Vec<KindCell<'_>> = kinds
        .iter()
        .map(|kind| KindCell {
            label: &kind.label,
            name: format!("Link as {}", kind.label),
            definition: &kind.definition,
            color: palette.kind(&kind.color),
            key: kind.key,
            chosen: ready.is_some_and(|ready| ready.id == kind.id),
        })
        .collect();
    let ready = ready.map_or("", |kind| kind.label.as_str());
    let ready = format!("Enter: {ready} · Esc: no link");
    if let Some(kind) = kind_grid(ui, &cells, &ready).and_then(|index| kinds.get(index)) {
        actions.push(AnnotateAction::Link(Some(kind.id.clone())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::Pos2;

    fn rect(top: f32, bottom: f32) -> Rect {
        Rect::from_x_y_ranges(20.0..=200.0, top..=bottom)
    }

    fn bar(room: Rect, height: f32, near: (Rect, Option<Rect>, Option<Rect>)) -> Rect {
        let (pivot, y) = beside(room, height, near);
        pivot.anchor_size(Pos2::new(20.0, y), vec2(180.0, height))
    }

    #[test]
    fn a_bar_is_clear_of_its_sentence_and_of_the_next_one_wherever_it_stands() {
        let room = rect(0.0, 700.0);
        for top in [0.0, 25.0, 100.0, 300.0, 450.0, 560.0, 600.0, 640.0] {
            let (place, after) = (rect(top, top + 50.0), rect(top + 50.0, (top + 100.0).min(700.0)));
            let before = (top > 0.0).then(|| rect(top - 25.0, top));
            let bar = bar(room, 112.0, (place, before, Some(after)));
            assert!(!bar.intersects(place) && !bar.intersects(after), "{top}: {bar:?}");
            assert!(room.contains_rect(bar), "{top}: {bar:?}");
        }
    }

    #[test]
    fn a_very_long_next_sentence_does_not_drive_the_bar_away() {
        let (place, after) = (rect(200.0, 225.0), rect(225.0, 500.0));
        let bar = bar(rect(0.0, 700.0), 112.0, (place, Some(rect(175.0, 200.0)), Some(after)));
        assert!(bar.bottom() <= 175.0, "{bar:?}");
    }
}

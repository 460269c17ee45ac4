//! The mouse in the Read view: clicks select, double clicks tag, drags select words, handles drop onto targets.
//!
//! With Ctrl a click or a drag takes the kind used last at once: a sentence or words are tagged, a link is made.

use super::action::ReadAction;
use super::names::NameClicks;
use super::placed::{Placed, PlacedColumn};
use super::state::{Aim, Mode, ReadState, Selection};
use crate::text::{Span, snap_to_words};
use crate::ui::action::Actions;
use crate::ui::annotate::action::{AfterTag, AnnotateAction};
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use eframe::egui::{CursorIcon, Event, Id, Pos2, Response, Sense, Ui};

/// Takes clicks and drags over the text of a column; has to be there before what lies on top of it.
pub fn background(ui: &Ui, column: &PlacedColumn) -> Response {
    let mut rect = column.rect;
    rect.max.x -= super::overview::WIDTH + 1.0;
    ui.interact(rect, Id::unique(("text of", column.document)), Sense::CLICK | Sense::DRAG)
}

/// Turns clicks and drags of this frame into actions.
pub fn pointer_ui(
    ui: &Ui,
    scene: Scene<'_>,
    placed: &Placed,
    (state, clicks): (&mut UiState, Vec<(Response, NameClicks)>),
    actions: &mut Actions,
) {
    let pos = ui.input(|input| input.pointer.interact_pos());
    for ((background, names), column) in clicks.into_iter().zip(&placed.columns) {
        if let Some(place) = names.named {
            actions.push(ReadAction::Select(Some(place)));
        }
        let clicked = background.clicked() || names.mouse || is_slow_click(&background, &state.read);
        let double = background.double_clicked() || names.double;
        if let (true, Some(pos)) = (clicked, pos) {
            let how = if double {
                Click::Double
            } else if is_hurried(ui) {
                Click::Hurried
            } else {
                Click::Single
            };
            click(scene, placed, (pos, how), &state.read, actions);
        }
        if background.hovered() && !matches!(state.read.mode, Mode::Linking { .. }) {
            ui.ctx().set_cursor_icon(CursorIcon::Text);
        }
        drag(ui, scene, (column, &background), &mut state.read, actions);
    }
}

/// A press held long without moving is a click to a person, and a drag to egui.
fn is_slow_click(response: &Response, read: &ReadState) -> bool {
    response.drag_stopped() && read.dragged.is_some_and(|(_, from, to)| from == to)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Click {
    Single,
    /// The second of a pair.
    Double,
    /// With Ctrl.
    Hurried,
}

/// Ctrl, on a Mac Command, held as the button goes up: the kind used last, without a bar that asks.
fn is_hurried(ui: &Ui) -> bool {
    let released = |event: &Event| match event {
        Event::PointerButton { pressed: false, modifiers, .. } => Some(*modifiers),
        _ => None,
    };
    ui.input(|input| input.events.iter().rev().find_map(released).unwrap_or(input.modifiers).command)
}

fn click(
    scene: Scene<'_>,
    placed: &Placed,
    (pos, how): (Pos2, Click),
    read: &ReadState,
    actions: &mut Actions,
) {
    // The second click of a pair must not move on to the next of overlapping claims.
    let selected = if how == Click::Double { None } else { read.selection };
    let place = placed.hit(scene.views, pos, selected);
    let is_idle = read.mode == Mode::Idle;
    match (place, how) {
        (Some(place @ Selection::Sentence(..)), Click::Double) if is_idle => {
            actions.push(AnnotateAction::TagWithLast(place, AfterTag::Stay));
        }
        (Some(place @ Selection::Sentence(..)), Click::Hurried) if is_idle => {
            actions.push(AnnotateAction::TagWithLast(place, AfterTag::Hurry));
        }
        (Some(place), Click::Hurried) if matches!(read.mode, Mode::Linking { .. }) => {
            link_hurried(place, actions);
        }
        (_, Click::Double) => {}
        (place, Click::Single | Click::Hurried) => actions.push(ReadAction::Select(place)),
    }
}

fn link_hurried(target: Selection, actions: &mut Actions) {
    actions.push(ReadAction::ChooseKind(target));
    actions.push(AnnotateAction::Link(None));
}

/// A drag over words selects them; whole words, or characters with Alt.
fn drag(
    ui: &Ui,
    scene: Scene<'_>,
    (column, response): (&PlacedColumn, &Response),
    read: &mut ReadState,
    actions: &mut Actions,
) {
    let Some(view) = scene.views.column(column.document) else {
        return;
    };
    let by_characters = ui.input(|input| input.modifiers.alt);
    let pos = response.interact_pointer_pos();
    if response.drag_started() {
        let origin = ui.input(|input| input.pointer.press_origin());
        let from = origin.or(pos).and_then(|pos| column.caret_at(&view.text, pos));
        read.dragged = from.map(|from| (column.document, from, from));
    }
    if let (Some((document, from, to)), Some(pos)) = (&mut read.dragged, pos)
        && *document == column.document
        && response.dragged()
    {
        *to = column.caret_at(&view.text, pos).unwrap_or(*from);
    }
    if response.drag_stopped()
        && let Some((document, from, to)) = read.dragged.take()
    {
        let span = Span::new(from.min(to), from.max(to));
        let span = if by_characters { span } else { snap_to_words(&view.text, span) };
        if from != to && !span.is_empty() {
            let place = Selection::Span(document, span);
            if is_hurried(ui) && read.mode == Mode::Idle {
                actions.push(AnnotateAction::TagWithLast(place, AfterTag::Hurry));
            } else {
                actions.push(ReadAction::Select(Some(place)));
            }
        }
    }
}

/// While a link is dragged: what lies under the mouse is the target; letting go chooses it.
pub fn drop_ui(ui: &Ui, scene: Scene<'_>, placed: &Placed, read: &mut ReadState, actions: &mut Actions) {
    let Mode::Linking { from, target, aim } = &mut read.mode else {
        return;
    };
    let pointer = ui.input(|input| (input.pointer.interact_pos(), input.pointer.primary_down()));
    let (Some(pos), down) = pointer else {
        return;
    };
    let hit = placed.hit(scene.views, pos, None).filter(|hit| hit != from);
    if *aim != Aim::Drag {
        let moved = ui.input(|input| input.pointer.delta() != eframe::egui::Vec2::ZERO);
        // Over the kind bar the mouse is not over the text beneath.
        let is_over_text = ui.ctx().layer_id_at(pos) == Some(ui.layer_id());
        if moved && is_over_text && hit.is_some() {
            (*target, *aim) = (hit, Aim::Pointer);
        }
        ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
        return;
    }
    *target = hit;
    ui.ctx().set_cursor_icon(if hit.is_some() { CursorIcon::Grabbing } else { CursorIcon::NoDrop });
    if !down {
        match hit {
            Some(hit) if is_hurried(ui) => link_hurried(hit, actions),
            Some(hit) => actions.push(ReadAction::ChooseKind(hit)),
            None => actions.push(ReadAction::Escape),
        }
    }
}

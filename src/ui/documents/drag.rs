//! Dragging a card to another place in the list.

use super::action::DocumentsAction;
use super::state::LibraryState;
use crate::ui::action::Actions;
use crate::ui::scene::Scene;
use crate::ui::theme;
use crate::ui::widgets::fitted;
use crate::view::names;
use eframe::egui::{CornerRadius, CursorIcon, Key, Rect, Stroke, Ui, pos2, vec2};

/// Within this distance of the list's edge a drag scrolls it.
const EDGE: f32 = 28.0;

/// Shows where a dragged card would go, scrolls at the edges, and moves the document on release.
///
/// `places` are the cards on the screen with their places in project order.
pub(super) fn drag_ui(
    ui: &Ui,
    scene: Scene<'_>,
    state: &mut LibraryState,
    places: &[(usize, Rect)],
    actions: &mut Actions,
) {
    let Some(document) = state.dragged else {
        return;
    };
    let (pointer, released, cancelled) = ui.input(|input| {
        let pointer = input.pointer.latest_pos();
        (pointer, !input.pointer.any_down(), input.key_pressed(Key::Escape))
    });
    let from = scene.workspace.project().document_position(document);
    if let (Some(pointer), Some(from), false) = (pointer, from, cancelled) {
        let place = ui.clip_rect().expand(40.0).contains(pointer).then(|| slot(places, pointer.y)).flatten();
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        if let Some((before, y)) = place {
            let to = if before > from { before - 1 } else { before };
            if released && to != from {
                actions.push(DocumentsAction::MoveDocument(document, to));
            } else if !released {
                let letter = (to != from).then(|| names::letter(to));
                line_ui(ui, places, y, letter.as_deref());
            }
        }
        scroll_ui(ui, pointer.y);
    }
    if released || cancelled {
        state.dragged = None;
    }
}

/// Before which document a card would go, and where the line that says so stands.
fn slot(places: &[(usize, Rect)], y: f32) -> Option<(usize, f32)> {
    let next = places.iter().find(|(_, rect)| y < rect.center().y);
    next.map(|(position, rect)| (*position, rect.top() - 1.0))
        .or_else(|| places.last().map(|(position, rect)| (position + 1, rect.bottom() + 1.0)))
}

/// Where the card would go, and the letter that it would have: the documents are lettered by their order.
fn line_ui(ui: &Ui, places: &[(usize, Rect)], y: f32, letter: Option<&str>) {
    let palette = theme::palette(ui);
    if let Some((_, rect)) = places.first() {
        let stroke = Stroke::new(2.0, palette.accent);
        ui.painter().hline(rect.x_range().shrink(6.0), y, stroke);
        ui.painter().circle_filled(pos2(rect.left() + 6.0, y), 3.0, palette.accent);
        if let Some(letter) = letter {
            let words = fitted(ui, &format!("becomes {letter}"), theme::medium(11.5), palette.ink, 160.0);
            let size = words.size() + vec2(12.0, 6.0);
            let place = Rect::from_min_size(pos2(rect.right() - size.x - 6.0, y - size.y / 2.0), size);
            ui.painter().rect_filled(place, CornerRadius::same(4), palette.accent_soft);
            ui.painter().galley(place.center() - words.size() / 2.0, words, palette.ink);
        }
    }
}

fn scroll_ui(ui: &Ui, y: f32) {
    let clip = ui.clip_rect();
    let speed = if y < clip.top() + EDGE {
        (clip.top() + EDGE - y).min(EDGE)
    } else if y > clip.bottom() - EDGE {
        (clip.bottom() - EDGE - y).max(-EDGE)
    } else {
        return;
    };
    ui.scroll_with_delta(vec2(0.0, speed * 0.4));
    ui.ctx().request_repaint();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_goes_before_the_first_one_whose_middle_is_below_the_mouse() {
        let place = |at: usize| (at, Rect::from_min_size(pos2(0.0, 50.0 * at as f32), vec2(100.0, 50.0)));
        let places = [place(3), place(4), place(7)];
        let before = |y| slot(&places, y).map(|(before, _)| before);
        assert_eq!([before(0.0), before(180.0), before(230.0)], [Some(3), Some(4), Some(7)]);
        assert_eq!(before(999.0), Some(8));
        assert_eq!(slot(&[], 5.0), None);
    }
}

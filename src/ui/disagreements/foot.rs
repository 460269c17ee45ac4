//! [`with_foot`]: what settles a case stands below it, and at the foot of the window where the case is too long for that.

use crate::ui::theme;
use eframe::egui::{Frame, Id, Margin, Panel, Rect, ScrollArea, Ui, UiBuilder, pos2};

/// Around what is at hand.
const MARGIN: Margin = Margin::symmetric(28, 18);
/// Around what stands at the foot.
const FOOT_MARGIN: Margin = Margin::symmetric(28, 10);
/// Two sides of some 80 characters a line.
const MAX_WIDTH: f32 = 1260.0;
/// The share of the height that the foot takes at most; what does not fit scrolls.
const FOOT_SHARE: f32 = 0.6;
/// A window so low shows less of what settles a case, so that the case can be read at all.
const LOW: f32 = 680.0;
/// The share there.
const LOW_FOOT_SHARE: f32 = 0.45;

/// The parts of what is at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// What it is about.
    Case,
    /// What settles it.
    Foot,
}

/// Heights of both parts in the last frame.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Heights {
    case: f32,
    foot: f32,
}

/// Whether the window is so low that a case and what settles it have to be drawn close.
pub(super) fn is_low(ui: &Ui) -> bool {
    ui.ctx().content_rect().height() < LOW
}

/// Draws both parts. `salt` names what is at hand, so that each scrolls by itself.
pub(super) fn with_foot(
    ui: &mut Ui,
    salt: impl std::hash::Hash + std::fmt::Debug + Copy,
    mut draw: impl FnMut(&mut Ui, Part),
) {
    let id = Id::unique(("heights", salt));
    let known: Option<Heights> = ui.data(|data| data.get_temp(id));
    let room = ui.available_height() - f32::from(MARGIN.top + MARGIN.bottom);
    let sticks = known.is_some_and(|known| known.case + known.foot > room);
    let mut heights = Heights::default();
    if sticks {
        let palette = theme::palette(ui);
        let frame = Frame::new().fill(palette.background).inner_margin(FOOT_MARGIN);
        let share = if is_low(ui) { LOW_FOOT_SHARE } else { FOOT_SHARE };
        let most = ui.available_height() * share;
        Panel::bottom("what settles it").resizable(false).frame(frame).show(ui, |ui| {
            let area = ScrollArea::vertical().id_salt(("foot", salt)).max_height(most);
            area.auto_shrink([false, true]).min_scrolled_height(most).show(ui, |ui| {
                heights.foot = measured(ui, |ui| draw(ui, Part::Foot));
            });
        });
    }
    ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(MARGIN).show(ui, |ui| {
            heights.case = measured(ui, |ui| draw(ui, Part::Case));
            if !sticks {
                heights.foot = measured(ui, |ui| draw(ui, Part::Foot));
            }
        });
    });
    if known != Some(heights) {
        ui.data_mut(|data| data.insert_temp(id, heights));
        ui.ctx().request_repaint();
    }
}

/// Draws in the middle of the room, no wider than lines can be read well; gives the height.
fn measured(ui: &mut Ui, draw: impl FnOnce(&mut Ui)) -> f32 {
    let top = ui.cursor().top();
    let room = ui.available_rect_before_wrap();
    let width = room.width().min(MAX_WIDTH);
    let left = room.left() + ((room.width() - width) / 2.0).floor();
    let place = Rect::from_min_max(pos2(left, room.top()), pos2(left + width, room.bottom()));
    ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
        ui.set_width(width);
        draw(ui);
    });
    ui.cursor().top() - top
}

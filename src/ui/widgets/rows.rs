//! [`RowList`]: a list of equal rows of which only those in view are drawn, with one row under the keyboard.

use crate::ui::theme;
use eframe::egui::{
    CornerRadius, InputState, Key, Modifiers, Rect, Response, ScrollArea, Sense, Ui, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

/// A list of equal rows.
#[derive(Clone, Debug)]
pub struct RowList<'a> {
    /// Tells its scroll position from those of other lists.
    pub salt: &'a str,
    /// Height of one row.
    pub row_height: f32,
    /// How many rows there are.
    pub row_count: usize,
    /// Row under the keyboard.
    pub current: usize,
    /// Whether the keyboard moved in this frame, so that its row comes into view.
    pub moved: bool,
    /// Height of the list at most.
    pub max_height: f32,
}

impl RowList<'_> {
    /// Draws the rows in view; `draw` paints one and gives its accessible name. Gives the row that was clicked.
    pub fn show(
        &self,
        ui: &mut Ui,
        mut draw: impl FnMut(&mut Ui, Rect, usize) -> String,
    ) -> Option<(usize, Response)> {
        let mut clicked = None;
        let area = ScrollArea::vertical().id_salt(self.salt).max_height(self.max_height);
        area.auto_shrink([false, true]).min_scrolled_height(self.row_height).show_viewport(
            ui,
            |ui, viewport| {
                let height = self.row_height * self.row_count as f32;
                let (all, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
                let place = |index: usize| {
                    let top = self.row_height.mul_add(index as f32, all.top());
                    Rect::from_min_size(pos2(all.left(), top), vec2(all.width(), self.row_height))
                };
                if self.moved {
                    ui.scroll_to_rect(place(self.current), None);
                }
                for index in self.visible_rows(viewport) {
                    if let Some(response) = self.row_ui(ui, place(index), index, &mut draw) {
                        clicked = Some((index, response));
                    }
                }
            },
        );
        clicked
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows in view are few")]
    fn visible_rows(&self, viewport: Rect) -> std::ops::Range<usize> {
        let first = (viewport.top() / self.row_height).floor().max(0.0) as usize;
        let end = (viewport.bottom() / self.row_height).ceil().max(0.0) as usize;
        first.min(self.row_count)..end.min(self.row_count)
    }

    fn row_ui(
        &self,
        ui: &mut Ui,
        rect: Rect,
        index: usize,
        draw: &mut impl FnMut(&mut Ui, Rect, usize) -> String,
    ) -> Option<Response> {
        let palette = theme::palette(ui);
        let response = ui.interact(rect, ui.scope_id().with((self.salt, index)), Sense::CLICK);
        let is_current = index == self.current;
        if is_current || response.hovered() {
            let fill = if is_current { palette.accent_soft } else { palette.hover };
            ui.painter().rect_filled(rect, CornerRadius::same(theme::CONTROL_RADIUS), fill);
        }
        let name = draw(ui, rect.shrink2(vec2(8.0, 0.0)), index);
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_current, &name));
        response.clicked().then_some(response)
    }
}

/// Takes the keys that move within a list out of the input; gives whether the row changed.
pub fn move_row(input: &mut InputState, row: &mut usize, row_count: usize) -> bool {
    let before = *row;
    let last = row_count.saturating_sub(1);
    let mut pressed = false;
    for (key, step) in [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, 8), (Key::PageUp, -8isize)] {
        let count = input.count_and_consume_key(Modifiers::NONE, key);
        for _ in 0..count {
            *row = row.saturating_add_signed(step).min(last);
            pressed = true;
        }
    }
    *row = (*row).min(last);
    pressed || *row != before
}

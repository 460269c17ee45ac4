//! The items behind the figures, below them: first those on which annotators differ. A click leads to the text.

use super::action::AgreementAction;
use super::figures::figures_ui;
use super::state::AgreementState;
use crate::ui::action::Actions;
use crate::ui::scene::Scene;
use crate::ui::theme;
use crate::ui::widgets::fitted;
use crate::view::agreement::ItemRow;
use eframe::egui::accesskit::Role;
use eframe::egui::{
    CornerRadius, Id, Label, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

const ROW_HEIGHT: f32 = 46.0;

/// Draws figures and items, scrolled together; only items in view are made.
pub(super) fn items_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut AgreementState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let Some(view) = scene.views.agreement().unit() else {
        return;
    };
    ScrollArea::vertical().id_salt(("figures", view.label)).auto_shrink(false).show(ui, |ui| {
        ui.set_width(ui.available_width() - 16.0);
        figures_ui(ui, view);
        ui.add_space(12.0);
        let words = match (view.items.len(), view.differing) {
            (0, _) => "No items that two annotators judged".to_owned(),
            (count, 0) => format!("{count} items, all agreed"),
            (count, differing) => {
                format!("{count} items · {differing} on which annotators differ come first")
            }
        };
        ui.label(RichText::new(words).font(theme::medium(12.5)));
        if view.items.is_empty() {
            let advice = "Annotators are compared where two of them worked: mark a document as read with the ring \
                          beside its title, so that what was left untagged counts too.";
            ui.add(Label::new(RichText::new(advice).color(palette.muted)).wrap());
        }
        let height = ROW_HEIGHT * view.items.len() as f32;
        let (all, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        if let Some(place) = state.item.filter(|_| std::mem::take(&mut state.moved)) {
            ui.scroll_to_rect(row_rect(all, place), None);
        }
        for place in rows_in_view(ui.clip_rect(), all, view.items.len()) {
            let rect = row_rect(all, place);
            if let Some(item) = scene.views.agreement().item(scene.workspace, place) {
                item_ui(ui, (rect, place), &item, state, actions);
            }
        }
        ui.painter().hline(all.x_range(), all.top(), Stroke::new(1.0, palette.line));
    });
}

fn row_rect(all: Rect, place: usize) -> Rect {
    let top = ROW_HEIGHT.mul_add(place as f32, all.top());
    Rect::from_min_size(pos2(all.left(), top), vec2(all.width(), ROW_HEIGHT))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows in view are few")]
fn rows_in_view(clip: Rect, all: Rect, count: usize) -> std::ops::Range<usize> {
    let first = ((clip.top() - all.top()) / ROW_HEIGHT).floor().max(0.0) as usize;
    let end = ((clip.bottom() - all.top()) / ROW_HEIGHT).ceil().max(0.0) as usize;
    first.min(count)..end.min(count)
}

fn item_ui(
    ui: &Ui,
    (rect, place): (Rect, usize),
    item: &ItemRow,
    state: &AgreementState,
    actions: &mut Actions,
) {
    let palette = theme::palette(ui);
    let response = ui.interact(rect, Id::unique(("agreement item", place)), Sense::click());
    let values: Vec<String> = item.values.iter().map(|(who, what)| format!("{who}: {what}")).collect();
    let values = values.join("   ·   ");
    let is_current = state.item == Some(place);
    let name = format!("Item {}: {values}", item.name);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_current, &name));
    if is_current || response.hovered() {
        let fill = if is_current { palette.accent_soft } else { palette.hover };
        ui.painter().rect_filled(rect, CornerRadius::same(theme::CONTROL_RADIUS), fill);
    }
    let left = rect.left() + 92.0;
    let settles = is_current && !item.is_agreed;
    let width = rect.right() - left - if settles { 88.0 } else { 8.0 };
    let name = fitted(ui, &item.name, theme::medium(12.0), palette.ink, 84.0);
    let ink = if item.is_agreed { palette.muted } else { palette.text_in(palette.danger) };
    let said = fitted(ui, &values, theme::medium(12.0), ink, width);
    let words = fitted(ui, &item.words, theme::reading(13.0), palette.muted, width);
    ui.painter().galley(pos2(rect.left() + 6.0, rect.top() + 6.0), name, palette.ink);
    ui.painter().galley(pos2(left, rect.top() + 6.0), said, ink);
    ui.painter().galley(pos2(left, rect.top() + 24.0), words, palette.muted);
    if settles {
        let at = Rect::from_min_size(pos2(rect.right() - 76.0, rect.top() + 9.0), vec2(68.0, 26.0));
        let settle = ui.interact(at, Id::unique(("settle item", place)), Sense::click());
        settle.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Settle item"));
        let fill = if settle.hovered() { palette.hover } else { palette.paper };
        let radius = CornerRadius::same(theme::CONTROL_RADIUS);
        ui.painter().rect(at, radius, fill, Stroke::new(1.0, palette.line), StrokeKind::Inside);
        let words = fitted(ui, "Settle   A", theme::small(), palette.ink, 64.0);
        ui.painter().galley(at.center() - words.size() / 2.0, words, palette.ink);
        if settle.clicked() {
            actions.push(AgreementAction::Settle);
            return;
        }
    }
    if response.double_clicked() {
        actions.push(AgreementAction::Read);
    } else if response.clicked() {
        actions.push(AgreementAction::Item(place));
    }
    response.on_hover_text(format!("{values}\n{}", item.words));
}

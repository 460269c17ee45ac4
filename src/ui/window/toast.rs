//! What was just done, small above the status bar; goes by itself.

use crate::ui::messages::Toast;
use crate::ui::theme;
use eframe::egui::{
    Align2, Area, CornerRadius, Frame, Id, Label, Margin, Order, RichText, Stroke, Ui, WidgetInfo, accesskit,
    vec2,
};
use std::time::Duration;

/// Above the lower edge of the window.
const LIFT: f32 = 38.0;

/// Draws the notice and lets it go when its time is over.
pub fn toast_ui(ui: &Ui, shown: &mut Option<Toast>) {
    let Some(toast) = shown else {
        return;
    };
    let now = ui.input(|input| input.time);
    let secs = toast.secs();
    let until = *toast.until.get_or_insert(now + secs);
    if now >= until {
        *shown = None;
        return;
    }
    ui.ctx().request_repaint_after(Duration::from_secs_f64(until - now));
    let palette = theme::palette(ui);
    let width = (ui.ctx().content_rect().width() - 80.0).min(720.0);
    let area = Area::new(Id::unique("toast")).order(Order::Foreground).interactable(false);
    area.anchor(Align2::CENTER_BOTTOM, vec2(0.0, -LIFT)).show(ui.ctx(), |ui| {
        let frame = Frame::new()
            .fill(palette.ink)
            .corner_radius(CornerRadius::same(theme::CONTROL_RADIUS))
            .stroke(Stroke::new(1.0, palette.line))
            .inner_margin(Margin::symmetric(12, 6));
        frame.show(ui, |ui| {
            ui.set_max_width(width);
            let response = ui.add(Label::new(RichText::new(&toast.text).color(palette.paper)).wrap());
            response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Status, true, &toast.text));
            let polite = |node: &mut accesskit::Node| node.set_live(accesskit::Live::Polite);
            ui.ctx().accesskit_node_builder(response.id, polite);
        });
    });
}

//! [`DialogFrame`]: what all dialogs share: title, close button, Escape, a body that scrolls, a foot for buttons.

use crate::ui::action::Actions;
use crate::ui::fonts::icon;
use crate::ui::state::Drafts;
use crate::ui::theme;
use crate::ui::widgets::{fields, group_label, icon_button};
use crate::ui::window::action::WindowAction;
use eframe::egui::{
    Align, CornerRadius, Frame, Id, Key, Label, Layout, Margin, Modal, Response, RichText, ScrollArea,
    Shadow, Stroke, Ui, vec2,
};

/// Height kept for the foot.
const FOOT_HEIGHT: f32 = 46.0;
/// Space between a dialog and the window's edge.
const EDGE: f32 = 12.0;

/// Lines of a list that are shown before the rest is counted.
const MAX_LINES: usize = 60;

/// A dialog over the window.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct DialogFrame<'a> {
    /// Shown at the top; also tells dialogs apart.
    pub(in crate::ui) title: &'a str,
    /// Width, where the window has room.
    pub(in crate::ui) width: f32,
    /// Whether a click beside it closes it: only where nothing typed can be lost.
    pub(in crate::ui) light: bool,
}

impl<'a> DialogFrame<'a> {
    /// A dialog in which something is typed: a click beside it does not close it.
    pub(in crate::ui) const fn new(title: &'a str, width: f32) -> Self {
        Self { title, width, light: false }
    }

    /// A dialog that a click beside it closes.
    pub(in crate::ui) const fn light(title: &'a str, width: f32) -> Self {
        Self { title, width, light: true }
    }

    /// Draws it around its content; Escape and the close button close it.
    pub(in crate::ui) fn show<R>(
        self,
        ui: &Ui,
        actions: &mut Actions,
        content: impl FnOnce(&mut Ui, &mut Actions) -> R,
    ) -> R {
        let palette = theme::palette(ui);
        let window = ui.ctx().content_rect().size() - vec2(2.0 * EDGE, 2.0 * EDGE);
        let margin = Margin { left: 18, right: 18, top: 12, bottom: 14 };
        let frame = Frame::new()
            .fill(palette.panel)
            .stroke(Stroke::new(1.0, palette.line))
            .corner_radius(CornerRadius::same(10))
            .shadow(Shadow { offset: [0, 8], blur: 28, spread: 0, color: theme::shade(60) })
            .inner_margin(margin);
        let id = Id::unique(("dialog", self.title));
        let modal = Modal::new(id);
        let modal = modal.frame(frame).backdrop_color(theme::shade(if palette.dark { 130 } else { 70 }));
        let mut closed = false;
        let response = modal.show(ui.ctx(), |ui| {
            ui.ctx().accesskit_node_builder(id, |node| {
                node.set_modal();
                node.set_label(self.title);
            });
            ui.set_width(self.width.min(window.x) - margin.sum().x);
            ui.set_max_height(window.y - margin.sum().y);
            closed = title_ui(ui, self.title);
            content(ui, actions)
        });
        let beside = self.light && response.backdrop_response.clicked();
        let escape = response.is_top_modal
            && !response.any_popup_open
            && ui.input(|input| input.key_pressed(Key::Escape));
        if closed || beside || escape {
            actions.push(WindowAction::Dialog(None));
        }
        response.inner
    }
}

fn title_ui(ui: &mut Ui, title: &str) -> bool {
    let mut closed = false;
    ui.horizontal(|ui| {
        ui.label(RichText::new(title).font(theme::semibold(15.0)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            closed = icon_button(ui, icon::X, "Close").clicked();
        });
    });
    ui.add_space(6.0);
    closed
}

/// The part of a dialog that scrolls where the window is too low for it; `has_foot` leaves room for [`foot`].
pub(in crate::ui) fn body<R>(ui: &mut Ui, has_foot: bool, content: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.available_height() - if has_foot { FOOT_HEIGHT } else { 0.0 };
    let area = ScrollArea::vertical().id_salt("dialog body").max_height(room.max(60.0));
    area.auto_shrink([false, true])
        .show(ui, |ui| {
            // Room for the rings around what has the keyboard.
            Frame::new().inner_margin(Margin::symmetric(2, 2)).show(ui, content).inner
        })
        .inner
}

/// The buttons at the foot of a dialog, from the right: the one that is meant first.
pub(in crate::ui) fn foot<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.add_space(10.0);
    let size = vec2(ui.available_width(), 30.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), content).inner
}

/// Lines under a heading; the rest is counted. Nothing where there are none.
pub(in crate::ui) fn lines_ui(ui: &mut Ui, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    group_label(ui, heading);
    for line in lines.iter().take(MAX_LINES) {
        ui.add(Label::new(line.as_str()).wrap().selectable(true));
    }
    if lines.len() > MAX_LINES {
        fields::note(ui, &format!("and {} more", lines.len() - MAX_LINES));
    }
    ui.add_space(6.0);
}

/// Gives a dialog's first field the keyboard once.
pub(in crate::ui) fn first_focus(ui: &Ui, drafts: &mut Drafts, response: &Response) {
    if !drafts.focus_given && !ui.is_sizing_pass() {
        response.request_focus();
        drafts.focus_given = true;
    }
}

/// One of several things in a dialog, on paper of its own.
pub(in crate::ui) fn card<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = theme::palette(ui);
    let frame = Frame::new()
        .fill(palette.paper)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(CornerRadius::same(6))
        .inner_margin(Margin::same(10));
    ui.add_space(6.0);
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        content(ui)
    });
    shown.inner
}

/// Whether Enter was pressed in this field of one line.
pub(in crate::ui) fn entered(ui: &Ui, response: &Response) -> bool {
    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}

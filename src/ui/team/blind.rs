//! What the views that compare the work of several people show while one works blind.

use crate::ui::action::Actions;
use crate::ui::navigation::{Dialog, MainView};
use crate::ui::theme;
use crate::ui::window::action::WindowAction;
use eframe::egui::{CentralPanel, Frame, Label, RichText, Ui};

/// Draws the notice in place of a view.
pub fn blind_ui(ui: &mut Ui, actions: &mut Actions) {
    let palette = theme::palette(ui);
    CentralPanel::default().frame(Frame::new().fill(palette.background)).show(ui, |ui| {
        ui.add_space(ui.available_height() * 0.25);
        ui.vertical_centered(|ui| {
            ui.label(RichText::new("You work blind").font(theme::semibold(18.0)));
            ui.add_space(4.0);
            let words =
                "This view is made from the work of everybody. It opens with the layers of the others.";
            ui.add(Label::new(RichText::new(words).color(palette.muted)).wrap());
            ui.add_space(12.0);
            if ui.button("Open other layers…").clicked() {
                actions.push(WindowAction::Dialog(Some(Dialog::Reveal)));
            }
            if ui.button("Go to Read").clicked() {
                actions.push(WindowAction::View(MainView::Read));
            }
        });
    });
}

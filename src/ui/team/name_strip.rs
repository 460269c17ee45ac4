//! Asks once, after the first step of work, by which name it goes: at the foot, so that no text moves.

use super::action::TeamAction;
use crate::ui::action::Actions;
use crate::ui::draft::Draft;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::fields;
use eframe::egui::{Align, Frame, Key, Label, Layout, Margin, Panel, RichText, Ui};

/// Name of the field for screen readers and tests.
const NAME: &str = "Your name for this work";

/// Draws the strip; nothing before there is work of one's own, and nothing once it was answered.
pub fn name_strip_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let is_working = scene.workspace.history().undo_label().is_some();
    if !state.asks_name || !is_working || state.hint.is_some() {
        return;
    }
    let palette = theme::palette(ui);
    let project = scene.workspace.project();
    let present = project.annotator(scene.workspace.me()).map_or("", |annotator| annotator.name.as_str());
    let mut name = state.drafts.fields.remove(&Draft::Name).unwrap_or_else(|| present.to_owned());
    let frame = Frame::new().fill(palette.accent_soft).inner_margin(Margin::symmetric(14, 4));
    Panel::bottom("name strip").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if fields::small_button(ui, "Not now").clicked() {
                    actions.push(TeamAction::KeepName);
                }
                let is_set = fields::small_button(ui, "Use this name").clicked();
                let field = ui.add(fields::single_line(&mut name).desired_width(200.0));
                crate::ui::widgets::named(&field, eframe::egui::accesskit::Role::TextInput, NAME);
                let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                if is_set || entered {
                    actions.push(TeamAction::SetName(name.clone()));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let words = "By which name should your work go? Colleagues see it when you merge.";
                    ui.add(Label::new(RichText::new(words).color(palette.ink)).truncate());
                });
            });
        });
    });
    if state.asks_name {
        state.drafts.fields.insert(Draft::Name, name);
    }
}

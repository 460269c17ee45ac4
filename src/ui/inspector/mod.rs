//! The inspector: the selected claim, link or sentence, and what can be done with it.
//!
//! What is typed is a draft until its field is left; `settle_drafts` makes steps of drafts whose field is gone.

mod claim;
mod fields;
pub mod kinds;
mod link;
mod link_card;
mod place;

use crate::ui::action::Actions;
use crate::ui::fonts::icon;
use crate::ui::read::state::Selection;
use crate::ui::regions::region_ui;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::key_line::key_line;
use crate::ui::widgets::{fitted, named};
use crate::ui::window::state::Region;
use crate::view::inspector::{InspectorView, Stamp};
use eframe::egui::accesskit::Role;
use eframe::egui::{
    Align2, Button, Frame, Id, Margin, Panel, RichText, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};

/// Draws the inspector.
pub fn inspector_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let view = scene.views.inspector();
    Panel::right("inspector")
        .default_size(theme::RIGHT_WIDTH)
        .size_range(260.0..=460.0)
        .frame(Frame::new().fill(palette.panel))
        .show(ui, |ui| {
            region_ui(ui, ui.max_rect(), Region::Inspector);
            let mut area = ScrollArea::vertical().id_salt("inspected").auto_shrink(false);
            if is_another(ui, state) {
                area = area.vertical_scroll_offset(0.0);
            }
            area.show(ui, |ui| {
                Frame::new().inner_margin(Margin { left: 14, right: 14, top: 12, bottom: 16 }).show(
                    ui,
                    |ui| {
                        ui.set_width(ui.available_width());
                        ui.spacing_mut().item_spacing.y = 5.0;
                        match view {
                            InspectorView::Nothing => nothing_ui(ui, &palette),
                            InspectorView::Place(view) => place::place_ui(ui, view, actions),
                            InspectorView::Claim(view) => claim::claim_ui(ui, (view, scene), state, actions),
                            InspectorView::Link(view) => link::link_ui(ui, (view, scene), state, actions),
                        }
                    },
                );
            });
        });
}

/// Whether something else is selected than in the last frame, so that it is shown from its top.
fn is_another(ui: &Ui, state: &UiState) -> bool {
    let id = Id::unique("inspected selection");
    let before = ui.data_mut(|data| {
        let before: Option<Option<Selection>> = data.get_temp(id);
        data.insert_temp(id, state.read.selection);
        before
    });
    before.is_some_and(|before| before != state.read.selection)
}

/// What to do when nothing is selected.
fn nothing_ui(ui: &mut Ui, palette: &Palette) {
    heading_ui(ui, "Nothing selected", "");
    ui.add_space(2.0);
    let text = "Click a sentence, a claim or a link to see it here.";
    ui.label(RichText::new(text).color(palette.muted));
    ui.add_space(6.0);
    keys_ui(
        ui,
        &[
            (&["J", "K"], "move through the text"),
            (&["1", "–", "9"], "tag with that kind"),
            (&["Ctrl+click"], "tag with the last kind"),
            (&["L"], "link to another claim"),
            (&[",", "."], "lower or higher confidence"),
            (&["?"], "all gestures and keys"),
        ],
    );
}

/// Lines of keys with what they do.
fn keys_ui(ui: &mut Ui, lines: &[(&[&str], &str)]) {
    ui.spacing_mut().item_spacing.y = 2.0;
    for (keys, words) in lines {
        key_line(ui, keys, words);
    }
}

/// A word for what is selected on the left, its place on the right, cut where the panel ends.
fn heading_ui(ui: &mut Ui, word: &str, place: &str) {
    let palette = theme::palette(ui);
    let width = ui.available_width();
    let word = fitted(ui, word, theme::medium(11.5), palette.muted, width);
    let room = width - word.size().x - 12.0;
    let place = fitted(ui, place, theme::small(), palette.muted, room);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    let heard = if place.text().is_empty() {
        word.text().to_owned()
    } else {
        format!("{} {}", word.text(), place.text())
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &heard));
    let y = rect.center().y;
    ui.painter().galley(pos2(rect.left(), y - word.size().y / 2.0), word, palette.muted);
    let at = pos2(rect.right() - place.size().x, y - place.size().y / 2.0);
    if place.elided {
        response.on_hover_text(place.text());
    }
    ui.painter().galley(at, place, palette.muted);
}

/// A small heading over a group, with a count at the right if there is one.
pub(in crate::ui) fn group_ui(ui: &mut Ui, words: &str, count: Option<usize>) {
    ui.add_space(7.0);
    let palette = theme::palette(ui);
    let count = count.map(|count| count.to_string()).unwrap_or_default();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 15.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let (font, color) = (theme::small(), palette.muted);
    ui.painter().text(rect.left_center(), Align2::LEFT_CENTER, words, font.clone(), color);
    ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, count, font, color);
}

/// Who made it and when.
fn stamp_ui(ui: &mut Ui, verb: &str, stamp: &Stamp) {
    let palette = theme::palette(ui);
    let mut words = vec![format!("{verb} {} by {}", stamp.created.local_text(), stamp.annotator)];
    if stamp.modified != stamp.created {
        words.push(format!("changed {}", stamp.modified.local_text()));
    }
    let words = words.join(" · ");
    ui.add_space(8.0);
    ui.label(RichText::new(words).font(theme::small()).color(palette.muted));
}

/// A quiet button at the bottom that takes the record out.
fn remove_ui(ui: &mut Ui, name: &str) -> bool {
    let palette = theme::palette(ui);
    ui.add_space(2.0);
    let color = palette.text_in(palette.danger);
    let trash = RichText::new(icon::TRASH).font(theme::icons(14.0)).color(color);
    let text = RichText::new(name).color(color);
    let response = ui.add(Button::new((trash, text)).frame_when_inactive(false));
    named(&response, Role::Button, name);
    let clicked = response.clicked();
    response.on_hover_text(format!("{name} (Del)"));
    clicked
}

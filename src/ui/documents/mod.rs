//! The documents panel: a card for each document, a filter, and how to add more.
//!
//! Only cards in view are laid out: heights of the others are remembered or estimated in a `ColumnLayout`.

pub mod action;
pub mod bulk;
pub mod details;
mod drag;
pub mod handlers;
mod layers;
mod menu;
pub mod remove;
mod row;
pub mod state;

use crate::ui::action::Actions;
use crate::ui::claims;
use crate::ui::files::action::FileAction;
use crate::ui::fonts::icon;
use crate::ui::navigation::{Dialog, MainView};
use crate::ui::regions::region_ui;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::text_field::edit_frame;
use crate::ui::widgets::{fitted, icon_button, icon_ui, named};
use crate::ui::window::action::WindowAction;
use crate::ui::window::state::Region;
use crate::ui::window::status_bar::counted;
use crate::view::library::LibraryView;
use eframe::egui::accesskit::Role;
use eframe::egui::{self, Frame, Key, Margin, Panel, Rect, RichText, ScrollArea, Ui, pos2, vec2};
use menu::RowUi;

/// From this many documents on there is a filter.
const FILTER_FROM: usize = 6;
/// Height of a card that was not laid out yet.
const ESTIMATE: f32 = 74.0;
/// With more documents than these their cards are compact.
const FEW: usize = 8;
/// Between cards.
const GAP: f32 = 1.0;

/// Draws the documents panel.
pub fn documents_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let library = scene.views.library();
    Panel::left("documents")
        .default_size(theme::LEFT_WIDTH)
        .size_range(180.0..=420.0)
        .frame(Frame::new().fill(palette.panel).inner_margin(Margin {
            left: 8,
            right: 8,
            top: 12,
            bottom: 8,
        }))
        .show(ui, |ui| {
            region_ui(ui, ui.max_rect(), Region::Documents);
            ui.spacing_mut().item_spacing.y = 6.0;
            heading_ui(ui, &palette, library, actions);
            if library.rows.is_empty() {
                empty_ui(ui, &palette, state.view, actions);
                return;
            }
            if library.rows.len() >= FILTER_FROM || !state.library.filter.is_empty() {
                filter_ui(ui, &palette, &mut state.library.filter);
            }
            state.library.fit(library, scene.workspace.revision());
            let footer = 44.0 + layers::height(scene);
            let room = (ui.available_height() - footer).max(80.0);
            list_ui(ui, scene, state, room, actions);
            footer_ui(ui, actions);
            layers::layers_ui(ui, scene, actions);
        });
}

fn heading_ui(ui: &mut Ui, palette: &Palette, library: &LibraryView, actions: &mut Actions) {
    ui.horizontal(|ui| {
        ui.add_space(4.0);
        ui.label(RichText::new("Documents").font(theme::medium(11.5)).color(palette.muted));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(4.0);
            let count = if library.rows.is_empty() { String::new() } else { library.rows.len().to_string() };
            ui.label(RichText::new(count).font(theme::small()).color(palette.muted));
            if library.claim_count > 0 {
                let words = RichText::new(counted(library.claim_count, "claim")).font(theme::small());
                let link = ui.add(egui::Link::new(words.color(palette.muted)));
                if link.on_hover_text("Lists all claims   Ctrl+5").clicked() {
                    actions.push(claims::open_of(None));
                }
            }
        });
    });
}

fn empty_ui(ui: &mut Ui, palette: &Palette, view: MainView, actions: &mut Actions) {
    ui.add_space(4.0);
    let words = "None yet. Drop text files anywhere in the window to add them.";
    Frame::new().inner_margin(Margin::symmetric(4, 0)).show(ui, |ui| {
        ui.label(RichText::new(words).font(theme::small()).color(palette.muted));
    });
    // The Read view offers the same in its middle.
    if view != MainView::Read {
        buttons_ui(ui, actions);
    }
}

fn filter_ui(ui: &mut Ui, palette: &Palette, filter: &mut String) {
    let id = egui::Id::unique("filter documents");
    let focused = ui.memory(|memory| memory.has_focus(id));
    let line = if focused { palette.accent } else { palette.line };
    edit_frame(palette.paper, line).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            icon_ui(ui, icon::MAGNIFYING_GLASS, 14.0, palette.muted);
            let clear = if filter.is_empty() { 0.0 } else { 26.0 };
            let response = ui.add(
                egui::TextEdit::singleline(filter)
                    .id(id)
                    .frame(Frame::NONE)
                    .align(egui::Align2::LEFT_CENTER)
                    .hint_text(RichText::new("Filter").color(palette.muted))
                    .desired_width(ui.available_width() - clear),
            );
            let text = filter.clone();
            response.widget_info(|| {
                let mut info = egui::WidgetInfo::labeled(Role::SearchInput, true, "Filter documents");
                info.current_text_value = Some(text.clone());
                info
            });
            let escaped = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
            let cleared = !filter.is_empty() && small_clear(ui);
            if escaped || cleared {
                filter.clear();
            }
        });
    });
}

fn small_clear(ui: &mut Ui) -> bool {
    ui.spacing_mut().button_padding = vec2(2.0, 0.0);
    let text = RichText::new(icon::X).font(theme::icons(12.0));
    let response = ui.add(egui::Button::new(text).frame_when_inactive(false).min_size(vec2(24.0, 24.0)));
    named(&response, Role::Button, "Clear filter");
    response.clicked()
}

fn list_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, room: f32, actions: &mut Actions) {
    let library = scene.views.library();
    let palette = theme::palette(ui);
    let rows = std::mem::take(&mut state.library.fitting);
    let width = ui.available_width();
    // Another size makes the layout forget the heights that it measured.
    let size = theme::body().size + if library.rows.len() > FEW { 0.5 } else { 0.0 };
    let compact = library.rows.len() > FEW;
    let estimate = if compact { row::COMPACT_HEIGHT } else { ESTIMATE };
    state.library.layout.prepare(width, size, rows.iter().map(|_| estimate + GAP));
    if rows.is_empty() {
        let words = fitted(ui, "No document fits", theme::small(), palette.muted, width);
        ui.label(words);
    }
    ScrollArea::vertical()
        .id_salt("document list")
        .max_height(room)
        .auto_shrink([false, true])
        .show_viewport(ui, |ui, viewport| {
            ui.set_width(width);
            let origin = ui.max_rect().min;
            ui.set_height(state.library.layout.total());
            let mut places = Vec::new();
            let mut index = state.library.layout.block_at(viewport.min.y);
            while let Some(row) = rows.get(index).and_then(|at| Some((*at, library.rows.get(*at)?))) {
                let top = state.library.layout.top(index);
                if top > viewport.max.y {
                    break;
                }
                let (position, view) = row;
                let open = state.read.columns.iter().any(|column| column.document == view.document);
                let last = library.rows.len().saturating_sub(1);
                let row = RowUi { scene, palette, view, position, last, open, compact };
                let at = pos2(origin.x, origin.y + top);
                let card = Rect::from_min_size(at, vec2(width, 0.0));
                let height = row.show(ui, card, &mut state.library, actions);
                state.library.layout.measure(index, height + GAP);
                places.push((position, Rect::from_min_size(at, vec2(width, height))));
                index += 1;
            }
            drag::drag_ui(ui, scene, &mut state.library, &places, actions);
        });
    state.library.fitting = rows;
}

fn footer_ui(ui: &mut Ui, actions: &mut Actions) {
    ui.add_space(2.0);
    buttons_ui(ui, actions);
}

/// Both ways to add documents; icons alone where the panel is narrow.
fn buttons_ui(ui: &mut Ui, actions: &mut Actions) {
    let (add, paste) = ("Add documents…", "Paste text…");
    let narrow = ui.available_width() < 212.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let hint = "Files can be dropped anywhere in the window, too";
        let button = |ui: &mut Ui, icon: &str, name: &str| {
            let response = if narrow { icon_button(ui, icon, name) } else { ui.button(name) };
            response.on_hover_text(hint).clicked()
        };
        if button(ui, icon::PLUS, add) {
            actions.push(FileAction::AddFiles);
        }
        if button(ui, icon::CLIPBOARD_TEXT, paste) {
            actions.push(WindowAction::Dialog(Some(Dialog::Paste)));
        }
    });
}

//! The top bar: project and save state, views, undo and redo, search, commands. Folds where the window is narrow.

use super::action::WindowAction;
use super::state::Room;
use crate::ui::action::Actions;
use crate::ui::annotate::action::AnnotateAction;
use crate::ui::autosave::action::AutosaveAction;
use crate::ui::autosave::state::{SaveLevel, SaveNotice};
use crate::ui::command::{COMMANDS, Command, key_text};
use crate::ui::files::action::FileAction;
use crate::ui::fonts::icon;
use crate::ui::messages::Topic;
use crate::ui::navigation::{Dialog, MainView};
use crate::ui::scene::Scene;
use crate::ui::search::panel::{self as search, search_ui};
use crate::ui::state::UiState;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{self, fields, icon_button, icons, named};
use eframe::egui::accesskit::Role;
use eframe::egui::{
    self, Align, Button, CornerRadius, FontId, Frame, Layout, Panel, Popup, Rect, Response, RichText, Sense,
    Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2,
};

const HEIGHT: f32 = 44.0;
const MARGIN: f32 = 14.0;

impl Room {
    fn of(width: f32) -> Self {
        match width {
            width if width >= 1240.0 => Self::Wide,
            width if width >= 980.0 => Self::Medium,
            _ => Self::Narrow,
        }
    }

    /// Width of the part on the right.
    const fn right_width(self) -> f32 {
        match self {
            Self::Wide => 512.0,
            Self::Medium => 392.0,
            Self::Narrow => 214.0,
        }
    }

    /// Width of the search field.
    pub const fn search_width(self) -> f32 {
        match self {
            Self::Wide => 208.0,
            Self::Medium => 128.0,
            Self::Narrow => 214.0,
        }
    }
}

/// Draws the top bar.
pub fn top_bar_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let frame = Frame::new().fill(palette.panel);
    Panel::top("top bar").exact_size(HEIGHT).frame(frame).show(ui, |ui| {
        let bar = ui.max_rect().shrink2(vec2(MARGIN, 0.0));
        let room = Room::of(ui.max_rect().width());
        let has_drafts = !scene.views.check().drafts().is_empty();
        let views_width = views_width(room, bar.width(), has_drafts);
        // As wide as it was in the last frame, so that its parts are drawn, and have the keyboard, from left to right.
        let id = egui::Id::unique(("tools", room));
        let known: Option<f32> = ui.data(|data| data.get_temp(id));
        let right = bar.right() - known.unwrap_or_else(|| room.right_width());
        let centre = (bar.center().x - views_width / 2.0).min(right - views_width - 10.0);
        let part = |left: f32, right: f32| Rect::from_x_y_ranges(left..=right, bar.y_range());
        let middle = Layout::left_to_right(Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(part(bar.left(), centre - 12.0)).layout(middle), |ui| {
            project_ui(ui, scene, state, room, actions);
        });
        ui.scope_builder(UiBuilder::new().max_rect(part(centre, centre + views_width)), |ui| {
            views_ui(
                ui,
                views_shown(has_drafts),
                (state.view, scene.views.open_cases()),
                views_width,
                actions,
            );
        });
        let drawn =
            ui.scope_builder(UiBuilder::new().max_rect(part(right, bar.right())).layout(middle), |ui| {
                tools_ui(ui, scene, state, room, actions);
            });
        let width = drawn.response.rect.width().ceil();
        if known != Some(width) {
            ui.data_mut(|data| data.insert_temp(id, width));
            ui.ctx().request_discard("the tools are as wide as they are");
        }
    });
}

/// Name of the program, title, save state.
fn project_ui(ui: &mut Ui, scene: Scene<'_>, state: &UiState, room: Room, actions: &mut Actions) {
    let palette = theme::palette(ui);
    ui.spacing_mut().item_spacing.x = 10.0;
    if room == Room::Wide {
        ui.label(RichText::new("Crossclaim").font(theme::semibold(13.0)));
    }
    let save = &state.save_state;
    let show_words = room != Room::Narrow;
    let words = widgets::fitted(ui, &save.text, theme::small(), palette.muted, 260.0);
    // A long reason for not being saved must not push the title out.
    let words_width = words.size().x.min(ui.available_width() * 0.45);
    let take_over = if save.level == SaveLevel::Reading { 90.0 } else { 0.0 };
    let tail = take_over + if show_words { words_width + 30.0 } else { 24.0 };
    let title = scene.workspace.shown_title();
    let width = (ui.available_width() - tail).max(32.0);
    let galley = widgets::fitted(ui, title, theme::medium(13.0), palette.ink, width - 8.0);
    let size = vec2(galley.size().x + 8.0, 26.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    named(&response, Role::Button, title);
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(theme::CONTROL_RADIUS), palette.hover);
    }
    fields::ring(ui, &response);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, palette.ink);
    if response.on_hover_text(format!("{title}\nProject settings…")).clicked() {
        actions.push(WindowAction::Dialog(Some(Dialog::Settings)));
    }
    save_state_ui(ui, save, show_words, &palette);
    // The message about it may have been put away.
    let is_told = state.messages.iter().any(|message| message.topic == Some(Topic::Access));
    if save.level == SaveLevel::Reading && !is_told && fields::small_button(ui, "Take over").clicked() {
        actions.push(AutosaveAction::TakeOver);
    }
}

fn save_state_ui(ui: &mut Ui, save: &SaveNotice, show_words: bool, palette: &Palette) {
    let color = match save.level {
        SaveLevel::Good => palette.good,
        SaveLevel::Pending | SaveLevel::Reading => palette.kind("E0992A"),
        SaveLevel::Bad => palette.danger,
    };
    ui.spacing_mut().item_spacing.x = 6.0;
    let (dot, response) = ui.allocate_exact_size(vec2(8.0, 26.0), Sense::hover());
    ui.painter().circle_filled(dot.center(), 3.5, color);
    let tip = if save.why.is_empty() { save.text.clone() } else { format!("{}\n{}", save.text, save.why) };
    if show_words {
        let ink = if save.level == SaveLevel::Bad { palette.danger } else { palette.muted };
        let words = RichText::new(&save.text).font(theme::small()).color(ink);
        ui.add(egui::Label::new(words).truncate().sense(Sense::hover())).on_hover_text(tip);
    } else {
        named(&response, Role::Label, &save.text);
        response.on_hover_text(tip);
    }
}

const VIEWS: [(MainView, &str); 7] = [
    (MainView::Read, "Read"),
    (MainView::Claims, "Claims"),
    (MainView::Matrix, "Matrix"),
    (MainView::Chronology, "Chronology"),
    (MainView::Disagreements, "Disagreements"),
    (MainView::Agreement, "Agreement"),
    (MainView::Check, "Check"),
];
/// What the last view, which is there only where a document is under check, adds to the width.
const CHECK_WIDTH: f32 = 66.0;

/// The views that can be gone to.
fn views_shown(has_drafts: bool) -> &'static [(MainView, &'static str)] {
    let count = if has_drafts { VIEWS.len() } else { VIEWS.len() - 1 };
    VIEWS.get(..count).unwrap_or(&VIEWS)
}

fn views_width(room: Room, bar: f32, has_drafts: bool) -> f32 {
    let width = match room {
        Room::Wide => 540.0,
        Room::Medium => 500.0,
        Room::Narrow => (bar * 0.48).clamp(400.0, 470.0),
    };
    if has_drafts { width + CHECK_WIDTH } else { width }
}

/// The views as segments, as wide as their words ask for.
fn views_ui(
    ui: &Ui,
    views: &[(MainView, &str)],
    (view, open_cases): (MainView, usize),
    width: f32,
    actions: &mut Actions,
) {
    let palette = theme::palette(ui);
    let rect = Rect::from_center_size(ui.max_rect().center(), vec2(width, 32.0));
    let radius = CornerRadius::same(theme::CARD_RADIUS);
    ui.painter().rect(rect, radius, palette.background, Stroke::new(1.0, palette.line), StrokeKind::Inside);
    let font = |chosen| if chosen { theme::medium(12.5) } else { FontId::proportional(12.5) };
    let galleys = views.iter().map(|(which, label)| {
        let ink = if *which == view { palette.ink } else { palette.muted };
        widgets::fitted(ui, label, font(*which == view), ink, width)
    });
    let galleys: Vec<_> = galleys.collect();
    let words: f32 = galleys.iter().map(|galley| galley.size().x).sum();
    let count = (open_cases > 0).then(|| count_galley(ui, open_cases));
    let count_width = count.as_ref().map_or(0.0, |count| count.size().x + 15.0);
    let pad = (rect.width() - 6.0 - words - count_width) / (2.0 * views.len() as f32);
    let mut left = rect.left() + 3.0;
    for ((which, label), galley) in views.iter().copied().zip(galleys) {
        let extra = if which == MainView::Disagreements { count_width } else { 0.0 };
        let place = Rect::from_min_max(
            pos2(left, rect.top() + 3.0),
            pos2(2.0f32.mul_add(pad, left + galley.size().x + extra), rect.bottom() - 3.0),
        );
        left = place.right();
        if segment_ui(ui, (place, extra), (label, which == view), galley).clicked() {
            actions.push(WindowAction::View(which));
        }
        if let Some(count) = count.as_ref().filter(|_| extra > 0.0) {
            count_ui(ui, pos2(place.right() - pad.min(12.0), place.center().y), count);
        }
    }
}

/// How many disagreements are open, small on red.
fn count_galley(ui: &Ui, count: usize) -> std::sync::Arc<egui::Galley> {
    let words = if count > 999 { "999+".to_owned() } else { count.to_string() };
    widgets::fitted(ui, &words, theme::semibold(10.5), Palette::on_strong(), 60.0)
}

fn count_ui(ui: &Ui, right: egui::Pos2, count: &std::sync::Arc<egui::Galley>) {
    let size = vec2(count.size().x + 10.0, 16.0);
    let rect = Rect::from_center_size(pos2(right.x - size.x / 2.0, right.y), size);
    let palette = theme::palette(ui);
    ui.painter().rect_filled(rect, CornerRadius::same(8), theme::strong_danger(&palette));
    let at = rect.center() - count.size() / 2.0;
    ui.painter().galley(at, std::sync::Arc::clone(count), Palette::on_strong());
}

fn segment_ui(
    ui: &Ui,
    (place, extra): (Rect, f32),
    (label, chosen): (&str, bool),
    galley: std::sync::Arc<egui::Galley>,
) -> Response {
    let palette = theme::palette(ui);
    let response = ui.interact(place, ui.scope_id().with(("view", label)), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(Role::Tab, true, chosen, label));
    let radius = CornerRadius::same(theme::CONTROL_RADIUS);
    if chosen {
        let line = Stroke::new(1.0, palette.line);
        ui.painter().rect(place, radius, palette.paper, line, StrokeKind::Inside);
    } else if response.hovered() {
        ui.painter().rect_filled(place, radius, palette.hover);
    }
    fields::ring(ui, &response);
    let ink = if chosen { palette.ink } else { palette.muted };
    let middle = place.center() - vec2(extra / 2.0, 0.0);
    ui.painter().galley(middle - galley.size() / 2.0, galley, ink);
    response
}

/// From the left: undo, redo, save, search, commands, menu.
fn tools_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, room: Room, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.x = if room == Room::Narrow { 2.0 } else { 6.0 };
    if room == Room::Narrow && search::is_expanded(ui, &state.search) {
        search_ui(ui, scene, state, room, actions);
        return;
    }
    let history = scene.workspace.history();
    let steps = [
        (icon::ARROW_U_UP_LEFT, "Undo", history.undo_label(), AnnotateAction::Undo),
        (icon::ARROW_U_UP_RIGHT, "Redo", history.redo_label(), AnnotateAction::Redo),
    ];
    for (picture, name, step, action) in steps {
        if step_button(ui, picture, name, step).clicked() {
            actions.push(action);
        }
    }
    if room == Room::Narrow {
        if icon_button(ui, icons::FLOPPY_DISK, "Save").clicked() {
            actions.push(FileAction::Save);
        }
        if icon_button(ui, icon::MAGNIFYING_GLASS, "Search").clicked() {
            actions.push(WindowAction::FocusSearch);
        }
    } else {
        let button = Button::new("Save").frame_when_inactive(false).min_size(vec2(0.0, 28.0));
        let response = ui.add(button);
        fields::ring(ui, &response);
        if response.on_hover_text("Save the project   Ctrl+S").clicked() {
            actions.push(FileAction::Save);
        }
        search_ui(ui, scene, state, room, actions);
    }
    if commands_button(ui, room).clicked() {
        actions.push(WindowAction::Dialog(Some(Dialog::Palette)));
    }
    menu_ui(ui, actions);
}

/// Undo or redo; its tooltip names the step.
fn step_button(ui: &mut Ui, picture: &str, name: &str, step: Option<&str>) -> Response {
    let button = Button::new(RichText::new(picture).font(theme::icons(16.0))).frame_when_inactive(false);
    let response = ui.add_enabled(step.is_some(), button.min_size(vec2(28.0, 28.0)));
    named(&response, Role::Button, name);
    fields::ring(ui, &response);
    let keys = COMMANDS.iter().find(|command| command.label == name).and_then(first_keys).unwrap_or_default();
    let words = step.map_or_else(|| format!("Nothing to {}", name.to_lowercase()), str::to_owned);
    let tip = if step.is_some() { format!("{name}: {words}   {keys}") } else { words };
    response.on_hover_text(&tip).on_disabled_hover_text(&tip)
}

fn commands_button(ui: &mut Ui, room: Room) -> Response {
    if room == Room::Narrow {
        return icon_button(ui, icons::COMMAND, "Commands");
    }
    let palette = theme::palette(ui);
    let words = widgets::fitted(ui, "Commands", theme::body(), palette.muted, 200.0);
    let keys = if room == Room::Wide { "Ctrl K" } else { "" };
    let cap = widgets::fitted(ui, keys, FontId::proportional(10.5), palette.cap_ink(), 80.0);
    let cap_room = if keys.is_empty() { 0.0 } else { cap.size().x + 18.0 };
    let (rect, response) =
        ui.allocate_exact_size(vec2(words.size().x + 22.0 + cap_room, 30.0), Sense::click());
    let radius = CornerRadius::same(theme::CONTROL_RADIUS);
    let fill = if response.hovered() { palette.hover } else { palette.paper };
    ui.painter().rect(rect, radius, fill, Stroke::new(1.0, palette.line), StrokeKind::Inside);
    let at = pos2(rect.left() + 11.0, rect.center().y - words.size().y / 2.0);
    ui.painter().galley(at, words, palette.muted);
    if !keys.is_empty() {
        search::cap_at(ui, rect.right() - 9.0, rect.center().y, cap);
    }
    named(&response, Role::Button, "Commands");
    fields::ring(ui, &response);
    response
}

/// All commands of the groups that have no place elsewhere in the bar.
fn menu_ui(ui: &mut Ui, actions: &mut Actions) {
    let text = RichText::new(icon::DOTS_THREE).font(theme::icons(18.0));
    let button = Button::new(text).frame_when_inactive(false).min_size(vec2(28.0, 28.0));
    let response = ui.add(button);
    named(&response, Role::Button, "More commands");
    fields::ring(ui, &response);
    Popup::menu(&response).show(|ui| {
        ui.set_min_width(230.0);
        for (index, group) in ["File", "Edit", "Project", "View"].into_iter().enumerate() {
            if index > 0 {
                ui.separator();
            }
            for command in COMMANDS.iter().filter(|command| is_in_menu(command, group)) {
                menu_item(ui, command, actions);
            }
        }
    });
}

/// The view group has many; the menu lists what is there to be found by hand.
fn is_in_menu(command: &Command, group: &str) -> bool {
    command.group == group
        && (group != "View"
            || matches!(command.label, "All gestures and keys" | "Guide" | "About Crossclaim" | "Quit"))
}

fn menu_item(ui: &mut Ui, command: &Command, actions: &mut Actions) {
    let keys = first_keys(command).unwrap_or_default();
    let palette = theme::palette(ui);
    let shown = RichText::new(keys).font(theme::small()).color(palette.muted);
    let response = ui.add(Button::new(command.label).shortcut_text(shown));
    named(&response, Role::MenuItem, command.label);
    if response.clicked() {
        actions.push((command.action)());
        ui.close();
    }
}

/// The first keys of a command, as they stand on the keyboard.
fn first_keys(command: &Command) -> Option<String> {
    command.keys.first().copied().map(key_text)
}

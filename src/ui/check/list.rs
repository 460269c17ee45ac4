//! The list of the Check view: which draft, how much is left, filters with counts, and the sentences in view.

use super::action::CheckAction;
use super::state::CheckState;
use crate::analysis::verify::CheckStatus;
use crate::ui::action::Actions;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::keyed::wrapped;
use crate::ui::widgets::rows::RowList;
use crate::ui::widgets::{TAB_HEIGHT, fields, fitted, mark, named, tab_chip};
use crate::view::check::{CheckFilter, CheckRow, status_label};
use eframe::egui::accesskit::Role;
use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{Color32, ComboBox, Frame, Margin, Panel, Rect, RichText, Ui, pos2, vec2};

const ROW_HEIGHT: f32 = 66.0;

/// Draws the list.
pub(super) fn list_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut CheckState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let margin = Margin { left: 8, right: 8, top: 12, bottom: 8 };
    // What is at hand needs the room of a narrow window more.
    let widest = (ui.available_width() * 0.4).clamp(220.0, 460.0);
    Panel::left("sentences under check")
        .default_size(320.0)
        .size_range(220.0..=widest)
        .frame(Frame::new().fill(palette.panel).inner_margin(margin))
        .show(ui, |ui| {
            drafts_ui(ui, scene, actions);
            left_ui(ui, scene);
            filters_ui(ui, scene, state, actions);
            rows_ui(ui, scene, state, actions);
            state.moved = false;
        });
}

/// The draft on show; a choice where there are several.
fn drafts_ui(ui: &mut Ui, scene: Scene<'_>, actions: &mut Actions) {
    let views = scene.views.check();
    let shown = views.drafts().iter().find(|row| Some(row.document) == views.draft());
    let label = shown.map_or("", |row| row.label.as_str());
    if views.drafts().len() < 2 {
        let palette = theme::palette(ui);
        let galley = fitted(ui, label, theme::semibold(13.5), palette.ink, ui.available_width());
        let (rect, response) = ui.allocate_exact_size(galley.size(), eframe::egui::Sense::hover());
        named(&response, Role::Label, label);
        ui.painter().galley(rect.min, galley, palette.ink);
        ui.add_space(2.0);
        return;
    }
    let mut picked = views.draft();
    let combo = ComboBox::from_id_salt("draft")
        .width(ui.available_width())
        .truncate()
        .selected_text(RichText::new(label).font(theme::medium(13.0)))
        .show_ui(ui, |ui| {
            for row in views.drafts() {
                ui.selectable_value(&mut picked, Some(row.document), row.label.as_str());
            }
        });
    named(&combo.response, Role::ComboBox, "Document under check");
    if let Some(draft) = picked.filter(|draft| Some(*draft) != views.draft()) {
        actions.push(CheckAction::Draft(draft));
    }
}

/// How much is left, or how far the work is.
fn left_ui(ui: &mut Ui, scene: Scene<'_>) {
    let list = scene.views.check().list();
    let words = match scene.workspace.check_progress() {
        Some((_, 0)) => "Reading the sources…".to_owned(),
        Some((done, total)) => format!("Checking {} of {total} sentences…", (done + 1).min(total)),
        None if list.rows.is_empty() => String::new(),
        None if list.left == 0 => format!("All {} sentences are judged", list.rows.len()),
        None => format!("{} of {} left", list.left, list.rows.len()),
    };
    fields::note(ui, &words);
    ui.add_space(4.0);
}

fn filters_ui(ui: &mut Ui, scene: Scene<'_>, state: &CheckState, actions: &mut Actions) {
    let list = scene.views.check().list();
    wrapped(ui, TAB_HEIGHT, vec2(6.0, 6.0), |ui| {
        for filter in CheckFilter::ALL {
            let count = match filter {
                CheckFilter::All => list.rows.len(),
                CheckFilter::Status(status) => list.rows.iter().filter(|row| row.status == status).count(),
            };
            let words =
                if count > 0 { format!("{} {count}", filter.label()) } else { filter.label().to_owned() };
            if tab_chip(ui, &words, filter.label(), filter == state.filter).clicked() {
                actions.push(CheckAction::Filter(filter));
            }
        }
    });
    ui.add_space(6.0);
}

fn rows_ui(ui: &mut Ui, scene: Scene<'_>, state: &CheckState, actions: &mut Actions) {
    let views = scene.views.check();
    let listed = views.listed();
    if listed.is_empty() {
        let is_done = scene.workspace.check_progress().is_none() && !views.list().rows.is_empty();
        if is_done {
            fields::note(ui, "No sentence of this kind");
        }
        return;
    }
    let row = |place: usize| listed.get(place).and_then(|at| views.list().rows.get(*at));
    let is_current = |place: &usize| row(*place).map(|row| row.sentence) == state.sentence;
    let current = (0..listed.len()).find(is_current).unwrap_or(usize::MAX);
    let list = RowList {
        salt: "checked sentence",
        row_height: ROW_HEIGHT,
        row_count: listed.len(),
        current,
        moved: state.moved && current != usize::MAX,
        max_height: ui.available_height(),
    };
    let palette = theme::palette(ui);
    let clicked = list.show(ui, |ui, rect, place| {
        row(place).map_or_else(String::new, |row| row_ui(ui, rect, row, &palette))
    });
    if let Some(row) = clicked.and_then(|(place, _)| row(place)) {
        actions.push(CheckAction::Select(row.sentence));
    }
}

/// Name and status, then the words; gives the accessible name.
fn row_ui(ui: &Ui, rect: Rect, row: &CheckRow, palette: &Palette) -> String {
    let label = status_label(row.status);
    mark(ui, pos2(rect.right(), rect.top() + 7.0), label, status_colors(palette, row.status));
    let ink = if row.is_done { palette.muted } else { palette.ink };
    let done = if row.is_done { " · judged" } else { "" };
    let name = fitted(ui, &format!("{}{done}", row.name), theme::medium(12.0), palette.muted, 140.0);
    ui.painter().galley(pos2(rect.left(), rect.top() + 7.0), name, palette.muted);
    let mut job = LayoutJob::simple(row.text.clone(), theme::reading(12.5), ink, rect.width());
    job.wrap = TextWrapping { max_width: rect.width(), max_rows: 2, ..Default::default() };
    let job = crate::ui::lines::ordered(ui, job);
    let words = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().galley(pos2(rect.left(), rect.top() + 26.0), words, ink);
    let types = if row.types.is_empty() { String::new() } else { format!(" ({})", row.types) };
    format!("{}: {label}{types}{done}: {}", row.name, row.text)
}

/// Ink and fill of the mark of a status.
pub(super) fn status_colors(palette: &Palette, status: CheckStatus) -> (Color32, Color32) {
    let color = match status {
        CheckStatus::Differs | CheckStatus::QuoteNotFound => palette.danger,
        CheckStatus::NoSource => palette.kind("B7791F"),
        CheckStatus::Backed => palette.good,
    };
    palette.mark(color)
}

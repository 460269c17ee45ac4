//! The guide: pages on the left, the page that is read beside them.

use super::frame::{DialogFrame, body};
use crate::ui::action::Actions;
use crate::ui::navigation::Dialog;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::fields;
use crate::ui::window::action::WindowAction;
use crate::view::guide::{Block, PAGES, Run, RunStyle, blocks_of};
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    Align, Align2, CornerRadius, Frame, Label, Layout, Margin, RichText, Sense, Stroke, Ui, Vec2, vec2,
};

/// Width of the list of pages.
const PAGES_WIDTH: f32 = 170.0;
/// Height of a line of prose.
const LINE_HEIGHT: f32 = 19.0;
/// Letters to a cell of a table beyond which it gets no more width.
const WIDE_CELL: usize = 60;

/// Draws the dialog.
pub(super) fn guide_ui(ui: &Ui, index: usize, actions: &mut Actions) {
    let Some(page) = PAGES.get(index) else {
        return;
    };
    DialogFrame::light("Guide", 940.0).show(ui, actions, |ui, actions| {
        ui.horizontal_top(|ui| {
            let size = vec2(PAGES_WIDTH, ui.available_height());
            ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                ui.set_width(PAGES_WIDTH);
                pages_ui(ui, index, actions);
            });
            ui.vertical(|ui| {
                // Each page is scrolled for itself.
                ui.push_id(page.file, |ui| body(ui, false, |ui| page_ui(ui, index, actions)));
            });
        });
    });
}

fn open(page: usize, actions: &mut Actions) {
    actions.push(WindowAction::Dialog(Some(Dialog::Guide(page))));
}

fn pages_ui(ui: &mut Ui, chosen: usize, actions: &mut Actions) {
    for (index, page) in PAGES.iter().enumerate() {
        if fields::tab(ui, page.title(), index == chosen) {
            open(index, actions);
        }
    }
}

fn page_ui(ui: &mut Ui, page: usize, actions: &mut Actions) {
    let palette = theme::palette(ui);
    for block in blocks_of(page) {
        match block {
            Block::Heading(level, runs) => {
                let is_title = *level == 1;
                let size = if is_title { 18.0 } else { 14.0 };
                ui.add_space(if is_title { 0.0 } else { 10.0 });
                let words: String = runs.iter().map(|run| run.text.as_str()).collect();
                ui.add(Label::new(RichText::new(words).font(theme::semibold(size))).wrap());
            }
            Block::Paragraph(runs) => runs_ui(ui, &palette, runs, actions),
            Block::Item { depth, marker, runs } => item_ui(ui, &palette, (*depth, marker, runs), actions),
            Block::Code(code) => code_ui(ui, &palette, code),
            Block::Table(rows) => table_ui(ui, &palette, rows, actions),
        }
        ui.add_space(4.0);
    }
}

/// Words flow as one text; only where a link must be clicked they are laid out run by run.
fn runs_ui(ui: &mut Ui, palette: &Palette, runs: &[Run], actions: &mut Actions) {
    if !runs.iter().any(|run| matches!(run.style, RunStyle::Link(_))) {
        let mut job = LayoutJob::default();
        for run in runs {
            job.append(&run.text, 0.0, format(palette, run.style));
        }
        ui.add(Label::new(job).wrap().selectable(true));
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        ui.spacing_mut().interact_size.y = 0.0;
        for run in runs {
            if let RunStyle::Link(page) = run.style {
                let words = RichText::new(&run.text).line_height(Some(LINE_HEIGHT));
                if ui.link(words).clicked() {
                    open(page, actions);
                }
            } else {
                let job = LayoutJob::single_section(run.text.clone(), format(palette, run.style));
                ui.add(Label::new(job).wrap().selectable(true));
            }
        }
    });
}

fn format(palette: &Palette, style: RunStyle) -> TextFormat {
    let none = TextFormat::default().background;
    let (font_id, background) = match style {
        RunStyle::Plain | RunStyle::Link(_) => (theme::body(), none),
        RunStyle::Strong => (theme::medium(13.0), none),
        RunStyle::Code => (theme::medium(12.5), palette.background),
    };
    let line_height = Some(LINE_HEIGHT);
    TextFormat { font_id, color: palette.ink, background, line_height, ..TextFormat::default() }
}

fn item_ui(
    ui: &mut Ui,
    palette: &Palette,
    (depth, marker, runs): (usize, &str, &[Run]),
    actions: &mut Actions,
) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(depth as f32 * 18.0);
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, LINE_HEIGHT), Sense::hover());
        let at = rect.right_center() - vec2(6.0, 0.0);
        ui.painter().text(at, Align2::RIGHT_CENTER, marker, theme::body(), palette.muted);
        ui.vertical(|ui| runs_ui(ui, palette, runs, actions));
    });
}

fn code_ui(ui: &mut Ui, palette: &Palette, code: &str) {
    let frame = Frame::new()
        .fill(palette.paper)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(CornerRadius::same(theme::CONTROL_RADIUS))
        .inner_margin(Margin::same(8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(RichText::new(code).font(theme::medium(12.5))).wrap().selectable(true));
    });
}

fn table_ui(ui: &mut Ui, palette: &Palette, rows: &[Vec<Vec<Run>>], actions: &mut Actions) {
    let widths = widths(rows, ui.available_width());
    for (index, row) in rows.iter().enumerate() {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            for (cell, width) in row.iter().zip(&widths) {
                ui.allocate_ui_with_layout(vec2(*width, 0.0), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(*width);
                    ui.set_max_width(*width - 10.0);
                    runs_ui(ui, palette, cell, actions);
                });
            }
        });
        if index == 0 {
            ui.separator();
        }
    }
}

/// Columns as wide as their longest cell asks for, in the width there is.
fn widths(rows: &[Vec<Vec<Run>>], width: f32) -> Vec<f32> {
    let count = rows.iter().map(Vec::len).max().unwrap_or_default();
    let len = |cell: &Vec<Run>| cell.iter().map(|run| run.text.chars().count()).sum::<usize>();
    let wanted = (0..count).map(|column| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(len).max().unwrap_or_default().clamp(6, WIDE_CELL) as f32
    });
    let wanted: Vec<f32> = wanted.collect();
    let sum: f32 = wanted.iter().sum();
    wanted.iter().map(|wanted| wanted / sum.max(1.0) * width).collect()
}

//! The Read view: documents side by side, their claims and the links between them.
//!
//! Each frame: columns are laid out and noted in [`placed::Placed`]; then pointer, handles, curves and bars work on
//! what was placed.

pub mod action;
pub mod bars;
pub mod block;
pub mod chips;
pub mod column;
pub mod curves;
pub mod handlers;
pub mod handles;
pub mod highlight;
pub mod layout;
pub mod likely;
pub mod menu;
pub mod names;
pub mod navigate;
pub mod overview;
pub mod pinpoint;
mod placed;
pub mod pointer;
pub mod reading;
pub mod sentences;
pub mod state;

use crate::model::DocumentId;
use crate::ui::action::Actions;
use crate::ui::files::action::FileAction;
use crate::ui::navigation::Dialog;
use crate::ui::read::action::ReadAction;
use crate::ui::read::state::{Mode, ReadState, Selection};
use crate::ui::scene::Scene;
use crate::ui::search::state::Search;
use crate::ui::state::UiState;
use crate::ui::theme::{self, Palette};
use crate::ui::window::action::WindowAction;
use crate::view::names::document_letter;
use block::{FoundHere, Pen};
use eframe::egui::accesskit::Role;
use eframe::egui::{
    self, CentralPanel, Context, CursorIcon, EventFilter, Frame, Id, Rect, RichText, Sense, Stroke, Ui,
    UiBuilder, pos2, vec2,
};
use placed::Placed;

/// No column gets narrower than this; more columns than fit scroll sideways.
const MIN_COLUMN: f32 = 250.0;

/// The Read view's place among what can have the keyboard.
fn keyboard_id() -> Id {
    Id::unique("read view")
}

/// Whether the Read view has the keyboard.
pub fn has_keyboard(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.focused()) == Some(keyboard_id())
}

/// Draws the Read view.
pub fn read_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    CentralPanel::no_frame().frame(Frame::new().fill(palette.paper)).show(ui, |ui| {
        let rect = ui.max_rect();
        take_keyboard(ui, rect, state.dialog.as_ref());
        if state.read.columns.is_empty() {
            empty_ui(ui, scene, actions);
            return;
        }
        zoom_text(ui, rect, state, actions);
        let needed = MIN_COLUMN * state.read.columns.len() as f32;
        if needed <= rect.width() {
            columns_ui(ui, rect, scene, state, actions);
        } else {
            egui::ScrollArea::horizontal().id_salt("columns").auto_shrink(false).show(ui, |ui| {
                let (wide, _) = ui.allocate_exact_size(vec2(needed, rect.height()), Sense::hover());
                columns_ui(ui, wide, scene, state, actions);
            });
        }
    });
}

/// Ctrl and the wheel over the text make it larger or smaller.
fn zoom_text(ui: &Ui, rect: Rect, state: &mut UiState, actions: &mut Actions) {
    /// A half point of size for each step of this factor.
    const STEP: f32 = 1.05;
    let (factor, over) = ui
        .input(|input| (input.zoom_delta(), input.pointer.hover_pos().is_some_and(|pos| rect.contains(pos))));
    if !over || state.dialog.is_some() || (factor - 1.0).abs() < 0.000_1 {
        return;
    }
    state.read.zoomed += factor.ln();
    let size = state.look.reading_size;
    if state.read.zoomed > STEP.ln() {
        actions.push(WindowAction::ReadingSize(size + 0.5));
    } else if state.read.zoomed < -STEP.ln() {
        actions.push(WindowAction::ReadingSize(size - 0.5));
    } else {
        return;
    }
    state.read.zoomed = 0.0;
}

/// The Read view has the keyboard whenever nothing else asks for it.
fn take_keyboard(ui: &Ui, rect: Rect, dialog: Option<&Dialog>) {
    let id = keyboard_id();
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Document, true, "Documents side by side"));
    let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| {
        if memory.focused().is_none() && dialog.is_none() {
            memory.request_focus(id);
        }
        memory.set_focus_lock_filter(id, filter);
    });
}

fn columns_ui(ui: &mut Ui, rect: Rect, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let project = scene.workspace.project();
    let highlight = highlight::highlight(scene.shown(), &state.read);
    let under_text = ui.painter().add(egui::Shape::Noop);
    let rects = column_rects(rect, &state.read);
    let pen = Pen {
        palette: &palette,
        codebook: project.codebook(),
        highlight: &highlight,
        size: state.look.reading_size,
        width: 0.0,
        margin: 0.0,
        found: FoundHere::default(),
    };
    let mut placed = Placed::default();
    for (column, whole) in state.read.columns.iter_mut().zip(&rects) {
        if column.shows {
            column.shows = false;
            ui.scroll_to_rect(*whole, None);
        }
        let Some(view) = scene.views.column(column.document) else {
            continue;
        };
        let header = Rect::from_min_size(whole.min, vec2(whole.width(), column::HEADER_HEIGHT));
        column::header_ui(ui, header, view, &rects, actions);
        let body = Rect::from_min_max(pos2(whole.left(), header.bottom() + 1.0), whole.max);
        let pen = Pen { found: found_here(&state.search, column.document), ..pen };
        placed.columns.push(column::text_ui(ui, body, view, column, &pen));
    }
    let mut clicks = Vec::new();
    for column in &placed.columns {
        let background = pointer::background(ui, column);
        clicks.push((background, names::names_ui(ui, scene, column, &state.read)));
    }
    let cursor = clicks.iter().find_map(|(_, names)| names.cursor);
    names::cursor_ui(ui, scene, &state.read, cursor);
    // After the text, which would take their drags otherwise.
    splitters_ui(ui, &rects, &mut state.read);
    pointer::pointer_ui(ui, scene, &placed, (state, clicks), actions);
    selection_ui(ui, scene, &placed, &state.read, &palette);
    handles::handles_ui(ui, scene, &placed, &mut state.read, actions);
    let text_area = placed.columns.iter().fold(Rect::NOTHING, |all, column| all.union(column.rect));
    let curves = curves::curves(ui, scene, &placed, (&highlight, &state.read));
    ui.painter().with_clip_rect(text_area).set(under_text, curves);
    chips::chips_ui(ui, scene, &placed, &highlight, actions);
    pointer::drop_ui(ui, scene, &placed, &mut state.read, actions);
    bars::bars_ui(ui, scene, &placed, (&state.read, state.questions.about.as_ref()), actions);
    menu::menu_ui(ui, scene, &placed, &mut state.read, actions);
    if state.dialog.is_none() {
        pinpoint::pinpoint_ui(ui, scene, &placed);
    }
}

/// What a search found in a document; nothing while none is on.
fn found_here(search: &Search, document: DocumentId) -> FoundHere<'_> {
    if !search.is_active {
        return FoundHere::default();
    }
    let (first, spans) = search.found.in_document(document);
    let current = search.current.and_then(|index| index.checked_sub(first));
    FoundHere { spans, current: current.filter(|index| *index < spans.len()), search_count: search.count }
}

/// Divides the width by the columns' weights.
fn column_rects(rect: Rect, read: &ReadState) -> Vec<Rect> {
    let total: f32 = read.columns.iter().map(|column| column.weight).sum();
    let mut left = rect.left();
    read.columns
        .iter()
        .map(|column| {
            let width = rect.width() * column.weight / total.max(0.01);
            let whole = Rect::from_min_max(
                pos2(left.round(), rect.top()),
                pos2((left + width).round(), rect.bottom()),
            );
            left += width;
            whole
        })
        .collect()
}

/// Lines between columns that can be dragged.
fn splitters_ui(ui: &Ui, rects: &[Rect], read: &mut ReadState) {
    let palette = theme::palette(ui);
    for (index, (left, right)) in rects.iter().zip(rects.iter().skip(1)).enumerate() {
        let line = Rect::from_center_size(pos2(left.right(), left.center().y), vec2(7.0, left.height()));
        let response = ui.interact(line, Id::unique(("column edge", index)), Sense::DRAG);
        let response = response.on_hover_cursor(CursorIcon::ResizeHorizontal);
        let strong = response.hovered() || response.dragged();
        let color = if strong { palette.accent } else { palette.line };
        ui.painter().vline(left.right(), left.y_range(), Stroke::new(1.0, color));
        let (a, b) = (left.width(), right.width());
        let moved = response.drag_delta().x.clamp(MIN_COLUMN - a, b - MIN_COLUMN);
        let pair = read.columns.get(index).zip(read.columns.get(index + 1)).map(|(a, b)| a.weight + b.weight);
        if let (true, Some(sum)) = (response.dragged() && a + b > 2.0 * MIN_COLUMN, pair) {
            let share = (a + moved) / (a + b);
            if let Some(column) = read.columns.get_mut(index) {
                column.weight = sum * share;
            }
            if let Some(column) = read.columns.get_mut(index + 1) {
                column.weight = sum * (1.0 - share);
            }
        }
    }
}

/// Outlines what is selected, what is dragged over, and what the keyboard aims at.
fn selection_ui(ui: &Ui, scene: Scene<'_>, placed: &Placed, read: &ReadState, palette: &Palette) {
    let outline = |place: Selection, stroke: Stroke| {
        for (clip, rows) in rows_of(scene, placed, place) {
            block::outline(&ui.painter().with_clip_rect(clip), &rows, stroke);
        }
    };
    if let Some(selection) = read.selection {
        outline(selection, Stroke::new(2.0, palette.accent));
    }
    if let Mode::Linking { from, target, .. } = &read.mode {
        outline(*from, Stroke::new(2.0, palette.accent));
        if let Some(target) = target {
            outline(*target, Stroke::new(2.0, palette.good));
        }
    }
    match &read.mode {
        Mode::Choosing { to, .. } => outline(*to, Stroke::new(2.0, palette.good)),
        Mode::Judging { document, span, .. } => {
            outline(Selection::Span(*document, *span), Stroke::new(2.0, palette.good));
        }
        Mode::Idle | Mode::Linking { .. } => {}
    }
    if let Some((document, from, to)) = read.dragged {
        let span = crate::text::Span::new(from.min(to), from.max(to));
        outline(Selection::Span(document, span), Stroke::new(2.0, palette.accent));
    }
}

/// The rows of a place on the screen, with what clips them.
fn rows_of(scene: Scene<'_>, placed: &Placed, place: Selection) -> Vec<(Rect, Vec<Rect>)> {
    let project = scene.workspace.project();
    let rows = |document, span| {
        let column = placed.column(document)?;
        let view = scene.views.column(document)?;
        Some((column.rect, column.rects(&view.text, span)))
    };
    let claim_rows = |claim| {
        let (column, claim) = placed.claim(claim)?;
        Some((column.rect, claim.rows.clone()))
    };
    match place {
        Selection::Sentence(document, index) => {
            let span = project.document(document).and_then(|record| record.sentences.get(index));
            span.and_then(|sentence| rows(document, sentence.span)).into_iter().collect()
        }
        Selection::Span(document, span) => rows(document, span).into_iter().collect(),
        Selection::Claim(claim) => claim_rows(claim).into_iter().collect(),
        Selection::Link(link) => {
            let ends = project.link(link).into_iter().flat_map(|link| [link.from, link.to]);
            ends.filter_map(claim_rows).collect()
        }
    }
}

/// What to do when no document is open.
fn empty_ui(ui: &mut Ui, scene: Scene<'_>, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let area = ui.max_rect().shrink2(vec2(40.0, ui.max_rect().height() * 0.3));
    ui.scope_builder(UiBuilder::new().max_rect(area), |ui| {
        ui.vertical_centered(|ui| {
            let empty = scene.workspace.project().document_ids().is_empty();
            let (title, words) = if empty {
                ("No documents yet", "Drop text files here, add them from disk, or paste a text.")
            } else {
                ("No document is open", "Click documents on the left to read them side by side.")
            };
            ui.label(RichText::new(title).font(theme::semibold(18.0)));
            ui.add_space(4.0);
            ui.label(RichText::new(words).color(palette.muted));
            ui.add_space(12.0);
            if empty {
                if ui.button("Add documents…").clicked() {
                    actions.push(FileAction::AddFiles);
                }
                if ui.button("Paste text…").clicked() {
                    actions.push(WindowAction::Dialog(Some(Dialog::Paste)));
                }
                if ui.button("Open the sample project").clicked() {
                    actions.push(FileAction::OpenSample);
                }
            } else {
                for id in scene.workspace.project().document_ids().iter().take(2) {
                    let letter = document_letter(scene.workspace.project(), *id);
                    if ui.button(format!("Open document {letter}")).clicked() {
                        actions.push(ReadAction::OpenColumn(*id));
                    }
                }
            }
        });
    });
}

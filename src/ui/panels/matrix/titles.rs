//! The titles of the rows, left of the cells, scrolled along with them.

use super::{Grid, ROW_HEIGHT};
use crate::analysis::threads::QuestionKey;
use crate::ui::action::{Actions, MatrixAction};
use crate::ui::app::Scene;
use crate::ui::questions::{Moved, QuestionAction, title_galley};
use crate::ui::state::MatrixState;
use crate::ui::theme;
use crate::view::matrix::MatrixLine;
use crate::workspace::QuestionTarget;
use eframe::egui::{
    CornerRadius, CursorIcon, Id, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role,
    pos2, vec2,
};

/// Draws the titles of the rows in view.
pub(super) fn titles_ui(
    ui: &Ui,
    scene: Scene<'_>,
    (grid, scrolled, current): (&Grid, f32, Option<usize>),
    state: &MatrixState,
    actions: &mut Actions,
) {
    let palette = theme::palette(ui);
    let views = scene.views.matrix();
    let painter = ui.painter().with_clip_rect(grid.titles.intersect(ui.clip_rect()));
    for place in state.visible.clone() {
        let Some(line) = views.row(place).and_then(|row| views.line(row.question)) else {
            continue;
        };
        let top = ROW_HEIGHT.mul_add(place as f32, grid.titles.top() - scrolled);
        let rect = Rect::from_min_size(pos2(grid.titles.left(), top), vec2(grid.titles.width(), ROW_HEIGHT));
        let response = ui.interact(
            rect.intersect(grid.titles),
            Id::unique(("matrix title", line.question)),
            Sense::click_and_drag(),
        );
        response.widget_info(|| {
            WidgetInfo::selected(
                Role::RowHeader,
                true,
                current == Some(place),
                format!("Question: {}", line.title),
            )
        });
        if current == Some(place) {
            painter.rect_filled(rect, 0.0, theme::mix(palette.paper, palette.accent_soft, 0.6));
        } else if response.hovered() {
            painter.rect_filled(rect, 0.0, palette.hover);
        }
        painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
        let width = rect.width() - 18.0;
        let galley = title_galley(ui, &line.title, line.is_proposed, (width, 2));
        let at = pos2(rect.left() + 2.0, rect.center().y - galley.size().y / 2.0);
        let elided = galley.elided;
        painter.galley(at, galley, palette.ink);
        if response.double_clicked() {
            actions.push(MatrixAction::Read);
        } else if response.clicked() {
            actions.push(MatrixAction::Select(line.question, state.column));
        }
        drag_ui(ui, &response, (line.question, rect.intersect(grid.titles)), actions);
        menu_ui(&response, line, actions);
        let mut tip = if elided { format!("{}\n{}", line.title, line.spread) } else { line.spread.clone() };
        if line.is_proposed {
            tip.push_str("\nProposed from the links: nobody has put them under a question yet");
        }
        response.on_hover_text(tip);
    }
}

/// A row dragged onto another one is merged into it; let go between two rows, it gets its place there.
fn drag_ui(ui: &Ui, response: &Response, (question, rect): (QuestionKey, Rect), actions: &mut Actions) {
    const EDGE: f32 = 9.0;
    response.dnd_set_drag_payload(question);
    let dragged = response.dnd_hover_payload::<QuestionKey>().filter(|dragged| **dragged != question);
    let Some((dragged, pointer)) = dragged.zip(ui.ctx().pointer_interact_pos()) else {
        return;
    };
    let palette = theme::palette(ui);
    let is_between = pointer.y < rect.top() + EDGE && question.asked().is_some();
    let stroke = Stroke::new(2.0, palette.accent);
    if is_between {
        ui.painter().hline(rect.x_range(), rect.top(), stroke);
    } else {
        ui.painter().rect_stroke(rect, CornerRadius::same(4), stroke, StrokeKind::Inside);
    }
    let hint = if is_between { "Put before this question" } else { "Merge into this question" };
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    response.show_tooltip_text(hint);
    if response.dnd_release_payload::<QuestionKey>().is_some() {
        let action = if is_between {
            QuestionAction::PlaceBefore(*dragged, question.asked())
        } else {
            QuestionAction::Put(Moved::Question(*dragged), QuestionTarget::Known(question))
        };
        actions.push(action);
    }
}

/// What can be done with a question, on a right click.
fn menu_ui(response: &Response, line: &MatrixLine, actions: &mut Actions) {
    response.context_menu(|ui| {
        for (label, action) in question_actions(line.question) {
            if ui.button(label).clicked() {
                actions.push(action);
                ui.close();
            }
        }
    });
}

/// Work on a question with its words, as menus and the bar above the matrix offer it.
pub(super) fn question_actions(key: QuestionKey) -> Vec<(&'static str, QuestionAction)> {
    let mut found = vec![
        ("Rename…", QuestionAction::AskTitle(key)),
        ("Split…", QuestionAction::AskSplit(key)),
        ("Merge into…", QuestionAction::Choose(Moved::Question(key))),
        ("Move up", QuestionAction::Reorder(key, -1)),
        ("Move down", QuestionAction::Reorder(key, 1)),
    ];
    found.push(match key {
        QuestionKey::Proposed(_) => ("Keep as a question", QuestionAction::Confirm(key)),
        QuestionKey::Asked(id) => ("Take apart", QuestionAction::Dissolve(id)),
    });
    found
}

//! The titles of the rows, left of the cells, scrolled along with them.

use super::action::MatrixAction;
use super::state::MatrixState;
use super::{Grid, ROW_HEIGHT};
use crate::analysis::threads::QuestionKey;
use crate::ui::action::Actions;
use crate::ui::questions::about::title_galley;
use crate::ui::questions::action::QuestionAction;
use crate::ui::questions::state::Moved;
use crate::ui::scene::Scene;
use crate::ui::widgets::named;
use crate::ui::{claims, theme};
use crate::view::matrix::MatrixLine;
use crate::view::names;
use crate::workspace::QuestionTarget;
use eframe::egui::accesskit::Role;
use eframe::egui::{
    self, Button, CornerRadius, CursorIcon, Id, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};
use std::collections::BTreeSet;

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
        let is_last = place + 1 == grid.rows;
        drag_ui(ui, &response, (line, rect.intersect(grid.titles), is_last), actions);
        menu_ui(&response, line.question, actions);
        let mut tip = if elided { format!("{}\n{}", line.title, line.spread) } else { line.spread.clone() };
        if line.is_proposed {
            tip.push_str("\nProposed from the links: nobody has put them under a question yet");
        }
        response.on_hover_text(tip);
    }
}

/// What letting go of a dragged row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Landing {
    Before,
    Into,
    AtEnd,
}

/// A row dragged onto another one is merged into it; let go between two rows, or below the last one, it gets its place
/// there.
fn drag_ui(
    ui: &Ui,
    response: &Response,
    (line, rect, is_last): (&MatrixLine, Rect, bool),
    actions: &mut Actions,
) {
    const EDGE: f32 = 9.0;
    let question = line.question;
    response.dnd_set_drag_payload(Dragged { question, title: line.title.clone() });
    let dragged = response.dnd_hover_payload::<Dragged>().filter(|dragged| dragged.question != question);
    let Some((dragged, pointer)) = dragged.zip(ui.ctx().pointer_interact_pos()) else {
        return;
    };
    let palette = theme::palette(ui);
    let drop = if pointer.y < rect.top() + EDGE && question.asked().is_some() {
        Landing::Before
    } else if is_last && pointer.y > rect.bottom() - EDGE {
        Landing::AtEnd
    } else {
        Landing::Into
    };
    let stroke = Stroke::new(2.0, palette.accent);
    match drop {
        Landing::Before => drop_line(ui, rect, rect.top(), stroke),
        Landing::AtEnd => drop_line(ui, rect, rect.bottom() - 1.0, stroke),
        Landing::Into => {
            ui.painter().rect_stroke(rect, CornerRadius::same(4), stroke, StrokeKind::Inside);
        }
    }
    let [own, other] = [&dragged.title, &line.title].map(|title| names::shortened(title, 48));
    let hint = match drop {
        Landing::Before => format!("Put “{own}” before “{other}”"),
        Landing::AtEnd => format!("Put “{own}” at the end"),
        Landing::Into => format!("Merge “{own}” into “{other}”"),
    };
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    egui::Tooltip::always_open(
        ui.ctx().clone(),
        ui.layer_id(),
        response.id.with("drop"),
        egui::PopupAnchor::Pointer,
    )
    .gap(14.0)
    .width(320.0)
    .show(|ui| ui.label(hint));
    if response.dnd_release_payload::<Dragged>().is_some() {
        actions.push(match drop {
            Landing::Before => QuestionAction::PlaceBefore(dragged.question, question.asked()),
            Landing::AtEnd => QuestionAction::PlaceBefore(dragged.question, None),
            Landing::Into => {
                QuestionAction::Put(Moved::Question(dragged.question), QuestionTarget::Known(question))
            }
        });
    }
}

/// The row that is dragged.
#[derive(Debug)]
struct Dragged {
    question: QuestionKey,
    title: String,
}

fn drop_line(ui: &Ui, rect: Rect, y: f32, stroke: Stroke) {
    ui.painter().hline(rect.x_range(), y, stroke);
}

/// What can be done with a question, on a right click.
pub(super) fn menu_ui(response: &Response, question: QuestionKey, actions: &mut Actions) {
    response.context_menu(|ui| {
        for offer in offers(question) {
            let words = Button::new(offer.label).shortcut_text(offer.key);
            if ui.add(words).on_hover_text(offer.effect).clicked() {
                actions.push(offer.action);
                ui.close();
            }
        }
        ui.separator();
        let words = Button::new("List its claims").shortcut_text("C");
        let item = ui.add(words);
        named(&item, Role::MenuItem, "List its claims");
        if item.on_hover_text("The claims that speak to it, as a table").clicked() {
            actions.push(claims::open_question(question, BTreeSet::new()));
            ui.close();
        }
    });
}

/// Work on a question, as menus and the bar above the matrix offer it.
pub(super) struct Offer {
    /// On the button.
    pub(super) label: &'static str,
    /// The key that does the same with the selected question.
    pub(super) key: &'static str,
    /// What will happen.
    pub(super) effect: &'static str,
    /// The work.
    pub(super) action: QuestionAction,
}

/// What can be done with a question.
pub(super) fn offers(key: QuestionKey) -> Vec<Offer> {
    let offer = |label, key, effect, action| Offer { label, key, effect, action };
    vec![
        offer("Rename…", "F2", "Another title", QuestionAction::AskTitle(key)),
        offer("Split…", "P", "Chosen claims and links go to a new question", QuestionAction::AskSplit(key)),
        offer(
            "Merge into…",
            "M",
            "Its links, claims and verdicts go to another question",
            QuestionAction::Choose(Moved::Question(key)),
        ),
        offer("Move up", "Alt+↑", "One place up in the order of questions", QuestionAction::Reorder(key, -1)),
        offer(
            "Move down",
            "Alt+↓",
            "One place down in the order of questions",
            QuestionAction::Reorder(key, 1),
        ),
        match key {
            QuestionKey::Proposed(_) => offer(
                "Keep as a question",
                "O",
                "What is proposed becomes a question of the project",
                QuestionAction::Confirm(key),
            ),
            QuestionKey::Asked(id) => offer(
                "Take apart",
                "Del",
                "The question goes, its links stay; questions are proposed for them",
                QuestionAction::Dissolve(id),
            ),
        },
    ]
}

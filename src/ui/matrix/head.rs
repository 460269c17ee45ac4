//! Above the matrix: how many threads, sort and filter; the heads of the columns.

use super::action::MatrixAction;
use super::state::MatrixState;
use super::{Grid, HEAD_HEIGHT};
use crate::analysis::matrix::MatrixSort;
use crate::analysis::threads::QuestionKey;
use crate::model::{Document, QuestionId};
use crate::ui::action::{Action, Actions};
use crate::ui::files::action::FileAction;
use crate::ui::navigation::MainView;
use crate::ui::questions::action::QuestionAction;
use crate::ui::questions::key_title;
use crate::ui::questions::state::Moved;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{fields, named, reliability_at};
use crate::ui::window::action::WindowAction;
use crate::view::matrix::{MatrixShow, matrix_head, matrix_head_tip};
use crate::view::names;
use crate::workspace::QuestionTarget;
use eframe::egui::accesskit::Role;
use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{
    Align, Align2, ComboBox, CornerRadius, Id, Label, Layout, Rangef, Rect, RichText, Sense, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

/// Draws the line above the matrix.
pub(super) fn bar_ui(ui: &mut Ui, scene: Scene<'_>, state: &MatrixState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let views = scene.views.matrix();
    ui.horizontal(|ui| {
        let count = views.row_count();
        let of = if count == views.thread_count() {
            String::new()
        } else {
            format!(" of {}", views.thread_count())
        };
        let noun = if views.thread_count() == 1 { "question" } else { "questions" };
        let more = if views.has_all_rows() { "" } else { " · reading the others…" };
        let words = format!("{count}{of} {noun} · sorted by {}{more}", state.sort.name());
        ui.label(RichText::new(words).color(palette.muted));
        asked_twice_ui(ui, (views.like_count(), state), actions);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let shows = MatrixShow::ALL.map(|show| (show, show.name()));
            if let Some(show) = choice_ui(ui, "Show", state.show, &shows) {
                actions.push(MatrixAction::Show(show));
            }
            let sorts = MatrixSort::ALL.map(|sort| (sort, sort.name()));
            if let Some(sort) = choice_ui(ui, "Sort", state.sort, &sorts) {
                actions.push(MatrixAction::Sort(sort));
            }
        });
    });
    tools_ui(ui, scene, state, actions);
    ui.add_space(4.0);
}

/// How many questions two people ask in their own words; a click shows these alone.
fn asked_twice_ui(ui: &mut Ui, (count, state): (usize, &MatrixState), actions: &mut Actions) {
    if count == 0 || state.show == MatrixShow::AskedTwice {
        return;
    }
    let words = if count == 1 { "1 asked twice".to_owned() } else { format!("{count} asked twice") };
    let tip = "Two annotators each have a question with the same title or about most of the same sentences. Shows these \
               alone: select one to merge the two";
    if ui.link(words).on_hover_text(tip).clicked() {
        actions.push(MatrixAction::Show(MatrixShow::AskedTwice));
    }
}

/// What can be done with the selected question; its place is kept, so that rows do not jump.
fn tools_ui(ui: &mut Ui, scene: Scene<'_>, state: &MatrixState, actions: &mut Actions) {
    let key = state.question.filter(|key| scene.views.matrix().place_of(*key).is_some());
    ui.horizontal(|ui| {
        ui.set_height(26.0);
        let Some(key) = key else {
            fields::note(
                ui,
                "Select a question to rename, split, merge or move it; drag one onto another to merge them",
            );
            return;
        };
        if let Some(like) = scene.views.matrix().like(key) {
            like_ui(ui, scene, (key, like), actions);
        }
        for offer in super::titles::offers(key) {
            let tip = format!("{}; {}", offer.effect, offer.key);
            if ui.button(offer.label).on_hover_text(tip).clicked() {
                actions.push(offer.action);
            }
        }
    });
}

/// Offers to make one of two questions that two annotators ask.
fn like_ui(ui: &mut Ui, scene: Scene<'_>, (key, like): (QuestionKey, QuestionId), actions: &mut Actions) {
    let project = scene.workspace.project();
    let title = key_title(scene.workspace, QuestionKey::Asked(like));
    let asker = project.question(like).and_then(|question| project.annotator(question.annotator));
    let name = asker.map_or("somebody", |annotator| annotator.name.as_str());
    let label = format!("Merge with {}’s “{}”", names::shortened(name, 20), names::shortened(&title, 32));
    let tip = format!("“{title}” goes into the selected question with its links, claims and verdicts");
    if ui.button(label).on_hover_text(tip).clicked() {
        let other = Moved::Question(QuestionKey::Asked(like));
        actions.push(QuestionAction::Put(other, QuestionTarget::Known(key)));
    }
}

fn choice_ui<T: Copy + PartialEq>(ui: &mut Ui, name: &str, chosen: T, all: &[(T, &str)]) -> Option<T> {
    let word = all.iter().find(|(value, _)| *value == chosen).map_or("", |(_, word)| word);
    let mut picked = chosen;
    let combo = ComboBox::from_id_salt(("matrix", name))
        .width(150.0)
        .selected_text(RichText::new(format!("{name}: {word}")).font(theme::small()))
        .show_ui(ui, |ui| {
            for (value, word) in all {
                ui.selectable_value(&mut picked, *value, *word);
            }
        });
    named(&combo.response, Role::ComboBox, name);
    (picked != chosen).then_some(picked)
}

/// Draws the heads of the columns, scrolled along with the cells: letter, reliability, title.
pub(super) fn heads_ui(ui: &Ui, scene: Scene<'_>, grid: &Grid, scrolled: f32) {
    let palette = theme::palette(ui);
    let line = grid.head.bottom() - 0.5;
    ui.painter().hline(grid.titles.left()..=grid.tail.right(), line, Stroke::new(1.0, palette.line));
    let at = pos2(grid.titles.left() + 2.0, grid.head.center().y);
    ui.painter().text(at, Align2::LEFT_CENTER, "Question", theme::medium(12.0), palette.muted);
    let left = grid.head.left() - scrolled;
    let project = scene.workspace.project();
    let shown = Rangef::new(scrolled, scrolled + grid.head.width());
    for column in super::in_view(shown, grid.cell_width, grid.columns) {
        let document = project.document_ids().get(column).and_then(|id| project.document(*id));
        let Some(document) = document else { continue };
        let x = grid.cell_width.mul_add(column as f32, left);
        let place = Rect::from_min_size(pos2(x, grid.head.top()), vec2(grid.cell_width, HEAD_HEIGHT));
        head_ui(ui, scene, (column, document), (place, place.intersect(grid.head)));
    }
    super::tail::heads_ui(ui, grid);
}

fn head_ui(ui: &Ui, scene: Scene<'_>, (column, document): (usize, &Document), (place, seen): (Rect, Rect)) {
    let head = matrix_head(column, document);
    let palette = theme::palette(ui);
    let painter = ui.painter().with_clip_rect(seen.intersect(ui.clip_rect()));
    let width = if head.letter.len() > 1 { 26.0 } else { 20.0 };
    let badge = Rect::from_min_size(place.min + vec2(6.0, 6.0), vec2(width, 20.0));
    painter.rect_filled(badge, CornerRadius::same(4), Palette::document(column));
    let size = if head.letter.len() > 1 { 9.5 } else { 11.0 };
    let strong = Palette::on_strong();
    painter.text(badge.center(), Align2::CENTER_CENTER, &head.letter, theme::semibold(size), strong);
    if let Some(reliability) = &head.reliability {
        reliability_at(&painter, &palette, pos2(badge.right() + 6.0, badge.center().y), reliability);
    }
    let room = place.width() - 14.0;
    let mut job = LayoutJob::simple(head.title.clone(), theme::small(), palette.muted, room);
    job.wrap = TextWrapping { max_width: room, max_rows: 2, ..Default::default() };
    let title = ui.fonts_mut(|fonts| fonts.layout_job(job));
    painter.galley(pos2(place.left() + 6.0, badge.bottom() + 4.0), title, palette.muted);
    let response = ui.interact(seen, Id::unique(("matrix head", column)), Sense::hover());
    let heard = format!("Column {}: {}", head.letter, head.title);
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &heard));
    response.on_hover_ui(|ui| {
        ui.label(matrix_head_tip(document, &scene.views.matrix().column(document)));
    });
}

/// What to do when there is no row.
pub(super) fn empty_ui(ui: &mut Ui, scene: Scene<'_>, state: &MatrixState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let project = scene.workspace.project();
    let (title, words, choice): (_, _, Option<(&str, Action)>) = if project.document_ids().is_empty() {
        let words = "The matrix shows what each document says on each question.";
        ("No documents yet", words, Some(("Add documents…", FileAction::AddFiles.into())))
    } else if scene.views.matrix().thread_count() == 0 {
        let words = "Link claims that are about one question: each group of linked claims becomes a row.";
        ("No questions yet", words, Some(("Go to Read", WindowAction::View(MainView::Read).into())))
    } else {
        let words = "No question is of the sort that is shown.";
        let all = MatrixAction::Show(MatrixShow::All).into();
        ("Nothing to show", words, (state.show != MatrixShow::All).then_some(("Show all", all)))
    };
    ui.add_space(ui.available_height() * 0.25);
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(title).font(theme::semibold(18.0)));
        ui.add_space(4.0);
        ui.add(Label::new(RichText::new(words).color(palette.muted)).wrap());
        if let Some((label, action)) = choice {
            ui.add_space(12.0);
            if ui.button(label).clicked() {
                actions.push(action);
            }
        }
    });
}

//! The bars that open where the work is: kinds and confidence at a selection, kinds of link at a target.

use super::placed::Placed;
use crate::model::Confidence;
use crate::ui::action::{Actions, MarkAction};
use crate::ui::app::Scene;
use crate::ui::questions::{self, About, Moved};
use crate::ui::state::{Mode, ReadState, Selection};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{Choice, KindButton, segmented};
use crate::view::names;
use eframe::egui::{
    Align2, Area, CornerRadius, Frame, Id, Order, Rect, RichText, Shadow, Stroke, Ui, pos2, vec2,
};

/// Height of the window, in points, below which bars are kept short.
const LOW: f32 = 520.0;

/// Draws the bar that belongs to the present mode, if any.
pub fn bars_ui(
    ui: &Ui,
    scene: Scene<'_>,
    placed: &Placed,
    (read, about): (&ReadState, Option<&About>),
    actions: &mut Actions,
) {
    match (&read.mode, read.selection) {
        (Mode::Choosing { to, made, .. }, _) => {
            bar_at(ui, scene, placed, ("kind bar", *to), |ui| {
                kind_bar_ui(ui, scene, (read, about), made.is_some(), actions);
            });
        }
        (Mode::Idle, Some(selection)) if read.tag_bar && read.dragged.is_none() && read.menu.is_none() => {
            bar_at(ui, scene, placed, ("tag bar", selection), |ui| tag_bar_ui(ui, scene, read, actions));
        }
        _ => {}
    }
}

/// Opens a floating bar below a place, above it where there is no room.
fn bar_at(
    ui: &Ui,
    scene: Scene<'_>,
    placed: &Placed,
    (name, place): (&str, Selection),
    content: impl FnOnce(&mut Ui),
) {
    let Some((clip, rows)) = super::rows_of(scene, placed, place).pop() else {
        return;
    };
    let bounds = rows.iter().fold(Rect::NOTHING, |all, row| all.union(*row)).intersect(clip);
    if !bounds.is_positive() {
        return;
    }
    let palette = theme::palette(ui);
    let below = bounds.bottom() + 190.0 < ui.max_rect().bottom();
    let (pivot, y) = if below {
        (Align2::LEFT_TOP, bounds.bottom() + 6.0)
    } else {
        (Align2::LEFT_BOTTOM, bounds.top() - 6.0)
    };
    // Over its own column as far as that is wide enough, so that the one beside it can still be read.
    let width = (clip.width() - 34.0).clamp(250.0, 372.0);
    let wide = Rect::from_min_size(clip.min, vec2(width + 30.0, 1.0));
    let room = clip.union(wide).intersect(ui.max_rect()).shrink(2.0);
    Area::new(Id::unique(name))
        .order(Order::Foreground)
        .pivot(pivot)
        .fixed_pos(pos2(bounds.left() - 6.0, y))
        .constrain_to(room)
        .show(ui.ctx(), |ui| {
            bar_frame(&palette).show(ui, |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
                content(ui);
            });
        });
}

fn bar_frame(palette: &Palette) -> Frame {
    let strength = if palette.dark { 110 } else { 40 };
    Frame::new()
        .fill(palette.panel)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(CornerRadius::same(theme::CARD_RADIUS))
        .inner_margin(10)
        .shadow(Shadow { offset: [0, 4], blur: 16, spread: 0, color: theme::shade(strength) })
}

fn is_low(ui: &Ui) -> bool {
    ui.ctx().content_rect().height() < LOW
}

/// What a button of a bar says: in a low window only colour and key, and its name on hover.
const fn said(label: &str, key: Option<char>, is_low: bool) -> &str {
    if is_low && key.is_some() { "" } else { label }
}

fn tag_bar_ui(ui: &mut Ui, scene: Scene<'_>, read: &ReadState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let project = scene.workspace.project();
    let claim = match read.selection {
        Some(Selection::Claim(claim)) => project.claim(claim),
        _ => None,
    };
    let is_low = is_low(ui);
    ui.horizontal_wrapped(|ui| {
        for kind in project.codebook().offered_claim_kinds() {
            let button = KindButton {
                label: said(&kind.label, kind.key, is_low),
                name: format!("Tag as {}", kind.label),
                color: palette.kind(&kind.color),
                key: kind.key,
                chosen: claim.is_some_and(|claim| claim.kinds.contains(&kind.id)),
            };
            let response = button.show(ui);
            if response.clicked() {
                actions.push(MarkAction::Tag(kind.id.clone()));
            }
            response.on_hover_text(hover_words(&kind.label, &kind.definition));
        }
    });
    let chosen = claim.map_or(read.next_confidence.as_ref(), |claim| claim.confidence.as_ref());
    confidence_ui(ui, scene, chosen, actions);
}

/// The project's scale as segments; the chosen one clicked again clears it.
fn confidence_ui(ui: &mut Ui, scene: Scene<'_>, chosen: Option<&Confidence>, actions: &mut Actions) {
    let project = scene.workspace.project();
    let Some(scale) = project.codebook().scale(&project.settings().scale) else {
        return;
    };
    let is_chosen = |level: &str| {
        chosen.is_some_and(|confidence| confidence.scale == scale.id && confidence.level == level)
    };
    let choices: Vec<Choice<'_>> = scale
        .levels
        .iter()
        .map(|level| Choice {
            label: &level.label,
            name: format!("Confidence {}", level.label),
            chosen: is_chosen(&level.id),
            hint: &level.definition,
        })
        .collect();
    let width = ui.available_width();
    let clicked = segmented(ui, &choices, width).and_then(|index| scale.levels.get(index));
    if let Some(level) = clicked {
        let confidence = Confidence { scale: scale.id.clone(), level: level.id.clone() };
        actions.push(MarkAction::SetConfidence((!is_chosen(&level.id)).then_some(confidence)));
    }
}

/// What the link is about: as proposed before it is made, as it is afterwards.
fn questions_line_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    read: &ReadState,
    (about, actions): (Option<&About>, &mut Actions),
) {
    match (&read.mode, about) {
        (Mode::Choosing { made: Some(link), .. }, _) => {
            questions::link_question_ui(ui, scene, *link, actions);
        }
        (_, Some(about)) => {
            questions::about_ui(ui, &about.title, about.reason.hint(), &Moved::Next, actions);
        }
        _ => {}
    }
}

fn kind_bar_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    (read, about): (&ReadState, Option<&About>),
    made: bool,
    actions: &mut Actions,
) {
    let palette = theme::palette(ui);
    let project = scene.workspace.project();
    let name = |place: Selection| match place {
        Selection::Claim(claim) => names::claim_name_of(project, claim),
        Selection::Sentence(document, index) => names::sentence_name(project, document, index),
        Selection::Span(document, span) => names::place_name(project, document, span),
        Selection::Link(_) => String::new(),
    };
    if let Mode::Choosing { from, to, .. } = &read.mode {
        let verb = if made { "Linked" } else { "Link" };
        let words = format!("{verb} {} to {}", name(*from), name(*to));
        ui.horizontal(|ui| {
            ui.label(RichText::new(words).font(theme::medium(12.5)));
            let hint = if made {
                "another key changes the kind · Esc"
            } else {
                "Enter takes the marked kind · Esc"
            };
            ui.label(RichText::new(hint).font(theme::small()).color(palette.muted));
        });
    }
    questions_line_ui(ui, scene, read, (about, actions));
    let last = project.codebook().offered_link_kinds().find(|kind| kind.id == read.last_link_kind);
    let ready = last.or_else(|| project.codebook().offered_link_kinds().next()).map(|kind| kind.id.as_str());
    let is_low = is_low(ui);
    ui.horizontal_wrapped(|ui| {
        for kind in project.codebook().offered_link_kinds() {
            let button = KindButton {
                label: said(&kind.label, kind.key, is_low),
                name: format!("Link as {}", kind.label),
                color: palette.kind(&kind.color),
                key: kind.key,
                chosen: ready == Some(kind.id.as_str()),
            };
            let response = button.show(ui);
            if response.clicked() {
                actions.push(MarkAction::Link(Some(kind.id.clone())));
            }
            response.on_hover_text(hover_words(&kind.label, &kind.definition));
        }
    });
}

fn hover_words(label: &str, definition: &str) -> String {
    if definition.is_empty() { label.to_owned() } else { format!("{label}: {definition}") }
}

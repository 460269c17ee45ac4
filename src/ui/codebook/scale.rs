//! A confidence scale of one's own: a label and levels from the lowest to the highest.

use super::action::CodebookAction;
use crate::model::{Codebook, Level, Scale, Settings};
use crate::ui::action::Actions;
use crate::ui::documents::action::DocumentsAction;
use crate::ui::fonts::icon;
use crate::ui::scene::Scene;
use crate::ui::state::Drafts;
use crate::ui::widgets::{fields, icon_button};
use eframe::egui::{Align, Frame, Layout, Margin, Ui, vec2};

/// Levels that a scale can have at most: more cannot be told apart.
const MAX_LEVELS: usize = 11;

/// A scale with two levels to fill in.
pub(in crate::ui) fn blank_scale() -> Scale {
    Scale { levels: vec![Level::default(), Level::default()], ..Scale::default() }
}

/// What was asked of one level's row.
enum RowWish {
    Up(usize),
    Down(usize),
    Remove(usize),
}

/// Draws the editor; *Add scale* puts it into the codebook and chooses it.
pub(in crate::ui) fn scale_editor_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    drafts: &mut Drafts,
    actions: &mut Actions,
) {
    let Some(mut scale) = drafts.scale.take() else {
        return;
    };
    let palette = crate::ui::theme::palette(ui);
    let mut is_open = true;
    let card = Frame::new().fill(palette.background).corner_radius(8).inner_margin(Margin::same(12));
    card.show(ui, |ui| {
        fields::hinted_field(ui, "Name of the scale", "Four steps", &mut scale.label);
        fields::caption(ui, "Levels, lowest first");
        levels_ui(ui, &mut scale);
        let codebook = scene.workspace.project().codebook();
        let problem = problem_of(&scale, codebook);
        ui.horizontal(|ui| {
            if fields::strong_button(ui, "Add scale", problem.is_none()).clicked() {
                add(scene, &scale, actions);
                is_open = false;
            }
            if fields::plain_button(ui, "Cancel").clicked() {
                is_open = false;
            }
        });
        if let Some(problem) = problem.filter(|_| !scale.label.is_empty()) {
            fields::problem(ui, problem);
        }
    });
    drafts.scale = is_open.then_some(scale);
}

fn levels_ui(ui: &mut Ui, scale: &mut Scale) {
    let count = scale.levels.len();
    let mut wish = None;
    for (index, level) in scale.levels.iter_mut().enumerate() {
        let size = vec2(ui.available_width(), 30.0);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let number = index + 1;
            let button = |ui: &mut Ui, picture, what: &str, enabled| {
                ui.add_enabled_ui(enabled, |ui| icon_button(ui, picture, &format!("{what} level {number}")))
                    .inner
                    .clicked()
            };
            if button(ui, icon::X, "Remove", count > 2) {
                wish = Some(RowWish::Remove(index));
            }
            if button(ui, icon::ARROW_DOWN, "Move down", number < count) {
                wish = Some(RowWish::Down(index));
            }
            if button(ui, icon::ARROW_UP, "Move up", index > 0) {
                wish = Some(RowWish::Up(index));
            }
            let width = ui.available_width() - 4.0;
            let edit = fields::single_line(&mut level.label).desired_width(width);
            ui.add(edit).accessible_name(format!("Level {number}"));
        });
    }
    match wish {
        Some(RowWish::Up(index)) => scale.levels.swap(index, index.saturating_sub(1)),
        Some(RowWish::Down(index)) => scale.levels.swap(index, (index + 1).min(count - 1)),
        Some(RowWish::Remove(index)) => drop(scale.levels.remove(index)),
        None => {}
    }
    if count < MAX_LEVELS && fields::plain_button(ui, "Add level").clicked() {
        scale.levels.push(Level::default());
    }
}

fn problem_of(scale: &Scale, codebook: &Codebook) -> Option<&'static str> {
    let label = scale.label.trim();
    let labels: Vec<&str> = scale.levels.iter().map(|level| level.label.trim()).collect();
    let mut unique = labels.clone();
    unique.sort_unstable();
    unique.dedup();
    if label.is_empty() {
        Some("The scale needs a name")
    } else if codebook.scales.iter().any(|other| other.label == label) {
        Some("There is a scale of that name")
    } else if labels.contains(&"") {
        Some("Each level needs a name")
    } else if unique.len() < labels.len() {
        Some("Two levels have the same name")
    } else {
        None
    }
}

fn add(scene: Scene<'_>, scale: &Scale, actions: &mut Actions) {
    let project = scene.workspace.project();
    let mut codebook = project.codebook().clone();
    let taken = |id: &str| codebook.scales.iter().any(|scale| scale.id == id);
    let mut levels: Vec<Level> = Vec::new();
    for level in &scale.levels {
        let label = level.label.trim().to_owned();
        let id = id_from_label(&label, |id| levels.iter().any(|level| level.id == id));
        levels.push(Level { id, label, definition: String::new() });
    }
    let label = scale.label.trim().to_owned();
    let id = id_from_label(&label, taken);
    codebook.scales.push(Scale { id: id.clone(), label, unknown: None, levels });
    let settings = Settings { scale: id, ..project.settings().clone() };
    actions.push(CodebookAction::SetCodebook(Box::new(codebook)));
    actions.push(DocumentsAction::SetSettings(settings));
}

/// An id made from a label: small letters and digits with `_` between them, numbered where it is taken.
pub(in crate::ui) fn id_from_label(label: &str, taken: impl Fn(&str) -> bool) -> String {
    let words: Vec<String> = label
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let base = if words.is_empty() { "entry".to_owned() } else { words.join("_") };
    let mut id = base.clone();
    let mut number = 2;
    while taken(&id) {
        id = format!("{base}_{number}");
        number += 1;
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_the_words_and_numbered_where_taken() {
        assert_eq!(id_from_label("Law or rule!", |_| false), "law_or_rule");
        assert_eq!(id_from_label("Law", |id| id == "law"), "law_2");
        assert_eq!(id_from_label("…", |_| false), "entry");
    }
}

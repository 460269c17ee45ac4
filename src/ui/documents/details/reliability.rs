//! Reliability as a choice of the scale's levels, each explained, and *not rated*.

use crate::model::{Codebook, Level, RELIABILITY_SCALE};
use crate::ui::widgets::fields;
use eframe::egui::Ui;

/// Its caption and accessible name.
const LABEL: &str = "Reliability of the source";
/// Stands for no level.
pub(in crate::ui) const NOT_RATED: &str = "Not rated";

/// Draws the choice with its caption.
pub(in crate::ui) fn reliability_field(ui: &mut Ui, codebook: &Codebook, reliability: &mut Option<String>) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        fields::caption(ui, LABEL);
        reliability_choice(ui, codebook, reliability, NOT_RATED);
    });
}

/// Draws the choice; `none` stands for no level.
pub(in crate::ui) fn reliability_choice(
    ui: &mut Ui,
    codebook: &Codebook,
    reliability: &mut Option<String>,
    none: &str,
) {
    let levels = levels(codebook);
    let meaning = if none == NOT_RATED { "Nobody has judged the source yet" } else { "" };
    let mut options = vec![(none.to_owned(), meaning.to_owned())];
    options.extend(levels.iter().map(|level| (shown(level, &level.label), level.definition.clone())));
    let chosen = levels.iter().find(|level| reliability.as_deref() == Some(level.id.as_str()));
    let chosen = chosen.map_or_else(|| none.to_owned(), |level| shown(level, &level.label));
    if let Some(index) = fields::choice(ui, LABEL, &chosen, &options) {
        let level = index.checked_sub(1).and_then(|index| levels.get(index));
        *reliability = level.map(|level| level.id.clone());
    }
}

/// A level within a sentence: `B · usually reliable`; its id where the codebook lacks it.
pub(in crate::ui) fn level_text(codebook: &Codebook, id: &str) -> String {
    let level = levels(codebook).iter().find(|level| level.id == id);
    level.map_or_else(|| id.to_owned(), |level| shown(level, &uncapitalised(&level.label)))
}

fn levels(codebook: &Codebook) -> &[Level] {
    codebook.scale(RELIABILITY_SCALE).map(|scale| scale.levels.as_slice()).unwrap_or_default()
}

/// The letter before its words, unless the words begin with it.
fn shown(level: &Level, words: &str) -> String {
    if level.label.starts_with(&level.id) { words.to_owned() } else { format!("{} · {words}", level.id) }
}

/// With a small first letter, unless the word is all capitals.
fn uncapitalised(words: &str) -> String {
    let mut chars = words.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(chars).collect(),
        _ => words.to_owned(),
    }
}

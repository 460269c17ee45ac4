//! What stands below the field of a publisher: those seen before, and how the one that was typed was rated.

use super::reliability::level_text;
use crate::model::{Codebook, Source};
use crate::text::visible;
use crate::ui::widgets::fields;
use crate::view::names::shortened;
use crate::view::publishers::{KnownPublisher, named, offered};
use eframe::egui::Ui;

/// How many publishers are offered.
const MAX_OFFERED: usize = 4;
/// Characters of a name on its button.
const MAX_NAME_CHARS: usize = 32;

/// Offers publishers seen before that fit what was typed; gives the one that was chosen.
pub(in crate::ui) fn offers_ui(
    ui: &mut Ui,
    codebook: &Codebook,
    known: &[KnownPublisher],
    typed: &str,
) -> Option<KnownPublisher> {
    let found = offered(known, typed, MAX_OFFERED);
    if found.is_empty() {
        return None;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        fields::caption(ui, "Seen before");
        let mut chosen = None;
        for publisher in found {
            let name = shortened(&visible(&publisher.name), MAX_NAME_CHARS);
            let level = publisher.reliability.as_deref();
            let label = level.map_or_else(|| name.clone(), |level| format!("{name} · {level}"));
            let button = fields::small_button(ui, &label);
            if button.clicked() {
                chosen = Some(publisher.clone());
            }
            if let Some(level) = level {
                button.on_hover_text(rated(codebook, level));
            }
        }
        chosen
    })
    .inner
}

/// Says how the publisher was rated last while the source is not rated; gives the level that was taken over.
pub(in crate::ui) fn rating_ui(
    ui: &mut Ui,
    codebook: &Codebook,
    known: &[KnownPublisher],
    source: &Source,
) -> Option<String> {
    let known = named(known, &source.publisher)?;
    let level = known.reliability.as_ref().filter(|_| source.reliability.is_none())?;
    ui.horizontal(|ui| {
        fields::caption(ui, &rated(codebook, level));
        fields::small_button(ui, "Use it").clicked().then(|| level.clone())
    })
    .inner
}

/// `Last rated B · usually reliable`.
fn rated(codebook: &Codebook, level: &str) -> String {
    format!("Last rated {}", level_text(codebook, level))
}

//! The fields that documents get, each with a box that says whether it is replaced.

use super::draft::{BulkDraft, Field};
use crate::model::Codebook;
use crate::ui::documents::details::{dates, language, publisher, reliability};
use crate::ui::theme;
use crate::ui::widgets::fields;
use eframe::egui::{Response, Ui};

/// Stands in a field that is not replaced.
const STAYS: &str = "Stays as it is";
/// Stands in a field that is replaced by nothing.
const EMPTIED: &str = "Will be emptied";

/// Draws the fields; writing into one ticks its box.
pub(in crate::ui) fn values_ui(ui: &mut Ui, codebook: &Codebook, draft: &mut BulkDraft) {
    ui.spacing_mut().item_spacing.y = 6.0;
    let before = draft.values.clone();
    text_row(ui, draft, Field::Publisher);
    publisher_ui(ui, codebook, draft);
    text_row(ui, draft, Field::Author);
    dates_ui(ui, draft);
    row(ui, draft, Field::Language, |ui, draft, empty| {
        let tag = language::tag_and_name_ui(ui, &mut draft.values.language, empty);
        language::problem_ui(ui, &tag, &draft.values.language);
    });
    if draft.is_replaced(Field::Language) {
        fields::note(ui, "Sentences stay as they are cut");
    }
    row(ui, draft, Field::Reliability, |ui, draft, _| {
        let none = if draft.is_replaced(Field::Reliability) { reliability::NOT_RATED } else { STAYS };
        reliability::reliability_choice(ui, codebook, &mut draft.values.source.reliability, none);
    });
    text_row(ui, draft, Field::Origin);
    draft.tick_changed(&before);
}

/// Offers publishers seen before; how they were rated is taken over only when asked for.
fn publisher_ui(ui: &mut Ui, codebook: &Codebook, draft: &mut BulkDraft) {
    let chosen = publisher::offers_ui(ui, codebook, draft.publishers(), &draft.values.source.publisher);
    if let Some(known) = chosen {
        draft.values.source.publisher = known.name;
    }
    if let Some(level) = publisher::rating_ui(ui, codebook, draft.publishers(), &draft.values.source) {
        draft.values.source.reliability = Some(level);
    }
}

/// Both dates side by side, with what is wrong with them below.
fn dates_ui(ui: &mut Ui, draft: &mut BulkDraft) {
    let mut responses = Vec::new();
    ui.columns(2, |columns| {
        for (ui, field) in columns.iter_mut().zip([Field::Published, Field::Accessed]) {
            responses.push((field, text_row(ui, draft, field)));
        }
    });
    for (field, response) in responses {
        if let (Some(response), Some(text)) = (response, text_of(draft, field)) {
            dates::problem_ui(ui, field.label(), &response, text);
        }
    }
}

fn text_of(draft: &mut BulkDraft, field: Field) -> Option<&mut String> {
    let source = &mut draft.values.source;
    match field {
        Field::Publisher => Some(&mut source.publisher),
        Field::Author => Some(&mut source.author),
        Field::Published => Some(&mut source.published),
        Field::Accessed => Some(&mut source.accessed),
        Field::Origin => Some(&mut source.origin),
        Field::Language | Field::Reliability => None,
    }
}

/// A field of one line below its box.
fn text_row(ui: &mut Ui, draft: &mut BulkDraft, field: Field) -> Option<Response> {
    row(ui, draft, field, |ui, draft, empty| {
        let text = text_of(draft, field)?;
        if matches!(field, Field::Published | Field::Accessed) {
            dates::redden(ui, text);
        }
        let hint = fields::quiet(ui, empty);
        let edit = fields::single_line(text).hint_text(hint).desired_width(f32::INFINITY);
        Some(ui.add(edit).accessible_name(field.label()))
    })
}

/// The box of a field and, below it, what `content` draws; that is told what stands for an empty value.
fn row<R>(
    ui: &mut Ui,
    draft: &mut BulkDraft,
    field: Field,
    content: impl FnOnce(&mut Ui, &mut BulkDraft, &str) -> R,
) -> R {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut is_replaced = draft.is_replaced(field);
        let muted = theme::palette(ui).muted;
        let response = fields::switch(ui, &mut is_replaced, field.label())
            .on_hover_text("Ticked: all ticked documents get this value");
        response.accessible_name(format!("Replace {}", field.label().to_lowercase()));
        if is_replaced {
            draft.replaced.insert(field);
        } else {
            draft.replaced.remove(&field);
            ui.visuals_mut().override_text_color = Some(muted);
        }
        content(ui, draft, if is_replaced { EMPTIED } else { STAYS })
    })
    .inner
}

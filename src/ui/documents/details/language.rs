//! The language of a document: its tag to type, its name beside it to choose.

use crate::text::visible;
use crate::ui::widgets::fields;
use crate::view::languages::{LANGUAGES, is_language_tag, language_name};
use crate::view::names::shortened;
use eframe::egui::{ComboBox, Response, Ui};

/// Width of the field for the tag.
const TAG_WIDTH: f32 = 64.0;
/// Height of the list of names.
const LIST_HEIGHT: f32 = 200.0;

/// Whether a text is empty or has the form of a language's tag.
pub(in crate::ui) fn is_language(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || is_language_tag(text)
}

/// Draws tag and name with a caption above them; gives the field of the tag.
pub(in crate::ui) fn language_field(ui: &mut Ui, tag: &mut String) -> Response {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        fields::caption(ui, "Language");
        tag_and_name_ui(ui, tag, "Not known")
    })
    .inner
}

/// Draws tag and name; `empty` stands in the name's place while there is no tag.
pub(in crate::ui) fn tag_and_name_ui(ui: &mut Ui, tag: &mut String, empty: &str) -> Response {
    ui.horizontal(|ui| {
        let width = ui.available_width();
        let hint = fields::quiet(ui, "en");
        let edit = fields::single_line(tag).hint_text(hint).desired_width(TAG_WIDTH);
        let response = ui.add(edit).accessible_name("Language");
        let rest = width - response.rect.width() - ui.spacing().item_spacing.x;
        name_ui(ui, tag, empty, rest);
        response
    })
    .inner
}

fn name_ui(ui: &mut Ui, tag: &mut String, empty: &str, width: f32) {
    let chosen = match language_name(tag) {
        Some(name) => visible(&name).into_owned(),
        None if tag.trim().is_empty() => empty.to_owned(),
        None => "Other language".to_owned(),
    };
    let combo = ComboBox::from_id_salt("language by name").width(width).height(LIST_HEIGHT).truncate();
    let combo = combo.selected_text(chosen).show_ui(ui, |ui| {
        for (known, name) in [("", empty)].iter().chain(LANGUAGES) {
            let response = ui.selectable_label(tag == known, *name);
            if response.clicked() {
                (*known).clone_into(tag);
            }
        }
    });
    combo.response.accessible_name("Language by name");
}

/// Says what is wrong with the tag, once it is not being typed.
pub(in crate::ui) fn problem_ui(ui: &mut Ui, field: &Response, tag: &str) {
    if is_language(tag) || (field.has_focus() && tag.len() < 3) {
        return;
    }
    let typed = shortened(&visible(tag.trim()), 20);
    fields::problem(ui, &format!("Language “{typed}” is not a tag like en or pt-BR"));
}

//! A field for a date as far as known; a wrong one is said in words.

use crate::text::visible;
use crate::ui::theme;
use crate::ui::widgets::fields;
use crate::view::names::shortened;
use crate::workspace::exchange::parse_date;
use eframe::egui::{Response, Ui};

/// Characters of a whole date.
const DATE_LEN: usize = "2026-04-28".len();
/// Brings a button below the words of a problem, right of its sign.
const BELOW_WORDS: f32 = 21.0;

/// Whether a text is empty or a date as the model writes it: `2026`, `2026-04` or `2026-04-28`.
pub(in crate::ui) fn is_date(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || parse_date(text).as_deref() == Some(text)
}

/// Whether the text may become a date with more characters.
fn is_begun(text: &str) -> bool {
    text.len() < DATE_LEN && text.chars().all(|c| c.is_ascii_digit() || c == '-')
}

/// Draws the field with its caption; a wrong date stands in the ink of problems.
pub(in crate::ui) fn date_field(ui: &mut Ui, label: &str, hint: &str, text: &mut String) -> Response {
    ui.scope(|ui| {
        redden(ui, text);
        fields::hinted_field(ui, label, hint, text)
    })
    .inner
}

/// What is typed from here on stands in the ink of problems if it cannot become a date.
pub(in crate::ui) fn redden(ui: &mut Ui, text: &str) {
    if !is_date(text) && !is_begun(text) {
        ui.visuals_mut().override_text_color = Some(theme::palette(ui).danger);
    }
}

/// Says what is wrong with the date and offers what was perhaps meant; waits while one is being typed.
pub(in crate::ui) fn problem_ui(ui: &mut Ui, label: &str, field: &Response, text: &mut String) {
    if is_date(text) || (field.has_focus() && is_begun(text)) {
        return;
    }
    let typed = shortened(&visible(text.trim()), 20);
    fields::problem(ui, &format!("{label} “{typed}” is not a date like 2026, 2026-04 or 2026-04-28"));
    if let Some(meant) = parse_date(text) {
        ui.horizontal(|ui| {
            ui.add_space(BELOW_WORDS);
            if fields::small_button(ui, &format!("Use {meant}")).clicked() {
                *text = meant;
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_as_long_as_what_is_known() {
        for text in ["", " ", "2026", "2026-04", "2026-04-28", " 2026-02-28 "] {
            assert!(is_date(text), "{text}");
        }
        for text in ["26", "2026-13", "2026-4-1", "2026-02-30", "28.04.2026", "yesterday", "2026-04-28T09:30"]
        {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn what_may_become_a_date_is_not_called_wrong_while_it_is_typed() {
        assert!(["2", "2026-", "2026-0", "2026-04-2"].into_iter().all(is_begun));
        assert!(["y", "2026.", "2026-04-31"].into_iter().all(|text| !is_begun(text)));
    }
}

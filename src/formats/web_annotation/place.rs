//! Selectors: the words around a place, and the place that selectors mean.

use crate::formats::unread::Walked;
use crate::text::words::{ceil_char, floor_char};
use crate::text::{Quote, Span, place_of};
use unicode_segmentation::UnicodeSegmentation as _;

/// Characters of a text that are quoted before and after a place.
const CONTEXT_LEN: usize = 32;
/// Bytes that are looked at for them.
const WINDOW_LEN: usize = 512;

/// The words before and after a place, whole characters as people see them.
pub(super) fn context(text: &str, span: Span) -> (&str, &str) {
    let before = Span::new(ceil_char(text, span.start.saturating_sub(WINDOW_LEN)), span.start);
    let before = before.slice(text).unwrap_or_default();
    let after = Span::new(span.end, floor_char(text, (span.end + WINDOW_LEN).min(text.len())));
    let after = after.slice(text).unwrap_or_default();
    let from = before.len() - len_of(before.graphemes(true).rev());
    let to = len_of(after.graphemes(true));
    (before.get(from..).unwrap_or_default(), after.get(..to).unwrap_or_default())
}

/// Bytes of the first graphemes that have no more than [`CONTEXT_LEN`] characters together.
fn len_of<'t>(graphemes: impl Iterator<Item = &'t str>) -> usize {
    let mut left = CONTEXT_LEN;
    let mut len = 0;
    for grapheme in graphemes {
        let count = grapheme.chars().count();
        if count > left {
            break;
        }
        left -= count;
        len += grapheme.len();
    }
    len
}

/// What the selectors of a target say.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Selected {
    /// Both ends in code points.
    pub(super) offsets: Option<(usize, usize)>,
    pub(super) exact: Option<String>,
    prefix: String,
    suffix: String,
}

impl Selected {
    /// Reads one selector or several; none where no kind of them is known.
    pub(super) fn of(selector: &Walked) -> Option<Self> {
        let mut found = Self::default();
        found.take(selector);
        let is_known = found.offsets.is_some() || found.exact.is_some();
        if is_known {
            // The others say in other ways where it is.
            selector.pass_all();
        }
        is_known.then_some(found)
    }

    /// Takes over what selectors say; one that refines another follows it.
    fn take(&mut self, selector: &Walked) {
        for selector in selector.several() {
            let words = |key: &str| selector.get(key).and_then(Walked::as_str).map(str::to_owned);
            let offset = |key: &str| selector.get(key).and_then(Walked::as_number);
            match name_of(selector, "type") {
                "TextQuoteSelector" => {
                    self.exact = words("exact");
                    self.prefix = words("prefix").unwrap_or_default();
                    self.suffix = words("suffix").unwrap_or_default();
                }
                "TextPositionSelector" => {
                    self.offsets = offset("start").zip(offset("end"));
                }
                "FragmentSelector" => {
                    let ends = selector.get("value").and_then(Walked::as_str).and_then(characters);
                    self.offsets = self.offsets.or(ends);
                }
                _ => {}
            }
            if let Some(refining) = selector.get("refinedBy") {
                self.take(refining);
            }
        }
    }

    /// Where the quote stands, in code points: the words around it decide, then the positions. Nowhere means the positions,
    /// else the start of the text. The second value says whether the text was asked.
    pub(super) fn offsets_in(&self, text: &str) -> ((usize, usize), bool) {
        let stated = self.offsets.unwrap_or_default();
        let exact = self.exact.as_deref().unwrap_or_default();
        let has_context = !self.prefix.is_empty() || !self.suffix.is_empty();
        if self.offsets.is_some() && !has_context {
            return (stated, false);
        }
        let near = text.char_indices().nth(stated.0).map_or(text.len(), |(at, _)| at);
        let quote = Quote { words: exact, before: &self.prefix, after: &self.suffix };
        let count = |byte: usize| text.get(..byte).unwrap_or_default().chars().count();
        let found = place_of(text, &quote, near).map(|span| (count(span.start), count(span.end)));
        (found.unwrap_or(stated), found.is_some())
    }
}

/// `char=10,20` (RFC 5147).
fn characters(fragment: &str) -> Option<(usize, usize)> {
    let (start, end) = fragment.trim_start_matches('#').strip_prefix("char=")?.split_once(',')?;
    let end = end.split(';').next()?;
    Some((start.trim().parse().ok()?, end.trim().parse().ok()?))
}

/// A name under a key with or without the `@` of plain JSON-LD, without its prefix; empty where there is none.
pub(super) fn name_of<'v>(value: &'v Walked, key: &str) -> &'v str {
    let found = value.get(key).or_else(|| value.get(&format!("@{key}")));
    let name = found.and_then(|names| names.several().first()).and_then(Walked::as_str).unwrap_or_default();
    if key == "type" { name.rsplit([':', '#']).next().unwrap_or_default() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn context_has_whole_characters() {
        let text = format!("{}👩‍👩‍👧 [x] e\u{301}{}", "b".repeat(40), "a".repeat(40));
        let at = text.find('[').unwrap();
        let (before, after) = context(&text, Span::new(at, at + 3));
        assert_eq!(before, format!("{}👩‍👩‍👧 ", "b".repeat(26)));
        assert_eq!(after, format!(" e\u{301}{}", "a".repeat(29)));
        assert_eq!(context("x", Span::new(0, 1)), ("", ""));
    }

    #[test]
    fn a_quote_alone_is_found_by_its_context() {
        let quote = json!({"type": "TextQuoteSelector", "exact": "rose", "prefix": "Rents ", "suffix": "."});
        let selected = Selected::of(&Walked::from(quote.clone())).unwrap();
        assert_eq!(selected.offsets_in("🔥 Prices rose. Rents rose."), ((21, 25), true));
        assert_eq!(selected.offsets_in("Nothing."), ((0, 0), false));
        let position = json!({"type": "TextPositionSelector", "start": 0, "end": 4});
        let both = Selected::of(&Walked::from(json!([position, quote]))).unwrap();
        assert_eq!(
            both.offsets_in("Prices rose. Rents rose."),
            ((19, 23), true),
            "positions of another text do not count"
        );
        assert_eq!(
            Selected::of(&Walked::from(position.clone())).unwrap().offsets_in("Rents"),
            ((0, 4), false)
        );
        assert_eq!(Selected::of(&Walked::from(json!([{"type": "XPathSelector", "value": "/p"}]))), None);
    }

    proptest! {
        #[test]
        fn context_stands_next_to_the_place(text in "[a-z👩‍👧é\u{301}\r\n ]{0,80}", at in 0_usize..200, len in 0_usize..9) {
            let start = floor_char(&text, at.min(text.len()));
            let end = ceil_char(&text, (start + len).min(text.len()));
            let (before, after) = context(&text, Span::new(start, end));
            let (left, right) = (text.get(..start).unwrap(), text.get(end..).unwrap());
            prop_assert!(left.ends_with(before) && right.starts_with(after));
            prop_assert!(before.chars().count() <= CONTEXT_LEN && after.chars().count() <= CONTEXT_LEN);
        }
    }
}

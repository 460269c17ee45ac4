//! [`OneForm`]: a text with one form for what looks the same, and the way back to the text.
//!
//! Letters with accents are composed, full-width and presentation forms become ordinary ones, and signs that are not
//! seen are left out. What is stored is never changed.

use super::Span;
use std::borrow::Cow;
use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// A text in one form; each of its characters knows where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneForm {
    text: String,
    /// First byte of each character, and what it stands for.
    places: Vec<(usize, Span)>,
}

impl OneForm {
    /// `None` where the text has that form already.
    pub fn of(text: &str) -> Option<Self> {
        if has_one_form(text) {
            return None;
        }
        let mut form = Self { text: String::with_capacity(text.len()), places: Vec::new() };
        let mut chars = text.char_indices().filter(|(_, c)| !is_unseen(*c)).peekable();
        let mut letter = String::new();
        while let Some((start, first)) = chars.next() {
            let mut end = start + first.len_utf8();
            letter.clear();
            push_plain(first, &mut letter);
            while let Some((at, mark)) = chars.next_if(|(_, next)| is_mark(*next)) {
                end = at + mark.len_utf8();
                push_plain(mark, &mut letter);
            }
            for c in letter.nfc() {
                form.places.push((form.text.len(), Span::new(start, end)));
                form.text.push(c);
            }
        }
        Some(form)
    }

    /// The text in this form.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What a span of this form stands for in the text; whole letters.
    pub fn original(&self, span: Span) -> Span {
        let at = self.places.partition_point(|(start, _)| *start < span.start);
        let end = self.places.partition_point(|(start, _)| *start < span.end);
        let place = |at: usize| self.places.get(at).map(|(_, place)| *place);
        match (place(at), end.checked_sub(1).filter(|last| *last >= at).and_then(place)) {
            (Some(first), Some(last)) => first.cover(last),
            (Some(first), None) => Span::new(first.start, first.start),
            (None, _) => {
                let end = self.places.last().map_or(0, |(_, last)| last.end);
                Span::new(end, end)
            }
        }
    }

    /// What a span stands for, unless it begins or ends within a letter of the text.
    pub fn whole(&self, span: Span) -> Option<Span> {
        let at = self.places.partition_point(|(start, _)| *start < span.start);
        let end = self.places.partition_point(|(start, _)| *start < span.end);
        let place = |at: usize| self.places.get(at).map(|(_, place)| *place);
        let is_parted = |at: usize| at.checked_sub(1).is_some_and(|before| place(before) == place(at));
        (!is_parted(at) && (!is_parted(end) || place(end).is_none())).then(|| self.original(span))
    }
}

/// The text in one form.
pub fn one_form(text: &str) -> Cow<'_, str> {
    OneForm::of(text).map_or(Cow::Borrowed(text), |form| Cow::Owned(form.text))
}

fn has_one_form(text: &str) -> bool {
    text.is_ascii()
        || (!text.chars().any(|c| is_unseen(c) || is_other_form(c))
            && is_nfc_quick(text.chars()) == IsNormalized::Yes)
}

/// Goes with the letter before it.
fn is_mark(c: char) -> bool {
    !c.is_ascii()
        && (canonical_combining_class(c) != 0
            || matches!(c, '\u{FF9E}' | '\u{FF9F}')
            || is_nfc_quick(std::iter::once(c)) == IsNormalized::Maybe)
}

/// Ligatures, Arabic presentation forms, full-width and half-width forms.
const fn is_other_form(c: char) -> bool {
    matches!(c, '\u{FB00}'..='\u{FDFB}' | '\u{FE70}'..='\u{FEFC}' | '\u{FF01}'..='\u{FFEE}')
}

fn push_plain(c: char, plain: &mut String) {
    if is_other_form(c) {
        decompose_compatible(c, |part| plain.push(part));
    } else {
        plain.push(c);
    }
}

/// Soft hyphens, joiners, marks of direction and of variation: they change nothing that is said.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::super::samples::messy_text;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_looks_the_same_has_one_form() {
        for (text, form) in [
            ("Bescha\u{308}ftigte", "Beschäftigte"),
            ("co\u{AD}op\u{200B}eration\u{FEFF}", "cooperation"),
            ("５００ＭＷ，ﾃﾞｰﾀ", "500MW,データ"),
            ("Griﬃn", "Griffin"),
            ("한국", "한국"),
            ("120³ und CO₂", "120³ und CO₂"),
        ] {
            assert_eq!(one_form(text), form, "{text}");
        }
        assert!(matches!(one_form("plain – “ärger”"), Cow::Borrowed(_)));
    }

    #[test]
    fn places_lead_back_to_whole_letters() {
        let text = "xa\u{308}\u{AD}ﬁz";
        let form = OneForm::of(text).unwrap();
        assert_eq!(form.text(), "xäfiz");
        let back = |start, end| form.original(Span::new(start, end)).slice(text).unwrap();
        assert_eq!(
            (back(0, 1), back(1, 3), back(3, 4), back(1, 6)),
            ("x", "a\u{308}", "ﬁ", "a\u{308}\u{AD}ﬁz")
        );
        assert_eq!(form.whole(Span::new(3, 4)), None);
        assert_eq!(form.whole(Span::new(3, 5)), Some(Span::new(6, 9)));
        assert_eq!(form.whole(Span::new(5, 6)).and_then(|span| span.slice(text)), Some("z"));
    }

    proptest! {
        #[test]
        fn every_span_leads_back_into_the_text(text in messy_text(), start in 0usize..200, len in 0usize..50) {
            if let Some(form) = OneForm::of(&text) {
                let span = Span::new(form.text().floor_char_boundary(start), form.text().ceil_char_boundary(start + len));
                prop_assert!(form.original(span).is_valid_in(&text));
                let all = form.original(Span::new(0, form.text().len()));
                prop_assert_eq!(one_form(all.slice(&text).unwrap()), form.text());
                prop_assert!(has_one_form(form.text()) || one_form(form.text()) == form.text());
            }
        }
    }
}

//! [`Reader`]: the words of a sentence in the form in which they are compared.

use super::stem::Stemming;
use crate::text::{OneForm, Span};
use unicode_segmentation::UnicodeSegmentation as _;

/// A word, or two neighbouring characters of a script that is written without spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analysis) struct Word {
    /// Bytes of the text that was read.
    pub(in crate::analysis) span: Span,
    /// Stem in lower case.
    pub(in crate::analysis) form: String,
    /// Not the first word: whether it has a capital says something.
    pub(in crate::analysis) is_inside: bool,
    /// Begins with a capital.
    pub(in crate::analysis) has_capital: bool,
}

/// Reads texts of one language.
#[derive(Debug)]
pub(in crate::analysis) struct Reader {
    stemming: Stemming,
}

impl Reader {
    /// `language` is a BCP 47 tag, empty where it is not known.
    pub(in crate::analysis) fn of(language: &str) -> Self {
        Self { stemming: Stemming::of(language) }
    }

    /// The words in order; punctuation is left out.
    pub(in crate::analysis) fn words(&self, text: &str) -> Vec<Word> {
        let Some(form) = OneForm::of(text) else { return self.cut(text) };
        let mut words = self.cut(form.text());
        for word in &mut words {
            word.span = form.original(word.span);
        }
        words
    }

    fn cut(&self, text: &str) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        let mut run: Vec<(Span, char)> = Vec::new();
        for (start, segment) in text.split_word_bound_indices() {
            let span = Span::new(start, start + segment.len());
            let Some(first) = segment.chars().find(|c| c.is_alphanumeric()) else {
                push_pairs(&mut words, &mut run);
                continue;
            };
            if is_spaceless(first) {
                let chars = segment.char_indices();
                run.extend(chars.map(|(at, c)| (Span::new(start + at, start + at + c.len_utf8()), c)));
                continue;
            }
            push_pairs(&mut words, &mut run);
            words.push(Word {
                span,
                form: self.form(segment),
                is_inside: !words.is_empty(),
                has_capital: first.is_uppercase(),
            });
        }
        push_pairs(&mut words, &mut run);
        words
    }

    fn form(&self, segment: &str) -> String {
        if segment.chars().any(char::is_numeric) {
            return number_form(segment);
        }
        // `OpenAI’s`, `l’amende`, `dell’accordo`: the longest part carries the meaning. `U.S` is `US`.
        let parts = segment.split(['\'', '’', 'ʼ']);
        let longest = parts.fold("", |best, part| if part.len() > best.len() { part } else { best });
        let word = longest.to_lowercase();
        self.stemming.stem(if word.contains('.') { word.replace('.', "") } else { word })
    }
}

/// Digits without the marks between thousands: `1,000` and `1.000` are one number, `7.5` stays.
fn number_form(segment: &str) -> String {
    let mut form = String::new();
    for (at, part) in segment.split(['.', ',', '\'', '’']).enumerate() {
        let is_thousands = part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit());
        if at > 0 && !is_thousands && !part.is_empty() {
            form.push('.');
        }
        form.push_str(&part.to_lowercase());
    }
    form
}

/// Ends a run of characters without spaces: each two neighbours are a word, a lone character is one too.
fn push_pairs(words: &mut Vec<Word>, run: &mut Vec<(Span, char)>) {
    let mut push = |span: Span, form: String| {
        words.push(Word { span, form, is_inside: true, has_capital: false });
    };
    if let [(span, c)] = run.as_slice() {
        push(*span, c.to_string());
    }
    for (one, next) in run.iter().zip(run.iter().skip(1)) {
        push(one.0.cover(next.0), [one.1, next.1].iter().collect());
    }
    run.clear();
}

/// Scripts that are written without spaces between words: Han, kana, Thai, Lao, Burmese, Khmer.
pub(in crate::analysis) const fn is_spaceless(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn forms(language: &str, text: &str) -> Vec<String> {
        Reader::of(language).words(text).into_iter().map(|word| word.form).collect()
    }

    #[test]
    fn words_are_stems_without_case_and_marks() {
        assert_eq!(forms("en", "OpenAI’s payments, capped."), ["openai", "payment", "cap"]);
        assert_eq!(forms("fr", "L’amende d'une banque"), ["amend", "une", "banqu"]);
        assert_eq!(forms("en", "The U.S. and the US"), ["the", "us", "and", "the", "us"]);
    }

    #[test]
    fn numbers_keep_their_fraction_and_lose_the_marks_between_thousands() {
        assert_eq!(
            forms("en", "1,000 or 1.000, 7.5 and 12,500.75"),
            ["1000", "or", "1000", "7.5", "and", "12500.75"]
        );
        assert_eq!(forms("en", "in 2030"), ["in", "2030"]);
    }

    #[test]
    fn scripts_without_spaces_are_read_in_pairs() {
        assert_eq!(forms("zh", "公司裁员。"), ["公司", "司裁", "裁员"]);
        assert_eq!(forms("ja", "東京 で"), ["東京", "で"]);
        assert_eq!(forms("th", "ไทย"), ["ไท", "ทย"]);
    }

    #[test]
    fn capitals_are_told_from_those_that_begin_a_sentence() {
        let words = Reader::of("en").words("Shares of Apple");
        let marks: Vec<_> = words.iter().map(|word| (word.is_inside, word.has_capital)).collect();
        assert_eq!(marks, [(false, true), (true, false), (true, true)]);
    }

    proptest! {
        #[test]
        fn words_stand_where_they_say(text in "(\\PC|[a-z 0-9.,'’]){0,40}") {
            for word in Reader::of("en").words(&text) {
                prop_assert!(word.span.slice(&text).is_some_and(|slice| !slice.is_empty()));
                prop_assert!(!word.form.is_empty());
            }
        }
    }
}

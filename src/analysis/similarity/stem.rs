//! [`Stemming`]: the stem of a word, by the language of its document.

use rust_stemmers::{Algorithm, Stemmer};
use std::fmt;

/// Longer words are no words of a language; stemming them would only cost time.
const MAX_LETTERS: usize = 40;

/// Finds the stems of one language (Snowball). A language without a stemmer leaves words as they are.
pub(super) struct Stemming {
    stemmer: Option<Stemmer>,
}

impl fmt::Debug for Stemming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stemming").field("is_known", &self.stemmer.is_some()).finish()
    }
}

impl Stemming {
    /// `language` is a BCP 47 tag; region and script do not matter.
    pub(super) fn of(language: &str) -> Self {
        let primary = language.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        Self { stemmer: algorithm(&primary).map(Stemmer::create) }
    }

    /// The stem of a word in lower case. Words with digits and signs have none: they are names of things.
    pub(super) fn stem(&self, word: String) -> String {
        let is_plain = || word.chars().all(char::is_alphabetic) && word.chars().count() <= MAX_LETTERS;
        match &self.stemmer {
            Some(stemmer) if is_plain() => stemmer.stem(&word).into_owned(),
            _ => word,
        }
    }
}

fn algorithm(primary: &str) -> Option<Algorithm> {
    Some(match primary {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stem(language: &str, word: &str) -> String {
        Stemming::of(language).stem(word.to_owned())
    }

    #[test]
    fn forms_of_a_word_meet_in_its_language_only() {
        assert_eq!(stem("en-GB", "payments"), stem("en", "payment"));
        assert_eq!(stem("de", "zahlungen"), stem("de", "zahlung"));
        assert_eq!(stem("ru", "компании"), stem("ru", "компания"));
        assert_eq!(stem("", "payments"), "payments");
        assert_eq!(stem("zh", "payments"), "payments");
        assert_eq!(stem("en", "a380s"), "a380s");
    }

    const LANGUAGES: [&str; 18] = [
        "ar", "da", "de", "el", "en", "es", "fi", "fr", "hu", "it", "nb", "nl", "pt", "ro", "ru", "sv", "ta",
        "tr",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn no_word_breaks_a_stemmer(word in "\\PC{0,12}", letters in "[a-zäöüßéèñçığşа-яα-ωςا-يஃ-ஹ\u{bbe}-\u{bcd}'’]{0,12}") {
            for language in LANGUAGES {
                for word in [&word, &letters] {
                    let _ = stem(language, &word.to_lowercase());
                }
            }
        }
    }
}

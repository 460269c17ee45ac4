//! [`Features`]: what one text says, read once and compared many times.

use super::language::{LANGUAGES, tables};
use super::modality::{Modal, modals};
use super::names::{Name, names};
use super::words::{Class, Word, words};
use super::{attribution, negation, numeric};
use crate::text::dates::{Moment, moments};
use crate::text::guess_language;
use crate::text::numbers::{Quantity, quantities};
use crate::text::tokens::{Token, tokens};

/// What one text says; spans are bytes of that text.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// As given, for the wording of differences.
    pub(super) text: String,
    /// Primary tag of the language it was read in.
    pub(super) language: &'static str,
    pub(super) tokens: Vec<Token>,
    pub(super) words: Vec<Word>,
    /// Places of the words that say what the text is about.
    pub(super) content: Vec<usize>,
    /// Their keys, sorted and each once, without numbers and dates.
    pub(super) keys: Vec<u64>,
    pub(super) quantities: Vec<Quantity>,
    pub(super) moments: Vec<Moment>,
    pub(super) names: Vec<Name>,
    pub(super) modals: Vec<Modal>,
    /// Who says it, as the text has it.
    pub(super) sources: Vec<attribution::Source>,
    pub(super) is_question: bool,
    /// Most words begin with a capital, as in a title: capitals do not tell names.
    pub(super) is_title: bool,
}

/// Reads a text; the language is a BCP 47 tag, empty where it is not known.
pub fn features(text: &str, language: &str) -> Features {
    let tokens = tokens(text);
    let language = reading_language(text, &tokens, language);
    let moments = moments(&tokens, language);
    let taken: Vec<_> = moments.iter().map(|moment| moment.span).collect();
    let quantities = quantities(&tokens, language, &taken);
    let tables = tables(language);
    let mut words = words(&tokens, tables);
    let values = moments
        .iter()
        .map(|found| (found.first, found.end))
        .chain(quantities.iter().map(|found| (found.first, found.end)));
    for (first, end) in values {
        for word in words
            .iter_mut()
            .skip(first)
            .take(end.saturating_sub(first))
            .filter(|word| word.class != Class::Sign)
        {
            word.class = Class::Value;
        }
    }
    negation::mark(&tokens, &mut words, language, tables);
    let is_title = is_title(&tokens, &words);
    let names = names(&tokens, &mut words, tables);
    let content: Vec<usize> =
        (0..).zip(&words).filter(|(_, word)| word.is_content()).map(|(at, _)| at).collect();
    let mut keys: Vec<u64> = words.iter().filter(|word| word.is_content()).map(|word| word.key).collect();
    keys.sort_unstable();
    keys.dedup();
    let modals = modals(&tokens, &words, tables);
    let sources = attribution::sources(&tokens, &words);
    let is_question = tokens
        .iter()
        .rev()
        .find(|token| !["\"", "'"].contains(&token.plain.as_str()))
        .is_some_and(|last| ["?", "？", "؟"].contains(&last.plain.as_str()));
    let mut features = Features {
        text: text.to_owned(),
        language,
        tokens,
        words,
        content,
        keys,
        quantities,
        moments,
        names,
        modals,
        sources,
        is_question,
        is_title,
    };
    numeric::mark_ages(&mut features);
    features
}

/// The language whose words are looked up: as given, else as guessed, else English.
pub(in crate::analysis) fn reading_language(text: &str, tokens: &[Token], language: &str) -> &'static str {
    let known = |tag: &str| {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        LANGUAGES.into_iter().find(|known| *known == primary)
    };
    if !language.is_empty() {
        return known(language).unwrap_or("en");
    }
    guessed(text, tokens).0
}

/// Signs from which the language of a text is as good as told.
const SURE: usize = 4;

/// The languages in which two texts are read that do not say: one that tells too little is read as the other one is.
pub(super) fn languages_of_both(from: &str, to: &str) -> (&'static str, &'static str) {
    let (one, signs) = guessed(from, &tokens(from));
    let (other, other_signs) = guessed(to, &tokens(to));
    if signs.min(other_signs) >= SURE {
        return (one, other);
    }
    if signs == other_signs {
        // English has the fewest signs of its own.
        return if one == "en" || other == "en" { ("en", "en") } else { (one, other) };
    }
    if signs > other_signs { (one, one) } else { (other, other) }
}

/// The language by its script, by its letter groups or by its small words, and how many signs tell it.
fn guessed(text: &str, tokens: &[Token]) -> (&'static str, usize) {
    let known = |tag: &str| LANGUAGES.into_iter().find(|known| *known == tag);
    let by_text = by_script(text).or_else(|| guess_language(text).and_then(known));
    by_text.map_or_else(|| by_small_words(tokens), |language| (language, SURE))
}

/// Scripts that one of the languages stands for; a text of another language in that script has much in common with it.
fn by_script(text: &str) -> Option<&'static str> {
    let count = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count();
    let letters = count(char::is_alphabetic);
    let is_most = |part: usize| part > 0 && part * 2 > letters;
    if is_most(count(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'))) {
        // Kana are Japanese, for which there is no file.
        let has_kana = text.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}'));
        return (!has_kana).then_some("zh");
    }
    if is_most(count(|c| matches!(c, '\u{600}'..='\u{6ff}'))) {
        let is_arabic = !text.contains(['پ', 'چ', 'ژ', 'گ', 'ٹ', 'ڈ', 'ے']);
        return is_arabic.then_some("ar");
    }
    if is_most(count(|c| matches!(c, '\u{400}'..='\u{4ff}'))) {
        let is_russian = !text.contains(['і', 'ї', 'є', 'ґ', 'ў', 'ј', 'љ', 'њ', 'ћ', 'ђ', 'ќ']);
        return is_russian.then_some("ru");
    }
    None
}

/// Frequent small words by which short texts are told apart.
const SMALL_WORDS: &[(&str, &str)] = &[
    (
        "en",
        "the of and a in to was is were by on at for percent has with million billion not they he she it have had will would be are this that from no",
    ),
    (
        "de",
        "der die das und im ist wurde wurden euro prozent mio mrd millionen milliarden am seit um uhr ein eine mit von rund hat nicht",
    ),
    ("fr", "le la les des et du une un est euros d l pour cent milliards en ont a depuis environ à ne pas"),
    ("es", "el la los las y del una un es por ciento millones euros en desde fue de unos más no ha al a"),
    (
        "pt",
        "o a os as e do da dos das um uma é por cento milhões euros em foi de no na não mais ao pela segundo",
    ),
    (
        "pl",
        "w i na z się do nie jest że o od po przez za są dla procent milionów tys roku oraz został została",
    ),
];

/// Letters that tell languages from English and from each other.
const OWN_LETTERS: &[(&str, &[char])] = &[
    ("de", &['ß', 'ä', 'ö', 'ü']),
    ("fr", &['œ', 'è', 'ê', 'ù', 'î', 'ç', 'ô']),
    ("es", &['ñ', '¿', '¡', 'ó', 'í', 'á', 'ú']),
    ("pt", &['ã', 'õ', 'ç', 'ó', 'í', 'á', 'ú', 'â', 'ê']),
    ("pl", &['ą', 'ę', 'ł', 'ń', 'ś', 'ź', 'ż', 'ó']),
];

/// Short texts: the language with most words and letters of its own, and how many; English unless another
/// one has more.
fn by_small_words(tokens: &[Token]) -> (&'static str, usize) {
    let words =
        |list: &str| tokens.iter().filter(|token| list.split(' ').any(|word| token.plain == word)).count();
    let letters = |language: &str| {
        let own = OWN_LETTERS.iter().find(|(known, _)| *known == language).map_or(&[][..], |(_, own)| own);
        tokens.iter().filter(|token| token.plain.contains(own)).count()
    };
    let mut best = ("en", 0);
    for (language, list) in SMALL_WORDS {
        let hits = words(list) + 2 * letters(language);
        if hits > best.1 || *language == "en" {
            best = (language, hits);
        }
    }
    best
}

fn is_title(tokens: &[Token], words: &[Word]) -> bool {
    let content = || {
        tokens.iter().zip(words).filter(|(_, word)| word.is_content()).map(|(token, _)| token.is_capital())
    };
    let (all, capital) = (content().count(), content().filter(|is_capital| *is_capital).count());
    all >= 4 && capital * 10 >= all * 8
}

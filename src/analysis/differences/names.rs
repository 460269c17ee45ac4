//! [`names`]: what a text names, by its capitals.

use super::language::Tables;
use super::spellings::is_spelling_of;
use super::words::{Class, Word};
use crate::text::Span;
use crate::text::tokens::Token;

/// A run of words that begin with capitals.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) span: Span,
    /// First token and one past the last.
    pub(super) place: (usize, usize),
    /// Of its words.
    pub(super) keys: Vec<u64>,
    /// Plain forms of its words.
    pub(super) plains: Vec<String>,
    /// Key of its initials, where it has several words.
    pub(super) initials: Option<u64>,
    /// Whether it may be an ordinary noun that begins a sentence; it does not count against another such one.
    pub(super) is_weak: bool,
}

/// Small words inside names.
const INNER: &[&str] = &["of", "de", "van", "von", "der", "den", "di", "da", "del", "la", "al", "bin", "&"];
/// Stand before a name and are no part of it.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "dr",
    "gov",
    "sen",
    "rep",
    "gen",
    "president",
    "chancellor",
    "minister",
    "prime",
    "chief",
    "ceo",
    "judge",
    "king",
    "queen",
    "pope",
    "sir",
    "attorney",
];
/// Bare nouns at the start of a sentence that need no article.
const MASS: &[&str] = &[
    "police",
    "oil",
    "gold",
    "food",
    "water",
    "health",
    "music",
    "traffic",
    "trade",
    "crime",
    "research",
    "staff",
    "rain",
    "snow",
    "fire",
    "news",
    "gas",
    "steel",
    "power",
    "rent",
    "revenue",
    "profit",
    "income",
    "demand",
    "supply",
    "output",
    "growth",
    "debt",
    "public",
    "parliament",
    "congress",
    "government",
    "nearly",
    "talks",
    "turnout",
    "trial",
];

/// Finds the names and marks their words.
pub(super) fn names(tokens: &[Token], words: &mut [Word], language: &Tables) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let end = run_end(tokens, words, at);
        if end == at {
            at += 1;
            continue;
        }
        if let Some(name) = name(tokens, words, (at, end), language) {
            let is_marked =
                |word: &&mut Word| word.class == Class::Content && !word.is_known && !name.is_weak;
            for word in words.iter_mut().skip(at).take(end - at).filter(is_marked) {
                word.class = Class::Name;
            }
            found.push(name);
        }
        at = end;
    }
    found
}

fn is_part(tokens: &[Token], words: &[Word], at: usize) -> bool {
    let word = words.get(at).is_some_and(|word| word.class == Class::Content || word.class == Class::Name);
    word && tokens.get(at).is_some_and(|token| token.is_capital())
}

fn run_end(tokens: &[Token], words: &[Word], start: usize) -> usize {
    let mut end = start;
    while is_part(tokens, words, end) {
        end += 1;
        let is_inner = tokens
            .get(end)
            .is_some_and(|token| INNER.contains(&token.plain.as_str()) || token.is("-") && token.is_glued);
        if is_inner && is_part(tokens, words, end + 1) {
            end += 1;
        }
    }
    end
}

fn name(tokens: &[Token], words: &[Word], (start, end): (usize, usize), language: &Tables) -> Option<Name> {
    let inside = || tokens.iter().skip(start).take(end - start).filter(|token| token.is_word());
    let (first, last) = (tokens.get(start)?, tokens.get(end.checked_sub(1)?)?);
    let is_first = start
        .checked_sub(1)
        .and_then(|before| tokens.get(before))
        .is_none_or(|before| [".", ":", "\"", "-", "•", "?", "!", "'", "*"].contains(&before.plain.as_str()));
    let is_single = end == start + 1;
    let is_unsure = is_first && is_single && !first.is_upper();
    let is_weak = is_unsure && !could_start(tokens, words, start, false);
    if is_weak && !could_start(tokens, words, start, true) {
        return None;
    }
    let parts: Vec<&Token> = inside()
        .filter(|token| !INNER.contains(&token.plain.as_str()) && !TITLES.contains(&token.plain.as_str()))
        .collect();
    if parts.is_empty() {
        return None;
    }
    let initials: String = parts.iter().filter_map(|token| token.plain.chars().next()).collect();
    Some(Name {
        span: first.span.cover(last.span),
        place: (start, end),
        keys: parts.iter().map(|token| language.words.key(&token.plain)).collect(),
        initials: (parts.len() >= 2).then(|| language.words.key(&initials)),
        plains: parts.iter().map(|token| token.plain.clone()).collect(),
        is_weak,
    })
}

/// A single word at the start is a name where an ordinary noun would need an article.
fn could_start(tokens: &[Token], words: &[Word], at: usize, may_be_common: bool) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let plain = token.plain.as_str();
    let is_abstract =
        ["tion", "ment", "ness", "ity", "ing", "ism", "ship", "age", "ance", "ence", "ly", "ed"]
            .iter()
            .any(|ending| plain.ends_with(ending));
    let is_plural =
        plain.ends_with('s') && !["ss", "us", "is", "as"].iter().any(|ending| plain.ends_with(ending));
    let has_article_place =
        tokens.get(at + 1).is_some_and(|next| next.is_word() && !next.is_capital() || next.is("'s"));
    let is_followed_by_noun = words.get(at + 1).is_some_and(|next| next.class == Class::Content) && is_plural;
    (may_be_common || !is_abstract)
        && !MASS.contains(&plain)
        && has_article_place
        && (may_be_common || !is_plural || is_followed_by_noun)
}

/// How two names relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The same, one shorter than the other, or one the initials of the other.
    Same,
    /// Some words shared, others in their place: John Smith, Peter Smith.
    Partly,
    /// Nothing in common.
    Different,
}

/// Compares two names.
pub(super) fn likeness(one: &Name, other: &Name) -> Likeness {
    let is_in = |short: &Name, long: &Name| short.keys.iter().all(|key| long.keys.contains(key));
    let is_initials = |short: &Name, long: &Name| {
        short.keys.len() == 1 && long.initials.is_some() && short.keys.first().copied() == long.initials
    };
    if is_in(one, other) || is_in(other, one) || is_initials(one, other) || is_initials(other, one) {
        return Likeness::Same;
    }
    let shared = one.keys.iter().filter(|key| other.keys.contains(key)).count();
    let is_spelling = |short: &Name, long: &Name| {
        short.plains.iter().all(|word| {
            long.plains.iter().any(|other| looks_like(word, other) || is_spelling_of(word, other))
        })
    };
    if is_spelling(one, other) || is_spelling(other, one) {
        return Likeness::Same;
    }
    if shared > 0 { Likeness::Partly } else { Likeness::Different }
}

/// Whether two words look the same: letters of other scripts stand among those of one.
fn looks_like(one: &str, other: &str) -> bool {
    let seen = |word: &str| word.chars().map(as_seen).collect::<String>();
    one == other || seen(one) == seen(other)
}

/// Cyrillic and Greek letters that look like Latin ones, small or as capitals.
const fn as_seen(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'е' | 'ε' => 'e',
        'н' | 'η' => 'h',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' | 'μ' => 'm',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'х' | 'χ' => 'x',
        'у' | 'υ' => 'y',
        'ν' => 'v',
        c => c,
    }
}

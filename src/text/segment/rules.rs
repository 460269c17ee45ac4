//! [`Rules`]: the tables of one language, made ready for looking words up.

use super::language::{SHARED, Tables, tables};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, LazyLock, Mutex};

/// What a dot after a word of the tables means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Before a name, with a capital.
    Title,
    /// Never at the end of a sentence.
    Inner,
    /// Before a number.
    Numbered,
    /// A court or a series of its decisions, with a capital.
    Report,
    /// The next word decides.
    Open,
    /// After a number.
    Unit,
    /// An hour or an era.
    Time,
}

/// How sentences of one language end.
#[derive(Debug)]
pub(super) struct Rules {
    meanings: HashMap<&'static str, Meaning>,
    starters: HashSet<&'static str>,
    small_starters: HashSet<&'static str>,
    openers: HashSet<&'static str>,
    lettered: HashSet<&'static str>,
    numbered: HashSet<&'static str>,
    /// "3." reads "third".
    pub(super) has_ordinal_dots: bool,
    /// Armenian ends sentences with a colon, Greek questions with a semicolon.
    pub(super) extra_terminator: Option<char>,
    /// Titles in small letters are words: "my rep. Then".
    pub(super) has_capital_titles: bool,
    /// A word of this many letters is no abbreviation that the tables lack.
    pub(super) sure_word_len: usize,
}

impl Rules {
    /// By the primary tag; without one the rules of English hold.
    pub(super) fn for_language(language: Option<&str>) -> Arc<Self> {
        static MADE: LazyLock<Mutex<BTreeMap<String, Arc<Rules>>>> = LazyLock::new(Mutex::default);
        let primary = language.and_then(|tag| tag.split(['-', '_']).next()).unwrap_or_default();
        let primary = if primary.is_empty() { "en".to_owned() } else { primary.to_ascii_lowercase() };
        let Ok(mut made) = MADE.lock() else {
            return Arc::new(Self::new(&primary));
        };
        if let Some(rules) = made.get(&primary) {
            return Arc::clone(rules);
        }
        let rules = Arc::new(Self::new(&primary));
        // Tags come from files: whoever invents them must not fill the memory.
        if made.len() < 64 {
            made.insert(primary, Arc::clone(&rules));
        }
        rules
    }

    fn new(primary: &str) -> Self {
        let own = tables(primary);
        let words = |list: &'static str| list.split_whitespace().collect();
        Self {
            meanings: meanings(&[SHARED, own]),
            starters: words(own.starters),
            small_starters: words(own.small_starters),
            openers: words(own.openers),
            lettered: words(own.lettered),
            numbered: words(own.numbered),
            has_ordinal_dots: own.has_ordinal_dots,
            extra_terminator: match primary {
                "hy" => Some(':'),
                "el" => Some(';'),
                _ => None,
            },
            has_capital_titles: primary == "en",
            sure_word_len: if primary == "en" { 4 } else { 7 },
        }
    }

    /// What the tables say about a word; `lower` is it in small letters.
    pub(super) fn meaning(&self, lower: &str) -> Option<Meaning> {
        self.meanings.get(lower).copied()
    }

    /// Whether a word usually begins a sentence.
    pub(super) fn is_starter(&self, lower: &str) -> bool {
        self.starters.contains(lower)
    }

    /// Whether a word begins a sentence even in small letters.
    pub(super) fn is_small_starter(&self, lower: &str) -> bool {
        self.small_starters.contains(lower)
    }

    /// Whether a number after this word refers to something: "Nr. 12".
    pub(super) fn is_numbered(&self, lower: &str) -> bool {
        self.numbered.contains(lower)
    }

    /// Whether a letter after this word is no initial of a name.
    pub(super) fn is_lettered(&self, lower: &str) -> bool {
        self.lettered.contains(lower)
    }

    /// Whether a sentence with this first word goes on after a time.
    pub(super) fn is_opener(&self, lower: &str) -> bool {
        self.openers.contains(lower)
    }
}

/// A later table wins, and within a table the meaning that says most.
fn meanings(all: &[Tables]) -> HashMap<&'static str, Meaning> {
    let mut found = HashMap::new();
    for tables in all {
        let lists = [
            (tables.reports, Meaning::Report),
            (tables.open, Meaning::Open),
            (tables.units, Meaning::Unit),
            (tables.numbered, Meaning::Numbered),
            (tables.inner, Meaning::Inner),
            (tables.titles, Meaning::Title),
            (tables.times, Meaning::Time),
        ];
        for (list, meaning) in lists {
            found.extend(list.split_whitespace().map(|word| (word, meaning)));
        }
    }
    found
}

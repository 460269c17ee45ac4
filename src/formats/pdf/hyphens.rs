//! [`Hyphens`]: whether the hyphen at the end of a line belongs to its word.
//!
//! A file says it where it writes the word within a line too. Where it does not, a hyphen before a small letter is
//! taken for one that divides a word, and counted, so that the reader hears of it.

use std::collections::{BTreeMap, BTreeSet};

/// First parts that stand before the hyphen of a compound, and hardly ever before a division.
const FIRST_PARTS: &[&str] = &[
    "all", "anti", "cross", "ex", "eight", "eighteen", "five", "four", "full", "half", "hard", "high", "ill",
    "large", "left", "long", "low", "mid", "middle", "multi", "nine", "non", "old", "one", "open", "part",
    "post", "pro", "quasi", "right", "self", "semi", "seven", "short", "single", "six", "small", "so", "ten",
    "three", "twelve", "twenty", "two", "well", "wide", "year", "zero",
];
/// Second parts of usual compounds.
const LAST_PARTS: &[&str] = &[
    "based",
    "born",
    "bound",
    "day",
    "dependent",
    "driven",
    "ended",
    "fold",
    "free",
    "friendly",
    "funded",
    "hour",
    "in-law",
    "known",
    "language",
    "led",
    "level",
    "like",
    "looking",
    "made",
    "minded",
    "minute",
    "month",
    "old",
    "oriented",
    "owned",
    "paid",
    "quarters",
    "range",
    "related",
    "run",
    "scale",
    "side",
    "sighted",
    "sized",
    "speaking",
    "specific",
    "style",
    "term",
    "time",
    "to-end",
    "toed",
    "type",
    "wide",
    "wing",
    "week",
    "winning",
    "year",
    "yard",
];
/// First parts that make one word with what follows, though both are words.
const CLOSED: &[&str] = &[
    "after", "any", "back", "down", "every", "fore", "in", "inter", "more", "none", "on", "other", "out",
    "over", "some", "there", "through", "under", "up", "what", "when", "where", "with", "the", "a", "an",
    "be", "to", "not", "who",
];
/// Words between a part and its whole: `pre- and post-war`.
const LINKS: &[&str] = &[
    "and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "e", "en", "of", "och", "eller", "og",
    "i", "lub", "sowie", "as",
];
/// Letters of a part that counts as a word where both parts stand alone in the text.
const PART_LEN: usize = 4;

/// How the next line is joined to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// With a blank.
    Apart,
    /// As it is.
    Close,
    /// After the text is cut to so many bytes: the hyphen goes.
    Divided(usize),
}

/// The words of a text, and what was decided without their help.
#[derive(Debug, Default)]
pub(super) struct Hyphens {
    words: BTreeSet<String>,
    /// Joined words with the hyphen that they lost, and how often.
    guessed: BTreeMap<String, usize>,
}

impl Hyphens {
    /// With the words that stand within lines.
    pub(super) fn of<'l>(lines: impl Iterator<Item = &'l str>) -> Self {
        let words = lines.flat_map(|line| {
            let mut words = line.split_whitespace().map(bare).collect::<Vec<_>>();
            // What a line ends with may be divided.
            if line.ends_with(['-', '\u{2010}', '\u{AD}']) {
                words.pop();
            }
            words
        });
        Self { words: words.collect(), guessed: BTreeMap::new() }
    }

    /// How a line that begins so is joined to a text that ends so.
    pub(super) fn join(&mut self, text: &str, next: &str) -> Join {
        if let Some(stem) = text.strip_suffix('\u{AD}') {
            return Join::Divided(stem.len());
        }
        let first = next.chars().next();
        let Some(stem) = text.strip_suffix(['-', '\u{2010}', '\u{2011}']) else {
            let is_range =
                text.ends_with('–') && text.trim_end_matches('–').ends_with(|c: char| c.is_ascii_digit());
            let is_number = first.is_some_and(|c| c.is_ascii_digit());
            return if is_range && is_number { Join::Close } else { Join::Apart };
        };
        let last = stem.chars().next_back();
        let (Some(first), Some(last)) = (first, last) else { return Join::Apart };
        if !last.is_alphanumeric() || !first.is_alphanumeric() {
            return Join::Apart;
        }
        if !first.is_lowercase() || last.is_numeric() {
            return Join::Close;
        }
        let (before, after) = (last_word(stem), first_word(next));
        self.between_letters(stem.len(), &before, &after)
    }

    fn between_letters(&mut self, cut: usize, before: &str, after: &str) -> Join {
        let (part, rest) =
            (before.rsplit('-').next().unwrap_or(before), after.split('-').next().unwrap_or(after));
        let has = |word: &str| self.words.contains(word);
        if has(&format!("{before}{after}")) || has(&format!("{part}{rest}")) {
            return Join::Divided(cut);
        }
        if has(&format!("{before}-{after}")) || has(&format!("{part}-{rest}")) {
            return Join::Close;
        }
        if LINKS.contains(&after) {
            return Join::Apart;
        }
        let is_word = |word: &str| word.chars().count() >= PART_LEN && has(word);
        let is_known = FIRST_PARTS.contains(&part) || LAST_PARTS.contains(&rest) && part.chars().count() >= 3;
        if is_known || is_word(part) && is_word(rest) && !CLOSED.contains(&part) {
            return Join::Close;
        }
        *self.guessed.entry(format!("{before}-{after}")).or_default() += 1;
        Join::Divided(cut)
    }

    /// What the reader is to know.
    pub(super) fn problem(&self) -> Option<String> {
        let count: usize = self.guessed.values().sum();
        let some: Vec<String> = self.guessed.keys().take(5).map(|word| format!("“{word}”")).collect();
        let more = if self.guessed.len() > some.len() { ", …" } else { "" };
        (count > 0).then(|| {
            format!(
                "words divided at line ends were joined; the text does not tell whether one of their hyphens was to stay \
                 ({count}: {}{more})",
                some.join(", ")
            )
        })
    }
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '\u{2010}' | '\'' | '’')
}

fn last_word(text: &str) -> String {
    bare(text.rsplit(|c| !is_part(c)).next().unwrap_or_default())
}

fn first_word(text: &str) -> String {
    bare(text.split(|c| !is_part(c)).next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(words: &str, text: &str, next: &str) -> String {
        match Hyphens::of(std::iter::once(words)).join(text, next) {
            Join::Apart => format!("{text} {next}"),
            Join::Close => format!("{text}{next}"),
            Join::Divided(cut) => format!("{}{next}", text.get(..cut).unwrap()),
        }
    }

    #[test]
    fn hyphens_before_capitals_and_figures_stay() {
        assert_eq!(joined("", "the years 2025-", "2026 was"), "the years 2025-2026 was");
        assert_eq!(joined("", "a rise of 10-", "percent"), "a rise of 10-percent");
        assert_eq!(joined("", "Franco-", "German"), "Franco-German");
        assert_eq!(joined("", "COVID-", "19"), "COVID-19");
        assert_eq!(joined("", "1990–", "1995"), "1990–1995");
        assert_eq!(joined("", "it is so –", "and"), "it is so – and");
    }

    #[test]
    fn divided_words_are_joined_and_compounds_stay() {
        assert_eq!(joined("", "the depart-", "ment."), "the department.");
        assert_eq!(joined("a well-known one", "a well-", "known"), "a well-known");
        assert_eq!(joined("price-setting", "price-", "setting"), "price-setting");
        assert_eq!(
            joined("the cooperation", "coop-", "eration"),
            "the cooperation".trim_start_matches("the ")
        );
        assert_eq!(joined("", "pre-", "and post-war"), "pre- and post-war");
        assert_eq!(joined("a thousand", "thous-", "and men"), "thousand men");
        assert_eq!(joined("the price is determining", "price-", "determining"), "price-determining");
        assert_eq!(joined("", "co\u{AD}", "operation"), "cooperation");
        assert_eq!(joined("", "a long-", "term plan"), "a long-term plan");
    }

    #[test]
    fn guesses_are_told() {
        let mut hyphens = Hyphens::default();
        assert_eq!(hyphens.problem(), None);
        hyphens.join("pub-", "lic");
        assert!(hyphens.problem().unwrap().contains("“pub-lic”"));
    }
}

//! [`Pair`]: two texts side by side, and how much the surroundings of two places in them have in common.

use super::Features;
use super::names::{Likeness, Name, likeness};
use super::words::{Class, Word};
use crate::model::Difference;
use crate::text::Span;
use crate::text::dates::Moment;

/// Content words to either side that count as surroundings.
const WINDOW: usize = 5;
/// Content words to either side that say what a value is of.
const BESIDE: usize = 3;
/// Content words of a text that says little at all.
const BARE: usize = 3;
/// Shared words of all words of the shorter text from which two texts say nearly the same.
const TWIN: f64 = 0.75;

/// Two texts to compare.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'f> {
    pub(super) from: &'f Features,
    pub(super) to: &'f Features,
    /// Shared words of all words of the shorter text, from 0 to 1.
    pub(super) similarity: f64,
    /// How many words both have.
    pub(super) shared: usize,
}

/// A difference, and whether the texts cannot both hold because of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) difference: Difference,
    pub(super) is_hard: bool,
}

impl<'f> Pair<'f> {
    pub(super) fn new(from: &'f Features, to: &'f Features) -> Self {
        let shared = shared(&from.keys, &to.keys);
        let shorter = from.keys.len().min(to.keys.len());
        let similarity = if shorter == 0 { 1.0 } else { shared as f64 / shorter as f64 };
        Self { from, to, similarity, shared }
    }

    /// The similarity when so many words of each text, which the other lacks, do not count.
    pub(super) fn similarity_without(&self, words: usize) -> f64 {
        let shorter = self.from.keys.len().min(self.to.keys.len()).saturating_sub(words);
        if shorter == 0 { 1.0 } else { self.shared as f64 / shorter as f64 }
    }

    /// Whether the words of the two can be compared.
    pub(super) fn is_one_language(&self) -> bool {
        self.from.language == self.to.language
    }

    /// Whether the texts speak of much the same, so that little is needed to set two places side by side.
    pub(super) fn is_close(&self) -> bool {
        self.similarity >= 0.5
    }

    /// Whether the texts say nearly the same but for so many words of each: what differs then stands in one place.
    pub(super) fn is_twin_but(&self, words: usize) -> bool {
        let longer = self.from.keys.len().max(self.to.keys.len()).saturating_sub(words);
        self.similarity_without(words) >= TWIN && self.shared * 2 >= longer
    }

    /// Whether nothing tells that the texts speak of two events: names of which none is the same, or dates of which none is.
    pub(super) fn is_of_one_event(&self) -> bool {
        let (names, others) = (&self.from.names, &self.to.names);
        let is_strong = |names: &[Name]| names.iter().any(|name| !name.is_weak);
        let is_named = |name: &Name| {
            others.iter().any(|other| likeness(name, other) != Likeness::Different)
                || name.keys.iter().all(|key| self.to.keys.binary_search(key).is_ok())
        };
        let is_other = is_strong(names) && is_strong(others) && !names.iter().any(is_named);
        let (dates, other_dates) = (&self.from.moments, &self.to.moments);
        let is_rival = |one: &Moment| other_dates.iter().any(|other| one.is_comparable(other));
        let fits = |one: &Moment| other_dates.iter().any(|other| one.is_comparable(other) && one.fits(other));
        let is_other_date = dates.iter().any(is_rival) && !dates.iter().any(fits);
        !is_other && !is_other_date
    }

    /// Whether not one text tells of what was and the other one of what is so from now on.
    pub(super) fn is_of_one_time(&self) -> bool {
        const PAST: &[&str] = &[
            "was",
            "were",
            "had",
            "previously",
            "formerly",
            "originally",
            "initially",
            "initial",
            "original",
            "been",
        ];
        const PRESENT: &[&str] = &["now", "currently", "today", "longer", "amended", "revised", "anymore"];
        let has = |features: &Features, list: &[&str]| {
            features.tokens.iter().any(|token| list.contains(&token.plain.as_str()))
        };
        let was = |features: &Features| has(features, PAST) && !has(features, PRESENT);
        !(was(self.from) && has(self.to, PRESENT) || was(self.to) && has(self.from, PRESENT))
    }

    /// How many different words right beside two places are the same, a few to either side.
    pub(super) fn beside(&self, one: (usize, usize), other: (usize, usize)) -> usize {
        self.count_beside(one, other, |_| true)
    }

    /// The same without names, which say whose something is and not what.
    pub(super) fn beside_but_names(&self, one: (usize, usize), other: (usize, usize)) -> usize {
        self.count_beside(one, other, |word| word.class != Class::Name)
    }

    fn count_beside(&self, one: (usize, usize), other: (usize, usize), counts: fn(&Word) -> bool) -> usize {
        let mut keys: Vec<u64> =
            self.from.beside(one).filter(|word| counts(word)).map(|word| word.key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.iter().filter(|key| self.to.beside(other).any(|word| word.key == **key)).count()
    }

    /// Whether one of the texts says little at all.
    pub(super) fn is_bare(&self) -> bool {
        self.from.keys.len().min(self.to.keys.len()) <= BARE
    }

    /// Whether both texts, the longer one too, say little else.
    pub(super) fn is_alike(&self) -> bool {
        self.similarity >= 0.75 && self.shared * 2 >= self.from.keys.len().max(self.to.keys.len())
    }

    /// A difference with the words of both sides in its note.
    pub(super) fn found(
        &self,
        kind: &str,
        spans: (Option<Span>, Option<Span>),
        says: &str,
        is_hard: bool,
    ) -> Found {
        let (from, to) = spans;
        let words = |span: Option<Span>, text: &str| {
            let words = span.and_then(|span| span.slice(text)).unwrap_or("–");
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let note = format!("{says}: {} / {}", words(from, &self.from.text), words(to, &self.to.text));
        Found { difference: Difference { kind: kind.to_owned(), from, to, note }, is_hard }
    }
}

/// How many of two sorted lists are in both.
fn shared(ones: &[u64], others: &[u64]) -> usize {
    ones.iter().filter(|key| others.binary_search(key).is_ok()).count()
}

impl Features {
    /// The content words around a place, nearest first, the place itself left out.
    pub(super) fn around(&self, place: (usize, usize)) -> impl Iterator<Item = &Word> {
        let (first, end) = place;
        let before = self.content.partition_point(|at| *at < first);
        let after = self.content.partition_point(|at| *at < end);
        let left = self.content.iter().take(before).rev().take(WINDOW);
        let right = self.content.iter().skip(after).take(WINDOW);
        left.chain(right).filter_map(|at| self.words.get(*at))
    }

    /// The content words right beside a place, the place itself left out.
    fn beside(&self, (first, end): (usize, usize)) -> impl Iterator<Item = &Word> {
        let before = self.content.partition_point(|at| *at < first);
        let after = self.content.partition_point(|at| *at < end);
        let left = self.content.iter().take(before).rev().take(BESIDE);
        let right = self.content.iter().skip(after).take(BESIDE);
        left.chain(right).filter_map(|at| self.words.get(*at))
    }

    /// How many different words the surroundings of two places share.
    pub(super) fn common_around(
        &self,
        place: (usize, usize),
        other: &Self,
        other_place: (usize, usize),
    ) -> usize {
        let mut keys: Vec<u64> = self.around(place).map(|word| word.key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.iter().filter(|key| other.around(other_place).any(|word| word.key == **key)).count()
    }

    /// The nearest content words before a place in its clause, nearest first.
    pub(super) fn before(&self, at: usize) -> impl Iterator<Item = &Word> {
        let clause = self.words.get(at).map_or(0, |word| word.clause);
        let count = self.content.partition_point(|place| *place < at);
        let places = self.content.iter().take(count).rev();
        places.filter_map(|place| self.words.get(*place)).take_while(move |word| word.clause == clause)
    }

    /// The nearest content words after a place in its clause, nearest first.
    pub(super) fn after(&self, end: usize) -> impl Iterator<Item = &Word> {
        let clause = self.words.get(end.saturating_sub(1)).map_or(0, |word| word.clause);
        let count = self.content.partition_point(|place| *place < end);
        let places = self.content.iter().skip(count);
        places.filter_map(|place| self.words.get(*place)).take_while(move |word| word.clause == clause)
    }
}

/// Sets two lists side by side, best first; each is used once.
///
/// `score` is none for what does not belong together, and the same with the sides exchanged.
pub(super) fn matched(
    ones: usize,
    others: usize,
    score: impl Fn(usize, usize) -> Option<u32>,
) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(u32, usize, usize)> = Vec::new();
    for one in 0..ones {
        candidates.extend((0..others).filter_map(|other| score(one, other).map(|score| (score, one, other))));
    }
    // The sum of the places, so that exchanging the sides changes nothing.
    candidates.sort_by_key(|(score, one, other)| (std::cmp::Reverse(*score), one + other));
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (_, one, other) in candidates {
        if found.iter().all(|(left, right)| *left != one && *right != other) {
            found.push((one, other));
        }
    }
    found
}

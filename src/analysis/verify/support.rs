//! [`Wanted`]: how much of what a sentence of a draft says a passage says too.

use super::sources::Sources;
use crate::analysis::differences::{Features, content_words, has_content, is_telling};
use crate::analysis::index::{SentenceIndex, SentencePlace};
use crate::text::Span;

/// What a word counts that a sentence beside the passage has.
const BESIDE: f32 = 0.6;
/// What a word counts that only looks like one of the passage: *partner* for *partnership*.
const ALIKE: f32 = 0.7;
/// Groups of letters that two words share, of those of both, to look alike.
const MIN_ALIKE: f32 = 0.5;
/// What a word counts that no source has: whoever restates uses words of their own.
const OWN_WORD: f32 = 0.45;

/// What a name counts that no source has.
const UNKNOWN_NAME: f32 = 1.5;

/// The words of a sentence that a passage should have.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    words: Vec<WantedWord>,
    /// Numbers and dates: bytes of the sentence and weight.
    exact: Vec<(Span, f32)>,
}

#[derive(Clone, Copy, Debug)]
struct WantedWord {
    /// Of the form in the index.
    form: u32,
    /// What it means the same as; 0 where that is not known.
    meaning: u64,
    weight: f32,
    /// Part of a name that no source has.
    is_unknown_name: bool,
}

/// Parts of a sentence that a passage says, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Shares {
    /// Of all its words.
    pub(super) all: f32,
    /// Without names that no source has.
    pub(super) but_names: f32,
}

impl Wanted {
    /// The words of a sentence of the draft; `exact` are its numbers and dates, `unknown` names that no source has.
    pub(super) fn of(
        sources: &Sources<'_>,
        text: &str,
        features: &Features,
        (exact, unknown): (&[Span], &[Span]),
    ) -> Self {
        let (index, draft) = (&sources.index, sources.draft.id);
        let statistics = index.statistics();
        let own = index.ranges().find(|(id, ..)| *id == draft);
        let own = own.map_or(0..0, |(_, first, len)| first..first + len);
        let meanings: Vec<(Span, u64)> = content_words(features).collect();
        let mut words: Vec<WantedWord> = Vec::new();
        let mut exact: Vec<(Span, f32)> = exact.iter().map(|span| (*span, 0.0)).collect();
        for word in index.words(draft, text) {
            let is_in = |spans: &[Span]| spans.iter().any(|span| span.overlaps(word.span));
            let said = word.span.slice(text).unwrap_or_default();
            let Some(form) = index.term_id(&word.form).filter(|_| is_telling(said)) else {
                continue;
            };
            if let Some((_, weight)) = exact.iter_mut().find(|(span, _)| span.overlaps(word.span)) {
                *weight += statistics.weight(form);
                continue;
            }
            if words.iter().any(|known| known.form == form) {
                continue;
            }
            let is_said = index.postings(form).iter().any(|posting| !own.contains(&(posting.id as usize)));
            let meaning =
                meanings.iter().find(|(span, _)| span.overlaps(word.span)).map_or(0, |(_, key)| *key);
            let is_unknown_name = is_in(unknown);
            let times = if is_unknown_name {
                UNKNOWN_NAME
            } else if is_said {
                1.0
            } else {
                OWN_WORD
            };
            let weight = times * statistics.weight(form);
            words.push(WantedWord { form, meaning, weight, is_unknown_name });
        }
        Self { words, exact }
    }

    /// The parts that a passage says; 0 where nothing is wanted. Of numbers and dates only those count that `is_said`
    /// knows to be said there.
    pub(super) fn shares_in(
        &self,
        index: &SentenceIndex,
        (place, features): (SentencePlace, &Features),
        is_said: impl Fn(Span) -> bool,
    ) -> Shares {
        let beside = [place.sentence.checked_sub(1), Some(place.sentence + 1)];
        let has = |sentence: usize, form: u32| {
            index.occurrences(SentencePlace { sentence, ..place }).iter().any(|found| found.id == form)
        };
        let credit = |word: &WantedWord| {
            if has(place.sentence, word.form) || (word.meaning != 0 && has_content(features, word.meaning)) {
                1.0
            } else if index.occurrences(place).iter().any(|found| is_alike(index, word.form, found.id)) {
                ALIKE
            } else if beside.into_iter().flatten().any(|sentence| has(sentence, word.form)) {
                BESIDE
            } else {
                0.0
            }
        };
        let exact: f32 = self.exact.iter().filter(|(span, _)| is_said(*span)).map(|(_, weight)| weight).sum();
        let (mut all, mut names, mut said, mut said_but_names) = (exact, 0.0, exact, exact);
        for word in &self.words {
            let found = word.weight * credit(word);
            (all, said) = (all + word.weight, said + found);
            if word.is_unknown_name {
                names += word.weight;
            } else {
                said_but_names += found;
            }
        }
        let part = |said: f32, of: f32| if of > 0.0 { said / of } else { 0.0 };
        Shares { all: part(said, all), but_names: part(said_but_names, all - names) }
    }
}

/// Whether two forms share most of their groups of letters.
fn is_alike(index: &SentenceIndex, one: u32, other: u32) -> bool {
    let (one, other) = (index.grams(one), index.grams(other));
    let shared = one.iter().filter(|gram| other.contains(gram)).count();
    let shorter = one.len().min(other.len());
    shorter >= 8 && shared as f32 >= MIN_ALIKE * one.len().max(other.len()) as f32
        || shorter >= 12 && shared as f32 >= 0.7 * shorter as f32
}

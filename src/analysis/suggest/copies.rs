//! [`Bag`]: whether two sentences say the same almost word for word, as copies of one report do.

use super::super::index::{SentenceIndex, SentencePlace};
use crate::model::DocumentId;

/// Shorter sentences are alike by chance.
const MIN_WORDS: usize = 6;
/// Of a hundred words of both, how many have a partner.
const MIN_SHARED: usize = 90;

/// The forms of a sentence, sorted, each as often as it occurs.
#[derive(Clone, Debug)]
pub(super) struct Bag {
    forms: Vec<u32>,
}

impl Bag {
    pub(super) fn of_sentence(index: &SentenceIndex, place: SentencePlace) -> Self {
        let occurrences = index.occurrences(place).iter();
        Self::new(
            occurrences.flat_map(|found| std::iter::repeat_n(found.id, usize::from(found.count))).collect(),
        )
    }

    /// Of a text read like the sentences of that document.
    pub(super) fn of_text(index: &SentenceIndex, document: DocumentId, text: &str) -> Self {
        let words = index.words(document, text);
        Self::new(words.iter().map(|word| index.term_id(&word.form).unwrap_or(u32::MAX)).collect())
    }

    fn new(mut forms: Vec<u32>) -> Self {
        forms.sort_unstable();
        Self { forms }
    }

    /// Sorted.
    pub(super) fn forms(&self) -> &[u32] {
        &self.forms
    }

    /// Whether it is long enough to be like another one.
    pub(super) const fn is_long(&self) -> bool {
        self.forms.len() >= MIN_WORDS
    }

    /// So many of its rarest forms that every bag that is like it has one of them among its own rarest.
    pub(super) fn rarest(&self, index: &SentenceIndex) -> Vec<u32> {
        // Of n forms at most 2n/9 may lack a partner: the other bag has at most 11/9 n.
        let count = 2 * self.forms.len() / 9 + 1;
        let mut forms = self.forms.clone();
        forms.sort_by_key(|form| (index.postings(*form).len(), *form));
        forms.truncate(count);
        forms.dedup();
        forms
    }

    /// Whether nine of ten words are the same, and every name and number.
    pub(super) fn is_like(&self, index: &SentenceIndex, other: &Self) -> bool {
        let total = self.forms.len() + other.forms.len();
        let may_lack = (100 - MIN_SHARED) * total / 100;
        if self.forms.len().min(other.forms.len()) < MIN_WORDS
            || self.forms.len().abs_diff(other.forms.len()) > may_lack
        {
            return false;
        }
        let mut alone: Vec<u32> = Vec::new();
        let (mut here, mut there) = (self.forms.iter().peekable(), other.forms.iter().peekable());
        // Most pairs are soon found to be unlike.
        while alone.len() <= may_lack {
            match (here.peek(), there.peek()) {
                (Some(one), Some(next)) if one == next => {
                    here.next();
                    there.next();
                }
                (Some(one), next) if next.is_none_or(|next| one < next) => alone.extend(here.next()),
                (_, Some(_)) => alone.extend(there.next()),
                (_, None) => return !alone.iter().any(|form| index.is_specific(*form)),
            }
        }
        false
    }
}

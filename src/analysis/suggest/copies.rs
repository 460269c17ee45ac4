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

    /// Whether nine of ten words are the same, and every name and number.
    pub(super) fn is_like(&self, index: &SentenceIndex, other: &Self) -> bool {
        let total = self.forms.len() + other.forms.len();
        let shorter = self.forms.len().min(other.forms.len());
        if shorter < MIN_WORDS || 200 * shorter < MIN_SHARED * total {
            return false;
        }
        let (mut shared, mut alone) = (0, Vec::<&u32>::new());
        let (mut here, mut there) = (self.forms.iter().peekable(), other.forms.iter().peekable());
        while let (Some(one), Some(next)) = (here.peek(), there.peek()) {
            if one == next {
                shared += 1;
                (here.next(), there.next());
            } else if one < next {
                alone.extend(here.next());
            } else {
                alone.extend(there.next());
            }
        }
        alone.extend(here.chain(there));
        200 * shared >= MIN_SHARED * total && !alone.iter().any(|form| index.is_specific(**form))
    }
}

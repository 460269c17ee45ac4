//! [`Terms`]: every word form of an index, in which sentences it occurs, and how often it looks like a name.

use super::super::similarity::{Word, grams};
use std::collections::HashMap;

/// A form in a sentence, or a sentence under a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) struct Occurrence {
    /// Of the form, or the slot of the sentence.
    pub(in crate::analysis) id: u32,
    /// How often the sentence has the form; stops at 255.
    pub(in crate::analysis) count: u8,
    /// It occurs after the first word of the sentence.
    pub(super) is_inside: bool,
    /// It has a capital there.
    pub(super) is_name: bool,
}

/// One word form.
#[derive(Debug)]
pub(super) struct Term {
    /// By slot.
    pub(super) postings: Vec<Occurrence>,
    /// Sentences that have it after their first word.
    inside: u32,
    /// Of these, sentences that have it with a capital.
    named: u32,
    grams: Box<[u16]>,
    is_number: bool,
}

impl Term {
    /// Whether most sentences write it with a capital where none is due, or it has digits.
    pub(super) const fn is_specific(&self) -> bool {
        self.is_number || self.is_name()
    }

    /// Whether most sentences write it with a capital where none is due.
    pub(super) const fn is_name(&self) -> bool {
        2 * self.named > self.inside
    }

    fn count(&mut self, occurrence: Occurrence, slot: u32) {
        self.postings.push(Occurrence { id: slot, ..occurrence });
        self.inside += u32::from(occurrence.is_inside);
        self.named += u32::from(occurrence.is_name);
    }
}

/// All forms. A form that no sentence has any more keeps its id.
#[derive(Debug, Default)]
pub(super) struct Terms {
    ids: HashMap<Box<str>, u32>,
    terms: Vec<Term>,
}

impl Terms {
    pub(super) fn iter(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter()
    }

    pub(super) fn get(&self, id: u32) -> Option<&Term> {
        self.terms.get(id as usize)
    }

    pub(super) fn grams(&self, id: u32) -> &[u16] {
        self.get(id).map_or(&[], |term| &term.grams)
    }

    /// The id of a form that some sentence had.
    pub(super) fn id(&self, form: &str) -> Option<u32> {
        self.ids.get(form).copied()
    }

    /// Counts the words of a sentence and gives its forms, each once, by first place.
    pub(super) fn count(&mut self, words: Vec<Word>, slot: u32) -> Vec<Occurrence> {
        let mut found: Vec<Occurrence> = Vec::new();
        for word in words {
            let is_name = word.is_inside && word.has_capital;
            let id = self.intern(word.form);
            match found.iter_mut().find(|occurrence| occurrence.id == id) {
                Some(occurrence) => {
                    occurrence.count = occurrence.count.saturating_add(1);
                    occurrence.is_inside |= word.is_inside;
                    occurrence.is_name |= is_name;
                }
                None => found.push(Occurrence { id, count: 1, is_inside: word.is_inside, is_name }),
            }
        }
        for occurrence in &found {
            if let Some(term) = self.terms.get_mut(occurrence.id as usize) {
                term.count(*occurrence, slot);
            }
        }
        found
    }

    /// Takes back what [`Terms::count`] counted under slots from `first` up to and without `end`.
    pub(super) fn forget(&mut self, id: u32, first: u32, end: u32) {
        let Some(term) = self.terms.get_mut(id as usize) else {
            return;
        };
        let from = term.postings.partition_point(|posting| posting.id < first);
        let to = term.postings.partition_point(|posting| posting.id < end);
        for posting in term.postings.drain(from..to) {
            term.inside = term.inside.saturating_sub(u32::from(posting.is_inside));
            term.named = term.named.saturating_sub(u32::from(posting.is_name));
        }
        // Removing many documents gives memory back.
        if term.postings.capacity() > 2 * term.postings.len() + 8 {
            term.postings.shrink_to_fit();
        }
    }

    /// Gives every sentence the slot that `renumbered` says, which must keep their order.
    pub(super) fn renumber(&mut self, renumbered: impl Fn(u32) -> u32) {
        for posting in self.terms.iter_mut().flat_map(|term| &mut term.postings) {
            posting.id = renumbered(posting.id);
        }
    }

    fn intern(&mut self, form: String) -> u32 {
        if let Some(id) = self.ids.get(form.as_str()) {
            return *id;
        }
        let id = u32::try_from(self.terms.len()).unwrap_or(u32::MAX);
        self.terms.push(Term {
            postings: Vec::new(),
            inside: 0,
            named: 0,
            grams: grams(&form),
            is_number: form.chars().any(char::is_numeric),
        });
        self.ids.insert(form.into_boxed_str(), id);
        id
    }
}

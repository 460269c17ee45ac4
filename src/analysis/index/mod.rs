//! [`SentenceIndex`]: which sentences of a project have which words; kept up to date document by document.
//!
//! What is asked of an index does not depend on the order in which its documents came. Sentences that are set aside
//! take a place and are never found.

mod statistics;
mod terms;

pub(in crate::analysis) use statistics::Statistics;
pub(in crate::analysis) use terms::Occurrence;

use super::similarity::{Reader, Word};
use crate::model::{Document, DocumentId};
use crate::text::{Sentence, SentenceRole, Span, guess_language};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use terms::{Term, Terms};

/// Slots of removed sentences that are kept before the others move together.
const MIN_GAP: u32 = 4_096;

/// The words of all sentences of some documents.
#[derive(Debug, Default)]
pub struct SentenceIndex {
    terms: Terms,
    blocks: BTreeMap<DocumentId, Block>,
    /// First slot of each block. Blocks never overlap; removed ones leave gaps.
    order: BTreeMap<u32, DocumentId>,
    /// One past the last slot.
    slot_count: u32,
    /// Sentences with at least one word.
    sentence_count: usize,
    /// Follows from all the rest; made when somebody asks.
    statistics: OnceLock<Statistics>,
}

/// The sentences of one document, in neighbouring slots.
#[derive(Debug)]
struct Block {
    first: u32,
    sentences: Vec<Sentence>,
    /// Where the forms of each sentence end in `occurrences`.
    ends: Vec<usize>,
    occurrences: Vec<Occurrence>,
    language: String,
}

impl Block {
    /// One past its last slot.
    fn end(&self) -> u32 {
        self.first + u32::try_from(self.sentences.len()).unwrap_or_default()
    }

    fn occurrences(&self, sentence: usize) -> &[Occurrence] {
        let start = sentence.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let end = self.ends.get(sentence).copied();
        start.zip(end).and_then(|(start, end)| self.occurrences.get(start..end)).unwrap_or_default()
    }

    fn sentence_count(&self) -> usize {
        (0..self.sentences.len()).filter(|sentence| !self.occurrences(*sentence).is_empty()).count()
    }
}

/// A sentence of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SentencePlace {
    /// The document that has it.
    pub document: DocumentId,
    /// Its number there, from 0, as when the document was added.
    pub sentence: usize,
}

impl SentenceIndex {
    /// An index of these documents.
    pub fn of<'d>(documents: impl IntoIterator<Item = &'d Document>) -> Self {
        let mut index = Self::default();
        documents.into_iter().for_each(|document| index.add_document(document));
        index
    }

    /// Takes a document in. One that is there already, perhaps cut otherwise, is replaced.
    pub fn add_document(&mut self, document: &Document) {
        self.remove_document(document.id);
        let language = if document.details.language.is_empty() {
            guess_language(&document.text).unwrap_or_default().to_owned()
        } else {
            document.details.language.clone()
        };
        let reader = Reader::of(&language);
        let first = self.slot_count;
        let (mut ends, mut occurrences) = (Vec::new(), Vec::new());
        for (slot, sentence) in (first..).zip(&document.sentences) {
            let is_offered = sentence.role != SentenceRole::SetAside;
            let text = sentence.span.slice(&document.text).filter(|_| is_offered).unwrap_or_default();
            occurrences.extend(self.terms.count(reader.words(text), slot));
            ends.push(occurrences.len());
        }
        occurrences.shrink_to_fit();
        let sentences = document.sentences.clone();
        let block = Block { first, sentences, ends, occurrences, language };
        self.slot_count = block.end();
        self.sentence_count += block.sentence_count();
        if !block.sentences.is_empty() {
            self.order.insert(first, document.id);
        }
        self.blocks.insert(document.id, block);
        self.statistics.take();
    }

    /// Leaves a document out; one that is not there changes nothing.
    pub fn remove_document(&mut self, document: DocumentId) {
        let Some(block) = self.blocks.remove(&document) else {
            return;
        };
        self.order.remove(&block.first);
        self.sentence_count -= block.sentence_count();
        let mut ids: Vec<u32> = block.occurrences.iter().map(|occurrence| occurrence.id).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            self.terms.forget(id, block.first, block.end());
        }
        self.statistics.take();
        self.close_gaps();
    }

    /// Whether it holds the document with exactly these sentences.
    pub fn is_current(&self, document: &Document) -> bool {
        self.blocks.get(&document.id).is_some_and(|block| {
            let language = &document.details.language;
            (language.is_empty() || block.language == *language) && block.sentences == document.sentences
        })
    }

    /// The documents it holds, by id.
    pub fn document_ids(&self) -> impl Iterator<Item = DocumentId> {
        self.blocks.keys().copied()
    }

    /// Sentences that can be found.
    pub const fn sentence_count(&self) -> usize {
        self.sentence_count
    }

    /// Where a sentence stands in its document's text.
    pub fn span(&self, place: SentencePlace) -> Option<Span> {
        self.blocks.get(&place.document)?.sentences.get(place.sentence).map(|sentence| sentence.span)
    }

    /// The sentences of a document that share a byte with this span.
    pub(super) fn sentences_in(&self, document: DocumentId, span: Span) -> std::ops::Range<usize> {
        let sentences = self.blocks.get(&document).map_or(&[][..], |block| &block.sentences);
        let start = sentences.partition_point(|sentence| sentence.span.end <= span.start);
        let end = sentences.partition_point(|sentence| sentence.span.start < span.end);
        start..end.max(start)
    }

    /// The forms of a sentence, each once, by first place.
    pub(super) fn occurrences(&self, place: SentencePlace) -> &[Occurrence] {
        self.blocks.get(&place.document).map_or(&[], |block| block.occurrences(place.sentence))
    }

    /// Reads a text as the sentences of that document were read.
    pub(super) fn words(&self, document: DocumentId, text: &str) -> Vec<Word> {
        let language = self.blocks.get(&document).map_or("", |block| &block.language);
        Reader::of(language).words(text)
    }

    /// As set, or as guessed when the document was added; empty where not known.
    pub fn language(&self, document: DocumentId) -> &str {
        self.blocks.get(&document).map_or("", |block| &block.language)
    }

    /// The id of a form.
    pub(super) fn term_id(&self, form: &str) -> Option<u32> {
        self.terms.id(form)
    }

    pub(super) fn grams(&self, term: u32) -> &[u16] {
        self.terms.grams(term)
    }

    pub(super) fn is_name(&self, term: u32) -> bool {
        self.terms.get(term).is_some_and(Term::is_name)
    }

    /// Whether a form is a name or a number.
    pub(super) fn is_specific(&self, term: u32) -> bool {
        self.terms.get(term).is_some_and(Term::is_specific)
    }

    /// Slots and counts of the sentences that have a form.
    pub(super) fn postings(&self, term: u32) -> &[Occurrence] {
        self.terms.get(term).map_or(&[], |term| &term.postings)
    }

    /// One past the last slot.
    pub(super) const fn slot_count(&self) -> usize {
        self.slot_count as usize
    }

    /// The first slot and the length of each document, by id of the document.
    pub(super) fn ranges(&self) -> impl Iterator<Item = (DocumentId, usize, usize)> {
        self.blocks.iter().map(|(id, block)| (*id, block.first as usize, block.sentences.len()))
    }

    /// Weights of forms and lengths of sentences as they are at this moment.
    pub(super) fn statistics(&self) -> &Statistics {
        self.statistics.get_or_init(|| Statistics::of(self))
    }

    /// Moves the blocks together when removed ones take more room than those that are left.
    fn close_gaps(&mut self) {
        let used: u32 = self.blocks.values().map(|block| block.end() - block.first).sum();
        let gap = self.slot_count - used;
        if gap < MIN_GAP || gap < used {
            return;
        }
        let mut moves: Vec<(u32, u32)> = Vec::new();
        let mut next = 0;
        for (first, id) in std::mem::take(&mut self.order) {
            if let Some(block) = self.blocks.get_mut(&id) {
                moves.push((first, first - next));
                block.first = next;
                self.order.insert(next, id);
                next = block.end();
            }
        }
        self.slot_count = next;
        self.terms.renumber(|slot| {
            let at = moves.partition_point(|(first, _)| *first <= slot);
            let by = at.checked_sub(1).and_then(|at| moves.get(at)).map_or(0, |(_, by)| *by);
            slot - by
        });
    }
}

#[cfg(test)]
mod tests;

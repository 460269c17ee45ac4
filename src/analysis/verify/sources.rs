//! [`Sources`]: what the sources say, read once for all sentences of a draft.

use super::wording::Wording;
use crate::analysis::differences::{Features, features};
use crate::analysis::index::{SentenceIndex, SentencePlace};
use crate::model::{Document, DocumentId, in_threads};
use crate::text::Span;
use crate::text::tokens::tokens;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Fewer documents are not worth a thread.
const MIN_PER_THREAD: usize = 8;

/// The sources of a draft.
#[derive(Debug)]
pub(super) struct Sources<'d> {
    pub(super) draft: &'d Document,
    /// Of the sources and the draft, whose words are read as those of its language.
    pub(super) index: SentenceIndex,
    documents: BTreeMap<DocumentId, (&'d Document, Wording)>,
    order: Vec<DocumentId>,
    /// Every word of a source in plain form.
    vocabulary: BTreeSet<String>,
    readings: RefCell<BTreeMap<SentencePlace, Rc<Features>>>,
}

impl<'d> Sources<'d> {
    pub(super) fn of(draft: &'d Document, sources: &[&'d Document]) -> Self {
        let read = |document: &&'d Document| {
            let tokens = tokens(&document.text);
            let wording = Wording::of_tokens(&tokens, &document.text);
            let words: BTreeSet<String> = tokens.into_iter().map(|token| token.plain).collect();
            (*document, wording, words)
        };
        let runs = in_threads(sources, MIN_PER_THREAD, |_, run| run.iter().map(read).collect::<Vec<_>>());
        let mut documents = BTreeMap::new();
        let mut vocabulary = BTreeSet::new();
        for (document, wording, mut words) in runs.into_iter().flatten() {
            documents.insert(document.id, (document, wording));
            vocabulary.append(&mut words);
        }
        let index = SentenceIndex::of(sources.iter().copied().chain([draft]));
        let order = sources.iter().map(|source| source.id).collect();
        Self { draft, index, documents, order, vocabulary, readings: RefCell::default() }
    }

    /// The sources with their words, in the order given.
    pub(super) fn wordings(&self) -> impl Iterator<Item = (&'d Document, &Wording)> {
        self.order
            .iter()
            .filter_map(|id| self.documents.get(id))
            .map(|(document, wording)| (*document, wording))
    }

    /// One source.
    pub(super) fn source(&self, id: DocumentId) -> Option<(&'d Document, &Wording)> {
        self.documents.get(&id).map(|(document, wording)| (*document, wording))
    }

    /// Whether some source has a word, in plain form.
    pub(super) fn knows(&self, plain: &str) -> bool {
        self.vocabulary.contains(plain)
    }

    /// What a sentence of a source says; none for one that is not there.
    pub(super) fn reading(&self, place: SentencePlace) -> Option<(Span, Rc<Features>)> {
        let (document, _) = self.documents.get(&place.document)?;
        let span = self.index.span(place)?;
        let text = span.slice(&document.text)?;
        let known = self.readings.borrow().get(&place).map(Rc::clone);
        let reading = known.unwrap_or_else(|| {
            let read = Rc::new(features(text, self.index.language(place.document)));
            self.readings.borrow_mut().insert(place, Rc::clone(&read));
            read
        });
        Some((span, reading))
    }
}

//! [`Work`]: what annotators did, document by document, with offsets in characters.

use super::sets::Sets;
use crate::model::{AnnotatorId, Claim, ClaimId, Document, DocumentId, Project};
use crate::text::{OffsetIndex, Span};
use std::collections::HashMap;
use std::sync::Arc;

/// The claim kind that says *looked at, and no claim*: such a claim counts as none.
const NOT_A_CLAIM: &str = "not_a_claim";

/// The annotators that are compared, and what they did.
#[derive(Debug)]
pub(super) struct Work<'p> {
    pub(super) project: &'p Project,
    /// Those with work or read marks, the reference layer left out; by id.
    pub(super) annotators: Arc<[AnnotatorId]>,
    /// In project order.
    pub(super) documents: Vec<DocumentWork<'p>>,
    pub(super) document_indexes: HashMap<DocumentId, usize>,
    /// Sets of claim kinds that marks name.
    pub(super) kinds: Sets,
}

/// What was done in one document.
#[derive(Debug)]
pub(super) struct DocumentWork<'p> {
    pub(super) document: &'p Document,
    /// In characters.
    pub(super) len: usize,
    /// Sentences that count, in characters, with their place among all of the document.
    pub(super) sentences: Vec<(Span, usize)>,
    /// By span and claim.
    pub(super) marks: Vec<Mark<'p>>,
    /// By annotator: marked it read.
    pub(super) read: Vec<bool>,
    /// By annotator: marked it read or tagged claims in it.
    pub(super) tagged: Vec<bool>,
    /// By annotator: marked it read, tagged claims in it, or linked to claims in it.
    pub(super) worked: Vec<bool>,
}

/// A claim at its place.
#[derive(Clone, Debug)]
pub(super) struct Mark<'p> {
    pub(super) claim: &'p Claim,
    /// The claim's own, which is far from here.
    pub(super) id: ClaimId,
    /// In characters.
    pub(super) span: Span,
    /// None for the reference layer.
    pub(super) annotator: Option<usize>,
    /// Set of kinds.
    pub(super) kinds: u32,
    /// Says that there is no claim.
    pub(super) is_negative: bool,
}

impl<'p> Work<'p> {
    /// Claims whose quote was not found in the text have no place and are left out.
    pub(super) fn of(project: &'p Project) -> Self {
        let annotators = annotators(project);
        let documents: Vec<DocumentWork<'p>> =
            project.documents().map(|document| DocumentWork::new(document, &annotators)).collect();
        let document_indexes =
            documents.iter().enumerate().map(|(at, work)| (work.document.id, at)).collect();
        let kinds = Sets::default();
        let mut work = Self { project, annotators: annotators.into(), documents, document_indexes, kinds };
        work.place_claims();
        work.note_links();
        work
    }

    /// Place of an annotator among those that are compared.
    pub(super) fn annotator_index(&self, id: AnnotatorId) -> Option<usize> {
        self.annotators.binary_search(&id).ok()
    }

    fn place_claims(&mut self) {
        let documents = self.documents.iter().map(|work| &work.document.text);
        let offsets: Vec<Option<OffsetIndex<'_>>> =
            documents.map(|text| (!text.is_ascii()).then(|| OffsetIndex::new(text))).collect();
        let mut known_kinds: HashMap<&[String], u32> = HashMap::new();
        // One claim after the other is often of the same kinds and document.
        let (mut last_kinds, mut last_document) = ((&[] as &[String], Sets::EMPTY), None);
        for claim in self.project.claims().filter(|claim| !claim.unanchored) {
            let annotator = self.annotator_index(claim.annotator);
            let known = last_document.filter(|(id, _)| *id == claim.document);
            let index = || Some((claim.document, *self.document_indexes.get(&claim.document)?));
            last_document = known.or_else(index);
            let index = last_document.map(|(_, at)| at);
            let Some((at, work)) = index.and_then(|at| Some((at, self.documents.get_mut(at)?))) else {
                continue;
            };
            let offsets = offsets.get(at).and_then(Option::as_ref);
            let Some(span) = characters(offsets, claim.span).filter(|span| span.end <= work.len) else {
                continue;
            };
            if last_kinds.0 != claim.kinds {
                let known = known_kinds.entry(&claim.kinds);
                let new = || self.kinds.set_of(claim.kinds.iter().map(String::as_str));
                last_kinds = (&claim.kinds, *known.or_insert_with(new));
            }
            let kinds = last_kinds.1;
            let is_negative = claim.kinds.len() == 1 && claim.kinds.iter().all(|kind| kind == NOT_A_CLAIM);
            work.marks.push(Mark { claim, id: claim.id, span, annotator, kinds, is_negative });
            for marks in [&mut work.tagged, &mut work.worked] {
                set(marks, annotator);
            }
        }
        for work in &mut self.documents {
            // They come by claim.
            work.marks.sort_by_key(|mark| mark.span);
        }
    }

    fn note_links(&mut self) {
        for link in self.project.links() {
            let annotator = self.annotator_index(link.annotator);
            for end in [link.from, link.to] {
                let document = self.project.claim(end).map(|claim| claim.document);
                let index = document.and_then(|document| self.document_indexes.get(&document));
                if let Some(work) = index.and_then(|at| self.documents.get_mut(*at)) {
                    set(&mut work.worked, annotator);
                }
            }
        }
    }
}

impl<'p> DocumentWork<'p> {
    fn new(document: &'p Document, annotators: &[AnnotatorId]) -> Self {
        let offsets = (!document.text.is_ascii()).then(|| OffsetIndex::new(&document.text));
        let sentences = document.sentences.iter().enumerate();
        let sentences = sentences
            .filter(|(_, sentence)| sentence.role != crate::text::SentenceRole::SetAside)
            .filter_map(|(at, sentence)| Some((characters(offsets.as_ref(), sentence.span)?, at)));
        let read: Vec<bool> =
            annotators.iter().map(|annotator| document.read_by.contains(annotator)).collect();
        Self {
            document,
            len: if offsets.is_some() { document.text.chars().count() } else { document.text.len() },
            sentences: sentences.collect(),
            marks: Vec::new(),
            tagged: read.clone(),
            worked: read.clone(),
            read,
        }
    }

    /// The marks that stand for claims of the annotators that are compared, with their annotators.
    pub(super) fn claims(&self) -> impl Iterator<Item = (usize, &Mark<'p>)> {
        self.marks.iter().filter(|mark| !mark.is_negative).filter_map(|mark| Some((mark.annotator?, mark)))
    }
}

/// The indexes that are set.
pub(super) fn chosen(marks: &[bool]) -> impl Iterator<Item = usize> + '_ {
    marks.iter().enumerate().filter(|(_, is_set)| **is_set).map(|(at, _)| at)
}

fn set(marks: &mut [bool], index: Option<usize>) {
    if let Some(mark) = index.and_then(|index| marks.get_mut(index)) {
        *mark = true;
    }
}

/// Without an index a byte is a character.
fn characters(offsets: Option<&OffsetIndex<'_>>, span: Span) -> Option<Span> {
    match offsets {
        Some(offsets) => offsets.chars_from_span(span).map(Span::from),
        None => (span.start <= span.end).then_some(span),
    }
}

fn annotators(project: &Project) -> Vec<AnnotatorId> {
    let compared = || project.annotators().filter(|annotator| !annotator.reference).map(|one| one.id);
    let active = (project.documents().flat_map(|document| document.read_by.iter().copied()))
        .chain(project.claims().map(|claim| claim.annotator))
        .chain(project.links().map(|link| link.annotator))
        .chain(project.verdicts().map(|verdict| verdict.annotator))
        .chain(project.dismissals().map(|dismissal| dismissal.annotator));
    let mut idle: Vec<AnnotatorId> = compared().collect();
    for annotator in active {
        idle.retain(|other| *other != annotator);
        // Mostly everybody is found at once.
        if idle.is_empty() {
            break;
        }
    }
    compared().filter(|annotator| !idle.contains(annotator)).collect()
}

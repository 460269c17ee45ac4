//! [`ReaderColumn`]: one document as the Read view shows it, with the marks of its claims.

use super::layers::Shown;
use super::names;
use crate::model::{AnnotatorId, Claim, ClaimId, Confidence, DocumentId, Project};
use crate::text::{Sentence, SentenceRole, Span, blocks};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One document as the Read view shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReaderColumn {
    /// Which document.
    pub document: DocumentId,
    /// Place in project order; gives the colour.
    pub position: usize,
    /// Letter by which its sentences are named.
    pub letter: String,
    /// Shown in the header.
    pub title: String,
    /// Publisher and reliability, in words.
    pub subtitle: String,
    /// The whole text.
    pub text: Arc<str>,
    /// Runs of text that are laid out as one.
    pub blocks: Arc<[Span]>,
    /// In order.
    pub sentences: Arc<[Sentence]>,
    /// By span and then id.
    pub marks: Vec<ClaimMark>,
    /// Goes up with each making, so that what was drawn from an older one is known to be old.
    pub generation: u64,
    /// For each mark the furthest end of it and all before it, so that overlaps are found by bisection.
    reach: Vec<usize>,
}

/// How sure, as a line style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConfidenceInk {
    /// Thin grey line.
    #[default]
    NotSet,
    /// Dotted.
    Low,
    /// Dashed.
    Moderate,
    /// Solid.
    High,
}

/// A claim in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimMark {
    /// Which claim.
    pub claim: ClaimId,
    /// Where.
    pub span: Span,
    /// `A14`, or `A14.2` for the second claim of a sentence.
    pub name: String,
    /// Id of the first kind; none without kinds.
    pub kind: Option<String>,
    /// How sure.
    pub ink: ConfidenceInk,
    /// Place of its annotator among those of the project, where several tagged the document.
    pub layer: Option<usize>,
    /// How many earlier claims overlap it, so that underlines do not hide each other.
    pub level: u8,
}

/// The line style of a confidence: lowest third dotted, middle dashed, upper third solid.
pub fn confidence_ink(project: &Project, confidence: Option<&Confidence>) -> ConfidenceInk {
    let rank = confidence
        .and_then(|confidence| project.codebook().scale(&confidence.scale)?.rank(&confidence.level));
    match rank {
        None => ConfidenceInk::NotSet,
        Some(rank) if rank < 0.34 => ConfidenceInk::Low,
        Some(rank) if rank < 0.67 => ConfidenceInk::Moderate,
        Some(_) => ConfidenceInk::High,
    }
}

/// Makes the column of a document; `before` lends what does not change with claims.
pub fn reader_column(
    shown: Shown<'_>,
    document: DocumentId,
    before: Option<&ReaderColumn>,
) -> Option<ReaderColumn> {
    let project = shown.project;
    let record = project.document(document)?;
    let position = project.document_position(document)?;
    let generation = before.map_or(0, |column| column.generation + 1);
    let before = before.filter(|column| *column.sentences == *record.sentences);
    let (blocks, sentences) = before.map_or_else(
        || (blocks(&record.text, &record.sentences).into(), record.sentences.clone().into()),
        |column| (Arc::clone(&column.blocks), Arc::clone(&column.sentences)),
    );
    let letter = names::letter(position);
    let marks = claim_marks(shown, record.id, &letter);
    let reach = marks
        .iter()
        .scan(0, |furthest: &mut usize, mark| {
            *furthest = (*furthest).max(mark.span.end);
            Some(*furthest)
        })
        .collect();
    let source = &record.details.source;
    Some(ReaderColumn {
        document,
        position,
        letter,
        title: record.details.title.clone(),
        subtitle: source_line(project, &source.publisher, source.reliability.as_deref()),
        text: Arc::clone(&record.text),
        blocks,
        sentences,
        marks,
        generation,
        reach,
    })
}

/// Publisher and reliability in words.
pub fn source_line(project: &Project, publisher: &str, reliability: Option<&str>) -> String {
    let publisher = if publisher.is_empty() { "unknown publisher" } else { publisher };
    let scale = project.codebook().scale(crate::model::RELIABILITY_SCALE);
    let level = reliability.and_then(|id| scale?.level(id));
    let words = level.map_or_else(|| "not rated".to_owned(), |level| level.label.to_lowercase());
    format!("{publisher} · {words}")
}

fn claim_marks(shown: Shown<'_>, document: DocumentId, letter: &str) -> Vec<ClaimMark> {
    let project = shown.project;
    let Some(record) = project.document(document) else {
        return Vec::new();
    };
    let mut marks: Vec<ClaimMark> = Vec::with_capacity(project.claim_count(document));
    let mut ends: Vec<usize> = Vec::new();
    let layers = layers_of(shown, document);
    let mut numbers = names::ClaimNumbers::new(project);
    for claim in project.claims_in(document) {
        let sentence = record.sentence_at(claim.span.start).unwrap_or_default();
        let suffix = numbers.suffix(claim, sentence);
        if !shown.layers.shows(claim.annotator) {
            continue;
        }
        let level = overlap_level(&mut ends, claim);
        marks.push(ClaimMark {
            claim: claim.id,
            span: claim.span,
            name: format!("{letter}{}{suffix}", sentence + 1),
            kind: claim.kinds.first().cloned(),
            ink: confidence_ink(project, claim.confidence.as_ref()),
            layer: layers.get(&claim.annotator).copied(),
            level,
        });
    }
    marks
}

/// Places of the annotators whose claims stand in a document; none where it is one's alone.
fn layers_of(shown: Shown<'_>, document: DocumentId) -> BTreeMap<AnnotatorId, usize> {
    let found: BTreeSet<AnnotatorId> = shown.claims_in(document).map(|claim| claim.annotator).collect();
    let annotators = shown.project.annotators().map(|annotator| annotator.id).zip(0..);
    if found.len() > 1 { annotators.filter(|(id, _)| found.contains(id)).collect() } else { BTreeMap::new() }
}

/// The lowest level that is free where the claim begins; `ends` holds the end of the last claim on each level.
fn overlap_level(ends: &mut Vec<usize>, claim: &Claim) -> u8 {
    let level = ends.iter().position(|end| *end <= claim.span.start).unwrap_or(ends.len());
    match ends.get_mut(level) {
        Some(end) => *end = claim.span.end,
        None => ends.push(claim.span.end),
    }
    u8::try_from(level).unwrap_or(u8::MAX)
}

impl ReaderColumn {
    /// The marks that overlap a span, by span and then id.
    pub fn marks_in(&self, span: Span) -> impl Iterator<Item = &ClaimMark> {
        let first = self.reach.partition_point(|end| *end <= span.start);
        let rest = self.marks.get(first..).unwrap_or_default();
        rest.iter()
            .take_while(move |mark| mark.span.start < span.end)
            .filter(move |mark| mark.span.overlaps(span))
    }

    /// Indexes of the sentences that overlap a span.
    pub fn sentences_in(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.sentences.partition_point(|sentence| sentence.span.end <= span.start);
        let end = self.sentences.partition_point(|sentence| sentence.span.start < span.end);
        first..end.max(first)
    }

    /// Index of the sentence that holds a byte, or of the last one before it.
    pub fn sentence_near(&self, byte: usize) -> Option<usize> {
        self.sentences.partition_point(|sentence| sentence.span.start <= byte).checked_sub(1)
    }

    /// The shortest claim that covers a sentence but for closing punctuation.
    pub fn claim_covering(&self, index: usize) -> Option<&ClaimMark> {
        let sentence = self.sentences.get(index)?.span;
        let covering = self.marks_in(sentence).filter(|mark| super::steps::covers(mark.span, sentence));
        covering.min_by_key(|mark| (mark.span.len(), mark.claim))
    }

    /// Index of the block that holds a byte, or of the last one before it.
    pub fn block_at(&self, byte: usize) -> usize {
        self.blocks.partition_point(|block| block.start <= byte).saturating_sub(1)
    }

    /// The mark of a claim.
    pub fn mark(&self, claim: ClaimId, span: Span) -> Option<&ClaimMark> {
        let first = self.marks.partition_point(|mark| (mark.span, mark.claim) < (span, claim));
        self.marks.get(first).filter(|mark| mark.claim == claim)
    }

    /// Role of a sentence; body past the end.
    pub fn role(&self, index: usize) -> SentenceRole {
        self.sentences.get(index).map_or_else(SentenceRole::default, |sentence| sentence.role)
    }

    /// Words of a span; empty where it is no place in the text.
    pub fn words(&self, span: Span) -> &str {
        span.slice(&self.text).unwrap_or_default()
    }
}

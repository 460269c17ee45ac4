//! [`ClaimLine`]: a claim as a row of the table, in words.

use super::sort::ClaimColumn;
use crate::analysis::names::pinpoint_words;
use crate::analysis::threads::ThreadIndex;
use crate::model::{AnnotatorId, Claim, ClaimId, Document, DocumentId, RecordId, Timestamp};
use crate::text::visible;
use crate::view::layers::Shown;
use crate::view::names;
use crate::view::questions::question_title;
use std::collections::BTreeMap;

/// A claim in words; what is not set is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimLine {
    /// Which claim.
    pub claim: ClaimId,
    /// `A14`, `A14.2`.
    pub name: String,
    /// Place of its document, which gives the colour.
    pub position: usize,
    /// Title of its document.
    pub document: String,
    /// Where in the original it stands: `p. 3`.
    pub pinpoint: String,
    /// Its words were not found in the text again.
    pub is_lost: bool,
    /// The claim in normalised words.
    pub statement: String,
    /// As it stands in the text.
    pub quote: String,
    /// Kinds, in the order set.
    pub kinds: Vec<KindMark>,
    /// Level of the scale.
    pub confidence: String,
    /// How sure the source sounds.
    pub modality: &'static str,
    /// Who the source says it comes from.
    pub attributed: String,
    /// 1 to 6.
    pub credibility: String,
    /// Free words.
    pub tags: Vec<String>,
    /// How many links it has.
    pub link_count: usize,
    /// Its links by kind: `contradicts 2, updates 1`.
    pub links: String,
    /// What it answers, each with whether it is only proposed.
    pub questions: Vec<(String, bool)>,
    /// Outcomes of the verdicts that weigh it.
    pub verdicts: Vec<String>,
    /// Whose work it is.
    pub annotator: String,
    /// Place among the annotators, which gives the colour.
    pub annotator_position: usize,
    /// Day and minute on this computer's clock.
    pub changed: String,
    /// The same as it leaves the program.
    pub modified: Timestamp,
}

/// A kind by its label and the id of its colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindMark {
    /// Shown.
    pub label: String,
    /// Of the codebook; none for a kind that it lacks.
    pub color: Option<String>,
}

/// Makes lines. What many of them need is worked out once.
#[derive(Debug)]
pub struct LineMaker<'p> {
    shown: Shown<'p>,
    threads: Option<&'p ThreadIndex>,
    annotators: BTreeMap<AnnotatorId, (usize, String)>,
    /// Where the lines of a document end.
    line_ends: BTreeMap<DocumentId, Vec<usize>>,
}

impl ClaimLine {
    /// The cell of a column.
    pub fn cell(&self, column: ClaimColumn) -> String {
        match column {
            ClaimColumn::Place => self.name.clone(),
            ClaimColumn::Words if self.statement.is_empty() => self.quote.clone(),
            ClaimColumn::Words => self.statement.clone(),
            ClaimColumn::Kinds => {
                self.kinds.iter().map(|kind| kind.label.as_str()).collect::<Vec<_>>().join(", ")
            }
            ClaimColumn::Confidence => self.confidence.clone(),
            ClaimColumn::Modality => self.modality.to_owned(),
            ClaimColumn::Attributed => self.attributed.clone(),
            ClaimColumn::Credibility => self.credibility.clone(),
            ClaimColumn::Tags => self.tags.join(", "),
            ClaimColumn::Links => match self.link_count {
                0 => String::new(),
                count => count.to_string(),
            },
            ClaimColumn::Questions => {
                self.questions.iter().map(|(title, _)| title.as_str()).collect::<Vec<_>>().join("; ")
            }
            ClaimColumn::Verdict => self.verdicts.join("; "),
            ClaimColumn::Annotator => self.annotator.clone(),
            ClaimColumn::Changed => self.changed.clone(),
        }
    }

    /// Kinds and confidence, as screen readers hear them after the name.
    pub fn description(&self) -> String {
        let kinds = if self.kinds.is_empty() { "no kind".to_owned() } else { self.cell(ClaimColumn::Kinds) };
        let sure = if self.confidence.is_empty() { "not set" } else { &self.confidence };
        format!("{kinds}, confidence {sure}")
    }
}

impl<'p> LineMaker<'p> {
    /// Without threads no line has a question or a verdict.
    pub fn new(shown: Shown<'p>, threads: Option<&'p ThreadIndex>) -> Self {
        let project = shown.project;
        let annotators = project.annotators().enumerate().map(|(position, annotator)| {
            (annotator.id, (position, names::annotator_name(project, annotator.id)))
        });
        Self { shown, threads, annotators: annotators.collect(), line_ends: BTreeMap::new() }
    }

    /// The line of a claim; none where it is gone or not on show.
    pub fn line(&mut self, id: ClaimId) -> Option<ClaimLine> {
        let (shown, project) = (self.shown, self.shown.project);
        let claim = shown.claim(id)?;
        let document = project.document(claim.document)?;
        let codebook = project.codebook();
        let (annotator_position, annotator) =
            self.annotators.get(&claim.annotator).cloned().unwrap_or_default();
        let kind = |id: &String| {
            let kind = codebook.claim_kind(id);
            KindMark {
                label: one_line(kind.map_or(id, |kind| &kind.label)),
                color: kind.map(|kind| kind.color.clone()),
            }
        };
        let (links, link_count) = self.links(claim);
        Some(ClaimLine {
            claim: id,
            name: names::claim_name(project, claim),
            position: project.document_position(claim.document).unwrap_or_default(),
            document: one_line(match document.details.title.trim() {
                "" => &document.file_name,
                title => title,
            }),
            pinpoint: if claim.unanchored { String::new() } else { self.pinpoint(document, claim) },
            is_lost: claim.unanchored,
            statement: one_line(&claim.statement),
            quote: one_line(&claim.quote),
            kinds: claim.kinds.iter().map(kind).collect(),
            confidence: claim
                .confidence
                .as_ref()
                .map(|level| one_line(&names::confidence_label(project, level)))
                .unwrap_or_default(),
            modality: claim.modality.map_or("", |modality| modality.name()),
            attributed: one_line(&claim.attributed_to),
            credibility: claim.credibility.map(|digit| digit.digit().to_string()).unwrap_or_default(),
            tags: claim.tags.iter().map(|tag| one_line(tag)).collect(),
            link_count,
            links,
            questions: self.questions(id),
            verdicts: self.verdicts(id),
            annotator,
            annotator_position,
            changed: claim.modified.local_text(),
            modified: claim.modified,
        })
    }

    /// Lines of the text are found once a document, since a table may hold all claims of a long one.
    fn pinpoint(&mut self, document: &Document, claim: &Claim) -> String {
        let ends = self.line_ends.entry(document.id).or_insert_with(|| {
            let has_marks = !document.pinpoints.is_empty();
            let breaks = document.text.match_indices('\n').map(|(byte, _)| byte);
            if has_marks { Vec::new() } else { breaks.collect() }
        });
        pinpoint_words(document, claim.span.start, || 1 + ends.partition_point(|end| *end < claim.span.start))
    }

    fn links(&self, claim: &Claim) -> (String, usize) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for link in self.shown.links_of(claim.id) {
            *counts.entry(&link.kind).or_default() += 1;
        }
        let codebook = self.shown.project.codebook();
        let words = counts.iter().map(|(kind, count)| {
            let label = codebook.link_kind(kind).map_or(*kind, |kind| kind.label.as_str());
            format!("{} {count}", one_line(label))
        });
        (words.collect::<Vec<_>>().join(", "), counts.values().sum())
    }

    fn questions(&self, claim: ClaimId) -> Vec<(String, bool)> {
        let threads = self.threads.into_iter().flat_map(|threads| threads.threads_of(claim));
        threads.map(|thread| (question_title(self.shown.project, thread), thread.is_proposed())).collect()
    }

    fn verdicts(&self, claim: ClaimId) -> Vec<String> {
        if self.threads.is_none() {
            return Vec::new();
        }
        let project = self.shown.project;
        let verdicts = project.mentions_of(claim).filter_map(|record| match record {
            RecordId::Verdict(id) => project.verdict(id),
            _ => None,
        });
        verdicts
            .map(|verdict| {
                let term = project.codebook().outcomes.iter().find(|term| term.id == verdict.outcome);
                let label = one_line(term.map_or(&verdict.outcome, |term| &term.label));
                if verdict.favoured.contains(&claim) { format!("favoured: {label}") } else { label }
            })
            .collect()
    }
}

fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    visible(&out).into_owned()
}

//! [`write_report`]: a project as an inconsistency map: which source says what, where they confirm and where they
//! contradict each other, with the place of every passage.
//!
//! The sections make one [`Tree`], which each format writes whole. The same project gives the same bytes, and a list
//! that is too long says how much of it is left out.

mod chronology;
mod corroboration;
mod divergence;
mod docx;
mod docx_parts;
mod html;
mod links;
mod markdown;
mod matrix;
mod method;
mod odt;
mod odt_looks;
mod office;
mod page;
mod parts;
mod picture;
mod quotes;
mod reviewer;
mod single;
mod sources;
mod summary;
mod tree;
mod unread;
mod unsaid;
mod words;

pub use parts::{ReportFormat, ReportOptions, ReportPart};

use super::{FormatError, Progress};
use crate::analysis::disagreements::{CaseDifferences, DisagreementCase, all_disagreements};
use crate::analysis::matrix::{MatrixRow, MatrixSort, matrix_rows, sort_rows};
use crate::analysis::names::{claim_names, document_letter};
use crate::analysis::threads::{QuestionKey, Thread, ThreadIndex};
use crate::model::{Claim, ClaimId, DocumentId, LinkId, Project, Timestamp};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use tree::{Block, Look, Run, Section, Tree, own};
use words::{counted, minute};

/// The report on a project. Nothing comes of it when `progress` says to stop.
pub fn write_report(
    project: &Project,
    options: &ReportOptions,
    progress: &mut Progress<'_>,
) -> Result<Vec<u8>, FormatError> {
    let steps = options.parts.len() as f32 + 2.0;
    let mut step = |done: usize| match progress((done as f32 + 1.0) / steps) {
        std::ops::ControlFlow::Continue(()) => Ok(()),
        std::ops::ControlFlow::Break(()) => Err(FormatError::Cancelled),
    };
    let report = Report::of(project, &options.parts);
    let mut sections = Vec::new();
    for part in &options.parts {
        step(sections.len())?;
        sections.push(Section { part: *part, blocks: report.blocks(*part) });
    }
    step(sections.len())?;
    let tree = report.tree(sections);
    let written = match options.format {
        ReportFormat::Html => Ok(page::page(&tree).into_bytes()),
        ReportFormat::Markdown => Ok(markdown::markdown(&tree).into_bytes()),
        ReportFormat::Docx => docx::docx(&tree),
        ReportFormat::Odt => odt::odt(&tree),
    };
    written.map_err(FormatError::Unwritable)
}

/// What all parts of a report draw from.
#[derive(Debug)]
struct Report<'p> {
    project: &'p Project,
    threads: ThreadIndex,
    /// By spread of stance.
    rows: Vec<MatrixRow>,
    /// In text order.
    cases: Vec<DisagreementCase>,
    /// Places of those that have a card, in the order of the cards.
    shown: Vec<usize>,
    positions: BTreeMap<DocumentId, usize>,
    names: BTreeMap<ClaimId, String>,
    parts: &'p BTreeSet<ReportPart>,
    /// Kept, for texts have to be compared for them.
    differences: RefCell<BTreeMap<LinkId, Rc<CaseDifferences>>>,
}

impl<'p> Report<'p> {
    fn of(project: &'p Project, parts: &'p BTreeSet<ReportPart>) -> Self {
        let threads = ThreadIndex::of(project);
        let mut rows = matrix_rows(project, threads.threads());
        sort_rows(&mut rows, MatrixSort::Spread);
        let cases = all_disagreements(project, &threads);
        Self {
            project,
            rows,
            shown: divergence::shown(&cases),
            cases,
            threads,
            positions: project.document_ids().iter().copied().zip(0..).collect(),
            names: claim_names(project),
            parts,
            differences: RefCell::default(),
        }
    }

    /// What stands in one section.
    fn blocks(&self, part: ReportPart) -> Vec<Block> {
        match part {
            ReportPart::Summary => summary::summary(self),
            ReportPart::Sources => sources::sources(self),
            ReportPart::Links => picture::picture(self),
            ReportPart::Matrix => matrix::matrix(self),
            ReportPart::Corroboration => corroboration::corroboration(self),
            ReportPart::Divergence => divergence::divergence(self),
            ReportPart::Single => single::single(self),
            ReportPart::Unsaid => unsaid::unsaid(self),
            ReportPart::Unread => unread::unread(self),
            ReportPart::Chronology => chronology::chronology(self),
            ReportPart::Method => method::method(self),
        }
    }

    fn tree(&self, sections: Vec<Section>) -> Tree {
        let project = self.project;
        let title = project.title().trim();
        let as_of = self.as_of();
        let time =
            as_of.map_or_else(|| "no work in it yet".to_owned(), |time| format!("as of {}", minute(time)));
        let facts = [
            time,
            counted(project.documents().len(), "document"),
            counted(project.claims().len(), "claim"),
            counted(project.links().len(), "link"),
        ];
        let names = project.annotators().map(|annotator| annotator.name.trim());
        let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
        Tree {
            title: if title.is_empty() { "Untitled project" } else { title }.to_owned(),
            facts: facts.join(" · "),
            authors: names.join(", "),
            as_of,
            sections,
        }
    }

    /// Whether the report has that part.
    fn has(&self, part: ReportPart) -> bool {
        self.parts.contains(&part)
    }

    /// In what the sides of a case differ.
    fn differences(&self, case: &DisagreementCase) -> Rc<CaseDifferences> {
        let mut known = self.differences.borrow_mut();
        let found = known.entry(case.id).or_insert_with(|| Rc::new(case.differences(self.project)));
        Rc::clone(found)
    }

    /// The cases that have a card, in the order of the cards, which are numbered from 1.
    fn shown_cases(&self) -> impl Iterator<Item = &DisagreementCase> {
        self.shown.iter().filter_map(|at| self.cases.get(*at))
    }

    /// The newest time in the project; none when nothing in it has one.
    fn as_of(&self) -> Option<Timestamp> {
        let project = self.project;
        let claims = project.claims().map(|claim| claim.created.max(claim.modified));
        let links = project.links().map(|link| link.created.max(link.modified));
        let verdicts = project.verdicts().map(|verdict| verdict.decided);
        let rulings = project.rulings().map(|ruling| ruling.decided);
        let dismissals = project.dismissals().map(|dismissal| dismissal.created);
        let times = claims.chain(links).chain(verdicts).chain(rulings).chain(dismissals);
        // The epoch stands for a time that nobody knew.
        times.max().filter(|time| *time > Timestamp::default())
    }

    fn thread(&self, question: QuestionKey) -> Option<&Thread> {
        self.threads.thread(question)
    }

    /// Whether a claim speaks to no question.
    fn is_alone(&self, claim: ClaimId) -> bool {
        self.threads.keys_of(claim).next().is_none()
    }

    /// What a question is about.
    fn title(&self, question: QuestionKey) -> &'p str {
        let title = self.thread(question).map_or("", |thread| thread.title(self.project)).trim();
        if title.is_empty() { "(without words)" } else { title }
    }

    /// `A14`.
    fn name(&self, claim: ClaimId) -> &str {
        self.names.get(&claim).map_or("?", String::as_str)
    }

    fn position(&self, document: DocumentId) -> usize {
        self.positions.get(&document).copied().unwrap_or_default()
    }

    /// The letter of a document in its colour.
    fn document_chip(&self, document: DocumentId) -> Run {
        let position = self.position(document);
        own(document_letter(position)).look(Look::Chip(position)).hint(self.document_title(document))
    }

    /// The name of a claim in the colour of its document.
    fn claim_chip(&self, claim: &Claim) -> Run {
        let look = Look::Chip(self.position(claim.document));
        own(self.name(claim.id)).look(look).hint(self.document_title(claim.document))
    }

    fn document_title(&self, document: DocumentId) -> &'p str {
        self.project.document(document).map_or("", |document| &document.details.title)
    }

    /// The letter A to F that the source was rated with.
    fn reliability_chip(&self, document: DocumentId) -> Run {
        let document = self.project.document(document);
        let rating = document.and_then(|document| document.details.source.reliability.as_deref());
        let hint = if rating.is_some() {
            "reliability of the source"
        } else {
            "reliability of the source not rated"
        };
        own(rating.unwrap_or("–")).look(Look::Rating).hint(hint)
    }
}

/// Colours of documents, as many as there are in the style sheet.
const COLORS: usize = 8;
/// What wrote the report.
const GENERATOR: &str = concat!("Crossclaim ", env!("CARGO_PKG_VERSION"));

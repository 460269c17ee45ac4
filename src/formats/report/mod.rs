//! [`write_report`]: a project as one page of HTML that needs nothing else: no script, no picture, no font.
//!
//! It is well-formed XML, the same for the same project, and says what it leaves out where a list is too long.

mod cases;
mod chronology;
mod html;
mod links;
mod matrix;
mod method;
mod page;
mod picture;
mod quotes;
mod single;
mod sources;
mod summary;
mod words;

use crate::analysis::disagreements::{DisagreementCase, all_disagreements};
use crate::analysis::matrix::{MatrixRow, MatrixSort, matrix_rows, sort_rows};
use crate::analysis::names::{claim_names, document_letter};
use crate::analysis::threads::{QuestionKey, Thread, ThreadIndex};
use crate::model::{Claim, ClaimId, DocumentId, Project, Timestamp};
use html::{Element, el};
use std::collections::BTreeMap;

/// The report on a project, as UTF-8 text.
pub fn write_report(project: &Project) -> String {
    page::page(&Report::of(project))
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
}

impl<'p> Report<'p> {
    fn of(project: &'p Project) -> Self {
        let threads = ThreadIndex::of(project);
        let mut rows = matrix_rows(project, threads.threads());
        sort_rows(&mut rows, MatrixSort::Spread);
        let cases = all_disagreements(project, &threads);
        Self {
            project,
            rows,
            shown: cases::shown(&cases),
            cases,
            threads,
            positions: project.document_ids().iter().copied().zip(0..).collect(),
            names: claim_names(project),
        }
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
    fn document_chip(&self, document: DocumentId) -> Element {
        chip(self.position(document), &document_letter(self.position(document)))
            .set("title", self.document_title(document))
    }

    /// The name of a claim in the colour of its document.
    fn claim_chip(&self, claim: &Claim) -> Element {
        chip(self.position(claim.document), self.name(claim.id))
            .set("title", self.document_title(claim.document))
    }

    fn document_title(&self, document: DocumentId) -> &'p str {
        self.project.document(document).map_or("", |document| &document.details.title)
    }

    /// The letter A to F that the source was rated with.
    fn reliability_chip(&self, document: DocumentId) -> Element {
        let document = self.project.document(document);
        let rating = document.and_then(|document| document.details.source.reliability.as_deref());
        let chip = el("span").class("rating");
        match rating {
            Some(rating) => chip.set("title", "reliability of the source").text(rating),
            None => chip.set("title", "reliability of the source not rated").text("–"),
        }
    }
}

/// Colours of documents, as many as the style sheet has.
const COLORS: usize = 8;

fn chip(position: usize, words: &str) -> Element {
    el("span").class(format!("chip d{}", position % COLORS)).text(words)
}

//! [`summary`]: what a reader should know who reads no further.

use super::Report;
use super::parts::ReportPart;
use super::tree::{Block, List, ListLook, Paragraph, Role, foreign, heading, note, own, paragraph, said};
use super::words::{counted, grouped, label};
use crate::analysis::disagreements::{CaseState, DisagreementCase};
use crate::analysis::threads::QuestionKey;
use crate::model::{LinkId, Opposition};
use std::collections::BTreeMap;

/// Questions named here.
const MAX_NAMED: usize = 8;
/// Disagreements of one question that are looked at.
const MAX_COMPARED: usize = 6;
/// Differences named of one question.
const MAX_SAID: usize = 3;

/// The figures, then what is open.
pub(super) fn summary(report: &Report<'_>) -> Vec<Block> {
    let project = report.project;
    if project.documents().len() == 0 {
        let words = "The project has no documents yet, so there is nothing to compare.";
        return vec![Block::Paragraph(said(Role::Body, words))];
    }
    let mut parts = vec![figures(report), reading(report)];
    parts.extend(open(report));
    parts
}

fn count(report: &Report<'_>, state: fn(&CaseState) -> bool) -> usize {
    report.cases.iter().filter(|case| state(&case.state)).count()
}

fn figures(report: &Report<'_>) -> Block {
    let single = report.rows.iter().filter(|row| row.support.is_single()).count();
    let figures = [
        (report.rows.len(), "questions on which claims are linked"),
        (count(report, |state| *state == CaseState::Open), "open disagreements"),
        (count(report, |state| matches!(state, CaseState::AnotherLook { .. })), "settled, need another look"),
        (count(report, |state| *state == CaseState::Settled), "settled disagreements"),
        (single, "questions with one independent source"),
    ];
    Block::Figures(figures.map(|(count, words)| (grouped(count), words)).into())
}

/// How far the documents have been read: without that, silence means little.
fn reading(report: &Report<'_>) -> Block {
    let all = report.project.documents().len();
    let read = report.project.documents().filter(|document| !document.read_by.is_empty()).count();
    let unlinked = report.project.claims().filter(|claim| report.is_alone(claim.id)).count();
    let reading = if read == all {
        "Every document was read to the end.".to_owned()
    } else {
        format!(
            "{} of {} read to the end; of the others nobody can say yet what they are silent on.",
            grouped(read),
            counted(all, "document"),
        )
    };
    let unlinked = match unlinked {
        0 => "Every claim is linked to another one.".to_owned(),
        1 => "1 claim is linked to no other.".to_owned(),
        _ => format!("{} are linked to no other.", counted(unlinked, "claim")),
    };
    Block::Paragraph(said(Role::Body, format!("{reading} {unlinked}")))
}

/// The questions on which something is open, those with disagreements that cannot both hold first.
fn open(report: &Report<'_>) -> Vec<Block> {
    let open = open_questions(report);
    if open.is_empty() {
        let words = if report.cases.is_empty() {
            "No two claims are linked as opposing each other."
        } else {
            "All disagreements are settled."
        };
        return vec![Block::Paragraph(said(Role::Body, words))];
    }
    let numbers: BTreeMap<LinkId, usize> = report.shown_cases().map(|case| case.id).zip(1..).collect();
    let items = open.iter().take(MAX_NAMED).map(|question| question.item(report, &numbers));
    let list = List { look: ListLook::Numbered, items: items.collect() };
    let mut parts = vec![heading("What is open"), Block::List(list)];
    let left = open.len().saturating_sub(MAX_NAMED);
    if left > 0 {
        let words = format!("On {} more the sources disagree, too.", counted(left, "question"));
        parts.push(note(words));
    }
    parts
}

fn open_questions<'r>(report: &'r Report<'_>) -> Vec<OpenQuestion<'r>> {
    let mut places: BTreeMap<QuestionKey, usize> = BTreeMap::new();
    let mut open: Vec<OpenQuestion<'_>> = Vec::new();
    for case in report.cases.iter().filter(|case| case.state != CaseState::Settled) {
        let place = *places.entry(case.question).or_insert(open.len());
        match open.get_mut(place) {
            Some(question) => question.cases.push(case),
            None => open.push(OpenQuestion { question: case.question, cases: vec![case] }),
        }
    }
    open.sort_by_key(|question| !question.cases.iter().any(|case| case.opposition == Opposition::Full));
    open
}

/// A thread with its unsettled cases.
struct OpenQuestion<'r> {
    question: QuestionKey,
    cases: Vec<&'r DisagreementCase>,
}

impl OpenQuestion<'_> {
    fn item(&self, report: &Report<'_>, numbers: &BTreeMap<LinkId, usize>) -> Vec<Paragraph> {
        let number = self.cases.iter().find_map(|case| numbers.get(&case.id));
        // Leads to the entry where there is one.
        let number = number.filter(|_| report.has(ReportPart::Divergence));
        let target = number.map_or_else(String::new, |number| format!("#case-{number}"));
        let title = foreign(report.title(self.question)).to(target);
        let types = &report.project.codebook().difference_types;
        let mut named: Vec<(String, String)> = Vec::new();
        for case in self.cases.iter().take(MAX_COMPARED) {
            let found = report.differences(case);
            let says = found.first().map(|one| (label(types, &one.kind).to_owned(), one.says.clone()));
            named.extend(says.filter(|says| !named.contains(says)));
        }
        let says = named
            .into_iter()
            .take(MAX_SAID)
            .map(|(kind, says)| paragraph(Role::Note).add(own(format!("{kind}: "))).add(foreign(says)));
        [paragraph(Role::Body).add(title)].into_iter().chain(says).collect()
    }
}

//! [`summary`]: what a reader should know who reads no further.

use super::Report;
use super::html::{Element, el};
use super::words::{counted, grouped, label};
use crate::analysis::disagreements::{CaseState, DisagreementCase};
use crate::model::Opposition;

/// Disagreements named here.
const MAX_NAMED: usize = 6;

/// The figures, then what is open.
pub(super) fn summary(report: &Report<'_>) -> Vec<Element> {
    let project = report.project;
    if project.documents().len() == 0 {
        return vec![el("p").text("The project has no documents yet, so there is nothing to compare.")];
    }
    let mut parts = vec![figures(report), reading(report)];
    parts.extend(open(report));
    parts
}

fn count(report: &Report<'_>, state: fn(&CaseState) -> bool) -> usize {
    report.cases.iter().filter(|case| state(&case.state)).count()
}

fn figures(report: &Report<'_>) -> Element {
    let figure =
        |count: usize, words: &str| el("div").add(el("dd").text(grouped(count))).add(el("dt").text(words));
    let single = report.rows.iter().filter(|row| row.support.is_single()).count();
    el("dl").class("figures").add_all([
        figure(report.rows.len(), "questions on which claims are linked"),
        figure(count(report, |state| *state == CaseState::Open), "open disagreements"),
        figure(
            count(report, |state| matches!(state, CaseState::AnotherLook { .. })),
            "settled, need another look",
        ),
        figure(count(report, |state| *state == CaseState::Settled), "settled disagreements"),
        figure(single, "questions with one independent source"),
    ])
}

/// How far the documents have been read: without that, silence means little.
fn reading(report: &Report<'_>) -> Element {
    let all = report.project.documents().len();
    let read = report.project.documents().filter(|document| !document.read_by.is_empty()).count();
    let unlinked = report.project.claims().filter(|claim| report.thread(claim.id).is_none()).count();
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
    el("p").text(format!("{reading} {unlinked}"))
}

/// The open disagreements, those that cannot both hold first.
fn open(report: &Report<'_>) -> Vec<Element> {
    let numbered = (1_usize..).zip(super::cases::in_order(report));
    let mut open: Vec<(usize, &DisagreementCase)> =
        numbered.filter(|(_, case)| case.state != CaseState::Settled).collect();
    open.sort_by_key(|(_, case)| case.opposition != Opposition::Full);
    if open.is_empty() {
        let words = if report.cases.is_empty() {
            "No two claims are linked as opposing each other."
        } else {
            "All disagreements are settled."
        };
        return vec![el("p").text(words)];
    }
    let left = open.len().saturating_sub(MAX_NAMED);
    let item = |(number, case): (usize, &DisagreementCase)| {
        let link = el("a").set("href", format!("#case-{number}")).foreign(report.title(case.thread));
        let found = case.differences(report.project);
        let types = &report.project.codebook().difference_types;
        let item = el("li").add(link);
        match found.first() {
            Some(first) => item.add(el("br")).add(
                el("span")
                    .class("says")
                    .text(format!("{}: ", label(types, &first.kind)))
                    .foreign(&first.says),
            ),
            None => item,
        }
    };
    let list = el("ol").class("open").add_all(open.into_iter().take(MAX_NAMED).map(item));
    let mut parts = vec![el("h3").text("What is open"), list];
    if left > 0 {
        parts.push(el("p").class("note").text(format!("And {} more below.", grouped(left))));
    }
    parts
}

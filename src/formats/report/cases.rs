//! [`cases`]: each disagreement with both sides in the words of the sources, and how it was settled.

use super::Report;
use super::html::{Element, el};
use super::quotes::quote;
use super::words::{confidence_label, counted, cut_note, day, label, link_label};
use crate::analysis::disagreements::{CaseDifferences, CaseSort, CaseState, DisagreementCase, OPEN_OUTCOME};
use crate::analysis::threads::QuestionKey;
use crate::model::{ClaimId, Link, LinkId, Verdict, VerdictId};
use std::collections::{BTreeMap, BTreeSet};

/// Cases of one state that are shown.
const MAX_CASES: usize = 100;
/// Claims of one side that are quoted.
const MAX_QUOTED: usize = 6;
/// Names that are listed in a row.
const MAX_LISTED: usize = 12;
/// Differences that are named.
const MAX_NAMED: usize = 4;
/// Earlier and other verdicts that are listed.
const MAX_OTHERS: usize = 1_000;

/// States in the order in which their cases come.
const STATES: [&str; 3] = ["open", "needs another look", "settled"];

const fn state_index(state: &CaseState) -> usize {
    match state {
        CaseState::Open => 0,
        CaseState::AnotherLook { .. } => 1,
        CaseState::Settled => 2,
    }
}

/// Places of the cases that are shown: open ones first, each state in text order.
///
/// Where there are too many, each question has its first ones shown before any has more.
pub(super) fn shown(cases: &[DisagreementCase]) -> Vec<usize> {
    let mut shown = Vec::new();
    for index in 0..STATES.len() {
        let mut seen: BTreeMap<QuestionKey, usize> = BTreeMap::new();
        let of_state = cases.iter().enumerate().filter(|(_, case)| state_index(&case.state) == index);
        let mut ranked: Vec<(usize, usize)> = of_state
            .map(|(at, case)| {
                let rank = seen.entry(case.question).or_default();
                *rank += 1;
                (*rank, at)
            })
            .collect();
        ranked.sort_unstable();
        let mut places: Vec<usize> = ranked.into_iter().take(MAX_CASES).map(|(_, at)| at).collect();
        places.sort_unstable();
        shown.extend(places);
    }
    shown
}

/// All of them, and the verdicts that are on none of them.
pub(super) fn cases(report: &Report<'_>) -> Vec<Element> {
    let mut parts = Vec::new();
    if report.cases.is_empty() {
        parts.push(el("p").class("note").text("None: no two claims are linked as opposing each other."));
    }
    parts.extend((1..).zip(report.shown_cases()).map(|(number, case)| card(report, number, case)));
    for (index, state) in STATES.iter().enumerate() {
        let count = report.cases.iter().filter(|case| state_index(&case.state) == index).count();
        parts.extend(cut_note(MAX_CASES.min(count), count, &format!("{state} disagreement")));
    }
    parts.extend(other_verdicts(report));
    parts
}

fn card(report: &Report<'_>, number: usize, case: &DisagreementCase) -> Element {
    let found = case.differences(report.project);
    let state = STATES.get(state_index(&case.state)).copied().unwrap_or_default();
    let badge = el("span").class(format!("state s{}", state_index(&case.state))).text(state);
    let title = el("h3")
        .add(el("span").class("number").text(format!("{number} ")))
        .add(el("span").set("dir", "auto").text(report.title(case.question)))
        .text(" ")
        .add(badge);
    let verdict = case.verdict.and_then(|id| report.project.verdict(id));
    let favoured = verdict.and_then(|verdict| case.favoured_side(verdict));
    let sides = [0, 1].map(|side| side_element(report, case, &found, (side, favoured == Some(side))));
    el("article")
        .class("case")
        .set("id", format!("case-{number}"))
        .add(title)
        .add(headline(report, &found))
        .add_all(why(report, case))
        .add(el("div").class("sides").add_all(sides))
        .add_all(verdict.map(|verdict| verdict_element(report, Some(case), verdict)))
}

/// In what the sides differ, each difference once.
fn headline(report: &Report<'_>, found: &CaseDifferences) -> Element {
    let types = &report.project.codebook().difference_types;
    let mut seen = BTreeSet::new();
    let named = found.differences.iter().filter(|one| seen.insert((&one.kind, &one.says))).take(MAX_NAMED);
    let items = named.map(|one| {
        let item = el("li").add(el("span").class("type").text(label(types, &one.kind)));
        let item = item.text(" ").add(el("span").set("dir", "auto").text(&one.says));
        if one.is_annotated {
            item
        } else {
            item.text(" ").add(el("small").text("(found by comparing the texts)"))
        }
    });
    if found.differences.is_empty() {
        return el("p").class("note").text("No difference in words was found or named.");
    }
    el("ul").class("differs").add_all(items)
}

/// Which links say that the sides oppose each other, and, in an inconsistency, which say that they agree.
fn why(report: &Report<'_>, case: &DisagreementCase) -> Vec<Element> {
    let link = |link: &Link| {
        let kind = link_label(report.project.codebook(), &link.kind);
        let level = link.confidence.as_ref();
        let level =
            level.map(|level| format!(" ({})", confidence_label(report.project, level))).unwrap_or_default();
        format!("{} {kind} {}{level}", report.name(link.from), report.name(link.to))
    };
    let list = |ids: &[LinkId]| {
        let links = ids.iter().filter_map(|id| report.project.link(*id)).take(MAX_LISTED);
        let words = links.map(link).collect::<Vec<_>>().join(", ");
        match ids.len().saturating_sub(MAX_LISTED) {
            0 => words,
            left => format!("{words} and {left} more"),
        }
    };
    let mut parts = vec![el("p").class("links").text(list(&case.links))];
    if let CaseSort::Inconsistency { agreeing, .. } = &case.sort {
        parts.push(el("p").class("links").text(format!("But linked as saying the same: {}", list(agreeing))));
    }
    parts
}

fn side_element(
    report: &Report<'_>,
    case: &DisagreementCase,
    found: &CaseDifferences,
    (side, is_favoured): (usize, bool),
) -> Element {
    let Some(side) = case.sides.get(side) else {
        return el("div");
    };
    let documents: BTreeSet<usize> = side
        .claims
        .iter()
        .filter_map(|claim| report.project.claim(*claim))
        .map(|claim| report.position(claim.document))
        .collect();
    let sources = match side.independent {
        1 if documents.len() > 1 => ", one origin".to_owned(),
        1 => ", single source".to_owned(),
        independent => format!(", {independent} independent"),
    };
    let count = format!("{}{sources}", counted(documents.len(), "document"));
    let new_claims: &[ClaimId] = match &case.state {
        CaseState::AnotherLook { new_claims } => new_claims,
        CaseState::Open | CaseState::Settled => &[],
    };
    let quotes = quoted(&side.claims, found, new_claims).into_iter().filter_map(|id| {
        let quote = quote(report, report.project.claim(id)?, &found.marks(id));
        let note = new_claims.contains(&id).then(|| el("p").class("note").text("Came after the verdict"));
        Some(quote.add_all(note))
    });
    let head = el("p").class("count").text(count);
    let head = if is_favoured { head.text(" · ").add(el("b").text("favoured")) } else { head };
    el("div")
        .class(if is_favoured { "side favoured" } else { "side" })
        .add(head)
        .add_all(quotes)
        .add_all(cut_note(MAX_QUOTED.min(side.claims.len()), side.claims.len(), "claim"))
}

/// The claims that are quoted, in text order: those that differ and those that came later before any others.
fn quoted(claims: &[ClaimId], found: &CaseDifferences, new_claims: &[ClaimId]) -> Vec<ClaimId> {
    let differing: BTreeSet<ClaimId> = found.differences.iter().flat_map(|one| one.claims).collect();
    let is_telling = |claim: &ClaimId| differing.contains(claim) || new_claims.contains(claim);
    let mut places: Vec<(usize, &ClaimId)> = claims.iter().enumerate().collect();
    places.sort_by_key(|(place, claim)| (!is_telling(claim), *place));
    places.truncate(MAX_QUOTED);
    places.sort_unstable();
    places.into_iter().map(|(_, claim)| *claim).collect()
}

fn verdict_element(report: &Report<'_>, case: Option<&DisagreementCase>, verdict: &Verdict) -> Element {
    let project = report.project;
    let outcome = label(&project.codebook().outcomes, &verdict.outcome);
    let head =
        if verdict.outcome == OPEN_OUTCOME { "Left open".to_owned() } else { format!("Verdict: {outcome}") };
    let mut by = Vec::new();
    by.extend(
        verdict.confidence.as_ref().map(|level| format!("confidence {}", confidence_label(project, level))),
    );
    by.extend(project.annotator(verdict.annotator).map(|annotator| annotator.name.clone()));
    by.push(day(verdict.decided));
    let words = el("div").class("verdict").add(
        el("p").class("outcome").add(el("b").text(head)).text(" ").add(el("small").foreign(by.join(" · "))),
    );
    let words = if verdict.rationale.trim().is_empty() {
        words.add(el("p").class("note").text("No reason was given."))
    } else {
        words.add(el("p").class("rationale").set("dir", "auto").text(&verdict.rationale))
    };
    let weighed = verdict.favoured.iter().map(|claim| report.name(*claim)).collect::<Vec<_>>().join(", ");
    let words = if weighed.is_empty() {
        words
    } else {
        words.add(el("p").class("note").text(format!("Favours {weighed}")))
    };
    match case.map(|case| &case.state) {
        Some(CaseState::AnotherLook { new_claims }) => {
            let names: Vec<&str> =
                new_claims.iter().take(MAX_LISTED).map(|claim| report.name(*claim)).collect();
            let since =
                format!("{} since the verdict: {}", counted(new_claims.len(), "new claim"), names.join(", "));
            words.add(el("p").class("since").text(since))
        }
        _ => words,
    }
}

/// Verdicts that a newer one replaced, or that are on no disagreement that is shown.
fn other_verdicts(report: &Report<'_>) -> Vec<Element> {
    let shown: BTreeSet<VerdictId> = report.shown_cases().filter_map(|case| case.verdict).collect();
    let others: Vec<&Verdict> =
        report.project.verdicts().filter(|verdict| !shown.contains(&verdict.id)).collect();
    if others.is_empty() {
        return Vec::new();
    }
    let item = |verdict: &&Verdict| {
        let names: Vec<&str> =
            verdict.claims.iter().take(MAX_LISTED).map(|claim| report.name(*claim)).collect();
        let on = el("p").class("note").text(format!("On {}", names.join(", ")));
        verdict_element(report, None, verdict).add(on)
    };
    let mut parts = vec![
        el("h3").text("Earlier and other verdicts"),
        el("p")
            .class("note")
            .text("Replaced by a newer verdict, or on claims that no shown disagreement holds."),
    ];
    parts.extend(others.iter().take(MAX_OTHERS).map(item));
    parts.extend(cut_note(MAX_OTHERS.min(others.len()), others.len(), "verdict"));
    parts
}

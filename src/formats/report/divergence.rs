//! [`divergence`]: each disagreement with both sides in the words of the sources, and how it was settled.

use super::Report;
use super::quotes::quote;
use super::reviewer::question;
use super::tree::{
    Block, Cell, Look, Paragraph, Role, Table, TableLook, Tone, foreign, heading, note, own, paragraph, said,
};
use super::words::{confidence_label, counted, cut_note, day, label, link_label, listed};
use crate::analysis::disagreements::{CaseDifferences, CaseSort, CaseState, DisagreementCase, OPEN_OUTCOME};
use crate::analysis::threads::QuestionKey;
use crate::model::{ClaimId, Comment, Link, LinkId, RecordId, Verdict, VerdictId};
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
pub(super) fn divergence(report: &Report<'_>) -> Vec<Block> {
    let mut parts = Vec::new();
    if report.cases.is_empty() {
        parts.push(note("None: no two claims are linked as opposing each other."));
    }
    parts.extend((1..).zip(report.shown_cases()).map(|(number, case)| entry(report, number, case)));
    for (index, state) in STATES.iter().enumerate() {
        let count = report.cases.iter().filter(|case| state_index(&case.state) == index).count();
        parts.extend(cut_note(MAX_CASES.min(count), count, &format!("{state} disagreement")));
    }
    parts.extend(other_verdicts(report));
    parts
}

fn entry(report: &Report<'_>, number: usize, case: &DisagreementCase) -> Block {
    let found = report.differences(case);
    let state = state_index(&case.state);
    let heading = paragraph(Role::Body)
        .add(own(format!("{number} ")).look(Look::Small))
        .add(foreign(report.title(case.question)))
        .add(own(" "))
        .add(own(STATES.get(state).copied().unwrap_or_default()).look(Look::State(state)));
    let verdict = case.verdict.and_then(|id| report.project.verdict(id));
    let favoured = verdict.and_then(|verdict| case.favoured_side(verdict));
    let sides = [0, 1].map(|side| side_cells(report, case, &found, (side, favoured == Some(side))));
    let (heads, row): (Vec<Cell>, Vec<Cell>) = sides.into_iter().unzip();
    let mut blocks: Vec<Block> = headline(report, case, &found).into_iter().map(Block::Paragraph).collect();
    blocks.extend(why(report, case).into_iter().map(Block::Paragraph));
    if verdict.is_none_or(|verdict| verdict.outcome == OPEN_OUTCOME) {
        let words = paragraph(Role::Question).add(own("To find out: ").look(Look::Strong));
        blocks.push(Block::Paragraph(words.add_all(question(report, case, &found))));
    }
    blocks.extend(remarks(report, case));
    blocks.push(Block::Table(Table {
        look: TableLook::Sides,
        caption: String::new(),
        shares: vec![50, 50],
        heads,
        rows: vec![row],
    }));
    blocks.extend(verdict.map(|verdict| Block::Boxed(verdict_paragraphs(report, Some(case), verdict))));
    Block::Entry { anchor: format!("case-{number}"), heading, blocks }
}

/// In what the sides differ, each difference once, and whether it is within one document.
fn headline(report: &Report<'_>, case: &DisagreementCase, found: &CaseDifferences) -> Vec<Paragraph> {
    let types = &report.project.codebook().difference_types;
    let mut seen = BTreeSet::new();
    let named = found.differences.iter().filter(|one| seen.insert((&one.kind, &one.says))).take(MAX_NAMED);
    let mut paragraphs: Vec<Paragraph> = named
        .map(|one| {
            let item = paragraph(Role::Body).add(foreign(label(types, &one.kind)).look(Look::Kind));
            let item = item.add(own(" ")).add(foreign(&one.says));
            if one.is_annotated {
                item
            } else {
                item.add(own(" (found by comparing the texts)").look(Look::Small))
            }
        })
        .collect();
    if found.differences.is_empty() {
        paragraphs.push(said(Role::Note, "No difference in words was found or named."));
    }
    let documents: BTreeSet<_> =
        case.claims().filter_map(|claim| report.project.claim(claim)).map(|claim| claim.document).collect();
    if documents.len() == 1 {
        paragraphs.push(said(Role::Note, "Within one document: it opposes itself."));
    }
    paragraphs
}

/// Which links say that the sides oppose each other, and, in an inconsistency, which say that they agree.
fn why(report: &Report<'_>, case: &DisagreementCase) -> Vec<Paragraph> {
    let link = |link: &Link| {
        let kind = link_label(report.project.codebook(), &link.kind);
        let level = link.confidence.as_ref();
        let level =
            level.map(|level| format!(" ({})", confidence_label(report.project, level))).unwrap_or_default();
        format!("{} {kind} {}{level}", report.name(link.from), report.name(link.to))
    };
    let list =
        |ids: &[LinkId]| listed(ids.iter().filter_map(|id| report.project.link(*id)).map(link), MAX_LISTED);
    let mut parts = vec![paragraph(Role::Links).add(foreign(list(&case.links)))];
    if let CaseSort::Inconsistency { agreeing, .. } = &case.sort {
        let words = own("But linked as saying the same: ");
        parts.push(paragraph(Role::Links).add(words).add(foreign(list(agreeing))));
    }
    parts
}

/// What people remarked on its links and claims and nobody settled.
fn remarks(report: &Report<'_>, case: &DisagreementCase) -> Vec<Block> {
    let on: BTreeSet<RecordId> = case
        .links
        .iter()
        .map(|link| RecordId::Link(*link))
        .chain(case.claims().map(RecordId::Claim))
        .collect();
    let open: Vec<&Comment> =
        report.project.comments().filter(|comment| !comment.settled && on.contains(&comment.on)).collect();
    let remark = |comment: &&Comment| {
        let by = report.project.annotator(comment.annotator).map_or("", |annotator| &annotator.name);
        let words = paragraph(Role::Question).add(own("Remark by ")).add(foreign(by)).add(own(": "));
        Block::Paragraph(words.add(foreign(&comment.text)))
    };
    let mut shown: Vec<Block> = open.iter().take(MAX_LISTED).map(remark).collect();
    shown.extend(cut_note(MAX_LISTED, open.len(), "remark"));
    shown
}

/// Who is on one side, and their words.
fn side_cells(
    report: &Report<'_>,
    case: &DisagreementCase,
    found: &CaseDifferences,
    (side, is_favoured): (usize, bool),
) -> (Cell, Cell) {
    let Some(side) = case.sides.get(side) else {
        return (Cell::own(""), Cell::own(""));
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
    let mut head = said(Role::Count, format!("{}{sources}", counted(documents.len(), "document")));
    if is_favoured {
        head = head.add(own(" · ")).add(own("favoured").look(Look::Strong));
    }
    let new_claims: &[ClaimId] = match &case.state {
        CaseState::AnotherLook { new_claims } => new_claims,
        CaseState::Open | CaseState::Settled => &[],
    };
    let mut paragraphs = Vec::new();
    for id in quoted(&side.claims, found, new_claims) {
        let Some(claim) = report.project.claim(id) else { continue };
        paragraphs.extend(quote(report, claim, &found.marks(id)));
        paragraphs.extend(new_claims.contains(&id).then(|| said(Role::Note, "Came after the verdict")));
    }
    let left = side.claims.len().saturating_sub(MAX_QUOTED);
    if left > 0 {
        paragraphs.push(said(Role::Note, format!("and {} more", counted(left, "claim"))));
    }
    let tone = if is_favoured { Tone::Favoured } else { Tone::None };
    (Cell::of(vec![head]).tone(tone).head(), Cell::of(paragraphs).tone(tone))
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

fn verdict_paragraphs(
    report: &Report<'_>,
    case: Option<&DisagreementCase>,
    verdict: &Verdict,
) -> Vec<Paragraph> {
    let project = report.project;
    let outcome = foreign(label(&project.codebook().outcomes, &verdict.outcome)).look(Look::Strong);
    let head = paragraph(Role::Outcome);
    let head = if verdict.outcome == OPEN_OUTCOME {
        head.add(own("Left open").look(Look::Strong))
    } else {
        head.add(own("Verdict: ").look(Look::Strong)).add(outcome)
    };
    let mut by = Vec::new();
    by.extend(
        verdict.confidence.as_ref().map(|level| format!("confidence {}", confidence_label(project, level))),
    );
    by.extend(project.annotator(verdict.annotator).map(|annotator| annotator.name.clone()));
    by.push(day(verdict.decided));
    let mut paragraphs = vec![head.add(own(" ")).add(foreign(by.join(" · ")).look(Look::Small))];
    paragraphs.push(if verdict.rationale.trim().is_empty() {
        said(Role::Note, "No reason was given.")
    } else {
        paragraph(Role::Rationale).add(foreign(&verdict.rationale))
    });
    if !verdict.favoured.is_empty() {
        let names = listed(verdict.favoured.iter().map(|claim| report.name(*claim)), MAX_LISTED);
        paragraphs.push(said(Role::Note, format!("Favours {names}")));
    }
    if let Some(CaseState::AnotherLook { new_claims }) = case.map(|case| &case.state) {
        let names = listed(new_claims.iter().map(|claim| report.name(*claim)), MAX_LISTED);
        let since = format!("{} since the verdict: {names}", counted(new_claims.len(), "new claim"));
        paragraphs.push(said(Role::Since, since));
    }
    paragraphs
}

/// Verdicts that a newer one replaced, or that are on no disagreement that is shown.
fn other_verdicts(report: &Report<'_>) -> Vec<Block> {
    let shown: BTreeSet<VerdictId> = report.shown_cases().filter_map(|case| case.verdict).collect();
    let others: Vec<&Verdict> =
        report.project.verdicts().filter(|verdict| !shown.contains(&verdict.id)).collect();
    if others.is_empty() {
        return Vec::new();
    }
    let item = |verdict: &&Verdict| {
        let names = listed(verdict.claims.iter().map(|claim| report.name(*claim)), MAX_LISTED);
        let mut paragraphs = verdict_paragraphs(report, None, verdict);
        paragraphs.push(said(Role::Note, format!("On {names}")));
        Block::Boxed(paragraphs)
    };
    let mut parts = vec![
        heading("Earlier and other verdicts"),
        note("Replaced by a newer verdict, or on claims that no shown disagreement holds."),
    ];
    parts.extend(others.iter().take(MAX_OTHERS).map(item));
    parts.extend(cut_note(MAX_OTHERS.min(others.len()), others.len(), "verdict"));
    parts
}

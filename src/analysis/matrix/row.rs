//! [`matrix_row`]: from a thread to its row.

use super::stance::{stances, stronger};
use super::{CellConfidence, Dispute, MatrixCell, MatrixRow, Stance, Support, scores};
use crate::analysis::disagreements::{CaseCounts, DisagreementCase, disagreements};
use crate::analysis::places::Places;
use crate::analysis::threads::{Thread, independent, is_repeating};
use crate::model::{
    AnnotatorId, CREDIBILITY_SCALE, Claim, ClaimId, DocumentId, Opposition, Project, Question,
    RELIABILITY_SCALE, VerdictId,
};
use std::collections::{BTreeMap, BTreeSet};

/// The row of a thread. Costs what the thread is large.
pub fn matrix_row(project: &Project, thread: &Thread) -> MatrixRow {
    row(project, thread, &mut Places::new(project))
}

/// The rows of these threads.
pub fn matrix_rows<'t>(project: &Project, threads: impl IntoIterator<Item = &'t Thread>) -> Vec<MatrixRow> {
    let mut places = Places::new(project);
    threads.into_iter().map(|thread| row(project, thread, &mut places)).collect()
}

/// In what the sides of the thread's disagreements differ: types with the number of disagreements that have them.
///
/// The most frequent first; an empty type stands for disagreements in which no difference was found. Where annotators
/// gave no differences texts are compared, so this is asked for the rows on show only.
pub fn contradictions(project: &Project, thread: &Thread) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for case in disagreements(project, thread) {
        let types = case.differences(project).types;
        let types = if types.is_empty() { vec![String::new()] } else { types };
        for kind in types {
            *counts.entry(kind).or_default() += 1;
        }
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(kind, count)| (kind.is_empty(), std::cmp::Reverse(*count)));
    counts
}

fn row(project: &Project, thread: &Thread, places: &mut Places<'_>) -> MatrixRow {
    let stances = stances(project, thread);
    let sorted = places.sorted(thread.claims());
    let place = sorted.first().map(|claim| places.place(*claim));
    let mut held: BTreeMap<DocumentId, Vec<Held<'_>>> = BTreeMap::new();
    for claim in sorted.iter().filter_map(|claim| project.claim(*claim)) {
        let position = thread.position_of(claim.id).unwrap_or_default();
        let stance = stances.get(position).copied().unwrap_or(Stance::Mentions);
        held.entry(claim.document).or_default().push(Held { claim, position, stance });
    }
    let opposed = Opposed::of(project, thread);
    let cells: Vec<MatrixCell> =
        held.into_iter().map(|(document, held)| cell(project, &opposed, document, &held)).collect();
    let values: Vec<f64> = cells.iter().filter_map(|cell| cell.value).collect();
    let asserting = |position: &usize| stances.get(*position) == Some(&Stance::Asserts);
    let asserting = (0..thread.positions.len()).filter(asserting);
    let asserting = asserting.filter_map(|position| thread.positions.get(position)).flatten().copied();
    let cases = disagreements(project, thread);
    MatrixRow {
        question: thread.key,
        order: thread.key.asked().and_then(|id| project.question(id)).map(Question::rank),
        central: thread.central,
        support: support(project, thread, asserting.collect()),
        spread: scores::spread(&values),
        cells,
        verdict: newest_verdict(project, &cases),
        cases: CaseCounts::of(&cases),
        is_inconsistent: !thread.inconsistencies.is_empty(),
        place: place.map(|(document, span, _)| (document, span)).unwrap_or_default(),
    }
}

/// A claim with what it says about the central statement.
struct Held<'p> {
    claim: &'p Claim,
    position: usize,
    stance: Stance,
}

/// What opposes what in a thread.
struct Opposed {
    /// Positions that cannot both hold.
    positions: BTreeSet<(usize, usize)>,
    /// Ends of links that oppose claims of one position.
    ends: Vec<(ClaimId, ClaimId)>,
    /// Claims that one annotator says agree and another that they oppose each other.
    judged_differently: BTreeSet<ClaimId>,
}

impl Opposed {
    fn of(project: &Project, thread: &Thread) -> Self {
        let is_full = |opposition| opposition == Opposition::Full;
        let full = thread.disagreements.iter().filter(|found| is_full(found.opposition));
        let mut opposed = Self {
            positions: full.map(|found| found.positions).collect(),
            ends: Vec::new(),
            judged_differently: BTreeSet::new(),
        };
        for found in &thread.inconsistencies {
            let Some(link) = project.link(found.link) else { continue };
            opposed.ends.push((link.from, link.to));
            let mut agreeing = found.agreeing.iter().filter_map(|id| project.link(*id));
            if agreeing.any(|other| other.annotator != link.annotator) {
                opposed.judged_differently.extend([link.from, link.to]);
            }
        }
        opposed
    }

    /// Whether a document with these claims takes opposing stances.
    fn within(&self, held: &[Held<'_>]) -> bool {
        let positions: BTreeSet<usize> = held.iter().map(|held| held.position).collect();
        let claims: BTreeSet<ClaimId> = held.iter().map(|held| held.claim.id).collect();
        let takes = |stance| held.iter().any(|held| held.stance == stance);
        takes(Stance::Asserts) && takes(Stance::Contradicts)
            || self.positions.iter().any(|(one, other)| positions.contains(one) && positions.contains(other))
            || self.ends.iter().any(|(one, other)| claims.contains(one) && claims.contains(other))
    }
}

fn cell(project: &Project, opposed: &Opposed, document: DocumentId, held: &[Held<'_>]) -> MatrixCell {
    let strongest = held.iter().map(|held| held.stance).fold(Stance::Mentions, stronger);
    let votes = votes(held);
    let dispute = dispute(opposed, held, &votes);
    let stance = if dispute.is_some() { Stance::InDispute } else { strongest };
    let is_deciding = |held: &&Held<'_>| dispute.is_some() || held.stance == strongest;
    let ranked = held.iter().filter(is_deciding).filter_map(|held| confidence(project, held.claim));
    MatrixCell {
        document,
        stance,
        dispute,
        claims: held.iter().map(|held| held.claim.id).collect(),
        confidence: ranked.reduce(|one, other| if other.strength > one.strength { other } else { one }),
        annotator_spread: annotator_spread(project, document, &votes),
        value: stance.value().or_else(|| dispute.and_then(|_| mean_value(held))),
    }
}

/// The values that each annotator's claims give the cell, each once.
type Votes = BTreeMap<AnnotatorId, Vec<f64>>;

fn votes(held: &[Held<'_>]) -> Votes {
    let mut votes = Votes::new();
    for held in held {
        let own = votes.entry(held.claim.annotator).or_default();
        own.extend(held.stance.value().filter(|value| !own.contains(value)));
    }
    votes
}

fn dispute(opposed: &Opposed, held: &[Held<'_>], votes: &Votes) -> Option<Dispute> {
    let taken = || votes.values().filter(|values| !values.is_empty());
    let is_between = taken().zip(taken().skip(1)).any(|(one, other)| mean(one) != mean(other));
    if is_between || held.iter().any(|held| opposed.judged_differently.contains(&held.claim.id)) {
        return Some(Dispute::BetweenAnnotators);
    }
    opposed.within(held).then_some(Dispute::WithinDocument)
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The mean of the different stances that claims take.
fn mean_value(held: &[Held<'_>]) -> Option<f64> {
    let stances: BTreeSet<Stance> = held.iter().map(|held| held.stance).collect();
    mean(&stances.into_iter().filter_map(Stance::value).collect::<Vec<_>>())
}

/// How far those differ who have claims in the cell or have read its document.
fn annotator_spread(project: &Project, document: DocumentId, votes: &Votes) -> Option<f64> {
    let readers =
        project.document(document).into_iter().flat_map(|document| document.read_by.iter().copied());
    let all: BTreeSet<AnnotatorId> = readers.chain(votes.keys().copied()).collect();
    let vote = |annotator| votes.get(annotator).and_then(|values| mean(values));
    let votes: Vec<Option<f64>> = all.iter().map(vote).collect();
    if votes.len() < 2 { None } else { scores::disagreement(&votes) }
}

fn confidence(project: &Project, claim: &Claim) -> Option<CellConfidence> {
    let level = claim.confidence.clone()?;
    let rank = project.codebook().scale(&level.scale)?.rank(&level.level)?;
    // The Admiralty scales begin with their best level.
    let is_best_first = [RELIABILITY_SCALE, CREDIBILITY_SCALE].contains(&level.scale.as_str());
    Some(CellConfidence { strength: if is_best_first { 1.0 - rank } else { rank }, level })
}

fn support(project: &Project, thread: &Thread, claims: Vec<ClaimId>) -> Support {
    let mut claims = claims;
    claims.sort_unstable();
    let mut repeats = Vec::new();
    for link in thread.links.iter().filter_map(|id| project.link(*id)) {
        let is_within = [link.from, link.to].iter().all(|end| claims.binary_search(end).is_ok());
        if is_within && project.codebook().link_kind(&link.kind).is_some_and(is_repeating) {
            repeats.push((link.from, link.to));
        }
    }
    let documents: BTreeSet<DocumentId> =
        claims.iter().filter_map(|claim| project.claim(*claim)).map(|claim| claim.document).collect();
    match independent(project, &claims, &repeats) {
        0 | 1 if documents.len() > 1 => Support::SingleOrigin,
        0 | 1 => Support::SingleDocument,
        sources => Support::Independent(sources),
    }
}

fn newest_verdict(project: &Project, cases: &[DisagreementCase]) -> Option<VerdictId> {
    let verdicts = cases.iter().filter_map(|case| project.verdict(case.verdict?));
    verdicts.max_by_key(|verdict| (verdict.decided, verdict.id)).map(|verdict| verdict.id)
}

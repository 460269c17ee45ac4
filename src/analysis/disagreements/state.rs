//! [`state`]: whether a case was settled, and what came since.

use super::{CaseSort, CaseState, DisagreementCase, OPEN_OUTCOME};
use crate::analysis::places::Places;
use crate::analysis::threads::Thread;
use crate::model::{ClaimId, Project, RecordId, Verdict, VerdictId};
use std::collections::BTreeSet;

/// The newest verdict that weighed a case, and what it makes of the case.
pub(super) fn state(
    project: &Project,
    thread: &Thread,
    case: &DisagreementCase,
    places: &mut Places<'_>,
) -> (Option<VerdictId>, CaseState) {
    let Some(verdict) = newest_verdict(project, thread, case) else {
        return (None, CaseState::Open);
    };
    let state = if verdict.outcome == OPEN_OUTCOME {
        CaseState::Open
    } else {
        let new_claims = places.sorted(unweighed(project, thread, case, verdict));
        if new_claims.is_empty() { CaseState::Settled } else { CaseState::AnotherLook { new_claims } }
    };
    (Some(verdict.id), state)
}

/// Of the verdicts that weighed a claim of each side, the one decided last.
fn newest_verdict<'p>(project: &'p Project, thread: &Thread, case: &DisagreementCase) -> Option<&'p Verdict> {
    let [first, second] = case.sides.each_ref().map(|side| verdicts_on(project, &side.claims));
    let both = first.intersection(&second).filter_map(|id| project.verdict(*id));
    both.filter(|verdict| speaks_of(thread, case, verdict))
        .max_by_key(|verdict| (verdict.decided, verdict.id))
}

fn verdicts_on(project: &Project, claims: &[ClaimId]) -> BTreeSet<VerdictId> {
    let mentions = claims.iter().flat_map(|claim| project.mentions_of(*claim));
    let verdict = |record| if let RecordId::Verdict(id) = record { Some(id) } else { None };
    mentions.filter_map(verdict).collect()
}

/// Whether a verdict on claims of both sides is one on this case.
///
/// Both ends of an inconsistency are in one position. A verdict that also weighed another position of the thread
/// speaks of what lies between the positions.
fn speaks_of(thread: &Thread, case: &DisagreementCase, verdict: &Verdict) -> bool {
    match &case.sort {
        CaseSort::Positions(_) => true,
        CaseSort::Inconsistency { position, .. } => {
            let mut positions = verdict.claims.iter().filter_map(|claim| thread.position_of(*claim));
            positions.all(|weighed| weighed == *position)
        }
    }
}

/// Claims that a verdict did not weigh: those of the two sides, and those that a newer link has tied to a side.
fn unweighed(
    project: &Project,
    thread: &Thread,
    case: &DisagreementCase,
    verdict: &Verdict,
) -> BTreeSet<ClaimId> {
    let weighed: BTreeSet<ClaimId> = verdict.claims.iter().copied().collect();
    let sides: BTreeSet<ClaimId> = case.claims().collect();
    let decided = (verdict.decided, verdict.id.0);
    let newer = |claim: ClaimId| {
        let links = project.links_of(claim).filter(|link| (link.created, link.id.0) > decided);
        let links = links.filter(|link| thread.links.binary_search(&link.id).is_ok());
        links.map(move |link| link.other_end(claim))
    };
    let tied = sides.iter().flat_map(|claim| newer(*claim));
    let tied = tied.filter(|claim| thread.position_of(*claim).is_some());
    tied.chain(sides.iter().copied()).filter(|claim| !weighed.contains(claim)).collect()
}

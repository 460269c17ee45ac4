//! [`decide_links`]: a decision on what annotators linked between two places.

use super::merged::merged_links;
use super::plan::Plan;
use super::{Decision, LinkDraft, RulingError, all_links};
use crate::analysis::adjudication::{AdjudicationCase, CasePlace};
use crate::model::{Link, LinkId};

/// Carries a decision on links out and gives all links that the ruling is about, by id.
pub(super) fn decide_links(
    plan: &mut Plan<'_>,
    case: &AdjudicationCase,
    decision: &Decision,
) -> Result<Vec<LinkId>, RulingError> {
    let own = |links: &[LinkId]| -> Vec<Link> {
        links.iter().filter_map(|link| plan.project().link(*link)).cloned().collect()
    };
    let all: Vec<Link> = own(&case.links().collect::<Vec<_>>());
    let targets = match decision {
        Decision::Accept(annotator) => own(&case.side_of(*annotator).ok_or(RulingError::NoSide)?.work.links),
        Decision::Merge => merged_links(plan, &all),
        Decision::Link(draft) => vec![drafted(plan, case, (&all, draft))?],
        Decision::Reject => Vec::new(),
        Decision::LeaveOpen => return Ok(all_links(case, case.reference.links.clone())),
        Decision::Claim(_) => return Err(RulingError::OtherSort),
    };
    let mut held = Vec::new();
    for target in targets {
        let ends = (plan.link_end(target.from)?, plan.link_end(target.to)?);
        held.push(plan.put_link(&target, ends)?);
    }
    for link in case.reference.links.iter().filter(|link| !held.contains(link)) {
        plan.remove_link(*link)?;
    }
    Ok(all_links(case, held))
}

/// Whether both ends of a case of links are in the reference layer.
pub(super) fn has_both_ends(plan: &Plan<'_>, case: &AdjudicationCase) -> bool {
    let link = case.links().next().and_then(|link| plan.project().link(link));
    link.is_some_and(|link| plan.has_reference(link.from) && plan.has_reference(link.to))
}

/// The oldest link of the case with other values; its differences hold only as long as they are between its ends.
fn drafted(
    plan: &Plan<'_>,
    case: &AdjudicationCase,
    (links, draft): (&[Link], &LinkDraft),
) -> Result<Link, RulingError> {
    let CasePlace::Pair(earlier, _) = case.place else {
        return Err(RulingError::CaseGone);
    };
    let oldest = links.iter().min_by_key(|link| link.id).cloned().ok_or(RulingError::CaseGone)?;
    let is_backward = plan.place_of(oldest.from) != Some(earlier);
    let link = if is_backward == draft.is_backward { oldest } else { oldest.reversed() };
    Ok(Link { kind: draft.kind.clone(), confidence: draft.confidence.clone(), ..link })
}

//! Operations that settle in what annotators differ: a [`Decision`] goes into the reference layer, its [`RulingReason`]
//! into a ruling, both in one transaction for [`Workspace::commit`].

mod keeper;
mod links;
mod merged;
mod plan;

pub(super) use keeper::AdjudicationKeeper;

use super::Workspace;
use crate::analysis::adjudication::{AdjudicationCase, CaseKey, CasePlace, CaseSide, OPEN_RULING};
use crate::model::{
    AnnotatorId, BrokenRule, Claim, ClaimId, Confidence, Edit, EditError, LinkId, Project, RecordId, Ruling,
    RulingId, Transaction,
};
use crate::text::Span;
use merged::merged_claim;
use plan::Plan;
use std::collections::BTreeSet;

/// Id of the ruling by which something goes into the reference layer.
const ADJUDICATED: &str = "adjudicated";

/// Id of the ruling by which nothing of it does.
const WITHDRAWN: &str = "withdrawn";

/// What the reference layer shall hold at the place of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// What this annotator did, with the links of their claims whose other ends are in the reference layer; nothing,
    /// where they passed it over.
    Accept(AnnotatorId),
    /// One claim over all spans with all kinds, and the links of all; or every link that somebody made.
    Merge,
    /// A claim as given, with the links of all.
    Claim(ClaimDraft),
    /// A link as given.
    Link(LinkDraft),
    /// Nothing.
    Reject,
    /// What it holds; the case stays open.
    LeaveOpen,
}

/// A claim that no annotator has made so; everything else of it is as they have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimDraft {
    /// Bytes of the document's text.
    pub span: Span,
    /// Ids of claim kinds.
    pub kinds: Vec<String>,
    /// None means not set.
    pub confidence: Option<Confidence>,
}

/// A link that no annotator has made so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkDraft {
    /// Id of a link kind.
    pub kind: String,
    /// Leads from the later place to the earlier one; says nothing of a symmetric kind.
    pub is_backward: bool,
    /// None means not set.
    pub confidence: Option<Confidence>,
}

/// Why a case is decided so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RulingReason {
    /// Id of one of the codebook's causes: why the annotators differed; empty means not judged.
    pub cause: String,
    /// In words.
    pub rationale: String,
    /// Id of one of the codebook's rulings; none takes the one that fits the decision.
    pub outcome: Option<String>,
}

/// What [`Workspace::accept_all_agreed`] took over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreed {
    /// Places at which all agree.
    pub claims: usize,
    /// Pairs of places on which all agree.
    pub links: usize,
    /// Pairs that wait until both ends are in the reference layer.
    pub waiting_links: usize,
}

/// Why a case was not settled; the project is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RulingError {
    /// The work has changed so that there is nothing to decide.
    #[error("Nothing was settled: the work that this case was about has changed. Look at the queue again.")]
    CaseGone,
    /// The annotator neither marked nor read the place.
    #[error("Nothing was settled: this annotator has no say in the case. Accept one of those who are shown.")]
    NoSide,
    /// A claim for a case of links, or the other way round.
    #[error(
        "Nothing was settled: a claim cannot settle links, nor a link claims. Edit what the case is about."
    )]
    OtherSort,
    /// A link needs both ends, and a ruling keeps one of them out.
    #[error(
        "The link was not accepted: the claim at one of its ends was rejected. Settle that claim anew first."
    )]
    EndRejected,
    /// The project refuses it.
    #[error(transparent)]
    Refused(#[from] EditError),
}

impl Workspace {
    /// Settles a case, or leaves it open with a reason. The ruling names all that was weighed, and what became of it.
    pub fn rule(
        &mut self,
        key: CaseKey,
        decision: &Decision,
        reason: RulingReason,
    ) -> Result<RulingId, RulingError> {
        self.refresh_adjudication();
        let case = self.adjudication().and_then(|index| index.case(key)).cloned();
        let case = case.ok_or(RulingError::CaseGone)?;
        let id = RulingId(self.new_id());
        let (annotator, decided) = (self.me(), self.now());
        let mut plan = Plan::of(self).ok_or(RulingError::CaseGone)?;
        let (claims, links) = match case.place {
            CasePlace::One(_) => (decide_claims(&mut plan, &case, decision)?, Vec::new()),
            CasePlace::Pair(..) => (Vec::new(), links::decide_links(&mut plan, &case, decision)?),
        };
        let outcome = match decision {
            Decision::LeaveOpen => OPEN_RULING,
            Decision::Reject => WITHDRAWN,
            _ => ADJUDICATED,
        };
        let outcome = reason.outcome.unwrap_or_else(|| outcome.to_owned());
        let RulingReason { cause, rationale, .. } = reason;
        let ruling = Ruling { id, claims, links, outcome, cause, rationale, annotator, decided };
        plan.put(Edit::PutRuling(Box::new(ruling)))?;
        let edits = plan.into_edits();
        self.commit(Transaction::new("Settle difference", edits))?;
        Ok(id)
    }

    /// Takes a ruling back: the case is open again, or stands as an older ruling left it. What the reference layer holds
    /// stays until the case is decided anew.
    pub fn reopen_ruling(&mut self, id: RulingId) -> Result<(), EditError> {
        self.commit(Transaction::new("Reopen difference", vec![Edit::RemoveRuling(id)]))
    }

    /// Changes why a case was decided so; who decided it and when stays.
    pub fn set_ruling_reason(&mut self, id: RulingId, cause: &str, rationale: &str) -> Result<(), EditError> {
        let ruling = self.project().ruling(id).ok_or(BrokenRule::Missing(RecordId::Ruling(id)))?;
        if ruling.cause == cause && ruling.rationale == rationale {
            return Ok(());
        }
        let ruling = Ruling { cause: cause.to_owned(), rationale: rationale.to_owned(), ..ruling.clone() };
        self.commit(Transaction::new("Change reason", vec![Edit::PutRuling(Box::new(ruling))]))
    }

    /// Takes over into the reference layer, in one step, whatever all annotators with a say agree on. There is nothing
    /// to rule on in it, so no ruling is made.
    pub fn accept_all_agreed(&mut self) -> Result<Agreed, RulingError> {
        self.refresh_adjudication();
        let cases = self.adjudication().map(|index| index.cases()).unwrap_or_default();
        let agreed = cases.iter().filter(|case| case.is_agreed() && !case.is_settled()).cloned();
        let (pairs, places): (Vec<AdjudicationCase>, Vec<AdjudicationCase>) =
            agreed.partition(|case| matches!(case.place, CasePlace::Pair(..)));
        let mut plan = Plan::of(self).ok_or(RulingError::CaseGone)?;
        let mut found = Agreed::default();
        // Claims first: a link needs both its ends.
        for case in &places {
            let claims = agreed_claims(plan.project(), case);
            if let (CasePlace::One(at), false) = (case.place, claims.is_empty()) {
                plan.set_claims(at, claims)?;
                found.claims += 1;
            }
        }
        for case in &pairs {
            if links::has_both_ends(&plan, case) {
                links::decide_links(&mut plan, case, &Decision::Merge)?;
                found.links += 1;
            } else {
                found.waiting_links += 1;
            }
        }
        let is_any = found.claims + found.links > 0;
        let edits = if is_any { plan.into_edits() } else { Vec::new() };
        self.commit(Transaction::new("Accept what all agree on", edits))?;
        Ok(found)
    }
}

/// What all agree on: one claim where there is one span, else the claims of one who set a level, if anybody did.
fn agreed_claims(project: &Project, case: &AdjudicationCase) -> Vec<Claim> {
    let own = |side: &CaseSide| -> Vec<Claim> {
        side.work.claims.iter().filter_map(|id| project.claim(*id)).cloned().collect()
    };
    let spans: BTreeSet<Span> =
        case.claims().filter_map(|id| project.claim(id)).map(|claim| claim.span).collect();
    if spans.len() == 1 {
        return merged_claim(project, case.claims()).into_iter().collect();
    }
    let has_level = |side: &&CaseSide| own(side).iter().any(|claim| claim.confidence.is_some());
    let side = case.sides.iter().find(has_level).or_else(|| case.sides.first());
    side.map(own).unwrap_or_default()
}

/// Carries a decision on claims out and gives all claims that the ruling is about, by id.
fn decide_claims(
    plan: &mut Plan<'_>,
    case: &AdjudicationCase,
    decision: &Decision,
) -> Result<Vec<ClaimId>, RulingError> {
    let CasePlace::One(at) = case.place else {
        return Err(RulingError::CaseGone);
    };
    let (targets, sources) = match decision {
        Decision::Accept(annotator) => {
            let own = &case.side_of(*annotator).ok_or(RulingError::NoSide)?.work.claims;
            let targets: Vec<Claim> =
                own.iter().filter_map(|claim| plan.project().claim(*claim)).cloned().collect();
            (Some(targets), own.clone())
        }
        Decision::Merge => {
            let merged = merged_claim(plan.project(), case.claims());
            (Some(merged.into_iter().collect()), case.claims().collect())
        }
        Decision::Claim(draft) => {
            let merged = merged_claim(plan.project(), case.claims()).ok_or(RulingError::CaseGone)?;
            (Some(vec![drafted(plan, merged, draft)]), case.claims().collect())
        }
        Decision::Reject => (Some(Vec::new()), Vec::new()),
        Decision::LeaveOpen => (None, Vec::new()),
        Decision::Link(_) => return Err(RulingError::OtherSort),
    };
    let held = match targets {
        Some(targets) => plan.set_claims(at, targets)?,
        None => plan.reference_at(at),
    };
    for source in sources {
        // Where one annotator has several claims at the place, each keeps to its own copy.
        let copy = plan.copy_of(source, &held);
        if let Some(copy) = copy {
            plan.bring_links(source, copy)?;
        }
    }
    let mut claims: Vec<ClaimId> = case.claims().chain(held).collect();
    claims.sort_unstable();
    claims.dedup();
    Ok(claims)
}

fn drafted(plan: &Plan<'_>, claim: Claim, draft: &ClaimDraft) -> Claim {
    let ClaimDraft { span, kinds, confidence } = draft.clone();
    let document = plan.project().document(claim.document);
    // A span that is no place of the text is refused with the claim.
    let quote = document.and_then(|document| span.slice(&document.text)).unwrap_or_default().to_owned();
    Claim { span, quote, kinds, confidence, ..claim }
}

/// All links that a ruling is about, by id.
fn all_links(case: &AdjudicationCase, held: Vec<LinkId>) -> Vec<LinkId> {
    let mut links: Vec<LinkId> = case.links().chain(held).collect();
    links.sort_unstable();
    links.dedup();
    links
}

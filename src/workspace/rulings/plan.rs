//! [`Plan`]: the edits of one decision, each tried on a copy of the project before the next is made.

use super::RulingError;
use crate::analysis::adjudication::{AdjudicationIndex, CasePlace, PlaceIndex, RulingState};
use crate::model::{
    Annotator, AnnotatorId, Claim, ClaimId, Edit, EditError, Link, LinkId, Project, Timestamp,
};
use crate::workspace::marks::rulings_without;
use crate::workspace::{IdSource, Workspace};
use std::collections::BTreeMap;

/// What the reference layer is called where a project has none yet.
const REFERENCE_NAME: &str = "Reference";

/// Edits that change the reference layer.
#[derive(Debug)]
pub(super) struct Plan<'w> {
    index: &'w AdjudicationIndex,
    ids: &'w mut IdSource,
    now: Timestamp,
    /// None until something is put into it.
    reference: Option<AnnotatorId>,
    trial: Project,
    edits: Vec<Edit>,
    /// What the edits put at places.
    placed: BTreeMap<PlaceIndex, Vec<ClaimId>>,
}

impl<'w> Plan<'w> {
    /// Without an edit; none where the cases were never looked at.
    pub(super) fn of(workspace: &'w mut Workspace) -> Option<Self> {
        let now = workspace.clock.now();
        let index = workspace.adjudication.index.as_ref()?;
        let ids = &mut workspace.ids;
        let trial = workspace.project.clone();
        let reference =
            trial.annotators().find(|annotator| annotator.reference).map(|annotator| annotator.id);
        let (edits, placed) = (Vec::new(), BTreeMap::new());
        Some(Self { index, ids, now, reference, trial, edits, placed })
    }

    /// The reference layer; it is made where there is none.
    fn layer(&mut self) -> Result<AnnotatorId, EditError> {
        if let Some(known) = self.reference {
            return Ok(known);
        }
        let id = AnnotatorId(self.ids.next(self.now));
        self.put(Edit::PutAnnotator(Annotator {
            machine: None,
            id,
            name: REFERENCE_NAME.to_owned(),
            reference: true,
        }))?;
        self.reference = Some(id);
        Ok(id)
    }

    /// As it is after the edits so far.
    pub(super) const fn project(&self) -> &Project {
        &self.trial
    }

    pub(super) fn into_edits(self) -> Vec<Edit> {
        self.edits
    }

    /// Adds an edit, unless it does not fit.
    pub(super) fn put(&mut self, edit: Edit) -> Result<(), EditError> {
        self.trial.apply(edit.clone())?;
        self.edits.push(edit);
        Ok(())
    }

    /// Claims of the reference layer at a place.
    pub(super) fn reference_at(&self, at: PlaceIndex) -> Vec<ClaimId> {
        let known = || self.index.place(at).map(|place| place.reference.clone());
        self.placed.get(&at).cloned().or_else(known).unwrap_or_default()
    }

    /// Makes the reference layer hold these claims at a place, and nothing else. Those that are there become the new
    /// ones as far as they reach, with their links; the links of the others go to the first new one.
    pub(super) fn set_claims(
        &mut self,
        at: PlaceIndex,
        targets: Vec<Claim>,
    ) -> Result<Vec<ClaimId>, EditError> {
        let before = self.reference_at(at);
        let mut held = Vec::new();
        for (number, target) in targets.into_iter().enumerate() {
            let annotator = self.layer()?;
            let known = before.get(number).and_then(|claim| self.trial.claim(*claim));
            let (id, created) = known.map(|claim| (claim.id, claim.created)).unzip();
            let id = id.unwrap_or_else(|| ClaimId(self.ids.next(self.now)));
            let created = created.unwrap_or(self.now);
            let modified = self.now;
            self.put(Edit::PutClaim(Box::new(Claim { id, annotator, created, modified, ..target })))?;
            held.push(id);
        }
        for surplus in before.into_iter().skip(held.len()) {
            if let Some(first) = held.first() {
                self.move_links(surplus, *first)?;
            }
            for edit in Workspace::removal_of_claim_in(&self.trial, surplus) {
                self.put(edit)?;
            }
        }
        self.placed.insert(at, held.clone());
        Ok(held)
    }

    /// Gives the links of one claim to another; those that would join it to itself or repeat one are left.
    fn move_links(&mut self, from: ClaimId, to: ClaimId) -> Result<(), EditError> {
        let links: Vec<Link> = self.trial.links_of(from).cloned().collect();
        for link in links {
            let end = |claim: ClaimId| if claim == from { to } else { claim };
            let ends = (end(link.from), end(link.to));
            let moved = self.in_order(Link { from: ends.0, to: ends.1, modified: self.now, ..link });
            if ends.0 != ends.1 && self.twin_of(&moved).is_none() {
                self.put(Edit::PutLink(Box::new(moved)))?;
            }
        }
        Ok(())
    }

    /// Of the claims of the reference layer at a place the one that an annotator's claim became: the one of its own
    /// kinds where there are several.
    pub(super) fn copy_of(&self, source: ClaimId, held: &[ClaimId]) -> Option<ClaimId> {
        let kinds = &self.trial.claim(source)?.kinds;
        let is_like = |claim: &&ClaimId| self.trial.claim(**claim).is_some_and(|own| own.kinds == *kinds);
        held.iter().find(is_like).or_else(|| held.first()).copied()
    }

    /// Copies an annotator's own links of a claim to its copy where their other ends are in the reference layer too.
    /// Links between places that somebody has ruled on stay as that ruling left them.
    pub(super) fn bring_links(&mut self, source: ClaimId, copy: ClaimId) -> Result<(), EditError> {
        let own = self.trial.claim(source).map(|claim| claim.annotator);
        let links = self.trial.links_of(source).filter(|link| Some(link.annotator) == own);
        for link in links.cloned().collect::<Vec<Link>>() {
            let other = link.other_end(source);
            let (Some(here), Some(there)) = (self.index.place_of(source), self.index.place_of(other)) else {
                continue;
            };
            let pair = CasePlace::Pair(here.min(there), here.max(there));
            let is_ruled = self.index.case_at(pair).is_some_and(|case| case.ruling.is_some());
            let end = self.copy_of(other, &self.reference_at(there));
            if let Some(end) = end.filter(|_| here != there && !is_ruled) {
                let ends = if link.from == source { (copy, end) } else { (end, copy) };
                self.put_link(&link, ends)?;
            }
        }
        Ok(())
    }

    /// Copies a link into the reference layer with other ends, and gives the copy, or the link that is there already.
    pub(super) fn put_link(
        &mut self,
        link: &Link,
        (from, to): (ClaimId, ClaimId),
    ) -> Result<LinkId, EditError> {
        let (annotator, created, modified) = (self.layer()?, self.now, self.now);
        let id = LinkId(self.ids.next(self.now));
        let copy = self.in_order(Link { id, from, to, annotator, created, modified, ..link.clone() });
        if let Some(twin) = self.twin_of(&copy).cloned() {
            // As decided, under the id that others know.
            let copy = Link { id: twin.id, created: twin.created, ..copy };
            self.put(Edit::PutLink(Box::new(copy)))?;
            return Ok(twin.id);
        }
        self.put(Edit::PutLink(Box::new(copy)))?;
        Ok(id)
    }

    /// Takes a link out; rulings about it go on without it.
    pub(super) fn remove_link(&mut self, id: LinkId) -> Result<(), EditError> {
        for edit in rulings_without(&self.trial, None, &[id]) {
            self.put(edit)?;
        }
        self.put(Edit::RemoveLink(id))
    }

    /// The claim of the reference layer at a place to which a link may lead; where there is none, a copy of this claim.
    pub(super) fn link_end(&mut self, claim: ClaimId) -> Result<ClaimId, RulingError> {
        let at = self.index.place_of(claim).ok_or(RulingError::CaseGone)?;
        if let Some(end) = self.copy_of(claim, &self.reference_at(at)) {
            return Ok(end);
        }
        let case = self.index.case_at(CasePlace::One(at));
        if case.is_some_and(|case| case.ruling.is_some() && case.state != RulingState::Open) {
            return Err(RulingError::EndRejected);
        }
        let source = self.trial.claim(claim).cloned().ok_or(RulingError::CaseGone)?;
        let held = self.set_claims(at, vec![source])?;
        held.first().copied().ok_or(RulingError::CaseGone)
    }

    /// Whether the reference layer has a claim where this one stands.
    pub(super) fn has_reference(&self, claim: ClaimId) -> bool {
        self.index.place_of(claim).is_some_and(|at| !self.reference_at(at).is_empty())
    }

    /// Where a claim stands.
    pub(super) fn place_of(&self, claim: ClaimId) -> Option<PlaceIndex> {
        self.index.place_of(claim)
    }

    fn twin_of(&self, link: &Link) -> Option<&Link> {
        let key = |link: &Link| (link.from, link.to, link.annotator);
        let mut links = self.trial.links_of(link.from);
        links.find(|other| other.id != link.id && key(other) == key(link) && other.kind == link.kind)
    }

    /// Symmetric kinds keep their ends in the order of their ids.
    fn in_order(&self, link: Link) -> Link {
        let is_symmetric = self.trial.codebook().link_kind(&link.kind).is_some_and(|kind| kind.symmetric);
        if is_symmetric && link.from > link.to { link.reversed() } else { link }
    }
}

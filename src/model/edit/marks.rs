//! Edits of claims and links.

use super::{Edit, EditError};
use crate::model::{BrokenRule, Claim, ClaimId, Link, LinkId, Project, RecordId};
use std::sync::Arc;

impl Project {
    pub(super) fn put_claim(&mut self, claim: Claim) -> Result<Edit, EditError> {
        self.claim_rule(&claim)?;
        let (id, document) = (claim.id, claim.document);
        let Some(before) = self.insert_claim(claim) else {
            return Ok(Edit::RemoveClaim(id));
        };
        // Differences of links are places in the documents of their ends.
        let has_moved = before.document != document;
        let broken = self.links_of(id).filter(|_| has_moved).find_map(|link| self.link_rule(link).err());
        if let Some(rule) = broken {
            self.insert_claim(before);
            return Err(rule.into());
        }
        Ok(Edit::PutClaim(Box::new(before)))
    }

    pub(super) fn remove_claim(&mut self, id: ClaimId) -> Result<Edit, EditError> {
        let record = RecordId::Claim(id);
        if let Some(by) = self.mentions_of(id).next() {
            return Err(BrokenRule::InUse { record, by }.into());
        }
        match self.take_claim(id) {
            Some(before) => Ok(Edit::PutClaim(Box::new(before))),
            None => Err(BrokenRule::Missing(record).into()),
        }
    }

    pub(super) fn put_link(&mut self, link: Link) -> Result<Edit, EditError> {
        self.link_rule(&link)?;
        let (id, record) = (link.id, RecordId::Link(link.id));
        let before = self.records.links.remove(&id);
        if let Some(before) = &before {
            self.forget(record, [before.from, before.to]);
            self.unask(record, before.question);
        }
        self.mention(record, [link.from, link.to]);
        self.ask(record, link.question);
        self.records.links.insert(id, Arc::new(link));
        Ok(before.map_or(Edit::RemoveLink(id), put_back))
    }

    pub(super) fn remove_link(&mut self, id: LinkId) -> Result<Edit, EditError> {
        let record = RecordId::Link(id);
        if let Some(ruling) = self.rulings().find(|ruling| ruling.links.contains(&id)) {
            let by = RecordId::Ruling(ruling.id);
            return Err(BrokenRule::InUse { record, by }.into());
        }
        let before = self.records.links.remove(&id).ok_or(BrokenRule::Missing(record))?;
        self.forget(record, [before.from, before.to]);
        self.unask(record, before.question);
        Ok(put_back(before))
    }
}

fn put_back(link: Arc<Link>) -> Edit {
    Edit::PutLink(Box::new(Arc::unwrap_or_clone(link)))
}

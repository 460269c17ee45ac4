//! Edits of claims and links.

use super::{Edit, EditError};
use crate::model::project::{ask, forget, insert_claim, mention, take_claim, unask};
use crate::model::rules::{claim_rule, link_rule};
use crate::model::{BrokenRule, Claim, ClaimId, Link, LinkId, Project, RecordId};
use std::sync::Arc;

pub(super) fn put_claim(project: &mut Project, claim: Claim) -> Result<Edit, EditError> {
    claim_rule(project, &claim)?;
    let (id, document) = (claim.id, claim.document);
    let Some(before) = insert_claim(project, claim) else {
        return Ok(Edit::RemoveClaim(id));
    };
    // Differences of links are places in the documents of their ends.
    let has_moved = before.document != document;
    let broken = project.links_of(id).filter(|_| has_moved).find_map(|link| link_rule(project, link).err());
    if let Some(rule) = broken {
        insert_claim(project, before);
        return Err(rule.into());
    }
    Ok(Edit::PutClaim(Box::new(before)))
}

pub(super) fn remove_claim(project: &mut Project, id: ClaimId) -> Result<Edit, EditError> {
    let record = RecordId::Claim(id);
    if let Some(by) = project.mentions_of(id).next() {
        return Err(BrokenRule::InUse { record, by }.into());
    }
    match take_claim(project, id) {
        Some(before) => Ok(Edit::PutClaim(Box::new(before))),
        None => Err(BrokenRule::Missing(record).into()),
    }
}

pub(super) fn put_link(project: &mut Project, link: Link) -> Result<Edit, EditError> {
    link_rule(project, &link)?;
    let (id, record) = (link.id, RecordId::Link(link.id));
    let before = project.records.links.remove(&id);
    if let Some(before) = &before {
        forget(project, record, [before.from, before.to]);
        unask(project, record, before.question);
    }
    mention(project, record, [link.from, link.to]);
    ask(project, record, link.question);
    project.records.links.insert(id, Arc::new(link));
    Ok(before.map_or(Edit::RemoveLink(id), put_back))
}

pub(super) fn remove_link(project: &mut Project, id: LinkId) -> Result<Edit, EditError> {
    let record = RecordId::Link(id);
    if let Some(ruling) = project.rulings().find(|ruling| ruling.links.contains(&id)) {
        let by = RecordId::Ruling(ruling.id);
        return Err(BrokenRule::InUse { record, by }.into());
    }
    let before = project.records.links.remove(&id).ok_or(BrokenRule::Missing(record))?;
    forget(project, record, [before.from, before.to]);
    unask(project, record, before.question);
    Ok(put_back(before))
}

fn put_back(link: Arc<Link>) -> Edit {
    Edit::PutLink(Box::new(Arc::unwrap_or_clone(link)))
}

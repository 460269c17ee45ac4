//! Edits of dismissals, verdicts, rulings and conflicts.

use super::{Edit, EditError};
use crate::model::project::{ask, forget, mention, unask};
use crate::model::rules::{conflict_rule, dismissal_rule, ruling_rule, verdict_rule};
use crate::model::{
    BrokenRule, Conflict, ConflictId, Dismissal, DismissalId, Project, RecordId, Ruling, RulingId, Verdict,
    VerdictId,
};

pub(in crate::model) fn put_dismissal(
    project: &mut Project,
    dismissal: Dismissal,
) -> Result<Edit, EditError> {
    dismissal_rule(project, &dismissal)?;
    let (id, record) = (dismissal.id, RecordId::Dismissal(dismissal.id));
    let before = project.records.dismissals.remove(&id);
    if let Some(before) = &before {
        forget(project, record, [before.claim]);
    }
    mention(project, record, [dismissal.claim]);
    project.records.dismissals.insert(id, dismissal);
    Ok(before.map_or(Edit::RemoveDismissal(id), |before| Edit::PutDismissal(Box::new(before))))
}

pub(super) fn remove_dismissal(project: &mut Project, id: DismissalId) -> Result<Edit, EditError> {
    let record = RecordId::Dismissal(id);
    let before = project.records.dismissals.remove(&id).ok_or(BrokenRule::Missing(record))?;
    forget(project, record, [before.claim]);
    Ok(Edit::PutDismissal(Box::new(before)))
}

pub(in crate::model) fn put_verdict(project: &mut Project, verdict: Verdict) -> Result<Edit, EditError> {
    verdict_rule(project, &verdict)?;
    let (id, record) = (verdict.id, RecordId::Verdict(verdict.id));
    let before = project.records.verdicts.remove(&id);
    if let Some(before) = &before {
        forget(project, record, before.claims.iter().copied());
        unask(project, record, before.question);
    }
    mention(project, record, verdict.claims.iter().copied());
    ask(project, record, verdict.question);
    project.records.verdicts.insert(id, verdict);
    Ok(before.map_or(Edit::RemoveVerdict(id), |before| Edit::PutVerdict(Box::new(before))))
}

pub(super) fn remove_verdict(project: &mut Project, id: VerdictId) -> Result<Edit, EditError> {
    let record = RecordId::Verdict(id);
    let before = project.records.verdicts.remove(&id).ok_or(BrokenRule::Missing(record))?;
    forget(project, record, before.claims.iter().copied());
    unask(project, record, before.question);
    Ok(Edit::PutVerdict(Box::new(before)))
}

pub(in crate::model) fn put_ruling(project: &mut Project, ruling: Ruling) -> Result<Edit, EditError> {
    ruling_rule(project, &ruling)?;
    let (id, record) = (ruling.id, RecordId::Ruling(ruling.id));
    let before = project.records.rulings.remove(&id);
    if let Some(before) = &before {
        forget(project, record, before.claims.iter().copied());
    }
    mention(project, record, ruling.claims.iter().copied());
    project.records.rulings.insert(id, ruling);
    Ok(before.map_or(Edit::RemoveRuling(id), |before| Edit::PutRuling(Box::new(before))))
}

pub(super) fn remove_ruling(project: &mut Project, id: RulingId) -> Result<Edit, EditError> {
    let record = RecordId::Ruling(id);
    let before = project.records.rulings.remove(&id).ok_or(BrokenRule::Missing(record))?;
    forget(project, record, before.claims.iter().copied());
    Ok(Edit::PutRuling(Box::new(before)))
}

pub(in crate::model) fn put_conflict(project: &mut Project, conflict: Conflict) -> Result<Edit, EditError> {
    conflict_rule(project, &conflict)?;
    let id = conflict.id;
    let before = project.records.conflicts.insert(id, conflict);
    Ok(before.map_or(Edit::RemoveConflict(id), |before| Edit::PutConflict(Box::new(before))))
}

pub(super) fn remove_conflict(project: &mut Project, id: ConflictId) -> Result<Edit, EditError> {
    let before = project.records.conflicts.remove(&id);
    let before = before.ok_or(BrokenRule::Missing(RecordId::Conflict(id)))?;
    Ok(Edit::PutConflict(Box::new(before)))
}

//! Edits of dismissals, verdicts, rulings and conflicts.

use super::{Edit, EditError};
use crate::model::{
    BrokenRule, Conflict, ConflictId, Dismissal, DismissalId, Project, RecordId, Ruling, RulingId, Verdict,
    VerdictId,
};

impl Project {
    pub(in crate::model) fn put_dismissal(&mut self, dismissal: Dismissal) -> Result<Edit, EditError> {
        self.dismissal_rule(&dismissal)?;
        let (id, record) = (dismissal.id, RecordId::Dismissal(dismissal.id));
        let before = self.records.dismissals.remove(&id);
        if let Some(before) = &before {
            self.forget(record, [before.claim]);
        }
        self.mention(record, [dismissal.claim]);
        self.records.dismissals.insert(id, dismissal);
        Ok(before.map_or(Edit::RemoveDismissal(id), |before| Edit::PutDismissal(Box::new(before))))
    }

    pub(super) fn remove_dismissal(&mut self, id: DismissalId) -> Result<Edit, EditError> {
        let record = RecordId::Dismissal(id);
        let before = self.records.dismissals.remove(&id).ok_or(BrokenRule::Missing(record))?;
        self.forget(record, [before.claim]);
        Ok(Edit::PutDismissal(Box::new(before)))
    }

    pub(in crate::model) fn put_verdict(&mut self, verdict: Verdict) -> Result<Edit, EditError> {
        self.verdict_rule(&verdict)?;
        let (id, record) = (verdict.id, RecordId::Verdict(verdict.id));
        let before = self.records.verdicts.remove(&id);
        if let Some(before) = &before {
            self.forget(record, before.claims.iter().copied());
            self.unask(record, before.question);
        }
        self.mention(record, verdict.claims.iter().copied());
        self.ask(record, verdict.question);
        self.records.verdicts.insert(id, verdict);
        Ok(before.map_or(Edit::RemoveVerdict(id), |before| Edit::PutVerdict(Box::new(before))))
    }

    pub(super) fn remove_verdict(&mut self, id: VerdictId) -> Result<Edit, EditError> {
        let record = RecordId::Verdict(id);
        let before = self.records.verdicts.remove(&id).ok_or(BrokenRule::Missing(record))?;
        self.forget(record, before.claims.iter().copied());
        self.unask(record, before.question);
        Ok(Edit::PutVerdict(Box::new(before)))
    }

    pub(in crate::model) fn put_ruling(&mut self, ruling: Ruling) -> Result<Edit, EditError> {
        self.ruling_rule(&ruling)?;
        let (id, record) = (ruling.id, RecordId::Ruling(ruling.id));
        let before = self.records.rulings.remove(&id);
        if let Some(before) = &before {
            self.forget(record, before.claims.iter().copied());
        }
        self.mention(record, ruling.claims.iter().copied());
        self.records.rulings.insert(id, ruling);
        Ok(before.map_or(Edit::RemoveRuling(id), |before| Edit::PutRuling(Box::new(before))))
    }

    pub(super) fn remove_ruling(&mut self, id: RulingId) -> Result<Edit, EditError> {
        let record = RecordId::Ruling(id);
        let before = self.records.rulings.remove(&id).ok_or(BrokenRule::Missing(record))?;
        self.forget(record, before.claims.iter().copied());
        Ok(Edit::PutRuling(Box::new(before)))
    }

    pub(in crate::model) fn put_conflict(&mut self, conflict: Conflict) -> Result<Edit, EditError> {
        self.conflict_rule(&conflict)?;
        let id = conflict.id;
        let before = self.records.conflicts.insert(id, conflict);
        Ok(before.map_or(Edit::RemoveConflict(id), |before| Edit::PutConflict(Box::new(before))))
    }

    pub(super) fn remove_conflict(&mut self, id: ConflictId) -> Result<Edit, EditError> {
        let before = self.records.conflicts.remove(&id);
        let before = before.ok_or(BrokenRule::Missing(RecordId::Conflict(id)))?;
        Ok(Edit::PutConflict(Box::new(before)))
    }
}

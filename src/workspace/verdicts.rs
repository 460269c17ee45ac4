//! Operations on verdicts: each builds one transaction for [`Workspace::commit`].

use super::Workspace;
use crate::model::{
    BrokenRule, ClaimId, Confidence, Edit, EditError, QuestionId, RecordId, Transaction, Verdict, VerdictId,
};

/// How a disagreement is settled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settlement {
    /// The claims that were weighed.
    pub claims: Vec<ClaimId>,
    /// Within which question; none for a proposed one.
    pub question: Option<QuestionId>,
    /// Id of one of the codebook's outcomes.
    pub outcome: String,
    /// Those of the claims that were found to hold.
    pub favoured: Vec<ClaimId>,
    /// Why.
    pub rationale: String,
    /// How sure.
    pub confidence: Option<Confidence>,
}

impl Workspace {
    /// Settles a disagreement.
    pub fn settle(&mut self, settlement: Settlement) -> Result<VerdictId, EditError> {
        let Settlement { claims, question, outcome, favoured, rationale, confidence } = settlement;
        let id = VerdictId(self.new_id());
        let (annotator, decided) = (self.me(), self.now());
        let verdict =
            Verdict { id, claims, question, outcome, favoured, rationale, confidence, annotator, decided };
        self.commit(Transaction::new("Settle disagreement", vec![Edit::PutVerdict(Box::new(verdict))]))?;
        Ok(id)
    }

    /// Changes fields of a verdict as one step of that name; does nothing when nothing changed. It is then decided
    /// anew, by who changed it.
    pub fn change_verdict(
        &mut self,
        id: VerdictId,
        label: &str,
        change: impl FnOnce(&mut Verdict),
    ) -> Result<(), EditError> {
        let verdict = self.project().verdict(id).ok_or(BrokenRule::Missing(RecordId::Verdict(id)))?;
        let mut changed = verdict.clone();
        change(&mut changed);
        if changed == *verdict {
            return Ok(());
        }
        changed.decided = self.now();
        changed.annotator = self.me();
        self.commit(Transaction::new(label, vec![Edit::PutVerdict(Box::new(changed))]))
    }

    /// Takes a verdict back: the disagreement is open again, or stands as an older verdict left it.
    pub fn reopen(&mut self, id: VerdictId) -> Result<(), EditError> {
        self.commit(Transaction::new("Reopen disagreement", vec![Edit::RemoveVerdict(id)]))
    }
}

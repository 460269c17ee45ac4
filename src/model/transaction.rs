//! [`Transaction`]: one step of work, all of it or nothing.

use super::{Edit, EditError, Project};

/// Edits that hold together, with the words shown beside *Undo*.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Transaction {
    /// What the user did, for example "Set confidence".
    pub label: String,
    /// Applied in order.
    pub edits: Vec<Edit>,
}

impl Transaction {
    /// A step of that name.
    pub fn new(label: impl Into<String>, edits: Vec<Edit>) -> Self {
        let label = label.into();
        Self { label, edits }
    }
}

impl Project {
    /// Applies all edits or none, and gives the transaction that takes them back.
    ///
    /// On an error the project is as it was, but for [`EditError::NotTakenBack`].
    pub fn commit(&mut self, transaction: Transaction) -> Result<Transaction, EditError> {
        let Transaction { label, edits } = transaction;
        let mut inverses = Vec::with_capacity(edits.len());
        for edit in edits {
            match self.apply(edit) {
                Ok(inverse) => inverses.push(inverse),
                Err(err) => return Err(take_back(self, inverses, err)),
            }
        }
        inverses.reverse();
        Ok(Transaction { label, edits: inverses })
    }
}

/// Takes back the edits before the one that was refused, and gives why there is no step.
fn take_back(project: &mut Project, inverses: Vec<Edit>, refusal: EditError) -> EditError {
    for inverse in inverses.into_iter().rev() {
        if project.apply(inverse).is_err() {
            return EditError::NotTakenBack(refusal.to_string());
        }
    }
    refusal
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ClaimId, ProjectId};
    use uuid::Uuid;

    #[test]
    fn a_step_that_cannot_be_taken_back_says_so() {
        let mut project = Project::new(ProjectId(Uuid::from_u128(1)), "a");
        let misfit = Edit::RemoveClaim(ClaimId(Uuid::from_u128(2)));
        let refusal = project.apply(misfit.clone()).unwrap_err();
        let err = take_back(&mut project, vec![misfit], refusal.clone());
        assert_eq!(err, EditError::NotTakenBack(refusal.to_string()));
        assert_eq!(take_back(&mut project, vec![Edit::SetTitle("b".to_owned())], refusal.clone()), refusal);
    }
}

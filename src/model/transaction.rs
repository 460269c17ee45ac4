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
    /// On an error the project is as it was.
    pub fn commit(&mut self, transaction: Transaction) -> Result<Transaction, EditError> {
        let Transaction { label, edits } = transaction;
        let mut inverses = Vec::with_capacity(edits.len());
        for edit in edits {
            match self.apply(edit) {
                Ok(inverse) => inverses.push(inverse),
                Err(err) => {
                    self.take_back(inverses);
                    return Err(err);
                }
            }
        }
        inverses.reverse();
        Ok(Transaction { label, edits: inverses })
    }

    fn take_back(&mut self, inverses: Vec<Edit>) {
        for inverse in inverses.into_iter().rev() {
            let undone = self.apply(inverse);
            debug_assert!(undone.is_ok(), "an inverse fits the state it was made from: {undone:?}");
        }
    }
}

//! Operations on when things happened: each is one step.

use super::Workspace;
use crate::model::{ClaimId, Edit, EditError, Transaction, When};

/// Sets or clears the dates of claims in one step of that name; gives how many changed.
///
/// # Errors
/// The project is as it was.
pub fn set_dates(
    workspace: &mut Workspace,
    dates: &[(ClaimId, Option<When>)],
    label: &str,
) -> Result<usize, EditError> {
    let modified = workspace.now();
    let edits: Vec<Edit> = dates
        .iter()
        .filter_map(|(id, when)| {
            let claim = workspace.project().claim(*id).filter(|claim| claim.when != *when)?;
            let mut changed = claim.clone();
            (changed.when, changed.modified) = (when.clone(), modified);
            Some(Edit::PutClaim(Box::new(changed)))
        })
        .collect();
    let count = edits.len();
    if count > 0 {
        workspace.commit(Transaction::new(label, edits))?;
    }
    Ok(count)
}

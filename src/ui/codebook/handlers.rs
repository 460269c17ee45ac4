//! Carries out changes of the codebook.

use super::action::CodebookAction;
use crate::ui::parts::Parts;

/// Carries out changes of the codebook.
pub(in crate::ui) fn handle(parts: &mut Parts<'_>, action: CodebookAction) {
    let done = match action {
        CodebookAction::SetCodebook(codebook) => parts.workspace.set_codebook(*codebook),
        CodebookAction::RemoveClaimKind(kind, removal) => parts.workspace.remove_claim_kind(&kind, &removal),
        CodebookAction::RemoveLinkKind(kind, removal) => parts.workspace.remove_link_kind(&kind, &removal),
    };
    if let Err(err) = done {
        parts.report("The change was not made", &err);
    }
}

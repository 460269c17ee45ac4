//! [`Draft`]: which text is being typed.

use crate::analysis::adjudication::CaseKey;
use crate::model::{ClaimId, ConflictId, LinkId};
use std::collections::BTreeMap;

/// A text that is being typed. Those of records become steps when their field is left, or before the next action; those
/// of dialogs go with the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Draft {
    /// The statement of a claim.
    Statement(ClaimId),
    /// Who a claim comes from.
    AttributedTo(ClaimId),
    /// The tags of a claim, with commas between.
    Tags(ClaimId),
    /// The note of a claim.
    Note(ClaimId),
    /// The date of a claim.
    When(ClaimId),
    /// The note of a link.
    LinkNote(LinkId),
    /// Why a disagreement is settled so, by its link.
    Verdict(LinkId),
    /// Why a difference between annotators is settled so.
    Ruling(CaseKey),
    /// A third text where two met in a merge.
    Conflict(ConflictId),
    /// The name of this annotator, as it is asked for above the view.
    Name,
    /// A field of the settings, by its label.
    Setting(&'static str),
    /// The text that is pasted.
    PastedText,
    /// Where a pasted text comes from: a field by its label.
    Pasted(&'static str),
    /// What is looked for in the palette.
    Palette,
    /// Tags that several claims get.
    ClaimTags,
    /// What question is looked for.
    Question,
    /// The title of a question.
    QuestionTitle,
}

/// The texts that are being typed.
pub type Texts = BTreeMap<Draft, String>;

//! [`TeamAction`]: whose work is on show, blind work, and merging with the work of others.

use crate::model::{AnnotatorId, Choice, ConflictId, Mapping};
use std::path::PathBuf;

/// Work of several annotators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TeamAction {
    /// Shows an annotator's work, or hides it.
    ToggleLayer(AnnotatorId),
    /// Shows everybody's work.
    ShowAllLayers,
    /// Begins or ends blind work.
    SetBlind(bool),
    /// Opens the layers of others in blind work, on record.
    Reveal,
    /// Renames this annotator, in the project and for new ones.
    SetName(String),
    /// The name stays; it is not asked for again.
    KeepName,
    /// Asks for another version of the project.
    AskMerge,
    /// Compares that version with the project and shows what would come of a merge.
    Compare(PathBuf),
    /// The same once it was said what entries of its codebook stand for.
    CompareMapped(PathBuf, Mapping),
    /// Merges what was shown.
    Merge,
    /// Does not merge it.
    LeaveMerge,
    /// Chooses a value of a conflict.
    Settle(ConflictId, Choice),
    /// Settles a conflict by a text of its own.
    SettleAs(ConflictId, String),
    /// A copy that a sync service left is not offered again.
    PutCopyAside(PathBuf),
}

//! [`ReadAction`]: looking around in the Read view, and [`SentenceAction`]: work on its sentences.

use crate::model::DocumentId;
use crate::text::SentenceRole;
use crate::ui::read::state::Selection;

/// Looking around.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadAction {
    /// Selects something, or nothing.
    Select(Option<Selection>),
    /// Selects and brings into view, opening a column if need be.
    Show(Selection),
    /// Brings a place into view without selecting it.
    Reveal(DocumentId, usize),
    /// Opens a document in a column.
    OpenColumn(DocumentId),
    /// Closes a document's column.
    CloseColumn(DocumentId),
    /// Moves a document's column to a place from the left.
    MoveColumn(DocumentId, usize),
    /// Moves the column of the selection by places.
    ShiftColumn(isize),
    /// Moves the selection (or the target, while linking) by sentences.
    Step(isize),
    /// Moves it to the next or previous column.
    StepColumn(isize),
    /// To the first (`false`) or last (`true`) sentence of the column.
    StepToEnd(bool),
    /// Moves an edge of the selected span by words or sentences.
    Extend(Extend),
    /// Begins a link at the selection.
    StartLink,
    /// Shows the kind bar at the place that was aimed at.
    ChooseKind(Selection),
    /// Leaves linking, or selects nothing.
    Escape,
    /// Selects the next (or previous) link of the selected claim and shows its other end.
    CycleLinks(bool),
}

/// How the selected span grows or shrinks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extend {
    /// End by a word: to the right (`true`) or left.
    EndByWord(bool),
    /// Start by a word: to the right (`true`) or left.
    StartByWord(bool),
    /// Down by a sentence (`true`), or up.
    BySentence(bool),
}

/// Work on sentences, which a machine cut and a person puts right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentenceAction {
    /// Splits the sentence that holds a byte of the text at that byte.
    Split(DocumentId, usize),
    /// Splits where the selected words begin, or end when the sentence begins with them.
    SplitSelected,
    /// Merges a sentence, by index, with the one after it.
    Merge(DocumentId, usize),
    /// Merges the selected sentence with the one after it.
    MergeSelected,
    /// Says what a sentence, by index, is to its document.
    SetRole(DocumentId, usize, SentenceRole),
    /// Says what the selected sentence is to its document.
    SetSelectedRole(SentenceRole),
    /// Sets the selected sentence aside, or takes it back into the text.
    ToggleAside,
}

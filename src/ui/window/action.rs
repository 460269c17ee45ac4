//! [`WindowAction`]: the window itself.

use super::state::ThemeChoice;
use crate::model::ClaimId;
use crate::ui::navigation::{Dialog, MainView};
use crate::workspace::Habits;

/// The window itself.
#[derive(Clone, Debug, PartialEq)]
pub enum WindowAction {
    /// Shows a view.
    View(MainView),
    /// Opens a dialog, or closes the open one.
    Dialog(Option<Dialog>),
    /// Light, dark or as the system.
    Theme(ThemeChoice),
    /// How this user likes to tag and link.
    Habits(Habits),
    /// Larger (`1`), smaller (`-1`) or as at first (`0`).
    Zoom(i8),
    /// Size of document text in points, 12–24.
    ReadingSize(f32),
    /// Shows or hides the documents.
    ToggleLeft,
    /// Shows or hides the inspector.
    ToggleRight,
    /// Gives the keyboard to the next (`true`) or previous part of the window.
    MoveKeyboard(bool),
    /// Puts the keyboard into the search field.
    FocusSearch,
    /// Copies what is selected, with where it stands.
    Copy,
    /// Copies a claim, or what is selected, as a quotation for a text.
    CopyQuotation(Option<ClaimId>),
    /// Takes back (negative) or does again so many steps.
    StepHistory(isize),
    /// Next hint of the first start, or none any more.
    NextHint,
    /// Hints are not shown again.
    EndHints,
    /// Takes a message away that was read.
    DismissMessage(usize),
    /// Takes all messages away.
    DismissMessages,
    /// Closes the window.
    Quit,
    /// Closes the window after the question about unsaved work was answered.
    AnswerUnsaved(UnsavedChoice),
}

/// What to do with work that is nowhere but in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnsavedChoice {
    /// Saves it in another place.
    Save,
    /// Closes without it: what came after the last save is lost.
    Discard,
}

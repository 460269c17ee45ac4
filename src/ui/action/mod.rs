//! [`Action`]: what a frame's drawing asks for. Drawing reads; the queue writes.

mod adjudicate;
mod export;
mod file;
mod mark;
mod review;
mod search;
mod team;

pub use adjudicate::AdjudicateAction;
pub use export::ExportRequest;
pub use file::{FileAction, KeepAction, PastedText};
pub use mark::{AfterTag, ClaimField, LinkField, MarkAction, PickedLevel};
pub use review::{AgreementAction, JudgeAction, MatrixAction, ReviewAction, WithCopies};
pub use search::SearchAction;
pub use team::TeamAction;

use crate::model::{ClaimId, Codebook, DocumentDetails, DocumentId, DocumentRole, Settings};
use crate::text::SentenceRole;
use crate::ui::check::CheckAction;
use crate::ui::chronology::ChronologyAction;
use crate::ui::claims::ClaimsAction;
use crate::ui::questions::QuestionAction;
use crate::ui::state::{Dialog, MainView, Selection, ThemeChoice};
use crate::workspace::{Habits, KindRemoval, Recut};

/// One wish, by the room that carries it out (`ui/perform/`).
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Looking around in the Read view.
    Read(ReadAction),
    /// Searching all documents.
    Search(SearchAction),
    /// Work on claims and links.
    Mark(MarkAction),
    /// Work on documents, codebook and settings.
    Notebook(NotebookAction),
    /// Judging what the program proposes.
    Judge(JudgeAction),
    /// Work on disagreements.
    Review(ReviewAction),
    /// Work in the table of claims.
    Claims(ClaimsAction),
    /// Work in the matrix.
    Matrix(MatrixAction),
    /// Work in the chronology.
    Chronology(ChronologyAction),
    /// Work on questions.
    Question(QuestionAction),
    /// Looking around in agreement.
    Agreement(AgreementAction),
    /// Holding a draft against its sources.
    Check(CheckAction),
    /// Work on what annotators did differently.
    Adjudicate(AdjudicateAction),
    /// Work of several annotators.
    Team(TeamAction),
    /// Work on sentences.
    Sentence(SentenceAction),
    /// Files in and out.
    File(FileAction),
    /// Work that is to be kept: from journals, damaged files, other windows.
    Keep(KeepAction),
    /// The window itself.
    Window(WindowAction),
}

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

/// Work on documents, codebook and settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotebookAction {
    /// Renames the project.
    SetTitle(String),
    /// Replaces title, language and source of a document, and perhaps its sentences.
    SetDetails(DocumentId, Box<DocumentDetails>, Recut),
    /// Replaces title, language and source of several documents in one step.
    SetDetailsOf(Vec<(DocumentId, DocumentDetails)>),
    /// Puts a document under check, or takes it as a source again.
    SetRole(DocumentId, DocumentRole),
    /// Moves a document to a place in project order.
    MoveDocument(DocumentId, usize),
    /// Takes a document out with its claims.
    RemoveDocument(DocumentId),
    /// Marks a document read or not.
    SetRead(DocumentId, bool),
    /// Replaces the codebook.
    SetCodebook(Box<Codebook>),
    /// Takes a claim kind out; its claims stay.
    RemoveClaimKind(String, KindRemoval),
    /// Takes a link kind out; its links stay.
    RemoveLinkKind(String, KindRemoval),
    /// Replaces the project's settings.
    SetSettings(Settings),
    /// Renames this annotator.
    SetMyName(String),
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
    Leave(Leaving),
}

/// What to do with work that is nowhere but in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// Saves it in another place.
    Save,
    /// Closes without it: what came after the last save is lost.
    Discard,
}

/// The wishes of one frame, in order.
#[derive(Debug, Default)]
pub struct Actions {
    queue: Vec<Action>,
}

impl Actions {
    /// Notes a wish.
    pub fn push(&mut self, action: impl Into<Action>) {
        self.queue.push(action.into());
    }

    /// All wishes noted so far, oldest first.
    pub fn take(&mut self) -> Vec<Action> {
        std::mem::take(&mut self.queue)
    }
}

impl From<ReadAction> for Action {
    fn from(action: ReadAction) -> Self {
        Self::Read(action)
    }
}

impl From<NotebookAction> for Action {
    fn from(action: NotebookAction) -> Self {
        Self::Notebook(action)
    }
}

impl From<SentenceAction> for Action {
    fn from(action: SentenceAction) -> Self {
        Self::Sentence(action)
    }
}

impl From<FileAction> for Action {
    fn from(action: FileAction) -> Self {
        Self::File(action)
    }
}

impl From<KeepAction> for Action {
    fn from(action: KeepAction) -> Self {
        Self::Keep(action)
    }
}

impl From<WindowAction> for Action {
    fn from(action: WindowAction) -> Self {
        Self::Window(action)
    }
}

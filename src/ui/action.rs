//! [`Action`]: what a frame's drawing asks for. Drawing reads; the queue writes.

use super::adjudication::action::AdjudicateAction;
use super::agreement::action::AgreementAction;
use super::annotate::action::MarkAction;
use super::autosave::action::KeepAction;
use super::check::CheckAction;
use super::chronology::ChronologyAction;
use super::claims::ClaimsAction;
use super::disagreements::action::ReviewAction;
use super::documents::action::NotebookAction;
use super::files::action::FileAction;
use super::matrix::action::MatrixAction;
use super::questions::QuestionAction;
use super::read::action::{ReadAction, SentenceAction};
use super::search::action::SearchAction;
use super::suggestions::action::JudgeAction;
use super::team::action::TeamAction;
use super::window::action::WindowAction;

/// One wish, by the screen that carries it out.
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

/// Wishes of a screen as wishes of the window.
macro_rules! from_screen {
    ($($variant:ident($action:ty),)*) => {
        $(impl From<$action> for Action {
            fn from(action: $action) -> Self {
                Self::$variant(action)
            }
        })*
    };
}

from_screen! {
    Read(ReadAction),
    Search(SearchAction),
    Mark(MarkAction),
    Notebook(NotebookAction),
    Judge(JudgeAction),
    Review(ReviewAction),
    Claims(ClaimsAction),
    Matrix(MatrixAction),
    Chronology(ChronologyAction),
    Question(QuestionAction),
    Agreement(AgreementAction),
    Check(CheckAction),
    Adjudicate(AdjudicateAction),
    Team(TeamAction),
    Sentence(SentenceAction),
    File(FileAction),
    Keep(KeepAction),
    Window(WindowAction),
}

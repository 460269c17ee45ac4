//! [`Action`]: what a frame's drawing asks for. Drawing reads; the queue writes.

use super::adjudication::action::AdjudicateAction;
use super::agreement::action::AgreementAction;
use super::annotate::action::AnnotateAction;
use super::autosave::action::AutosaveAction;
use super::codebook::action::CodebookAction;
use super::disagreements::action::ReviewAction;
use super::documents::action::DocumentsAction;
use super::files::action::FileAction;
use super::matrix::action::MatrixAction;
use super::read::action::{ReadAction, SentenceAction};
use super::search::action::SearchAction;
use super::suggestions::action::JudgeAction;
use super::team::action::TeamAction;
use super::window::action::WindowAction;
use crate::ui::check::action::CheckAction;
use crate::ui::chronology::action::ChronologyAction;
use crate::ui::claims::action::ClaimsAction;
use crate::ui::questions::action::QuestionAction;

/// What is asked for, by the screen that carries it out.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Looking around in the Read view.
    Read(ReadAction),
    /// Searching all documents.
    Search(SearchAction),
    /// Work on claims and links.
    Annotate(AnnotateAction),
    /// Work on documents and the settings of the project.
    Documents(DocumentsAction),
    /// Changes of the codebook.
    Codebook(CodebookAction),
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
    /// Saving, recovered work, and what others did to the file.
    Autosave(AutosaveAction),
    /// The window itself.
    Window(WindowAction),
}

/// What a frame asks for, in order.
#[derive(Debug, Default)]
pub struct Actions {
    queue: Vec<Action>,
}

impl Actions {
    /// Asks for something.
    pub fn push(&mut self, action: impl Into<Action>) {
        self.queue.push(action.into());
    }

    /// All that was asked for so far, oldest first.
    pub fn take(&mut self) -> Vec<Action> {
        std::mem::take(&mut self.queue)
    }
}

/// Actions of a screen as actions of the window.
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
    Annotate(AnnotateAction),
    Documents(DocumentsAction),
    Codebook(CodebookAction),
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
    Autosave(AutosaveAction),
    Window(WindowAction),
}

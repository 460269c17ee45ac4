//! [`QuestionsState`]: what the window knows of questions that is not in the project.

use crate::analysis::questions::DefaultReason;
use crate::analysis::threads::QuestionKey;
use crate::model::{ClaimId, LinkId};
use crate::ui::read::state::Selection;
use crate::ui::suggestions::action::LikelyPlace;
use crate::view::questions::QuestionRow;
use crate::workspace::QuestionTarget;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is to go under a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved {
    /// The link in the making, or the suggestion at hand.
    Next,
    /// Links that are there.
    Links(Vec<LinkId>),
    /// Claims, besides the questions of their links.
    Claims(Vec<ClaimId>),
    /// All that is under another question.
    Question(QuestionKey),
}

/// Rows, and the review revision that they are of.
type RowsAtRevision = ((u64, u64), Arc<[QuestionRow]>);

/// What the window knows of questions that is not in the project.
#[derive(Debug, Default)]
pub struct QuestionsState {
    /// The question used last.
    pub in_use: Option<QuestionKey>,
    /// What the link in the making, or the suggestion at hand, is about.
    pub about: Option<About>,
    /// The questions to choose from, while a dialog asks, and the review revision that they are of.
    pub rows: Option<RowsAtRevision>,
    /// What is chosen in the dialog that splits.
    pub chosen: SplitChoice,
}

/// What is chosen to be split off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SplitChoice {
    /// Claims, with the links between them.
    pub claims: BTreeSet<ClaimId>,
    /// Links.
    pub links: BTreeSet<LinkId>,
}

/// What a link that is not yet made is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Which link.
    pub of: AboutOf,
    /// The question.
    pub target: QuestionTarget,
    /// How it is named.
    pub title: String,
    /// Why it is proposed.
    pub reason: DefaultReason,
}

/// A link that is not yet made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AboutOf {
    /// Between two places.
    Link(Selection, Selection),
    /// A suggestion.
    Proposal(LikelyPlace),
}

//! [`CheckAction`]: work in the Check view.

use crate::model::DocumentId;
use crate::view::check::CheckFilter;

/// Work in the Check view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckAction {
    /// Shows another document under check.
    Draft(DocumentId),
    /// Lists other sentences.
    Filter(CheckFilter),
    /// Lists the next (`true`) or previous kind of sentences.
    StepFilter(bool),
    /// Takes a sentence to hand, by its number in the draft.
    Select(usize),
    /// Goes on by so many sentences.
    Step(isize),
    /// To the first (`false`) or last (`true`) sentence of the list.
    StepToEnd(bool),
    /// Takes a passage to hand, by its place.
    Passage(usize),
    /// Goes on by so many passages.
    StepPassage(isize),
    /// Links the sentence and the passage at hand as that kind; none means the one offered.
    Link(Option<String>),
    /// The key of a link kind was pressed.
    Key(char),
    /// Notes that the passage has nothing to do with the sentence.
    Dismiss,
    /// Reads both in place.
    Read,
}

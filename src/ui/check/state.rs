//! [`CheckState`]: what the Check view shows.

use crate::model::DocumentId;
use crate::view::check::CheckFilter;

/// What the Check view shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckState {
    /// The draft; none before one was chosen: the first.
    pub draft: Option<DocumentId>,
    /// Which sentences are listed.
    pub filter: CheckFilter,
    /// The sentence at hand, by its number in the draft.
    pub sentence: Option<usize>,
    /// The passage at hand, by its place.
    pub passage: usize,
    /// Whether the keyboard moved, so that the row comes into view.
    pub moved: bool,
}

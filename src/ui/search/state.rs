//! [`Search`]: what is searched for, what was found, and the way back.

use crate::model::DocumentId;
use crate::ui::navigation::MainView;
use crate::ui::read::state::Selection;
use crate::view::search::Found;

/// Search over all documents.
#[derive(Debug, Default)]
pub struct Search {
    /// What was typed.
    pub query: String,
    /// All that was found.
    pub found: Found,
    /// The revision of the project in which it was found.
    pub revision: u64,
    /// How often was searched, so that what was drawn from an older one is known to be old.
    pub count: u64,
    /// The hit on show, by number; none before one was gone to.
    pub current: Option<usize>,
    /// Whether hits are marked and counted.
    pub is_active: bool,
    /// Whether the list of hits is open.
    pub open: bool,
    /// Whether the field should take the keyboard in the next frame.
    pub wants_focus: bool,
    /// What was on show before the search; none once the reader stays where it led.
    pub origin: Option<Origin>,
}

/// What the window showed before a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// Which view.
    pub view: MainView,
    /// The open documents from left to right.
    pub columns: Vec<OriginColumn>,
    /// What was selected.
    pub selection: Option<Selection>,
}

/// A column as it was before a search.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OriginColumn {
    /// Which document.
    pub document: DocumentId,
    /// Share of the width.
    pub weight: f32,
    /// Points scrolled from the top.
    pub offset: f32,
    /// The first byte of the text in view.
    pub first: usize,
}

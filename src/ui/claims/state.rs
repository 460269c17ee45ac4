//! [`ClaimsState`]: what the Claims view shows and what is half done in it.

use crate::model::ClaimId;
use crate::view::claims::{ClaimColumn, ClaimList, ClaimQuery, Facet, Place};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The Claims view.
#[derive(Debug, Default)]
pub struct ClaimsState {
    /// What is listed, in which order and groups.
    pub query: ClaimQuery,
    /// The claims that are changed together; always among the rows.
    pub selected: BTreeSet<ClaimId>,
    /// Space was pressed: moving the keyboard leaves the selection as it is until Escape or a click.
    pub is_picking: bool,
    /// The row of the keyboard.
    pub cursor: Cursor,
    /// Whether the row of the keyboard is to come into view.
    pub moved: bool,
    /// Rows that the last frame showed.
    pub visible: Range<usize>,
    /// Columns that the user showed or hid; the others are shown where any claim has a value.
    pub columns: BTreeMap<ClaimColumn, bool>,
    /// The panel of filters.
    pub filters: FiltersState,
    /// Whether the field for words takes the keyboard in the next frame.
    pub wants_words: bool,
    /// What the menu of kinds does.
    pub kind_change: KindChange,
    /// Tags that are about to be changed.
    pub tags: TagsDraft,
    /// Claims that were selected and, after a change, fit the filters no longer.
    pub left_out: usize,
}

/// The row of the keyboard.
#[derive(Debug, Default)]
pub struct Cursor {
    /// By place in the list; none before the keyboard or the mouse chose one.
    pub row: Option<usize>,
    /// The other end of what Shift selects.
    pub anchor: usize,
    /// What the row stands for, with the list that it was of.
    place: Option<Place>,
    generation: u64,
    revision: u64,
}

/// The panel of filters.
#[derive(Debug, Default)]
pub struct FiltersState {
    /// Whether it is open; none: where the window has room for it.
    pub open: Option<bool>,
    /// Whether the last frame showed it.
    pub is_shown: bool,
    /// Facets of which only the head is shown.
    pub closed: BTreeSet<Facet>,
    /// Facets of which all values are shown.
    pub whole: BTreeSet<Facet>,
}

/// What choosing a kind does to several claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KindChange {
    /// It is their only kind.
    #[default]
    Set,
    /// They have it, too.
    Add,
    /// They have it no longer.
    Remove,
}

/// Tags that are about to be changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagsDraft {
    /// Tags of the project, each with how many of the claims have it.
    pub rows: Vec<(String, usize)>,
    /// Tags that all of the claims get (`true`) or lose.
    pub changes: BTreeMap<String, bool>,
    /// How many claims it is about.
    pub claim_count: usize,
}

impl ClaimsState {
    /// Puts the keyboard at a row.
    pub fn go_to(&mut self, row: usize, list: &ClaimList) {
        self.cursor.row = Some(row);
        self.cursor.place = list.place(row);
        self.moved = true;
    }

    /// After the list was made again: stays at what the keyboard was at, and selects nothing that is not listed.
    pub(super) fn follow(&mut self, list: &ClaimList, generation: u64, revision: u64) {
        let cursor = &mut self.cursor;
        if cursor.generation == generation {
            return;
        }
        cursor.generation = generation;
        let last = list.row_count().checked_sub(1);
        let found = cursor.place.as_ref().and_then(|place| list.row_of(place));
        // What is gone leaves the keyboard where it was.
        cursor.row = found.or(cursor.row).and_then(|row| Some(row.min(last?)));
        cursor.place = cursor.row.and_then(|row| list.place(row));
        cursor.anchor = cursor.row.unwrap_or_default();
        let before = self.selected.len();
        if before > 0 {
            let listed: BTreeSet<ClaimId> = list.claims().collect();
            self.selected.retain(|claim| listed.contains(claim));
        }
        let is_of_change = cursor.revision != revision;
        cursor.revision = revision;
        self.left_out = if is_of_change { before - self.selected.len() } else { 0 };
    }
}

//! [`KindsDraft`]: what is half done in the dialog of the codebook.

use crate::model::Codebook;
use crate::workspace::KindRemoval;

/// What is half done in the dialog beside the codebook itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KindsDraft {
    /// Which kinds are on show.
    pub tab: Tab,
    /// Row on show, by tab.
    pub claim_row: usize,
    /// Row on show, by tab.
    pub link_row: usize,
    /// The question about the records of a kind that goes.
    pub removing: Option<Removing>,
    /// Kinds that go on *Save*, in this order, with what becomes of their records.
    pub removed: Vec<(Tab, String, KindRemoval)>,
}

impl KindsDraft {
    /// Row on show.
    pub const fn row(&self) -> usize {
        match self.tab {
            Tab::Claims => self.claim_row,
            Tab::Links => self.link_row,
        }
    }

    /// Shows another row.
    pub const fn set_row(&mut self, row: usize) {
        match self.tab {
            Tab::Claims => self.claim_row = row,
            Tab::Links => self.link_row = row,
        }
    }
}

/// The two lists of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Kinds of claims.
    #[default]
    Claims,
    /// Kinds of links.
    Links,
}

/// The kind in question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Removing {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// How many records have it.
    pub count: usize,
}

/// Takes the kind on show out of the draft.
pub(in crate::ui) fn take_out(codebook: &mut Codebook, kinds: &mut KindsDraft, id: &str) {
    let row = kinds.row();
    let is_it = |index: usize, other: &str| if id.is_empty() { index == row } else { other == id };
    let mut index = 0;
    let mut keep = |other: &str| {
        index += 1;
        !is_it(index - 1, other)
    };
    match kinds.tab {
        Tab::Claims => codebook.claim_kinds.retain(|kind| keep(&kind.id)),
        Tab::Links => codebook.link_kinds.retain(|kind| keep(&kind.id)),
    }
    kinds.set_row(row.saturating_sub(1));
}

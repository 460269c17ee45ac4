//! [`ChronologyState`]: what the Chronology view shows and what is selected in it.

use crate::analysis::chronology::Proposals;
use crate::analysis::threads::QuestionKey;
use crate::model::ClaimId;
use std::ops::Range;

/// The Chronology view.
#[derive(Debug, Default)]
pub struct ChronologyState {
    /// Whether dates that nobody accepted are ordered along.
    pub proposals: Proposals,
    /// In which part the keyboard moves.
    pub part: Part,
    /// What is selected in the table.
    pub place: Option<Place>,
    /// What is selected among the claims without a date.
    pub undated: Option<ClaimId>,
    /// Lines that the last frame showed.
    pub visible: Range<usize>,
    /// Claims without a date that the last frame showed.
    pub visible_undated: Range<usize>,
    /// Whether the selection is to come into view.
    pub moved: bool,
    /// Whether the field for the date takes the keyboard in the next frame.
    pub wants_field: bool,
}

/// The parts of the view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// The table of dates.
    #[default]
    Table,
    /// The list of claims without a date.
    Undated,
}

/// A cell of the table. Its line is the one that has the claim under the question, so it stays with the claim when that
/// gets another date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The claim at hand.
    pub claim: ClaimId,
    /// Under which question; none where its line has none.
    pub question: Option<QuestionKey>,
    /// Place of its document in project order.
    pub column: usize,
}

impl ChronologyState {
    /// The claim at hand.
    pub fn claim(&self) -> Option<ClaimId> {
        match self.part {
            Part::Table => self.place.map(|place| place.claim),
            Part::Undated => self.undated,
        }
    }
}

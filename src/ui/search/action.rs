//! [`SearchAction`]: searching all documents.

/// Searching all documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchAction {
    /// Finds everything that fits.
    Find(String),
    /// Brings a hit into view, by number.
    Show(usize),
    /// Goes to the next (`true`) or previous hit.
    Step(bool),
    /// Ends the search where it is and selects what holds the hit.
    Stay,
    /// Ends the search and brings back what was on show before.
    Leave,
}

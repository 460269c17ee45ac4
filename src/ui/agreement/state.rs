//! [`AgreementState`]: what the Agreement view shows and what is half done in it.

use crate::analysis::agreement::Unit;

/// The Agreement view.
#[derive(Debug)]
pub struct AgreementState {
    /// On what annotators are compared.
    pub unit: Unit,
    /// The selected item, by its place in the list.
    pub item: Option<usize>,
    /// Whether the selected item is to come into view.
    pub moved: bool,
    /// Whether somebody chose the unit; else the first one with a figure is shown.
    pub is_chosen: bool,
}

impl Default for AgreementState {
    fn default() -> Self {
        Self { unit: Unit::SentenceIsClaim, item: None, moved: false, is_chosen: false }
    }
}

//! [`MatrixState`]: what the Matrix view shows and what is half done in it.

use crate::analysis::matrix::MatrixSort;
use crate::analysis::threads::QuestionKey;
use crate::view::matrix::MatrixShow;
use std::ops::Range;

/// The Matrix view.
#[derive(Debug, Default)]
pub struct MatrixState {
    /// What comes first.
    pub sort: MatrixSort,
    /// Which rows are shown.
    pub show: MatrixShow,
    /// The question of the selected row.
    pub question: Option<QuestionKey>,
    /// The selected column, by place in project order.
    pub column: usize,
    /// Rows that the last frame showed.
    pub visible: Range<usize>,
    /// Whether the selected cell is to come into view.
    pub moved: bool,
}

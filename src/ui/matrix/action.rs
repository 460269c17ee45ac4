//! [`MatrixAction`]: work in the matrix.

use crate::analysis::matrix::MatrixSort;
use crate::analysis::threads::QuestionKey;
use crate::view::matrix::MatrixShow;

/// Work in the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatrixAction {
    /// Selects the cell of a question in a column.
    Select(QuestionKey, usize),
    /// Moves by rows and columns.
    Move(isize, isize),
    /// Another order of rows.
    Sort(MatrixSort),
    /// The next order of rows.
    StepSort,
    /// Other rows.
    Show(MatrixShow),
    /// Shows the selected cell in its document.
    Read,
    /// Shows the disagreement of the selected row.
    Disagreement,
    /// Lists the claims of the selected question.
    ListClaims,
    /// Asks for a title for the selected question.
    Rename,
    /// Asks what to split off the selected question.
    Split,
    /// Moves the selected question by places.
    Reorder(isize),
    /// Makes the selected question one of the project.
    Confirm,
    /// Takes the selected question apart.
    Dissolve,
}

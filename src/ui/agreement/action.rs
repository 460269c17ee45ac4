//! [`AgreementAction`]: looking around in agreement.

use crate::analysis::agreement::Unit;

/// Looking around in agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgreementAction {
    /// Shows the figures of a unit.
    Unit(Unit),
    /// Shows the next (`true`) or previous unit.
    StepUnit(bool),
    /// Selects an item by its place in the list.
    Item(usize),
    /// Selects the item so many places on.
    Step(isize),
    /// Shows the selected item in its document.
    Read,
    /// Shows the selected item where it can be settled.
    Settle,
}

//! [`History`]: what undo and redo take back, newest last.

use super::Transaction;

/// Two stacks of inverse transactions. Undone steps are kept until the next new step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    undo: Vec<Transaction>,
    redo: Vec<Transaction>,
}

impl History {
    /// Notes a new step by its inverse; what was undone before can no longer be redone.
    pub fn push(&mut self, inverse: Transaction) {
        self.undo.push(inverse);
        self.redo.clear();
    }

    /// Words of the step that undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.undo.last().map(|step| step.label.as_str())
    }

    /// Words of the step that redo would bring back.
    pub fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|step| step.label.as_str())
    }

    /// How many steps can be undone.
    pub const fn undo_count(&self) -> usize {
        self.undo.len()
    }

    /// How many steps can be redone.
    pub const fn redo_count(&self) -> usize {
        self.redo.len()
    }

    /// The step that undo applies; hand its inverse to [`History::undone`], or the step back to [`History::keep_undo`].
    pub fn take_undo(&mut self) -> Option<Transaction> {
        self.undo.pop()
    }

    /// The step that redo applies; hand its inverse to [`History::redone`], or the step back to [`History::keep_redo`].
    pub fn take_redo(&mut self) -> Option<Transaction> {
        self.redo.pop()
    }

    /// Notes that a step was undone, by the step that brings it back.
    pub fn undone(&mut self, inverse: Transaction) {
        self.redo.push(inverse);
    }

    /// Notes that a step was done again, by the step that takes it back.
    pub fn redone(&mut self, inverse: Transaction) {
        self.undo.push(inverse);
    }

    /// Puts back a step that could not be undone.
    pub fn keep_undo(&mut self, step: Transaction) {
        self.undo.push(step);
    }

    /// Puts back a step that could not be redone.
    pub fn keep_redo(&mut self, step: Transaction) {
        self.redo.push(step);
    }
}

//! [`History`]: what undo and redo take back, newest last.

use super::{Edit, Transaction};

/// Memory that the steps of the undo stack may take together, in bytes; a removed document keeps its text there.
const MAX_LEN: usize = 256 << 20;

/// Two stacks of inverse transactions. Undone steps are kept until the next new step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    undo: Vec<Transaction>,
    redo: Vec<Transaction>,
    /// Of the undo stack together, as [`Edit::memory_len`] counts.
    len: usize,
    /// Oldest steps that were forgotten, because the newer ones take so much memory.
    forgotten_count: usize,
}

impl History {
    /// A history that was kept elsewhere; of both stacks the newest step stands last.
    pub fn kept(undo: Vec<Transaction>, redo: Vec<Transaction>) -> Self {
        let len = undo.iter().map(memory_len).sum();
        Self { undo, redo, len, forgotten_count: 0 }
    }

    /// How many of the oldest steps were forgotten since the project was opened: they took too much memory.
    pub const fn forgotten_count(&self) -> usize {
        self.forgotten_count
    }

    /// What undo would apply, the last one first.
    pub fn undo_steps(&self) -> &[Transaction] {
        &self.undo
    }

    /// What redo would apply, the last one first.
    pub fn redo_steps(&self) -> &[Transaction] {
        &self.redo
    }

    /// Notes a new step by its inverse; what was undone before can no longer be redone.
    pub fn push(&mut self, inverse: Transaction) {
        self.push_undo(inverse);
        self.redo.clear();
    }

    fn push_undo(&mut self, step: Transaction) {
        self.len += memory_len(&step);
        self.undo.push(step);
        // The newest step can always be undone, however large it is.
        let mut count = 0;
        for step in self.undo.iter().take(self.undo.len() - 1) {
            if self.len <= MAX_LEN {
                break;
            }
            (self.len, count) = (self.len.saturating_sub(memory_len(step)), count + 1);
        }
        self.undo.drain(..count);
        self.forgotten_count += count;
    }

    /// Words of the step that undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.undo.last().map(|step| step.label.as_str())
    }

    /// Words of the step that redo would bring back.
    pub fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|step| step.label.as_str())
    }

    /// The step that undo would apply.
    pub fn next_undo(&self) -> Option<&Transaction> {
        self.undo.last()
    }

    /// The step that redo would apply.
    pub fn next_redo(&self) -> Option<&Transaction> {
        self.redo.last()
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
        let step = self.undo.pop()?;
        self.len = self.len.saturating_sub(memory_len(&step));
        Some(step)
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
        self.push_undo(inverse);
    }

    /// Puts back a step that could not be undone.
    pub fn keep_undo(&mut self, step: Transaction) {
        self.push_undo(step);
    }

    /// Puts back a step that could not be redone.
    pub fn keep_redo(&mut self, step: Transaction) {
        self.redo.push(step);
    }
}

fn memory_len(step: &Transaction) -> usize {
    step.label.len() + step.edits.iter().map(Edit::memory_len).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(label: &str) -> Transaction {
        Transaction::new(label, Vec::new())
    }

    #[test]
    fn the_newest_step_is_undone_first_and_redone_last() {
        let mut history = History::default();
        history.push(step("Tag"));
        history.push(step("Link"));
        assert_eq!((history.undo_label(), history.redo_label()), (Some("Link"), None));
        while let Some(step) = history.take_undo() {
            history.undone(step);
        }
        assert_eq!((history.undo_label(), history.redo_label()), (None, Some("Tag")));
        let tag = history.take_redo().unwrap();
        history.redone(tag);
        assert_eq!((history.undo_label(), history.redo_label()), (Some("Tag"), Some("Link")));
    }

    #[test]
    fn the_oldest_steps_are_forgotten_when_all_take_too_much_memory_but_never_the_newest() {
        let large = |len: usize| Transaction::new("Large", vec![Edit::SetTitle("x".repeat(len))]);
        let mut history = History::default();
        history.push(step("Tag"));
        history.push(large(MAX_LEN / 2));
        assert_eq!((history.undo_count(), history.forgotten_count()), (2, 0));
        history.push(large(MAX_LEN / 2));
        assert_eq!((history.undo_count(), history.forgotten_count()), (1, 2));
        history.push(large(MAX_LEN + 1));
        assert_eq!((history.undo_count(), history.forgotten_count()), (1, 3));
        history.take_undo();
        history.push(step("Link"));
        history.push(step("Tag"));
        assert_eq!((history.undo_count(), history.forgotten_count()), (2, 3));
    }

    #[test]
    fn a_new_step_ends_what_could_be_redone() {
        let mut history = History::default();
        history.undone(step("Tag"));
        history.push(step("Link"));
        assert_eq!((history.undo_count(), history.redo_count()), (1, 0));
    }

    #[test]
    fn a_step_that_could_not_be_taken_goes_back_where_it_was() {
        let mut history = History::default();
        history.push(step("Tag"));
        history.undone(step("Link"));
        let before = history.clone();
        let (undo, redo) = (history.take_undo().unwrap(), history.take_redo().unwrap());
        history.keep_undo(undo);
        history.keep_redo(redo);
        assert_eq!(history, before);
    }
}

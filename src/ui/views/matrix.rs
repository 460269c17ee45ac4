//! [`MatrixViews`]: view data of the Matrix view; rows are kept by question while nothing of it changes.

use crate::analysis::disagreements::CaseIndex;
use crate::analysis::matrix::{MatrixRow, MatrixSort, matrix_columns, matrix_row};
use crate::analysis::questions::like_questions;
use crate::analysis::threads::QuestionKey;
use crate::model::{Project, QuestionId};
use crate::ui::state::MatrixState;
use crate::view::matrix::{MatrixHead, MatrixLine, MatrixShow, matrix_head, matrix_line, matrix_order};
use crate::workspace::Workspace;
use std::collections::BTreeMap;

/// Rows made in one frame, so that the window goes on.
const PER_FRAME: usize = 400;

/// View data of the Matrix view.
#[derive(Debug, Default)]
pub struct MatrixViews {
    generation: u64,
    /// The rows, by key of the question.
    rows: Vec<MatrixRow>,
    /// In which update the thread of each row was last looked at.
    made: Vec<u64>,
    made_of: Option<(u64, u64)>,
    order: Vec<usize>,
    order_of: Option<(MatrixSort, MatrixShow, (u64, u64))>,
    heads: Vec<MatrixHead>,
    like: BTreeMap<QuestionId, QuestionId>,
    lines: BTreeMap<QuestionKey, (u64, MatrixLine)>,
    is_complete: bool,
}

impl MatrixViews {
    /// Makes what is on show and out of date.
    pub(super) fn refresh(&mut self, workspace: &Workspace, state: &MatrixState) {
        let Some(index) = workspace.review() else {
            return;
        };
        let (revision, project) = (workspace.review_revision(), workspace.project());
        if self.generation != revision.0 {
            *self = Self { generation: revision.0, ..Self::default() };
        }
        if self.made_of != Some(revision) {
            self.is_complete = self.refresh_rows(project, index);
            self.made_of = self.is_complete.then_some(revision);
            if self.is_complete {
                self.like = like_questions(project, index.threads());
            }
            self.order_of = None;
            let columns = matrix_columns(project, &self.rows);
            let heads = columns.iter().enumerate();
            self.heads = heads.map(|(position, column)| matrix_head(project, position, column)).collect();
        }
        let order_of = Some((state.sort, state.show, revision));
        if self.order_of != order_of {
            self.order = matrix_order(&self.rows, &self.like, (state.sort, state.show));
            self.order_of = order_of;
        }
        self.refresh_lines(project, index, state);
    }

    /// Makes rows of changed threads again; whether all are made.
    fn refresh_rows(&mut self, project: &Project, index: &CaseIndex) -> bool {
        let old = std::mem::take(&mut self.rows).into_iter().zip(std::mem::take(&mut self.made));
        let mut known: BTreeMap<QuestionKey, (MatrixRow, u64)> =
            old.map(|(row, at)| (row.question, (row, at))).collect();
        let mut left = PER_FRAME;
        for thread in index.threads().threads() {
            let at = index.looked_at(thread.key);
            let row = match known.remove(&thread.key).filter(|(_, made)| *made == at) {
                Some((row, _)) => row,
                None if left == 0 => return false,
                None => {
                    left -= 1;
                    matrix_row(project, thread)
                }
            };
            self.rows.push(row);
            self.made.push(at);
        }
        true
    }

    fn refresh_lines(&mut self, project: &Project, index: &CaseIndex, state: &MatrixState) {
        let wanted = self.order.iter().skip(state.visible.start).take(state.visible.len() + 2);
        let mut before = std::mem::take(&mut self.lines);
        for row in wanted.filter_map(|place| self.rows.get(*place)) {
            let at = index.looked_at(row.question);
            let line = before.remove(&row.question).filter(|(made, _)| *made == at);
            let made = || Some((at, matrix_line(project, index.threads().thread(row.question)?, row)));
            self.lines.extend(line.or_else(made).map(|line| (row.question, line)));
        }
    }

    /// How many rows are shown.
    pub const fn row_count(&self) -> usize {
        self.order.len()
    }

    /// How many threads there are.
    pub const fn thread_count(&self) -> usize {
        self.rows.len()
    }

    /// The row at a place of the order.
    pub fn row(&self, place: usize) -> Option<&MatrixRow> {
        self.rows.get(*self.order.get(place)?)
    }

    /// That row in words, once it is made.
    pub fn line(&self, question: QuestionKey) -> Option<&MatrixLine> {
        self.lines.get(&question).map(|(_, line)| line)
    }

    /// The place of a question in the order.
    pub fn place_of(&self, question: QuestionKey) -> Option<usize> {
        self.order.iter().position(|row| self.rows.get(*row).is_some_and(|row| row.question == question))
    }

    /// The question of another annotator that seems to ask the same.
    pub fn like(&self, question: QuestionKey) -> Option<QuestionId> {
        self.like.get(&question.asked()?).copied()
    }

    /// How many pairs of questions two annotators seem to ask both.
    pub fn like_count(&self) -> usize {
        self.like.len() / 2
    }

    /// The heads of the columns in project order.
    pub fn heads(&self) -> &[MatrixHead] {
        &self.heads
    }

    /// Whether all rows are made.
    pub const fn is_complete(&self) -> bool {
        self.is_complete
    }
}

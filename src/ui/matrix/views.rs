//! [`MatrixViews`]: view data of the Matrix view. What is kept by question is made again only where it changed.

use super::state::MatrixState;
use crate::analysis::disagreements::CaseIndex;
use crate::analysis::matrix::{MatrixColumn, MatrixColumns, MatrixRow, MatrixSort, matrix_rows};
use crate::analysis::questions::LikeQuestions;
use crate::analysis::threads::QuestionKey;
use crate::model::{Document, Project, QuestionId};
use crate::view::matrix::{MatrixLine, MatrixShow, contradiction_words, matrix_line};
use crate::workspace::Workspace;
use std::collections::{BTreeMap, BTreeSet};

/// Rows made in one frame, so that the window goes on.
const PER_FRAME: usize = 60;
/// Rows in view of which texts are compared in one frame.
const COMPARED_PER_FRAME: usize = 2;

/// View data of the Matrix view.
#[derive(Debug, Default)]
pub struct MatrixViews {
    generation: u64,
    /// Up to which update of the index changes were taken.
    looked_at: u64,
    /// Questions whose rows are not made, or not made again.
    waiting: BTreeSet<QuestionKey>,
    rows: BTreeMap<QuestionKey, MatrixRow>,
    columns: MatrixColumns,
    like: LikeQuestions,
    /// The rows shown; always sorted, and always rows that are made.
    order: Vec<QuestionKey>,
    order_of: Option<(MatrixSort, MatrixShow)>,
    lines: BTreeMap<QuestionKey, KeptLine>,
}

/// A row in words, of one update of its question.
#[derive(Debug)]
struct KeptLine {
    made: u64,
    line: MatrixLine,
    /// How it is contradicted is still to be found out.
    is_to_compare: bool,
}

impl MatrixViews {
    /// Makes what is on show and out of date.
    pub(in crate::ui) fn refresh(&mut self, workspace: &Workspace, state: &MatrixState) {
        let Some(index) = workspace.review() else {
            return;
        };
        let (generation, update) = workspace.review_revision();
        if self.generation == generation {
            self.waiting.extend(index.changed_since(self.looked_at));
        } else {
            *self = Self { generation, ..Self::default() };
            self.waiting = index.threads().threads().map(|thread| thread.key).collect();
        }
        self.looked_at = update;
        let project = workspace.project();
        let batch: BTreeSet<QuestionKey> =
            std::iter::from_fn(|| self.waiting.pop_first()).take(PER_FRAME).collect();
        let order_of = Some((state.sort, state.show));
        // Whether a question is asked twice can change with any other one.
        let is_shifted = !batch.is_empty() && state.show == MatrixShow::AskedTwice;
        if self.order_of == order_of && !is_shifted {
            self.order.retain(|key| !batch.contains(key));
            self.remake(project, index, &batch);
            self.merge_in(&batch, (state.sort, state.show));
        } else {
            self.remake(project, index, &batch);
            self.order = self.sorted(self.rows.values(), (state.sort, state.show));
            self.order_of = order_of;
        }
        self.refresh_lines(project, index, state);
    }

    /// Makes the rows of these questions again.
    fn remake(&mut self, project: &Project, index: &CaseIndex, batch: &BTreeSet<QuestionKey>) {
        if batch.is_empty() {
            return;
        }
        for before in batch.iter().filter_map(|key| self.rows.remove(key)) {
            self.columns.take_out(&before);
        }
        let threads = batch.iter().filter_map(|key| index.threads().thread(*key));
        for row in matrix_rows(project, threads) {
            self.columns.put(&row);
            self.rows.insert(row.question, row);
        }
        self.like.update(project, index.threads(), batch.iter().copied());
    }

    fn sorted<'r>(
        &self,
        rows: impl Iterator<Item = &'r MatrixRow>,
        (sort, show): (MatrixSort, MatrixShow),
    ) -> Vec<QuestionKey> {
        let mut shown: Vec<&MatrixRow> = rows.filter(|row| show.holds(row, &self.like)).collect();
        shown.sort_by(|one, other| sort.compare(one, other));
        shown.into_iter().map(|row| row.question).collect()
    }

    /// Puts rows in their places among those that are shown.
    fn merge_in(&mut self, batch: &BTreeSet<QuestionKey>, shown: (MatrixSort, MatrixShow)) {
        let added = self.sorted(batch.iter().filter_map(|key| self.rows.get(key)), shown);
        if added.is_empty() {
            return;
        }
        let mut rest = self.order.as_slice();
        let mut order = Vec::with_capacity(rest.len() + added.len());
        for key in added {
            let before = rest.partition_point(|other| self.is_before(*other, key, shown.0));
            let (first, last) = rest.split_at(before);
            order.extend_from_slice(first);
            order.push(key);
            rest = last;
        }
        order.extend_from_slice(rest);
        self.order = order;
    }

    fn is_before(&self, one: QuestionKey, other: QuestionKey, sort: MatrixSort) -> bool {
        self.rows
            .get(&one)
            .zip(self.rows.get(&other))
            .is_some_and(|(one, other)| sort.compare(one, other).is_lt())
    }

    fn refresh_lines(&mut self, project: &Project, index: &CaseIndex, state: &MatrixState) {
        let wanted = self.order.iter().skip(state.visible.start).take(state.visible.len() + 2);
        let mut before = std::mem::take(&mut self.lines);
        let (mut new_count, is_first) = (0, before.is_empty());
        for row in wanted.filter_map(|key| self.rows.get(key)) {
            let at = index.looked_at(row.question);
            let line = before.remove(&row.question).filter(|line| line.made == at).or_else(|| {
                new_count += 1;
                let line = matrix_line(project, index.threads().thread(row.question)?, row);
                Some(KeptLine { made: at, line, is_to_compare: row.cases.all() > 0 })
            });
            self.lines.extend(line.map(|line| (row.question, line)));
        }
        // Comparing texts takes longer than all the rest, so rows that scroll by are not held up by it.
        let compared = if new_count == 0 || is_first { COMPARED_PER_FRAME } else { 0 };
        for (key, kept) in self.lines.iter_mut().filter(|(_, kept)| kept.is_to_compare).take(compared) {
            kept.is_to_compare = false;
            let thread = index.threads().thread(*key);
            kept.line.contradictions =
                thread.map(|thread| contradiction_words(project, thread)).unwrap_or_default();
        }
    }

    /// How many rows are shown.
    pub const fn row_count(&self) -> usize {
        self.order.len()
    }

    /// How many questions have a row.
    pub fn thread_count(&self) -> usize {
        self.rows.len()
    }

    /// The row at a place of the order.
    pub fn row(&self, place: usize) -> Option<&MatrixRow> {
        self.rows.get(self.order.get(place)?)
    }

    /// That row in words, once it is made.
    pub fn line(&self, question: QuestionKey) -> Option<&MatrixLine> {
        self.lines.get(&question).map(|kept| &kept.line)
    }

    /// The place of a question in the order.
    pub fn place_of(&self, question: QuestionKey) -> Option<usize> {
        let place = self.order.partition_point(|other| {
            self.order_of.is_some_and(|(sort, _)| self.is_before(*other, question, sort))
        });
        (self.order.get(place) == Some(&question)).then_some(place)
    }

    /// The question of another annotator that seems to ask the same.
    pub fn like(&self, question: QuestionKey) -> Option<QuestionId> {
        self.like.like(question.asked()?)
    }

    /// How many pairs of questions two annotators seem to ask both.
    pub fn like_count(&self) -> usize {
        self.like.pairs().len() / 2
    }

    /// What the rows tell about a document.
    pub fn column(&self, document: &Document) -> MatrixColumn {
        self.columns.column(document)
    }

    /// Whether all rows are made.
    pub fn has_all_rows(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Whether nothing is left to be made in further frames.
    pub fn is_complete(&self) -> bool {
        self.has_all_rows() && self.lines.values().all(|kept| !kept.is_to_compare)
    }
}

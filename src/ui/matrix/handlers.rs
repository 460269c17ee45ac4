//! Carries out work in the Matrix view: moving over the cells, sorting, reading in place.

use super::action::MatrixAction;
use crate::analysis::threads::QuestionKey;
use crate::model::ClaimId;
use crate::ui::CrossclaimApp;
use crate::ui::claims::open_question;
use crate::ui::disagreements::state::ReviewList;
use crate::ui::navigation::MainView;
use crate::ui::questions::QuestionAction;
use crate::view::disagreements::CaseFilter;
use std::collections::BTreeSet;

impl CrossclaimApp {
    pub(in crate::ui) fn perform_matrix(&mut self, action: MatrixAction) {
        let matrix = &mut self.state.matrix;
        match action {
            MatrixAction::Select(question, column) => {
                (matrix.question, matrix.column) = (Some(question), column);
            }
            MatrixAction::Move(rows, columns) => self.move_in_matrix(rows, columns),
            MatrixAction::Sort(sort) => (matrix.sort, matrix.moved) = (sort, true),
            MatrixAction::StepSort => self.step_sort(),
            MatrixAction::Show(show) => (matrix.show, matrix.moved) = (show, true),
            MatrixAction::Read => self.read_cell(),
            MatrixAction::Disagreement => self.show_case_of_row(),
            MatrixAction::ListClaims => {
                if let Some(key) = self.state.matrix.question {
                    self.perform_claims(open_question(key, BTreeSet::new()));
                }
            }
            MatrixAction::Rename => self.on_selected_question(QuestionAction::AskTitle),
            MatrixAction::Split => self.on_selected_question(QuestionAction::AskSplit),
            MatrixAction::Reorder(places) => {
                self.on_selected_question(|key| QuestionAction::Reorder(key, places));
            }
            MatrixAction::Confirm => self.on_selected_question(QuestionAction::Confirm),
            MatrixAction::Dissolve => {
                if let Some(id) = self.state.matrix.question.and_then(QuestionKey::asked) {
                    self.perform_question(QuestionAction::Dissolve(id));
                }
            }
        }
    }

    fn on_selected_question(&mut self, action: impl FnOnce(QuestionKey) -> QuestionAction) {
        if let Some(key) = self.state.matrix.question {
            self.perform_question(action(key));
        }
    }

    fn move_in_matrix(&mut self, rows: isize, columns: isize) {
        let views = self.views.matrix();
        let last_column = self.workspace.project().document_ids().len().saturating_sub(1);
        let matrix = &mut self.state.matrix;
        let here = matrix.question.and_then(|thread| views.place_of(thread));
        let last = views.row_count().saturating_sub(1);
        let next = here.map_or(0, |here| here.saturating_add_signed(rows).min(last));
        matrix.question = views.row(next).map(|row| row.question);
        matrix.column = matrix.column.saturating_add_signed(columns).min(last_column);
        matrix.moved = true;
    }

    fn step_sort(&mut self) {
        use crate::analysis::matrix::MatrixSort;
        let all = MatrixSort::ALL;
        let here = all.iter().position(|sort| *sort == self.state.matrix.sort).unwrap_or_default();
        self.state.matrix.sort = all.get((here + 1) % all.len()).copied().unwrap_or_default();
        self.state.matrix.moved = true;
    }

    /// The claim that the selected cell stands for; the central one of its thread where the document says nothing.
    pub(in crate::ui) fn selected_claim(&self) -> Option<ClaimId> {
        let matrix = &self.state.matrix;
        let views = self.views.matrix();
        let row = views.row(views.place_of(matrix.question?)?)?;
        let document = self.workspace.project().document_ids().get(matrix.column)?;
        let own = row.cell(*document).and_then(|cell| cell.claims.first().copied());
        own.or(row.central)
    }

    fn read_cell(&mut self) {
        if let Some(claim) = self.selected_claim() {
            self.read_claim(claim);
        }
    }

    /// Shows the first disagreement of the selected row; those that are open come first.
    fn show_case_of_row(&mut self) {
        let cases = self.state.matrix.question.zip(self.workspace.review());
        let cases = cases.map(|(question, index)| index.cases_of(question)).unwrap_or_default();
        let filters = [CaseFilter::Open, CaseFilter::AnotherLook, CaseFilter::Settled];
        let found = filters.into_iter().find_map(|filter| {
            let case = cases.iter().find(|case| filter.holds(&case.state))?;
            Some((filter, case.id))
        });
        let Some((filter, id)) = found else {
            self.say("This question has no disagreement.");
            return;
        };
        let review = &mut self.state.review;
        (review.list, review.kind, review.case, review.moved) =
            (ReviewList::Cases(filter), None, Some(id), true);
        self.state.view = MainView::Disagreements;
    }
}

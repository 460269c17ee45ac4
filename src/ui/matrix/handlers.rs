//! Carries out work in the Matrix view: moving over the cells, sorting, reading in place.

use super::action::MatrixAction;
use crate::analysis::threads::QuestionKey;
use crate::model::ClaimId;
use crate::ui::claims::open_question;
use crate::ui::disagreements::state::ReviewList;
use crate::ui::jobs::Jobs;
use crate::ui::navigation::MainView;
use crate::ui::parts::Parts;
use crate::ui::questions::action::QuestionAction;
use crate::ui::read::navigate::read_claim;
use crate::ui::state::UiState;
use crate::view::disagreements::CaseFilter;
use std::collections::BTreeSet;

/// Carries out work in the Matrix view.
pub(in crate::ui) fn handle(parts: &mut Parts<'_>, jobs: &mut Jobs, action: MatrixAction) {
    let matrix = &mut parts.state.matrix;
    match action {
        MatrixAction::Select(question, column) => {
            (matrix.question, matrix.column) = (Some(question), column);
        }
        MatrixAction::Move(rows, columns) => move_in_matrix(parts, rows, columns),
        MatrixAction::Sort(sort) => (matrix.sort, matrix.moved) = (sort, true),
        MatrixAction::StepSort => step_sort(parts.state),
        MatrixAction::Show(show) => (matrix.show, matrix.moved) = (show, true),
        MatrixAction::Read => read_cell(parts),
        MatrixAction::Disagreement => show_case_of_row(parts),
        MatrixAction::ListClaims => {
            if let Some(key) = parts.state.matrix.question {
                crate::ui::claims::handlers::handle(parts, jobs, open_question(key, BTreeSet::new()));
            }
        }
        MatrixAction::Rename => on_selected_question(parts, QuestionAction::AskTitle),
        MatrixAction::Split => on_selected_question(parts, QuestionAction::AskSplit),
        MatrixAction::Reorder(places) => {
            on_selected_question(parts, |key| QuestionAction::Reorder(key, places));
        }
        MatrixAction::Confirm => on_selected_question(parts, QuestionAction::Confirm),
        MatrixAction::Dissolve => {
            if let Some(id) = parts.state.matrix.question.and_then(QuestionKey::asked) {
                crate::ui::questions::handlers::handle(parts, QuestionAction::Dissolve(id));
            }
        }
    }
}

fn on_selected_question(parts: &mut Parts<'_>, action: impl FnOnce(QuestionKey) -> QuestionAction) {
    if let Some(key) = parts.state.matrix.question {
        crate::ui::questions::handlers::handle(parts, action(key));
    }
}

fn move_in_matrix(parts: &mut Parts<'_>, rows: isize, columns: isize) {
    let views = parts.views.matrix();
    let last_column = parts.workspace.project().document_ids().len().saturating_sub(1);
    let matrix = &mut parts.state.matrix;
    let here = matrix.question.and_then(|thread| views.place_of(thread));
    let last = views.row_count().saturating_sub(1);
    let next = here.map_or(0, |here| here.saturating_add_signed(rows).min(last));
    matrix.question = views.row(next).map(|row| row.question);
    matrix.column = matrix.column.saturating_add_signed(columns).min(last_column);
    matrix.moved = true;
}

fn step_sort(state: &mut UiState) {
    use crate::analysis::matrix::MatrixSort;
    let all = MatrixSort::ALL;
    let here = all.iter().position(|sort| *sort == state.matrix.sort).unwrap_or_default();
    state.matrix.sort = all.get((here + 1) % all.len()).copied().unwrap_or_default();
    state.matrix.moved = true;
}

/// The claim that the selected cell stands for; the central one of its thread where the document says nothing.
pub(in crate::ui) fn selected_claim(parts: &Parts<'_>) -> Option<ClaimId> {
    let matrix = &parts.state.matrix;
    let views = parts.views.matrix();
    let row = views.row(views.place_of(matrix.question?)?)?;
    let document = parts.workspace.project().document_ids().get(matrix.column)?;
    let own = row.cell(*document).and_then(|cell| cell.claims.first().copied());
    own.or(row.central)
}

fn read_cell(parts: &mut Parts<'_>) {
    if let Some(claim) = selected_claim(parts) {
        read_claim(parts.state, parts.workspace, claim);
    }
}

/// Shows the first disagreement of the selected row; those that are open come first.
fn show_case_of_row(parts: &mut Parts<'_>) {
    let cases = parts.state.matrix.question.zip(parts.workspace.review());
    let cases = cases.map(|(question, index)| index.cases_of(question)).unwrap_or_default();
    let filters = [CaseFilter::Open, CaseFilter::AnotherLook, CaseFilter::Settled];
    let found = filters.into_iter().find_map(|filter| {
        let case = cases.iter().find(|case| filter.holds(&case.state))?;
        Some((filter, case.id))
    });
    let Some((filter, id)) = found else {
        parts.say("This question has no disagreement.");
        return;
    };
    let review = &mut parts.state.review;
    (review.list, review.kind, review.case, review.moved) = (ReviewList::Cases(filter), None, Some(id), true);
    parts.state.view = MainView::Disagreements;
}

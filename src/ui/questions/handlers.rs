//! Carries out work on questions.

use super::action::QuestionAction;
use super::state::{Moved, SplitChoice};
use super::target_title;
use crate::analysis::questions::DefaultReason;
use crate::analysis::threads::QuestionKey;
use crate::model::{ClaimId, EditError, Project, Question, QuestionId};
use crate::ui::draft::Draft;
use crate::ui::navigation::{Dialog, MainView};
use crate::ui::parts::Parts;
use crate::ui::read::state::{Mode, Selection};
use crate::ui::state::UiState;
use crate::workspace::{QuestionTarget, Workspace, questions};

/// Carries out work on questions.
pub(in crate::ui) fn handle(parts: &mut Parts<'_>, action: QuestionAction) {
    let done = apply(action, parts.workspace, parts.state);
    if let Err(err) = done {
        parts.report("The change was not made", &err);
    }
}

/// Carries out work on questions.
///
/// # Errors
/// The project is as it was.
fn apply(action: QuestionAction, workspace: &mut Workspace, state: &mut UiState) -> Result<(), EditError> {
    match action {
        QuestionAction::ChooseForSelection => {
            if let Some(moved) = selected(state) {
                ask(state, Dialog::ChooseQuestion(moved));
            }
            Ok(())
        }
        QuestionAction::Choose(moved) => {
            ask(state, Dialog::ChooseQuestion(moved));
            Ok(())
        }
        QuestionAction::Put(moved, target) => put(moved, &target, workspace, state),
        QuestionAction::AskTitle(key) => {
            ask(state, Dialog::RenameQuestion(key));
            Ok(())
        }
        QuestionAction::Rename(key, title) => {
            let question = questions::rename(workspace, key, &title)?;
            follow(state, Some(key), question);
            Ok(())
        }
        QuestionAction::Confirm(key) => {
            let question = questions::confirm(workspace, key)?;
            follow(state, Some(key), question);
            Ok(())
        }
        QuestionAction::AskSplit(key) => {
            state.questions.chosen = SplitChoice::default();
            ask(state, Dialog::SplitQuestion(key));
            Ok(())
        }
        QuestionAction::Split(key) => {
            let SplitChoice { claims, links } = std::mem::take(&mut state.questions.chosen);
            let (claims, links): (Vec<_>, Vec<_>) =
                (claims.into_iter().collect(), links.into_iter().collect());
            let question = questions::split(workspace, key, &links, &claims)?;
            follow(state, None, question);
            Ok(())
        }
        QuestionAction::Reorder(key, places) => {
            let before = neighbour(workspace.project(), key, places);
            let question = questions::reorder(workspace, key, before)?;
            follow(state, Some(key), question);
            state.matrix.sort = crate::analysis::matrix::MatrixSort::Question;
            Ok(())
        }
        QuestionAction::PlaceBefore(key, before) => {
            let question = questions::reorder(workspace, key, before)?;
            follow(state, Some(key), question);
            state.matrix.sort = crate::analysis::matrix::MatrixSort::Question;
            Ok(())
        }
        QuestionAction::Dissolve(question) => questions::dissolve(workspace, question),
        QuestionAction::TakeClaim(claim, question) => questions::take_claims(workspace, &[claim], question),
    }
}

fn ask(state: &mut UiState, dialog: Dialog) {
    state.drafts.row = 0;
    state.drafts.focus_given = false;
    state.drafts.fields.remove(&Draft::Question);
    state.dialog = Some(dialog);
}

fn put(
    moved: Moved,
    target: &QuestionTarget,
    workspace: &mut Workspace,
    state: &mut UiState,
) -> Result<(), EditError> {
    let question = match moved {
        Moved::Next => {
            if let Some(about) = &mut state.questions.about {
                about.title = target_title(workspace, target);
                (about.target, about.reason) = (target.clone(), DefaultReason::InUse);
            }
            return Ok(());
        }
        Moved::Links(links) => questions::put_links(workspace, &links, target)?,
        Moved::Claims(claims) => questions::put_claims(workspace, &claims, target)?,
        Moved::Question(key) => match target {
            QuestionTarget::Known(into) => {
                let question = questions::merge(workspace, &[key], *into)?;
                follow(state, None, question);
                return Ok(());
            }
            // All of it under a new title is a new name.
            QuestionTarget::New(title) => questions::rename(workspace, key, title)?,
        },
    };
    state.questions.in_use = Some(QuestionKey::Asked(question));
    Ok(())
}

/// What the keyboard's `Q` asks about.
fn selected(state: &UiState) -> Option<Moved> {
    match state.view {
        MainView::Read => match (&state.read.mode, state.read.selection) {
            (Mode::Choosing { .. } | Mode::Linking { target: Some(_), .. } | Mode::Judging { .. }, _) => {
                Some(Moved::Next)
            }
            (_, Some(Selection::Link(link))) => Some(Moved::Links(vec![link])),
            (_, Some(Selection::Claim(claim))) => Some(Moved::Claims(vec![claim])),
            _ => None,
        },
        MainView::Claims => {
            let claims: Vec<ClaimId> = state.claims.selected.iter().copied().collect();
            (!claims.is_empty()).then_some(Moved::Claims(claims))
        }
        MainView::Matrix => state.matrix.question.map(Moved::Question),
        MainView::Disagreements if state.questions.about.is_some() => Some(Moved::Next),
        MainView::Disagreements => state.review.case.map(|link| Moved::Links(vec![link])),
        MainView::Chronology => state.chronology.claim().map(|claim| Moved::Claims(vec![claim])),
        MainView::Agreement | MainView::Check => None,
    }
}

/// The selected row stays with its question, also where a proposed one became one of the project.
fn follow(state: &mut UiState, before: Option<QuestionKey>, question: QuestionId) {
    let key = QuestionKey::Asked(question);
    if before.is_none() || state.matrix.question == before {
        (state.matrix.question, state.matrix.moved) = (Some(key), true);
    }
    state.questions.in_use = Some(key);
}

/// The question before which one comes that moves by places in the project's order.
fn neighbour(project: &Project, key: QuestionKey, places: isize) -> Option<QuestionId> {
    let mut order: Vec<&Question> = project.questions().collect();
    order.sort_by_key(|question| question.rank());
    let here = order.iter().position(|question| QuestionKey::Asked(question.id) == key);
    let here = here.unwrap_or(order.len());
    // Without it, the one after it has its place.
    let others: Vec<QuestionId> =
        order.iter().filter(|question| QuestionKey::Asked(question.id) != key).map(|one| one.id).collect();
    others.get(here.saturating_add_signed(places)).copied()
}

//! Questions in the window: what links are about, and mending by hand: rename, order, split, merge, move.
//!
//! In this folder: `QuestionsState`, `QuestionAction` with `handle`, and what is drawn.

pub mod about;
pub mod action;
pub mod choose;
pub mod handlers;
pub mod inspector;
pub mod rename;
pub mod split;
pub mod state;

use crate::analysis::suggest::claim_at;
use crate::analysis::threads::QuestionKey;
use crate::model::{ClaimId, LinkId, Project};
use crate::ui::disagreements::state::ReviewList;
use crate::ui::navigation::MainView;
use crate::ui::read::state::{Mode, Selection};
use crate::ui::state::UiState;
use crate::view::questions::{question_rows, question_title};
use crate::workspace::questions::{self, FutureEnd};
use crate::workspace::{QuestionTarget, Workspace};
use state::{About, AboutOf, Moved};

/// Before the window is drawn: works out the question of what is at hand, unless somebody chose one.
pub fn refresh(workspace: &mut Workspace, state: &mut UiState) {
    refresh_rows(workspace, state);
    let Some(of) = at_hand(state) else {
        state.questions.about = None;
        return;
    };
    let is_known = state.questions.about.as_ref().is_some_and(|about| about.of == of);
    if is_known {
        return;
    }
    let Some(ends) = ends_of(workspace.project(), of) else { return };
    let (target, reason) = questions::default_target(workspace, ends, state.questions.in_use);
    let title = target_title(workspace, &target);
    state.questions.about = Some(About { of, target, title, reason });
}

/// The ends of a link that is not yet made.
fn ends_of(project: &Project, of: AboutOf) -> Option<[FutureEnd; 2]> {
    let end = |document, span| {
        let there = claim_at(project, document, span, None);
        there.map_or(FutureEnd::Place(document, span), FutureEnd::Claim)
    };
    let place = |place: Selection| match place {
        Selection::Claim(claim) => Some(FutureEnd::Claim(claim)),
        Selection::Sentence(document, index) => {
            Some(end(document, project.document(document)?.sentences.get(index)?.span))
        }
        Selection::Span(document, span) => Some(end(document, span)),
        Selection::Link(_) => None,
    };
    match of {
        AboutOf::Link(from, to) => place(from).zip(place(to)).map(|(from, to)| [from, to]),
        AboutOf::Proposal((claim, document, span)) => Some([FutureEnd::Claim(claim), end(document, span)]),
    }
}

/// The claims of what is to go under a question.
fn claims_of(project: &Project, state: &UiState, moved: &Moved) -> Vec<ClaimId> {
    let known = |end: FutureEnd| match end {
        FutureEnd::Claim(claim) => Some(claim),
        FutureEnd::Place(..) => None,
    };
    match moved {
        Moved::Next => {
            let ends = state.questions.about.as_ref().and_then(|about| ends_of(project, about.of));
            ends.into_iter().flatten().filter_map(known).collect()
        }
        Moved::Links(links) => links
            .iter()
            .filter_map(|link| project.link(*link))
            .flat_map(|link| [link.from, link.to])
            .collect(),
        Moved::Claims(claims) => claims.clone(),
        Moved::Question(_) => Vec::new(),
    }
}

/// The question that choosing would not change: that of the links which are to move, or the one to be merged.
fn question_of(project: &Project, moved: &Moved) -> Option<QuestionKey> {
    match moved {
        Moved::Links(links) => {
            let mut found = links.iter().map(|link| project.link(*link)?.question);
            let first = found.next()??;
            found.all(|other| other == Some(first)).then_some(QuestionKey::Asked(first))
        }
        Moved::Question(key) => Some(*key),
        Moved::Next | Moved::Claims(_) => None,
    }
}

/// The link in the making or the suggestion that is looked at.
fn at_hand(state: &UiState) -> Option<AboutOf> {
    match (state.view, &state.read.mode) {
        (MainView::Read, Mode::Choosing { from, to } | Mode::Linking { from, target: Some(to), .. }) => {
            Some(AboutOf::Link(*from, *to))
        }
        (MainView::Read, Mode::Judging { claim, document, span }) => {
            Some(AboutOf::Proposal((*claim, *document, *span)))
        }
        (MainView::Disagreements, _) if state.review.list == ReviewList::Likely => {
            state.review.likely.map(AboutOf::Proposal)
        }
        _ => None,
    }
}

fn refresh_rows(workspace: &mut Workspace, state: &mut UiState) {
    use crate::ui::navigation::Dialog;
    let Some(Dialog::ChooseQuestion(moved)) = &state.dialog else {
        state.questions.rows = None;
        return;
    };
    workspace.refresh_review();
    let revision = workspace.review_revision();
    if state.questions.rows.as_ref().is_some_and(|(at, _)| *at == revision) {
        return;
    }
    let project = workspace.project();
    let (claims, own) = (claims_of(project, state, moved), question_of(project, moved));
    let threads = workspace.review().map(crate::analysis::disagreements::CaseIndex::threads);
    let mut rows = threads.map(|threads| question_rows(project, threads, &claims)).unwrap_or_default();
    rows.retain(|row| Some(row.key) != own);
    state.questions.rows = Some((revision, rows.into()));
}

/// The target of the link that is made right away, and what follows from it being used.
pub fn target_for(workspace: &mut Workspace, state: &mut UiState) -> QuestionTarget {
    refresh(workspace, state);
    state.questions.about.take().map_or_else(|| QuestionTarget::New(String::new()), |about| about.target)
}

/// The target of a suggestion that is accepted right away.
pub fn target_of_proposal(
    workspace: &mut Workspace,
    state: &mut UiState,
    proposal: &crate::workspace::Proposal,
) -> QuestionTarget {
    let of = AboutOf::Proposal((proposal.claim, proposal.document, proposal.span));
    if let Some(about) = state.questions.about.take_if(|about| about.of == of) {
        return about.target;
    }
    let other = claim_at(workspace.project(), proposal.document, proposal.span, None);
    let other = other.map_or(FutureEnd::Place(proposal.document, proposal.span), FutureEnd::Claim);
    questions::default_target(workspace, [FutureEnd::Claim(proposal.claim), other], state.questions.in_use).0
}

/// Notes the question of a link as the one in use.
pub fn use_question_of(workspace: &Workspace, state: &mut UiState, link: LinkId) {
    let question = workspace.project().link(link).and_then(|link| link.question);
    state.questions.in_use = question.map(QuestionKey::Asked).or(state.questions.in_use);
}

/// How a target is named.
pub fn target_title(workspace: &Workspace, target: &QuestionTarget) -> String {
    match target {
        QuestionTarget::New(title) if title.is_empty() => "a new question".to_owned(),
        QuestionTarget::New(title) => title.clone(),
        QuestionTarget::Known(key) => key_title(workspace, *key),
    }
}

/// How a question is named.
pub fn key_title(workspace: &Workspace, key: QuestionKey) -> String {
    let thread = workspace.review().and_then(|index| index.threads().thread(key));
    thread.map_or_else(String::new, |thread| question_title(workspace.project(), thread))
}

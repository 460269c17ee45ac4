//! Carries out work in the Check view.

use super::action::CheckAction;
use super::views::CheckViews;
use crate::analysis::suggest::claim_at;
use crate::model::{ClaimId, Confidence, DocumentId, EditError, LinkId};
use crate::text::Span;
use crate::ui::annotate::confidence::link_confidence;
use crate::ui::annotate::words::link_words;
use crate::ui::jobs::Jobs;
use crate::ui::navigation::MainView;
use crate::ui::parts::Parts;
use crate::ui::questions;
use crate::ui::read::navigate::{leave_for_reading, show};
use crate::ui::read::state::Selection;
use crate::ui::state::UiState;
use crate::view::check::{CheckCard, CheckFilter, PassageState};
use crate::workspace::questions::{FutureEnd, default_target};
use crate::workspace::{LinkEnd, Tag, Workspace};

/// Carries out work in the Check view.
pub(in crate::ui) fn handle(parts: &mut Parts<'_>, action: CheckAction) {
    let action = if let CheckAction::Key(key) = action {
        let Some(kind) = link_kind_of_key(parts.workspace, key) else {
            return;
        };
        CheckAction::Link(Some(kind))
    } else {
        action
    };
    let is_link = matches!(action, CheckAction::Link(_));
    let confidence = if is_link { link_confidence(parts.state) } else { None };
    let done = apply(action, parts.workspace, parts.state, parts.views.check(), confidence);
    match done {
        Ok(done) => {
            if let Some(link) = done.link {
                parts.announcer.say(format!("Linked: {}", link_words(parts.workspace.project(), link)));
            }
            if !done.said.is_empty() {
                parts.say(&done.said);
            }
            if !done.read.is_empty() {
                leave_for_reading(parts.state);
            }
            for (document, span) in done.read.iter().rev() {
                show(parts.state, parts.workspace, Selection::Span(*document, *span));
            }
        }
        Err(err) => parts.report("The change was not made", &err),
    }
}

fn link_kind_of_key(workspace: &Workspace, key: char) -> Option<String> {
    let is_key = |own: Option<char>| own.is_some_and(|own| own.to_ascii_lowercase() == key);
    let codebook = workspace.project().codebook();
    codebook.offered_link_kinds().find(|kind| is_key(kind.key)).map(|kind| kind.id.clone())
}

/// Before the view is drawn: the draft is held against the sources, and a sentence is at hand.
pub(in crate::ui) fn poll_check(parts: &mut Parts<'_>, jobs: &Jobs) {
    if parts.state.view != MainView::Check {
        return;
    }
    if let (Some(draft), Some(waker)) = (parts.views.check().draft(), jobs.waker()) {
        parts.workspace.ask_check(draft, &waker);
    }
    let views = parts.views.check();
    let rows = &views.list().rows;
    let is_there = |sentence| rows.iter().any(|row| Some(row.sentence) == sentence);
    if views.is_of(parts.state.check.filter) && !is_there(parts.state.check.sentence) {
        let first = views.listed().first().and_then(|place| rows.get(*place));
        (parts.state.check.sentence, parts.state.check.passage) = (first.map(|row| row.sentence), 0);
    }
}

/// What is left to be done by the window when an action was carried out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// What is said of it.
    pub said: String,
    /// The link that was made.
    pub link: Option<LinkId>,
    /// Places to be read in place.
    pub read: Vec<(DocumentId, Span)>,
}

/// Carries out work in the Check view; `confidence` is that of a link that is made.
///
/// # Errors
/// The project is as it was.
fn apply(
    action: CheckAction,
    workspace: &mut Workspace,
    state: &mut UiState,
    views: &CheckViews,
    confidence: Option<Confidence>,
) -> Result<Done, EditError> {
    match action {
        CheckAction::Draft(draft) => {
            state.check.draft = Some(draft);
            (state.check.sentence, state.check.passage) = (None, 0);
        }
        CheckAction::Filter(filter) => show_filter(state, filter),
        CheckAction::StepFilter(forward) => step_filter(state, forward),
        CheckAction::Select(sentence) => select(state, Some(sentence)),
        CheckAction::Step(step) => step_by(state, views, step),
        CheckAction::StepToEnd(last) => step_by(state, views, if last { isize::MAX } else { isize::MIN }),
        CheckAction::Passage(passage) => state.check.passage = passage,
        CheckAction::StepPassage(step) => {
            let last = views.card().map_or(0, |card| card.passages.len().saturating_sub(1));
            state.check.passage = state.check.passage.saturating_add_signed(step).min(last);
        }
        CheckAction::Link(kind) => return link(kind, workspace, state, views, confidence),
        // Which kind has a key is looked up before.
        CheckAction::Key(_) => {}
        CheckAction::Dismiss => return dismiss(workspace, state, views),
        CheckAction::Read => return Ok(read(workspace, state, views)),
    }
    Ok(Done::default())
}

fn select(state: &mut UiState, sentence: Option<usize>) {
    if state.check.sentence != sentence {
        (state.check.sentence, state.check.passage, state.check.moved) = (sentence, 0, true);
    }
}

fn show_filter(state: &mut UiState, filter: CheckFilter) {
    state.check.filter = filter;
    select(state, None);
}

fn step_filter(state: &mut UiState, forward: bool) {
    let all = CheckFilter::ALL;
    let here = all.iter().position(|filter| *filter == state.check.filter).unwrap_or_default();
    let step = if forward { 1 } else { all.len() - 1 };
    show_filter(state, all.get((here + step) % all.len()).copied().unwrap_or_default());
}

fn step_by(state: &mut UiState, views: &CheckViews, step: isize) {
    let sentences: Vec<usize> = listed(views).map(|(sentence, _)| sentence).collect();
    let here = sentences.iter().position(|sentence| Some(*sentence) == state.check.sentence);
    let last = sentences.len().saturating_sub(1);
    let next = here.map_or(0, |here| here.saturating_add_signed(step).min(last));
    select(state, sentences.get(next).copied());
}

/// Sentences of the list with whether they are judged.
fn listed(views: &CheckViews) -> impl Iterator<Item = (usize, bool)> {
    views
        .listed()
        .iter()
        .filter_map(|place| views.list().rows.get(*place))
        .map(|row| (row.sentence, row.is_done))
}

/// To the next sentence of the list that is not judged; stays where there is none.
fn go_on(state: &mut UiState, views: &CheckViews) {
    let after = |one: &(usize, bool)| Some(one.0) > state.check.sentence;
    let is_left = |one: &(usize, bool)| !one.1 && Some(one.0) != state.check.sentence;
    let next = listed(views).filter(is_left).find(after).or_else(|| listed(views).find(is_left));
    if let Some((next, _)) = next {
        select(state, Some(next));
    }
}

fn link(
    kind: Option<String>,
    workspace: &mut Workspace,
    state: &mut UiState,
    views: &CheckViews,
    confidence: Option<Confidence>,
) -> Result<Done, EditError> {
    let Some((draft, card)) = views.draft().zip(views.card()) else {
        return Ok(Done::default());
    };
    let Some(own) = sentence_span(workspace, draft, card) else {
        return Ok(Done::default());
    };
    let Some(passage) = card.passages.get(state.check.passage) else {
        return keep(workspace, state, views, (draft, own));
    };
    if let PassageState::Linked(kind) = &passage.state {
        let said = format!("{} and {} are linked already: {}", card.name, passage.name, kind.label);
        return Ok(Done { said, ..Done::default() });
    }
    let Some(kind) = kind.or_else(|| passage.kind.clone()) else {
        let said =
            format!("No kind is offered for {}, which is only near; choose one by its key", passage.name);
        return Ok(Done { said, ..Done::default() });
    };
    let places = [(draft, own), (passage.document, passage.span)];
    let seen = workspace.layer_sight().only();
    let claims = places.map(|(document, span)| claim_at(workspace.project(), document, span, seen));
    let kinds = claims.iter().flatten().find_map(|claim| workspace.project().claim(*claim));
    let kinds = kinds.map_or_else(|| new_kinds(workspace, state), |claim| claim.kinds.clone());
    let end = |(document, span): (DocumentId, Span), claim: Option<ClaimId>| {
        let tag = Tag { kinds: kinds.clone(), confidence: None };
        let place = (LinkEnd::Untagged { document, span, tag }, FutureEnd::Place(document, span));
        claim.map_or(place, |claim| (LinkEnd::Claim(claim), FutureEnd::Claim(claim)))
    };
    let ([own, other], [own_claim, other_claim]) = (places, claims);
    let (from, to) = (end(own, own_claim), end(other, other_claim));
    let (about, _) = default_target(workspace, [from.1, to.1], state.questions.in_use);
    let link = workspace.link_about((from.0, to.0), &kind, confidence, &about)?;
    questions::use_question_of(workspace, state, link);
    go_on(state, views);
    Ok(Done { link: Some(link), ..Done::default() })
}

/// A sentence without a passage becomes a claim, so that it is on record as one without a source.
fn keep(
    workspace: &mut Workspace,
    state: &mut UiState,
    views: &CheckViews,
    (draft, own): (DocumentId, Span),
) -> Result<Done, EditError> {
    let seen = workspace.layer_sight().only();
    if claim_at(workspace.project(), draft, own, seen).is_none() {
        let tag = Tag { kinds: new_kinds(workspace, state), confidence: None };
        workspace.tag(draft, own, tag)?;
    }
    go_on(state, views);
    Ok(Done { said: "Kept as a claim without a source".to_owned(), ..Done::default() })
}

/// The kind used last, or the first of the codebook.
fn new_kinds(workspace: &Workspace, state: &UiState) -> Vec<String> {
    let codebook = workspace.project().codebook();
    let last = codebook.offered_claim_kinds().find(|kind| kind.id == state.read.last_claim_kind);
    last.or_else(|| codebook.offered_claim_kinds().next()).map(|kind| kind.id.clone()).into_iter().collect()
}

fn dismiss(workspace: &mut Workspace, state: &mut UiState, views: &CheckViews) -> Result<Done, EditError> {
    let Some((draft, card)) = views.draft().zip(views.card()) else {
        return Ok(Done::default());
    };
    let passage = card.passages.get(state.check.passage);
    let Some((own, passage)) = sentence_span(workspace, draft, card).zip(passage) else {
        let said = "There is no passage to dismiss; Enter keeps the sentence as a claim.".to_owned();
        return Ok(Done { said, ..Done::default() });
    };
    if passage.state != PassageState::Open {
        let said = format!("{} is judged already; undo takes that back", passage.name);
        return Ok(Done { said, ..Done::default() });
    }
    let tag = Tag { kinds: new_kinds(workspace, state), confidence: None };
    workspace.dismiss_passage((draft, own), (passage.document, passage.span), tag)?;
    let said = format!("Dismissed {} for {}", passage.name, card.name);
    let is_open = |(at, other): &(usize, &crate::view::check::PassageCard)| {
        *at != state.check.passage && other.state == PassageState::Open
    };
    match card.passages.iter().enumerate().find(is_open) {
        Some((at, _)) => state.check.passage = at,
        None => go_on(state, views),
    }
    Ok(Done { said, ..Done::default() })
}

fn read(workspace: &Workspace, state: &UiState, views: &CheckViews) -> Done {
    let Some((draft, card)) = views.draft().zip(views.card()) else {
        return Done::default();
    };
    let own = sentence_span(workspace, draft, card).map(|span| (draft, span));
    let passage = card.passages.get(state.check.passage).map(|passage| (passage.document, passage.span));
    Done { read: own.into_iter().chain(passage).collect(), ..Done::default() }
}

fn sentence_span(workspace: &Workspace, draft: DocumentId, card: &CheckCard) -> Option<Span> {
    workspace.project().document(draft)?.sentences.get(card.sentence).map(|sentence| sentence.span)
}

//! Carries out searching: finding, going from hit to hit, and back to where the search began.

use super::action::SearchAction;
use super::state::{Origin, OriginColumn};
use crate::ui::navigation::MainView;
use crate::ui::read::navigate::{reveal, select, span_of};
use crate::ui::read::state::{Column, Mode, Selection};
use crate::ui::state::UiState;
use crate::view::search::{Hit, NamedPlace, search};
use crate::workspace::Workspace;
use std::collections::BTreeMap;

/// Carries out searching.
pub(in crate::ui) fn handle(state: &mut UiState, workspace: &Workspace, action: SearchAction) {
    match action {
        SearchAction::Find(query) => find_words(state, workspace, query),
        SearchAction::Show(index) => show_hit(state, workspace, index),
        SearchAction::Step(forward) => step_hit(state, workspace, forward),
        SearchAction::Stay => stay_at_hit(state, workspace),
        SearchAction::Leave => leave_search(state, workspace),
    }
}

fn find_words(state: &mut UiState, workspace: &Workspace, query: String) {
    if state.search.origin.is_none() {
        state.search.origin = Some(origin(state));
    }
    state.search.query = query;
    find_again(state, workspace);
    let search = &mut state.search;
    search.is_active = !search.query.trim().is_empty();
    search.open = search.is_active;
    search.current = None;
}

fn find_again(state: &mut UiState, workspace: &Workspace) {
    let found = search(state.shown(workspace), &state.search.query);
    state.search.found = found;
    state.search.count += 1;
    state.search.revision = workspace.revision();
}

/// What the window shows, so that a search can be left as if it had not been.
fn origin(state: &UiState) -> Origin {
    let read = &state.read;
    let columns = read.columns.iter().map(|column| OriginColumn {
        document: column.document,
        weight: column.weight,
        offset: column.offset,
        first: column.visible.start,
    });
    Origin { view: state.view, columns: columns.collect(), selection: read.selection }
}

fn show_hit(state: &mut UiState, workspace: &Workspace, index: usize) {
    let Some(hit) = state.search.found.get(index) else {
        return;
    };
    state.search.current = Some(index);
    state.search.open = false;
    // The search keeps its own way back.
    state.view = MainView::Read;
    let project = workspace.project();
    match hit {
        Hit::Text(document, span) => reveal(state, workspace, document, span.start),
        Hit::Claim(hit) => {
            if let Some((document, byte)) =
                project.claim(hit.claim).map(|claim| (claim.document, claim.span.start))
            {
                reveal(state, workspace, document, byte);
                select_quietly(state, workspace, Selection::Claim(hit.claim));
            }
        }
        Hit::Name(place) => {
            let place = selection_of(place);
            if let Some((document, span)) = span_of(workspace, place) {
                reveal(state, workspace, document, span.start);
                select_quietly(state, workspace, place);
            }
            // Whoever goes to a place by its name wants to be there.
            state.search.origin = None;
        }
    }
}

/// Selects without the tag bar, which would cover what is looked for.
fn select_quietly(state: &mut UiState, workspace: &Workspace, place: Selection) {
    state.read.mode = Mode::Idle;
    select(state, workspace, Some(place));
    state.read.tag_bar = false;
}

fn step_hit(state: &mut UiState, workspace: &Workspace, forward: bool) {
    if state.search.query.trim().is_empty() {
        state.search.wants_focus = true;
        return;
    }
    if state.search.revision != workspace.revision() {
        find_again(state, workspace);
    }
    if state.search.origin.is_none() && !state.search.is_active {
        state.search.origin = Some(origin(state));
    }
    state.search.is_active = true;
    let count = state.search.found.len();
    if count == 0 {
        return;
    }
    let next = match (state.search.current, forward) {
        (None, true) => 0,
        (None, false) => count - 1,
        (Some(at), true) => (at + 1) % count,
        (Some(at), false) => (at + count - 1) % count,
    };
    state.drafts.row = next;
    show_hit(state, workspace, next);
}

/// The search is done with: what holds the hit is selected, so that it can be tagged.
fn stay_at_hit(state: &mut UiState, workspace: &Workspace) {
    state.search.open = false;
    state.search.origin = None;
    let hit = state.search.current.and_then(|index| state.search.found.get(index));
    let place = match hit {
        Some(Hit::Text(document, span)) => {
            let record = workspace.project().document(document);
            record
                .and_then(|record| record.sentence_at(span.start))
                .map(|index| Selection::Sentence(document, index))
        }
        Some(Hit::Claim(hit)) => Some(Selection::Claim(hit.claim)),
        Some(Hit::Name(place)) => Some(selection_of(place)),
        None => None,
    };
    if let Some(place) = place {
        select(state, workspace, Some(place));
    }
}

/// The window is as it was before the search; nothing is marked any more.
fn leave_search(state: &mut UiState, workspace: &Workspace) {
    let search = &mut state.search;
    (search.open, search.is_active, search.current) = (false, false, None);
    let Some(origin) = search.origin.take() else {
        return;
    };
    state.view = origin.view;
    let project = workspace.project();
    let mut known: BTreeMap<_, _> =
        std::mem::take(&mut state.read.columns).into_iter().map(|column| (column.document, column)).collect();
    let columns = origin.columns.into_iter().filter(|column| project.document(column.document).is_some());
    state.read.columns = columns
        .map(|was| {
            let mut column = known.remove(&was.document).unwrap_or_else(|| Column::new(was.document));
            column.weight = was.weight;
            column.go_back(was.offset, was.first);
            column
        })
        .collect();
    let selection = origin.selection.filter(|selection| span_of(workspace, *selection).is_some());
    if state.read.selection != selection {
        state.read.selection = selection;
        state.read.tag_bar = false;
    }
}

const fn selection_of(place: NamedPlace) -> Selection {
    match place {
        NamedPlace::Sentence(document, index) => Selection::Sentence(document, index),
        NamedPlace::Claim(claim) => Selection::Claim(claim),
    }
}

//! Selecting, columns, and bringing places into view: what other screens do with the Read view, too.

use super::state::{Aim, Column, Mode, Selection};
use crate::model::{ClaimId, DocumentId};
use crate::text::Span;
use crate::ui::annotate::confidence::forget_confidence;
use crate::ui::navigation::MainView;
use crate::ui::state::UiState;
use crate::workspace::Workspace;

/// Columns side by side at most.
pub(in crate::ui) const MAX_COLUMNS: usize = 6;

/// Opens the first documents, as many as fit the window's width well.
pub(in crate::ui) fn show_first_documents(state: &mut UiState, workspace: &Workspace) {
    let first = workspace.project().document_ids().iter().take(3);
    state.read.columns = first.map(|id| Column::new(*id)).collect();
}

/// The document in which a selection stands; that of its source for a link.
pub(in crate::ui) fn document_of(workspace: &Workspace, selection: Selection) -> Option<DocumentId> {
    let project = workspace.project();
    match selection {
        Selection::Sentence(document, _) | Selection::Span(document, _) => Some(document),
        Selection::Claim(claim) => project.claim(claim).map(|claim| claim.document),
        Selection::Link(link) => project.link(link).and_then(|link| Some(project.claim(link.from)?.document)),
    }
}

/// The text that a selection covers.
pub(in crate::ui) fn span_of(workspace: &Workspace, selection: Selection) -> Option<(DocumentId, Span)> {
    let project = workspace.project();
    match selection {
        Selection::Sentence(document, index) => {
            Some((document, project.document(document)?.sentences.get(index)?.span))
        }
        Selection::Span(document, span) => {
            let record = project.document(document)?;
            span.is_valid_in(&record.text).then_some((document, span))
        }
        Selection::Claim(claim) => project.claim(claim).map(|claim| (claim.document, claim.span)),
        Selection::Link(link) => span_of(workspace, Selection::Claim(project.link(link)?.from)),
    }
}

/// Selects something, or nothing; while a link is made, chooses its other end.
pub(in crate::ui) fn select(state: &mut UiState, workspace: &Workspace, selection: Option<Selection>) {
    if let (Mode::Linking { .. }, Some(target)) = (&state.read.mode, selection) {
        choose_kind(state, target);
        return;
    }
    forget_confidence(state);
    let origin = origin_of(state, workspace, selection);
    let read = &mut state.read;
    read.mode = Mode::Idle;
    read.selection = selection;
    read.link_origin = origin;
    read.wanted_field = None;
    read.tag_bar = matches!(selection, Some(Selection::Sentence(..) | Selection::Span(..)));
    if let Some(selection) = selection {
        bring_linked_into_view(state, workspace, selection);
    }
}

/// The selected claim, where what is to be selected is one of its links.
pub(in crate::ui) fn origin_of(
    state: &UiState,
    workspace: &Workspace,
    selection: Option<Selection>,
) -> Option<ClaimId> {
    let (Some(Selection::Claim(claim)), Some(Selection::Link(link))) = (state.read.selection, selection)
    else {
        return None;
    };
    let link = workspace.project().link(link)?;
    [link.from, link.to].contains(&claim).then_some(claim)
}

/// Selects something and brings it into view.
pub(in crate::ui) fn show(state: &mut UiState, workspace: &Workspace, selection: Selection) {
    select(state, workspace, Some(selection));
    if let Some((document, span)) = span_of(workspace, selection) {
        reveal(state, workspace, document, span.start);
    }
}

/// Brings a byte of a document into view, in a column that opens if need be.
pub(in crate::ui) fn reveal(state: &mut UiState, workspace: &Workspace, document: DocumentId, byte: usize) {
    open_column(state, workspace, document);
    if let Some(column) = column_mut(state, document) {
        column.scroll_to = Some(byte);
    }
}

/// The open column of a document.
pub(in crate::ui) fn column_mut(state: &mut UiState, document: DocumentId) -> Option<&mut Column> {
    state.read.columns.iter_mut().find(|column| column.document == document)
}

/// Opens a column; where there are too many, the last one that does not hold the selection makes room.
pub(in crate::ui) fn open_column(state: &mut UiState, workspace: &Workspace, document: DocumentId) {
    if workspace.project().document(document).is_none() {
        return;
    }
    if let Some(column) = column_mut(state, document) {
        column.shows = true;
        return;
    }
    let keep = state.read.selection.and_then(|selection| document_of(workspace, selection));
    let columns = &mut state.read.columns;
    if columns.len() >= MAX_COLUMNS {
        // The last column that does not hold the selection makes room.
        let gone = columns.iter().rposition(|column| Some(column.document) != keep).unwrap_or_default();
        columns.remove(gone);
    }
    columns.push(Column { shows: true, ..Column::new(document) });
}

/// Closes a column, and lets go what was selected in it.
pub(in crate::ui) fn close_column(state: &mut UiState, workspace: &Workspace, document: DocumentId) {
    state.read.columns.retain(|column| column.document != document);
    let selected = state.read.selection.and_then(|selection| document_of(workspace, selection));
    if selected == Some(document) {
        select(state, workspace, None);
    }
}

/// Moves a column to a place from the left.
pub(in crate::ui) fn move_column(state: &mut UiState, document: DocumentId, place: usize) {
    let columns = &mut state.read.columns;
    let Some(from) = columns.iter().position(|column| column.document == document) else {
        return;
    };
    let mut column = columns.remove(from);
    column.shows = true;
    columns.insert(place.min(columns.len()), column);
}

/// Linked claims of the other columns come into view, so that both ends of a link are seen at once.
pub(in crate::ui) fn bring_linked_into_view(
    state: &mut UiState,
    workspace: &Workspace,
    selection: Selection,
) {
    let project = workspace.project();
    let ends: Vec<(DocumentId, usize)> = match selection {
        Selection::Claim(claim) => state
            .shown(workspace)
            .links_of(claim)
            .filter_map(|link| project.claim(link.other_end(claim)))
            .map(|claim| (claim.document, claim.span.start))
            .collect(),
        Selection::Link(link) => project
            .link(link)
            .into_iter()
            .flat_map(|link| [link.from, link.to])
            .filter_map(|end| project.claim(end))
            .map(|claim| (claim.document, claim.span.start))
            .collect(),
        Selection::Sentence(..) | Selection::Span(..) => return,
    };
    let own = document_of(workspace, selection).filter(|_| matches!(selection, Selection::Claim(_)));
    bring_into_view(state, &ends, own);
}

/// Brings the first place of each column into view, but for the column of that document.
pub(in crate::ui) fn bring_into_view(
    state: &mut UiState,
    ends: &[(DocumentId, usize)],
    own: Option<DocumentId>,
) {
    for column in &mut state.read.columns {
        let mut here = ends
            .iter()
            .filter(|(document, _)| *document == column.document && Some(*document) != own)
            .map(|(_, byte)| *byte);
        // One that the column shows already is preferred: it then stays where it is.
        let seen = here.clone().find(|byte| column.visible.contains(*byte));
        if let Some(byte) = seen.or_else(|| here.next()) {
            column.scroll_to = Some(byte);
        }
    }
}

/// Moves the keyboard to a place: the target while linking, else the selection.
pub(in crate::ui) fn put_cursor(state: &mut UiState, workspace: &Workspace, place: Selection) {
    if let Mode::Linking { target, aim, .. } = &mut state.read.mode {
        (*target, *aim) = (Some(place), Aim::Keys);
    } else {
        select(state, workspace, Some(place));
    }
    if let Some((document, span)) = span_of(workspace, place) {
        reveal(state, workspace, document, span.start);
    }
}

/// Shows the kind bar at the other end of a link.
pub(in crate::ui) fn choose_kind(state: &mut UiState, to: Selection) {
    let from = match &state.read.mode {
        Mode::Linking { from, .. } | Mode::Choosing { from, .. } => *from,
        Mode::Idle | Mode::Judging { .. } => return,
    };
    if from == to || matches!(to, Selection::Link(_)) {
        return;
    }
    state.read.mode = Mode::Choosing { from, to };
}

/// Shows a claim in its document, from whichever view.
pub(in crate::ui) fn read_claim(state: &mut UiState, workspace: &Workspace, claim: ClaimId) {
    leave_for_reading(state);
    show(state, workspace, Selection::Claim(claim));
}

/// Goes to the Read view and remembers the way back.
pub(in crate::ui) fn leave_for_reading(state: &mut UiState) {
    if state.view != MainView::Read {
        state.review.came_from = Some(state.view);
        state.view = MainView::Read;
    }
}

/// Documents that open at once even where others are open.
const FEW: usize = 3;

/// New documents open in columns: the first one always, and the others while there is room, a few of them even
/// where they do not all fit side by side.
pub(in crate::ui) fn show_new_documents(state: &mut UiState, workspace: &Workspace, before: usize) {
    let new: Vec<_> = workspace.project().document_ids().iter().skip(before).copied().collect();
    let room = if new.len() <= FEW { MAX_COLUMNS } else { FEW };
    for (index, id) in new.iter().enumerate() {
        if index == 0 || state.read.columns.len() < room {
            reveal(state, workspace, *id, 0);
        }
    }
    // Where they do not all fit, the first one is brought into view.
    for column in &mut state.read.columns {
        column.shows &= new.first() == Some(&column.document);
    }
}

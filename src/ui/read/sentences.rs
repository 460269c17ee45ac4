//! Carries out work on sentences.

use super::action::SentenceAction;
use super::navigate::{select, span_of};
use super::state::{Mode, Selection};
use crate::model::{DocumentId, EditError};
use crate::text::SentenceRole;
use crate::ui::parts::Parts;
use crate::ui::state::UiState;
use crate::workspace::Workspace;

/// Carries out work on sentences.
pub(in crate::ui) fn handle(parts: &mut Parts<'_>, action: SentenceAction) {
    let is_of_selection = matches!(
        action,
        SentenceAction::SplitSelected
            | SentenceAction::MergeSelected
            | SentenceAction::SetSelectedRole(_)
            | SentenceAction::ToggleAside
    );
    if is_of_selection && matches!(parts.state.read.mode, Mode::Linking { .. }) {
        let how = "A link is being made. Choose its other end, or leave it with Esc, then change sentences.";
        return parts.say(how);
    }
    let done = match action {
        SentenceAction::Split(document, byte) => split_at(parts.state, parts.workspace, document, byte),
        SentenceAction::SplitSelected => split_selected(parts),
        SentenceAction::Merge(document, index) => merge(parts.state, parts.workspace, document, index),
        SentenceAction::MergeSelected => match selected_sentence(parts.state, parts.workspace) {
            Some((document, index)) => merge(parts.state, parts.workspace, document, index),
            None => nothing_selected(parts),
        },
        SentenceAction::SetRole(document, index, role) => {
            parts.workspace.set_sentence_role(document, index..index + 1, role)
        }
        SentenceAction::SetSelectedRole(role) => match selected_sentence(parts.state, parts.workspace) {
            Some((document, index)) => parts.workspace.set_sentence_role(document, index..index + 1, role),
            None => nothing_selected(parts),
        },
        SentenceAction::ToggleAside => toggle_aside(parts),
    };
    if let Err(err) = done {
        parts.report("The sentences were not changed", &err);
    }
}

/// The sentence in which the selection begins.
fn selected_sentence(state: &UiState, workspace: &Workspace) -> Option<(DocumentId, usize)> {
    let (document, span) = span_of(workspace, state.read.selection?)?;
    Some((document, workspace.project().document(document)?.sentence_at(span.start)?))
}

#[expect(clippy::unnecessary_wraps, reason = "stands in a match with what can fail")]
fn nothing_selected(parts: &mut Parts<'_>) -> Result<(), EditError> {
    parts.say("Select a sentence first.");
    Ok(())
}

fn split_at(
    state: &mut UiState,
    workspace: &mut Workspace,
    document: DocumentId,
    byte: usize,
) -> Result<(), EditError> {
    let record = workspace.project().document(document);
    let Some(index) = record.and_then(|record| record.sentence_at(byte)) else {
        return Ok(());
    };
    let before = record.map_or(0, |record| record.sentences.len());
    workspace.split_sentence(document, index, byte)?;
    let after = workspace.project().document(document).map_or(0, |record| record.sentences.len());
    if after > before {
        select(state, workspace, Some(Selection::Sentence(document, index + 1)));
    }
    Ok(())
}

fn split_selected(parts: &mut Parts<'_>) -> Result<(), EditError> {
    let Some(Selection::Span(document, span)) = parts.state.read.selection else {
        let how = "Select the words with which the second sentence begins, then split before them.";
        parts.say(how);
        return Ok(());
    };
    let record = parts.workspace.project().document(document);
    let starts = record.and_then(|record| {
        let sentence = record.sentences.get(record.sentence_at(span.start)?)?;
        Some(sentence.span.start >= span.start)
    });
    split_at(parts.state, parts.workspace, document, if starts == Some(true) { span.end } else { span.start })
}

fn merge(
    state: &mut UiState,
    workspace: &mut Workspace,
    document: DocumentId,
    index: usize,
) -> Result<(), EditError> {
    workspace.merge_sentence_with_next(document, index)?;
    select(state, workspace, Some(Selection::Sentence(document, index)));
    Ok(())
}

fn toggle_aside(parts: &mut Parts<'_>) -> Result<(), EditError> {
    let Some((document, index)) = selected_sentence(parts.state, parts.workspace) else {
        return nothing_selected(parts);
    };
    let sentence =
        parts.workspace.project().document(document).and_then(|record| record.sentences.get(index));
    let role = match sentence.map(|sentence| sentence.role) {
        Some(SentenceRole::SetAside) => SentenceRole::Body,
        _ => SentenceRole::SetAside,
    };
    parts.workspace.set_sentence_role(document, index..index + 1, role)
}

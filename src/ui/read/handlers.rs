//! Carries out looking around: selecting, stepping, columns, the beginnings of links.

use super::action::{Extend, ReadAction};
use super::navigate::{
    choose_kind, close_column, document_of, move_column, open_column, put_cursor, reveal, select, show,
    span_of,
};
use super::state::{Mode, Selection};
use crate::model::{DocumentId, LinkId};
use crate::text::{Span, words};
use crate::ui::annotate::confidence::forget_confidence;
use crate::ui::parts::Parts;
use crate::ui::read::likely::{cycle_likely, likely_end_in, start_link};
use crate::ui::state::UiState;
use crate::view::steps::{Stop, next_stop, stops};
use crate::workspace::Workspace;

/// Carries out looking around in the Read view.
pub(in crate::ui) fn handle(parts: &mut Parts<'_>, action: &ReadAction) {
    match *action {
        ReadAction::Select(selection) => select(parts.state, parts.workspace, selection),
        ReadAction::Show(selection) => show(parts.state, parts.workspace, selection),
        ReadAction::Reveal(document, byte) => reveal(parts.state, parts.workspace, document, byte),
        ReadAction::OpenColumn(document) => open_column(parts.state, parts.workspace, document),
        ReadAction::CloseColumn(document) => close_column(parts.state, parts.workspace, document),
        ReadAction::MoveColumn(document, place) => move_column(parts.state, document, place),
        ReadAction::ShiftColumn(count) => shift_column(parts.state, parts.workspace, count),
        ReadAction::Step(count) => step(parts.state, parts.workspace, count),
        ReadAction::StepColumn(count) => step_column(parts, count),
        ReadAction::StepToEnd(last) => step_to_end(parts.state, parts.workspace, last),
        ReadAction::Extend(by) => extend(parts.state, parts.workspace, by),
        ReadAction::StartLink => start_link(parts),
        ReadAction::ChooseKind(target) => choose_kind(parts.state, target),
        ReadAction::Escape => escape(parts),
        ReadAction::CycleLinks(forward) => cycle_links(parts, forward),
    }
}

fn shift_column(state: &mut UiState, workspace: &Workspace, count: isize) {
    let document = cursor(state).and_then(|cursor| document_of(workspace, cursor));
    let place = state.read.columns.iter().position(|column| Some(column.document) == document);
    if let (Some(document), Some(place)) = (document, place) {
        move_column(state, document, place.saturating_add_signed(count));
    }
}

/// What the keyboard moves: the target while linking, else the selection.
fn cursor(state: &UiState) -> Option<Selection> {
    match &state.read.mode {
        Mode::Linking { target, from, .. } => Some(target.unwrap_or(*from)),
        Mode::Idle | Mode::Choosing { .. } | Mode::Judging { .. } => state.read.selection,
    }
}

fn step(state: &mut UiState, workspace: &Workspace, count: isize) {
    for _ in 0..count.unsigned_abs() {
        let Some(cursor) = cursor(state) else {
            if let Some(place) = first_in_column(state, workspace, 0) {
                put_cursor(state, workspace, place);
            }
            return;
        };
        let Some((document, span)) = span_of(workspace, cursor) else {
            return;
        };
        let project = workspace.project();
        let index = project.document(document).and_then(|record| record.sentence_at(span.start));
        let from = match cursor {
            Selection::Sentence(_, index) => Some(Stop::Sentence(index)),
            Selection::Claim(claim) => Some(Stop::Claim(claim)),
            Selection::Span(..) | Selection::Link(_) => None,
        };
        let at = (index.unwrap_or_default(), from);
        let Some((_, stop)) = next_stop(state.shown(workspace), document, at, count > 0) else {
            return;
        };
        put_cursor(state, workspace, place_of(document, stop));
    }
}

fn step_column(parts: &mut Parts<'_>, count: isize) {
    let document = cursor(parts.state).and_then(|cursor| document_of(parts.workspace, cursor));
    let columns = &parts.state.read.columns;
    let place = columns.iter().position(|column| Some(column.document) == document);
    let next =
        place.map_or(0, |place| place.saturating_add_signed(count).min(columns.len().saturating_sub(1)));
    if Some(next) == place {
        return;
    }
    let document = columns.get(next).map(|column| column.document);
    let likely = document.and_then(|document| likely_end_in(parts, document));
    if let Some(first) = likely.or_else(|| first_in_column(parts.state, parts.workspace, next)) {
        put_cursor(parts.state, parts.workspace, first);
    }
}

fn step_to_end(state: &mut UiState, workspace: &Workspace, last: bool) {
    let Some(document) = cursor(state).and_then(|cursor| document_of(workspace, cursor)) else {
        return;
    };
    let project = workspace.project();
    let count = project.document(document).map_or(0, |record| record.sentences.len());
    let edge = if last { count.saturating_sub(1) } else { 0 };
    let here = stops(state.shown(workspace), document, edge);
    let stop = if last { here.last() } else { here.first() }.copied();
    let stop = stop
        .or_else(|| next_stop(state.shown(workspace), document, (edge, None), !last).map(|(_, stop)| stop));
    if let Some(stop) = stop {
        put_cursor(state, workspace, place_of(document, stop));
    }
}

/// The first stop that a column shows.
fn first_in_column(state: &UiState, workspace: &Workspace, index: usize) -> Option<Selection> {
    let column = state.read.columns.get(index)?;
    let project = workspace.project();
    let record = project.document(column.document)?;
    let index = record.sentences.partition_point(|sentence| sentence.span.start < column.visible.start);
    let here = stops(state.shown(workspace), column.document, index).first().copied();
    let stop = here.or_else(|| {
        next_stop(state.shown(workspace), column.document, (index, None), true).map(|(_, stop)| stop)
    });
    stop.map(|stop| place_of(column.document, stop))
}

fn extend(state: &mut UiState, workspace: &Workspace, by: Extend) {
    if matches!(state.read.mode, Mode::Linking { target: None, .. }) {
        // There is no target yet whose ends could be moved.
        return;
    }
    let Some((document, span)) = cursor(state).and_then(|cursor| span_of(workspace, cursor)) else {
        return;
    };
    let Some(record) = workspace.project().document(document) else {
        return;
    };
    let text = &record.text;
    let (mut start, mut end) = (span.start, span.end);
    match by {
        Extend::EndByWord(true) => end = words::next_word_end(text, end),
        Extend::EndByWord(false) => end = words::previous_word_end(text, end),
        Extend::StartByWord(true) => start = words::next_word_start(text, start),
        Extend::StartByWord(false) => start = words::previous_word_start(text, start),
        Extend::BySentence(true) => {
            let next = record.sentences.iter().map(|sentence| sentence.span.end).find(|byte| *byte > end);
            end = next.unwrap_or(end);
        }
        Extend::BySentence(false) => {
            let mut before = record.sentences.iter().rev().map(|sentence| sentence.span.start);
            start = before.find(|byte| *byte < start).unwrap_or(start);
        }
    }
    let span = words::trim_span(text, Span::new(start, end));
    if start < end && !span.is_empty() {
        put_cursor(state, workspace, Selection::Span(document, span));
        reveal(
            state,
            workspace,
            document,
            if end == span.end { span.end.saturating_sub(1) } else { span.start },
        );
    }
}

fn escape(parts: &mut Parts<'_>) {
    let read = &mut parts.state.read;
    match std::mem::take(&mut read.mode) {
        Mode::Idle => {}
        Mode::Linking { .. } | Mode::Choosing { .. } => {
            forget_confidence(parts.state);
            parts.announcer.say("No link was made");
            return;
        }
        Mode::Judging { .. } => return,
    }
    match (read.selection, read.link_origin) {
        (Some(Selection::Link(_)), Some(origin)) => {
            select(parts.state, parts.workspace, Some(Selection::Claim(origin)));
        }
        // The marks of a search go last.
        (None, _) => parts.state.search.is_active = false,
        _ => select(parts.state, parts.workspace, None),
    }
}

fn cycle_links(parts: &mut Parts<'_>, forward: bool) {
    if matches!(parts.state.read.mode, Mode::Linking { .. }) {
        cycle_likely(parts, forward);
        return;
    }
    let (origin, current) = match parts.state.read.selection {
        Some(Selection::Claim(claim)) => (Some(claim), None),
        Some(Selection::Link(link)) => {
            let from = parts.workspace.project().link(link).map(|link| link.from);
            (parts.state.read.link_origin.or(from), Some(link))
        }
        _ => (None, None),
    };
    let Some(origin) = origin else {
        return;
    };
    let links: Vec<LinkId> =
        parts.state.shown(parts.workspace).links_of(origin).map(|link| link.id).collect();
    let place = current.and_then(|current| links.iter().position(|link| *link == current));
    let next = match (place, forward) {
        (None, true) => 0,
        (None, false) => links.len().saturating_sub(1),
        (Some(place), true) => (place + 1) % links.len().max(1),
        (Some(place), false) => (place + links.len().saturating_sub(1)) % links.len().max(1),
    };
    let Some(link) = links.get(next).copied() else {
        return;
    };
    select(parts.state, parts.workspace, Some(Selection::Link(link)));
    parts.state.read.link_origin = Some(origin);
    let project = parts.workspace.project();
    let other = project.link(link).and_then(|link| project.claim(link.other_end(origin)));
    if let Some((document, byte)) = other.map(|claim| (claim.document, claim.span.start)) {
        reveal(parts.state, parts.workspace, document, byte);
    }
}

const fn place_of(document: DocumentId, stop: Stop) -> Selection {
    match stop {
        Stop::Sentence(index) => Selection::Sentence(document, index),
        Stop::Claim(claim) => Selection::Claim(claim),
    }
}

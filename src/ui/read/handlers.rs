//! Carries out looking around: selecting, stepping, columns, the beginnings of links.

use super::action::{Extend, ReadAction};
use super::state::{Aim, Column, Mode, Selection};
use crate::model::{ClaimId, DocumentId, LinkId};
use crate::text::{Span, words};
use crate::ui::CrossclaimApp;
use crate::view::steps::{Stop, next_stop, stops};

/// Columns side by side at most.
pub const MAX_COLUMNS: usize = 6;

impl CrossclaimApp {
    pub(in crate::ui) fn perform_read(&mut self, action: &ReadAction) {
        match *action {
            ReadAction::Select(selection) => self.select(selection),
            ReadAction::Show(selection) => self.show(selection),
            ReadAction::Reveal(document, byte) => self.reveal(document, byte),
            ReadAction::OpenColumn(document) => self.open_column(document),
            ReadAction::CloseColumn(document) => self.close_column(document),
            ReadAction::MoveColumn(document, place) => self.move_column(document, place),
            ReadAction::ShiftColumn(count) => self.shift_column(count),
            ReadAction::Step(count) => self.step(count),
            ReadAction::StepColumn(count) => self.step_column(count),
            ReadAction::StepToEnd(last) => self.step_to_end(last),
            ReadAction::Extend(extend) => self.extend(extend),
            ReadAction::StartLink => self.start_link(),
            ReadAction::ChooseKind(target) => self.choose_kind(target),
            ReadAction::Escape => self.escape(),
            ReadAction::CycleLinks(forward) => self.cycle_links(forward),
        }
    }

    /// The document in which a selection stands; that of its source for a link.
    pub(in crate::ui) fn document_of(&self, selection: Selection) -> Option<DocumentId> {
        let project = self.workspace.project();
        match selection {
            Selection::Sentence(document, _) | Selection::Span(document, _) => Some(document),
            Selection::Claim(claim) => project.claim(claim).map(|claim| claim.document),
            Selection::Link(link) => {
                project.link(link).and_then(|link| Some(project.claim(link.from)?.document))
            }
        }
    }

    /// The text that a selection covers.
    pub(in crate::ui) fn span_of(&self, selection: Selection) -> Option<(DocumentId, Span)> {
        let project = self.workspace.project();
        match selection {
            Selection::Sentence(document, index) => {
                Some((document, project.document(document)?.sentences.get(index)?.span))
            }
            Selection::Span(document, span) => {
                let record = project.document(document)?;
                span.is_valid_in(&record.text).then_some((document, span))
            }
            Selection::Claim(claim) => project.claim(claim).map(|claim| (claim.document, claim.span)),
            Selection::Link(link) => self.span_of(Selection::Claim(project.link(link)?.from)),
        }
    }

    pub(in crate::ui) fn select(&mut self, selection: Option<Selection>) {
        if let (Mode::Linking { .. }, Some(target)) = (&self.state.read.mode, selection) {
            self.choose_kind(target);
            return;
        }
        self.forget_confidence();
        let origin = self.origin_of(selection);
        let read = &mut self.state.read;
        read.mode = Mode::Idle;
        read.selection = selection;
        read.link_origin = origin;
        read.wanted_field = None;
        read.tag_bar = matches!(selection, Some(Selection::Sentence(..) | Selection::Span(..)));
        if let Some(selection) = selection {
            self.bring_linked_into_view(selection);
        }
    }

    /// The selected claim, where what is to be selected is one of its links.
    fn origin_of(&self, selection: Option<Selection>) -> Option<ClaimId> {
        let (Some(Selection::Claim(claim)), Some(Selection::Link(link))) =
            (self.state.read.selection, selection)
        else {
            return None;
        };
        let link = self.workspace.project().link(link)?;
        [link.from, link.to].contains(&claim).then_some(claim)
    }

    pub(in crate::ui) fn show(&mut self, selection: Selection) {
        self.select(Some(selection));
        if let Some((document, span)) = self.span_of(selection) {
            self.reveal(document, span.start);
        }
    }

    pub(in crate::ui) fn reveal(&mut self, document: DocumentId, byte: usize) {
        self.open_column(document);
        if let Some(column) = self.column_mut(document) {
            column.scroll_to = Some(byte);
        }
    }

    fn column_mut(&mut self, document: DocumentId) -> Option<&mut Column> {
        self.state.read.columns.iter_mut().find(|column| column.document == document)
    }

    fn open_column(&mut self, document: DocumentId) {
        if self.workspace.project().document(document).is_none() {
            return;
        }
        if let Some(column) = self.column_mut(document) {
            column.shows = true;
            return;
        }
        let keep = self.state.read.selection.and_then(|selection| self.document_of(selection));
        let columns = &mut self.state.read.columns;
        if columns.len() >= MAX_COLUMNS {
            // The last column that does not hold the selection makes room.
            let gone = columns.iter().rposition(|column| Some(column.document) != keep).unwrap_or_default();
            columns.remove(gone);
        }
        columns.push(Column { shows: true, ..Column::new(document) });
    }

    fn close_column(&mut self, document: DocumentId) {
        self.state.read.columns.retain(|column| column.document != document);
        let selected = self.state.read.selection.and_then(|selection| self.document_of(selection));
        if selected == Some(document) {
            self.select(None);
        }
    }

    fn move_column(&mut self, document: DocumentId, place: usize) {
        let columns = &mut self.state.read.columns;
        let Some(from) = columns.iter().position(|column| column.document == document) else {
            return;
        };
        let mut column = columns.remove(from);
        column.shows = true;
        columns.insert(place.min(columns.len()), column);
    }

    fn shift_column(&mut self, count: isize) {
        let document = self.cursor().and_then(|cursor| self.document_of(cursor));
        let place = self.state.read.columns.iter().position(|column| Some(column.document) == document);
        if let (Some(document), Some(place)) = (document, place) {
            self.move_column(document, place.saturating_add_signed(count));
        }
    }

    /// Linked claims of the other columns come into view, so that both ends of a link are seen at once.
    fn bring_linked_into_view(&mut self, selection: Selection) {
        let project = self.workspace.project();
        let ends: Vec<(DocumentId, usize)> = match selection {
            Selection::Claim(claim) => self
                .shown()
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
        let own = self.document_of(selection).filter(|_| matches!(selection, Selection::Claim(_)));
        self.bring_into_view(&ends, own);
    }

    /// Brings the first place of each column into view, but for the column of that document.
    pub(in crate::ui) fn bring_into_view(&mut self, ends: &[(DocumentId, usize)], own: Option<DocumentId>) {
        for column in &mut self.state.read.columns {
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

    /// What the keyboard moves: the target while linking, else the selection.
    fn cursor(&self) -> Option<Selection> {
        match &self.state.read.mode {
            Mode::Linking { target, from, .. } => Some(target.unwrap_or(*from)),
            Mode::Idle | Mode::Choosing { .. } | Mode::Judging { .. } => self.state.read.selection,
        }
    }

    pub(in crate::ui) fn put_cursor(&mut self, place: Selection) {
        if let Mode::Linking { target, aim, .. } = &mut self.state.read.mode {
            (*target, *aim) = (Some(place), Aim::Keys);
        } else {
            self.select(Some(place));
        }
        if let Some((document, span)) = self.span_of(place) {
            self.reveal(document, span.start);
        }
    }

    fn step(&mut self, count: isize) {
        for _ in 0..count.unsigned_abs() {
            let Some(cursor) = self.cursor() else {
                if let Some(place) = self.first_in_column(0) {
                    self.put_cursor(place);
                }
                return;
            };
            let Some((document, span)) = self.span_of(cursor) else {
                return;
            };
            let project = self.workspace.project();
            let index = project.document(document).and_then(|record| record.sentence_at(span.start));
            let from = match cursor {
                Selection::Sentence(_, index) => Some(Stop::Sentence(index)),
                Selection::Claim(claim) => Some(Stop::Claim(claim)),
                Selection::Span(..) | Selection::Link(_) => None,
            };
            let at = (index.unwrap_or_default(), from);
            let Some((_, stop)) = next_stop(self.shown(), document, at, count > 0) else {
                return;
            };
            self.put_cursor(place_of(document, stop));
        }
    }

    fn step_column(&mut self, count: isize) {
        let document = self.cursor().and_then(|cursor| self.document_of(cursor));
        let columns = &self.state.read.columns;
        let place = columns.iter().position(|column| Some(column.document) == document);
        let next =
            place.map_or(0, |place| place.saturating_add_signed(count).min(columns.len().saturating_sub(1)));
        if Some(next) == place {
            return;
        }
        let document = columns.get(next).map(|column| column.document);
        let likely = document.and_then(|document| self.likely_end_in(document));
        if let Some(first) = likely.or_else(|| self.first_in_column(next)) {
            self.put_cursor(first);
        }
    }

    fn step_to_end(&mut self, last: bool) {
        let Some(document) = self.cursor().and_then(|cursor| self.document_of(cursor)) else {
            return;
        };
        let project = self.workspace.project();
        let count = project.document(document).map_or(0, |record| record.sentences.len());
        let edge = if last { count.saturating_sub(1) } else { 0 };
        let here = stops(self.shown(), document, edge);
        let stop = if last { here.last() } else { here.first() }.copied();
        let stop =
            stop.or_else(|| next_stop(self.shown(), document, (edge, None), !last).map(|(_, stop)| stop));
        if let Some(stop) = stop {
            self.put_cursor(place_of(document, stop));
        }
    }

    /// The first stop that a column shows.
    fn first_in_column(&self, index: usize) -> Option<Selection> {
        let column = self.state.read.columns.get(index)?;
        let project = self.workspace.project();
        let record = project.document(column.document)?;
        let index = record.sentences.partition_point(|sentence| sentence.span.start < column.visible.start);
        let here = stops(self.shown(), column.document, index).first().copied();
        let stop = here
            .or_else(|| next_stop(self.shown(), column.document, (index, None), true).map(|(_, stop)| stop));
        stop.map(|stop| place_of(column.document, stop))
    }

    fn extend(&mut self, extend: Extend) {
        if matches!(self.state.read.mode, Mode::Linking { target: None, .. }) {
            // There is no target yet whose ends could be moved.
            return;
        }
        let Some((document, span)) = self.cursor().and_then(|cursor| self.span_of(cursor)) else {
            return;
        };
        let Some(record) = self.workspace.project().document(document) else {
            return;
        };
        let text = &record.text;
        let (mut start, mut end) = (span.start, span.end);
        match extend {
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
            self.put_cursor(Selection::Span(document, span));
            self.reveal(document, if end == span.end { span.end.saturating_sub(1) } else { span.start });
        }
    }

    fn choose_kind(&mut self, to: Selection) {
        let from = match &self.state.read.mode {
            Mode::Linking { from, .. } | Mode::Choosing { from, .. } => *from,
            Mode::Idle | Mode::Judging { .. } => return,
        };
        if from == to || matches!(to, Selection::Link(_)) {
            return;
        }
        self.state.read.mode = Mode::Choosing { from, to };
    }

    fn escape(&mut self) {
        let read = &mut self.state.read;
        match std::mem::take(&mut read.mode) {
            Mode::Idle => {}
            Mode::Linking { .. } | Mode::Choosing { .. } => {
                self.forget_confidence();
                self.announcer.say("No link was made");
                return;
            }
            Mode::Judging { .. } => return,
        }
        match (read.selection, read.link_origin) {
            (Some(Selection::Link(_)), Some(origin)) => self.select(Some(Selection::Claim(origin))),
            // The marks of a search go last.
            (None, _) => self.state.search.is_active = false,
            _ => self.select(None),
        }
    }

    fn cycle_links(&mut self, forward: bool) {
        if matches!(self.state.read.mode, Mode::Linking { .. }) {
            self.cycle_likely(forward);
            return;
        }
        let (origin, current) = match self.state.read.selection {
            Some(Selection::Claim(claim)) => (Some(claim), None),
            Some(Selection::Link(link)) => {
                let from = self.workspace.project().link(link).map(|link| link.from);
                (self.state.read.link_origin.or(from), Some(link))
            }
            _ => (None, None),
        };
        let Some(origin) = origin else {
            return;
        };
        let links: Vec<LinkId> = self.shown().links_of(origin).map(|link| link.id).collect();
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
        self.select(Some(Selection::Link(link)));
        self.state.read.link_origin = Some(origin);
        let project = self.workspace.project();
        let other = project.link(link).and_then(|link| project.claim(link.other_end(origin)));
        if let Some((document, byte)) = other.map(|claim| (claim.document, claim.span.start)) {
            self.reveal(document, byte);
        }
    }
}

const fn place_of(document: DocumentId, stop: Stop) -> Selection {
    match stop {
        Stop::Sentence(index) => Selection::Sentence(document, index),
        Stop::Claim(claim) => Selection::Claim(claim),
    }
}

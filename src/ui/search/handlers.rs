//! Carries out searching: finding, going from hit to hit, and back to where the search began.

use super::action::SearchAction;
use super::state::{Origin, OriginColumn};
use crate::ui::CrossclaimApp;
use crate::ui::navigation::MainView;
use crate::ui::read::state::{Column, Mode, Selection};
use crate::view::search::{Hit, NamedPlace, search};
use std::collections::BTreeMap;

impl CrossclaimApp {
    pub(in crate::ui) fn perform_search(&mut self, action: SearchAction) {
        match action {
            SearchAction::Find(query) => self.find(query),
            SearchAction::Show(index) => self.show_hit(index),
            SearchAction::Step(forward) => self.step_hit(forward),
            SearchAction::Stay => self.stay_at_hit(),
            SearchAction::Leave => self.leave_search(),
        }
    }

    fn find(&mut self, query: String) {
        if self.state.search.origin.is_none() {
            self.state.search.origin = Some(self.origin());
        }
        self.state.search.query = query;
        self.find_again();
        let search = &mut self.state.search;
        search.is_active = !search.query.trim().is_empty();
        search.open = search.is_active;
        search.current = None;
    }

    fn find_again(&mut self) {
        let found = search(self.shown(), &self.state.search.query);
        self.state.search.found = found;
        self.state.search.count += 1;
        self.state.search.revision = self.workspace.revision();
    }

    /// What the window shows, so that a search can be left as if it had not been.
    fn origin(&self) -> Origin {
        let read = &self.state.read;
        let columns = read.columns.iter().map(|column| OriginColumn {
            document: column.document,
            weight: column.weight,
            offset: column.offset,
            first: column.visible.start,
        });
        Origin { view: self.state.view, columns: columns.collect(), selection: read.selection }
    }

    fn show_hit(&mut self, index: usize) {
        let Some(hit) = self.state.search.found.get(index) else {
            return;
        };
        self.state.search.current = Some(index);
        self.state.search.open = false;
        // The search keeps its own way back.
        self.state.view = MainView::Read;
        let project = self.workspace.project();
        match hit {
            Hit::Text(document, span) => self.reveal(document, span.start),
            Hit::Claim(hit) => {
                if let Some((document, byte)) =
                    project.claim(hit.claim).map(|claim| (claim.document, claim.span.start))
                {
                    self.reveal(document, byte);
                    self.select_quietly(Selection::Claim(hit.claim));
                }
            }
            Hit::Name(place) => {
                let place = selection_of(place);
                if let Some((document, span)) = self.span_of(place) {
                    self.reveal(document, span.start);
                    self.select_quietly(place);
                }
                // Whoever goes to a place by its name wants to be there.
                self.state.search.origin = None;
            }
        }
    }

    /// Selects without the tag bar, which would cover what is looked for.
    fn select_quietly(&mut self, place: Selection) {
        self.state.read.mode = Mode::Idle;
        self.select(Some(place));
        self.state.read.tag_bar = false;
    }

    fn step_hit(&mut self, forward: bool) {
        if self.state.search.query.trim().is_empty() {
            self.state.search.wants_focus = true;
            return;
        }
        if self.state.search.revision != self.workspace.revision() {
            self.find_again();
        }
        if self.state.search.origin.is_none() && !self.state.search.is_active {
            self.state.search.origin = Some(self.origin());
        }
        self.state.search.is_active = true;
        let count = self.state.search.found.len();
        if count == 0 {
            return;
        }
        let next = match (self.state.search.current, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        self.state.drafts.row = next;
        self.show_hit(next);
    }

    /// The search is done with: what holds the hit is selected, so that it can be tagged.
    fn stay_at_hit(&mut self) {
        self.state.search.open = false;
        self.state.search.origin = None;
        let hit = self.state.search.current.and_then(|index| self.state.search.found.get(index));
        let place = match hit {
            Some(Hit::Text(document, span)) => {
                let record = self.workspace.project().document(document);
                record
                    .and_then(|record| record.sentence_at(span.start))
                    .map(|index| Selection::Sentence(document, index))
            }
            Some(Hit::Claim(hit)) => Some(Selection::Claim(hit.claim)),
            Some(Hit::Name(place)) => Some(selection_of(place)),
            None => None,
        };
        if let Some(place) = place {
            self.select(Some(place));
        }
    }

    /// The window is as it was before the search; nothing is marked any more.
    fn leave_search(&mut self) {
        let search = &mut self.state.search;
        (search.open, search.is_active, search.current) = (false, false, None);
        let Some(origin) = search.origin.take() else {
            return;
        };
        self.state.view = origin.view;
        let project = self.workspace.project();
        let mut known: BTreeMap<_, _> = std::mem::take(&mut self.state.read.columns)
            .into_iter()
            .map(|column| (column.document, column))
            .collect();
        let columns = origin.columns.into_iter().filter(|column| project.document(column.document).is_some());
        self.state.read.columns = columns
            .map(|was| {
                let mut column = known.remove(&was.document).unwrap_or_else(|| Column::new(was.document));
                column.weight = was.weight;
                column.go_back(was.offset, was.first);
                column
            })
            .collect();
        let selection = origin.selection.filter(|selection| self.span_of(*selection).is_some());
        if self.state.read.selection != selection {
            self.state.read.selection = selection;
            self.state.read.tag_bar = false;
        }
    }
}

const fn selection_of(place: NamedPlace) -> Selection {
    match place {
        NamedPlace::Sentence(document, index) => Selection::Sentence(document, index),
        NamedPlace::Claim(claim) => Selection::Claim(claim),
    }
}

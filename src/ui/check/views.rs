//! [`CheckViews`]: view data of the Check view, made from the last answer.

use super::state::CheckState;
use crate::analysis::verify::{Verification, is_source};
use crate::model::DocumentId;
use crate::ui::navigation::MainView;
use crate::view::check::{CheckCard, CheckFilter, CheckList, DraftRow, check_card, check_list, drafts};
use crate::workspace::Workspace;
use std::sync::Arc;

/// What a list is made of: revision, answer and filter.
type ListOf = (u64, Option<Arc<Verification>>, CheckFilter);

/// View data of the Check view.
#[derive(Debug, Default)]
pub struct CheckViews {
    drafts: Vec<DraftRow>,
    has_sources: bool,
    drafts_of: Option<u64>,
    draft: Option<DocumentId>,
    list: CheckList,
    listed: Vec<usize>,
    list_of: Option<ListOf>,
    card: Option<CheckCard>,
    card_of: Option<usize>,
}

impl CheckViews {
    /// Makes what is on show and out of date.
    pub fn refresh(&mut self, workspace: &Workspace, (view, state): (MainView, &CheckState)) {
        let revision = workspace.revision();
        if self.drafts_of != Some(revision) {
            self.drafts = drafts(workspace.project());
            self.has_sources = workspace.project().documents().any(is_source);
            self.drafts_of = Some(revision);
        }
        if view != MainView::Check {
            return;
        }
        let is_chosen = |row: &&DraftRow| Some(row.document) == state.draft;
        let chosen = self.drafts.iter().find(is_chosen).or_else(|| self.drafts.first());
        self.draft = chosen.map(|row| row.document);
        let found = self.draft.and_then(|draft| workspace.check(draft)).map(Arc::clone);
        let seen = workspace.layer_sight().only();
        let is_same = |known: &ListOf| {
            let is_answer = match (&known.1, &found) {
                (Some(one), Some(other)) => Arc::ptr_eq(one, other),
                (one, other) => one.is_none() && other.is_none(),
            };
            known.0 == revision && is_answer && known.2 == state.filter
        };
        let is_current = self.list_of.as_ref().is_some_and(is_same);
        if !is_current {
            let found = found.as_deref();
            self.list = found.map(|found| check_list(workspace.project(), found, seen)).unwrap_or_default();
            self.listed = self.list.listed(state.filter);
        }
        if !is_current || self.card_of != state.sentence {
            let card = |found: &Verification| check_card(workspace.project(), found, state.sentence?, seen);
            self.card = found.as_deref().and_then(card);
            self.card_of = state.sentence;
        }
        if !is_current {
            self.list_of = Some((revision, found, state.filter));
        }
    }

    /// The documents under check.
    pub fn drafts(&self) -> &[DraftRow] {
        &self.drafts
    }

    /// Whether there is anything to hold them against.
    pub const fn has_sources(&self) -> bool {
        self.has_sources
    }

    /// The draft on show.
    pub const fn draft(&self) -> Option<DocumentId> {
        self.draft
    }

    /// Its sentences.
    pub const fn list(&self) -> &CheckList {
        &self.list
    }

    /// The places of those that are listed.
    pub fn listed(&self) -> &[usize] {
        &self.listed
    }

    /// Whether the list is that of a filter; it follows a change of the filter when it is made the next time.
    pub fn is_of(&self, filter: CheckFilter) -> bool {
        self.list_of.as_ref().is_some_and(|(.., of)| *of == filter)
    }

    /// The sentence at hand.
    pub const fn card(&self) -> Option<&CheckCard> {
        self.card.as_ref()
    }
}

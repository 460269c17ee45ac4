//! [`ReviewViews`]: view data of the Disagreements view, made for what is on show and kept while it holds.

use super::state::{ReviewList, ReviewState};
use crate::analysis::disagreements::{CaseCounts, CaseDifferences, CaseIndex, DisagreementCase};
use crate::analysis::threads::QuestionKey;
use crate::model::{LinkId, Project};
use crate::ui::suggestions::action::LikelyPlace;
use crate::view::disagreements::{CaseCard, CaseFilter, CaseList, CaseRow, case_card, case_row};
use crate::view::suggestions::{LikelyCard, LikelyRow, likely_card, likely_row};
use crate::workspace::{LikelyQueue, Workspace};
use std::collections::{BTreeMap, BTreeSet};

/// Cases whose texts are compared in one frame, so that the window goes on.
const PER_FRAME: usize = 20;
/// Rows made ready above and below those in view.
const MARGIN: usize = 20;

/// View data of the Disagreements view.
#[derive(Debug, Default)]
pub struct ReviewViews {
    list: CaseList,
    list_of: Option<(CaseFilter, Option<String>)>,
    counts: CaseCounts,
    /// Up to which update of the index changes were taken.
    looked_at: u64,
    /// Questions whose cases wait to be compared, while the list asks for a type of difference.
    waiting: BTreeSet<QuestionKey>,
    /// In what the sides of a case differ, with the update of its thread that it was made from.
    found: BTreeMap<LinkId, (u64, CaseDifferences)>,
    generation: u64,
    rows: BTreeMap<LinkId, (u64, CaseRow)>,
    card: Option<CaseCard>,
    card_of: Option<((u64, u64), Option<LinkId>, u64)>,
    likely: Vec<LikelyRow>,
    likely_of: Option<(u64, u64)>,
    likely_card: Option<LikelyCard>,
    likely_card_of: Option<((u64, u64), Option<LikelyPlace>)>,
}

impl ReviewViews {
    /// Makes what is on show and out of date.
    pub(in crate::ui) fn refresh(&mut self, workspace: &Workspace, state: &ReviewState) {
        let Some(index) = workspace.review() else {
            return;
        };
        let revision = workspace.review_revision();
        if self.generation != revision.0 {
            *self = Self { generation: revision.0, ..Self::default() };
        }
        let project = workspace.project();
        self.refresh_list(project, index, state);
        self.looked_at = revision.1;
        self.counts = index.counts();
        self.refresh_rows(project, index, state);
        let card_of = Some((revision, state.case, workspace.revision()));
        if self.card_of != card_of {
            self.card = state.case.and_then(|id| self.made_card(project, index, id));
            self.card_of = card_of;
        }
        if state.list == ReviewList::Likely {
            self.refresh_likely(workspace, state);
        }
    }

    /// Lists what the filter holds: all of it anew for another filter, else the cases of changed questions again.
    fn refresh_list(&mut self, project: &Project, index: &CaseIndex, state: &ReviewState) {
        let filter = state.list.filter().unwrap_or_default();
        let list_of = Some((filter, state.kind.clone()));
        let mut changed: BTreeSet<QuestionKey> = index.changed_since(self.looked_at).collect();
        let is_new = self.list_of != list_of;
        if state.kind.is_none() {
            self.waiting.clear();
        } else if is_new {
            self.waiting = index.cases().map(|case| case.question).collect();
        }
        if state.kind.is_some() {
            self.waiting.extend(&changed);
            changed.extend(self.compare_some(project, index));
        }
        let (found, kind) = (&self.found, state.kind.as_ref());
        let holds = |case: &DisagreementCase| {
            let is_of_type = |kind| {
                let known = found.get(&case.id).filter(|(at, _)| *at == index.looked_at(case.question));
                known.is_some_and(|(_, found)| found.types.contains(kind))
            };
            filter.holds(&case.state) && kind.is_none_or(is_of_type)
        };
        if is_new {
            self.list = CaseList::new(index, holds);
            self.list_of = list_of;
        } else {
            self.list.refresh(index, &changed, holds);
        }
        self.list.set_at_hand(index, state.case);
    }

    /// Compares the texts of some cases that wait; gives the questions that are done.
    fn compare_some(&mut self, project: &Project, index: &CaseIndex) -> Vec<QuestionKey> {
        let mut done = Vec::new();
        let mut left = PER_FRAME;
        while left > 0
            && let Some(question) = self.waiting.pop_first()
        {
            for case in index.cases_of(question) {
                self.compare(project, index, case);
                left = left.saturating_sub(1);
            }
            done.push(question);
        }
        done
    }

    fn compare(&mut self, project: &Project, index: &CaseIndex, case: &DisagreementCase) -> &CaseDifferences {
        let at = index.looked_at(case.question);
        let known = self.found.entry(case.id).or_insert_with(|| (at, case.differences(project)));
        if known.0 != at {
            *known = (at, case.differences(project));
        }
        &known.1
    }

    fn refresh_rows(&mut self, project: &Project, index: &CaseIndex, state: &ReviewState) {
        let first = state.visible.start.saturating_sub(MARGIN);
        let count = state.visible.len() + 2 * MARGIN;
        let wanted: Vec<(LinkId, QuestionKey)> = self.list.listed().skip(first).take(count).collect();
        let mut before = std::mem::take(&mut self.rows);
        for (id, thread) in wanted {
            let at = index.looked_at(thread);
            let row = match before.remove(&id).filter(|(made, _)| *made == at) {
                Some((_, row)) => Some(row),
                None => index.case(thread, id).map(|case| {
                    let found = self.compare(project, index, case);
                    case_row(project, index, case, found)
                }),
            };
            self.rows.extend(row.map(|row| (id, (at, row))));
        }
    }

    fn made_card(&mut self, project: &Project, index: &CaseIndex, id: LinkId) -> Option<CaseCard> {
        let case = index.case_of(id)?;
        let found = self.compare(project, index, case).clone();
        Some(case_card(project, index, case, &found))
    }

    fn refresh_likely(&mut self, workspace: &Workspace, state: &ReviewState) {
        let made_from = (workspace.suggestion_count(), workspace.revision());
        let links = workspace.likely_links().and_then(|queue| queue.links.as_deref()).unwrap_or_default();
        if self.likely_of != Some(made_from) {
            let project = workspace.project();
            self.likely =
                links.iter().filter_map(|link| likely_row(project, link.claim, &link.suggestion)).collect();
            self.likely_of = Some(made_from);
        }
        let card_of = Some((made_from, state.likely));
        if self.likely_card_of != card_of {
            let place = |link: &&crate::workspace::QueuedLink| {
                Some((link.claim, link.suggestion.document, link.suggestion.span)) == state.likely
            };
            let link = links.iter().find(place);
            self.likely_card =
                link.and_then(|link| likely_card(workspace.project(), link.claim, &link.suggestion));
            self.likely_card_of = card_of;
        }
    }

    /// Which cases are listed.
    pub const fn list(&self) -> &CaseList {
        &self.list
    }

    /// How many cases are in which state.
    pub const fn counts(&self) -> CaseCounts {
        self.counts
    }

    /// A row of the list, once it is made.
    pub fn row(&self, id: LinkId) -> Option<&CaseRow> {
        self.rows.get(&id).map(|(_, row)| row)
    }

    /// The disagreement at hand.
    pub const fn card(&self) -> Option<&CaseCard> {
        self.card.as_ref()
    }

    /// The likely links, the most alike first.
    pub fn likely(&self) -> &[LikelyRow] {
        &self.likely
    }

    /// The likely link at hand.
    pub const fn likely_card(&self) -> Option<&LikelyCard> {
        self.likely_card.as_ref()
    }

    /// Whether the texts of all cases that the list asks about are compared.
    pub fn is_complete(&self) -> bool {
        self.waiting.is_empty()
    }

    /// How far the search for likely links is; none when it is not asked for.
    pub fn likely_progress(workspace: &Workspace) -> Option<&LikelyQueue> {
        workspace.likely_links()
    }
}

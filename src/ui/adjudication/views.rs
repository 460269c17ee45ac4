//! [`AdjudicationViews`]: view data of the differences between annotators, made for what is on show.

use super::state::AdjudicationState;
use crate::analysis::adjudication::{AdjudicationIndex, Aspect, CaseKey};
use crate::model::Project;
use crate::view::adjudication::{
    AdjudicationCard, AdjudicationFilter, AdjudicationList, AdjudicationRow, adjudication_card,
    adjudication_row,
};
use crate::workspace::Workspace;
use std::collections::BTreeMap;

/// Rows made ready above and below those in view.
const MARGIN: usize = 20;

/// View data of the differences between annotators.
#[derive(Debug, Default)]
pub struct AdjudicationViews {
    list: AdjudicationList,
    list_of: Option<(u64, AdjudicationFilter, Option<Aspect>, Option<CaseKey>)>,
    rows: BTreeMap<CaseKey, AdjudicationRow>,
    rows_of: Option<u64>,
    card: Option<AdjudicationCard>,
    card_of: Option<(u64, u64, Option<CaseKey>)>,
}

impl AdjudicationViews {
    /// Makes what is on show and out of date.
    pub(in crate::ui) fn refresh(&mut self, workspace: &Workspace, state: &AdjudicationState) {
        let Some(index) = workspace.adjudication() else {
            return;
        };
        let (revision, project) = (workspace.adjudication_revision(), workspace.project());
        let list_of = Some((revision, state.filter, state.aspect, state.case));
        if self.list_of != list_of {
            self.list = AdjudicationList::new(index, (state.filter, state.aspect), state.case);
            self.list_of = list_of;
        }
        self.refresh_rows(project, index, (revision, state));
        let card_of = Some((revision, workspace.revision(), state.case));
        if self.card_of != card_of {
            let case = state.case.and_then(|key| index.case(key));
            self.card = case.map(|case| adjudication_card(project, index, case));
            self.card_of = card_of;
        }
    }

    fn refresh_rows(
        &mut self,
        project: &Project,
        index: &AdjudicationIndex,
        (revision, state): (u64, &AdjudicationState),
    ) {
        let is_new = self.rows_of.replace(revision) != Some(revision);
        let mut before = if is_new { BTreeMap::new() } else { std::mem::take(&mut self.rows) };
        let first = state.visible.start.saturating_sub(MARGIN);
        let wanted = self.list.listed.iter().skip(first).take(state.visible.len() + 2 * MARGIN);
        self.rows = wanted
            .filter_map(|key| {
                let made = before.remove(key);
                let row =
                    made.or_else(|| index.case(*key).map(|case| adjudication_row(project, index, case)))?;
                Some((*key, row))
            })
            .collect();
    }

    /// Which cases are listed.
    pub const fn list(&self) -> &AdjudicationList {
        &self.list
    }

    /// A row of the list, once it is made.
    pub fn row(&self, key: CaseKey) -> Option<&AdjudicationRow> {
        self.rows.get(&key)
    }

    /// The case at hand.
    pub const fn card(&self) -> Option<&AdjudicationCard> {
        self.card.as_ref()
    }
}

//! [`table_of`]: what is listed, as a table that leaves the program.

use super::counted;
use super::views::ClaimsViews;
use crate::analysis::disagreements::CaseIndex;
use crate::model::{ClaimId, Project};
use crate::ui::state::UiState;
use crate::view::claims::{ClaimList, LineMaker, Row, claims_table};
use crate::view::layers::Shown;
use crate::workspace::Workspace;
use crate::workspace::exchange::ShownTable;
use std::ops::ControlFlow;

/// Is told how far the work is; a break stops it.
type Tell<'t> = dyn FnMut(f32) -> ControlFlow<()> + 't;

/// Makes the table of what is listed, in its order and groups and with the columns on show; to be called beside the
/// window, as each row is put into words.
pub fn table_of(
    workspace: &Workspace,
    state: &UiState,
    views: &ClaimsViews,
) -> impl FnOnce(&Project, Option<&CaseIndex>, &mut Tell<'_>) -> Option<ShownTable> + Send + 'static + use<> {
    let (layers, columns) = (state.layers.clone(), views.columns(&state.claims));
    let claims = listed(views.list());
    let note = note(state, views);
    let title = format!("Claims: {}", workspace.shown_title());
    move |project, index, tell| {
        let threads = index.map(CaseIndex::threads).filter(|_| layers.only.is_none());
        let mut maker = LineMaker::new(Shown { project, layers: &layers }, threads);
        let (head, rows) = claims_table(&mut maker, &claims, &columns, tell)?;
        Some(ShownTable { title, note, head, rows })
    }
}

/// The claims in order, each with the label of its group.
fn listed(list: &ClaimList) -> Vec<(Option<String>, ClaimId)> {
    let rows = (0..list.row_count()).filter_map(|row| list.row(row));
    rows.filter_map(|row| match row {
        Row::Claim(group, claim) => Some((group.map(|group| group.label.clone()), claim)),
        Row::Group(_) => None,
    })
    .collect()
}

/// How much of all it is and what was filtered by.
pub(super) fn note(state: &UiState, views: &ClaimsViews) -> String {
    let list = views.list();
    let mut parts: Vec<String> = list
        .facets()
        .iter()
        .filter_map(|counts| {
            let chosen = counts.values.iter().filter(|value| value.is_chosen);
            let labels: Vec<&str> = chosen.map(|value| value.label.as_str()).collect();
            (!labels.is_empty()).then(|| format!("{}: {}", counts.facet.label(), labels.join(" or ")))
        })
        .collect();
    let words = state.claims.query.words.trim();
    if !words.is_empty() {
        parts.push(format!("words: {words}"));
    }
    if list.groups().iter().any(|group| !group.is_open) {
        parts.push("closed groups left out".to_owned());
    }
    if state.layers.only.is_some() {
        parts.push("one annotator, who works blind".to_owned());
    } else if !state.layers.is_all() {
        parts.push("hidden layers left out".to_owned());
    }
    let of = format!("{} of {}", super::grouped(list.shown_count()), counted(list.claim_count()));
    if parts.is_empty() { String::new() } else { format!("{of}. {}.", parts.join("; ")) }
}

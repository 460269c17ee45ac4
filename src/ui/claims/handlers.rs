//! Carries out work in the Claims view; what needs no other part of the window stands in `ui/claims/`.

use super::action::{ClaimsAction, Pick};
use super::state::{ClaimsState, KindChange, TagsDraft};
use super::views::ClaimsViews;
use crate::model::{Claim, ClaimId, Codebook, Confidence, EditError};
use crate::ui::annotate::action::PickedLevel;
use crate::ui::draft::Draft;
use crate::ui::files::pick::ask_files;
use crate::ui::files::state::FilesFor;
use crate::ui::jobs::Jobs;
use crate::ui::navigation::{Dialog, MainView};
use crate::ui::parts::Parts;
use crate::ui::read::navigate::read_claim;
use crate::ui::state::UiState;
use crate::view::claims::{ClaimColumn, ClaimSort, Facet, FacetValue, Place, Row};
use crate::view::names;
use crate::workspace::exchange::TableForm;
use crate::workspace::{ExportJob, Workspace};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Carries out work in the Claims view.
pub(in crate::ui) fn handle(parts: &mut Parts<'_>, jobs: &mut Jobs, action: ClaimsAction) {
    if action == ClaimsAction::Read {
        read_row(parts);
    } else if let ClaimsAction::ReadClaim(claim) = action {
        read_claim(parts.state, parts.workspace, claim);
    } else if let ClaimsAction::Export(form) = action {
        ask_files(parts.state, parts.workspace, jobs, FilesFor::Table(form));
    } else if let ClaimsAction::ExportTo(form, path) = action {
        export_claims(parts, jobs, form, &path);
    } else {
        work_on_claims(parts, action);
    }
}

/// Reads the claim of the keyboard in place; opens or closes a group.
fn read_row(parts: &mut Parts<'_>) {
    let row = parts.state.claims.cursor.row;
    match row.and_then(|row| parts.views.claims().list().claim(row)) {
        Some(claim) => read_claim(parts.state, parts.workspace, claim),
        None => work_on_claims(parts, ClaimsAction::Toggle),
    }
}

fn work_on_claims(parts: &mut Parts<'_>, action: ClaimsAction) {
    let done = apply(action, parts.workspace, parts.state, parts.views.claims());
    match done {
        Ok(words) => words.into_iter().for_each(|words| parts.say(words)),
        Err(err) => parts.report("The claims were not changed", &err),
    }
}

fn export_claims(parts: &Parts<'_>, jobs: &mut Jobs, form: TableForm, path: &Path) {
    let make = super::export::table_of(parts.workspace, parts.state, parts.views.claims());
    jobs.export = Some(ExportJob::begin_table(parts.workspace, form, path, make));
}

/// Carries out work in the Claims view; gives what is to be said of it. Reading and writing files are the window's own.
///
/// # Errors
/// The project is as it was.
fn apply(
    action: ClaimsAction,
    workspace: &mut Workspace,
    state: &mut UiState,
    views: &ClaimsViews,
) -> Result<Option<String>, EditError> {
    let claims = &mut state.claims;
    match action {
        ClaimsAction::Open(filters) => open(filters, state),
        ClaimsAction::Click(row, pick) => {
            claims.is_picking &= !matches!(pick, Pick::Alone);
            pick_row(claims, views, row, pick);
        }
        ClaimsAction::Move(rows, pick) => step(claims, views, rows, pick),
        ClaimsAction::MoveToEnd(last, pick) => {
            step(claims, views, if last { isize::MAX } else { isize::MIN }, pick);
        }
        ClaimsAction::Toggle => toggle(claims, views),
        ClaimsAction::SelectAll => claims.selected = views.list().claims().collect(),
        ClaimsAction::Escape => escape(claims),
        ClaimsAction::Sort(column) => sort_by(claims, column),
        ClaimsAction::StepSort => step_sort(claims, views),
        ClaimsAction::ReverseSort => {
            claims.query.sort.is_descending ^= true;
            claims.moved = true;
        }
        ClaimsAction::Group(facet) => group_by(claims, facet),
        ClaimsAction::StepGroup => step_group(claims),
        ClaimsAction::ToggleGroup(value) => {
            if !claims.query.closed.remove(&value) {
                claims.query.closed.insert(value);
            }
        }
        ClaimsAction::OpenGroup(open) => open_group(claims, views, open),
        ClaimsAction::Filter(facet, value) => claims.query.toggle(facet, value),
        ClaimsAction::ClearFilters => claims.query.clear(),
        ClaimsAction::FocusWords => claims.wants_words = true,
        ClaimsAction::ToggleFilters => claims.filters.open = Some(!claims.filters.is_shown),
        ClaimsAction::ShowColumn(column, shown) => drop(claims.columns.insert(column, shown)),
        ClaimsAction::KindChange(change) => claims.kind_change = change,
        ClaimsAction::SetKind(kind, change) => return set_kind(workspace, claims, &kind, change),
        ClaimsAction::Key(key) => return kind_key(workspace, claims, key),
        ClaimsAction::SetConfidence(confidence) => {
            return set_confidence(workspace, claims, confidence.as_ref());
        }
        ClaimsAction::PickConfidence(level) => return pick_confidence(workspace, claims, level),
        ClaimsAction::EditTags => return Ok(edit_tags(workspace, state, views)),
        ClaimsAction::ApplyTags(added) => return apply_tags(workspace, claims, added),
        ClaimsAction::Delete => return delete(workspace, state),
        ClaimsAction::Read
        | ClaimsAction::ReadClaim(_)
        | ClaimsAction::Export(_)
        | ClaimsAction::ExportTo(..) => {}
    }
    Ok(None)
}

fn open(filters: Vec<(Facet, BTreeSet<FacetValue>)>, state: &mut UiState) {
    let claims = &mut state.claims;
    claims.query.clear();
    claims.query.group = None;
    claims.query.filters = filters.into_iter().collect();
    claims.selected.clear();
    claims.cursor.row = None;
    state.view = MainView::Claims;
}

fn pick_row(claims: &mut ClaimsState, views: &ClaimsViews, row: usize, pick: Pick) {
    let list = views.list();
    let claim = list.claim(row);
    match pick {
        Pick::Alone => claims.selected = claim.into_iter().collect(),
        Pick::Besides => {
            if let Some(claim) = claim.filter(|claim| !claims.selected.remove(claim)) {
                claims.selected.insert(claim);
            }
        }
        Pick::UpTo => {
            let anchor = claims.cursor.anchor;
            claims.selected = list.claims_in(anchor.min(row)..=anchor.max(row)).collect();
        }
        Pick::Nothing => {}
    }
    if matches!(pick, Pick::Alone | Pick::Besides | Pick::Nothing) {
        claims.cursor.anchor = row;
    }
    claims.left_out = 0;
    claims.go_to(row, views.list());
}

fn step(claims: &mut ClaimsState, views: &ClaimsViews, rows: isize, pick: Pick) {
    let Some(last) = views.list().row_count().checked_sub(1) else {
        return;
    };
    // The first key goes to the first row of all, or to the end that was asked for.
    let next = match claims.cursor.row {
        Some(row) => row.saturating_add_signed(rows).min(last),
        None if rows == isize::MAX => last,
        None => 0,
    };
    let is_left = claims.is_picking && matches!(pick, Pick::Alone);
    pick_row(claims, views, next, if is_left { Pick::Nothing } else { pick });
}

fn toggle(claims: &mut ClaimsState, views: &ClaimsViews) {
    let Some(row) = claims.cursor.row else {
        return step(claims, views, 1, Pick::Alone);
    };
    match views.list().row(row) {
        Some(Row::Group(group)) => {
            let value = group.value.clone();
            if !claims.query.closed.remove(&value) {
                claims.query.closed.insert(value);
            }
        }
        Some(Row::Claim(_, claim)) => {
            // The first one is selected already where the keyboard has moved to it.
            let is_first = !std::mem::replace(&mut claims.is_picking, true);
            if !is_first || !claims.selected.contains(&claim) {
                pick_row(claims, views, row, Pick::Besides);
            }
        }
        None => {}
    }
}

fn escape(claims: &mut ClaimsState) {
    if claims.selected.is_empty() {
        claims.query.words.clear();
    }
    claims.selected.clear();
    claims.is_picking = false;
    claims.left_out = 0;
}

fn sort_by(claims: &mut ClaimsState, column: ClaimColumn) {
    let sort = &mut claims.query.sort;
    *sort = if sort.column == column {
        ClaimSort { is_descending: !sort.is_descending, ..*sort }
    } else {
        ClaimSort::by(column)
    };
    claims.moved = true;
}

fn step_sort(claims: &mut ClaimsState, views: &ClaimsViews) {
    let shown = views.columns(claims);
    let here = shown.iter().position(|column| *column == claims.query.sort.column);
    let next = here.map_or(0, |here| (here + 1) % shown.len().max(1));
    claims.query.sort = ClaimSort::by(shown.get(next).copied().unwrap_or_default());
    claims.moved = true;
}

fn group_by(claims: &mut ClaimsState, facet: Option<Facet>) {
    if claims.query.group != facet {
        claims.query.closed.clear();
    }
    claims.query.group = facet;
    claims.moved = true;
}

fn step_group(claims: &mut ClaimsState) {
    let next = match claims.query.group {
        None => Facet::GROUPING.first().copied(),
        Some(here) => {
            let place = Facet::GROUPING.iter().position(|facet| *facet == here);
            place.and_then(|place| Facet::GROUPING.get(place + 1)).copied()
        }
    };
    group_by(claims, next);
}

/// Closing puts the keyboard at the head.
fn open_group(claims: &mut ClaimsState, views: &ClaimsViews, open: bool) {
    let list = views.list();
    let place = claims.cursor.row.and_then(|row| list.place(row));
    let Some(value) = place.and_then(|place| place.group) else {
        return;
    };
    if open {
        claims.query.closed.remove(&value);
        return;
    }
    if let Some(head) = list.row_of(&Place { group: Some(value.clone()), claim: None }) {
        claims.go_to(head, views.list());
    }
    claims.query.closed.insert(value);
}

/// `3 claims`, `A14`.
fn named(workspace: &Workspace, ids: &BTreeSet<ClaimId>) -> String {
    let mut all = ids.iter();
    match (all.next(), all.next()) {
        (Some(one), None) => names::claim_name_of(workspace.project(), *one),
        _ => format!("{} claims", ids.len()),
    }
}

const NOTHING: &str = "Select claims first: a click, or J and K; with Shift or Ctrl several, Ctrl+A all.";

/// Changes the selected claims in one step and says what became of them.
fn change(
    workspace: &mut Workspace,
    claims: &ClaimsState,
    (label, done): (&str, &str),
    change: impl Fn(&mut Claim),
) -> Result<Option<String>, EditError> {
    if claims.selected.is_empty() {
        return Ok(Some(NOTHING.to_owned()));
    }
    let named = named(workspace, &claims.selected);
    let label = if claims.selected.len() == 1 { label.to_owned() } else { format!("{label} of {named}") };
    let changed = workspace.change_claims(&claims.selected, &label, change)?;
    let count = claims.selected.len();
    Ok(Some(match changed {
        0 => format!("{named}: {done} already"),
        changed if changed == count => format!("{named}: {done}"),
        changed => format!("{named}: {done}; {changed} changed, {} had it already", count - changed),
    }))
}

fn set_kind(
    workspace: &mut Workspace,
    claims: &ClaimsState,
    kind: &str,
    how: KindChange,
) -> Result<Option<String>, EditError> {
    let label = kind_label(workspace.project().codebook(), kind);
    let (step, done) = match how {
        KindChange::Set => ("Set kind", format!("kind {label}")),
        KindChange::Add => ("Add kind", format!("with the kind {label}")),
        KindChange::Remove => ("Take off kind", format!("without the kind {label}")),
    };
    change(workspace, claims, (step, &done), |claim| match how {
        KindChange::Set => claim.kinds = vec![kind.to_owned()],
        KindChange::Add if claim.kinds.iter().any(|own| own == kind) => {}
        KindChange::Add => claim.kinds.push(kind.to_owned()),
        KindChange::Remove => claim.kinds.retain(|own| own != kind),
    })
}

fn kind_label(codebook: &Codebook, kind: &str) -> String {
    codebook.claim_kind(kind).map_or_else(|| kind.to_owned(), |kind| kind.label.clone())
}

fn kind_key(workspace: &mut Workspace, claims: &ClaimsState, key: char) -> Result<Option<String>, EditError> {
    let is_key = |own: Option<char>| own.is_some_and(|own| own.to_ascii_lowercase() == key);
    let kind = workspace.project().codebook().offered_claim_kinds().find(|kind| is_key(kind.key));
    match kind.map(|kind| kind.id.clone()) {
        Some(kind) => set_kind(workspace, claims, &kind, KindChange::Set),
        None => Ok(None),
    }
}

fn set_confidence(
    workspace: &mut Workspace,
    claims: &ClaimsState,
    confidence: Option<&Confidence>,
) -> Result<Option<String>, EditError> {
    let level = confidence.map(|level| names::confidence_label(workspace.project(), level));
    let done = format!("confidence {}", level.as_deref().unwrap_or("not set"));
    change(workspace, claims, ("Set confidence", &done), |claim| claim.confidence = confidence.cloned())
}

fn pick_confidence(
    workspace: &mut Workspace,
    claims: &ClaimsState,
    picked: PickedLevel,
) -> Result<Option<String>, EditError> {
    let project = workspace.project();
    let scale = project.codebook().scale(&project.settings().scale);
    let level = scale.and_then(|scale| {
        let last = scale.levels.len().checked_sub(1)?;
        let place = match picked {
            PickedLevel::Low => 0,
            PickedLevel::Moderate => last / 2,
            PickedLevel::High => last,
        };
        Some(Confidence { scale: scale.id.clone(), level: scale.levels.get(place)?.id.clone() })
    });
    let has_it = |id: &ClaimId| project.claim(*id).is_none_or(|claim| claim.confidence == level);
    let all_have_it = claims.selected.iter().all(has_it);
    set_confidence(workspace, claims, level.as_ref().filter(|_| !all_have_it))
}

fn edit_tags(workspace: &Workspace, state: &mut UiState, views: &ClaimsViews) -> Option<String> {
    let selected = &state.claims.selected;
    if selected.is_empty() {
        return Some(NOTHING.to_owned());
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, named) in views.names().values(Facet::Tag) {
        if let FacetValue::Word(tag) = &named.value {
            counts.insert(String::from(&**tag), 0);
        }
    }
    for claim in selected.iter().filter_map(|id| workspace.project().claim(*id)) {
        let own: BTreeSet<&str> = claim.tags.iter().map(|tag| tag.trim()).collect();
        for tag in own.into_iter().filter(|tag| !tag.is_empty()) {
            *counts.entry(tag.to_owned()).or_default() += 1;
        }
    }
    let mut rows: Vec<(String, usize)> = counts.into_iter().collect();
    // Those that the claims have come first.
    rows.sort_by_key(|(_, count)| *count == 0);
    state.claims.tags = TagsDraft { rows, changes: BTreeMap::new(), claim_count: selected.len() };
    state.drafts.focus_given = false;
    state.drafts.fields.remove(&Draft::ClaimTags);
    state.dialog = Some(Dialog::ClaimTags);
    None
}

fn apply_tags(
    workspace: &mut Workspace,
    claims: &mut ClaimsState,
    added: Vec<String>,
) -> Result<Option<String>, EditError> {
    let mut changes = std::mem::take(&mut claims.tags).changes;
    changes.extend(added.into_iter().map(|tag| (tag, true)));
    let list = |wanted: bool| {
        let tags = changes.iter().filter(|(_, add)| **add == wanted).map(|(tag, _)| format!("#{tag}"));
        tags.collect::<Vec<_>>().join(", ")
    };
    let parts = [("with", list(true)), ("without", list(false))];
    let parts = parts.into_iter().filter(|(_, tags)| !tags.is_empty());
    let done: Vec<String> = parts.map(|(word, tags)| format!("{word} {tags}")).collect();
    change(workspace, claims, ("Change tags", &done.join(" and ")), |claim| {
        claim.tags.retain(|tag| changes.get(tag.trim()) != Some(&false));
        for (tag, _) in changes.iter().filter(|(_, add)| **add) {
            if !claim.tags.iter().any(|own| own.trim() == tag) {
                claim.tags.push(tag.clone());
            }
        }
    })
}

/// How many links that are on show hang on claims.
pub(super) fn link_count(shown: crate::view::layers::Shown<'_>, ids: &BTreeSet<ClaimId>) -> usize {
    let links = ids.iter().flat_map(|id| shown.links_of(*id)).map(|link| link.id);
    links.collect::<BTreeSet<_>>().len()
}

/// Says how many links went along; those of others are not told of while one works blind.
fn delete(workspace: &mut Workspace, state: &mut UiState) -> Result<Option<String>, EditError> {
    if state.claims.selected.is_empty() {
        return Ok(Some(NOTHING.to_owned()));
    }
    let named = named(workspace, &state.claims.selected);
    let shown = crate::view::layers::Shown { project: workspace.project(), layers: &state.layers };
    let links = match link_count(shown, &state.claims.selected) {
        0 => String::new(),
        1 => " and 1 link".to_owned(),
        count => format!(" and {count} links"),
    };
    workspace.remove_claims(&state.claims.selected)?;
    state.claims.selected.clear();
    Ok(Some(format!("Deleted {named}{links}. Undo brings them back.")))
}

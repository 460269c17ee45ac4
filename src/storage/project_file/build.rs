//! [`build`]: makes a [`Project`] from the parts of a file; [`refusals`] says where in the file the rest stands.

use super::anchoring::anchor_claims;
use super::error::{Place, ReadError};
use super::missing::forget_missing_questions;
use crate::model::{BrokenRule, Parts, Project, RecordId, Refused};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A project, what was odd on the way, and the records that it could not take.
#[derive(Debug)]
pub(super) struct Built {
    pub(super) project: Project,
    pub(super) problems: Vec<String>,
    pub(super) refused: Vec<Refused>,
}

/// Looks for the claims' quotes and puts everything together.
pub(super) fn build(mut parts: Parts) -> Built {
    let mut problems = anchor_claims(&parts.documents, &mut parts.claims);
    problems.extend(forget_missing_questions(&mut parts));
    let (project, refused) = Project::assemble(parts);
    Built { project, problems, refused }
}

/// The refused records as errors with their places in the file.
pub(super) fn refusals(refused: Vec<Refused>, text: &str) -> Vec<ReadError> {
    let wanted: Vec<Option<(Uuid, usize)>> = refused
        .iter()
        .map(|refused| {
            Some((uuid_of(refused.record?), usize::from(matches!(refused.rule, BrokenRule::Exists(_)))))
        })
        .collect();
    let places = places_of(text, wanted.iter().flatten().copied());
    let errors = refused.into_iter().zip(wanted).map(|(refused, wanted)| {
        let place = wanted.and_then(|wanted| places.get(&wanted).copied().flatten());
        match refused.rule {
            BrokenRule::Exists(record) => ReadError::Duplicate { record, place },
            rule => ReadError::Rule { rule, place },
        }
    });
    errors.collect()
}

pub(super) const fn uuid_of(record: RecordId) -> Uuid {
    match record {
        RecordId::Document(id) => id.0,
        RecordId::Claim(id) => id.0,
        RecordId::Link(id) => id.0,
        RecordId::Annotator(id) => id.0,
        RecordId::Dismissal(id) => id.0,
        RecordId::Verdict(id) => id.0,
        RecordId::Ruling(id) => id.0,
        RecordId::Conflict(id) => id.0,
        RecordId::Question(id) => id.0,
        RecordId::Comment(id) => id.0,
        RecordId::Project(id) => id.0,
    }
}

/// Where `id: "…"` stands in the file for each id and time, the first time being number 0. One walk for all of them.
fn places_of(
    text: &str,
    wanted: impl Iterator<Item = (Uuid, usize)>,
) -> BTreeMap<(Uuid, usize), Option<Place>> {
    const ID_LEN: usize = 36;
    let mut places: BTreeMap<(Uuid, usize), Option<Place>> = wanted.map(|wanted| (wanted, None)).collect();
    if places.is_empty() {
        return places;
    }
    let mut seen: BTreeMap<Uuid, usize> = places.keys().map(|(id, _)| (*id, 0)).collect();
    let (mut line, mut line_start, mut counted) = (1, 0, 0);
    for (quote, _) in text.match_indices('"') {
        let begins = || is_own_id(text.get(..quote)?).then_some(());
        let id = || text.get(quote + 1..quote + 1 + ID_LEN).and_then(|id| Uuid::try_parse(id).ok());
        let Some(id) = begins().and_then(|()| id()) else { continue };
        let Some(times) = seen.get_mut(&id) else { continue };
        let before = text.get(counted..quote).unwrap_or_default();
        line += before.matches('\n').count();
        line_start = before.rfind('\n').map_or(line_start, |at| counted + at + 1);
        counted = quote;
        if let Some(place) = places.get_mut(&(id, *times)) {
            let column = 2 + text.get(line_start..quote).unwrap_or_default().chars().count();
            *place = Some(Place { line, column });
        }
        *times += 1;
    }
    places
}

/// Whether the text ends in the name `id` and its colon, and not in the end of a longer name.
fn is_own_id(before: &str) -> bool {
    // White space is skipped a little way only: the text before every quote mark is looked at.
    const MAX_BLANKS: usize = 16;
    let start = before.floor_char_boundary(before.len().saturating_sub(MAX_BLANKS));
    let near = before.get(start..).unwrap_or_default().trim_end();
    let name = near.strip_suffix(':').and_then(|name| name.trim_end().strip_suffix("id"));
    name.is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

//! `rulings.jsonl`: how differences between annotators were settled.

use super::places::ClaimPlaces;
use super::reading::Reading;
use super::rows::{Row, RowId, each_row, push_row, set, unset};
use crate::formats::selection::Selection;
use crate::formats::{FormatError, InputFile};
use crate::model::{ClaimId, Link, LinkId, Ruling, RulingId, Timestamp};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A row of the file. Claims and links are those that were weighed, and those of the reference layer that came of it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct RulingRow<'a> {
    id: RowId,
    claim_ids: Option<Vec<RowId>>,
    link_ids: Option<Vec<RowId>>,
    outcome: Cow<'a, str>,
    cause: Option<Cow<'a, str>>,
    rationale: Option<Cow<'a, str>>,
    annotator_id: Option<RowId>,
    decided: Option<Timestamp>,
}

impl Row for RulingRow<'_> {
    const FILE: &'static str = "rulings.jsonl";
}

/// The rulings of the rows. Where the same ones stand in `codebook.json` too, the rows count.
pub(super) fn read(
    files: &[InputFile<'_>],
    (places, links): (&ClaimPlaces<'_>, &[Link]),
    reading: &mut Reading<'_>,
) -> Result<Vec<Ruling>, FormatError> {
    let known_links: BTreeSet<LinkId> = links.iter().map(|link| link.id).collect();
    let (mut found, mut ids) = (Vec::new(), BTreeSet::new());
    each_row(files, reading, |reading, place, row: RulingRow<'_>| {
        let id = RulingId(row.id.uuid());
        if !ids.insert(id) {
            return Err(place.error(format!("an earlier row has the id “{}” too", row.id.0)));
        }
        let mut claims: Vec<ClaimId> = Vec::new();
        for claim in row.claim_ids.unwrap_or_default() {
            let (claim, _) = places.claim(&claim, place)?;
            if !claims.contains(&claim) {
                claims.push(claim);
            }
        }
        let mut links: Vec<LinkId> = Vec::new();
        for row in row.link_ids.unwrap_or_default() {
            let link = LinkId(row.uuid());
            let in_project = reading.defaults.project.and_then(|project| project.link(link));
            if in_project.is_none() && !known_links.contains(&link) {
                return Err(place.error(format!("there is no link “{}”", row.0)));
            }
            if !links.contains(&link) {
                links.push(link);
            }
        }
        let cause = unset(row.cause);
        found.push(Ruling {
            id,
            claims,
            links,
            outcome: reading.ruling(&row.outcome, place)?,
            cause: if cause.is_empty() { cause } else { reading.cause(&cause, place)? },
            rationale: unset(row.rationale),
            annotator: reading.annotator(row.annotator_id.as_ref(), place),
            decided: row.decided.unwrap_or(reading.defaults.time),
        });
        Ok(())
    })?;
    Ok(found)
}

/// Rulings stand between annotators, so an export of one layer has none.
pub(super) fn write(selection: &Selection<'_>) -> Result<Vec<u8>, FormatError> {
    let mut bytes = Vec::new();
    for ruling in selection.project.rulings().filter(|_| selection.is_whole()) {
        let row = RulingRow {
            id: RowId::from(&ruling.id),
            claim_ids: Some(ruling.claims.iter().map(RowId::from).collect()),
            link_ids: Some(ruling.links.iter().map(RowId::from).collect()),
            outcome: Cow::Borrowed(&ruling.outcome),
            cause: set(&ruling.cause),
            rationale: set(&ruling.rationale),
            annotator_id: Some(RowId::from(&selection.annotator_id(ruling.annotator))),
            decided: Some(ruling.decided),
        };
        push_row(&mut bytes, &row)?;
    }
    Ok(bytes)
}

//! `dismissals.jsonl` and `verdicts.jsonl`: what was decided about suggestions and disagreements.

use super::places::ClaimPlaces;
use super::reading::Reading;
use super::rows::{Row, RowConfidence, RowId, each_row, push_row, set, unset};
use crate::formats::selection::Selection;
use crate::formats::{FormatError, InputFile, Place};
use crate::model::{ClaimId, Dismissal, DismissalId, Timestamp, Verdict, VerdictId};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A row of `dismissals.jsonl`.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::formats) struct DismissalRow {
    id: Option<RowId>,
    claim_id: RowId,
    document_id: RowId,
    start_cp: usize,
    end_cp: usize,
    annotator_id: Option<RowId>,
    created: Option<Timestamp>,
}

impl Row for DismissalRow {
    const FILE: &'static str = "dismissals.jsonl";
}

/// A row of `verdicts.jsonl`.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::formats) struct VerdictRow<'a> {
    id: Option<RowId>,
    claim_ids: Option<Vec<RowId>>,
    question_id: Option<RowId>,
    outcome: Option<Cow<'a, str>>,
    favoured_ids: Option<Vec<RowId>>,
    rationale: Option<Cow<'a, str>>,
    confidence: Option<RowConfidence>,
    annotator_id: Option<RowId>,
    decided: Option<Timestamp>,
}

impl Row for VerdictRow<'_> {
    const FILE: &'static str = "verdicts.jsonl";
}

pub(in crate::formats) fn read_dismissals(
    files: &[InputFile<'_>],
    places: &ClaimPlaces<'_>,
    reading: &mut Reading<'_>,
) -> Result<Vec<Dismissal>, FormatError> {
    let (mut found, mut ids) = (Vec::new(), BTreeSet::new());
    each_row(files, reading, |reading, place, row: DismissalRow| {
        let (claim, _) = places.claim(&row.claim_id, place)?;
        let (document, text) = places.text(&row.document_id, place)?;
        let (start, end) = (row.start_cp, row.end_cp);
        let span = text.span(start, end).filter(|span| !span.is_empty()).ok_or_else(|| {
            place.error(format!("{start} to {end} marks no text of document “{}”", row.document_id.0))
        })?;
        let id = row.id.unwrap_or_else(|| RowId(format!("dismissal {claim} {document} {start} {end}")));
        let id = fresh(&mut ids, DismissalId(id.uuid()), place)?;
        let annotator = reading.annotator(row.annotator_id.as_ref(), place);
        let created = row.created.unwrap_or(reading.defaults.time);
        found.push(Dismissal { id, claim, document, span, annotator, created });
        Ok(())
    })?;
    Ok(found)
}

pub(in crate::formats) fn read_verdicts(
    files: &[InputFile<'_>],
    places: &ClaimPlaces<'_>,
    reading: &mut Reading<'_>,
) -> Result<Vec<Verdict>, FormatError> {
    let (mut found, mut ids) = (Vec::new(), BTreeSet::new());
    each_row(files, reading, |reading, place, row: VerdictRow<'_>| {
        let Some(outcome) = row.outcome else {
            return Err(place.error("the verdict has no outcome"));
        };
        let claims = claims(&row.claim_ids.unwrap_or_default(), places, place)?;
        let favoured = claims_of(&row.favoured_ids.unwrap_or_default(), &claims, places, place)?;
        let id = row.id.unwrap_or_else(|| RowId(format!("verdict {outcome} {claims:?}")));
        let id = fresh(&mut ids, VerdictId(id.uuid()), place)?;
        found.push(Verdict {
            id,
            claims,
            question: row.question_id.and_then(|id| reading.question(&id, place)),
            outcome: reading.outcome(&outcome, place)?,
            favoured,
            rationale: unset(row.rationale),
            confidence: reading.confidence(row.confidence, place)?,
            annotator: reading.annotator(row.annotator_id.as_ref(), place),
            decided: row.decided.unwrap_or(reading.defaults.time),
        });
        Ok(())
    })?;
    Ok(found)
}

/// The id, which no earlier row of the file may have.
fn fresh<I: Copy + Ord + std::fmt::Display>(
    ids: &mut BTreeSet<I>,
    id: I,
    place: &Place,
) -> Result<I, FormatError> {
    if ids.insert(id) {
        Ok(id)
    } else {
        Err(place.error(format!("an earlier row has the id “{id}” too")))
    }
}

fn claims(rows: &[RowId], places: &ClaimPlaces<'_>, place: &Place) -> Result<Vec<ClaimId>, FormatError> {
    let mut found = Vec::new();
    for row in rows {
        let (claim, _) = places.claim(row, place)?;
        if found.contains(&claim) {
            return Err(place.error(format!("it names claim “{}” twice", row.0)));
        }
        found.push(claim);
    }
    Ok(found)
}

/// The claims of these rows, each of which must be among those that were weighed.
fn claims_of(
    rows: &[RowId],
    weighed: &[ClaimId],
    places: &ClaimPlaces<'_>,
    place: &Place,
) -> Result<Vec<ClaimId>, FormatError> {
    let found = claims(rows, places, place)?;
    match found.iter().find(|claim| !weighed.contains(claim)) {
        Some(claim) => Err(place.error(format!("it favours claim “{claim}”, which claim_ids does not list"))),
        None => Ok(found),
    }
}

pub(in crate::formats) fn write_dismissals(selection: &Selection<'_>) -> Result<Vec<u8>, FormatError> {
    let mut bytes = Vec::new();
    for dismissal in &selection.dismissals {
        let (start_cp, end_cp) = selection.texts.code_points(dismissal.document, dismissal.span);
        let row = DismissalRow {
            id: Some(RowId::from(&dismissal.id)),
            claim_id: RowId::from(&dismissal.claim),
            document_id: RowId::from(&dismissal.document),
            start_cp,
            end_cp,
            annotator_id: Some(RowId::from(&selection.annotator_id(dismissal.annotator))),
            created: Some(dismissal.created),
        };
        push_row(&mut bytes, &row)?;
    }
    Ok(bytes)
}

pub(in crate::formats) fn write_verdicts(selection: &Selection<'_>) -> Result<Vec<u8>, FormatError> {
    let mut bytes = Vec::new();
    for verdict in &selection.verdicts {
        let row = VerdictRow {
            id: Some(RowId::from(&verdict.id)),
            claim_ids: Some(verdict.claims.iter().map(RowId::from).collect()),
            question_id: verdict.question.as_ref().map(RowId::from),
            outcome: Some(Cow::Borrowed(&verdict.outcome)),
            favoured_ids: Some(verdict.favoured.iter().map(RowId::from).collect()),
            rationale: set(&verdict.rationale),
            confidence: verdict.confidence.as_ref().map(RowConfidence::from),
            annotator_id: Some(RowId::from(&selection.annotator_id(verdict.annotator))),
            decided: Some(verdict.decided),
        };
        push_row(&mut bytes, &row)?;
    }
    Ok(bytes)
}

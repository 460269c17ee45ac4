//! `claims.jsonl`: tagged places.

use super::places::ClaimPlaces;
use super::reading::Reading;
use super::rows::{Row, RowConfidence, RowDigit, RowId, each_row, push_row, set, unset};
use crate::formats::anchored::Anchored;
use crate::formats::output::Output;
use crate::formats::selection::Selection;
use crate::formats::{FormatError, InputFile, Place, Unit};
use crate::model::{Claim, ClaimId, Credibility, Modality, Timestamp, When};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A row of the file.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::formats) struct ClaimRow<'a> {
    pub(in crate::formats) id: RowId,
    document_id: RowId,
    start_cp: usize,
    end_cp: usize,
    pub(in crate::formats) quote: Option<Cow<'a, str>>,
    kinds: Option<Vec<Cow<'a, str>>>,
    statement: Option<Cow<'a, str>>,
    attributed_to: Option<Cow<'a, str>>,
    modality: Option<Cow<'a, str>>,
    confidence: Option<RowConfidence>,
    credibility: Option<RowDigit>,
    when: Option<When>,
    question_ids: Option<Vec<RowId>>,
    /// Where in the original it stands, in words; written only.
    pinpoint: Option<String>,
    tags: Option<Vec<Cow<'a, str>>>,
    note: Option<Cow<'a, str>>,
    annotator_id: Option<RowId>,
    created: Option<Timestamp>,
    modified: Option<Timestamp>,
}

impl Row for ClaimRow<'_> {
    const FILE: &'static str = "claims.jsonl";
}

pub(in crate::formats) fn read(
    files: &[InputFile<'_>],
    places: &mut ClaimPlaces<'_>,
    reading: &mut Reading<'_>,
) -> Result<Vec<Claim>, FormatError> {
    let mut found = Vec::new();
    each_row(files, reading, |reading, place, row: ClaimRow<'_>| {
        let claim = read_row(row, place, places, reading)?;
        if !places.add(claim.id, claim.document) {
            return Err(place.error(format!("another claim has the id “{}” too", claim.id)));
        }
        found.push(claim);
        Ok(())
    })?;
    Ok(found)
}

pub(in crate::formats) fn read_row(
    row: ClaimRow<'_>,
    place: &Place,
    places: &ClaimPlaces<'_>,
    reading: &mut Reading<'_>,
) -> Result<Claim, FormatError> {
    let (document, text) = places.text(&row.document_id, place)?;
    let (offsets, quote) = ((row.start_cp, row.end_cp), row.quote.as_deref());
    let found = Anchored::find(text, Unit::CodePoints, offsets, quote);
    let Anchored { span, quote, unanchored } = found.told(place, reading)?;
    let mut kinds = Vec::new();
    for kind in row.kinds.unwrap_or_default() {
        kinds.push(reading.claim_kind(&kind, place)?);
    }
    let modality = row.modality.as_deref().map(|name| modality(name, place)).transpose()?;
    let credibility = row.credibility.map(|digit| credibility(digit, place)).transpose()?;
    let created = row.created.unwrap_or(reading.defaults.time);
    let mut questions = Vec::new();
    for id in row.question_ids.unwrap_or_default() {
        questions.extend(reading.question(&id, place));
    }
    questions.sort_unstable();
    questions.dedup();
    if row.when.as_ref().is_some_and(|when| !when.is_sound()) {
        return Err(
            place.error("its dates are not written as 2026, 2026-04 or 2026-04-28, or end before they begin")
        );
    }
    Ok(Claim {
        id: ClaimId(row.id.uuid()),
        document,
        span,
        quote,
        unanchored,
        kinds,
        statement: unset(row.statement),
        attributed_to: unset(row.attributed_to),
        modality,
        confidence: reading.confidence(row.confidence, place)?,
        credibility,
        when: row.when,
        questions,
        tags: row.tags.unwrap_or_default().into_iter().map(Cow::into_owned).collect(),
        note: unset(row.note),
        annotator: reading.annotator(row.annotator_id.as_ref(), place),
        created,
        modified: row.modified.unwrap_or(created),
    })
}

fn modality(name: &str, place: &Place) -> Result<Modality, FormatError> {
    Modality::from_name(name).ok_or_else(|| {
        let names = Modality::ALL.map(Modality::name).join(", ");
        place.error(format!("“{name}” is no modality ({names})"))
    })
}

fn credibility(digit: RowDigit, place: &Place) -> Result<Credibility, FormatError> {
    Credibility::new(digit.0).ok_or_else(|| place.error(format!("{} is no credibility from 1 to 6", digit.0)))
}

pub(in crate::formats) fn write(
    selection: &Selection<'_>,
    output: &mut Output<'_>,
) -> Result<Vec<u8>, FormatError> {
    let mut bytes = Vec::new();
    for claim in &selection.claims {
        push_row(&mut bytes, &row(claim, selection))?;
        output.keep_claim(claim.id, "");
        output.row()?;
    }
    Ok(bytes)
}

pub(in crate::formats) fn row<'p>(claim: &'p Claim, selection: &Selection<'_>) -> ClaimRow<'p> {
    let (start_cp, end_cp) = selection.texts.code_points(claim.document, claim.span);
    ClaimRow {
        id: RowId::from(&claim.id),
        document_id: RowId::from(&claim.document),
        start_cp,
        end_cp,
        quote: selection.words(&claim.quote).map(Cow::Borrowed),
        kinds: Some(borrowed(&claim.kinds)),
        statement: set(&claim.statement),
        attributed_to: set(&claim.attributed_to),
        modality: claim.modality.map(|modality| Cow::Borrowed(modality.name())),
        confidence: claim.confidence.as_ref().map(RowConfidence::from),
        credibility: claim.credibility.map(|credibility| RowDigit(credibility.digit())),
        when: claim.when.clone(),
        question_ids: Some(claim.questions.iter().map(RowId::from).collect()),
        pinpoint: selection.pinpoint(claim),
        tags: Some(borrowed(&claim.tags)),
        note: set(&claim.note),
        annotator_id: Some(RowId::from(&selection.annotator_id(claim.annotator))),
        created: Some(claim.created),
        modified: Some(claim.modified),
    }
}

fn borrowed(words: &[String]) -> Vec<Cow<'_, str>> {
    words.iter().map(|word| Cow::Borrowed(word.as_str())).collect()
}

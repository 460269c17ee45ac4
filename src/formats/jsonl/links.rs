//! `links.jsonl`: relations between claims.

use super::places::{ClaimPlaces, CountedText};
use super::reading::Reading;
use super::rows::{Row, RowConfidence, RowId, each_row, push_row, set, unset};
use crate::formats::output::Output;
use crate::formats::selection::Selection;
use crate::formats::{FormatError, InputFile, Place};
use crate::model::{ClaimId, Difference, DocumentId, Link, LinkId, Timestamp};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A row of the file.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::formats) struct LinkRow<'a> {
    pub(in crate::formats) id: RowId,
    from_id: RowId,
    to_id: RowId,
    kind: Cow<'a, str>,
    question_id: Option<RowId>,
    confidence: Option<RowConfidence>,
    differences: Option<Vec<DifferenceRow<'a>>>,
    note: Option<Cow<'a, str>>,
    annotator_id: Option<RowId>,
    created: Option<Timestamp>,
    modified: Option<Timestamp>,
}

/// One of the differences of a link; the words may be missing on either side.
#[derive(Debug, Serialize, Deserialize)]
struct DifferenceRow<'a> {
    kind: Cow<'a, str>,
    from_start_cp: Option<usize>,
    from_end_cp: Option<usize>,
    to_start_cp: Option<usize>,
    to_end_cp: Option<usize>,
    note: Option<Cow<'a, str>>,
}

impl Row for LinkRow<'_> {
    const FILE: &'static str = "links.jsonl";
}

pub(in crate::formats) fn read(
    files: &[InputFile<'_>],
    places: &ClaimPlaces<'_>,
    reading: &mut Reading<'_>,
) -> Result<Vec<Link>, FormatError> {
    let mut found = Vec::new();
    let mut ids = BTreeSet::new();
    let mut made = BTreeMap::new();
    each_row(files, reading, |reading, place, row: LinkRow<'_>| {
        let link = read_row(row, place, places, reading)?;
        if !ids.insert(link.id) {
            return Err(place.error(format!("another link has the id “{}” too", link.id)));
        }
        let what = (link.from, link.to, link.kind.clone(), link.annotator);
        if let Some(first) = made.get(&what) {
            reading.problems.push(format!(
                "{place}: repeats {first} (same ends, kind and annotator); only the first was read"
            ));
        } else {
            made.insert(what, place.clone());
            found.push(link);
        }
        Ok(())
    })?;
    Ok(found)
}

pub(in crate::formats) fn read_row(
    row: LinkRow<'_>,
    place: &Place,
    places: &ClaimPlaces<'_>,
    reading: &mut Reading<'_>,
) -> Result<Link, FormatError> {
    let (from, from_text) = places.claim(&row.from_id, place)?;
    let (to, to_text) = places.claim(&row.to_id, place)?;
    if from == to {
        return Err(place.error("it links a claim to itself"));
    }
    let kind = reading.link_kind(&row.kind, place)?;
    let mut differences = Vec::new();
    for difference in row.differences.unwrap_or_default() {
        let DifferenceRow { from_start_cp, from_end_cp, to_start_cp, to_end_cp, .. } = difference;
        differences.push(Difference {
            kind: reading.difference_type(&difference.kind, place)?,
            from: side(from_text, from_start_cp, from_end_cp, place)?,
            to: side(to_text, to_start_cp, to_end_cp, place)?,
            note: unset(difference.note),
        });
    }
    let created = row.created.unwrap_or(reading.defaults.time);
    let link = Link {
        id: LinkId(row.id.uuid()),
        from,
        to,
        question: row.question_id.and_then(|id| reading.question(&id, place)),
        confidence: reading.confidence(row.confidence, place)?,
        differences,
        note: unset(row.note),
        annotator: reading.annotator(row.annotator_id.as_ref(), place),
        created,
        modified: row.modified.unwrap_or(created),
        kind,
    };
    let is_symmetric = reading.codebook.link_kind(&link.kind).is_some_and(|kind| kind.symmetric);
    Ok(if is_symmetric && link.from > link.to { link.reversed() } else { link })
}

fn side(
    text: &CountedText<'_>,
    start_cp: Option<usize>,
    end_cp: Option<usize>,
    place: &Place,
) -> Result<Option<Span>, FormatError> {
    match (start_cp, end_cp) {
        (None, None) => Ok(None),
        (Some(start), Some(end)) => match text.span(start, end) {
            Some(span) => Ok(Some(span)),
            None => {
                Err(place.error(format!("a difference at {start} to {end} marks no text of its document")))
            }
        },
        _ => Err(place.error("a difference has only one end of a place")),
    }
}

pub(in crate::formats) fn write(
    selection: &Selection<'_>,
    output: &mut Output<'_>,
) -> Result<Vec<u8>, FormatError> {
    let mut bytes = Vec::new();
    for link in &selection.links {
        push_row(&mut bytes, &row(link, selection))?;
        output.keep_link(link.id, "");
        output.row()?;
    }
    Ok(bytes)
}

pub(in crate::formats) fn row<'p>(link: &'p Link, selection: &Selection<'_>) -> LinkRow<'p> {
    let document = |claim: ClaimId| selection.project.claim(claim).map(|claim| claim.document);
    let (from, to) = (document(link.from), document(link.to));
    let ends = |document: Option<DocumentId>, span: Option<Span>| {
        document.zip(span).map(|(document, span)| selection.texts.code_points(document, span)).unzip()
    };
    let differences = link.differences.iter().map(|difference| {
        let (from_start_cp, from_end_cp) = ends(from, difference.from);
        let (to_start_cp, to_end_cp) = ends(to, difference.to);
        let kind = Cow::Borrowed(difference.kind.as_str());
        // It says which words differ.
        let note = selection.words(&difference.note).and_then(set);
        DifferenceRow { kind, from_start_cp, from_end_cp, to_start_cp, to_end_cp, note }
    });
    LinkRow {
        id: RowId::from(&link.id),
        from_id: RowId::from(&link.from),
        to_id: RowId::from(&link.to),
        kind: Cow::Borrowed(&link.kind),
        question_id: link.question.as_ref().map(RowId::from),
        confidence: link.confidence.as_ref().map(RowConfidence::from),
        differences: Some(differences.collect()),
        note: set(&link.note),
        annotator_id: Some(RowId::from(&selection.annotator_id(link.annotator))),
        created: Some(link.created),
        modified: Some(link.modified),
    }
}

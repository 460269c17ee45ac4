//! The lines of a doccano project.

use super::{ClaimRow, DocRow, EntityRow, LinkRow, MERGED, RelationRow};
use crate::formats::jsonl::rows::push_row;
use crate::formats::labels::Labels;
use crate::formats::losses::UNANCHORED;
use crate::formats::merged::{Merged, is_across, linked_documents};
use crate::formats::output::Output;
use crate::formats::selection::Selection;
use crate::formats::{FormatError, Unit};
use crate::model::{Claim, ClaimId, Document, Link, RecordId};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Debug, Serialize)]
struct LineRow<'a> {
    text: &'a str,
    entities: Vec<EntityRow>,
    relations: Vec<RelationRow>,
    docs: Vec<DocRow>,
    claims: Vec<ClaimRow>,
    links: Vec<LinkRow>,
}

pub(super) fn write_doccano(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    selection.need_texts()?;
    let labels = Labels::new(selection);
    let names = selection.splits().map_or(&[""][..], |splits| splits.names());
    let part =
        |document: &Document| selection.splits().map_or(0, |splits| splits.part_of_document(document.id));
    let mut links: BTreeMap<ClaimId, Vec<&Link>> = BTreeMap::new();
    for link in &selection.links {
        links.entry(link.from).or_default().push(link);
    }
    let share = (selection, &labels, &links);
    let mut files: Vec<Vec<u8>> = names.iter().map(|_| Vec::new()).collect();
    let mut overlaps = 0;
    for document in &selection.documents {
        let merged = Merged::new(vec![document], Unit::CodePoints, selection);
        let line = line(&merged, share);
        for claim in selection.claims_in(document.id) {
            match selection.place(claim) {
                Some(_) => output.keep_claim(claim.id, ""),
                None => output.leave_out(RecordId::Claim(claim.id), UNANCHORED),
            }
            output.row()?;
        }
        for link in &line.links {
            output.keep_link(link.id, "");
        }
        output.keep_document(document.id, "");
        overlaps += overlap_count(selection.claims_in(document.id));
        if let Some(bytes) = files.get_mut(part(document)) {
            push_row(bytes, &line)?;
        }
    }
    write_files("doccano", names, files, output)?;
    if overlaps > 0 {
        output.note(format!(
            "{overlaps} claims overlap others; doccano drops such spans unless the project allows overlapping ones"
        ));
    }
    if !selection.links.iter().any(|link| is_across(link, selection)) {
        return Ok(());
    }
    let mut files: Vec<Vec<u8>> = names.iter().map(|_| Vec::new()).collect();
    for group in linked_documents(selection) {
        let mut by_part: BTreeMap<usize, Vec<&Document>> = BTreeMap::new();
        for document in group {
            by_part.entry(part(document)).or_default().push(document);
        }
        for (part, documents) in by_part {
            let merged = Merged::new(documents, Unit::CodePoints, selection);
            if let Some(bytes) = files.get_mut(part) {
                push_row(bytes, &line(&merged, share))?;
            }
        }
    }
    write_files(MERGED, names, files, output)
}

fn write_files(
    stem: &str,
    names: &[&str],
    files: Vec<Vec<u8>>,
    output: &mut Output<'_>,
) -> Result<(), FormatError> {
    for (name, bytes) in names.iter().zip(files).filter(|(_, bytes)| !bytes.is_empty()) {
        let part = if name.is_empty() { String::new() } else { format!("-{name}") };
        output.file(&format!("{stem}{part}.jsonl"), bytes)?;
    }
    Ok(())
}

fn line<'a>(
    merged: &'a Merged<'_>,
    (selection, labels, links): (&Selection<'_>, &Labels, &BTreeMap<ClaimId, Vec<&Link>>),
) -> LineRow<'a> {
    let claims = merged.documents.iter().flat_map(|document| selection.claims_in(document.id));
    let claims: Vec<&Claim> = claims.copied().filter(|claim| selection.place(claim).is_some()).collect();
    let numbers: BTreeMap<ClaimId, i64> = claims.iter().map(|claim| claim.id).zip(0..).collect();
    let entities = claims.iter().zip(0..).map(|(claim, id)| {
        let (start_offset, end_offset) = merged.offsets(selection, claim.document, claim.span);
        EntityRow { id, start_offset, end_offset, label: labels.of_claim(claim).to_owned() }
    });
    let entities: Vec<EntityRow> = entities.collect();
    let own = claims.iter().flat_map(|claim| links.get(&claim.id).into_iter().flatten());
    let own: Vec<&Link> = own.copied().filter(|link| numbers.contains_key(&link.to)).collect();
    let number = |claim: &ClaimId| numbers.get(claim).copied().unwrap_or_default();
    let relations = own.iter().zip(0..).map(|(link, id)| RelationRow {
        id,
        from_id: number(&link.from),
        to_id: number(&link.to),
        kind: labels.of_link(link).to_owned(),
    });
    let bounds = merged.bounds(selection).into_iter().zip(&merged.documents);
    let docs =
        bounds.map(|((id, start, end), document)| DocRow::new(id, &document.details.title, (start, end)));
    let named = claims.iter().zip(&entities).map(|(claim, entity)| ClaimRow {
        id: claim.id,
        start: entity.start_offset,
        end: entity.end_offset,
        label: entity.label.clone(),
    });
    let linked = own.iter().map(|link| LinkRow {
        id: link.id,
        from: link.from,
        to: link.to,
        kind: labels.of_link(link).to_owned(),
    });
    LineRow {
        text: &merged.text,
        relations: relations.collect(),
        docs: docs.collect(),
        claims: named.collect(),
        links: linked.collect(),
        entities,
    }
}

/// Claims that begin before an earlier one ends.
fn overlap_count(claims: &[&Claim]) -> usize {
    let mut end = 0;
    let mut count = 0;
    for claim in claims {
        count += usize::from(claim.span.start < end);
        end = end.max(claim.span.end);
    }
    count
}

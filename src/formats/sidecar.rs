//! The own rows beside the files of another format: whole records that the files lack (`claims.jsonl`, `links.jsonl`),
//! and the rest of those that the files hold in part (`details.jsonl`).

use super::FormatError;
use super::jsonl;
use super::losses::{
    CLAIM_PARTS, CLAIMS, DOCUMENT_PARTS, LINK_PARTS, LINKS, LINKS_ACROSS, LINKS_TO_LOST, Part, UNANCHORED,
    whole_project,
};
use super::output::Output;
use super::registry::Format;
use super::selection::Selection;
use super::splits;
use crate::model::{Claim, Link, RecordId};

/// Writes what the writer of the format did not.
pub(super) fn write(
    format: &Format,
    selection: &Selection<'_>,
    output: &mut Output<'_>,
) -> Result<(), FormatError> {
    if let Some(splits) = selection.splits() {
        output.file(splits::FILE, splits::json(splits, selection)?)?;
    }
    let mut has_rows = details(format, selection, output)?;
    has_rows |= whole_records(format, selection, output)?;
    has_rows |= decisions(format, selection, output)?;
    if has_rows {
        output.file(jsonl::ANNOTATORS_FILE, jsonl::annotator_rows(selection)?)?;
    }
    Ok(())
}

/// The rest of documents, claims and links that the files hold in part.
fn details(format: &Format, selection: &Selection<'_>, output: &mut Output<'_>) -> Result<bool, FormatError> {
    let mut rows = jsonl::DetailRows::default();
    let mut lost = Lost::new(format, &DOCUMENT_PARTS);
    for document in &selection.documents {
        let Some(place) = output.documents.get(&document.id) else { continue };
        if lost.count(document) {
            rows.push_document(place, document, selection)?;
        }
    }
    lost.tell(output);
    let mut lost = Lost::new(format, &CLAIM_PARTS);
    for claim in &selection.claims {
        let Some(place) = output.claims.get(&claim.id) else { continue };
        if lost.count(claim) {
            rows.push_claim(place, claim, selection)?;
        }
    }
    lost.tell(output);
    let mut lost = Lost::new(format, &LINK_PARTS);
    for link in &selection.links {
        let Some(place) = output.links.get(&link.id) else { continue };
        if lost.count(link) {
            rows.push_link(place, link, selection)?;
        }
    }
    lost.tell(output);
    put(output, jsonl::DETAILS_FILE, rows.bytes)
}

/// The parts that a format cannot hold, with how many records have each.
struct Lost<T> {
    parts: Vec<(Part<T>, usize)>,
}

impl<T> Lost<T> {
    fn new(format: &Format, parts: &[Part<T>]) -> Self {
        let lost = parts.iter().filter(|(what, _)| format.is_losing(what));
        Self { parts: lost.map(|part| (*part, 0)).collect() }
    }

    /// Whether the record has any of them.
    fn count(&mut self, record: &T) -> bool {
        let mut has_any = false;
        for ((_, has), count) in &mut self.parts {
            let is_lost = has(record);
            *count += usize::from(is_lost);
            has_any |= is_lost;
        }
        has_any
    }

    fn tell(self, output: &mut Output<'_>) {
        for ((what, _), count) in self.parts {
            output.lose(what, count, Some(jsonl::DETAILS_FILE));
        }
    }
}

/// Claims and links that are not in the files.
fn whole_records(
    format: &Format,
    selection: &Selection<'_>,
    output: &mut Output<'_>,
) -> Result<bool, FormatError> {
    let (mut claims, mut links) = (Vec::new(), Vec::new());
    for claim in selection.claims.iter().filter(|claim| !output.claims.contains_key(&claim.id)) {
        jsonl::push_claim(&mut claims, claim, selection)?;
    }
    for link in selection.links.iter().filter(|link| !output.links.contains_key(&link.id)) {
        jsonl::push_link(&mut links, link, selection)?;
    }
    for claim in &selection.claims {
        if !output.claims.contains_key(&claim.id) {
            output.lose(why_no_claim(format, claim, output), 1, Some(jsonl::CLAIMS_FILE));
        }
    }
    for link in &selection.links {
        if !output.links.contains_key(&link.id) {
            output.lose(why_no_link(format, link, (selection, output)), 1, Some(jsonl::LINKS_FILE));
        }
    }
    let has_claims = put(output, jsonl::CLAIMS_FILE, claims)?;
    Ok(put(output, jsonl::LINKS_FILE, links)? || has_claims)
}

fn why_no_claim(format: &Format, claim: &Claim, output: &Output<'_>) -> &'static str {
    let said = output.reasons.get(&RecordId::Claim(claim.id));
    let usual = || if claim.unanchored && format.is_losing(UNANCHORED) { UNANCHORED } else { CLAIMS };
    said.copied().unwrap_or_else(usual)
}

fn why_no_link(
    format: &Format,
    link: &Link,
    (selection, output): (&Selection<'_>, &Output<'_>),
) -> &'static str {
    if let Some(said) = output.reasons.get(&RecordId::Link(link.id)) {
        return said;
    }
    let is_kept = |claim| output.claims.contains_key(claim);
    let document = |claim| selection.project.claim(claim).map(|claim| claim.document);
    let are_kept = is_kept(&link.from) && is_kept(&link.to);
    if !are_kept && format.is_losing(LINKS_TO_LOST) {
        LINKS_TO_LOST
    } else if document(link.from) == document(link.to) {
        LINKS
    } else {
        LINKS_ACROSS
    }
}

/// What belongs to the project as a whole.
fn decisions(
    format: &Format,
    selection: &Selection<'_>,
    output: &mut Output<'_>,
) -> Result<bool, FormatError> {
    let lost: Vec<(&str, usize, Option<&str>)> = whole_project(selection)
        .into_iter()
        .filter(|(what, count, _)| *count > 0 && format.is_losing(what))
        .collect();
    let is_in = |file: &str| lost.iter().any(|(_, _, other)| *other == Some(file));
    let mut has_rows = false;
    if is_in(jsonl::DISMISSALS_FILE) {
        has_rows |= put(output, jsonl::DISMISSALS_FILE, jsonl::dismissal_rows(selection)?)?;
    }
    if is_in(jsonl::VERDICTS_FILE) {
        has_rows |= put(output, jsonl::VERDICTS_FILE, jsonl::verdict_rows(selection)?)?;
    }
    if is_in(jsonl::CODEBOOK_FILE) {
        output.file(jsonl::CODEBOOK_FILE, jsonl::codebook_file(selection)?)?;
    }
    for (what, count, file) in lost {
        output.lose(what, count, file);
    }
    Ok(has_rows)
}

/// Whether there was anything to put down.
fn put(output: &mut Output<'_>, name: &str, bytes: Vec<u8>) -> Result<bool, FormatError> {
    if bytes.is_empty() {
        return Ok(false);
    }
    output.file(name, bytes)?;
    Ok(true)
}

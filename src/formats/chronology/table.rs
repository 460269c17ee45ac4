//! `chronology.csv`: a row for each claim at its date, under each of its questions.

use super::Chosen;
use crate::analysis::chronology::{ChronologyRow, RowClaim, bound_word, written};
use crate::formats::FormatError;
use crate::formats::csv::table;
use crate::formats::output::Output;
use crate::formats::selection::Selection;
use std::collections::BTreeSet;

const HEADER: [&str; 21] = [
    "date",
    "from",
    "to",
    "bound",
    "date_is",
    "date_words",
    "counted_from",
    "headline",
    "text",
    "claim",
    "document",
    "publisher",
    "author",
    "published",
    "url",
    "pinpoint",
    "other_dates",
    "quote",
    "question_id",
    "claim_id",
    "document_id",
];

pub(super) fn write_table(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    let chosen = Chosen::new(selection);
    let mut kept = BTreeSet::new();
    let bytes = table(selection.options.byte_order_mark, &HEADER, &mut |rows| {
        for row in &chosen.found.rows {
            let headline = chosen.headline(row);
            for claim in &row.claims {
                rows.push(cells(&chosen, row, (claim, &headline)))?;
                kept.insert(claim.claim);
            }
            output.ask()?;
        }
        Ok(())
    })?;
    chosen.keep(&kept, output)?;
    output.file("chronology.csv", bytes)
}

fn cells(
    chosen: &Chosen<'_, '_>,
    row: &ChronologyRow,
    (shown, headline): (&RowClaim, &str),
) -> [String; HEADER.len()] {
    let selection = chosen.selection;
    let claim = chosen.claim(shown);
    let document = claim.and_then(|claim| selection.document(claim.document));
    let details = document.map(|document| document.details.clone()).unwrap_or_default();
    let proposal = shown.proposal.as_ref();
    let words = proposal.and_then(|proposal| selection.words(&proposal.words));
    [
        written(&row.when),
        row.when.from.clone(),
        row.when.to.clone(),
        bound_word(row.when.bound).to_owned(),
        if proposal.is_some() { "proposed" } else { "set" }.to_owned(),
        words.unwrap_or_default().to_owned(),
        proposal.and_then(|proposal| proposal.base.clone()).unwrap_or_default(),
        headline.to_owned(),
        claim.and_then(|claim| selection.saying(claim)).unwrap_or_default().to_owned(),
        shown.name.clone(),
        details.title,
        details.source.publisher,
        details.source.author,
        details.source.published,
        details.source.url,
        shown.pinpoint.clone(),
        row.rivals.join("; "),
        claim.and_then(|claim| selection.words(&claim.quote)).unwrap_or_default().to_owned(),
        row.question.and_then(|key| key.asked()).map(|id| id.to_string()).unwrap_or_default(),
        shown.claim.to_string(),
        document.map(|document| document.id.to_string()).unwrap_or_default(),
    ]
}

//! `timeline.json`: events for `TimelineJS`, one for each question at each of its dates. Its texts are HTML.

use super::Chosen;
use crate::analysis::chronology::{ChronologyRow, PartialDate, RowClaim, bound_word, label};
use crate::formats::FormatError;
use crate::formats::output::Output;
use crate::formats::selection::Selection;
use crate::model::{Bound, ClaimId};
use crate::text::visible;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

pub(super) fn write_timeline(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    let chosen = Chosen::new(selection);
    let mut kept = BTreeSet::new();
    let mut events = Vec::new();
    for row in &chosen.found.rows {
        output.ask()?;
        let claims: Vec<&RowClaim> = row.claims.iter().filter(|claim| claim.proposal.is_none()).collect();
        events.extend((!claims.is_empty()).then(|| event(&chosen, row, &claims)).flatten());
        kept.extend(claims.iter().map(|claim| claim.claim));
    }
    if events.is_empty() {
        output.note("no claim has a date that somebody set, so the timeline is empty".to_owned());
    }
    if chosen.found.proposed > 0 {
        let count = chosen.found.proposed;
        let claims = if count == 1 {
            "1 claim has a date that is"
        } else {
            &format!("{count} claims have dates that are")
        };
        output.note(format!("{claims} only proposed and not in the timeline: accept them under Chronology"));
    }
    chosen.keep(&kept, output)?;
    let title = json!({ "text": { "headline": escaped(selection.project.title()) } });
    let timeline = json!({ "title": title, "events": events });
    let mut bytes =
        serde_json::to_vec_pretty(&timeline).map_err(|err| FormatError::Unwritable(err.to_string()))?;
    bytes.push(b'\n');
    output.file("timeline.json", bytes)
}

/// None where the date cannot be read.
fn event(chosen: &Chosen<'_, '_>, row: &ChronologyRow, claims: &[&RowClaim]) -> Option<Value> {
    let from = PartialDate::parse(&row.when.from)?;
    let shown: ChronologyRow =
        ChronologyRow { claims: claims.iter().map(|claim| (*claim).clone()).collect(), ..row.clone() };
    let body: Vec<String> = claims.iter().map(|claim| passage(chosen, claim)).collect();
    let against = match row.rivals.as_slice() {
        [] => String::new(),
        rivals => format!("<p>Other dates of the same question: {}</p>", escaped(&rivals.join(", "))),
    };
    let ids: Vec<ClaimId> = claims.iter().map(|claim| claim.claim).collect();
    let subject = row.question.and_then(|key| key.asked()).map(|id| id.to_string());
    let subject = subject.or_else(|| ids.first().map(ToString::to_string)).unwrap_or_default();
    let dates = [row.when.from.as_str(), row.when.to.as_str(), bound_word(row.when.bound)];
    let dates: Vec<&str> = dates.into_iter().filter(|part| !part.is_empty()).collect();
    let mut event = json!({
        "unique_id": format!("{subject}-{}", dates.join("-")),
        "start_date": date(from),
        "text": { "headline": escaped(&chosen.headline(&shown)), "text": format!("{}{against}", body.concat()) },
        "claim_ids": ids,
    });
    if let Some(fields) = event.as_object_mut() {
        if let Some(to) = PartialDate::parse(&row.when.to) {
            fields.insert("end_date".to_owned(), date(to));
        }
        if row.when.bound != Bound::On {
            fields.insert("display_date".to_owned(), Value::from(label(&row.when)));
        }
    }
    Some(event)
}

fn date(date: PartialDate) -> Value {
    let mut fields = Map::new();
    fields.insert("year".to_owned(), Value::from(date.year));
    fields.extend(date.month.map(|month| ("month".to_owned(), Value::from(month))));
    fields.extend(date.day.map(|day| ("day".to_owned(), Value::from(day))));
    Value::Object(fields)
}

/// What a claim says, and where it stands.
fn passage(chosen: &Chosen<'_, '_>, shown: &RowClaim) -> String {
    let selection = chosen.selection;
    let Some(claim) = chosen.claim(shown) else {
        return String::new();
    };
    let said = (!claim.statement.is_empty()).then(|| format!("<p>{}</p>", escaped(&claim.statement)));
    let quote =
        selection.words(&claim.quote).map(|quote| format!("<blockquote>{}</blockquote>", escaped(quote)));
    let details = selection.document(claim.document).map(|document| &document.details);
    let source = details.map(|details| {
        let source = &details.source;
        let parts = [&details.title, &source.author, &source.publisher, &source.published];
        let parts: Vec<String> =
            parts.into_iter().filter(|part| !part.trim().is_empty()).map(|part| escaped(part)).collect();
        let words = parts.join(", ");
        // Any other address could run a script.
        let is_web = ["http://", "https://"].iter().any(|start| source.url.starts_with(start));
        if is_web { format!("<a href=\"{}\">{words}</a>", escaped(&source.url)) } else { words }
    });
    let place = [escaped(&shown.pinpoint), escaped(&shown.name)];
    let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let source = source.unwrap_or_default();
    format!("{}{}<p>{source} [{}]</p>", said.unwrap_or_default(), quote.unwrap_or_default(), place.join(", "))
}

/// As text of HTML, with what cannot be seen as boxes.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

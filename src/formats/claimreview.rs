//! `claimreview`: schema.org `ClaimReview` as JSON-LD, one review for each claim that a verdict weighed.
//!
//! The rating says only whether the verdict favours the claim; where it favours none, the outcome stands alone.

use super::FormatError;
use super::losses::{
    ACROSS_SENTENCES, BLANK, CLAIMS, DIFFERENCES, LINK_ANNOTATORS, LINK_CONFIDENCE, LINK_NOTES, LINK_TIMES,
    LINKS_ACROSS_SPLITS, LINKS_TO_OTHERS, OUTSIDE, OVERLAPS, SEVERAL_KINDS, SOURCES, STATEMENTS, TITLES,
    UNANCHORED, UNDATED, UNSETTLED, UNVOTED,
};
use super::output::Output;
use super::registry::Format;
use super::selection::Selection;
use crate::model::{Claim, RecordId, Verdict};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(super) const FORMAT: Format = Format {
    holds: &[
        TITLES,
        SOURCES,
        UNANCHORED,
        OVERLAPS,
        CLAIMS,
        ACROSS_SENTENCES,
        BLANK,
        OUTSIDE,
        UNVOTED,
        UNDATED,
        SEVERAL_KINDS,
        STATEMENTS,
        LINKS_TO_OTHERS,
        LINKS_ACROSS_SPLITS,
        LINK_CONFIDENCE,
        DIFFERENCES,
        LINK_NOTES,
        LINK_ANNOTATORS,
        LINK_TIMES,
    ],
    write_dataset: Some(write_claimreview),
    ..Format::dataset("claimreview", "Fact checks (ClaimReview)")
};

/// Characters beyond which search engines cut a claim.
const SHOWN_LEN: usize = 75;

fn write_claimreview(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    // Of several verdicts on a claim the latest counts.
    let mut latest: BTreeMap<_, &Verdict> = BTreeMap::new();
    let mut verdicts = selection.verdicts.clone();
    verdicts.sort_by_key(|verdict| (verdict.decided, verdict.id));
    for verdict in verdicts {
        for claim in &verdict.claims {
            latest.insert(*claim, verdict);
        }
    }
    let mut reviews = Vec::new();
    for claim in &selection.claims {
        output.row()?;
        match latest.get(&claim.id).and_then(|verdict| review(claim, verdict, selection)) {
            Some(review) => {
                reviews.push(review);
                output.keep_claim(claim.id, "");
                output.keep_document(claim.document, "");
            }
            None => output.leave_out(RecordId::Claim(claim.id), UNSETTLED),
        }
    }
    let document = json!({ "@context": "https://schema.org", "@graph": reviews });
    let mut bytes =
        serde_json::to_vec_pretty(&document).map_err(|err| FormatError::Unwritable(err.to_string()))?;
    bytes.push(b'\n');
    output.file("claimreview.jsonld", bytes)
}

/// None without words to review.
fn review(claim: &Claim, verdict: &Verdict, selection: &Selection<'_>) -> Option<Value> {
    let said = selection.saying(claim)?;
    let document = selection.document(claim.document)?;
    let source = &document.details.source;
    let set = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let outcomes = &selection.project.codebook().outcomes;
    let outcome = outcomes.iter().find(|outcome| outcome.id == verdict.outcome);
    let outcome = outcome.map_or(verdict.outcome.as_str(), |outcome| outcome.label.as_str());
    let is_favoured = verdict.favoured.contains(&claim.id);
    let rating = match (verdict.favoured.is_empty(), is_favoured) {
        (true, _) => json!({ "@type": "Rating", "alternateName": outcome }),
        (false, true) => rated(5, &format!("Favoured: {outcome}")),
        (false, false) => rated(1, &format!("Not favoured: {outcome}")),
    };
    let author = set(&source.publisher).map(|name| json!({ "@type": "Organization", "name": name }));
    let appearance = json!({
        "@type": "CreativeWork",
        "@id": format!("urn:uuid:{}", document.id),
        "name": set(&document.details.title),
        "url": set(&source.url),
        "datePublished": set(&source.published),
    });
    let mut review = json!({
        "@type": "ClaimReview",
        "@id": format!("urn:uuid:{}:{}", verdict.id, claim.id),
        "url": format!("urn:uuid:{}", verdict.id),
        "datePublished": verdict.decided,
        "claimReviewed": short(said),
        "author": { "@type": "Person", "name": selection.annotator_name(verdict.annotator) },
        "reviewRating": rating,
        "reviewBody": set(&verdict.rationale),
        "itemReviewed": {
            "@type": "Claim",
            "@id": format!("urn:uuid:{}", claim.id),
            "text": said,
            "author": author,
            "datePublished": set(&source.published),
            "appearance": [appearance],
        },
    });
    drop_nulls(&mut review);
    Some(review)
}

fn rated(value: u8, words: &str) -> Value {
    json!({ "@type": "Rating", "ratingValue": value, "bestRating": 5, "worstRating": 1, "alternateName": words })
}

fn short(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ");
    if words.chars().count() < SHOWN_LEN {
        return words;
    }
    let mut start: String = words.chars().take(SHOWN_LEN - 2).collect();
    let end = start.rfind(' ').unwrap_or(start.len());
    start.truncate(end);
    start + "…"
}

/// What is not known is left out: `null` is no value of schema.org.
fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| !field.is_null());
            fields.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_claim_is_cut_between_words() {
        assert_eq!(short("It rose.\nTwice"), "It rose. Twice");
        let long = "word ".repeat(40);
        let cut = short(&long);
        assert!(cut.chars().count() < SHOWN_LEN && cut.ends_with("word…"), "{cut}");
        assert!(short(&"x".repeat(200)).chars().count() < SHOWN_LEN);
    }
}

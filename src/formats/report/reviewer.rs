//! [`question`]: what a reviewer has to find out to settle a disagreement, from the type of its first difference.

use super::Report;
use super::tree::{Run, foreign, own};
use crate::analysis::disagreements::{CaseDifference, CaseDifferences, DisagreementCase};
use crate::model::ClaimId;
use crate::text::Span;

/// Characters of differing words that are repeated.
const MAX_WORDS: usize = 80;

/// The question, in the words of both sides where these are known.
pub(super) fn question(report: &Report<'_>, case: &DisagreementCase, found: &CaseDifferences) -> Vec<Run> {
    let claims = found.leading.or_else(|| {
        let [first, second] = &case.sides;
        Some([*first.claims.first()?, *second.claims.first()?])
    });
    let Some(claims) = claims else {
        return vec![own("Which of the two holds?")];
    };
    let first = found.first().map_or(claims, |one| one.claims);
    let asked = found.first().and_then(|one| asked(&one.kind));
    let sides = found.first().and_then(|one| both_sides(report, one));
    match (asked, sides) {
        (Some(asked), Some([one, other])) => vec![
            own(format!("{asked}: ")),
            foreign(one),
            own(format!(" ({}) or ", report.name(first[0]))),
            foreign(other),
            own(format!(" ({})?", report.name(first[1]))),
        ],
        (Some(asked), None) => {
            vec![own(format!(
                "{asked}, as {} or as {} has it?",
                report.name(first[0]),
                report.name(first[1])
            ))]
        }
        (None, _) => vec![own(format!(
            "Can {} and {} both hold, for example of different times or parts? If not, which one does?",
            report.name(first[0]),
            report.name(first[1]),
        ))],
    }
}

/// What is in question where texts differ so; none for types of which no general question can be asked.
fn asked(kind: &str) -> Option<&'static str> {
    match kind {
        "numeric" => Some("Which figure holds"),
        "temporal" => Some("When was it"),
        "entity" => Some("Who or what was it"),
        "polarity" => Some("Is it so or not"),
        "modality" => Some("How sure is it"),
        "attribution" => Some("Who said so"),
        "causal" => Some("What was the cause"),
        "scope" => Some("Of how much does it hold"),
        _ => None,
    }
}

fn both_sides(report: &Report<'_>, one: &CaseDifference) -> Option<[String; 2]> {
    let [first, second] = one.claims;
    let [from, to] = one.spans;
    Some([words(report, first, from?)?, words(report, second, to?)?])
}

fn words(report: &Report<'_>, claim: ClaimId, span: Span) -> Option<String> {
    let document = report.project.document(report.project.claim(claim)?.document)?;
    let words = span.slice(&document.text)?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then(|| super::words::shortened(&words, MAX_WORDS))
}

//! [`conflict_words`]: a conflict as a sentence.

use super::records::{Place, Relation};
use super::sentences::Region;
use crate::model::{Claim, ClaimId, Confidence, Conflict, Difference, LinkId, Project, RecordId};

/// Characters of a text that are shown.
const MAX_SHOWN: usize = 60;

/// What is in conflict and between which values, for people; one line.
pub fn conflict_words(project: &Project, conflict: &Conflict) -> String {
    let Conflict { record, field, kept, other, annotator, time, .. } = conflict;
    let subject = record_words(project, *record);
    let who =
        annotator.and_then(|id| project.annotator(id)).map(|annotator| format!("by {}, ", annotator.name));
    let (who, time) = (who.unwrap_or_default(), time.to_string());
    let when = time.split('.').next().unwrap_or_default().replace('T', " ");
    match field.as_str() {
        "" => format!("{subject} was deleted on one side and changed or used on the other: it is kept"),
        "id" => format!("{subject} has the id of another one that the other side made: both are kept"),
        field if other.is_empty() => {
            format!("{subject}: {field} was deleted on one side and changed or used on the other: it is kept")
        }
        field => {
            let (kept, other) = (value_words(project, field, kept), value_words(project, field, other));
            format!("{subject}: {field} is {kept}; {other} gave way ({who}{when})")
        }
    }
}

/// The value that a conflict kept and the one that gave way, for people.
pub fn conflict_values(project: &Project, conflict: &Conflict) -> (String, String) {
    let Conflict { record, field, kept, other, .. } = conflict;
    let words = |value: &String| match field.as_str() {
        _ if value.is_empty() => "deleted".to_owned(),
        "" => record_words(project, *record),
        "id" => plain_words(value),
        field => value_words(project, field, value),
    };
    (words(kept), words(other))
}

/// A record as people know it.
pub fn record_words(project: &Project, record: RecordId) -> String {
    let quote = |id: ClaimId| quote(project, id);
    let first =
        |claims: &[ClaimId]| claims.first().map(|id| format!(" on {}", quote(*id))).unwrap_or_default();
    let found = match record {
        RecordId::Document(id) => {
            project.document(id).map(|one| format!("document {}", shown(&one.details.title)))
        }
        RecordId::Claim(id) => project.claim(id).map(|claim| claim_words(project, claim)),
        RecordId::Link(id) => {
            project.link(id).map(|one| format!("link {} {} {}", quote(one.from), one.kind, quote(one.to)))
        }
        RecordId::Annotator(id) => project.annotator(id).map(|one| format!("annotator {}", shown(&one.name))),
        RecordId::Dismissal(id) => {
            project.dismissal(id).map(|one| format!("suggestion that was dismissed for {}", quote(one.claim)))
        }
        RecordId::Verdict(id) => project.verdict(id).map(|one| format!("verdict{}", first(&one.claims))),
        RecordId::Ruling(id) => project.ruling(id).map(|one| format!("ruling{}", first(&one.claims))),
        RecordId::Project(_) => Some("project".to_owned()),
        RecordId::Question(id) => project.question(id).map(|one| format!("question {}", shown(&one.title))),
        RecordId::Comment(id) => project.comment(id).map(|one| format!("comment {}", shown(&one.text))),
        RecordId::Conflict(_) => None,
    };
    found.unwrap_or_else(|| record.to_string())
}

fn quote(project: &Project, id: ClaimId) -> String {
    project.claim(id).map_or_else(|| id.to_string(), |claim| shown(&claim.quote))
}

fn claim_words(project: &Project, claim: &Claim) -> String {
    let title = project.document(claim.document).map(|document| shown(&document.details.title));
    format!("claim {} in {}", shown(&claim.quote), title.unwrap_or_default())
}

/// The start of a text on one line, in quotation marks.
fn shown(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let start: String = line.chars().take(MAX_SHOWN).collect();
    let more = if start.len() < line.len() { "…" } else { "" };
    format!("“{start}{more}”")
}

/// A value as conflicts hold it, in words as far as possible.
fn value_words(project: &Project, field: &str, value: &str) -> String {
    let list = |words: Vec<String>| if words.is_empty() { "empty".to_owned() } else { words.join(", ") };
    let claims = |ids: &[ClaimId]| list(ids.iter().map(|id| quote(project, *id)).collect());
    let words = match field {
        "span" => ron::from_str::<Place>(value).ok().map(|place| shown(&place.quote)),
        "kind" => ron::from_str::<Relation>(value).ok().map(|relation| relation.kind),
        "confidence" => ron::from_str::<Option<Confidence>>(value)
            .ok()
            .map(|confidence| confidence.map_or_else(|| "not set".to_owned(), |one| one.level)),
        "annotator" => ron::from_str(value).ok().map(|id| record_words(project, RecordId::Annotator(id))),
        "claim" => ron::from_str(value).ok().map(|id| quote(project, id)),
        "claims" => ron::from_str::<Vec<ClaimId>>(value)
            .or_else(|_| ron::from_str::<(Vec<ClaimId>, Vec<ClaimId>)>(value).map(|(claims, _)| claims))
            .ok()
            .map(|ids| claims(&ids)),
        "links" => ron::from_str::<Vec<LinkId>>(value)
            .ok()
            .map(|ids| list(ids.iter().map(|id| record_words(project, RecordId::Link(*id))).collect())),
        "differences" => ron::from_str::<Vec<Difference>>(value)
            .ok()
            .map(|differences| list(differences.into_iter().map(|one| one.kind).collect())),
        "sentences" => ron::from_str::<Region>(value).ok().map(|(span, sentences)| {
            let cuts = sentences.iter().map(|one| format!("{}–{}", one.span.start, one.span.end));
            format!("bytes {}–{} cut as {}", span.start, span.end, list(cuts.collect()))
        }),
        _ => None,
    };
    words.unwrap_or_else(|| plain_words(value))
}

fn plain_words(value: &str) -> String {
    let inner = value.strip_prefix("Some(").and_then(|inner| inner.strip_suffix(')')).unwrap_or(value);
    if inner == "None" {
        return "not set".to_owned();
    }
    if let Ok(text) = ron::from_str::<String>(inner) {
        return if text.is_empty() { "empty".to_owned() } else { shown(&text) };
    }
    match ron::from_str::<Vec<String>>(inner) {
        Ok(list) if list.is_empty() => "empty".to_owned(),
        Ok(list) => list.iter().map(|one| shown(one)).collect::<Vec<_>>().join(", "),
        Err(_) => inner.chars().take(2 * MAX_SHOWN).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ProjectId;
    use uuid::Uuid;

    #[test]
    fn values_are_shown_as_people_know_them() {
        let project = Project::new(ProjectId(Uuid::nil()), "");
        let value_words = |field: &str, value: &str| value_words(&project, field, value);
        for (field, value, words) in [
            ("note", "\"a \\\"b\\\"\\nc\"", "“a \"b\" c”"),
            ("note", "\"\"", "empty"),
            ("kinds", "[\"quantity\",\"causal\"]", "“quantity”, “causal”"),
            ("kinds", "[]", "empty"),
            ("modality", "Some(Asserted)", "Asserted"),
            ("modality", "None", "not set"),
            ("confidence", "Some((\"ic_confidence\",\"high\"))", "high"),
            ("confidence", "None", "not set"),
            ("settings.blind", "true", "true"),
            ("span", "what", "what"),
            ("sentences", "((0,9),[(0,4,Body),(5,9,Heading)])", "bytes 0–9 cut as 0–4, 5–9"),
            ("differences", "[(kind:\"numeric\")]", "numeric"),
            ("claims", "([],[])", "empty"),
        ] {
            assert_eq!(value_words(field, value), words, "{field} {value}");
        }
        assert_eq!(value_words("note", &format!("\"{}\"", "x".repeat(99))).chars().count(), MAX_SHOWN + 3);
    }
}

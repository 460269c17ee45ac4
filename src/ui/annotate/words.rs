//! What was done to claims and links, in words to be said.

use crate::model::{ClaimId, Confidence, LinkId, Project};
use crate::view::names::{claim_name_of, confidence_label};

/// `confidence High`, `confidence not set`.
pub(in crate::ui) fn confidence_words(project: &Project, confidence: Option<&Confidence>) -> String {
    let level = confidence.map(|confidence| confidence_label(project, confidence));
    format!("confidence {}", level.as_deref().unwrap_or("not set"))
}

/// `A14 as Quantity, confidence High`.
pub(in crate::ui) fn claim_words(project: &Project, claim: ClaimId) -> String {
    let Some(record) = project.claim(claim) else {
        return claim_name_of(project, claim);
    };
    let label =
        |id: &String| project.codebook().claim_kind(id).map_or_else(|| id.clone(), |kind| kind.label.clone());
    let kinds: Vec<String> = record.kinds.iter().map(label).collect();
    let kinds = if kinds.is_empty() { "no kind".to_owned() } else { kinds.join(", ") };
    let confidence = confidence_words(project, record.confidence.as_ref());
    format!("{} as {kinds}, {confidence}", claim_name_of(project, claim))
}

/// `A14 contradicts C7, confidence not set`.
pub(in crate::ui) fn link_words(project: &Project, link: LinkId) -> String {
    let Some(record) = project.link(link) else {
        return "a link that is gone".to_owned();
    };
    let kind = project.codebook().link_kind(&record.kind).map_or(record.kind.as_str(), |kind| &kind.label);
    let [from, to] = [record.from, record.to].map(|end| claim_name_of(project, end));
    format!("{from} {kind} {to}, {}", confidence_words(project, record.confidence.as_ref()))
}

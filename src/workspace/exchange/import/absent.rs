//! [`absent`]: what the project has of somebody's earlier export and the files do not have any more. It stays, and is named.

use crate::formats::Dataset;
use crate::model::{AnnotatorId, Claim, ClaimId, DocumentId, LinkId, Project};
use std::collections::{BTreeMap, BTreeSet};

/// Quotes that are named for each annotator.
const MAX_NAMED: usize = 3;
/// Characters of each.
const MAX_QUOTE_CHARS: usize = 60;

/// One sentence for each annotator of whom the files are evidently another export: some of the work is known.
pub(super) fn absent(project: &Project, dataset: &Dataset) -> Vec<String> {
    let found: BTreeSet<ClaimId> = dataset.claims.iter().map(|claim| claim.id).collect();
    let documents: BTreeSet<DocumentId> = dataset
        .held_documents
        .iter()
        .copied()
        .chain(dataset.documents.iter().map(|document| document.id))
        .chain(dataset.claims.iter().map(|claim| claim.document))
        .collect();
    let known = dataset.claims.iter().filter_map(|claim| {
        let known = project.claim(claim.id)?;
        (known.annotator == claim.annotator).then_some(claim.annotator)
    });
    let known: BTreeSet<AnnotatorId> = known.collect();
    if known.is_empty() {
        return Vec::new();
    }
    let is_absent = |claim: &&Claim| {
        known.contains(&claim.annotator) && documents.contains(&claim.document) && !found.contains(&claim.id)
    };
    let mut missing: Vec<&Claim> = project.claims().filter(is_absent).collect();
    missing.sort_by_key(|claim| (claim.document, claim.span));
    let mut claims: BTreeMap<AnnotatorId, Vec<&str>> = BTreeMap::new();
    for claim in missing {
        claims.entry(claim.annotator).or_default().push(&claim.quote);
    }
    let name = |id: AnnotatorId| project.annotator(id).map_or("", |annotator| annotator.name.as_str());
    let sentences = claims.into_iter().map(|(annotator, quotes)| {
        let mut named: Vec<String> = quotes.iter().take(MAX_NAMED).map(|quote| shown(quote)).collect();
        if quotes.len() > MAX_NAMED {
            named.push("…".to_owned());
        }
        let (claims, are) = if quotes.len() == 1 {
            ("1 claim".to_owned(), "is")
        } else {
            (format!("{} claims", quotes.len()), "are")
        };
        let (name, named) = (name(annotator), named.join(", "));
        format!("{claims} of “{name}” in the same texts {are} in the project and not in the files; nothing was deleted: {named}")
    });
    let mut sentences: Vec<String> = sentences.collect();
    sentences.extend(absent_links(project, dataset, &found, &known));
    sentences
}

/// Links of the same annotators between claims that the files still have, where the files have links of theirs.
fn absent_links(
    project: &Project,
    dataset: &Dataset,
    claims: &BTreeSet<ClaimId>,
    known: &BTreeSet<AnnotatorId>,
) -> Option<String> {
    let found: BTreeSet<LinkId> = dataset.links.iter().map(|link| link.id).collect();
    let linking: BTreeSet<AnnotatorId> = dataset.links.iter().map(|link| link.annotator).collect();
    let made = |from: ClaimId, to: ClaimId, kind: &str| {
        dataset.links.iter().any(|link| {
            link.kind == kind && ((link.from, link.to) == (from, to) || (link.to, link.from) == (from, to))
        })
    };
    let count = project
        .links()
        .filter(|link| known.contains(&link.annotator) && linking.contains(&link.annotator))
        .filter(|link| claims.contains(&link.from) && claims.contains(&link.to) && !found.contains(&link.id))
        .filter(|link| !made(link.from, link.to, &link.kind))
        .count();
    match count {
        0 => None,
        1 => Some(
            "1 link between claims of the files is in the project and not in the files; nothing was deleted"
                .to_owned(),
        ),
        count => Some(format!(
            "{count} links between claims of the files are in the project and not in the files; nothing was deleted"
        )),
    }
}

fn shown(quote: &str) -> String {
    let start: String = quote.chars().take(MAX_QUOTE_CHARS).collect();
    let more = if start.len() < quote.len() { "…" } else { "" };
    format!("“{}{more}”", crate::text::visible(&start))
}

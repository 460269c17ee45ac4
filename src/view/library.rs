//! [`LibraryView`]: the documents panel as plain data.

use super::names;
use crate::model::{AnnotatorId, DocumentId, Project};
use std::collections::BTreeSet;

/// The documents panel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LibraryView {
    /// In project order.
    pub rows: Vec<LibraryRow>,
    /// Claims of the whole project.
    pub claim_count: usize,
    /// Links of the whole project.
    pub link_count: usize,
}

/// One document of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryRow {
    /// Which document.
    pub document: DocumentId,
    /// Letter by which its sentences are named.
    pub letter: String,
    /// Shown.
    pub title: String,
    /// Publisher; empty when not known.
    pub publisher: String,
    /// Date as far as known; empty when not.
    pub published: String,
    /// Admiralty letter A–F; none when not rated.
    pub reliability: Option<String>,
    /// How many sentences it has, set-aside ones left out.
    pub sentence_count: usize,
    /// How many of them hold the beginning of a claim.
    pub tagged_count: usize,
    /// How many claims it has.
    pub claim_count: usize,
    /// How many links end in it.
    pub link_count: usize,
    /// Whether this annotator marked it read.
    pub read: bool,
}

/// Makes the documents panel for an annotator.
pub fn library_view(project: &Project, me: AnnotatorId) -> LibraryView {
    let rows = project
        .documents()
        .enumerate()
        .map(|(position, document)| {
            let links: BTreeSet<_> = project
                .claims_in(document.id)
                .flat_map(|claim| project.links_of(claim.id).map(|link| link.id))
                .collect();
            let tagged: BTreeSet<_> = project
                .claims_in(document.id)
                .filter_map(|claim| document.sentence_at(claim.span.start))
                .collect();
            let body = |role| role != crate::text::SentenceRole::SetAside;
            LibraryRow {
                document: document.id,
                letter: names::letter(position),
                title: document.details.title.clone(),
                publisher: document.details.source.publisher.clone(),
                published: document.details.source.published.clone(),
                reliability: document.details.source.reliability.clone(),
                sentence_count: document.sentences.iter().filter(|sentence| body(sentence.role)).count(),
                tagged_count: tagged.len(),
                claim_count: project.claim_count(document.id),
                link_count: links.len(),
                read: document.read_by.contains(&me),
            }
        })
        .collect();
    LibraryView { rows, claim_count: project.claims().len(), link_count: project.links().len() }
}

impl LibraryRow {
    /// Whether a filter typed by the user fits title, publisher, date or letter.
    pub fn fits(&self, filter: &str) -> bool {
        let filter = filter.trim().to_lowercase();
        filter.is_empty()
            || [&self.title, &self.publisher, &self.published, &self.letter]
                .into_iter()
                .any(|field| field.to_lowercase().contains(&filter))
    }
}

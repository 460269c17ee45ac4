//! [`Loss`]: what a project has and a format cannot hold. The words here are those of [`Format::loses`], which says
//! what a format loses in general; a writer's own run counts them for a project.

use super::jsonl::{CODEBOOK_FILE, DISMISSALS_FILE, VERDICTS_FILE};
use super::registry::Format;
use super::selection::Selection;
use crate::model::{Claim, Document, Link};
use std::fmt;

pub(super) const TEXTS: &str = "texts of documents";
pub(super) const TITLES: &str = "titles of documents";
pub(super) const SOURCES: &str = "sources of documents";
pub(super) const SENTENCES: &str = "sentences of documents";
pub(super) const READ_MARKS: &str = "read marks of documents";
pub(super) const UNANCHORED: &str = "claims whose words are not in the text";
pub(super) const OVERLAPS: &str = "claims that overlap others";
pub(super) const CLAIMS: &str = "claims without a link";
pub(super) const ACROSS_SENTENCES: &str = "claims over several sentences";
pub(super) const BLANK: &str = "claims of white space";
pub(super) const OUTSIDE: &str = "claims outside of sentences";
pub(super) const UNVOTED: &str = "claims in sentences of which the layer says nothing";
pub(super) const UNSETTLED: &str = "claims without a verdict";
pub(super) const KINDS: &str = "kinds of claims";
pub(super) const SEVERAL_KINDS: &str = "further kinds of claims that have several";
pub(super) const STATEMENTS: &str = "statements of claims";
pub(super) const ATTRIBUTIONS: &str = "attributions of claims";
pub(super) const MODALITY: &str = "modality of claims";
pub(super) const CONFIDENCE: &str = "confidence of claims";
pub(super) const CREDIBILITY: &str = "credibility of claims";
pub(super) const TAGS: &str = "tags of claims";
pub(super) const NOTES: &str = "notes on claims";
pub(super) const ANNOTATORS: &str = "annotators of claims";
pub(super) const TIMES: &str = "times of claims";
pub(super) const LINKS: &str = "links";
pub(super) const LINKS_ACROSS: &str = "links between documents";
pub(super) const LINKS_TO_LOST: &str = "links to claims that are left out";
pub(super) const LINKS_TO_OTHERS: &str = "links between claims of different annotators";
pub(super) const LINKS_ACROSS_SPLITS: &str = "links between parts of a split";
pub(super) const LINK_CONFIDENCE: &str = "confidence of links";
pub(super) const DIFFERENCES: &str = "differences of links";
pub(super) const LINK_NOTES: &str = "notes on links";
pub(super) const LINK_ANNOTATORS: &str = "annotators of links";
pub(super) const LINK_TIMES: &str = "times of links";
pub(super) const DISMISSALS: &str = "dismissed suggestions";
pub(super) const VERDICTS: &str = "verdicts";
pub(super) const RULINGS: &str = "rulings between annotators";
pub(super) const CONFLICTS: &str = "conflicts of merges";
pub(super) const CODEBOOK: &str = "entries of the codebook";

/// What a format cannot hold of a project.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Loss {
    /// In words, in the plural; one of [`Format::loses`].
    pub what: &'static str,
    /// How many the project has.
    pub count: usize,
    /// The file beside the others that has them; none when no file has.
    pub kept_in: Option<&'static str>,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}, ", self.what, self.count)?;
        match self.kept_in {
            Some(file) => write!(f, "kept in {file}"),
            None => f.write_str("not kept"),
        }
    }
}

/// A part of a record that formats may lack: its words, and whether a record has it.
pub(super) type Part<T> = (&'static str, fn(&T) -> bool);

pub(super) const DOCUMENT_PARTS: [Part<Document>; 4] = [
    (TITLES, |document| !document.details.title.is_empty()),
    (SOURCES, |document| !document.details.source.is_empty()),
    (SENTENCES, |document| !document.sentences.is_empty()),
    (READ_MARKS, |document| !document.read_by.is_empty()),
];

pub(super) const CLAIM_PARTS: [Part<Claim>; 11] = [
    (KINDS, |claim| !claim.kinds.is_empty()),
    (SEVERAL_KINDS, |claim| claim.kinds.len() > 1),
    (STATEMENTS, |claim| !claim.statement.is_empty()),
    (ATTRIBUTIONS, |claim| !claim.attributed_to.is_empty()),
    (MODALITY, |claim| claim.modality.is_some()),
    (CONFIDENCE, |claim| claim.confidence.is_some()),
    (CREDIBILITY, |claim| claim.credibility.is_some()),
    (TAGS, |claim| !claim.tags.is_empty()),
    (NOTES, |claim| !claim.note.is_empty()),
    (ANNOTATORS, |_| true),
    (TIMES, |_| true),
];

pub(super) const LINK_PARTS: [Part<Link>; 5] = [
    (LINK_CONFIDENCE, |link| link.confidence.is_some()),
    (DIFFERENCES, |link| !link.differences.is_empty()),
    (LINK_NOTES, |link| !link.note.is_empty()),
    (LINK_ANNOTATORS, |_| true),
    (LINK_TIMES, |_| true),
];

/// What stands beside the records, with the file that has it; none where it may not leave.
pub(super) fn whole_project(selection: &Selection<'_>) -> [(&'static str, usize, Option<&'static str>); 5] {
    let project = selection.project;
    let codebook = project.codebook();
    let is_whole = selection.is_whole();
    let between = |count| if is_whole { count } else { 0 };
    [
        (DISMISSALS, selection.dismissals.len(), Some(DISMISSALS_FILE)),
        (VERDICTS, selection.verdicts.len(), Some(VERDICTS_FILE)),
        (RULINGS, between(project.rulings().len()), Some(CODEBOOK_FILE)),
        (
            CONFLICTS,
            between(project.conflicts().len()),
            selection.may_show_conflicts().then_some(CODEBOOK_FILE),
        ),
        (CODEBOOK, codebook.claim_kinds.len() + codebook.link_kinds.len(), Some(CODEBOOK_FILE)),
    ]
}

impl Format {
    /// Whether it cannot hold what these words name.
    pub(super) fn is_losing(&self, what: &str) -> bool {
        self.loses.contains(&what)
    }
}

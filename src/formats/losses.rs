//! [`Loss`]: what a project has and a format cannot hold. Formats say what they hold,
//! [`Format::loses`] is the rest; a writer's own run counts it for a project.

use super::jsonl::{CODEBOOK_FILE, DISMISSALS_FILE, VERDICTS_FILE};
use super::registry::Format;
use super::selection::Selection;
use crate::model::{Claim, Document, DocumentRole, Link};
use std::fmt;

pub(super) const TEXTS: &str = "texts of documents";
pub(super) const TITLES: &str = "titles of documents";
pub(super) const SOURCES: &str = "sources of documents";
pub(super) const SENTENCES: &str = "sentences of documents";
pub(super) const READ_MARKS: &str = "read marks of documents";
pub(super) const ROLES: &str = "roles of documents";
pub(super) const PINPOINTS: &str = "pinpoints of documents";
pub(super) const UNANCHORED: &str = "claims whose words are not in the text";
pub(super) const OVERLAPS: &str = "claims that overlap others";
pub(super) const CLAIMS: &str = "claims without a link";
pub(super) const ACROSS_SENTENCES: &str = "claims over several sentences";
pub(super) const BLANK: &str = "claims of white space";
pub(super) const OUTSIDE: &str = "claims outside of sentences";
pub(super) const UNVOTED: &str = "claims in sentences of which the layer says nothing";
pub(super) const UNSETTLED: &str = "claims without a verdict";
pub(super) const UNDATED: &str = "claims without a date";
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
pub(super) const CLAIM_DATES: &str = "dates of what claims say";
pub(super) const CLAIM_QUESTIONS: &str = "questions that claims were put under";
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
pub(super) const LINK_QUESTIONS: &str = "questions of links";
pub(super) const DISMISSALS: &str = "dismissed suggestions";
pub(super) const VERDICTS: &str = "verdicts";
pub(super) const RULINGS: &str = "rulings between annotators";
pub(super) const CONFLICTS: &str = "conflicts of merges";
pub(super) const CODEBOOK: &str = "entries of the codebook";
pub(super) const QUESTIONS: &str = "questions";
pub(super) const COMMENTS: &str = "comments";

/// Everything that a format may lack, in the order in which it is told. What a format does not say that it holds is lost
/// in it.
pub(super) const ALL: &[&str] = &[
    TEXTS,
    TITLES,
    SOURCES,
    SENTENCES,
    READ_MARKS,
    ROLES,
    PINPOINTS,
    UNANCHORED,
    OVERLAPS,
    CLAIMS,
    ACROSS_SENTENCES,
    BLANK,
    OUTSIDE,
    UNVOTED,
    UNSETTLED,
    UNDATED,
    KINDS,
    SEVERAL_KINDS,
    STATEMENTS,
    ATTRIBUTIONS,
    MODALITY,
    CONFIDENCE,
    CREDIBILITY,
    TAGS,
    NOTES,
    ANNOTATORS,
    TIMES,
    CLAIM_DATES,
    CLAIM_QUESTIONS,
    LINKS,
    LINKS_ACROSS,
    LINKS_TO_LOST,
    LINKS_TO_OTHERS,
    LINKS_ACROSS_SPLITS,
    LINK_CONFIDENCE,
    DIFFERENCES,
    LINK_NOTES,
    LINK_ANNOTATORS,
    LINK_TIMES,
    LINK_QUESTIONS,
    DISMISSALS,
    VERDICTS,
    RULINGS,
    CONFLICTS,
    CODEBOOK,
    QUESTIONS,
    COMMENTS,
];

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

pub(super) const DOCUMENT_PARTS: [Part<Document>; 6] = [
    (TITLES, |document| !document.details.title.is_empty()),
    (SOURCES, |document| !document.details.source.is_empty()),
    (SENTENCES, |document| !document.sentences.is_empty()),
    (READ_MARKS, |document| !document.read_by.is_empty()),
    (ROLES, |document| document.details.role != DocumentRole::Source),
    (PINPOINTS, |document| !document.pinpoints.is_empty()),
];

pub(super) const CLAIM_PARTS: [Part<Claim>; 13] = [
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
    (CLAIM_DATES, |claim| claim.when.is_some()),
    (CLAIM_QUESTIONS, |claim| !claim.questions.is_empty()),
];

pub(super) const LINK_PARTS: [Part<Link>; 6] = [
    (LINK_CONFIDENCE, |link| link.confidence.is_some()),
    (DIFFERENCES, |link| !link.differences.is_empty()),
    (LINK_NOTES, |link| !link.note.is_empty()),
    (LINK_ANNOTATORS, |_| true),
    (LINK_TIMES, |_| true),
    (LINK_QUESTIONS, |link| link.question.is_some()),
];

/// What stands beside the records, with the file that has it; none where it may not leave.
pub(super) fn whole_project(selection: &Selection<'_>) -> [(&'static str, usize, Option<&'static str>); 7] {
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
        (QUESTIONS, selection.questions.len(), Some(CODEBOOK_FILE)),
        (COMMENTS, between(project.comments().len()), selection.options.with_text.then_some(CODEBOOK_FILE)),
    ]
}

impl Format {
    /// Whether it cannot hold what these words name.
    pub(super) fn is_losing(&self, what: &str) -> bool {
        !self.holds.contains(&what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DocumentDetails, Source};

    // A new field of the model does not compile here until somebody says which part it is; then it is lost in every
    // format that does not hold that part. What names or places a record is no part.

    #[rustfmt::skip]
    fn claim_parts(claim: &Claim) -> [&'static str; 14] {
        let Claim {
            id: _, document: _, span: _, quote: _, unanchored: _, kinds: _, statement: _, attributed_to: _,
            modality: _, confidence: _, credibility: _, when: _, questions: _, tags: _, note: _, annotator: _,
            created: _, modified: _,
        } = claim;
        [
            UNANCHORED, KINDS, SEVERAL_KINDS, STATEMENTS, ATTRIBUTIONS, MODALITY, CONFIDENCE, CREDIBILITY,
            CLAIM_DATES, CLAIM_QUESTIONS, TAGS, NOTES, ANNOTATORS, TIMES,
        ]
    }

    #[rustfmt::skip]
    fn link_parts(link: &Link) -> [&'static str; 6] {
        let Link {
            id: _, from: _, to: _, kind: _, question: _, confidence: _, differences: _, note: _, annotator: _,
            created: _, modified: _,
        } = link;
        [LINK_QUESTIONS, LINK_CONFIDENCE, DIFFERENCES, LINK_NOTES, LINK_ANNOTATORS, LINK_TIMES]
    }

    #[rustfmt::skip]
    fn document_parts(document: &Document) -> [&'static str; 6] {
        let Document {
            id: _, details, file_name: _, original_sha256: _, text: _, sentences: _, read_by: _, pinpoints: _,
        } = document;
        let DocumentDetails { title: _, language: _, source, role: _ } = details;
        let Source {
            publisher: _, author: _, url: _, published: _, accessed: _, reliability: _, origin: _, character: _,
            captured: _,
        } = source;
        [TITLES, SOURCES, ROLES, SENTENCES, READ_MARKS, PINPOINTS]
    }

    #[test]
    fn every_field_of_the_model_is_a_part_that_formats_hold_or_lose() {
        // Never called: that they compile is what counts.
        let claims: fn(&Claim) -> _ = claim_parts;
        let links: fn(&Link) -> _ = link_parts;
        let documents: fn(&Document) -> _ = document_parts;
        assert!(size_of_val(&(claims, links, documents)) > 0);
        let words = CLAIM_PARTS.map(|(word, _)| word).into_iter().chain(LINK_PARTS.map(|(word, _)| word));
        assert!(words.chain(DOCUMENT_PARTS.map(|(word, _)| word)).all(|word| ALL.contains(&word)));
    }
}

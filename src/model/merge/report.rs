//! [`MergeReport`]: what a merge took from each side, what it could not decide, and what else is to be told.

use super::side::Pair;
use crate::model::{ConflictId, LinkId};
use std::collections::BTreeMap;
use std::fmt;

/// What came of a merge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergeReport {
    /// What each side added, changed and took out since the base; without a base, what only one side has.
    pub changes: Pair<BTreeMap<RecordKind, Counts>>,
    /// The conflicts that this merge found, also those that an earlier one had found already.
    pub conflicts: Vec<ConflictId>,
    /// Conflicts of earlier merges that nobody has settled.
    pub open_conflict_count: usize,
    /// What was decided and may surprise.
    pub told: Vec<Told>,
}

/// A kind of record, as counted in a [`MergeReport`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// Documents.
    Document,
    /// Claims.
    Claim,
    /// Links.
    Link,
    /// Annotators.
    Annotator,
    /// Dismissals.
    Dismissal,
    /// Verdicts.
    Verdict,
    /// Rulings.
    Ruling,
    /// Questions.
    Question,
    /// Comments.
    Comment,
    /// Entries of the codebook.
    CodebookEntry,
}

impl RecordKind {
    /// In words, one or many.
    pub const fn name(self, count: usize) -> &'static str {
        match (self, count == 1) {
            (Self::Document, true) => "document",
            (Self::Document, false) => "documents",
            (Self::Claim, true) => "claim",
            (Self::Claim, false) => "claims",
            (Self::Link, true) => "link",
            (Self::Link, false) => "links",
            (Self::Annotator, true) => "annotator",
            (Self::Annotator, false) => "annotators",
            (Self::Dismissal, true) => "dismissal",
            (Self::Dismissal, false) => "dismissals",
            (Self::Verdict, true) => "verdict",
            (Self::Verdict, false) => "verdicts",
            (Self::Ruling, true) => "ruling",
            (Self::Ruling, false) => "rulings",
            (Self::Question, true) => "question",
            (Self::Question, false) => "questions",
            (Self::Comment, true) => "comment",
            (Self::Comment, false) => "comments",
            (Self::CodebookEntry, true) => "codebook entry",
            (Self::CodebookEntry, false) => "codebook entries",
        }
    }
}

/// How many records of one kind differ from the base.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// New ones.
    pub added: usize,
    /// Those of the base with other values.
    pub changed: usize,
    /// Those of the base that are gone.
    pub removed: usize,
}

/// Something that a merge decided without a conflict and that people may want to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Both sides added one text; one document stays.
    SameText {
        /// Of the document.
        title: String,
    },
    /// One document has another text on each side; both stay.
    OtherText {
        /// Of the document.
        title: String,
    },
    /// Both sides added a document of that file name, with other texts; both stay.
    SameFileName(String),
    /// Two annotators have this name; their work stays apart.
    SameAnnotatorName(String),
    /// So many claims stand on both sides under two ids: the same words and kinds by one annotator; each is one claim.
    SameClaims(usize),
    /// One annotator made one link on both sides; one stays.
    SameLink(LinkId),
    /// A kind of link lost its direction on one side; links of the other side now read the same from both ends.
    Turned {
        /// Id of the kind.
        kind: String,
        /// How many links.
        count: usize,
    },
    /// Both sides put these into another order; the order of one of them stays.
    Reordered(&'static str),
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SameText { title } => {
                write!(
                    f,
                    "Both sides added the text of “{title}”: it is one document, with the claims of both."
                )
            }
            Self::OtherText { title } => write!(
                f,
                "“{title}” has another text on each side: both documents stay, each with its own claims."
            ),
            Self::SameFileName(name) => {
                write!(f, "Both sides added a file “{name}”, with different texts: both documents stay.")
            }
            Self::SameAnnotatorName(name) => write!(
                f,
                "Two annotators are called “{name}”: their work stays apart. Rename one of them to tell them apart."
            ),
            Self::SameClaims(1) => {
                f.write_str("1 claim has the same words, kinds and annotator on both sides: it is one claim.")
            }
            Self::SameClaims(count) => write!(
                f,
                "{count} claims have the same words, kinds and annotator on both sides: each is one claim."
            ),
            Self::SameLink(link) => {
                write!(f, "Both sides made the same link: one stays, as link {link}.")
            }
            Self::Turned { kind, count } => {
                let links = if *count == 1 { "1 link".to_owned() } else { format!("{count} links") };
                write!(
                    f,
                    "Link kind “{kind}” has no direction any more: {links} now read the same from both ends."
                )
            }
            Self::Reordered(what) => {
                write!(f, "Both sides put the {what} into another order: the order of one side stays.")
            }
        }
    }
}

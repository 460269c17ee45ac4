//! [`Edit`]: the only way to change a [`Project`]; [`Project::apply`] gives the inverse back.
//!
//! A *put* replaces the whole record, so an edit can be applied again without harm. Removal is refused while another
//! record names what should go: take the naming records along in the same transaction, first.
#![warn(clippy::wildcard_enum_match_arm)]

mod codebook;
mod decisions;
mod documents;
mod marks;
mod questions;

pub(super) use codebook::{codebook_rules, put_annotator, reveal_rules};
pub(super) use decisions::{put_conflict, put_dismissal, put_ruling, put_verdict};
pub(super) use documents::add_document;
pub(super) use questions::{put_comment, put_question};

use super::{
    Annotator, AnnotatorId, BrokenRule, Claim, ClaimId, Codebook, Comment, CommentId, Conflict, ConflictId,
    Dismissal, DismissalId, Document, DocumentDetails, DocumentId, Link, LinkId, Project, Question,
    QuestionId, Ruling, RulingId, Settings, Verdict, VerdictId,
};
use crate::text::Sentence;
use codebook::{remove_annotator, set_codebook, set_settings};
use decisions::{remove_conflict, remove_dismissal, remove_ruling, remove_verdict};
use documents::{remove_document, set_details, set_position, set_read, set_sentences};
use marks::{put_claim, put_link, remove_claim, remove_link};
use questions::{remove_comment, remove_question};

/// One reversible change.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Edit {
    /// Replaces the title.
    SetTitle(String),
    /// Replaces the codebook; refused when a record names an entry that the new one lacks.
    SetCodebook(Box<Codebook>),
    /// Replaces the settings; refused when the codebook lacks the scale.
    SetSettings(Settings),
    /// Adds or replaces an annotator.
    PutAnnotator(Annotator),
    /// Takes out an annotator whose name stands on nothing.
    RemoveAnnotator(AnnotatorId),
    /// Adds a document at a place in project order (past the end: at the end).
    AddDocument {
        /// Place from 0.
        position: usize,
        /// With an id that is free.
        document: Box<Document>,
    },
    /// Takes out a document without claims and dismissals.
    RemoveDocument(DocumentId),
    /// Moves a document to a place in project order, counted without it.
    MoveDocument {
        /// Which one.
        document: DocumentId,
        /// Place from 0.
        position: usize,
    },
    /// Replaces title, language and source.
    SetDocumentDetails {
        /// Of which document.
        document: DocumentId,
        /// The new values.
        details: Box<DocumentDetails>,
    },
    /// Replaces a run of sentences: a split, a merge, a change of role.
    SetSentences {
        /// Of which document.
        document: DocumentId,
        /// Index of the first sentence that goes.
        first: usize,
        /// How many go.
        removed: usize,
        /// What stands there instead.
        inserted: Vec<Sentence>,
    },
    /// Notes whether an annotator has read a document to the end.
    SetRead {
        /// Which document.
        document: DocumentId,
        /// Who.
        annotator: AnnotatorId,
        /// Whether it is read.
        read: bool,
    },
    /// Adds or replaces a claim.
    PutClaim(Box<Claim>),
    /// Takes out a claim that nothing names.
    RemoveClaim(ClaimId),
    /// Adds or replaces a link.
    PutLink(Box<Link>),
    /// Takes out a link that nothing names.
    RemoveLink(LinkId),
    /// Adds or replaces a dismissal.
    PutDismissal(Box<Dismissal>),
    /// Takes out a dismissal.
    RemoveDismissal(DismissalId),
    /// Adds or replaces a verdict.
    PutVerdict(Box<Verdict>),
    /// Takes out a verdict.
    RemoveVerdict(VerdictId),
    /// Adds or replaces a ruling.
    PutRuling(Box<Ruling>),
    /// Takes out a ruling.
    RemoveRuling(RulingId),
    /// Adds or replaces a conflict.
    PutConflict(Box<Conflict>),
    /// Takes out a conflict that somebody settled.
    RemoveConflict(ConflictId),
    /// Adds or replaces a question.
    PutQuestion(Box<Question>),
    /// Takes out a question that nothing names.
    RemoveQuestion(QuestionId),
    /// Adds or replaces a comment.
    PutComment(Box<Comment>),
    /// Takes out a comment.
    RemoveComment(CommentId),
}

/// Why a project was not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The edit does not fit this project.
    #[error(transparent)]
    Rule(#[from] BrokenRule),
    /// A project is changed in one window only; set by who opened it, never by the model.
    #[error("the project is open elsewhere and can only be read here")]
    OpenElsewhere,
    /// A step was refused in its middle, and what came before could not be taken back: a fault in the program. The
    /// project is not to be used any more.
    #[error(
        "a step failed half-way ({0}) and could not be taken back. Nothing of it was saved; open the project again"
    )]
    NotTakenBack(String),
}

impl EditError {
    /// The rule that keeps the edit out.
    pub fn into_rule(self) -> Option<BrokenRule> {
        match self {
            Self::Rule(rule) => Some(rule),
            Self::OpenElsewhere | Self::NotTakenBack(_) => None,
        }
    }
}

impl Edit {
    /// About the bytes of memory that the edit takes; large texts are counted, small fields are not.
    pub fn memory_len(&self) -> usize {
        const SMALL: usize = 256;
        SMALL
            + match self {
                Self::SetTitle(title) => title.len(),
                Self::SetCodebook(codebook) => {
                    SMALL * (codebook.claim_kinds.len() + codebook.link_kinds.len())
                }
                Self::AddDocument { document, .. } => {
                    document.text.len() + document.sentences.len() * size_of::<Sentence>()
                }
                Self::SetSentences { inserted, .. } => inserted.len() * size_of::<Sentence>(),
                Self::PutClaim(claim) => SMALL + claim.quote.len() + claim.statement.len() + claim.note.len(),
                Self::PutLink(link) => SMALL + link.note.len(),
                Self::SetSettings(_)
                | Self::PutAnnotator(_)
                | Self::RemoveAnnotator(_)
                | Self::RemoveDocument(_)
                | Self::MoveDocument { .. }
                | Self::SetDocumentDetails { .. }
                | Self::SetRead { .. }
                | Self::RemoveClaim(_)
                | Self::RemoveLink(_)
                | Self::PutDismissal(_)
                | Self::RemoveDismissal(_)
                | Self::PutVerdict(_)
                | Self::RemoveVerdict(_)
                | Self::PutRuling(_)
                | Self::RemoveRuling(_)
                | Self::PutConflict(_)
                | Self::RemoveConflict(_)
                | Self::PutQuestion(_)
                | Self::RemoveQuestion(_)
                | Self::PutComment(_)
                | Self::RemoveComment(_) => SMALL,
            }
    }
}

impl Project {
    /// Applies one edit and gives the edit that takes it back.
    ///
    /// On an error the project is as it was.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, EditError> {
        match edit {
            Edit::SetTitle(title) => Ok(Edit::SetTitle(std::mem::replace(&mut self.title, title))),
            Edit::SetCodebook(codebook) => set_codebook(self, *codebook),
            Edit::SetSettings(settings) => set_settings(self, settings),
            Edit::PutAnnotator(annotator) => Ok(put_annotator(self, annotator)),
            Edit::RemoveAnnotator(id) => remove_annotator(self, id),
            Edit::AddDocument { position, document } => add_document(self, position, *document),
            Edit::RemoveDocument(id) => remove_document(self, id),
            Edit::MoveDocument { document, position } => set_position(self, document, position),
            Edit::SetDocumentDetails { document, details } => set_details(self, document, *details),
            Edit::SetSentences { document, first, removed, inserted } => {
                set_sentences(self, document, first, removed, inserted)
            }
            Edit::SetRead { document, annotator, read } => set_read(self, document, annotator, read),
            Edit::PutClaim(claim) => put_claim(self, *claim),
            Edit::RemoveClaim(id) => remove_claim(self, id),
            Edit::PutLink(link) => put_link(self, *link),
            Edit::RemoveLink(id) => remove_link(self, id),
            Edit::PutDismissal(dismissal) => put_dismissal(self, *dismissal),
            Edit::RemoveDismissal(id) => remove_dismissal(self, id),
            Edit::PutVerdict(verdict) => put_verdict(self, *verdict),
            Edit::RemoveVerdict(id) => remove_verdict(self, id),
            Edit::PutRuling(ruling) => put_ruling(self, *ruling),
            Edit::RemoveRuling(id) => remove_ruling(self, id),
            Edit::PutConflict(conflict) => put_conflict(self, *conflict),
            Edit::RemoveConflict(id) => remove_conflict(self, id),
            Edit::PutQuestion(question) => put_question(self, *question),
            Edit::RemoveQuestion(id) => remove_question(self, id),
            Edit::PutComment(comment) => put_comment(self, *comment),
            Edit::RemoveComment(id) => remove_comment(self, id),
        }
    }
}

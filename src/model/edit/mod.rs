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

use super::{
    Annotator, AnnotatorId, BrokenRule, Claim, ClaimId, Codebook, Comment, CommentId, Conflict, ConflictId,
    Dismissal, DismissalId, Document, DocumentDetails, DocumentId, Link, LinkId, Project, Question,
    QuestionId, Ruling, RulingId, Settings, Verdict, VerdictId,
};
use crate::text::Sentence;

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
}

impl EditError {
    /// The rule that keeps the edit out.
    pub fn into_rule(self) -> Option<BrokenRule> {
        match self {
            Self::Rule(rule) => Some(rule),
            Self::OpenElsewhere => None,
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
            Edit::SetCodebook(codebook) => self.set_codebook(*codebook),
            Edit::SetSettings(settings) => self.set_settings(settings),
            Edit::PutAnnotator(annotator) => Ok(self.put_annotator(annotator)),
            Edit::RemoveAnnotator(id) => self.remove_annotator(id),
            Edit::AddDocument { position, document } => self.add_document(position, *document),
            Edit::RemoveDocument(id) => self.remove_document(id),
            Edit::MoveDocument { document, position } => self.set_position(document, position),
            Edit::SetDocumentDetails { document, details } => self.set_details(document, *details),
            Edit::SetSentences { document, first, removed, inserted } => {
                self.set_sentences(document, first, removed, inserted)
            }
            Edit::SetRead { document, annotator, read } => self.set_read(document, annotator, read),
            Edit::PutClaim(claim) => self.put_claim(*claim),
            Edit::RemoveClaim(id) => self.remove_claim(id),
            Edit::PutLink(link) => self.put_link(*link),
            Edit::RemoveLink(id) => self.remove_link(id),
            Edit::PutDismissal(dismissal) => self.put_dismissal(*dismissal),
            Edit::RemoveDismissal(id) => self.remove_dismissal(id),
            Edit::PutVerdict(verdict) => self.put_verdict(*verdict),
            Edit::RemoveVerdict(id) => self.remove_verdict(id),
            Edit::PutRuling(ruling) => self.put_ruling(*ruling),
            Edit::RemoveRuling(id) => self.remove_ruling(id),
            Edit::PutConflict(conflict) => self.put_conflict(*conflict),
            Edit::RemoveConflict(id) => self.remove_conflict(id),
            Edit::PutQuestion(question) => self.put_question(*question),
            Edit::RemoveQuestion(id) => self.remove_question(id),
            Edit::PutComment(comment) => self.put_comment(*comment),
            Edit::RemoveComment(id) => self.remove_comment(id),
        }
    }
}

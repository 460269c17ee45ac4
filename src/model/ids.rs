//! Ids: one type per kind of record, so that a claim's id never passes for a link's; [`RecordId`] names any of them.

use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! id_types {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

id_types! {
    /// Names a project for its whole life, wherever its file is moved.
    ProjectId,
    /// Names a document.
    DocumentId,
    /// Names a claim.
    ClaimId,
    /// Names a link.
    LinkId,
    /// Names an annotator.
    AnnotatorId,
    /// Names a dismissal.
    DismissalId,
    /// Names a verdict.
    VerdictId,
    /// Names a ruling.
    RulingId,
    /// Names a conflict.
    ConflictId,
    /// Names a question.
    QuestionId,
    /// Names a comment.
    CommentId,
}

/// Any record of a project; shown in messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum RecordId {
    /// A document.
    Document(DocumentId),
    /// A claim.
    Claim(ClaimId),
    /// A link.
    Link(LinkId),
    /// An annotator.
    Annotator(AnnotatorId),
    /// A dismissal.
    Dismissal(DismissalId),
    /// A verdict.
    Verdict(VerdictId),
    /// A ruling.
    Ruling(RulingId),
    /// A conflict.
    Conflict(ConflictId),
    /// A question.
    Question(QuestionId),
    /// A comment.
    Comment(CommentId),
    /// The project itself: its title, settings and codebook.
    Project(ProjectId),
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(id) => write!(f, "document {id}"),
            Self::Claim(id) => write!(f, "claim {id}"),
            Self::Link(id) => write!(f, "link {id}"),
            Self::Annotator(id) => write!(f, "annotator {id}"),
            Self::Dismissal(id) => write!(f, "dismissal {id}"),
            Self::Verdict(id) => write!(f, "verdict {id}"),
            Self::Ruling(id) => write!(f, "ruling {id}"),
            Self::Conflict(id) => write!(f, "conflict {id}"),
            Self::Question(id) => write!(f, "question {id}"),
            Self::Comment(id) => write!(f, "comment {id}"),
            Self::Project(id) => write!(f, "project {id}"),
        }
    }
}

//! What is saved and every way to change it: [`Project`] and its records, [`Edit`], [`Transaction`], [`History`].
//!
//! Same input, same output: this room knows no files, no clock, no randomness. Times and ids come from the workspace.

mod assemble;
mod claim;
mod codebook;
mod comment;
mod defaults;
mod document;
mod edit;
mod history;
mod ids;
mod link;
mod merge;
mod parallel;
mod pinpoint;
mod project;
mod question;
mod resegment;
mod rules;
mod settings;
mod sight;
mod time;
mod transaction;
mod verdict;
mod when;

pub use assemble::{Parts, Refused};
pub use claim::{Claim, Confidence, Credibility, Modality};
pub use codebook::{ClaimKind, Codebook, Level, LinkKind, Opposition, Scale, Term};
pub use comment::Comment;
pub use defaults::{CREDIBILITY_SCALE, DEFAULT_SCALE, RELIABILITY_SCALE, default_codebook};
pub use document::{Captured, Character, Document, DocumentDetails, DocumentRole, Source};
pub use edit::{Edit, EditError};
pub use history::History;
pub use ids::{
    AnnotatorId, ClaimId, CommentId, ConflictId, DismissalId, DocumentId, LinkId, ProjectId, QuestionId,
    RecordId, RulingId, VerdictId,
};
pub use link::{Difference, Link};
pub use merge::{
    Choice, Clash, Counts, EntryName, Mapping, MergeError, MergeReport, Merged, Pair, RecordKind,
    SettleError, Side, Stands, Told, ancestor_distance, check_base, conflict_values, conflict_words, merge,
    merge_mapped, record_words, settlement,
};
pub(crate) use parallel::{in_threads, thread_count};
pub use pinpoint::{Pinpoint, pinpoints_at};
pub use project::{Project, Snapshot};
pub use question::{QUESTION_ORDER_STEP, Question};
pub use resegment::resegmented;
pub use rules::BrokenRule;
pub use settings::{Annotator, Machine, Reveal, Settings};
pub use sight::LayerSight;
pub use time::{TimeError, Timestamp};
pub use transaction::Transaction;
pub use verdict::{Conflict, Dismissal, Ruling, Verdict};
pub use when::{Bound, When, is_partial_date};

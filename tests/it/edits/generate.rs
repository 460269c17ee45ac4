//! Random edits that mostly fit: [`Draft`]s are plain numbers, made into an [`Edit`] by looking at the project.
//!
//! A new variant of [`Edit`] does not compile until [`EditKind`] lists it and [`Draft::edit`] makes it.

use super::records::Maker;
use crossclaim::model::{Edit, Project};
use proptest::prelude::*;
use proptest::sample::select;
use std::fmt;

macro_rules! edit_kinds {
    ($($name:ident),+ $(,)?) => {
        /// An [`Edit`] without its values.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum EditKind { $($name),+ }

        impl EditKind {
            pub(super) const ALL: &[Self] = &[$(Self::$name),+];

            pub(super) const fn of(edit: &Edit) -> Self {
                match edit { $(Edit::$name { .. } => Self::$name),+ }
            }
        }
    };
}

edit_kinds! {
    SetTitle, SetCodebook, SetSettings, PutAnnotator, RemoveAnnotator, AddDocument, RemoveDocument, MoveDocument,
    SetDocumentDetails, SetSentences, SetRead, PutClaim, RemoveClaim, PutLink, RemoveLink, PutDismissal,
    RemoveDismissal, PutVerdict, RemoveVerdict, PutRuling, RemoveRuling, PutConflict, RemoveConflict,
    PutQuestion, RemoveQuestion, PutComment, RemoveComment,
}

/// What to do, without the project that it is done to: shrinks well and can be replayed.
#[derive(Clone)]
pub(crate) struct Draft {
    kind: EditKind,
    picks: Vec<u16>,
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // One line, also where proptest asks for many.
        write!(f, "{:?} {:?}", self.kind, self.picks)
    }
}

/// Drafts of transactions, of one to four edits each.
pub(crate) fn sessions() -> impl Strategy<Value = Vec<Vec<Draft>>> {
    let picks = prop::collection::vec(any::<u16>(), 40);
    let draft = (select(EditKind::ALL), picks).prop_map(|(kind, picks)| Draft { kind, picks });
    prop::collection::vec(prop::collection::vec(draft, 1..5), 1..16)
}

impl Draft {
    /// An edit of the draft's kind; about one in ten does not fit the project.
    pub(crate) fn edit(&self, project: &Project) -> Edit {
        let mut maker = Maker::new(project, &self.picks);
        match self.kind {
            EditKind::SetTitle => Edit::SetTitle(maker.words()),
            EditKind::SetCodebook => Edit::SetCodebook(Box::new(maker.codebook())),
            EditKind::SetSettings => Edit::SetSettings(maker.settings()),
            EditKind::PutAnnotator => Edit::PutAnnotator(maker.annotator()),
            EditKind::RemoveAnnotator => Edit::RemoveAnnotator(maker.idle_annotator_id()),
            EditKind::AddDocument => {
                Edit::AddDocument { position: maker.below(6), document: Box::new(maker.document()) }
            }
            EditKind::RemoveDocument => Edit::RemoveDocument(maker.empty_document_id()),
            EditKind::MoveDocument => {
                Edit::MoveDocument { document: maker.document_id(), position: maker.below(6) }
            }
            EditKind::SetDocumentDetails => {
                let details = Box::new(maker.details());
                Edit::SetDocumentDetails { document: maker.document_id(), details }
            }
            EditKind::SetSentences => maker.sentences(),
            EditKind::SetRead => {
                let read = maker.one_in(2);
                Edit::SetRead { document: maker.document_id(), annotator: maker.annotator_id(), read }
            }
            EditKind::PutClaim => Edit::PutClaim(Box::new(maker.claim())),
            EditKind::RemoveClaim => Edit::RemoveClaim(maker.idle_claim_id()),
            EditKind::PutLink => Edit::PutLink(Box::new(maker.link())),
            EditKind::RemoveLink => Edit::RemoveLink(maker.idle_link_id()),
            EditKind::PutDismissal => Edit::PutDismissal(Box::new(maker.dismissal())),
            EditKind::RemoveDismissal => Edit::RemoveDismissal(maker.dismissal_id()),
            EditKind::PutVerdict => Edit::PutVerdict(Box::new(maker.verdict())),
            EditKind::RemoveVerdict => Edit::RemoveVerdict(maker.verdict_id()),
            EditKind::PutRuling => Edit::PutRuling(Box::new(maker.ruling())),
            EditKind::RemoveRuling => Edit::RemoveRuling(maker.ruling_id()),
            EditKind::PutConflict => Edit::PutConflict(Box::new(maker.conflict())),
            EditKind::RemoveConflict => Edit::RemoveConflict(maker.conflict_id()),
            EditKind::PutQuestion => Edit::PutQuestion(Box::new(maker.question())),
            EditKind::RemoveQuestion => Edit::RemoveQuestion(maker.idle_question_id()),
            EditKind::PutComment => Edit::PutComment(Box::new(maker.comment())),
            EditKind::RemoveComment => Edit::RemoveComment(maker.comment_id()),
        }
    }
}

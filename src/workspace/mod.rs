//! An open project: [`Workspace`], the one door for change. Knows no egui.
//!
//! Everything that changes a project after loading passes through [`Workspace::commit`], [`Workspace::undo`] or
//! [`Workspace::redo`]; operations only build transactions for it.

mod agreement_job;
mod annotations_job;
mod autosave;
mod check_job;
mod claims;
mod clock;
mod conflicts;
pub mod dates;
#[cfg(feature = "drill")]
pub mod drill;
pub mod exchange;
mod export_job;
pub mod folders;
mod import_job;
mod job;
mod layers;
mod loss_job;
mod marks;
mod merging;
mod notebook;
mod open;
mod open_job;
pub mod questions;
mod recovery;
mod rescue;
mod review;
mod rulings;
mod sentences;
mod start;
mod store;
mod suggester;
mod suggestions;
mod verdicts;

pub use crate::storage::LockOwner;
pub use crate::storage::{ColumnSettings, Habits, Theme as UserTheme, UserSettings, WindowSettings};
pub use annotations_job::{AnnotationsPreview, AnnotationsState};
pub use autosave::{Autosave, SaveEnd, Unsaved, is_about_another_file};
pub use clock::{Clock, FixedClock, IdSource, SystemClock};
pub use conflicts::{ConflictRow, ConflictSide, SettleConflictError};
pub use export_job::ExportJob;
pub use import_job::{ImportJob, ReadChoice};
pub use job::{Job, JobContext, JobError, JobProgress, RunsOn, Waker, begin_thread, no_waker};
pub use marks::{LinkEnd, Tag};
pub use merging::{MergeDone, MergePreview, MergeState, UnlikeCodebooks};
pub use notebook::KindRemoval;
pub use open::OpenError;
pub use open_job::OpenJob;
pub use questions::QuestionTarget;
pub use recovery::{JournalOffer, Recovery};
pub use rescue::{BackupsJob, Rescue, RescueChoice, RescueSource};
pub use rulings::{Agreed, ClaimDraft, Decision, LinkDraft, RulingError, RulingReason};
pub use sentences::Recut;
pub use start::{Launch, Opened, open};
pub use store::{Access, Environment, Outside, SaveState, SaveTarget, Store, SyncCopy};
pub use suggester::{LikelyQueue, QueuedLink};
pub use suggestions::Proposal;
pub use verdicts::Settlement;

use crate::model::{
    Annotator, AnnotatorId, DocumentId, Edit, EditError, History, Project, ProjectId, RecordId, Timestamp,
    Transaction,
};
use crate::storage::{DiskFs, JournalEntry};
use agreement_job::AgreementJobs;
use annotations_job::Annotations;
use check_job::CheckJobs;
use loss_job::LossJobs;
use merging::Merging;
use review::Review;
use rulings::AdjudicationKeeper;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use suggester::Suggester;

/// A project being worked on, with its history and who works on it.
#[derive(Debug)]
pub struct Workspace {
    project: Project,
    history: History,
    changes: Changes,
    me: AnnotatorId,
    clock: Box<dyn Clock>,
    ids: IdSource,
    store: Store,
    /// None until something is asked of it.
    suggester: Option<Suggester>,
    review: Review,
    /// Revision at which it ended by a fault.
    suggester_failed: Option<u64>,
    agreement: AgreementJobs,
    check: CheckJobs,
    annotations: Annotations,
    losses: LossJobs,
    notices: Vec<Notice>,
    merging: Merging,
    adjudication: AdjudicationKeeper,
}

/// Something that happened beside the user's actions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Whether something failed.
    pub is_error: bool,
    /// In words.
    pub text: String,
}

impl Notice {
    const fn error(text: String) -> Self {
        Self { is_error: true, text }
    }
}

/// When what was last changed, in revisions, so that views rebuild only what their inputs changed.
#[derive(Clone, Debug, Default)]
struct Changes {
    revision: u64,
    documents: BTreeMap<DocumentId, u64>,
    /// By the documents that changed links end in.
    linked: BTreeMap<DocumentId, u64>,
    links: u64,
    decisions: u64,
    shared: u64,
}

impl Workspace {
    /// A project in memory for that annotator, without a file.
    pub fn new(
        project: Project,
        me: &Annotator,
        clock: Box<dyn Clock>,
        ids: IdSource,
    ) -> Result<Self, EditError> {
        let store = Store::detached(
            Environment { vfs: Arc::new(DiskFs), places: None, parser: exchange::Parser::of_this_program() },
            me.id,
        );
        Self::with_store(project, me, clock, (ids, store))
    }

    fn with_store(
        project: Project,
        me: &Annotator,
        clock: Box<dyn Clock>,
        (ids, store): (IdSource, Store),
    ) -> Result<Self, EditError> {
        let mut workspace = Self {
            project,
            history: History::default(),
            changes: Changes::default(),
            me: me.id,
            clock,
            ids,
            store,
            suggester: None,
            review: Review::default(),
            suggester_failed: None,
            agreement: AgreementJobs::default(),
            check: CheckJobs::default(),
            annotations: Annotations::default(),
            losses: LossJobs::default(),
            notices: Vec::new(),
            merging: Merging::default(),
            adjudication: AdjudicationKeeper::default(),
        };
        workspace.introduce(me)?;
        Ok(workspace)
    }

    /// Part of opening, and not a step of work: it must put nothing onto the undo stack or into the journal.
    fn introduce(&mut self, me: &Annotator) -> Result<(), EditError> {
        if self.project.annotator(me.id).is_none() {
            self.project.apply(Edit::PutAnnotator(me.clone()))?;
        }
        Ok(())
    }

    /// A project of that title without documents.
    pub fn empty(title: &str, me: &Annotator) -> Result<Self, EditError> {
        let clock = SystemClock;
        let mut ids = IdSource::random();
        let id = ProjectId(ids.next(clock.now()));
        Self::new(Project::new(id, title), me, Box::new(clock), ids)
    }

    /// The project, to read.
    pub const fn project(&self) -> &Project {
        &self.project
    }

    /// Who is working here.
    pub const fn me(&self) -> AnnotatorId {
        self.me
    }

    /// Counts every change of the project.
    pub const fn revision(&self) -> u64 {
        self.changes.revision
    }

    /// Revision in which a document, its sentences or its claims last changed.
    pub fn document_revision(&self, document: DocumentId) -> u64 {
        self.changes.documents.get(&document).copied().unwrap_or_default()
    }

    /// Revision in which what every document shares last changed: codebook, order of documents, settings.
    pub const fn shared_revision(&self) -> u64 {
        self.changes.shared
    }

    /// Revision in which any link last changed.
    pub const fn links_revision(&self) -> u64 {
        self.changes.links
    }

    /// Revision in which a link that ends in a document last changed.
    pub fn linked_revision(&self, document: DocumentId) -> u64 {
        self.changes.linked.get(&document).copied().unwrap_or_default()
    }

    /// Revision in which a verdict, a dismissal or a ruling last changed.
    pub const fn decisions_revision(&self) -> u64 {
        self.changes.decisions
    }

    /// Carries out one step of work: all of it or nothing.
    ///
    /// On an error the project is as it was.
    pub fn commit(&mut self, transaction: Transaction) -> Result<(), EditError> {
        if transaction.edits.is_empty() {
            return Ok(());
        }
        self.may_change()?;
        let entry = JournalEntry::Commit(transaction.clone());
        let inverse = self.carry_out(transaction)?;
        let forgotten = self.history.forgotten_count();
        self.history.push(inverse);
        if forgotten == 0 && self.history.forgotten_count() > 0 {
            let left = self.history.undo_count();
            let text = format!(
                "The oldest steps can no longer be undone, because the history took too much memory; the newest {left} can."
            );
            self.notices.push(Notice { is_error: false, text });
        }
        self.note(&entry);
        Ok(())
    }

    /// Takes the last step back and gives its label; none when there is nothing to undo.
    ///
    /// On an error the project is as it was.
    pub fn undo(&mut self) -> Result<Option<String>, EditError> {
        self.may_change()?;
        let Some(step) = self.history.take_undo() else {
            return Ok(None);
        };
        let label = step.label.clone();
        match self.carry_out(step.clone()) {
            Ok(inverse) => self.history.undone(inverse),
            Err(err) => {
                self.history.keep_undo(step);
                return Err(err);
            }
        }
        self.note(&JournalEntry::Undo(step));
        Ok(Some(label))
    }

    /// Does the last undone step again and gives its label; none when there is nothing to redo.
    ///
    /// On an error the project is as it was.
    pub fn redo(&mut self) -> Result<Option<String>, EditError> {
        self.may_change()?;
        let Some(step) = self.history.take_redo() else {
            return Ok(None);
        };
        let label = step.label.clone();
        match self.carry_out(step.clone()) {
            Ok(inverse) => self.history.redone(inverse),
            Err(err) => {
                self.history.keep_redo(step);
                return Err(err);
            }
        }
        self.note(&JournalEntry::Redo(step));
        Ok(Some(label))
    }

    /// Does again what a journal holds, without noting it anew. What was taken back may have been done before the
    /// journal began: then the history does not know it, and the entry says what to do.
    ///
    /// On an error the project is as it was.
    fn repeat(&mut self, entry: JournalEntry) -> Result<(), EditError> {
        match entry {
            JournalEntry::Commit(transaction) => {
                let inverse = self.carry_out(transaction)?;
                self.history.push(inverse);
            }
            JournalEntry::Undo(step) => {
                let inverse = self.carry_out(step.clone())?;
                if self.history.next_undo() == Some(&step) {
                    self.history.take_undo();
                }
                self.history.undone(inverse);
            }
            JournalEntry::Redo(step) => {
                let inverse = self.carry_out(step.clone())?;
                if self.history.next_redo() == Some(&step) {
                    self.history.take_redo();
                }
                self.history.redone(inverse);
            }
            JournalEntry::Past(_) | JournalEntry::Saving { .. } | JournalEntry::Saved(_) => {}
        }
        Ok(())
    }

    /// Takes the results of all jobs of the workspace that have ended. Whoever asks for a result calls it first; the window
    /// calls it once a frame.
    pub fn poll_jobs(&mut self) {
        self.poll_suggester();
        self.agreement.poll();
        self.check.latest.poll();
        self.losses.poll();
        self.annotations.poll();
        self.merging.poll();
        let agreement = self.agreement.take_failure();
        let check = self.check.latest.take_failure();
        self.notices
            .extend(agreement.map(|err| Notice::error(format!("Agreement was not computed: {err}."))));
        self.notices.extend(check.map(|err| Notice::error(format!("The draft was not checked: {err}."))));
    }

    /// What happened beside the user's actions and should be told; once.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// Undo and redo, to read.
    pub const fn history(&self) -> &History {
        &self.history
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A new id.
    fn new_id(&mut self) -> uuid::Uuid {
        let now = self.clock.now();
        self.ids.next(now)
    }

    fn may_change(&self) -> Result<(), EditError> {
        match self.store.access() {
            Access::Full => Ok(()),
            Access::Reading(_) | Access::Released => Err(EditError::OpenElsewhere),
        }
    }

    fn note(&mut self, entry: &JournalEntry) {
        let now = self.clock.now();
        self.store.note(entry, now);
    }

    fn carry_out(&mut self, transaction: Transaction) -> Result<Transaction, EditError> {
        let before = self.touched(&transaction);
        let mut linked = self.linked_documents(&transaction);
        let shared = transaction.edits.iter().any(is_shared);
        let seen = self.seen_annotator();
        let followed = self.suggester.is_some().then(|| transaction.clone());
        let inverse = match self.project.commit(transaction) {
            Err(err @ EditError::NotTakenBack(_)) => {
                // The file and the journal hold the project as it was before the step, and nothing else may reach them.
                self.store.release();
                return Err(err);
            }
            answer => answer?,
        };
        if let Some((suggester, step)) = self.suggester.as_mut().zip(followed) {
            suggester.follow(&step);
        }
        if self.seen_annotator() != seen {
            // It knows the work of others, or does not.
            self.suggester = None;
        }
        self.changes.revision += 1;
        let revision = self.changes.revision;
        if shared {
            self.changes.shared = revision;
        }
        self.review.note(&inverse);
        self.adjudication.note(&inverse);
        let after = self.touched(&inverse);
        linked.extend(self.linked_documents(&inverse));
        if !linked.is_empty() {
            self.changes.links = revision;
        }
        self.changes.linked.extend(linked.into_iter().map(|document| (document, revision)));
        for touched in before.into_iter().chain(after) {
            match touched {
                RecordId::Document(id) => {
                    self.changes.documents.insert(id, revision);
                }
                _ => self.changes.decisions = revision,
            }
        }
        Ok(inverse)
    }

    /// The documents in which links of these edits end, as the links stand in the project.
    fn linked_documents(&self, transaction: &Transaction) -> BTreeSet<DocumentId> {
        let links = transaction.edits.iter().filter_map(|edit| match edit {
            Edit::PutLink(link) => Some(link.id),
            Edit::RemoveLink(id) => Some(*id),
            _ => None,
        });
        let ends = links.filter_map(|id| self.project.link(id)).flat_map(|link| [link.from, link.to]);
        ends.filter_map(|end| self.project.claim(end)).map(|claim| claim.document).collect()
    }

    /// The documents whose content these edits change, and the decisions.
    fn touched(&self, transaction: &Transaction) -> Vec<RecordId> {
        let document_of = |id| self.project.claim(id).map(|claim| RecordId::Document(claim.document));
        transaction
            .edits
            .iter()
            .filter_map(|edit| match edit {
                Edit::PutClaim(claim) => Some(RecordId::Document(claim.document)),
                Edit::RemoveClaim(id) => document_of(*id),
                Edit::AddDocument { document, .. } => Some(RecordId::Document(document.id)),
                Edit::RemoveDocument(id)
                | Edit::MoveDocument { document: id, .. }
                | Edit::SetDocumentDetails { document: id, .. }
                | Edit::SetSentences { document: id, .. }
                | Edit::SetRead { document: id, .. } => Some(RecordId::Document(*id)),
                Edit::PutVerdict(verdict) => Some(RecordId::Verdict(verdict.id)),
                Edit::RemoveVerdict(id) => Some(RecordId::Verdict(*id)),
                Edit::PutDismissal(dismissal) => Some(RecordId::Dismissal(dismissal.id)),
                Edit::RemoveDismissal(id) => Some(RecordId::Dismissal(*id)),
                Edit::PutRuling(ruling) => Some(RecordId::Ruling(ruling.id)),
                Edit::RemoveRuling(id) => Some(RecordId::Ruling(*id)),
                _ => None,
            })
            .collect()
    }
}

/// Whether an edit shows in every document.
const fn is_shared(edit: &Edit) -> bool {
    matches!(
        edit,
        Edit::SetCodebook(_)
            | Edit::SetSettings(_)
            | Edit::AddDocument { .. }
            | Edit::RemoveDocument(_)
            | Edit::MoveDocument { .. }
    )
}

//! [`Workspace::ask_check`]: a draft held against the sources, beside the window on a copy of the project.

use super::job::{Job, JobProgress, Latest, RunsOn};
use super::{LinkEnd, Tag, Waker, Workspace};
use crate::analysis::suggest::claim_at;
use crate::analysis::verify::{Progress, Verification, is_source, verify};
use crate::model::{
    Dismissal, DismissalId, Document, DocumentId, DocumentRole, Edit, EditError, Project, Transaction,
};
use crate::text::Span;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::sync::Arc;

/// The answers about drafts, each with what it is of.
#[derive(Debug, Default)]
pub(super) struct CheckJobs {
    pub(super) latest: Latest<Asked, Arc<Verification>>,
    /// The revision for which the texts were compared last, and what came of it.
    seen: Option<(u64, Asked)>,
}

/// A draft, and a hash of all that its answer depends on: texts, sentences, languages and roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    draft: DocumentId,
    inputs: u64,
}

impl Workspace {
    /// Holds a draft against the sources, beside the window, unless the answer is current; `wake` is called when it is
    /// there. Claims and links change nothing about it, so that linking goes on without waiting.
    pub fn ask_check(&mut self, draft: DocumentId, wake: &Waker) {
        let asked = self.asked(draft);
        self.poll_jobs();
        if self.check.latest.is_asked(&asked) {
            return;
        }
        let copy = self.project.snapshot();
        let job = Job::begin("check", RunsOn::Thread, wake, move |context| {
            let project = copy.into_project();
            let document = project.document(draft)?;
            let sources: Vec<&Document> = project.documents().filter(|source| is_source(source)).collect();
            let found = verify(document, &sources, &mut |Progress { done, total }| {
                context.set_progress(done, total);
                if done.is_multiple_of(16) {
                    context.wake();
                }
                context.flow()
            });
            found.map(Arc::new)
        });
        self.check.latest.begin(asked, job);
    }

    /// The last answer about a draft; it may be of texts as they were until the next one comes.
    pub fn check(&self, draft: DocumentId) -> Option<&Arc<Verification>> {
        self.check.latest.last().filter(|(asked, _)| asked.draft == draft).map(|(_, found)| found)
    }

    /// Sentences that were looked at, and all of them, while an answer is worked out.
    pub fn check_progress(&self) -> Option<(usize, usize)> {
        let JobProgress { done, total } = self.check.latest.running()?.progress();
        Some((done, total))
    }

    /// Makes a document one that is held against the others, or a source again.
    pub fn set_role(&mut self, document: DocumentId, role: DocumentRole) -> Result<(), EditError> {
        let Some(record) = self.project().document(document).filter(|record| record.details.role != role)
        else {
            return Ok(());
        };
        let mut details = record.details.clone();
        details.role = role;
        let label = if role == DocumentRole::UnderCheck { "Put under check" } else { "Take as a source" };
        let edit = Edit::SetDocumentDetails { document, details: Box::new(details) };
        self.commit(Transaction::new(label, vec![edit]))
    }

    /// Notes that a passage has nothing to do with a sentence of a draft; the sentence becomes a claim if it is none. One
    /// step.
    ///
    /// On an error the project is as it was.
    pub fn dismiss_passage(
        &mut self,
        (draft, sentence): (DocumentId, Span),
        (document, span): (DocumentId, Span),
        tag: Tag,
    ) -> Result<(), EditError> {
        let known = claim_at(self.project(), draft, sentence, self.seen_annotator());
        let end = known.map_or(LinkEnd::Untagged { document: draft, span: sentence, tag }, LinkEnd::Claim);
        let mut edits = Vec::new();
        let claim = self.end(end, &mut edits)?;
        let (annotator, created, id) = (self.me(), self.now(), DismissalId(self.new_id()));
        let dismissal = Dismissal { id, claim, document, span, annotator, created };
        edits.push(Edit::PutDismissal(Box::new(dismissal)));
        self.commit(Transaction::new("Dismiss passage", edits))
    }

    fn asked(&mut self, draft: DocumentId) -> Asked {
        let revision = self.revision();
        if let Some((_, asked)) =
            self.check.seen.filter(|(at, asked)| *at == revision && asked.draft == draft)
        {
            return asked;
        }
        let asked = Asked { draft, inputs: inputs(&self.project) };
        self.check.seen = Some((revision, asked));
        asked
    }
}

/// A hash that lives no longer than the program.
fn inputs(project: &Project) -> u64 {
    let mut hasher = DefaultHasher::new();
    for document in project.documents() {
        document.id.hash(&mut hasher);
        // A text never changes, so its place in memory stands for it.
        (document.text.as_ptr() as usize, document.text.len()).hash(&mut hasher);
        document.sentences.hash(&mut hasher);
        document.details.language.hash(&mut hasher);
        is_source(document).hash(&mut hasher);
    }
    hasher.finish()
}

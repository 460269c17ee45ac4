//! Suggestions in an open project: asking for them, and operations that accept or dismiss a [`Proposal`].

use super::job::JobError;
use super::questions::{QuestionTarget, Step};
use super::suggester::{LikelyQueue, Suggester};
use super::{LinkEnd, Notice, Tag, Waker, Workspace};
use crate::analysis::suggest::{Suggestion, claim_at};
use crate::model::{
    AnnotatorId, BrokenRule, ClaimId, Confidence, Dismissal, DismissalId, DocumentId, Edit, EditError, Link,
    LinkId, RecordId, Transaction,
};
use crate::text::Span;

/// A suggestion that is to be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// For which claim it was made.
    pub claim: ClaimId,
    /// The document of the suggested sentence.
    pub document: DocumentId,
    /// The suggested sentence.
    pub span: Span,
    /// Near-identical sentences that were offered with it.
    pub copies: Vec<(DocumentId, Span)>,
    /// The question that its link answers; none leaves it to be proposed.
    pub about: Option<QuestionTarget>,
}

/// Kind that links a copy to what it repeats.
const SAME_ORIGIN: &str = "same_origin";

impl Workspace {
    /// Asks, beside the window, what a claim may be linked to; `wake` is called when the answer is there.
    pub fn ask_suggestions(&mut self, claim: ClaimId, wake: &Waker) {
        if let Some(suggester) = self.suggester(wake) {
            suggester.ask(claim);
        }
    }

    /// Asks, beside the window, for the likely links of the whole project.
    pub fn ask_likely_links(&mut self, wake: &Waker) {
        if let Some(suggester) = self.suggester(wake) {
            suggester.ask_queue();
        }
    }

    /// Picks up what was answered since.
    pub(super) fn poll_suggester(&mut self) {
        match self.suggester.as_mut().map_or(Ok(()), Suggester::poll) {
            Ok(()) => {}
            Err(JobError::Ended) => self.suggester = None,
            Err(err) => {
                self.suggester = None;
                self.suggester_failed = Some(self.revision());
                self.notices.push(Notice::error(format!("Links are not suggested: {err}.")));
            }
        }
    }

    /// The last answer about a claim, the best first; none until there is one.
    pub fn suggestions(&self, claim: ClaimId) -> Option<&[Suggestion]> {
        self.suggester.as_ref()?.suggestions(claim)
    }

    /// The likely links of the project as far as they are known; none until they are asked for.
    pub fn likely_links(&self) -> Option<&LikelyQueue> {
        self.suggester.as_ref()?.queue()
    }

    /// Counts answers: what is shown of suggestions holds as long as it stays the same.
    pub fn suggestion_count(&self) -> u64 {
        self.suggester.as_ref().map_or(0, Suggester::answer_count)
    }

    /// Whether an answer is still to come.
    pub fn is_suggesting(&self) -> bool {
        self.suggester.as_ref().is_some_and(Suggester::is_waiting)
    }

    /// Links a claim to the suggested sentence, which becomes a claim if it is none; with its copies as of one origin
    /// where that is wanted. One step.
    ///
    /// On an error the project is as it was.
    pub fn accept(
        &mut self,
        proposal: &Proposal,
        kind: &str,
        confidence: Option<Confidence>,
        with_copies: bool,
    ) -> Result<LinkId, EditError> {
        let mut step = Step::new(self);
        let about = proposal.about.as_ref().map(|about| step.target(about)).transpose()?;
        let mut edits = step.into_edits();
        let other = self.suggested_end(proposal.claim, (proposal.document, proposal.span), &mut edits)?;
        let (from, to) = self.directed(kind, proposal.claim, other);
        let link = Link { question: about, ..self.new_link((from, to), kind, confidence) };
        let id = link.id;
        edits.push(Edit::PutLink(Box::new(link)));
        for copy in proposal.copies.iter().filter(|_| with_copies) {
            let copy = self.suggested_end(proposal.claim, *copy, &mut edits)?;
            let ends = self.directed(SAME_ORIGIN, other, copy);
            if copy == other || self.is_linked(ends, SAME_ORIGIN) {
                continue;
            }
            let link = Link { question: about, ..self.new_link(ends, SAME_ORIGIN, None) };
            edits.push(Edit::PutLink(Box::new(link)));
        }
        self.commit(Transaction::new("Accept suggestion", edits))?;
        Ok(id)
    }

    /// Notes that a suggested sentence and its copies have nothing to do with the claim: they do not come back.
    pub fn dismiss(&mut self, proposal: &Proposal) -> Result<(), EditError> {
        let places =
            std::iter::once((proposal.document, proposal.span)).chain(proposal.copies.iter().copied());
        let (me, now) = (self.me(), self.now());
        let edits = places
            .map(|(document, span)| {
                let id = DismissalId(self.new_id());
                let claim = proposal.claim;
                let dismissal = Dismissal { id, claim, document, span, annotator: me, created: now };
                Edit::PutDismissal(Box::new(dismissal))
            })
            .collect();
        self.commit(Transaction::new("Dismiss suggestion", edits))
    }

    /// Takes back what was dismissed for a claim, so that it is suggested again; in blind work one's own only.
    pub fn offer_again(&mut self, claim: ClaimId) -> Result<(), EditError> {
        let project = self.project();
        let seen = self.seen_annotator();
        let dismissals = project.mentions_of(claim).filter_map(|record| match record {
            RecordId::Dismissal(id) => project.dismissal(id),
            _ => None,
        });
        let seen = dismissals.filter(|one| seen.is_none_or(|annotator| one.annotator == annotator));
        let edits = seen.map(|one| Edit::RemoveDismissal(one.id)).collect();
        self.commit(Transaction::new("Offer dismissed suggestions again", edits))
    }

    /// Whose work alone is seen: in blind work one's own.
    pub(super) fn seen_annotator(&self) -> Option<AnnotatorId> {
        self.layer_sight().only()
    }

    /// None while the fault that ended the last one would end the next: until the project changes.
    fn suggester(&mut self, wake: &Waker) -> Option<&mut Suggester> {
        let (annotator, revision) = (self.seen_annotator(), self.revision());
        if self.suggester_failed == Some(revision) {
            return None;
        }
        let Self { suggester, project, .. } = self;
        Some(suggester.get_or_insert_with(|| Suggester::begin(project.snapshot(), annotator, wake)))
    }

    /// The claim at a suggested place; an untagged sentence becomes one with the kinds of the claim it is for.
    fn suggested_end(
        &mut self,
        claim: ClaimId,
        (document, span): (DocumentId, Span),
        edits: &mut Vec<Edit>,
    ) -> Result<ClaimId, EditError> {
        let kinds = self.project().claim(claim).map(|claim| claim.kinds.clone());
        let kinds = kinds.ok_or(BrokenRule::Missing(RecordId::Claim(claim)))?;
        let end = match claim_at(self.project(), document, span, self.seen_annotator()) {
            Some(there) => LinkEnd::Claim(there),
            None => LinkEnd::Untagged { document, span, tag: Tag { kinds, confidence: None } },
        };
        self.end(end, edits)
    }

    /// Of two claims of one origin the one published first is the source; the ends of other kinds stay as given.
    fn directed(&self, kind: &str, one: ClaimId, other: ClaimId) -> (ClaimId, ClaimId) {
        let (date, other_date) = (self.published(one), self.published(other));
        let is_later = date.zip(other_date).is_some_and(|(date, other_date)| other_date < date);
        if kind == SAME_ORIGIN && is_later { (other, one) } else { (one, other) }
    }

    /// When the document of a claim was published, as a date that sorts.
    fn published(&self, claim: ClaimId) -> Option<&str> {
        let claim = self.project().claim(claim)?;
        let published = self.project().document(claim.document)?.details.source.published.as_str();
        published.starts_with(|c: char| c.is_ascii_digit()).then_some(published)
    }

    fn is_linked(&self, ends: (ClaimId, ClaimId), kind: &str) -> bool {
        let is_same =
            |link: &Link| link.kind == kind && (link.from, link.to) == ends && link.annotator == self.me();
        self.project().links_of(ends.0).any(is_same)
    }
}

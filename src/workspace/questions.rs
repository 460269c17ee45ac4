//! Operations on questions: each builds one transaction for [`Workspace::commit`].
//!
//! A proposed question becomes one of the project as soon as somebody works on it: its links are put under a new record
//! in the same step.

use super::Workspace;
use crate::analysis::questions::{DefaultReason, default_question};
use crate::analysis::threads::QuestionKey;
use crate::model::{
    BrokenRule, ClaimId, Edit, EditError, LinkId, Project, QUESTION_ORDER_STEP, Question, QuestionId,
    RecordId, Transaction,
};
use crate::model::{Claim, DocumentId, Timestamp};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Where links or claims are to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuestionTarget {
    /// A question that is there, or one that is proposed.
    Known(QuestionKey),
    /// A new one of that title; an empty title means: as its most central claim says.
    New(String),
}

/// An end of a link that is not yet made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FutureEnd {
    /// A claim that is there.
    Claim(ClaimId),
    /// A place that will become one.
    Place(DocumentId, Span),
}

/// The question that a link between two places most likely speaks to, and why.
///
/// `in_use` is the question used last.
pub fn default_target(
    workspace: &mut Workspace,
    ends: [FutureEnd; 2],
    in_use: Option<QuestionKey>,
) -> (QuestionTarget, DefaultReason) {
    workspace.refresh_review();
    let claims = ends.map(|end| match end {
        FutureEnd::Claim(claim) => Some(claim),
        FutureEnd::Place(..) => None,
    });
    let Some(index) = workspace.review() else {
        return (QuestionTarget::New(String::new()), DefaultReason::New);
    };
    let found = default_question(workspace.project(), index.threads(), claims, in_use);
    let has_threads = claims.iter().flatten().any(|claim| index.threads().keys_of(*claim).next().is_some());
    let (key, reason) = if found.1 == DefaultReason::New && claims.contains(&None) && has_threads {
        // Words are compared between claims, so the place is one for as long as that takes.
        let mut tried = workspace.project().clone();
        let claims = ends.map(|end| claim_for(&mut tried, end));
        default_question(&tried, index.threads(), claims, in_use)
    } else {
        found
    };
    (key.map_or_else(|| QuestionTarget::New(String::new()), QuestionTarget::Known), reason)
}

fn claim_for(project: &mut Project, end: FutureEnd) -> Option<ClaimId> {
    let (document, span) = match end {
        FutureEnd::Claim(claim) => return Some(claim),
        FutureEnd::Place(document, span) => (document, span),
    };
    let id = ClaimId(uuid::Uuid::max());
    let annotator = project.annotators().next()?.id;
    let quote = span.slice(&project.document(document)?.text)?.to_owned();
    let time = Timestamp::default();
    let claim = Claim {
        id,
        document,
        span,
        quote,
        unanchored: false,
        kinds: Vec::new(),
        statement: String::new(),
        attributed_to: String::new(),
        modality: None,
        confidence: None,
        credibility: None,
        when: None,
        questions: Vec::new(),
        tags: Vec::new(),
        note: String::new(),
        annotator,
        created: time,
        modified: time,
    };
    project.apply(Edit::PutClaim(Box::new(claim))).ok().map(|_| id)
}

/// Puts links under a question and gives its id.
pub fn put_links(
    workspace: &mut Workspace,
    links: &[LinkId],
    target: &QuestionTarget,
) -> Result<QuestionId, EditError> {
    let mut step = Step::new(workspace);
    let question = step.target(target)?;
    step.put_links(links, question)?;
    step.commit("Move to question")?;
    Ok(question)
}

/// Puts claims under a question, besides the questions of their links, and gives its id.
pub fn put_claims(
    workspace: &mut Workspace,
    claims: &[ClaimId],
    target: &QuestionTarget,
) -> Result<QuestionId, EditError> {
    let mut step = Step::new(workspace);
    let question = step.target(target)?;
    for claim in claims {
        step.change_claim(*claim, |questions| questions.extend([question]))?;
    }
    step.commit("Put under question")?;
    Ok(question)
}

/// Takes claims out of a question that they were put under by hand. Claims of its links stay.
pub fn take_claims(
    workspace: &mut Workspace,
    claims: &[ClaimId],
    question: QuestionId,
) -> Result<(), EditError> {
    let mut step = Step::new(workspace);
    for claim in claims {
        step.change_claim(*claim, |questions| questions.retain(|one| *one != question))?;
    }
    step.commit("Take out of question")
}

/// Gives a question a title; an empty one means: as its most central claim says.
pub fn rename(workspace: &mut Workspace, key: QuestionKey, title: &str) -> Result<QuestionId, EditError> {
    let mut step = Step::new(workspace);
    let question = step.target(&QuestionTarget::Known(key))?;
    step.change_question(question, |question| title.trim().clone_into(&mut question.title))?;
    step.commit("Rename question")?;
    Ok(question)
}

/// Makes a proposed question one of the project, as it is.
pub fn confirm(workspace: &mut Workspace, key: QuestionKey) -> Result<QuestionId, EditError> {
    let mut step = Step::new(workspace);
    let question = step.target(&QuestionTarget::Known(key))?;
    step.commit("Keep question")?;
    Ok(question)
}

/// Splits links and claims off into a new question, which comes after the one they were in.
///
/// Of chosen claims the links between them go along, and the claims that were put there by hand.
pub fn split(
    workspace: &mut Workspace,
    key: QuestionKey,
    links: &[LinkId],
    claims: &[ClaimId],
) -> Result<QuestionId, EditError> {
    let chosen: BTreeSet<ClaimId> = claims.iter().copied().collect();
    let mut step = Step::new(workspace);
    let question = step.target(&QuestionTarget::Known(key))?;
    let new = step.new_question(String::new(), Some(question));
    let between = step.links_of(question).into_iter().filter(|id| {
        let ends = step.link(*id).map(|link| [link.from, link.to]);
        ends.is_some_and(|ends| ends.iter().all(|end| chosen.contains(end)))
    });
    let moved: BTreeSet<LinkId> =
        between.collect::<Vec<_>>().into_iter().chain(links.iter().copied()).collect();
    step.put_links(&moved.into_iter().collect::<Vec<_>>(), new)?;
    for claim in chosen {
        let is_put =
            step.workspace.project().claim(claim).is_some_and(|claim| claim.questions.contains(&question));
        let has_link = step
            .links_of(new)
            .iter()
            .filter_map(|id| step.link(*id))
            .any(|link| [link.from, link.to].contains(&claim));
        if is_put || !has_link {
            step.change_claim(claim, |questions| {
                questions.remove(&question);
                questions.insert(new);
            })?;
        }
    }
    step.commit("Split question")?;
    Ok(new)
}

/// Merges questions into one: links, claims and verdicts of the others go there, their titles go, notes are joined.
pub fn merge(
    workspace: &mut Workspace,
    others: &[QuestionKey],
    into: QuestionKey,
) -> Result<QuestionId, EditError> {
    let mut step = Step::new(workspace);
    let question = step.target(&QuestionTarget::Known(into))?;
    for other in others.iter().filter(|other| **other != into) {
        match *other {
            QuestionKey::Proposed(_) => {
                let links = step.proposed_links(*other);
                step.put_links(&links, question)?;
            }
            QuestionKey::Asked(id) => step.take_in(id, question)?,
        }
    }
    step.commit("Merge questions")?;
    Ok(question)
}

/// Takes a question apart: its links are without one, so that questions are proposed for them.
pub fn dissolve(workspace: &mut Workspace, question: QuestionId) -> Result<(), EditError> {
    let mut step = Step::new(workspace);
    step.forget(question, None)?;
    step.edits.push(Edit::RemoveQuestion(question));
    step.commit("Take question apart")
}

/// Moves a question before another one, or to the end.
pub fn reorder(
    workspace: &mut Workspace,
    key: QuestionKey,
    before: Option<QuestionId>,
) -> Result<QuestionId, EditError> {
    let mut step = Step::new(workspace);
    let question = step.target(&QuestionTarget::Known(key))?;
    let mut order: Vec<QuestionId> = step.ordered().into_iter().filter(|id| *id != question).collect();
    let place = before.and_then(|before| order.iter().position(|id| *id == before)).unwrap_or(order.len());
    order.insert(place, question);
    step.set_order(&order)?;
    step.commit("Move question")?;
    Ok(question)
}

/// A step in the making: edits, and the records as these edits leave them.
pub(super) struct Step<'w> {
    workspace: &'w mut Workspace,
    edits: Vec<Edit>,
    questions: BTreeMap<QuestionId, Question>,
    links: BTreeMap<LinkId, Option<QuestionId>>,
}

impl<'w> Step<'w> {
    pub(super) fn new(workspace: &'w mut Workspace) -> Self {
        workspace.refresh_review();
        Self { workspace, edits: Vec::new(), questions: BTreeMap::new(), links: BTreeMap::new() }
    }

    /// The edits so far.
    pub(super) fn into_edits(self) -> Vec<Edit> {
        self.edits
    }

    fn commit(self, label: &str) -> Result<(), EditError> {
        if self.edits.is_empty() {
            return Ok(());
        }
        self.workspace.commit(Transaction::new(label, self.edits))
    }

    fn project(&self) -> &Project {
        self.workspace.project()
    }

    fn link(&self, id: LinkId) -> Option<&crate::model::Link> {
        self.project().link(id)
    }

    /// The links that are under a question once the edits so far are applied.
    fn links_of(&self, question: QuestionId) -> Vec<LinkId> {
        let before = self.project().asked_by(question).filter_map(|record| match record {
            RecordId::Link(id) if !self.links.contains_key(&id) => Some(id),
            _ => None,
        });
        let moved = self.links.iter().filter(|(_, now)| **now == Some(question)).map(|(id, _)| *id);
        before.chain(moved).collect()
    }

    /// The record of a target, made in this step if need be.
    pub(super) fn target(&mut self, target: &QuestionTarget) -> Result<QuestionId, EditError> {
        match target {
            QuestionTarget::New(title) => Ok(self.new_question(title.trim().to_owned(), None)),
            QuestionTarget::Known(QuestionKey::Asked(id)) => {
                let missing = BrokenRule::Missing(RecordId::Question(*id));
                self.project().question(*id).map(|question| question.id).ok_or_else(|| missing.into())
            }
            QuestionTarget::Known(key) => {
                let links = self.proposed_links(*key);
                let question = self.new_question(String::new(), None);
                self.put_links(&links, question)?;
                Ok(question)
            }
        }
    }

    fn proposed_links(&self, key: QuestionKey) -> Vec<LinkId> {
        let thread = self.workspace.review().and_then(|index| index.threads().thread(key));
        thread.map(|thread| thread.links.clone()).unwrap_or_default()
    }

    fn new_question(&mut self, title: String, after: Option<QuestionId>) -> QuestionId {
        let id = QuestionId(self.workspace.new_id());
        let now = self.workspace.now();
        let mut order = self.ordered();
        let last = order.last().and_then(|last| self.question(*last)).map_or(0, |question| question.order);
        let question = Question {
            id,
            title,
            note: String::new(),
            order: last.saturating_add(QUESTION_ORDER_STEP),
            annotator: self.workspace.me(),
            created: now,
            modified: now,
        };
        self.put_question(question);
        if let Some(place) = after.and_then(|after| order.iter().position(|one| *one == after)) {
            order.insert(place + 1, id);
            // The question was made above, so nothing can be missing.
            drop(self.set_order(&order));
        }
        id
    }

    fn put_question(&mut self, question: Question) {
        self.edits.retain(|edit| !matches!(edit, Edit::PutQuestion(put) if put.id == question.id));
        // Before whatever names it.
        self.edits.insert(0, Edit::PutQuestion(Box::new(question.clone())));
        self.questions.insert(question.id, question);
    }

    fn question(&self, id: QuestionId) -> Option<&Question> {
        self.questions.get(&id).or_else(|| self.project().question(id))
    }

    fn change_question(
        &mut self,
        id: QuestionId,
        change: impl FnOnce(&mut Question),
    ) -> Result<(), EditError> {
        let before = self.question(id).ok_or(BrokenRule::Missing(RecordId::Question(id)))?.clone();
        let mut question = before.clone();
        change(&mut question);
        if question != before {
            question.modified = self.workspace.now();
            self.put_question(question);
        }
        Ok(())
    }

    /// All questions in order.
    fn ordered(&self) -> Vec<QuestionId> {
        let known = self.project().questions().filter(|one| !self.questions.contains_key(&one.id));
        let mut all: Vec<&Question> = known.chain(self.questions.values()).collect();
        all.sort_by_key(|question| question.rank());
        all.into_iter().map(|question| question.id).collect()
    }

    /// Gives questions orders that rise in this order, changing as few as can be.
    fn set_order(&mut self, order: &[QuestionId]) -> Result<(), EditError> {
        let ranks: Vec<u32> = order.iter().map(|id| self.question(*id).map_or(0, |one| one.order)).collect();
        for (id, rank) in order.iter().zip(risen(&ranks)) {
            self.change_question(*id, |question| question.order = rank)?;
        }
        Ok(())
    }

    fn put_links(&mut self, links: &[LinkId], question: QuestionId) -> Result<(), EditError> {
        for id in links {
            self.set_link(*id, Some(question))?;
        }
        Ok(())
    }

    fn set_link(&mut self, id: LinkId, question: Option<QuestionId>) -> Result<(), EditError> {
        let now = self.workspace.now();
        let link = self.link(id).ok_or(BrokenRule::Missing(RecordId::Link(id)))?;
        if link.question != question {
            let mut link = link.clone();
            (link.question, link.modified) = (question, now);
            self.edits.push(Edit::PutLink(Box::new(link)));
        }
        self.links.insert(id, question);
        Ok(())
    }

    fn change_claim(
        &mut self,
        id: ClaimId,
        change: impl FnOnce(&mut BTreeSet<QuestionId>),
    ) -> Result<(), EditError> {
        let now = self.workspace.now();
        let missing = BrokenRule::Missing(RecordId::Claim(id));
        let put = self.edits.iter().rev().find_map(|edit| match edit {
            Edit::PutClaim(claim) if claim.id == id => Some(claim.as_ref()),
            _ => None,
        });
        let claim = put.or_else(|| self.project().claim(id)).ok_or(missing)?;
        let mut questions: BTreeSet<QuestionId> = claim.questions.iter().copied().collect();
        change(&mut questions);
        let questions: Vec<QuestionId> = questions.into_iter().collect();
        if claim.questions != questions {
            let mut claim = claim.clone();
            (claim.questions, claim.modified) = (questions, now);
            self.edits.push(Edit::PutClaim(Box::new(claim)));
        }
        Ok(())
    }

    /// Puts what names one question under another one, or under none.
    fn forget(&mut self, old: QuestionId, new: Option<QuestionId>) -> Result<(), EditError> {
        let records: Vec<RecordId> = self.project().asked_by(old).collect();
        for record in records {
            match record {
                RecordId::Link(id) => self.set_link(id, new)?,
                RecordId::Claim(id) => self.change_claim(id, |questions| {
                    questions.remove(&old);
                    questions.extend(new);
                })?,
                RecordId::Verdict(id) => {
                    let verdict = self.project().verdict(id).cloned();
                    self.edits.extend(verdict.map(|mut verdict| {
                        verdict.question = new;
                        Edit::PutVerdict(Box::new(verdict))
                    }));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn take_in(&mut self, other: QuestionId, question: QuestionId) -> Result<(), EditError> {
        let missing = BrokenRule::Missing(RecordId::Question(other));
        let note = self.project().question(other).ok_or(missing)?.note.clone();
        self.forget(other, Some(question))?;
        self.change_question(question, |question| {
            let parts = [question.note.as_str(), note.as_str()];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            question.note = parts.join("\n");
        })?;
        self.edits.push(Edit::RemoveQuestion(other));
        Ok(())
    }
}

/// Numbers that rise strictly and differ from the given ones in as few places as one pass allows: a number that stands
/// too low is put half-way to the next one that may stay, or a step behind the one before.
fn risen(ranks: &[u32]) -> Vec<u32> {
    let mut found: Vec<u32> = Vec::with_capacity(ranks.len());
    for (place, rank) in ranks.iter().enumerate() {
        let before = found.last().copied();
        let next = ranks.get(place + 1).copied().filter(|next| before.is_none_or(|before| *next > before));
        let fits_before = before.is_none_or(|before| *rank > before);
        let fits_after = next.is_none_or(|next| *rank < next);
        if fits_before && fits_after {
            found.push(*rank);
            continue;
        }
        let low = before.unwrap_or(0);
        let between = next.filter(|next| *next > low + 1).map(|next| low + (next - low) / 2);
        found.push(between.unwrap_or_else(|| low.saturating_add(QUESTION_ORDER_STEP)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::risen;

    #[test]
    fn a_moved_question_gets_a_place_between_its_neighbours() {
        assert_eq!(risen(&[1024, 2048, 3072]), [1024, 2048, 3072]);
        assert_eq!(risen(&[1024, 3072, 2048]), [1024, 1536, 2048], "the second was moved up");
        assert_eq!(risen(&[3072, 1024, 2048]), [512, 1024, 2048], "the last was moved to the front");
        assert_eq!(risen(&[0, 0, 0]), [1024, 2048, 3072]);
        for ranks in [vec![1, 2, 3, 2], vec![5, 4, 3, 2, 1], vec![7, 7, 8, 8, 9], vec![u32::MAX, 1, 2]] {
            let found = risen(&ranks);
            assert!(found.is_sorted_by(|one, other| one < other), "{ranks:?}: {found:?}");
        }
    }
}

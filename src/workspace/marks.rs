//! Operations on claims and links: each builds one transaction for [`Workspace::commit`].

use super::Workspace;
use super::questions::{QuestionTarget, Step};
use crate::model::{
    BrokenRule, Claim, ClaimId, Confidence, DocumentId, Edit, EditError, Link, LinkId, Project, RecordId,
    Transaction,
};
use crate::text::Span;

/// What to tag a span with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// Ids of claim kinds.
    pub kinds: Vec<String>,
    /// How sure the annotator is.
    pub confidence: Option<Confidence>,
}

/// One end of a link to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkEnd {
    /// A claim that is there.
    Claim(ClaimId),
    /// A span that becomes a claim in the same step.
    Untagged {
        /// In which document.
        document: DocumentId,
        /// Where.
        span: Span,
        /// As what.
        tag: Tag,
    },
}

impl Workspace {
    /// Tags a span as a claim.
    pub fn tag(&mut self, document: DocumentId, span: Span, tag: Tag) -> Result<ClaimId, EditError> {
        let claim = self.new_claim(document, span, tag)?;
        let id = claim.id;
        self.commit(Transaction::new("Tag claim", vec![Edit::PutClaim(Box::new(claim))]))?;
        Ok(id)
    }

    /// Changes fields of a claim as one step of that name; does nothing when nothing changed.
    pub fn change_claim(
        &mut self,
        id: ClaimId,
        label: &str,
        change: impl FnOnce(&mut Claim),
    ) -> Result<(), EditError> {
        let claim = self.project().claim(id).ok_or(BrokenRule::Missing(RecordId::Claim(id)))?;
        let mut changed = claim.clone();
        change(&mut changed);
        if changed == *claim {
            return Ok(());
        }
        changed.modified = self.now();
        self.commit(Transaction::new(label, vec![Edit::PutClaim(Box::new(changed))]))
    }

    /// Gives a claim another span of its document; its quote follows.
    pub fn move_claim(&mut self, id: ClaimId, span: Span) -> Result<(), EditError> {
        let claim = self.project().claim(id).ok_or(BrokenRule::Missing(RecordId::Claim(id)))?;
        let quote = self.words(claim.document, span).unwrap_or_default();
        self.change_claim(id, "Change extent", |claim| {
            claim.span = span;
            claim.quote = quote;
            claim.unanchored = false;
        })
    }

    /// Takes a claim out, with its links and dismissals; verdicts and rulings that cover it go on without it.
    pub fn remove_claim(&mut self, id: ClaimId) -> Result<(), EditError> {
        let edits = self.removal_of_claim(id);
        self.commit(Transaction::new("Remove claim", edits))
    }

    /// Links two places without a question; untagged ends become claims in the same step.
    pub fn link(
        &mut self,
        from: LinkEnd,
        to: LinkEnd,
        kind: &str,
        confidence: Option<Confidence>,
    ) -> Result<LinkId, EditError> {
        let mut edits = Vec::new();
        let from = self.end(from, &mut edits)?;
        let to = self.end(to, &mut edits)?;
        let link = self.new_link((from, to), kind, confidence);
        let id = link.id;
        edits.push(Edit::PutLink(Box::new(link)));
        self.commit(Transaction::new("Link claims", edits))?;
        Ok(id)
    }

    /// Links two places in answer to a question; untagged ends and a new question are made in the same step.
    pub fn link_about(
        &mut self,
        ends: (LinkEnd, LinkEnd),
        kind: &str,
        confidence: Option<Confidence>,
        about: &QuestionTarget,
    ) -> Result<LinkId, EditError> {
        let mut step = Step::new(self);
        let question = step.target(about)?;
        let mut edits = step.into_edits();
        let from = self.end(ends.0, &mut edits)?;
        let to = self.end(ends.1, &mut edits)?;
        let link = Link { question: Some(question), ..self.new_link((from, to), kind, confidence) };
        let id = link.id;
        edits.push(Edit::PutLink(Box::new(link)));
        self.commit(Transaction::new("Link claims", edits))?;
        Ok(id)
    }

    /// Changes fields of a link as one step of that name; does nothing when nothing changed.
    pub fn change_link(
        &mut self,
        id: LinkId,
        label: &str,
        change: impl FnOnce(&mut Link),
    ) -> Result<(), EditError> {
        let link = self.project().link(id).ok_or(BrokenRule::Missing(RecordId::Link(id)))?;
        let before = link.clone();
        let mut changed = before.clone();
        change(&mut changed);
        let mut changed = self.in_order(changed);
        if changed == before {
            return Ok(());
        }
        changed.modified = self.now();
        self.commit(Transaction::new(label, vec![Edit::PutLink(Box::new(changed))]))
    }

    /// Takes a link out; rulings about it go on without it.
    pub fn remove_link(&mut self, id: LinkId) -> Result<(), EditError> {
        let mut edits = rulings_without(self.project(), None, &[id]);
        edits.push(Edit::RemoveLink(id));
        self.commit(Transaction::new("Remove link", edits))
    }

    /// The text of a span.
    pub fn words(&self, document: DocumentId, span: Span) -> Option<String> {
        let document = self.project().document(document)?;
        span.slice(&document.text).map(str::to_owned)
    }

    fn removal_of_claim(&self, id: ClaimId) -> Vec<Edit> {
        Self::removal_of_claim_in(self.project(), id)
    }

    /// The edits that take a claim out with all that hangs on it.
    pub(super) fn removal_of_claim_in(project: &Project, id: ClaimId) -> Vec<Edit> {
        let links: Vec<LinkId> = project.links_of(id).map(|link| link.id).collect();
        // What names the claim or its links goes first: a record that names a missing one is refused.
        let mut edits = rulings_without(project, Some(id), &links);
        for record in project.mentions_of(id) {
            match record {
                RecordId::Dismissal(dismissal) => edits.push(Edit::RemoveDismissal(dismissal)),
                RecordId::Verdict(verdict) => edits.extend(project.verdict(verdict).map(|verdict| {
                    let mut verdict = verdict.clone();
                    verdict.claims.retain(|claim| *claim != id);
                    verdict.favoured.retain(|claim| *claim != id);
                    Edit::PutVerdict(Box::new(verdict))
                })),
                _ => {}
            }
        }
        edits.extend(links.into_iter().map(Edit::RemoveLink));
        edits.push(Edit::RemoveClaim(id));
        edits
    }

    fn new_claim(&mut self, document: DocumentId, span: Span, tag: Tag) -> Result<Claim, EditError> {
        let id = ClaimId(self.new_id());
        let quote = self.words(document, span).ok_or(BrokenRule::BadSpan {
            record: RecordId::Claim(id),
            document,
            span,
        })?;
        let now = self.now();
        Ok(Claim {
            id,
            document,
            span,
            quote,
            unanchored: false,
            kinds: tag.kinds,
            statement: String::new(),
            attributed_to: String::new(),
            modality: None,
            confidence: tag.confidence,
            credibility: None,
            when: None,
            questions: Vec::new(),
            tags: Vec::new(),
            note: String::new(),
            annotator: self.me(),
            created: now,
            modified: now,
        })
    }

    /// A link that is not yet made; ends of a symmetric kind are put in order.
    pub(super) fn new_link(
        &mut self,
        (from, to): (ClaimId, ClaimId),
        kind: &str,
        confidence: Option<Confidence>,
    ) -> Link {
        let (now, id) = (self.now(), LinkId(self.new_id()));
        self.in_order(Link {
            id,
            from,
            to,
            kind: kind.to_owned(),
            question: None,
            confidence,
            differences: Vec::new(),
            note: String::new(),
            annotator: self.me(),
            created: now,
            modified: now,
        })
    }

    pub(super) fn end(&mut self, end: LinkEnd, edits: &mut Vec<Edit>) -> Result<ClaimId, EditError> {
        match end {
            LinkEnd::Claim(id) => Ok(id),
            LinkEnd::Untagged { document, span, tag } => {
                let claim = self.new_claim(document, span, tag)?;
                let id = claim.id;
                edits.push(Edit::PutClaim(Box::new(claim)));
                Ok(id)
            }
        }
    }

    /// Symmetric kinds keep their ends in the order of their ids.
    fn in_order(&self, link: Link) -> Link {
        let symmetric = self.project().codebook().link_kind(&link.kind).is_some_and(|kind| kind.symmetric);
        if symmetric && link.from > link.to { link.reversed() } else { link }
    }
}

/// The edits that take a claim and these links out of all rulings, each ruling changed once.
pub(super) fn rulings_without(project: &Project, claim: Option<ClaimId>, links: &[LinkId]) -> Vec<Edit> {
    project
        .rulings()
        .filter(|ruling| {
            claim.is_some_and(|claim| ruling.claims.contains(&claim))
                || links.iter().any(|link| ruling.links.contains(link))
        })
        .map(|ruling| {
            let mut ruling = ruling.clone();
            ruling.claims.retain(|known| Some(*known) != claim);
            ruling.links.retain(|link| !links.contains(link));
            Edit::PutRuling(Box::new(ruling))
        })
        .collect()
}

//! How a [`Dismissal`], a [`Verdict`] and a [`Ruling`] are merged.

use super::{Record, SetField, put};
use crate::model::merge::meeting::{Meeting, Stamp, ron_text};
use crate::model::merge::report::RecordKind;
use crate::model::{ClaimId, Dismissal, DocumentId, Ruling, Verdict};
use crate::text::Span;

/// A place that was suggested: a span means nothing in another document.
type Suggested = (DocumentId, Span);

/// The claims of a verdict and those that it favours: it favours none that it does not cover.
type Weighed = (Vec<ClaimId>, Vec<ClaimId>);

impl Record for Dismissal {
    const KIND: RecordKind = RecordKind::Dismissal;

    fn meet(mut meeting: Meeting<'_, Self>) -> Self {
        let (document, span): Suggested = meeting.field("span", |one| (one.document, one.span));
        Self {
            id: meeting.ours.id,
            claim: meeting.field("claim", |one| one.claim),
            document,
            span,
            annotator: meeting.field("annotator", |one| one.annotator),
            created: meeting.earlier(|one| one.created),
        }
    }

    fn stamp(&self) -> Stamp {
        Stamp::new(self.created, self.annotator)
    }

    fn text(&self) -> String {
        ron_text(self)
    }

    fn set(&mut self, field: &str, value: &str) -> SetField {
        match field {
            "span" => {
                (self.document, self.span) = ron::from_str::<Suggested>(value)?;
                Ok(true)
            }
            "claim" => put(&mut self.claim, value),
            "annotator" => put(&mut self.annotator, value),
            _ => Ok(false),
        }
    }
}

impl Record for Verdict {
    const KIND: RecordKind = RecordKind::Verdict;

    fn meet(mut meeting: Meeting<'_, Self>) -> Self {
        let (claims, favoured): Weighed =
            meeting.field("claims", |one| (one.claims.clone(), one.favoured.clone()));
        Self {
            id: meeting.ours.id,
            claims,
            question: meeting.soft("question", |one| one.question),
            outcome: meeting.field("outcome", |one| one.outcome.clone()),
            favoured,
            rationale: meeting.soft("rationale", |one| one.rationale.clone()),
            confidence: meeting.soft("confidence", |one| one.confidence.clone()),
            annotator: meeting.field("annotator", |one| one.annotator),
            decided: meeting.later(|one| one.decided),
        }
    }

    fn stamp(&self) -> Stamp {
        Stamp::new(self.decided, self.annotator)
    }

    fn text(&self) -> String {
        ron_text(self)
    }

    fn set(&mut self, field: &str, value: &str) -> SetField {
        match field {
            "claims" => {
                (self.claims, self.favoured) = ron::from_str::<Weighed>(value)?;
                Ok(true)
            }
            "question" => put(&mut self.question, value),
            "outcome" => put(&mut self.outcome, value),
            "rationale" => put(&mut self.rationale, value),
            "confidence" => put(&mut self.confidence, value),
            "annotator" => put(&mut self.annotator, value),
            _ => Ok(false),
        }
    }
}

impl Record for Ruling {
    const KIND: RecordKind = RecordKind::Ruling;

    fn meet(mut meeting: Meeting<'_, Self>) -> Self {
        Self {
            id: meeting.ours.id,
            claims: meeting.soft("claims", |one| one.claims.clone()),
            links: meeting.soft("links", |one| one.links.clone()),
            outcome: meeting.field("outcome", |one| one.outcome.clone()),
            cause: meeting.soft("cause", |one| one.cause.clone()),
            rationale: meeting.soft("rationale", |one| one.rationale.clone()),
            annotator: meeting.field("annotator", |one| one.annotator),
            decided: meeting.later(|one| one.decided),
        }
    }

    fn stamp(&self) -> Stamp {
        Stamp::new(self.decided, self.annotator)
    }

    fn text(&self) -> String {
        ron_text(self)
    }

    fn set(&mut self, field: &str, value: &str) -> SetField {
        match field {
            "claims" => put(&mut self.claims, value),
            "links" => put(&mut self.links, value),
            "outcome" => put(&mut self.outcome, value),
            "cause" => put(&mut self.cause, value),
            "rationale" => put(&mut self.rationale, value),
            "annotator" => put(&mut self.annotator, value),
            _ => Ok(false),
        }
    }
}

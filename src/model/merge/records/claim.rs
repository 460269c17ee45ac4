//! How a [`Claim`] is merged.

use super::{Record, SetField, put};
use crate::model::merge::meeting::{Meeting, Stamp, ron_text};
use crate::model::merge::report::RecordKind;
use crate::model::{Claim, DocumentId};
use crate::text::Span;

/// Where a claim stands and what stands there: one field, since a quote of another place would be wrong.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(in crate::model::merge) struct Place {
    document: DocumentId,
    span: Span,
    pub(in crate::model::merge) quote: String,
    unanchored: bool,
}

impl Place {
    fn of(claim: &Claim) -> Self {
        let Claim { document, span, quote, unanchored, .. } = claim;
        Self { document: *document, span: *span, quote: quote.clone(), unanchored: *unanchored }
    }
}

impl Record for Claim {
    const KIND: RecordKind = RecordKind::Claim;

    fn meet(mut meeting: Meeting<'_, Self>) -> Self {
        let Place { document, span, quote, unanchored } = meeting.field("span", Place::of);
        Self {
            id: meeting.ours.id,
            document,
            span,
            quote,
            unanchored,
            kinds: meeting.soft("kinds", |claim| claim.kinds.clone()),
            statement: meeting.soft("statement", |claim| claim.statement.clone()),
            attributed_to: meeting.soft("attributed_to", |claim| claim.attributed_to.clone()),
            modality: meeting.soft("modality", |claim| claim.modality),
            confidence: meeting.soft("confidence", |claim| claim.confidence.clone()),
            credibility: meeting.soft("credibility", |claim| claim.credibility),
            when: meeting.soft("when", |claim| claim.when.clone()),
            questions: meeting.list(|claim| &claim.questions),
            tags: meeting.soft("tags", |claim| claim.tags.clone()),
            note: meeting.soft("note", |claim| claim.note.clone()),
            annotator: meeting.field("annotator", |claim| claim.annotator),
            created: meeting.earlier(|claim| claim.created),
            modified: meeting.later(|claim| claim.modified),
        }
    }

    fn stamp(&self) -> Stamp {
        Stamp::new(self.modified, self.annotator)
    }

    fn text(&self) -> String {
        ron_text(self)
    }

    fn set(&mut self, field: &str, value: &str) -> SetField {
        match field {
            "span" => {
                let place: Place = ron::from_str(value)?;
                (self.document, self.span) = (place.document, place.span);
                (self.quote, self.unanchored) = (place.quote, place.unanchored);
                Ok(true)
            }
            "kinds" => put(&mut self.kinds, value),
            "statement" => put(&mut self.statement, value),
            "attributed_to" => put(&mut self.attributed_to, value),
            "modality" => put(&mut self.modality, value),
            "confidence" => put(&mut self.confidence, value),
            "credibility" => put(&mut self.credibility, value),
            "when" => put(&mut self.when, value),
            "tags" => put(&mut self.tags, value),
            "note" => put(&mut self.note, value),
            "annotator" => put(&mut self.annotator, value),
            _ => Ok(false),
        }
    }
}

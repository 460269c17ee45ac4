//! [`Link`]: a typed relation between two claims, and the [`Difference`]s it rests on.

use super::{AnnotatorId, ClaimId, Confidence, LinkId, QuestionId, Timestamp};
use crate::text::Span;

/// A relation between two claims, usually of different documents.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Never reused.
    pub id: LinkId,
    /// Source of a directed kind; the lower claim id of a symmetric one.
    pub from: ClaimId,
    /// Target of a directed kind; the higher claim id of a symmetric one.
    pub to: ClaimId,
    /// Id of one of the codebook's link kinds.
    pub kind: String,
    /// What both ends speak to; none where nobody has said, so that a question is proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<QuestionId>,
    /// As the annotator set it; none means not set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// What the two sides differ in, as the annotator judged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
    /// For colleagues and for later.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Whose work it is.
    pub annotator: AnnotatorId,
    /// When it was made.
    pub created: Timestamp,
    /// When a field last changed.
    pub modified: Timestamp,
}

impl Link {
    /// The end that is not this claim; a claim that is no end gives the source.
    pub fn other_end(&self, claim: ClaimId) -> ClaimId {
        if self.from == claim { self.to } else { self.from }
    }

    /// The same link read from its other end, differences included.
    #[must_use]
    pub fn reversed(mut self) -> Self {
        std::mem::swap(&mut self.from, &mut self.to);
        for difference in &mut self.differences {
            std::mem::swap(&mut difference.from, &mut difference.to);
        }
        self
    }
}

/// A typed mismatch between the two ends of a link.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// Id of one of the codebook's difference types.
    pub kind: String,
    /// The differing words of the source, as bytes of its document; none means the words are missing there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Span>,
    /// The differing words of the target, as bytes of its document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Span>,
    /// In words, when the spans do not say it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn link() -> Link {
        let (from, to) = (Some(Span::new(1, 2)), None);
        Link {
            id: LinkId(Uuid::nil()),
            from: ClaimId(Uuid::from_u128(1)),
            to: ClaimId(Uuid::from_u128(2)),
            kind: "updates".to_owned(),
            question: None,
            confidence: None,
            differences: vec![Difference { kind: "numeric".to_owned(), from, to, note: String::new() }],
            note: "why".to_owned(),
            annotator: AnnotatorId(Uuid::nil()),
            created: Timestamp::default(),
            modified: Timestamp::default(),
        }
    }

    #[test]
    fn a_reversed_link_exchanges_its_ends_and_their_words_only() {
        let reversed = link().reversed();
        assert_eq!((reversed.from, reversed.to), (link().to, link().from));
        let spans: Vec<_> = reversed.differences.iter().map(|one| (one.from, one.to)).collect();
        assert_eq!(spans, [(None, Some(Span::new(1, 2)))]);
        assert_eq!(reversed.note, "why");
        assert_eq!(reversed.reversed(), link());
    }

    #[test]
    fn the_other_end_is_found_from_both() {
        assert_eq!(link().other_end(link().from), link().to);
        assert_eq!(link().other_end(link().to), link().from);
    }
}

//! [`Claim`]: a tagged span, and [`Confidence`], shared with links and verdicts.

use super::{AnnotatorId, ClaimId, DocumentId, QuestionId, Timestamp, When};
use crate::text::Span;

/// A tagged span of one document.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Never reused.
    pub id: ClaimId,
    /// Where the words stand.
    pub document: DocumentId,
    /// Bytes of the document's text; never empty.
    pub span: Span,
    /// Repeats the text of the span and is verified against it on load.
    pub quote: String,
    /// The quote was not found in the text on load; the span is then only where it used to be.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unanchored: bool,
    /// Ids of the codebook's claim kinds, in the order set; may be empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// The claim in normalised, context-free words; empty means: as quoted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub statement: String,
    /// Who the source says it comes from; empty means: the source itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub attributed_to: String,
    /// How sure the *source* sounds; none means not judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modality: Option<Modality>,
    /// As the annotator set it; suggestions never write here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// Admiralty credibility of the information, 1–6; none means not rated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credibility: Option<Credibility>,
    /// When what it says happened; none means not said or not looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Questions that it was put under by hand, besides those of its links; each once, in the order of their ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<QuestionId>,
    /// Free words, sorted as entered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// For colleagues and for later; never exported as a label.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Whose work it is.
    pub annotator: AnnotatorId,
    /// When it was tagged.
    pub created: Timestamp,
    /// When a field last changed.
    pub modified: Timestamp,
}

/// A level of a scale of the codebook.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(from = "(String, String)", into = "(String, String)")]
pub struct Confidence {
    /// Id of the scale.
    pub scale: String,
    /// Id of the level within it.
    pub level: String,
}

impl From<(String, String)> for Confidence {
    fn from((scale, level): (String, String)) -> Self {
        Self { scale, level }
    }
}

impl From<Confidence> for (String, String) {
    fn from(confidence: Confidence) -> Self {
        (confidence.scale, confidence.level)
    }
}

/// How sure the source sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Modality {
    /// Stated as fact.
    Asserted,
    /// Held to be likely.
    Probable,
    /// Held to be open.
    Possible,
    /// Stated as untrue.
    Denied,
    /// Put as a question.
    Asked,
    /// Said of the future.
    Predicted,
}

impl Modality {
    /// Every value, in the order shown.
    pub const ALL: [Self; 6] =
        [Self::Asserted, Self::Probable, Self::Possible, Self::Denied, Self::Asked, Self::Predicted];

    /// The word used in files, exports and the window.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Probable => "probable",
            Self::Possible => "possible",
            Self::Denied => "denied",
            Self::Asked => "asked",
            Self::Predicted => "predicted",
        }
    }

    /// The value of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|modality| modality.name() == name)
    }
}

/// Credibility of information, AJP-2.1: 1 confirmed … 5 improbable; 6 cannot be judged, which is not the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Credibility(u8);

impl Credibility {
    /// Every value, 1 to 6.
    pub const ALL: [Self; 6] = [Self(1), Self(2), Self(3), Self(4), Self(5), Self(6)];

    /// The value of that digit, 1 to 6.
    pub fn new(digit: u8) -> Option<Self> {
        (1..=6).contains(&digit).then_some(Self(digit))
    }

    /// The digit, 1 to 6.
    pub const fn digit(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Credibility {
    type Error = String;

    fn try_from(digit: u8) -> Result<Self, Self::Error> {
        Self::new(digit).ok_or_else(|| format!("{digit} is not a credibility from 1 to 6"))
    }
}

impl From<Credibility> for u8 {
    fn from(credibility: Credibility) -> Self {
        credibility.0
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_false(value: &bool) -> bool {
    !value
}

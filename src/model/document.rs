//! [`Document`]: one loaded text with where it comes from and how it divides into sentences.

use super::{AnnotatorId, DocumentId, Pinpoint};
use crate::text::Sentence;
use std::collections::BTreeSet;
use std::sync::Arc;

/// One loaded text. The text never changes after import, so spans into it stay true.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Never reused.
    pub id: DocumentId,
    /// What people edit about it: title, language, source.
    pub details: DocumentDetails,
    /// Name of the file it came from, without its folder; empty for pasted text.
    pub file_name: String,
    /// SHA-256 of the original bytes in lower-case hex; empty when they were never seen (rows of a dataset).
    pub original_sha256: String,
    /// Decoded text: UTF-8, no byte order mark, LF line ends, nothing else changed.
    pub text: Arc<str>,
    /// In order, never overlapping; stored, so that a better segmenter never moves finished work.
    pub sentences: Vec<Sentence>,
    /// Who marked it read to the end: tells *silent* from *not read yet*.
    pub read_by: BTreeSet<AnnotatorId>,
    /// Places in the original, ordered by byte of the text; empty where the lines of the text are all there is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pinpoints: Vec<(usize, Pinpoint)>,
}

/// What people edit about a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DocumentDetails {
    /// Shown everywhere; the first real line of the text unless somebody changed it.
    pub title: String,
    /// BCP 47 tag such as `en`; empty when not known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// Where the text comes from.
    #[serde(skip_serializing_if = "Source::is_empty")]
    pub source: Source,
    /// What it is compared as.
    #[serde(skip_serializing_if = "DocumentRole::is_source")]
    pub role: DocumentRole,
}

/// What a document is compared as.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum DocumentRole {
    /// It says what others are held against.
    #[default]
    Source,
    /// A draft whose sentences are held against the sources.
    UnderCheck,
    /// It says the same as another document in another language. That one may be gone.
    TranslationOf(DocumentId),
}

impl DocumentRole {
    fn is_source(&self) -> bool {
        *self == Self::Source
    }
}

/// Where a document comes from. Empty fields mean *not known*.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Source {
    /// Newspaper, agency, office or person that published it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub publisher: String,
    /// Byline.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// Address of the text itself.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// Date as far as known: `2026`, `2026-04` or `2026-04-28`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub published: String,
    /// Date on which it was fetched, written likewise.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub accessed: String,
    /// Admiralty reliability A–F (AJP-2.1). F means *cannot be judged*, not *worst*; none means not rated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reliability: Option<String>,
    /// Wire or press release that the text repeats.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub origin: String,
    /// What kind of evidence it is; none means not set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub character: Option<Character>,
    /// How an archive kept it; none for what was not captured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub captured: Option<Captured>,
}

/// What kind of evidence a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Character {
    /// Made when it happened, for its own purpose: minutes, a log, a contract.
    Record,
    /// Somebody tells what they saw or heard.
    Recollection,
    /// Somebody says that it is so and does not know it at first hand.
    Allegation,
    /// Somebody concludes it from other things.
    Inference,
}

impl Character {
    /// Every value, in the order shown.
    pub const ALL: [Self; 4] = [Self::Record, Self::Recollection, Self::Allegation, Self::Inference];

    /// The word used in files, exports and the window.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Recollection => "recollection",
            Self::Allegation => "allegation",
            Self::Inference => "inference",
        }
    }

    /// The value of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// A web page as an archive kept it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Captured {
    /// When, as the archive says: `2026-04-28T10:15:00Z`.
    pub time: String,
    /// Algorithm and hash of what was kept, as the archive says: `sha-256:…`; empty when it does not.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub digest: String,
}

impl Source {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Document {
    /// Index of the sentence that holds this byte, or of the last one that begins before it.
    pub fn sentence_at(&self, byte: usize) -> Option<usize> {
        self.sentences.partition_point(|sentence| sentence.span.start <= byte).checked_sub(1)
    }
}

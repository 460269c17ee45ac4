//! [`Document`]: one loaded text with where it comes from and how it divides into sentences.

use super::{AnnotatorId, DocumentId};
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

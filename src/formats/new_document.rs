//! [`NewDocument`]: a document as its file gives it, before it has an id.

use super::{FormatError, decode_text};
use crate::model::Source;
use crate::text::{SegmentProblem, Sentence, guess_language, segment, title_from_text};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// Places told one by one.
const MAX_DOUBTS: usize = 20;

/// What a reader of documents makes of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDocument {
    /// From the text, else the name of the file; never empty.
    pub title: String,
    /// BCP 47 tag, guessed when the file does not say; empty when the text does not tell either.
    pub language: String,
    /// As far as the file says.
    pub source: Source,
    /// Without its folder; empty for pasted text.
    pub file_name: String,
    /// Of the bytes as they were, in lower-case hex.
    pub original_sha256: String,
    /// As the model stores it.
    pub text: String,
    /// In order.
    pub sentences: Vec<Sentence>,
    /// What was guessed or lost, for the reader.
    pub problems: Vec<String>,
}

impl NewDocument {
    /// Decodes and segments; the title is the first real line that `title` or the text has.
    pub(super) fn read(
        file_name: &str,
        bytes: &[u8],
        title: impl FnOnce(&str) -> Option<String>,
    ) -> Result<Self, FormatError> {
        let decoded = decode_text(bytes)?;
        let (text, mut problems) = (decoded.text, decoded.problems);
        let language = guess_language(&text);
        let (sentences, doubts) = segment(&text, language);
        problems.extend(described(&text, &doubts));
        let title = title(&text).or_else(|| title_from_text(&text)).unwrap_or_else(|| stem(file_name));
        Ok(Self {
            title,
            language: language.unwrap_or_default().to_owned(),
            source: Source::default(),
            file_name: base_name(file_name).to_owned(),
            original_sha256: sha256_hex(bytes),
            text,
            sentences,
            problems,
        })
    }
}

/// The doubts with their lines, the first few one by one.
fn described(text: &str, doubts: &[SegmentProblem]) -> Vec<String> {
    let (mut line, mut counted) = (1, 0);
    let mut found = Vec::new();
    for doubt in doubts.iter().take(MAX_DOUBTS) {
        let between = text.get(counted..doubt.span.start).unwrap_or_default();
        line += between.bytes().filter(|byte| *byte == b'\n').count();
        counted = doubt.span.start;
        found.push(format!("line {line}: {}", doubt.message));
    }
    if doubts.len() > MAX_DOUBTS {
        found.push(format!("{} more places like these", doubts.len() - MAX_DOUBTS));
    }
    found
}

/// A name without its folders, whichever system wrote it.
pub(super) fn base_name(file_name: &str) -> &str {
    file_name.rsplit(['/', '\\']).next().unwrap_or(file_name)
}

fn stem(file_name: &str) -> String {
    let name = base_name(file_name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if stem.trim().is_empty() { "Untitled".to_owned() } else { stem.to_owned() }
}

/// SHA-256 in lower-case hex.
pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        write!(hex, "{byte:02x}").ok();
    }
    hex
}

//! [`NewDocument`]: a document as its file gives it, before it has an id.

use super::extract::{Account, Extracted};
use super::{DecodedText, FormatError, MAX_TEXT_LEN};
use crate::model::{Pinpoint, Source};
use crate::text::{SegmentProblem, Sentence, guess_language, segment, title_from_text};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// Places told one by one.
const MAX_DOUBTS: usize = 20;

/// What a reader of documents makes of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDocument {
    /// From the file's own words about itself, else from the text, else the name of the file; never empty.
    pub title: String,
    /// BCP 47 tag, guessed when the file does not say; empty when the text does not tell either.
    pub language: String,
    /// As far as the file says.
    pub source: Source,
    /// Without its folder; empty for pasted text.
    pub file_name: String,
    /// Of the bytes as they were, in lower-case hex.
    pub original_sha256: String,
    /// Name in the WHATWG encoding standard; empty where the format leaves no choice.
    pub encoding: String,
    /// As the model stores it.
    pub text: String,
    /// In order.
    pub sentences: Vec<Sentence>,
    /// It is one row of its file: others have the same name.
    pub is_row: bool,
    /// What was guessed or lost, for the reader.
    pub problems: Vec<String>,
    /// Text of the file that is not in the document, by reason.
    pub account: Account,
    /// Places in the original, ordered by byte of the text; empty where lines are all there is.
    pub pinpoints: Vec<(usize, Pinpoint)>,
    /// For fields such as `author` and `published` where in the file their values stand, in words for a person.
    pub origins: Vec<(String, String)>,
}

/// Several documents of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundDocuments {
    /// In the order of the file.
    pub documents: Vec<NewDocument>,
    /// What was left out or odd, in words.
    pub problems: Vec<String>,
}

impl NewDocument {
    /// Segments what was decoded; the title is the first real line that `title` or the text has.
    pub(super) fn from_decoded(
        file_name: &str,
        bytes: &[u8],
        decoded: DecodedText,
        title: impl FnOnce(&str) -> Option<String>,
    ) -> Result<Self, FormatError> {
        let DecodedText { text, encoding, problems } = decoded;
        let title = title(&text).unwrap_or_default();
        let encoding = encoding.to_owned();
        let extracted = Extracted { text, title, encoding, problems, ..Extracted::default() };
        Self::from_extracted(file_name, bytes, extracted)
    }

    /// Segments what a reader found in a file; refuses blank text and text over [`MAX_TEXT_LEN`].
    pub(super) fn from_extracted(
        file_name: &str,
        bytes: &[u8],
        extracted: Extracted,
    ) -> Result<Self, FormatError> {
        let Extracted { text, title, language, source, encoding, mut problems, account, pinpoints, origins } =
            extracted;
        super::decode::check_len(text.len())?;
        if text.trim().is_empty() {
            return Err(FormatError::Empty);
        }
        let language =
            if language.is_empty() { guess_language(&text).unwrap_or_default().to_owned() } else { language };
        let (sentences, doubts) = segment(&text, Some(language.as_str()).filter(|tag| !tag.is_empty()));
        problems.extend(described(&text, &doubts));
        let title = Some(title).filter(|title| !title.trim().is_empty());
        let title = title.or_else(|| title_from_text(&text)).unwrap_or_else(|| stem(file_name));
        Ok(Self {
            title,
            language,
            source,
            file_name: base_name(file_name).to_owned(),
            original_sha256: sha256_hex(bytes),
            encoding,
            text,
            sentences,
            is_row: false,
            problems,
            account,
            pinpoints,
            origins,
        })
    }

    /// Whether it can have come from one of our readers: checked where it came from another process.
    pub fn is_sound(&self) -> bool {
        let mut end = 0;
        let are_sentences_sound = self.sentences.iter().all(|sentence| {
            let is_next = sentence.span.start >= end && sentence.span.start < sentence.span.end;
            end = sentence.span.end;
            is_next && sentence.span.slice(&self.text).is_some()
        });
        let is_text = self.text.len() <= MAX_TEXT_LEN && !self.text.contains('\0');
        let are_marks_sound = self.pinpoints.is_sorted_by_key(|(byte, _)| *byte)
            && self.pinpoints.iter().all(|(byte, _)| self.text.is_char_boundary(*byte));
        are_sentences_sound
            && are_marks_sound
            && is_text
            && !self.title.is_empty()
            && self.original_sha256.len() == 64
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
pub(crate) fn base_name(file_name: &str) -> &str {
    file_name.rsplit(['/', '\\']).next().unwrap_or(file_name)
}

fn stem(file_name: &str) -> String {
    let name = base_name(file_name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if stem.trim().is_empty() { "Untitled".to_owned() } else { stem.to_owned() }
}

/// SHA-256 in lower-case hex.
pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// In lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string cannot fail.
        write!(hex, "{byte:02x}").ok();
    }
    hex
}

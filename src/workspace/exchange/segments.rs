//! [`segments`]: the sentences of a file that belongs to no project.

use crate::formats::{FormatError, decode_text};
use crate::text::{OffsetIndex, guess_language, segment};

/// A text and where its sentences stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentedText {
    /// As it would be stored.
    pub text: String,
    /// Code points of the text, end exclusive.
    pub sentences_cp: Vec<(usize, usize)>,
    /// What was guessed or lost.
    pub problems: Vec<String>,
}

impl SegmentedText {
    /// The words of each sentence.
    pub fn sentences(&self) -> impl Iterator<Item = &str> {
        let index = OffsetIndex::new(&self.text);
        self.sentences_cp.iter().filter_map(move |(start, end)| {
            index.span_from_chars(*start, *end).and_then(|span| span.slice(&self.text))
        })
    }
}

/// Decodes and cuts a text as an import does; the language is a BCP 47 tag, guessed when not given.
pub fn segments(bytes: &[u8], language: Option<&str>) -> Result<SegmentedText, FormatError> {
    let decoded = decode_text(bytes)?;
    let (sentences, _) = segment(&decoded.text, language.or_else(|| guess_language(&decoded.text)));
    let index = OffsetIndex::new(&decoded.text);
    let sentences_cp = sentences.iter().filter_map(|sentence| index.chars_from_span(sentence.span)).collect();
    Ok(SegmentedText { sentences_cp, problems: decoded.problems, text: decoded.text })
}

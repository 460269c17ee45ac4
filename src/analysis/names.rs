//! Short names of documents and claims, the same in exports as in the window: `B`, `A14`, `A14.2`.

use crate::model::{ClaimId, Document, Project, pinpoints_at};
use std::collections::BTreeMap;

/// Letter of a document by its place in project order: A … Z, then AA, AB, …
pub fn document_letter(position: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = position + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

/// The name of each claim: letter of its document, number of the sentence in which it begins, and from the
/// second claim of a sentence on a number of its own.
pub fn claim_names(project: &Project) -> BTreeMap<ClaimId, String> {
    let mut names = BTreeMap::new();
    for (position, document) in project.documents().enumerate() {
        let letter = document_letter(position);
        let (mut last_sentence, mut number) = (usize::MAX, 0);
        for claim in project.claims_in(document.id) {
            let sentence = document.sentence_at(claim.span.start).unwrap_or_default();
            number = if sentence == last_sentence { number + 1 } else { 1 };
            last_sentence = sentence;
            let suffix = if number > 1 { format!(".{number}") } else { String::new() };
            names.insert(claim.id, format!("{letter}{}{suffix}", sentence + 1));
        }
    }
    names
}

/// Where in the original a byte of a document stands, as beside a quotation: `p. 3`, `ch. 2, para. 14`.
///
/// In documents that came without such marks it is the line of the text.
pub fn pinpoint(document: &Document, byte: usize) -> String {
    let before = document.text.get(..byte).unwrap_or(&document.text);
    pinpoint_words(document, byte, || 1 + before.matches('\n').count())
}

/// The same where the line is known otherwise.
pub fn pinpoint_words(document: &Document, byte: usize, line: impl FnOnce() -> usize) -> String {
    if document.pinpoints.is_empty() {
        return format!("line {}", line());
    }
    let marks = pinpoints_at(&document.pinpoints, byte);
    marks.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_count_like_the_columns_of_a_sheet() {
        let letters = [0, 1, 25, 26, 27, 51, 52, 701, 702].map(document_letter);
        assert_eq!(letters, ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
    }
}

//! Names by which people, screen readers and tests find things: documents are lettered, sentences numbered from 1.

use crate::model::{Claim, ClaimId, Confidence, DocumentId, Project};
use crate::text::Span;

/// Letter of a document by its place: A … Z, then AA, AB, …
pub fn letter(position: usize) -> String {
    let mut rest = position;
    let mut letters = Vec::new();
    loop {
        let digit = u8::try_from(rest % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest /= 26;
        if rest == 0 {
            break;
        }
        rest -= 1;
    }
    letters.iter().rev().collect()
}

/// Letter of a document of the project; `?` when it is gone.
pub fn document_letter(project: &Project, document: DocumentId) -> String {
    project.document_position(document).map_or_else(|| "?".to_owned(), letter)
}

/// Letter and number of a sentence: `A14` for index 13 of the first document.
pub fn sentence_name(project: &Project, document: DocumentId, index: usize) -> String {
    format!("{}{}", document_letter(project, document), index + 1)
}

/// Name of the place where a span begins: `A14`.
pub fn place_name(project: &Project, document: DocumentId, span: Span) -> String {
    let index = project.document(document).and_then(|document| document.sentence_at(span.start));
    sentence_name(project, document, index.unwrap_or_default())
}

/// Name of a claim: that of the sentence in which it begins, `A14`, with `.2` for the second claim there.
pub fn claim_name(project: &Project, claim: &Claim) -> String {
    let name = place_name(project, claim.document, claim.span);
    let Some(document) = project.document(claim.document) else {
        return name;
    };
    let index = document.sentence_at(claim.span.start).unwrap_or_default();
    let start =
        if index == 0 { 0 } else { document.sentences.get(index).map_or(0, |sentence| sentence.span.start) };
    let before = project
        .claims_from(claim.document, Span::new(start, claim.span.start + 1))
        .take_while(|other| (other.span, other.id) < (claim.span, claim.id))
        .count();
    if before == 0 { name } else { format!("{name}.{}", before + 1) }
}

/// Name of the claim of that id; `?` when it is gone.
pub fn claim_name_of(project: &Project, claim: ClaimId) -> String {
    project.claim(claim).map_or_else(|| "?".to_owned(), |claim| claim_name(project, claim))
}

/// Label of a confidence; the ids where the codebook lacks it.
pub fn confidence_label(project: &Project, confidence: &Confidence) -> String {
    project
        .codebook()
        .scale(&confidence.scale)
        .and_then(|scale| scale.level(&confidence.level))
        .map_or_else(|| format!("{}: {}", confidence.scale, confidence.level), |level| level.label.clone())
}

/// Text of at most that many characters, with an ellipsis where it was cut and line breaks as spaces.
pub fn shortened(text: &str, max_chars: usize) -> String {
    let mut out: String = text.chars().map(|c| if c == '\n' { ' ' } else { c }).take(max_chars).collect();
    if text.chars().nth(max_chars).is_some() {
        out.truncate(out.trim_end().len());
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_lettered_like_columns_of_a_sheet() {
        let letters: Vec<String> = [0, 25, 26, 27, 51, 52, 701, 702].into_iter().map(letter).collect();
        assert_eq!(letters, ["A", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn a_cut_text_says_so() {
        assert_eq!(shortened("one\ntwo three", 8), "one two…");
        assert_eq!(shortened("one", 3), "one");
    }
}

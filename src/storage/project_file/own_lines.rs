//! Reads the three kinds of line that make up nearly all of a large file, exactly as we write them.
//!
//! `None` means *not in our own words*, never *wrong*: the ron library then reads the line, or says what is wrong.

use super::cursor::Cursor;
use crate::model::{
    AnnotatorId, Bound, Claim, ClaimId, Confidence, Credibility, Difference, DocumentId, Link, LinkId,
    Modality, QuestionId, Timestamp, When,
};
use crate::text::{Sentence, SentenceRole};

/// A claim's line, with its comma.
pub(super) fn own_claim(line: &str) -> Option<Claim> {
    let at = &mut Cursor::new(line);
    at.token("(id: ")?;
    let id = ClaimId(at.id()?);
    at.token(", document: ")?;
    let document = DocumentId(at.id()?);
    at.token(", span: ")?;
    let span = at.span()?;
    at.token(", quote: ")?;
    let quote = at.text()?;
    let unanchored = at.has(", unanchored: true");
    let kinds = texts_if_set(at, ", kinds: [")?;
    let statement = at.text_if_set(", statement: ")?;
    let attributed_to = at.text_if_set(", attributed_to: ")?;
    let modality = if at.has(", modality: ") { Some(at.some(modality)?) } else { None };
    let confidence = if at.has(", confidence: ") { Some(at.some(confidence)?) } else { None };
    let credibility =
        if at.has(", credibility: ") { Some(at.some(|at| Credibility::new(at.number()?))?) } else { None };
    let when = if at.has(", when: ") { Some(at.some(when)?) } else { None };
    let questions = if at.has(", questions: [") { at.items(question)? } else { Vec::new() };
    let tags = texts_if_set(at, ", tags: [")?;
    let note = at.text_if_set(", note: ")?;
    let (annotator, created, modified) = stamp(at)?;
    Some(Claim {
        id,
        document,
        span,
        quote,
        unanchored,
        kinds,
        statement,
        attributed_to,
        modality,
        confidence,
        credibility,
        when,
        questions,
        tags,
        note,
        annotator,
        created,
        modified,
    })
}

/// A link's line, with its comma.
pub(super) fn own_link(line: &str) -> Option<Link> {
    let at = &mut Cursor::new(line);
    at.token("(id: ")?;
    let id = LinkId(at.id()?);
    at.token(", from: ")?;
    let from = ClaimId(at.id()?);
    at.token(", to: ")?;
    let to = ClaimId(at.id()?);
    at.token(", kind: ")?;
    let kind = at.text()?;
    let question = if at.has(", question: ") { Some(at.some(question)?) } else { None };
    let confidence = if at.has(", confidence: ") { Some(at.some(confidence)?) } else { None };
    let differences = if at.has(", differences: [") { at.items(difference)? } else { Vec::new() };
    let note = at.text_if_set(", note: ")?;
    let (annotator, created, modified) = stamp(at)?;
    #[rustfmt::skip]
    let link = Link {
        id, from, to, kind, question, confidence, differences, note, annotator, created, modified,
    };
    Some(link)
}

/// Who and when, with which the lines of claims and links end.
fn stamp(at: &mut Cursor<'_>) -> Option<(AnnotatorId, Timestamp, Timestamp)> {
    at.token(", annotator: ")?;
    let annotator = AnnotatorId(at.id()?);
    at.token(", created: ")?;
    let created = at.time()?;
    at.token(", modified: ")?;
    let modified = at.time()?;
    at.token("),")?;
    at.end()?;
    Some((annotator, created, modified))
}

/// The list of sentences that ends a document's first line, and the line without it.
pub(super) fn own_sentences(head: &str) -> Option<(&str, Vec<Sentence>)> {
    // All strings stand before the list, so the last such words are the real ones.
    let (before, list) = head.rsplit_once(", sentences: [")?;
    let at = &mut Cursor::new(list);
    let mut sentences = at.items(sentence)?;
    sentences.shrink_to_fit();
    at.token(", lines: [")?;
    at.end()?;
    Some((before, sentences))
}

fn texts_if_set(at: &mut Cursor<'_>, name: &str) -> Option<Vec<String>> {
    if at.has(name) { at.items(Cursor::text) } else { Some(Vec::new()) }
}

fn question(at: &mut Cursor<'_>) -> Option<QuestionId> {
    Some(QuestionId(at.id()?))
}

fn when(at: &mut Cursor<'_>) -> Option<When> {
    at.token("(from: ")?;
    let from = at.text()?;
    let to = at.text_if_set(", to: ")?;
    let bound = match at.has(", bound: ").then(|| at.word()) {
        None => Bound::On,
        Some("About") => Bound::About,
        Some("Before") => Bound::Before,
        Some("After") => Bound::After,
        Some(_) => return None,
    };
    at.token(")")?;
    Some(When { from, to, bound })
}

fn confidence(at: &mut Cursor<'_>) -> Option<Confidence> {
    at.token("(")?;
    let scale = at.text()?;
    at.token(", ")?;
    let level = at.text()?;
    at.token(")")?;
    Some(Confidence { scale, level })
}

fn difference(at: &mut Cursor<'_>) -> Option<Difference> {
    at.token("(kind: ")?;
    let kind = at.text()?;
    let from = if at.has(", from: ") { Some(at.some(Cursor::span)?) } else { None };
    let to = if at.has(", to: ") { Some(at.some(Cursor::span)?) } else { None };
    let note = at.text_if_set(", note: ")?;
    at.token(")")?;
    Some(Difference { kind, from, to, note })
}

fn modality(at: &mut Cursor<'_>) -> Option<Modality> {
    match at.word() {
        "Asserted" => Some(Modality::Asserted),
        "Probable" => Some(Modality::Probable),
        "Possible" => Some(Modality::Possible),
        "Denied" => Some(Modality::Denied),
        "Asked" => Some(Modality::Asked),
        "Predicted" => Some(Modality::Predicted),
        _ => None,
    }
}

fn sentence(at: &mut Cursor<'_>) -> Option<Sentence> {
    at.token("(")?;
    let start: usize = at.number()?;
    at.token(", ")?;
    let end: usize = at.number()?;
    at.token(", ")?;
    let role = match at.word() {
        "Body" => SentenceRole::Body,
        "Heading" => SentenceRole::Heading,
        "ListItem" => SentenceRole::ListItem,
        "SetAside" => SentenceRole::SetAside,
        _ => return None,
    };
    at.token(")")?;
    Some((start, end, role).into())
}

#[cfg(test)]
mod tests {
    use super::super::contents::Contents;
    use super::super::layout::Layout;
    use super::super::samples::project;
    use super::super::write_project;
    use super::*;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn lines<'t>(text: &'t str, section: &str) -> impl Iterator<Item = &'t str> {
        let layout = Layout::of(text);
        let lines: Vec<_> = layout.section(section).map(|lines| lines.of(text)).collect();
        lines.into_iter().flat_map(str::lines)
    }

    proptest! {
        #[test]
        fn our_own_lines_are_read_as_the_library_reads_them(seed: u64) {
            let text = String::from_utf8(write_project(&project(seed))).unwrap();
            let (contents, layout) = (ron::from_str::<Contents>(&text).unwrap(), Layout::of(&text));
            let claims: Vec<_> = lines(&text, "claims").map(|line| own_claim(line).map(Arc::new).unwrap()).collect();
            prop_assert_eq!(claims, contents.claims);
            let links: Vec<_> = lines(&text, "links").map(|line| own_link(line).map(Arc::new).unwrap()).collect();
            prop_assert_eq!(links, contents.links);
            for (lines, record) in layout.documents.iter().zip(&contents.documents) {
                prop_assert_eq!(&own_sentences(lines.head.of(&text)).unwrap().1, &record.sentences);
            }
        }

        #[test]
        fn a_line_changed_by_hand_is_never_read_as_another(seed: u64, place: prop::sample::Index, byte in 32..127_u8) {
            let text = String::from_utf8(write_project(&project(seed))).unwrap();
            let Some(line) = lines(&text, "claims").next() else { return Ok(()) };
            let mut bytes = line.as_bytes().to_vec();
            let index = place.index(bytes.len());
            bytes[index] = byte;
            if let Some(claim) = String::from_utf8(bytes.clone()).ok().and_then(|line| own_claim(&line)) {
                bytes.pop();
                prop_assert_eq!(ron::de::from_bytes::<Claim>(&bytes), Ok(claim));
            }
        }
    }

    #[test]
    fn other_words_are_left_to_the_library() {
        for line in ["", "(", "(id: \"é", "(id: \"00000000-0000-0000-0000-000000000001\""] {
            assert!(own_claim(line).is_none() && own_link(line).is_none() && own_sentences(line).is_none());
        }
        assert_eq!(Cursor::new(r#""a\x41""#).text(), None);
        assert_eq!(Cursor::new(r#""a\u{d800}""#).text(), None);
        assert_eq!(Cursor::new(r#""a\u{}""#).text(), None);
    }
}

//! [`placed`]: the text of a document from the sentences that a set gives, and where each of them stands in it.

use super::row::SetBody;
use crate::formats::decode::with_lf;
use crate::formats::{FormatError, MAX_TEXT_LEN, Place};
use crate::model::Pinpoint;
use crate::text::{Sentence, SentenceRole, Span, guess_language, segment};
use std::collections::BTreeMap;

/// A text with its sentences.
pub(super) struct PlacedText {
    pub(super) text: String,
    pub(super) sentences: Vec<Sentence>,
    pub(super) pinpoints: Vec<(usize, Pinpoint)>,
    /// By the number that the set gives a sentence.
    pub(super) spans: BTreeMap<u32, Span>,
}

/// # Errors
/// It is longer than a document may be, or a sentence is no place of it.
pub(super) fn placed(body: SetBody, place: &Place) -> Result<PlacedText, FormatError> {
    let mut placed = match body {
        SetBody::Sentences(sentences) => of_sentences(sentences),
        SetBody::Lines(lines) => of_lines(lines),
        SetBody::Spans(text, spans) => of_spans(&text, &spans, place)?,
        SetBody::Text(text) => {
            let text = with_lf(text);
            let sentences = segment(&text, guess_language(&text)).0;
            PlacedText { text, sentences, pinpoints: Vec::new(), spans: BTreeMap::new() }
        }
    };
    if placed.text.len() > MAX_TEXT_LEN {
        return Err(place.error("the text is longer than a document may be"));
    }
    if placed.spans.is_empty() {
        let numbered = (0..).zip(&placed.sentences).map(|(number, sentence)| (number, sentence.span));
        placed.spans = numbered.collect();
    }
    Ok(placed)
}

/// Sentences that follow each other stand in one line. The number of each is its line in the set.
fn of_sentences(sentences: Vec<(u32, String)>) -> PlacedText {
    let mut placed = PlacedText {
        text: String::new(),
        sentences: Vec::new(),
        pinpoints: Vec::new(),
        spans: BTreeMap::new(),
    };
    let mut next = 0;
    for (number, sentence) in sentences {
        let sentence = with_lf(sentence);
        if sentence.trim().is_empty() || placed.spans.contains_key(&number) {
            continue;
        }
        if !placed.text.is_empty() {
            placed.text.push(if number == next { ' ' } else { '\n' });
        }
        let start = placed.text.len();
        placed.text.push_str(&sentence);
        let span = Span::new(start, placed.text.len());
        placed.sentences.push(Sentence { span, role: SentenceRole::Body });
        placed.pinpoints.push((start, Pinpoint::Line(number.saturating_add(1))));
        placed.spans.insert(number, span);
        next = number.saturating_add(1);
    }
    placed
}

fn of_lines(lines: Vec<String>) -> PlacedText {
    let (mut text, mut spans) = (String::new(), BTreeMap::new());
    for (number, line) in (0..).zip(lines) {
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(&with_lf(line));
        let span = Span::new(start, text.len());
        if !span.is_empty() {
            spans.insert(number, span);
        }
    }
    let sentences = spans.values().map(|span| Sentence { span: *span, role: SentenceRole::Body }).collect();
    PlacedText { text, sentences, pinpoints: Vec::new(), spans }
}

fn of_spans(text: &str, spans: &[(usize, usize)], place: &Place) -> Result<PlacedText, FormatError> {
    // Bytes of the text as given by code point, less the carriage returns that go.
    let stored = with_lf(text.to_owned());
    let mut bytes = Vec::with_capacity(text.len() + 1);
    let mut byte = 0;
    let mut rest = stored.chars().peekable();
    for c in text.chars() {
        bytes.push(byte);
        if rest.peek() == Some(&c) {
            rest.next();
            byte += c.len_utf8();
        }
    }
    bytes.push(byte);
    let mut found = BTreeMap::new();
    for (number, (start, end)) in (0..).zip(spans) {
        let span = bytes.get(*start).zip(bytes.get(*end)).map(|(start, end)| Span::new(*start, *end));
        let span = span.filter(|span| !span.is_empty() && span.is_valid_in(&stored));
        let span = span.ok_or_else(|| place.error(format!("{start} to {end} is no place of its text")))?;
        found.insert(number, span);
    }
    let mut sentences: Vec<Sentence> =
        found.values().map(|span| Sentence { span: *span, role: SentenceRole::Body }).collect();
    sentences.sort_by_key(|sentence| sentence.span);
    let mut end = 0;
    // Sentences of a document never overlap; the places themselves may.
    sentences.retain(|sentence| {
        let is_free = sentence.span.start >= end;
        if is_free {
            end = sentence.span.end;
        }
        is_free
    });
    Ok(PlacedText { text: stored, sentences, pinpoints: Vec::new(), spans: found })
}

//! `conll`: tokens in columns with BIO tags, as in CoNLL-2003: a document, then its sentences, parted by empty lines.
//!
//! A tag can say neither that claims overlap nor that one goes on into the next sentence: the longest claims are
//! written first, and what does not fit any more is left out.

use super::FormatError;
use super::labels::Labels;
use super::losses::{
    ACROSS_SENTENCES, BLANK, CLAIMS, DIFFERENCES, KINDS, LINK_ANNOTATORS, LINK_CONFIDENCE, LINK_NOTES,
    LINK_TIMES, LINKS_ACROSS_SPLITS, LINKS_TO_OTHERS, OUTSIDE, OVERLAPS, SENTENCES, TEXTS, UNANCHORED,
    UNDATED, UNSETTLED, UNVOTED,
};
use super::output::Output;
use super::registry::Format;
use super::selection::Selection;
use super::tokens::{covering_sentences, push_tokens};
use crate::model::{Claim, Document, RecordId};
use crate::text::Span;

pub(super) const FORMAT: Format = Format {
    holds: &[
        TEXTS,
        SENTENCES,
        CLAIMS,
        OUTSIDE,
        UNVOTED,
        UNSETTLED,
        UNDATED,
        KINDS,
        LINKS_TO_OTHERS,
        LINKS_ACROSS_SPLITS,
        LINK_CONFIDENCE,
        DIFFERENCES,
        LINK_NOTES,
        LINK_ANNOTATORS,
        LINK_TIMES,
    ],
    write_dataset: Some(write_conll),
    ..Format::dataset("conll", "Tokens with BIO tags (CoNLL)")
};

fn write_conll(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    selection.need_texts()?;
    let names = selection.splits().map_or(&["claims"][..], |splits| splits.names());
    let mut files: Vec<String> = names.iter().map(|_| String::new()).collect();
    let labels = Labels::new(selection);
    let mut tokens = Vec::new();
    for document in &selection.documents {
        let sentences = covering_sentences(document);
        let claims = written(document, &sentences, (selection, output))?;
        let claims: Vec<(Span, &str)> =
            claims.into_iter().map(|(span, claim)| (span, labels.of_claim(claim))).collect();
        let mut cuts: Vec<usize> = claims.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
        cuts.sort_unstable();
        let part = |sentence: &Span| {
            let number = document.sentence_at(sentence.start).unwrap_or_default();
            selection.splits().map_or(0, |splits| splits.part_of_sentence(document.id, number))
        };
        for (index, text) in files.iter_mut().enumerate() {
            let own: Vec<Span> =
                sentences.iter().copied().filter(|sentence| part(sentence) == index).collect();
            if !own.is_empty() {
                text.push_str("-DOCSTART- -X- O O\n\n");
            }
            for sentence in own {
                tokens.clear();
                push_tokens(&mut tokens, &document.text, sentence, &cuts);
                push_sentence(text, &document.text, &tokens, &claims);
            }
        }
        output.keep_document(document.id, "");
        output.row()?;
    }
    for (name, text) in names.iter().zip(files).filter(|(_, text)| !text.is_empty()) {
        output.file(&format!("{name}.conll"), text.into_bytes())?;
    }
    Ok(())
}

/// One line a token; the claims come with their labels, by place.
fn push_sentence(text: &mut String, words: &str, tokens: &[Span], claims: &[(Span, &str)]) {
    let mut last = None;
    for token in tokens {
        let at = claims.partition_point(|(span, _)| span.end <= token.start);
        let claim = claims.get(at).filter(|(span, _)| span.contains_span(*token));
        text.extend(token.slice(words));
        match claim {
            Some((span, label)) => {
                text.push_str(if last == Some(*span) { " -X- _ I-" } else { " -X- _ B-" });
                text.push_str(label);
            }
            None => text.push_str(" -X- _ O"),
        }
        text.push('\n');
        last = claim.map(|(span, _)| *span);
    }
    text.push('\n');
}

/// The claims that the tags can show, by place.
fn written<'p>(
    document: &Document,
    sentences: &[Span],
    (selection, output): (&Selection<'p>, &mut Output<'_>),
) -> Result<Vec<(Span, &'p Claim)>, FormatError> {
    let mut claims: Vec<&Claim> = selection.claims_in(document.id).to_vec();
    claims.sort_by_key(|claim| (std::cmp::Reverse(claim.span.len()), claim.span, claim.id));
    let mut taken: std::collections::BTreeMap<usize, (Span, &'p Claim)> = std::collections::BTreeMap::new();
    for claim in claims {
        let reason = match selection.place(claim) {
            None => Some(UNANCHORED),
            Some(span) => {
                let at = sentences.partition_point(|sentence| sentence.end <= span.start);
                let is_within =
                    sentences.get(at).is_some_and(|sentence| sentence.contains_span(trimmed(document, span)));
                let before = taken.range(..span.end).next_back();
                if trimmed(document, span).is_empty() {
                    Some(BLANK)
                } else if !is_within {
                    Some(ACROSS_SENTENCES)
                } else if before.is_some_and(|(_, (other, _))| other.overlaps(span)) {
                    Some(OVERLAPS)
                } else {
                    None
                }
            }
        };
        if let Some(reason) = reason {
            output.leave_out(RecordId::Claim(claim.id), reason);
        } else {
            let span = trimmed(document, claim.span);
            taken.insert(span.start, (span, claim));
            output.keep_claim(claim.id, "");
        }
        output.row()?;
    }
    Ok(taken.into_values().collect())
}

fn trimmed(document: &Document, span: Span) -> Span {
    crate::text::words::trim_span(&document.text, span)
}

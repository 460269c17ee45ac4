//! The file of each document: header, sentences, tokens with their columns.

use super::columns::{Cells, escaped_text, source, value};
use crate::formats::FormatError;
use crate::formats::bytes::push_json;
use crate::formats::cas_json::{CLAIM_TYPE, LINK_TYPE};
use crate::formats::document_paths::DocumentPaths;
use crate::formats::labels::Labels;
use crate::formats::losses::{BLANK, UNANCHORED};
use crate::formats::merged::is_across;
use crate::formats::output::Output;
use crate::formats::selection::Selection;
use crate::formats::tokens::{covering_sentences, tokens};
use crate::model::{Claim, ClaimId, Confidence, Document, Link, RecordId};
use crate::text::Span;
use std::collections::BTreeMap;

/// A token, and what is annotated on it.
struct Token {
    /// Of its sentence and within it, from 1.
    number: (usize, usize),
    span: Span,
    claims: Cells<2>,
    links: Cells<3>,
}

/// Where a claim stands among the tokens of its document.
struct Mark<'p> {
    claim: &'p Claim,
    first: usize,
    last: usize,
    /// Needed where a claim has several tokens or shares one.
    number: Option<usize>,
}

pub(super) fn write_webanno_tsv(
    selection: &Selection<'_>,
    output: &mut Output<'_>,
) -> Result<(), FormatError> {
    selection.need_texts()?;
    let (labels, paths) = (Labels::new(selection), DocumentPaths::new(selection));
    let mut links: BTreeMap<ClaimId, Vec<&Link>> = BTreeMap::new();
    selection.links.iter().for_each(|link| links.entry(link.from).or_default().push(link));
    for document in &selection.documents {
        let sheet = Sheet { selection, labels: &labels, links: &links, document };
        let bytes = sheet.bytes(output)?;
        output.file(&format!("{}.tsv", paths.path(document.id)), bytes)?;
        output.keep_document(document.id, paths.name(document.id));
    }
    Ok(())
}

/// What one file needs.
struct Sheet<'s, 'p> {
    selection: &'s Selection<'p>,
    labels: &'s Labels,
    /// By source.
    links: &'s BTreeMap<ClaimId, Vec<&'p Link>>,
    document: &'p Document,
}

impl<'p> Sheet<'_, 'p> {
    fn bytes(&self, output: &mut Output<'_>) -> Result<Vec<u8>, FormatError> {
        let claims = self.selection.claims_in(self.document.id);
        let placed = claims.iter().filter_map(|claim| self.selection.place(claim));
        let mut cuts: Vec<usize> = placed.flat_map(|span| [span.start, span.end]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let sentences = covering_sentences(self.document);
        let mut found: Vec<Token> = Vec::new();
        let mut ends = Vec::with_capacity(sentences.len());
        for (sentence, number) in sentences.iter().zip(1..) {
            let spans = tokens(&self.document.text, *sentence, &cuts);
            found.extend(spans.into_iter().zip(1..).map(|(span, token)| Token {
                number: (number, token),
                span,
                claims: Cells::default(),
                links: Cells::default(),
            }));
            ends.push(found.len());
        }
        let marks = self.marks(&found, output);
        self.put_claims(&marks, &mut found, output)?;
        self.put_links(&marks, &mut found, output)?;
        Ok(self.drawn(&sentences, &ends, &found))
    }

    /// The claims with the tokens that they cover; those without any are left out.
    fn marks(&self, found: &[Token], output: &mut Output<'_>) -> Vec<Mark<'p>> {
        let mut marks: Vec<Mark<'p>> = Vec::new();
        for claim in self.selection.claims_in(self.document.id) {
            let Some(span) = self.selection.place(claim) else {
                output.leave_out(RecordId::Claim(claim.id), UNANCHORED);
                continue;
            };
            let first = found.partition_point(|token| token.span.start < span.start);
            let end = found.partition_point(|token| token.span.end <= span.end);
            if first < end {
                marks.push(Mark { claim, first, last: end - 1, number: None });
            } else {
                output.leave_out(RecordId::Claim(claim.id), BLANK);
            }
        }
        let mut counts = vec![0_usize; found.len()];
        for mark in &marks {
            let own = counts.get_mut(mark.first..=mark.last).into_iter().flatten();
            own.for_each(|count| *count += 1);
        }
        let needing = marks
            .iter_mut()
            .filter(|mark| mark.first < mark.last || counts.get(mark.first).is_some_and(|count| *count > 1));
        needing.zip(1..).for_each(|(mark, number)| mark.number = Some(number));
        marks
    }

    fn put_claims(
        &self,
        marks: &[Mark<'p>],
        found: &mut [Token],
        output: &mut Output<'_>,
    ) -> Result<(), FormatError> {
        for mark in marks {
            let level = self.level(mark.claim.confidence.as_ref());
            let label = self.labels.of_claim(mark.claim);
            let values = [value(level.as_deref(), mark.number), value(Some(label), mark.number)];
            for token in found.get_mut(mark.first..=mark.last).into_iter().flatten() {
                token.claims.push(&values);
            }
            output.keep_claim(mark.claim.id, "");
            output.row()?;
        }
        Ok(())
    }

    /// A relation stands on the first token of its target and names that of its source.
    fn put_links(
        &self,
        marks: &[Mark<'p>],
        found: &mut [Token],
        output: &mut Output<'_>,
    ) -> Result<(), FormatError> {
        let by_claim: BTreeMap<ClaimId, &Mark<'p>> = marks.iter().map(|mark| (mark.claim.id, mark)).collect();
        for from in marks {
            let own = self.links.get(&from.claim.id).into_iter().flatten();
            for link in own.filter(|link| !is_across(link, self.selection)) {
                let Some(to) = by_claim.get(&link.to) else { continue };
                let number = found.get(from.first).map(|token| token.number).unwrap_or_default();
                let Some(token) = found.get_mut(to.first) else { continue };
                let level = self.level(link.confidence.as_ref());
                token.links.push(&[
                    value(level.as_deref(), None),
                    value(Some(self.labels.of_link(link)), None),
                    source(number, from.number, to.number),
                ]);
                output.keep_link(link.id, "");
                output.row()?;
            }
        }
        Ok(())
    }

    fn drawn(&self, sentences: &[Span], ends: &[usize], found: &[Token]) -> Vec<u8> {
        let head = format!(
            "#FORMAT=WebAnno TSV 3.3\n#T_SP={CLAIM_TYPE}|confidence|label\n\
             #T_RL={LINK_TYPE}|confidence|linkType|BT_{CLAIM_TYPE}\n\n"
        );
        let mut bytes = head.into_bytes();
        let mut start = 0;
        let mut units = Units { text: &self.document.text, byte: 0, count: 0 };
        for (sentence, end) in sentences.iter().zip(ends) {
            bytes.push(b'\n');
            for line in sentence.slice(&self.document.text).unwrap_or_default().split('\n') {
                bytes.extend_from_slice(b"#Text=");
                bytes.extend_from_slice(escaped_text(line).as_bytes());
                bytes.push(b'\n');
            }
            for token in found.get(start..*end).unwrap_or_default() {
                push_token(&mut bytes, token, &mut units);
            }
            start = *end;
        }
        bytes
    }

    fn level(&self, confidence: Option<&Confidence>) -> Option<String> {
        confidence.map(|confidence| self.labels.level(confidence))
    }
}

/// Counts on from the token before, which is nearer than any checkpoint.
struct Units<'t> {
    text: &'t str,
    byte: usize,
    count: usize,
}

impl Units<'_> {
    /// UTF-16 code units before a byte that is not before the last one.
    fn before(&mut self, byte: usize) -> usize {
        let between = self.text.get(self.byte..byte).unwrap_or_default();
        self.count += between.chars().map(char::len_utf16).sum::<usize>();
        self.byte = byte;
        self.count
    }
}

fn push_token(bytes: &mut Vec<u8>, token: &Token, units: &mut Units<'_>) {
    let place = (units.before(token.span.start), units.before(token.span.end));
    for (first, second) in [token.number, place] {
        push_json(bytes, &first);
        bytes.push(b'-');
        push_json(bytes, &second);
        bytes.push(b'\t');
    }
    bytes.extend_from_slice(token.span.slice(units.text).unwrap_or_default().as_bytes());
    bytes.push(b'\t');
    token.claims.write(bytes);
    token.links.write(bytes);
    bytes.push(b'\n');
}

//! The file of each document: header, sentences, tokens with their columns.

use super::columns::{escaped_text, push_cells, source, value};
use crate::formats::FormatError;
use crate::formats::bytes::push_json;
use crate::formats::cas::{CLAIM_TYPE, LINK_TYPE};
use crate::formats::document_paths::DocumentPaths;
use crate::formats::labels::Labels;
use crate::formats::losses::{BLANK, UNANCHORED};
use crate::formats::merged::is_across;
use crate::formats::output::Output;
use crate::formats::selection::Selection;
use crate::formats::tokens::{covering_sentences, push_tokens};
use crate::model::{Claim, ClaimId, Confidence, Document, Link, LinkId, RecordId};
use crate::text::Span;
use std::collections::BTreeMap;

/// Bytes of the line of a token, apart from the token, where nothing is annotated.
const TOKEN_LEN: usize = 36;

/// The tokens of a document.
struct Tokens {
    spans: Vec<Span>,
    sentences: Vec<Span>,
    /// Of each sentence: how many tokens there are up to its end.
    ends: Vec<usize>,
}

/// The relations on a token, by its index: a value for each column.
type Relations = BTreeMap<usize, Vec<Relation>>;

/// A link, the number of its source and the value for each column.
type Relation = (LinkId, usize, [String; 3]);

/// The text is the first thing of a file that has a number, the claims and links follow it.
const TEXT_NUMBER: usize = 1;

/// Where a claim stands among the tokens of its document.
struct Mark<'p> {
    claim: &'p Claim,
    first: usize,
    last: usize,
    /// Needed where a claim has several tokens or shares one.
    number: Option<usize>,
    /// For each column.
    values: [String; 2],
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
        let sheet =
            Sheet { selection, labels: &labels, links: &links, document, name: paths.name(document.id) };
        let bytes = sheet.bytes(output)?;
        let path = paths.path(document.id);
        output.file(&format!("{path}.tsv"), bytes)?;
        output.file(&format!("{path}.txt"), document.text.as_bytes().to_vec())?;
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
    /// Names the document beside the files.
    name: &'s str,
}

impl Tokens {
    /// Cut also where a claim begins or ends.
    fn new(document: &Document, selection: &Selection<'_>) -> Self {
        let placed = selection.claims_in(document.id).iter().filter_map(|claim| selection.place(claim));
        let mut cuts: Vec<usize> = placed.flat_map(|span| [span.start, span.end]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let sentences = covering_sentences(document);
        let mut spans = Vec::new();
        let mut end = |sentence: &Span| {
            push_tokens(&mut spans, &document.text, *sentence, &cuts);
            spans.len()
        };
        let ends = sentences.iter().map(&mut end).collect();
        Self { spans, sentences, ends }
    }

    /// Of its sentence and within it, from 1.
    fn number(&self, token: usize) -> (usize, usize) {
        let sentence = self.ends.partition_point(|end| *end <= token);
        let start = sentence.checked_sub(1).and_then(|before| self.ends.get(before));
        (sentence + 1, token + 1 - start.copied().unwrap_or_default())
    }
}

impl<'p> Sheet<'_, 'p> {
    fn bytes(&self, output: &mut Output<'_>) -> Result<Vec<u8>, FormatError> {
        let tokens = Tokens::new(self.document, self.selection);
        let marks = self.marks(&tokens.spans, output)?;
        let relations = self.relations(&marks, &tokens, output)?;
        Ok(self.drawn(&tokens, &marks, &relations))
    }

    /// The claims with the tokens that they cover, by the first of these; those without any are left out.
    fn marks(&self, tokens: &[Span], output: &mut Output<'_>) -> Result<Vec<Mark<'p>>, FormatError> {
        let mut marks: Vec<Mark<'p>> = Vec::new();
        for claim in self.selection.claims_in(self.document.id) {
            let Some(span) = self.selection.place(claim) else {
                output.leave_out(RecordId::Claim(claim.id), UNANCHORED);
                continue;
            };
            let first = tokens.partition_point(|token| token.start < span.start);
            let end = tokens.partition_point(|token| token.end <= span.end);
            if first < end {
                marks.push(Mark { claim, first, last: end - 1, number: None, values: Default::default() });
            } else {
                output.leave_out(RecordId::Claim(claim.id), BLANK);
            }
        }
        let mut counts = vec![0_usize; tokens.len()];
        for mark in &marks {
            let own = counts.get_mut(mark.first..=mark.last).into_iter().flatten();
            own.for_each(|count| *count += 1);
        }
        let mut numbers = 1..;
        for (at, mark) in marks.iter_mut().enumerate() {
            let is_alone = mark.first == mark.last && counts.get(mark.first).is_none_or(|count| *count == 1);
            mark.number = if is_alone { None } else { numbers.next() };
            let level = self.level(mark.claim.confidence.as_ref());
            let label = self.labels.of_claim(mark.claim);
            mark.values = [value(level.as_deref(), mark.number), value(Some(label), mark.number)];
            let number = TEXT_NUMBER + at + 1;
            output.keep_claim(mark.claim.id, format!("{}#{number}", self.name));
            output.row()?;
        }
        Ok(marks)
    }

    /// A relation stands on the first token of its target and names that of its source.
    fn relations(
        &self,
        marks: &[Mark<'p>],
        tokens: &Tokens,
        output: &mut Output<'_>,
    ) -> Result<Relations, FormatError> {
        let by_claim: BTreeMap<ClaimId, &Mark<'p>> = marks.iter().map(|mark| (mark.claim.id, mark)).collect();
        let mut found = Relations::new();
        for (from, from_number) in marks.iter().zip(TEXT_NUMBER + 1..) {
            let own = self.links.get(&from.claim.id).into_iter().flatten();
            for link in own.filter(|link| !is_across(link, self.selection)) {
                let Some(to) = by_claim.get(&link.to) else { continue };
                let level = self.level(link.confidence.as_ref());
                let values = [
                    value(level.as_deref(), None),
                    value(Some(self.labels.of_link(link)), None),
                    source(tokens.number(from.first), from.number, to.number),
                ];
                found.entry(to.first).or_default().push((link.id, from_number, values));
                output.row()?;
            }
        }
        for ((link, from, _), number) in found.values().flatten().zip(TEXT_NUMBER + marks.len() + 1..) {
            output.keep_link(*link, format!("{}#{from}#{number}", self.name));
        }
        Ok(found)
    }

    fn drawn(&self, tokens: &Tokens, marks: &[Mark<'p>], relations: &Relations) -> Vec<u8> {
        let head = format!(
            "#FORMAT=WebAnno TSV 3.3\n#T_SP={CLAIM_TYPE}|confidence|label\n\
             #T_RL={LINK_TYPE}|confidence|linkType|BT_{CLAIM_TYPE}\n\n"
        );
        let mut bytes = head.into_bytes();
        bytes.reserve(2 * self.document.text.len() + TOKEN_LEN * tokens.spans.len());
        let mut units = Units { text: &self.document.text, byte: 0, count: 0 };
        let mut spans = tokens.spans.iter().zip(0..).peekable();
        let mut marks = marks.iter().peekable();
        let mut open: Vec<&Mark<'_>> = Vec::new();
        for ((sentence, end), number) in tokens.sentences.iter().zip(&tokens.ends).zip(1_usize..) {
            bytes.push(b'\n');
            for line in sentence.slice(&self.document.text).unwrap_or_default().split('\n') {
                bytes.extend_from_slice(b"#Text=");
                bytes.extend_from_slice(escaped_text(line).as_bytes());
                bytes.push(b'\n');
            }
            let own = std::iter::from_fn(|| spans.next_if(|(_, at)| at < end));
            for ((span, at), token) in own.zip(1_usize..) {
                open.extend(std::iter::from_fn(|| marks.next_if(|mark| mark.first <= at)));
                push_token(&mut bytes, (number, token), *span, &mut units);
                push_cells(&mut bytes, &open.iter().map(|mark| &mark.values));
                push_cells(
                    &mut bytes,
                    &relations.get(&at).into_iter().flatten().map(|(_, _, values)| values),
                );
                bytes.push(b'\n');
                open.retain(|mark| mark.last > at);
            }
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
        let is_plain = between.is_ascii();
        self.count += if is_plain { between.len() } else { between.chars().map(char::len_utf16).sum() };
        self.byte = byte;
        self.count
    }
}

/// What stands before the columns of the annotations.
fn push_token(bytes: &mut Vec<u8>, number: (usize, usize), span: Span, units: &mut Units<'_>) {
    let place = (units.before(span.start), units.before(span.end));
    for (first, second) in [number, place] {
        push_json(bytes, &first);
        bytes.push(b'-');
        push_json(bytes, &second);
        bytes.push(b'\t');
    }
    bytes.extend_from_slice(span.slice(units.text).unwrap_or_default().as_bytes());
    bytes.push(b'\t');
}

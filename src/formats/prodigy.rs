//! `prodigy`: tasks with tokens: `spans.jsonl`, one a document, and `relations.jsonl`, in which documents that links
//! connect are one text.
//!
//! The last token of a span counts as its end, and an arrow runs from the last token of the source to that of the
//! target.

use super::bytes::{push_json, push_text};
use super::labels::Labels;
use super::losses::{
    ACROSS_SENTENCES, ANNOTATORS, BLANK, CLAIMS, CONFIDENCE, KINDS, LINK_ANNOTATORS, LINK_CONFIDENCE, LINKS,
    LINKS_ACROSS, LINKS_ACROSS_SPLITS, LINKS_TO_OTHERS, OUTSIDE, OVERLAPS, TEXTS, TITLES, UNANCHORED,
    UNDATED, UNSETTLED, UNVOTED,
};
use super::merged::{Merged, linked_documents};
use super::output::Output;
use super::registry::Format;
use super::selection::Selection;
use super::tokens::{covering_sentences, push_tokens};
use super::{FormatError, Grain, Unit};
use crate::model::{Claim, ClaimId, Document, DocumentId, Link, RecordId};
use crate::text::Span;
use crate::text::words::trim_span;
use serde::Serialize;
use std::collections::BTreeMap;

pub(super) const FORMAT: Format = Format {
    holds: &[
        TEXTS,
        TITLES,
        OVERLAPS,
        CLAIMS,
        ACROSS_SENTENCES,
        OUTSIDE,
        UNVOTED,
        UNSETTLED,
        UNDATED,
        KINDS,
        CONFIDENCE,
        ANNOTATORS,
        LINKS,
        LINKS_ACROSS,
        LINKS_TO_OTHERS,
        LINK_CONFIDENCE,
        LINK_ANNOTATORS,
    ],
    grain: Grain::Documents,
    unit: Some(Unit::CodePoints),
    write_dataset: Some(write_prodigy),
    ..Format::dataset("prodigy", "Prodigy tasks")
};

/// A span of a task.
#[derive(Clone, Debug, Serialize)]
struct SpanRow<'a> {
    start: usize,
    end: usize,
    token_start: usize,
    /// Inclusive.
    token_end: usize,
    label: &'a str,
    claim_id: ClaimId,
    confidence: Option<String>,
    annotator: &'a str,
}

/// A relation of a task.
#[derive(Debug, Serialize)]
struct RelationRow<'a> {
    head: usize,
    child: usize,
    head_span: &'a SpanRow<'a>,
    child_span: &'a SpanRow<'a>,
    label: &'a str,
    color: String,
    link_id: crate::model::LinkId,
    confidence: Option<String>,
    annotator: &'a str,
}

fn write_prodigy(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    selection.need_texts()?;
    let labels = Labels::new(selection);
    let names = selection.splits().map_or(&[""][..], |splits| splits.names());
    let mut spans: Vec<Vec<u8>> = names.iter().map(|_| Vec::new()).collect();
    let mut relations: Vec<Vec<u8>> = names.iter().map(|_| Vec::new()).collect();
    let mut links: BTreeMap<ClaimId, Vec<&Link>> = BTreeMap::new();
    for link in &selection.links {
        links.entry(link.from).or_default().push(link);
    }
    for group in linked_documents(selection) {
        let tokens = group.iter().map(|document| (document.id, document_tokens(document, selection)));
        let tokens: Tokens = tokens.collect();
        let part = |document| selection.splits().map_or(0, |splits| splits.part_of_document(document));
        // A group never reaches beyond its part when threads are kept together; else its documents stand alone.
        let mut by_part: BTreeMap<usize, Vec<_>> = BTreeMap::new();
        for document in &group {
            by_part.entry(part(document.id)).or_default().push(*document);
        }
        let mut tasks = Vec::new();
        for (part, group) in by_part {
            let claims = group.iter().flat_map(|document| selection.claims_in(document.id));
            let own: Vec<&Link> =
                claims.flat_map(|claim| links.get(&claim.id).into_iter().flatten()).copied().collect();
            if own.is_empty() {
                continue;
            }
            let merged = Merged::new(group, Unit::CodePoints, selection);
            tasks.push((part, Task::new(merged, &labels, &tokens, (selection, output))?, own));
        }
        let mut related = Vec::new();
        for (part, task, own) in &tasks {
            related.push((*part, task, task.relations(own, &labels, (selection, output))?));
        }
        // The long texts are written beside the short ones: together they are most of the work.
        let long = || -> Vec<(usize, Vec<u8>)> {
            let text = |(part, task, rows): &(usize, &Task<'_, '_>, Vec<_>)| {
                let mut bytes = Vec::new();
                task.push(&mut bytes, "relations", Some(rows));
                (*part, bytes)
            };
            related.iter().map(text).collect()
        };
        let texts = std::thread::scope(|scope| -> Result<_, FormatError> {
            let worker = std::thread::Builder::new().spawn_scoped(scope, long);
            for document in &group {
                let merged = Merged::new(vec![document], Unit::CodePoints, selection);
                let task = Task::new(merged, &labels, &tokens, (selection, output))?;
                let bytes = spans.get_mut(part(document.id)).into_iter();
                bytes.for_each(|bytes| task.push(bytes, "spans_manual", None));
                output.keep_document(document.id, "");
                output.row()?;
            }
            // No thread to be had: they are written here.
            Ok(worker.ok().and_then(|worker| worker.join().ok()).unwrap_or_else(long))
        })?;
        for (part, text) in texts {
            match relations.get_mut(part) {
                Some(bytes) if bytes.is_empty() => *bytes = text,
                Some(bytes) => bytes.extend(text),
                None => {}
            }
        }
    }
    for (sort, files) in [("spans", spans), ("relations", relations)] {
        for (name, bytes) in names.iter().zip(files).filter(|(_, bytes)| !bytes.is_empty()) {
            let part = if name.is_empty() { String::new() } else { format!("-{name}") };
            output.file(&format!("{sort}{part}.jsonl"), bytes)?;
        }
    }
    Ok(())
}

/// Bytes and code points of a token within its document.
type TokenPlace = (Span, usize, usize);

/// The tokens of each document of a group, which is written alone and with the others.
type Tokens = BTreeMap<DocumentId, Vec<TokenPlace>>;

/// A text with its tokens and spans.
struct Task<'s, 'p> {
    merged: Merged<'p>,
    tokens: &'s Tokens,
    spans: BTreeMap<ClaimId, SpanRow<'s>>,
}

impl<'s, 'p> Task<'s, 'p> {
    fn new(
        merged: Merged<'p>,
        labels: &'s Labels,
        tokens: &'s Tokens,
        (selection, output): (&'s Selection<'p>, &mut Output<'_>),
    ) -> Result<Self, FormatError> {
        let mut spans = BTreeMap::new();
        let mut token_count = 0;
        for document in &merged.documents {
            let own = tokens.get(&document.id).map_or(&[][..], Vec::as_slice);
            for claim in selection.claims_in(document.id) {
                match selection.place(claim).map(|span| trim_span(&document.text, span)) {
                    None => output.leave_out(RecordId::Claim(claim.id), UNANCHORED),
                    Some(span) if span.is_empty() => output.leave_out(RecordId::Claim(claim.id), BLANK),
                    Some(span) => {
                        output.keep_claim(claim.id, "");
                        let row = span_row((claim, span), &merged, (token_count, own), (selection, labels));
                        spans.insert(claim.id, row);
                    }
                }
                output.row()?;
            }
            token_count += own.len();
        }
        Ok(Self { merged, tokens, spans })
    }

    fn relations<'r>(
        &'r self,
        links: &[&'r Link],
        labels: &'r Labels,
        (selection, output): (&'r Selection<'_>, &mut Output<'_>),
    ) -> Result<Vec<RelationRow<'r>>, FormatError> {
        let mut found = Vec::new();
        for link in links {
            let (Some(head), Some(child)) = (self.spans.get(&link.from), self.spans.get(&link.to)) else {
                let is_within = |id: &ClaimId| {
                    selection.project.claim(*id).is_some_and(|claim| self.merged.holds(claim.document))
                };
                if !is_within(&link.to) {
                    output.leave_out(RecordId::Link(link.id), LINKS_ACROSS_SPLITS);
                }
                continue;
            };
            let kind = selection.project.codebook().link_kind(&link.kind);
            found.push(RelationRow {
                head: head.token_end,
                child: child.token_end,
                head_span: head,
                child_span: child,
                label: labels.of_link(link),
                color: format!("#{}", kind.map_or("8C8F94", |kind| &kind.color)),
                link_id: link.id,
                confidence: link.confidence.as_ref().map(|confidence| labels.level(confidence)),
                annotator: selection.annotator_name(link.annotator),
            });
            output.keep_link(link.id, "");
            output.row()?;
        }
        Ok(found)
    }

    fn push(&self, bytes: &mut Vec<u8>, view: &str, relations: Option<&[RelationRow<'_>]>) {
        bytes.extend_from_slice(b"{\"text\":");
        push_text(bytes, &self.merged.text);
        bytes.extend_from_slice(b",\"tokens\":[");
        let mut id = 0_usize;
        for (document, count) in self.merged.documents_with_starts() {
            let text: &str = &document.text;
            for (span, start, end) in self.tokens.get(&document.id).into_iter().flatten() {
                bytes.extend_from_slice(if id == 0 { b"{\"text\":" } else { b",{\"text\":" });
                push_text(bytes, span.slice(text).unwrap_or_default());
                bytes.extend_from_slice(b",\"start\":");
                push_json(bytes, &(count + start));
                bytes.extend_from_slice(b",\"end\":");
                push_json(bytes, &(count + end));
                bytes.extend_from_slice(b",\"id\":");
                push_json(bytes, &id);
                // What follows a document in a merged text is no blank.
                let is_spaced = text.as_bytes().get(span.end) == Some(&b' ');
                bytes.extend_from_slice(if is_spaced { b",\"ws\":true}" } else { b",\"ws\":false}" });
                id += 1;
            }
        }
        bytes.extend_from_slice(b"],\"spans\":");
        let mut spans: Vec<&SpanRow<'_>> = self.spans.values().collect();
        spans.sort_by_key(|span| (span.start, span.end, span.claim_id));
        push_json(bytes, &spans);
        if let Some(relations) = relations {
            bytes.extend_from_slice(b",\"relations\":");
            push_json(bytes, &relations);
        }
        let documents = self.merged.documents.iter();
        let meta: Vec<serde_json::Value> = documents
            .map(
                |document| serde_json::json!({ "document_id": document.id, "title": document.details.title }),
            )
            .collect();
        bytes.extend_from_slice(b",\"meta\":{\"documents\":");
        push_json(bytes, &meta);
        bytes.extend_from_slice(b"},\"_view_id\":");
        push_text(bytes, view);
        bytes.extend_from_slice(b",\"answer\":\"accept\"}\n");
    }
}

/// The span of a claim, without white space at its edges, of a document before which there are so many tokens of others.
fn span_row<'s>(
    (claim, span): (&Claim, Span),
    merged: &Merged<'_>,
    (token_count, tokens): (usize, &[TokenPlace]),
    (selection, labels): (&'s Selection<'_>, &'s Labels),
) -> SpanRow<'s> {
    let (start, end) = merged.offsets(selection, claim.document, span);
    let first = tokens.partition_point(|(token, ..)| token.end <= span.start);
    let after = tokens.partition_point(|(token, ..)| token.start < span.end);
    SpanRow {
        start,
        end,
        token_start: token_count + first,
        token_end: (token_count + after).saturating_sub(1),
        label: labels.of_claim(claim),
        claim_id: claim.id,
        confidence: claim.confidence.as_ref().map(|confidence| labels.level(confidence)),
        annotator: selection.annotator_name(claim.annotator),
    }
}

/// Cut where claims begin and end.
fn document_tokens(document: &Document, selection: &Selection<'_>) -> Vec<TokenPlace> {
    let placed = selection.claims_in(document.id).iter().filter_map(|claim| selection.place(claim));
    let mut cuts: Vec<usize> = placed.flat_map(|span| [span.start, span.end]).collect();
    cuts.sort_unstable();
    let mut tokens = Vec::new();
    for sentence in covering_sentences(document) {
        push_tokens(&mut tokens, &document.text, sentence, &cuts);
    }
    let (mut byte, mut char) = (0, 0);
    let place = |token: Span| {
        // Counted on from the token before, which is nearer than any checkpoint.
        char += document.text.get(byte..token.start).map_or(0, |between| between.chars().count());
        let start = char;
        char += token.slice(&document.text).map_or(0, |words| words.chars().count());
        byte = token.end;
        (token, start, char)
    };
    tokens.into_iter().map(place).collect()
}

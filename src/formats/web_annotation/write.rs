//! The pages of annotations, and the texts that they are about.

use super::place::context;
use super::sources::{sources, text_hash};
use super::{CONFIDENCE_WORD, RECORD_URN, TEXT_URN};
use crate::formats::file_names::{FileNames, without_ending};
use crate::formats::ids::uuid_from_text;
use crate::formats::labels::{Labels, NO_KIND_LABEL, plain_label};
use crate::formats::losses::{LINKS_ACROSS_SPLITS, UNANCHORED};
use crate::formats::output::Output;
use crate::formats::selection::Selection;
use crate::formats::{FormatError, Unit};
use crate::model::{AnnotatorId, Claim, Confidence, Document, DocumentId, Link, RecordId, Timestamp};
use serde::Serialize;
use std::collections::BTreeMap;

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

#[derive(Debug, Serialize)]
struct Annotation<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'a str,
    motivation: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Creator<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<Timestamp>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    body: Vec<Body<'a>>,
    target: Target<'a>,
}

#[derive(Debug, Serialize)]
struct Creator<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'a str,
    name: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(tag = "type")]
enum Body<'a> {
    #[serde(rename = "TextualBody")]
    Textual {
        purpose: &'a str,
        value: String,
    },
    SpecificResource {
        purpose: &'a str,
        source: String,
    },
    Text {
        id: String,
        format: &'a str,
        #[serde(skip_serializing_if = "str::is_empty")]
        language: &'a str,
    },
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Target<'a> {
    Place {
        #[serde(rename = "type")]
        kind: &'a str,
        source: &'a str,
        selector: Vec<Selector<'a>>,
    },
    Named(String),
}

#[derive(Debug, Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    TextQuoteSelector { exact: &'a str, prefix: &'a str, suffix: &'a str },
    TextPositionSelector { start: usize, end: usize },
}

/// What every annotation needs.
struct Pages<'s, 'p> {
    selection: &'s Selection<'p>,
    labels: Labels,
    sources: BTreeMap<DocumentId, String>,
    /// Body of claims without a kind; none where a kind has the same name.
    no_kind: Option<&'s str>,
}

pub(super) fn write_web_annotation(
    selection: &Selection<'_>,
    output: &mut Output<'_>,
) -> Result<(), FormatError> {
    let mut kinds = selection.project.codebook().claim_kinds.iter();
    let is_named = kinds.any(|kind| {
        [&kind.id, &kind.label].iter().any(|name| plain_label(name) == plain_label(NO_KIND_LABEL))
    });
    let pages = Pages {
        selection,
        labels: Labels::new(selection),
        sources: sources(selection.documents.iter().copied()),
        no_kind: (!is_named).then_some(NO_KIND_LABEL),
    };
    let names = selection.splits().map_or(&[""][..], |splits| splits.names());
    for (part, name) in names.iter().enumerate() {
        let end = if name.is_empty() { ".jsonld".to_owned() } else { format!("-{name}.jsonld") };
        let documents = pages.documents(part, output)?;
        output.file(&format!("documents{end}"), documents)?;
        let claims = pages.claims(part, output)?;
        output.file(&format!("claims{end}"), claims)?;
        let links = pages.links(part, output)?;
        output.file(&format!("links{end}"), links)?;
    }
    if selection.options.with_text {
        let mut taken = FileNames::default();
        for document in &selection.documents {
            let file = without_ending(&document.file_name);
            let words = if file.is_empty() { &document.details.title } else { file };
            let name = format!("texts/{}.txt", taken.stem(words));
            output.file(&name, document.text.as_bytes().to_vec())?;
        }
    }
    Ok(())
}

impl<'s> Pages<'s, '_> {
    fn documents(&self, part: usize, output: &mut Output<'_>) -> Result<Vec<u8>, FormatError> {
        let mut page = self.page("documents", part);
        let selection = self.selection;
        let is_here = |document: &&&Document| self.part_of(document.id) == part;
        for document in selection.documents.iter().filter(is_here) {
            let mut body = Vec::new();
            if !document.details.title.is_empty() {
                let value = document.details.title.clone();
                body.push(Body::Textual { purpose: "describing", value });
            }
            let id = format!("{TEXT_URN}{}", text_hash(&document.text));
            body.push(Body::Text { id, format: "text/plain", language: &document.details.language });
            page.push(&Annotation {
                id: format!("{RECORD_URN}{}", document.id),
                kind: "Annotation",
                motivation: "describing",
                creator: None,
                created: None,
                modified: None,
                body,
                target: Target::Named(self.source(document.id).to_owned()),
            })?;
            output.keep_document(document.id, "");
            output.row()?;
        }
        Ok(page.end())
    }

    fn claims(&self, part: usize, output: &mut Output<'_>) -> Result<Vec<u8>, FormatError> {
        let mut page = self.page("claims", part);
        let selection = self.selection;
        let is_here = |document: &&&Document| self.part_of(document.id) == part;
        for document in selection.documents.iter().filter(is_here) {
            for claim in selection.claims_in(document.id) {
                if selection.place(claim).is_some() {
                    page.push(&self.claim(claim, document))?;
                    output.keep_claim(claim.id, "");
                    output.row()?;
                } else {
                    output.leave_out(RecordId::Claim(claim.id), UNANCHORED);
                }
            }
        }
        Ok(page.end())
    }

    fn links(&self, part: usize, output: &mut Output<'_>) -> Result<Vec<u8>, FormatError> {
        let mut page = self.page("links", part);
        let selection = self.selection;
        for link in &selection.links {
            let ends = [link.from, link.to].map(|claim| selection.project.claim(claim));
            let [Some(from), Some(to)] = ends else { continue };
            if ![from, to].iter().all(|claim| selection.place(claim).is_some()) {
                continue;
            }
            let parts = [from, to].map(|claim| self.part_of(claim.document));
            if parts == [part, part] {
                page.push(&self.link(link))?;
                output.keep_link(link.id, "");
                output.row()?;
            } else if parts.first() != parts.last() {
                output.leave_out(RecordId::Link(link.id), LINKS_ACROSS_SPLITS);
            }
        }
        Ok(page.end())
    }

    fn claim<'a>(&'a self, claim: &'a Claim, document: &'a Document) -> Annotation<'a> {
        let textual = |purpose, value: &str| Body::Textual { purpose, value: value.to_owned() };
        let mut body: Vec<Body<'a>> = claim.kinds.iter().map(|kind| textual("classifying", kind)).collect();
        if body.is_empty() {
            body.extend(self.no_kind.map(|name| textual("classifying", name)));
        }
        body.extend(self.confidence(claim.confidence.as_ref()));
        body.extend(claim.tags.iter().map(|tag| textual("tagging", tag)));
        body.extend((!claim.note.is_empty()).then(|| textual("commenting", &claim.note)));
        let (start, end) = self.selection.texts.offsets(document.id, claim.span, Unit::CodePoints);
        let (prefix, suffix) = context(&document.text, claim.span);
        let quote = Selector::TextQuoteSelector { exact: &claim.quote, prefix, suffix };
        let is_quoting = self.selection.options.with_text;
        let mut selector: Vec<Selector<'a>> = is_quoting.then_some(quote).into_iter().collect();
        selector.push(Selector::TextPositionSelector { start, end });
        Annotation {
            id: format!("{RECORD_URN}{}", claim.id),
            kind: "Annotation",
            motivation: "classifying",
            creator: Some(self.creator(claim.annotator)),
            created: Some(claim.created),
            modified: Some(claim.modified),
            body,
            target: Target::Place { kind: "SpecificResource", source: self.source(document.id), selector },
        }
    }

    fn link<'a>(&'a self, link: &'a Link) -> Annotation<'a> {
        let source = format!("{RECORD_URN}{}", link.from);
        let mut body = vec![
            Body::SpecificResource { purpose: "linking", source },
            Body::Textual { purpose: "tagging", value: link.kind.clone() },
        ];
        body.extend(self.confidence(link.confidence.as_ref()));
        let note = || Body::Textual { purpose: "commenting", value: link.note.clone() };
        body.extend((!link.note.is_empty()).then(note));
        Annotation {
            id: format!("{RECORD_URN}{}", link.id),
            kind: "Annotation",
            motivation: "linking",
            creator: Some(self.creator(link.annotator)),
            created: Some(link.created),
            modified: Some(link.modified),
            body,
            target: Target::Named(format!("{RECORD_URN}{}", link.to)),
        }
    }

    fn confidence(&self, confidence: Option<&Confidence>) -> Option<Body<'s>> {
        let value = format!("{CONFIDENCE_WORD}{}", self.labels.level(confidence?));
        Some(Body::Textual { purpose: "assessing", value })
    }

    fn creator(&self, annotator: AnnotatorId) -> Creator<'_> {
        let id = format!("{RECORD_URN}{}", self.selection.annotator_id(annotator));
        Creator { id, kind: "Person", name: self.selection.annotator_name(annotator) }
    }

    fn source(&self, document: DocumentId) -> &str {
        self.sources.get(&document).map_or("", String::as_str)
    }

    fn part_of(&self, document: DocumentId) -> usize {
        self.selection.splits().map_or(0, |splits| splits.part_of_document(document))
    }

    fn page(&self, what: &str, part: usize) -> Page {
        let id = uuid_from_text(&format!("page {what} {part} of {}", self.selection.project.id()));
        let start = format!(
            "{{\"@context\":\"{CONTEXT}\",\"id\":\"{RECORD_URN}{id}\",\"type\":\"AnnotationPage\",\"items\":["
        );
        Page { bytes: start.into_bytes(), count: 0 }
    }
}

/// A page of annotations, one a line.
struct Page {
    bytes: Vec<u8>,
    count: usize,
}

impl Page {
    fn push(&mut self, annotation: &Annotation<'_>) -> Result<(), FormatError> {
        self.bytes.extend_from_slice(if self.count == 0 { b"\n" } else { b",\n" });
        self.count += 1;
        serde_json::to_writer(&mut self.bytes, annotation)
            .map_err(|err| FormatError::Unwritable(err.to_string()))
    }

    fn end(mut self) -> Vec<u8> {
        self.bytes.extend_from_slice(b"\n]}\n");
        self.bytes
    }
}

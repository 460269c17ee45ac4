//! The tasks of a Label Studio project.

use super::CONFIG_FILE;
use super::config::config;
use crate::formats::labels::{Labels, NO_KIND_LABEL};
use crate::formats::losses::{LINKS_TO_OTHERS, UNANCHORED};
use crate::formats::merged::linked_documents;
use crate::formats::output::Output;
use crate::formats::selection::Selection;
use crate::formats::{FormatError, Unit};
use crate::model::{AnnotatorId, Claim, ClaimId, Document, DocumentId, Link, RecordId};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Panes that one task may have; more linked documents are divided between tasks.
const MAX_PANES: usize = 24;

/// A region, its confidence, or a relation.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ResultRow<'a> {
    Region {
        id: ClaimId,
        from_name: String,
        to_name: String,
        #[serde(rename = "type")]
        kind: &'a str,
        origin: &'a str,
        value: RegionValue<'a>,
        #[serde(skip_serializing_if = "Option::is_none")]
        meta: Option<Value>,
    },
    Relation {
        #[serde(rename = "type")]
        kind: &'a str,
        from_id: ClaimId,
        to_id: ClaimId,
        direction: &'a str,
        labels: Vec<&'a str>,
    },
}

#[derive(Debug, Serialize)]
struct RegionValue<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    labels: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    choices: Option<[String; 1]>,
}

/// One annotator's work on a task.
#[derive(Debug, Serialize)]
struct AnnotationRow<'a> {
    created_username: &'a str,
    /// A key that the tool does not know and passes over.
    annotator_id: AnnotatorId,
    result: Vec<ResultRow<'a>>,
}

#[derive(Debug, Serialize)]
struct TaskRow<'a> {
    data: Map<String, Value>,
    annotations: Vec<AnnotationRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    meta: Option<Value>,
}

pub(super) fn write_label_studio(
    selection: &Selection<'_>,
    output: &mut Output<'_>,
) -> Result<(), FormatError> {
    selection.need_texts()?;
    let labels = Labels::new(selection);
    let names = selection.splits().map_or(&[""][..], |splits| splits.names());
    let mut links: BTreeMap<ClaimId, Vec<&Link>> = BTreeMap::new();
    for link in &selection.links {
        links.entry(link.from).or_default().push(link);
    }
    let mut files: Vec<Vec<u8>> = names.iter().map(|_| Vec::new()).collect();
    let groups = groups(selection);
    let pane_count = groups.iter().map(|(_, documents)| documents.len()).max().unwrap_or_default().max(1);
    for (part, documents) in groups {
        let mut task = task(&documents, (selection, &labels, &links), output)?;
        // The tool refuses a task that lacks a field of its configuration.
        for pane in documents.len() + 1..=pane_count {
            task.data.insert(format!("text_{pane}"), json!(""));
            task.data.insert(format!("title_{pane}"), json!(""));
        }
        if let Some(bytes) = files.get_mut(part) {
            bytes.extend_from_slice(if bytes.is_empty() { b"[\n" } else { b",\n" });
            serde_json::to_writer(bytes, &task).map_err(|err| FormatError::Unwritable(err.to_string()))?;
        }
    }
    for (name, mut bytes) in names.iter().zip(files).filter(|(_, bytes)| !bytes.is_empty()) {
        bytes.extend_from_slice(b"\n]\n");
        let part = if name.is_empty() { String::new() } else { format!("-{name}") };
        output.file(&format!("tasks{part}.json"), bytes)?;
    }
    output.file(CONFIG_FILE, config(selection, &labels, pane_count))
}

/// The documents of each task, with the part of the splits that it belongs to.
fn groups<'a>(selection: &Selection<'a>) -> Vec<(usize, Vec<&'a Document>)> {
    let part =
        |document: &Document| selection.splits().map_or(0, |splits| splits.part_of_document(document.id));
    let mut groups = Vec::new();
    for group in linked_documents(selection) {
        let mut by_part: BTreeMap<usize, Vec<&Document>> = BTreeMap::new();
        for document in group {
            by_part.entry(part(document)).or_default().push(document);
        }
        for (part, documents) in by_part {
            groups.extend(documents.chunks(MAX_PANES).map(|documents| (part, documents.to_vec())));
        }
    }
    groups
}

/// Some documents side by side, with what each annotator made of them.
fn task<'a>(
    documents: &[&'a Document],
    (selection, labels, links): (&'a Selection<'_>, &'a Labels, &BTreeMap<ClaimId, Vec<&'a Link>>),
    output: &mut Output<'_>,
) -> Result<TaskRow<'a>, FormatError> {
    let mut data = Map::new();
    let mut panes: BTreeMap<DocumentId, usize> = BTreeMap::new();
    for (pane, document) in (1..).zip(documents) {
        panes.insert(document.id, pane);
        data.insert(format!("text_{pane}"), json!(&*document.text));
        data.insert(format!("title_{pane}"), json!(document.details.title));
        data.insert(format!("id_{pane}"), json!(document.id));
        output.keep_document(document.id, "");
    }
    let mut by_annotator: BTreeMap<AnnotatorId, Vec<&'a Claim>> = BTreeMap::new();
    for claim in documents.iter().flat_map(|document| selection.claims_in(document.id)) {
        match selection.place(claim) {
            Some(_) => by_annotator.entry(claim.annotator).or_default().push(claim),
            None => output.leave_out(RecordId::Claim(claim.id), UNANCHORED),
        }
    }
    let mut confidence = Map::new();
    let mut annotations = Vec::new();
    for (annotator, claims) in by_annotator {
        let mut result = Vec::new();
        for claim in &claims {
            let pane = panes.get(&claim.document).copied().unwrap_or_default();
            push_region(&mut result, claim, (selection, labels), pane);
            output.keep_claim(claim.id, "");
            output.row()?;
        }
        for claim in &claims {
            let own = links.get(&claim.id).into_iter().flatten();
            let mut targets: BTreeMap<ClaimId, Vec<&'a Link>> = BTreeMap::new();
            for link in own.filter(|link| is_writable(link, annotator, (selection, &panes), output)) {
                targets.entry(link.to).or_default().push(link);
            }
            for (target, links) in targets {
                push_relation(&mut result, (claim.id, target), &links, (selection, labels));
                for link in links {
                    output.keep_link(link.id, format!("{} {} {target}", claim.id, labels.of_link(link)));
                    output.row()?;
                    if let Some(level) = &link.confidence {
                        confidence.insert(link.id.to_string(), json!(labels.level(level)));
                    }
                }
            }
        }
        annotations.push(AnnotationRow {
            created_username: selection.annotator_name(annotator),
            annotator_id: selection.annotator_id(annotator),
            result,
        });
    }
    let meta = (!confidence.is_empty()).then(|| json!({ "link_confidence": confidence }));
    Ok(TaskRow { data, annotations, meta })
}

/// Whether both ends are regions of this annotator's in this task; if not, says why.
fn is_writable(
    link: &Link,
    annotator: AnnotatorId,
    (selection, panes): (&Selection<'_>, &BTreeMap<DocumentId, usize>),
    output: &mut Output<'_>,
) -> bool {
    let Some(target) = selection.project.claim(link.to) else {
        return false;
    };
    let is_alike = link.annotator == annotator && target.annotator == annotator;
    if !is_alike {
        output.leave_out(RecordId::Link(link.id), LINKS_TO_OTHERS);
    }
    is_alike && panes.contains_key(&target.document) && selection.place(target).is_some()
}

fn push_region<'a>(
    result: &mut Vec<ResultRow<'a>>,
    claim: &'a Claim,
    (selection, labels): (&Selection<'_>, &'a Labels),
    pane: usize,
) {
    let (start, end) = selection.texts.offsets(claim.document, claim.span, Unit::CodePoints);
    let mut kinds: Vec<&str> = claim.kinds.iter().map(|kind| labels.of_claim_kind(kind)).collect();
    if kinds.is_empty() {
        kinds.push(NO_KIND_LABEL);
    }
    let region = |kind: &'a str, name: &str, labels, choices| ResultRow::Region {
        id: claim.id,
        from_name: format!("{name}_{pane}"),
        to_name: format!("text_{pane}"),
        kind,
        origin: "manual",
        value: RegionValue { start, end, text: &claim.quote, labels, choices },
        meta: (kind == "labels" && !claim.note.is_empty()).then(|| json!({ "text": [claim.note] })),
    };
    result.push(region("labels", "label", Some(kinds), None));
    if let Some(confidence) = &claim.confidence {
        result.push(region("choices", "confidence", None, Some([labels.level(confidence)])));
    }
}

/// One relation for all links from one claim to another: the tool keeps no second one.
fn push_relation<'a>(
    result: &mut Vec<ResultRow<'a>>,
    (from_id, to_id): (ClaimId, ClaimId),
    links: &[&'a Link],
    (selection, labels): (&Selection<'_>, &'a Labels),
) {
    let kinds = links.iter().map(|link| selection.project.codebook().link_kind(&link.kind));
    let is_symmetric = kinds.into_iter().all(|kind| kind.is_some_and(|kind| kind.symmetric));
    let direction = if is_symmetric { "bi" } else { "right" };
    let labels = links.iter().map(|link| labels.of_link(link)).collect();
    result.push(ResultRow::Relation { kind: "relation", from_id, to_id, direction, labels });
}

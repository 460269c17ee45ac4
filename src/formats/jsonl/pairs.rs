//! `pairs.jsonl`: links as premise and hypothesis, for natural language inference. Written only.

use super::rows::{RowConfidence, push_row};
use crate::formats::FormatError;
use crate::formats::output::Output;
use crate::formats::selection::Selection;
use crate::model::{AnnotatorId, DocumentId, LinkId};
use serde::Serialize;

/// Relation and label of a dismissal: judged, and found unrelated.
pub(in crate::formats) const UNRELATED: (&str, &str) = ("no_relation", "neutral");

/// A row of the file.
#[derive(Debug, Serialize)]
struct PairRow<'a> {
    /// None for a dismissal.
    link_id: Option<LinkId>,
    /// What the source of the link says: its statement, else its quote.
    premise: Option<&'a str>,
    hypothesis: Option<&'a str>,
    premise_document_id: DocumentId,
    hypothesis_document_id: DocumentId,
    relation: &'a str,
    label: Option<&'a str>,
    confidence: Option<RowConfidence>,
    annotator_id: AnnotatorId,
}

pub(super) fn write(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<Vec<u8>, FormatError> {
    let mut bytes = Vec::new();
    let project = selection.project;
    for link in &selection.links {
        output.row()?;
        let (Some(from), Some(to)) = (project.claim(link.from), project.claim(link.to)) else {
            continue;
        };
        let label = project.codebook().link_kind(&link.kind).map(|kind| kind.nli_label.as_str());
        let row = PairRow {
            link_id: Some(link.id),
            premise: selection.saying(from),
            hypothesis: selection.saying(to),
            premise_document_id: from.document,
            hypothesis_document_id: to.document,
            relation: &link.kind,
            label: label.filter(|label| !label.is_empty()),
            confidence: link.confidence.as_ref().map(RowConfidence::from),
            annotator_id: selection.annotator_id(link.annotator),
        };
        push_row(&mut bytes, &row)?;
    }
    for dismissal in &selection.dismissals {
        output.row()?;
        let (Some(claim), Some(document)) =
            (project.claim(dismissal.claim), project.document(dismissal.document))
        else {
            continue;
        };
        let (relation, label) = UNRELATED;
        let row = PairRow {
            link_id: None,
            premise: selection.saying(claim),
            hypothesis: dismissal.span.slice(&document.text).and_then(|words| selection.words(words)),
            premise_document_id: claim.document,
            hypothesis_document_id: dismissal.document,
            relation,
            label: Some(label),
            confidence: None,
            annotator_id: selection.annotator_id(dismissal.annotator),
        };
        push_row(&mut bytes, &row)?;
    }
    Ok(bytes)
}

//! `doccano`: JSON Lines with spans and relations: `doccano.jsonl`, one document a line, and where links join documents
//! `doccano_merged.jsonl`, in which these are one text.
//!
//! Ids are numbers that the tool changes, so the ids of claims and links stand under keys of their own, by place.

mod read;
mod write;

use super::losses::{
    ACROSS_SENTENCES, BLANK, CLAIMS, KINDS, LINKS, LINKS_ACROSS_SPLITS, LINKS_TO_OTHERS, OUTSIDE, OVERLAPS,
    TEXTS, TITLES, UNDATED, UNSETTLED, UNVOTED,
};
use super::registry::Format;
use super::{Grain, Unit};
use crate::model::{ClaimId, DocumentId, LinkId};
use serde::{Deserialize, Serialize};

pub(super) const FORMAT: Format = Format {
    holds: &[
        TEXTS,
        TITLES,
        OVERLAPS,
        CLAIMS,
        ACROSS_SENTENCES,
        BLANK,
        OUTSIDE,
        UNVOTED,
        UNSETTLED,
        UNDATED,
        KINDS,
        LINKS,
        LINKS_TO_OTHERS,
        LINKS_ACROSS_SPLITS,
    ],
    grain: Grain::Documents,
    unit: Some(Unit::CodePoints),
    read_dataset: Some(read::read_doccano),
    write_dataset: Some(write::write_doccano),
    ..Format::dataset("doccano", "doccano (JSON Lines with relations)")
};

/// Begins the names of files with merged texts.
const MERGED: &str = "doccano_merged";

/// A span.
#[derive(Clone, Debug, Serialize)]
struct EntityRow {
    id: i64,
    start_offset: usize,
    end_offset: usize,
    label: String,
}

/// A relation between two spans.
#[derive(Clone, Debug, Serialize)]
struct RelationRow {
    id: i64,
    from_id: i64,
    to_id: i64,
    #[serde(rename = "type")]
    kind: String,
}

/// A document of a line: all of it, or its place in a merged text.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct DocRow {
    id: String,
    #[serde(default)]
    title: Option<String>,
    start: usize,
    end: usize,
}

/// Which claim a span is.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct ClaimRow {
    id: ClaimId,
    start: usize,
    end: usize,
    label: String,
}

/// Which link a relation is.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct LinkRow {
    id: LinkId,
    from: ClaimId,
    to: ClaimId,
    #[serde(rename = "type")]
    kind: String,
}

impl DocRow {
    fn new(id: DocumentId, title: &str, (start, end): (usize, usize)) -> Self {
        let title = (!title.is_empty()).then(|| title.to_owned());
        Self { id: id.to_string(), title, start, end }
    }
}

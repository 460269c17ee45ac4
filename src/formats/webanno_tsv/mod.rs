//! `webanno-tsv`: tables of tokens (version 3.3), one file a document. Offsets are UTF-16, claims cover whole tokens.
//!
//! Tokens are cut where a claim begins or ends, so that no claim has to be widened. A table does not say what stands between
//! two sentences: the text stands beside it.

mod annotations;
mod cells;
mod columns;
mod read;
mod schema;
mod sheet;
mod write;

use super::losses::{
    ACROSS_SENTENCES, CLAIMS, CONFIDENCE, KINDS, LINK_CONFIDENCE, LINKS, LINKS_ACROSS_SPLITS,
    LINKS_TO_OTHERS, OUTSIDE, OVERLAPS, SENTENCES, TEXTS, UNDATED, UNSETTLED, UNVOTED,
};
use super::registry::Format;
use super::{Grain, Unit};
pub(super) use read::cas as parse_webanno_tsv;

pub(super) const FORMAT: Format = Format {
    holds: &[
        TEXTS,
        SENTENCES,
        OVERLAPS,
        CLAIMS,
        ACROSS_SENTENCES,
        OUTSIDE,
        UNVOTED,
        UNSETTLED,
        UNDATED,
        KINDS,
        CONFIDENCE,
        LINKS,
        LINKS_TO_OTHERS,
        LINKS_ACROSS_SPLITS,
        LINK_CONFIDENCE,
    ],
    grain: Grain::Documents,
    unit: Some(Unit::Utf16),
    read_dataset: Some(read::read_webanno_tsv),
    write_dataset: Some(write::write_webanno_tsv),
    ..Format::dataset("webanno-tsv", "WebAnno TSV 3.3")
};

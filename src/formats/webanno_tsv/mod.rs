//! `webanno-tsv`: tables of tokens (version 3.3), one file a document. Written only: offsets are UTF-16, claims cover whole tokens.
//!
//! Tokens are cut where a claim begins or ends, so that no claim has to be widened.

mod columns;
mod write;

use super::losses::{
    ACROSS_SENTENCES, CLAIMS, CONFIDENCE, KINDS, LINK_CONFIDENCE, LINKS, LINKS_ACROSS_SPLITS,
    LINKS_TO_OTHERS, OUTSIDE, OVERLAPS, SENTENCES, TEXTS, UNDATED, UNSETTLED, UNVOTED,
};
use super::registry::Format;
use super::{Grain, Unit};

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
    write_dataset: Some(write::write_webanno_tsv),
    ..Format::dataset("webanno-tsv", "WebAnno TSV 3.3")
};

//! `webanno-tsv`: tables of tokens (version 3.3), one file a document. Written only: offsets are UTF-16, claims cover whole tokens.
//!
//! Tokens are cut where a claim begins or ends, so that no claim has to be widened.

mod columns;
mod write;

use super::losses::{
    ANNOTATORS, ATTRIBUTIONS, BLANK, CODEBOOK, CONFLICTS, CREDIBILITY, DIFFERENCES, DISMISSALS,
    LINK_ANNOTATORS, LINK_NOTES, LINK_TIMES, LINKS_ACROSS, LINKS_TO_LOST, MODALITY, NOTES, READ_MARKS,
    RULINGS, SEVERAL_KINDS, SOURCES, STATEMENTS, TAGS, TIMES, TITLES, UNANCHORED, VERDICTS,
};
use super::registry::Format;
use super::{Grain, Unit};

pub(super) const FORMAT: Format = Format {
    loses: &[
        TITLES,
        SOURCES,
        READ_MARKS,
        UNANCHORED,
        BLANK,
        SEVERAL_KINDS,
        STATEMENTS,
        ATTRIBUTIONS,
        MODALITY,
        CREDIBILITY,
        TAGS,
        NOTES,
        ANNOTATORS,
        TIMES,
        LINKS_ACROSS,
        LINKS_TO_LOST,
        DIFFERENCES,
        LINK_NOTES,
        LINK_ANNOTATORS,
        LINK_TIMES,
        DISMISSALS,
        VERDICTS,
        RULINGS,
        CONFLICTS,
        CODEBOOK,
    ],
    grain: Grain::Documents,
    unit: Some(Unit::Utf16),
    write_dataset: Some(write::write_webanno_tsv),
    ..Format::dataset("webanno-tsv", "WebAnno TSV 3.3")
};

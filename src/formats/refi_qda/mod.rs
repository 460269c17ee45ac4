//! `refi-qda`: the exchange format of programs for qualitative analysis (REFI-QDA 1.5): a `.qdpx` project with links,
//! and the codebook alone as `.qdc`.
//!
//! A claim is a selection with a coding for each kind, and a case that has its statement and confidence; a link joins
//! two selections, of one source or of two. Positions count code points, the end exclusive, as the programs do
//! that were looked at.

mod codes;
mod nodes;
mod read;
mod read_project;
mod write;

use super::losses::{
    ACROSS_SENTENCES, ANNOTATORS, BLANK, CLAIMS, CONFIDENCE, KINDS, LINK_CONFIDENCE, LINK_NOTES, LINKS,
    LINKS_ACROSS, LINKS_TO_OTHERS, NOTES, OUTSIDE, OVERLAPS, SEVERAL_KINDS, TEXTS, TIMES, TITLES, UNDATED,
    UNSETTLED, UNVOTED,
};
use super::registry::Format;
use super::{Grain, Unit};

pub(super) const FORMAT: Format = Format {
    extensions: &["qdpx", "qdc"],
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
        SEVERAL_KINDS,
        CONFIDENCE,
        NOTES,
        ANNOTATORS,
        TIMES,
        LINKS,
        LINKS_ACROSS,
        LINKS_TO_OTHERS,
        LINK_CONFIDENCE,
        LINK_NOTES,
    ],
    grain: Grain::Documents,
    unit: Some(Unit::CodePoints),
    read_dataset: Some(read::read_refi_qda),
    write_dataset: Some(write::write_refi_qda),
    ..Format::dataset("refi-qda", "REFI-QDA project (ATLAS.ti, MAXQDA, NVivo)")
};

/// Name of the variable, and of the notes on links, that say how sure an annotator is.
const CONFIDENCE_NAME: &str = "confidence";
/// The variable of sources that has their Admiralty letter.
const RELIABILITY: &str = "reliability";
/// The folder of an archive that has the texts.
const SOURCES_FOLDER: &str = "sources";
/// Begins the path of a text in the archive.
const INTERNAL: &str = "internal://";

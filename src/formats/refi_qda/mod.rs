//! `refi-qda`: the exchange format of programs for qualitative analysis (REFI-QDA 1.5): a `.qdpx` project with links,
//! and the codebook alone as `.qdc`.
//!
//! A claim is a selection with a coding for each kind, and a case that has its statement and confidence; a link joins
//! two selections, of one source or of two. Positions count code points, the end exclusive, as the programs do
//! that were looked at.

mod codes;
mod nodes;
mod positions;
mod read;
mod read_project;
mod write;

use super::losses::{
    ATTRIBUTIONS, CODEBOOK, CONFLICTS, CREDIBILITY, DIFFERENCES, DISMISSALS, LINK_ANNOTATORS, LINK_TIMES,
    LINKS_ACROSS_SPLITS, LINKS_TO_LOST, MODALITY, READ_MARKS, RULINGS, SENTENCES, SOURCES, STATEMENTS, TAGS,
    UNANCHORED, VERDICTS,
};
use super::registry::Format;
use super::{Grain, Unit};

pub(super) const FORMAT: Format = Format {
    extensions: &["qdpx", "qdc"],
    loses: &[
        SOURCES,
        SENTENCES,
        READ_MARKS,
        UNANCHORED,
        STATEMENTS,
        ATTRIBUTIONS,
        MODALITY,
        CREDIBILITY,
        TAGS,
        LINKS_ACROSS_SPLITS,
        LINKS_TO_LOST,
        DIFFERENCES,
        LINK_ANNOTATORS,
        LINK_TIMES,
        DISMISSALS,
        VERDICTS,
        RULINGS,
        CONFLICTS,
        CODEBOOK,
    ],
    grain: Grain::Documents,
    unit: Some(Unit::CodePoints),
    read_dataset: Some(read::read_refi_qda),
    write_dataset: Some(write::write_refi_qda),
    ..Format::dataset("refi-qda", "REFI-QDA project (ATLAS.ti, MAXQDA, NVivo)")
};

/// Name of the variable, and of the notes on links, that say how sure an annotator is.
const CONFIDENCE_NAME: &str = "confidence";
/// The folder of an archive that has the texts.
const SOURCES_FOLDER: &str = "sources";
/// Begins the path of a text in the archive.
const INTERNAL: &str = "internal://";

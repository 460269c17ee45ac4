//! `cas-json`: UIMA CAS JSON 0.4, one CAS a document, with the layers of a custom INCEpTION project.
//!
//! Offsets are UTF-16 code units. One CAS cannot name what stands in another, so links between documents stand in the
//! own rows beside the files.

mod parse;
mod read;
mod write;

use super::losses::{
    ANNOTATORS, ATTRIBUTIONS, CODEBOOK, CONFLICTS, CREDIBILITY, DIFFERENCES, DISMISSALS, LINK_ANNOTATORS,
    LINK_TIMES, LINKS_ACROSS, LINKS_TO_LOST, MODALITY, READ_MARKS, RULINGS, SENTENCES, SEVERAL_KINDS,
    SOURCES, STATEMENTS, TAGS, TIMES, UNANCHORED, VERDICTS,
};
use super::registry::Format;
use super::{Grain, Unit};

pub(super) const FORMAT: Format = Format {
    loses: &[
        SOURCES,
        SENTENCES,
        READ_MARKS,
        UNANCHORED,
        SEVERAL_KINDS,
        STATEMENTS,
        ATTRIBUTIONS,
        MODALITY,
        CREDIBILITY,
        TAGS,
        ANNOTATORS,
        TIMES,
        LINKS_ACROSS,
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
    unit: Some(Unit::Utf16),
    read_dataset: Some(read::read_cas_json),
    write_dataset: Some(write::write_cas_json),
    ..Format::dataset("cas-json", "UIMA CAS JSON (INCEpTION)")
};

/// End of the names of the files.
const ENDING: &str = ".cas.json";
/// The layer of claims.
pub(super) const CLAIM_TYPE: &str = "webanno.custom.Claim";
/// The layer of links.
pub(super) const LINK_TYPE: &str = "webanno.custom.ClaimLink";
/// Says what a document is called.
const METADATA_TYPE: &str = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData";

//! `cas-json`: UIMA CAS JSON 0.4, one CAS a document, with the layers of a custom INCEpTION project.
//!
//! Offsets are UTF-16 code units. One CAS cannot name what stands in another, so links between documents stand in the
//! own rows beside the files.

mod parse;
mod read;
mod write;

use super::losses::{
    ACROSS_SENTENCES, BLANK, CLAIMS, CONFIDENCE, KINDS, LINK_CONFIDENCE, LINK_NOTES, LINKS,
    LINKS_ACROSS_SPLITS, LINKS_TO_OTHERS, NOTES, OUTSIDE, OVERLAPS, TEXTS, TITLES, UNDATED, UNSETTLED,
    UNVOTED,
};
use super::registry::Format;
use super::{Grain, Unit};

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
        CONFIDENCE,
        NOTES,
        LINKS,
        LINKS_TO_OTHERS,
        LINKS_ACROSS_SPLITS,
        LINK_CONFIDENCE,
        LINK_NOTES,
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

//! `cas-json` and `cas-xmi`: UIMA CAS JSON 0.4 and UIMA XMI, one CAS a document, with the layers of a custom INCEpTION
//! project; beside XMI its type system.
//!
//! Offsets are UTF-16 code units. One CAS cannot name what stands in another, so links between documents stand in the
//! own rows beside the files.

mod json_read;
mod json_write;
mod read;
mod structures;
mod type_system;
mod write;
mod xmi_read;
mod xmi_write;

use super::losses::{
    ACROSS_SENTENCES, BLANK, CLAIMS, CONFIDENCE, KINDS, LINK_CONFIDENCE, LINK_NOTES, LINKS,
    LINKS_ACROSS_SPLITS, LINKS_TO_OTHERS, NOTES, OUTSIDE, OVERLAPS, TEXTS, TITLES, UNDATED, UNSETTLED,
    UNVOTED,
};
use super::registry::Format;
use super::{Grain, Unit};
pub(super) use json_read::parse_json;
pub(super) use read::{Naming, read_all};
pub(super) use structures::Cas;
pub(super) use type_system::TypeSystem;
pub(super) use xmi_read::{parse_xmi, xml_lines};

pub(super) const JSON: Format = Format {
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
    write_dataset: Some(json_write::write_cas_json),
    ..Format::dataset("cas-json", "UIMA CAS JSON (INCEpTION)")
};

pub(super) const XMI: Format = Format {
    extensions: &["xmi"],
    holds: JSON.holds,
    grain: Grain::Documents,
    unit: Some(Unit::Utf16),
    read_dataset: Some(read::read_cas_xmi),
    write_dataset: Some(xmi_write::write_cas_xmi),
    ..Format::dataset("cas-xmi", "UIMA CAS XMI (INCEpTION, DKPro)")
};

/// End of the names of JSON files.
const JSON_ENDING: &str = ".cas.json";
/// End of the names of XMI files.
const XMI_ENDING: &str = ".xmi";
/// The file that describes the types of XMI files.
const TYPE_SYSTEM_FILE: &str = "TypeSystem.xml";
/// The layer of claims.
pub(super) const CLAIM_TYPE: &str = "webanno.custom.Claim";
/// The layer of links.
pub(super) const LINK_TYPE: &str = "webanno.custom.ClaimLink";
/// Says what a document is called.
const METADATA_TYPE: &str = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData";
/// Says which character a text has where XML has none: its code point.
const CHARACTER_TYPE: &str = "crossclaim.Character";
/// The number of the character.
const CODE: &str = "code";

//! `brat`: a text and a standoff file a document, and the configuration that the tool needs.
//!
//! Offsets are code points; a place over several lines is written in parts. Links between documents cannot be said and
//! stand as notes besides the own rows.

mod parse;
mod read;
mod write;

use super::losses::{
    ACROSS_SENTENCES, CLAIMS, CONFIDENCE, KINDS, LINK_CONFIDENCE, LINKS, LINKS_ACROSS_SPLITS,
    LINKS_TO_OTHERS, OUTSIDE, OVERLAPS, TEXTS, UNDATED, UNSETTLED, UNVOTED,
};
use super::registry::Format;
use super::{Grain, Unit};

pub(super) const FORMAT: Format = Format {
    extensions: &["ann"],
    holds: &[
        TEXTS,
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
    unit: Some(Unit::CodePoints),
    read_dataset: Some(read::read_brat),
    write_dataset: Some(write::write_brat),
    ..Format::dataset("brat", "brat standoff")
};

/// Name of the attribute that says how sure an annotator is.
const CONFIDENCE_ATTRIBUTE: &str = "Confidence";
/// Begins the note that stands for a link to another document.
const CROSS_LINK: &str = "xlink";
/// Begins the part of a note that says how sure a link is.
const CONFIDENCE_WORD: &str = "confidence=";

/// A sign that neither a line nor a column of a standoff file may contain.
fn is_break(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

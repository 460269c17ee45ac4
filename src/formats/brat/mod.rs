//! `brat`: a text and a standoff file a document, and the configuration that the tool needs.
//!
//! Offsets are code points; a place over several lines is written in parts. Links between documents cannot be said and
//! stand as notes besides the own rows.

mod parse;
mod read;
mod write;

use super::losses::{
    ANNOTATORS, ATTRIBUTIONS, BLANK, CODEBOOK, CONFLICTS, CREDIBILITY, DIFFERENCES, DISMISSALS,
    LINK_ANNOTATORS, LINK_NOTES, LINK_TIMES, LINKS_ACROSS, LINKS_TO_LOST, MODALITY, NOTES, READ_MARKS,
    RULINGS, SENTENCES, SEVERAL_KINDS, SOURCES, STATEMENTS, TAGS, TIMES, TITLES, UNANCHORED, VERDICTS,
};
use super::registry::Format;
use super::{Grain, Unit};

pub(super) const FORMAT: Format = Format {
    extensions: &["ann"],
    loses: &[
        TITLES,
        SOURCES,
        SENTENCES,
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

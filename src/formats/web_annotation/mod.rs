//! `web-annotation`: W3C Web Annotations (JSON-LD): claims by quote and position, links between them, and the texts.
//!
//! Positions count Unicode code points, as the Recommendation says; browser clients that count UTF-16 find the place by
//! the quote. Claims and links stand in files of their own, since some readers refuse annotations without a selector.

mod place;
mod read;
mod sources;
mod write;

use super::losses::{
    ACROSS_SENTENCES, ANNOTATORS, BLANK, CLAIMS, CONFIDENCE, KINDS, LINK_ANNOTATORS, LINK_CONFIDENCE,
    LINK_NOTES, LINK_TIMES, LINKS, LINKS_ACROSS, LINKS_TO_OTHERS, NOTES, OUTSIDE, OVERLAPS, SEVERAL_KINDS,
    TAGS, TEXTS, TIMES, TITLES, UNDATED, UNSETTLED, UNVOTED,
};
use super::registry::Format;
use super::{Grain, Unit};

pub(super) const FORMAT: Format = Format {
    extensions: &["jsonld"],
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
        TAGS,
        NOTES,
        ANNOTATORS,
        TIMES,
        LINKS,
        LINKS_ACROSS,
        LINKS_TO_OTHERS,
        LINK_CONFIDENCE,
        LINK_NOTES,
        LINK_ANNOTATORS,
        LINK_TIMES,
    ],
    grain: Grain::Documents,
    unit: Some(Unit::CodePoints),
    read_dataset: Some(read::read_web_annotation),
    write_dataset: Some(write::write_web_annotation),
    ..Format::dataset("web-annotation", "Web Annotations (W3C JSON-LD)")
};

/// Begins the body that says how sure an annotator is: the vocabulary has no term for it.
const CONFIDENCE_WORD: &str = "confidence:";
/// Begins the name of a record of this program.
const RECORD_URN: &str = "urn:uuid:";
/// Begins the name of a text that no address names, by its hash.
const TEXT_URN: &str = "urn:sha256:";

//! `web-annotation`: W3C Web Annotations (JSON-LD): claims by quote and position, links between them, and the texts.
//!
//! Positions count Unicode code points, as the Recommendation says; browser clients that count UTF-16 find the place by
//! the quote. Claims and links stand in files of their own, since some readers refuse annotations without a selector.

mod place;
mod read;
mod sources;
mod write;

use super::losses::{
    ATTRIBUTIONS, CODEBOOK, CONFLICTS, CREDIBILITY, DIFFERENCES, DISMISSALS, LINKS_ACROSS_SPLITS,
    LINKS_TO_LOST, MODALITY, READ_MARKS, RULINGS, SENTENCES, SOURCES, STATEMENTS, UNANCHORED, VERDICTS,
};
use super::registry::Format;
use super::{Grain, Unit};

pub(super) const FORMAT: Format = Format {
    extensions: &["jsonld"],
    loses: &[
        SOURCES,
        SENTENCES,
        READ_MARKS,
        UNANCHORED,
        STATEMENTS,
        ATTRIBUTIONS,
        MODALITY,
        CREDIBILITY,
        LINKS_ACROSS_SPLITS,
        LINKS_TO_LOST,
        DIFFERENCES,
        DISMISSALS,
        VERDICTS,
        RULINGS,
        CONFLICTS,
        CODEBOOK,
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

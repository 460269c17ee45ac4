//! `label-studio`: tasks with one pane a document, and the labelling configuration without which they are useless.
//!
//! Documents that links connect share a task, since relations cannot leave one. A relation keeps its ends, direction and
//! labels and nothing else.

mod config;
mod read;
mod write;

use super::losses::{
    ATTRIBUTIONS, CODEBOOK, CONFLICTS, CREDIBILITY, DIFFERENCES, DISMISSALS, LINK_CONFIDENCE, LINK_NOTES,
    LINK_TIMES, LINKS_ACROSS, LINKS_TO_LOST, LINKS_TO_OTHERS, MODALITY, READ_MARKS, RULINGS, SENTENCES,
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
        STATEMENTS,
        ATTRIBUTIONS,
        MODALITY,
        CREDIBILITY,
        TAGS,
        TIMES,
        LINKS_ACROSS,
        LINKS_TO_OTHERS,
        LINKS_TO_LOST,
        LINK_CONFIDENCE,
        DIFFERENCES,
        LINK_NOTES,
        LINK_TIMES,
        DISMISSALS,
        VERDICTS,
        RULINGS,
        CONFLICTS,
        CODEBOOK,
    ],
    grain: Grain::Documents,
    unit: Some(Unit::CodePoints),
    read_dataset: Some(read::read_label_studio),
    write_dataset: Some(write::write_label_studio),
    ..Format::dataset("label-studio", "Label Studio tasks")
};

/// Name of the configuration beside the tasks.
const CONFIG_FILE: &str = "config.xml";

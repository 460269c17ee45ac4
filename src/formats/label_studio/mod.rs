//! `label-studio`: tasks with one pane a document, and the labelling configuration without which they are useless.
//!
//! Documents that links connect share a task, since relations cannot leave one. A relation keeps its ends, direction and
//! labels and nothing else.

mod config;
mod read;
mod short_form;
mod write;

use super::losses::{
    ACROSS_SENTENCES, ANNOTATORS, BLANK, CLAIMS, CONFIDENCE, KINDS, LINK_ANNOTATORS, LINKS,
    LINKS_ACROSS_SPLITS, NOTES, OUTSIDE, OVERLAPS, SEVERAL_KINDS, TEXTS, TITLES, UNDATED, UNSETTLED, UNVOTED,
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
        SEVERAL_KINDS,
        CONFIDENCE,
        NOTES,
        ANNOTATORS,
        LINKS,
        LINKS_ACROSS_SPLITS,
        LINK_ANNOTATORS,
    ],
    grain: Grain::Documents,
    unit: Some(Unit::CodePoints),
    read_dataset: Some(read::read_label_studio),
    write_dataset: Some(write::write_label_studio),
    ..Format::dataset("label-studio", "Label Studio tasks")
};

/// Name of the configuration beside the tasks.
const CONFIG_FILE: &str = "config.xml";

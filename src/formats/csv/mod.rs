//! `csv`: `claims.csv`, `links.csv` and `matrix.csv` for spreadsheets and data frames; claims and links are read back.
//!
//! The tables have no texts: they are read against the documents of a project, or of `documents.jsonl` beside them.

mod cells;
mod ends;
mod matrix;
mod read;
mod table;
mod write;

pub(super) use write::{table, write_cells};

use super::Unit;
use super::losses::{
    ACROSS_SENTENCES, ANNOTATORS, ATTRIBUTIONS, BLANK, CLAIMS, CONFIDENCE, CREDIBILITY, KINDS,
    LINK_ANNOTATORS, LINK_CONFIDENCE, LINK_NOTES, LINK_TIMES, LINKS, LINKS_ACROSS, LINKS_ACROSS_SPLITS,
    LINKS_TO_LOST, LINKS_TO_OTHERS, MODALITY, NOTES, OUTSIDE, OVERLAPS, SEVERAL_KINDS, STATEMENTS, TAGS,
    TIMES, TITLES, UNANCHORED, UNDATED, UNSETTLED, UNVOTED,
};
use super::registry::Format;

pub(super) const FORMAT: Format = Format {
    extensions: &["csv"],
    holds: &[
        TITLES,
        UNANCHORED,
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
        STATEMENTS,
        ATTRIBUTIONS,
        MODALITY,
        CONFIDENCE,
        CREDIBILITY,
        TAGS,
        NOTES,
        ANNOTATORS,
        TIMES,
        LINKS,
        LINKS_ACROSS,
        LINKS_TO_LOST,
        LINKS_TO_OTHERS,
        LINKS_ACROSS_SPLITS,
        LINK_CONFIDENCE,
        LINK_NOTES,
        LINK_ANNOTATORS,
        LINK_TIMES,
    ],
    unit: Some(Unit::CodePoints),
    read_dataset: Some(read::read_csv),
    write_dataset: Some(write::write_csv),
    ..Format::dataset("csv", "Tables (CSV)")
};

/// Between several values in one cell.
const SEPARATOR: &str = "; ";

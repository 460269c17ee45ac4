//! `csv`: `claims.csv`, `links.csv` and `matrix.csv` for spreadsheets and data frames; claims and links are read back.
//!
//! The tables have no texts: they are read against the documents of a project, or of `documents.jsonl` beside them.

mod cells;
mod ends;
mod matrix;
mod read;
mod table;
mod write;

use super::Unit;
use super::losses::{
    CODEBOOK, CONFLICTS, DIFFERENCES, DISMISSALS, READ_MARKS, RULINGS, SENTENCES, SOURCES, TEXTS, VERDICTS,
};
use super::registry::Format;

pub(super) const FORMAT: Format = Format {
    extensions: &["csv"],
    loses: &[
        TEXTS,
        SOURCES,
        SENTENCES,
        READ_MARKS,
        DIFFERENCES,
        DISMISSALS,
        VERDICTS,
        RULINGS,
        CONFLICTS,
        CODEBOOK,
    ],
    unit: Some(Unit::CodePoints),
    read_dataset: Some(read::read_csv),
    write_dataset: Some(write::write_csv),
    ..Format::dataset("csv", "Tables (CSV)")
};

/// Between several values in one cell.
const SEPARATOR: &str = "; ";

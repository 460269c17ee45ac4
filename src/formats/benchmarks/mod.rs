//! Benchmarks of fact checking, natural language inference, retrieval and coreference as projects, and back into their own
//! form where a corrected set can be returned. One file a set; [`build`] makes the project, [`view`] reads it for the writers.

mod averitec;
mod beir;
mod build;
mod climate_fever;
mod contract_nli;
mod ecb_plus;
mod fever;
mod fields;
mod files;
mod options;
mod pair_presets;
mod pair_sets;
mod place;
mod row;
mod sample;
mod scifact;
mod told;
mod view;

pub use files::SetFiles;
pub use options::{Columns, SetOptions};
pub use pair_presets::PRESETS;

pub(super) use averitec::FORMAT as AVERITEC;
pub(super) use beir::FORMAT as BEIR;
pub(super) use climate_fever::FORMAT as CLIMATE_FEVER;
pub(super) use contract_nli::FORMAT as CONTRACT_NLI;
pub(super) use ecb_plus::FORMAT as ECB_PLUS;
pub(super) use fever::FORMAT as FEVER;
pub(super) use pair_sets::{read_pair_set, read_pairs, write_pair_sets};
pub(super) use scifact::FORMAT as SCIFACT;

use super::file_names::without_ending;
use super::losses::{
    ACROSS_SENTENCES, BLANK, LINKS_ACROSS_SPLITS, LINKS_TO_OTHERS, OUTSIDE, OVERLAPS, UNSETTLED, UNVOTED,
};
use super::new_document::base_name;
use super::registry::Format;
use super::{Dataset, Defaults, FormatError, InputFile};
use files::InMemory;

/// Reads the files of a set, which need not fit into memory.
pub type ReadSet = fn(&dyn SetFiles, &SetOptions, &Defaults<'_>) -> Result<Dataset, FormatError>;

/// What every set can hold. Links that neither support nor refute stand beside it, as do texts and whatever people add.
const HELD: &[&str] =
    &[OVERLAPS, ACROSS_SENTENCES, BLANK, OUTSIDE, UNVOTED, UNSETTLED, LINKS_TO_OTHERS, LINKS_ACROSS_SPLITS];

/// A set that is only read.
const fn read_only(name: &'static str, label: &'static str) -> Format {
    Format { holds: &[], ..Format::dataset(name, label) }
}

/// Reads a set whose files are in memory, all of it.
fn in_memory(
    read: ReadSet,
    files: &[InputFile<'_>],
    defaults: &Defaults<'_>,
) -> Result<Dataset, FormatError> {
    read(&InMemory(files), &SetOptions::default(), defaults)
}

/// Sets that have columns of their own cannot be told other ones.
fn need_no_columns(options: &SetOptions) -> Result<(), FormatError> {
    if options.columns.is_empty() {
        return Ok(());
    }
    let words = "this set has columns of its own; only pairs (--format nli) can be told which column is what";
    Err(FormatError::NoKnownFile(words.to_owned()))
}

/// Title of a project made of a set: its name and the files of its claims.
fn set_title<'n>(name: &str, files: impl Iterator<Item = &'n String>) -> String {
    let files: Vec<&str> = files.map(|file| without_ending(base_name(file))).collect();
    if files.is_empty() { name.to_owned() } else { format!("{name}: {}", files.join(", ")) }
}

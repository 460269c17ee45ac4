//! `inception`: the archive of a whole INCEpTION project. Read only: its documents, the annotations of each user and the
//! curated ones, in the formats of [`super::cas`] and [`super::webanno_tsv`].

mod project;
mod read;

use super::registry::Format;
use super::{Grain, Unit};

pub(super) const FORMAT: Format = Format {
    grain: Grain::Documents,
    unit: Some(Unit::Utf16),
    read_dataset: Some(read::read_inception),
    ..Format::dataset("inception", "INCEpTION project (ZIP)")
};

/// Who curated, in the archive.
const CURATION_USER: &str = "CURATION_USER";
/// The layer of the curated annotations.
const CURATION: &str = "Curation";

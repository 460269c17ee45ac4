//! [`read_docx`]: Word documents. The text as it stands with tracked changes accepted, notes at the end.

mod document;
mod math;
mod notes;
mod numbering;
mod office;
mod package;
mod parts;
mod places;
mod properties;
mod story;
mod styles;
#[cfg(test)]
mod tests;

use super::{FormatError, NewDocument, ReadOptions};
pub(super) use office::{core_metadata, not_office, open_office_file};

/// The text of a Word document.
pub fn read_docx(
    file_name: &str,
    bytes: &[u8],
    _options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    NewDocument::from_extracted(file_name, bytes, document::extract(bytes, 0)?)
}

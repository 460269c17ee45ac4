//! The project file: [`write_project`] and [`read_project`], one RON document with one record a line.
//!
//! Reading tries our own layout first, line by line, which is fast and names the damaged line. Everything else that
//! RON allows (edits by hand, other line breaks, comments) goes through the ron library as a whole.

mod anchoring;
mod build;
mod contents;
mod cursor;
mod error;
mod escape;
mod fields;
mod layout;
mod mend;
mod mend_marks;
mod missing;
mod own_lines;
mod parse;
mod read;
mod rough_document;
mod salvage;
#[cfg(test)]
mod samples;
mod source;
mod stamp;
#[cfg(test)]
mod tests;
mod trust;
mod write;
mod write_codebook;

pub use error::{Place, ReadError};
pub use read::{LoadedProject, open_project, project_faults, read_project};
pub use salvage::salvage_project;
pub use trust::written_project_id;
pub use write::write_project;

/// How the file names its own format.
const FORMAT: &str = "crossclaim";
/// The version that is written. Each version before it is read as it is: what it lacks may be missing in this one, too.
const VERSION: u64 = 2;
/// A comment, so that whoever opens the file in an editor knows what it is.
const FIRST_LINE: &str = "// Crossclaim project. One record per line.";
/// Stands before the hash of everything above it.
const TRAILER: &str = "// blake3: ";

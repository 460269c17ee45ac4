//! Bytes ↔ values: one file a format behind the [`formats`] registry. Never touches the disk.
//!
//! Readers of documents give a [`NewDocument`], readers of datasets a [`Dataset`] of whole records; writers give
//! [`OutputFile`]s. Nothing is dropped silently: what could not be kept is an error or a problem in words.

mod csv;
mod dataset;
mod decode;
mod error;
mod ids;
mod jsonl;
mod markdown;
mod new_document;
mod plain_text;
mod progress;
mod registry;
mod selection;

pub use csv::write_csv;
pub use dataset::{Dataset, Defaults, InputFile, OutputFile};
pub use decode::{DecodedText, MAX_TEXT_LEN, decode_text};
pub use error::{FormatError, Place};
pub use jsonl::{read_jsonl, write_jsonl};
pub use markdown::read_markdown;
pub use new_document::NewDocument;
pub use plain_text::read_plain_text;
pub use progress::Progress;
pub use registry::{
    Format, Purpose, ReadDataset, ReadDocument, WriteDataset, format, format_for_file, formats,
};
pub use selection::{ByteOrderMark, ExportOptions, Layer};

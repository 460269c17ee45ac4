//! Bytes ↔ values: one file a format behind the [`formats`] registry. Never touches the disk.
//!
//! Readers of documents give a [`NewDocument`], readers of datasets a [`Dataset`] of whole records; writers give
//! [`OutputFile`]s. Nothing is dropped silently: what could not be kept is an error or a problem in words.

mod anchored;
mod archive;
mod brat;
mod cas_json;
mod claimreview;
mod conll;
mod croissant;
mod csv;
mod dataset;
mod dates;
mod decode;
mod doccano;
mod document_paths;
mod docx;
mod eml;
mod epub;
mod error;
mod extract;
mod file_names;
mod frames;
mod gathering;
mod graphml;
mod html;
mod huggingface;
mod ids;
mod jsonl;
mod label_studio;
mod labels;
mod lewidi;
mod losses;
mod markdown;
mod markup;
mod merged;
mod new_document;
mod nli;
mod odt;
mod options;
mod output;
mod pairs;
mod parquet;
mod pdf;
mod plain_text;
mod prodigy;
mod progress;
mod refi_qda;
mod registry;
mod report;
mod rtf;
mod selection;
mod sidecar;
mod splits;
mod tables;
mod texts;
mod tokens;
mod votes;
mod web_annotation;
mod webanno_tsv;
mod write;
mod xml;
mod zip_archive;
mod zip_writer;

pub use dataset::{Dataset, Defaults, InputFile, OutputFile};
pub use dates::parse_date;
pub use decode::{DecodedText, ENCODINGS, MAX_TEXT_LEN, ReadOptions, decode_text, decode_text_as};
pub use docx::read_docx;
pub use eml::read_eml;
pub use epub::read_epub;
pub use error::{FormatError, Place};
pub use file_names::{FileNames, is_safe_path};
pub use html::read_html;
pub use jsonl::read_jsonl;
pub use losses::Loss;
pub use markdown::read_markdown;
pub use new_document::NewDocument;
pub(crate) use new_document::base_name;
pub use odt::read_odt;
pub use options::{ByteOrderMark, ExportOptions, Filter, Layer, Split, SplitBy};
pub use output::{Output, Sink, Take};
pub use pdf::read_pdf;
pub use plain_text::read_plain_text;
pub use progress::Progress;
pub use registry::{
    DocumentReader, Format, Purpose, ReadArchive, ReadDataset, ReadDocument, WriteDataset, format,
    format_for_file, formats, sniffed_format,
};
pub use report::write_report;
pub use rtf::read_rtf;
pub use selection::Selection;
pub use splits::Grain;
pub use tables::{ColumnMapping, ReadTable, TableKind, guess_mapping, read_table, table_columns};
pub use texts::Unit;
pub use write::{WriteReport, losses, write, written};
pub use zip_archive::{Unpacked, read_zip};

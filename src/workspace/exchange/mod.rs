//! What comes in and goes out: documents, datasets and whole project files, for the window and the command line.
//!
//! Everything that changes the project is one transaction for [`Workspace::commit`](super::Workspace::commit).

mod add;
mod agreement;
mod codebooks;
mod compare;
mod export;
mod import;
mod inputs;
mod merge;
mod parse;
mod project_file;
mod report;
mod segments;
mod sets;
mod shown_table;
mod stats;
mod suggestions;
mod threads;
mod verify;

pub use add::{AddedDocuments, InputDocument, ReadDocuments, Refusal};
pub use agreement::{AgreementRows, FigureRow, agreement_rows};
pub use compare::{ComparedPair, ComparedPairs, DifferingSpans, PairsError, compare_pairs};
pub use export::{Export, ExportError, ExportedFiles, export_to, layer_of};
pub use import::{ImportError, Imported};
pub(in crate::workspace) use import::{annotator_called, preview};
pub use inputs::read_inputs;
pub use merge::{ConflictWords, MergeFilesError, MergePaths, MergedFiles, merge_files};
pub(in crate::workspace) use merge::{NO_BASE, change_words, open_before, two_projects};
pub(crate) use parse::Parsed;
pub use parse::{MAX_CHILD_INPUT, Parser, answer_parent, document_endings, limit_child_memory};
pub(in crate::workspace) use project_file::default_user_name;
pub use project_file::{ProjectFile, user};
pub use report::{ReportError, ReportTarget, report_to};
pub use segments::{SegmentedText, segments};
pub use shown_table::table_to;
pub use stats::{Stats, stats};
pub use suggestions::{SuggestedLink, SuggestionError, SuggestionRequest, suggestions};
pub use threads::{ThreadRow, thread_rows};
pub use verify::{VerifiedDraft, VerifiedPassage, VerifiedSentence, VerifyError, verify_draft};

pub use crate::formats::{
    ByteOrderMark, ColumnMapping, Columns, Dataset, Defaults, ENCODINGS, ExportOptions, FileNames, Filter,
    Format, FormatError, InputFile, Layer, Loss, NewDocument, OutputFile, PRESETS, Purpose, ReadOptions,
    ReportFormat, ReportOptions, ReportPart, SetOptions, ShownTable, Split, SplitBy, TableForm, TableHead,
    TableKind, Unit, format, format_for_file, formats, has_ending, losses, parse_date,
};
pub use crate::storage::{FileKind, SaveError, SourceBytes, SourceError, Vfs, list_folder, read_source};
pub use crate::text::visible;

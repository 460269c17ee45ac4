//! [`FileAction`]: what brings files in and out.

use super::export_request::ExportRequest;
use super::state::Picked;
use crate::workspace::ReadChoice;
use crate::workspace::exchange::{ReadDocuments, ReportOptions};
use std::path::PathBuf;

/// A text that was pasted, and where it comes from as far as that was said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastedText {
    /// Empty: taken from the text.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Who wrote it.
    pub author: String,
    /// Where it is on the web.
    pub url: String,
    /// A date as far as known.
    pub published: String,
    /// What was pasted.
    pub text: String,
}

/// Files in and out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileAction {
    /// Asks for a project file to open.
    Open,
    /// Opens that project.
    OpenPath(PathBuf),
    /// Opens the copy of the bundled sample.
    OpenSample,
    /// Opens another copy of the sample, as it was at first.
    FreshSample,
    /// Starts an empty project.
    New,
    /// Saves; asks where if the project has no file yet.
    Save,
    /// Asks where to save.
    SaveAs,
    /// Saves there.
    SaveTo(PathBuf),
    /// Asks for documents to add.
    AddFiles,
    /// Adds those files.
    AddPaths(Vec<PathBuf>),
    /// Adds a pasted text.
    AddText(Box<PastedText>),
    /// Asks where to export in that format.
    Export(ExportRequest),
    /// Exports there.
    ExportTo(ExportRequest, PathBuf),
    /// Asks where to write a report.
    Report(ReportOptions),
    /// Writes a report there.
    ReportTo(ReportOptions, PathBuf),
    /// Opens a file in the desktop's program for it.
    OpenFile(PathBuf),
    /// Adds documents that were read and looked at: what was told there is not told again.
    AddRead(Box<ReadDocuments>),
    /// Reads a file again as chosen in the preview.
    ReadAgain(PathBuf, ReadChoice),
    /// Asks for annotations made elsewhere.
    ImportAnnotations,
    /// Reads annotations, in the format of that name or in the one that fits, as the work of an annotator where they name
    /// nobody, and shows what would come of them.
    LookAtAnnotations(Vec<PathBuf>, Option<String>, Option<String>),
    /// Takes in the annotations that were shown.
    AcceptAnnotations,
    /// Does not take them in.
    LeaveAnnotations,
    /// Files were chosen.
    Picked(Picked),
    /// Stops what runs beside the window.
    CancelJob,
    /// Shows a folder in the desktop's file manager.
    ShowFolder(PathBuf),
}

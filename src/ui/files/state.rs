//! What dialogs of files show and what is half done in them.

use crate::ui::files::export_request::ExportRequest;
use crate::workspace::exchange::{ReadDocuments, ReportOptions, TableForm};
use crate::workspace::{AnnotationsPreview, Launch, OpenJob};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What the file dialog is open for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilesFor {
    /// A project to open.
    OpenProject,
    /// Another version of the project.
    MergeProject,
    /// Annotations made elsewhere.
    Annotations,
    /// Documents to add.
    AddDocuments,
    /// Where to save.
    SaveProject,
    /// Where to export.
    Export(ExportRequest),
    /// Where to write a table that a view shows.
    Table(TableForm),
    /// Where to write a report.
    Report(ReportOptions),
}

/// What file dialogs propose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilePlace {
    /// Where they begin.
    pub folder: Option<PathBuf>,
    /// Folder of the open project; none before it has a place of its own.
    pub project: Option<PathBuf>,
    /// The project's title as the name of a file, without ending.
    pub name: String,
}

/// A format of the export dialog.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportChoice {
    /// Name in the registry of formats.
    pub name: String,
    /// Shown.
    pub label: String,
    /// What the format cannot hold, each in one phrase; empty when it holds everything.
    pub what_is_lost: Vec<String>,
}

/// Documents that were read and wait to be added.
#[derive(Debug, Default)]
pub struct ImportDraft {
    /// As read; none when nothing waits.
    pub read: Option<ReadDocuments>,
    /// Documents that are left out, by index.
    pub left_out: BTreeSet<usize>,
    /// The document on show, by index.
    pub shown: usize,
    /// The file that is being read again.
    pub reading: Option<PathBuf>,
}

impl ImportDraft {
    /// All of them are to be added.
    pub fn new(read: ReadDocuments) -> Self {
        Self { read: Some(read), ..Self::default() }
    }

    /// Puts what a file gave when it was read again in the place of what it gave before. What is left out of other
    /// files stays so; of this one all is to be added, as its documents are others now.
    pub fn replace(&mut self, path: &Path, again: ReadDocuments) {
        let Some(read) = &mut self.read else {
            return;
        };
        let is_other = |origin: &Option<PathBuf>| origin.as_deref() != Some(path);
        // Of the documents of other files, which keep their order.
        let others = read.origins.iter().enumerate().filter(|(_, origin)| is_other(origin));
        let left_out: Vec<bool> = others.map(|(index, _)| self.left_out.contains(&index)).collect();
        read.replace(path, again);
        let others = read.origins.iter().enumerate().filter(|(_, origin)| is_other(origin));
        let indexes = others.zip(left_out).filter(|(_, is_out)| *is_out).map(|((index, _), _)| index);
        self.left_out = indexes.collect();
    }
}

/// Annotations made elsewhere that are looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AnnotationsOnShow {
    /// None.
    #[default]
    None,
    /// These files are being read.
    Reading(Vec<PathBuf>),
    /// What would come of them.
    Ready(Box<AnnotationsPreview>),
    /// Why these files cannot be taken in.
    Refused(Vec<PathBuf>, String),
}

/// How far opening something else is.
#[derive(Debug, Default)]
pub enum Opening {
    /// Nothing is being opened.
    #[default]
    Idle,
    /// What is open is being saved.
    Saving(Launch),
    /// The new one is being read.
    Reading(OpenJob),
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// What it was asked for.
    pub purpose: FilesFor,
    /// At least one path.
    pub paths: Vec<PathBuf>,
}

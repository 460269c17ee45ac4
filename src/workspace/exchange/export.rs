//! [`Export`]: writes the files of an export where nothing stands yet; [`export_to`] does it for one project.

use crate::formats::{ExportOptions, Format, FormatError, Layer, Loss, OutputFile, Sink, WriteReport, write};
use crate::model::Project;
use crate::storage::{NewFolder, SaveError, Vfs};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The format is only read.
    #[error(
        "Nothing was exported: the format {0} is only read. See `crossclaim formats` for those that are written."
    )]
    NotWritten(&'static str),
    /// The format found nothing to write, or the user stopped it.
    #[error("Nothing was exported: {0}.")]
    Format(#[from] FormatError),
    /// Something stands where the export should go.
    #[error("Nothing was exported: {} is there already. Choose a name that is free, or an empty folder.", .0.display())]
    Exists(PathBuf),
    /// The disk refused.
    #[error("Nothing was exported: {0}")]
    Disk(#[from] SaveError),
}

/// The layer of an annotator given by id or by name; an error in words when there is none or there are two.
pub fn layer_of(project: &Project, annotator: &str) -> Result<Layer, String> {
    let by_id = annotator.parse().ok().and_then(|id| project.annotator(id));
    if let Some(found) = by_id {
        return Ok(Layer::Annotator(found.id));
    }
    let mut named = project.annotators().filter(|known| known.name == annotator);
    match (named.next(), named.next()) {
        (Some(found), None) => Ok(Layer::Annotator(found.id)),
        (Some(_), Some(_)) => {
            let ids = project.annotators().filter(|known| known.name == annotator);
            let ids: Vec<String> = ids.map(|known| known.id.to_string()).collect();
            Err(format!(
                "several annotators are called “{annotator}”; give one of their ids: {}",
                ids.join(", ")
            ))
        }
        _ => {
            let names: Vec<&str> = project.annotators().map(|known| known.name.as_str()).collect();
            let names = if names.is_empty() { "nobody".to_owned() } else { names.join(", ") };
            Err(format!("the project has no annotator “{annotator}”; it has {names}"))
        }
    }
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportedFiles {
    /// Each with its folder.
    pub files: Vec<PathBuf>,
    /// What the format could not hold, and where it is kept; of several projects together.
    pub losses: Vec<Loss>,
    /// What else was odd, in words.
    pub notes: Vec<String>,
}

/// An export of one or several projects. Dropping it before [`Export::finish`] takes everything back.
#[derive(Debug)]
pub struct Export<'d> {
    target: PathBuf,
    format: &'static Format,
    folder: NewFolder<'d>,
    exported: ExportedFiles,
}

impl<'d> Export<'d> {
    /// Begins to write beside the target, where nothing may stand but an empty folder.
    pub fn begin(disk: &'d dyn Vfs, target: &Path, format: &'static Format) -> Result<Self, ExportError> {
        if !format.is_written() {
            return Err(ExportError::NotWritten(format.name));
        }
        let folder = NewFolder::begin(disk, target).map_err(|err| match err {
            SaveError::Exists(path) => ExportError::Exists(path),
            err => ExportError::Disk(err),
        })?;
        Ok(Self { target: target.to_path_buf(), format, folder, exported: ExportedFiles::default() })
    }

    /// Writes a project; where there are several, each needs a name of its own.
    ///
    /// # Errors
    /// The export is of no use any more.
    pub fn add(
        &mut self,
        name: Option<&str>,
        (project, options): (&Project, &ExportOptions),
        progress: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> Result<(), ExportError> {
        let mut refused = None;
        let mut take = |file: OutputFile| match self.folder.put(Path::new(&file.name), &file.bytes) {
            Ok(()) => ControlFlow::Continue(()),
            Err(err) => {
                refused = Some(err);
                ControlFlow::Break(())
            }
        };
        let sink = Sink { take: &mut take, progress: &mut |share| progress(share), project: name };
        let report = write(self.format, project, options, sink);
        if let Some(err) = refused {
            return Err(err.into());
        }
        let WriteReport { losses, notes } = report?;
        for loss in losses {
            let known = self.exported.losses.iter_mut().find(|known| known.what == loss.what);
            match known {
                Some(known) => known.count += loss.count,
                None => self.exported.losses.push(loss),
            }
        }
        self.exported.notes.extend(notes);
        Ok(())
    }

    /// Moves the files into place.
    ///
    /// # Errors
    /// The target is as it was.
    pub fn finish(self) -> Result<ExportedFiles, ExportError> {
        let names = self.folder.finish()?;
        let files = names.iter().map(|name| self.target.join(name)).collect();
        Ok(ExportedFiles { files, ..self.exported })
    }
}

/// Writes one project beside the target and moves it into place at the end.
///
/// # Errors
/// The target is as it was.
pub fn export_to(
    disk: &dyn Vfs,
    target: &Path,
    format: &'static Format,
    what: (&Project, &ExportOptions),
    progress: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<ExportedFiles, ExportError> {
    let mut export = Export::begin(disk, target, format)?;
    export.add(None, what, progress)?;
    export.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::format;
    use crate::model::ProjectId;
    use crate::storage::MemoryFs;
    use std::io;

    fn export(disk: &MemoryFs, target: &str, name: &str) -> Result<ExportedFiles, String> {
        let project = Project::new(ProjectId(uuid::Uuid::from_u128(1)), "T");
        let options = ExportOptions::default();
        let mut go_on = |_: f32| ControlFlow::Continue(());
        let format = format(name).unwrap();
        export_to(disk, Path::new(target), format, (&project, &options), &mut go_on)
            .map_err(|err| err.to_string())
    }

    #[test]
    fn an_empty_folder_is_filled_and_a_full_one_left_alone() {
        let disk = MemoryFs::new();
        disk.create_folders(Path::new("/out")).unwrap();
        let written = export(&disk, "/out", "csv").unwrap();
        let names = ["/out/claims.csv", "/out/links.csv", "/out/matrix.csv", "/out/codebook.json"];
        assert_eq!(written.files, names.map(Path::new));
        let before = disk.paths();
        assert_eq!(
            export(&disk, "/out", "csv").unwrap_err(),
            "Nothing was exported: /out is there already. Choose a name that is free, or an empty folder."
        );
        assert!(export(&disk, "/out/claims.csv", "csv").is_err());
        assert_eq!(disk.paths(), before);
    }

    #[test]
    fn a_full_disk_leaves_no_half_export() {
        let whole = MemoryFs::new();
        whole.create_folders(Path::new("/out")).unwrap();
        let before = whole.operations();
        export(&whole, "/out", "csv").unwrap();
        for at in before..whole.operations() {
            let disk = MemoryFs::new();
            disk.create_folders(Path::new("/out")).unwrap();
            let empty = disk.paths();
            disk.fail(at..at + 1, io::ErrorKind::StorageFull);
            if let Err(message) = export(&disk, "/out", "csv") {
                assert!(message.starts_with("Nothing was exported"), "{message}");
                assert_eq!(disk.paths(), empty, "operation {at}: {message}");
            }
        }
    }
}

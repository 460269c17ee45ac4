//! [`export_to`]: writes the files of an export where nothing stands yet.

use crate::formats::{ExportOptions, Format, FormatError, Layer, OutputFile};
use crate::model::Project;
use crate::storage::{FileKind, SaveError, Vfs, overwrite_file, save_file};
use std::io;
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
    /// The disk refused.
    #[error("Nothing was exported to {}: {reason}. Choose another place.", path.display())]
    Folder {
        /// Where it should have gone.
        path: PathBuf,
        /// As the system says it.
        reason: String,
    },
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedFiles {
    /// Each with its folder.
    pub files: Vec<PathBuf>,
}

/// Writes beside the target and moves into place at the end: a folder for formats of several files.
///
/// # Errors
/// The target is as it was. An empty hidden folder may stay beside it.
pub fn export_to(
    disk: &dyn Vfs,
    target: &Path,
    format: &Format,
    (project, options): (&Project, &ExportOptions),
    progress: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<ExportedFiles, ExportError> {
    let write = format.write_dataset.ok_or(ExportError::NotWritten(format.name))?;
    let is_there = check_target(disk, target, format.to_folder)?;
    let files = write(project, options, progress)?;
    match files.as_slice() {
        [file] if !format.to_folder => {
            save_file(disk, target, &file.bytes, None)?;
            return Ok(ExportedFiles { files: vec![target.to_path_buf()] });
        }
        _ if is_there => write_folder(disk, target, &files)?,
        _ => {
            let beside = beside(target);
            let failed = |err: io::Error| folder_error(target, &err);
            disk.create_folders(&beside).map_err(failed)?;
            write_folder(disk, &beside, &files)?;
            disk.rename(&beside, target).map_err(|err| {
                remove(disk, &beside, &files);
                failed(err)
            })?;
        }
    }
    Ok(ExportedFiles { files: files.iter().map(|file| target.join(&file.name)).collect() })
}

/// Whether an empty folder is there; an error when anything else is, or no folder for it.
fn check_target(disk: &dyn Vfs, target: &Path, to_folder: bool) -> Result<bool, ExportError> {
    let facts = match disk.facts(target) {
        Ok(facts) => facts,
        Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(err) => return Err(folder_error(target, &err)),
    };
    let is_empty = facts.kind == FileKind::Folder
        && disk.list(target).map_err(|err| folder_error(target, &err))?.is_empty();
    if to_folder && is_empty { Ok(true) } else { Err(ExportError::Exists(target.to_path_buf())) }
}

fn write_folder(disk: &dyn Vfs, folder: &Path, files: &[OutputFile]) -> Result<(), ExportError> {
    for file in files {
        if let Err(err) = overwrite_file(disk, &folder.join(&file.name), &file.bytes) {
            remove(disk, folder, files);
            return Err(err.into());
        }
    }
    Ok(())
}

/// Takes half an export back; what cannot be taken back does no harm.
fn remove(disk: &dyn Vfs, folder: &Path, files: &[OutputFile]) {
    for file in files {
        disk.remove(&folder.join(&file.name)).ok();
    }
}

fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.unfinished"))
}

fn folder_error(path: &Path, err: &io::Error) -> ExportError {
    ExportError::Folder { path: path.to_path_buf(), reason: err.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::format;
    use crate::model::ProjectId;
    use crate::storage::MemoryFs;

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
        assert_eq!(written.files, [Path::new("/out/claims.csv"), Path::new("/out/links.csv")]);
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

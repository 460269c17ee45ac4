//! [`read_inputs`]: files and folders as they lie on the disk, for readers of other programs' annotations.

use crate::storage::{FileKind, SourceError, list_folder, read_source};
use crate::workspace::Environment;
use std::path::{Path, PathBuf};

/// Folders within folders that are looked into.
const MAX_DEPTH: usize = 16;

/// A file, or every file of a folder and of those within it, by name.
pub fn read_inputs(environment: &Environment, path: &Path) -> Result<Vec<(String, Vec<u8>)>, SourceError> {
    let mut found = Vec::new();
    for path in input_paths(environment, path)? {
        let source = read_source(environment.vfs.as_ref(), &path)?;
        found.push((path.display().to_string(), source.bytes));
    }
    Ok(found)
}

/// The file itself, or every file of a folder and of those within it, by name.
pub(super) fn input_paths(environment: &Environment, path: &Path) -> Result<Vec<PathBuf>, SourceError> {
    let mut paths = Vec::new();
    push_files(environment, path, MAX_DEPTH, &mut paths)?;
    Ok(paths)
}

fn push_files(
    environment: &Environment,
    path: &Path,
    depth: usize,
    paths: &mut Vec<PathBuf>,
) -> Result<(), SourceError> {
    let is_folder = environment.vfs.as_ref().facts(path).is_ok_and(|facts| facts.kind == FileKind::Folder);
    if !is_folder {
        paths.push(path.to_path_buf());
        return Ok(());
    }
    let entries = list_folder(environment.vfs.as_ref(), path)?;
    for entry in entries {
        match entry.kind {
            FileKind::File => paths.push(entry.path),
            FileKind::Folder if depth > 0 => push_files(environment, &entry.path, depth - 1, paths)?,
            FileKind::Folder | FileKind::Other => {}
        }
    }
    Ok(())
}

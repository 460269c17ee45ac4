//! `crossclaim import`: annotations made elsewhere into a project.

use super::print::{Stream, print, print_json};
use super::{Failure, Outcome};
use crate::workspace::Environment;
use crate::workspace::exchange::{FileKind, InputFile, format, formats, list_folder, read_source};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Import annotations made elsewhere
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// Project to change
    project: PathBuf,
    /// Format of the files; see `crossclaim formats`
    #[arg(long, value_name = "F", value_parser = readable())]
    format: String,
    /// Files, or the folder that holds them
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

fn readable() -> clap::builder::PossibleValuesParser {
    formats().iter().filter(|format| format.read_dataset.is_some()).map(|format| format.name).into()
}

impl Import {
    /// All or nothing.
    pub(super) fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        let read = format(&self.format).and_then(|format| format.read_dataset);
        let read = read.ok_or_else(|| format!("Nothing was imported: {} is not read.", self.format))?;
        let mut project = super::open(environment, &self.project)?;
        let mut sources = Vec::new();
        for path in &self.files {
            sources.extend(read_path(environment, path)?);
        }
        let files: Vec<InputFile<'_>> =
            sources.iter().map(|(name, bytes)| InputFile { name, bytes }).collect();
        let report = project.workspace.import_files(read, &files, &project.me);
        let report = report.map_err(|err| err.to_string())?;
        project.workspace.save().map_err(|err| err.to_string())?;
        report.problems.iter().for_each(|problem| print(Stream::Message, problem));
        print_json(&json!(report));
        Ok(Outcome::Done)
    }
}

/// Folders within folders that are looked into.
const MAX_DEPTH: usize = 16;

/// A file, or every file of a folder and of those within it, by name.
fn read_path(environment: &Environment, path: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut paths = Vec::new();
    push_files(environment, path, MAX_DEPTH, &mut paths)?;
    let mut found = Vec::new();
    for path in paths {
        let source = read_source(environment.vfs.as_ref(), &path).map_err(|err| nothing(&err))?;
        found.push((path.display().to_string(), source.bytes));
    }
    Ok(found)
}

fn push_files(
    environment: &Environment,
    path: &Path,
    depth: usize,
    paths: &mut Vec<PathBuf>,
) -> Result<(), Failure> {
    let is_folder = environment.vfs.as_ref().facts(path).is_ok_and(|facts| facts.kind == FileKind::Folder);
    if !is_folder {
        paths.push(path.to_path_buf());
        return Ok(());
    }
    let entries = list_folder(environment.vfs.as_ref(), path).map_err(|err| nothing(&err))?;
    for entry in entries {
        match entry.kind {
            FileKind::File => paths.push(entry.path),
            FileKind::Folder if depth > 0 => push_files(environment, &entry.path, depth - 1, paths)?,
            FileKind::Folder | FileKind::Other => {}
        }
    }
    Ok(())
}

fn nothing(err: &dyn std::fmt::Display) -> Failure {
    format!("Nothing was imported. {err}")
}

//! `crossclaim import`: annotations made elsewhere into a project.

use super::print::{Stream, print, print_json};
use super::sets::SetArguments;
use super::{Failure, Outcome};
use crate::workspace::Environment;
use crate::workspace::exchange::{InputFile, format, formats, read_inputs};
use serde_json::json;
use std::path::PathBuf;

/// Import annotations made elsewhere
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// Project to change
    project: PathBuf,
    /// Format of the files; see `crossclaim formats`
    #[arg(long, value_name = "F", value_parser = readable())]
    format: String,
    /// Whose work it is where the files name nobody: a name, or the id of an annotator of the project [default: you]
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
    /// Files, or the folder that holds them
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    set: SetArguments,
}

fn readable() -> clap::builder::PossibleValuesParser {
    formats().iter().filter(|format| format.read_dataset.is_some()).map(|format| format.name).into()
}

impl Import {
    /// All or nothing.
    pub(super) fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        let read = format(&self.format).and_then(|format| format.read_dataset);
        let read = read.ok_or_else(|| format!("Nothing was imported: {} is not read.", self.format))?;
        let read_set = format(&self.format).and_then(|format| format.read_set);
        let options = self.set.options(&self.format, read_set.is_some())?;
        let mut project = super::open(environment, &self.project)?;
        if let Some(read_set) = read_set {
            let me = project.me.clone();
            let report =
                project.workspace.import_set(read_set, (environment, &self.files), (&options, &me))?;
            project.workspace.save().map_err(|err| err.to_string())?;
            report.problems.iter().for_each(|problem| print(Stream::Message, problem));
            print_json(&json!(report));
            return Ok(Outcome::Done);
        }
        let mut sources = Vec::new();
        for path in &self.files {
            sources.extend(read_inputs(environment, path).map_err(|err| nothing(&err))?);
        }
        let files: Vec<InputFile<'_>> =
            sources.iter().map(|(name, bytes)| InputFile { name, bytes }).collect();
        let annotator = match &self.annotator {
            Some(name) => project.workspace.annotator_called(name)?,
            None => project.me.clone(),
        };
        let report = project.workspace.import_files(read, &files, &annotator);
        let report = report.map_err(|err| err.to_string())?;
        project.workspace.save().map_err(|err| err.to_string())?;
        report.problems.iter().for_each(|problem| print(Stream::Message, problem));
        print_json(&json!(report));
        Ok(Outcome::Done)
    }
}

fn nothing(err: &dyn std::fmt::Display) -> Failure {
    format!("Nothing was imported. {err}")
}

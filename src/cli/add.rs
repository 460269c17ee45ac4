//! `crossclaim add`: documents into a project.

use super::print::{Stream, print, print_json};
use super::{Failure, Outcome};
use crate::workspace::exchange::{AddedDocuments, ProjectFile};
use crate::workspace::{Environment, ImportJob};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Add documents to a project
#[derive(Debug, clap::Args)]
pub(super) struct Add {
    /// Project to change
    project: PathBuf,
    /// Documents to add, archives or folders of them
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

impl Add {
    /// Adds what can be read; the rest is named and makes the command fail.
    pub(super) fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        let mut project = super::open(environment, &self.project)?;
        let mut read = ImportJob::begin(environment, self.files.clone()).finish();
        let unread = std::mem::take(&mut read.unread);
        let report = project.workspace.add_read(read);
        let report = report.map_err(|err| format!("Nothing was added: {err}."))?;
        if !report.added.is_empty() {
            project.workspace.save().map_err(|err| err.to_string())?;
        }
        let refused: Vec<String> =
            unread.into_iter().chain(report.refused.iter().map(ToString::to_string)).collect();
        for message in refused.iter().chain(&report.problems) {
            print(Stream::Message, message);
        }
        let documents = added_json(&project, &report);
        print_json(&json!({ "documents": documents, "refused": refused }));
        Ok(if refused.is_empty() { Outcome::Done } else { Outcome::ProblemsFound })
    }
}

/// What scripts want to know of new documents.
pub(super) fn added_json(project: &ProjectFile, report: &AddedDocuments) -> Vec<Value> {
    let documents = report.added.iter().filter_map(|id| project.workspace.project().document(*id));
    documents
        .map(|document| {
            json!({
                "id": document.id.to_string(),
                "title": document.details.title,
                "file_name": document.file_name,
                "sentences": document.sentences.len(),
            })
        })
        .collect()
}

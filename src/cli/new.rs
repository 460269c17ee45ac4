//! `crossclaim new`: a project from nothing, or from documents.

use super::add::added_json;
use super::print::{Stream, print, print_json};
use super::{Failure, Outcome};
use crate::workspace::exchange::ProjectFile;
use crate::workspace::{Environment, ImportJob};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Create a project
#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// File to create, usually NAME.crossclaim.ron
    pub(super) project: PathBuf,
    /// Documents to start with, archives or folders of them
    files: Vec<PathBuf>,
    /// Title of the project; the name of its file if not given
    #[arg(long)]
    pub(super) title: Option<String>,
}

impl New {
    /// Makes a project of what can be read; the rest is named and makes the command fail. Without any document of those
    /// that were given no project is made.
    pub(super) fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        let shown = self.project.display();
        if environment.vfs.as_ref().facts(&self.project).is_ok() {
            return Err(format!(
                "{shown} was not created: something of that name is there already. Choose another name, or add \
                 to it with `crossclaim add`."
            ));
        }
        let mut read = ImportJob::begin(environment, self.files.clone()).finish();
        let unread = std::mem::take(&mut read.unread);
        let title = self.title.clone().unwrap_or_else(|| title_of(&self.project));
        let mut project =
            ProjectFile::create(environment.clone(), &self.project, &title).map_err(|err| err.to_string())?;
        let report = project.workspace.add_read(read);
        let report = report.map_err(|err| format!("{shown} was not created: {err}."))?;
        let refused = unread.into_iter().chain(report.refused.iter().map(ToString::to_string));
        let refused: Vec<String> = refused.collect();
        if report.added.is_empty() && !refused.is_empty() {
            return Err(format!(
                "{}\n{shown} was not created: none of the files is a document.",
                refused.join("\n")
            ));
        }
        for message in refused.iter().chain(&report.problems) {
            print(Stream::Message, message);
        }
        project.workspace.save_as(&self.project, false).map_err(|err| err.to_string())?;
        let documents = added_json(&project, &report);
        let id = project.workspace.project().id().to_string();
        print_json(&json!({
            "project": shown.to_string(),
            "id": id,
            "title": title,
            "documents": documents,
            "refused": refused,
        }));
        Ok(if refused.is_empty() { Outcome::Done } else { Outcome::ProblemsFound })
    }
}

fn title_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.trim_end_matches(".ron").trim_end_matches(".crossclaim");
    if stem.is_empty() { "Untitled".to_owned() } else { stem.to_owned() }
}

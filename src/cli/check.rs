//! `crossclaim check`: what is wrong with a project, in words.

use super::print::{Stream, print};
use super::{Failure, Outcome};
use crate::workspace::Environment;
use crate::workspace::exchange::ProjectFile;
use std::path::PathBuf;

/// Name every broken rule of a project, one a line; `ok` when there is none
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// Project to check
    project: PathBuf,
}

impl Check {
    pub(super) fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        let file = ProjectFile::read(environment, &self.project).map_err(|err| err.to_string())?;
        file.notes.iter().for_each(|note| print(Stream::Message, note));
        let rules = file.check().into_iter().map(|rule| rule.to_string());
        let problems: Vec<String> = file.problems.iter().cloned().chain(rules).collect();
        if problems.is_empty() {
            print(Stream::Result, "ok");
            return Ok(Outcome::Done);
        }
        // A quote may hold line ends.
        for problem in problems {
            print(Stream::Result, &problem.replace('\n', " "));
        }
        Ok(Outcome::ProblemsFound)
    }
}

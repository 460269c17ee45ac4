//! `crossclaim check`: what is wrong with a project, in words, and what can be kept of it.

use super::print::{Stream, print};
use super::{Failure, Outcome};
use crate::workspace::Environment;
use crate::workspace::exchange::ProjectFile;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Name everything that is wrong with a project, one a line; `ok` when there is nothing
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// Project to check; it is never changed
    project: PathBuf,
    /// Write what can be kept to this new file, and name each change
    #[arg(long, value_name = "OUT")]
    repair: Option<PathBuf>,
}

impl Check {
    pub(super) fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        let (faults, notes) =
            ProjectFile::faults(environment, &self.project).map_err(|err| err.to_string())?;
        for note in &notes {
            print(Stream::Message, note);
        }
        for fault in &faults {
            print_line(fault);
        }
        if let Some(out) = &self.repair {
            let changes =
                ProjectFile::repair(environment, &self.project, out).map_err(|err| err.to_string())?;
            let told: BTreeSet<&String> = faults.iter().collect();
            for change in changes.iter().filter(|change| !told.contains(change)) {
                print_line(change);
            }
            print(Stream::Message, &format!("{} holds what could be kept", out.display()));
        }
        if faults.is_empty() {
            print(Stream::Result, "ok");
            return Ok(Outcome::Done);
        }
        Ok(Outcome::ProblemsFound)
    }
}

/// A quote may hold line ends.
fn print_line(text: &str) {
    print(Stream::Result, &text.replace('\n', " "));
}

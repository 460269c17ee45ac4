//! `crossclaim report`: what the sources of a project say and where they disagree, as one page for a browser.

use super::print::print_json;
use super::{Failure, Outcome};
use crate::workspace::Environment;
use crate::workspace::exchange::report_to;
use serde_json::json;
use std::path::PathBuf;

/// Write a report that opens in any browser and prints well
#[derive(Debug, clap::Args)]
pub(super) struct Report {
    /// Project to read
    project: PathBuf,
    /// HTML file to write; must not exist yet
    #[arg(long, value_name = "FILE.html")]
    out: PathBuf,
}

impl Report {
    pub(super) fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        let file = super::read(environment, &self.project)?;
        report_to(environment.vfs.as_ref(), &self.out, file.workspace.project())
            .map_err(|err| err.to_string())?;
        print_json(&json!({ "file": self.out.display().to_string() }));
        Ok(Outcome::Done)
    }
}

//! `crossclaim stats`: how much there is in a project.

use super::print::{Stream, print, print_json};
use super::{Failure, Outcome};
use crate::workspace::Environment;
use crate::workspace::exchange::stats;
use serde_json::json;
use std::path::PathBuf;

/// Count what a project holds
#[derive(Debug, clap::Args)]
pub(super) struct Stats {
    /// Project to count
    project: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Stats {
    pub(super) fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        let file = super::read(environment, &self.project)?;
        let counts = json!(stats(file.workspace.project()));
        if self.json {
            print_json(&counts);
        } else if let Some(counts) = counts.as_object() {
            counts.iter().for_each(|(name, count)| print(Stream::Result, &format!("{name:<18} {count:>8}")));
        }
        Ok(Outcome::Done)
    }
}

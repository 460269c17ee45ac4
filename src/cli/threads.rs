//! `crossclaim threads`: what a project's sources say on each question, and where they disagree.

use super::print::{Stream, print, print_json};
use super::{Failure, Outcome};
use crate::workspace::Environment;
use crate::workspace::exchange::{ThreadRow, thread_rows};
use serde_json::json;
use std::path::PathBuf;

/// List threads, their positions, disagreements and verdicts
#[derive(Debug, clap::Args)]
pub(super) struct Threads {
    /// Project to look at
    project: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Threads {
    pub(super) fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        let file = super::read(environment, &self.project)?;
        let threads = thread_rows(file.workspace.project());
        if self.json {
            print_json(&json!({ "threads": threads }));
        } else {
            threads.iter().for_each(|thread| print(Stream::Result, &as_text(thread)));
        }
        Ok(Outcome::Done)
    }
}

fn as_text(thread: &ThreadRow) -> String {
    let mut text = thread.title.replace('\n', " ");
    for position in &thread.positions {
        text.push_str("\n  -");
        for claim in &position.claims {
            text.push_str("\n    ");
            text.push_str(&claim.quote.replace('\n', " "));
        }
    }
    for disagreement in &thread.disagreements {
        let (one, other) = disagreement.positions;
        text.push_str(&format!("\n  {} and {}: {}", one + 1, other + 1, disagreement.opposition));
    }
    text
}

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
            for thread in threads {
                print(Stream::Result, &as_text(&thread));
            }
        }
        Ok(Outcome::Done)
    }
}

/// The title, the quotes of each position under it, and which positions disagree.
fn as_text(thread: &ThreadRow) -> String {
    let one_line = |text: &str| text.replace('\n', " ");
    let quotes = thread.positions.iter().zip(1..).flat_map(|(position, number)| {
        position.claims.iter().map(move |claim| format!("  {number}: {}", one_line(&claim.quote)))
    });
    let disagreements = thread.disagreements.iter().map(|found| {
        let (one, other) = found.positions;
        format!("  {} against {} ({})", one + 1, other + 1, found.opposition)
    });
    let lines: Vec<String> =
        [one_line(&thread.title)].into_iter().chain(quotes).chain(disagreements).collect();
    lines.join("\n")
}

//! `crossclaim compare`: in what pairs of texts differ.

use super::print::{Stream, print, print_json};
use super::{Failure, Outcome};
use crate::workspace::Environment;
use crate::workspace::exchange::{compare_pairs, read_source};
use serde_json::json;
use std::path::PathBuf;

/// Say in what pairs of texts differ
#[derive(Debug, clap::Args)]
pub(super) struct Compare {
    /// JSON file `{"pairs": [{"id", "a", "b"}, …]}`; belongs to no project
    #[arg(long, value_name = "FILE")]
    pairs: PathBuf,
    /// Print JSON, with places in code points of each text
    #[arg(long)]
    json: bool,
}

impl Compare {
    pub(super) fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        let shown = self.pairs.display();
        let source = read_source(environment.vfs.as_ref(), &self.pairs).map_err(|err| err.to_string())?;
        let compared =
            compare_pairs(&source.bytes).map_err(|err| format!("{shown} was not compared: {err}."))?;
        if self.json {
            print_json(&json!(compared));
            return Ok(Outcome::Done);
        }
        for (id, pair) in &compared.pairs {
            let head = if pair.disagree { "cannot both hold" } else { "can both hold" };
            print(Stream::Result, &format!("{id}: {head}"));
            pair.spans
                .iter()
                .for_each(|found| print(Stream::Result, &format!("  {}: {}", found.kind, found.note)));
        }
        Ok(Outcome::Done)
    }
}

//! `crossclaim merge`: the work of two people becomes one file; git calls it, too.

use super::print::{Stream, print, print_json};
use super::{Failure, Outcome};
use crate::workspace::Environment;
use crate::workspace::exchange::{MergePaths, merge_files};
use serde_json::json;
use std::path::PathBuf;

/// Merge two versions of a project, record by record and field by field
///
/// What cannot both hold stays in the project as a conflict, with both values:
/// exit code 1 and a list say so, and the project that is written is whole.
///
/// As a merge driver of git:
///   git config merge.crossclaim.driver "crossclaim merge %O %A %B --out %A"
///   echo "*.crossclaim.ron merge=crossclaim -text" >> .gitattributes
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Merge {
    /// Version that both were made from; `-`, an empty file, or none of that name, where there is none: then two projects
    /// over the same texts join, too
    base: PathBuf,
    /// One version
    ours: PathBuf,
    /// The other one
    theirs: PathBuf,
    /// File to write: a new one, or one of the three
    #[arg(long, value_name = "OUT")]
    out: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Merge {
    pub(super) fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        let Self { base, ours, theirs, out, json } = self;
        let merged = merge_files(environment, &MergePaths { base, ours, theirs, out });
        let merged = merged.map_err(|err| err.to_string())?;
        if *json {
            print_json(&json!(merged));
        } else {
            merged.conflicts.iter().for_each(|one| print(Stream::Result, &one.text));
        }
        merged.notes.iter().chain(&merged.changes).for_each(|note| print(Stream::Message, note));
        let count = merged.conflicts.len();
        if count == 0 {
            return Ok(Outcome::Done);
        }
        let conflicts = if count == 1 { "1 conflict".to_owned() } else { format!("{count} conflicts") };
        print(
            Stream::Message,
            &format!("{conflicts}: both values are kept in the project; open it to settle them."),
        );
        Ok(Outcome::ProblemsFound)
    }
}

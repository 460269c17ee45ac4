//! `crossclaim verify`: a draft held against the documents of a project.

use super::print::{Stream, print, print_json};
use super::{Failure, Outcome};
use crate::workspace::Environment;
use crate::workspace::exchange::{VerifiedSentence, verify_draft};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Hold a draft against the documents of a project, sentence by sentence
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit code 1 when a number, date, name or quotation differs; a sentence without source does not."
)]
pub(super) struct Verify {
    /// The draft, a document of any kind that is read; it is not added
    draft: PathBuf,
    /// Project with the sources; documents under check are passed over
    #[arg(long, value_name = "PROJECT")]
    against: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub(super) fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        let file = super::read(environment, &self.against)?;
        let found = verify_draft(environment, file.workspace.project(), &self.draft)
            .map_err(|err| format!("{} was not verified: {err}.", self.draft.display()))?;
        for message in &found.messages {
            print(Stream::Message, message);
        }
        if self.json {
            print_json(&json!({ "sentences": found.sentences }));
        } else {
            for sentence in &found.sentences {
                print(Stream::Result, &as_text(sentence));
            }
            print(Stream::Result, &summary(&found.sentences));
        }
        let does_differ =
            |sentence: &VerifiedSentence| matches!(sentence.status, "differs" | "quote_not_found");
        Ok(if found.sentences.iter().any(does_differ) { Outcome::ProblemsFound } else { Outcome::Done })
    }
}

/// Status and sentence, then what differs and where it stands, indented.
fn as_text(sentence: &VerifiedSentence) -> String {
    let types =
        if sentence.types.is_empty() { String::new() } else { format!(" ({})", sentence.types.join(", ")) };
    let mut lines = vec![format!("{}{types}: {}", sentence.status, sentence.text)];
    lines.extend(sentence.notes.iter().map(|note| format!("    {note}")));
    lines.join("\n")
}

/// How many sentences have which status.
fn summary(sentences: &[VerifiedSentence]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for sentence in sentences {
        *counts.entry(sentence.status).or_default() += 1;
    }
    let counts: Vec<String> = counts.iter().map(|(status, count)| format!("{count} {status}")).collect();
    format!("{} sentences: {}", sentences.len(), counts.join(", "))
}

//! `crossclaim suggest`: likely links of a project.

use super::print::{Stream, print, print_json};
use super::{Failure, Outcome};
use crate::workspace::Environment;
use crate::workspace::exchange::{SuggestedLink, SuggestionRequest, suggestions};
use serde_json::json;
use std::path::PathBuf;

/// Suggest links between claims and the sentences of other documents
#[derive(Debug, clap::Args)]
pub(super) struct Suggest {
    /// Project to look at
    project: PathBuf,
    /// Only for this claim, by id
    #[arg(long, value_name = "ID")]
    claim: Option<String>,
    /// The best N of all documents together, copies one by one [default: three of each document, copies put together]
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// Also what is linked or dismissed already
    #[arg(long)]
    judged: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Suggest {
    pub(super) fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        let file = super::read(environment, &self.project)?;
        let request =
            SuggestionRequest { claim: self.claim.clone(), top: self.top, with_judged: self.judged };
        let found = suggestions(file.workspace.project(), &request)
            .map_err(|err| format!("Nothing was suggested: {err}."))?;
        if self.json {
            print_json(&json!({ "links": found }));
        } else {
            for (claim, links) in &found {
                for link in links {
                    print(Stream::Result, &as_text(claim, link));
                }
            }
        }
        Ok(Outcome::Done)
    }
}

/// One line: claim, score, where, in what they differ, what they share.
fn as_text(claim: &str, link: &SuggestedLink) -> String {
    let words: Vec<&str> = link.reasons.iter().map(|reason| reason.word.as_str()).collect();
    let SuggestedLink { document_id, start_cp, end_cp, score, .. } = link;
    let types = if link.types.is_empty() { "-".to_owned() } else { link.types.join(",") };
    format!("{claim} {score:.3} {document_id}:{start_cp}-{end_cp} {types} {}", words.join(" "))
}

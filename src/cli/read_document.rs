//! `crossclaim read-document`: the process in which a stranger's file is parsed. For the program itself.

use super::print::print_bytes;
use super::{Failure, Outcome};
use crate::workspace::exchange::{InputDocument, MAX_CHILD_INPUT, answer_parent, limit_child_memory};
use std::io::Read as _;

/// Parse a document from stdin, for the program itself
#[derive(Debug, clap::Args)]
pub(super) struct ReadDocument {
    /// Name of the format
    #[arg(long)]
    format: String,
    /// Name of the file
    #[arg(long)]
    name: String,
    /// Encoding, in place of the guess
    #[arg(long)]
    encoding: Option<String>,
    /// Columns of a table as JSON, in place of the guess
    #[arg(long)]
    mapping: Option<String>,
}

impl ReadDocument {
    /// Whatever happens here, the program that asked goes on.
    pub(super) fn run(&self) -> Result<Outcome, Failure> {
        limit_child_memory();
        let mut bytes = Vec::new();
        let read = std::io::stdin().take(MAX_CHILD_INPUT + 1).read_to_end(&mut bytes);
        read.map_err(|err| format!("nothing was parsed: {err}"))?;
        let file = InputDocument { file_name: self.name.clone(), bytes };
        let answer = answer_parent(&self.format, file, self.encoding.as_deref(), self.mapping.as_deref());
        print_bytes(&answer.ok_or("nothing was parsed")?);
        Ok(Outcome::Done)
    }
}

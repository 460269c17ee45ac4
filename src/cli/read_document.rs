//! `crossclaim read-document`: the process in which a stranger's file is parsed. For the program itself.

use super::print::print_bytes;
use super::{Failure, Outcome};
use crate::workspace::exchange::{MAX_CHILD_INPUT, answer_parent, limit_child_memory};
use std::io::Read as _;

/// Parse a document from stdin, for the program itself
#[derive(Debug, clap::Args)]
pub(super) struct ReadDocument {
    /// Name of the format
    #[arg(long)]
    format: String,
}

impl ReadDocument {
    /// Whatever happens here, the program that asked goes on.
    pub(super) fn run(&self) -> Result<Outcome, Failure> {
        limit_child_memory();
        let mut bytes = Vec::new();
        let read = std::io::stdin().take(MAX_CHILD_INPUT + 1).read_to_end(&mut bytes);
        read.map_err(|err| format!("nothing was parsed: {err}"))?;
        print_bytes(&answer_parent(&self.format, &bytes).ok_or("nothing was parsed")?);
        Ok(Outcome::Done)
    }
}

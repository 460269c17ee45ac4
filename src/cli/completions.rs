//! `crossclaim completions`: what a shell offers after the first letters. For those who make packages.

use super::print::print_bytes;
use super::{Cli, Outcome};
use clap::CommandFactory as _;
use clap_complete::Shell;

/// Print the completions of a shell, for packages
#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// Shell that reads them
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self) -> Outcome {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "crossclaim", &mut script);
        print_bytes(&script);
        Outcome::Done
    }
}

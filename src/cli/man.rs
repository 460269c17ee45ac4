//! `crossclaim man`: the manual, written from the same table as `--help`. For those who make packages.

use super::print::print_bytes;
use super::{Cli, Failure, Outcome};
use clap::CommandFactory as _;
use clap_mangen::Man as Page;

/// Print a page of the manual, for packages
#[derive(Debug, clap::Args)]
pub(super) struct Man {
    /// Page of this command; the page of the whole program where none is named
    command: Option<String>,
}

impl Man {
    pub(super) fn run(&self) -> Result<Outcome, Failure> {
        let mut root = Cli::command();
        root.build();
        let command = match &self.command {
            None => root,
            Some(name) => {
                let found = root.find_subcommand(name).filter(|command| !command.is_hide_set());
                found.cloned().ok_or_else(|| format!("There is no command “{name}”."))?
            }
        };
        let mut page = Vec::new();
        let made = Page::new(command).manual("Crossclaim").render(&mut page);
        made.map_err(|err| format!("The page was not made: {err}."))?;
        print_bytes(&page);
        Ok(Outcome::Done)
    }
}

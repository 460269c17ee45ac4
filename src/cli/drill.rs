//! `crossclaim drill`: steps under faults, and the proof that none was lost. Only with the feature `drill`.

use super::print::{Stream, print};
use super::{Failure, Outcome};
use crate::workspace::drill::{annotator, count, fault, safety, start, step};
use crate::workspace::{Environment, SaveTarget, Workspace};
use std::path::{Path, PathBuf};

/// Make steps under faults, or prove that none was lost
#[derive(Debug, clap::Subcommand)]
pub(super) enum Drill {
    /// Make steps through the one door; prints `ack N` once step N is promised
    Write(Write),
    /// Open as a user would; succeeds if all acknowledged steps are there and nothing else changed
    Verify {
        /// Project to open
        project: PathBuf,
        /// The last step that was acknowledged
        acknowledged: u64,
    },
}

#[derive(Debug, clap::Args)]
pub(super) struct Write {
    /// Project to work on; made when missing
    project: PathBuf,
    /// How many steps
    count: u64,
    /// Save beside the work after so many steps; 0 for never
    #[arg(long, default_value_t = 0)]
    save_every: u64,
    /// Acknowledge a step only once it would survive a power cut
    #[arg(long)]
    synced: bool,
}

impl Drill {
    pub(super) fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        match self {
            Self::Write(write) => write.run(environment),
            Self::Verify { project, acknowledged } => verify(environment, project, *acknowledged),
        }
    }
}

impl Write {
    fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        let mut workspace = self.open(environment)?;
        let mut outcome = Outcome::Done;
        for made in 1..=self.count {
            let number = step(&mut workspace).map_err(|err| err.to_string())?;
            if self.synced {
                workspace.sync();
            }
            match safety(&mut workspace) {
                Ok(()) => print(Stream::Result, &format!("ack {number}")),
                Err(why) => say(&format!("step {number} is only in memory: {why}"), &mut outcome),
            }
            if self.save_every > 0 && made % self.save_every == 0 {
                workspace.begin_saving(SaveTarget::Own);
            }
            if let Err(err) = workspace.poll_saving() {
                say(&err.to_string(), &mut outcome);
            }
        }
        if let Err(err) = workspace.save() {
            say(&err.to_string(), &mut outcome);
            // As the window does: what failed is tried again.
            workspace.save().map_err(|err| err.to_string())?;
        }
        if let Some(number) = count(workspace.project()) {
            print(Stream::Result, &format!("ack {number}"));
        }
        Ok(outcome)
    }

    fn open(&self, environment: &Environment) -> Result<Workspace, Failure> {
        let is_there = environment.vfs.facts(&self.project).is_ok();
        if is_there {
            return open(environment, &self.project);
        }
        let project = start().map_err(|err| err.to_string())?;
        Workspace::create_from(&self.project, project, &annotator(), environment.clone())
            .map_err(|err| err.to_string())
    }
}

fn say(what: &str, outcome: &mut Outcome) {
    print(Stream::Message, what);
    *outcome = Outcome::ProblemsFound;
}

fn open(environment: &Environment, project: &Path) -> Result<Workspace, Failure> {
    let opened = Workspace::open(project, &annotator(), environment.clone());
    let (workspace, problems) = opened.map_err(|err| err.to_string())?;
    for problem in &problems {
        print(Stream::Message, problem);
    }
    Ok(workspace)
}

fn verify(environment: &Environment, project: &Path, acknowledged: u64) -> Result<Outcome, Failure> {
    // A project that nobody was promised need not be there.
    if acknowledged == 0 && environment.vfs.facts(project).is_err() {
        return Ok(Outcome::Done);
    }
    let workspace = open(environment, project)?;
    match fault(workspace.project(), acknowledged) {
        None => Ok(Outcome::Done),
        Some(fault) => {
            print(Stream::Result, &fault);
            Ok(Outcome::ProblemsFound)
        }
    }
}

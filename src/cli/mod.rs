//! The command line: one file a subcommand, on top of the workspace. Knows no window.
//!
//! Results go to stdout as JSON, messages to stderr. Exit codes: 0 done, 1 failed or problems found, 2 usage.

mod add;
mod agreement;
mod check;
mod compare;
mod completions;
#[cfg(feature = "drill")]
mod drill;
mod export;
mod formats;
mod import;
mod man;
mod merge;
mod new;
mod print;
mod read_document;
mod report;
mod segment;
mod sets;
mod stats;
mod suggest;
mod threads;
mod verify;

use crate::workspace::Environment;
use crate::workspace::exchange::ProjectFile;
use clap::{Parser, Subcommand};
use print::{Stream, print};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What the program was asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Open the window.
    Window(WindowArguments),
    /// A command ran to its end.
    Finished {
        /// For the shell: 0 done, 1 failed or problems found, 2 usage.
        exit_code: u8,
    },
}

/// What the window opens on.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
pub struct WindowArguments {
    /// A project, or documents to read side by side in a new one
    #[arg(value_name = "PROJECT | FILES")]
    pub files: Vec<PathBuf>,
    /// Open a copy of the sample project
    #[arg(long, conflicts_with = "files")]
    pub sample: bool,
}

/// Read sources side by side, tag what each one claims, link the claims, and see where the sources disagree
#[derive(Debug, Parser)]
#[command(name = "crossclaim", version, args_conflicts_with_subcommands = true)]
#[command(after_help = "Exit codes: 0 done, 1 failed or problems found, 2 wrong usage.")]
struct Cli {
    #[command(flatten)]
    window: WindowArguments,
    #[command(subcommand)]
    command: Option<Task>,
}

#[derive(Debug, Subcommand)]
enum Task {
    New(new::New),
    Add(add::Add),
    Agreement(agreement::Agreement),
    Segment(segment::Segment),
    Import(import::Import),
    Export(export::Export),
    Formats(formats::Formats),
    Merge(merge::Merge),
    Check(check::Check),
    Compare(compare::Compare),
    Stats(stats::Stats),
    #[cfg(feature = "drill")]
    #[command(subcommand)]
    Drill(drill::Drill),
    Suggest(suggest::Suggest),
    Threads(threads::Threads),
    Report(report::Report),
    Verify(verify::Verify),
    #[command(hide = true)]
    ReadDocument(read_document::ReadDocument),
    #[command(hide = true)]
    Man(man::Man),
    #[command(hide = true)]
    Completions(completions::Completions),
}

/// Why a command did not do what it should, as a sentence for the user.
type Failure = String;

/// Whether a command that ran to its end found something that the shell should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    ProblemsFound,
}

/// Opens a project to change it, and says what is odd about it.
fn open(environment: &Environment, path: &Path) -> Result<ProjectFile, Failure> {
    let file = ProjectFile::open(environment.clone(), path).map_err(|err| err.to_string())?;
    file.notes.iter().chain(&file.problems).for_each(|note| print(Stream::Message, note));
    Ok(file)
}

/// Opens a project to look at it, and says what is odd about it.
fn read(environment: &Environment, path: &Path) -> Result<ProjectFile, Failure> {
    let file = ProjectFile::read(environment, path).map_err(|err| err.to_string())?;
    file.notes.iter().chain(&file.problems).for_each(|note| print(Stream::Message, note));
    Ok(file)
}

/// Says on stderr why the window is not there.
pub fn complain(message: &str) {
    print(Stream::Message, message);
}

/// Reads the arguments, the first of which is the name of the program, and carries out what is no matter of a window.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Command {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(err) => {
            let stream = if err.use_stderr() { Stream::Message } else { Stream::Result };
            print(stream, err.render().to_string().trim_end());
            return Command::Finished { exit_code: u8::try_from(err.exit_code()).unwrap_or(2) };
        }
    };
    let Some(task) = cli.command else {
        return Command::Window(cli.window);
    };
    let environment = Environment::of_this_user();
    let outcome = match task {
        Task::New(task) => task.run(&environment),
        Task::Add(task) => task.run(&environment),
        Task::Agreement(task) => task.run(&environment),
        Task::Segment(task) => task.run(&environment),
        Task::Import(task) => task.run(&environment),
        Task::Export(task) => task.run(&environment),
        Task::Merge(task) => task.run(&environment),
        Task::Formats(task) => task.run(&environment),
        Task::Check(task) => task.run(&environment),
        Task::Compare(task) => task.run(&environment),
        Task::Stats(task) => task.run(&environment),
        #[cfg(feature = "drill")]
        Task::Drill(task) => task.run(&environment),
        Task::Suggest(task) => task.run(&environment),
        Task::Threads(task) => task.run(&environment),
        Task::Report(task) => task.run(&environment),
        Task::Verify(task) => task.run(&environment),
        Task::ReadDocument(task) => task.run(),
        Task::Man(task) => task.run(),
        Task::Completions(task) => Ok(task.run()),
    };
    let exit_code = match outcome {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::ProblemsFound) => 1,
        Err(failure) => {
            print(Stream::Message, &failure);
            1
        }
    };
    Command::Finished { exit_code }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    fn parsed(words: &str) -> Cli {
        Cli::try_parse_from(std::iter::once("crossclaim").chain(words.split_whitespace())).unwrap()
    }

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn files_without_a_command_are_for_the_window() {
        let cli = parsed("a.txt b.txt");
        assert!(cli.command.is_none());
        assert_eq!(cli.window.files, [PathBuf::from("a.txt"), PathBuf::from("b.txt")]);
        assert!(parsed("--sample").window.sample);
        assert!(parsed("").window.files.is_empty());
    }

    #[test]
    fn commands_are_told_from_files() {
        let Some(Task::New(new)) = parsed("new p.ron a.txt --title T").command else {
            panic!("not the command");
        };
        assert_eq!((new.project, new.title.as_deref()), (PathBuf::from("p.ron"), Some("T")));
        assert!(matches!(parsed("stats p.ron --json").command, Some(Task::Stats(_))));
    }
}

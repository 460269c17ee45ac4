//! The program: a command of the command line, or the window.

use crossclaim::cli::{self, Command};
use crossclaim::ui;
use crossclaim::workspace::{Environment, Launch, open};
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Command::Finished { exit_code } => ExitCode::from(exit_code),
        Command::Window(arguments) => window(arguments),
    }
}

fn window(arguments: cli::WindowArguments) -> ExitCode {
    let launch = if arguments.sample { Launch::Sample } else { Launch::of_paths(arguments.files) };
    let outcome = open(launch, &Environment::of_this_user())
        .map_err(|err| err.to_string())
        .and_then(|opened| ui::run(opened).map_err(|err| err.to_string()));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            cli::complain(&message);
            ExitCode::FAILURE
        }
    }
}

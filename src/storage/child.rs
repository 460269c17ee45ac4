//! [`run_limited`]: a program that may crash, hang or eat memory, run so that nothing else suffers.

use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How often a wish to cancel is looked for.
const STEP: Duration = Duration::from_millis(20);

/// What a child may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChildLimits {
    /// From its start to its end.
    pub time: Duration,
    /// Bytes that it may print.
    pub output_len: u64,
}

/// Why a child gave no output.
#[derive(Debug, thiserror::Error)]
pub enum ChildError {
    /// The system did not start it.
    #[error("the reading program did not start ({0})")]
    NotStarted(io::Error),
    /// It was stopped at its limit of time.
    #[error("reading it took longer than {} seconds", .0.as_secs())]
    TimedOut(Duration),
    /// It printed more than it may.
    #[error("reading it gave too much")]
    TooMuch,
    /// It ended by an error or a crash.
    #[error("reading it failed in the middle")]
    Failed,
    /// The user stopped it.
    #[error("it was cancelled")]
    Cancelled,
}

/// Starts a program, gives it `input` and takes what it prints. Whatever it does, it is gone afterwards.
///
/// The limit of memory is the child's own to set: see [`limit_own_memory`].
pub fn run_limited(
    program: &Path,
    arguments: &[&str],
    input: &[u8],
    limits: ChildLimits,
    is_cancelled: &dyn Fn() -> bool,
) -> Result<Vec<u8>, ChildError> {
    let started = Instant::now();
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    without_window(&mut command);
    let mut child = command.spawn().map_err(ChildError::NotStarted)?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let answer = thread::scope(|scope| {
        let (sender, receiver) = channel();
        scope.spawn(move || {
            // A child that stops reading has its reasons; its output tells.
            stdin.map(|mut stdin| stdin.write_all(input).ok());
        });
        scope.spawn(move || {
            let mut output = Vec::new();
            let read = stdout.map(|stdout| stdout.take(limits.output_len + 1).read_to_end(&mut output));
            drop(sender.send(read.and_then(Result::ok).map(|_| output)));
        });
        loop {
            match receiver.recv_timeout(STEP) {
                Ok(Some(output)) if output.len() as u64 > limits.output_len => {
                    break Err(ChildError::TooMuch);
                }
                Ok(Some(output)) => break Ok(output),
                Ok(None) | Err(RecvTimeoutError::Disconnected) => break Err(ChildError::Failed),
                Err(RecvTimeoutError::Timeout) if is_cancelled() => break Err(ChildError::Cancelled),
                Err(RecvTimeoutError::Timeout) if started.elapsed() > limits.time => {
                    break Err(ChildError::TimedOut(limits.time));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
        .and_then(|output| ended(&mut child, started, limits).map(|()| output))
        // Ends the two threads as well: their pipes break.
        .inspect_err(|_| drop(child.kill()))
    });
    // Nothing remains of it in the system's list.
    drop(child.wait());
    answer
}

/// Waits for a child that printed everything.
fn ended(child: &mut Child, started: Instant, limits: ChildLimits) -> Result<(), ChildError> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(_)) | Err(_) => return Err(ChildError::Failed),
            Ok(None) if started.elapsed() > limits.time => return Err(ChildError::TimedOut(limits.time)),
            Ok(None) => thread::sleep(Duration::from_millis(1)),
        }
    }
}

/// Lets this process have at most so many bytes of memory; only Linux holds it to that.
pub fn limit_own_memory(bytes: u64) {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let limit = Rlimit { current: Some(bytes), maximum: Some(bytes) };
        // Where the system has a lower limit already, that one holds.
        setrlimit(Resource::As, limit).ok();
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = bytes;
    }
}

#[cfg(windows)]
fn without_window(command: &mut Command) {
    use std::os::windows::process::CommandExt as _;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
const fn without_window(_: &mut Command) {}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn run(script: &str, input: &[u8], time: Duration) -> Result<Vec<u8>, ChildError> {
        let limits = ChildLimits { time, output_len: 1 << 20 };
        run_limited(Path::new("/bin/sh"), &["-c", script], input, limits, &|| false)
    }

    const LONG: Duration = Duration::from_secs(30);

    #[test]
    fn what_goes_in_comes_out() {
        let input = vec![7; 1 << 20];
        assert_eq!(run("cat", &input, LONG).unwrap(), input);
        assert_eq!(run("exec 0<&-; echo early", &input, LONG).unwrap(), b"early\n");
    }

    #[test]
    fn crashes_hangs_and_floods_are_errors() {
        assert!(matches!(run("echo a; exit 3", b"", LONG), Err(ChildError::Failed)));
        assert!(matches!(run("kill -SEGV $$", b"", LONG), Err(ChildError::Failed)));
        assert!(matches!(run("exec sleep 60", b"", Duration::from_millis(50)), Err(ChildError::TimedOut(_))));
        let silent = "exec 1>&-; exec sleep 60";
        assert!(matches!(run(silent, b"", Duration::from_millis(50)), Err(ChildError::TimedOut(_))));
        assert!(matches!(run("exec yes", b"", LONG), Err(ChildError::TooMuch)));
        let limits = ChildLimits { time: LONG, output_len: 10 };
        let stopped = run_limited(Path::new("/bin/sh"), &["-c", "exec sleep 60"], b"", limits, &|| true);
        assert!(matches!(stopped, Err(ChildError::Cancelled)));
        let missing = run_limited(Path::new("/no/such"), &[], b"", limits, &|| false);
        assert!(matches!(missing, Err(ChildError::NotStarted(_))));
    }
}

//! [`print()`]: the only place where the command line writes to its streams.

use crate::workspace::exchange::visible;
use std::io::Write as _;

/// Where a text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    /// To stdout, exactly as it is: for programs.
    Result,
    /// To stderr, with control characters shown: for people.
    Message,
}

/// Writes a text and a line end. A reader that is gone is no reason to stop the work.
pub(super) fn print(stream: Stream, text: &str) {
    let written = match stream {
        Stream::Result => writeln!(std::io::stdout(), "{text}"),
        Stream::Message => writeln!(std::io::stderr(), "{}", visible(text)),
    };
    written.ok();
}

/// A value as one line of JSON on stdout.
pub(super) fn print_json(value: &serde_json::Value) {
    print(Stream::Result, &value.to_string());
}

/// The same of many rows, written without a tree of values between.
pub(super) fn print_json_of(rows: &impl serde::Serialize) {
    let stdout = std::io::stdout();
    let mut out = std::io::BufWriter::with_capacity(1 << 16, stdout.lock());
    if serde_json::to_writer(&mut out, rows).is_ok() {
        writeln!(out).and_then(|()| out.flush()).ok();
    }
}

/// Bytes as they are on stdout, for another program.
pub(super) fn print_bytes(bytes: &[u8]) {
    let mut stdout = std::io::stdout();
    stdout.write_all(bytes).and_then(|()| stdout.flush()).ok();
}

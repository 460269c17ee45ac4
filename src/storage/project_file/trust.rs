//! [`trust`]: what the bytes of a file say before any record is read: text, ours, which version, whole or changed.

use super::contents::Claimed;
use super::error::{Place, ReadError};
use super::layout::Layout;
use super::read::LoadedProject;
use super::{FORMAT, TRAILER, VERSION};
use crate::model::{Project, ProjectId};
use crate::storage::FileHash;
use std::thread;

/// A text that says it is a project of our version.
#[derive(Debug)]
pub(super) struct Trust<'a> {
    /// Without the byte order mark.
    pub(super) text: &'a str,
    pub(super) layout: Layout,
    /// What is odd about the bytes.
    pub(super) problems: Vec<String>,
    /// Of all bytes.
    pub(super) hash: FileHash,
}

impl Trust<'_> {
    /// The answer to whoever opened the file.
    pub(super) fn loaded(self, project: Project, mut more: Vec<String>) -> LoadedProject {
        let mut problems = self.problems;
        problems.append(&mut more);
        LoadedProject { project, problems, hash: self.hash }
    }
}

/// Looks at bytes as a whole; hashes them while the lines are sorted.
pub(super) fn trust(bytes: &[u8]) -> Result<Trust<'_>, ReadError> {
    let (text, mut problems) = checked_text(bytes)?;
    check_version(text)?;
    let ((hash, checksum), layout) = thread::scope(|scope| {
        let hashing = thread::Builder::new().spawn_scoped(scope, || hashes(bytes, text));
        let layout = Layout::of(text);
        let hashes =
            hashing.ok().and_then(|hashing| hashing.join().ok()).unwrap_or_else(|| hashes(bytes, text));
        (hashes, layout)
    });
    problems.extend(checksum);
    Ok(Trust { text, layout, problems, hash })
}

pub(super) fn checked_text(bytes: &[u8]) -> Result<(&str, Vec<String>), ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if is_utf16(bytes) {
        return Err(ReadError::Utf16);
    }
    // Asking first is many times faster than looking for the place.
    if bytes.contains(&0)
        && let Some(zero) = bytes.iter().position(|byte| *byte == 0)
    {
        return Err(ReadError::Zeros(place_in(bytes, zero)));
    }
    let text = str::from_utf8(bytes).map_err(|err| ReadError::NotText(place_in(bytes, err.valid_up_to())))?;
    let mut problems = Vec::new();
    let text = text.strip_prefix('\u{FEFF}').map_or(text, |rest| {
        problems.push("The file begins with a byte order mark that another program put there; it goes with the next save.".to_owned());
        rest
    });
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    Ok((text, problems))
}

/// By its mark, or by the zero that each ASCII character has on one side.
fn is_utf16(bytes: &[u8]) -> bool {
    let is_zero = |at: usize| bytes.get(at) == Some(&0);
    let is_char = |at: usize| bytes.get(at).is_some_and(|byte| *byte != 0);
    bytes.starts_with(b"\xFF\xFE")
        || bytes.starts_with(b"\xFE\xFF")
        || [0, 1]
            .into_iter()
            .any(|at| (at..at + 8).step_by(2).all(is_zero) && (1 - at..9 - at).step_by(2).all(is_char))
}

/// The id of a project as the first lines of its file have it, whatever the rest holds.
pub fn written_project_id(bytes: &[u8]) -> Option<ProjectId> {
    const MAX_HEAD: usize = 4096;
    let head = bytes.get(..bytes.len().min(MAX_HEAD))?;
    let text = String::from_utf8_lossy(head).into_owned();
    let (_, after) = text.split_once("id: \"")?;
    after.split_once('"')?.0.parse().ok()
}

fn place_in(bytes: &[u8], offset: usize) -> Place {
    let before = String::from_utf8_lossy(bytes.get(..offset).unwrap_or_default()).into_owned();
    let column = 1 + before.chars().rev().take_while(|c| *c != '\n').count();
    Place { line: 1 + before.matches('\n').count(), column }
}

pub(super) fn check_version(text: &str) -> Result<(), ReadError> {
    let (is_ours, version) = match written_version(text) {
        Some(version) => (true, version),
        None => ron::from_str::<Claimed>(text).map_or_else(
            // Ours, but damaged: the full reading says where.
            |_| (text.contains("format: \"crossclaim\""), VERSION),
            |claimed| (claimed.format == FORMAT, claimed.version),
        ),
    };
    match version {
        _ if !is_ours => Err(ReadError::NotOurs),
        0 => Err(ReadError::NotOurs),
        1..=VERSION => Ok(()),
        version => Err(ReadError::Newer { version }),
    }
}

/// The version where it stands in every file we write, so that it is found whatever a later version does below.
fn written_version(text: &str) -> Option<u64> {
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix("//") {
        rest = comment.split_once('\n')?.1.trim_start();
    }
    for token in ["(", "format", ":", "\"crossclaim\"", ",", "version", ":"] {
        rest = rest.strip_prefix(token)?.trim_start();
    }
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

/// The hash of all bytes, and what is wrong with the hash that the last line gives of everything above it.
pub(super) fn hashes(bytes: &[u8], text: &str) -> (FileHash, Option<String>) {
    const MISSING: &str =
        "The last line with the checksum is missing, so damage to the file cannot be ruled out.";
    let trailer = text.rfind(TRAILER).and_then(|start| text.split_at_checked(start));
    let Some((above, trailer)) = trailer.filter(|(above, _)| above.ends_with('\n')) else {
        return (FileHash::of(bytes), Some(MISSING.to_owned()));
    };
    let mut hasher = blake3::Hasher::new();
    hasher.update(above.as_bytes());
    let found = FileHash::of_hasher(&hasher);
    // A byte order mark stands before the text, so then nothing can be shared.
    let has_mark = bytes.len() != text.len();
    hasher.update(trailer.as_bytes());
    let whole = if has_mark { FileHash::of(bytes) } else { FileHash::of_hasher(&hasher) };
    (whole, checksum_problem(found, above, trailer))
}

fn checksum_problem(found: FileHash, above: &str, trailer: &str) -> Option<String> {
    // What an editor may leave at the end of a file; any other sign there is damage.
    let written = trailer.strip_prefix(TRAILER).unwrap_or_default().trim_end_matches([' ', '\t', '\r', '\n']);
    if found.to_string() == written {
        return None;
    }
    if above.contains('\r') && FileHash::of(above.replace("\r\n", "\n").as_bytes()).to_string() == written {
        return Some("Another program changed the line ends of the file, and nothing else; the next save puts them right.".to_owned());
    }
    Some("The checksum does not match: the file was changed outside Crossclaim, by hand, by another program or by damage.".to_owned())
}

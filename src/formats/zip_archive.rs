//! [`read_zip`]: an archive of documents, with limits that hold whatever its headers say.

use super::archive::{Archive, Entry};
use super::{FormatError, base_name, format_for_file};

/// Entries that were passed over are told one by one up to here.
const MAX_PROBLEMS: usize = 20;
/// Names that mean a device on Windows, whatever their ending.
const DEVICES: [&str; 8] = ["con", "prn", "aux", "nul", "conin$", "conout$", "com", "lpt"];
/// Ends of the names of archives.
const ARCHIVES: [&str; 9] = ["zip", "gz", "tgz", "bz2", "xz", "7z", "rar", "tar", "zst"];

/// The files of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unpacked {
    /// Name with folders, and content.
    pub files: Vec<(String, Vec<u8>)>,
    /// Entries that were passed over, in words.
    pub problems: Vec<String>,
}

/// Takes the documents out of a ZIP archive; nothing is ever written to the disk.
///
/// Entries whose names lead elsewhere, links, locked ones and archives are passed over and told.
pub fn read_zip(bytes: &[u8]) -> Result<Unpacked, FormatError> {
    let mut archive = Archive::open(bytes)?;
    let mut unpacked = Unpacked::default();
    let mut problems = Vec::new();
    for entry in archive.entries.clone() {
        if is_furniture(&entry.name) {
            continue;
        }
        match refusal(&entry) {
            Some(reason) => problems.push(format!("“{}” was passed over: {reason}", entry.name)),
            None => match archive.unpack(&entry) {
                Ok(content) => unpacked.files.push((entry.name, content)),
                // What stops a program counts for the whole archive.
                Err(err @ FormatError::Hostile(_)) => return Err(err),
                Err(err) => problems.push(format!("“{}” was passed over: {err}", entry.name)),
            },
        }
    }
    let more_count = problems.len().saturating_sub(MAX_PROBLEMS);
    problems.truncate(MAX_PROBLEMS);
    if more_count > 0 {
        problems.push(format!("{more_count} more files in it were passed over"));
    }
    if unpacked.files.is_empty() {
        let reason = problems.into_iter().next().unwrap_or_else(|| "it is empty".to_owned());
        return Err(FormatError::Unreadable(format!("no document is in it: {reason}")));
    }
    unpacked.problems = problems;
    Ok(unpacked)
}

/// Folders, and what systems add without being asked.
fn is_furniture(name: &str) -> bool {
    let base = base_name(name);
    name.ends_with(['/', '\\'])
        || name.starts_with("__MACOSX/")
        || base.starts_with('.')
        || base == "Thumbs.db"
}

fn refusal(entry: &Entry) -> Option<&'static str> {
    let name = entry.name.as_str();
    let ending =
        base_name(name).rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    if !is_safe_name(name) {
        Some("its name leads out of the archive")
    } else if entry.is_link {
        Some("it is a link")
    } else if entry.is_locked {
        Some("it is protected by a password")
    } else if ARCHIVES.contains(&ending.as_str()) {
        Some("it is an archive in an archive; unpack it first")
    } else if is_document(name, &ending) {
        None
    } else {
        Some("files of its kind are not read as documents")
    }
}

fn is_document(name: &str, ending: &str) -> bool {
    format_for_file(name).is_some_and(|format| format.read_document.is_some())
        || matches!(ending, "csv" | "jsonl")
}

/// Whether a name means a place within the archive on every system.
pub(super) fn is_safe_name(name: &str) -> bool {
    let is_device = |part: &str| {
        let stem = part.split('.').next().unwrap_or_default().trim_end().to_lowercase();
        let bare = stem.trim_end_matches(|c: char| c.is_ascii_digit());
        DEVICES.contains(&stem.as_str()) && !matches!(stem.as_str(), "com" | "lpt")
            || (matches!(bare, "com" | "lpt") && stem.len() == 4)
    };
    !name.is_empty()
        && name.len() <= 1_000
        && !name.contains(|c: char| c.is_control() || c == ':')
        && !name.starts_with(['/', '\\'])
        && name
            .split(['/', '\\'])
            .all(|part| !part.is_empty() && part != "." && part != ".." && !is_device(part))
}

#[cfg(test)]
mod tests {
    use super::super::archive::tests::zip_of;
    use super::*;

    #[test]
    fn documents_come_out_and_the_rest_is_named() {
        let bytes = zip_of(&[
            ("a/one.txt", b"One"),
            ("a/", b""),
            ("__MACOSX/a/._one.txt", b"x"),
            ("../evil.txt", b"x"),
            ("inner.zip", b"PK"),
            ("picture.jpg", b"x"),
            ("rows.csv", b"text\nwords"),
        ]);
        let found = read_zip(&bytes).unwrap();
        let names: Vec<&str> = found.files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["a/one.txt", "rows.csv"]);
        assert_eq!(found.problems.len(), 3);
        assert!(found.problems[0].contains("leads out of the archive"), "{:?}", found.problems);
    }

    #[test]
    fn names_that_lead_elsewhere_are_known() {
        for name in ["a.txt", "a/b c.txt", "...txt", "console.txt", "com.txt", "company.txt", "ä/ö.txt"] {
            assert!(is_safe_name(name), "{name}");
        }
        for name in [
            "",
            "/etc/passwd",
            "a/../b",
            "..\\b",
            "C:\\a",
            "C:a",
            "a\0b",
            "nul",
            "sub/COM1.txt",
            "lpt9",
            "aux.html",
            "a//b",
            "\\\\host\\a",
        ] {
            assert!(!is_safe_name(name), "{name}");
        }
    }

    #[test]
    fn a_bomb_is_refused_as_a_whole() {
        let zeros = vec![b'a'; 8 << 20];
        assert!(matches!(
            read_zip(&zip_of(&[("a.txt", b"x"), ("b.txt", &zeros)])),
            Err(FormatError::Hostile(_))
        ));
        assert!(read_zip(&zip_of(&[("x.jpg", b"x")])).is_err());
    }
}

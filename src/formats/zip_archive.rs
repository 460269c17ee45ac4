//! [`read_zip`]: an archive of documents, with limits that hold whatever its headers say.

use super::archive::{Archive, Entry};
use super::{FormatError, base_name, format_for_file};

/// Files that were passed over for one reason are named up to here.
const MAX_NAMED: usize = 1_000;
/// Ends of the names of archives.
const ARCHIVES: [&str; 9] = ["zip", "gz", "tgz", "bz2", "xz", "7z", "rar", "tar", "zst"];

/// The files of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unpacked {
    /// Name with folders, and content.
    pub files: Vec<(String, Vec<u8>)>,
    /// Entries that were passed over, and names that were guessed, in words.
    pub problems: Vec<String>,
}

/// Takes the documents out of a ZIP archive; nothing is ever written to the disk.
///
/// Entries whose names lead elsewhere, links, locked and damaged ones and archives are passed over and told.
pub fn read_zip(bytes: &[u8]) -> Result<Unpacked, FormatError> {
    let mut archive = Archive::open(bytes)?;
    let mut unpacked = Unpacked::default();
    let mut passed = PassedOver::default();
    for entry in archive.entries.clone() {
        if entry.name.ends_with(['/', '\\']) {
            continue;
        }
        match refusal(&entry) {
            Some(reason) => passed.push(reason, &entry.name),
            None => match archive.unpack(&entry) {
                Ok(content) => unpacked.files.push((entry.name, content)),
                // What stops a program counts for the whole archive.
                Err(err @ FormatError::Hostile(_)) => return Err(err),
                Err(err) => passed.push(&err.to_string(), &entry.name),
            },
        }
    }
    if unpacked.files.is_empty() {
        let reason = passed.told().into_iter().next().unwrap_or_else(|| "it is empty".to_owned());
        return Err(FormatError::Unreadable(format!("no document is in it: {reason}")));
    }
    unpacked.problems = archive.problems;
    unpacked.problems.extend(passed.told());
    Ok(unpacked)
}

/// Names of files that were passed over, by reason, in the order in which the reasons came up.
#[derive(Debug, Default)]
struct PassedOver {
    reasons: Vec<(String, Vec<String>)>,
}

impl PassedOver {
    fn push(&mut self, reason: &str, name: &str) {
        let name = crate::text::visible(name).into_owned();
        match self.reasons.iter_mut().find(|(known, _)| known == reason) {
            Some((_, names)) => names.push(name),
            None => self.reasons.push((reason.to_owned(), vec![name])),
        }
    }

    /// One sentence a reason, with all names.
    fn told(&self) -> Vec<String> {
        let told = |(reason, names): &(String, Vec<String>)| {
            let named: Vec<String> = names.iter().take(MAX_NAMED).map(|name| format!("“{name}”")).collect();
            let more = match names.len().saturating_sub(MAX_NAMED) {
                0 => String::new(),
                count => format!(" and {count} more"),
            };
            let verb = if names.len() == 1 { "was" } else { "were" };
            format!("{}{more} {verb} passed over: {reason}", named.join(", "))
        };
        self.reasons.iter().map(told).collect()
    }
}

/// What systems add without being asked.
fn is_furniture(name: &str) -> bool {
    let base = base_name(name);
    let is_named = |known: &&str| base.eq_ignore_ascii_case(known);
    name.starts_with("__MACOSX/")
        || base.starts_with("._")
        || [".DS_Store", "Thumbs.db", "desktop.ini"].iter().any(is_named)
}

fn refusal(entry: &Entry) -> Option<&'static str> {
    let name = entry.name.as_str();
    let ending =
        base_name(name).rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    if !is_safe_name(name) {
        Some("its name leads out of the archive")
    } else if entry.is_link {
        Some("it is a link")
    } else if is_furniture(name) {
        Some("the system added it for itself")
    } else if entry.is_locked {
        Some("it is protected by a password")
    } else if ARCHIVES.contains(&ending.as_str())
        && format_for_file(name).is_none_or(|format| format.name == "zip")
    {
        Some("it is an archive in an archive; unpack it first")
    } else if is_document(name, &ending) {
        None
    } else {
        Some("files of its kind are not read as documents")
    }
}

fn is_document(name: &str, ending: &str) -> bool {
    format_for_file(name).is_some_and(|format| format.read_document.is_some())
        || matches!(ending, "csv" | "jsonl" | "json")
}

/// Whether a name means a place within the archive on every system. Names that only Windows forbids are none of it:
/// nothing is written under them.
pub(super) fn is_safe_name(name: &str) -> bool {
    let has_drive = name.as_bytes().get(1) == Some(&b':')
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && matches!(name.as_bytes().get(2), Some(b'/' | b'\\'));
    !name.is_empty()
        && name.len() <= 4_000
        && !name.contains('\0')
        && !name.starts_with(['/', '\\'])
        && !has_drive
        && name.split(['/', '\\']).all(|part| part != "..")
}

#[cfg(test)]
mod tests {
    use super::super::archive::tests::{raw_zip_of, zip_of};
    use super::*;

    #[test]
    fn documents_come_out_and_the_rest_is_named() {
        let bytes = zip_of(&[
            ("a/one.txt", b"One"),
            ("a/.hidden.txt", b"Two"),
            ("__MACOSX/a/._one.txt", b"x"),
            ("../evil.txt", b"x"),
            ("inner.zip", b"PK"),
            ("picture.jpg", b"x"),
            ("scan.png", b"x"),
            ("Report 10:30.txt", b"Three"),
            ("con.txt", b"Four"),
            ("rows.csv", b"text\nwords"),
        ]);
        let found = read_zip(&bytes).unwrap();
        let names: Vec<&str> = found.files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["a/one.txt", "a/.hidden.txt", "Report 10:30.txt", "con.txt", "rows.csv"]);
        assert_eq!(
            found.problems,
            [
                "“__MACOSX/a/._one.txt” was passed over: the system added it for itself",
                "“../evil.txt” was passed over: its name leads out of the archive",
                "“inner.zip” was passed over: it is an archive in an archive; unpack it first",
                "“picture.jpg”, “scan.png” were passed over: files of its kind are not read as documents",
            ]
        );
    }

    #[test]
    fn names_that_lead_elsewhere_are_known() {
        for name in [
            "a.txt",
            "a/b c.txt",
            "...txt",
            "nul",
            "sub/COM1.txt",
            "10:30.txt",
            "C:a",
            "a//b",
            "ä/ö.txt",
            "./a",
        ] {
            assert!(is_safe_name(name), "{name}");
        }
        for name in ["", "/etc/passwd", "a/../b", "..\\b", "C:\\a", "c:/a", "a\0b", "\\\\host\\a"] {
            assert!(!is_safe_name(name), "{name}");
        }
    }

    #[test]
    fn a_file_that_is_damaged_or_locked_costs_itself() {
        let mut bytes = raw_zip_of(&[
            (b"a.txt", b"", b"First words"),
            (b"b.txt", b"", b"Second words"),
            (b"c.txt", b"", b"x"),
        ]);
        let at = bytes.windows(5).position(|name| name == b"b.txt").unwrap();
        bytes[at + 7] ^= 0x55;
        // The flag of encryption, in the directory.
        let at = bytes.windows(5).rposition(|name| name == b"c.txt").unwrap();
        bytes[at - 46 + 8] |= 1;
        let found = read_zip(&bytes).unwrap();
        assert_eq!(found.files, [("a.txt".to_owned(), b"First words".to_vec())]);
        assert!(
            found.problems[0].starts_with("“b.txt” was passed over: the archive is damaged"),
            "{:?}",
            found.problems
        );
        assert_eq!(found.problems[1], "“c.txt” was passed over: it is protected by a password");
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

//! [`FileNames`]: names for written files that are safe and different on every system; [`is_safe_path`].

use std::collections::BTreeSet;

/// Longest part of a name that comes from the user, in bytes.
const MAX_STEM_LEN: usize = 120;
/// Longest name of a file or folder that is written, in bytes.
const MAX_NAME_LEN: usize = 200;
/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Gives each name once, capitals aside.
#[derive(Debug, Default)]
pub struct FileNames {
    taken: BTreeSet<String>,
}

impl FileNames {
    /// A name without ending like these words, numbered where it is taken.
    pub fn stem(&mut self, words: &str) -> String {
        let plain = plain(words);
        let mut name = plain.clone();
        let mut number = 1;
        while !self.taken.insert(name.to_lowercase()) {
            number += 1;
            name = format!("{plain}-{number}");
        }
        name
    }
}

/// A name or path without the ending of its last part.
pub(super) fn without_ending(name: &str) -> &str {
    let len = name.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let (folders, last) = name.split_at_checked(len).unwrap_or(("", name));
    last.rfind('.').filter(|at| *at > 0).and_then(|at| name.get(..folders.len() + at)).unwrap_or(name)
}

/// Letters, digits and `-`; every run of other signs as one `_`.
fn plain(words: &str) -> String {
    let mut found = String::new();
    for c in words.chars() {
        if c.is_alphanumeric() || c == '-' {
            found.push(c);
        } else if !found.ends_with('_') && !found.is_empty() {
            found.push('_');
        }
        if found.len() >= MAX_STEM_LEN {
            break;
        }
    }
    let trimmed = found.trim_matches(['_', '-']);
    if trimmed.is_empty() || is_device(trimmed) { format!("text_{trimmed}") } else { trimmed.to_owned() }
}

fn is_device(stem: &str) -> bool {
    let lower = stem.to_lowercase();
    DEVICES.iter().any(|device| lower.strip_prefix(device).is_some_and(|rest| rest.len() <= 1))
}

/// Whether a path from a writer leads to a file within the folder of the export, on every system.
pub fn is_safe_path(path: &str) -> bool {
    path.split('/').all(|part| {
        let is_sign = |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
        let stem = part.split('.').next().unwrap_or_default();
        !part.is_empty()
            && part.len() <= MAX_NAME_LEN
            && !part.contains(is_sign)
            && !part.starts_with(['.', ' '])
            && !part.ends_with(['.', ' '])
            && !is_device(stem)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_plain_and_different() {
        let mut names = FileNames::default();
        assert_eq!(names.stem("a/../b: \"c\".txt"), "a_b_c_txt");
        assert_eq!(names.stem("Straße 👩‍👧"), "Straße");
        assert_eq!(names.stem("STRASSE"), "STRASSE");
        assert_eq!(names.stem("straße"), "straße-2");
        assert_eq!(names.stem("NUL"), "text_NUL");
        assert_eq!(names.stem(""), "text_");
        assert_eq!(names.stem("\n"), "text_-2");
    }

    #[test]
    fn the_ending_is_that_of_the_last_part() {
        let names = ["a.txt", "a.b/c", "a.b/c.d.txt", "x\\y.ann", ".a", "a"].map(without_ending);
        assert_eq!(names, ["a", "a.b/c", "a.b/c.d", "x\\y", ".a", "a"]);
    }

    #[test]
    fn paths_that_lead_away_are_not_safe() {
        for path in ["a.txt", "train/a.txt", "claims/project=A b/part.parquet", "Straße.ann"] {
            assert!(is_safe_path(path), "{path}");
        }
        for path in
            ["", "/a", "../a", "a/../b", "a//b", "a/", "C:a", "a\\b", "a\n", "nul.txt", ".a", "a.", "a/ b"]
        {
            assert!(!is_safe_path(path), "{path}");
        }
        assert!(!is_safe_path(&"a".repeat(300)));
    }

    proptest! {
        #[test]
        fn every_name_that_is_given_is_safe(words in any::<String>()) {
            let name = FileNames::default().stem(&words);
            prop_assert!(is_safe_path(&name) && is_safe_path(&format!("{name}.txt")), "{}", name);
        }
    }
}

//! The names by which annotations say what they are about, and [`Shelf`]: the texts behind such names.

use super::{RECORD_URN, TEXT_URN};
use crate::formats::decode::with_lf;
use crate::formats::file_names::without_ending;
use crate::formats::jsonl::rows::without_mark;
use crate::formats::new_document::base_name;
use crate::formats::{FormatError, InputFile, Place};
use crate::model::{Document, DocumentId, Project};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The hash of a text in hexadecimal digits.
pub(super) fn text_hash(text: &str) -> String {
    let mut digits = String::with_capacity(64);
    for byte in Sha256::digest(text) {
        // Writing to a string cannot fail.
        write!(digits, "{byte:02x}").unwrap_or_default();
    }
    digits
}

/// What each document is called: its address, else the hash of its text, else its id; whatever no other one has.
pub(super) fn sources<'d>(documents: impl Iterator<Item = &'d Document>) -> BTreeMap<DocumentId, String> {
    let names: Vec<(DocumentId, [String; 3])> = documents
        .map(|document| {
            let url = &document.details.source.url;
            let url = if is_address(url) { url.clone() } else { String::new() };
            let hash = format!("{TEXT_URN}{}", text_hash(&document.text));
            (document.id, [url, hash, format!("{RECORD_URN}{}", document.id)])
        })
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names.iter().flat_map(|(_, names)| names) {
        *counts.entry(name).or_default() += 1;
    }
    let is_alone = |name: &&String| !name.is_empty() && counts.get(name.as_str()) == Some(&1);
    let chosen = |names: &[String; 3]| names.iter().find(is_alone).or_else(|| names.last()).cloned();
    names.iter().map(|(id, names)| (*id, chosen(names).unwrap_or_default())).collect()
}

/// Whether a text is an address of the web without signs that no IRI has.
fn is_address(url: &str) -> bool {
    let is_wrong = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
    };
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty()) && !url.contains(is_wrong)
}

/// An address without what names no other page: scheme, fragment, a stroke at the end.
fn plain_address(url: &str) -> &str {
    let url = url.split('#').next().unwrap_or_default().trim_end_matches('/');
    url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url)
}

/// What the files say about a document.
#[derive(Debug, Default)]
pub(super) struct Described {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) hash: Option<String>,
}

/// A text that a source names.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) key: String,
    pub(super) file_name: Option<String>,
    pub(super) text: String,
}

/// The texts among the files, and those of the project.
pub(super) struct Shelf<'d> {
    by_hash: BTreeMap<String, usize>,
    texts: Vec<(String, String)>,
    project: Option<&'d Project>,
}

impl<'d> Shelf<'d> {
    /// Takes in every `.txt` file.
    pub(super) fn new(files: &[InputFile<'_>], project: Option<&'d Project>) -> Result<Self, FormatError> {
        let mut shelf = Self { by_hash: BTreeMap::new(), texts: Vec::new(), project };
        for file in files.iter().filter(|file| file.name.to_lowercase().ends_with(".txt")) {
            let bytes = without_mark(file.bytes);
            let text = std::str::from_utf8(bytes).map_err(|err| {
                let before = bytes.get(..err.valid_up_to()).unwrap_or_default();
                let line = before.split(|byte| *byte == b'\n').count();
                Place { file: file.name.to_owned(), line, column: 0 }.error("it is not valid UTF-8")
            })?;
            let stored = with_lf(text.to_owned());
            let place = shelf.texts.len();
            shelf.by_hash.insert(text_hash(text), place);
            shelf.by_hash.insert(text_hash(&stored), place);
            shelf.texts.push((base_name(file.name).to_owned(), stored));
        }
        Ok(shelf)
    }

    /// The text behind a source; `described` is what the files say of it, `is_only` that they name no other one.
    pub(super) fn find(&self, source: &str, described: &Described, is_only: bool) -> Option<Found> {
        let key = described.id.clone().unwrap_or_else(|| source.to_owned());
        let hash = described.hash.as_deref().or_else(|| source.strip_prefix(TEXT_URN));
        let by_hash = hash.and_then(|hash| self.by_hash.get(&hash.to_lowercase())).copied();
        let last = base_name(source.trim_end_matches('/'));
        let is_called = |name: &str| name == last || without_ending(name) == without_ending(last);
        let by_name = || self.texts.iter().position(|(name, _)| is_called(name));
        let only = || (is_only && self.texts.len() == 1).then_some(0);
        let here = by_hash.or_else(by_name).or_else(only).and_then(|place| self.texts.get(place));
        let here = here.map(|(name, text)| Found {
            key: key.clone(),
            // Texts of this program have their names beside them.
            file_name: described.id.is_none().then(|| name.clone()),
            text: text.clone(),
        });
        here.or_else(|| {
            let document = self.in_project(source, &key, hash)?;
            let text = document.text.to_string();
            Some(Found { key: document.id.to_string(), file_name: None, text })
        })
    }

    fn in_project(&self, source: &str, key: &str, hash: Option<&str>) -> Option<&'d Document> {
        let documents = || self.project.into_iter().flat_map(|project| project.documents());
        let id = key.parse().ok().and_then(|id| self.project?.document(id));
        let address = plain_address(source);
        let by_address = || {
            let is_there = |document: &&Document| plain_address(&document.details.source.url) == address;
            documents()
                .find(|document| document.details.source.url == source)
                .or_else(|| documents().filter(|_| is_address(source)).find(is_there))
        };
        let is_same = |document: &&Document| hash.is_some_and(|hash| text_hash(&document.text) == hash);
        let last = without_ending(base_name(source));
        let is_called =
            |document: &&Document| !last.is_empty() && without_ending(&document.file_name) == last;
        id.or_else(by_address).or_else(|| documents().find(is_same)).or_else(|| documents().find(is_called))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_are_taken_for_names() {
        for url in ["https://example.org/a1", "http://пример.рф/x?y=1#z"] {
            assert!(is_address(url), "{url}");
        }
        for url in ["", "https://", "a1.txt", "/etc/passwd", "https://a b", "javascript:x", "http://a\"b"] {
            assert!(!is_address(url), "{url}");
        }
    }

    #[test]
    fn a_hash_is_the_usual_one() {
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(text_hash("abc"), hash);
    }
}

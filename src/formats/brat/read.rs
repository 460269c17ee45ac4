//! [`read_brat`]: a brat collection, by this program or by others.

use super::parse::{Line, parse};
use super::{CONFIDENCE_ATTRIBUTE, CONFIDENCE_WORD, CROSS_LINK, FORMAT};
use crate::formats::file_names::without_ending;
use crate::formats::gathering::{
    About, FoundClaim, FoundDocument, FoundLink, Gathering, is_own_rows, push_words,
};
use crate::formats::jsonl;
use crate::formats::new_document::base_name;
use crate::formats::{Dataset, Defaults, FormatError, InputFile, Place};
use crate::text::{OffsetIndex, Span};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// A collection while it is read.
struct Collection<'g, 'd> {
    gathering: &'g mut Gathering<'d>,
    /// Notes on links to other documents are no more than a copy of the own rows beside them.
    has_links: bool,
}

/// Reads pairs of `.txt` and `.ann`; a text that is missing is looked for in the project by the name of its file.
pub(super) fn read_brat(files: &[InputFile<'_>], defaults: &Defaults<'_>) -> Result<Dataset, FormatError> {
    let mut gathering = Gathering::new(&FORMAT, files, defaults)?;
    let is = |file: &InputFile<'_>, end: &str| file.name.to_lowercase().ends_with(end);
    let keys = keys(files);
    let texts = files.iter().filter(|file| is(file, ".txt"));
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for file in texts {
        let key = keys.get(file.name).cloned().unwrap_or_default();
        known.insert(key, utf8(file)?.to_owned());
    }
    let annotations: Vec<&InputFile<'_>> = files.iter().filter(|file| is(file, ".ann")).collect();
    if annotations.is_empty() {
        return Err(FormatError::NoKnownFile("none of the files ends in .ann".to_owned()));
    }
    for file in &annotations {
        let key = keys.get(file.name).cloned().unwrap_or_default();
        if !known.contains_key(&key) {
            known.insert(key.clone(), text_of_project(&key, file, defaults)?);
        }
    }
    for (key, text) in &known {
        gathering.document(FoundDocument {
            key: key.clone(),
            title: None,
            file_name: Some(format!("{}.txt", base_name(key))),
            text: text.clone(),
            about: About::default(),
            place: Place { file: format!("{key}.txt"), ..Place::default() },
        });
    }
    let has_links = files.iter().any(|file| base_name(file.name).eq_ignore_ascii_case(jsonl::LINKS_FILE));
    let mut collection = Collection { gathering: &mut gathering, has_links };
    for file in annotations {
        let key = keys.get(file.name).cloned().unwrap_or_default();
        let text = known.get(&key).map(String::as_str).unwrap_or_default();
        collection.read(file, &key, text)?;
    }
    let others = files.iter().filter(|file| !is(file, ".ann") && !is(file, ".txt") && !is(file, ".conf"));
    for file in others.filter(|file| !is_own_rows(file.name)) {
        let place = Place { file: file.name.to_owned(), ..Place::default() };
        gathering.problem(&place, "it was not read: its name is none of those that the format reads");
    }
    gathering.finish(files)
}

/// What names each file: its name without folder and ending, with the folder where two have the same.
fn keys(files: &[InputFile<'_>]) -> BTreeMap<String, String> {
    let mut folders: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in files {
        let base = base_name(file.name);
        folders
            .entry(without_ending(base))
            .or_default()
            .insert(file.name.strip_suffix(base).unwrap_or_default());
    }
    let key = |name: &str| {
        let short = without_ending(base_name(name));
        let is_alone = folders.get(short).is_none_or(|folders| folders.len() == 1);
        if is_alone { short.to_owned() } else { without_ending(name).to_owned() }
    };
    files.iter().map(|file| (file.name.to_owned(), key(file.name))).collect()
}

fn utf8<'b>(file: &InputFile<'b>) -> Result<&'b str, FormatError> {
    let bytes = file.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(file.bytes);
    std::str::from_utf8(bytes).map_err(|err| {
        let before = bytes.get(..err.valid_up_to()).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        Place { file: file.name.to_owned(), line, column: 0 }.error("it is not valid UTF-8")
    })
}

fn text_of_project(key: &str, file: &InputFile<'_>, defaults: &Defaults<'_>) -> Result<String, FormatError> {
    let mut documents = defaults.project.into_iter().flat_map(|project| project.documents());
    let named = documents.find(|document| without_ending(base_name(&document.file_name)) == base_name(key));
    named.map(|document| document.text.to_string()).ok_or_else(|| {
        let place = Place { file: file.name.to_owned(), ..Place::default() };
        place.error(format!("its text {key}.txt is missing; give both files, or the folder that has them"))
    })
}

impl Collection<'_, '_> {
    fn read(&mut self, file: &InputFile<'_>, key: &str, text: &str) -> Result<(), FormatError> {
        let (lines, unread) = parse(utf8(file)?, file.name);
        let unread = unread.into_iter().map(|err| format!("{err}; the line was left out"));
        self.gathering.reading.problems.extend(unread);
        let index = OffsetIndex::new(text);
        let mut claims: BTreeMap<&str, FoundClaim> = BTreeMap::new();
        let mut links: BTreeMap<&str, FoundLink> = BTreeMap::new();
        for (place, line) in &lines {
            match line {
                Line::Place { id, label, parts, words } => {
                    let mut found = self.found_claim((text, &index), parts, *words, place);
                    found.key = format!("{key}#{id}");
                    key.clone_into(&mut found.document);
                    found.kinds = vec![(*label).to_owned()];
                    self.put_once(&mut claims, id, found, place);
                }
                Line::Relation { id, label, from, to, further } => {
                    if !further.is_empty() {
                        self.gathering.unread(
                            "relations",
                            "ends after the second",
                            place,
                            &further.join(" "),
                        );
                    }
                    let found = FoundLink {
                        key: format!("{key}#{id}"),
                        from: format!("{key}#{from}"),
                        to: format!("{key}#{to}"),
                        kind: (*label).to_owned(),
                        place: place.clone(),
                        ..FoundLink::default()
                    };
                    self.put_once(&mut links, id, found, place);
                }
                Line::Other(what, words) => {
                    self.gathering.unread("lines", what, place, words);
                }
                Line::Attribute { .. } | Line::Note { .. } | Line::Reference { .. } => {}
            }
        }
        let mut across = Vec::new();
        for (place, line) in &lines {
            match line {
                Line::Attribute { label, of, value } => {
                    let words = value.map_or_else(|| (*label).to_owned(), |value| format!("{label}:{value}"));
                    if let Some(claim) = claims.get_mut(of) {
                        push_attribute(claim, label, *value);
                    } else if let Some(link) = links.get_mut(of) {
                        match value {
                            Some(level) if label.eq_ignore_ascii_case(CONFIDENCE_ATTRIBUTE) => {
                                link.confidence = Some((*level).to_owned());
                            }
                            _ => push_words(&mut link.note, &words),
                        }
                    } else {
                        self.gathering.unread("attributes", &on_sort(of), place, &words);
                    }
                }
                Line::Reference { of, entry, words } => {
                    if let Some(claim) = claims.get_mut(of) {
                        claim.tags.push((*entry).to_owned());
                    } else {
                        self.gathering.unread("references", &on_sort(of), place, &format!("{entry} {words}"));
                    }
                }
                Line::Note { of, words } => {
                    if let Some(link) = links.get_mut(of) {
                        push_link_note(link, words);
                    } else if let Some(claim) = claims.get_mut(of) {
                        match cross_link(words, &claim.key, place) {
                            Some(link) if !self.has_links => across.push(link),
                            Some(_) => {}
                            None => push_words(&mut claim.note, words),
                        }
                    } else {
                        self.gathering.unread("notes", &on_sort(of), place, words);
                    }
                }
                Line::Place { .. } | Line::Relation { .. } | Line::Other(..) => {}
            }
        }
        for claim in claims.into_values() {
            self.gathering.claim(claim);
        }
        for link in links.into_values().chain(across) {
            self.gathering.link(link);
        }
        Ok(())
    }

    /// Of two lines with one id the first counts.
    fn put_once<'t, T>(&mut self, found: &mut BTreeMap<&'t str, T>, id: &'t str, record: T, place: &Place) {
        match found.entry(id) {
            Entry::Vacant(entry) => drop(entry.insert(record)),
            Entry::Occupied(_) => {
                let words = format!("another line has the id “{id}” too; it was left out");
                self.gathering.problem(place, &words);
            }
        }
    }

    /// A place in several parts is taken from the first to the last, with what is between them.
    fn found_claim(
        &mut self,
        (text, index): (&str, &OffsetIndex<'_>),
        parts: &[(usize, usize)],
        words: Option<&str>,
        place: &Place,
    ) -> FoundClaim {
        let start = parts.iter().map(|(start, _)| *start).min().unwrap_or_default();
        let end = parts.iter().map(|(_, end)| *end).max().unwrap_or_default();
        let span = |(start, end): &(usize, usize)| index.span_from_chars(*start, *end);
        let slices: Vec<&str> =
            parts.iter().filter_map(|part| span(part).and_then(|span| span.slice(text))).collect();
        let is_right = words.is_none_or(|words| slices.len() == parts.len() && words == slices.join(" "));
        let is_blank_between = parts.windows(2).all(|pair| match pair {
            [(_, end), (start, _)] if end <= start => {
                let between = index.span_from_chars(*end, *start).and_then(|span: Span| span.slice(text));
                between
                    .is_some_and(|between| between.chars().all(|c| c.is_whitespace() || super::is_break(c)))
            }
            _ => false,
        });
        if !is_blank_between {
            self.gathering.problem(place, "a place of several parts was read with what stands between them");
        }
        // Where the words are right, the offsets are; the words have spaces for line breaks.
        let quote = words.filter(|_| !is_right).map(str::to_owned);
        let name = words.filter(|_| parts.len() == 1).map(str::to_owned);
        FoundClaim { offsets: (start, end), quote, name, place: place.clone(), ..FoundClaim::default() }
    }
}

fn push_attribute(claim: &mut FoundClaim, label: &str, value: Option<&str>) {
    match value {
        Some(value) if label.eq_ignore_ascii_case(CONFIDENCE_ATTRIBUTE) => {
            claim.confidence = Some(value.to_owned());
        }
        Some(value) => claim.tags.push(format!("{label}:{value}")),
        None => claim.tags.push(label.to_owned()),
    }
}

/// What a line is about that is no claim and no link.
fn on_sort(of: &str) -> String {
    let sort = match of.chars().next() {
        Some('T') => "places that were not read",
        Some('R') => "relations that were not read",
        Some('E') => "events",
        Some('A' | 'M') => "attributes",
        _ => "something else",
    };
    format!("those on {sort}")
}

fn push_link_note(link: &mut FoundLink, words: &str) {
    match words.strip_prefix(CONFIDENCE_WORD) {
        Some(level) if !level.contains(char::is_whitespace) => link.confidence = Some(level.to_owned()),
        _ => push_words(&mut link.note, words),
    }
}

/// `xlink contradicts b1#T3 confidence=high`
fn cross_link(words: &str, from: &str, place: &Place) -> Option<FoundLink> {
    let mut fields = words.split(' ');
    if fields.next() != Some(CROSS_LINK) {
        return None;
    }
    let (kind, to) = (fields.next()?.to_owned(), fields.next()?.to_owned());
    let confidence = fields.next().and_then(|field| field.strip_prefix(CONFIDENCE_WORD)).map(str::to_owned);
    let key = format!("{from} {kind} {to}");
    let (from, place) = (from.to_owned(), place.clone());
    Some(FoundLink { key, from, to, kind, confidence, place, ..FoundLink::default() })
}

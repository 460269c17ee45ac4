//! [`Notes`]: footnotes and endnotes of a Word document, and the numbers that their marks have.

use crate::formats::flow::Note;
use crate::formats::numerals::Numerals;
use crate::formats::xml::{XmlEvent, XmlReader};
use std::collections::{BTreeMap, BTreeSet};

/// Characters of a mark that an author set by hand.
const MAX_OWN_MARK_CHARS: usize = 4;

/// How notes of one kind are numbered.
#[derive(Clone, Copy, Debug)]
struct Counting {
    numerals: Numerals,
    next: i64,
}

/// Kind (whether it is an endnote) and id of a note.
pub(super) type NoteId<'n> = (bool, &'n str);

/// The notes of a document.
#[derive(Debug)]
pub(super) struct Notes {
    texts: BTreeMap<(bool, String), String>,
    footnotes: Counting,
    endnotes: Counting,
    labels: BTreeSet<String>,
    referred: Vec<Note>,
}

impl Default for Notes {
    fn default() -> Self {
        Self {
            texts: BTreeMap::new(),
            footnotes: Counting { numerals: Numerals::Decimal, next: 1 },
            endnotes: Counting { numerals: Numerals::LowerRoman, next: 1 },
            labels: BTreeSet::new(),
            referred: Vec::new(),
        }
    }
}

impl Notes {
    /// Adds the texts of a part.
    pub(super) fn add(&mut self, is_end: bool, texts: Vec<(String, String)>) {
        self.texts.extend(texts.into_iter().map(|(id, text)| ((is_end, id), text)));
    }

    /// Reads how notes are numbered, from the settings or the last section. What is broken there changes nothing.
    pub(super) fn read_counting(&mut self, xml: &str) {
        let mut reader = XmlReader::new(xml);
        let mut is_end = None;
        while let Ok(Some(event)) = reader.next() {
            let XmlEvent::Open(element) = event else {
                continue;
            };
            let value = element.attribute("val");
            let counting = match is_end {
                Some(true) => &mut self.endnotes,
                _ => &mut self.footnotes,
            };
            match element.name.as_str() {
                "footnotePr" => is_end = Some(false),
                "endnotePr" => is_end = Some(true),
                "numFmt" if is_end.is_some() => counting.numerals = Numerals::of_word(value),
                "numStart" if is_end.is_some() => counting.next = value.parse().unwrap_or(1),
                "numRestart" | "pos" | "footnote" | "endnote" => {}
                _ => is_end = None,
            }
        }
    }

    /// The text of a note whose mark is not in the text.
    pub(super) fn take(&mut self, (is_end, id): NoteId<'_>) -> String {
        self.texts.remove(&(is_end, id.to_owned())).unwrap_or_default()
    }

    /// Gives the note a number, and its place in the list of notes.
    pub(super) fn refer(&mut self, (is_end, id): NoteId<'_>) -> Option<usize> {
        let text = self.texts.remove(&(is_end, id.to_owned()))?;
        self.referred.push(Note { label: String::new(), text });
        let counting = if is_end { &mut self.endnotes } else { &mut self.footnotes };
        // Marks lead to one note each, also where the file begins to count again.
        let label = loop {
            let number = counting.next;
            counting.next = number.saturating_add(1);
            let label = counting.numerals.written(number);
            let label = if label.is_empty() { number.to_string() } else { label };
            if self.labels.insert(label.clone()) || number == i64::MAX {
                break label;
            }
        };
        if let Some(note) = self.referred.last_mut() {
            note.label = label;
        }
        Some(self.referred.len() - 1)
    }

    /// Gives a note the mark that its author set, where no other note has it.
    pub(super) fn relabel(&mut self, index: usize, mark: &str) {
        let mark = mark.trim();
        let is_mark = !mark.is_empty() && mark.chars().count() <= MAX_OWN_MARK_CHARS;
        if let Some(note) = self.referred.get_mut(index)
            && is_mark
            && self.labels.insert(mark.to_owned())
        {
            mark.clone_into(&mut note.label);
            if let Some(rest) = note.text.trim_start().strip_prefix(mark) {
                note.text = rest.to_owned();
            }
        }
    }

    pub(super) fn label(&self, index: usize) -> &str {
        self.referred.get(index).map_or("", |note| &note.label)
    }

    /// In the order of their marks.
    pub(super) fn referred(&self) -> &[Note] {
        &self.referred
    }

    /// Notes that no mark leads to.
    pub(super) fn loose(&self) -> impl Iterator<Item = &str> {
        self.texts.values().map(String::as_str)
    }
}

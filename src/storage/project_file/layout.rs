//! [`Layout`]: the lines of a file, sorted into sections by our own way of writing; nothing is parsed yet.
//!
//! It holds places instead of text, so that the text may be given back section by section while it is read.

use std::ops::Range;

/// A line of the file; its number counts from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) number: usize,
    pub(super) bytes: Range<usize>,
}

/// Lines that follow each other, line ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lines {
    /// Number of the first one.
    pub(super) first: usize,
    pub(super) bytes: Range<usize>,
}

/// A document's record: its first line, and the lines of its text, each still quoted and with its comma.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DocumentLines {
    pub(super) head: Line,
    pub(super) text: Range<usize>,
}

/// A file in our layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) header: Option<Line>,
    pub(super) settings: Option<Line>,
    /// The lines between `codebook: (` and `),`.
    pub(super) codebook: Option<Lines>,
    pub(super) documents: Vec<DocumentLines>,
    /// All other sections, in the order of the file.
    pub(super) sections: Vec<(&'static str, Lines)>,
    /// What stands where we would not have put it.
    pub(super) strange: Vec<Line>,
    /// The closing bracket was there.
    pub(super) is_closed: bool,
}

/// The names of the sections whose records take one line each.
const SECTIONS: [&str; 9] = [
    "annotators",
    "claims",
    "links",
    "questions",
    "dismissals",
    "verdicts",
    "rulings",
    "conflicts",
    "comments",
];
const DOCUMENTS: &str = "documents: [";

/// Within what the next line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Nothing,
    File,
    Codebook,
    Documents,
    Text,
    Records,
}

impl Line {
    /// The line without its end.
    pub(super) fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.bytes.clone()).unwrap_or_default()
    }
}

impl Lines {
    /// The lines in one.
    pub(super) fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.bytes.clone()).unwrap_or_default()
    }

    const fn at(line: &Line, next: usize) -> Self {
        Self { first: line.number + 1, bytes: next..next }
    }
}

/// Whether a line looks like a record of those that take one line.
pub(super) fn is_record(line: &str) -> bool {
    line.starts_with('(') && line.ends_with("),")
}

impl Layout {
    /// Whether every line stands where we would have put it.
    pub(super) const fn is_ours(&self) -> bool {
        self.is_closed && self.header.is_some() && self.strange.is_empty()
    }

    /// Whether sections stand in the order in which we write them, so that the text may be given back from its end on.
    pub(super) fn is_in_order(&self) -> bool {
        let start = |name: &&str| self.section(name).next().map(|lines| lines.bytes.start);
        let documents = self.documents.first().map(|document| document.head.bytes.start);
        let (first, rest) = SECTIONS.split_at(1);
        let starts = first.iter().filter_map(start).chain(documents).chain(rest.iter().filter_map(start));
        starts.is_sorted()
    }

    /// The lines of a section; several runs where something broke it up.
    pub(super) fn section(&self, name: &str) -> impl DoubleEndedIterator<Item = &Lines> {
        self.sections.iter().filter(move |(other, _)| *other == name).map(|(_, lines)| lines)
    }

    /// Sorts the lines of a file.
    pub(super) fn of(text: &str) -> Self {
        let mut layout = Self::default();
        let mut within = Within::Nothing;
        let mut start = 0;
        for (index, whole) in text.split_inclusive('\n').enumerate() {
            let words = whole.strip_suffix('\n').unwrap_or(whole);
            let words = words.strip_suffix('\r').unwrap_or(words);
            let line = Line { number: index + 1, bytes: start..start + words.len() };
            start += whole.len();
            within = layout.take(within, words, &line, start);
        }
        layout
    }

    /// Sorts one line in; `next` is where the one after it begins.
    fn take(&mut self, within: Within, words: &str, line: &Line, next: usize) -> Within {
        match within {
            Within::Records if is_record(words) => self.extend_records(next),
            Within::Records | Within::Documents if words == "]," => return Within::File,
            Within::Text if words.starts_with('"') => self.extend_text(next),
            Within::Text if words == "])," => return Within::Documents,
            Within::Codebook if words == ")," => return Within::File,
            Within::Documents if is_head(words) => return self.take_head(line, next),
            Within::File => return self.take_section(words, line, next),
            Within::Nothing if words == "(" && !self.is_closed => return Within::File,
            Within::Nothing if words.is_empty() || words.starts_with("//") => {}
            _ => return self.take_odd(within, words, line, next),
        }
        if let (Within::Codebook, Some(codebook)) = (within, &mut self.codebook) {
            codebook.bytes.end = next;
        }
        within
    }

    /// A line that the place where it stands does not have: what it begins, if it begins something.
    fn take_odd(&mut self, within: Within, words: &str, line: &Line, next: usize) -> Within {
        let begins_section = words == DOCUMENTS || section_name(words).is_some();
        let is_own = within == Within::Codebook && section_name(words).is_none_or(|name| name == "rulings");
        if within == Within::Codebook && (is_own && words != DOCUMENTS) {
            if let Some(codebook) = &mut self.codebook {
                codebook.bytes.end = next;
            }
            return within;
        }
        self.strange.push(line.clone());
        match within {
            _ if begins_section => self.take_section(words, line, next),
            Within::Nothing if words.starts_with("format:") => self.take_section(words, line, next),
            Within::Text if is_head(words) => self.take_head(line, next),
            Within::Text if words == "]," => Within::File,
            Within::Text => {
                self.extend_text(next);
                within
            }
            Within::Records => {
                self.extend_records(next);
                within
            }
            _ => within,
        }
    }

    fn take_section(&mut self, words: &str, line: &Line, next: usize) -> Within {
        let name = section_name(words);
        if words == ")" {
            self.is_closed = true;
            return Within::Nothing;
        } else if words.starts_with("format:") && words.ends_with(',') && self.header.is_none() {
            self.header = Some(line.clone());
        } else if words.starts_with("settings: (") && words.ends_with("),") && self.settings.is_none() {
            self.settings = Some(line.clone());
        } else if words == "codebook: (" && self.codebook.is_none() {
            self.codebook = Some(Lines::at(line, next));
            return Within::Codebook;
        } else if words == DOCUMENTS {
            self.strange.extend((!self.documents.is_empty()).then(|| line.clone()));
            return Within::Documents;
        } else if let Some(name) = name {
            let is_there = self.section(name).next().is_some();
            self.strange.extend(is_there.then(|| line.clone()));
            self.sections.push((name, Lines::at(line, next)));
            return Within::Records;
        } else {
            self.strange.push(line.clone());
            return self.take_orphan(words, line, next);
        }
        Within::File
    }

    /// A record whose section has lost its first line: its fields tell which it was.
    fn take_orphan(&mut self, words: &str, line: &Line, next: usize) -> Within {
        if is_head(words) {
            return self.take_head(line, next);
        }
        let tells = |field: &str| words.contains(field);
        let name = match words {
            _ if !is_record(words) || self.documents.is_empty() && !tells(", name: ") => None,
            _ if tells(", quote: ") => Some("claims"),
            _ if tells(", to: \"") => Some("links"),
            _ if self.documents.is_empty() => Some("annotators"),
            _ => None,
        };
        let Some(name) = name else {
            return Within::File;
        };
        self.sections.push((name, Lines { first: line.number, bytes: line.bytes.start..next }));
        Within::Records
    }

    fn take_head(&mut self, line: &Line, next: usize) -> Within {
        self.documents.push(DocumentLines { head: line.clone(), text: next..next });
        Within::Text
    }

    fn extend_text(&mut self, next: usize) {
        if let Some(document) = self.documents.last_mut() {
            document.text.end = next;
        }
    }

    fn extend_records(&mut self, next: usize) {
        if let Some((_, lines)) = self.sections.last_mut() {
            lines.bytes.end = next;
        }
    }
}

fn is_head(words: &str) -> bool {
    words.starts_with('(') && words.ends_with(", lines: [")
}

fn section_name(words: &str) -> Option<&'static str> {
    let name = words.strip_suffix(": [")?;
    SECTIONS.into_iter().find(|own| *own == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_sorted_into_sections() {
        let text = "// x\n(\nformat: 1,\ncodebook: (\na,\n),\ndocuments: [\n(id, lines: [\n\"],\",\n\"),\",\n]),\n],\nclaims: [\n(1),\n],\n)\n// y\n";
        let layout = Layout::of(text);
        assert!(layout.is_ours(), "{layout:?}");
        let claims: Vec<_> = layout.section("claims").map(|lines| (lines.first, lines.of(text))).collect();
        assert_eq!(claims, [(14, "(1),\n")]);
        let document = layout.documents.first().unwrap();
        assert_eq!(text.get(document.text.clone()), Some("\"],\",\n\"),\",\n"));
        assert_eq!(layout.codebook.map(|lines| (lines.first, lines.of(text))), Some((5, "a,\n")));
    }

    #[test]
    fn any_other_layout_is_told() {
        for text in
            ["", "(", "()", "(\n)\nx", "(\nformat: 1,\nclaims: [\n(1,\n2),\n],\n)", "(\nclaims: [],\n)"]
        {
            assert!(!Layout::of(text).is_ours(), "{text}");
        }
    }

    #[test]
    fn a_lost_line_does_not_swallow_the_sections_after_it() {
        let text = "(\nformat: 1,\ncodebook: (\nrulings: [\ndocuments: [\n(a, lines: [\n\"x\",\n(b, lines: [\n\"y\",\n<<<<\n],\nclaims: [\n(1),\nlinks: [\n(2),\n(3\n],\n)\n";
        let layout = Layout::of(text);
        assert_eq!(layout.documents.len(), 2);
        let sections: Vec<_> = layout.sections.iter().map(|(name, lines)| (*name, lines.of(text))).collect();
        assert_eq!(sections, [("claims", "(1),\n"), ("links", "(2),\n(3\n")]);
        let strange: Vec<_> = layout.strange.iter().map(|line| line.number).collect();
        assert_eq!(strange, [5, 8, 10, 11, 14, 16]);
    }
}

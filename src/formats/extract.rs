//! [`Extracted`]: what a reader of laid-out files finds, and [`Lines`], which writes its text.

use super::MAX_TEXT_LEN;
use crate::model::Source;

/// Pieces left out that are kept for a preview.
const MAX_DROPPED: usize = 60;
/// Characters of each.
const MAX_DROPPED_CHARS: usize = 300;
/// A title or other value of metadata, in characters.
const MAX_VALUE_CHARS: usize = 500;

/// Text and metadata of a file, before segmentation. Empty values mean that the file does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Extracted {
    pub(super) text: String,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) source: Source,
    pub(super) encoding: String,
    pub(super) problems: Vec<String>,
    pub(super) dropped: Vec<String>,
}

/// Notes a piece that was left out, shortened.
pub(super) fn push_dropped(dropped: &mut Vec<String>, piece: &str) {
    let piece = collapsed(piece);
    if dropped.len() >= MAX_DROPPED || piece.is_empty() {
        return;
    }
    let short: String = piece.chars().take(MAX_DROPPED_CHARS).collect();
    dropped.push(if short.len() < piece.len() { format!("{short}…") } else { short });
}

/// A value of metadata on one line, bounded.
pub(super) fn value(text: &str) -> String {
    collapsed(text).chars().take(MAX_VALUE_CHARS).collect()
}

/// With one blank for each run of white space, none at the ends; no-break spaces stay.
pub(super) fn collapsed(text: &str) -> String {
    let is_blank = |c: char| c.is_whitespace() && c != '\u{A0}' && c != '\u{202F}';
    let mut words = text.split(is_blank).filter(|word| !word.is_empty());
    let mut found = words.next().unwrap_or_default().to_owned();
    for word in words {
        found.push(' ');
        found.push_str(word);
    }
    found
}

/// What stands close to others of its kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Paragraph,
    Item,
    Row,
}

/// Writes paragraphs apart by a blank line, and list items and rows of a table one under the other.
#[derive(Debug, Default)]
pub(super) struct Lines {
    text: String,
    last: Kind,
    is_full: bool,
}

impl Lines {
    /// A paragraph or heading; line feeds in it stay, other white space becomes one blank.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.push(text, Kind::Paragraph);
    }

    /// An item of a list, with its mark.
    pub(super) fn item(&mut self, text: &str) {
        self.push(text, Kind::Item);
    }

    /// A row of a table.
    pub(super) fn row(&mut self, text: &str) {
        self.push(text, Kind::Row);
    }

    fn push(&mut self, text: &str, kind: Kind) {
        let lines = text.split('\n').map(collapsed).filter(|line| !line.is_empty());
        let line = lines.map(|line| without_controls(&line)).collect::<Vec<_>>().join("\n");
        if line.is_empty() {
            return;
        }
        if self.text.len() + line.len() > MAX_TEXT_LEN {
            self.is_full = true;
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str(if kind != Kind::Paragraph && kind == self.last { "\n" } else { "\n\n" });
        }
        self.text.push_str(&line);
        self.last = kind;
    }

    /// Sets what follows apart from a list or table before it.
    pub(super) const fn part(&mut self) {
        self.last = Kind::Paragraph;
    }

    /// The text, with a problem where a document may hold no more of it.
    pub(super) fn finish(self, problems: &mut Vec<String>) -> String {
        if self.is_full {
            problems.push("the text is longer than 20 MB; the rest was left out".to_owned());
        }
        let mut text = self.text;
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }
}

/// Control characters have no place in a text; formats that hold any are damaged there.
fn without_controls(line: &str) -> String {
    if line.chars().any(char::is_control) {
        line.chars().filter(|c| !c.is_control() || *c == '\n').collect()
    } else {
        line.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_stand_apart_and_list_items_close() {
        let mut lines = Lines::default();
        lines.paragraph("  A \t title\n");
        lines.item("• one");
        lines.item("• two");
        lines.item(" ");
        lines.paragraph("first line\nsecond  line\u{1}");
        assert_eq!(lines.finish(&mut Vec::new()), "A title\n\n• one\n• two\n\nfirst line\nsecond line\n");
    }

    #[test]
    fn what_is_left_out_is_bounded() {
        let mut dropped = Vec::new();
        for _ in 0..100 {
            push_dropped(&mut dropped, &"word ".repeat(1000));
        }
        assert_eq!(dropped.len(), MAX_DROPPED);
        assert!(dropped.iter().all(|piece| piece.chars().count() == MAX_DROPPED_CHARS + 1));
    }
}

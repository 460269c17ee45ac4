//! [`Source`]: the text of a file, which may be given back from its end on while it is read.

use super::layout::{DocumentLines, Lines, is_record};
use super::parse::{LineParser, Parsed, parse_documents, parse_lines};
use crate::model::Document;

/// Bytes that are parsed before their text is given back.
const BLOCK_LEN: usize = 1 << 25;

/// The text of a file.
///
/// A file of a million claims is as large as the project made of it. So where the text is ours to spend, sections are
/// read from the last to the first, and what was read makes room for its records.
#[derive(Debug)]
pub(super) enum Source<'a> {
    /// Stays with its owner.
    Borrowed(&'a str),
    /// Gets shorter.
    Owned(String),
}

impl Source<'_> {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Borrowed(text) => text,
            Self::Owned(text) => text,
        }
    }

    /// Reads a section, last line first, and gives its text back.
    pub(super) fn take_lines<T: Send>(&mut self, lines: &Lines, parse: LineParser<T>) -> Parsed<T> {
        let mut blocks = Vec::new();
        let mut end = lines.bytes.end;
        while end > lines.bytes.start {
            let start = line_start(self.text(), end.saturating_sub(BLOCK_LEN)).max(lines.bytes.start);
            let before = self.text().get(lines.bytes.start..start).unwrap_or_default();
            let first = lines.first + before.matches('\n').count();
            let block = Lines { first, bytes: start..end };
            blocks.push(parse_lines(self.text(), &block, is_record, parse));
            self.give_back(start);
            end = start;
        }
        in_order(blocks)
    }

    /// Reads documents, last one first, and gives their text back.
    pub(super) fn take_documents(&mut self, documents: &[DocumentLines]) -> Parsed<Document> {
        let mut blocks = Vec::new();
        let mut rest = documents;
        while let Some(last) = rest.last() {
            let first = last.text.end.saturating_sub(BLOCK_LEN);
            let count =
                rest.iter().rev().take_while(|document| document.head.bytes.start >= first).count().max(1);
            let (before, block) = rest.split_at_checked(rest.len() - count).unwrap_or((&[], rest));
            blocks.push(parse_documents(self.text(), block));
            self.give_back(block.first().map_or(0, |document| document.head.bytes.start));
            rest = before;
        }
        in_order(blocks)
    }

    fn give_back(&mut self, from: usize) {
        if let Self::Owned(text) = self {
            text.truncate(from);
            text.shrink_to_fit();
        }
    }
}

/// The start of the line that the byte is in.
fn line_start(text: &str, byte: usize) -> usize {
    let before = text.as_bytes().get(..byte).unwrap_or_default();
    before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1)
}

fn in_order<T>(blocks: Vec<Parsed<T>>) -> Parsed<T> {
    let mut all = Parsed::default();
    for block in blocks.into_iter().rev() {
        all.put_after(block);
    }
    all
}

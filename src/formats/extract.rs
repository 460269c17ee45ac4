//! [`Extracted`]: what a reader of laid-out files finds, [`Account`]: what it left out, and [`Lines`], which writes its
//! text.

use super::MAX_TEXT_LEN;
use crate::model::{Pinpoint, Source};
use serde::{Deserialize, Serialize};

/// Pieces that an account lists one by one for each reason.
const MAX_LISTED: usize = 1_000;
/// Characters of each in a message.
const MAX_TOLD_CHARS: usize = 60;
/// Characters of each in a list.
const MAX_LISTED_CHARS: usize = 300;
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
    pub(super) account: Account,
    /// Ordered by byte of the text.
    pub(super) pinpoints: Vec<(usize, Pinpoint)>,
    /// For fields of the metadata, where their values stand, in words for a person.
    pub(super) origins: Vec<(String, String)>,
}

/// Visible text of a file that is not in its document, by reason: each piece of a file is in the text or here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// In the order in which the reasons first came up.
    pub left_out: Vec<LeftOut>,
}

/// The pieces left out for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// What the pieces are, in words that a person understands: `menu`, `comment`, `deleted text`.
    pub reason: String,
    /// How many pieces there are.
    pub count: usize,
    /// The beginnings of the first pieces, one line each.
    pub starts: Vec<String>,
}

impl Account {
    /// Notes a piece that was left out. A blank one is none.
    pub(super) fn leave_out(&mut self, reason: &str, piece: &str) {
        let piece = collapsed(piece);
        if piece.is_empty() {
            return;
        }
        let at = self.left_out.iter().position(|one| one.reason == reason).unwrap_or_else(|| {
            self.left_out.push(LeftOut { reason: reason.to_owned(), count: 0, starts: Vec::new() });
            self.left_out.len() - 1
        });
        let Some(one) = self.left_out.get_mut(at) else { return };
        one.count += 1;
        if one.starts.len() < MAX_LISTED {
            let short: String = piece.chars().take(MAX_LISTED_CHARS).collect();
            one.starts.push(if short.len() < piece.len() { format!("{short}…") } else { short });
        }
    }

    /// Adds what another part of the file left out.
    pub fn extend(&mut self, more: Self) {
        for one in more.left_out {
            match self.left_out.iter_mut().find(|known| known.reason == one.reason) {
                Some(known) => {
                    known.count += one.count;
                    let room = MAX_LISTED.saturating_sub(known.starts.len());
                    known.starts.extend(one.starts.into_iter().take(room));
                }
                None => self.left_out.push(one),
            }
        }
    }

    /// Whether all text of the file is in the document.
    pub fn is_empty(&self) -> bool {
        self.left_out.is_empty()
    }

    /// How many pieces were left out.
    pub fn count(&self) -> usize {
        self.left_out.iter().map(|one| one.count).sum()
    }

    /// One sentence a reason, with the first words of each piece: for messages and the command line.
    pub fn sentences(&self) -> Vec<String> {
        let described = |one: &LeftOut| {
            let starts = one.starts.iter().map(|start| format!("“{}”", first_words(start)));
            let starts = starts.collect::<Vec<_>>().join(", ");
            let more = match one.count.saturating_sub(one.starts.len()) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            match one.count {
                1 => format!("left out: {} {starts}", one.reason),
                count => format!("left out: {} ({count} pieces): {starts}{more}", one.reason),
            }
        };
        self.left_out.iter().map(described).collect()
    }
}

/// The beginning of a piece, cut between words.
fn first_words(piece: &str) -> String {
    let Some((cut, _)) = piece.char_indices().nth(MAX_TOLD_CHARS) else { return piece.to_owned() };
    let start = piece.get(..cut).unwrap_or_default();
    let end = start.rfind(' ').filter(|at| *at > cut / 2).unwrap_or(cut);
    format!("{}…", start.get(..end).unwrap_or_default())
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
    /// Wait for the block that they stand before.
    waiting: Vec<Pinpoint>,
    /// Wait for the block that they stand in, with the byte in it.
    within: Vec<(usize, Pinpoint)>,
    pinpoints: Vec<(usize, Pinpoint)>,
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
        let within = std::mem::take(&mut self.within);
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
        let start = self.text.len();
        self.pinpoints.extend(self.waiting.drain(..).map(|mark| (start, mark)));
        let is_place = |byte: usize| byte < line.len() && line.is_char_boundary(byte);
        let within = within.into_iter().filter(|(byte, _)| is_place(*byte));
        self.pinpoints.extend(within.map(|(byte, mark)| (start + byte, mark)));
        self.text.push_str(&line);
        self.last = kind;
    }

    /// Marks the place of the block that comes next.
    pub(super) fn mark(&mut self, pinpoint: Pinpoint) {
        self.waiting.retain(|mark| mark.rank() < pinpoint.rank());
        self.waiting.push(pinpoint);
    }

    /// Marks a byte of the block that comes next, after all marks before it. The block is to be without runs of white
    /// space and controls, which would shift the byte.
    pub(super) fn mark_within(&mut self, byte: usize, pinpoint: Pinpoint) {
        self.within.push((byte, pinpoint));
    }

    /// The marks so far, ordered by byte.
    pub(super) fn take_pinpoints(&mut self) -> Vec<(usize, Pinpoint)> {
        std::mem::take(&mut self.pinpoints)
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
        let mut account = Account::default();
        for _ in 0..1_100 {
            account.leave_out("menu", &"word ".repeat(1000));
        }
        account.leave_out("menu", " \n");
        account.leave_out("comment", "first words");
        assert_eq!(account.count(), 1_101);
        let menu = &account.left_out[0];
        assert_eq!((menu.count, menu.starts.len()), (1_100, MAX_LISTED));
        assert!(menu.starts.iter().all(|piece| piece.chars().count() == MAX_LISTED_CHARS + 1));
        assert_eq!(account.sentences()[1], "left out: comment “first words”");
    }

    #[test]
    fn marks_stand_within_a_block_too() {
        let mut lines = Lines::default();
        lines.paragraph("One");
        lines.mark(Pinpoint::Page("1".to_owned()));
        lines.mark_within(4, Pinpoint::Page("2".to_owned()));
        lines.mark_within(99, Pinpoint::Page("3".to_owned()));
        lines.paragraph("Two pages");
        let marks = [(5, Pinpoint::Page("1".to_owned())), (9, Pinpoint::Page("2".to_owned()))];
        assert_eq!(lines.take_pinpoints(), marks);
    }

    #[test]
    fn marks_stand_at_the_block_that_follows() {
        let mut lines = Lines::default();
        lines.mark(Pinpoint::Page("1".to_owned()));
        lines.mark(Pinpoint::Page("2".to_owned()));
        lines.paragraph(" ");
        lines.mark(Pinpoint::Paragraph(1));
        lines.paragraph("One");
        lines.paragraph("Two");
        let marks = [(0, Pinpoint::Page("2".to_owned())), (0, Pinpoint::Paragraph(1))];
        assert_eq!(lines.take_pinpoints(), marks);
    }
}

//! [`paragraphs`]: lines become paragraphs and rows; broken words and sentences are joined, over pages too.

use super::lines::{CELL_BORDER, Piece};
use std::collections::BTreeSet;

/// Blocks of lines in reading order.
pub(super) type Page = Vec<Vec<Piece>>;

/// A paragraph or a row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) is_row: bool,
}

/// Joins the lines of all pages.
pub(super) fn paragraphs(pages: &[Page]) -> Vec<Text> {
    let words = words(pages);
    let mut found = Vec::new();
    let mut open: Option<Open> = None;
    for block in pages.iter().flatten() {
        let shape = Shape::of(block);
        for (index, line) in block.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| block.get(before));
            let has_cells = |line: Option<&Piece>| line.is_some_and(|line| line.text.contains(CELL_BORDER));
            // A gap in a single line may stand there for any reason.
            if has_cells(Some(line)) && (has_cells(before) || has_cells(block.get(index + 1))) {
                found.extend(open.take().map(Open::finished));
                found.push(row(&line.text));
                continue;
            }
            let goes_on = match (&open, before) {
                (Some(open), Some(before)) => shape.goes_on(before, line, &open.text),
                (Some(open), None) => goes_on_elsewhere(open, line),
                (None, _) => false,
            };
            if let Some(open) = open.as_mut().filter(|_| goes_on) {
                open.join(line, &words);
            } else {
                found.extend(open.take().map(Open::finished));
                open = Some(Open { text: line.text.replace(CELL_BORDER, " "), size: line.size });
            }
        }
    }
    found.extend(open.map(Open::finished));
    found
}

fn row(line: &str) -> Text {
    let cells: Vec<&str> = line.split(CELL_BORDER).map(str::trim).collect();
    Text { text: cells.join(" | "), is_row: true }
}

/// A paragraph that may go on.
struct Open {
    text: String,
    size: f64,
}

impl Open {
    fn finished(self) -> Text {
        Text { text: self.text, is_row: false }
    }

    fn join(&mut self, line: &Piece, words: &BTreeSet<String>) {
        let next = line.text.replace(CELL_BORDER, " ");
        let next = next.as_str();
        let is_east_asian = |c: Option<char>| {
            c.is_some_and(|c| matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}'))
        };
        if let Some(stem) = broken_word(&self.text, next) {
            let first = self.text.get(..stem).unwrap_or_default();
            let last_word = first.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            let next_word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            let whole = format!("{last_word}{next_word}").to_lowercase();
            let hyphenated = format!("{last_word}-{next_word}").to_lowercase();
            // The file itself tells how it writes the word elsewhere.
            if !words.contains(&hyphenated) || words.contains(&whole) {
                self.text.truncate(stem);
            }
        } else if !(is_east_asian(self.text.chars().next_back()) && is_east_asian(next.chars().next())) {
            self.text.push(' ');
        }
        self.text.push_str(next);
    }
}

/// Where the word ends that a hyphen breaks at the end of a line.
fn broken_word(text: &str, next: &str) -> Option<usize> {
    let stem = text.strip_suffix(['-', '\u{2010}', '\u{AD}'])?;
    let is_word = stem.chars().next_back().is_some_and(char::is_alphabetic);
    (is_word && next.chars().next().is_some_and(char::is_lowercase)).then_some(stem.len())
}

fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '“']);
    bare.ends_with(['.', '!', '?', ':', '。', '！', '？', '…', '؟'])
}

/// Whether a sentence goes on in the next column or on the next page.
fn goes_on_elsewhere(open: &Open, line: &Piece) -> bool {
    let is_same_size = (open.size - line.size).abs() < 0.12 * open.size;
    let is_lower = line.text.chars().next().is_some_and(char::is_lowercase);
    is_same_size && !ends_sentence(&open.text) && (is_lower || open.text.ends_with(['-', ',', '\u{AD}']))
}

/// What is usual in a block.
struct Shape {
    pitch: f64,
    left: f64,
    right: f64,
}

impl Shape {
    fn of(lines: &[Piece]) -> Self {
        let mut pitches: Vec<f64> = lines
            .windows(2)
            .filter_map(|two| Some(two.first()?.y - two.get(1)?.y))
            .filter(|pitch| *pitch > 0.0)
            .collect();
        pitches.sort_by(f64::total_cmp);
        let mut lefts: Vec<f64> = lines.iter().map(|line| line.left).collect();
        lefts.sort_by(f64::total_cmp);
        Self {
            pitch: pitches.get(pitches.len() / 3).copied().unwrap_or(12.0),
            left: lefts.get(lefts.len() / 4).copied().unwrap_or_default(),
            right: lines.iter().map(|line| line.right).fold(f64::NEG_INFINITY, f64::max),
        }
    }

    /// Whether a line belongs to the paragraph of the line before.
    fn goes_on(&self, before: &Piece, line: &Piece, open: &str) -> bool {
        let size = line.size;
        let gap = before.y - line.y;
        let is_same_size = (before.size - size).abs() < 0.12 * size.max(before.size);
        let width = self.right - self.left;
        let is_indented = line.left > before.left + 0.8 * size && line.left > self.left + 0.8 * size;
        let is_centred =
            (f64::midpoint(line.left, line.right) - f64::midpoint(before.left, before.right)).abs() < size;
        let is_short = before.right < self.right - 0.25 * width;
        // The next word would have fitted: the line was ended on purpose.
        let first_word = line.text.split(' ').next().unwrap_or_default().chars().count();
        let had_room = self.right - before.right > (first_word + 2) as f64 * 0.55 * size;
        is_same_size
            && gap < 1.32 * self.pitch.max(size)
            && !is_item(&line.text)
            && (!is_indented || is_centred && !ends_sentence(open))
            && !(is_short && ends_sentence(open))
            && (!(had_room && is_short && !is_centred) || broken_word(open, &line.text).is_some())
    }
}

/// Whether a line begins an item of a list.
fn is_item(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let has_more = text.len() > first.len();
    let is_bullet = matches!(first, "•" | "◦" | "▪" | "‣" | "–" | "-" | "*" | "●" | "○" | "■");
    let number = first.strip_suffix(['.', ')']).map(|number| number.trim_start_matches('('));
    let is_number = number.is_some_and(|number| {
        !number.is_empty() && number.len() <= 2 && number.chars().all(|c| c.is_ascii_digit())
    });
    has_more && (is_bullet || is_number)
}

/// Words that stand within lines, to tell how broken ones are written.
fn words(pages: &[Page]) -> BTreeSet<String> {
    let lines = pages.iter().flatten().flatten();
    lines
        .flat_map(|line| line.text.split_whitespace())
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[(f64, &str)]) -> Page {
        let piece = |(y, text): &(f64, &str)| {
            let right = 5.0 * text.chars().count() as f64;
            Piece { left: 0.0, right, y: *y, size: 10.0, text: (*text).to_owned() }
        };
        vec![lines.iter().map(piece).collect()]
    }

    fn texts(found: &[Text]) -> Vec<&str> {
        found.iter().map(|text| text.text.as_str()).collect()
    }

    #[test]
    fn words_and_sentences_are_joined_over_lines_and_pages() {
        let found = paragraphs(&[
            page(&[
                (700.0, "The dam in the valley was opened to the pub-"),
                (688.0, "lic on Tuesday, and its well-known gates were"),
                (676.0, "seen by a few hundred people who had walked"),
            ]),
            page(&[(700.0, "up from the town. It holds a lot of water now"), (688.0, "and more.")]),
        ]);
        assert_eq!(
            texts(&found),
            [
                "The dam in the valley was opened to the public on Tuesday, and its well-known gates were seen by a few hundred people \
              who had walked up from the town. It holds a lot of water now and more."
            ]
        );
    }
}

//! [`paragraphs`]: lines become paragraphs and rows; broken words and sentences are joined, over pages too.

use super::direction::is_without_blanks;
use super::hyphens::{Hyphens, Join};
use super::layout::Page;
use super::lines::CELL_BORDER;
use super::piece::{Piece, run_right_to_left};
use crate::formats::extract::collapsed;

/// A paragraph or a row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) text: String,
    pub(super) is_row: bool,
    /// Indexes of pages with the bytes where what they show begins.
    pub(super) pages: Vec<(usize, usize)>,
}

/// Joins the lines of all pages.
pub(super) fn paragraphs(pages: &[Page], hyphens: &mut Hyphens) -> Vec<Passage> {
    let mut builder = Builder { found: Vec::new(), open: None, waiting: Vec::new(), hyphens };
    for (page, content) in pages.iter().enumerate() {
        for block in &content.blocks {
            builder.block(page, block);
        }
        builder.waiting.extend(content.sideways.iter().map(|block| (page, block.as_slice())));
    }
    builder.finish();
    builder.found
}

struct Builder<'b> {
    found: Vec<Passage>,
    open: Option<Open>,
    /// Blocks to be read once the open paragraph has ended.
    waiting: Vec<(usize, &'b [Piece])>,
    hyphens: &'b mut Hyphens,
}

impl Builder<'_> {
    fn block(&mut self, page: usize, block: &[Piece]) {
        let shape = Shape::of(block);
        for (index, line) in block.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| block.get(before));
            let has_cells = |line: Option<&Piece>| line.is_some_and(|line| line.text.contains(CELL_BORDER));
            // A gap in a single line may stand there for any reason.
            if has_cells(Some(line)) && (has_cells(before) || has_cells(block.get(index + 1))) {
                self.finish();
                self.found.push(row(&line.text, page));
                continue;
            }
            let text = collapsed(&line.text.replace(CELL_BORDER, " "));
            let goes_on = match (&self.open, before) {
                (Some(open), Some(before)) => shape.goes_on(before, line, &open.text.text),
                (Some(open), None) => goes_on_elsewhere(open, line),
                (None, _) => false,
            };
            if let Some(open) = self.open.as_mut().filter(|_| goes_on) {
                open.join(&text, page, self.hyphens);
            } else {
                self.finish();
                self.open = Some(Open {
                    text: Passage { text, is_row: false, pages: vec![(page, 0)] },
                    size: line.size,
                });
            }
        }
    }

    /// Ends the open paragraph, and reads what waits for that.
    fn finish(&mut self) {
        self.found.extend(self.open.take().map(|open| open.text));
        for (page, block) in std::mem::take(&mut self.waiting) {
            self.block(page, block);
            self.found.extend(self.open.take().map(|open| open.text));
        }
    }
}

fn row(line: &str, page: usize) -> Passage {
    let cells: Vec<String> = line.split(CELL_BORDER).map(collapsed).collect();
    Passage { text: collapsed(&cells.join(" | ")), is_row: true, pages: vec![(page, 0)] }
}

/// A paragraph that may go on.
struct Open {
    text: Passage,
    size: f64,
}

impl Open {
    fn join(&mut self, next: &str, page: usize, hyphens: &mut Hyphens) {
        let text = &mut self.text.text;
        let is_dense = |c: Option<char>| c.is_some_and(is_without_blanks);
        match hyphens.join(text, next) {
            Join::Divided(cut) => text.truncate(cut),
            Join::Close => {}
            Join::Apart if is_dense(text.chars().next_back()) && is_dense(next.chars().next()) => {}
            Join::Apart => text.push(' '),
        }
        if self.text.pages.last().is_none_or(|(last, _)| *last != page) {
            self.text.pages.push((page, text.len()));
        }
        text.push_str(next);
    }
}

/// Whether a line ends within a word, or between two parts of one.
fn ends_in_word(text: &str, next: &str) -> bool {
    let stem = text.strip_suffix(['-', '\u{2010}', '\u{2011}', '\u{AD}']);
    stem.is_some_and(|stem| stem.ends_with(char::is_alphanumeric)) && next.starts_with(char::is_alphanumeric)
}

fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '“']);
    bare.ends_with(['.', '!', '?', ':', '。', '！', '？', '…', '؟'])
}

/// Whether a sentence goes on in the next column or on the next page.
fn goes_on_elsewhere(open: &Open, line: &Piece) -> bool {
    let is_same_size = (open.size - line.size).abs() < 0.12 * open.size;
    let text = open.text.text.as_str();
    let is_lower = line.text.chars().next().is_some_and(char::is_lowercase);
    let is_dense = text.ends_with(is_without_blanks) && line.text.starts_with(is_without_blanks);
    let is_open = is_lower || is_dense || text.ends_with(['-', ',', '\u{AD}']);
    is_same_size && !ends_sentence(text) && is_open
}

/// Where a line begins and ends in the direction in which it is read.
const fn ends(line: &Piece, is_rtl: bool) -> (f64, f64) {
    if is_rtl { (-line.right, -line.left) } else { (line.left, line.right) }
}

/// What is usual in a block.
struct Shape {
    /// Lines begin on the right.
    is_rtl: bool,
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
        let is_rtl = run_right_to_left(lines);
        let ends = |line: &Piece| ends(line, is_rtl);
        let mut lefts: Vec<f64> = lines.iter().map(|line| ends(line).0).collect();
        lefts.sort_by(f64::total_cmp);
        Self {
            is_rtl,
            pitch: pitches.get(pitches.len() / 3).copied().unwrap_or(12.0),
            left: lefts.get(lefts.len() / 4).copied().unwrap_or_default(),
            right: lines.iter().map(|line| ends(line).1).fold(f64::NEG_INFINITY, f64::max),
        }
    }

    /// Whether a line belongs to the paragraph of the line before.
    fn goes_on(&self, before: &Piece, line: &Piece, open: &str) -> bool {
        let size = line.size;
        let gap = before.y - line.y;
        let ((left, right), (left_before, right_before)) =
            (ends(line, self.is_rtl), ends(before, self.is_rtl));
        let is_same_size = (before.size - size).abs() < 0.12 * size.max(before.size);
        let width = self.right - self.left;
        let is_indented = left > left_before + 0.8 * size && left > self.left + 0.8 * size;
        let is_centred = (f64::midpoint(left, right) - f64::midpoint(left_before, right_before)).abs() < size;
        let is_short = right_before < self.right - 0.25 * width;
        // The next word would have fitted: the line was ended on purpose.
        let first_word = line.text.split(' ').next().unwrap_or_default().chars().count();
        let had_room = self.right - right_before > (first_word + 2) as f64 * 0.55 * size;
        is_same_size
            && gap < 1.32 * self.pitch.max(size)
            && (!is_item(&line.text) || ends_in_word(open, &line.text))
            && (!is_indented || is_centred && !ends_sentence(open))
            && !(is_short && ends_sentence(open))
            && (!(had_room && is_short && !is_centred) || ends_in_word(open, &line.text))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[(f64, &str)]) -> Page {
        let piece = |(y, text): &(f64, &str)| {
            let right = 5.0 * text.chars().count() as f64;
            Piece { left: 0.0, right, y: *y, size: 10.0, text: (*text).to_owned(), blank: 0.0 }
        };
        Page { blocks: vec![lines.iter().map(piece).collect()], sideways: Vec::new() }
    }

    fn texts(found: &[Passage]) -> Vec<&str> {
        found.iter().map(|text| text.text.as_str()).collect()
    }

    #[test]
    fn words_and_sentences_are_joined_over_lines_and_pages() {
        let pages = [
            page(&[
                (700.0, "The dam in the valley was opened to the pub-"),
                (688.0, "lic on Tuesday, and its well-known gates were"),
                (676.0, "seen by a few hundred people who had walked"),
            ]),
            page(&[(700.0, "up from the town. It holds a lot of water now"), (688.0, "and more.")]),
        ];
        let mut turned = pages.clone();
        turned[0].sideways.push(page(&[(10.0, "A stamp")]).blocks.remove(0));
        let found = paragraphs(&turned, &mut Hyphens::default());
        assert_eq!((found[1].text.as_str(), &found[1].pages), ("A stamp", &vec![(0, 0)]));
        let found = paragraphs(&pages, &mut Hyphens::default());
        let second = found[0].text.find("up from").unwrap();
        assert_eq!(found[0].pages, [(0, 0), (1, second)]);
        assert_eq!(
            texts(&found),
            [
                "The dam in the valley was opened to the public on Tuesday, and its well-known gates were seen by a few hundred people \
              who had walked up from the town. It holds a lot of water now and more."
            ]
        );
    }
}

//! [`paragraphs`]: lines of pages become paragraphs: running heads go, broken words and sentences are joined.

use super::lines::{CELL_BORDER, PageLines, Piece};
use std::collections::{BTreeMap, BTreeSet};

/// Lines at the top and at the bottom of a page that may be running heads.
const EDGE_LINES: usize = 3;
/// A running head is shorter, in characters.
const MAX_HEAD_CHARS: usize = 120;

/// The paragraphs of a file, and the running heads and page numbers that were left out.
#[derive(Debug, Default)]
pub(super) struct Paragraphs {
    pub(super) texts: Vec<Text>,
    pub(super) heads: Vec<String>,
    pub(super) head_count: usize,
}

/// A paragraph or a row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) is_row: bool,
}

impl Paragraphs {
    fn push_row(&mut self, line: &str) {
        let cells: Vec<&str> = line.split(CELL_BORDER).map(str::trim).collect();
        self.texts.push(Text { text: cells.join(" | "), is_row: true });
    }
}

/// Joins the lines of all pages.
pub(super) fn paragraphs(pages: &[PageLines]) -> Paragraphs {
    let heads = Heads::of(pages);
    let words = words(pages);
    let mut found = Paragraphs::default();
    let mut open: Option<Open> = None;
    for page in pages {
        let (top, bottom) = extent(page);
        for block in &page.blocks {
            let (kept, left_out): (Vec<&Piece>, Vec<&Piece>) =
                block.iter().partition(|line| !heads.is_head(line, (top, bottom), pages.len()));
            for line in left_out {
                found.head_count += 1;
                if !found.heads.contains(&line.text) && found.heads.len() < 50 {
                    found.heads.push(line.text.clone());
                }
            }
            let shape = Shape::of(&kept);
            for (index, line) in kept.iter().enumerate() {
                let before = index.checked_sub(1).and_then(|before| kept.get(before));
                let after = kept.get(index + 1);
                let has_cells =
                    |line: Option<&&Piece>| line.is_some_and(|line| line.text.contains(CELL_BORDER));
                // A gap in a single line may stand there for any reason.
                if has_cells(Some(line)) && (has_cells(before) || has_cells(after)) {
                    found.texts.extend(open.take().map(Open::finished));
                    found.push_row(&line.text);
                    continue;
                }
                let before = before.filter(|_| open.is_some());
                let goes_on = match (&open, before) {
                    (Some(open), Some(before)) => shape.goes_on(before, line, &open.text),
                    (Some(open), None) => goes_on_elsewhere(open, line),
                    (None, _) => false,
                };
                if let Some(open) = open.as_mut().filter(|_| goes_on) {
                    open.join(line, &words);
                } else {
                    found.texts.extend(open.take().map(Open::finished));
                    open = Some(Open { text: line.text.replace(CELL_BORDER, " "), size: line.size });
                }
            }
        }
    }
    found.texts.extend(open.map(Open::finished));
    found
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
    fn of(lines: &[&Piece]) -> Self {
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

/// Highest and lowest baseline of a page.
fn extent(page: &PageLines) -> (f64, f64) {
    let all = || page.blocks.iter().flatten().map(|line| line.y);
    (all().fold(f64::NEG_INFINITY, f64::max), all().fold(f64::INFINITY, f64::min))
}

/// What stands at the edges of several pages.
struct Heads {
    counts: BTreeMap<String, usize>,
}

impl Heads {
    fn of(pages: &[PageLines]) -> Self {
        let mut counts = BTreeMap::new();
        for page in pages {
            let patterns: BTreeSet<String> =
                edges(page).into_iter().map(|line| pattern(&line.text)).collect();
            for pattern in patterns {
                *counts.entry(pattern).or_default() += 1;
            }
        }
        Self { counts }
    }

    fn is_head(&self, line: &Piece, (top, bottom): (f64, f64), page_count: usize) -> bool {
        let height = (top - bottom).max(1.0);
        let is_at_edge = line.y > top - 0.12 * height || line.y < bottom + 0.12 * height;
        let is_short = line.text.chars().count() <= MAX_HEAD_CHARS;
        let is_outermost = line.y >= top - 0.5 * line.size || line.y <= bottom + 0.5 * line.size;
        if is_outermost && is_browser_line(&line.text) {
            return true;
        }
        if page_count < 2 || !is_at_edge || !is_short {
            return false;
        }
        let seen = self.counts.get(&pattern(&line.text)).copied().unwrap_or_default();
        let enough = (page_count / 5).max(2);
        seen >= enough || (is_outermost && is_page_number(&line.text))
    }
}

/// What browsers print at the edges: date and title, address and page number.
fn is_browser_line(text: &str) -> bool {
    let pattern = pattern(text);
    let is_date = pattern.starts_with("#/#/#,#:#") || pattern.starts_with("#.#.#,#:#");
    let is_address =
        ["http", "file:///"].iter().any(|start| text.starts_with(start)) && pattern.ends_with("#/#");
    is_date || is_address
}

/// The lines at the top and the bottom of a page.
fn edges(page: &PageLines) -> Vec<&Piece> {
    let mut lines: Vec<&Piece> = page.blocks.iter().flatten().collect();
    lines.sort_by(|a, b| b.y.total_cmp(&a.y));
    let last = lines.len().saturating_sub(EDGE_LINES).max(EDGE_LINES);
    let top = lines.iter().take(EDGE_LINES);
    top.chain(lines.iter().skip(last)).copied().collect()
}

/// The text with its numbers made alike.
fn pattern(text: &str) -> String {
    let mut found = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c {
            c if c.is_numeric() && found.ends_with('#') => {}
            c if c.is_numeric() => found.push('#'),
            c => found.extend(c.to_lowercase()),
        }
    }
    found
}

/// `7`, `- 7 -`, `Page 7 of 12`, `vii`.
fn is_page_number(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/' | '|' | '.'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let is_roman = |word: &str| word.len() <= 6 && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let is_number =
        |word: &String| (word.len() <= 4 && word.chars().all(|c| c.is_ascii_digit())) || is_roman(word);
    let is_name = |word: &String| {
        matches!(
            word.as_str(),
            "page" | "seite" | "página" | "pagina" | "of" | "von" | "de" | "sur" | "di" | "p" | "s"
        )
    };
    words.iter().any(is_number)
        && words.len() <= 4
        && words.iter().all(|word| is_number(word) || is_name(word))
}

/// Words that stand within lines, to tell how broken ones are written.
fn words(pages: &[PageLines]) -> BTreeSet<String> {
    let lines = pages.iter().flat_map(|page| page.blocks.iter().flatten());
    lines
        .flat_map(|line| line.text.split_whitespace())
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[(f64, &str)]) -> PageLines {
        let piece = |(y, text): &(f64, &str)| {
            let right = 5.0 * text.chars().count() as f64;
            Piece { left: 0.0, right, y: *y, size: 10.0, text: (*text).to_owned() }
        };
        PageLines { blocks: vec![lines.iter().map(piece).collect()], sideways: String::new() }
    }

    fn texts(found: &Paragraphs) -> Vec<&str> {
        found.texts.iter().map(|text| text.text.as_str()).collect()
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

    #[test]
    fn running_heads_and_page_numbers_go() {
        let pages: Vec<PageLines> = (1..=3)
            .map(|number| {
                let (head, foot) = (format!("The Valley · {number}"), format!("Page {number} of 3"));
                let text = "Some words of the text".to_owned()
                    + [" and more", " stand here", " at last"][number - 1];
                page(&[(760.0, head.as_str()), (400.0, text.as_str()), (40.0, foot.as_str())])
            })
            .collect();
        let found = paragraphs(&pages);
        assert!(texts(&found).iter().all(|text| text.contains("Some words")), "{:?}", found.texts);
        assert_eq!(found.head_count, 6);
    }

    #[test]
    fn page_numbers_are_known() {
        assert!(["7", "- 12 -", "Page 3 of 10", "vii", "3/10"].iter().all(|text| is_page_number(text)));
        assert!(!["In 2026", "7 people", "Civic", ""].iter().any(|text| is_page_number(text)));
    }
}

//! [`take_heads`]: running heads and page numbers, found on all pages before any is laid out.

use super::layout::PagePieces;
use super::lines::{CELL_BORDER, joined_lines};
use super::piece::Piece;
use std::collections::{BTreeMap, BTreeSet};

/// Lines at the top and at the bottom of a page that may be running heads.
const EDGE_LINES: usize = 3;
/// A running head is shorter, in characters.
const MAX_HEAD_CHARS: usize = 120;
/// The edges of a page, as a part of its height.
const EDGE: f64 = 0.12;
/// Running heads stand at the same height, give or take so many points.
const SAME_HEIGHT: f64 = 4.0;
/// Between a running head and the text is more than so many times the distance of lines.
const APART: f64 = 1.2;
/// Lines of running text stand at most so many times their size from each other.
const PITCH: f64 = 1.2;

/// Pages before and after that are searched for the same line, and on how many of them it stands at least.
const WINDOW: usize = 24;
const MAX_LEAST: usize = 6;
/// A number in a running head grows by at most so much a page: chapters and sections count too.
const MAX_GROWTH: usize = 3;

/// A line at the edge of a page.
#[derive(Clone, Debug)]
struct EdgeLine {
    line: Piece,
    page: usize,
    pattern: String,
    /// The numbers that stand in it.
    numbers: Vec<usize>,
    /// The next line inwards is further away than lines are from each other.
    is_apart: bool,
}

/// Takes the running heads and page numbers out, and gives their texts.
pub(super) fn take_heads(pages: &mut [PagePieces]) -> Vec<String> {
    let edges: Vec<[Vec<EdgeLine>; 2]> =
        pages.iter().enumerate().map(|(index, page)| edges(index, page)).collect();
    let mut alike: BTreeMap<&str, Vec<&EdgeLine>> = BTreeMap::new();
    for edge in edges.iter().flatten().flatten() {
        alike.entry(edge.pattern.as_str()).or_default().push(edge);
    }
    let page_count = pages.len();
    let least = (page_count / 5).clamp(2, MAX_LEAST);
    let is_repeated = |edge: &EdgeLine| {
        let others = alike.get(edge.pattern.as_str()).map(Vec::as_slice).unwrap_or_default();
        let first = others.partition_point(|other| other.page + WINDOW < edge.page);
        let near = others.iter().skip(first).take_while(|other| other.page <= edge.page + WINDOW);
        let same: BTreeSet<usize> =
            near.filter(|other| is_same(edge, other)).map(|other| other.page).collect();
        same.len() >= least
    };
    let whole: Vec<Vec<Piece>> = pages.iter().map(|page| page.pieces.clone()).collect();
    let mut found = Vec::new();
    for (page, edges) in pages.iter_mut().zip(&edges) {
        for side in edges {
            let is_head = |(depth, edge): (usize, &EdgeLine)| {
                let text = &edge.line.text;
                let is_number = page_count > 1 && depth == 0 && is_page_number(text);
                let is_short = text.chars().count() <= MAX_HEAD_CHARS;
                let is_repeated = page_count > 1 && is_repeated(edge);
                is_short && (is_repeated || is_number || is_browser_line(text))
            };
            // What stands further inside is a head only where all outside it are, and where the text begins apart.
            let run = side.iter().enumerate().take_while(|one| is_head(*one)).count();
            let heads = side.iter().take(run);
            let apart = heads.enumerate().rfind(|(_, edge)| edge.is_apart);
            for edge in side.iter().take(apart.map_or(0, |(depth, _)| depth + 1)) {
                let line = &edge.line;
                page.pieces.retain(|piece| (piece.y - line.y).abs() > 0.5 * line.size);
                found.push(line.text.replace(CELL_BORDER, " "));
            }
        }
    }
    if pages.iter().all(|page| page.pieces.is_empty()) {
        // Slides and forms: what repeats is all there is.
        for (page, pieces) in pages.iter_mut().zip(whole) {
            page.pieces = pieces;
        }
        found.clear();
    }
    found
}

/// Whether two lines are the same running head: at the same height, and with numbers that count on with the pages.
/// A line that repeats in the text stands elsewhere on each page.
fn is_same(a: &EdgeLine, b: &EdgeLine) -> bool {
    let pages = a.page.abs_diff(b.page);
    let counts_on = |(own, other): (&usize, &usize)| {
        own == other || (own < other) == (a.page < b.page) && own.abs_diff(*other) <= MAX_GROWTH * pages
    };
    (a.line.y - b.line.y).abs() < SAME_HEIGHT
        && a.numbers.len() == b.numbers.len()
        && a.numbers.iter().zip(&b.numbers).all(counts_on)
}

/// The lines at the top and the bottom of a page, from the edge inwards.
fn edges(index: usize, page: &PagePieces) -> [Vec<EdgeLine>; 2] {
    let lines = joined_lines(page.pieces.clone());
    let (top, bottom) = (lines.first().map_or(0.0, |line| line.y), lines.last().map_or(0.0, |line| line.y));
    let reach = EDGE * (top - bottom);
    let gaps = |two: &[Piece]| two.first().zip(two.last()).map_or(0.0, |(above, below)| above.y - below.y);
    let mut pitches: Vec<f64> = lines.windows(2).map(gaps).collect();
    pitches.sort_by(f64::total_cmp);
    let pitch = pitches.get(pitches.len() / 2).copied().unwrap_or_default();
    let edge = |line: &Piece, inner: Option<&Piece>| EdgeLine {
        line: line.clone(),
        page: index,
        pattern: pattern(&line.text),
        numbers: numbers(&line.text),
        is_apart: inner.is_none_or(|inner| (line.y - inner.y).abs() > APART * pitch.min(PITCH * line.size)),
    };
    // Each half of the lines has its own edge: a page of one line is all top.
    let half = lines.len().div_ceil(2);
    let upper = lines.iter().enumerate().take(half.min(EDGE_LINES)).filter(|(_, line)| line.y >= top - reach);
    let lower = lines.iter().enumerate().skip(half).rev().take(EDGE_LINES);
    let lower = lower.filter(|(_, line)| line.y <= bottom + reach);
    [
        upper.map(|(index, line)| edge(line, lines.get(index + 1))).collect(),
        lower
            .map(|(index, line)| edge(line, index.checked_sub(1).and_then(|index| lines.get(index))))
            .collect(),
    ]
}

/// What browsers print at the edges: date and title, address and page number.
fn is_browser_line(text: &str) -> bool {
    let pattern = pattern(text);
    let is_date = pattern.starts_with("#/#/#,#:#") || pattern.starts_with("#.#.#,#:#");
    let is_address =
        ["http", "file:///"].iter().any(|start| text.starts_with(start)) && pattern.ends_with("#/#");
    is_date || is_address
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

fn numbers(text: &str) -> Vec<usize> {
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.map(|run| run.parse().unwrap_or(usize::MAX)).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[(f64, &str)]) -> PagePieces {
        let piece = |(y, text): &(f64, &str)| {
            let right = 5.0 * text.chars().count() as f64;
            Piece { left: 0.0, right, y: *y, size: 10.0, text: (*text).to_owned(), blank: 0.0 }
        };
        PagePieces { pieces: lines.iter().map(piece).collect(), sideways: Vec::new() }
    }

    #[test]
    fn running_heads_and_page_numbers_go() {
        let mut pages: Vec<PagePieces> = (1..=3)
            .map(|number| {
                let (head, foot) = (format!("The Valley · {number}"), format!("Page {number} of 3"));
                let first = "The first line ".to_owned() + ["says this.", "goes on.", "ends it."][number - 1];
                page(&[
                    (760.0, head.as_str()),
                    (745.0, first.as_str()),
                    (400.0, "Some words."),
                    (40.0, foot.as_str()),
                ])
            })
            .collect();
        assert_eq!(take_heads(&mut pages).len(), 6);
        assert!(pages.iter().all(|page| page.pieces.len() == 2), "{pages:?}");
        let mut alone = [page(&[(760.0, "Title"), (400.0, "7")])];
        assert_eq!(take_heads(&mut alone), Vec::<String>::new());
    }

    #[test]
    fn lines_of_the_text_that_repeat_stay() {
        let mut pages: Vec<PagePieces> = (0..4)
            .map(|number| {
                let y = 700.0 - f64::from(number) * 30.0;
                page(&[
                    (y, "Refrain of the song"),
                    (y - 12.0, "goes on"),
                    (y - 24.0, "and on"),
                    (y - 36.0, "here"),
                ])
            })
            .collect();
        assert_eq!(take_heads(&mut pages), Vec::<String>::new());
        let mut close: Vec<PagePieces> = (0..3)
            .map(|_| {
                page(&[
                    (700.0, "Yes, he said."),
                    (688.0, "No, she said."),
                    (676.0, "And so on."),
                    (664.0, "Yes."),
                ])
            })
            .collect();
        assert_eq!(take_heads(&mut close), Vec::<String>::new());
    }

    #[test]
    fn figures_that_differ_are_no_page_numbers() {
        let mut pages: Vec<PagePieces> =
            ["Prices rose by 5 per cent", "Prices rose by 90 per cent", "Prices rose by 2 per cent"]
                .map(|line| page(&[(760.0, line), (700.0, "More is said here."), (688.0, "And here.")]))
                .to_vec();
        assert_eq!(take_heads(&mut pages), Vec::<String>::new());
    }

    #[test]
    fn page_numbers_are_known() {
        assert!(["7", "- 12 -", "Page 3 of 10", "vii", "3/10"].iter().all(|text| is_page_number(text)));
        assert!(!["In 2026", "7 people", "Civic", ""].iter().any(|text| is_page_number(text)));
    }
}

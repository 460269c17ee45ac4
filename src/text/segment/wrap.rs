//! Tells lines that were wrapped at a width from lines that somebody ended.
//!
//! A greedy wrapper breaks only where the next word would not have fitted. So a break after which the next word
//! *would* have fitted is meant; the others are wraps if the lines around look like running text.

use super::super::Span;
use super::decide::ends_in_abbreviation;
use super::markers::{is_item, is_letter_label};
use super::rules::Rules;

/// Widths that people and programs wrap at, in columns.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=132;
/// Two lines are too few to tell unless the first is at least this wide.
const MIN_PAIR_WIDTH: usize = 56;
/// Lines wider than this count as this wide.
const MAX_COLUMNS: usize = 140;
/// The reader looks at most this far for the end of a first word, in bytes.
const WORD_REACH: usize = 64;

/// A line that is not blank, with what wrapping depends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Without white space at its ends.
    pub(super) span: Span,
    /// Line breaks since the last line: 1 when no blank line is between, 0 for the first.
    pub(super) breaks_before: usize,
    /// A blank stands before the line break.
    pub(super) is_after_blank: bool,
    /// Width, as in a terminal.
    columns: usize,
}

impl Line {
    /// `gap` is the white space between the last line and this one.
    pub(super) fn new(text: &str, span: Span, gap: &str) -> Self {
        let breaks = gap.bytes().filter(|byte| *byte == b'\n').count();
        let near = text.floor_char_boundary(span.start + 4 * MAX_COLUMNS).min(span.end);
        let columns = columns(text.get(span.start..near).unwrap_or_default());
        Self { span, breaks_before: breaks, is_after_blank: gap.starts_with([' ', '\t']), columns }
    }
}

/// For each line, whether the break before it is a wrap.
pub(super) fn wraps(text: &str, lines: &[Line], rules: &Rules) -> Vec<bool> {
    let blocks: Vec<Block> = lines
        .chunk_by(|_, next| next.breaks_before == 1)
        .map(|lines| Block::of(text, lines, rules))
        .collect();
    let usual = blocks.iter().filter(|block| block.is_running()).map(|block| block.width).max();
    blocks.iter().flat_map(|block| block.wraps(usual)).collect()
}

/// Lines without a blank one between them.
struct Block {
    breaks: Vec<Break>,
    /// Of the widest line.
    width: usize,
    lines: usize,
}

/// What there is to know about one line break of a block.
struct Break {
    /// Columns the line would have had with the next word.
    needed: usize,
    /// Columns of the line as it is.
    columns: usize,
    place: Place,
    /// The line is running text: it holds the end of a sentence.
    is_prose: bool,
}

/// Where in the text a line break stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before a line with a mark of its own.
    Item,
    /// In the middle of a sentence.
    Inside,
    /// Behind what ends as a sentence does.
    Ended,
    /// It could be either.
    Unclear,
}

impl Block {
    fn of(text: &str, lines: &[Line], rules: &Rules) -> Self {
        let slice = |line: &Line| line.span.slice(text).unwrap_or_default();
        let width = lines
            .iter()
            .filter(|line| slice(line).contains([' ', '、', '，', '。']))
            .map(|line| line.columns)
            .max();
        let items = lines.iter().filter(|line| is_item(slice(line))).count();
        let breaks = lines
            .windows(2)
            .filter_map(|pair| match pair {
                [line, next] => Some(Break::between(line, slice(line), slice(next), (items, rules))),
                _ => None,
            })
            .collect();
        Self { breaks, width: width.unwrap_or(0), lines: lines.len() }
    }

    /// Whether the breaks that had to be look like those of running text, and few like ends.
    fn is_running(&self) -> bool {
        let full = || self.breaks.iter().filter(|at| at.needed > self.width && at.place != Place::Item);
        let inside = full().filter(|at| at.place == Place::Inside || at.is_prose).count();
        let ended = full().filter(|at| at.place == Place::Ended).count();
        let is_wide = self.lines > 2 || self.width >= MIN_PAIR_WIDTH;
        WIDTHS.contains(&self.width) && is_wide && inside > 0 && 2 * ended <= full().count()
    }

    /// For each line, whether the break before it is a wrap; `usual` is the width of other blocks.
    fn wraps(&self, usual: Option<usize>) -> Vec<bool> {
        let is_running = self.is_running();
        let width = match usual {
            Some(usual) if self.width <= usual && (self.lines < 4 || !is_running) => usual,
            _ => self.width,
        };
        let is_wrapped =
            is_running || usual.is_some_and(|usual| self.width <= usual && 4 * self.width >= 3 * usual);
        let mut found = vec![false];
        found.extend(self.breaks.iter().map(|at| {
            // Text that was wrapped with care is ragged, but breaks inside of sentences all the same.
            let is_ragged =
                is_running && self.lines > 3 && at.place == Place::Inside && 5 * at.columns >= 4 * width;
            is_wrapped && at.place != Place::Item && (at.needed > width || is_ragged)
        }));
        found
    }
}

impl Break {
    fn between(line: &Line, before: &str, next: &str, (items, rules): (usize, &Rules)) -> Self {
        let is_short_form = ends_in_abbreviation(before, rules);
        let is_ended = !is_short_form
            && before.ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '"', '”', '»', ')']);
        let starts_small = next.starts_with(char::is_lowercase);
        let is_cut = before.ends_with([',', '-', '–', '—', '，', '、'])
            || (before.ends_with(is_unicase) && next.starts_with(is_unicase));
        let is_only_item = items == 1 && !is_ended;
        let place = if is_letter_label(next) || (is_item(next) && !is_only_item) {
            Place::Item
        } else if is_cut || is_short_form || ends_open(before, rules) || (starts_small && !is_ended) {
            Place::Inside
        } else if is_ended {
            Place::Ended
        } else {
            Place::Unclear
        };
        let needed = line.columns + 1 + first_word_columns(next);
        Self { needed, columns: line.columns, place, is_prose: has_sentence_end(before) }
    }
}

/// Whether a line ends in a small word that much rather begins something: "of the", "in einem".
fn ends_open(line: &str, rules: &Rules) -> bool {
    let near =
        line.get(line.floor_char_boundary(line.len().saturating_sub(WORD_REACH))..).unwrap_or_default();
    let last = near.rsplit(char::is_whitespace).next().unwrap_or_default();
    last.starts_with(char::is_lowercase) && rules.is_starter(last)
}

/// Of a script without capitals, which would tell where sentences begin.
fn is_unicase(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// Whether a sentence ends inside the line.
fn has_sentence_end(line: &str) -> bool {
    let near = line.get(..line.floor_char_boundary(4 * MAX_COLUMNS)).unwrap_or_default();
    near.match_indices(['.', '?', '!']).any(|(at, _)| {
        let (before, after) = near.split_at_checked(at).unwrap_or_default();
        let mut after = after.chars().skip(1).skip_while(|c| matches!(c, '"' | '”' | '“' | '»' | ')'));
        let is_after_word = before.chars().rev().take(4).all(char::is_lowercase) && before.len() >= 4;
        is_after_word && after.next() == Some(' ') && after.next().is_some_and(|c| !c.is_lowercase())
    })
}

fn first_word_columns(line: &str) -> usize {
    let near = line.get(..line.floor_char_boundary(WORD_REACH)).unwrap_or_default();
    let word = near.split(char::is_whitespace).next().unwrap_or_default();
    match word.chars().next() {
        // These scripts break between any two characters.
        Some(c) if is_wide(c) => 1,
        _ => columns(word),
    }
}

/// Width in a terminal, where characters of CJK take two columns.
fn columns(line: &str) -> usize {
    if line.is_ascii() { line.len() } else { line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum() }
}

const fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}')
}

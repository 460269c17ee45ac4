//! The structure of a text: which lines are units of their own, and which were only wrapped.

use super::super::Span;
use super::super::lines::lines;
use super::decide::ends_before_name;
use super::language::OPEN_AT_LINE_END;
use super::markers::{inline_items, is_item, is_letter_label};
use super::rules::Rules;
use super::wrap::{Line, wraps};

/// What follows a broken number that has no currency sign: a scale or a unit.
const SCALES: &[&str] = &[
    "billion",
    "billionen",
    "bn",
    "crore",
    "lakh",
    "m",
    "miliardi",
    "miliardy",
    "milhões",
    "miliony",
    "milioni",
    "milliard",
    "milliarden",
    "milliards",
    "million",
    "millionen",
    "millions",
    "millones",
    "mio",
    "mln",
    "mrd",
    "percent",
    "prozent",
    "trillion",
    "tn",
    "млн",
    "млрд",
];

/// Lines that are segmented together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Without white space at its ends.
    pub(super) span: Span,
    /// Holds a line break, inside a number.
    pub(super) is_joined: bool,
}

/// What of a text belongs together, in order: lines, wrapped lines, items of lists.
pub(super) fn units(text: &str, rules: &Rules) -> Vec<Unit> {
    let found: Vec<Line> = read_lines(text);
    let wrapped = wraps(text, &found, rules);
    let mut units: Vec<Unit> = Vec::new();
    for (line, is_wrap) in found.iter().zip(wrapped) {
        match units.last_mut() {
            Some(last) if goes_on(text, last.span, (line, is_wrap), rules) => {
                last.span = last.span.cover(line.span);
            }
            Some(last) if is_broken_number(text, last.span, line.span) => {
                *last = Unit { span: last.span.cover(line.span), is_joined: true };
            }
            _ => units.push(Unit { span: line.span, is_joined: false }),
        }
    }
    units.into_iter().flat_map(|unit| items(text, unit)).collect()
}

fn read_lines(text: &str) -> Vec<Line> {
    let mut end = 0;
    lines(text)
        .map(|span| {
            let gap = Span::new(end, span.start).slice(text).unwrap_or_default();
            end = span.end;
            Line::new(text, span, gap)
        })
        .collect()
}

/// A unit whose line holds several items of a list, cut before each.
fn items(text: &str, unit: Unit) -> Vec<Unit> {
    let starts = unit.span.slice(text).map(inline_items).unwrap_or_default();
    let mut pieces = Vec::with_capacity(starts.len() + 1);
    let mut start = unit.span.start;
    for next in starts.into_iter().map(|at| unit.span.start + at).chain([unit.span.end]) {
        let piece = Span::new(start, next);
        let len = piece.slice(text).map_or(0, |piece| piece.trim_end().len());
        if len > 0 {
            pieces.push(Unit { span: Span::new(start, start + len), ..unit });
        }
        start = next;
    }
    pieces
}

/// Whether a line continues the unit before it.
fn goes_on(text: &str, last: Span, (line, is_wrap): (&Line, bool), rules: &Rules) -> bool {
    if line.breaks_before != 1 {
        return false;
    }
    let (Some(before), Some(next)) = (last.slice(text), line.span.slice(text)) else {
        return false;
    };
    is_wrap
        || is_lone_mark(next)
        || is_flowed(before, next, line.is_after_blank)
        || is_open_kana(before, next)
        || (ends_before_name(before, next, rules) && !is_item(next) && !is_letter_label(next))
}

/// A terminator that slipped onto a line of its own.
fn is_lone_mark(next: &str) -> bool {
    next.len() <= 6 && next.chars().all(|c| matches!(c, '.' | '!' | '?' | '…' | '"' | '”' | '»' | ')'))
}

/// A blank before the line break says that the paragraph goes on (RFC 3676), if the next line agrees.
fn is_flowed(before: &str, next: &str, is_after_blank: bool) -> bool {
    is_after_blank
        && before.ends_with(char::is_alphanumeric)
        && next.starts_with(char::is_lowercase)
        && !is_item(next)
}

/// Japanese lines that end in a particle.
fn is_open_kana(before: &str, next: &str) -> bool {
    before.ends_with(OPEN_AT_LINE_END)
        && next.starts_with(|c: char| c.is_alphanumeric() && !c.is_ascii())
        && !is_item(next)
        && !is_letter_label(next)
}

/// Whether "… $7." and "5 billion …" are one number.
fn is_broken_number(text: &str, last: Span, next: Span) -> bool {
    let (Some(last_line), Some(next_line)) = (last.slice(text), next.slice(text)) else {
        return false;
    };
    let gap = Span::new(last.end, next.start).slice(text).unwrap_or_default();
    let is_adjacent = gap.bytes().filter(|byte| *byte == b'\n').count() <= 1;
    is_adjacent && last_line.strip_suffix('.').is_some_and(|before_dot| is_number_cut(before_dot, next_line))
}

/// Whether a number goes on behind a dot and a line break: by currency sign or scale.
pub(super) fn is_number_cut(before_dot: &str, next_line: &str) -> bool {
    let before_digits = before_dot.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',');
    let after_digits = next_line.trim_start_matches(|c: char| c.is_ascii_digit());
    let has_digits = before_digits.len() < before_dot.len() && after_digits.len() < next_line.len();
    // "1." alone on a line numbers a list; so does the "2." that a line begins with.
    let is_list = before_digits.is_empty() || after_digits.starts_with(['.', ')']);
    let is_money = || before_digits.trim_end().ends_with(is_currency);
    has_digits && !is_list && (is_money() || starts_with_scale(after_digits))
}

const fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¥' | '\u{20A0}'..='\u{20CF}')
}

fn starts_with_scale(after_digits: &str) -> bool {
    let after_blank = after_digits.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let word: String =
        after_blank.chars().take_while(|c| c.is_alphabetic()).take(12).flat_map(char::to_lowercase).collect();
    after_blank.starts_with('%') || SCALES.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit_count(text: &str) -> usize {
        units(text, &Rules::for_language(Some("en"))).len()
    }

    #[test]
    fn a_currency_sign_or_a_scale_joins() {
        assert_eq!(unit_count("made $7.\n5 billion"), 1);
        assert_eq!(unit_count("made $7.\r\n5 a share"), 1);
        assert_eq!(unit_count("rose by 3.\n5 percent"), 1);
        assert_eq!(unit_count("rose by 3.\n5% today"), 1);
    }

    #[test]
    fn years_lists_and_distant_lines_stay_apart() {
        assert_eq!(unit_count("in 2030.\n12 people"), 2);
        assert_eq!(unit_count("costs $7.\n2. Second item"), 2);
        assert_eq!(unit_count("1.\n5 million people"), 2);
        assert_eq!(unit_count("made $7.\n\n5 billion"), 2);
        assert_eq!(unit_count("made $7\n5 billion"), 2);
    }

    #[test]
    fn items_of_a_list_in_one_line_are_units() {
        assert_eq!(unit_count("• one • two • three"), 3);
        assert_eq!(unit_count("a) one b) two c) three"), 3);
        assert_eq!(unit_count("1.) one 2.) two"), 2);
        assert_eq!(unit_count("one • two"), 1);
        assert_eq!(unit_count("1. one in 2. Bundesliga"), 1);
    }

    #[test]
    fn a_line_that_cannot_stand_alone_joins_the_one_before() {
        assert_eq!(unit_count("ask us\n.\n\nNext"), 2);
        assert_eq!(unit_count("It was a cold \nnight."), 1);
        assert_eq!(unit_count("It was a cold\nnight."), 2);
        assert_eq!(unit_count("これは父の\n家です。"), 1);
        assert_eq!(unit_count("これは山です\nこれは山です"), 2);
    }

    #[test]
    fn a_title_or_a_day_at_a_line_end_goes_on() {
        let count = |text: &str, language: &str| units(text, &Rules::for_language(Some(language))).len();
        assert_eq!(count("She saw Dr.\nMaria Lopez.", "en"), 1);
        assert_eq!(count("He met Mr.\r\nSmith today.", "en"), 1);
        assert_eq!(count("Vive con la Sra.\nGarcía.", "es"), 1);
        assert_eq!(count("Sie kommt am 3.\nMai nach Berlin.", "de"), 1);
        assert_eq!(count("Le 12 il vit M.\nDupont.", "fr"), 1);
        assert_eq!(count("Es war 1999.\nMaria kam später.", "de"), 2);
        assert_eq!(count("3.\nMai", "de"), 2);
        assert_eq!(count("It ended.\nMaria left.", "en"), 2);
        assert_eq!(count("He saw Dr.\n\nMaria Lopez.", "en"), 2);
        assert_eq!(count("He saw Dr.\n- Maria Lopez.", "en"), 2);
    }
}

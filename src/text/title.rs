//! [`title_from_text`]: a title for a document that came without one.

use super::lines::lines;
use super::segment::is_junk;
use unicode_segmentation::UnicodeSegmentation as _;

/// In code points, the closing "…" included.
const MAX_CHARS: usize = 120;

/// The first line with two letters that is no address and no page furniture.
///
/// At most 120 characters. Markdown heading and emphasis marks go; a longer line is cut between words and ends in "…".
/// `None` when no line will do.
pub fn title_from_text(text: &str) -> Option<String> {
    lines(text)
        .filter_map(|line| line.slice(text))
        .map(|line| line.trim_matches(|c: char| c == '\u{FEFF}' || c.is_whitespace()))
        .find(|line| line.chars().filter(|c| c.is_alphabetic()).nth(1).is_some() && !is_junk(line))
        .map(|line| {
            let start = cut(line, 8 * MAX_CHARS).unwrap_or(line);
            shortened(&collapsed(&without_emphasis(start.trim_start_matches('#'))))
        })
}

/// The first `max_chars` characters of a line that has more: a bound on work.
fn cut(line: &str, max_chars: usize) -> Option<&str> {
    line.char_indices().nth(max_chars).and_then(|(at, _)| line.get(..at))
}

fn collapsed(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Drops `*`, `_` and `` ` `` that open or close a word, if there are two such runs.
fn without_emphasis(line: &str) -> String {
    let is_mark = |c: char| matches!(c, '*' | '_' | '`');
    let mut kept = String::with_capacity(line.len());
    let mut dropped = 0;
    let mut rest = line;
    while let Some(at) = rest.find(is_mark) {
        let (before, from_mark) = rest.split_at(at);
        let after = from_mark.trim_start_matches(is_mark);
        let (run, _) = from_mark.split_at(from_mark.len() - after.len());
        kept.push_str(before);
        let is_open = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let is_in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let (left, right) = (kept.chars().next_back(), after.chars().next());
        // "5 * 3" and "snake_case" keep theirs.
        if (is_open(left) && is_open(right)) || (is_in_word(left) && is_in_word(right)) {
            kept.push_str(run);
        } else {
            dropped += 1;
        }
        rest = after;
    }
    kept.push_str(rest);
    if dropped >= 2 { kept } else { line.to_owned() }
}

fn shortened(line: &str) -> String {
    if line.chars().nth(MAX_CHARS).is_none() {
        return line.to_owned();
    }
    let fits = |end: &usize| line.get(..*end).is_some_and(|part| part.chars().count() < MAX_CHARS);
    let at_word = line.split_word_bound_indices().map(|(at, _)| at).take_while(fits).last();
    let at_any = || line.grapheme_indices(true).map(|(at, _)| at).take_while(fits).last();
    let end = at_word.filter(|end| *end > 0).or_else(at_any).unwrap_or_default();
    let kept = line.get(..end).unwrap_or_default();
    let is_loose = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '—' | '(');
    format!("{}…", kept.trim_end_matches(is_loose))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> String {
        title_from_text(text).unwrap_or_default()
    }

    #[test]
    fn junk_addresses_and_bare_marks_are_passed_over() {
        let text = "\u{FEFF}\n, , ,\n\n---\nhttps://example.org/a\nAdd to favorites\nThe real title\nBody.";
        assert_eq!(title(text), "The real title");
        assert_eq!(title_from_text("\n1\n2.\n"), None);
        assert_eq!(title_from_text(""), None);
    }

    #[test]
    fn markdown_marks_go_and_white_space_collapses() {
        assert_eq!(title("##  A **bold**\u{a0} _new_  `deal` "), "A bold new deal");
        assert_eq!(title("**Deal ends**"), "Deal ends");
        assert_eq!(title("Why 5 * 3 is a snake_case"), "Why 5 * 3 is a snake_case");
        assert_eq!(title("A footnote*"), "A footnote*");
    }

    #[test]
    fn long_titles_are_cut_between_words() {
        let long = title(&"word, ".repeat(40));
        assert!(long.ends_with("word…"), "{long}");
        assert!(long.chars().count() <= 120 && long.chars().count() > 110);
        let unbroken = title(&"e\u{301}".repeat(200));
        assert!(unbroken.ends_with("\u{301}…") && unbroken.chars().count() <= 120);
        let exact = "x".repeat(120);
        assert_eq!(title(&exact), exact);
        assert_eq!(title(&"中".repeat(500)).chars().count(), 120);
    }
}

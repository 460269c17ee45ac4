//! [`quotations`]: what a text gives as the words of somebody else, by its quotation marks.
//!
//! Double marks of every style always quote. Single marks, which apostrophes look like, quote only where both ends are
//! clear and several words stand between them.

use super::Span;
use super::words::trim_span;

/// Fewer words between single marks may be anything.
const MIN_SINGLE_WORDS: usize = 3;

/// Opening marks and what closes each.
const STYLES: &[(char, &[char])] = &[
    ('“', &['”', '"', '‟']),
    ('„', &['“', '”', '"', '‟']),
    ('‟', &['”', '"']),
    ('”', &['”']),
    ('"', &['"', '”']),
    ('＂', &['＂']),
    ('«', &['»']),
    ('»', &['«', '»']),
    ('「', &['」']),
    ('『', &['』']),
    ('‘', &['’', '\'']),
    ('‚', &['‘', '’', '\'']),
    ('‹', &['›']),
    ('›', &['‹']),
    ('\'', &['\'']),
];

/// Single marks, which apostrophes look like.
const SINGLE: &[char] = &['‘', '‚', '\''];

/// The words between quotation marks, in order, without the marks; a quotation within a quotation is part of it.
///
/// `blocks` are the paragraphs. A quotation that runs over several of them is given paragraph by paragraph.
pub fn quotations(text: &str, blocks: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<&[char]> = None;
    for block in blocks {
        let words = block.slice(text).unwrap_or_default();
        let chars: Vec<(usize, char)> = words.char_indices().collect();
        open = in_block(&chars, words.len(), open, |start, end| {
            let span = trim_span(text, Span::new(block.start + start, block.start + end));
            if !span.is_empty() {
                found.push(span);
            }
        });
    }
    found
}

/// Gives the quotations of a paragraph, and what would close the one that it leaves open.
fn in_block<'c>(
    chars: &[(usize, char)],
    len: usize,
    open: Option<&'c [char]>,
    mut push: impl FnMut(usize, usize),
) -> Option<&'c [char]> {
    let mut at = 0;
    if let Some(closers) = open {
        // A further paragraph of a quotation begins with an opening mark again, or the quotation ends in this one.
        let begins_anew = chars.first().is_some_and(|(_, c)| opening(chars, 0, *c).is_some());
        let is_opener = |at: usize| chars.get(at).is_some_and(|(_, c)| opening(chars, at, *c).is_some());
        let close = (0..chars.len()).find(|at| closes(chars, *at, closers) || is_opener(*at));
        let close = close.filter(|at| !begins_anew && closes(chars, *at, closers));
        if let Some((end, _)) = close.and_then(|close| chars.get(close)) {
            push(0, *end);
            at = close.unwrap_or_default() + 1;
        }
    }
    while let Some((start, c)) = chars.get(at).copied() {
        let Some(closers) = opening(chars, at, c) else {
            at += 1;
            continue;
        };
        let inner = start + c.len_utf8();
        if SINGLE.contains(&c) {
            match single_close(chars, at, closers) {
                Some(close) => {
                    push(inner, chars.get(close).map_or(len, |(end, _)| *end));
                    at = close + 1;
                }
                None => at += 1,
            }
            continue;
        }
        match (at + 1..chars.len()).find(|close| closes(chars, *close, closers)) {
            Some(close) => {
                push(inner, chars.get(close).map_or(len, |(end, _)| *end));
                at = close + 1;
            }
            // A mark of inches, or one that was forgotten.
            None if c == '"' || c == '”' || c == '»' => at += 1,
            None => {
                push(inner, len);
                return Some(closers);
            }
        }
    }
    None
}

/// What closes the quotation that begins here, if one does.
fn opening(chars: &[(usize, char)], at: usize, c: char) -> Option<&'static [char]> {
    let (_, closers) = STYLES.iter().find(|(mark, _)| *mark == c)?;
    let before = at.checked_sub(1).and_then(|before| chars.get(before)).map(|(_, c)| *c);
    let after = chars.get(at + 1).map(|(_, c)| *c);
    let is_at_word = before.is_none_or(|c| !c.is_alphanumeric()) && after.is_some_and(|c| !c.is_whitespace());
    // French puts a blank inside: « mots ».
    let is_plain_opener = matches!(c, '“' | '„' | '«' | '「' | '『' | '‟' | '‹');
    (is_plain_opener || is_at_word).then_some(*closers)
}

fn closes(chars: &[(usize, char)], at: usize, closers: &[char]) -> bool {
    let Some((_, c)) = chars.get(at) else { return false };
    if !closers.contains(c) {
        return false;
    }
    let before = at.checked_sub(1).and_then(|before| chars.get(before)).map(|(_, c)| *c);
    let after = chars.get(at + 1).map(|(_, c)| *c);
    // `27"` and a mark that stands before a word do not close what is open.
    *c != '"' || !(before.is_some_and(char::is_whitespace) && after.is_some_and(char::is_alphanumeric))
}

/// Where single quotation marks close: after punctuation rather than after a word, which may be a genitive.
fn single_close(chars: &[(usize, char)], at: usize, closers: &[char]) -> Option<usize> {
    let (_, opener) = chars.get(at)?;
    let before = chars.get(..at)?.iter().rev().map(|(_, c)| *c).find(|c| !c.is_whitespace());
    let first = chars.get(at + 1).map(|(_, c)| *c)?;
    let is_led_in = before.is_none_or(|c| matches!(c, ',' | ':' | '(' | '.' | '?' | '!' | '—' | '–'));
    if *opener == '\'' && !first.is_uppercase() && !is_led_in {
        return None;
    }
    let mut plain = None;
    for (close, (_, c)) in chars.iter().enumerate().skip(at + 1) {
        if *c == *opener && !closers.contains(c) {
            break;
        }
        let after = chars.get(close + 1).map(|(_, c)| *c);
        let last = chars.get(close - 1).map(|(_, c)| *c);
        let is_end = closers.contains(c) && after.is_none_or(|c| !c.is_alphanumeric());
        if !is_end || last.is_none_or(char::is_whitespace) {
            continue;
        }
        let inside: String = chars.get(at + 1..close)?.iter().map(|(_, c)| *c).collect();
        if inside.split_whitespace().count() < MIN_SINGLE_WORDS {
            continue;
        }
        if last.is_some_and(|c| matches!(c, '.' | ',' | '!' | '?' | '…')) {
            return Some(close);
        }
        plain = plain.or(Some(close));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let blocks: Vec<Span> = text
            .split_inclusive('\n')
            .scan(0, |at, line| {
                let start = *at;
                *at += line.len();
                Some(Span::new(start, start + line.trim_end().len()))
            })
            .collect();
        quotations(text, &blocks).into_iter().map(|span| span.slice(text).unwrap()).collect()
    }

    #[test]
    fn every_style_of_marks_quotes() {
        for text in [
            "He said \"we go now\" and left.",
            "He said “we go now” and left.",
            "Er sagte: „we go now“ und ging.",
            "Er sagte: „we go now” und ging.",
            "Il a dit « we go now » hier.",
            "Er sagte: »we go now« und ging.",
            "Han sade ”we go now” och gick.",
            "彼は「we go now」と言った。",
            "He said ‘we go now’ and left.",
            "Er sagte: ‚we go now‘ und ging.",
            "He said, 'we go now' and left.",
        ] {
            assert_eq!(found(text), ["we go now"], "{text}");
        }
    }

    #[test]
    fn apostrophes_and_inches_do_not_quote() {
        for text in [
            "The companies' deal and Microsoft's rivals' plans.",
            "The ’90s were the writers’ best years, weren’t they?",
            "Rock 'n' roll in the '60s, a 27\" screen and a 32\" one.",
            "It’s the dogs’ bowl.",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
        assert_eq!(found("‘We keep the companies’ word,’ he said."), ["We keep the companies’ word,"]);
    }

    #[test]
    fn a_quotation_within_one_is_part_of_it() {
        assert_eq!(found("“She said ‘we go now’ to me,” he said."), ["She said ‘we go now’ to me,"]);
    }

    #[test]
    fn a_quotation_over_paragraphs_is_given_one_by_one() {
        assert_eq!(found("“One two.\n“Three four.” End."), ["One two.", "Three four."]);
        assert_eq!(found("„Eins zwei.\nDrei vier.“ Ende “x y”."), ["Eins zwei.", "Drei vier.", "x y"]);
        assert_eq!(found("“One two.\nNo more marks."), ["One two."]);
        assert_eq!(found("\"forgotten\nand gone"), Vec::<&str>::new());
    }
}

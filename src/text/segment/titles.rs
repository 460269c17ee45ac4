//! [`is_in_title`]: whether a "!" or "?" belongs to a title in a sentence, as in *The film "Run! Run!" topped the list*.

use super::stop::{REACH, Run, Stop};

/// Bytes of a title.
const MAX_TITLE_LEN: usize = 80;
/// Opening and closing marks of titles.
const QUOTES: [(char, char); 6] = [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('»', '«'), ('‘', '’')];

/// Whether the sentence that began at `sentence_start` goes on after a title, or after a bracket that follows its mark.
pub(super) fn is_in_title(text: &str, sentence_start: usize, stop: &Stop) -> bool {
    if stop.run != Run::Call {
        return false;
    }
    let from = text.floor_char_boundary(stop.start.saturating_sub(REACH)).max(sentence_start);
    let before = text.get(from..stop.start).unwrap_or_default();
    let after = text.get(stop.end..text.floor_char_boundary(stop.end + REACH)).unwrap_or_default();
    let goes_on_in_bracket = || {
        let bracket = after.trim_start_matches(' ').strip_prefix('(');
        bracket.and_then(|inner| inner.split_once(')')).is_some_and(|(_, rest)| goes_on(rest))
    };
    (!stop.has_quote && QUOTES.iter().any(|quotes| is_in_quotes(before, after, *quotes))) || goes_on_in_bracket()
}

/// Whether a mark opens within the sentence, not after what introduces speech, and the sentence goes on after it closes.
fn is_in_quotes(before: &str, after: &str, (open, close): (char, char)) -> bool {
    let Some(at) = before.rfind(open) else { return false };
    let (lead, title) = before.split_at(at);
    let is_open = match open == close {
        true => before.matches(open).count() % 2 == 1,
        false => !title.contains(close),
    };
    let is_within = lead.ends_with(' ') && !lead.trim_end().ends_with([',', ':', '.', '!', '?']);
    let Some((rest_of_title, rest)) = after.split_once(close) else { return false };
    let is_title = title.len() + rest_of_title.len() <= MAX_TITLE_LEN && !rest_of_title.contains(['\n', open, '.']);
    is_open && is_within && is_title && goes_on(rest)
}

/// With a small letter or a mark within a sentence.
fn goes_on(rest: &str) -> bool {
    let word = rest.trim_start_matches(' ');
    word.starts_with([',', ';'])
        || (word.len() < rest.len() && word.starts_with(|c: char| c.is_lowercase() || c == '('))
}

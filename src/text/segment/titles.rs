//! [`is_in_title`]: whether a "!" or "?" belongs to a title in a sentence, as in *The film "Run! Run!" topped the list*.

use super::stop::{REACH, Run, Stop};

/// How far back a mark is looked for, in bytes.
const QUOTE_REACH: usize = 400;
/// Bytes of a title.
const MAX_TITLE_LEN: usize = 80;
/// Opening and closing marks of titles.
const QUOTES: [(char, char); 6] = [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('»', '«'), ('‘', '’')];

/// Whether the sentence that began at `sentence_start` goes on after a title, or after a bracket that follows its mark.
pub(super) fn is_in_title(text: &str, sentence_start: usize, stop: &Stop) -> bool {
    if stop.run != Run::Call {
        return false;
    }
    let from = text.floor_char_boundary(stop.start.saturating_sub(QUOTE_REACH)).max(sentence_start);
    let before = text.get(from..stop.start).unwrap_or_default();
    let after = text.get(stop.end..text.floor_char_boundary(stop.end + REACH)).unwrap_or_default();
    let goes_on_in_bracket = || {
        let bracket = after.trim_start_matches(' ').strip_prefix('(');
        bracket.and_then(|inner| inner.split_once(')')).is_some_and(|(_, rest)| goes_on(rest))
    };
    (!stop.has_quote && QUOTES.iter().any(|quotes| is_in_quotes(before, after, *quotes)))
        || goes_on_in_bracket()
}

/// Whether a mark opens within the sentence, not after what introduces speech, and the sentence goes on after it closes.
fn is_in_quotes(before: &str, after: &str, (open, close): (char, char)) -> bool {
    let Some(at) = before.rfind(open) else { return false };
    let (lead, title) = before.split_at(at);
    let is_open = if open == close { before.matches(open).count() % 2 == 1 } else { !title.contains(close) };
    let is_within = lead.ends_with(' ') && !lead.trim_end().ends_with([',', ':', '.', '!', '?']);
    let Some((rest_of_title, rest)) = after.split_once(close) else { return false };
    let is_title =
        title.len() + rest_of_title.len() <= MAX_TITLE_LEN && !rest_of_title.contains(['\n', open, '.']);
    is_open && is_within && is_title && goes_on(rest)
}

/// With a small letter or a mark within a sentence.
fn goes_on(rest: &str) -> bool {
    let word = rest.trim_start_matches(' ');
    word.starts_with([',', ';'])
        || (word.len() < rest.len() && word.starts_with(|c: char| c.is_lowercase() || c == '('))
}

#[cfg(test)]
mod tests {
    use crate::text::segment;

    #[test]
    fn a_mark_in_a_title_or_before_a_bracket_ends_no_sentence() {
        for (text, count) in [
            (
                "The film \"Run! Run! (A Night Out)\" topped the list. The stars of \"Oh Dear!\" met in May.",
                2,
            ),
            ("She read «Who? Me? (A Story)» and slept. He did not.", 2),
            ("The musical Oklahoma! (1943) was a hit. It ran for years.", 2),
            ("His song “What Now? Who Knows?” became a hit.", 1),
            ("Was it true? Nobody knew. They left.", 3),
        ] {
            let found = segment(text, Some("en")).0;
            let found: Vec<_> = found.iter().filter_map(|sentence| sentence.span.slice(text)).collect();
            assert_eq!(found.len(), count, "{found:#?}");
        }
    }
}

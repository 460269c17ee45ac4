//! Finds the sentences of one line by its terminators.

use super::super::Span;
use super::super::lines::is_line_break;
use super::super::words::{floor_char, trim_span};
use super::abbreviations::{DotMeaning, dot_meaning, is_starter};

/// How far the scan looks around a terminator, in bytes: what keeps it linear.
const REACH: usize = 64;

/// What differs between languages.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rules {
    /// "3." reads "third": a dot after one or two digits does not end a sentence.
    has_ordinal_dots: bool,
}

impl Rules {
    /// By the primary tag; unknown languages have the rules of English.
    pub(super) fn for_language(language: Option<&str>) -> Self {
        let primary = language.and_then(|tag| tag.split(['-', '_']).next()).unwrap_or_default();
        let primary = primary.to_ascii_lowercase();
        Self {
            has_ordinal_dots: ["cs", "da", "de", "et", "fi", "nb", "no", "sk"].contains(&primary.as_str()),
        }
    }
}

/// The sentences of a line, in order, trimmed; one at least unless the line is blank.
pub(super) fn sentence_spans(line: &str, rules: Rules) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut start = 0;
    let mut resume = 0;
    let mut has_word = false;
    for (at, c) in line.char_indices() {
        if at < resume {
            continue;
        }
        has_word = has_word || c.is_alphanumeric();
        // Marks before the first word open the sentence: "… Azure remains".
        if !has_word || !is_terminator(c) {
            continue;
        }
        let stop = Stop::at(line, start, at);
        resume = stop.end;
        if stop.ends_sentence(line, rules) {
            found.push(trim_span(line, Span::new(start, stop.end)));
            start = stop.end;
            has_word = false;
        }
    }
    let tail = trim_span(line, Span::new(start, line.len()));
    match found.last_mut() {
        _ if tail.is_empty() => {}
        Some(last) if !has_word => *last = last.cover(tail),
        _ => found.push(tail),
    }
    found
}

const fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇'..='⁉' | '؟' | '۔') || is_wide_terminator(c)
}

/// Ends a sentence without a blank after it.
const fn is_wide_terminator(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '．' | '｡' | '।' | '॥' | '።')
}

/// Closes a sentence when it touches the terminator, whichever way a quote mark faces.
const fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '“' | '‘' | '»' | '«' | '›' | '‹' | ')' | ']' | '}')
        || is_wide_closer(c)
}

/// Closes also where no blank would tell it from an opening mark.
const fn is_wide_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | '】' | '》')
}

/// A run of terminators with the marks that close the sentence.
#[derive(Clone, Copy, Debug)]
struct Stop {
    /// Start of the sentence it may end.
    sentence_start: usize,
    /// First byte of the run.
    start: usize,
    /// One past the last terminator.
    run_end: usize,
    /// One past the closing marks.
    end: usize,
    is_wide: bool,
}

impl Stop {
    fn at(line: &str, sentence_start: usize, start: usize) -> Self {
        let rest = line.get(start..).unwrap_or_default();
        let after_run = rest.trim_start_matches(is_terminator);
        let run_end = start + (rest.len() - after_run.len());
        let is_wide = line.get(start..run_end).unwrap_or_default().contains(is_wide_terminator);
        let closes = if is_wide { is_wide_closer } else { is_closer };
        let after_closers = after_run.trim_start_matches(closes);
        let mut end = line.len() - after_closers.len();
        // French sets a blank before the closing mark: « Non ! »
        let after_blank = after_closers.trim_start_matches(['\u{a0}', '\u{202f}', ' ']);
        if let Some(after_mark) = after_blank.strip_prefix(['»', '”'])
            && after_blank.len() < after_closers.len()
            && after_mark.chars().next().is_none_or(char::is_whitespace)
        {
            end = line.len() - after_mark.len();
        }
        Self { sentence_start, start, run_end, end, is_wide }
    }

    fn ends_sentence(self, line: &str, rules: Rules) -> bool {
        let after = line.get(self.end..floor_char(line, self.end + REACH)).unwrap_or_default();
        if self.is_wide {
            return !after.starts_with(['，', '、', ',', '；', '：', ';', ':']);
        }
        let next = after.trim_start();
        let (gap, _) = after.split_at(after.len() - next.len());
        // No blank: "3.5", "a.com". A line break: lines were joined because it is inside a number.
        if gap.is_empty() || gap.contains(is_line_break) || next.starts_with([',', ';', ':', ')']) {
            return self.end == line.len();
        }
        let run = line.get(self.start..self.run_end).unwrap_or_default();
        let is_ellipsis = run != "." || next.starts_with('.') || self.follows_dot(line);
        if is_ellipsis && self.is_loose(line) && !run.contains(['!', '?']) {
            return false;
        }
        let word = next_word(next);
        if starts_small(word) {
            return false;
        }
        run != "." || self.end > self.run_end || self.dot_ends_sentence(line, word, rules)
    }

    /// Whether white space or an opening bracket stands before the run: " … ", "[…]".
    fn is_loose(self, line: &str) -> bool {
        let before = line.get(..self.start).and_then(|before| before.chars().next_back());
        before.is_some_and(|c| c.is_whitespace() || matches!(c, '[' | '('))
    }

    /// Whether the run is a later dot of ". . .".
    fn follows_dot(self, line: &str) -> bool {
        let before = line.get(self.sentence_start..self.start).unwrap_or_default();
        before.trim_end().ends_with('.')
    }

    fn dot_ends_sentence(self, line: &str, next: &str, rules: Rules) -> bool {
        let from = floor_char(line, self.start.saturating_sub(REACH)).max(self.sentence_start);
        let before = line.get(from..self.start).unwrap_or_default();
        let word = before
            .rsplit(|c: char| {
                c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '‘' | '\'' | '-' | '–' | '—' | '/')
            })
            .next()
            .unwrap_or_default();
        let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        let is_first = from == self.sentence_start && before.trim_start() == word;
        // "1. The first", "A. Smith": a number or letter alone does not make a sentence.
        if is_first && (is_number || word.chars().count() == 1) {
            return word.len() > 3;
        }
        if is_number && word.len() <= 2 && rules.has_ordinal_dots {
            return false;
        }
        match dot_meaning(word) {
            DotMeaning::Inside => false,
            DotMeaning::EndUnlessDigit => !next.starts_with(|c: char| c.is_numeric()),
            DotMeaning::EndBeforeStarter => is_starter(next),
            DotMeaning::End => true,
        }
    }
}

/// The first word after opening marks; empty when there is none in reach. "A." keeps its dot.
fn next_word(next: &str) -> &str {
    let from_word = next.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’');
    let len = from_word.find(|c| !is_part(c)).unwrap_or(from_word.len());
    from_word.get(..len).unwrap_or_default()
}

/// Begins with a small letter; "iPhone" and "eBay" begin sentences all the same.
fn starts_small(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_lowercase) && !chars.next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_in<'t>(line: &'t str, language: &str) -> Vec<&'t str> {
        sentence_spans(line, Rules::for_language(Some(language)))
            .into_iter()
            .map(|span| span.slice(line).unwrap())
            .collect()
    }

    /// Cuts at each `|` and nowhere else.
    #[track_caller]
    fn check(marked: &str) {
        check_in(marked, "en");
    }

    #[track_caller]
    fn check_in(marked: &str, language: &str) {
        let line = marked.replace('|', "");
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(cut_in(&line, language), expected);
    }

    #[test]
    fn closing_quotes_and_brackets_stay_with_their_sentence() {
        check("He called it “a great day.” |Critics called it “a farce.”");
        check("It ended (at last.) |Then it began. |“So what?”");
        check("She asked: 'Why?' |\"Because!\" |[Pause.] |It went on.");
        check_in("« Non ! » |Il est parti.", "fr");
        check_in("„Das ist gut.“ |Er ging.", "de");
    }

    #[test]
    fn small_letters_commas_and_glued_words_go_on() {
        check("“Why?” he asked. |The end.");
        check("The firm (OpenAI Inc.) grew, etc. and so on.");
        check("It is at a.com/b?c and costs 3.5 percent, or .5 more.");
        check("It fell. |eBay rose. |iOS is out.");
        check("Prices: low; they rose.");
    }

    #[test]
    fn abbreviations_titles_and_initials_go_on() {
        check("Mr. and Mrs. Jones met Dr. A. B. Smith at St. Louis, Gen. Mark Milley, Rep. Fox.");
        check("The U.S. Government denied it. |She stayed in the U.K. |But he left.");
        check("Apple Inc. said so. |Acme Corp. |The company declined.");
        check("It opens at 7 a.m. |It closes at 10 p.m. on Jan. 5, see No. 7 and vs. Wade.");
        check("He said no. |Others, e.g. Ann, were there.");
    }

    #[test]
    fn numbers_end_sentences_but_do_not_make_one() {
        check("It was founded in 1999. |12 people work there.");
        check("1. The first item.");
        check("made $7.\n5 billion in all. |Good.");
        check_in("Am 3. Mai 2024 war es. |Es ging.", "de");
        check_in("Es war 1945. |Es ging.", "de");
    }

    #[test]
    fn an_ellipsis_opens_or_ends_but_does_not_split_alone() {
        check("… Azure remains. |… Any calls stay. |… OpenAI goes.");
        check("It was over… |Then it began...  |Well … it depends.");
        check("They […] Went on . . . Until now.");
    }

    #[test]
    fn wide_terminators_need_no_blank() {
        check_in("他说：“我不知道。”|然后他走了。|为什么？|没有人知道。", "zh");
        check_in("他走了！|「好。」|我", "zh");
    }

    #[test]
    fn marks_after_the_last_sentence_belong_to_it() {
        check("Great! 😀");
        check("— ( ) “");
        check("What?! |No...");
    }
}

//! [`Stop`]: a run of terminators with everything that closes the sentence with it.

/// How far the scan looks around a terminator, in bytes: what keeps it linear.
pub(super) const REACH: usize = 96;
/// How far back a quotation mark is looked for, in bytes.
const QUOTE_REACH: usize = 400;

/// What the terminators of a run say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Run {
    /// One full stop.
    Dot,
    /// Several full stops, or "…".
    Ellipsis,
    /// At least one "!" or "?".
    Call,
    /// Of a script that sets no blank after it.
    Wide,
    /// A picture at the end of a sentence without a full stop.
    Picture,
}

/// A run of terminators with the marks that close the sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stop {
    /// First byte of the run.
    pub(super) start: usize,
    /// One past the last terminator before any closing mark.
    pub(super) run_end: usize,
    /// One past the closing marks.
    pub(super) end: usize,
    pub(super) run: Run,
    /// A quotation mark closes.
    pub(super) has_quote: bool,
    /// A bracket closes.
    pub(super) has_bracket: bool,
}

pub(super) const fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇'..='⁉' | '؟' | '۔' | '⸮' | '\u{37e}')
        || is_wide_terminator(c)
}

/// Ends a sentence without a blank after it.
pub(super) const fn is_wide_terminator(c: char) -> bool {
    matches!(
        c,
        '。' | '！'
            | '？'
            | '．'
            | '｡'
            | '।'
            | '॥'
            | '።'
            | '፧'
            | '፨'
            | '։'
            | '။'
            | '។'
            | '៕'
            | '།'
    )
}

/// A mark of quotation, whichever way it faces: languages disagree about which one closes.
const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '“' | '‘' | '»' | '«' | '›' | '‹' | '`' | '´' | '„' | '‟')
}

const fn is_closing_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '>')
}

/// Closes where no blank would tell it from an opening mark.
const fn is_wide_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | '】' | '》' | '〉' | '〕' | '»' | ')' | ']')
}

/// Directions, joiners and emphasis marks that cling to the end of a sentence.
const fn is_clinging(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '*' | '_' | '†' | '‡'
        | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '\u{fe0f}')
}

/// Pictures that stand after a sentence as a smile does.
pub(super) const fn is_picture(c: char) -> bool {
    matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{fe0f}' | '\u{200d}' | '\u{1f1e6}'..='\u{1f1ff}')
        && !matches!(c, '\u{2713}'..='\u{2718}' | '\u{2794}'..='\u{27bf}' | '\u{2756}')
}

const SMILES: &[&str] = &[
    ":-)", ":-(", ";-)", ":-D", ":-P", ":-/", ":)", ":(", ";)", ":D", ":P", ":p", "=)", "=D", ":/", ":]",
    "<3", "^^", "XD", "xD", ":'(", "^_^",
];

impl Stop {
    /// The run at `start` of `text`; the sentence began at `sentence_start`.
    pub(super) fn at(text: &str, sentence_start: usize, start: usize) -> Self {
        let rest = text.get(start..).unwrap_or_default();
        let run_end = start + run_len(rest);
        let marks = text.get(start..run_end).unwrap_or_default();
        let mut stop =
            Self { start, run_end, end: run_end, run: kind_of(marks), has_quote: false, has_bracket: false };
        while stop.close(text, sentence_start) {}
        stop
    }

    /// A picture or smile at `start` that may end a sentence by itself.
    pub(super) fn picture(start: usize, end: usize) -> Self {
        let run = Run::Picture;
        Self { start, run_end: end, end, run, has_quote: false, has_bracket: false }
    }

    /// Whether white space or an opening bracket stands before the run: " … ", "[…]". Two dots are a full stop typed twice.
    pub(super) fn is_loose(&self, text: &str, sentence_start: usize) -> bool {
        if text.get(self.start..self.run_end) == Some("..") {
            return false;
        }
        let before = text.get(sentence_start..self.start).and_then(|before| before.chars().next_back());
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '[' | '('))
    }

    /// Takes one more closing mark; answers whether there was one.
    fn close(&mut self, text: &str, sentence_start: usize) -> bool {
        let rest = text.get(self.end..).unwrap_or_default();
        let Some(c) = rest.chars().next() else {
            return false;
        };
        let len = if self.run == Run::Wide {
            self.wide_closer_len(text, sentence_start, c)
        } else {
            self.closer_len(text, sentence_start, c)
        };
        self.end += len;
        len > 0
    }

    fn wide_closer_len(&mut self, text: &str, sentence_start: usize, c: char) -> usize {
        let closes = is_wide_closer(c)
            || is_clinging(c)
            || is_picture(c)
            || (matches!(c, '"' | '\'') && is_open(text, sentence_start, self.start, c));
        self.has_quote |= closes && (is_quote(c) || matches!(c, '」' | '』'));
        if closes { c.len_utf8() } else { footnote_len(text.get(self.end..).unwrap_or_default()) }
    }

    fn closer_len(&mut self, text: &str, sentence_start: usize, c: char) -> usize {
        let rest = text.get(self.end..).unwrap_or_default();
        if is_quote(c) {
            self.has_quote = true;
        } else if is_closing_bracket(c) {
            self.has_bracket = true;
        } else if !(is_clinging(c) || is_picture(c) || (is_terminator(c) && self.end > self.run_end)) {
            let note = footnote_len(rest);
            return if note > 0 { note } else { self.far_closer_len(text, sentence_start) };
        }
        c.len_utf8()
    }

    /// Bytes of a closing mark that stands after a blank: « Non ! », a smile, a quotation mark set apart.
    fn far_closer_len(&mut self, text: &str, sentence_start: usize) -> usize {
        let rest = text.get(self.end..).unwrap_or_default();
        let after_blank = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let blank_len = rest.len() - after_blank.len();
        let Some(c) = after_blank.chars().next() else {
            return 0;
        };
        if blank_len == 0 || blank_len > 4 {
            return if blank_len == 0 { note_number_len(text, self) } else { 0 };
        }
        let mark_len = c.len_utf8();
        let is_apart = |len: usize| {
            let after = after_blank.get(len..).and_then(|after| after.chars().next());
            after.is_none_or(|c| {
                c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']')
            })
        };
        let smile = SMILES.iter().find(|smile| after_blank.starts_with(**smile));
        if let Some(smile) = smile.filter(|smile| is_apart(smile.len())) {
            return blank_len + smile.len();
        }
        if is_picture(c) {
            return blank_len + mark_len;
        }
        let note_len = footnote_len(after_blank);
        if note_len > 0 && is_apart(note_len) && is_number_note(after_blank) {
            return blank_len + note_len;
        }
        let quote_len =
            mark_len * if after_blank.starts_with("''") || after_blank.starts_with("``") { 2 } else { 1 };
        let is_late_quote = matches!(c, '»' | '”')
            || (matches!(c, '"' | '\'' | '`') && is_open(text, sentence_start, self.start, c));
        if is_late_quote && is_apart(quote_len) {
            self.has_quote = true;
            return blank_len + quote_len;
        }
        0
    }
}

fn kind_of(marks: &str) -> Run {
    if marks.contains(is_wide_terminator) {
        Run::Wide
    } else if marks.contains(['!', '?', '؟', '‼', '⁇', '⁈', '⁉', '\u{37e}', ';', ':', '⸮']) {
        Run::Call
    } else if marks == "." || marks == "۔" {
        Run::Dot
    } else {
        Run::Ellipsis
    }
}

/// Bytes of the run: terminators that touch, and single ones set apart: "! ! !", ". . .".
fn run_len(rest: &str) -> usize {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let tail = rest.get(first..).unwrap_or_default();
    let mut len = rest.len() - tail.trim_start_matches(is_terminator).len();
    loop {
        let Some(after) = rest.get(len..).and_then(|after| after.strip_prefix(' ')) else {
            return len;
        };
        let Some(mark) = after.chars().next().filter(|c| matches!(c, '.' | '!' | '?')) else {
            return len;
        };
        let marks = after.len() - after.trim_start_matches(mark).len();
        let is_call = rest.starts_with(['!', '?']);
        let ends = after.get(marks..).unwrap_or_default();
        let is_apart =
            ends.chars().next().is_none_or(|c| c.is_whitespace() || is_quote(c) || is_closing_bracket(c));
        if !is_apart || (marks > 1 && !is_call) {
            return len;
        }
        len += 1 + marks;
    }
}

/// Whether a straight mark before `end` still waits for its partner.
fn is_open(text: &str, sentence_start: usize, end: usize, mark: char) -> bool {
    let from = text.floor_char_boundary(end.saturating_sub(QUOTE_REACH)).max(sentence_start);
    let before = text.get(from..end).unwrap_or_default();
    let mut is_open = false;
    let mut previous = ' ';
    let mut chars = before.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        // An apostrophe stands between letters.
        if c == mark
            && !(mark == '\'' && previous.is_alphanumeric() && next.is_alphanumeric())
            && previous != mark
        {
            is_open = !is_open;
        }
        previous = c;
    }
    is_open
}

/// Bytes of `[13]` or `[citation needed]` that touches the sentence.
fn footnote_len(rest: &str) -> usize {
    let Some(inner) = rest.strip_prefix('[') else {
        return 0;
    };
    let len = inner.char_indices().take(24).find(|(_, c)| *c == ']').map_or(0, |(at, _)| at);
    let note = inner.get(..len).unwrap_or_default();
    let is_note =
        note.len() <= 4 || note.starts_with(|c: char| c.is_ascii_digit()) || note.contains("needed");
    if len > 0 && is_note && !note.contains(['…', '.']) { len + 2 } else { 0 }
}

/// `[13]`; words in brackets after a blank are a remark.
fn is_number_note(rest: &str) -> bool {
    rest.get(1..).is_some_and(|inner| inner.starts_with(|c: char| c.is_ascii_digit()))
}

/// Bytes of a number of a note that lost its raised position: "cognition (type 2).10 This".
fn note_number_len(text: &str, stop: &Stop) -> usize {
    let rest = text.get(stop.end..).unwrap_or_default();
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let len = rest.len() - after.len();
    let mut before = text.get(..stop.start).unwrap_or_default().chars().rev();
    let is_after_word = match before.next() {
        Some(')' | ']' | '”' | '"' | '%') => true,
        Some(c) => c.is_lowercase() && before.take(3).all(char::is_lowercase),
        None => false,
    };
    let mut after = after.chars();
    let is_before_sentence =
        after.next().is_none_or(char::is_whitespace) && after.next().is_none_or(char::is_uppercase);
    if stop.run == Run::Dot && (1..=3).contains(&len) && is_after_word && is_before_sentence {
        len
    } else {
        0
    }
}

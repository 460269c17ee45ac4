//! [`tokens`]: words, numbers and signs of a text with their places, for the readers of numbers and dates.
//!
//! Finer than words to read: `6.1-magnitude` is a number, a hyphen and a word, `didn't` is `did` and `n't`. A number keeps
//! the separators inside it, also over a line end: `1.\n5`.

use super::Span;
use super::fold::{folded, plain_char};
use super::forms::OneForm;

/// The smallest piece that values are read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// In the text; never empty.
    pub span: Span,
    /// Lower case, plain quotes and hyphens, without dots inside an abbreviation (`p.m.` is `pm`).
    pub plain: String,
    /// What it consists of.
    pub kind: TokenKind,
    /// Which of its letters are capitals.
    pub case: LetterCase,
    /// Whether nothing stands between this token and the one before.
    pub is_glued: bool,
}

/// What a [`Token`] consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, apostrophes inside.
    Word,
    /// Digits with what groups them and a decimal mark.
    Number,
    /// One sign of any other kind, white space excepted.
    Sign,
}

/// Which letters of a [`Token`] are capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterCase {
    /// Not the first.
    Small,
    /// The first.
    Capital,
    /// All, of two or more.
    Upper,
}

impl Token {
    /// Whether it begins with a capital.
    pub fn is_capital(&self) -> bool {
        self.case != LetterCase::Small
    }

    /// Whether it has two letters or more, all of them capitals.
    pub fn is_upper(&self) -> bool {
        self.case == LetterCase::Upper
    }

    /// Whether its plain form is this.
    pub fn is(&self, plain: &str) -> bool {
        self.plain == plain
    }

    /// Letters or digits.
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// A Chinese character, beside which others stand without a blank.
    pub fn is_han(&self) -> bool {
        self.plain.starts_with(is_han)
    }

    /// Digits.
    pub fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }
}

/// Cuts a text into tokens; white space and invisible characters are left out, and letters are in one form.
pub fn tokens(text: &str) -> Vec<Token> {
    let Some(form) = OneForm::of(text) else { return cut(text) };
    let mut found = cut(form.text());
    for token in &mut found {
        token.span = form.original(token.span);
    }
    found
}

fn cut(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut start = 0;
    while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
        let (kind, len) = piece(rest);
        if let (Some(kind), Some(raw)) = (kind, rest.get(..len)) {
            let span = Span::new(start, start + len);
            let is_glued = found.last().is_some_and(|last| last.span.end == start);
            found.push(Token { span, plain: plain(raw, kind), kind, case: case(raw), is_glued });
        }
        start += len;
    }
    found
}

/// Kind and length of the first piece; no kind for what is left out. The length is never 0.
fn piece(rest: &str) -> (Option<TokenKind>, usize) {
    let first = rest.chars().next().unwrap_or(' ');
    if first.is_whitespace() || is_ignored(first) {
        return (None, first.len_utf8());
    }
    if is_digit(first) {
        return (Some(TokenKind::Number), number_len(rest));
    }
    if is_han(first) {
        // Chinese is written without blanks: a character is the smallest piece that says something.
        return (Some(TokenKind::Word), first.len_utf8());
    }
    if is_letter(first) {
        return (Some(TokenKind::Word), word_len(rest));
    }
    let len = clitic_len(rest).unwrap_or_else(|| first.len_utf8());
    (Some(if len > first.len_utf8() { TokenKind::Word } else { TokenKind::Sign }), len)
}

fn case(raw: &str) -> LetterCase {
    let mut chars = raw.chars().filter(|c| *c != '.');
    match chars.next() {
        Some(first) if first.is_uppercase() => {
            let is_longer = chars.clone().next().is_some();
            if is_longer && chars.all(char::is_uppercase) { LetterCase::Upper } else { LetterCase::Capital }
        }
        _ => LetterCase::Small,
    }
}

fn plain(raw: &str, kind: TokenKind) -> String {
    let is_kept = |c: char| !is_ignored(c) && !(kind == TokenKind::Word && (c == '.' || c.is_whitespace()));
    let folded: String = raw.chars().filter(|c| is_kept(*c)).map(western).flat_map(folded).collect();
    // A word broken over a line, "mil-\nlion", is one word.
    if kind == TokenKind::Word && raw.contains('\n') { folded.replace('-', "") } else { folded }
}

/// Soft hyphens, joiners and marks of direction.
const fn is_ignored(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Chinese characters, as Japanese uses them too.
const fn is_han(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}')
}

/// Digits as Europe and the Arab and Persian world write them.
const fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

/// A digit or its mark as it is typed on a Western keyboard.
fn western(c: char) -> char {
    let digit = |zero: u32| char::from_digit(u32::from(c) - zero, 10).unwrap_or(c);
    match c {
        '\u{660}'..='\u{669}' => digit(0x660),
        '\u{6f0}'..='\u{6f9}' => digit(0x6f0),
        '\u{66b}' => '.',
        '\u{66c}' => ',',
        c => c,
    }
}

fn is_letter(c: char) -> bool {
    (c.is_alphabetic() && !is_han(c) || matches!(c, '\u{300}'..='\u{36f}')) && !matches!(c, 'ª' | 'º')
}

/// `'s`, `'re`, … after the word they belong to.
fn clitic_len(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let mark = chars.next().filter(|c| plain_char(*c) == '\'')?;
    let tail: String = chars.take_while(|c| c.is_ascii_alphabetic()).collect();
    ["s", "re", "ve", "ll", "d", "m"]
        .contains(&tail.to_ascii_lowercase().as_str())
        .then(|| mark.len_utf8() + tail.len())
}

fn word_len(rest: &str) -> usize {
    let letters = |text: &str| text.find(|c| !is_letter(c) && !is_ignored(c)).unwrap_or(text.len());
    let mut len = letters(rest);
    if let Some(dotted) = abbreviation_len(rest) {
        return dotted;
    }
    loop {
        let after = rest.get(len..).unwrap_or_default();
        let Some(mark) = after.chars().next() else { return len };
        let inner = after.get(mark.len_utf8()..).unwrap_or_default();
        let more = letters(inner);
        if plain_char(mark) == '\'' && more > 0 {
            let word = rest.get(..len).unwrap_or_default();
            // "didn't" is "did" and "n't", so that the verb is the same with and without.
            if inner.starts_with(['t', 'T']) && more == 1 && word.len() > 1 && word.ends_with(['n', 'N']) {
                return if word.eq_ignore_ascii_case("can") || word.eq_ignore_ascii_case("won") {
                    len + mark.len_utf8() + more
                } else {
                    len - 1
                };
            }
            if word.eq_ignore_ascii_case("n") && more == 1 {
                return len + mark.len_utf8() + more;
            }
            // French and Italian elision: "l'accord".
            if clitic_len(after).is_some() || len <= 2 {
                return len;
            }
            len += mark.len_utf8() + more;
        } else if plain_char(mark) == '-'
            && inner.starts_with('\n')
            && inner.chars().nth(1).is_some_and(char::is_lowercase)
        {
            len += mark.len_utf8() + 1 + letters(inner.get(1..).unwrap_or_default());
        } else {
            return len;
        }
    }
}

/// Single letters with dots: `p.m.`, `U.S.`; two at least.
fn abbreviation_len(rest: &str) -> Option<usize> {
    let mut len = 0;
    let mut count = 0;
    let mut chars = rest.chars();
    while let (Some(letter), Some('.')) = (chars.next(), chars.next()) {
        if !is_letter(letter) {
            break;
        }
        len += letter.len_utf8() + 1;
        count += 1;
    }
    (count >= 2).then_some(len)
}

/// Digits, groups of digits, and a decimal mark with its digits.
fn number_len(rest: &str) -> usize {
    let digits = |text: &str| text.find(|c: char| !is_digit(c)).unwrap_or(text.len());
    let count = |text: &str| text.chars().take_while(|c| is_digit(*c)).count();
    let lead = count(rest);
    let mut len = digits(rest);
    loop {
        let after = rest.get(len..).unwrap_or_default();
        let Some(mark) = after.chars().next() else { return len };
        let tail = after.get(mark.len_utf8()..).unwrap_or_default();
        // A number broken after its mark goes on in the next line.
        let broken =
            tail.strip_prefix('\n').filter(|next| matches!(mark, '.' | ',') && lead <= 3 && count(next) > 0);
        let inner = broken.unwrap_or(tail);
        let more = count(inner);
        let is_group = more == 3 && lead <= 3;
        let joins = match western(mark) {
            '.' => more > 0,
            // "May 15,2013" is a day and a year.
            ',' => (1..=3).contains(&more),
            _ if plain_char(mark) == '\'' => is_group,
            _ if mark.is_whitespace() && mark != '\n' => {
                is_group && !rest.starts_with('0') && !has_decimals(rest, len)
            }
            _ => false,
        };
        if !joins {
            return len;
        }
        len = rest.len() - inner.len() + digits(inner);
    }
}

fn has_decimals(rest: &str, len: usize) -> bool {
    rest.get(..len).is_some_and(|number| number.contains(['.', ',', '\u{66b}']))
}

#[cfg(test)]
mod tests {
    use super::super::samples::messy_text;
    use super::*;
    use proptest::prelude::*;

    fn plains(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.plain).collect()
    }

    #[test]
    fn numbers_keep_their_separators_and_lose_their_units() {
        assert_eq!(
            plains("$50B, 1,500,000 and 12 300,5 kg"),
            ["$", "50", "b", ",", "1,500,000", "and", "12 300,5", "kg"]
        );
        assert_eq!(plains("a 6.1-magnitude quake"), ["a", "6.1", "-", "magnitude", "quake"]);
        assert_eq!(plains("made $7.\n5 billion."), ["made", "$", "7.\n5", "billion", "."]);
        assert_eq!(plains("in 2019 300 people"), ["in", "2019", "300", "people"]);
    }

    #[test]
    fn chinese_is_cut_by_character_and_arabic_digits_are_digits() {
        assert_eq!(plains("解雇了500名"), ["解", "雇", "了", "500", "名"]);
        assert_eq!(plains("قيمته ١٬٥٠٠٫٥ دولار"), ["قيمته", "1,500.5", "دولار"]);
        assert_eq!(plains("۲۵ نفر"), ["25", "نفر"]);
    }

    #[test]
    fn apostrophes_part_what_is_said_apart() {
        assert_eq!(
            plains("didn’t Sunday’s can't l'accord"),
            ["did", "n't", "sunday", "'s", "can't", "l", "'", "accord"]
        );
        assert_eq!(plains("9 p.m. in the U.S."), ["9", "pm", "in", "the", "us"]);
    }

    #[test]
    fn lookalikes_and_line_breaks_do_not_change_a_word() {
        assert_eq!(plains("non\u{2011}exclusive mil-\nlion"), ["non", "-", "exclusive", "million"]);
        assert_eq!(plains("27\u{a0}%"), ["27", "%"]);
    }

    #[test]
    fn forms_and_signs_that_are_not_seen_do_not_change_a_word() {
        let text = "Mu\u{308}ller zahlt 1.\u{200B}500 ５００ Co\u{AD}op";
        assert_eq!(plains(text), ["müller", "zahlt", "1.500", "500", "coop"]);
        let spans: Vec<&str> = tokens(text).iter().map(|token| token.span.slice(text).unwrap()).collect();
        assert_eq!(spans, ["Mu\u{308}ller", "zahlt", "1.\u{200B}500", "５００", "Co\u{AD}op"]);
    }

    proptest! {
        #[test]
        fn tokens_are_in_order_and_fit(text in messy_text()) {
            let found = tokens(&text);
            prop_assert!(found.iter().all(|token| token.span.is_valid_in(&text) && !token.span.is_empty()));
            prop_assert!(found.iter().zip(found.iter().skip(1)).all(|(one, next)| one.span.end <= next.span.start));
        }
    }
}

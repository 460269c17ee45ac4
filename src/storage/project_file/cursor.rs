//! [`Cursor`]: walks along a line exactly as we write it; on anything else it has no answer and the library is asked.

use super::stamp::read_time;
use crate::model::Timestamp;
use crate::text::Span;
use std::str::{Chars, FromStr};
use uuid::Uuid;

/// The part of the line that was not read yet.
#[derive(Debug)]
pub(super) struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(line: &'a str) -> Self {
        Self { rest: line }
    }

    /// What must stand next.
    pub(super) fn token(&mut self, token: &str) -> Option<()> {
        self.has(token).then_some(())
    }

    /// What may stand next, for example the name of a field that is left out where it has its default.
    pub(super) fn has(&mut self, token: &str) -> bool {
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Nothing may follow.
    pub(super) const fn end(&self) -> Option<()> {
        if self.rest.is_empty() { Some(()) } else { None }
    }

    pub(super) fn text(&mut self) -> Option<String> {
        let mut text = String::new();
        self.push_text(&mut text)?;
        Some(text)
    }

    /// Reads a quoted string and adds it to `out`, which is of no use when there is no answer.
    pub(super) fn push_text(&mut self, out: &mut String) -> Option<()> {
        self.token("\"")?;
        // The standard library looks for one byte many times faster than a loop of ours for two.
        let (plain, rest) = self.rest.split_once('"')?;
        if !plain.as_bytes().contains(&b'\\') {
            out.push_str(plain);
            self.rest = rest;
            return Some(());
        }
        loop {
            let stop = self.rest.bytes().position(|byte| matches!(byte, b'"' | b'\\'))?;
            let (plain, rest) = self.rest.split_at_checked(stop)?;
            out.push_str(plain);
            let mut chars = rest.chars();
            if chars.next()? == '"' {
                self.rest = chars.as_str();
                return Some(());
            }
            out.push(escaped(&mut chars)?);
            self.rest = chars.as_str();
        }
    }

    pub(super) fn id(&mut self) -> Option<Uuid> {
        const LEN: usize = 36;
        self.token("\"")?;
        let (id, rest) = self.rest.split_at_checked(LEN)?;
        self.rest = rest;
        self.token("\"")?;
        Uuid::try_parse(id).ok()
    }

    pub(super) fn time(&mut self) -> Option<Timestamp> {
        let (value, rest) = self.rest.strip_prefix('"')?.split_once('"')?;
        self.rest = rest;
        read_time(value).or_else(|| value.parse().ok())
    }

    pub(super) fn number<T: FromStr>(&mut self) -> Option<T> {
        let (digits, rest) = self.split_word();
        self.rest = rest;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
    }

    /// A name such as that of an enum's variant.
    pub(super) fn word(&mut self) -> &'a str {
        let (word, rest) = self.split_word();
        self.rest = rest;
        word
    }

    pub(super) fn span(&mut self) -> Option<Span> {
        self.token("(")?;
        let start = self.number()?;
        self.token(", ")?;
        let end = self.number()?;
        self.token(")")?;
        Some(Span::new(start, end))
    }

    /// The items after `[`, up to and with the closing bracket.
    pub(super) fn items<T>(&mut self, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        if self.has("]") {
            return Some(Vec::new());
        }
        // Most lists have one item, and there may be a million lists.
        let mut items = Vec::with_capacity(1);
        loop {
            items.push(item(self)?);
            if self.has("]") {
                return Some(items);
            }
            self.token(", ")?;
        }
    }

    /// The value within `Some(…)`.
    pub(super) fn some<T>(&mut self, value: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.token("Some(")?;
        let value = value(self)?;
        self.token(")")?;
        Some(value)
    }

    /// The text of a field of this name; empty when it has another.
    pub(super) fn text_if_set(&mut self, name: &str) -> Option<String> {
        if self.has(name) { self.text() } else { Some(String::new()) }
    }

    fn split_word(&self) -> (&'a str, &'a str) {
        let end = self.rest.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(self.rest.len());
        self.rest.split_at_checked(end).unwrap_or((self.rest, ""))
    }
}

/// The character that one of our own escapes stands for, after the backslash.
fn escaped(chars: &mut Chars<'_>) -> Option<char> {
    match chars.next()? {
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        c @ ('"' | '\\') => Some(c),
        'u' => {
            const MAX_DIGITS: usize = 6;
            let code = chars.as_str().strip_prefix('{')?;
            // Not further: a line of a million such beginnings must not be searched to its end a million times.
            let end = code.bytes().take(MAX_DIGITS + 1).position(|byte| byte == b'}')?;
            let (digits, rest) = code.split_at_checked(end)?;
            *chars = rest.strip_prefix('}')?.chars();
            let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            is_hex.then(|| u32::from_str_radix(digits, 16).ok())?.and_then(char::from_u32)
        }
        _ => None,
    }
}

//! [`Fields`]: writes one record as `(name: value, …)` on one line.

use super::escape::{push_char, push_quoted};
use super::stamp::push_time;
use crate::model::Timestamp;
use crate::text::Span;
use std::fmt::Write as _;
use uuid::Uuid;

/// A record in the making. Leaving a field out is up to the `…_if_set` functions, in the model's own terms.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    out: &'a mut String,
    is_first: bool,
}

impl<'a> Fields<'a> {
    /// Opens a record.
    pub(super) fn open(out: &'a mut String) -> Self {
        out.push('(');
        Self { out, is_first: true }
    }

    /// Closes the record; the line goes on.
    pub(super) fn close(self) {
        self.out.push(')');
    }

    /// Writes the name; the caller writes the value.
    pub(super) fn name(&mut self, name: &str) -> &mut String {
        if !self.is_first {
            self.out.push_str(", ");
        }
        self.is_first = false;
        self.out.push_str(name);
        self.out.push_str(": ");
        self.out
    }

    pub(super) fn id(&mut self, name: &str, id: Uuid) {
        push_id(self.name(name), id);
    }

    pub(super) fn text(&mut self, name: &str, text: &str) {
        push_quoted(self.name(name), text);
    }

    pub(super) fn text_if_set(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.text(name, text);
        }
    }

    pub(super) fn bool(&mut self, name: &str, value: bool) {
        self.name(name).push_str(if value { "true" } else { "false" });
    }

    pub(super) fn bool_if_set(&mut self, name: &str, value: bool) {
        if value {
            self.bool(name, value);
        }
    }

    pub(super) fn key(&mut self, name: &str, key: Option<char>) {
        push_option(self.name(name), key, push_char);
    }

    pub(super) fn span(&mut self, name: &str, span: Span) {
        push_span(self.name(name), span);
    }

    pub(super) fn time(&mut self, name: &str, time: Timestamp) {
        push_time(self.name(name), time);
    }

    pub(super) fn option_if_set<T>(&mut self, name: &str, value: Option<T>, push: impl Fn(&mut String, T)) {
        if value.is_some() {
            push_option(self.name(name), value, push);
        }
    }

    pub(super) fn list<T>(
        &mut self,
        name: &str,
        items: impl IntoIterator<Item = T>,
        push: impl Fn(&mut String, T),
    ) {
        push_list(self.name(name), items, push);
    }

    pub(super) fn list_if_set<T>(&mut self, name: &str, items: &[T], push: impl Fn(&mut String, &T)) {
        if !items.is_empty() {
            self.list(name, items, push);
        }
    }
}

pub(super) fn push_list<T>(
    out: &mut String,
    items: impl IntoIterator<Item = T>,
    push: impl Fn(&mut String, T),
) {
    out.push('[');
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        push(out, item);
    }
    out.push(']');
}

pub(super) fn push_option<T>(out: &mut String, value: Option<T>, push: impl Fn(&mut String, T)) {
    match value {
        Some(value) => {
            out.push_str("Some(");
            push(out, value);
            out.push(')');
        }
        None => out.push_str("None"),
    }
}

pub(super) fn push_id(out: &mut String, id: Uuid) {
    let mut buffer = Uuid::encode_buffer();
    out.push('"');
    out.push_str(id.hyphenated().encode_lower(&mut buffer));
    out.push('"');
}

pub(super) fn push_span(out: &mut String, span: Span) {
    out.push('(');
    push_number(out, span.start);
    out.push_str(", ");
    push_number(out, span.end);
    out.push(')');
}

/// Decimal digits; the formatting machinery would take half the time of a list of sentences.
pub(super) fn push_number(out: &mut String, number: usize) {
    if number >= 10 {
        push_number(out, number / 10);
    }
    out.push(char::from(b'0' + u8::try_from(number % 10).unwrap_or_default()));
}

pub(super) fn push_display(out: &mut String, value: std::fmt::Arguments<'_>) {
    let written = out.write_fmt(value);
    debug_assert!(written.is_ok(), "a String takes everything");
}

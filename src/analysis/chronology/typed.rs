//! [`read_when`]: a date as somebody types it.

use super::proposal::{Reason, Tense, Unresolved, read_dates};
use super::{PartialDate, written};
use crate::model::{Bound, When};
use crate::text::tokens::tokens;

/// Why a text is no date, as a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    /// It has no date in it, or more than one.
    #[error(
        "“{0}” is not a date. Write 2026, 2026-04 or 2026-04-28, with about, before or after, or two with “to” between"
    )]
    NotADate(String),
    /// The calendar does not have it.
    #[error("There is no {0} in the calendar")]
    NoSuchDay(String),
    /// The range ends before it begins.
    #[error("{1} is earlier than {0}: a range begins with its earlier date")]
    Backwards(String, String),
    /// Day and month could change places.
    #[error("“{0}” may be {1} or {2}: write one of these")]
    Ambiguous(String, String, String),
    /// It is told from the day of writing, which nobody knows.
    #[error("“{0}” can only be counted from the day the document was published, and that is not known")]
    NoPublished(String),
    /// It is told from the day of writing, which is not known to the day.
    #[error(
        "“{0}” cannot be counted from {1}: the day on which the document was published is not known well enough"
    )]
    TooRough(String, String),
}

/// Words before a date, and how it is meant then.
const BOUNDS: &[(&str, Bound)] = &[
    ("about", Bound::About),
    ("around", Bound::About),
    ("circa", Bound::About),
    ("ca.", Bound::About),
    ("ca", Bound::About),
    ("c.", Bound::About),
    ("~", Bound::About),
    ("on or before", Bound::Before),
    ("before", Bound::Before),
    ("until", Bound::Before),
    ("by", Bound::Before),
    ("<", Bound::Before),
    ("on or after", Bound::After),
    ("after", Bound::After),
    ("since", Bound::After),
    (">", Bound::After),
    ("on", Bound::On),
    ("in", Bound::On),
];
/// Between the two dates of a range.
const JOINTS: &[&str] = &["..", " to ", " – ", " - ", "–", "—", " until ", "/"];
/// Tokens that may stand beside the date in what is typed.
const LOOSE_TOKENS: usize = 3;
const SHOWN_CHARS: usize = 40;

/// The date that somebody typed; none for an empty text.
///
/// `2026`, `2026-04`, `2026-04-28`, alone or with *about*, *before* or *after*; two of them as a range; or in the words
/// of a text ("28 April 2026", "yesterday"), which are read like those of the document.
///
/// # Errors
/// Says in a sentence why the text is no date.
pub fn read_when(text: &str, language: &str, published: &str) -> Result<Option<When>, WhenError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let (bound, rest) = split_bound(text);
    if let Some(when) = numeric(bound, rest)? {
        return Ok(Some(when));
    }
    in_words(text, language, published).map(Some)
}

fn split_bound(text: &str) -> (Bound, &str) {
    for (word, bound) in BOUNDS {
        let Some((start, rest)) = text.split_at_checked(word.len()) else { continue };
        let is_sign = !word.ends_with(char::is_alphabetic);
        if start.eq_ignore_ascii_case(word) && (is_sign || rest.starts_with(char::is_whitespace)) {
            return (*bound, rest.trim_start());
        }
    }
    (Bound::On, text)
}

/// A date or range in figures; none for words.
fn numeric(bound: Bound, text: &str) -> Result<Option<When>, WhenError> {
    let range = JOINTS.iter().find_map(|joint| {
        let (from, to) = text.split_once(joint)?;
        let both = (from.trim(), to.trim());
        // "2026/04" is no range of a year and the year 4.
        (is_figures(both.0) && is_figures(both.1)).then_some(both)
    });
    let (from, to) = if let Some((from, to)) = range {
        (figures(from)?, Some(figures(to)?))
    } else {
        let text = text.replace(['/', '.'], "-");
        if !is_figures(&text) {
            return Ok(None);
        }
        (figures(&text)?, None)
    };
    if let Some(to) = to
        && from.to_string() > to.to_string()
    {
        return Err(WhenError::Backwards(from.to_string(), to.to_string()));
    }
    let to = to.map(|to| to.to_string()).unwrap_or_default();
    Ok(Some(When { from: from.to_string(), to, bound }))
}

/// Whether a text has the shape of a date in figures, year first.
fn is_figures(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let is_number = |part: &&str| (1..=2).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit());
    let (Some(year), months_and_days) = (parts.first(), parts.get(1..).unwrap_or_default()) else {
        return false;
    };
    year.len() == 4
        && year.chars().all(|c| c.is_ascii_digit())
        && months_and_days.len() <= 2
        && months_and_days.iter().all(is_number)
}

fn figures(text: &str) -> Result<PartialDate, WhenError> {
    let mut parts = text.split('-');
    let year: Option<i32> = parts.next().and_then(|part| part.parse().ok());
    let (month, day) = (parts.next().map(str::parse), parts.next().map(str::parse));
    let date = match (year, month.transpose(), day.transpose()) {
        (Some(year), Ok(month), Ok(day)) => PartialDate::new(year, month, day),
        _ => None,
    };
    date.ok_or_else(|| WhenError::NoSuchDay(shown(text)))
}

/// A date in words, read like those of a document.
fn in_words(text: &str, language: &str, published: &str) -> Result<When, WhenError> {
    let reading = read_dates(text, language, published, Tense::Open);
    match reading.proposals.as_slice() {
        [one] => {
            let tokens = tokens(text);
            let beside: Vec<_> = tokens.iter().filter(|token| !one.span.overlaps(token.span)).collect();
            let is_more = beside.len() > LOOSE_TOKENS || beside.iter().any(|token| token.is_number());
            if is_more || !reading.unresolved.is_empty() {
                return Err(WhenError::NotADate(shown(text)));
            }
            Ok(one.when.clone())
        }
        [one, other] if one.span == other.span => {
            Err(WhenError::Ambiguous(shown(text), written(&one.when), written(&other.when)))
        }
        [] => Err(match reading.unresolved.into_iter().next() {
            Some(Unresolved { words, reason: Reason::NoPublished }) => WhenError::NoPublished(words),
            Some(Unresolved { words, reason: Reason::TooRough(base) }) => WhenError::TooRough(words, base),
            Some(Unresolved { words, reason: Reason::NoSuchDay }) => WhenError::NoSuchDay(words),
            None => WhenError::NotADate(shown(text)),
        }),
        _ => Err(WhenError::NotADate(shown(text))),
    }
}

/// What was typed, on one line and not too long.
fn shown(text: &str) -> String {
    let text = crate::text::visible(text).replace('\n', " ");
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", text.split_at(end).0.trim_end()),
        None => text,
    }
}

//! [`is_range`] and [`day_range`]: two dates that are the ends of one stretch.

use crate::text::dates::{Moment, Relation};
use crate::text::tokens::Token;

/// Between the two ends, after "from" or alone.
const TO: &[&str] =
    &["to", "until", "till", "through", "-", "bis", "zum", "au", "à", "jusqu'au", "al", "a", "hasta"];
/// Between the two ends, after "between".
const AND: &[&str] = &["and", "und", "et", "y"];
const BETWEEN: &[&str] = &["between", "zwischen", "entre"];
/// Between "to" and the date.
const ARTICLES: &[&str] = &["the", "on", "dem", "den", "le", "el", "am", "in", "of", "de"];
/// Tokens between the ends of a range.
const MAX_GAP: usize = 3;

/// Whether two dates, one after the other, are the ends of one stretch: "from March to May", "between 3 and 5 March".
pub(super) fn is_range(tokens: &[Token], one: &Moment, other: &Moment, language: &str) -> bool {
    let Some(gap) = tokens.get(one.end..other.first).filter(|gap| (1..=MAX_GAP).contains(&gap.len())) else {
        return false;
    };
    let is_any = |token: &Token, words: &[&str]| words.contains(&token.plain.as_str());
    let before = tokens.get(one.first.saturating_sub(2)..one.first).unwrap_or_default();
    let is_between = before.iter().any(|token| is_any(token, BETWEEN));
    let is_joint = |token: &Token| is_any(token, if is_between { AND } else { TO });
    // A hyphen or "to" before a date of its own kind: "Monday to Friday", not "moved to Friday".
    let is_alike = one.day.is_some() == other.day.is_some()
        && one.weekday.is_some() == other.weekday.is_some()
        && one.offset.is_none()
        && other.offset.is_none();
    // "a" is a joint in Spanish and an article in English.
    let is_foreign = |token: &Token| language != "es" && token.is("a");
    is_alike
        && gap.iter().any(is_joint)
        && gap.iter().all(|token| is_joint(token) || is_any(token, ARTICLES))
        && !gap.iter().any(is_foreign)
        && !matches!(one.relation, Relation::Before | Relation::After | Relation::By)
}

/// Two days of one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DayRange {
    /// Of the month.
    pub(super) first: u8,
    /// Of the month, later than the first.
    pub(super) last: u8,
    /// The year, where it stands behind both days.
    pub(super) year: Option<i32>,
    /// First token of all of it.
    pub(super) first_token: usize,
    /// One past its last token.
    pub(super) end_token: usize,
}

/// The days of "3–5 March 2026", "3. bis 5. März", "March 3–5, 2026": a date of one day with another day beside it.
pub(super) fn day_range(tokens: &[Token], moment: &Moment) -> Option<DayRange> {
    let day = moment.day.filter(|_| moment.month.is_some() && moment.swapped.is_none())?;
    ahead(tokens, moment, day).or_else(|| behind(tokens, moment, day))
}

fn ahead(tokens: &[Token], moment: &Moment, last: u8) -> Option<DayRange> {
    let joint = moment.first.checked_sub(1)?;
    if !TO.contains(&tokens.get(joint)?.plain.as_str()) {
        return None;
    }
    let mut at = joint.checked_sub(1)?;
    if tokens.get(at)?.is(".") {
        at = at.checked_sub(1)?;
    }
    let first = day_at(tokens, at).filter(|first| *first < last)?;
    Some(DayRange { first, last, year: None, first_token: at, end_token: moment.end })
}

fn behind(tokens: &[Token], moment: &Moment, first: u8) -> Option<DayRange> {
    let joint = tokens.get(moment.end)?;
    if !(joint.is("-") || joint.is("to")) || moment.year.is_some() {
        return None;
    }
    let last = day_at(tokens, moment.end + 1).filter(|last| *last > first)?;
    let mut end = moment.end + 2;
    let gap = usize::from(tokens.get(end).is_some_and(|token| token.is(",")));
    let year = tokens.get(end + gap).filter(|token| token.is_number() && token.plain.len() == 4);
    let year = year.and_then(|token| token.plain.parse().ok());
    if year.is_some() {
        end += gap + 1;
    }
    Some(DayRange { first, last, year, first_token: moment.first, end_token: end })
}

fn day_at(tokens: &[Token], at: usize) -> Option<u8> {
    let token = tokens.get(at).filter(|token| token.is_number())?;
    token.plain.trim_end_matches('.').parse().ok().filter(|day| (1..=31).contains(day))
}

//! Days, months, quarters and years.

use super::language::Word;
use super::{Moment, Reader};
use crate::text::tokens::Token;

/// Four figures between these are a year where nothing speaks against it.
const YEARS: std::ops::RangeInclusive<u16> = 1500..=2100;

/// Stand after numbers, not after years.
const COUNTED: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "million",
    "billion",
    "percent",
    "per",
    "feet",
    "euro",
    "dollar",
    "dollars",
    "euros",
    "miles",
    "metres",
    "meters",
    "menschen",
    "prozent",
    "personnes",
    "personas",
];

impl Reader<'_> {
    /// `2001-05-17`, `17.5.2001`, `17/05/2001`.
    pub(super) fn numeric_date(&self, start: usize) -> Option<Moment> {
        let token = self.token(start).filter(|token| token.is_number())?;
        let dotted: Vec<u16> = token.plain.split('.').filter_map(|part| part.parse().ok()).collect();
        if let [day, month, year] = *dotted.as_slice() {
            return day_month_year(day, month, year, start + 1)
                .filter(|_| token.plain.matches('.').count() == 2);
        }
        if let ([day, month], true) = (
            dotted.as_slice(),
            self.is(start + 1, ".") && self.is_glued(start + 1) && !self.is_glued(start + 2),
        ) {
            let is_date = token.plain.matches('.').count() == 1 && self.tables.usage.has_ordinal_dots();
            return is_date.then(|| date(None, *month, Some(*day), start + 2)).flatten();
        }
        let mark = ["-", "/"].into_iter().find(|mark| self.is(start + 1, mark))?;
        if !(1..=4).all(|next| self.is_glued(start + next)) || !self.is(start + 3, mark) {
            return None;
        }
        let (first, second, third) =
            (self.whole(start, 4)?, self.whole(start + 2, 2)?, self.whole(start + 4, 4)?);
        if first >= 1000 {
            return date(Some(first), second, Some(third), start + 5);
        }
        let is_day_first = first > 12 || self.tables.usage.has_day_first();
        let (day, month) = if is_day_first && second <= 12 { (first, second) } else { (second, first) };
        let swapped = match (u8::try_from(day), u8::try_from(month)) {
            (Ok(day), Ok(month)) if day <= 12 && day != month && !self.tables.usage.has_day_first() => {
                Some((month, day))
            }
            _ => None,
        };
        day_month_year(day, month, third, start + 5).map(|found| Moment { swapped, ..found })
    }

    /// "3 March 2014", "3rd of March", "March 3, 2014", "3. März", "1er mars", "3 de marzo de 2014".
    pub(super) fn day_and_month(&self, start: usize) -> Option<Moment> {
        if let Some(day) = self.whole(start, 2).filter(|day| (1..=31).contains(day)) {
            let mut at = start + 1;
            at +=
                usize::from(self.is_any(at, &["st", "nd", "rd", "th", ".", "er", "º"]) && self.is_glued(at));
            at += usize::from(self.is_any(at, &["of", "de"]));
            let (month, end) = self.month_name(at)?;
            let (year, end) = self.year_after(end);
            return date(year, month, Some(day), end);
        }
        let (month, end) = self.month_name(start)?;
        let day = self.whole(end, 2).filter(|day| (1..=31).contains(day) && !self.is_counted(end + 1))?;
        let mut end = end + 1;
        end += usize::from(self.is_any(end, &["st", "nd", "rd", "th"]) && self.is_glued(end));
        let (year, end) = self.year_after(end);
        date(year, month, Some(day), end)
    }

    /// "October 2023", "in May".
    pub(super) fn month(&self, start: usize) -> Option<Moment> {
        let (month, end) = self.month_name(start)?;
        let (year, end) = self.year_after(end);
        let is_common =
            self.is_any(start, &["may", "march", "mar", "mai", "mars", "jan", "dec", "sept", "set"]);
        let is_led = start.checked_sub(1).is_some_and(|before| self.is_any(before, self.tables.month_leads));
        (year.is_some() || is_led || !is_common).then(|| date(year, month, None, end)).flatten()
    }

    /// A month and the place after it and its dot.
    fn month_name(&self, at: usize) -> Option<(u16, usize)> {
        let (Word::Month(month), len) = self.tables.words.at(self.tokens, at)? else { return None };
        let token =
            self.token(at).filter(|token| token.is_capital() || !self.tables.usage.has_capital_days())?;
        let end = at + len;
        let is_short = token.plain.chars().count() <= 4 && self.is(end, ".") && self.is_glued(end);
        // A dot before a capital ends the sentence.
        let has_dot = is_short && self.token(end + 1).is_some_and(|next| next.is_number());
        Some((u16::from(month), end + usize::from(has_dot)))
    }

    /// A year after a month, also after "of", "de" or a comma.
    fn year_after(&self, end: usize) -> (Option<u16>, usize) {
        let gap = usize::from(self.is_any(end, &[",", "of", "de", "del"]));
        let year = self.whole(end + gap, 4).filter(|year| YEARS.contains(year));
        match year {
            Some(year) => (Some(year), end + gap + 1),
            None => (None, end),
        }
    }

    /// "Q3 2024", "third quarter of 2024", "first half of 2023", "H1 2023", "3Q24" left out.
    pub(super) fn quarter(&self, start: usize) -> Option<Moment> {
        let (months, end) = self.quarter_sign(start).or_else(|| self.quarter_words(start))?;
        let gap = usize::from(self.is_any(end, &["of", "de", "del", ","]));
        let gap = gap + usize::from(self.is_any(end + gap, &["fiscal", "fy"]));
        let year = self.whole(end + gap, 4).filter(|year| YEARS.contains(year)).map(i32::from);
        let end = if year.is_some() { end + gap + 1 } else { end };
        Some(Moment { end, month: Some(months), year: year.map(|year| (year, year)), ..Moment::default() })
    }

    fn quarter_sign(&self, start: usize) -> Option<((u8, u8), usize)> {
        let number = self.whole(start + 1, 1).filter(|_| self.is_glued(start + 1))?;
        let number = u8::try_from(number).ok()?;
        match (self.token(start)?.plain.as_str(), number) {
            ("q" | "t", 1..=4) => Some((months_of_quarter(number), start + 2)),
            ("h" | "s", 1..=2) => Some((months_of_half(number), start + 2)),
            _ => None,
        }
    }

    fn quarter_words(&self, start: usize) -> Option<((u8, u8), usize)> {
        let ((number, parts), len) = self.tables.quarters.at(self.tokens, start)?;
        let end = start + len;
        // "the second half" is more often one of a game: only with its year.
        let has_year = self.is_any(end, &["of", "des", "du", "de"]) || self.whole(end, 4).is_some();
        match parts {
            4 => Some((months_of_quarter(number), end)),
            _ => has_year.then(|| (months_of_half(number), end)),
        }
    }

    /// "2019", "1974 to 1978", "the 1990s".
    pub(super) fn years(&self, start: usize) -> Option<Moment> {
        let first = self.whole(start, 4).filter(|year| YEARS.contains(year))?;
        let token = self.token(start)?;
        let year = i32::from(first);
        if self.is(start + 1, "s") && self.is_glued(start + 1) || self.is(start + 1, "'s") && year % 10 == 0 {
            let length = if year % 100 == 0 { 99 } else { 9 };
            return Some(Moment { end: start + 2, year: Some((year, year + length)), ..Moment::default() });
        }
        let is_led = start.checked_sub(1).is_some_and(|before| {
            self.is_any(before, self.tables.year_leads) || self.token(before).is_some_and(|word| word.is("("))
        });
        let is_glued_to_sign = token.is_glued
            && start.checked_sub(1).is_some_and(|before| !self.is_any(before, &["(", "\"", "'", "-"]));
        let is_unit = self.is_glued(start + 1) && self.token(start + 1).is_some_and(Token::is_word)
            || self.is(start + 1, "%");
        let is_amount = self.is_counted_for_sure(start + 1) || (!is_led && self.is_counted(start + 1));
        if is_glued_to_sign || is_unit || is_amount {
            return None;
        }
        let is_joint = self.is_any(start + 1, &["-", "to", "through", "bis", "à", "a"]);
        let last = self
            .whole(start + 2, 4)
            .filter(|last| is_joint && (YEARS.contains(last) || self.is(start + 1, "-") && *last < 100));
        match last {
            Some(last) if last < 100 && last > first % 100 => {
                Some(years(year, year - year % 100 + i32::from(last), start + 3))
            }
            Some(last) if last > first => Some(years(year, i32::from(last), start + 3)),
            _ => Some(years(year, year, start + 1)),
        }
    }

    /// Whether a small word in the plural follows: "2000 cars" is no year.
    fn is_counted(&self, at: usize) -> bool {
        self.is_counted_for_sure(at)
            || self.token(at).is_some_and(|token| {
                let is_plural =
                    token.plain.ends_with('s') && !["was", "is", "has", "as"].contains(&token.plain.as_str());
                token.is_word() && !token.is_capital() && is_plural
            })
    }

    /// Whether a word follows that only numbers stand before.
    fn is_counted_for_sure(&self, at: usize) -> bool {
        self.is_any(at, COUNTED)
    }
}

const fn months_of_quarter(number: u8) -> (u8, u8) {
    (3 * number - 2, 3 * number)
}

const fn months_of_half(number: u8) -> (u8, u8) {
    (6 * number - 5, 6 * number)
}

fn years(first: i32, last: i32, end: usize) -> Moment {
    Moment { end, year: Some((first, last)), ..Moment::default() }
}

/// Years of two figures are of this century up to 40.
fn day_month_year(day: u16, month: u16, year: u16, end: usize) -> Option<Moment> {
    let year = match year {
        0..=40 => 2000 + year,
        41..=99 => 1900 + year,
        _ => year,
    };
    date(Some(year), month, Some(day), end)
}

fn date(year: Option<u16>, month: u16, day: Option<u16>, end: usize) -> Option<Moment> {
    let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
    let day = match day {
        Some(day) => Some(u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?),
        None => None,
    };
    let year = year.map(i32::from).map(|year| (year, year));
    Some(Moment { end, year, month: Some((month, month)), day, ..Moment::default() })
}

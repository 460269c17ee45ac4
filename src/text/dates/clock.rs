//! Times of the day.

use super::{Moment, Reader};

impl Reader<'_> {
    /// `9 p.m.`, `21:00`, `3.45pm`, `21 Uhr`, `21h30`, `9 o'clock`.
    pub(super) fn clock(&self, start: usize) -> Option<Moment> {
        let (hour, minute, end) = self.hour_and_minute(start)?;
        let is_told = end > start + 1 || self.token(start).is_some_and(|token| token.plain.contains('.'));
        if let Some(is_afternoon) = self.half_of_day(end) {
            let is_possible = (1..=12).contains(&hour);
            return is_possible
                .then(|| time(hour % 12 + if is_afternoon { 12 } else { 0 }, minute, false, end + 1));
        }
        if self.is_any(end, self.tables.hour_words) {
            let more = self
                .whole(end + 1, 2)
                .filter(|more| minute == 0 && *more < 60 && self.is_glued(end + 1) == self.is_glued(end));
            let is_hour_word = !self.is(end, "h") || self.is_glued(end) || more.is_some();
            let tail = end + 1 + usize::from(more.is_some());
            return (hour < 25 && is_hour_word).then(|| {
                time(hour, minute.max(more.unwrap_or(0)), hour <= 12 && !self.is(end, "uhr"), tail)
            });
        }
        let is_colon = is_told && self.is(start + 1, ":");
        (is_colon && hour < 25)
            .then(|| time(hour, minute, hour <= 12 && !self.starts_with_nought(start), end))
    }

    /// Hour, minute and the place after them; a dot parts them only before a half of the day or "Uhr".
    fn hour_and_minute(&self, start: usize) -> Option<(u16, u16, usize)> {
        let token = self.token(start).filter(|token| token.is_number())?;
        if let Some((hour, minute)) = token.plain.split_once('.') {
            let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
            let is_time = minute < 60
                && token.plain.len() >= 4
                && (self.half_of_day(start + 1).is_some() || self.is(start + 1, "uhr"));
            return is_time.then_some((hour, minute, start + 1));
        }
        let hour = self.whole(start, 2)?;
        let minute = self.whole(start + 2, 2).filter(|minute| {
            *minute < 60 && self.is(start + 1, ":") && self.is_glued(start + 1) && self.is_glued(start + 2)
        });
        let is_two_figures = self.token(start + 2).is_some_and(|token| token.plain.len() == 2);
        match minute.filter(|_| is_two_figures) {
            Some(minute) => {
                // Seconds do not count.
                let has_seconds =
                    self.is(start + 3, ":") && self.is_glued(start + 3) && self.whole(start + 4, 2).is_some();
                Some((hour, minute, start + if has_seconds { 5 } else { 3 }))
            }
            None => Some((hour, 0, start + 1)),
        }
    }

    /// Whether `p.m.` follows, or `a.m.`
    fn half_of_day(&self, at: usize) -> Option<bool> {
        let is_glued_letter = |plain: &str| self.is(at, plain) && self.is_glued(at);
        if self.is(at, "pm") || is_glued_letter("p") {
            Some(true)
        } else if (self.is(at, "am") && !self.tables.usage.has_ordinal_dots()) || is_glued_letter("a") {
            Some(false)
        } else {
            None
        }
    }

    fn starts_with_nought(&self, start: usize) -> bool {
        self.token(start).is_some_and(|token| token.plain.starts_with('0'))
    }
}

fn time(hour: u16, minute: u16, is_half_open: bool, end: usize) -> Moment {
    Moment { end, minute: Some(hour % 24 * 60 + minute), is_half_open, ..Moment::default() }
}

//! [`core_at`]: the bare number at a place, in digits or words, scales such as *million* included.

use super::digits::number_from_digits;
use super::sum::{Sum, is_equal};
use super::words::compound;
use super::{Meaning, Reader};
use crate::text::tokens::Token;

/// A fraction is as coarse as two parts of a hundred: two thirds are 66 or 67.
pub(super) const PART_STEP: f64 = 2.0;

/// A number without unit and bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Core {
    pub(super) value: f64,
    pub(super) range: Option<(f64, f64)>,
    pub(super) step: f64,
    /// One past its last token.
    pub(super) end: usize,
    pub(super) kind: CoreKind,
}

/// What a bare number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CoreKind {
    /// So many.
    Number,
    /// The place in an order.
    Ordinal,
    /// Parts of a hundred, from a fraction.
    Part,
    /// How many times as much.
    Factor,
}

impl Core {
    /// Where the number begins, looking back from its end.
    pub(super) fn start_of(&self, reader: &Reader<'_>) -> Option<usize> {
        (0..self.end)
            .rev()
            .find(|at| !reader.is_part_of_number(*at))
            .map_or(Some(0), |before| Some(before + 1))
    }

    /// What the last word multiplies with: a million in "5 million".
    pub(super) fn scale(&self) -> f64 {
        [1e12, 1e9, 1e6, 1e3]
            .into_iter()
            .find(|scale| self.value >= *scale && self.step >= scale * 1e-3 && self.step >= 10.0)
            .unwrap_or(1.0)
    }
}

/// The number that begins at a token; after a currency sign, `m` is a million.
pub(super) fn core_at(reader: &Reader<'_>, start: usize, has_money: bool) -> Option<Core> {
    let token = reader.token(start)?;
    if token.is_number() { reader.digits_core(token, start, has_money) } else { reader.words_core(start) }
}

impl Reader<'_> {
    fn meaning(&self, at: usize) -> Option<(Meaning, usize)> {
        self.token(at)?;
        self.tables.numbers.at(self.tokens, at)
    }

    pub(super) fn is_part_of_number(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.is_number() || compound(&token.plain, self.tables).is_some())
            || matches!(
                self.meaning(at),
                Some((Meaning::Cardinal(_) | Meaning::Scale(_) | Meaning::Suffix(_), _))
            )
    }

    fn digits_core(&self, token: &Token, start: usize, has_money: bool) -> Option<Core> {
        if self.is_in_name(start) {
            return None;
        }
        let read = |plain: &str| number_from_digits(plain, self.tables.has_decimal_comma);
        let with_point = self.point_before(start).and_then(|_| read(&format!(".{}", token.plain)));
        let (value, step) = with_point.or_else(|| read(&token.plain))?;
        let next = start + 1;
        let plain = Core { value, range: None, step, end: next, kind: CoreKind::Number };
        if let Some(part) = self.fraction(start, value) {
            return Some(Core {
                value: 100.0 * part,
                step: 1.0,
                end: start + 3,
                kind: CoreKind::Part,
                ..plain
            });
        }
        let is_ordinal = self.token(next).is_some_and(|suffix| {
            suffix.is_glued
                && ["st", "nd", "rd", "th", "er", "ère", "ème", "º", "ª"].contains(&suffix.plain.as_str())
        });
        if is_ordinal {
            return Some(Core { end: next + 1, kind: CoreKind::Ordinal, ..plain });
        }
        match self.meaning(next) {
            Some((Meaning::Scale(scale), len)) => Some(self.scaled(plain, scale, next + len)),
            Some((Meaning::Suffix(scale), len)) if self.is_suffix(next, has_money) => {
                Some(self.scaled(plain, scale, next + len))
            }
            Some((Meaning::Part(part), len))
                if self.token(next).is_some_and(|part| part.is_glued && !part.is_word()) =>
            {
                Some(self.with_scale_after(Core { value: value + part, step: 0.1, end: next + len, ..plain }))
            }
            _ => Some(plain),
        }
    }

    /// `COVID-19`, `76ers`: digits that name something.
    fn is_in_name(&self, start: usize) -> bool {
        let is_glued = |at: usize| self.token(at).is_some_and(|token| token.is_glued);
        let is_after_word = is_glued(start)
            && start >= 2
            && self.is(start - 1, "-")
            && is_glued(start - 1)
            && self.token(start - 2).is_some_and(|word| word.is_word() && word.is_capital());
        let is_in_word = start >= 1
            && is_glued(start)
            && self.token(start - 1).is_some_and(|word| {
                word.is_word() && !word.is_han() && self.tables.units.at(self.tokens, start - 1).is_none()
            });
        is_after_word || is_in_word || (is_glued(start + 1) && self.is(start + 1, "ers"))
    }

    /// `3/4`, where it is no date.
    fn fraction(&self, start: usize, upper: f64) -> Option<f64> {
        let is_glued = |at: usize| self.token(at).is_some_and(|token| token.is_glued);
        let lower = self
            .token(start + 2)
            .filter(|_| self.is(start + 1, "/") && is_glued(start + 1) && is_glued(start + 2))?;
        let (lower, _) = number_from_digits(&lower.plain, false)?;
        (upper > 0.0 && upper < lower && lower <= 100.0).then(|| upper / lower)
    }

    /// More scales may follow: `5 thousand million`, `20 crore`.
    fn scaled(&self, core: Core, scale: f64, end: usize) -> Core {
        let next = Core { value: core.value * scale, step: core.step * scale, end, ..core };
        match self.meaning(end) {
            Some((Meaning::Scale(more), len)) if more >= 1e6 => self.scaled(next, more, end + len),
            _ => next,
        }
    }

    /// Whether a letter after digits multiplies: `50B`, `1.5m people`, but not `150m deep`.
    fn is_suffix(&self, at: usize, has_money: bool) -> bool {
        let Some(token) = self.token(at) else { return false };
        let is_unit = self.tables.units.at(self.tokens, at).is_some();
        let is_money_after = self.tables.units.at(self.tokens, at + 1).is_some();
        let is_counted = self.token(at + 1).is_some_and(|next| {
            next.is_word()
                && next.plain.len() > 4
                && !["below", "above", "tall", "along", "under", "after", "before"]
                    .contains(&next.plain.as_str())
        });
        if has_money || is_money_after {
            return true;
        }
        (token.is_glued || token.plain.len() > 1) && (!is_unit || (token.is("m") && is_counted))
    }

    fn words_core(&self, start: usize) -> Option<Core> {
        let token = self.token(start)?;
        if let Some(value) = compound(&token.plain, self.tables) {
            let core = Core { value, range: None, step: 1.0, end: start + 1, kind: CoreKind::Number };
            return Some(match self.meaning(start + 1) {
                Some((Meaning::Scale(scale), len)) => self.scaled(core, scale, start + 1 + len),
                _ => core,
            });
        }
        let (meaning, len) = self.meaning(start)?;
        let next = start + len;
        let core = |value, kind| Core { value, range: None, step: 1.0, end: next, kind };
        match meaning {
            Meaning::Cardinal(value)
                if is_equal(value, 1.0) && !self.counts_one(start) && !self.is_half_added(next) =>
            {
                None
            }
            Meaning::Cardinal(_) | Meaning::Scale(_) => self.sum(start),
            Meaning::Article => self.after_article(next),
            Meaning::Suffix(_) => None,
            Meaning::Ordinal(value) | Meaning::OrdinalPart(value) => Some(core(value, CoreKind::Ordinal)),
            Meaning::Part(part) => self.part(start, next, part),
            Meaning::Vague(low, high) => {
                Some(Core { range: Some((low, high)), ..core(low.midpoint(high), CoreKind::Number) })
            }
            Meaning::Factor(value) => Some(core(value, CoreKind::Factor)),
        }
    }

    /// Whether a bare "one" is a number: not in "no one", "the one that", "one another".
    fn counts_one(&self, at: usize) -> bool {
        let before =
            at.checked_sub(1).and_then(|before| self.token(before)).map_or("", |token| token.plain.as_str());
        let after = self.token(at + 1).map_or("", |token| token.plain.as_str());
        ![
            "no", "the", "this", "that", "any", "every", "each", "which", "some", "another", "good", "last",
            "new",
        ]
        .contains(&before)
            && ![
                "another", "day", "should", "could", "would", "might", "can", "thing", "who", "that", "'s",
                "side",
            ]
            .contains(&after)
            && (!["of", "in", "out"].contains(&after)
                || self.is_part_of_number(at + 2)
                || self.is_part_of_number(at + 3))
            && ![
                "to", "at", "for", "on", "from", "is", "was", "has", "had", "with", "as", "by", "and", "or",
                "but", "which",
            ]
            .contains(&after)
            && self.token(at + 1).is_some_and(|token| token.is_word() || token.is("-"))
    }

    /// "one and a half"
    fn is_half_added(&self, at: usize) -> bool {
        let is_joint = self.token(at).is_some_and(|token| self.tables.joints.contains(&token.plain.as_str()));
        is_joint
            && matches!(self.meaning(at + 1), Some((Meaning::Article, 1)))
            && matches!(self.meaning(at + 2), Some((Meaning::Part(part), _)) if is_equal(part, 0.5))
    }

    /// "a million", "a third of", "half a million".
    fn after_article(&self, at: usize) -> Option<Core> {
        match self.meaning(at)? {
            (Meaning::Scale(_), _) => self.sum(at),
            (Meaning::OrdinalPart(lower), len)
                if (self.starts_part(at + len) || self.ends_clause(at + len)) =>
            {
                Some(part_core(1.0 / lower, at + len))
            }
            (Meaning::Part(part), len) if (self.starts_part(at + len) || self.ends_clause(at + len)) => {
                Some(part_core(part, at + len))
            }
            _ => None,
        }
    }

    fn starts_part(&self, at: usize) -> bool {
        ["of", "der", "des", "de", "del"].iter().any(|word| self.is(at, word))
    }

    /// "by a third", at the end.
    fn ends_clause(&self, at: usize) -> bool {
        self.token(at).is_none_or(|token| [".", ",", ";", "!", "?"].contains(&token.plain.as_str()))
    }

    /// "half", "half a million"; "the second half" and "last quarter" are no fractions.
    fn part(&self, start: usize, next: usize, part: f64) -> Option<Core> {
        let before = start
            .checked_sub(1)
            .and_then(|before| self.token(before))
            .map_or("", |token| token.plain.as_str());
        if matches!(self.meaning(start.checked_sub(1).unwrap_or(usize::MAX)), Some((Meaning::Ordinal(_), _)))
        {
            return None;
        }
        let gap = usize::from(["a", "an", "-", "eine"].iter().any(|word| self.is(next, word)));
        if let Some((Meaning::Scale(scale), len)) = self.meaning(next + gap) {
            let end = next + gap + len;
            return Some(Core {
                value: part * scale,
                range: None,
                step: part * scale,
                end,
                kind: CoreKind::Number,
            });
        }
        let is_of_game =
            is_equal(part, 0.5) && ["first", "second", "other", "better", "last"].contains(&before);
        let is_named = !is_equal(part, 0.25) && !is_of_game;
        (is_named || self.starts_part(next)).then(|| part_core(part, next))
    }

    /// Adds and multiplies number words from left to right: "three hundred and five thousand".
    fn sum(&self, start: usize) -> Option<Core> {
        let mut sum = Sum::default();
        let mut end = start;
        loop {
            let gap = self.gap(end, &sum);
            match self.meaning(end + gap) {
                Some((Meaning::Cardinal(value), len)) if sum.takes(value) => {
                    sum.add(value);
                    end += gap + len;
                }
                Some((Meaning::Scale(scale), len)) if sum.scales(scale) => {
                    sum.multiply(scale);
                    end += gap + len;
                }
                Some((Meaning::Ordinal(value) | Meaning::OrdinalPart(value), len))
                    if end > start && sum.takes(value) && value < 20.0 && sum.current >= 20.0 =>
                {
                    return Some(sum.core(
                        end + gap + len,
                        CoreKind::Ordinal,
                        sum.total + sum.current + value,
                    ));
                }
                Some((Meaning::Part(part), len)) if end > start => {
                    // "three and a half", "two thirds".
                    let value = sum.total + sum.current;
                    let is_added = is_equal(part, 0.5) && gap > 0 && !self.is(end, "-");
                    return Some(if is_added {
                        self.with_scale_after(sum.core(end + gap + len, CoreKind::Number, value + part))
                    } else {
                        part_core(value * part, end + gap + len)
                    });
                }
                Some((Meaning::OrdinalPart(lower), len)) if is_equal(sum.total + sum.current, 1.0) => {
                    return Some(part_core(1.0 / lower, end + gap + len));
                }
                _ => break,
            }
        }
        (end > start).then(|| sum.core(end, CoreKind::Number, sum.total + sum.current))
    }

    fn with_scale_after(&self, core: Core) -> Core {
        match self.meaning(core.end) {
            Some((Meaning::Scale(scale), len)) => self.scaled(core, scale, core.end + len),
            _ => core,
        }
    }

    /// Tokens between two words of one number: a hyphen, "and", "and a".
    fn gap(&self, end: usize, sum: &Sum) -> usize {
        if self.is(end, "-") && self.token(end + 1).is_some_and(Token::is_word) {
            return 1;
        }
        let is_joint =
            self.token(end).is_some_and(|token| self.tables.joints.contains(&token.plain.as_str()));
        if !is_joint || sum.is_empty() {
            return 0;
        }
        let article = matches!(self.meaning(end + 1), Some((Meaning::Article, 1)));
        if article && matches!(self.meaning(end + 2), Some((Meaning::Part(_), _))) {
            return 2;
        }
        usize::from(
            sum.current >= 20.0
                || is_equal(sum.current, 0.0)
                || matches!(self.meaning(end + 1), Some((Meaning::Part(_), _))),
        )
    }
}

fn part_core(part: f64, end: usize) -> Core {
    Core { value: 100.0 * part, range: None, step: PART_STEP, end, kind: CoreKind::Part }
}

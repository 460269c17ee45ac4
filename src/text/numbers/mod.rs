//! [`quantities`]: numbers of a text as values, with their unit and what is said about their exactness.
//!
//! English, German, French, Spanish, Portuguese, Russian, Polish, Chinese and Arabic; other languages are read with the
//! English words. What a calendar date or a
//! time of day has taken is left out by the caller's say.

mod core;
mod digits;
mod language;
mod quantity;
mod reach;
mod sum;
mod words;

pub use quantity::{Bound, Currency, Dimension, Quantity, Unit};

use self::core::{Core, CoreKind, PART_STEP, core_at};
use super::Span;
use super::tokens::{Token, TokenKind};
use language::{Meaning, Tables, tables};

/// Kilograms.
const POUND: f64 = 0.453_592;

/// Reads the numbers of a text.
///
/// The language is a primary tag in lower case; `taken` are places that are dates.
pub fn quantities(tokens: &[Token], language: &str, taken: &[Span]) -> Vec<Quantity> {
    let reader = Reader { tokens, tables: tables(language), taken };
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.quantity_at(at) {
            Some(quantity) => {
                at = quantity.end.max(at + 1);
                found.push(quantity);
            }
            None => at += 1,
        }
    }
    found
}

/// The tokens of a text and the words of its language.
struct Reader<'t> {
    tokens: &'t [Token],
    tables: &'static Tables,
    taken: &'t [Span],
}

impl Reader<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at).filter(|token| !self.taken.iter().any(|taken| taken.overlaps(token.span)))
    }

    fn is(&self, at: usize, plain: &str) -> bool {
        self.token(at).is_some_and(|token| token.is(plain))
    }

    /// The quantity whose currency sign or number begins at a token.
    fn quantity_at(&self, start: usize) -> Option<Quantity> {
        self.token(start)?;
        if let Some(((), len)) = self.tables.percent_before.at(self.tokens, start) {
            let core = core_at(self, start + len, false)?;
            return Some(self.finished(start, core.end, core, (Unit::Percent, 1.0)));
        }
        let prefix = self.money_before(start);
        let number_start = prefix.map_or(start, |(_, end)| end);
        let core = core_at(self, number_start, prefix.is_some())?;
        let money = prefix.map(|(unit, _)| unit);
        let (start, core) = self.signed(self.point_before(start).unwrap_or(start), core);
        if core.kind == CoreKind::Number {
            if let Some(ratio) = self.ratio(start, &core) {
                return Some(ratio);
            }
            if let Some(other) = self.other_end(&core, money.is_some()) {
                return Some(self.range_or_score(start, &core, &other, money));
            }
        }
        let (unit, factor, end) = self.unit_of(&core, money);
        Some(self.finished(start, end, core, (unit, factor)))
    }

    /// The point that ".5" begins with; not the one that ends a sentence.
    fn point_before(&self, number: usize) -> Option<usize> {
        let at = number.checked_sub(1)?;
        let point = self.token(at)?;
        let is_joined = self.token(number).is_some_and(|token| token.is_number() && token.is_glued);
        (point.is(".") && is_joined && self.is_free(at)).then_some(at)
    }

    /// Whether a sign belongs to what comes after it: a blank stands before it, or a sign that opens something.
    fn is_free(&self, at: usize) -> bool {
        let opens = ["-", "(", "[", "\"", "'", ":", "=", "~", "≈", "<", ">", "≤", "≥"];
        let is_opened =
            at.checked_sub(1).is_some_and(|before| opens.iter().any(|sign| self.is(before, sign)));
        self.tokens.get(at).is_some_and(|sign| !sign.is_glued) || is_opened
    }

    /// The number with the minus before it, and where that begins.
    fn signed(&self, start: usize, core: Core) -> (usize, Core) {
        let may_have_sign = core.range.is_none() && matches!(core.kind, CoreKind::Number | CoreKind::Part);
        match self.minus_before(start).filter(|_| may_have_sign) {
            Some(minus) => (minus, Core { value: -core.value, ..core }),
            None => (start, core),
        }
    }

    /// The minus before an amount; not the dash of a range, a date or a name, and not what takes one from another.
    fn minus_before(&self, start: usize) -> Option<usize> {
        let at = start.checked_sub(1)?;
        let is_sign =
            self.is(at, "-") && self.is_free(at) && self.token(start).is_some_and(|token| token.is_glued);
        let is_after_amount = at.checked_sub(1).is_some_and(|before| {
            self.tokens.get(before).is_some_and(Token::is_number)
                || self.is_part_of_number(before)
                || self.is(before, "-")
                || self.tables.units.at(self.tokens, before).is_some()
        });
        ((is_sign || self.is(at, "minus")) && !is_after_amount).then_some(at)
    }

    /// A currency sign or code before a number.
    fn money_before(&self, start: usize) -> Option<((Unit, f64), usize)> {
        let (unit, len) = self.tables.units.at(self.tokens, start)?;
        let is_sign =
            self.token(start).is_some_and(|token| token.kind == TokenKind::Sign || token.is_capital());
        let is_number = self.token(start + len).is_some_and(Token::is_number);
        (is_sign && is_number && matches!(unit.0, Unit::Money(_))).then_some((unit, start + len))
    }

    /// "one in five": parts of a hundred.
    fn ratio(&self, start: usize, part: &Core) -> Option<Quantity> {
        let ((), len) = self.tables.one_in.at(self.tokens, part.end)?;
        let whole = core_at(self, part.end + len, false).filter(|whole| whole.kind == CoreKind::Number)?;
        let is_small =
            part.value < whole.value && whole.value <= 1000.0 && part.value >= 1.0 && whole.step >= 1.0;
        if !is_small || self.tables.units.at(self.tokens, whole.end).is_some() {
            return None;
        }
        let value = 100.0 * part.value / whole.value;
        let core = Core { value, step: PART_STEP, end: whole.end, kind: CoreKind::Part, range: None };
        Some(self.finished(start, whole.end, core, (Unit::Percent, 1.0)))
    }

    /// The upper end of a range, or the lower number of a result.
    fn other_end(&self, core: &Core, has_money: bool) -> Option<Core> {
        let between = self.unit_after(core.end, has_money).filter(|(_, end)| *end > core.end);
        let joint = between.map_or(core.end, |(_, end)| end);
        let ((), len) = self.tables.ranges.at(self.tokens, joint)?;
        let is_dash = self.token(joint).is_some_and(|token| token.kind == TokenKind::Sign);
        let opener =
            core.start_of(self).and_then(|start| start.checked_sub(1)).and_then(|before| self.token(before));
        let is_opened = opener.is_some_and(|word| self.tables.range_openers.contains(&word.plain.as_str()));
        let is_plain_joint = ["to", "bis", "à", "a", "or"].iter().any(|word| self.is(joint, word));
        if !is_dash && !is_opened && !is_plain_joint {
            return None;
        }
        let after = self.money_before(joint + len).map_or(joint + len, |(_, end)| end);
        let other = core_at(self, after, has_money).filter(|other| other.kind == CoreKind::Number)?;
        // "5% to $3m" and "5 kg to $3" are two things.
        let is_one_unit = match between {
            Some(((unit, _), _)) => {
                self.unit_after(other.end, false).is_some_and(|((other, _), _)| other == unit)
            }
            None => has_money || after == joint + len,
        };
        if !is_one_unit {
            return None;
        }
        // "from 5 to 7" says how something changed; only "between" and the like make a range of it.
        let is_change =
            opener.is_some_and(|word| ["from", "von", "de", "desde"].iter().any(|from| word.is(from)));
        (!is_change).then_some(other)
    }

    fn range_or_score(
        &self,
        start: usize,
        first: &Core,
        other: &Core,
        money: Option<(Unit, f64)>,
    ) -> Quantity {
        let (unit, factor, end) = self.unit_of(other, money);
        // "5-10 million": what stands after the second number holds for both.
        let scale =
            if first.value < other.value && other.scale() > first.scale() { other.scale() } else { 1.0 };
        let low = first.value * scale;
        let is_dash = self
            .token(other.start_of(self).unwrap_or_default().saturating_sub(1))
            .is_some_and(|token| token.is("-"));
        let is_score =
            is_dash && unit == Unit::Count && (0.0..1000.0).contains(&first.value) && other.value < 1000.0;
        if is_score && (low >= other.value || !self.has_noun_after(end)) {
            let value = first.value.max(other.value) * 1000.0 + first.value.min(other.value);
            let core = Core { value, range: None, ..*other };
            return self.finished(start, end, core, (Unit::Score, 1.0));
        }
        let range = Some((low.min(other.value), low.max(other.value)));
        let core = Core { value: low.midpoint(other.value), range, step: other.step, ..*other };
        self.finished(start, end, core, (unit, factor))
    }

    fn has_noun_after(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.is_word() && !token.is_capital() && token.plain.len() > 3)
            && !["victory", "loss", "win", "defeat", "lead", "over", "against"]
                .iter()
                .any(|word| self.is(at, word))
    }

    /// Unit, its factor, and where the number with it ends.
    fn unit_of(&self, core: &Core, money: Option<(Unit, f64)>) -> (Unit, f64, usize) {
        match core.kind {
            CoreKind::Ordinal => return (Unit::Ordinal, 1.0, core.end),
            CoreKind::Factor => return (Unit::Factor, 1.0, core.end),
            CoreKind::Number | CoreKind::Part => {}
        }
        let after = self.unit_after(core.end, money.is_some()).or_else(|| self.unit_of_which(core));
        match (money, after) {
            // "$50 billion dollars", "US$50 dollars" say it twice.
            (Some((unit, factor)), Some(((Unit::Money(_), _), end))) => (unit, factor, end),
            (Some((unit, factor)), _) => (unit, factor, core.end),
            (None, Some(((Unit::Measure(Dimension::Time), _), end))) if self.is_age(core, end) => {
                (Unit::Age, 1.0, end)
            }
            (None, Some(((unit, factor), end))) => (unit, factor, end),
            (None, None) if core.kind == CoreKind::Part => (Unit::Percent, 1.0, core.end),
            (None, None) => (Unit::Count, 1.0, core.end),
        }
    }

    /// "a quarter of a percentage point"
    fn unit_of_which(&self, core: &Core) -> Option<((Unit, f64), usize)> {
        let is_of = core.kind == CoreKind::Part
            && self.is(core.end, "of")
            && (self.is(core.end + 1, "a") || self.is(core.end + 1, "an"));
        let (unit, len) = self.tables.units.at(self.tokens, core.end + 2).filter(|_| is_of)?;
        Some((unit, core.end + 2 + len))
    }

    /// Unit words after a number, also after a hyphen or the article of "half an hour".
    fn unit_after(&self, end: usize, has_money: bool) -> Option<((Unit, f64), usize)> {
        let is_joint = ["-", "an", "a"].iter().any(|joint| self.is(end, joint));
        let start = if is_joint { end + 1 } else { end };
        self.token(start)?;
        let (unit, len) = self.tables.units.at(self.tokens, start)?;
        let token = self.token(start)?;
        // Single letters count only where they touch the number or stand for themselves.
        let is_letter = token.plain.len() == 1 && token.is_word();
        let is_no_unit = is_letter && (is_joint || token.is_capital() || has_money);
        let is_next_amount = matches!(unit.0, Unit::Money(_))
            && token.kind == TokenKind::Sign
            && self.token(start + len).is_some_and(|next| next.is_number() && next.is_glued);
        (!is_no_unit && !is_next_amount).then_some((unit, start + len))
    }

    /// "16-year-old", "16 years old", "aged 16 years".
    fn is_age(&self, core: &Core, end: usize) -> bool {
        let old = if self.is(end, "-") { end + 1 } else { end };
        let is_old = ["old", "olds", "alt", "of age"].iter().any(|word| self.is(old, word))
            || self.is(end, "of") && self.is(end + 1, "age");
        is_old && (0.0..=130.0).contains(&core.value)
    }

    /// Puts bounds around and turns the value into base units.
    fn finished(&self, start: usize, end: usize, core: Core, unit: (Unit, f64)) -> Quantity {
        let (mut unit, factor) = unit;
        let is_large = core.step >= 1e5;
        let is_part_of_unit = match unit {
            Unit::Measure(_) | Unit::Money(_) | Unit::PercentPoint => true,
            // "Half a percent"; a mere "half" is fifty.
            Unit::Percent => end > core.end,
            _ => false,
        };
        let share = if core.kind == CoreKind::Part && is_part_of_unit { 0.01 } else { 1.0 };
        let (offset, factor) =
            if unit == Unit::Fahrenheit { (-32.0, 5.0 / 9.0) } else { (0.0, factor * share) };
        let factor = if unit == Unit::Pound && !is_large { factor * POUND } else { factor };
        unit = match unit {
            Unit::Fahrenheit => Unit::Measure(Dimension::Temperature),
            Unit::Pound if is_large => Unit::Money(Currency::Pound),
            Unit::Pound => Unit::Measure(Dimension::Mass),
            other => other,
        };
        let (bound, first, end) = self.bent(start, end);
        let (bound, first) =
            if self.is_during(first, start, unit) { (Bound::Exact, start) } else { (bound, first) };
        let scaled = |value: f64| (value + offset) * factor;
        let tail = if unit == Unit::Age { self.age_end(end) } else { end };
        let span = match (self.tokens.get(first), self.tokens.get(tail.saturating_sub(1))) {
            (Some(from), Some(to)) => from.span.cover(to.span),
            _ => Span::default(),
        };
        Quantity {
            span,
            first,
            end: tail,
            value: scaled(core.value),
            range: core.range.map(|(low, high)| (scaled(low), scaled(high))),
            step: core.step * factor,
            bound,
            unit,
            factor,
        }
    }

    /// "$100 billion over eight years" is not more than eight, "lasted over eight years" is.
    fn is_during(&self, first: usize, start: usize, unit: Unit) -> bool {
        let before =
            first.checked_sub(1).and_then(|at| self.token(at)).map_or("", |token| token.plain.as_str());
        let is_longer = [
            "for", "lasted", "lasts", "lasting", "took", "takes", "spent", "waited", "after", "of", "in",
            "is", "was", "were", "been", "and",
        ]
        .contains(&before);
        unit == Unit::Measure(Dimension::Time) && first + 1 == start && self.is(first, "over") && !is_longer
    }

    fn age_end(&self, end: usize) -> usize {
        let old = if self.is(end, "-") { end + 1 } else { end };
        if ["old", "olds", "alt"].iter().any(|word| self.is(old, word)) { old + 1 } else { end }
    }

    /// The words that bend the number, and the tokens from the first to the end of them.
    fn bent(&self, start: usize, end: usize) -> (Bound, usize, usize) {
        let skipped = ["a", "an", "the"].iter().any(|word| start > 0 && self.is(start - 1, word));
        let before = self.tables.bounds_before.before(self.tokens, if skipped { start - 1 } else { start });
        let after = self.tables.bounds_after.at(self.tokens, end);
        match (before, after) {
            (Some((bound, first)), _) => (bound, first, end),
            (None, Some((bound, len))) => (bound, start, end + len),
            (None, None) => (Bound::Exact, start, end),
        }
    }
}

#[cfg(test)]
mod tests;

//! [`Sum`]: a number that is put together from words, from left to right.

use super::core::{Core, CoreKind};

/// Whether two values are the same but for the last bits.
pub(super) fn is_equal(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

/// A number being put together from words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    pub(super) total: f64,
    pub(super) current: f64,
    smallest_scale: f64,
    words: usize,
}

impl Sum {
    /// Before the first word.
    pub(super) const fn is_empty(&self) -> bool {
        self.words == 0
    }

    /// Whether a cardinal fits in: five after twenty or a hundred, not after three.
    pub(super) fn takes(&self, value: f64) -> bool {
        let is_open = |unit: f64| is_equal(self.current % unit, 0.0) && value < unit;
        self.is_empty()
            || (is_equal(self.current, 0.0) && value < self.smallest_scale)
            // Thousands and hundreds are words of their own in some languages.
            || (self.current >= 1e3 && is_open(1e3))
            || (self.current >= 100.0 && is_open(100.0))
            || (self.current >= 20.0 && is_open(10.0))
            // French counts on from sixty and eighty to nineteen.
            || ((is_equal(self.current, 60.0) || is_equal(self.current, 80.0)) && (10.0..20.0).contains(&value))
            || (is_equal(self.current % 100.0, 10.0) && (7.0..10.0).contains(&value))
            || ((is_equal(self.current % 100.0, 70.0) || is_equal(self.current % 100.0, 90.0)) && (7.0..10.0).contains(&value))
    }

    /// Whether a scale fits in: a thousand after a million, a hundred after nine.
    pub(super) fn scales(&self, scale: f64) -> bool {
        if scale >= 1e3 {
            is_equal(self.smallest_scale, 0.0)
                || scale < self.smallest_scale
                || is_equal(self.current, 0.0) && scale >= 1e6
        } else {
            self.current < 100.0
        }
    }

    /// Puts a cardinal on top.
    pub(super) fn add(&mut self, value: f64) {
        self.current += value;
        self.words += 1;
    }

    /// Multiplies what stands before.
    pub(super) fn multiply(&mut self, scale: f64) {
        self.words += 1;
        if scale < 1e3 {
            self.current = if is_equal(self.current, 0.0) { scale } else { self.current * scale };
            return;
        }
        let part = if is_equal(self.current, 0.0) && is_equal(self.total, 0.0) { 1.0 } else { self.current };
        if is_equal(part, 0.0) {
            self.total *= scale;
        } else {
            self.total += part * scale;
        }
        self.current = 0.0;
        self.smallest_scale = scale;
    }

    /// The number so far, with a value of its own where one more word was added.
    pub(super) fn core(&self, end: usize, kind: CoreKind, value: f64) -> Core {
        let step =
            if is_equal(self.current, 0.0) && self.smallest_scale > 0.0 { self.smallest_scale } else { 1.0 };
        Core { value, range: None, step, end, kind }
    }
}

//! [`Quantity::fits`]: whether two numbers can stand for the same, rounding and bounds considered.

use super::{Bound, Quantity};

/// Rounding may move a value by at most this share.
const MAX_ROUNDING: f64 = 0.05;
/// Two units for one thing are seldom exact in text: 200 feet, 60 metres.
const MAX_CONVERSION: f64 = 0.04;
/// How far "about" reaches to both sides, and "nearly" down.
const ABOUT: f64 = 0.1;
/// Two open bounds may be so far apart.
const OPEN: f64 = 1.2;
/// Nobody writes "more than 50" for more than twice as many.
const OVER: f64 = 2.0;

impl Quantity {
    /// Whether both may speak of one number; the units are the caller's matter.
    pub fn fits(&self, other: &Self) -> bool {
        if self.is_open_like(other) {
            let (low, high) = (self.value.min(other.value), self.value.max(other.value));
            return high <= low * OPEN;
        }
        let (low, high) = self.reach();
        let (other_low, other_high) = other.reach();
        let slack = 1e-9 * high.abs().max(other_high.abs());
        if low <= other_high + slack && other_low <= high + slack {
            let is_open = |one: &Self, two: &Self| one.bound == Bound::Exact && two.is_strict_at(one.value);
            return !is_open(self, other) && !is_open(other, self);
        }
        self.range.is_none() && other.range.is_none() && self.is_rounded(other)
    }

    /// "At least 12" and "more than 19" could both hold, but nobody who knows of 19 says 12.
    fn is_open_like(&self, other: &Self) -> bool {
        let is_low = |bound: Bound| matches!(bound, Bound::Over | Bound::AtLeast);
        let is_high = |bound: Bound| matches!(bound, Bound::Under | Bound::AtMost);
        let is_alike =
            is_low(self.bound) && is_low(other.bound) || is_high(self.bound) && is_high(other.bound);
        is_alike && self.range.is_none() && other.range.is_none() && self.value >= 0.0 && other.value >= 0.0
    }

    /// Whether the words say the same number, bound included.
    pub fn is_same(&self, other: &Self) -> bool {
        let scale = self.value.abs().max(other.value.abs());
        (self.value - other.value).abs() <= 1e-9 * scale
            && self.bound == other.bound
            && self.range.is_some() == other.range.is_some()
    }

    /// Lowest and highest value that the words allow.
    fn reach(&self) -> (f64, f64) {
        let (low, high) = self.range.unwrap_or((self.value, self.value));
        match self.bound {
            Bound::Exact => (low, high),
            Bound::About => (low - ABOUT * low.abs(), high + ABOUT * high.abs()),
            Bound::Nearly => (low - ABOUT * low.abs(), high),
            Bound::Over | Bound::AtLeast => (low, high.max(low * OVER)),
            Bound::Under | Bound::AtMost => (low.min(0.0), high),
        }
    }

    /// "More than 50" is not 50.
    fn is_strict_at(&self, value: f64) -> bool {
        matches!(self.bound, Bound::Over | Bound::Under)
            && self.range.is_none()
            && (self.value - value).abs() <= 1e-9 * value.abs()
    }

    fn is_rounded(&self, other: &Self) -> bool {
        let difference = (self.value - other.value).abs();
        let largest = self.value.abs().max(other.value.abs());
        let is_converted = (self.factor - other.factor).abs() > 1e-9 * self.factor.abs();
        if is_converted && difference <= MAX_CONVERSION * largest {
            return true;
        }
        let (fine, coarse) = (self.step.min(other.step), self.step.max(other.step));
        let is_bent = self.bound != Bound::Exact || other.bound != Bound::Exact;
        (fine < coarse || is_bent)
            && difference <= coarse / 2.0 * (1.0 + 1e-9)
            && difference <= MAX_ROUNDING * largest
    }
}

//! [`Span`]: a place in a text.

use serde::{Deserialize, Serialize};

/// A byte range in one text: UTF-8 offsets, end exclusive.
///
/// Written to files as `(start, end)`.
/// Nothing here guarantees that a span fits a text: [`Span::slice`] answers `None` when it does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// Takes the offsets as they are, also reversed ones.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// In bytes; 0 for a reversed span.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Also for a reversed span.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the byte at `offset` lies inside; the end does not.
    pub const fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether no byte of `other` lies outside; equal spans contain each other.
    pub const fn contains_span(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte: touching is not enough, nor is being empty.
    pub fn overlaps(self, other: Self) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// The smallest span that contains both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The shared bytes; `None` when there are none.
    pub fn intersection(self, other: Self) -> Option<Self> {
        let shared = Self::new(self.start.max(other.start), self.end.min(other.end));
        (!shared.is_empty()).then_some(shared)
    }

    /// The text of the span; `None` when it is out of range, reversed or cuts a character.
    pub fn slice(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }

    /// Whether [`Span::slice`] has an answer.
    pub fn is_valid_in(self, text: &str) -> bool {
        self.slice(text).is_some()
    }

    /// The same place when the text begins `offset` bytes further on.
    #[must_use]
    pub const fn shifted(self, offset: usize) -> Self {
        Self::new(self.start + offset, self.end + offset)
    }
}

impl From<(usize, usize)> for Span {
    fn from((start, end): (usize, usize)) -> Self {
        Self::new(start, end)
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
        assert!(!Span::new(2, 2).overlaps(Span::new(0, 5)));
    }

    #[test]
    fn the_end_is_outside() {
        assert!(Span::new(1, 3).contains(2));
        assert!(!Span::new(1, 3).contains(3));
        assert!(Span::new(1, 3).contains_span(Span::new(1, 3)));
        assert!(!Span::new(1, 3).contains_span(Span::new(1, 4)));
    }

    #[test]
    fn cover_and_intersection_are_the_outer_and_the_inner_span() {
        let (left, right) = (Span::new(0, 4), Span::new(3, 9));
        assert_eq!(left.cover(right), Span::new(0, 9));
        assert_eq!(left.intersection(right), Some(Span::new(3, 4)));
        assert_eq!(left.intersection(Span::new(4, 9)), None);
    }

    #[test]
    fn a_span_that_does_not_fit_has_no_slice() {
        let text = "aé";
        assert_eq!(Span::new(1, 3).slice(text), Some("é"));
        for (start, end) in [(1, 2), (2, 3), (2, 1), (0, 4), (9, 9)] {
            assert!(!Span::new(start, end).is_valid_in(text), "{start} {end}");
        }
        assert_eq!(Span::new(5, 2).len(), 0);
        assert!(Span::new(5, 2).is_empty());
    }
}

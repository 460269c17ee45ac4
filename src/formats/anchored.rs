//! [`Anchored`]: where a claim stands that was read: at its offsets, or where its quote is when the two do not agree.

use super::decode::with_lf;
use super::jsonl::places::CountedText;
use super::jsonl::reading::Reading;
use super::{FormatError, Place, Unit};
use crate::text::{Anchor, Span, anchor};

/// A place that was looked for, before anybody is told what came of it.
#[derive(Debug)]
pub(super) struct Found {
    offsets: (usize, usize),
    outcome: Outcome,
}

#[derive(Debug)]
enum Outcome {
    Exact(Anchored),
    Moved(Anchored),
    Lost(Anchored),
    /// No place, and no quote to look for.
    Nothing,
}

/// The place of a claim with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Anchored {
    pub(super) span: Span,
    pub(super) quote: String,
    /// The quote is not in the text.
    pub(super) unanchored: bool,
}

impl Anchored {
    /// Looks for offsets in a text; the quote decides where there is one.
    pub(super) fn find(
        text: &CountedText<'_>,
        unit: Unit,
        offsets: (usize, usize),
        quote: Option<&str>,
    ) -> Found {
        let span = text.span_in(unit, offsets).filter(|span| !span.is_empty());
        let near = span.unwrap_or_else(|| text.nearest_span(unit, offsets));
        Self::at(text, (span, near), offsets, quote)
    }

    /// The same for a place whose offsets were counted before; `near` is where to look for a quote.
    pub(super) fn at(
        text: &CountedText<'_>,
        (span, near): (Option<Span>, Span),
        offsets: (usize, usize),
        quote: Option<&str>,
    ) -> Found {
        let words = span.and_then(|span| span.slice(text.stored));
        let at = |span: Span, quote: &str, unanchored| Self { span, quote: quote.to_owned(), unanchored };
        let Some(quote) = quote else {
            let outcome = span.zip(words).map(|(span, words)| Outcome::Exact(at(span, words, false)));
            return Found { offsets, outcome: outcome.unwrap_or(Outcome::Nothing) };
        };
        let quote = with_lf(quote.to_owned());
        let outcome = match (words, anchor(text.stored, near, &quote)) {
            (Some(_), Anchor::Exact) => Outcome::Exact(at(near, &quote, false)),
            (_, Anchor::Moved(moved)) => {
                Outcome::Moved(at(moved, moved.slice(text.stored).unwrap_or_default(), false))
            }
            (_, Anchor::Exact | Anchor::Lost) => Outcome::Lost(at(near, &quote, true)),
        };
        Found { offsets, outcome }
    }
}

impl Found {
    /// The place; what is odd about it goes to the problems.
    pub(super) fn told(self, place: &Place, reading: &mut Reading<'_>) -> Result<Anchored, FormatError> {
        let (start, end) = self.offsets;
        match self.outcome {
            Outcome::Exact(found) => Ok(found),
            Outcome::Moved(found) => {
                reading.problems.push(format!(
                    "{place}: the quote does not stand at {start} to {end}; it was found elsewhere in the text"
                ));
                Ok(found)
            }
            Outcome::Lost(found) => {
                reading
                    .problems
                    .push(format!("{place}: the quote is not in the text; the claim is kept as unanchored"));
                Ok(found)
            }
            Outcome::Nothing => Err(place.error(format!(
                "{start} to {end} marks no text of the document, and there is no quote to look for"
            ))),
        }
    }
}

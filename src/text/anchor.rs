//! [`anchor`]: finds a quoted place again.

use super::Span;
use super::fold::PlainPieces;

/// Where a quote stands, seen from the span it was stored with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The stored span holds exactly the quote.
    Exact,
    /// Elsewhere; of several places the one that starts nearest to the stored start.
    Moved(Span),
    /// Not in the text, not even with other quote marks, hyphens or white space.
    Lost,
}

/// Looks for `quote` at `span`, then anywhere, then with plain quote marks and white space.
///
/// Linear in the text. Case always counts. A blank quote is found only at its own span.
pub fn anchor(text: &str, span: Span, quote: &str) -> Anchor {
    if span.slice(text) == Some(quote) {
        return Anchor::Exact;
    }
    if quote.trim().is_empty() {
        return Anchor::Lost;
    }
    let same = text.match_indices(quote).map(|(start, found)| Span::new(start, start + found.len()));
    nearest(same, span)
        .or_else(|| nearest(plain_matches(text, quote).into_iter(), span))
        .map_or(Anchor::Lost, Anchor::Moved)
}

fn nearest(places: impl Iterator<Item = Span>, span: Span) -> Option<Span> {
    places.min_by_key(|place| place.start.abs_diff(span.start))
}

/// Places of the plain form of `quote` in the plain form of `text`, as spans of `text`.
fn plain_matches(text: &str, quote: &str) -> Vec<Span> {
    let plain_text: String = PlainPieces::new(text).map(|(_, c)| c).collect();
    let plain_quote: String = PlainPieces::new(quote.trim()).map(|(_, c)| c).collect();
    let mut pieces = PlainPieces::new(text);
    let mut plain_end = 0;
    // The matches come in order, so one walk over the pieces translates them all.
    let mut piece_where = |is_there: &dyn Fn(Span) -> bool| {
        pieces.by_ref().find_map(|(span, c)| {
            let plain = Span::new(plain_end, plain_end + c.len_utf8());
            plain_end = plain.end;
            is_there(plain).then_some(span)
        })
    };
    let mut found = Vec::new();
    for (start, matched) in plain_text.match_indices(&plain_quote) {
        let end = start + matched.len();
        let Some(first) = piece_where(&|plain| plain.start == start) else {
            break;
        };
        let is_one_piece = matched.chars().nth(1).is_none();
        let last = if is_one_piece { Some(first) } else { piece_where(&|plain| plain.end == end) };
        found.extend(last.map(|last| first.cover(last)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_that_matches_its_span_is_exact() {
        assert_eq!(anchor("a b a", Span::new(4, 5), "a"), Anchor::Exact);
        assert_eq!(anchor("abc", Span::new(1, 1), ""), Anchor::Exact);
    }

    #[test]
    fn the_nearest_of_several_places_is_taken() {
        let text = "one two one two one";
        assert_eq!(anchor(text, Span::new(10, 13), "one"), Anchor::Moved(Span::new(8, 11)));
        assert_eq!(anchor(text, Span::new(999, 1000), "one"), Anchor::Moved(Span::new(16, 19)));
        assert_eq!(anchor(text, Span::new(3, 1), "two"), Anchor::Moved(Span::new(4, 7)));
    }

    #[test]
    fn other_quote_marks_and_white_space_are_found_again() {
        let text = "é “We  have\nmoved” and “we stay”. “We have moved” x";
        let Anchor::Moved(place) = anchor(text, Span::new(0, 4), "\"We have moved\"") else {
            panic!("not found");
        };
        assert_eq!(place.slice(text), Some("“We  have\nmoved”"));
        let Anchor::Moved(place) = anchor(text, Span::new(90, 94), "\"We have moved\" ") else {
            panic!("not found");
        };
        assert_eq!(place.slice(text), Some("“We have moved”"));
        assert_eq!(anchor("a ’ b", Span::new(0, 1), "'"), Anchor::Moved(Span::new(2, 5)));
    }

    #[test]
    fn what_is_not_there_is_lost() {
        assert_eq!(anchor("abc", Span::new(0, 1), "d"), Anchor::Lost);
        assert_eq!(anchor("abc", Span::new(0, 1), "A"), Anchor::Lost);
        assert_eq!(anchor("abc", Span::new(0, 9), ""), Anchor::Lost);
        assert_eq!(anchor("a  c", Span::new(0, 1), "   "), Anchor::Lost);
        assert_eq!(anchor("", Span::new(0, 1), "x"), Anchor::Lost);
    }
}

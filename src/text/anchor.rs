//! [`anchor`]: finds a quoted place again.

use super::Span;
use super::fold::{PlainPieces, plain_char};
use super::forms::{OneForm, one_form};

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

/// Looks for `quote` at `span`, then anywhere, then with plain quote marks and white space and in one Unicode form.
///
/// Linear in the text. Case always counts. A blank quote is found only at its own span.
pub fn anchor(text: &str, span: Span, quote: &str) -> Anchor {
    if span.slice(text) == Some(quote) {
        return Anchor::Exact;
    }
    place_of(text, &Quote { words: quote, ..Quote::default() }, span.start)
        .map_or(Anchor::Lost, Anchor::Moved)
}

/// A quote and what stands around it in the original.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quote<'q> {
    /// The quoted words.
    pub words: &'q str,
    /// The end of what stands before them; empty where that is not known.
    pub before: &'q str,
    /// The beginning of what stands after them.
    pub after: &'q str,
}

/// Where a quote stands: of several places the one whose surroundings are most like those of the quote, of equals the
/// nearest to `near`.
pub fn place_of(text: &str, quote: &Quote<'_>, near: usize) -> Option<Span> {
    if quote.words.trim().is_empty() {
        return None;
    }
    let same = text.match_indices(quote.words).map(|(start, found)| Span::new(start, start + found.len()));
    let mut places: Vec<Span> = same.collect();
    // The search goes on behind each place, so it passes over one that overlaps the one before.
    let stated = Span::new(near, near.saturating_add(quote.words.len()));
    places.extend((stated.slice(text) == Some(quote.words)).then_some(stated));
    if places.is_empty() {
        places = plain_matches(text, quote.words);
    }
    let around = |place: &Span| {
        let before = text.get(..place.start).unwrap_or_default();
        let after = text.get(place.end..).unwrap_or_default();
        common_len(before.chars().rev(), quote.before.chars().rev())
            + common_len(after.chars(), quote.after.chars())
    };
    places.into_iter().min_by_key(|place| (std::cmp::Reverse(around(place)), place.start.abs_diff(near)))
}

/// How many characters are the same from the start on; blanks and kinds of quotes do not count.
fn common_len(found: impl Iterator<Item = char>, wanted: impl Iterator<Item = char>) -> usize {
    let plain = |c: &char| !c.is_whitespace();
    let pairs = found.filter(plain).map(plain_char).zip(wanted.filter(plain).map(plain_char));
    pairs.take_while(|(left, right)| left == right).count()
}

/// Places of the plain form of `quote` in the plain form of `text`, as spans of `text`.
fn plain_matches(text: &str, quote: &str) -> Vec<Span> {
    let quote = one_form(quote);
    match OneForm::of(text) {
        None => matches_in(text, &quote),
        Some(form) => {
            matches_in(form.text(), &quote).into_iter().filter_map(|span| form.whole(span)).collect()
        }
    }
}

fn matches_in(text: &str, quote: &str) -> Vec<Span> {
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
    fn a_place_that_overlaps_one_before_it_stays() {
        let text = "5 and 5 and 5 and 5";
        let quote = Quote { words: "5 and 5", ..Quote::default() };
        assert_eq!(place_of(text, &quote, 6), Some(Span::new(6, 13)));
        assert_eq!(
            place_of(text, &Quote { before: "5 and ", after: "", ..quote }, 6),
            Some(Span::new(6, 13))
        );
        assert_eq!(place_of(text, &quote, 13), Some(Span::new(12, 19)), "elsewhere the nearest one");
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
    fn the_words_around_a_quote_decide_before_its_position() {
        let text =
            "Twelve died, the hospital said. Police disagreed: twelve died there. Later twelve died, too.";
        let place = |before, after, near| {
            let quote = Quote { words: "welve died", before, after };
            place_of(text, &quote, near).unwrap().start
        };
        assert_eq!(place("T", ", the hospital", 80), 1);
        assert_eq!(place("disagreed: t", " there", 0), 51);
        assert_eq!(place("Later\r\nt", "", 0), 76);
        assert_eq!(place("", "", 70), 76, "without surroundings the nearest is taken");
        assert_eq!(place_of(text, &Quote { words: "thirteen", ..Quote::default() }, 0), None);
    }

    #[test]
    fn other_unicode_forms_and_line_ends_are_found_again() {
        let text = "Sie entließ 300 Bescha\u{308}ftigte\nim Ma\u{AD}i.";
        let quote = "300 Beschäftigte\r\nim Mai";
        let Anchor::Moved(place) = anchor(text, Span::new(0, 3), quote) else {
            panic!("not found");
        };
        assert_eq!(place.slice(text), Some("300 Bescha\u{308}ftigte\nim Ma\u{AD}i"));
        assert_eq!(anchor(text, Span::new(0, 3), "300 Beschaftigte"), Anchor::Lost);
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

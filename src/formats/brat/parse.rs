//! [`parse`]: the lines of a standoff file as values.

use crate::formats::{FormatError, Place};

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line<'t> {
    /// `T1 ⇥ Type 0 5;8 9 ⇥ words`
    Place { id: &'t str, label: &'t str, parts: Vec<(usize, usize)>, words: Option<&'t str> },
    /// `R1 ⇥ Type Arg1:T1 Arg2:T2`
    Relation { id: &'t str, label: &'t str, from: &'t str, to: &'t str, further: Vec<&'t str> },
    /// `A1 ⇥ Type T1 value`; `M1` likewise.
    Attribute { label: &'t str, of: &'t str, value: Option<&'t str> },
    /// `#1 ⇥ AnnotatorNotes T1 ⇥ words`
    Note { of: &'t str, words: &'t str },
    /// `N1 ⇥ Reference T1 Wikipedia:534366 ⇥ words`
    Reference { of: &'t str, entry: &'t str, words: &'t str },
    /// Events, equivalences: known, and nothing that this program has. What they are, and the rest of the line.
    Other(&'t str, &'t str),
}

/// The lines that are not empty, with their places, and why others cannot be read.
pub(super) fn parse<'t>(text: &'t str, file: &str) -> (Vec<(Place, Line<'t>)>, Vec<FormatError>) {
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(text.split('\n')) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.trim().is_empty() {
            continue;
        }
        let place = Place { file: file.to_owned(), line: number, column: 0 };
        match parse_line(line, &place) {
            Ok(parsed) => found.push((place, parsed)),
            Err(err) => unread.push(err),
        }
    }
    (found, unread)
}

fn parse_line<'t>(line: &'t str, place: &Place) -> Result<Line<'t>, FormatError> {
    let (id, rest) = line.split_once('\t').ok_or_else(|| place.error("no tab follows the id"))?;
    let (middle, words) = match rest.split_once('\t') {
        Some((middle, words)) => (middle, Some(words)),
        None => (rest, None),
    };
    let at = |words: &str| Place { column: column_of(line, words), ..place.clone() };
    let mut fields = middle.split(' ').filter(|field| !field.is_empty());
    let mut field =
        |what: &str| fields.next().ok_or_else(|| at(middle).error(format!("the line has no {what}")));
    match id.chars().next() {
        Some('T') => {
            let label = field("type")?;
            let offsets = middle.trim_start().strip_prefix(label).unwrap_or_default();
            let parts: Result<Vec<_>, _> = offsets
                .split(';')
                .map(|part| {
                    parse_part(part)
                        .ok_or_else(|| at(part).error(format!("“{}” are no offsets", part.trim())))
                })
                .collect();
            Ok(Line::Place { id, label, parts: parts?, words })
        }
        Some('R') => {
            let label = field("type")?;
            let mut end = |name: &str| {
                let field = field(name)?;
                let end = field.split_once(':').map(|(_, end)| end);
                end.ok_or_else(|| at(field).error(format!("“{field}” names no end of the relation")))
            };
            let (from, to) = (end("first end")?, end("second end")?);
            Ok(Line::Relation { id, label, from, to, further: fields.collect() })
        }
        Some('A' | 'M') => {
            let (label, of) = (field("type")?, field("target")?);
            Ok(Line::Attribute { label, of, value: fields.next() })
        }
        Some('#') => {
            field("type")?;
            Ok(Line::Note { of: field("target")?, words: words.unwrap_or_default() })
        }
        Some('N') => {
            field("type")?;
            let of = field("target")?;
            Ok(Line::Reference { of, entry: field("entry")?, words: words.unwrap_or_default() })
        }
        Some('E') => Ok(Line::Other("events", middle)),
        Some('*') => Ok(Line::Other("equivalences", middle)),
        _ => Err(at(id).error(format!("“{id}” is no id of an annotation"))),
    }
}

fn parse_part(part: &str) -> Option<(usize, usize)> {
    let (start, end) = part.trim().split_once(' ')?;
    let (start, end) = (start.parse().ok()?, end.trim().parse().ok()?);
    (start < end).then_some((start, end))
}

/// Column of a piece of the line, from 1, in characters.
fn column_of(line: &str, piece: &str) -> usize {
    let bytes = (piece.as_ptr() as usize).saturating_sub(line.as_ptr() as usize);
    line.get(..bytes).map_or(1, |before| before.chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(line: &str) -> Line<'_> {
        parse(line, "a.ann").0.remove(0).1
    }

    #[test]
    fn every_sort_of_line_is_known() {
        let parts = vec![(2, 25), (26, 50)];
        let place = Line::Place { id: "T1", label: "Claim", parts, words: Some("a b") };
        assert_eq!(one("T1\tClaim 2 25;26 50\ta b\r\n"), place);
        let relation =
            Line::Relation { id: "R1", label: "elaborates", from: "T2", to: "T1", further: Vec::new() };
        assert_eq!(one("R1\telaborates Arg1:T2 Arg2:T1\t"), relation);
        assert_eq!(
            one("A1\tConfidence T1 high"),
            Line::Attribute { label: "Confidence", of: "T1", value: Some("high") }
        );
        assert_eq!(one("M2\tNegation T1"), Line::Attribute { label: "Negation", of: "T1", value: None });
        assert_eq!(one("#1\tAnnotatorNotes R1\tx\ty"), Line::Note { of: "R1", words: "x\ty" });
        assert_eq!(one("*\tEquiv T1 T2"), Line::Other("equivalences", "Equiv T1 T2"));
        let entry = Line::Reference { of: "T1", entry: "Wikipedia:534366", words: "Porto" };
        assert_eq!(one("N1\tReference T1 Wikipedia:534366\tPorto"), entry);
    }

    #[test]
    fn a_damaged_line_is_refused_with_its_place() {
        let err = |text: &str| parse(text, "a.ann").1.remove(0).to_string();
        assert_eq!(err("\nT1 Claim 0 3 abc"), "a.ann, line 2: no tab follows the id");
        assert_eq!(err("T1\tClaim 5 3\tabc"), "a.ann, line 1, column 9: “5 3” are no offsets");
        assert_eq!(err("T1\tClaim 0 3;x\tabc"), "a.ann, line 1, column 14: “x” are no offsets");
        assert_eq!(err("R1\tx Arg1:T1"), "a.ann, line 1, column 4: the line has no second end");
        assert_eq!(err("Q1\tx"), "a.ann, line 1, column 1: “Q1” is no id of an annotation");
    }
}

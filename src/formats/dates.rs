//! [`parse_date`]: dates as files write them, in the form of [`crate::model::Source::published`].

/// Bytes of a value that are looked at.
const MAX_LEN: usize = 200;

/// First letters of the months' names, lower case: English, German, French, Spanish, Italian, Portuguese, Dutch.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene", "gen"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "mrz", "maa", "mrt"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag", "mei", "mayo"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

/// The date in a text, as `2026`, `2026-04` or `2026-04-28`: as much as is certain.
///
/// Takes ISO 8601, RFC 5322, dates in words, dotted dates (day first) and those of PDF. Where day and month of a date
/// with strokes could change places, only the year is certain.
pub fn parse_date(text: &str) -> Option<String> {
    let end = text.char_indices().map(|(at, _)| at).find(|at| *at >= MAX_LEN).unwrap_or(text.len());
    let text = text.get(..end)?.trim().trim_start_matches("D:");
    from_pieces(&pieces(text)).or_else(|| compact(text))
}

/// A number with its digits and the sign after it, or a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Number { value: u32, digits: usize, sign: char },
    Month(u32),
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_digit = first.is_ascii_digit();
        let is_same = |c: char| if is_digit { c.is_ascii_digit() } else { c.is_alphabetic() };
        let len = rest.find(|c| !is_same(c)).unwrap_or(rest.len()).max(first.len_utf8());
        let (word, after) = rest.split_at(len);
        if is_digit {
            let sign = after.chars().next().unwrap_or(' ');
            let value = word.parse().unwrap_or(u32::MAX);
            found.push(Piece::Number { value, digits: word.len(), sign });
        } else if let Some(month) = month(word) {
            found.push(Piece::Month(month));
        }
        rest = after;
    }
    found
}

fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let is_month =
        |names: &&[&str]| word.chars().count() >= 3 && names.iter().any(|name| word.starts_with(name));
    let index = MONTHS.iter().position(is_month)?;
    u32::try_from(index + 1).ok()
}

fn from_pieces(pieces: &[Piece]) -> Option<String> {
    if let Some(at) = pieces.iter().position(|piece| matches!(piece, Piece::Month(_))) {
        return with_month_name(pieces, at);
    }
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Number { value, digits, sign } = *piece else {
            continue;
        };
        let number = |offset: usize| match pieces.get(at + offset) {
            Some(Piece::Number { value, digits, .. }) => Some((*value, *digits)),
            _ => None,
        };
        let (second, third) = (number(1), number(2));
        match (digits, sign) {
            (4, '-' | '/' | '.') => {
                let day = third.filter(|(_, digits)| *digits <= 2).map(|(day, _)| day);
                return written(value, second.map(|(month, _)| month), day);
            }
            (1 | 2, '.' | '/' | '-') => {
                let (second, (year, 4)) = (second?.0, third?) else {
                    return None;
                };
                return match (value, second, sign) {
                    (day, month, '.') => written(year, Some(month), Some(day)),
                    (day @ 13.., month @ ..=12, _) | (month @ ..=12, day @ 13.., _) => {
                        written(year, Some(month), Some(day))
                    }
                    (day, month, _) if day == month => written(year, Some(month), Some(day)),
                    _ => written(year, None, None),
                };
            }
            (4, _) if pieces.len() == 1 => return written(value, None, None),
            _ => {}
        }
    }
    None
}

fn with_month_name(pieces: &[Piece], at: usize) -> Option<String> {
    let Some(Piece::Month(month)) = pieces.get(at).copied() else {
        return None;
    };
    let numbers = pieces.iter().enumerate().filter_map(|(index, piece)| match piece {
        Piece::Number { value, digits, sign } if *sign != ':' => Some((index, *value, *digits)),
        _ => None,
    });
    let numbers: Vec<_> = numbers.collect();
    let year = numbers.iter().find(|(_, _, digits)| *digits == 4)?;
    let is_day = |(index, value, digits): &&(usize, u32, usize)| {
        *digits <= 2 && (1..=31).contains(value) && (index + 1 == at || *index == at + 1)
    };
    let day = numbers.iter().find(is_day).map(|(_, value, _)| *value);
    written(year.1, Some(month), day)
}

/// `20260428…`, as PDF and some pages write it.
fn compact(text: &str) -> Option<String> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).map_or(text, |at| text.split_at(at).0);
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse().ok());
    match digits.len() {
        8 | 12 | 14 => written(number(0, 4)?, number(4, 6), number(6, 8)),
        4 | 6 => written(number(0, 4)?, number(4, 6), None),
        _ => None,
    }
}

fn written(year: u32, month: Option<u32>, day: Option<u32>) -> Option<String> {
    if !(1000..=2999).contains(&year) {
        return None;
    }
    let Some(month) = month.filter(|month| (1..=12).contains(month)) else {
        return Some(year.to_string());
    };
    let (wide_year, wide_month) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?);
    let is_day = |day: &u32| {
        i8::try_from(*day).is_ok_and(|day| jiff::civil::Date::new(wide_year, wide_month, day).is_ok())
    };
    match day.filter(is_day) {
        Some(day) => Some(format!("{year}-{month:02}-{day:02}")),
        None => Some(format!("{year}-{month:02}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_forms_are_read() {
        for text in [
            "2026-04-28",
            "2026-04-28T09:30:00+02:00",
            "2026/4/28",
            "20260428",
            "D:20260428093000+02'00'",
            "Tue, 28 Apr 2026 09:30:00 +0200",
            "28 April 2026",
            "April 28, 2026, 9:30 a.m.",
            "28. April 2026",
            "Published: 28 avril 2026 à 12:30",
            "28 de abril de 2026",
            "28.04.2026",
            "28/04/2026",
            "04/28/2026",
        ] {
            assert_eq!(parse_date(text).as_deref(), Some("2026-04-28"), "{text}");
        }
    }

    #[test]
    fn no_more_is_said_than_is_certain() {
        for (text, date) in [
            ("2026", "2026"),
            ("April 2026", "2026-04"),
            ("2026-04", "2026-04"),
            ("03/04/2026", "2026"),
            ("2026-02-30", "2026-02"),
        ] {
            assert_eq!(parse_date(text).as_deref(), Some(date), "{text}");
        }
        for text in ["", "yesterday", "12:30", "99999-1-1", "28.04.26", "April", "ääää"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}

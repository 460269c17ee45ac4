//! [`parse_date`]: dates as files write them, in the form of [`crate::model::Source::published`].

/// Bytes of a value that are looked at.
const MAX_LEN: usize = 200;

/// Names of the months, lower case: English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish and Danish.
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "jänner", "janvier", "enero", "gennaio", "janeiro", "januari"],
    &["february", "februar", "feber", "février", "febrero", "febbraio", "fevereiro", "februari"],
    &["march", "märz", "mrz", "mars", "marzo", "março", "maart", "mrt", "marts"],
    &["april", "avril", "abril", "aprile"],
    &["may", "mai", "mayo", "maggio", "maio", "mei", "maj"],
    &["june", "juni", "juin", "junio", "giugno", "junho"],
    &["july", "juli", "juillet", "julio", "luglio", "julho"],
    &["august", "août", "aout", "agosto", "augustus", "augusti"],
    &["september", "septembre", "septiembre", "setiembre", "settembre", "setembro"],
    &["october", "oktober", "octobre", "octubre", "ottobre", "outubro"],
    &["november", "novembre", "noviembre", "novembro"],
    &["december", "dezember", "décembre", "diciembre", "dicembre", "dezembro"],
];
/// Stand between the parts of a date.
const SMALL_WORDS: &[&str] =
    &["of", "the", "st", "nd", "rd", "th", "de", "del", "di", "du", "le", "den", "der", "er", "º", "ª"];

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
    Number {
        value: u32,
        digits: usize,
        sign: char,
    },
    Month(u32),
    /// Another word.
    Word,
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
        } else if first.is_alphabetic() && !SMALL_WORDS.contains(&word.to_lowercase().as_str()) {
            found.push(Piece::Word);
        }
        rest = after;
    }
    found
}

/// A whole name, or the beginning of one as it is cut short: a surname such as Marchand is none.
fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let is_month = |names: &&[&str]| {
        // Four letters of a long name: Marc is no March.
        let is_cut = |name: &str| {
            let most = if name.chars().count() >= 7 { 4 } else { 3 };
            (3..=most).contains(&word.chars().count()) && name.starts_with(&word)
        };
        names.iter().any(|name| *name == word || is_cut(name))
    };
    let index = MONTHS.iter().position(is_month)?;
    u32::try_from(index + 1).ok()
}

fn from_pieces(pieces: &[Piece]) -> Option<String> {
    let months = (0..pieces.len()).filter(|at| matches!(pieces.get(*at), Some(Piece::Month(_))));
    let named: Vec<String> = months.filter_map(|at| with_month_name(pieces, at)).collect();
    // A name may be that of a person too: the whole date counts.
    if let Some(date) = named.iter().find(|date| date.len() == 10).or_else(|| named.first()) {
        return Some(date.clone());
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
            (4, _) if pieces.iter().filter(|piece| **piece != Piece::Word).count() == 1 => {
                return written(value, None, None);
            }
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
    let is_beside = |index: usize| index + 1 == at || index == at + 1;
    if day.is_none() && !is_beside(year.0) {
        return None;
    }
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
            "Von Maria Augustin | 28. April 2026 | 5 Min. Lesezeit",
            "By Jan Marsh, April 28th, 2026",
            "28 aprile 2026, di Marco Settembrini",
            "Tue 28 Apr 2026 12:30 by May Li",
            "the 28th of April, 2026",
            "28. Apr. 2026",
            "By Marc Janssen on 28 avr. 2026",
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
        for text in [
            "",
            "yesterday",
            "12:30",
            "99999-1-1",
            "28.04.26",
            "April",
            "ääää",
            "Jan Novak, reporter",
            "Marco 28",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}

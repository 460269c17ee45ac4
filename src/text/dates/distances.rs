//! [`distances`]: how far from the day of writing, in expressions that no [`Moment`](super::Moment) holds: "three days
//! ago", "il y a deux ans"; [`direction`] and [`is_of_future`]: which of several Mondays is meant.

use super::super::phrases::Phrases;
use super::super::tokens::Token;
use super::Span;
use DateUnit::{Day, Month, Week, Year};
use std::sync::LazyLock;

/// What a distance is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum DateUnit {
    Day,
    Week,
    Month,
    Year,
}

/// A time told by how far it lies from the day of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Distance {
    /// All of its words.
    pub span: Span,
    /// First token of the span.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// How many units later; negative is earlier, 0 is the unit that holds the day of writing.
    pub count: i32,
    /// What is counted.
    pub unit: DateUnit,
    /// Whether units were counted ("two weeks ago"), so that what is smaller than one is left open.
    pub is_counted: bool,
}

/// On which side of the day of writing a date lies that recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// "last Monday"
    Last,
    /// "next Monday"
    Next,
}

/// The words of one language.
struct Source {
    fixed: Rows<(i32, DateUnit)>,
    numbers: Rows<i32>,
    units: Rows<DateUnit>,
    /// Before a number and a unit: "vor", "il y a", with the sign of the count.
    leads: Rows<i32>,
    /// After a number and a unit: "ago".
    tails: Rows<i32>,
    /// Before or after a day or month: "last", "dernier".
    directions: Rows<Direction>,
    future: &'static [&'static str],
    /// Verbs of saying: their date is that of the words.
    saying: &'static [&'static str],
}

type Rows<T> = &'static [(T, &'static str)];

/// The words of one language, ready to be looked up.
struct Tables {
    fixed: Phrases<(i32, DateUnit)>,
    numbers: Phrases<i32>,
    units: Phrases<DateUnit>,
    leads: Phrases<i32>,
    tails: Phrases<i32>,
    directions: Phrases<Direction>,
    future: &'static [&'static str],
    /// Verbs of saying: their date is that of the words.
    saying: &'static [&'static str],
}

impl Tables {
    fn new(source: &Source) -> Self {
        Self {
            fixed: Phrases::new(source.fixed),
            numbers: Phrases::new(source.numbers),
            units: Phrases::new(source.units),
            leads: Phrases::new(source.leads),
            tails: Phrases::new(source.tails),
            directions: Phrases::new(source.directions),
            future: source.future,
            saying: source.saying,
        }
    }
}

static EN: LazyLock<Tables> = LazyLock::new(|| Tables::new(&ENGLISH));
static DE: LazyLock<Tables> = LazyLock::new(|| Tables::new(&GERMAN));
static FR: LazyLock<Tables> = LazyLock::new(|| Tables::new(&FRENCH));
static ES: LazyLock<Tables> = LazyLock::new(|| Tables::new(&SPANISH));

fn tables(primary: &str) -> &'static Tables {
    match primary {
        "de" => &DE,
        "fr" => &FR,
        "es" => &ES,
        _ => &EN,
    }
}

/// Reads the distances of a text; the language is a primary tag in lower case.
pub fn distances(tokens: &[Token], language: &str) -> Vec<Distance> {
    let tables = tables(language);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let distance = tables.distance_at(tokens, at);
        at = distance.map_or(at + 1, |distance| distance.end);
        found.extend(distance);
    }
    found
}

/// Whether a word beside a date, given by its first token and the one past its last, says which one is meant.
pub fn direction(tokens: &[Token], (first, end): (usize, usize), language: &str) -> Option<Direction> {
    let directions = &tables(language).directions;
    let before = directions.before(tokens, first).map(|(direction, _)| direction);
    before.or_else(|| directions.at(tokens, end).map(|(direction, _)| direction))
}

/// Whether words near a date, given by its first token and the one past its last, say that it is to come.
///
/// "will rule on Monday". None where a verb of saying stands beside it, as the date is that of the words then: "said on
/// Monday that it will rule".
pub fn is_of_future(tokens: &[Token], (first, end): (usize, usize), language: &str) -> Option<bool> {
    let tables = tables(language);
    let is_any = |token: &Token, words: &[&str]| words.contains(&token.plain.as_str());
    let before = tokens.get(first.saturating_sub(REACH)..first).unwrap_or_default();
    let after = tokens.get(end..(end + REACH).min(tokens.len())).unwrap_or_default();
    let is_said = before.iter().rev().take(SAYING_REACH).any(|token| is_any(token, tables.saying))
        || after.iter().take(SAYING_REACH).any(|token| is_any(token, tables.saying) || is_any(token, THAT));
    if is_said {
        return None;
    }
    // A clause of its own begins with "that".
    let ahead = after.iter().take_while(|token| !is_any(token, THAT));
    Some(before.iter().chain(ahead).any(|token| is_any(token, tables.future)))
}

/// Tokens to either side of a date in which its verb is looked for.
const REACH: usize = 8;
/// Tokens in which a verb of saying is.
const SAYING_REACH: usize = 4;
/// Begin what was said.
const THAT: &[&str] = &["that", "dass", "daß", "que"];

impl Tables {
    fn distance_at(&self, tokens: &[Token], first: usize) -> Option<Distance> {
        let (count, unit, end, is_counted) = if let Some(((count, unit), len)) = self.fixed.at(tokens, first)
        {
            (count, unit, first + len, false)
        } else {
            let (count, unit, end) = self.counted_at(tokens, first)?;
            (count, unit, end, true)
        };
        let span = tokens.get(first)?.span.cover(tokens.get(end.checked_sub(1)?)?.span);
        Some(Distance { span, first, end, count, unit, is_counted })
    }

    /// "two days ago", "vor zwei Tagen".
    fn counted_at(&self, tokens: &[Token], first: usize) -> Option<(i32, DateUnit, usize)> {
        let lead = self.leads.at(tokens, first);
        let start = lead.map_or(first, |(_, len)| first + len);
        let (number, len) = self.number_at(tokens, start)?;
        let (unit, unit_len) = self.units.at(tokens, start + len)?;
        let end = start + len + unit_len;
        let (sign, end) = match (lead, self.tails.at(tokens, end)) {
            (_, Some((sign, len))) => (sign, end + len),
            (Some((sign, _)), None) => (sign, end),
            (None, None) => return None,
        };
        Some((sign * number, unit, end))
    }

    fn number_at(&self, tokens: &[Token], at: usize) -> Option<(i32, usize)> {
        let token = tokens.get(at)?;
        if token.is_number() && token.plain.len() <= 4 {
            return token.plain.parse().ok().map(|number| (number, 1));
        }
        self.numbers.at(tokens, at)
    }
}

const ENGLISH: Source = Source {
    fixed: &[
        ((0, Week), "this week"),
        ((0, Month), "this month"),
        ((0, Year), "this year"),
        ((-1, Month), "last month|previous month"),
        ((1, Month), "next month"),
        ((-2, Day), "day before yesterday"),
        ((2, Day), "day after tomorrow"),
    ],
    numbers: &[
        (1, "a|an|one"),
        (2, "two|a couple of"),
        (3, "three"),
        (4, "four"),
        (5, "five"),
        (6, "six"),
        (7, "seven"),
        (8, "eight"),
        (9, "nine"),
        (10, "ten"),
        (11, "eleven"),
        (12, "twelve"),
    ],
    units: &[(Day, "day|days"), (Week, "week|weeks"), (Month, "month|months"), (Year, "year|years")],
    leads: &[],
    tails: &[(-1, "ago"), (1, "from now|from today")],
    directions: &[
        (Direction::Last, "last|past|previous|this past"),
        (Direction::Next, "next|coming|this coming|upcoming"),
    ],
    future: &["will", "'ll", "shall", "wo", "upcoming", "forthcoming"],
    saying: &[
        "said",
        "says",
        "told",
        "announced",
        "reported",
        "wrote",
        "tweeted",
        "posted",
        "confirmed",
        "denied",
        "warned",
        "added",
    ],
};

const GERMAN: Source = Source {
    fixed: &[
        ((0, Week), "diese woche|dieser woche"),
        ((0, Month), "diesen monat|diesem monat"),
        ((0, Year), "dieses jahr|diesem jahr|heuer"),
        ((-1, Month), "letzten monat|letztem monat|vergangenen monat|vorigen monat|vormonat"),
        ((1, Month), "nächsten monat|kommenden monat"),
        ((-1, Week), "vorige woche|voriger woche"),
        ((2, Day), "übermorgen"),
    ],
    numbers: &[
        (1, "einem|einer|einen"),
        (2, "zwei"),
        (3, "drei"),
        (4, "vier"),
        (5, "fünf"),
        (6, "sechs"),
        (7, "sieben"),
        (8, "acht"),
        (9, "neun"),
        (10, "zehn"),
        (11, "elf"),
        (12, "zwölf"),
    ],
    units: &[
        (Day, "tag|tagen|tage"),
        (Week, "woche|wochen"),
        (Month, "monat|monaten|monate"),
        (Year, "jahr|jahren|jahre"),
    ],
    leads: &[(-1, "vor")],
    tails: &[],
    directions: &[
        (Direction::Last, "letzten|letzter|letztem|vergangenen|vergangener|vergangenem|vorigen|voriger"),
        (Direction::Next, "nächsten|nächster|nächstem|kommenden|kommender|kommendem"),
    ],
    future: &["wird", "werden", "wirst", "soll", "sollen", "geplant", "voraussichtlich"],
    saying: &[
        "sagte",
        "sagten",
        "teilte",
        "teilten",
        "erklärte",
        "erklärten",
        "meldete",
        "meldeten",
        "schrieb",
        "bestätigte",
        "kündigte",
    ],
};

const FRENCH: Source = Source {
    fixed: &[
        ((0, Week), "cette semaine"),
        ((0, Month), "ce mois|ce mois - ci"),
        ((0, Year), "cette année"),
        ((-1, Month), "le mois dernier|mois dernier|le mois passé|mois passé"),
        ((1, Month), "le mois prochain|mois prochain"),
        ((-1, Year), "l ' an dernier|l ' an passé|l ' année passée|an passé"),
        ((-2, Day), "avant - hier|avant hier"),
        ((2, Day), "après - demain|après demain"),
    ],
    numbers: &[
        (1, "un|une"),
        (2, "deux"),
        (3, "trois"),
        (4, "quatre"),
        (5, "cinq"),
        (6, "six"),
        (7, "sept"),
        (8, "huit"),
        (9, "neuf"),
        (10, "dix"),
        (11, "onze"),
        (12, "douze"),
    ],
    units: &[(Day, "jour|jours"), (Week, "semaine|semaines"), (Month, "mois"), (Year, "an|ans|année|années")],
    leads: &[(-1, "il y a"), (1, "dans")],
    tails: &[],
    directions: &[
        (Direction::Last, "dernier|dernière|passé|passée"),
        (Direction::Next, "prochain|prochaine"),
    ],
    future: &["va", "vont", "sera", "seront", "aura", "auront", "devra", "devront", "prévu", "prévue"],
    saying: &["dit", "déclaré", "annoncé", "affirmé", "écrit", "confirmé", "indiqué", "rapporté"],
};

const SPANISH: Source = Source {
    fixed: &[
        ((0, Week), "esta semana"),
        ((0, Month), "este mes"),
        ((0, Year), "este año"),
        ((-1, Month), "el mes pasado|mes pasado|el pasado mes"),
        ((1, Month), "el próximo mes|próximo mes|el mes próximo|mes próximo"),
        ((-2, Day), "anteayer|antes de ayer"),
        ((2, Day), "pasado mañana"),
    ],
    numbers: &[
        (1, "un|una"),
        (2, "dos"),
        (3, "tres"),
        (4, "cuatro"),
        (5, "cinco"),
        (6, "seis"),
        (7, "siete"),
        (8, "ocho"),
        (9, "nueve"),
        (10, "diez"),
        (11, "once"),
        (12, "doce"),
    ],
    units: &[(Day, "día|días"), (Week, "semana|semanas"), (Month, "mes|meses"), (Year, "año|años")],
    leads: &[(-1, "hace"), (1, "dentro de")],
    tails: &[(-1, "atrás")],
    directions: &[
        (Direction::Last, "pasado|pasada|último|última"),
        (Direction::Next, "próximo|próxima|que viene"),
    ],
    future: &["va", "van", "será", "serán", "tendrá", "tendrán", "habrá", "deberá", "previsto", "prevista"],
    saying: &[
        "dijo",
        "dijeron",
        "anunció",
        "anunciaron",
        "declaró",
        "afirmó",
        "escribió",
        "confirmó",
        "informó",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens::tokens;

    #[test]
    fn distances_are_counted_in_every_language() {
        for (language, text, expected) in [
            ("en", "They met three days ago.", (-3, Day)),
            ("en", "A year ago it fell.", (-1, Year)),
            ("en", "It fell 12 months ago.", (-12, Month)),
            ("en", "the day before yesterday", (-2, Day)),
            ("en", "prices this year", (0, Year)),
            ("de", "vor zwei Tagen", (-2, Day)),
            ("de", "vor einem Jahr", (-1, Year)),
            ("de", "im vergangenen Monat", (-1, Month)),
            ("fr", "il y a trois semaines", (-3, Week)),
            ("fr", "avant-hier", (-2, Day)),
            ("fr", "le mois dernier", (-1, Month)),
            ("es", "hace cinco años", (-5, Year)),
            ("es", "el mes pasado", (-1, Month)),
            ("es", "anteayer", (-2, Day)),
        ] {
            let found: Vec<_> =
                distances(&tokens(text), language).iter().map(|found| (found.count, found.unit)).collect();
            assert_eq!(found, [expected], "{text}");
        }
    }

    #[test]
    fn a_length_of_time_is_no_distance() {
        for (language, text) in [
            ("en", "It runs for eight years."),
            ("en", "two days later"),
            ("de", "in drei Jahren stieg der Preis"),
            ("fr", "pendant deux ans"),
            ("es", "durante tres meses"),
        ] {
            assert_eq!(distances(&tokens(text), language), [], "{text}");
        }
    }

    #[test]
    fn a_word_beside_a_day_says_which_one_is_meant() {
        for (language, text, day, expected) in [
            ("en", "last Monday", "monday", Some(Direction::Last)),
            ("en", "on Monday", "monday", None),
            ("de", "am kommenden Montag", "montag", Some(Direction::Next)),
            ("fr", "lundi dernier", "lundi", Some(Direction::Last)),
            ("es", "el lunes que viene", "lunes", Some(Direction::Next)),
        ] {
            let tokens = tokens(text);
            let at = tokens.iter().position(|token| token.is(day)).unwrap();
            assert_eq!(direction(&tokens, (at, at + 1), language), expected, "{text}");
        }
    }
}

//! What differs between languages in dates: [`Tables`], one file a language, and [`tables`] to find them.

mod de;
mod en;
mod es;
mod fr;

use super::super::phrases::Phrases;
use super::{DayPart, Relation};
use std::sync::LazyLock;

/// What a word says in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// From 1.
    Month(u8),
    /// 0 is Monday.
    Weekday(u8),
    /// Only after a day or an hour.
    Part(DayPart),
    /// Days from today.
    Offset(i32),
    /// Tonight, this morning.
    PartOfToday(DayPart),
    /// A time with a name, in minutes.
    Noon(u16),
}

/// Rows of a meaning and its expressions.
type Rows<T> = &'static [(T, &'static str)];
/// Words that are only looked for.
type List = &'static [&'static str];

/// What is customary in writing dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Usage {
    English,
    German,
    Romance,
}

impl Usage {
    /// 3/4 is the third of April.
    pub(super) fn has_day_first(self) -> bool {
        self != Self::English
    }

    /// "3." is "third".
    pub(super) fn has_ordinal_dots(self) -> bool {
        self == Self::German
    }

    /// Days and months begin with a capital.
    pub(super) fn has_capital_days(self) -> bool {
        self != Self::Romance
    }
}

/// The words of one language.
struct Source {
    words: Rows<Word>,
    relations: Rows<Relation>,
    about: Rows<()>,
    quarters: Rows<(u8, u8)>,
    joints: List,
    articles: List,
    month_leads: List,
    year_leads: List,
    hour_words: List,
    usage: Usage,
}

/// The words of one language, ready to be looked up.
#[derive(Debug)]
pub(super) struct Tables {
    /// Months, days, parts of the day.
    pub(super) words: Phrases<Word>,
    /// "since", "by", …
    pub(super) relations: Phrases<Relation>,
    /// "around"
    pub(super) about: Phrases<()>,
    /// The number, and how many there are in a year: "third quarter", "first half".
    pub(super) quarters: Phrases<(u8, u8)>,
    /// Between pieces of one date: "at", "on".
    pub(super) joints: List,
    /// Between a relation and a date: "the", "early".
    pub(super) articles: List,
    /// Before a month that is also another word: "in May".
    pub(super) month_leads: List,
    /// Before a year.
    pub(super) year_leads: List,
    /// After an hour: "Uhr".
    pub(super) hour_words: List,
    /// What is customary in writing dates.
    pub(super) usage: Usage,
}

impl Tables {
    fn new(source: &Source) -> Self {
        Self {
            words: Phrases::new(source.words),
            relations: Phrases::new(source.relations),
            about: Phrases::new(source.about),
            quarters: Phrases::new(source.quarters),
            joints: source.joints,
            articles: source.articles,
            month_leads: source.month_leads,
            year_leads: source.year_leads,
            hour_words: source.hour_words,
            usage: source.usage,
        }
    }
}

static EN: LazyLock<Tables> = LazyLock::new(|| Tables::new(&en::SOURCE));
static DE: LazyLock<Tables> = LazyLock::new(|| Tables::new(&de::SOURCE));
static FR: LazyLock<Tables> = LazyLock::new(|| Tables::new(&fr::SOURCE));
static ES: LazyLock<Tables> = LazyLock::new(|| Tables::new(&es::SOURCE));

/// By the primary tag in lower case; English for languages without a table.
pub(super) fn tables(primary: &str) -> &'static Tables {
    match primary {
        "de" => &DE,
        "fr" => &FR,
        "es" => &ES,
        _ => &EN,
    }
}

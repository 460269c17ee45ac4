//! [`moments`]: dates and times of a text as what they say and leave open.
//!
//! English, German, French and Spanish; other languages are read with the English words.

mod calendar;
mod clock;
mod distances;
mod language;
mod meeting;

pub use distances::{DateUnit, Direction, Distance, direction, distances, is_of_future};

use super::Span;
use super::tokens::Token;
use language::{Tables, Word, tables};

/// A date or time; what the text does not say is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Without the word that relates it.
    pub span: Span,
    /// First token of the span.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// First and last year: of a decade, of a range.
    pub year: Option<(i32, i32)>,
    /// First and last month, from 1: of a quarter.
    pub month: Option<(u8, u8)>,
    /// Of the month, from 1.
    pub day: Option<u8>,
    /// 0 is Monday.
    pub weekday: Option<u8>,
    /// After midnight.
    pub minute: Option<u16>,
    /// Whether half of the day is not said: "at 9:30".
    pub is_half_open: bool,
    /// Of the day.
    pub part: Option<DayPart>,
    /// Days from the day of writing, or weeks and more in days: yesterday is -1.
    pub offset: Option<i32>,
    /// Day and month the other way round, where both ways are possible: 3/4/2014.
    pub swapped: Option<(u8, u8)>,
    /// Whether it says "about".
    pub is_about: bool,
    /// How what happens relates to it.
    pub relation: Relation,
}

/// Part of a day; order is that of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
}

/// How something relates to a [`Moment`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Relation {
    /// Then.
    #[default]
    At,
    /// From then on.
    Since,
    /// Up to then.
    Until,
    /// Then at the latest.
    By,
    /// Earlier.
    Before,
    /// Later.
    After,
}

/// Reads the dates and times of a text; the language is a primary tag in lower case.
pub fn moments(tokens: &[Token], language: &str) -> Vec<Moment> {
    let reader = Reader { tokens, tables: tables(language) };
    let mut found: Vec<Moment> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.moment_at(at) {
            Some(moment) => {
                at = moment.end.max(at + 1);
                found.push(moment);
            }
            None => at += 1,
        }
    }
    found
}

/// The tokens of a text and the words of its language.
struct Reader<'t> {
    tokens: &'t [Token],
    tables: &'static Tables,
}

impl Reader<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    fn is(&self, at: usize, plain: &str) -> bool {
        self.token(at).is_some_and(|token| token.is(plain))
    }

    fn is_any(&self, at: usize, plains: &[&str]) -> bool {
        self.token(at).is_some_and(|token| plains.contains(&token.plain.as_str()))
    }

    /// Digits that are a whole number of at most so many figures.
    fn whole(&self, at: usize, figures: usize) -> Option<u16> {
        let token = self.token(at).filter(|token| token.is_number() && token.plain.len() <= figures)?;
        token.plain.parse().ok()
    }

    fn is_glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.is_glued)
    }

    /// A moment with all its pieces: "Tuesday, 3 March 2014 at 9 p.m."
    fn moment_at(&self, start: usize) -> Option<Moment> {
        let mut moment = self.piece_at(start)?;
        while let Some(joined) = self.next_piece(&moment) {
            moment = joined;
        }
        moment.first = start;
        let (relation, is_about) = self.relation_before(start);
        moment.relation = relation;
        moment.is_about = is_about;
        moment.span = match (self.token(start), self.token(moment.end.saturating_sub(1))) {
            (Some(from), Some(to)) => from.span.cover(to.span),
            _ => Span::default(),
        };
        Some(moment)
    }

    fn next_piece(&self, moment: &Moment) -> Option<Moment> {
        let is_joint = |at: usize| self.is_any(at, &[",", "("]) || self.is_any(at, self.tables.joints);
        let gap = (0..=2).take_while(|gap| *gap == 0 || is_joint(moment.end + gap - 1));
        gap.filter_map(|gap| self.piece_at(moment.end + gap)).find_map(|piece| moment.joined(&piece))
    }

    fn piece_at(&self, start: usize) -> Option<Moment> {
        self.token(start)?;
        self.numeric_date(start)
            .or_else(|| self.clock(start))
            .or_else(|| self.day_and_month(start))
            .or_else(|| self.quarter(start))
            .or_else(|| self.word(start))
            .or_else(|| self.years(start))
    }

    /// "yesterday", "Friday", "night", "three days ago".
    fn word(&self, start: usize) -> Option<Moment> {
        let (word, len) = self.tables.words.at(self.tokens, start)?;
        let end = start + len;
        let is_named = self.token(start).is_some_and(|token| token.is_capital())
            || !self.tables.usage.has_capital_days();
        match word {
            Word::Month(_) => self.month(start),
            Word::Weekday(day) => (is_named && !self.is_plural_day(end)).then_some(Moment {
                end,
                weekday: Some(day),
                ..Moment::default()
            }),
            Word::Part(part) => {
                let is_alone = !self.is_date_before(start);
                (!is_alone).then_some(Moment { end, part: Some(part), ..Moment::default() })
            }
            Word::Offset(days) => Some(Moment { end, offset: Some(days), ..Moment::default() }),
            Word::PartOfToday(part) => {
                Some(Moment { end, offset: Some(0), part: Some(part), ..Moment::default() })
            }
            Word::Noon(minute) => Some(Moment { end, minute: Some(minute), ..Moment::default() }),
        }
    }

    /// "Monday's child" is one day, "Mondays" are many and never found in the tables.
    fn is_plural_day(&self, end: usize) -> bool {
        self.is(end, "mornings") || self.is(end, "nights")
    }

    /// Whether a part of the day goes with a day or hour before it: "Friday night", "9 in the evening".
    fn is_date_before(&self, start: usize) -> bool {
        let back = (1..=3).find(|back| {
            !start.checked_sub(*back).is_some_and(|at| {
                self.is_any(at, &["in", "the", "at", "de", "la", "du", "le", "matin", "am"])
            })
        });
        back.and_then(|back| start.checked_sub(back)).is_some_and(|at| {
            self.token(at).is_some_and(Token::is_number)
                || matches!(
                    self.tables.words.at(self.tokens, at),
                    Some((Word::Weekday(_) | Word::Offset(_), _))
                )
                || self.is_any(at, &["pm", "am", "uhr", "h", "'s", "o'clock"])
        })
    }

    fn relation_before(&self, start: usize) -> (Relation, bool) {
        let mut end = start;
        let mut is_about = false;
        for _ in 0..3 {
            if let Some((relation, _)) = self.tables.relations.before(self.tokens, end) {
                return (relation, is_about);
            }
            if let Some(((), first)) = self.tables.about.before(self.tokens, end) {
                is_about = true;
                end = first;
            } else if end > 0 && self.is_any(end - 1, self.tables.articles) {
                end -= 1;
            } else {
                break;
            }
        }
        (Relation::At, is_about)
    }
}

impl Moment {
    /// Both as one, if no field is said twice.
    fn joined(&self, next: &Self) -> Option<Self> {
        let is_said_twice = (self.year.is_some() && next.year.is_some())
            || (self.month.is_some() && next.month.is_some())
            || (self.weekday.is_some() && next.weekday.is_some())
            || (self.minute.is_some() && next.minute.is_some())
            || (self.part.is_some() && next.part.is_some())
            || (self.offset.is_some()
                && (next.offset.is_some() || next.year.is_some() || next.month.is_some()))
            || (self.day.is_some() && next.day.is_some());
        // A year or month goes with a day or month, not with an hour.
        let is_loose = next.year.is_some() && self.month.is_none() && self.weekday.is_none();
        (!is_said_twice && !is_loose).then(|| Self {
            end: next.end,
            year: self.year.or(next.year),
            month: self.month.or(next.month),
            day: self.day.or(next.day),
            weekday: self.weekday.or(next.weekday),
            minute: self.minute.or(next.minute),
            is_half_open: (self.is_half_open || next.is_half_open) && self.part.or(next.part).is_none(),
            part: self.part.or(next.part),
            offset: self.offset.or(next.offset),
            swapped: self.swapped.or(next.swapped),
            ..*self
        })
    }
}

#[cfg(test)]
mod tests;

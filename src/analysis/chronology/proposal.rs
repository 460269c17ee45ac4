//! [`read_dates`]: the dates that words have, as [`DateProposal`]s; relative ones are counted from the day of publication.
//!
//! A proposal is derived and never stored: it becomes [`Claim::when`](crate::model::Claim::when) when somebody accepts it.

use super::PartialDate;
use super::calendar::{Base, Shift};
use super::ranges::{DayRange, day_range, is_range};
use crate::analysis::differences::reading_language;
use crate::model::{Bound, Claim, Document, Modality, When};
use crate::text::Span;
use crate::text::dates::{DateUnit, Distance, Moment, Relation, direction, distances, is_of_future, moments};
use crate::text::tokens::{Token, tokens};

/// A date that words have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateProposal {
    /// What accepting it sets.
    pub when: When,
    /// As the words have it.
    pub words: String,
    /// Where in the words that were read.
    pub span: Span,
    /// The date of publication from which it was counted; none for a date that the words tell in full.
    pub base: Option<String>,
}

/// A date that words have and that cannot be worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unresolved {
    /// As the words have it.
    pub words: String,
    /// Why.
    pub reason: Reason,
}

/// Why a date cannot be worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is told from the day of writing, and the document has no date of publication.
    NoPublished,
    /// It is told from the day of writing, and that is only known so far.
    TooRough(String),
    /// The calendar does not have it.
    NoSuchDay,
}

/// What words have by way of dates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateReading {
    /// In text order, each date once.
    pub proposals: Vec<DateProposal>,
    /// In text order.
    pub unresolved: Vec<Unresolved>,
}

/// Whether what is told lies ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Tense {
    /// As the words say.
    Open,
    /// It does.
    Future,
}

/// The dates of a claim: of its words, or of its statement where its words have none.
pub fn claim_dates(claim: &Claim, document: &Document) -> DateReading {
    let details = &document.details;
    let tense = if claim.modality == Some(Modality::Predicted) { Tense::Future } else { Tense::Open };
    let read = |words: &str| read_dates(words, &details.language, &details.source.published, tense);
    let of_quote = read(&claim.quote);
    if !of_quote.proposals.is_empty() || claim.statement.is_empty() {
        return of_quote;
    }
    let of_statement = read(&claim.statement);
    if of_statement.proposals.is_empty() { of_quote } else { of_statement }
}

/// Reads the dates of words; the language is a BCP 47 tag, `published` a partial date, both empty where not known.
///
/// A weekday is the last one up to the day of publication, or the next one where the words speak of what is to come; a
/// month or day without a year is the nearest one, where one ahead counts as further away than one behind.
pub(in crate::analysis) fn read_dates(
    words: &str,
    language: &str,
    published: &str,
    tense: Tense,
) -> DateReading {
    let tokens = tokens(words);
    // Most claims have no date: their language is not worked out.
    if tokens.is_empty() {
        return DateReading::default();
    }
    let language = reading_language(words, &tokens, language);
    let reader = Reader { words, tokens: &tokens, language, base: Base::new(published), tense };
    reader.read()
}

/// A date or distance with the tokens it has.
#[derive(Clone, Copy)]
enum Found {
    Moment(Moment),
    Distance(Distance),
}

impl Found {
    const fn tokens(&self) -> (usize, usize) {
        match self {
            Self::Moment(moment) => (moment.first, moment.end),
            Self::Distance(distance) => (distance.first, distance.end),
        }
    }
}

struct Reader<'t> {
    words: &'t str,
    tokens: &'t [Token],
    language: &'static str,
    base: Base,
    tense: Tense,
}

/// Dates, and whether they were counted from the day of publication.
type Resolved = Result<(Vec<When>, bool), Reason>;

impl Reader<'_> {
    fn read(&self) -> DateReading {
        let found = self.found();
        let mut reading = DateReading::default();
        let mut at = 0;
        while let Some(one) = found.get(at) {
            at += 1;
            let (first, mut end) = one.tokens();
            let (mut start, mut resolved) = (first, self.resolve(one));
            if let (Found::Moment(moment), Some(Found::Moment(next))) = (one, found.get(at))
                && is_range(self.tokens, moment, next, self.language)
                && let Some(when) = self.range(moment, next)
            {
                (resolved, end) = (when, next.end);
                at += 1;
            } else if let Found::Moment(moment) = one
                && let Some(days) = day_range(self.tokens, moment)
            {
                (start, end) = (days.first_token, days.end_token);
                resolved = self.day_range(moment, &days);
                // Its year was read as a date of its own.
                at += found.iter().skip(at).take_while(|next| next.tokens().0 < end).count();
            }
            let span = self.span(start, end);
            let words = span.slice(self.words).unwrap_or_default().to_owned();
            match resolved {
                Ok((dates, is_relative)) => {
                    for when in dates {
                        let base = is_relative.then(|| self.base.to_string());
                        reading.propose(DateProposal { when, words: words.clone(), span, base });
                    }
                }
                Err(reason) => reading.unresolved.push(Unresolved { words, reason }),
            }
        }
        reading
    }

    /// Moments and distances in text order; a distance knows more than a moment within it.
    fn found(&self) -> Vec<Found> {
        let distances = distances(self.tokens, self.language);
        let is_free =
            |moment: &Moment| distances.iter().all(|one| moment.end <= one.first || one.end <= moment.first);
        let moments = moments(self.tokens, self.language).into_iter().filter(is_free);
        // A time of day alone is no date.
        let is_date = |moment: &Moment| {
            moment.year.is_some()
                || moment.month.is_some()
                || moment.weekday.is_some()
                || moment.offset.is_some()
        };
        let mut found: Vec<Found> = moments.filter(is_date).map(Found::Moment).collect();
        found.extend(distances.iter().copied().map(Found::Distance));
        found.sort_by_key(Found::tokens);
        found
    }

    fn span(&self, first: usize, end: usize) -> Span {
        let token = |at: Option<usize>| at.and_then(|at| self.tokens.get(at)).map(|token| token.span);
        match (token(Some(first)), token(end.checked_sub(1))) {
            (Some(from), Some(to)) => from.cover(to),
            _ => Span::default(),
        }
    }

    fn resolve(&self, found: &Found) -> Resolved {
        match found {
            Found::Moment(moment) => self.moment(moment),
            Found::Distance(distance) => {
                let shift = Shift { count: distance.count, unit: distance.unit };
                let is_loose = distance.is_counted && distance.unit != DateUnit::Day;
                let mut when = self.base.shifted(shift, distance.is_counted)?;
                if is_loose {
                    when.bound = Bound::About;
                }
                Ok((vec![when], true))
            }
        }
    }

    fn moment(&self, moment: &Moment) -> Resolved {
        let direction = direction(self.tokens, (moment.first, moment.end), self.language);
        if let Some((first, last)) = moment.year {
            return in_full(moment, first, last).map(|dates| (dates, false));
        }
        let near = is_of_future(self.tokens, (moment.first, moment.end), self.language);
        let is_told = near.is_some_and(|is_future| is_future || self.tense == Tense::Future);
        let is_future = is_told || matches!(moment.relation, Relation::By | Relation::Until);
        let when = if moment.month.is_some() {
            self.base.nearest(moment, direction, is_future)?
        } else if let Some(days) = moment.offset {
            self.base.shifted(offset(days), false)?
        } else {
            let day = self.base.weekday(moment.weekday.unwrap_or_default(), direction, is_future)?;
            When { from: day.to_string(), to: String::new(), bound: Bound::On }
        };
        Ok((vec![related(when, moment)], true))
    }

    /// One moment up to another one: "from March to May 2026". None where it would end before it begins.
    fn range(&self, one: &Moment, other: &Moment) -> Option<Resolved> {
        let mut from = Moment { relation: Relation::At, ..*one };
        let to = Moment { relation: Relation::At, ..*other };
        from.year = from.year.or(to.year);
        let (from, to) = (self.moment(&from).ok()?, self.moment(&to).ok()?);
        let ([first], [last]) = (from.0.as_slice(), to.0.as_slice()) else {
            return None;
        };
        let end = if last.to.is_empty() { &last.from } else { &last.to };
        let when = When { from: first.from.clone(), to: end.clone(), bound: first.bound };
        (when.is_sound() && first.from != *end).then_some(Ok((vec![when], from.1 || to.1)))
    }

    /// The days of one month: "3–5 March 2026".
    fn day_range(&self, moment: &Moment, days: &DayRange) -> Resolved {
        let on = |day: u8| {
            let year = moment.year.or_else(|| days.year.map(|year| (year, year)));
            self.moment(&Moment { day: Some(day), year, relation: Relation::At, ..*moment })
        };
        let (from, to) = (on(days.first)?, on(days.last)?);
        let ends = from.0.first().zip(to.0.first());
        let when =
            ends.map(|(from, to)| When { from: from.from.clone(), to: to.from.clone(), bound: from.bound });
        Ok((when.filter(When::is_sound).into_iter().collect(), from.1))
    }
}

impl DateReading {
    /// A date that was told twice is proposed once.
    fn propose(&mut self, proposal: DateProposal) {
        if !self.proposals.iter().any(|known| known.when == proposal.when) {
            self.proposals.push(proposal);
        }
    }
}

/// The dates of a moment that says its year; two where day and month could change places.
fn in_full(moment: &Moment, first: i32, last: i32) -> Result<Vec<When>, Reason> {
    let date = |year, month: Option<u8>, day: Option<u8>| {
        let (month, day) =
            (month.and_then(|it| i8::try_from(it).ok()), day.and_then(|it| i8::try_from(it).ok()));
        PartialDate::new(year, month, day).ok_or(Reason::NoSuchDay)
    };
    let range = |from: PartialDate, to: PartialDate| {
        let to = if from == to { String::new() } else { to.to_string() };
        related(When { from: from.to_string(), to, bound: Bound::On }, moment)
    };
    if first != last {
        return Ok(vec![range(date(first, None, None)?, date(last, None, None)?)]);
    }
    let (from, to) = moment.month.map_or((None, None), |(from, to)| (Some(from), Some(to)));
    let mut dates = vec![range(date(first, from, moment.day)?, date(first, to, moment.day)?)];
    if let Some((day, month)) = moment.swapped {
        let other = date(first, Some(month), Some(day));
        dates.extend(other.ok().map(|other| range(other, other)));
    }
    Ok(dates)
}

/// With what the words before it say: about, since, by.
fn related(mut when: When, moment: &Moment) -> When {
    let is_range = !when.to.is_empty();
    // "from 1974 to 1978" is read with the "from".
    let is_span_of_years = moment.year.is_some_and(|(first, last)| first != last);
    match moment.relation {
        _ if is_span_of_years => {}
        Relation::At => {}
        Relation::Since | Relation::After => when.bound = Bound::After,
        Relation::Until | Relation::By | Relation::Before => when.bound = Bound::Before,
    }
    // What is before or after a stretch has one end.
    if is_range && when.bound == Bound::Before {
        when.from = std::mem::take(&mut when.to);
    } else if is_range && when.bound == Bound::After {
        when.to.clear();
    }
    if moment.is_about {
        when.bound = Bound::About;
    }
    when
}

/// Weeks, months and years are told in days there.
const fn offset(days: i32) -> Shift {
    let (count, unit) = match days {
        -7 | 7 => (days / 7, DateUnit::Week),
        -30 | 30 => (days / 30, DateUnit::Month),
        -365 | 365 => (days / 365, DateUnit::Year),
        _ => (days, DateUnit::Day),
    };
    Shift { count, unit }
}

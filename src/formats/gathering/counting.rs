//! [`recount`]: what the positions of a file count. Programs differ from their formats; quotes, names and the edges of words
//! over the whole file show it.

use crate::formats::jsonl::places::{ClaimPlaces, CountedText};
use crate::formats::{Place, Unit};
use crate::model::DocumentId;
use crate::text::Span;
use crate::text::words::{snap_to_words, trim_span};
use std::collections::BTreeMap;

/// A place as far as counting goes.
#[derive(Debug)]
pub(super) struct Stated<'c> {
    /// The file that states it.
    pub(super) file: &'c str,
    pub(super) place: &'c Place,
    pub(super) document: DocumentId,
    pub(super) offsets: (usize, usize),
    /// The words of the place, their beginning, or a label.
    pub(super) words: Option<&'c str>,
}

/// How a line break is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Breaks {
    /// As it stands in the text.
    Found,
    One,
    Two,
}

/// A way to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Counting {
    unit: Unit,
    breaks: Breaks,
    /// The end is the last character of the place.
    with_end: bool,
    /// A byte order mark before the text is its first character.
    with_mark: bool,
}

/// A text with line breaks of two characters, and where the first of them stand.
type TwoForBreaks = (String, Vec<usize>);

/// The forms of a text that positions may count.
struct Forms<'t> {
    found: &'t CountedText<'t>,
    one: CountedText<'t>,
    two: CountedText<'t>,
}

impl Counting {
    /// The one that the format says first, then others, the likelier ones first.
    fn all(unit: Unit, may_count_loosely: bool) -> Vec<Self> {
        let units = std::iter::once(unit).chain(Unit::ALL.into_iter().filter(|other| *other != unit));
        let plain = |unit, breaks| Self { unit, breaks, with_end: false, with_mark: false };
        let breaks = [Breaks::Found, Breaks::Two, Breaks::One];
        let mut all: Vec<Self> = units.flat_map(|unit| breaks.map(|breaks| plain(unit, breaks))).collect();
        if may_count_loosely {
            all.extend(breaks.map(|breaks| Self { with_end: true, ..plain(unit, breaks) }));
            all.push(Self { with_mark: true, ..plain(unit, Breaks::Found) });
        }
        all
    }

    fn span(self, forms: &Forms<'_>, (start, end): (usize, usize)) -> Option<Span> {
        let text = match self.breaks {
            Breaks::Found => forms.found,
            Breaks::One => &forms.one,
            Breaks::Two => &forms.two,
        };
        let before = usize::from(self.with_mark);
        let (start, end) = (start.checked_sub(before)?, end.checked_sub(before)?);
        let end = end.checked_add(usize::from(self.with_end))?;
        text.span_in(self.unit, (start, end)).filter(|span| !span.is_empty())
    }

    /// As part of a sentence.
    fn words(self, usual: Unit) -> String {
        let unit = (self.unit != usual).then(|| {
            format!("positions were counted as {} (the format counts {})", self.unit.name(), usual.name())
        });
        let breaks = match self.breaks {
            Breaks::Found => None,
            Breaks::One => Some("line breaks were counted as one character"),
            Breaks::Two => Some("line breaks were counted as two characters"),
        };
        let end = self.with_end.then_some("the last character was counted as the end");
        let mark = self.with_mark.then_some("the byte order mark was counted as a character");
        let rest = [breaks, end, mark].into_iter().flatten().map(str::to_owned);
        unit.into_iter().chain(rest).collect::<Vec<_>>().join(", and ")
    }
}

/// How well a place fits a way to count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Fit {
    span: Option<Span>,
    is_named: bool,
    /// Begins and ends with words, or is named.
    is_whole: bool,
}

impl Fit {
    fn of(text: &str, span: Option<Span>, words: Option<&str>) -> Self {
        let Some(span) = span else { return Self::default() };
        let is_named = span.slice(text).zip(words).is_some_and(|(slice, words)| is_name_of(words, slice));
        let is_whole = is_named || (snap_to_words(text, span) == span && trim_span(text, span) == span);
        Self { span: Some(span), is_named, is_whole }
    }
}

/// For each place that its file counts otherwise than the format says, where it stands; and what is to be told.
pub(super) fn recount(
    stated: &[Stated<'_>],
    places: &ClaimPlaces<'_>,
    (unit, may_count_loosely): (Unit, bool),
) -> (BTreeMap<usize, Span>, Vec<String>) {
    let mut files: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, one) in stated.iter().enumerate() {
        files.entry(one.file).or_default().push(at);
    }
    let (mut spans, mut told) = (BTreeMap::new(), Vec::new());
    for (file, numbers) in files {
        let of_file: Vec<(usize, &Stated<'_>)> =
            numbers.into_iter().filter_map(|at| Some((at, stated.get(at)?))).collect();
        let is_odd = |(_, one): &(usize, &Stated<'_>)| {
            let Some(text) = places.text_of(one.document) else { return false };
            let span = text.span_in(unit, one.offsets).filter(|span| !span.is_empty());
            let fit = Fit::of(text.stored, span, one.words);
            !(fit.is_named || (fit.is_whole && one.words.is_none()))
        };
        if of_file.iter().any(is_odd) {
            let found = of_one_file(&of_file, places, &Counting::all(unit, may_count_loosely));
            spans.extend(found.0);
            told.extend(found.1.map(|words| format!("{file}: {words}")));
        }
    }
    (spans, told)
}

fn of_one_file(
    of_file: &[(usize, &Stated<'_>)],
    places: &ClaimPlaces<'_>,
    countings: &[Counting],
) -> (Vec<(usize, Span)>, Option<String>) {
    let mut twos: BTreeMap<DocumentId, TwoForBreaks> = BTreeMap::new();
    for (_, one) in of_file {
        if let Some(text) = places.text_of(one.document) {
            twos.entry(one.document).or_insert_with(|| two_for_breaks(text.stored));
        }
    }
    let forms: BTreeMap<DocumentId, Forms<'_>> = twos
        .iter()
        .filter_map(|(id, (two, removed))| {
            let found = places.text_of(*id)?;
            let one = CountedText::new(found.stored, found.stored, &[]);
            Some((*id, Forms { found, one, two: CountedText::new(two, found.stored, removed) }))
        })
        .collect();
    let fits = |counting: Counting| -> Vec<Fit> {
        let fit = |(_, one): &(usize, &Stated<'_>)| {
            let forms = forms.get(&one.document)?;
            Some(Fit::of(forms.found.stored, counting.span(forms, one.offsets), one.words))
        };
        of_file.iter().map(|one| fit(one).unwrap_or_default()).collect()
    };
    let score = |fits: &[Fit]| {
        let named = fits.iter().filter(|fit| fit.is_named).count();
        (named, fits.iter().filter(|fit| fit.is_whole).count())
    };
    let Some((usual, others)) = countings.split_first() else { return (Vec::new(), None) };
    let as_said = fits(*usual);
    let (mut best, mut best_fits) = (*usual, as_said.clone());
    let mut elsewhere = None;
    for counting in others {
        let found = fits(*counting);
        // Where there are words, these decide.
        let better = found.iter().zip(&as_said).zip(of_file);
        let better = better
            .filter(|((here, said), (_, one))| here.is_whole && !said.is_whole && one.words.is_none())
            .count();
        if better > 0 && elsewhere.is_none_or(|(_, count)| better > count) {
            elsewhere = Some((*counting, better));
        }
        if score(&found) > score(&best_fits) {
            (best, best_fits) = (*counting, found);
        }
    }
    if best == *usual {
        // Places that would be whole otherwise, where the rest of the file says that they are not counted so.
        let words = elsewhere.filter(|_| of_file.len() > 1).map(|(other, count)| {
            format!(
                "the evidence of how positions are counted is mixed: {count} of {} would have whole words or their quotes if {}; they were read as the format says",
                of_file.len(),
                other.words(usual.unit)
            )
        });
        return (Vec::new(), words);
    }
    let both = || as_said.iter().zip(&best_fits).filter(|(said, here)| said.span != here.span);
    let good = |fit: &Fit| fit.is_named || fit.is_whole;
    let count = both().count();
    let mut words = format!(
        "{}: of {count} that differ {} have whole words or their quotes so, {} as the format says",
        best.words(usual.unit),
        both().filter(|(_, here)| good(here)).count(),
        both().filter(|(said, _)| good(said)).count()
    );
    let against = as_said.iter().zip(&best_fits).zip(of_file);
    let mut against = against.filter(|((said, here), _)| good(said) && !good(here));
    if let Some((_, (_, first))) = against.next() {
        let count = against.count() + 1;
        let place = first.place;
        let mixed =
            format!("; the evidence is mixed: {count} fit only as the format says, the first in {place}");
        words.push_str(&mixed);
    }
    let spans = of_file.iter().zip(&best_fits).filter_map(|((at, _), fit)| Some((*at, fit.span?)));
    (spans.collect(), Some(words))
}

/// The text with two characters for each line break.
fn two_for_breaks(stored: &str) -> TwoForBreaks {
    let mut text = String::with_capacity(stored.len());
    let mut removed = Vec::new();
    for sign in stored.chars() {
        if sign == '\n' {
            removed.push(text.len());
            text.push('\r');
        }
        text.push(sign);
    }
    (text, removed)
}

/// Whether a name is the words of a place, or their beginning, which is all that some programs keep.
pub(super) fn is_name_of(name: &str, words: &str) -> bool {
    let cut = name.strip_suffix('…').or_else(|| name.strip_suffix("..."));
    let plain = |sign: char| {
        // XML cannot hold control characters, and attributes turn line breaks into blanks.
        if sign.is_whitespace() {
            ' '
        } else if sign.is_control() {
            '\u{fffd}'
        } else {
            sign
        }
    };
    let is_same = name.chars().map(plain).eq(words.chars().map(plain));
    let start = cut.unwrap_or(name);
    let begins = || {
        let len = start.chars().count();
        len >= 8
            && words.chars().count() > len
            && start.chars().map(plain).eq(words.chars().map(plain).take(len))
    };
    !words.is_empty() && (is_same || begins())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_may_be_the_beginning() {
        let words = "Two words\nand more";
        assert!(is_name_of("Two words and more", words));
        assert!(is_name_of("Two words a…", words) && is_name_of("Two words", words));
        assert!(!is_name_of("Two", words) && !is_name_of("", words) && !is_name_of("Two words too", words));
    }

    proptest! {
        #[test]
        fn offsets_with_returns_are_those_without(text in "[a🔥é \n]{0,30}", at in 0_usize..30) {
            let at = at.min(text.chars().count());
            let before: String = text.chars().take(at).collect();
            let counted = before.replace('\n', "\r\n").chars().count();
            let (two, removed) = two_for_breaks(&text);
            let two = CountedText::new(&two, &text, &removed);
            prop_assert_eq!(two.span(0, counted).map(|span| span.end), Some(before.len()));
        }
    }
}

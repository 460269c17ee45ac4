//! [`Leveled`]: levels of one scale that annotators gave to the same things.

use crate::analysis::agreement::Unit;
use crate::analysis::agreement::sets::Sets;
use crate::analysis::agreement::table::{ItemPlace, Table, TableBuilder};
use crate::analysis::agreement::work::Work;
use crate::model::{CREDIBILITY_SCALE, Confidence, RecordId, Scale};

/// Ids of the levels of credibility, by digit.
const DIGITS: [&str; 7] = ["0", "1", "2", "3", "4", "5", "6"];

/// What annotators gave to things, thing by thing.
#[derive(Debug, Default)]
pub(super) struct Leveled<'w> {
    /// With where its levels end.
    things: Vec<(ItemPlace, usize)>,
    /// Annotator, none for the reference layer, index of the level, and record.
    given: Vec<(Option<usize>, usize, RecordId)>,
    /// Each once.
    levels: Vec<LevelOf<'w>>,
}

/// A level as a record has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LevelOf<'w> {
    /// Of a scale that the record names.
    Named(&'w Confidence),
    /// Admiralty credibility.
    Credibility(u8),
}

impl LevelOf<'_> {
    fn scale(&self) -> &str {
        match self {
            Self::Named(confidence) => &confidence.scale,
            Self::Credibility(_) => CREDIBILITY_SCALE,
        }
    }

    fn level(&self) -> &str {
        match self {
            Self::Named(confidence) => &confidence.level,
            Self::Credibility(digit) => DIGITS.get(usize::from(*digit)).copied().unwrap_or_default(),
        }
    }
}

impl<'w> Leveled<'w> {
    /// A level more of the thing that is being made.
    pub(super) fn give(&mut self, annotator: Option<usize>, level: LevelOf<'w>, record: RecordId) {
        // There are few: looking through a list takes less time than hashing.
        let known = self.levels.iter().position(|other| *other == level);
        let level = known.unwrap_or_else(|| {
            self.levels.push(level);
            self.levels.len() - 1
        });
        self.given.push((annotator, level, record));
    }

    /// Ends the thing that is being made; it is left out when it has fewer levels.
    pub(super) fn end_thing(&mut self, least: usize, place: impl FnOnce() -> ItemPlace) {
        let start = self.things.last().map_or(0, |(_, end)| *end);
        if self.given.len() < start + least {
            self.given.truncate(start);
        } else {
            self.things.push((place(), self.given.len()));
        }
    }

    /// The table of a unit of levels, in the order of the scale that most of them are of; levels of other scales are
    /// missing, as is the level that cannot be judged. Who gave several to one thing counts with the highest.
    pub(super) fn table(self, work: &Work<'_>, unit: Unit) -> Table {
        let mut builder = TableBuilder::new(unit, &work.annotators);
        let mut labels = Sets::default();
        let Some(scale) = self.most_used_scale(work) else {
            return builder.finish(labels, "");
        };
        let ranked = scale.levels.iter().filter(|level| scale.unknown.as_ref() != Some(&level.id));
        let codes: Vec<(&str, u32)> =
            ranked.map(|level| (level.id.as_str(), labels.set_of([level.id.as_str()]))).collect();
        let code = |level: &LevelOf<'_>| {
            let known = codes.iter().find(|(id, _)| *id == level.level());
            known.filter(|_| level.scale() == scale.id).map(|(_, code)| *code)
        };
        let codes: Vec<Option<u32>> = self.levels.iter().map(code).collect();
        let (mut levels, mut start): (Vec<(usize, u32, RecordId)>, _) = (Vec::new(), 0);
        for (place, end) in self.things {
            let given = self.given.get(start..end).unwrap_or_default();
            let known = given.iter().filter_map(|(annotator, level, record)| {
                Some(((*annotator)?, codes.get(*level).copied().flatten()?, *record))
            });
            start = end;
            levels.clear();
            levels.extend(known);
            levels.sort_by_key(|(annotator, ..)| *annotator);
            for own in levels.chunk_by(|(one, ..), (other, ..)| one == other) {
                if let Some((annotator, label, _)) = own.iter().max_by_key(|(_, label, _)| *label) {
                    builder.value(*annotator, *label, own.iter().map(|(.., record)| *record));
                }
            }
            builder.end_item(|| place);
        }
        builder.finish(labels, "")
    }

    /// The project's own scale where as many levels are of it.
    fn most_used_scale<'p>(&self, work: &Work<'p>) -> Option<&'p Scale> {
        let mut counts: Vec<(&str, usize)> = Vec::new();
        let given = self.given.iter().filter(|(annotator, ..)| annotator.is_some());
        for level in given.filter_map(|(_, level, _)| self.levels.get(*level)) {
            match counts.iter_mut().find(|(scale, _)| *scale == level.scale()) {
                Some((_, count)) => *count += 1,
                None => counts.push((level.scale(), 1)),
            }
        }
        let own = work.project.settings().scale.as_str();
        let known =
            counts.into_iter().filter_map(|(id, count)| Some((work.project.codebook().scale(id)?, count)));
        known.max_by_key(|(scale, count)| (*count, scale.id == own)).map(|(scale, _)| scale)
    }
}

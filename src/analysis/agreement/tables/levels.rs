//! [`level_table`]: levels of one scale that annotators gave to the same things.

use crate::analysis::agreement::Unit;
use crate::analysis::agreement::sets::Sets;
use crate::analysis::agreement::table::{ItemPlace, Table, TableBuilder};
use crate::analysis::agreement::work::Work;
use crate::model::{CREDIBILITY_SCALE, Confidence, RecordId, Scale};
use std::collections::{BTreeMap, HashMap};

/// Ids of the levels of credibility, by digit.
const DIGITS: [&str; 7] = ["0", "1", "2", "3", "4", "5", "6"];

/// What annotators gave to one thing, by annotator.
#[derive(Debug)]
pub(super) struct Leveled<'w> {
    pub(super) place: ItemPlace,
    pub(super) levels: Vec<(usize, LevelOf<'w>, RecordId)>,
}

/// A level as a record has it.
#[derive(Clone, Copy, Debug)]
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

/// The table of a unit of levels, in the order of the scale that most of them are of; levels of other scales are
/// missing, as is the level that cannot be judged. Who gave several to one thing counts with the highest.
pub(super) fn level_table(work: &Work<'_>, unit: Unit, things: &[Leveled<'_>]) -> Table {
    let mut builder = TableBuilder::new(unit, &work.annotators);
    let mut labels = Sets::default();
    let Some(scale) = most_used_scale(work, things) else {
        return builder.finish(labels, "");
    };
    let ranked = scale.levels.iter().filter(|level| scale.unknown.as_ref() != Some(&level.id));
    let codes: HashMap<&str, u32> =
        ranked.map(|level| (level.id.as_str(), labels.set_of([level.id.as_str()]))).collect();
    for thing in things {
        let mut levels: Vec<(usize, u32, RecordId)> = thing
            .levels
            .iter()
            .filter(|(_, level, _)| level.scale() == scale.id)
            .filter_map(|(annotator, level, record)| Some((*annotator, *codes.get(level.level())?, *record)))
            .collect();
        levels.sort_by_key(|(annotator, ..)| *annotator);
        for own in levels.chunk_by(|(one, ..), (other, ..)| one == other) {
            if let Some((annotator, label, _)) = own.iter().max_by_key(|(_, label, _)| *label) {
                builder.value(*annotator, *label, own.iter().map(|(.., record)| *record));
            }
        }
        builder.end_item(|| thing.place.clone());
    }
    builder.finish(labels, "")
}

/// The project's own scale where as many levels are of it.
fn most_used_scale<'w>(work: &Work<'w>, things: &[Leveled<'_>]) -> Option<&'w Scale> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, level, _) in things.iter().flat_map(|thing| &thing.levels) {
        *counts.entry(level.scale()).or_default() += 1;
    }
    let own = work.project.settings().scale.as_str();
    let known =
        counts.into_iter().filter_map(|(id, count)| Some((work.project.codebook().scale(id)?, count)));
    known.max_by_key(|(scale, count)| (*count, scale.id == own)).map(|(scale, _)| scale)
}

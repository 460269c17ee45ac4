//! [`CodebookMerge`]: two codebooks become one, entry by entry and field by field.
//!
//! An entry that one side took out stays aside until it is known whether a record of the other one names it.

mod entries;
mod used;

use super::error::{Clash, EntryName};
use super::log::Log;
use super::meeting::{Meeting, Stamp, ron_text};
use super::order::merged_order;
use super::path::step;
use super::report::{Counts, RecordKind, Told};
use super::side::{Pair, Side};
use crate::model::{ClaimKind, Codebook, LinkKind, RecordId, Scale, Term};
use std::collections::{BTreeMap, BTreeSet};

pub(super) use entries::Entry;
pub(super) use used::Used;

/// Codebooks being merged.
#[derive(Debug)]
pub(super) struct CodebookMerge<'c> {
    project: RecordId,
    claim_kinds: List<'c, ClaimKind>,
    link_kinds: List<'c, LinkKind>,
    difference_types: List<'c, Term>,
    outcomes: List<'c, Term>,
    causes: List<'c, Term>,
    rulings: List<'c, Term>,
    scales: List<'c, Scale>,
}

/// One list of the codebook on all sides.
#[derive(Debug)]
struct List<'c, T> {
    name: &'static str,
    /// Base, ours, theirs; an empty base where there is none.
    versions: [&'c [T]; 3],
    entries: BTreeMap<&'c str, T>,
    /// What one side took out and the other one still has.
    gone: BTreeMap<&'c str, (T, Side)>,
}

/// What the merge of a list tells others.
#[derive(Debug)]
struct Teller<'l> {
    project: RecordId,
    log: &'l mut Log,
    clashes: Vec<Clash>,
}

impl<'c> CodebookMerge<'c> {
    /// The entries of both sides; refuses entries of one id that mean something else.
    pub(super) fn new(
        project: RecordId,
        base: Option<&'c Codebook>,
        Pair { ours, theirs }: Pair<&'c Codebook>,
        log: &mut Log,
    ) -> Result<Self, Vec<Clash>> {
        let teller = &mut Teller { project, log, clashes: Vec::new() };
        let versions = [base, Some(ours), Some(theirs)];
        let merge = Self {
            project,
            claim_kinds: List::new(
                "claim_kinds",
                versions.map(|one| entries(one, |one| &one.claim_kinds)),
                teller,
            ),
            link_kinds: List::new(
                "link_kinds",
                versions.map(|one| entries(one, |one| &one.link_kinds)),
                teller,
            ),
            difference_types: List::new(
                "difference_types",
                versions.map(|one| entries(one, |one| &one.difference_types)),
                teller,
            ),
            outcomes: List::new("outcomes", versions.map(|one| entries(one, |one| &one.outcomes)), teller),
            causes: List::new("causes", versions.map(|one| entries(one, |one| &one.causes)), teller),
            rulings: List::new("rulings", versions.map(|one| entries(one, |one| &one.rulings)), teller),
            scales: List::new("scales", versions.map(|one| entries(one, |one| &one.scales)), teller),
        };
        let clashes = std::mem::take(&mut teller.clashes);
        if clashes.is_empty() { Ok(merge) } else { Err(clashes) }
    }

    /// Ids of the link kinds that read the same from both ends, also of those that stand aside.
    pub(super) fn symmetric_kinds(&self) -> BTreeSet<String> {
        let kinds =
            self.link_kinds.entries.values().chain(self.link_kinds.gone.values().map(|(kind, _)| kind));
        kinds.filter(|kind| kind.symmetric).map(|kind| kind.id.clone()).collect()
    }

    /// Whether a record may name something that the merged codebook lacks.
    pub(super) fn may_lack(&self) -> bool {
        let has_gone = [
            self.claim_kinds.gone.is_empty(),
            self.link_kinds.gone.is_empty(),
            self.difference_types.gone.is_empty(),
            self.outcomes.gone.is_empty(),
            self.causes.gone.is_empty(),
            self.rulings.gone.is_empty(),
            self.scales.gone.is_empty(),
        ];
        has_gone.contains(&false) || self.scales.has_other_levels()
    }

    /// The merged codebook, with all that is used; refuses where a level is used that its scale lost.
    pub(super) fn finish(mut self, used: &Used<'_>, log: &mut Log) -> Result<Codebook, Vec<Clash>> {
        let project = self.project;
        self.claim_kinds.restore(&used.claim_kinds, project, log);
        self.link_kinds.restore(&used.link_kinds, project, log);
        self.difference_types.restore(&used.difference_types, project, log);
        self.outcomes.restore(&used.outcomes, project, log);
        self.causes.restore(&used.causes, project, log);
        self.rulings.restore(&used.rulings, project, log);
        self.scales.restore(&used.scales(), project, log);
        let lost = self.scales.lost_levels(used);
        if !lost.is_empty() {
            return Err(lost);
        }
        Ok(Codebook {
            claim_kinds: self.claim_kinds.finish(log),
            link_kinds: self.link_kinds.finish(log),
            difference_types: self.difference_types.finish(log),
            outcomes: self.outcomes.finish(log),
            causes: self.causes.finish(log),
            rulings: self.rulings.finish(log),
            scales: self.scales.finish(log),
        })
    }
}

fn entries<T>(codebook: Option<&Codebook>, list: impl Fn(&Codebook) -> &Vec<T>) -> &[T] {
    codebook.map(list).map_or(&[], Vec::as_slice)
}

impl<'c, T: Entry> List<'c, T> {
    fn new(name: &'static str, versions: [&'c [T]; 3], teller: &mut Teller<'_>) -> Self {
        let mut list = Self { name, versions, entries: BTreeMap::new(), gone: BTreeMap::new() };
        let by_id =
            |entries: &'c [T]| entries.iter().map(|entry| (entry.id(), entry)).collect::<BTreeMap<_, _>>();
        let [base, ours, theirs] = versions.map(by_id);
        let ids: BTreeSet<&str> = ours.keys().chain(theirs.keys()).copied().collect();
        for id in ids {
            let [base, ours, theirs] = [&base, &ours, &theirs].map(|entries| entries.get(id).copied());
            Self::count(base, [ours, theirs], teller.log);
            match (ours, theirs) {
                (Some(ours), Some(theirs)) => {
                    list.entries.insert(id, met(name, base, Pair { ours, theirs }, teller));
                }
                (Some(one), None) | (None, Some(one)) => {
                    let loser = if ours.is_some() { Side::Theirs } else { Side::Ours };
                    if base == Some(one) {
                        list.gone.insert(id, (one.clone(), loser));
                        continue;
                    }
                    if base.is_some() {
                        teller.log.deletion(teller.project, step(name, id), ron_text(one), loser);
                    }
                    list.entries.insert(id, one.clone());
                }
                (None, None) => {}
            }
        }
        list
    }

    fn count(base: Option<&T>, sides: [Option<&T>; 2], log: &mut Log) {
        for (side, one) in Side::ALL.into_iter().zip(sides) {
            let count = |counts: &mut Counts| match (base, one) {
                (Some(_), None) => counts.removed += 1,
                (None, Some(_)) => counts.added += 1,
                _ => counts.changed += 1,
            };
            let is_alike = base == one || (base.is_none() && sides.iter().all(|other| *other == one));
            if !is_alike {
                log.count(side, RecordKind::CodebookEntry, count);
            }
        }
    }

    /// Brings back what is used.
    fn restore(&mut self, used: &BTreeSet<&str>, project: RecordId, log: &mut Log) {
        for (id, (entry, loser)) in std::mem::take(&mut self.gone) {
            if used.contains(id) {
                log.deletion(project, step(self.name, id), ron_text(&entry), loser);
                self.entries.insert(id, entry);
            }
        }
    }

    fn finish(mut self, log: &mut Log) -> Vec<T> {
        let kept: BTreeSet<&str> = self.entries.keys().copied().collect();
        let ids = self.versions.map(|entries| entries.iter().map(Entry::id).collect::<Vec<_>>());
        let (order, is_clash) = merged_order(ids.each_ref().map(Vec::as_slice), &kept);
        if is_clash {
            log.told.push(Told::Reordered("entries of the codebook"));
        }
        order.into_iter().filter_map(|id| self.entries.remove(id)).collect()
    }
}

/// Both have the entry.
fn met<T: Entry>(
    list: &'static str,
    base: Option<&T>,
    Pair { ours, theirs }: Pair<&T>,
    teller: &mut Teller<'_>,
) -> T {
    if ours == theirs || base == Some(theirs) {
        return ours.clone();
    }
    if base == Some(ours) {
        return theirs.clone();
    }
    let clash = || Clash {
        name: EntryName { list, id: ours.id().to_owned() },
        entry: format!("{} “{}”", T::NAME, ours.id()),
        ours: ours.meaning(),
        theirs: theirs.meaning(),
        levels: Pair { ours: ours.levels().to_vec(), theirs: theirs.levels().to_vec() },
    };
    if base.is_none() && !ours.is_same_as(theirs) {
        teller.clashes.push(clash());
        return ours.clone();
    }
    let merged = T::meet(Meeting {
        record: teller.project,
        prefix: format!("{}.", step(list, ours.id())),
        base,
        ours,
        theirs,
        stamps: Pair::<Stamp>::default(),
        pasts: Pair::default(),
        log: teller.log,
    });
    merged.unwrap_or_else(|| {
        teller.clashes.push(clash());
        ours.clone()
    })
}

impl List<'_, Scale> {
    /// Whether a scale has other levels than on one of the sides.
    fn has_other_levels(&self) -> bool {
        let ids = |scale: &Scale| scale.levels.iter().map(|level| level.id.clone()).collect::<Vec<_>>();
        let [_, ours, theirs] = self.versions;
        ours.iter()
            .chain(theirs)
            .any(|old| self.entries.get(old.id.as_str()).is_some_and(|scale| ids(scale) != ids(old)))
    }

    /// Levels that records name and that their scale lost: where they belong is for people to say.
    fn lost_levels(&self, used: &Used<'_>) -> Vec<Clash> {
        let [_, ours, theirs] = self.versions;
        let levels = |scales: &[Scale], id: &str| {
            let scale = scales.iter().find(|scale| scale.id == id);
            scale.map_or_else(
                || "is not there".to_owned(),
                |scale| format!("has the levels {}", scale.level_names()),
            )
        };
        let is_lost = |(scale, level): &(&str, &str)| {
            self.entries.get(scale).is_some_and(|scale| scale.level(level).is_none())
        };
        let lost: BTreeSet<&str> =
            used.levels.iter().copied().filter(is_lost).map(|(scale, _)| scale).collect();
        let all = |scales: &[Scale], id: &str| {
            scales.iter().find(|scale| scale.id == id).map_or_else(Vec::new, |scale| scale.levels.clone())
        };
        lost.into_iter()
            .map(|id| Clash {
                name: EntryName { list: "scales", id: id.to_owned() },
                entry: format!("scale “{id}”"),
                ours: levels(ours, id),
                theirs: levels(theirs, id),
                levels: Pair { ours: all(ours, id), theirs: all(theirs, id) },
            })
            .collect()
    }
}

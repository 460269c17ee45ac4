//! [`Sides`]: the records of base and both sides, brought under the same ids before anything is merged.
//!
//! What follows from the ids alone (one text under two ids, two records under one) is dealt with here, so that the
//! merge itself meets each record under one id.

use super::ids::Id;
use super::log::{Log, Raised};
use super::meeting::{Stamp, ron_text};
use super::records::Record;
use super::renames::{Renames, put_in_order};
use super::report::Told;
use super::side::{Pair, Side};
use super::tables::{Three, joined};
use crate::model::project::Records;
use crate::model::{ClaimId, DocumentId, Link, Project, Ruling};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Records that became another one's under a new id may meet again there; so often it is looked.
const MAX_ROUNDS: usize = 8;

/// What is merged.
#[derive(Debug)]
pub(super) struct Sides<'p> {
    /// Empty where there is none.
    pub(super) base: Cow<'p, Records>,
    pub(super) ours: Cow<'p, Records>,
    pub(super) theirs: Cow<'p, Records>,
    /// Of the documents: base, ours, theirs.
    pub(super) orders: [Vec<DocumentId>; 3],
    has_base: bool,
    /// Ids of the link kinds whose links keep their ends in order.
    symmetric: BTreeSet<String>,
}

impl<'p> Sides<'p> {
    /// The three versions as they are, but for links whose kind is symmetric on one side only.
    pub(super) fn new(
        base: Option<&'p Project>,
        Pair { ours, theirs }: Pair<&'p Project>,
        symmetric: BTreeSet<String>,
        log: &mut Log,
    ) -> Self {
        let order =
            |project: Option<&Project>| project.map_or_else(Vec::new, |project| project.order.clone());
        let mut sides = Self {
            base: base.map_or_else(|| Cow::Owned(Records::default()), |base| Cow::Borrowed(&base.records)),
            ours: Cow::Borrowed(&ours.records),
            theirs: Cow::Borrowed(&theirs.records),
            orders: [order(base), order(Some(ours)), order(Some(theirs))],
            has_base: base.is_some(),
            symmetric,
        };
        for (project, side) in
            [(base, None), (Some(ours), Some(Side::Ours)), (Some(theirs), Some(Side::Theirs))]
        {
            let turned = project.map(|project| sides.turn(project, side)).unwrap_or_default();
            if side.is_some() {
                log.told.extend(turned.into_iter().map(|(kind, count)| Told::Turned { kind, count }));
            }
        }
        sides
    }

    /// Brings one text, and what is one link, under one id, and two records that have one id apart.
    pub(super) fn reconcile(&mut self, log: &mut Log) {
        self.part_texts(log);
        self.join_texts(log);
        self.part_claims(log);
        self.join_claims(log);
        self.part_links(log);
        self.join_links();
        self.part_decisions(log);
    }

    pub(super) fn of_mut(&mut self, side: Side) -> &mut Records {
        match side {
            Side::Ours => self.ours.to_mut(),
            Side::Theirs => self.theirs.to_mut(),
        }
    }

    pub(super) fn of(&self, side: Side) -> &Records {
        match side {
            Side::Ours => &self.ours,
            Side::Theirs => &self.theirs,
        }
    }

    pub(super) fn order_mut(&mut self, side: Side) -> &mut Vec<DocumentId> {
        let [_, ours, theirs] = &mut self.orders;
        match side {
            Side::Ours => ours,
            Side::Theirs => theirs,
        }
    }

    /// Gives records of a side new ids.
    pub(super) fn rename(&mut self, side: Side, renames: &Renames) {
        let records = match side {
            Side::Ours => self.ours.to_mut(),
            Side::Theirs => self.theirs.to_mut(),
        };
        renames.apply(records, &self.symmetric);
        renames.apply_to_order(self.order_mut(side));
    }

    /// One table of all three.
    pub(super) fn three<K, T>(&self, table: impl Fn(&Records) -> &BTreeMap<K, T>) -> Three<'_, K, T> {
        [table(&self.base), table(&self.ours), table(&self.theirs)]
    }

    /// Turns the links of kinds that were not symmetric in this version; gives how many of each kind.
    fn turn(&mut self, project: &Project, side: Option<Side>) -> BTreeMap<String, usize> {
        let was_directed =
            |kind: &String| project.codebook.link_kind(kind).is_some_and(|kind| !kind.symmetric);
        let symmetric: BTreeSet<String> =
            self.symmetric.iter().filter(|kind| was_directed(kind)).cloned().collect();
        let mut turned = BTreeMap::new();
        if !project.links().any(|link| link.from > link.to && symmetric.contains(&link.kind)) {
            return turned;
        }
        let records = side.map_or_else(
            || self.base.to_mut(),
            |side| match side {
                Side::Ours => self.ours.to_mut(),
                Side::Theirs => self.theirs.to_mut(),
            },
        );
        for link in records.links.values_mut() {
            if link.from > link.to && put_in_order(Arc::make_mut(link), &symmetric) {
                *turned.entry(link.kind.clone()).or_default() += 1;
            }
        }
        turned
    }

    /// Two links of both sides that are new and say the same become one: it may not be there twice.
    fn join_links(&mut self) {
        let key = |link: &Link| (link.from, link.to, link.kind.clone(), link.annotator);
        let new = |records: &Records| -> BTreeMap<_, _> {
            let links = records.links.values();
            links
                .filter(|link| !self.base.links.contains_key(&link.id))
                .map(|link| (key(link), link.id))
                .collect()
        };
        let (ours, theirs) = (new(&self.ours), new(&self.theirs));
        let mut renames = Pair::<Renames>::default();
        for (key, ours) in &ours {
            match theirs.get(key) {
                Some(theirs) if ours < theirs => drop(renames.theirs.links.insert(*theirs, *ours)),
                Some(theirs) if theirs < ours => drop(renames.ours.links.insert(*ours, *theirs)),
                _ => {}
            }
        }
        for side in Side::ALL.into_iter().filter(|side| !renames.of(*side).links.is_empty()) {
            self.rename(side, renames.of(side));
        }
    }

    fn part_claims(&mut self, log: &mut Log) {
        let has_base = self.has_base;
        self.part(
            log,
            |records| &records.claims,
            |renames| &mut renames.claims,
            |one, other| {
                // Without a base a claim that was edited on one side has to be told from two that share an id.
                !has_base && (one.created, one.annotator) == (other.created, other.annotator)
            },
        );
    }

    /// Without a base, the same words tagged with the same kinds by one annotator under two ids are one claim, under the
    /// lower of the ids.
    fn join_claims(&mut self, log: &mut Log) {
        if self.has_base {
            return;
        }
        let new = |side: Side| {
            let other = &self.of(side.other()).claims;
            let mut found: BTreeMap<_, Vec<ClaimId>> = BTreeMap::new();
            for claim in self.of(side).claims.values().filter(|claim| !other.contains_key(&claim.id)) {
                let kinds: BTreeSet<String> = claim.kinds.iter().cloned().collect();
                let what = (claim.document, claim.span, claim.unanchored, kinds, claim.annotator);
                found.entry(what).or_default().push(claim.id);
            }
            found
        };
        let (ours, theirs) = (new(Side::Ours), new(Side::Theirs));
        let mut renames = Pair::<Renames>::default();
        let mut count = 0;
        for (what, ours) in &ours {
            for (ours, theirs) in ours.iter().zip(theirs.get(what).into_iter().flatten()) {
                let (side, from, to) =
                    if ours < theirs { (Side::Theirs, *theirs, *ours) } else { (Side::Ours, *ours, *theirs) };
                renames.of_mut(side).claims.insert(from, to);
                count += 1;
            }
        }
        if count > 0 {
            log.told.push(Told::SameClaims(count));
        }
        for side in Side::ALL.into_iter().filter(|side| !renames.of(*side).claims.is_empty()) {
            self.rename(side, renames.of(side));
        }
    }

    fn part_links(&mut self, log: &mut Log) {
        let has_base = self.has_base;
        self.part(
            log,
            |records| &records.links,
            |renames| &mut renames.links,
            |one, other| {
                let says_same = (one.from, one.to, &one.kind) == (other.from, other.to, &other.kind);
                one.annotator == other.annotator && (says_same || (!has_base && one.created == other.created))
            },
        );
    }

    fn part_decisions(&mut self, log: &mut Log) {
        let has_base = self.has_base;
        self.part(
            log,
            |records| &records.dismissals,
            |renames| &mut renames.dismissals,
            |one, other| !has_base && (one.created, one.annotator) == (other.created, other.annotator),
        );
        self.part(
            log,
            |records| &records.verdicts,
            |renames| &mut renames.verdicts,
            |one, other| !has_base && one.annotator == other.annotator,
        );
        self.part(
            log,
            |records| &records.rulings,
            |renames| &mut renames.rulings,
            |one, other| {
                // An earlier merge that joined links renamed them in rulings.
                let rest = |ruling: &Ruling| Ruling { links: Vec::new(), ..ruling.clone() };
                rest(one) == rest(other) || (!has_base && one.annotator == other.annotator)
            },
        );
    }

    /// Of two records that both sides added under one id the later one gets another id.
    fn part<K: Id, T: Record>(
        &mut self,
        log: &mut Log,
        table: impl Fn(&Records) -> &BTreeMap<K, T>,
        names: impl Fn(&mut Renames) -> &mut BTreeMap<K, K>,
        is_same: impl Fn(&T, &T) -> bool,
    ) {
        for _ in 0..MAX_ROUNDS {
            let mut renames = Pair::<Renames>::default();
            for (id, base, ours, theirs) in joined(self.three(&table)) {
                let (None, Some(ours), Some(theirs)) = (base, ours, theirs) else { continue };
                if ours == theirs || is_same(ours, theirs) {
                    continue;
                }
                let (second, one) = second([ours, theirs]);
                let new = id.another(&one.text());
                names(renames.of_mut(second)).insert(id, new);
                let Stamp { annotator, time } = one.stamp();
                let (kept, other) = (ron_text(&id.to_string()), ron_text(&new.to_string()));
                let (record, field) = (id.record(), "id".to_owned());
                log.raised.push(Raised { record, field, kept, other, annotator, time, loser: second });
            }
            let mut is_done = true;
            for side in Side::ALL {
                if !names(renames.of_mut(side)).is_empty() {
                    is_done = false;
                    self.rename(side, renames.of(side));
                }
            }
            if is_done {
                break;
            }
        }
    }
}

/// The later of two records, and whose it is.
fn second<T: Record>([ours, theirs]: [&T; 2]) -> (Side, &T) {
    let rank = |one: &T| (one.stamp(), one.text());
    if rank(ours) > rank(theirs) { (Side::Ours, ours) } else { (Side::Theirs, theirs) }
}

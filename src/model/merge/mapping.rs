//! [`Mapping`]: what entries of their codebook stand for in ours, as somebody said where the ids alone mislead.

use super::codebook::Entry;
use super::error::{Clash, EntryName};
use super::renames::put_in_order;
use crate::model::project::Records;
use crate::model::{
    Claim, Codebook, Confidence, Document, Link, Project, RELIABILITY_SCALE, Ruling, Verdict,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What an entry of theirs stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    /// For our entry of the same id, whose words are kept. Of a scale the ids of their levels come with those of the
    /// levels of ours that they stand for; one that is not named keeps its id.
    ForOurs(BTreeMap<String, String>),
    /// For itself: it becomes another entry, with an id of its own.
    Apart,
}

/// Decisions about entries of their codebook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// By entry.
    pub entries: BTreeMap<EntryName, Stands>,
}

/// What records of theirs name, and what they are to name.
#[derive(Debug, Default)]
struct NewNames {
    entries: BTreeMap<EntryName, String>,
    /// Scale and level.
    levels: BTreeMap<(String, String), (String, String)>,
}

impl Mapping {
    /// Whether it says what is to become of an entry, and of each level that our scale lacks.
    pub fn settles(&self, clash: &Clash) -> bool {
        match self.entries.get(&clash.name) {
            None => false,
            Some(Stands::Apart) => true,
            Some(Stands::ForOurs(levels)) => {
                clash.strange_levels().all(|level| levels.contains_key(&level.id))
            }
        }
    }

    /// Their version with codebook and records as the decisions have it. What a record of theirs has in common with
    /// ours stays as it is: it is no work of theirs.
    pub(super) fn applied(&self, base: Option<&Project>, ours: &Project, theirs: &Project) -> Project {
        let mut mapped = theirs.clone();
        let mut names = NewNames::default();
        let (from, to) = (ours.codebook(), &mut mapped.codebook);
        self.map_list("claim_kinds", &from.claim_kinds, &mut to.claim_kinds, &mut names);
        self.map_list("link_kinds", &from.link_kinds, &mut to.link_kinds, &mut names);
        self.map_list("difference_types", &from.difference_types, &mut to.difference_types, &mut names);
        self.map_list("outcomes", &from.outcomes, &mut to.outcomes, &mut names);
        self.map_list("causes", &from.causes, &mut to.causes, &mut names);
        self.map_list("rulings", &from.rulings, &mut to.rulings, &mut names);
        self.map_list("scales", &from.scales, &mut to.scales, &mut names);
        self.map_levels(theirs.codebook(), &mut names);
        names.give(&mut mapped.records, &ours.records, base.map(|base| &base.records));
        turn_links(&mut mapped);
        mapped
    }

    fn map_list<T: Entry>(&self, list: &'static str, ours: &[T], theirs: &mut Vec<T>, names: &mut NewNames) {
        let by_id = |entries: &[T], id: &str| entries.iter().find(|entry| entry.id() == id).cloned();
        for (name, stands) in self.entries.iter().filter(|(name, _)| name.list == list) {
            let Some(place) = theirs.iter().position(|entry| entry.id() == name.id) else { continue };
            let Some(own) = by_id(ours, &name.id) else { continue };
            let Some(entry) = theirs.get_mut(place) else { continue };
            let entry = std::mem::replace(entry, own);
            if matches!(stands, Stands::Apart) {
                // The same id again when the same entry was brought in before.
                let is_free = |entry: &T| {
                    by_id(ours, entry.id()).is_none_or(|other| other == *entry)
                        && by_id(theirs, entry.id()).is_none()
                };
                // More names than there are entries: one of them is free.
                let last = theirs.len() + ours.len() + 2;
                let apart =
                    (2..=last).map(|number| entry.apart(format!("{}_{number}", name.id))).find(is_free);
                if let Some(apart) = apart {
                    names.entries.insert(name.clone(), apart.id().to_owned());
                    theirs.insert(place + 1, apart);
                }
            }
        }
    }

    fn map_levels(&self, theirs: &Codebook, names: &mut NewNames) {
        for scale in &theirs.scales {
            let name = EntryName { list: "scales", id: scale.id.clone() };
            let new = names.entries.get(&name).cloned();
            let stands = self.entries.get(&name);
            for level in &scale.levels {
                let old = (scale.id.clone(), level.id.clone());
                match (stands, &new) {
                    (Some(Stands::Apart), Some(new)) => {
                        names.levels.insert(old, (new.clone(), level.id.clone()));
                    }
                    (Some(Stands::ForOurs(levels)), _) => {
                        if let Some(own) = levels.get(&level.id).filter(|own| **own != level.id) {
                            names.levels.insert(old, (scale.id.clone(), own.clone()));
                        }
                    }
                    _ => {}
                }
            }
        }
    }
}

impl NewNames {
    fn give(&self, theirs: &mut Records, ours: &Records, base: Option<&Records>) {
        give_all(&mut theirs.claims, (&ours.claims, base.map(|base| &base.claims)), |claim, known| {
            self.give_claim(claim, known);
        });
        give_all(&mut theirs.links, (&ours.links, base.map(|base| &base.links)), |link, known| {
            self.give_link(link, known);
        });
        give_all(
            &mut theirs.documents,
            (&ours.documents, base.map(|base| &base.documents)),
            |document, known| {
                self.give_document(document, known);
            },
        );
        for (id, verdict) in &mut theirs.verdicts {
            let known = Known::of(ours.verdicts.get(id), base.and_then(|base| base.verdicts.get(id)));
            self.give_verdict(verdict, known);
        }
        for (id, ruling) in &mut theirs.rulings {
            let known = Known::of(ours.rulings.get(id), base.and_then(|base| base.rulings.get(id)));
            self.give_ruling(ruling, known);
        }
    }

    fn give_claim(&self, claim: &mut Claim, known: Known<'_, Claim>) {
        for kind in &mut claim.kinds {
            self.name("claim_kinds", kind, |kind| known.any(|one| one.kinds.contains(kind)));
        }
        self.level(&mut claim.confidence, |confidence| known.any(|one| one.confidence == *confidence));
    }

    fn give_link(&self, link: &mut Link, known: Known<'_, Link>) {
        self.name("link_kinds", &mut link.kind, |kind| known.any(|one| one.kind == *kind));
        for difference in &mut link.differences {
            self.name("difference_types", &mut difference.kind, |kind| {
                known.any(|one| one.differences.iter().any(|other| other.kind == *kind))
            });
        }
        self.level(&mut link.confidence, |confidence| known.any(|one| one.confidence == *confidence));
    }

    fn give_verdict(&self, verdict: &mut Verdict, known: Known<'_, Verdict>) {
        self.name("outcomes", &mut verdict.outcome, |outcome| known.any(|one| one.outcome == *outcome));
        self.level(&mut verdict.confidence, |confidence| known.any(|one| one.confidence == *confidence));
    }

    fn give_ruling(&self, ruling: &mut Ruling, known: Known<'_, Ruling>) {
        self.name("rulings", &mut ruling.outcome, |outcome| known.any(|one| one.outcome == *outcome));
        self.name("causes", &mut ruling.cause, |cause| known.any(|one| one.cause == *cause));
    }

    fn give_document(&self, document: &mut Document, known: Known<'_, Document>) {
        let level = &mut document.details.source.reliability;
        let Some(old) = level.as_ref() else { return };
        let new = self.levels.get(&(RELIABILITY_SCALE.to_owned(), old.clone()));
        if let Some((_, new)) = new.filter(|_| !known.any(|one| one.details.source.reliability == *level)) {
            *level = Some(new.clone());
        }
    }

    fn name(&self, list: &'static str, id: &mut String, is_shared: impl Fn(&String) -> bool) {
        let new = self.entries.get(&EntryName { list, id: id.clone() });
        if let Some(new) = new.filter(|_| !is_shared(id)) {
            id.clone_from(new);
        }
    }

    fn level(&self, confidence: &mut Option<Confidence>, is_shared: impl Fn(&Option<Confidence>) -> bool) {
        let Some(old) = confidence.as_ref() else { return };
        let new = self.levels.get(&(old.scale.clone(), old.level.clone()));
        if let Some((scale, level)) = new.cloned().filter(|_| !is_shared(confidence)) {
            *confidence = Some(Confidence { scale, level });
        }
    }
}

/// The other versions of a record.
#[derive(Debug)]
struct Known<'r, T> {
    ours: Option<&'r T>,
    base: Option<&'r T>,
}

impl<T> Clone for Known<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Known<'_, T> {}

impl<'r, T> Known<'r, T> {
    /// What we no longer have does not count: theirs is all that is left of it.
    fn of(ours: Option<&'r T>, base: Option<&'r T>) -> Self {
        Self { ours, base: ours.and(base) }
    }

    fn any(self, is_alike: impl Fn(&T) -> bool) -> bool {
        self.ours.into_iter().chain(self.base).any(is_alike)
    }
}

/// Records of a kind by id.
type Table<K, T> = BTreeMap<K, Arc<T>>;

/// Changes the records of a table; those that stay as they are go on being shared with other versions.
fn give_all<K: Ord, T: Clone + PartialEq>(
    theirs: &mut Table<K, T>,
    (ours, base): (&Table<K, T>, Option<&Table<K, T>>),
    give: impl Fn(&mut T, Known<'_, T>),
) {
    for (id, record) in theirs {
        let base = base.and_then(|base| base.get(id));
        let mut new = T::clone(record);
        give(&mut new, Known::of(ours.get(id).map(Arc::as_ref), base.map(Arc::as_ref)));
        if new != **record {
            *record = Arc::new(new);
        }
    }
}

/// Ends stand in order where our kind, which took the place of theirs, is read from both.
fn turn_links(project: &mut Project) {
    let kinds = project.codebook.link_kinds.iter().filter(|kind| kind.symmetric);
    let symmetric: BTreeSet<String> = kinds.map(|kind| kind.id.clone()).collect();
    for link in project.records.links.values_mut() {
        if link.from > link.to && symmetric.contains(&link.kind) {
            put_in_order(Arc::make_mut(link), &symmetric);
        }
    }
}

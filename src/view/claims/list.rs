//! [`ClaimList`]: which claims are listed, in which order and groups, and how many claims each filter leaves.

use super::facets::{Facet, FacetValue};
use super::index::{ClaimIndex, FACETS, Facts, searched};
use super::names::FacetNames;
use super::sort::ClaimSort;
use crate::model::{ClaimId, Project};
use crate::view::names::{annotator_name, document_letter};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// What is listed, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimQuery {
    /// Of each facet named here a claim has one of the values.
    pub filters: BTreeMap<Facet, BTreeSet<FacetValue>>,
    /// Words that a claim has all of, in its text or in what was written about it.
    pub words: String,
    /// In which order.
    pub sort: ClaimSort,
    /// Under a head for each value; a claim with two values is listed twice.
    pub group: Option<Facet>,
    /// Groups of which only the head is listed.
    pub closed: BTreeSet<FacetValue>,
}

/// The rows of the table.
#[derive(Debug, Default)]
pub struct ClaimList {
    /// All claims, in project order.
    ids: Vec<ClaimId>,
    rows: Vec<Packed>,
    groups: Vec<Group>,
    facets: Vec<FacetCounts>,
    shown_count: usize,
}

/// A row, by places in lists.
#[derive(Clone, Copy, Debug)]
enum Packed {
    Group(u32),
    Claim { group: u32, place: u32 },
}

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row<'l> {
    /// The head of a group.
    Group(&'l Group),
    /// A claim, in a group where there are any.
    Claim(Option<&'l Group>, ClaimId),
}

/// Claims that share a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Which value.
    pub value: FacetValue,
    /// Shown.
    pub label: String,
    /// How many claims it has.
    pub count: usize,
    /// Whether its claims are listed.
    pub is_open: bool,
}

/// A row by what it stands for, which outlives a change of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// In which group.
    pub group: Option<FacetValue>,
    /// Which claim; none for the head of the group.
    pub claim: Option<ClaimId>,
}

/// The values of a facet with how many claims each of them would leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCounts {
    /// Which facet.
    pub facet: Facet,
    /// In the order of the facet.
    pub values: Vec<FacetCount>,
}

/// A value of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCount {
    /// Which value.
    pub value: FacetValue,
    /// Shown.
    pub label: String,
    /// Claims that have it and pass the filters of all other facets.
    pub count: usize,
    /// Whether it is filtered by.
    pub is_chosen: bool,
}

impl ClaimQuery {
    /// Whether everything is listed.
    pub fn is_all(&self) -> bool {
        self.filters.values().all(BTreeSet::is_empty) && self.words.trim().is_empty()
    }

    /// Filters by a value, or no longer.
    pub fn toggle(&mut self, facet: Facet, value: FacetValue) {
        let chosen = self.filters.entry(facet).or_default();
        if !chosen.remove(&value) {
            chosen.insert(value);
        }
        self.filters.retain(|_, chosen| !chosen.is_empty());
    }

    /// Lists everything, in the order and groups of now.
    pub fn clear(&mut self) {
        self.filters.clear();
        self.words.clear();
    }
}

/// The filters by numbers of values, and how many claims each value would leave.
struct Sieve {
    /// For each facet that is filtered by, whether a value is chosen.
    chosen: [Option<Vec<bool>>; FACETS],
    counts: [Vec<usize>; FACETS],
    words: Vec<String>,
}

impl Sieve {
    fn new(index: &ClaimIndex, query: &ClaimQuery) -> Self {
        let chosen = Facet::ALL.map(|facet| {
            let values = query.filters.get(&facet).filter(|values| !values.is_empty())?;
            let mut chosen = vec![false; index.values(facet).len()];
            for number in values.iter().filter_map(|value| index.number(facet, value)) {
                if let Some(one) = chosen.get_mut(number as usize) {
                    *one = true;
                }
            }
            Some(chosen)
        });
        let counts = Facet::ALL.map(|facet| vec![0; index.values(facet).len()]);
        let words = query.words.split_whitespace().map(searched).collect();
        Self { chosen, counts, words }
    }

    /// Whether the claim is listed. Counts it for each value that it has, but for the values of a facet only where it
    /// passes all others.
    fn passes(&mut self, facts: Facts<'_>) -> bool {
        if !facts.holds(&self.words) {
            return false;
        }
        let mut missed = None;
        for (facet, chosen) in Facet::ALL.into_iter().zip(&self.chosen) {
            let Some(chosen) = chosen else { continue };
            let has = |number: &u32| chosen.get(*number as usize).copied().unwrap_or_default();
            if facts.numbers(facet).iter().any(has) {
                continue;
            }
            if missed.is_some() {
                return false;
            }
            missed = Some(facet);
        }
        for (facet, counts) in Facet::ALL.into_iter().zip(&mut self.counts) {
            if missed.is_some_and(|missed| missed != facet) {
                continue;
            }
            for number in facts.numbers(facet) {
                if let Some(count) = counts.get_mut(*number as usize) {
                    *count += 1;
                }
            }
        }
        missed.is_none()
    }

    fn counts(
        &self,
        facet: Facet,
        (names, project): (&FacetNames, &Project),
        query: &ClaimQuery,
    ) -> FacetCounts {
        let chosen = query.filters.get(&facet);
        let is_chosen = |value: &FacetValue| chosen.is_some_and(|chosen| chosen.contains(value));
        let counts = self.counts.get(facet.index());
        let mut values: Vec<FacetCount> = names
            .values(facet)
            .map(|(number, named)| FacetCount {
                value: named.value.clone(),
                label: named.label.clone(),
                count: counts.and_then(|counts| counts.get(number as usize)).copied().unwrap_or_default(),
                is_chosen: is_chosen(&named.value),
            })
            .collect();
        // Filtered by and had by no claim any more: it stays, so that it can be taken off.
        let gone = chosen
            .into_iter()
            .flatten()
            .filter(|value| names.values(facet).all(|(_, known)| known.value != **value));
        let gone: Vec<FacetCount> = gone
            .map(|value| FacetCount {
                value: value.clone(),
                label: label_of_gone(project, names.label(facet, value), value),
                count: 0,
                is_chosen: true,
            })
            .collect();
        values.extend(gone);
        FacetCounts { facet, values }
    }
}

/// What no claim has is named by the project.
fn label_of_gone(project: &Project, known: Option<&str>, value: &FacetValue) -> String {
    match (known, value) {
        (Some(known), _) => known.to_owned(),
        (None, FacetValue::Annotator(id)) => annotator_name(project, *id),
        (None, FacetValue::Document(id)) => document_letter(project, *id),
        (None, FacetValue::Word(word)) => String::from(&**word),
        (None, _) => "no claim has it".to_owned(),
    }
}

impl ClaimList {
    /// Lists the claims that fit. The index has its words prepared where the query has any.
    pub fn new(index: &ClaimIndex, names: &FacetNames, query: &ClaimQuery, project: &Project) -> Self {
        let mut sieve = Sieve::new(index, query);
        let all: Vec<Facts<'_>> = index.facts().collect();
        let fitting = all.iter().copied().zip(0_u32..).filter(|(facts, _)| sieve.passes(*facts));
        let fitting: Vec<(u32, Facts<'_>)> = fitting.map(|(facts, place)| (place, facts)).collect();
        let mut list = Self {
            ids: all.iter().map(|facts| facts.id()).collect(),
            shown_count: fitting.len(),
            ..Self::default()
        };
        let order = query.sort.sort(fitting, names, project);
        match query.group {
            None => {
                let rows = order.into_iter().map(|place| Packed::Claim { group: u32::MAX, place });
                list.rows = rows.collect();
            }
            Some(facet) => list.group(facet, (&order, &all), (names, query, &sieve)),
        }
        list.facets = Facet::ALL.map(|facet| sieve.counts(facet, (names, project), query)).into();
        list
    }

    /// Puts the claims under the heads of their values; values that a filter leaves out have no head.
    fn group(
        &mut self,
        facet: Facet,
        (order, all): (&[u32], &[Facts<'_>]),
        (names, query, sieve): (&FacetNames, &ClaimQuery, &Sieve),
    ) {
        let chosen = sieve.chosen.get(facet.index()).and_then(Option::as_ref);
        let is_left = |number: u32| {
            chosen.is_none_or(|chosen| chosen.get(number as usize).copied().unwrap_or_default())
        };
        let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for place in order {
            let numbers = all.get(*place as usize).map_or(&[][..], |facts| facts.numbers(facet));
            for number in numbers.iter().copied().filter(|number| is_left(*number)) {
                members.entry(number).or_default().push(*place);
            }
        }
        for (number, named) in names.values(facet) {
            let Some(places) = members.remove(&number) else { continue };
            let group = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
            let is_open = !query.closed.contains(&named.value);
            self.groups.push(Group {
                value: named.value.clone(),
                label: named.label.clone(),
                count: places.len(),
                is_open,
            });
            self.rows.push(Packed::Group(group));
            if is_open {
                self.rows.extend(places.into_iter().map(|place| Packed::Claim { group, place }));
            }
        }
    }

    /// How many rows there are, heads of groups included.
    pub const fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// How many claims fit.
    pub const fn shown_count(&self) -> usize {
        self.shown_count
    }

    /// How many claims there are.
    pub const fn claim_count(&self) -> usize {
        self.ids.len()
    }

    /// The groups, in order.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The facets with what each of their values would leave.
    pub fn facets(&self) -> &[FacetCounts] {
        &self.facets
    }

    /// A row.
    pub fn row(&self, index: usize) -> Option<Row<'_>> {
        Some(match *self.rows.get(index)? {
            Packed::Group(group) => Row::Group(self.groups.get(group as usize)?),
            Packed::Claim { group, place } => {
                Row::Claim(self.groups.get(group as usize), *self.ids.get(place as usize)?)
            }
        })
    }

    /// The claim of a row; none for the head of a group.
    pub fn claim(&self, index: usize) -> Option<ClaimId> {
        match self.row(index)? {
            Row::Claim(_, claim) => Some(claim),
            Row::Group(_) => None,
        }
    }

    /// What a row stands for.
    pub fn place(&self, index: usize) -> Option<Place> {
        Some(match self.row(index)? {
            Row::Group(group) => Place { group: Some(group.value.clone()), claim: None },
            Row::Claim(group, claim) => {
                Place { group: group.map(|group| group.value.clone()), claim: Some(claim) }
            }
        })
    }

    /// The row that stands for it; that of the claim in another group where it left its own.
    pub fn row_of(&self, place: &Place) -> Option<usize> {
        let stands = |row: Row<'_>| match row {
            Row::Group(group) => place.claim.is_none() && place.group.as_ref() == Some(&group.value),
            Row::Claim(group, claim) => {
                place.claim == Some(claim) && group.map(|group| &group.value) == place.group.as_ref()
            }
        };
        let find = |stands: &dyn Fn(Row<'_>) -> bool| {
            (0..self.rows.len()).find(|index| self.row(*index).is_some_and(stands))
        };
        find(&stands)
            .or_else(|| find(&|row| matches!(row, Row::Claim(_, claim) if place.claim == Some(claim))))
    }

    /// The claims of rows, in order; one in two groups comes twice.
    pub fn claims_in(&self, rows: RangeInclusive<usize>) -> impl Iterator<Item = ClaimId> {
        rows.filter_map(|index| self.claim(index))
    }

    /// All claims that are listed, in order, those of closed groups left out.
    pub fn claims(&self) -> impl Iterator<Item = ClaimId> {
        (0..self.rows.len()).filter_map(|index| self.claim(index))
    }
}

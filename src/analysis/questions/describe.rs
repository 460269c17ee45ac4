//! [`Description`]: what a link is about, as a [`Vector`].

use super::readings::Readings;
use super::vector::{Feature, Vector};
use crate::model::{ClaimId, Project};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Some claims and the links between them.
#[derive(Debug)]
pub(super) struct Description {
    claims: BTreeMap<ClaimId, Described>,
    /// In how many of the claims a form occurs.
    counts: HashMap<u32, usize>,
}

#[derive(Debug)]
struct Described {
    /// Among the claims, by id.
    number: u32,
    words: Vec<u32>,
    /// Numbers of the claims linked to it, in order.
    linked: Vec<u32>,
}

impl Description {
    /// Of the claims at the ends of these links.
    pub(super) fn of(project: &Project, readings: &mut Readings, links: &[(ClaimId, ClaimId)]) -> Self {
        let ids: BTreeSet<ClaimId> = links.iter().flat_map(|(from, to)| [*from, *to]).collect();
        let mut counts: HashMap<u32, usize> = HashMap::new();
        let mut claims: BTreeMap<ClaimId, Described> = BTreeMap::new();
        for (number, id) in (0..).zip(ids) {
            let words = readings.words(project, id).to_vec();
            for word in &words {
                *counts.entry(*word).or_default() += 1;
            }
            claims.insert(id, Described { number, words, linked: Vec::new() });
        }
        let mut description = Self { claims, counts };
        for (from, to) in links {
            description.put_linked(*from, *to);
            description.put_linked(*to, *from);
        }
        for claim in description.claims.values_mut() {
            claim.linked.sort_unstable();
            claim.linked.dedup();
        }
        description
    }

    fn put_linked(&mut self, at: ClaimId, other: ClaimId) {
        let number = self.number(other);
        if let Some(claim) = self.claims.get_mut(&at) {
            claim.linked.push(number);
        }
    }

    /// The number of a claim among all, from 0.
    pub(super) fn number(&self, claim: ClaimId) -> u32 {
        self.claims.get(&claim).map_or(u32::MAX, |claim| claim.number)
    }

    /// The link between two of the claims: of length 1, half of it words and half of it claims where there are both.
    pub(super) fn vector(&self, from: ClaimId, to: ClaimId) -> Vector {
        let Some((from, to)) = self.claims.get(&from).zip(self.claims.get(&to)) else {
            return Vector::default();
        };
        let words = common(&from.words, &to.words).map(|word| (Feature::Word(word), self.weight(word)));
        let claims = common(&from.linked, &to.linked).chain([from.number, to.number]);
        let claims: BTreeSet<u32> = claims.collect();
        let claims = claims.into_iter().map(|claim| (Feature::Claim(claim), 1.0));
        let halves = [Vector::new(words.collect()).unit(), Vector::new(claims.collect()).unit()];
        Vector::sum(halves.iter()).unit()
    }

    /// Inverse document frequency as in BM25, over the claims.
    fn weight(&self, word: u32) -> f64 {
        let having = self.counts.get(&word).copied().unwrap_or_default() as f64;
        let all = self.claims.len() as f64;
        (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
    }
}

/// What two lists in order both have.
fn common<'w>(ones: &'w [u32], others: &'w [u32]) -> impl Iterator<Item = u32> {
    let (few, many) = if ones.len() <= others.len() { (ones, others) } else { (others, ones) };
    few.iter().copied().filter(|one| many.binary_search(one).is_ok())
}

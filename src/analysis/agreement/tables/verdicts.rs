//! [`verdict_table`]: what annotators decided on the same claims.

use super::grouping::{Node, groups};
use super::places::Places;
use crate::analysis::agreement::Unit;
use crate::analysis::agreement::sets::Sets;
use crate::analysis::agreement::table::{ItemPlace, Table, TableBuilder};
use crate::analysis::agreement::work::Work;
use crate::model::{ClaimId, RecordId, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// Places that a verdict weighs.
type Weighed = BTreeSet<usize>;

/// The table of [`Unit::Verdict`]: the outcome with the side that it favours.
///
/// Verdicts are on the same claims when they have at least this share of all their places in common. Who decided twice
/// counts with what they decided last.
pub(super) fn verdict_table(work: &Work<'_>, places: &Places<'_>, least_overlap: f64) -> Table {
    let mut by_places: BTreeMap<Weighed, Vec<(usize, &Verdict)>> = BTreeMap::new();
    for verdict in work.project.verdicts() {
        let weighed: Weighed = verdict.claims.iter().filter_map(|claim| places.place_of(*claim)).collect();
        if let Some(annotator) = work.annotator_index(verdict.annotator).filter(|_| !weighed.is_empty()) {
            by_places.entry(weighed).or_default().push((annotator, verdict));
        }
    }
    let (nodes, verdicts): (Vec<Node<Weighed>>, Vec<Vec<(usize, &Verdict)>>) = by_places
        .into_iter()
        .map(|(weighed, verdicts)| {
            (Node::new(weighed, verdicts.iter().map(|(annotator, _)| *annotator)), verdicts)
        })
        .unzip();
    let is_same = |one: &Weighed, other: &Weighed| likeness(one, other) >= least_overlap;
    let mut table = TableBuilder::new(Unit::Verdict, &work.annotators);
    let mut labels = Sets::default();
    for group in groups(&nodes, candidates(&nodes), is_same) {
        let mut decided: BTreeMap<usize, &Verdict> = BTreeMap::new();
        for (annotator, verdict) in group.iter().filter_map(|node| verdicts.get(*node)).flatten() {
            let last = decided.entry(*annotator).or_insert(verdict);
            if (verdict.decided, verdict.id) > (last.decided, last.id) {
                *last = verdict;
            }
        }
        let weighed = group.iter().filter_map(|node| nodes.get(*node)).flat_map(|node| &node.value);
        let weighed: Weighed = weighed.copied().collect();
        for (annotator, verdict) in &decided {
            let label = labels.set_of([stance(places, &weighed, verdict).as_str()]);
            table.value(*annotator, label, [RecordId::Verdict(verdict.id)]);
        }
        let claims: BTreeSet<ClaimId> = decided.values().flat_map(|verdict| verdict.claims.clone()).collect();
        table.end_item(|| ItemPlace::Claims(claims.into_iter().collect()));
    }
    table.finish(labels, "")
}

/// Places in common among all.
fn likeness(one: &Weighed, other: &Weighed) -> f64 {
    let shared = one.intersection(other).count();
    shared as f64 / (one.len() + other.len() - shared).max(1) as f64
}

/// Verdicts that have a place in common.
fn candidates(nodes: &[Node<Weighed>]) -> Vec<(f64, usize, usize)> {
    let mut with_place: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate() {
        for place in &node.value {
            with_place.entry(*place).or_default().push(at);
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for nodes in with_place.values() {
        for (at, one) in nodes.iter().enumerate() {
            pairs.extend(nodes.iter().skip(at + 1).map(|other| (*one, *other)));
        }
    }
    let ranked = pairs.into_iter().filter_map(|(one, other)| {
        Some((likeness(&nodes.get(one)?.value, &nodes.get(other)?.value), one, other))
    });
    ranked.collect()
}

/// Outcome, and which of the places that the verdicts weigh together are favoured, counted from 1 in project order.
fn stance(places: &Places<'_>, weighed: &Weighed, verdict: &Verdict) -> String {
    let favoured: Weighed = verdict.favoured.iter().filter_map(|claim| places.place_of(*claim)).collect();
    let numbers = (1..).zip(weighed).filter(|(_, place)| favoured.contains(place));
    let numbers: Vec<String> = numbers.map(|(number, _): (usize, _)| number.to_string()).collect();
    if numbers.is_empty() {
        verdict.outcome.clone()
    } else {
        format!("{}, favours {}", verdict.outcome, numbers.join(" and "))
    }
}

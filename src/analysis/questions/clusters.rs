//! [`clusters`]: links joined while they are alike on average.

use super::vector::{Vector, rounded};
use crate::analysis::threads::Groups;
use std::collections::BTreeMap;

/// Groups whose links are less alike on average stay apart: a fifth of what two equal links have in common.
///
/// Two links of one claim have a fourth in common, so without other links around them they are about one question.
/// On links made by hand, values below 0.17 let questions run together, and values above 0.25 cut those with few links.
const ALIKE: f64 = 0.2;
/// Thresholds between 1 and [`ALIKE`], in equal ratios.
const ROUNDS: u32 = 24;
/// All links of a claim are compared with each other when it has no more.
const MAX_COMPARED: usize = 64;
/// Else each is compared with this many that share a telling word with it,
const NEIGHBOURS: usize = 8;
/// for each of so many words.
const TELLING_WORDS: usize = 3;

/// A link to be put into a cluster.
#[derive(Debug)]
pub(super) struct Described {
    /// Its ends, numbered from 0.
    pub(super) claims: [u32; 2],
    /// What it is about; of length 1.
    pub(super) vector: Vector,
}

#[derive(Debug)]
struct Cluster {
    sum: Vector,
    /// Indexes of links, in order.
    members: Vec<usize>,
}

/// Two clusters that meet in a claim.
#[derive(Debug)]
struct Meeting {
    /// Indexes of clusters, the lower one first.
    pair: (usize, usize),
    /// The mean over pairs of links, one of each; none means not worked out yet.
    likeness: Option<f64>,
}

/// Indexes of links that belong together, in order; ordered by the first.
pub(super) fn clusters(links: &[Described]) -> Vec<Vec<usize>> {
    let mut clusters: Vec<Cluster> =
        (0..).zip(links).map(|(at, link)| Cluster { sum: link.vector.clone(), members: vec![at] }).collect();
    let mut meetings = meetings(links);
    for round in 0..=ROUNDS {
        let threshold = ALIKE.powf(f64::from(round) / f64::from(ROUNDS));
        while let Some(joined) = joined(&clusters, &mut meetings, threshold) {
            (clusters, meetings) = contracted(clusters, meetings, joined);
        }
    }
    clusters.into_iter().map(|cluster| cluster.members).collect()
}

/// Pairs of links that share a claim: all of them, or those most likely to be alike at a claim with many links.
fn meetings(links: &[Described]) -> Vec<Meeting> {
    let mut at_claims: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, link) in links.iter().enumerate() {
        for claim in link.claims {
            at_claims.entry(claim).or_default().push(at);
        }
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for at_claim in at_claims.values() {
        if at_claim.len() <= MAX_COMPARED {
            put_neighbours(&mut pairs, at_claim, MAX_COMPARED);
            continue;
        }
        let telling = |at: usize| {
            let words = links.get(at).map(|link| link.vector.strongest_words(TELLING_WORDS));
            (words.unwrap_or_default(), at)
        };
        let mut by_word: Vec<(Vec<u32>, usize)> = at_claim.iter().map(|at| telling(*at)).collect();
        for rank in 0..TELLING_WORDS {
            by_word.sort_by_key(|(words, at)| (words.get(rank).copied(), *at));
            let order: Vec<usize> = by_word.iter().map(|(_, at)| *at).collect();
            put_neighbours(&mut pairs, &order, NEIGHBOURS);
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.into_iter().map(|pair| Meeting { pair, likeness: None }).collect()
}

/// Each with the next few after it.
fn put_neighbours(pairs: &mut Vec<(usize, usize)>, order: &[usize], reach: usize) {
    for (place, one) in order.iter().enumerate() {
        let next = order.iter().skip(place + 1).take(reach).filter(|other| *other != one);
        pairs.extend(next.map(|other| (*one.min(other), *one.max(other))));
    }
}

/// The clusters after joining each with the one most like it; none when no two are alike enough.
fn joined(clusters: &[Cluster], meetings: &mut [Meeting], threshold: f64) -> Option<Groups<usize>> {
    let mut best: Vec<Option<(f64, usize)>> = vec![None; clusters.len()];
    let mut offer = |at: usize, likeness: f64, other: usize| {
        // Meetings are in order, so the lower one of two equally like it comes first and is kept.
        if let Some(best) = best.get_mut(at).filter(|best| best.is_none_or(|(most, _)| likeness > most)) {
            *best = Some((likeness, other));
        }
    };
    for meeting in meetings {
        let (one, other) = meeting.pair;
        let likeness =
            *meeting.likeness.get_or_insert_with(|| likeness(clusters.get(one), clusters.get(other)));
        if likeness >= threshold {
            offer(one, likeness, other);
            offer(other, likeness, one);
        }
    }
    let mut pairs =
        best.iter().enumerate().filter_map(|(at, best)| best.map(|(_, other)| (at, other))).peekable();
    pairs.peek()?;
    let mut groups = Groups::of(0..clusters.len());
    pairs.for_each(|(one, other)| groups.join(one, other));
    Some(groups)
}

/// The mean of the inner products of all pairs, which is the inner product of the means.
fn likeness(one: Option<&Cluster>, other: Option<&Cluster>) -> f64 {
    one.zip(other).map_or(0.0, |(one, other)| {
        rounded(one.sum.dot(&other.sum) / (one.members.len() as f64 * other.members.len() as f64))
    })
}

/// Makes one cluster of each group.
fn contracted(
    clusters: Vec<Cluster>,
    meetings: Vec<Meeting>,
    mut groups: Groups<usize>,
) -> (Vec<Cluster>, Vec<Meeting>) {
    let mut parts: BTreeMap<usize, Vec<Cluster>> = BTreeMap::new();
    let mut lowest: Vec<usize> = Vec::with_capacity(clusters.len());
    for (at, cluster) in clusters.into_iter().enumerate() {
        let group = groups.lowest(at);
        lowest.push(group);
        parts.entry(group).or_default().push(cluster);
    }
    let places: BTreeMap<usize, (usize, bool)> =
        parts.iter().zip(0..).map(|((group, parts), place)| (*group, (place, parts.len() > 1))).collect();
    let place = |at: usize| lowest.get(at).and_then(|group| places.get(group)).copied().unwrap_or_default();
    let moved = meetings.into_iter().filter_map(|meeting| {
        let ((one, one_grew), (other, other_grew)) = (place(meeting.pair.0), place(meeting.pair.1));
        let likeness = meeting.likeness.filter(|_| !one_grew && !other_grew);
        (one != other).then(|| Meeting { pair: (one.min(other), one.max(other)), likeness })
    });
    let mut moved: Vec<Meeting> = moved.collect();
    moved.sort_by_key(|meeting| meeting.pair);
    moved.dedup_by_key(|meeting| meeting.pair);
    (parts.into_values().map(one_of).collect(), moved)
}

fn one_of(parts: Vec<Cluster>) -> Cluster {
    match <[Cluster; 1]>::try_from(parts) {
        Ok([only]) => only,
        Err(parts) => {
            let mut members: Vec<usize> =
                parts.iter().flat_map(|part| part.members.iter().copied()).collect();
            members.sort_unstable();
            Cluster { sum: Vector::sum(parts.iter().map(|part| &part.sum)), members }
        }
    }
}

//! [`stances`]: what each position of a thread says about the central one.

use super::Stance;
use crate::analysis::threads::Thread;
use crate::model::{LinkKind, Opposition, Project};
use std::collections::BTreeMap;

/// Stance of each position of the thread, by index; the position of the central claim asserts.
///
/// A position takes the stance that its link to the central position gives it, and else follows the position through
/// which it is linked: who says what a contradicting position says contradicts too. Where two oppositions follow each
/// other nothing can be told.
pub(super) fn stances(project: &Project, thread: &Thread) -> Vec<Stance> {
    let edges = edges(project, thread);
    let mut found = vec![None; thread.positions.len()];
    let level =
        thread.central.and_then(|central| thread.position_of(central)).map(|at| (at, Stance::Asserts));
    let mut level: BTreeMap<usize, Stance> = level.into_iter().collect();
    while !level.is_empty() {
        for (position, stance) in &level {
            if let Some(place) = found.get_mut(*position) {
                *place = Some(*stance);
            }
        }
        let mut next: BTreeMap<usize, Stance> = BTreeMap::new();
        for (from, stance) in level {
            let reached = edges.range((from, 0)..=(from, usize::MAX));
            for ((_, to), edge) in reached.filter(|((_, to), _)| found.get(*to) == Some(&None)) {
                let stance = followed(stance, *edge);
                let known = next.entry(*to).or_insert(stance);
                *known = stronger(*known, stance);
            }
        }
        level = next;
    }
    found.into_iter().map(|stance| stance.unwrap_or(Stance::Mentions)).collect()
}

/// Stance of the second position towards the first, by the strongest of their links.
type Edges = BTreeMap<(usize, usize), Stance>;

fn edges(project: &Project, thread: &Thread) -> Edges {
    let positions: BTreeMap<_, usize> = (0..)
        .zip(&thread.positions)
        .flat_map(|(index, position)| position.iter().map(move |claim| (*claim, index)))
        .collect();
    let mut edges = Edges::new();
    let mut put = |from: usize, to: usize, stance: Stance| {
        let known = edges.entry((from, to)).or_insert(stance);
        *known = stronger(*known, stance);
    };
    for link in thread.links.iter().filter_map(|id| project.link(*id)) {
        let kind = project.codebook().link_kind(&link.kind);
        let ends = positions.get(&link.from).zip(positions.get(&link.to)).filter(|(from, to)| from != to);
        if let (Some(kind), Some((from, to))) = (kind, ends) {
            let (source, target) = towards(kind);
            put(*to, *from, source);
            put(*from, *to, target);
        }
    }
    edges
}

/// Stance of a link's source towards its target, and of its target towards its source.
fn towards(kind: &LinkKind) -> (Stance, Stance) {
    match kind.opposition {
        Opposition::Full => (Stance::Contradicts, Stance::Contradicts),
        Opposition::Soft => (Stance::Qualifies, Stance::Qualifies),
        Opposition::None if kind.nli_label != "entailment" => (Stance::Mentions, Stance::Mentions),
        Opposition::None if kind.symmetric => (Stance::Asserts, Stance::Asserts),
        // What contains the other says it too; what is contained says a part only.
        Opposition::None => (Stance::Asserts, Stance::Mentions),
    }
}

/// Stance towards the central position of what has one stance towards a position that has the other.
const fn followed(first: Stance, second: Stance) -> Stance {
    match (first, second) {
        (Stance::Asserts, stance) | (stance, Stance::Asserts) => stance,
        _ => Stance::Mentions,
    }
}

/// What speaks against the statement shows before what speaks for it, and that before no stance.
pub(super) fn stronger(one: Stance, other: Stance) -> Stance {
    let weight = |stance: Stance| match stance {
        Stance::Contradicts => 3,
        Stance::Qualifies => 2,
        Stance::Asserts => 1,
        Stance::Mentions | Stance::InDispute | Stance::Silent | Stance::NotRead => 0,
    };
    if weight(other) > weight(one) { other } else { one }
}

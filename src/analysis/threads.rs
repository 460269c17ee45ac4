//! [`threads`]: claims about one question, the positions taken on it, and which of these disagree.

use crate::model::{ClaimId, Link, LinkId, LinkKind, Opposition, Project};
use std::collections::{BTreeMap, BTreeSet};

/// Two or more claims connected by kinds of link that join a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// Together all claims of the thread, each once; ordered by their lowest claim.
    pub positions: Vec<Position>,
    /// Ordered by positions.
    pub disagreements: Vec<Disagreement>,
}

/// Claims of a thread that say the same; ordered by id, never empty.
pub type Position = Vec<ClaimId>;

/// Two positions of a thread that contradict or limit each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// Indexes into [`Thread::positions`], the lower one first.
    pub positions: (usize, usize),
    /// The strongest of the links between the two.
    pub opposition: Opposition,
    /// The links that say so, by id.
    pub links: Vec<LinkId>,
}

impl Thread {
    /// How many claims it has.
    pub fn claim_count(&self) -> usize {
        self.positions.iter().map(Vec::len).sum()
    }
}

/// The threads of a project, ordered by their lowest claim. Derived from links and codebook alone.
///
/// Two claims that are said to be the same and also to contradict each other share a position; that is no
/// disagreement between positions.
pub fn threads(project: &Project) -> Vec<Thread> {
    let codebook = project.codebook();
    let kind_of = |link: &Link| codebook.link_kind(&link.kind);
    let mut in_thread = Groups::default();
    let mut in_position = Groups::default();
    for link in project.links() {
        let Some(kind) = kind_of(link) else {
            continue;
        };
        if kind.joins_thread {
            in_thread.join(link.from, link.to);
        }
        // A position never reaches beyond its thread.
        if kind.joins_thread && kind.same_position {
            in_position.join(link.from, link.to);
        }
    }
    let mut claims: BTreeMap<ClaimId, BTreeMap<ClaimId, Position>> = BTreeMap::new();
    for claim in in_thread.members() {
        let positions = claims.entry(in_thread.lowest(claim)).or_default();
        positions.entry(in_position.lowest(claim)).or_default().push(claim);
    }
    let mut opposed: BTreeMap<ClaimId, BTreeMap<(ClaimId, ClaimId), Vec<(&Link, &LinkKind)>>> = BTreeMap::new();
    for link in project.links() {
        let Some(kind) = kind_of(link).filter(|kind| kind.joins_thread) else {
            continue;
        };
        let (from, to) = (in_position.lowest(link.from), in_position.lowest(link.to));
        if kind.opposition != Opposition::None && from != to {
            let between = opposed.entry(in_thread.lowest(link.from)).or_default();
            between.entry((from.min(to), from.max(to))).or_default().push((link, kind));
        }
    }
    claims
        .into_iter()
        .map(|(lowest, positions)| thread(positions, opposed.remove(&lowest).unwrap_or_default()))
        .collect()
}

fn thread(
    positions: BTreeMap<ClaimId, Position>,
    opposed: BTreeMap<(ClaimId, ClaimId), Vec<(&Link, &LinkKind)>>,
) -> Thread {
    let indexes: BTreeMap<ClaimId, usize> =
        positions.keys().enumerate().map(|(index, lowest)| (*lowest, index)).collect();
    let index = |lowest: &ClaimId| indexes.get(lowest).copied().unwrap_or_default();
    let disagreements = opposed.into_iter().map(|((one, other), links)| Disagreement {
        positions: (index(&one), index(&other)),
        opposition: if links.iter().any(|(_, kind)| kind.opposition == Opposition::Full) {
            Opposition::Full
        } else {
            Opposition::Soft
        },
        links: links.iter().map(|(link, _)| link.id).collect(),
    });
    Thread { disagreements: disagreements.collect(), positions: positions.into_values().collect() }
}

/// Disjoint sets of claims, each known by its lowest member.
#[derive(Debug, Default)]
struct Groups {
    parents: BTreeMap<ClaimId, ClaimId>,
}

impl Groups {
    fn join(&mut self, one: ClaimId, other: ClaimId) {
        let (one_lowest, other_lowest) = (self.lowest(one), self.lowest(other));
        let (low, high) = (one_lowest.min(other_lowest), one_lowest.max(other_lowest));
        for claim in [one, other, low, high] {
            self.parents.insert(claim, low);
        }
    }

    /// The claim itself when it was never joined.
    fn lowest(&self, claim: ClaimId) -> ClaimId {
        let mut at = claim;
        while let Some(parent) = self.parents.get(&at).filter(|parent| **parent != at) {
            at = *parent;
        }
        at
    }

    fn members(&self) -> BTreeSet<ClaimId> {
        self.parents.keys().copied().collect()
    }
}

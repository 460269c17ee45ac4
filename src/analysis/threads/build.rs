//! [`thread`]: what the links of a question say.

use super::groups::Groups;
use super::sources::independent;
use super::{Disagreement, Inconsistency, Position, QuestionKey, Thread};
use crate::model::{ClaimId, Link, LinkId, LinkKind, Opposition, Project};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// What is under a question.
#[derive(Debug, Default)]
pub(super) struct Members {
    pub(super) links: Vec<LinkId>,
    /// Claims that were put under it by hand; they may be ends of its links as well.
    pub(super) put: Vec<ClaimId>,
}

/// The thread that these links and claims make. A claim without a link in it is a position by itself.
pub(super) fn thread(project: &Project, key: QuestionKey, members: &Members) -> Thread {
    let links = with_kinds(project, &members.links);
    let ends = links.iter().flat_map(|(link, _)| [link.from, link.to]);
    let claims: BTreeSet<ClaimId> = ends.chain(members.put.iter().copied()).collect();
    let claims: Vec<ClaimId> = claims.into_iter().collect();
    let mut groups = Groups::of(claims.iter().copied());
    for (link, _) in links.iter().filter(|(_, kind)| is_agreeing(kind)) {
        groups.join(link.from, link.to);
    }
    let mut by_lowest: BTreeMap<ClaimId, Position> = BTreeMap::new();
    for claim in &claims {
        by_lowest.entry(groups.lowest(*claim)).or_default().push(*claim);
    }
    let indexes: BTreeMap<ClaimId, usize> = by_lowest
        .values()
        .enumerate()
        .flat_map(|(index, position)| position.iter().map(move |claim| (*claim, index)))
        .collect();
    let position_of = |claim: ClaimId| indexes.get(&claim).copied().unwrap_or_default();
    let positions: Vec<Position> = by_lowest.into_values().collect();
    let mut opposed: BTreeMap<(usize, usize), Vec<(&Link, &LinkKind)>> = BTreeMap::new();
    for (link, kind) in links.iter().filter(|(_, kind)| kind.opposition != Opposition::None) {
        let (from, to) = (position_of(link.from), position_of(link.to));
        opposed.entry((from.min(to), from.max(to))).or_default().push((link, kind));
    }
    let (within, between): (Vec<_>, Vec<_>) = opposed.into_iter().partition(|((one, other), _)| one == other);
    let ways = Ways::of(&links);
    let mut inconsistencies: Vec<Inconsistency> = within
        .into_iter()
        .flat_map(|((position, _), links)| links.into_iter().map(move |(link, kind)| (position, link, kind)))
        .map(|(position, link, kind)| Inconsistency {
            position,
            opposition: kind.opposition,
            link: link.id,
            agreeing: ways.shortest(link.from, link.to),
        })
        .collect();
    inconsistencies.sort_by_key(|found| found.link);
    let mut repeats: BTreeMap<usize, Vec<(ClaimId, ClaimId)>> = BTreeMap::new();
    for (link, _) in links.iter().filter(|(_, kind)| is_repeating(kind)) {
        repeats.entry(position_of(link.from)).or_default().push((link.from, link.to));
    }
    let sources = positions
        .iter()
        .enumerate()
        .map(|(at, position)| independent(project, position, repeats.get(&at).map_or(&[], Vec::as_slice)));
    let ranked = ranked(&claims, &links, &positions, &indexes);
    Thread {
        key,
        independent: sources.collect(),
        disagreements: between.into_iter().map(|(pair, links)| disagreement(pair, &links)).collect(),
        inconsistencies,
        central: ranked.first().copied(),
        ranked,
        positions,
        links: links.iter().map(|(link, _)| link.id).collect(),
    }
}

/// The links with their kinds, by id.
fn with_kinds<'p>(project: &'p Project, links: &[LinkId]) -> Vec<(&'p Link, &'p LinkKind)> {
    let kinds: BTreeMap<&str, &LinkKind> =
        project.codebook().link_kinds.iter().map(|kind| (kind.id.as_str(), kind)).collect();
    let known = links.iter().filter_map(|id| project.link(*id));
    let mut links: Vec<_> = known.filter_map(|link| Some((link, *kinds.get(link.kind.as_str())?))).collect();
    links.sort_by_key(|(link, _)| link.id);
    links
}

/// A position never reaches beyond its thread.
const fn is_agreeing(kind: &LinkKind) -> bool {
    kind.joins_thread && kind.same_position
}

/// One end repeats the other: a kind of the same position that has a direction, such as *same origin*.
pub(in crate::analysis) const fn is_repeating(kind: &LinkKind) -> bool {
    is_agreeing(kind) && !kind.symmetric
}

fn disagreement(positions: (usize, usize), links: &[(&Link, &LinkKind)]) -> Disagreement {
    let is_full = links.iter().any(|(_, kind)| kind.opposition == Opposition::Full);
    Disagreement {
        positions,
        opposition: if is_full { Opposition::Full } else { Opposition::Soft },
        links: links.iter().map(|(link, _)| link.id).collect(),
    }
}

/// The claims, those that best stand for all first.
fn ranked(
    claims: &[ClaimId],
    links: &[(&Link, &LinkKind)],
    positions: &[Position],
    indexes: &BTreeMap<ClaimId, usize>,
) -> Vec<ClaimId> {
    let mut degrees: BTreeMap<ClaimId, usize> = BTreeMap::new();
    for (link, _) in links.iter().filter(|(_, kind)| kind.joins_thread) {
        *degrees.entry(link.from).or_default() += 1;
        *degrees.entry(link.to).or_default() += 1;
    }
    let size = |claim| indexes.get(&claim).and_then(|index| positions.get(*index)).map_or(0, Vec::len);
    let mut ranked = claims.to_vec();
    ranked.sort_by_key(|claim| {
        Reverse((degrees.get(claim).copied().unwrap_or_default(), size(*claim), Reverse(*claim)))
    });
    ranked
}

/// From each claim, the links that say the same and where they lead, by id of the link.
#[derive(Debug)]
struct Ways {
    from: BTreeMap<ClaimId, Vec<(LinkId, ClaimId)>>,
}

impl Ways {
    fn of(links: &[(&Link, &LinkKind)]) -> Self {
        let mut from: BTreeMap<ClaimId, Vec<(LinkId, ClaimId)>> = BTreeMap::new();
        for (link, _) in links.iter().filter(|(_, kind)| is_agreeing(kind)) {
            from.entry(link.from).or_default().push((link.id, link.to));
            from.entry(link.to).or_default().push((link.id, link.from));
        }
        Self { from }
    }

    /// The links of a shortest way; none when there is no way.
    fn shortest(&self, from: ClaimId, to: ClaimId) -> Vec<LinkId> {
        let mut came_by: BTreeMap<ClaimId, (LinkId, ClaimId)> = BTreeMap::new();
        let (mut seen, mut next) = (BTreeSet::from([from]), VecDeque::from([from]));
        while let Some(at) = next.pop_front().filter(|at| *at != to) {
            for (link, there) in self.from.get(&at).into_iter().flatten() {
                if seen.insert(*there) {
                    came_by.insert(*there, (*link, at));
                    next.push_back(*there);
                }
            }
        }
        let mut way = Vec::new();
        let mut at = to;
        while let Some((link, before)) = came_by.get(&at) {
            way.push(*link);
            at = *before;
        }
        way.reverse();
        way
    }
}

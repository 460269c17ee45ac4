//! [`threads`]: claims about one question, the positions taken on it, and which of these disagree.

use crate::model::{ClaimId, Link, LinkId, LinkKind, Opposition, Project};
use std::collections::BTreeMap;

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
    let kind_of = |link: &Link| project.codebook().link_kind(&link.kind);
    let (mut in_thread, mut in_position) = (Groups::default(), Groups::default());
    for link in project.links() {
        let Some(kind) = kind_of(link).filter(|kind| kind.joins_thread) else {
            continue;
        };
        in_thread.join(link.from, link.to);
        // A position never reaches beyond its thread.
        if kind.same_position {
            in_position.join(link.from, link.to);
        }
    }
    let (in_thread, in_position) = (in_thread.lowest_members(), in_position.lowest_members());
    let position_of = |claim: ClaimId| in_position.get(&claim).copied().unwrap_or(claim);
    let mut claims: BTreeMap<ClaimId, BTreeMap<ClaimId, Position>> = BTreeMap::new();
    for (claim, lowest) in &in_thread {
        claims.entry(*lowest).or_default().entry(position_of(*claim)).or_default().push(*claim);
    }
    let mut opposed: BTreeMap<ClaimId, Opposed<'_>> = BTreeMap::new();
    for link in project.links() {
        let Some(kind) = kind_of(link).filter(|kind| kind.opposition != Opposition::None) else {
            continue;
        };
        let (from, to) = (position_of(link.from), position_of(link.to));
        let thread = in_thread.get(&link.from);
        if let Some(thread) = thread.filter(|thread| in_thread.get(&link.to) == Some(thread) && from != to) {
            let between = (from.min(to), from.max(to));
            opposed.entry(*thread).or_default().entry(between).or_default().push((link, kind));
        }
    }
    claims
        .into_iter()
        .map(|(lowest, positions)| thread(positions, opposed.remove(&lowest).unwrap_or_default()))
        .collect()
}

/// The opposing links between two positions, each known by its lowest claim.
type Opposed<'p> = BTreeMap<(ClaimId, ClaimId), Vec<(&'p Link, &'p LinkKind)>>;

fn thread(positions: BTreeMap<ClaimId, Position>, opposed: Opposed<'_>) -> Thread {
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

/// Disjoint sets of claims. Each claim points at a lower one of its set, the lowest at itself.
#[derive(Debug, Default)]
struct Groups {
    lower: BTreeMap<ClaimId, ClaimId>,
}

impl Groups {
    fn join(&mut self, one: ClaimId, other: ClaimId) {
        let (one, other) = (self.lowest(one), self.lowest(other));
        self.lower.insert(one.max(other), one.min(other));
        self.lower.insert(one.min(other), one.min(other));
    }

    /// Shortens the way for the next time, or long chains of links would take quadratic time.
    fn lowest(&mut self, claim: ClaimId) -> ClaimId {
        let mut at = claim;
        while let Some(next) = self.lower.get(&at).copied().filter(|next| *next != at) {
            let after = self.lower.get(&next).copied().unwrap_or(next);
            self.lower.insert(at, after);
            at = after;
        }
        at
    }

    /// The lowest claim of the set of each claim that was joined to another.
    fn lowest_members(self) -> BTreeMap<ClaimId, ClaimId> {
        let mut lowest: BTreeMap<ClaimId, ClaimId> = BTreeMap::new();
        // Ascending: the lower claim is always settled before the one that points at it.
        for (claim, lower) in self.lower {
            let settled = lowest.get(&lower).copied().unwrap_or(lower);
            lowest.insert(claim, settled);
        }
        lowest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Annotator, AnnotatorId, Claim, Document, DocumentDetails, DocumentId, Edit, ProjectId, Timestamp,
    };
    use crate::text::Span;
    use uuid::Uuid;

    const fn claim_id(number: u128) -> ClaimId {
        ClaimId(Uuid::from_u128(number))
    }

    /// Claims 1 to `claim_count` and links written as `1 contradicts 2`.
    fn project(claim_count: u128, links: &[&str]) -> Project {
        let mut project = Project::new(ProjectId(Uuid::nil()), "");
        let annotator = AnnotatorId(Uuid::from_u128(1));
        let document = DocumentId(Uuid::from_u128(1));
        let (name, time) = ("Ann".to_owned(), Timestamp::default());
        let mut edits = vec![
            Edit::PutAnnotator(Annotator { id: annotator, name, reference: false }),
            Edit::AddDocument {
                position: 0,
                document: Box::new(Document {
                    id: document,
                    details: DocumentDetails::default(),
                    file_name: String::new(),
                    original_sha256: String::new(),
                    text: "word".into(),
                    sentences: Vec::new(),
                    read_by: Default::default(),
                }),
            },
        ];
        edits.extend((1..=claim_count).map(|number| {
            Edit::PutClaim(Box::new(Claim {
                id: claim_id(number),
                document,
                span: Span::new(0, 4),
                quote: "word".to_owned(),
                unanchored: false,
                kinds: Vec::new(),
                statement: String::new(),
                attributed_to: String::new(),
                modality: None,
                confidence: None,
                credibility: None,
                tags: Vec::new(),
                note: String::new(),
                annotator,
                created: time,
                modified: time,
            }))
        }));
        edits.extend(links.iter().enumerate().map(|(index, words)| {
            let words: Vec<&str> = words.split(' ').collect();
            Edit::PutLink(Box::new(Link {
                id: LinkId(Uuid::from_u128(index as u128)),
                from: claim_id(words[0].parse().unwrap()),
                to: claim_id(words[2].parse().unwrap()),
                kind: words[1].to_owned(),
                confidence: None,
                differences: Vec::new(),
                note: String::new(),
                annotator,
                created: time,
                modified: time,
            }))
        }));
        for edit in edits {
            project.apply(edit).unwrap();
        }
        project
    }

    /// `1+2 / 3 | 2 oppositions`: positions, then disagreements as pairs of positions with ! where full.
    fn drawn(project: &Project) -> Vec<String> {
        let draw = |thread: &Thread| {
            let position = |claims: &Position| {
                claims.iter().map(|id| id.0.as_u128().to_string()).collect::<Vec<_>>().join("+")
            };
            let positions: Vec<String> = thread.positions.iter().map(position).collect();
            let disagreements = thread.disagreements.iter().map(|found| {
                let mark = if found.opposition == Opposition::Full { "!" } else { "" };
                format!(" ({},{}){mark}x{}", found.positions.0, found.positions.1, found.links.len())
            });
            positions.join(" / ") + &disagreements.collect::<String>()
        };
        threads(project).iter().map(draw).collect()
    }

    #[test]
    fn unlinked_claims_and_loose_kinds_make_no_thread() {
        assert!(drawn(&project(3, &[])).is_empty());
        assert!(drawn(&project(3, &["1 overlaps 2", "2 background 3", "1 no_relation 3"])).is_empty());
    }

    #[test]
    fn positions_are_what_says_the_same_and_oppose_each_other() {
        let links = ["1 corroborates 3", "2 contradicts 3", "1 contradicts 2", "2 same_origin 4"];
        assert_eq!(drawn(&project(5, &links)), ["1+3 / 2+4 (0,1)!x2"]);
    }

    #[test]
    fn threads_stay_apart_and_qualifying_is_the_softer_opposition() {
        let links = ["4 qualifies 3", "2 updates 1", "5 corroborates 6"];
        assert_eq!(drawn(&project(6, &links)), ["1 / 2", "3 / 4 (0,1)x1", "5+6"]);
    }

    #[test]
    fn contradiction_within_a_position_is_no_disagreement_between_positions() {
        assert_eq!(drawn(&project(2, &["1 corroborates 2", "1 contradicts 2"])), ["1+2"]);
    }

    #[test]
    fn a_long_chain_is_one_thread() {
        let links: Vec<String> = (1..2_000).rev().map(|at| format!("{at} corroborates {}", at + 1)).collect();
        let links: Vec<&str> = links.iter().map(String::as_str).collect();
        let found = threads(&project(2_000, &links));
        assert_eq!((found.len(), found[0].claim_count(), found[0].positions.len()), (1, 2_000, 1));
    }
}

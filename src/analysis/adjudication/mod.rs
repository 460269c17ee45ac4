//! [`AdjudicationIndex`]: what annotators did differently at one place, and whether somebody has settled it.
//!
//! Places are those of agreement: claims that overlap, at most one place of an annotator in each. The reference layer
//! is no annotator: it is what is decided about them.

mod claims;
mod index;
mod links;
mod reference;
mod rulings;

pub use index::{AdjudicatedPlace, AdjudicationIndex};

use crate::model::{AnnotatorId, Claim, ClaimId, LinkId, RecordId, RulingId};

/// Id of the ruling by which a case is left open.
pub const OPEN_RULING: &str = "open";

/// The kind of link that says *looked at, and unrelated*.
pub const NO_RELATION: &str = "no_relation";

/// The claim kind that says *looked at, and no claim*.
const NOT_A_CLAIM: &str = "not_a_claim";

/// Whether a claim says only that there is none.
pub fn is_negative(claim: &Claim) -> bool {
    claim.kinds.len() == 1 && claim.kinds.iter().all(|kind| kind == NOT_A_CLAIM)
}

/// What several annotators did, or passed over, at one place or between two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdjudicationCase {
    /// Finds it again after other work.
    pub key: CaseKey,
    /// Where.
    pub place: CasePlace,
    /// What each annotator did, by id of the annotator; at least two.
    pub sides: Vec<CaseSide>,
    /// In what they differ, the weightiest first; empty where all agree.
    pub aspects: Vec<Aspect>,
    /// What the reference layer holds there.
    pub reference: LayerWork,
    /// The newest ruling that weighed it, also one that leaves it open.
    pub ruling: Option<RulingId>,
    /// What there is to do.
    pub state: RulingState,
}

/// Names a case by the lowest of its annotators' records: ids grow with time, so a case keeps it while others join in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseKey {
    /// A case of claims.
    Claims(ClaimId),
    /// A case of links.
    Links(LinkId),
}

/// Index of a place in [`AdjudicationIndex::place`]; holds until the index is made anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceIndex(pub(super) usize);

/// Where a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CasePlace {
    /// A case of claims.
    One(PlaceIndex),
    /// A case of links, the earlier place first.
    Pair(PlaceIndex, PlaceIndex),
}

/// What an annotator did at the place of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseSide {
    /// Who.
    pub annotator: AnnotatorId,
    /// Empty: they worked in the document and marked nothing there.
    pub work: LayerWork,
}

/// Records of one layer at the place of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayerWork {
    /// By span and id; none in a case of links.
    pub claims: Vec<ClaimId>,
    /// By id; none in a case of claims.
    pub links: Vec<LinkId>,
}

impl LayerWork {
    /// Whether the layer holds nothing there.
    pub const fn is_empty(&self) -> bool {
        self.claims.is_empty() && self.links.is_empty()
    }
}

/// In what annotators differ, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// One tagged what another, who worked in the document, left untagged.
    ClaimMissing,
    /// They tagged unlike spans.
    Boundary,
    /// Of unlike kinds.
    Kind,
    /// One linked what another read and left unlinked.
    LinkMissing,
    /// They linked as unlike kinds.
    LinkKind,
    /// They linked as the same kind the other way round.
    LinkDirection,
    /// They set unlike levels; who set none differs from nobody.
    Confidence,
}

impl Aspect {
    /// Every value, in order.
    pub const ALL: [Self; 7] = [
        Self::ClaimMissing,
        Self::Boundary,
        Self::Kind,
        Self::LinkMissing,
        Self::LinkKind,
        Self::LinkDirection,
        Self::Confidence,
    ];

    /// Shown.
    pub const fn label(self) -> &'static str {
        match self {
            Self::ClaimMissing => "claim missing",
            Self::Boundary => "boundary",
            Self::Kind => "kind",
            Self::LinkMissing => "link missing",
            Self::LinkKind => "link kind",
            Self::LinkDirection => "link direction",
            Self::Confidence => "confidence",
        }
    }
}

/// Whether a case was settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RulingState {
    /// Nobody has, or the newest ruling leaves it open.
    Open,
    /// By the newest ruling; where all agree, by taking it over into the reference layer.
    Settled,
    /// By the newest ruling, but annotators have worked there since.
    AnotherLook {
        /// Claims or links that came or changed after it; never empty.
        new_work: Vec<RecordId>,
    },
}

impl AdjudicationCase {
    /// Whether there is nothing to decide but to take it over.
    pub const fn is_agreed(&self) -> bool {
        self.aspects.is_empty()
    }

    /// Whether somebody has to look at it.
    pub fn is_settled(&self) -> bool {
        self.state == RulingState::Settled
    }

    /// What an annotator did; none for somebody who has no say here.
    pub fn side_of(&self, annotator: AnnotatorId) -> Option<&CaseSide> {
        self.sides.iter().find(|side| side.annotator == annotator)
    }

    /// The annotators' claims, side by side.
    pub fn claims(&self) -> impl Iterator<Item = ClaimId> {
        self.sides.iter().flat_map(|side| side.work.claims.iter().copied())
    }

    /// The annotators' links, side by side.
    pub fn links(&self) -> impl Iterator<Item = LinkId> {
        self.sides.iter().flat_map(|side| side.work.links.iter().copied())
    }
}

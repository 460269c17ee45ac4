//! [`disagreements`]: the disagreements of a thread as cases to be looked at and settled one by one.
//!
//! Derived from thread, verdicts and texts, never stored. What [`disagreements`] gives is cheap and depends on one
//! thread, the verdicts that name its claims, the order of the documents and the codebook; the
//! [`CaseDifferences`], for which texts may have to be compared, are asked for case by case.

mod cases;
mod counts;
mod index;
mod state;
mod words;

pub use cases::{all_disagreements, disagreements};
pub use counts::CaseCounts;
pub use index::{CaseIndex, CasePlace};
pub use words::{CaseDifference, CaseDifferences};

use super::threads::QuestionKey;
use crate::model::{ClaimId, LinkId, Opposition, Project, Verdict, VerdictId};
use crate::text::Span;

/// Two sides that oppose each other, and whether somebody has settled which holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisagreementCase {
    /// The lowest of the opposing links: ids grow with time, so the case keeps it while the thread grows.
    pub id: LinkId,
    /// The question that it is about.
    pub question: QuestionKey,
    /// What stands against what.
    pub sort: CaseSort,
    /// The side that begins first in the order of the documents comes first.
    pub sides: [Side; 2],
    /// The strongest of the opposing links.
    pub opposition: Opposition,
    /// The opposing links, by id.
    pub links: Vec<LinkId>,
    /// The newest verdict that weighed it, also one that leaves it open.
    pub verdict: Option<VerdictId>,
    /// What there is to do.
    pub state: CaseState,
    /// Where its first claim stands: place of the document in project order, then span. Cases are ordered by it.
    pub place: (usize, Span),
}

/// What stands against what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseSort {
    /// Two positions of a thread, by their indexes there, in the order of the sides.
    Positions([usize; 2]),
    /// Two claims of one position: some links say that they agree, another one that they oppose each other.
    Inconsistency {
        /// Index of the position in the thread.
        position: usize,
        /// A shortest way between the two over links that say the same.
        agreeing: Vec<LinkId>,
    },
}

/// Claims that say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// In order of documents and text; never empty.
    pub claims: Vec<ClaimId>,
    /// How many sources say so independently of each other.
    pub independent: usize,
}

/// Whether a case was settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseState {
    /// Nobody has, or the newest verdict leaves it open.
    Open,
    /// By the newest verdict.
    Settled,
    /// By the newest verdict, but the thread has changed since.
    AnotherLook {
        /// The claims that came later, in order of documents and text; never empty.
        new_claims: Vec<ClaimId>,
    },
}

/// Id of the outcome by which a verdict leaves a case open.
pub const OPEN_OUTCOME: &str = "open";

impl DisagreementCase {
    /// Its claims, side by side.
    pub fn claims(&self) -> impl Iterator<Item = ClaimId> {
        self.sides.iter().flat_map(|side| side.claims.iter().copied())
    }

    /// Where it stands among all cases.
    pub const fn position(&self) -> CasePlace {
        (self.place, self.id, self.question)
    }

    /// Index of the side that a claim is on.
    pub fn side_of(&self, claim: ClaimId) -> Option<usize> {
        self.sides.iter().position(|side| side.claims.contains(&claim))
    }

    /// Index of the side that a verdict favours; none when it favours neither or claims of both.
    pub fn favoured_side(&self, verdict: &Verdict) -> Option<usize> {
        let mut sides = verdict.favoured.iter().filter_map(|claim| self.side_of(*claim));
        let first = sides.next()?;
        sides.all(|side| side == first).then_some(first)
    }

    /// In what its sides differ: as the annotators judged, and where they did not, as the texts compare.
    pub fn differences(&self, project: &Project) -> CaseDifferences {
        words::differences(project, self)
    }
}

//! [`threads`]: the claims and links of each question, the positions taken on it, and which of these disagree.
//!
//! Derived from links, questions, codebook and sources alone, and never stored; [`ThreadIndex`] keeps them up to date.
//! Links that nobody put under a question are grouped by what they are about: [`propose`](super::questions::propose).

mod build;
mod central;
mod counted;
mod groups;
mod index;
mod sources;

pub(super) use build::is_repeating;
pub(crate) use groups::Groups;
pub use index::ThreadIndex;
pub(super) use sources::independent;

use crate::model::{ClaimId, LinkId, Opposition, Project, QuestionId};

/// Names a question: one of the project's own, or one that is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuestionKey {
    /// A record of the project.
    Asked(QuestionId),
    /// Links that nobody put under a question; the lowest of them names the group.
    Proposed(LinkId),
}

impl QuestionKey {
    /// Below every other one.
    pub const FIRST: Self = Self::Asked(QuestionId(uuid::Uuid::nil()));

    /// The record; none for a proposed question.
    pub const fn asked(self) -> Option<QuestionId> {
        match self {
            Self::Asked(id) => Some(id),
            Self::Proposed(_) => None,
        }
    }
}

/// The claims and links of one question.
///
/// A claim that speaks to two questions is in two threads; a link is in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// Which question.
    pub key: QuestionKey,
    /// Together all claims of the thread, each once; ordered by their lowest claim. Empty for a question that nothing
    /// is under yet.
    pub positions: Vec<Position>,
    /// For each position, how many sources say it independently of each other.
    ///
    /// Claims of one document, publisher or origin, and claims linked as repeating each other, count once.
    pub independent: Vec<usize>,
    /// Ordered by positions.
    pub disagreements: Vec<Disagreement>,
    /// Claims that are said both to agree and to oppose each other, by the opposing link.
    pub inconsistencies: Vec<Inconsistency>,
    /// The claim that best stands for all: with most links in the thread, then of the largest position, then the
    /// lowest; none for a question that nothing is under yet.
    ///
    /// A claim that stands for an older question without a title is passed over while there is another one, so that two
    /// questions are not named alike.
    pub central: Option<ClaimId>,
    /// All claims, the one that best stands for all first.
    ranked: Vec<ClaimId>,
    /// The links that make the thread, by id.
    pub links: Vec<LinkId>,
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

/// A link between claims of one position that says they oppose each other: A corroborates B, B corroborates C, and
/// yet A contradicts C.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inconsistency {
    /// Index into [`Thread::positions`].
    pub position: usize,
    /// How much the link opposes.
    pub opposition: Opposition,
    /// The opposing link.
    pub link: LinkId,
    /// A shortest way from its source to its target over links that say the same, in that order.
    pub agreeing: Vec<LinkId>,
}

impl Thread {
    /// How many claims it has.
    pub fn claim_count(&self) -> usize {
        self.positions.iter().map(Vec::len).sum()
    }

    /// Its claims, position by position.
    pub fn claims(&self) -> impl Iterator<Item = ClaimId> {
        self.positions.iter().flatten().copied()
    }

    /// The title that somebody gave the question, else what its central claim says: the statement, or the quote where
    /// none was written.
    pub fn title<'p>(&self, project: &'p Project) -> &'p str {
        if let Some(given) = self.given_title(project) {
            return given;
        }
        self.central.and_then(|central| project.claim(central)).map_or("", |claim| {
            if claim.statement.is_empty() { without_list_mark(&claim.quote) } else { &claim.statement }
        })
    }

    fn given_title<'p>(&self, project: &'p Project) -> Option<&'p str> {
        let title = project.question(self.key.asked()?)?.title.as_str();
        (!title.trim().is_empty()).then_some(title)
    }

    /// Whether nobody has confirmed that its links belong together.
    pub const fn is_proposed(&self) -> bool {
        matches!(self.key, QuestionKey::Proposed(_))
    }

    /// Index of the position that a claim takes.
    pub fn position_of(&self, claim: ClaimId) -> Option<usize> {
        self.positions.iter().position(|position| position.binary_search(&claim).is_ok())
    }
}

/// A quote without the mark of a list before its words; a sign that belongs to a number stays.
fn without_list_mark(quote: &str) -> &str {
    let rest = quote.trim_start().strip_prefix(['-', '–', '—', '*', '•', '‣', '◦', '▪', '·']);
    let words = rest.filter(|rest| rest.starts_with(char::is_whitespace)).map(str::trim_start);
    words.filter(|words| !words.is_empty()).unwrap_or(quote)
}

/// The threads of a project, ordered by their keys.
///
/// Two claims that are said to be the same and also to contradict each other share a position; that is no
/// disagreement between positions and an [`Inconsistency`].
pub fn threads(project: &Project) -> Vec<Thread> {
    ThreadIndex::of(project).into_threads()
}

#[cfg(test)]
mod tests;

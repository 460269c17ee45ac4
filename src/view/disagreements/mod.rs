//! The queue of disagreements: [`CaseList`] with a row for each case on show, [`CaseCard`] for the one at hand.

mod card;
mod quote;

pub use card::{CaseCard, CaseClaim, ChainLink, OutcomeChoice, SideView, VerdictView, case_card};
pub use quote::{ContextQuote, context_of_span, context_quote};

use super::inspector::difference_label;
use super::names;
use crate::analysis::disagreements::{
    CaseDifferences, CaseIndex, CasePlace, CaseSort, CaseState, DisagreementCase,
};
use crate::analysis::threads::QuestionKey;
use crate::model::{ClaimId, LinkId, Opposition, Project};
use crate::text::visible;
use std::collections::BTreeSet;

/// Characters of a thread's title in a list.
const TITLE_CHARS: usize = 90;
/// Characters of what a side says in a list, so that both have room.
const SIDE_CHARS: usize = 24;

/// Which cases are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CaseFilter {
    /// Nobody has settled them.
    #[default]
    Open,
    /// Settled, and nothing came since.
    Settled,
    /// Settled, but the thread has changed since.
    AnotherLook,
}

impl CaseFilter {
    /// The list in which a case of that state stands.
    pub const fn of(state: &CaseState) -> Self {
        match state {
            CaseState::Open => Self::Open,
            CaseState::Settled => Self::Settled,
            CaseState::AnotherLook { .. } => Self::AnotherLook,
        }
    }

    /// Whether a case is of this sort.
    pub const fn holds(self, state: &CaseState) -> bool {
        matches!(
            (self, state),
            (Self::Open, CaseState::Open)
                | (Self::Settled, CaseState::Settled)
                | (Self::AnotherLook, CaseState::AnotherLook { .. })
        )
    }
}

/// Which cases are listed, in order of documents and text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseList {
    /// Those of the filter, and the guest.
    listed: Vec<CasePlace>,
    /// The case at hand where it is of the filter no more; it stays listed until another one is taken up.
    guest: Option<CasePlace>,
}

impl CaseList {
    /// All cases that `holds` is true of.
    pub fn new(index: &CaseIndex, mut holds: impl FnMut(&DisagreementCase) -> bool) -> Self {
        let held = index.in_order().filter(|(_, case)| holds(case));
        Self { listed: held.map(|(place, _)| *place).collect(), guest: None }
    }

    /// Looks again at the cases of these questions.
    pub fn refresh(
        &mut self,
        index: &CaseIndex,
        changed: &BTreeSet<QuestionKey>,
        mut holds: impl FnMut(&DisagreementCase) -> bool,
    ) {
        if changed.is_empty() {
            return;
        }
        let guest = self.guest.map(|(_, id, _)| id);
        self.set_at_hand(index, None);
        self.listed.retain(|(_, _, question)| !changed.contains(question));
        for case in changed.iter().flat_map(|question| index.cases_of(*question)).filter(|case| holds(case)) {
            self.put(case.position());
        }
        self.set_at_hand(index, guest);
    }

    /// Lists the case at hand even where it is not of the filter.
    pub fn set_at_hand(&mut self, index: &CaseIndex, case: Option<LinkId>) {
        if self.guest.map(|(_, id, _)| id) == case {
            return;
        }
        if let Some(before) = self.guest.take().and_then(|guest| self.listed.binary_search(&guest).ok()) {
            self.listed.remove(before);
        }
        let place = case.and_then(|id| index.case_of(id)).map(DisagreementCase::position);
        self.guest = place.filter(|place| self.put(*place));
    }

    /// Lists a case; false when it is listed already.
    fn put(&mut self, place: CasePlace) -> bool {
        let found = self.listed.binary_search(&place);
        if let Err(at) = found {
            self.listed.insert(at, place);
        }
        found.is_err()
    }

    /// Those listed: id of the case and its question.
    pub fn listed(&self) -> impl ExactSizeIterator<Item = (LinkId, QuestionKey)> {
        self.listed.iter().map(|(_, id, question)| (*id, *question))
    }

    /// The case listed at a place.
    pub fn at(&self, place: usize) -> Option<LinkId> {
        self.listed.get(place).map(|(_, id, _)| *id)
    }

    /// The place of a case in the list.
    pub fn place_of(&self, case: LinkId) -> Option<usize> {
        self.listed.iter().position(|(_, id, _)| *id == case)
    }

    /// How many are listed.
    pub const fn len(&self) -> usize {
        self.listed.len()
    }

    /// Whether none is listed.
    pub const fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// Where a case stands among those of the filter, in words: `3 of 16`.
    pub fn place_words(&self, case: LinkId) -> String {
        let guest = self.guest.and_then(|guest| self.listed.binary_search(&guest).ok());
        let place = self.place_of(case).filter(|place| Some(*place) != guest);
        let place = place.map(|place| place - usize::from(guest.is_some_and(|guest| guest < place)));
        place_words(place, self.listed.len() - usize::from(guest.is_some()))
    }
}

/// `3 of 16`, or how many are left beside one that is of the list no more.
pub(super) fn place_words(place: Option<usize>, count: usize) -> String {
    match (place, count) {
        (Some(place), count) => format!("{} of {count}", place + 1),
        (None, 0) => "none left".to_owned(),
        (None, count) => format!("{count} left"),
    }
}

/// A case in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// Which case.
    pub id: LinkId,
    /// What its thread is about.
    pub title: String,
    /// What the sides say, which tells cases of one question apart: `50 billion / 100 billion`.
    pub sides: String,
    /// Who stands against whom, and how it was settled.
    pub meta: String,
    /// What kind of difference it is.
    pub badges: Vec<TypeBadge>,
}

/// A type of difference, or what became of it, as a small mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeBadge {
    /// Shown.
    pub label: String,
    /// What it looks like.
    pub tone: Tone,
}

/// How a mark is coloured; the word beside it says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Contradicts.
    Full,
    /// Qualifies.
    Soft,
    /// Settled.
    Good,
    /// Neither.
    Quiet,
}

/// What a case of a list looks like.
pub fn case_row(
    project: &Project,
    index: &CaseIndex,
    case: &DisagreementCase,
    found: &CaseDifferences,
) -> CaseRow {
    let title = index.threads().thread(case.question).map_or("", |thread| thread.title(project));
    let count = case.claims().count();
    let [one, other] = case.sides.each_ref().map(|side| letters(project, &side.claims));
    let claims = if count == 1 { "1 claim".to_owned() } else { format!("{count} claims") };
    let against = match case.sort {
        CaseSort::Positions(_) => format!("{one} against {other} · {claims}"),
        CaseSort::Inconsistency { .. } => format!("{one} and {other} are said to agree and to differ"),
    };
    let meta = match (&case.state, outcome_label(project, case)) {
        (CaseState::AnotherLook { new_claims }, _) => {
            let count = new_claims.len();
            let noun = if count == 1 { "claim" } else { "claims" };
            format!("{count} new {noun} since the verdict · {against}")
        }
        (CaseState::Settled, Some(outcome)) => format!("{outcome} · {one} against {other}"),
        _ => against,
    };
    CaseRow {
        id: case.id,
        title: names::shortened(&visible(title), TITLE_CHARS),
        sides: card::headings(project, case, found)
            .map(|words| names::shortened(&words, SIDE_CHARS))
            .join(" / "),
        meta,
        badges: badges(project, case, found),
    }
}

/// The types of difference of a case as marks; the opposition where no type was found.
fn badges(project: &Project, case: &DisagreementCase, found: &CaseDifferences) -> Vec<TypeBadge> {
    let tone = match case.opposition {
        Opposition::Full => Tone::Full,
        Opposition::Soft | Opposition::None => Tone::Soft,
    };
    let mut badges: Vec<TypeBadge> = Vec::new();
    if matches!(case.sort, CaseSort::Inconsistency { .. }) {
        badges.push(TypeBadge { label: "inconsistent links".to_owned(), tone: Tone::Quiet });
    }
    let types = found.types.iter().take(2);
    badges.extend(types.map(|kind| TypeBadge { label: difference_label(project.codebook(), kind), tone }));
    if badges.is_empty() {
        let label = if case.opposition == Opposition::Full { "contradiction" } else { "qualification" };
        badges.push(TypeBadge { label: label.to_owned(), tone });
    }
    badges
}

/// The label of the outcome of the newest verdict.
fn outcome_label(project: &Project, case: &DisagreementCase) -> Option<String> {
    let verdict = case.verdict.and_then(|id| project.verdict(id))?;
    let term = project.codebook().outcomes.iter().find(|term| term.id == verdict.outcome);
    Some(visible(term.map_or(&verdict.outcome, |term| &term.label)).into_owned())
}

/// Letters of the documents of claims, each once, in project order: `A B C`; cut after six.
fn letters(project: &Project, claims: &[ClaimId]) -> String {
    let mut positions: Vec<usize> = claims
        .iter()
        .filter_map(|claim| project.document_position(project.claim(*claim)?.document))
        .collect();
    positions.sort_unstable();
    positions.dedup();
    let rest = positions.len().saturating_sub(6);
    let mut letters: Vec<String> = positions.into_iter().take(6).map(names::letter).collect();
    if rest > 0 {
        letters.push(format!("+{rest}"));
    }
    letters.join(" ")
}

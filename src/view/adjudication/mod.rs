//! The queue of what annotators differ in: [`AdjudicationList`] with a row for each case, [`AdjudicationCard`] for the
//! one at hand.

mod card;
mod words;

pub use card::{
    AdjudicationCard, AdjudicationSide, CauseChoice, DraftStart, RulingView, SideClaim, SideLink,
    adjudication_card,
};

use super::disagreements::{Tone, TypeBadge, place_words};
use super::names;
use crate::analysis::adjudication::{
    AdjudicationCase, AdjudicationIndex, Aspect, CaseKey, CasePlace, RulingState,
};
use crate::model::{DocumentId, Project};
use crate::text::{Span, visible};

/// Characters of a case's words in a list.
const WORDS_CHARS: usize = 90;

/// Which cases are listed; those where all agree never are, for there is nothing to decide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AdjudicationFilter {
    /// Nobody has settled them.
    #[default]
    Open,
    /// Settled, and nobody worked there since.
    Settled,
    /// Settled, but annotators worked there since.
    AnotherLook,
}

impl AdjudicationFilter {
    /// Whether a case is of this sort.
    pub const fn holds(self, state: &RulingState) -> bool {
        matches!(
            (self, state),
            (Self::Open, RulingState::Open)
                | (Self::Settled, RulingState::Settled)
                | (Self::AnotherLook, RulingState::AnotherLook { .. })
        )
    }
}

/// Which cases there are, in project order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AdjudicationList {
    /// Those of the filter.
    pub listed: Vec<CaseKey>,
    /// The case at hand where it is of the filter no more.
    pub guest: Option<CaseKey>,
    /// Cases that nobody has settled.
    pub open: usize,
    /// Cases that are settled.
    pub settled: usize,
    /// Cases that need another look.
    pub another_look: usize,
    /// Where all agree and the reference layer does not hold it yet: what accepting all of them takes over, as far as
    /// links have both their ends.
    pub agreed: usize,
}

impl AdjudicationList {
    /// The cases of a filter in which annotators differ in that aspect, or in any; and the one at hand, even where it is
    /// of them no more.
    pub fn new(
        index: &AdjudicationIndex,
        (filter, aspect): (AdjudicationFilter, Option<Aspect>),
        at_hand: Option<CaseKey>,
    ) -> Self {
        let mut list = Self::default();
        for case in index.cases() {
            let is_listed = filter.holds(&case.state)
                && !case.is_agreed()
                && aspect.is_none_or(|aspect| case.aspects.contains(&aspect));
            if is_listed || at_hand == Some(case.key) {
                list.listed.push(case.key);
            }
            if !is_listed && at_hand == Some(case.key) {
                list.guest = at_hand;
            }
            match &case.state {
                _ if case.is_agreed() => list.agreed += usize::from(!case.is_settled()),
                RulingState::Open => list.open += 1,
                RulingState::Settled => list.settled += 1,
                RulingState::AnotherLook { .. } => list.another_look += 1,
            }
        }
        list
    }

    /// Where a case stands among those of the filter, in words: `3 of 16`.
    pub fn place_words(&self, key: CaseKey) -> String {
        let mut own = self.listed.iter().filter(|case| Some(**case) != self.guest);
        let place = own.position(|case| *case == key);
        place_words(place, self.listed.len() - usize::from(self.guest.is_some()))
    }
}

/// A case in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdjudicationRow {
    /// Which case.
    pub key: CaseKey,
    /// `A14`, or `A14 – C2` for links.
    pub name: String,
    /// The words of its place.
    pub words: String,
    /// Who has a say, and how it was settled.
    pub meta: String,
    /// In what they differ.
    pub badges: Vec<TypeBadge>,
}

/// What a case of a list looks like.
pub fn adjudication_row(
    project: &Project,
    index: &AdjudicationIndex,
    case: &AdjudicationCase,
) -> AdjudicationRow {
    let text = |(document, span): (DocumentId, Span)| {
        let text = project.document(document).map_or("", |document| &document.text);
        visible(span.slice(text).unwrap_or_default().trim()).replace('\n', " ")
    };
    let words: Vec<String> = places(index, case).into_iter().map(text).collect();
    let who: Vec<String> =
        case.sides.iter().map(|side| names::annotator_name(project, side.annotator)).collect();
    let meta = [words::state(project, case), Some(who.join(", "))].into_iter().flatten();
    AdjudicationRow {
        key: case.key,
        name: name(project, index, case),
        words: names::shortened(&words.join("  ⟷  "), WORDS_CHARS),
        meta: meta.collect::<Vec<_>>().join(" · "),
        badges: badges(case),
    }
}

/// Where to read a case: its place, or both places of links.
fn places(index: &AdjudicationIndex, case: &AdjudicationCase) -> Vec<(DocumentId, Span)> {
    let (first, second) = match case.place {
        CasePlace::One(at) => (at, None),
        CasePlace::Pair(one, other) => (one, Some(other)),
    };
    let known = [Some(first), second].into_iter().flatten().filter_map(|at| index.place(at));
    known.map(|place| (place.document, place.span)).collect()
}

fn name(project: &Project, index: &AdjudicationIndex, case: &AdjudicationCase) -> String {
    let named = places(index, case).into_iter();
    named.map(|(document, span)| names::place_name(project, document, span)).collect::<Vec<_>>().join(" – ")
}

fn badges(case: &AdjudicationCase) -> Vec<TypeBadge> {
    let tone = |aspect: Aspect| match aspect {
        Aspect::ClaimMissing | Aspect::LinkMissing | Aspect::LinkKind | Aspect::Kind => Tone::Full,
        Aspect::Boundary | Aspect::LinkDirection => Tone::Soft,
        Aspect::Confidence => Tone::Quiet,
    };
    if case.is_agreed() {
        return vec![TypeBadge { label: "all agree".to_owned(), tone: Tone::Good }];
    }
    let aspects = case.aspects.iter();
    aspects.map(|aspect| TypeBadge { label: aspect.label().to_owned(), tone: tone(*aspect) }).collect()
}

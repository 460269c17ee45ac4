//! [`disagreements`]: from a thread to its cases.

use super::state::state;
use super::{CaseSort, CaseState, DisagreementCase, Side};
use crate::analysis::places::{Place, Places};
use crate::analysis::threads::{Disagreement, Inconsistency, QuestionKey, Thread, ThreadIndex};
use crate::model::{ClaimId, LinkId, Opposition, Project};

/// The cases of one thread, in order of documents and text. Costs what the thread is large.
pub fn disagreements(project: &Project, thread: &Thread) -> Vec<DisagreementCase> {
    let mut cases = cases(project, thread, &mut Places::new(project));
    cases.sort_by_key(|case| (case.place, case.id));
    cases
}

/// The cases of all threads, in order of documents and text.
pub fn all_disagreements(project: &Project, threads: &ThreadIndex) -> Vec<DisagreementCase> {
    let mut places = Places::of_all(project);
    let mut all: Vec<DisagreementCase> =
        threads.threads().flat_map(|thread| cases(project, thread, &mut places)).collect();
    all.sort_by_key(|case| (case.place, case.id));
    all
}

fn cases(project: &Project, thread: &Thread, places: &mut Places<'_>) -> Vec<DisagreementCase> {
    let between = thread.disagreements.iter().filter_map(|found| between(thread, found, places));
    let mut cases: Vec<DisagreementCase> = between.collect();
    let within = thread.inconsistencies.iter().filter_map(|found| within(project, thread, found, places));
    cases.extend(within.collect::<Vec<_>>());
    for case in &mut cases {
        (case.verdict, case.state) = state(project, thread, case, places);
    }
    cases
}

/// Two positions against each other.
fn between(thread: &Thread, found: &Disagreement, places: &mut Places<'_>) -> Option<DisagreementCase> {
    let mut side = |index: usize| {
        let claims = thread.positions.get(index)?;
        let independent = thread.independent.get(index).copied().unwrap_or_default();
        Some((side_of(claims, independent, places), index))
    };
    let (one, other) = (side(found.positions.0)?, side(found.positions.1)?);
    let is_in_order = one.0.0 <= other.0.0;
    let (((place, first), one), ((_, second), other)) = if is_in_order { (one, other) } else { (other, one) };
    let opposing = Opposing { links: found.links.clone(), opposition: found.opposition };
    let sort = CaseSort::Positions([one, other]);
    opposing.case(thread.key, sort, [first, second], place)
}

/// Two claims of one position against each other.
fn within(
    project: &Project,
    thread: &Thread,
    found: &Inconsistency,
    places: &mut Places<'_>,
) -> Option<DisagreementCase> {
    let link = project.link(found.link)?;
    let mut ends = [side_of(&[link.from], 1, places), side_of(&[link.to], 1, places)];
    ends.sort_by_key(|(place, _)| *place);
    let [(place, first), (_, second)] = ends;
    let opposing = Opposing { links: vec![found.link], opposition: found.opposition };
    let sort = CaseSort::Inconsistency { position: found.position, agreeing: found.agreeing.clone() };
    opposing.case(thread.key, sort, [first, second], place)
}

/// A side, with the place where it begins.
fn side_of(claims: &[ClaimId], independent: usize, places: &mut Places<'_>) -> (Place, Side) {
    let claims = places.sorted(claims.iter().copied());
    let first = claims.first().copied().unwrap_or(ClaimId(uuid::Uuid::nil()));
    (places.place(first), Side { claims, independent })
}

/// What makes two sides a case.
struct Opposing {
    links: Vec<LinkId>,
    opposition: Opposition,
}

impl Opposing {
    /// The case, taken for open: its state is told from the whole.
    fn case(
        self,
        question: QuestionKey,
        sort: CaseSort,
        sides: [Side; 2],
        place: Place,
    ) -> Option<DisagreementCase> {
        Some(DisagreementCase {
            id: *self.links.first()?,
            question,
            sort,
            sides,
            opposition: self.opposition,
            links: self.links,
            verdict: None,
            state: CaseState::Open,
            place: (place.0, place.1),
        })
    }
}

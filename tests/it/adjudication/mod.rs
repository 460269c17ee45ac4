//! What annotators do differently: which cases there are, how they are settled, and what holds whatever is decided.

mod cards;
mod cases;
mod decisions;
mod laws;

use crate::fixture::{TIME, annotator_id, claim_id, link_id};
use crossclaim::analysis::adjudication::{
    AdjudicationCase, AdjudicationIndex, CaseKey, CasePlace, LayerWork, RulingState,
};
use crossclaim::model::{Annotator, ClaimId, LinkId, Project, Timestamp};
use crossclaim::workspace::{Clock, IdSource, Workspace};
use std::sync::atomic::{AtomicI64, Ordering};

/// A clock that goes on a second whenever it is looked at.
#[derive(Debug, Default)]
struct Ticking(AtomicI64);

impl Clock for Ticking {
    fn now(&self) -> Timestamp {
        let start: Timestamp = TIME.parse().unwrap();
        Timestamp::from_millis(start.millis() + 1_000 * (1 + self.0.fetch_add(1, Ordering::Relaxed)))
    }
}

/// The project as Judy has it open, who tags nothing herself.
fn opened(project: Project) -> Workspace {
    let judy = Annotator { machine: None, id: annotator_id(99), name: "judy".to_owned(), reference: false };
    Workspace::new(project, &judy, Box::new(Ticking::default()), IdSource::Counted(0)).unwrap()
}

fn claim_name(id: ClaimId) -> String {
    let number = u16::try_from(id.0.as_u128() & 0xffff).unwrap();
    if id == claim_id(number) { format!("c{number}") } else { format!("new{number}") }
}

fn link_name(id: LinkId) -> String {
    let number = u16::try_from(id.0.as_u128() & 0xffff).unwrap();
    if id == link_id(number) { format!("l{number}") } else { format!("new{number}") }
}

fn work_name(work: &LayerWork) -> String {
    let claims = work.claims.iter().copied().map(claim_name);
    let names: Vec<String> = claims.chain(work.links.iter().copied().map(link_name)).collect();
    if names.is_empty() { "–".to_owned() } else { names.join("+") }
}

/// `ann c1 / ben –: claim missing; open`.
fn drawn_case(project: &Project, case: &AdjudicationCase) -> String {
    let side = |side: &crossclaim::analysis::adjudication::CaseSide| {
        format!("{} {}", project.annotator(side.annotator).unwrap().name, work_name(&side.work))
    };
    let sides: Vec<String> = case.sides.iter().map(side).collect();
    let aspects: Vec<&str> = case.aspects.iter().map(|aspect| aspect.label()).collect();
    let aspects = if aspects.is_empty() { "agreed".to_owned() } else { aspects.join(", ") };
    let state = match &case.state {
        RulingState::Open => "open".to_owned(),
        RulingState::Settled => "settled".to_owned(),
        RulingState::AnotherLook { new_work } => format!("another look at {}", new_work.len()),
    };
    let reference = work_name(&case.reference);
    let reference = if reference == "–" { String::new() } else { format!(" [{reference}]") };
    format!("{}: {aspects}; {state}{reference}", sides.join(" / "))
}

/// All cases, a line each.
fn drawn(project: &Project) -> Vec<String> {
    AdjudicationIndex::of(project).cases().iter().map(|case| drawn_case(project, case)).collect()
}

/// Those in which annotators differ.
fn differing(project: &Project) -> Vec<String> {
    let index = AdjudicationIndex::of(project);
    let cases = index.cases().iter().filter(|case| !case.is_agreed());
    cases.map(|case| drawn_case(project, case)).collect()
}

fn claims(number: u16) -> CaseKey {
    CaseKey::Claims(claim_id(number))
}

fn links(number: u16) -> CaseKey {
    CaseKey::Links(link_id(number))
}

const fn is_pair(case: &AdjudicationCase) -> bool {
    matches!(case.place, CasePlace::Pair(..))
}

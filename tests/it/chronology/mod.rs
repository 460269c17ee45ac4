//! The chronology: dates in their place, a question once per date, and the dates of one question that cannot both hold.

mod order;
mod proposals;
mod typed;

use crate::fixture::{claim_id, project};
use crossclaim::analysis::chronology::{
    Chronology, ClaimDate, DateConflict, DatedClaim, Proposals, chronology_rows, label, rivals, written,
};
use crossclaim::analysis::threads::ThreadIndex;
use crossclaim::model::{ClaimId, DocumentId, Project};
use std::collections::BTreeMap;

const DEAL: &str = r#"question q1 "When was the deal signed?"
    question q2 "Since when does it hold?"
    a.txt: The deal was signed.{c1 when(2026-04-27)} It holds since spring.{c2 when(2026-03)}
    b.txt: They signed it on Tuesday.{c3 when(2026-04-28)} It rained.{c4}
    c.txt: It was signed in April.{c5 when(2026-04)} It began in March.{c6 when(2026-03)} It ends.{c7 when(before 2030)}
    c1 contradicts c3 q1
    c1 corroborates c5 q1
    c2 corroborates c6 q2"#;

fn name(claim: ClaimId) -> String {
    format!("c{}", claim.0.as_u128() & 0xffff)
}

fn chronology(project: &Project, proposals: Proposals) -> Chronology {
    let dated: Vec<DatedClaim> = project
        .documents()
        .flat_map(|document| {
            project.claims_in(document.id).filter_map(|claim| DatedClaim::of(claim, document))
        })
        .collect();
    let columns: BTreeMap<DocumentId, usize> = project.document_ids().iter().copied().zip(0..).collect();
    Chronology::of(dated.iter(), &columns, &ThreadIndex::of(project), proposals)
}

/// `* 2026-04-27: c1 against 28 April 2026`, a star at the first line of a date, a question mark behind a proposed claim.
fn drawn(project: &Project, proposals: Proposals) -> Vec<String> {
    let chronology = chronology(project, proposals);
    let line = |line: &crossclaim::analysis::chronology::ChronologyLine| {
        let claims = line.claims.iter().map(|claim| {
            let mark = if claim.is_proposed { "?" } else { "" };
            format!("{}{mark}", name(claim.claim))
        });
        let against: Vec<String> = rivals(&chronology.lines, line).map(|other| label(&other.when)).collect();
        let against = match line.conflict {
            DateConflict::None => String::new(),
            DateConflict::Proposed => format!(" perhaps against {}", against.join(", ")),
            DateConflict::Set => format!(" against {}", against.join(", ")),
        };
        let star = if line.is_first { "*" } else { " " };
        let claims: Vec<String> = claims.collect();
        format!("{star} {}: {}{against}", written(&line.when), claims.join(" "))
    };
    let mut drawn: Vec<String> = chronology.lines.iter().map(line).collect();
    let undated: Vec<String> = chronology.undated.iter().copied().map(name).collect();
    drawn.push(format!("undated: {}", undated.join(" ")));
    drawn
}

#[test]
fn dates_stand_in_order_and_a_question_once_per_date() {
    assert_eq!(
        drawn(&project(DEAL), Proposals::Shown),
        [
            "* 2026-03: c2 c6",
            "* 2026-04: c5",
            "* 2026-04-27: c1 against 28 April 2026",
            "* 2026-04-28: c3 against 27 April 2026",
            "* by 2030: c7",
            "undated: c4",
        ]
    );
}

#[test]
fn a_claim_of_two_questions_stands_under_both_at_its_date() {
    let project = project(
        "question q1 \"One?\"\nquestion q2 \"Two?\"\n\
         a.txt: It was signed.{c1 q1 q2 when(2026)} It held.{c2 when(2026)}",
    );
    assert_eq!(drawn(&project, Proposals::Shown), ["* 2026: c1", "  2026: c1", "  2026: c2", "undated: "]);
}

#[test]
fn a_date_is_proposed_until_it_is_accepted_and_the_proposal_can_be_hidden() {
    let notation = "question q1 \"When?\"\n\
                    a.txt: It was signed on Monday.{c1}\nabout a.txt published=2026-04-28\n\
                    b.txt: It was signed in May 2025.{c2 when(2025-05)}\n\
                    c.txt: It was signed on Monday.{c3}\n\
                    c1 contradicts c2 q1";
    let project = project(notation);
    assert_eq!(
        drawn(&project, Proposals::Shown),
        [
            "* 2025-05: c2 perhaps against 27 April 2026",
            "* 2026-04-27: c1? perhaps against May 2025",
            "undated: c3",
        ]
    );
    assert_eq!(drawn(&project, Proposals::Hidden), ["* 2025-05: c2", "undated: c1 c3"]);
    let claim = project.claim(claim_id(1)).unwrap();
    assert_eq!(claim.when, None, "nothing is stored before it is accepted");
    let document = project.document(claim.document).unwrap();
    let ClaimDate::Proposed(reading) = ClaimDate::of(claim, document) else { panic!("not proposed") };
    let proposal = reading.proposals.first().unwrap();
    assert_eq!((proposal.words.as_str(), proposal.base.as_deref()), ("Monday", Some("2026-04-28")));
}

#[test]
fn dates_that_are_set_count_before_those_that_are_proposed() {
    let project = project(
        "question q1 \"When?\"\n\
         a.txt: It was signed.{c1 when(2024)} It was signed in 2023.{c2}\n\
         b.txt: It was signed.{c3 when(2025)}\n\
         c1 contradicts c3 q1\nc2 contradicts c3 q1",
    );
    assert_eq!(
        drawn(&project, Proposals::Shown),
        [
            "* 2023: c2? perhaps against 2024, 2025",
            "* 2024: c1 against 2023, 2025",
            "* 2025: c3 against 2023, 2024",
            "undated: ",
        ]
    );
}

#[test]
fn plain_rows_tell_names_pinpoints_proposals_and_rivals() {
    let project = project(
        "question q1 \"When?\"\n\
         a.txt: Title\\nIt was signed on Monday.{c1}\nabout a.txt published=2026-04-28\n\
         b.txt: It was signed in May 2025.{c2 when(2025-05)} It rained.{c3}\n\
         c1 contradicts c2 q1",
    );
    let found = chronology_rows(&project, &ThreadIndex::of(&project), |_| true);
    let rows: Vec<String> = found
        .rows
        .iter()
        .map(|row| {
            let claim = row.claims.first().unwrap();
            let proposal = claim.proposal.as_ref().map(|one| format!("{} / {:?}", one.words, one.base));
            let proposal = proposal.unwrap_or_default();
            format!("{} {} ({}) {proposal} {:?}", written(&row.when), claim.name, claim.pinpoint, row.rivals)
        })
        .collect();
    assert_eq!(
        rows,
        [
            "2025-05 B1 (line 1)  [\"27 April 2026\"]",
            "2026-04-27 A2 (line 2) Monday / Some(\"2026-04-28\") [\"May 2025\"]",
        ]
    );
    assert_eq!((found.undated, found.proposed), (vec![claim_id(3)], 1));
    let none = chronology_rows(&project, &ThreadIndex::of(&project), |claim| claim.id == claim_id(3));
    assert_eq!(none.rows, []);
}

#[test]
fn what_was_judged_to_be_no_claim_is_left_out() {
    let project = project("a.txt: It was 2024.{c1 not_a_claim} It was 2025.{c2 not_a_claim quantity}");
    assert_eq!(drawn(&project, Proposals::Shown), ["* 2025: c2?", "undated: "]);
}

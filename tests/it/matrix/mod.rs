//! The matrix: what each document says on the question of each thread.

mod known_answers;

use crate::fixture::{about_one_question, claim_id, document_id, project};
use crossclaim::analysis::matrix::{
    Dispute, MatrixCell, MatrixRow, MatrixSort, Stance, Support, contradictions, matrix_columns, matrix_row,
    matrix_rows, sort_rows,
};
use crossclaim::analysis::threads::QuestionKey;
use crossclaim::analysis::threads::{ThreadIndex, threads};
use crossclaim::model::{Edit, Project};
use crossclaim::storage::read_project;

fn rows(project: &Project) -> Vec<MatrixRow> {
    matrix_rows(project, ThreadIndex::of(project).threads())
}

fn row(notation: &str) -> MatrixRow {
    rows(&project(notation)).into_iter().next().unwrap()
}

/// The stances of all documents on the first thread, in project order.
fn drawn(project: &Project) -> String {
    let row = rows(project).into_iter().next().unwrap();
    let stances = project.documents().map(|document| row.stance(document).name());
    stances.collect::<Vec<_>>().join(", ")
}

fn cell(notation: &str, document: u16) -> MatrixCell {
    row(notation).cell(document_id(document)).unwrap().clone()
}

/// Three documents of which the first is the central one.
const FOUR: &str = "a.txt: Rents rose.{c1}
    b.txt: They rose.{c2}
    c.txt: They fell.{c3}
    d.txt: They may have risen.{c4}
    c1 corroborates c2
    c1 contradicts c3
    c4 qualifies c1";

#[test]
fn stances_follow_the_links_to_the_central_statement() {
    assert_eq!(drawn(&project(FOUR)), "asserts, asserts, contradicts, qualifies");
}

#[test]
fn what_is_linked_to_a_side_takes_its_stance_and_two_oppositions_tell_nothing() {
    let stances = |link: &str| {
        drawn(&project(&about_one_question(&format!("{FOUR}\ne.txt: They fell, too.{{c5}}\n{link}"))))
    };
    assert!(stances("c3 corroborates c5").ends_with(", contradicts"));
    assert!(stances("c5 subsumes c3").ends_with(", contradicts"));
    assert!(stances("c5 contradicts c3").ends_with(", mentions"));
    assert!(stances("c5 updates c1").ends_with(", mentions"));
}

#[test]
fn who_says_more_asserts_and_who_says_a_part_only_mentions() {
    let base = "a.txt: Rents rose.{c1}
        b.txt: Rents rose by 3 %.{c2}
        c.txt: They rose.{c3}
        c1 corroborates c3";
    assert_eq!(drawn(&project(&format!("{base}\nc2 subsumes c1"))), "asserts, asserts, asserts");
    assert_eq!(drawn(&project(&format!("{base}\nc1 subsumes c2"))), "asserts, mentions, asserts");
}

#[test]
fn silent_is_told_from_not_read_yet() {
    let base = "a.txt: Rents rose.{c1}\nb.txt: They rose.{c2}\nc.txt: Nothing.\nd.txt: Nothing.";
    let project = project(&format!("{base}\nread c.txt @ann\nc1 corroborates c2"));
    assert_eq!(drawn(&project), "asserts, asserts, silent, not read yet");
}

#[test]
fn a_document_that_contradicts_itself_is_in_dispute() {
    let own = "a.txt: Rents rose.{c1} Rents fell.{c2}
        b.txt: They rose.{c3}
        c1 corroborates c3
        c1 contradicts c2";
    let found = cell(own, 1);
    assert_eq!((found.stance, found.dispute), (Stance::InDispute, Some(Dispute::WithinDocument)));
    assert_eq!(found.value, Some(3.0), "the mean of what it asserts and contradicts");
    assert_eq!(cell(&own.replace("contradicts", "qualifies"), 1).stance, Stance::Qualifies);
    let elsewhere = own.replace("c1 contradicts c2", "c3 contradicts c2");
    assert_eq!(cell(&elsewhere, 1).stance, Stance::InDispute, "the link may come from elsewhere");
    let within = "a.txt: Rents rose.{c1} Rents fell.{c2}
        b.txt: They rose.{c3}
        c1 corroborates c3
        c2 corroborates c3
        c1 contradicts c2";
    assert_eq!(cell(within, 1).dispute, Some(Dispute::WithinDocument), "said to agree as well");
    assert!(row(within).is_inconsistent);
    assert_eq!(cell(within, 2).stance, Stance::Asserts);
}

#[test]
fn a_cell_that_annotators_read_differently_is_in_dispute() {
    let notation = "@ben
        a.txt: Rents rose.{c1}
        b.txt: They rose perhaps.{c2}{c3 @ben}
        c1 corroborates c2
        c3 qualifies c1";
    let found = cell(notation, 2);
    assert_eq!((found.stance, found.dispute), (Stance::InDispute, Some(Dispute::BetweenAnnotators)));
    assert_eq!((found.value, found.annotator_spread), (Some(4.0), Some(2.0_f64.sqrt())));
    let judged = "@ben
        a.txt: Rents rose.{c1}
        b.txt: They rose perhaps.{c2}
        c1 corroborates c2
        c1 contradicts c2 @ben";
    assert_eq!(cell(judged, 2).dispute, Some(Dispute::BetweenAnnotators));
    assert_eq!(cell(&judged.replace(" @ben\n", "\n"), 2).annotator_spread, None, "one annotator");
}

#[test]
fn the_strongest_confidence_of_the_claims_that_decide_is_shown() {
    let strength = |first: &str, second: &str| {
        let notation = format!(
            "a.txt: Rents rose.{{c1 {first}}} They rose.{{c2 {second}}} In May?{{c3 high}}
            b.txt: They did.{{c4}}
            c1 corroborates c4
            c2 corroborates c4
            c3 updates c4"
        );
        cell(&notation, 1).confidence.map(|confidence| (confidence.level.level, confidence.strength))
    };
    assert_eq!(strength("low", "moderate"), Some(("moderate".to_owned(), 0.5)));
    assert_eq!(strength("", "low"), Some(("low".to_owned(), 0.0)));
    assert_eq!(strength("", ""), None, "c3 mentions only");
    assert_eq!(strength("admiralty_reliability:F", ""), None, "what cannot be judged is not the lowest");
    assert_eq!(
        strength("admiralty_reliability:A", "admiralty_reliability:D"),
        Some(("A".to_owned(), 1.0)),
        "best first"
    );
}

#[test]
fn copies_and_one_origin_count_once_as_support() {
    let two = "a.txt: Rents rose.{c1}
        b.txt: They rose.{c2}
        c.txt: Up they went.{c3}
        c1 corroborates c2";
    assert_eq!(row(two).support, Support::Independent(2));
    assert_eq!(row(two).support.corroborations(), 1);
    assert_eq!(row(&two.replace("corroborates", "contradicts")).support, Support::SingleDocument);
    let copy = two.replace("corroborates", "same_origin");
    assert_eq!(row(&copy).support, Support::SingleOrigin);
    assert!(row(&copy).support.is_single());
    assert_eq!(row(&format!("{copy}\nc3 corroborates c2")).support, Support::Independent(2));
    assert_eq!(row(&format!("{copy}\nc3 subsumes c2")).support, Support::Independent(2), "says it and more");
    assert_eq!(
        row(&format!("{two}\nabout a.txt publisher=AP\nabout b.txt origin=ap")).support,
        Support::SingleOrigin
    );
}

#[test]
fn spread_is_told_from_the_stances_or_says_why_it_is_not() {
    let spread = row(FOUR).spread.unwrap();
    assert_eq!(spread.stances, 4);
    assert!((spread.deviation - 1.658_312).abs() < 1e-6, "{spread:?}");
    let lone = row("a.txt: One.{c1}\nb.txt: Two.{c2}\nc1 updates c2").spread;
    assert_eq!(lone.unwrap_err().to_string(), "only one document takes a stance");
}

#[test]
fn the_tail_counts_disagreements_by_type_and_state() {
    let project = project(
        "a.txt: Rents rose by 3 %.{c1}
        b.txt: Rents rose by 5 %.{c2}
        c.txt: Rents rose by 9 %.{c3}
        c1 contradicts c2
        c1 contradicts c3
        c2 qualifies c3 scope( / 9 %)
        verdict c1 c2 rounding",
    );
    let found = &rows(&project)[0];
    assert_eq!((found.cases.open, found.cases.another_look, found.cases.settled), (2, 1, 0), "c3 came later");
    assert_eq!(found.verdict, Some(crate::fixture::verdict_id(1)));
    let types = contradictions(&project, &threads(&project)[0]);
    assert_eq!(types, [("numeric".to_owned(), 2), ("scope".to_owned(), 1)]);
}

#[test]
fn a_disagreement_without_a_difference_is_counted_too() {
    let project = project("a.txt: Yes.{c1}\nb.txt: Whatever.{c2}\nc1 contradicts c2");
    assert_eq!(contradictions(&project, &threads(&project)[0]), [(String::new(), 1)]);
}

#[test]
fn columns_tell_reliability_what_is_reviewed_and_who_stands_alone() {
    let project = project(&format!(
        "{FOUR}\ne.txt: Nothing.\nf.txt: Nothing.\nread f.txt @ann\nabout c.txt reliability=F"
    ));
    let rows = rows(&project);
    let columns = matrix_columns(&project, &rows);
    let scores: Vec<Option<f64>> = columns
        .iter()
        .map(|column| column.inconsistency.ok().map(|score| (score * 100.0).round() / 100.0))
        .collect();
    // c: 1, 1 and 3 from the others, 5/3 in the mean, (3 - 5/3)² = 1.78.
    assert_eq!(scores, [Some(0.0), Some(0.0), Some(1.78), Some(0.0), None, None]);
    assert_eq!(columns[2].reliability.as_deref(), Some("F"));
    let reviewed: Vec<Option<f64>> = columns.iter().map(|column| column.reviewed).collect();
    assert_eq!(reviewed[3..], [Some(1.0), Some(0.0), Some(1.0)]);
    assert_eq!(
        columns[4].inconsistency.unwrap_err().to_string(),
        "no other document takes a stance on the same question"
    );
    assert_eq!(matrix_columns(&project, &[])[0].reviewed, None);
}

#[test]
fn rows_sort_by_spread_single_source_unresolved_and_text() {
    let project = project(
        "a.txt: One.{c1} Two.{c2} Three.{c3} Four.{c4}
        b.txt: One?{c5} Two?{c6} Three?{c7} Four?{c8}
        c1 same_origin c5
        c2 qualifies c6
        c3 contradicts c7
        c4 updates c8
        verdict c3 c7 rounding",
    );
    let sorted = |sort| {
        let mut rows = rows(&project);
        rows.reverse();
        sort_rows(&mut rows, sort);
        let number = |row: &MatrixRow| match row.question {
            QuestionKey::Proposed(link) => link.0.as_u128() & 0xffff,
            QuestionKey::Asked(_) => 0,
        };
        rows.iter().map(number).collect::<Vec<_>>()
    };
    assert_eq!(sorted(MatrixSort::Spread), [3, 2, 1, 4]);
    assert_eq!(sorted(MatrixSort::SingleSource), [2, 3, 4, 1]);
    assert_eq!(sorted(MatrixSort::Unresolved), [2, 3, 1, 4]);
    assert_eq!(sorted(MatrixSort::Text), [1, 2, 3, 4]);
}

#[test]
fn a_row_by_itself_is_the_row_of_the_whole() {
    let mut project =
        project(&format!("z.txt: Wages fell.{{c7}} Wages rose.{{c8}}\n{FOUR}\nc7 contradicts c8"));
    project.apply(Edit::MoveDocument { document: document_id(1), position: 9 }).unwrap();
    let one_by_one: Vec<MatrixRow> =
        threads(&project).iter().map(|thread| matrix_row(&project, thread)).collect();
    assert_eq!(one_by_one, rows(&project));
    assert_eq!(one_by_one.len(), 2);
    assert_eq!(one_by_one[1].cell(document_id(1)).unwrap().claims, [7, 8].map(claim_id));
}

#[test]
fn the_sample_shows_the_amazon_deal_as_the_drawing_has_it() {
    let bytes = include_bytes!("../../../assets/sample/sample.crossclaim.ron");
    let project = read_project(bytes).unwrap().project;
    let index = ThreadIndex::of(&project);
    let deal = index.threads().find(|thread| thread.title(&project).contains("Amazon deal worth")).unwrap();
    let row = matrix_row(&project, deal);
    let stances: Vec<&str> = project.documents().map(|document| row.stance(document).name()).collect();
    assert_eq!(stances, ["asserts", "asserts", "asserts", "silent", "contradicts"]);
    assert_eq!(contradictions(&project, deal), [("numeric".to_owned(), 1)]);
    assert_eq!(row.spread.unwrap().stances, 4);
    let licence = index.threads().find(|thread| thread.title(&project).contains("still exclusive")).unwrap();
    let row = matrix_row(&project, licence);
    let stances: Vec<&str> = project.documents().map(|document| row.stance(document).name()).collect();
    assert_eq!(stances, ["in dispute", "asserts", "asserts", "asserts", "asserts"]);
    assert_eq!(contradictions(&project, licence), [("polarity".to_owned(), 1), ("temporal".to_owned(), 1)]);
}

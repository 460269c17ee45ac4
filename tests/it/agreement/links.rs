//! Links, and verdicts on what they join.

use super::*;

/// Three documents of two sentences each, every sentence claimed by both: ann has c1 to c6, ben c11 to c16.
const CLAIMS: &str = "@ben\na.txt: Aa bb cc.{c1}{c11 @ben} Dd.{c2}{c12 @ben}\nb.txt: Ee.{c3}{c13 @ben} Ff.{c4}{c14 @ben}\n\
    c.txt: Gg.{c5}{c15 @ben} Hh.{c6}{c16 @ben}\n";

fn linked(links: &str) -> AgreementReport {
    report(&format!("{CLAIMS}{links}"))
}

#[test]
fn links_are_matched_over_the_union_of_pairs() {
    // Of three and four links one is the same, one has another kind.
    let report = linked(
        "c1 corroborates c3\nc2 contradicts c4\nc5 overlaps c1\n\
         c11 corroborates c13 @ben\nc12 overlaps c14 @ben\nc15 contradicts c12 @ben\nc16 contradicts c14 @ben",
    );
    assert_eq!(said(&report, Measure::F1Links, Unit::Links), "0.571 of 5");
    assert_eq!(said(&report, Measure::F1LinksLabelled, Unit::Links), "0.286 of 5");
    assert_eq!(values(&report, Unit::LinkKind), ["corroborates / corroborates", "contradicts / overlaps"]);
}

#[test]
fn direction_counts_for_directed_kinds_only() {
    let report = linked("c1 updates c3\nc13 updates c11 @ben\nc4 contradicts c2\nc12 contradicts c14 @ben");
    assert_eq!(values(&report, Unit::LinkKind), ["updates → / updates ←", "contradicts / contradicts"]);
    assert_eq!(said(&report, Measure::F1Links, Unit::Links), "1.000 of 2");
    assert_eq!(said(&report, Measure::F1LinksLabelled, Unit::Links), "0.500 of 2");
}

#[test]
fn ends_match_when_claims_overlap_and_not_when_they_hardly_do() {
    let claims = "a.txt: [c1:One two [c2:three four]{c2 @ben}]{c1}. Five.\nb.txt: [c3:Six seven]{c3} [c4:eight nine]{c4 @ben}.\n\
        c.txt: Ten.{c5}{c6 @ben}\n";
    let report =
        report(&format!("{claims}c1 updates c5\nc2 updates c6 @ben\nc3 updates c5\nc4 updates c6 @ben"));
    assert_eq!(said(&report, Measure::F1Links, Unit::Links), "0.500 of 3");
}

#[test]
fn the_least_overlap_of_ends_can_be_chosen() {
    // They share six of ten characters.
    let project = project(
        "a.txt: [c1:abc [c2:defghi]{c1} jkl]{c2 @ben}.\nb.txt: Ten.{c5}{c6 @ben}\nc1 updates c5\nc2 updates c6 @ben",
    );
    let f1 = |least_overlap| {
        let report = agreement(&project, AgreementOptions { least_overlap });
        value_of(&report, Measure::F1Links, Unit::Links)
    };
    for (least_overlap, expected) in [(0.5, 1.0), (0.6, 1.0), (0.7, 0.0)] {
        assert!((f1(least_overlap) - expected).abs() < 1e-12, "{least_overlap}");
    }
}

#[test]
fn links_may_join_the_claims_of_others() {
    let report = report("a.txt: One.{c1}\nb.txt: Two.{c2}\nc1 updates c2\nc1 updates c2 @ben");
    assert_eq!(said(&report, Measure::F1LinksLabelled, Unit::Links), "1.000 of 1");
}

#[test]
fn links_between_documents_that_the_other_never_worked_in_are_no_misses() {
    let report = report(
        "a.txt: One.{c1}{c11 @ben}\nb.txt: Two.{c2}{c12 @ben}\nc.txt: Three.{c3}\n\
         c1 updates c2\nc11 updates c12 @ben\nc1 updates c3",
    );
    assert_eq!(said(&report, Measure::F1Links, Unit::Links), "1.000 of 1");
    let apart = super::report(
        "a.txt: One.{c1}\nb.txt: Two.{c2}\nc.txt: Three.{c3 @ben}\nd.txt: Four.{c4 @ben}\nc1 updates c2\nc3 updates c4 @ben",
    );
    assert_eq!(
        said(&apart, Measure::F1Links, Unit::Links),
        "no link between documents that two of them read or worked in"
    );
}

#[test]
fn links_that_say_unrelated_and_dismissals_are_judgements_and_no_links() {
    let report = linked(
        "c1 contradicts c3\nc11 no_relation c13 @ben\nc2 contradicts c4\ndismiss c12 b.txt \"Ff.\" @ben\n\
         c5 no_relation c1\nc16 contradicts c14 @ben\nc6 contradicts c4",
    );
    assert_eq!(
        values(&report, Unit::LinkKind),
        ["contradicts / no_relation", "contradicts / no_relation", "contradicts / contradicts"]
    );
    assert_eq!(said(&report, Measure::F1Links, Unit::Links), "0.500 of 3");
}

#[test]
fn several_kinds_between_one_pair_are_a_set() {
    let report = linked("c1 contradicts c3\nc1 updates c3\nc11 contradicts c13 @ben");
    assert_eq!(values(&report, Unit::LinkKind), ["contradicts + updates → / contradicts"]);
    assert_eq!(said(&report, Measure::F1LinksLabelled, Unit::Links), "0.667 of 1");
}

#[test]
fn confidence_and_differences_are_compared_on_jointly_linked_pairs() {
    let report = linked(
        "c1 contradicts c3 high numeric(Aa / Ee)\nc11 contradicts c13 low numeric(Aa / Ee) @ben\n\
         c2 updates c4 low\nc12 updates c14 low temporal(Dd / Ff) @ben\nc5 updates c1 high",
    );
    assert_eq!(values(&report, Unit::LinkConfidence), ["high / low", "low / low"]);
    assert_eq!(values(&report, Unit::LinkDifferences), ["numeric / numeric", "no difference / temporal"]);
    assert_eq!(said(&report, Measure::Percent, Unit::LinkDifferences), "0.500 of 2");
}

#[test]
fn verdicts_on_the_same_claims_are_compared_with_the_side_they_favour() {
    let report = linked(
        "verdict c1 c3 a_supported favours c1\nverdict c11 c13 a_supported favours c11 @ben\n\
         verdict c2 c4 rounding\nverdict c12 c14 open @ben\nverdict c5 c1 c2 open\nverdict c16 c14 c13 open @ben",
    );
    let verdicts = ["a_supported, favours 1 / a_supported, favours 1", "rounding / open"];
    assert_eq!(values(&report, Unit::Verdict), verdicts);
    let more =
        linked("verdict c1 c3 a_supported favours c1\nverdict c11 c13 c15 a_supported favours c13 @ben");
    assert_eq!(values(&more, Unit::Verdict), ["a_supported, favours 1 / a_supported, favours 2"]);
}

#[test]
fn questions_of_two_annotators_are_one_by_their_title_or_by_what_they_hold() {
    let report = linked(
        "question q1 \"How large is it?\"\nquestion q2 \"How  large is IT?\" @ben\n\
         question q3 \"Who paid?\"\nquestion q4 \"Payment\" @ben\n\
         c1 contradicts c3 q1\nc11 contradicts c13 q2 @ben\n\
         c2 updates c4 q3\nc12 updates c14 q4 @ben\n\
         c1 updates c5 q3\nc11 updates c15 q4 @ben\n\
         c6 updates c2 q3\nc16 updates c12 q2 @ben",
    );
    let large = "how large is it?";
    assert_eq!(
        values(&report, Unit::LinkQuestion),
        [
            format!("{large} / {large}"),
            "who paid? / who paid?".to_owned(),
            "who paid? / who paid?".to_owned(),
            format!("who paid? / {large}")
        ]
    );
    assert_eq!(said(&report, Measure::Percent, Unit::LinkQuestion), "0.750 of 4");
}

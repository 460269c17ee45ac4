//! Which cases there are, and in what annotators differ.

use super::{claims, differing, drawn, links};
use crate::fixture::{claim_id, project};
use crossclaim::analysis::adjudication::AdjudicationIndex;

#[track_caller]
fn assert_cases(notation: &str, expected: &[&str]) {
    assert_eq!(drawn(&project(notation)), expected);
}

#[test]
fn each_way_to_tag_unlike_has_its_aspect() {
    for (marks, aspect) in [
        ("One two.{c1 quantity high}{c2 quantity high @ben}", "agreed"),
        ("One two.{c1 quantity}{c2 quantity high @ben}", "agreed"),
        ("[One [two.]{c1 quantity}]{c2 quantity @ben}", "boundary"),
        ("One two.{c1 quantity}{c2 causal @ben}", "kind"),
        ("One two.{c1 quantity causal}{c2 causal quantity @ben}", "agreed"),
        ("One two.{c1 quantity high}{c2 quantity low @ben}", "confidence"),
        ("[One [two.]{c1 quantity high}]{c2 causal low @ben}", "boundary, kind, confidence"),
        ("One two.{c1 not_a_claim}{c2 rule @ben}", "kind"),
    ] {
        assert_cases(&format!("@ben\na.txt: {marks}"), &[&format!("ann c1 / ben c2: {aspect}; open")]);
    }
}

#[test]
fn a_claim_is_missing_only_where_the_other_one_has_read() {
    let text = "@ben\na.txt: One.{c1} Two.";
    assert_cases(text, &[]);
    assert_cases(&format!("{text}\nread a.txt @ann"), &[]);
    assert_cases(&format!("{text}\nread a.txt @ben"), &["ann c1 / ben –: claim missing; open"]);
    let both = "@ben\na.txt: One.{c1 rule}{c2 causal @ben} Two.\nread a.txt @cleo";
    assert_cases(both, &["ann c1 / ben c2 / cleo –: claim missing, kind; open"]);
}

#[test]
fn to_say_that_there_is_no_claim_is_like_passing_it_over() {
    let text = "@ben\na.txt: One.{c1 not_a_claim} Two.\nread a.txt @ben";
    assert_cases(text, &[]);
    let both = text.replace("Two.", "Two.{c2 @ben}") + " @ann";
    assert_cases(&both, &["ann – / ben c2: claim missing; open"]);
    assert_cases(
        "@ben\na.txt: One.{c1 not_a_claim}{c2 not_a_claim @ben}",
        &["ann c1 / ben c2: agreed; open"],
    );
}

#[test]
fn claims_that_share_little_are_places_of_their_own() {
    let text = "@ben\na.txt: [One two [thr]{c1}ee four five]{c2 @ben} six.\nread a.txt @ann @ben";
    assert_cases(text, &["ann c1 / ben c2: boundary; open"]);
    let apart = "@ben\na.txt: [c1:One two [c2:thr]{c1}ee four five]{c2 @ben} six.\nread a.txt @ann @ben";
    assert_cases(apart, &["ann c1 / ben –: claim missing; open", "ann – / ben c2: claim missing; open"]);
}

#[test]
fn who_set_two_levels_at_one_place_agrees_with_nobody() {
    assert_cases(
        "@ben\na.txt: One.{c1 quantity low}{c2 quantity high}{c3 quantity @ben}",
        &["ann c1+c2 / ben c3: confidence; open"],
    );
}

#[test]
fn several_claims_on_one_span_are_one_side() {
    assert_cases(
        "@ben\na.txt: One.{c1 quantity}{c2 causal}{c3 quantity causal @ben}",
        &["ann c1+c2 / ben c3: agreed; open"],
    );
}

const LINKED: &str =
    "@ben\na.txt: One.{c1}{c2 @ben}\nb.txt: Two.{c3}{c4 @ben}\nread a.txt @ann @ben\nread b.txt @ann @ben\n";

#[test]
fn each_way_to_link_unlike_has_its_aspect() {
    for (lines, expected) in [
        ("c1 contradicts c3\nc4 contradicts c2 @ben", "ann l1 / ben l2: agreed; open"),
        ("c1 contradicts c3\nc2 corroborates c4 @ben", "ann l1 / ben l2: link kind; open"),
        ("c1 updates c3\nc4 updates c2 @ben", "ann l1 / ben l2: link direction; open"),
        ("c1 updates c3\nc2 updates c4 low @ben", "ann l1 / ben l2: agreed; open"),
        ("c1 updates c3 high\nc2 updates c4 low @ben", "ann l1 / ben l2: confidence; open"),
        ("c1 updates c3", "ann l1 / ben –: link missing; open"),
        ("c1 no_relation c3\nc2 updates c4 @ben", "ann l1 / ben l2: link kind; open"),
        (
            "c1 updates c3\nc1 overlaps c3\nc4 updates c2 @ben",
            "ann l1+l2 / ben l3: link kind, link direction; open",
        ),
    ] {
        let all = drawn(&project(&format!("{LINKED}{lines}")));
        let agreed = ["ann c1 / ben c2: agreed; open", "ann c3 / ben c4: agreed; open"];
        assert_eq!(all, [agreed[0], expected, agreed[1]], "{lines}");
    }
}

#[test]
fn a_link_is_missing_only_where_the_other_one_has_read_both_documents() {
    let text = "@ben\na.txt: One.{c1}{c2 @ben}\nb.txt: Two.{c3}{c4 @ben}\nc1 updates c3\nread a.txt @ben\n";
    assert_eq!(differing(&project(text)), [""; 0]);
    assert_eq!(
        differing(&project(&format!("{text}read b.txt @ben"))),
        ["ann l1 / ben –: link missing; open"]
    );
    let none = text.replace("updates", "no_relation") + "read b.txt @ben";
    assert_eq!(differing(&project(&none)), [""; 0]);
}

#[test]
fn the_reference_layer_is_what_is_decided_and_not_a_side() {
    assert_cases(
        "@ben\n@gold reference\na.txt: One two.{c1 rule}{c2 causal @ben}{c5 rule @gold}\n\
         b.txt: Three.{c6 @gold}\nread a.txt @gold\nread b.txt @ann @ben",
        &["ann c1 / ben c2: kind; open [c5]"],
    );
}

#[test]
fn the_reference_layer_settles_what_all_agree_on() {
    let text = "@ben\n@gold reference\na.txt: One.{c1 rule}{c2 rule high @ben}";
    assert_cases(&format!("{text}{{c3 rule high @gold}}"), &["ann c1 / ben c2: agreed; settled [c3]"]);
    assert_cases(&format!("{text}{{c3 rule @gold}}"), &["ann c1 / ben c2: agreed; open [c3]"]);
}

#[test]
fn a_ruling_settles_what_it_weighed() {
    let text = "@ben\na.txt: One.{c1 rule}{c2 causal @ben}";
    assert_cases(&format!("{text}\nruling c1 c2 adjudicated"), &["ann c1 / ben c2: kind; settled"]);
    assert_cases(&format!("{text}\nruling c1 c2 open"), &["ann c1 / ben c2: kind; open"]);
    assert_cases(&format!("{text}\nruling c1 adjudicated"), &["ann c1 / ben c2: kind; another look at 1"]);
    let twice = format!("{text}\nruling c1 c2 adjudicated\nruling c2 c1 open");
    assert_cases(&twice, &["ann c1 / ben c2: kind; open"]);
}

#[test]
fn a_project_with_nobody_or_one_annotator_has_no_case() {
    assert_cases("a.txt: One. Two.", &[]);
    assert_cases("a.txt: One.{c1} Two.{c2}\nread a.txt @ann\nc1 updates c2", &[]);
    assert_cases("@gold reference\na.txt: One.{c1}{c2 @gold}\nread a.txt @ann @gold", &[]);
    assert_cases("@ben\na.txt: One.\nread a.txt @ann @ben", &[]);
}

#[test]
fn cases_are_found_by_claim_and_by_key() {
    let project = project(&format!("{LINKED}c1 updates c3"));
    let index = AdjudicationIndex::of(&project);
    let case = index.case_of_claim(claim_id(4)).unwrap();
    assert_eq!(case.key, claims(3));
    assert_eq!(index.case(links(1)).unwrap().links().count(), 1);
    assert_eq!(index.case_at(case.place).unwrap().key, claims(3));
    assert!(index.case(claims(2)).is_none(), "a case is named by its oldest claim");
}

//! Spans, and levels of claims at one place.

use super::*;
use std::fmt::Write as _;

/// A text of that length with marks: start, end, words of the mark.
fn document(name: &str, len: usize, marks: &[(usize, usize, String)]) -> String {
    let mut line = format!("{name}: ");
    for at in 0..=len {
        for (start, _, words) in marks.iter().filter(|(_, end, _)| *end == at) {
            assert!(start < &at);
            write!(line, "]{{{words}}}").unwrap();
        }
        for (_, _, words) in marks.iter().filter(|(start, ..)| *start == at) {
            write!(line, "[{}:", words.split(' ').next().unwrap()).unwrap();
        }
        line.push_str(if at < len { "x" } else { "" });
    }
    line.push('|');
    line
}

#[test]
fn alpha_u_of_krippendorff_2004_comes_out_of_a_project() {
    let units = [
        (225, 70, "c1 causal @ann"),
        (370, 30, "c2 causal @ann"),
        (220, 80, "c3 causal @ben"),
        (355, 20, "c4 causal @ben"),
        (400, 20, "c5 causal @ben"),
        (180, 60, "c6 quantity @ann"),
        (300, 50, "c7 quantity @ann"),
        (180, 60, "c8 quantity @ben"),
        (300, 50, "c9 quantity @ben"),
    ];
    let marks = units.map(|(start, len, words)| (start - 150, start - 150 + len, words.to_owned()));
    let report = report(&format!("{}\nread a.txt @ann @ben", document("a.txt", 300, &marks)));
    assert_near(value_of(&report, Measure::AlphaU, Unit::ClaimSpans), 0.858_665_405_2);
    assert_eq!(report.figure(Measure::AlphaU, Unit::ClaimSpans).unwrap().interval, None);
    // Cut in two documents it is the same continuum, where no unit is cut.
    let part = |name: &str, from: usize, to: usize| {
        let inside = marks.iter().filter(|(start, end, _)| from <= *start && *end <= to);
        let moved: Vec<_> =
            inside.map(|(start, end, words)| (start - from, end - from, words.clone())).collect();
        document(name, to - from, &moved)
    };
    let (first, second) = (part("a.txt", 0, 150), part("b.txt", 150, 300));
    let cut = super::report(&format!("{first}\n{second}\nread a.txt @ann @ben\nread b.txt @ann @ben"));
    assert_near(value_of(&cut, Measure::AlphaU, Unit::ClaimSpans), 0.858_665_405_2);
}

#[test]
fn f1_of_spans_has_the_known_values() {
    let span = |(start, end, words): (usize, usize, &str)| (start, end, words.to_owned());
    let first = [
        (0, 40, "c1 causal"),
        (60, 95, "c2 quotation"),
        (0, 40, "c5 causal @ben"),
        (60, 99, "c6 quotation @ben"),
    ];
    let second = [
        (10, 52, "c3 causal"),
        (70, 110, "c4 quantity"),
        (10, 52, "c7 position @ben"),
        (70, 110, "c8 quantity @ben"),
        (130, 150, "c9 causal @ben"),
    ];
    let documents = format!(
        "{}\n{}\n",
        document("a.txt", 120, &first.map(span)),
        document("b.txt", 160, &second.map(span))
    );
    // Also without read marks: both tagged something in both.
    for reading in ["", "read a.txt @ann @ben\nread b.txt @ann @ben"] {
        let report = report(&format!("{documents}{reading}"));
        assert_near(value_of(&report, Measure::F1Exact, Unit::ClaimSpans), 2.0 / 3.0);
        assert_near(value_of(&report, Measure::F1Overlap, Unit::ClaimSpans), 0.928_994_082_8);
        assert_eq!(report.figure(Measure::F1Exact, Unit::ClaimSpans).unwrap().basis.unit_count, 6);
    }
}

#[test]
fn who_never_looked_at_a_document_missed_nothing_in_it() {
    let report = report("a.txt: One.{c1}{c2 @ben} Two.\nb.txt: Three.{c3}\nc.txt: Four.{c4 @ben}");
    assert_eq!(said(&report, Measure::F1Exact, Unit::ClaimSpans), "1.000 of 1");
    let apart = super::report("a.txt: One.{c1}\nb.txt: Two.{c2 @ben}");
    for measure in [Measure::F1Exact, Measure::F1Overlap, Measure::AlphaU] {
        assert_eq!(
            said(&apart, measure, Unit::ClaimSpans),
            "no claim in a document that two of them read or tagged"
        );
    }
}

#[test]
fn f1_over_three_is_the_mean_of_the_pairs() {
    let report = report(
        "a.txt: One.{c1}{c2 @ben}{c3 @cleo} Two.{c4}{c5 @ben} Three.{c6 @cleo}\nread a.txt @ann @ben @cleo",
    );
    let pairs: Vec<f64> = report
        .pairs
        .iter()
        .filter(|figure| figure.measure == Measure::F1Exact)
        .map(|figure| figure.value.unwrap())
        .collect();
    assert_eq!(pairs, [1.0, 0.5, 0.5]);
    assert_near(value_of(&report, Measure::F1Exact, Unit::ClaimSpans), 2.0 / 3.0);
}

#[test]
fn alpha_u_of_annotators_who_share_no_document_points_to_the_pairs() {
    let report = report(
        "a.txt: One.{c1}{c2 @ben} Two.\nb.txt: Three.{c3 @ben}{c4 @cleo} Four.\nc.txt: Five.{c5 @cleo}{c6} Six.",
    );
    assert_eq!(
        said(&report, Measure::AlphaU, Unit::ClaimSpans),
        "no document that all of them read or tagged; see the pairs"
    );
    let ids = (annotator_id(1), annotator_id(2));
    assert_eq!(told(report.pair(Measure::AlphaU, Unit::ClaimSpans, ids).unwrap()), "1.000 of 1");
}

#[test]
fn confidence_is_compared_at_one_place_and_what_cannot_be_judged_is_missing() {
    let report = report(
        "a.txt: [One [two three.]{c1 low 1 @ben}]{c2 high 2} Four.{c3 low 6}{c4 high 1 @ben} Five.{c5}{c6 low @ben} \
         Six.{c7 icd203_likelihood:likely 2}{c8 low 2 @ben}",
    );
    assert_eq!(values(&report, Unit::ClaimConfidence), ["high / low", "low / high"]);
    assert_eq!(values(&report, Unit::ClaimCredibility), ["2 / 1", "2 / 2"]);
    assert_eq!(said(&report, Measure::Percent, Unit::ClaimCredibility), "0.500 of 2");
}

#[test]
fn ordered_levels_have_the_known_alpha() {
    // Two annotators, twelve places, a scale of five levels: 0.8248.
    let levels = ["very_low", "low", "medium", "high", "very_high"];
    let rows = [[5, 4, 3, 2, 1, 5, 4, 4, 2, 1, 3, 3], [5, 3, 3, 1, 1, 4, 4, 5, 2, 2, 3, 1]];
    let mut text = String::new();
    for place in 0..12 {
        let level = |row: usize| levels[rows[row][place] - 1];
        write!(
            text,
            "Place.|{{c{} {} @ann}}{{c{} {} @ben}} ",
            2 * place + 1,
            level(0),
            2 * place + 2,
            level(1)
        )
        .unwrap();
    }
    let report = report(&format!("settings ipcc_confidence\na.txt: {text}"));
    assert_near(value_of(&report, Measure::AlphaOrdinal, Unit::ClaimConfidence), 0.824_848_828_4);
    assert_eq!(report.figure(Measure::AlphaOrdinal, Unit::ClaimConfidence).unwrap().basis.unit_count, 12);
}

#[test]
fn tagging_side_by_side_is_not_the_same_place() {
    let report = report(
        "a.txt: [One two]{c1 high} [three four]{c2 low @ben}. [Five [six]{c3 high} seven]{c4 low} eight.",
    );
    assert_eq!(
        values(&report, Unit::ClaimConfidence),
        Vec::<String>::new(),
        "two claims of one annotator are two"
    );
}

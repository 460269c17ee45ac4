//! Sentences as units: claimed or not, and the kinds.

use super::*;

#[test]
fn a_sentence_is_claimed_by_half_of_its_characters_or_a_claim_within_it() {
    // ann: all of it; half of it; less than half, reaching into the next; within it.
    let report = report(
        "a.txt: 0123456789.|{c1} [01234[56789|{c2} 0123]{c3 @ben}456789|]{c4} 012[3]{c5}456789.|\n\
         read a.txt @ann @ben",
    );
    let claimed = values(&report, Unit::SentenceIsClaim);
    assert_eq!(claimed, ["claim / no claim", "claim / claim", "claim / no claim", "claim / no claim"]);
}

#[test]
fn characters_are_counted_and_not_bytes() {
    // Of eight characters four are claimed, which are eight of twelve bytes and not the other way round.
    let report = report("a.txt: [éééé]{c1}aaaa.|bbbbb|[cc éééé]{c2 @ben}ccccccc|\nread a.txt @ann @ben");
    assert_eq!(values(&report, Unit::SentenceIsClaim).len(), 3);
    let across = super::report("a.txt: ab[ééé|dddd]{c1}dd|\nread a.txt @ann @ben");
    // Three of five characters of the first, four of six of the second.
    assert_eq!(values(&across, Unit::SentenceIsClaim), ["claim / no claim", "claim / no claim"]);
    let less = super::report("a.txt: abcd[éé|d]{c1}ddd|\nread a.txt @ann @ben");
    // Two of six characters are a third; in bytes it would be half.
    assert_eq!(values(&less, Unit::SentenceIsClaim), ["no claim / no claim", "no claim / no claim"]);
}

#[test]
fn only_documents_that_two_marked_read_count() {
    let report = report(
        "a.txt: One.{c1} Two.{c2 @ben}\nb.txt: Three.{c3}{c4 @ben}\nc.txt: Four.\n\
         read a.txt @ann @ben\nread b.txt @ann\nread c.txt @ann @cleo",
    );
    assert_eq!(
        values(&report, Unit::SentenceIsClaim),
        ["claim / no claim", "no claim / claim", "no claim / no claim"]
    );
    assert_eq!(said(&report, Measure::Percent, Unit::SentenceIsClaim), "0.333 of 3");
    let ids = (annotator_id(2), annotator_id(3));
    let pair = report.pair(Measure::Percent, Unit::SentenceIsClaim, ids).unwrap();
    assert_eq!(told(pair), "no sentence of a document that two of them marked as read");
}

#[test]
fn sentences_that_are_set_aside_do_not_count() {
    let report = report("a.txt: Share\\nOne.\\nTwo.{c1}\\nSubscribe\nread a.txt @ann @ben");
    let all = crossclaim::text::segment("Share\nOne.\nTwo.\nSubscribe", None).0;
    let counted =
        all.iter().filter(|sentence| sentence.role != crossclaim::text::SentenceRole::SetAside).count();
    assert!(counted < all.len());
    assert_eq!(values(&report, Unit::SentenceIsClaim).len(), counted);
}

#[test]
fn what_was_looked_at_and_judged_no_claim_is_no_claim() {
    let report =
        report("a.txt: One.{c1 not_a_claim} Two.{c2 quantity}{c3 quantity @ben}\nread a.txt @ann @ben");
    assert_eq!(values(&report, Unit::SentenceIsClaim), ["no claim / no claim", "claim / claim"]);
    assert_eq!(said(&report, Measure::CohenKappa, Unit::SentenceIsClaim), "1.000 of 2");
    assert_eq!(values(&report, Unit::ClaimSpans), ["tagged / tagged"]);
}

#[test]
fn kinds_are_sets_over_all_claims_of_a_sentence() {
    let report = report(
        "a.txt: One [two]{c1 causal} three.{c2 quantity}{c3 quantity causal @ben} Four.{c4 quantity @ben}{c5}\n\
         read a.txt @ann @ben",
    );
    // A claim without a kind is missing, so that the second sentence is no unit.
    assert_eq!(values(&report, Unit::SentenceKinds), ["causal + quantity / causal + quantity"]);
    assert_eq!(values(&report, Unit::SentenceIsClaim), ["claim / claim", "claim / claim"]);
}

#[test]
fn masi_counts_sets_that_overlap_as_partly_the_same() {
    // The six sentences of the known answer 0.6155.
    let report = report(
        "a.txt: A.|{c1 event_property}{c11 event_property @ben} B.|{c2 event_property quantity}{c12 quantity @ben} \
         C.|{c3 prediction}{c13 prediction @ben} D.|{c4 event_property quotation}{c14 quotation @ben} \
         E.|{c5 position}{c15 position prediction @ben} F.|{c6 quantity}{c16 quantity @ben}\n\
         read a.txt @ann @ben",
    );
    assert_near(value_of(&report, Measure::AlphaMasi, Unit::SentenceKinds), 0.615_533_980_6);
    assert_near(value_of(&report, Measure::AlphaNominal, Unit::SentenceKinds), 0.459_016_393_4);
}

#[test]
fn the_example_of_fleiss_1971_comes_out_of_a_project() {
    const ITEMS: &str = "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 \
        144444 224445 333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 \
        133333 555555";
    const KINDS: [&str; 5] = ["quantity", "causal", "rule", "position", "prediction"];
    let mut number = 0;
    let mut sentence = |item: &str| {
        let mark = |(rater, digit): (usize, char)| {
            number += 1;
            let kind = KINDS[digit.to_digit(10).unwrap() as usize - 1];
            format!("{{c{number} {kind} @r{rater}}}")
        };
        format!("Said.|{}", item.chars().enumerate().map(mark).collect::<String>())
    };
    let text: Vec<String> = ITEMS.split_whitespace().map(&mut sentence).collect();
    let report = report(&format!("a.txt: {}\nread a.txt @r0 @r1 @r2 @r3 @r4 @r5", text.join(" ")));
    assert_near(value_of(&report, Measure::FleissKappa, Unit::SentenceKinds), 0.430_244_520_1);
    assert_near(value_of(&report, Measure::AlphaNominal, Unit::SentenceKinds), 0.433_409_828_3);
    assert_near(value_of(&report, Measure::GwetAc1, Unit::SentenceKinds), 0.447_884_515_8);
    assert_eq!(report.figure(Measure::FleissKappa, Unit::SentenceKinds).unwrap().basis.unit_count, 30);
}

#[test]
fn the_skew_of_gwet_2008_comes_out_of_a_project() {
    let both = "Yes.|{c? @ann}{c? @ben} ".repeat(8);
    let mut number = 0;
    let text: String = (both + "No.| Maybe.|{c? @ann}").split('?').fold(String::new(), |text, part| {
        number += 1;
        if text.is_empty() { part.to_owned() } else { format!("{text}{number}{part}") }
    });
    let report = report(&format!("a.txt: {text}\nread a.txt @ann @ben"));
    assert_near(value_of(&report, Measure::GwetAc1, Unit::SentenceIsClaim), 0.865_771_812_1);
    assert_near(value_of(&report, Measure::FleissKappa, Unit::SentenceIsClaim), 0.607_843_137_3);
    assert_near(value_of(&report, Measure::CohenKappa, Unit::SentenceIsClaim), 0.615_384_615_4);
    assert_near(value_of(&report, Measure::Percent, Unit::SentenceIsClaim), 0.9);
}

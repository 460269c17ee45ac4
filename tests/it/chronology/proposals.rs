//! Dates of claims in four languages, counted from the day of publication where they are relative.

use crate::fixture::{claim_id, project};
use crossclaim::analysis::chronology::{DateReading, claim_dates, written};

/// A Tuesday.
const PUBLISHED: &str = "2026-04-28";

/// The dates of a claim that is all of a text; `marks` go with the claim.
fn reading(text: &str, (language, published): (&str, &str), marks: &str) -> DateReading {
    let project = project(&format!(
        "a.txt: [{text}]{{c1{marks}}}\nabout a.txt language=\"{language}\" published=\"{published}\""
    ));
    let claim = project.claim(claim_id(1)).unwrap();
    assert_eq!(claim.quote, text);
    claim_dates(claim, project.document(claim.document).unwrap())
}

fn read(text: &str, language: &str, published: &str) -> Vec<String> {
    let reading = reading(text, (language, published), "");
    let mut shown: Vec<String> = Vec::new();
    for proposal in &reading.proposals {
        assert!(proposal.when.is_sound(), "{text}: {:?}", proposal.when);
        assert_eq!(proposal.span.slice(text), Some(proposal.words.as_str()), "{text}");
        let base = proposal.base.as_ref().map(|base| format!(" from {base}")).unwrap_or_default();
        shown.push(format!("{}{base}", written(&proposal.when)));
    }
    for left in &reading.unresolved {
        shown.push(format!("{}: {:?}", left.words, left.reason));
    }
    shown
}

#[track_caller]
fn one(text: &str, language: &str, expected: &str) {
    assert_eq!(read(text, language, PUBLISHED), [expected], "{text}");
}

#[track_caller]
fn relative(text: &str, language: &str, expected: &str) {
    one(text, language, &format!("{expected} from {PUBLISHED}"));
}

#[test]
fn dates_that_words_tell_in_full_need_no_base() {
    for (language, text, expected) in [
        ("en", "The deal was signed on 3 March 2014.", "2014-03-03"),
        ("en", "signed in Oct. 2023", "2023-10"),
        ("en", "since 2019", "since 2019"),
        ("en", "by 2030", "by 2030"),
        ("en", "through 2032", "by 2032"),
        ("en", "before 2020", "by 2020"),
        ("en", "around 2020", "about 2020"),
        ("en", "from 1974 to 1978", "1974 to 1978"),
        ("en", "in the 1990s", "1990 to 1999"),
        ("en", "in the third quarter of 2024", "2024-07 to 2024-09"),
        ("en", "by the end of the third quarter of 2024", "by 2024-09"),
        ("en", "from March to May 2026", "2026-03 to 2026-05"),
        ("en", "between April and June 2026", "2026-04 to 2026-06"),
        ("en", "3–5 March 2026", "2026-03-03 to 2026-03-05"),
        ("en", "March 3-5, 2026", "2026-03-03 to 2026-03-05"),
        ("en", "from 3 March 2026 to 5 April 2026", "2026-03-03 to 2026-04-05"),
        ("de", "am 3. März 2014", "2014-03-03"),
        ("de", "vom 3. bis 5. März 2026", "2026-03-03 to 2026-03-05"),
        ("de", "zwischen März und Mai 2026", "2026-03 to 2026-05"),
        ("fr", "le 3 mars 2014", "2014-03-03"),
        ("es", "el 3 de marzo de 2014", "2014-03-03"),
    ] {
        assert_eq!(read(text, language, ""), [expected], "{text}");
    }
}

#[test]
fn a_weekday_is_the_last_one_up_to_the_day_of_publication() {
    relative("Prices rose on Monday.", "en", "2026-04-27");
    relative("Prices rose on Tuesday.", "en", "2026-04-28");
    relative("Prices rose on Wednesday.", "en", "2026-04-22");
    relative("They met last Tuesday.", "en", "2026-04-21");
    relative("The court will rule on Monday.", "en", "2026-05-04");
    relative("They meet next Tuesday.", "en", "2026-05-05");
    relative("It must be paid by Friday.", "en", "by 2026-05-01");
    relative("It has been shut since Friday.", "en", "since 2026-04-24");
    relative("He said on Monday that it will rise.", "en", "2026-04-27");
    relative("It will rise, the firm said on Monday.", "en", "2026-04-27");
    relative("On Monday, the court will rule.", "en", "2026-05-04");
    relative("Am Montag stiegen die Preise.", "de", "2026-04-27");
    relative("Der Preis stieg am vergangenen Dienstag.", "de", "2026-04-21");
    relative("Les prix ont augmenté lundi.", "fr", "2026-04-27");
    relative("Les prix ont augmenté mardi dernier.", "fr", "2026-04-21");
    relative("Los precios subieron el lunes.", "es", "2026-04-27");
}

#[test]
fn days_are_counted_over_the_borders_of_months_and_years() {
    let read = |text, published| read(text, "en", published);
    assert_eq!(read("It fell yesterday.", "2026-03-01"), ["2026-02-28 from 2026-03-01"]);
    assert_eq!(read("It fell yesterday.", "2024-03-01"), ["2024-02-29 from 2024-03-01"]);
    assert_eq!(read("It fell yesterday.", "2026-01-01"), ["2025-12-31 from 2026-01-01"]);
    assert_eq!(read("It fell on Wednesday.", "2026-01-01"), ["2025-12-31 from 2026-01-01"]);
    assert_eq!(read("It fell last month.", "2026-01-15"), ["2025-12 from 2026-01-15"]);
    assert_eq!(read("It fell last week.", "2026-01-01"), ["2025-12-22 to 2025-12-28 from 2026-01-01"]);
    assert_eq!(read("It fell in December.", "2026-01-15"), ["2025-12 from 2026-01-15"]);
    assert_eq!(read("It will fall in December.", "2026-01-15"), ["2026-12 from 2026-01-15"]);
    assert_eq!(read("It opens on 2 January.", "2025-12-30"), ["2026-01-02 from 2025-12-30"]);
    assert_eq!(read("It fell on 31 December.", "2026-01-02"), ["2025-12-31 from 2026-01-02"]);
    assert_eq!(read("two days ago", "2026-01-01"), ["2025-12-30 from 2026-01-01"]);
    assert_eq!(read("14 months ago", "2026-01-01"), ["about 2024-11 from 2026-01-01"]);
}

#[test]
fn other_relative_dates_are_counted_in_every_language() {
    for (language, text, expected) in [
        ("en", "last year", "2025"),
        ("en", "this year", "2026"),
        ("en", "two years ago", "about 2024"),
        ("en", "three weeks ago", "about 2026-04-07"),
        ("en", "this morning", "2026-04-28"),
        ("en", "tonight", "2026-04-28"),
        ("en", "In March, it fell.", "2026-03"),
        ("en", "on 3 May", "2026-05-03"),
        ("en", "last May", "2025-05"),
        ("en", "in June", "2026-06"),
        ("en", "the agreement of October", "2025-10"),
        ("en", "in the first quarter", "2026-01 to 2026-03"),
        ("de", "gestern", "2026-04-27"),
        ("de", "vorgestern", "2026-04-26"),
        ("de", "vor drei Tagen", "2026-04-25"),
        ("de", "letzte Woche", "2026-04-20 to 2026-04-26"),
        ("de", "im vergangenen Monat", "2026-03"),
        ("de", "im letzten Jahr", "2025"),
        ("fr", "hier", "2026-04-27"),
        ("fr", "la semaine dernière", "2026-04-20 to 2026-04-26"),
        ("fr", "il y a deux jours", "2026-04-26"),
        ("fr", "le mois dernier", "2026-03"),
        ("es", "ayer", "2026-04-27"),
        ("es", "la semana pasada", "2026-04-20 to 2026-04-26"),
        ("es", "hace dos días", "2026-04-26"),
        ("es", "el año pasado", "2025"),
    ] {
        relative(text, language, expected);
    }
}

#[test]
fn without_a_day_of_publication_the_reason_is_told() {
    assert_eq!(read("It fell on Monday.", "en", ""), ["Monday: NoPublished"]);
    assert_eq!(read("It fell yesterday.", "en", "no date"), ["yesterday: NoPublished"]);
    assert_eq!(read("It fell on Monday.", "en", "2026-04"), ["Monday: TooRough(\"2026-04\")"]);
    assert_eq!(read("It fell in March.", "en", "2026"), ["March: TooRough(\"2026\")"]);
    assert_eq!(read("It fell last month.", "en", "2026-04"), ["2026-03 from 2026-04"]);
    assert_eq!(read("It fell last year.", "en", "2026"), ["2025 from 2026"]);
    assert_eq!(read("It fell on 30 February 2026.", "en", PUBLISHED), ["30 February 2026: NoSuchDay"]);
}

#[test]
fn several_dates_are_all_proposed_and_each_once() {
    assert_eq!(
        read("Signed on 3 March 2014 and on 4 May 2015, the paper of 3 March 2014 holds.", "en", ""),
        ["2014-03-03", "2015-05-04"]
    );
    assert_eq!(read("on 3/4/2014", "en", ""), ["2014-03-04", "2014-04-03"]);
    assert_eq!(read("It rained at 9 p.m. and 2000 people came.", "en", PUBLISHED), Vec::<String>::new());
    assert_eq!(read("It fell on Monday and in May 2020.", "en", ""), ["2020-05", "Monday: NoPublished"]);
}

#[test]
fn a_prediction_looks_ahead() {
    let dates = |text, marks| {
        let reading = reading(text, ("en", PUBLISHED), marks);
        reading.proposals.iter().map(|proposal| written(&proposal.when)).collect::<Vec<_>>()
    };
    assert_eq!(dates("The vote is on Monday.", " predicted"), ["2026-05-04"]);
    assert_eq!(dates("The vote is on Monday.", ""), ["2026-04-27"]);
    assert_eq!(dates("He said on Monday that it rises.", " predicted"), ["2026-04-27"]);
}

#[test]
fn the_statement_serves_where_the_words_have_no_date() {
    let dates = |text, marks| {
        let reading = reading(text, ("en", PUBLISHED), marks);
        reading.proposals.iter().map(|proposal| written(&proposal.when)).collect::<Vec<_>>()
    };
    assert_eq!(dates("It fell then.", " \"Prices fell in May 2020.\""), ["2020-05"]);
    assert_eq!(dates("It fell in June 2021.", " \"Prices fell in May 2020.\""), ["2021-06"]);
}

#[test]
fn no_words_panic() {
    for text in [
        "\u{202e}x",
        "9999-12-31",
        "since 0001",
        "3–",
        "–5 March",
        "March –",
        "32 March 2026",
        "tomorrow",
        "9999 years ago",
    ] {
        for published in ["", "9999-12-31", "0000-01-01", "2026"] {
            reading(text, ("en", published), " predicted");
        }
    }
}

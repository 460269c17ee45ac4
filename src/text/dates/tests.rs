//! Dates of four languages and what they say.

use super::*;
use crate::text::tokens::tokens;

fn read(text: &str, language: &str) -> Vec<Moment> {
    moments(&tokens(text), language)
}

/// A date as text: only what is said.
fn said(moment: &Moment) -> String {
    let mut parts: Vec<String> = Vec::new();
    let span = |(first, last): (i32, i32)| {
        if first == last { first.to_string() } else { format!("{first}..{last}") }
    };
    parts.extend(moment.year.map(|year| format!("y{}", span(year))));
    parts.extend(moment.month.map(|(first, last)| format!("m{}", span((first.into(), last.into())))));
    parts.extend(moment.day.map(|day| format!("d{day}")));
    parts.extend(moment.weekday.map(|day| format!("w{day}")));
    parts.extend(moment.minute.map(|minute| format!("{}:{:02}", minute / 60, minute % 60)));
    parts.extend(moment.part.map(|part| format!("{part:?}")));
    parts.extend(moment.offset.map(|days| format!("{days:+}")));
    parts.join(" ")
}

#[track_caller]
fn one(language: &str, text: &str, expected: &str) {
    let found: Vec<String> = read(text, language).iter().map(said).collect();
    assert_eq!(found, [expected], "{text}");
}

#[test]
fn dates_are_read_in_every_shape() {
    for (language, text) in [
        ("en", "on 3 March 2014"),
        ("en", "on March 3, 2014"),
        ("en", "on the 3rd of March, 2014"),
        ("en", "Mar. 3, 2014"),
        ("en", "2014-03-03"),
        ("de", "am 3. März 2014"),
        ("de", "am 3.3.2014"),
        ("de", "am 03.03.2014"),
        ("fr", "le 3 mars 2014"),
        ("fr", "03/03/2014"),
        ("es", "el 3 de marzo de 2014"),
    ] {
        one(language, text, "y2014 m3 d3");
    }
    one("en", "signed in Oct. 2023", "y2023 m10");
    one("en", "in October", "m10");
    one("en", "born 17/05/2001", "y2001 m5 d17");
    one("en", "in May", "m5");
    one("fr", "le 1er mai 2020", "y2020 m5 d1");
}

#[test]
fn years_quarters_and_decades_are_spans() {
    one("en", "since 2019", "y2019");
    one("en", "in the 1990s", "y1990..1999");
    one("en", "from 1974 to 1978", "y1974..1978");
    one("en", "2019–2021", "y2019..2021");
    one("en", "in 2010-11", "y2010..2011");
    one("en", "Q3 2024", "y2024 m7..9");
    one("en", "third quarter of 2024", "y2024 m7..9");
    one("en", "first half of 2023", "y2023 m1..6");
    one("de", "im dritten Quartal 2024", "y2024 m7..9");
    one("fr", "au troisième trimestre 2024", "y2024 m7..9");
    one("es", "en el tercer trimestre de 2024", "y2024 m7..9");
    assert_eq!(read("sold 2000 cars and 1900 people may march on", "en"), []);
}

#[test]
fn hours_and_days_are_read_together() {
    one("en", "at 9 p.m.", "21:00");
    one("en", "at 21:00", "21:00");
    one("en", "at 3.45pm on Tuesday", "w1 15:45");
    one("en", "Friday night", "w4 Night");
    one("en", "early Saturday", "w5");
    one("en", "Sunday's game", "w6");
    one("en", "at noon on Monday", "w0 12:00");
    one("en", "yesterday", "-1");
    one("en", "this morning", "Morning +0");
    one("de", "um 21 Uhr am Freitag", "w4 21:00");
    one("de", "Freitagabend um 20.15 Uhr", "20:15");
    one("fr", "vendredi soir à 21h30", "w4 21:30 Evening");
    one("es", "el viernes a las 21:00", "w4 21:00");
    one("en", "Tuesday, March 3, 2014 at 9 p.m.", "y2014 m3 d3 w1 21:00");
}

#[test]
fn relations_stand_before_the_date() {
    for (language, text, relation) in [
        ("en", "since 2019", Relation::Since),
        ("en", "by 2030", Relation::By),
        ("en", "through 2030", Relation::Until),
        ("en", "before early 2020", Relation::Before),
        ("en", "after the 2020 vote", Relation::After),
        ("de", "seit 2019", Relation::Since),
        ("fr", "depuis 2019", Relation::Since),
        ("es", "hasta 2030", Relation::Until),
    ] {
        let found: Vec<_> = read(text, language).iter().map(|moment| moment.relation).collect();
        assert_eq!(found, [relation], "{text}");
    }
}

#[test]
fn dates_fit_unless_a_field_of_both_differs() {
    let fits = |left: &str, right: &str| {
        let one = |text| read(text, "en").remove(0);
        one(left).fits(&one(right)) && one(right).fits(&one(left))
    };
    for (left, right) in [
        ("October 2023", "2023"),
        ("Friday night", "Friday"),
        ("August 2024", "Q3 2024"),
        ("9 p.m.", "21:00"),
        ("9:00", "21:00"),
        ("Friday at 9 p.m.", "Friday evening"),
        ("1990s", "1994"),
        ("3/4/2014", "3 April 2014"),
        ("3/4/2014", "March 4, 2014"),
        ("Friday", "2014"),
    ] {
        assert!(fits(left, right), "{left} / {right}");
    }
    for (left, right) in [
        ("October 2023", "October 2025"),
        ("3 March 2014", "March 13, 2014"),
        ("Friday night", "Thursday night"),
        ("9 p.m.", "9 a.m."),
        ("Friday morning", "Friday night"),
        ("May 2020", "Q3 2020"),
    ] {
        assert!(!fits(left, right), "{left} / {right}");
    }
}

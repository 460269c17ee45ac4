//! The chronology as a table and for `TimelineJS`: what a date is, where it comes from, where it stands.

use super::counts::{list, text};
use super::sample::{reported, written};
use crate::fixture::project;
use crossclaim::formats::ExportOptions;
use crossclaim::model::Project;
use serde_json::Value;

fn deal() -> Project {
    project(
        "question q1 \"When was <it> signed?\"\n\
         a.txt: Title\\nIt was signed on Monday.{c1} Nobody saw it.{c2}\n\
         about a.txt title=\"On the deal\" publisher=AP published=2026-04-28 url=https://example.org/a?x=1&y=2\n\
         b.txt: It was signed <early>.{c3 when(about 2025-05) \"Signed in May 2025.\"} It held.{c4 when(2025-06 to 2025-07-03)}\n\
         about b.txt url=javascript:alert(1)\n\
         c1 contradicts c3 q1",
    )
}

#[test]
fn the_table_tells_set_and_proposed_dates_apart() {
    let files = written("chronology", &deal(), &ExportOptions::default());
    let table = files.iter().find(|file| file.name == "chronology.csv").unwrap();
    let mut reader = ::csv::Reader::from_reader(text(table).trim_start_matches('\u{FEFF}').as_bytes());
    let head = reader.headers().unwrap().clone();
    let rows: Vec<String> = reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            let cell = |name: &str| row.get(head.iter().position(|other| other == name).unwrap()).unwrap();
            ["date", "date_is", "date_words", "counted_from", "headline", "claim", "pinpoint", "other_dates"]
                .map(cell)
                .join(" | ")
        })
        .collect();
    assert_eq!(
        rows,
        [
            "about 2025-05 | set |  |  | When was <it> signed? | B1 | line 1 | 27 April 2026",
            "2025-06 to 2025-07-03 | set |  |  | It held. | B2 | line 1 | ",
            "2026-04-27 | proposed | Monday | 2026-04-28 | When was <it> signed? | A2 | line 2 | about May 2025",
        ]
    );
}

#[test]
fn the_timeline_has_the_dates_that_were_set_as_harmless_html() {
    let (files, report) = reported("timelinejs", &deal(), &ExportOptions::default());
    let timeline = files.iter().find(|file| file.name == "timeline.json").unwrap();
    let timeline: Value = serde_json::from_str(text(timeline)).unwrap();
    let [first, second] = list(&timeline, "events") else { panic!("{timeline}") };
    assert_eq!(first["start_date"], serde_json::json!({ "year": 2025, "month": 5 }));
    assert_eq!(first["display_date"], "about May 2025");
    assert_eq!(first["text"]["headline"], "When was &lt;it&gt; signed?");
    let body = first["text"]["text"].as_str().unwrap();
    assert!(
        body.contains("<p>Signed in May 2025.</p><blockquote>It was signed &lt;early&gt;.</blockquote>"),
        "{body}"
    );
    assert!(body.contains("[line 1, B1]") && !body.contains("javascript"), "{body}");
    assert!(body.contains("Other dates of the same question: 27 April 2026"), "{body}");
    assert_eq!(second["end_date"], serde_json::json!({ "year": 2025, "month": 7, "day": 3 }));
    assert_eq!(report.notes.len(), 1, "{:?}", report.notes);
    assert!(report.notes.iter().any(|note| note.starts_with("1 claim has a date that is only proposed")));
}

#[test]
fn a_timeline_without_dates_says_so() {
    let project = project("a.txt: Nobody saw it.{c1}");
    let (_, report) = reported("timelinejs", &project, &ExportOptions::default());
    assert_eq!(report.notes, ["no claim has a date that somebody set, so the timeline is empty"]);
}

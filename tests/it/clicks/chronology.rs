//! The Chronology view: accepting, typing, clearing and dragging dates, and the way from dates that differ to their
//! disagreement, by mouse and by keyboard.

use super::{Window, centre, chord, claims, click, drag, drawn, key, window};
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

/// One date proposed from the day of publication, one set, one claim without a date, one that cannot be counted.
const DEAL: &str = "question q1 \"When was the deal signed?\"\n\
                    a.txt: The deal was signed on Monday.{c1} Nobody saw it coming.{c2}\n\
                    about a.txt published=2026-04-28\n\
                    b.txt: They signed the deal in May 2025.{c3 when(2025-05)} It rained.\n\
                    c.txt: The deal was signed on Friday.{c4}\n\
                    c1 contradicts c3 q1";

fn open(notation: &str) -> Window {
    let mut window = window(notation);
    chord(&mut window, Modifiers::COMMAND, Key::Num6);
    window.run_steps(6);
    window
}

fn type_text(window: &mut Window, text: &str) {
    window.event(Event::Text(text.to_owned()));
    window.run_steps(4);
}

/// As the window system sends it: the key and its letter in one frame.
fn letter(window: &mut Window, key: Key, letter: &str) {
    window.event(Event::Text(letter.to_owned()));
    self::key(window, key);
}

fn date_of(window: &Window, claim: usize) -> String {
    let claims = claims(window);
    let when = claims.get(claim).and_then(|claim| claim.when.clone());
    when.as_ref().map(crossclaim::analysis::chronology::written).unwrap_or_default()
}

#[test]
fn a_proposed_date_is_accepted_with_a_key_and_undone_in_one_step() {
    let mut window = open(DEAL);
    let before = drawn(&window);
    window.get_by_label_contains("Date 27 April 2026 (proposed): When was the deal signed?");
    window.get_by_label_contains("1 date set · 1 proposed");
    key(&mut window, Key::ArrowDown);
    key(&mut window, Key::ArrowDown);
    window.get_by_label_contains("from “Monday”, counted from 28 April 2026, when A was published");
    assert_eq!(drawn(&window), before, "looking stores nothing");
    letter(&mut window, Key::A, "a");
    assert_eq!(date_of(&window, 0), "2026-04-27");
    window.get_by_label("Date 27 April 2026: When was the deal signed?");
    chord(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(drawn(&window), before);
    window.get_by_label_contains("Date 27 April 2026 (proposed)");
}

#[test]
fn a_proposed_date_is_accepted_by_mouse_and_all_are_accepted_in_one_step() {
    let mut window = open(DEAL);
    let before = drawn(&window);
    click(&mut window, "27 April 2026 A1:");
    click(&mut window, "Accept 27 April 2026");
    assert_eq!(date_of(&window, 0), "2026-04-27");
    key(&mut window, Key::Delete);
    assert_eq!(date_of(&window, 0), "");
    click(&mut window, "Accept it");
    assert_eq!(date_of(&window, 0), "2026-04-27");
    for _ in 0..3 {
        chord(&mut window, Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(drawn(&window), before);
}

#[test]
fn claims_without_a_date_are_listed_with_the_reason_and_dated_by_typing() {
    let mut window = open(DEAL);
    let before = drawn(&window);
    window.get_by_label("Without a date · 2");
    letter(&mut window, Key::U, "u");
    letter(&mut window, Key::T, "t");
    type_text(&mut window, "about 2026-04");
    key(&mut window, Key::Enter);
    assert_eq!(date_of(&window, 1), "about 2026-04");
    window.get_by_label_contains("Date about April 2026: A2 · Nobody saw it coming.");
    // The next one is at hand, and it says why its words give no date.
    window.get_by_label_contains("“Friday” could be counted if it were known when C was published");
    letter(&mut window, Key::T, "t");
    type_text(&mut window, "2026-02-30");
    window.get_by_label_contains("There is no 2026-02-30 in the calendar");
    key(&mut window, Key::Enter);
    window.get_by_label_contains("There is no 2026-02-30 in the calendar");
    assert_eq!(date_of(&window, 3), "");
    // What was typed is there to be mended.
    key(&mut window, Key::Backspace);
    key(&mut window, Key::Enter);
    assert_eq!(date_of(&window, 3), "2026-02-03");
    chord(&mut window, Modifiers::COMMAND, Key::Z);
    chord(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(drawn(&window), before);
}

#[test]
fn a_claim_without_a_date_is_dragged_onto_a_date() {
    let mut window = open(DEAL);
    let before = drawn(&window);
    let (from, to) = (centre(&window, "Undated A2"), centre(&window, "Date May 2025"));
    drag(&mut window, from, to);
    assert_eq!(date_of(&window, 1), "2025-05");
    window.get_by_label("Without a date · 1");
    chord(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(drawn(&window), before);
}

#[test]
fn dates_that_differ_lead_to_their_disagreement() {
    let mut window = open(DEAL);
    click(&mut window, "Dates differ: May 2025, also 27 April 2026");
    window.get_by_label_contains("Disagreement: When was the deal signed?");
    chord(&mut window, Modifiers::COMMAND, Key::Num6);
    key(&mut window, Key::Home);
    key(&mut window, Key::Enter);
    window.get_by_label_contains("Disagreement: When was the deal signed?");
}

#[test]
fn dates_that_differ_without_a_link_lead_to_the_texts() {
    let mut window = open(
        "question q1 \"When?\"\na.txt: It was signed.{c1 q1 when(2024)}\nb.txt: It was signed.{c2 q1 when(2025)}",
    );
    key(&mut window, Key::ArrowDown);
    key(&mut window, Key::Enter);
    window.get_by_label_contains("No link says yet that these claims disagree");
    window.get_by_label_contains("Back to Chronology");
}

#[test]
fn proposed_dates_can_be_hidden_and_a_claim_read_in_place() {
    let mut window = open(DEAL);
    click(&mut window, "Show proposed");
    assert!(window.query_by_label_contains("27 April 2026").is_none());
    window.get_by_label("Without a date · 3");
    key(&mut window, Key::ArrowDown);
    key(&mut window, Key::Space);
    window.get_by_label_contains("Back to Chronology");
    chord(&mut window, Modifiers::ALT, Key::ArrowLeft);
    window.get_by_label_contains("Date May 2025");
}

#[test]
fn the_date_of_a_claim_is_edited_in_the_inspector() {
    let mut window = window(DEAL);
    let before = drawn(&window);
    click(&mut window, "Claim A1");
    click(&mut window, "Accept 27 April 2026");
    assert_eq!(date_of(&window, 0), "2026-04-27");
    letter(&mut window, Key::T, "t");
    chord(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "2026-04 to 2026-05");
    key(&mut window, Key::Enter);
    assert_eq!(date_of(&window, 0), "2026-04 to 2026-05");
    for _ in 0..2 {
        chord(&mut window, Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(drawn(&window), before);
}

#[test]
fn empty_states_say_what_to_do() {
    let window = open("a.txt: It rained.");
    window.get_by_label("No claims yet");
    window.get_by_label("Go to Read");
    let mut window = open("a.txt: It rained.{c1}");
    window.get_by_label("No dates yet");
    click(&mut window, "Give a claim a date");
    letter(&mut window, Key::T, "t");
    type_text(&mut window, "2026");
    key(&mut window, Key::Enter);
    assert_eq!(date_of(&window, 0), "2026");
}

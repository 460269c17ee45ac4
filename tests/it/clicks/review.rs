//! The Disagreements and Matrix views: judging the queue, settling, another look, reading in place, all by keyboard.

use super::judging::wait_for_answers;
use super::{Window, chord, claims, click, drawn, key, links, window};
use crossclaim::model::Verdict;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

const DEAL: &str = "a.txt: The deal is worth $50 billion.{c1 quantity high} Nobody saw it coming.\n\
                    b.txt: The deal is worth $100 billion.{c2 quantity} It runs for eight years.\n\
                    c.txt: It rained. The deal is worth $100 billion over all.{c3 quantity}\n\
                    c1 contradicts c2";

fn verdicts(window: &Window) -> Vec<Verdict> {
    window.state().workspace().project().verdicts().cloned().collect()
}

fn to_disagreements(window: &mut Window) {
    chord(window, Modifiers::COMMAND, Key::Num3);
    window.run_steps(4);
}

fn type_text(window: &mut Window, text: &str) {
    window.event(eframe::egui::Event::Text(text.to_owned()));
    window.run_steps(4);
}

#[test]
fn a_disagreement_is_settled_with_one_key_and_a_rationale() {
    let mut window = window(DEAL);
    let before = drawn(&window);
    to_disagreements(&mut window);
    window.get_by_label_contains("Values differ");
    key(&mut window, Key::Num3);
    assert_eq!(verdicts(&window).first().unwrap().outcome, "both_different_scope");
    // As the window system sends it: the key and its letter in one frame.
    window.event(eframe::egui::Event::Text("r".to_owned()));
    key(&mut window, Key::R);
    type_text(&mut window, "One is a year, one is eight");
    chord(&mut window, Modifiers::COMMAND, Key::Enter);
    key(&mut window, Key::Period);
    let verdict = verdicts(&window).remove(0);
    assert_eq!(verdict.rationale, "One is a year, one is eight");
    assert_eq!(verdict.confidence.unwrap().level, "low");
    click(&mut window, "Settled");
    window.get_by_label_contains("Disagreement: The deal");
    for _ in 0..3 {
        chord(&mut window, Modifiers::COMMAND, Key::Z);
    }
    assert_eq!((drawn(&window), verdicts(&window)), (before, Vec::new()));
}

#[test]
fn a_rationale_written_first_goes_into_the_verdict() {
    let mut window = window(DEAL);
    to_disagreements(&mut window);
    key(&mut window, Key::R);
    type_text(&mut window, "By the court file");
    click(&mut window, "Settle: one side supported: the second");
    let verdict = verdicts(&window).remove(0);
    assert_eq!(verdict.rationale, "By the court file");
    assert_eq!(verdict.favoured.len(), 1);
    window.get_by_label("favoured");
}

#[test]
fn a_claim_that_joins_a_settled_thread_asks_for_another_look() {
    let mut window = window(DEAL);
    to_disagreements(&mut window);
    key(&mut window, Key::Num2);
    // The third claim corroborates the second one.
    chord(&mut window, Modifiers::COMMAND, Key::Num1);
    click(&mut window, "Claim C2");
    key(&mut window, Key::L);
    click(&mut window, "Claim B1");
    key(&mut window, Key::Num1);
    to_disagreements(&mut window);
    window.get_by_label_contains("0 open, 0 settled, 1 to look at again");
    click(&mut window, "Look again");
    window.get_by_label_contains("1 new claim since the verdict");
    click(&mut window, "The verdict still holds");
    window.get_by_label_contains("0 open, 1 settled");
    assert_eq!(verdicts(&window).first().unwrap().claims.len(), 3);
    while window.state().workspace().history().undo_label().is_some() {
        chord(&mut window, Modifiers::COMMAND, Key::Z);
    }
    window.get_by_label_contains("1 open, 0 settled");
    assert!(verdicts(&window).is_empty());
}

#[test]
fn the_queue_of_likely_links_is_judged_by_keyboard_alone() {
    let mut window = window(
        "a.txt: Amazon invests $50 billion in the Harbour company.{c1 quantity}\n\
         b.txt: Nobody ate. The Harbour company gets $100 billion from Amazon.\n\
         c.txt: Amazon will invest $50 billion in the old Harbour company.{c2 quantity}",
    );
    let before = drawn(&window);
    to_disagreements(&mut window);
    key(&mut window, Key::OpenBracket);
    key(&mut window, Key::OpenBracket);
    wait_for_answers(&mut window);
    window.get_by_label("Do these belong together?");
    let count = window.get_all_by_label_contains("Likely link:").count();
    assert!(count > 1, "{count}");
    key(&mut window, Key::Period);
    key(&mut window, Key::Enter);
    wait_for_answers(&mut window);
    let made = links(&window).remove(0);
    assert_eq!(made.confidence.unwrap().level, "low");
    let mut left = usize::MAX;
    while window.query_by_label("Do these belong together?").is_some() {
        key(&mut window, Key::Backspace);
        wait_for_answers(&mut window);
        let now = window.query_all_by_label_contains("Likely link:").count();
        assert!(now < left, "each dismissal shortens the list");
        left = now;
    }
    window.get_by_label("Nothing left to judge");
    while window.state().workspace().history().undo_label().is_some() {
        chord(&mut window, Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(drawn(&window), before);
}

#[test]
fn a_disagreement_is_read_in_place_and_back() {
    let mut window = window(DEAL);
    to_disagreements(&mut window);
    key(&mut window, Key::Enter);
    window.get_by_label_contains("Claim A1");
    window.get_by_label_contains("Claim B1");
    chord(&mut window, Modifiers::ALT, Key::ArrowLeft);
    window.get_by_label_contains("Values differ");
}

#[test]
fn a_question_is_renamed_from_its_disagreement() {
    let mut window = window(DEAL);
    to_disagreements(&mut window);
    click(&mut window, "Rename question");
    type_text(&mut window, "How large is the deal?");
    key(&mut window, Key::Enter);
    window.get_by_label_contains("Disagreement: How large is the deal?");
    let questions: Vec<String> =
        window.state().workspace().project().questions().map(|question| question.title.clone()).collect();
    assert_eq!(questions, ["How large is the deal?"]);
    assert!(claims(&window).iter().all(|claim| claim.statement.is_empty()), "the claims say what they said");
}

#[test]
fn the_matrix_is_walked_by_keyboard() {
    let mut window = window(DEAL);
    chord(&mut window, Modifiers::COMMAND, Key::Num2);
    window.run_steps(4);
    window.get_by_label_contains("1 question · sorted by");
    window.get_by_label_contains("A asserts");
    window.get_by_label_contains("B contradicts");
    window.get_by_label_contains("C not read yet");
    key(&mut window, Key::ArrowDown);
    key(&mut window, Key::ArrowRight);
    key(&mut window, Key::D);
    window.get_by_label_contains("Values differ");
    chord(&mut window, Modifiers::COMMAND, Key::Num2);
    key(&mut window, Key::Enter);
    window.get_by_label_contains("Claim B1");
    click(&mut window, "Back to Matrix");
    window.get_by_label_contains("B contradicts");
}

#[test]
fn empty_views_say_what_to_do() {
    let mut window = window("a.txt: One document.");
    to_disagreements(&mut window);
    window.get_by_label("Not enough documents");
    chord(&mut window, Modifiers::COMMAND, Key::Num2);
    window.get_by_label("No questions yet");
}

#[test]
fn a_hit_of_the_search_is_shown_in_read_from_any_view() {
    use crossclaim::ui::navigation::MainView;
    let mut window = window(DEAL);
    to_disagreements(&mut window);
    chord(&mut window, Modifiers::COMMAND, Key::F);
    type_text(&mut window, "eight years");
    key(&mut window, Key::Enter);
    assert_eq!(window.state().state().view, MainView::Read);
    assert_eq!(window.state().state().search.current, Some(0));
}

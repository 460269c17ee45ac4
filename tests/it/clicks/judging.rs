//! Judging what the program proposes: suggestions for a claim, by keyboard and by mouse.

use super::{Window, click, drawn, key, links, window};
use crossclaim::ui::CrossclaimApp;
use eframe::egui::Key;
use egui_kittest::kittest::Queryable as _;

const THREE: &str = "a.txt: Amazon invests $50 billion in the Harbour company.{c1 quantity} The sky was grey.\n\
                     b.txt: Nobody ate lunch. The Harbour company gets $100 billion from Amazon.\n\
                     c.txt: Amazon invests $50 billion in the Harbour company. It rained all day.";

/// Waits until what was asked is answered.
pub(crate) fn wait_for_answers(window: &mut Window) {
    for _ in 0..1_000_000 {
        window.run_steps(1);
        if !CrossclaimApp::workspace(window.state()).is_suggesting() {
            window.run_steps(2);
            return;
        }
        std::thread::yield_now();
    }
    panic!("nothing was answered");
}

fn dismissals(window: &Window) -> usize {
    window.state().workspace().project().dismissals().count()
}

#[test]
fn suggestions_are_judged_by_keyboard_and_taken_back() {
    let mut window = window(THREE);
    let before = drawn(&window);
    click(&mut window, "Claim A1");
    wait_for_answers(&mut window);
    window.get_by_label("Accept suggestion B2");
    window.get_by_label("Accept suggestion C1");
    // The first one repeats the claim word for word, the second names another amount.
    key(&mut window, Key::N);
    key(&mut window, Key::Enter);
    wait_for_answers(&mut window);
    let made: Vec<String> = links(&window).into_iter().map(|link| link.kind).collect();
    assert_eq!(made, ["same_origin"]);
    key(&mut window, Key::Backspace);
    wait_for_answers(&mut window);
    assert_eq!((links(&window).len(), dismissals(&window)), (1, 1));
    assert!(window.query_by_label_contains("Accept suggestion").is_none(), "all are judged");
    click(&mut window, "Offer again");
    wait_for_answers(&mut window);
    window.get_by_label("Accept suggestion B2");
    for _ in 0..3 {
        click(&mut window, "Undo");
    }
    assert_eq!((drawn(&window), dismissals(&window)), (before, 0));
}

#[test]
fn a_suggestion_is_accepted_with_another_kind() {
    let mut window = window(THREE);
    click(&mut window, "Claim A1");
    wait_for_answers(&mut window);
    window.get_by_label("Show suggestion B2").click_accesskit();
    window.run_steps(4);
    key(&mut window, Key::Num3);
    let kinds: Vec<String> = links(&window).into_iter().map(|link| link.kind).collect();
    assert_eq!(kinds, ["qualifies"]);
}

#[test]
fn one_document_alone_has_no_suggestions() {
    let mut window = window("a.txt: The deal is worth $50 billion.{c1 quantity}");
    click(&mut window, "Claim A1");
    wait_for_answers(&mut window);
    assert!(window.query_by_label_contains("Suggestions").is_none());
}

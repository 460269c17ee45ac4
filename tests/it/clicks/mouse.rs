//! What the mouse does.

use super::{TWO, claims, click, key, links, window};
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn centre(window: &super::Window, name: &str) -> Pos2 {
    window.get_by_label_contains(name).rect().center()
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

fn drag(window: &mut super::Window, from: Pos2, to: Pos2) {
    window.event(Event::PointerMoved(from));
    window.event(button(from, true));
    window.run_steps(1);
    for step in 1_u8..=8 {
        window.event(Event::PointerMoved(from.lerp(to, f32::from(step) / 8.0)));
        window.run_steps(1);
    }
    window.event(button(to, false));
    window.run_steps(4);
}

#[test]
fn a_click_on_a_sentence_and_one_on_a_kind_tag_it() {
    let mut window = window(TWO);
    click(&mut window, "Sentence A2: Nobody");
    click(&mut window, "Tag as Prediction");
    let claim = claims(&window).into_iter().find(|claim| claim.quote == "Nobody saw it coming.").unwrap();
    assert_eq!(claim.kinds, ["prediction"]);
    click(&mut window, "Undo");
    assert_eq!(claims(&window).len(), 2);
}

#[test]
fn a_drag_from_a_handle_and_one_click_link_two_claims() {
    let mut window = window(TWO);
    let (from, to) = (centre(&window, "Link handle A1"), centre(&window, "Claim B1: The deal"));
    drag(&mut window, from, to);
    assert_eq!(links(&window).len(), 0, "the kind is asked for first");
    click(&mut window, "Link as contradicts");
    let made = links(&window);
    assert_eq!((made.len(), made[0].kind.as_str()), (1, "contradicts"));
}

#[test]
fn a_link_dropped_on_an_untagged_sentence_tags_it_in_the_same_step() {
    let mut window = window(TWO);
    let (from, to) = (centre(&window, "Link handle A1"), centre(&window, "Sentence B2: It runs"));
    drag(&mut window, from, to);
    key(&mut window, Key::Num2);
    assert_eq!((claims(&window).len(), links(&window).len()), (3, 1));
    click(&mut window, "Undo");
    assert_eq!((claims(&window).len(), links(&window).len()), (2, 0));
}

#[test]
fn l_and_a_click_link_too() {
    let mut window = window(TWO);
    click(&mut window, "Claim A1: The deal");
    key(&mut window, Key::L);
    click(&mut window, "Claim B1: The deal");
    key(&mut window, Key::Enter);
    assert_eq!(links(&window).len(), 1);
}

#[test]
fn a_drag_over_words_selects_whole_words() {
    let mut window = window(TWO);
    let rect = window.get_by_label_contains("Sentence A2: Nobody").rect();
    let y = rect.center().y;
    drag(&mut window, Pos2::new(rect.left() + 3.0, y), Pos2::new(rect.left() + 30.0, y));
    click(&mut window, "Tag as Position");
    let quotes: Vec<String> = claims(&window).into_iter().map(|claim| claim.quote).collect();
    assert!(quotes.contains(&"Nobody".to_owned()), "{quotes:?}");
}

#[test]
fn claims_say_their_kinds_and_confidence_to_screen_readers() {
    let window = window(TWO);
    let node = window.get_by_label_contains("Claim A1: The deal");
    let description = node.accesskit_node().description().unwrap();
    assert_eq!(description, "Quantity, confidence High");
}

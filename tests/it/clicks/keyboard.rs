//! What the keyboard does alone.

use super::{TWO, chord, claims, drawn, key, links, window};
use eframe::egui::{Key, Modifiers};

#[test]
fn arrows_move_and_a_digit_tags() {
    let mut window = window(TWO);
    key(&mut window, Key::J);
    key(&mut window, Key::J);
    key(&mut window, Key::Num5);
    let claim = claims(&window).into_iter().find(|claim| claim.quote == "Nobody saw it coming.").unwrap();
    assert_eq!(claim.kinds, ["prediction"]);
}

#[test]
fn select_l_move_enter_makes_a_link_and_a_digit_still_changes_its_kind() {
    let mut window = window(TWO);
    key(&mut window, Key::J);
    key(&mut window, Key::L);
    key(&mut window, Key::ArrowRight);
    key(&mut window, Key::Enter);
    assert_eq!(links(&window)[0].kind, "corroborates");
    key(&mut window, Key::Num2);
    assert_eq!(links(&window)[0].kind, "contradicts");
}

#[test]
fn comma_and_full_stop_lower_and_raise_confidence() {
    let mut window = window(TWO);
    key(&mut window, Key::J);
    key(&mut window, Key::Comma);
    assert_eq!(claims(&window)[0].confidence.as_ref().unwrap().level, "moderate");
    key(&mut window, Key::Period);
    assert_eq!(claims(&window)[0].confidence.as_ref().unwrap().level, "high");
}

#[test]
fn shift_and_arrows_take_part_of_a_sentence_or_several() {
    let mut window = window(TWO);
    key(&mut window, Key::J);
    key(&mut window, Key::J);
    chord(&mut window, Modifiers::SHIFT, Key::ArrowLeft);
    chord(&mut window, Modifiers::SHIFT, Key::ArrowLeft);
    key(&mut window, Key::Num1);
    let quotes: Vec<String> = claims(&window).into_iter().map(|claim| claim.quote).collect();
    assert!(quotes.iter().any(|quote| quote.starts_with("Nobody saw") && quote.len() < 21), "{quotes:?}");
}

#[test]
fn undo_and_redo_bring_a_removed_claim_back_with_its_links() {
    let mut window = window(&format!("{TWO}\nc1 contradicts c2"));
    let before = drawn(&window);
    key(&mut window, Key::J);
    key(&mut window, Key::Delete);
    assert_eq!((claims(&window).len(), links(&window).len()), (1, 0));
    chord(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(drawn(&window), before);
    chord(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(claims(&window).len(), 1);
}

#[test]
fn tab_cycles_links_and_escape_comes_back() {
    use crossclaim::ui::state::Selection;
    let mut window = window(&format!("{TWO}\nc1 contradicts c2"));
    key(&mut window, Key::J);
    key(&mut window, Key::Tab);
    let link = links(&window)[0].id;
    assert_eq!(window.state().state().read.selection, Some(Selection::Link(link)));
    key(&mut window, Key::Escape);
    assert_eq!(window.state().state().read.selection, Some(Selection::Claim(claims(&window)[0].id)));
}

//! Putting sentences right: split, merge, set aside, by mouse and by keyboard.

use super::{Window, chord, claims, click, key, window};
use crossclaim::text::SentenceRole;
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::Queryable as _;

const THREE: &str = "a.txt: One came and two went. Three stayed. Add to favorites.";

fn sentences(window: &Window) -> Vec<(String, SentenceRole)> {
    let project = window.state().workspace().project();
    let document = project.documents().next().unwrap();
    let words = |span: crossclaim::text::Span| span.slice(&document.text).unwrap().to_owned();
    document.sentences.iter().map(|sentence| (words(sentence.span), sentence.role)).collect()
}

fn words(window: &Window) -> Vec<String> {
    sentences(window).into_iter().map(|(words, _)| words).collect()
}

pub(super) fn right_click(window: &mut Window, at: Pos2) {
    window.event(Event::PointerMoved(at));
    for pressed in [true, false] {
        let (button, modifiers) = (PointerButton::Secondary, Modifiers::NONE);
        window.event(Event::PointerButton { pos: at, button, pressed, modifiers });
        window.run_steps(1);
    }
    window.run_steps(3);
}

#[test]
fn the_menu_splits_where_the_mouse_is_and_undo_merges_again() {
    let mut window = window(THREE);
    let before = sentences(&window);
    let rect = window.get_by_label_contains("Sentence A1: One").rect();
    right_click(&mut window, Pos2::new(rect.left() + rect.width() * 0.5, rect.center().y));
    click(&mut window, "Split here");
    let split = words(&window);
    assert_eq!(split.len(), 4);
    assert!(split[0].starts_with("One came") && split[1].ends_with("went."), "{split:?}");
    click(&mut window, "Undo");
    assert_eq!(sentences(&window), before);
}

#[test]
fn the_menu_sets_aside_and_marks_as_heading() {
    let mut window = window(THREE);
    let at = super::centre(&window, "Sentence A3: Add");
    right_click(&mut window, at);
    click(&mut window, "Set aside");
    assert_eq!(sentences(&window)[2].1, SentenceRole::SetAside);
    let at = super::centre(&window, "Sentence A2: Three");
    right_click(&mut window, at);
    click(&mut window, "Mark as heading");
    assert_eq!(sentences(&window)[1].1, SentenceRole::Heading);
}

#[test]
fn m_merges_with_the_next_sentence_and_keeps_the_claims() {
    let mut window = window("a.txt: One came. Two went.{c1 quantity} Three stayed.");
    key(&mut window, Key::J);
    key(&mut window, Key::M);
    assert_eq!(words(&window), ["One came. Two went.", "Three stayed."]);
    assert_eq!(claims(&window)[0].quote, "Two went.");
}

#[test]
fn a_slash_splits_before_the_selected_words_and_without_words_says_how() {
    let mut window = window(THREE);
    key(&mut window, Key::J);
    key(&mut window, Key::Slash);
    assert_eq!(words(&window).len(), 3);
    assert!(
        window.query_by_label_contains("Select the words with which the second sentence begins").is_some()
    );
    for _ in 0..3 {
        chord(&mut window, Modifiers::ALT | Modifiers::SHIFT, Key::ArrowRight);
    }
    key(&mut window, Key::Slash);
    assert_eq!(words(&window)[..2], ["One came and", "two went."]);
}

#[test]
fn x_sets_aside_what_the_keyboard_then_passes_over_and_x_again_brings_it_back() {
    use crossclaim::ui::read::state::Selection;
    let mut window = window(THREE);
    key(&mut window, Key::J);
    key(&mut window, Key::J);
    key(&mut window, Key::X);
    assert_eq!(sentences(&window)[1].1, SentenceRole::SetAside);
    key(&mut window, Key::X);
    assert_eq!(sentences(&window)[1].1, SentenceRole::Body);
    key(&mut window, Key::X);
    key(&mut window, Key::K);
    key(&mut window, Key::J);
    let selected = window.state().state().read.selection;
    assert!(matches!(selected, Some(Selection::Sentence(_, 2))), "{selected:?}");
}

#[test]
fn a_sentence_is_marked_as_heading_from_the_commands() {
    let mut window = window("a.txt: One came. Two went.");
    key(&mut window, Key::J);
    chord(&mut window, Modifiers::COMMAND, Key::K);
    window.event(Event::Text("mark as heading".to_owned()));
    window.run_steps(2);
    key(&mut window, Key::Enter);
    assert_eq!(sentences(&window)[0].1, SentenceRole::Heading);
}

#[test]
fn escape_closes_the_menu_and_leaves_the_selection() {
    let mut window = window("a.txt: One came. Two went.");
    let at = window.get_by_label_contains("Sentence A1:").rect().center();
    right_click(&mut window, at);
    assert!(window.state().state().read.menu.is_some());
    key(&mut window, Key::Escape);
    assert!(window.state().state().read.menu.is_none());
    assert!(window.state().state().read.selection.is_some());
}

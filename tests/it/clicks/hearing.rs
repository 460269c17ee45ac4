//! What people hear who do not see the window: the accessibility tree alone.

use super::judging::wait_for_answers;
use super::{TWO, Window, chord, click, key, window};
use eframe::egui::accesskit::{Live, Role, Toggled};
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// The node that the keyboard is at: name and description.
fn focused(window: &Window) -> (String, String) {
    let root = window.root();
    let tree = root.accesskit_node().tree_state;
    let node = tree.focus().expect("something has the keyboard");
    (node.label().unwrap_or_default(), node.description().unwrap_or_default())
}

fn heard(window: &Window) -> String {
    window.state().announcer().last_words().to_owned()
}

#[test]
fn the_keyboards_place_is_the_active_node_with_its_text_kinds_and_confidence() {
    let mut window = window(TWO);
    key(&mut window, Key::J);
    let (name, description) = focused(&window);
    assert_eq!(name, "Claim A1: The deal is worth $50 billion.");
    assert_eq!(description, "Quantity, confidence High");
    key(&mut window, Key::J);
    let (name, description) = focused(&window);
    assert_eq!((name.as_str(), description.as_str()), ("Sentence A2: Nobody saw it coming.", "not tagged"));
    chord(&mut window, Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(focused(&window).0, "Words in A2: Nobody saw it coming");
}

#[test]
fn tagging_linking_confidence_undo_and_errors_are_said() {
    let mut window = window(TWO);
    key(&mut window, Key::J);
    key(&mut window, Key::J);
    key(&mut window, Key::H);
    assert_eq!(heard(&window), "Next claim: confidence High");
    key(&mut window, Key::Num5);
    assert_eq!(heard(&window), "Tagged A2 as Prediction, confidence High");
    chord(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(heard(&window), "Taken back: Tag claim");
    key(&mut window, Key::J);
    key(&mut window, Key::L);
    assert_eq!(heard(&window), "Link from A1: choose the other end");
    key(&mut window, Key::ArrowRight);
    let (name, description) = focused(&window);
    assert!(
        name.starts_with("Claim B1: ") && description.contains("target of the link from A1"),
        "{description}"
    );
    key(&mut window, Key::Num2);
    assert_eq!(heard(&window), "Linked: A1 contradicts B1, confidence not set");
    let (name, description) = focused(&window);
    assert_eq!((name.as_str(), description.as_str()), ("A1 contradicts B1", "link, confidence not set"));
    key(&mut window, Key::G);
    assert_eq!(heard(&window), "Link: confidence Moderate");
    key(&mut window, Key::Escape);
    key(&mut window, Key::Escape);
    key(&mut window, Key::L);
    let message = window.get_by_label_contains("Select a sentence or claim first");
    assert_eq!(message.accesskit_node().live(), Live::Polite);
}

#[test]
fn what_is_said_stands_in_live_regions() {
    let mut window = window(&format!("{TWO}\nc1 contradicts c2"));
    key(&mut window, Key::J);
    key(&mut window, Key::G);
    let said = window.get_by_label_contains("A1: confidence Moderate");
    assert_eq!((said.accesskit_node().live(), said.accesskit_node().role()), (Live::Polite, Role::Status));
    // The same link twice is refused.
    key(&mut window, Key::L);
    key(&mut window, Key::ArrowRight);
    key(&mut window, Key::Num2);
    let warned = window.get_by_label_contains("The change was not made: ");
    assert_eq!(warned.accesskit_node().live(), Live::Assertive);
}

#[test]
fn the_same_words_twice_are_heard_twice() {
    let mut window = window(TWO);
    let label = |window: &Window| {
        let said = window.get_by_role(Role::Status);
        said.accesskit_node().label().unwrap_or_default()
    };
    chord(&mut window, Modifiers::COMMAND, Key::Z);
    let first = label(&window);
    chord(&mut window, Modifiers::COMMAND, Key::Z);
    let second = label(&window);
    assert_eq!((first.trim_end(), second.trim_end()), ("Nothing to undo", "Nothing to undo"));
    assert_ne!(first, second);
}

#[test]
fn verdicts_and_likely_links_are_said() {
    let notation = format!("{TWO}\nc1 contradicts c2");
    let mut window = window(&notation);
    chord(&mut window, Modifiers::COMMAND, Key::Num3);
    window.run_steps(4);
    assert!(heard(&window).starts_with("Disagreement 1 of 1: The deal"), "{}", heard(&window));
    key(&mut window, Key::F);
    assert_eq!(heard(&window), "Next verdict: confidence Low");
    key(&mut window, Key::Num3);
    assert!(heard(&window).starts_with("Verdict: "), "{}", heard(&window));
    assert!(heard(&window).ends_with("confidence Low"), "{}", heard(&window));
}

#[test]
fn a_likely_link_is_judged_by_ear() {
    let mut window = window(
        "a.txt: Amazon invests $50 billion in the Harbour company.{c1 quantity}\n\
         b.txt: Nobody ate. The Harbour company gets $100 billion from Amazon.",
    );
    chord(&mut window, Modifiers::COMMAND, Key::Num3);
    click(&mut window, "Likely links");
    wait_for_answers(&mut window);
    assert!(heard(&window).starts_with("A1 and B2: likely link, "), "{}", heard(&window));
    key(&mut window, Key::H);
    key(&mut window, Key::Num2);
    assert!(heard(&window).starts_with("Linked: A1 contradicts B2, confidence High"), "{}", heard(&window));
}

#[test]
fn an_open_dialog_hides_what_is_behind_it_and_nothing_else() {
    let mut window = window(TWO);
    assert!(!window.get_by_label_contains("Sentence A2").accesskit_node().is_hidden());
    chord(&mut window, Modifiers::COMMAND, Key::K);
    assert!(window.get_by_label_contains("Sentence A2").accesskit_node().is_hidden());
    assert!(window.get_by_label("Save").accesskit_node().is_hidden());
    assert!(!window.get_by_label("Close").accesskit_node().is_hidden());
    let dialogs: Vec<_> = window.get_all_by_role(Role::Dialog).collect();
    assert!(dialogs.iter().any(|dialog| dialog.accesskit_node().is_modal()), "{}", dialogs.len());
    drop(dialogs);
    assert!(!window.get_by_role(Role::Status).accesskit_node().is_hidden());
    key(&mut window, Key::Escape);
    assert!(!window.get_by_label_contains("Sentence A2").accesskit_node().is_hidden());
}

#[test]
fn no_picture_is_read_aloud() {
    let mut window = window(&format!("{TWO}\nc1 contradicts c2"));
    let is_picture = |text: &str| text.chars().any(|c| ('\u{E000}'..='\u{F8FF}').contains(&c));
    let look = |window: &Window, place: &str| {
        for node in window.get_all(egui_kittest::kittest::By::new()) {
            let node = node.accesskit_node();
            for text in [node.label(), node.value()].into_iter().flatten() {
                assert!(!is_picture(&text), "{place}: {:?} {text:?}", node.role());
            }
        }
    };
    look(&window, "reading");
    key(&mut window, Key::J);
    look(&window, "a claim");
    key(&mut window, Key::Tab);
    look(&window, "a link");
    for view in [Key::Num2, Key::Num3, Key::Num4] {
        chord(&mut window, Modifiers::COMMAND, view);
        look(&window, view.name());
    }
    for (words, place) in [("edit codebook", "codebook"), ("export", "export"), ("add documents", "files")] {
        chord(&mut window, Modifiers::COMMAND, Key::K);
        window.event(Event::Text(words.to_owned()));
        window.run_steps(2);
        key(&mut window, Key::Enter);
        window.run_steps(4);
        look(&window, place);
        key(&mut window, Key::Escape);
    }
}

#[test]
fn handles_and_read_marks_are_large_enough_to_hit() {
    let window = window(TWO);
    for name in ["Link handle A1", "Link handle B1", "Mark A as read", "Mark B as read"] {
        let rect = window.get_by_label(name).rect();
        assert!(rect.width() >= 24.0 && rect.height() >= 24.0, "{name}: {rect:?}");
    }
}

#[test]
fn tab_goes_through_the_top_bar_from_left_to_right() {
    let mut window = window(TWO);
    click(&mut window, "Sentence A2");
    click(&mut window, "Tag as Position");
    let at = |window: &Window, name: &str| window.get_by_label(name).rect().left();
    let names = ["Read", "Matrix", "Disagreements", "Agreement", "Undo", "Save", "Commands", "More commands"];
    assert!(names.windows(2).all(|pair| at(&window, pair[0]) < at(&window, pair[1])));
    window.get_by_label("Read").focus();
    window.run_steps(2);
    let mut left = f32::NEG_INFINITY;
    for _ in 0..8 {
        let root = window.root();
        let tree = root.accesskit_node().tree_state;
        let name = tree.focus().and_then(|node| node.label()).unwrap_or_default();
        let x = window.get_by_label(&name).rect().left();
        assert!(x > left, "{name} at {x} comes after {left}");
        left = x;
        key(&mut window, Key::Tab);
    }
}

#[test]
fn sentences_say_that_they_are_selected_and_which_they_are() {
    let mut window = window(TWO);
    click(&mut window, "Sentence A2");
    let sentence = window.get_by_label_contains("Sentence A2");
    let node = sentence.accesskit_node();
    assert_eq!(node.is_selected(), Some(true));
    assert_ne!(node.toggled(), Some(Toggled::True), "a sentence is no button");
    assert_eq!(node.position_in_set(), Some(1), "counted from 0");
}

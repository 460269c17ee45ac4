//! A draft under check, held against its sources.

use super::{Window, click, drawn, key, links, window};
use crossclaim::model::DocumentRole;
use crossclaim::ui::navigation::MainView;
use eframe::egui::Key;
use egui_kittest::kittest::Queryable as _;

const DRAFT: &str = "a.txt: The bridge over the Elbe cost 40 million euros. Ann Weber opened it in May 2019.\n\
                     b.txt: The bridge over the Elbe cost 50 million euros. Ann Weber opened it in May 2020. \
                     Dolphins were seen near Magdeburg.";

/// Puts the second document under check by its menu and shows the view.
fn checked() -> Window {
    let mut window = window(DRAFT);
    click(&mut window, "More for B");
    click(&mut window, "Put under check");
    window.get_by_label("Check").click();
    wait(&mut window);
    window
}

/// The answer is worked out beside the window.
fn wait(window: &mut Window) {
    for _ in 0..500 {
        window.run_steps(1);
        if window.query_by_label_contains("of 3 left").is_some() {
            return;
        }
        std::thread::yield_now();
    }
    panic!("no answer");
}

#[test]
fn a_document_is_put_under_check_in_one_step() {
    let mut window = checked();
    let role =
        |window: &Window| window.state().workspace().project().documents().nth(1).unwrap().details.role;
    assert_eq!(role(&window), DocumentRole::UnderCheck);
    assert_eq!(window.state().state().view, MainView::Check);
    click(&mut window, "Undo");
    assert_eq!(role(&window), DocumentRole::Source);
    assert!(window.query_by_label("Nothing is under check").is_some());
}

#[test]
fn enter_links_what_differs_as_contradicting_and_undo_takes_it_back() {
    let mut window = checked();
    let before = drawn(&window);
    assert!(window.query_by_label_contains("B1: Values differ").is_some());
    key(&mut window, Key::Enter);
    let made = links(&window);
    assert_eq!((made.len(), made.first().unwrap().kind.as_str()), (1, "contradicts"));
    assert!(window.query_by_label_contains("2 of 3 left").is_some());
    click(&mut window, "Undo");
    assert_eq!(drawn(&window), before);
    assert!(window.query_by_label_contains("3 of 3 left").is_some());
}

#[test]
fn a_passage_is_dismissed_by_key_and_a_sentence_chosen_and_linked_by_mouse() {
    let mut window = checked();
    key(&mut window, Key::J);
    assert_eq!(window.state().state().check.sentence, Some(1));
    key(&mut window, Key::Backspace);
    assert_eq!(window.state().workspace().project().dismissals().count(), 1);
    assert!(window.query_by_label_contains("B2: No source found").is_some());
    click(&mut window, "B1: Values differ");
    click(&mut window, "Link as corroborates");
    assert_eq!(links(&window).first().unwrap().kind, "corroborates");
    assert!(window.query_by_label_contains("1 of 3 left").is_some());
}

#[test]
fn the_list_is_filtered_by_status() {
    let mut window = checked();
    window.get_by_label("No source found").click();
    window.run_steps(4);
    assert!(window.query_by_label_contains("B1: Values differ").is_none());
    assert!(window.query_by_label_contains("B3: No source found").is_some());
}

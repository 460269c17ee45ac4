//! Searching: from hit to hit by keys, true counts, marks in the text, the way back.

use super::{TWO, Window, chord, claims, click, drawn, key, wheel, window};
use crossclaim::ui::navigation::MainView;
use crossclaim::ui::read::state::Selection;
use eframe::egui::{Color32, Event, Key, Modifiers, Shape, accesskit::Role};
use egui_kittest::kittest::Queryable as _;

fn search(window: &mut Window, query: &str) {
    chord(window, Modifiers::COMMAND, Key::F);
    window.event(Event::Text(query.to_owned()));
    window.run_steps(3);
}

/// A long document in which a word stands that often, and two more with it once each.
fn long(count: usize) -> String {
    let filler: String = (1..=count).map(|number| format!("The bank said thing {number}.\\n")).collect();
    format!("a.txt: Before it all.\\n{filler}\nb.txt: A bank came.\nc.txt: One bank went. Nobody saw.")
}

fn is_shown(window: &Window, name: &str) -> bool {
    window.query_by_label_contains(name).is_some()
}

fn current(window: &Window) -> Option<usize> {
    window.state().state().search.current
}

#[test]
fn enter_goes_from_hit_to_hit_and_never_tags() {
    let mut window = window(TWO);
    let before = drawn(&window);
    click(&mut window, "Sentence A2: Nobody");
    search(&mut window, "the");
    for expected in [0, 1, 0, 1] {
        key(&mut window, Key::Enter);
        assert_eq!(current(&window), Some(expected), "round and round");
    }
    chord(&mut window, Modifiers::SHIFT, Key::Enter);
    assert_eq!(current(&window), Some(0));
    assert_eq!(drawn(&window), before, "no claim was made");
}

#[test]
fn f3_goes_on_from_anywhere() {
    let mut window = window(&long(60));
    search(&mut window, "thing 4");
    key(&mut window, Key::Enter);
    key(&mut window, Key::Tab);
    assert!(matches!(window.state().state().read.selection, Some(Selection::Sentence(_, 4))));
    key(&mut window, Key::F3);
    assert_eq!(current(&window), Some(1));
    window.run_steps(30);
    assert!(is_shown(&window, "Sentence A41: The bank said thing 40"));
    chord(&mut window, Modifiers::SHIFT, Key::F3);
    assert_eq!(current(&window), Some(0));
    assert_eq!(claims(&window).len(), 0);
}

#[test]
fn all_hits_are_counted() {
    let mut window = window(&long(525));
    search(&mut window, "bank");
    window.get_by_label("527 hits in 3 documents");
    key(&mut window, Key::Enter);
    window.get_by_label("1 of 527");
    chord(&mut window, Modifiers::SHIFT, Key::Enter);
    window.get_by_label("527 of 527");
    window.run_steps(30);
    assert!(is_shown(&window, "Sentence C1: One bank went"));
}

#[test]
fn escape_brings_back_what_was_on_show() {
    let mut window = window(&long(90));
    click(&mut window, "Sentence A2: The bank");
    let at = super::centre(&window, "Sentence A4: The bank");
    wheel(&mut window, at, -260.0);
    click(&mut window, "Matrix");
    let state = |window: &Window| {
        let state = window.state().state();
        let offsets: Vec<i64> =
            state.read.columns.iter().map(|column| column.offset.round() as i64).collect();
        let documents: Vec<_> = state.read.columns.iter().map(|column| column.document).collect();
        (state.view, state.read.selection, offsets, documents)
    };
    let before = state(&window);
    search(&mut window, "bank");
    for _ in 0..3 {
        chord(&mut window, Modifiers::SHIFT, Key::Enter);
    }
    window.run_steps(30);
    assert_eq!(window.state().state().view, MainView::Read);
    assert_ne!(state(&window), before);
    key(&mut window, Key::Escape);
    window.run_steps(6);
    assert_eq!(state(&window), before);
    assert!(!window.state().state().search.is_active);
}

#[test]
fn statements_notes_and_tags_are_searched_too() {
    let mut window = window(TWO);
    click(&mut window, "Claim A1: The deal");
    window.get_by_role_and_label(Role::TextInput, "Statement").focus();
    window.run_steps(2);
    window.event(Event::Text("Fifty thousand million".to_owned()));
    window.run_steps(2);
    search(&mut window, "fifty thousand");
    window.get_by_label("1 in statements, notes and tags");
    window.get_by_label_contains("Hit A1: A1 statement: ");
    key(&mut window, Key::Enter);
    assert!(matches!(window.state().state().read.selection, Some(Selection::Claim(_))));
}

#[test]
fn a_name_leads_to_its_place() {
    let mut window = window(&long(60));
    search(&mut window, "a44");
    window.get_by_label_contains("Hit A44: Sentence A44: The bank said thing 43");
    key(&mut window, Key::Enter);
    window.run_steps(30);
    assert!(matches!(window.state().state().read.selection, Some(Selection::Sentence(_, 43))));
    key(&mut window, Key::Escape);
    window.run_steps(4);
    assert!(is_shown(&window, "Sentence A44:"), "whoever goes somewhere by name wants to be there");
    search(&mut window, "zz9");
    window.get_by_label("No match");
}

#[test]
fn the_palette_leads_to_a_place_by_its_name() {
    let mut window = window(TWO);
    chord(&mut window, Modifiers::COMMAND, Key::K);
    window.event(Event::Text("b1".to_owned()));
    window.run_steps(3);
    key(&mut window, Key::Enter);
    assert!(matches!(window.state().state().read.selection, Some(Selection::Claim(_))));
}

/// Rectangles of that colour in what was drawn.
fn count_of(window: &Window, color: Color32) -> usize {
    fn count(shape: &Shape, color: Color32) -> usize {
        match shape {
            Shape::Vec(shapes) => shapes.iter().map(|shape| count(shape, color)).sum(),
            Shape::Rect(rect) => usize::from(rect.fill == color),
            _ => 0,
        }
    }
    window.output().shapes.iter().map(|clipped| count(&clipped.shape, color)).sum()
}

#[test]
fn hits_are_marked_in_the_text_of_all_columns_until_the_search_ends() {
    let mut window = window("a.txt: A bank came. A bank went.\nb.txt: One bank stayed.");
    let dark = window.ctx.global_style().visuals.dark_mode;
    let palette = crossclaim::ui::theme::palette_of(dark);
    search(&mut window, "bank");
    assert_eq!(count_of(&window, palette.found), 3);
    key(&mut window, Key::Enter);
    assert_eq!((count_of(&window, palette.found), count_of(&window, palette.found_here)), (2, 1));
    key(&mut window, Key::Tab);
    assert_eq!(count_of(&window, palette.found), 2, "they stay while the hit is worked on");
    key(&mut window, Key::Escape);
    key(&mut window, Key::Escape);
    window.run_steps(3);
    assert_eq!((count_of(&window, palette.found), count_of(&window, palette.found_here)), (0, 0));
}

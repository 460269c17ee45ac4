//! Looking around: scrolling, the overview strip, chips, columns, what comes into view.

use super::{Window, centre, chord, click, drag, key, wheel, window};
use crossclaim::ui::read::state::Selection;
use eframe::egui::{Key, Modifiers, Pos2, accesskit::Role};
use egui_kittest::kittest::Queryable as _;

/// Two long documents; the last sentence of the second one answers the first of the first.
fn long() -> String {
    let filler: Vec<String> =
        (1..=120).map(|number| format!("Filler {number} says nothing much.\\n")).collect();
    let filler = filler.concat();
    format!(
        "a.txt: First things first.{{c1 quantity}}\\n{filler}Last things last.\n\
         b.txt: Begin here.\\n{filler}In the end it came.{{c2 quantity}}\nc1 contradicts c2"
    )
}

fn offset(window: &Window, column: usize) -> f32 {
    window.state().state().read.columns[column].offset
}

fn is_shown(window: &Window, name: &str) -> bool {
    window.query_by_label_contains(name).is_some()
}

#[test]
fn each_column_scrolls_on_its_own() {
    let mut window = window(&long());
    let at = centre(&window, "Sentence A5: Filler");
    wheel(&mut window, at, -400.0);
    assert!(offset(&window, 0) > 100.0);
    assert!(offset(&window, 1) < 1.0);
}

#[test]
fn only_what_is_on_screen_is_in_the_tree() {
    let window = window(&long());
    assert!(is_shown(&window, "Sentence A2: Filler 1"));
    assert!(!is_shown(&window, "Sentence A100:"));
}

#[test]
fn the_place_stays_when_columns_get_wider_or_letters_larger() {
    // Each sentence takes one row in a wide column and two in a narrow one.
    let filler: String = (1..=200)
        .map(|number| format!("Filler {number} says nothing that anybody could remember.\\n"))
        .collect();
    let mut window = window(&format!("a.txt: {filler}\nb.txt: {filler}\nc.txt: {filler}"));
    let at = centre(&window, "Sentence A5: Filler");
    for _ in 0..4 {
        wheel(&mut window, at, -1500.0);
    }
    let top = |window: &Window| window.state().state().read.columns[0].visible.start;
    let (before, old_offset) = (top(&window), offset(&window, 0));
    let mut moved = 0.0_f32;
    assert!(before > 1_000, "{before}");
    for keys in [Key::I, Key::B, Key::Plus, Key::Plus, Key::Plus] {
        chord(&mut window, Modifiers::COMMAND, keys);
        window.run_steps(6);
        let (now, sentence) = (top(&window), 60);
        assert!(now.abs_diff(before) <= 2 * sentence, "{keys:?}: {now} instead of {before}");
        moved = moved.max((offset(&window, 0) - old_offset).abs());
    }
    assert!(moved > 100.0, "the rows are others, so that the same place has another offset: {moved}");
}

#[test]
fn a_click_on_the_overview_strip_jumps_there() {
    let mut window = window(&long());
    let strip = window.get_by_label("Overview of document A").rect();
    let at = Pos2::new(strip.center().x, strip.bottom() - 20.0);
    drag(&mut window, at, at);
    window.run_steps(30);
    assert!(is_shown(&window, "Last things last"));
}

#[test]
fn a_chip_leads_to_the_end_that_is_out_of_view() {
    let mut window = window(&long());
    assert!(!is_shown(&window, "In the end it came"));
    click(&mut window, "Go to B122 (contradicts)");
    window.run_steps(30);
    assert!(is_shown(&window, "Claim B122: In the end"));
}

#[test]
fn a_selected_claim_brings_the_linked_one_into_view_and_dims_the_rest() {
    let mut window = window(&long());
    click(&mut window, "Claim A1: First");
    window.run_steps(30);
    assert!(is_shown(&window, "Claim B122: In the end"));
    assert!(offset(&window, 0) < 1.0, "its own column stays");
}

#[test]
fn home_and_end_and_pages_move_far() {
    let mut window = window(&long());
    key(&mut window, Key::J);
    key(&mut window, Key::End);
    window.run_steps(30);
    assert_eq!(window.state().state().read.selection.map(index), Some(121));
    key(&mut window, Key::PageUp);
    assert_eq!(window.state().state().read.selection.map(index), Some(111));
    key(&mut window, Key::Home);
    window.run_steps(30);
    assert!(is_shown(&window, "Claim A1: First"));
}

fn index(selection: Selection) -> usize {
    match selection {
        Selection::Sentence(_, index) => index,
        Selection::Span(..) | Selection::Claim(_) | Selection::Link(_) => 0,
    }
}

#[test]
fn columns_get_wider_by_dragging_the_line_between_them() {
    let mut window = window(super::TWO);
    let edge = window.get_by_role_and_label(Role::Heading, "Document B: b").rect().left_center();
    drag(&mut window, Pos2::new(edge.x, 500.0), Pos2::new(edge.x + 80.0, 500.0));
    let columns = &window.state().state().read.columns;
    assert!(columns[0].weight > columns[1].weight + 0.1, "{} {}", columns[0].weight, columns[1].weight);
}

#[test]
fn up_to_six_documents_stand_side_by_side() {
    let texts: Vec<String> =
        (b'a'..=b'h').map(|name| format!("{}.txt: One came.", char::from(name))).collect();
    let mut window = window(&texts.join("\n"));
    for letter in ["D", "E", "F", "G"] {
        let name = format!("Document {letter}:");
        let row = window.get_all_by_label_contains(&name).next().unwrap();
        row.click();
        window.run_steps(4);
    }
    assert_eq!(window.state().state().read.columns.len(), 6);
}

#[test]
fn enter_on_a_hit_jumps_there() {
    let mut window = window(&long());
    chord(&mut window, Modifiers::COMMAND, Key::F);
    window.event(eframe::egui::Event::Text("Filler 90".to_owned()));
    window.run_steps(3);
    key(&mut window, Key::Enter);
    window.run_steps(30);
    assert!(is_shown(&window, "Sentence A91: Filler 90"));
}

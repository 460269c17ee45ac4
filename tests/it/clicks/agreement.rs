//! The Agreement view: figures with what they rest on, undefined ones with their reason, items that lead to the text.

use super::{Window, chord, click, key, window};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

const TWO_READERS: &str = "@ben\n\
    a.txt: One.{c1 quantity high}{c3 quantity low @ben} Two. Three.{c2 quantity low} Four. Five.\n\
    read a.txt @ann @ben\n";

fn to_agreement(window: &mut Window) {
    chord(window, Modifiers::COMMAND, Key::Num4);
    for _ in 0..1_000_000 {
        window.run_steps(1);
        if !window.state().workspace().is_computing_agreement() {
            break;
        }
        std::thread::yield_now();
    }
    window.run_steps(4);
}

#[test]
fn figures_name_their_basis_and_items_lead_to_the_text() {
    let mut window = window(TWO_READERS);
    to_agreement(&mut window);
    window.get_by_label_contains("5 units · 2 annotators: ann, ben");
    window.get_by_label_contains("Cohen's kappa: 0.545");
    window.get_by_label_contains("5 items · 1 on which annotators differ");
    key(&mut window, Key::J);
    window.get_by_label_contains("Item A3: ann: claim");
    key(&mut window, Key::Enter);
    window.get_by_label_contains("Claim A3");
    click(&mut window, "Back to Agreement");
    window.get_by_label_contains("Cohen's kappa");
}

#[test]
fn what_is_undefined_says_why() {
    let mut window = window(TWO_READERS);
    to_agreement(&mut window);
    click(&mut window, "Unit Links:");
    assert!(window.query_all_by_label_contains("not computable").count() > 0);
}

#[test]
fn one_annotator_alone_is_told_what_to_do() {
    let mut window = window("a.txt: One.{c1 quantity}");
    to_agreement(&mut window);
    window.get_by_label("Only one annotator so far");
}

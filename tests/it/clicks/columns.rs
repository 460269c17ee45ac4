//! Columns: what is opened or added comes into view, columns are moved, the wheel makes text larger; and a claim is
//! never made twice by a click beside it.

use super::{TWO, Window, chord, claims, click, drag, key, window};
use crossclaim::ui::read::state::Selection;
use eframe::egui::{
    Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, Rect, TouchPhase, Vec2, accesskit::Role,
};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn many(count: usize) -> String {
    let texts = (0..count).map(|index| {
        let name = char::from(b'a' + u8::try_from(index).unwrap());
        format!("{name}.txt: One came to {name}. Two went.")
    });
    texts.collect::<Vec<_>>().join("\n")
}

fn open(window: &mut Window, letter: &str) {
    let name = format!("Document {letter}:");
    window.get_all_by_label_contains(&name).next().unwrap().click();
    window.run_steps(20);
}

/// The part of the window between the documents and the inspector.
fn reading_area(window: &Window) -> Rect {
    window.get_by_label("Documents side by side").rect()
}

fn head(window: &Window, letter: &str) -> Rect {
    window
        .get_by_role_and_label(Role::Heading, &format!("Document {letter}: {}", letter.to_lowercase()))
        .rect()
}

#[test]
fn a_column_that_is_opened_comes_into_view() {
    let mut window = window(&many(6));
    for letter in ["D", "E", "F"] {
        open(&mut window, letter);
        let (area, column) = (reading_area(&window), head(&window, letter));
        assert!(area.expand(1.5).contains_rect(column), "{letter}: {column:?} in {area:?}");
    }
    open(&mut window, "A");
    let (area, column) = (reading_area(&window), head(&window, "A"));
    assert!(area.expand(1.5).contains_rect(column), "one that is open already: {column:?} in {area:?}");
}

#[test]
fn a_pasted_document_opens_where_it_can_be_seen() {
    use crossclaim::ui::navigation::Dialog;
    let mut window = window(&many(4));
    open(&mut window, "D");
    chord(&mut window, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::V);
    assert_eq!(window.state().state().dialog, Some(Dialog::Paste));
    window.get_by_role_and_label(Role::MultilineTextInput, "Text").focus();
    window.run_steps(2);
    window.event(Event::Text("A text from elsewhere. It says much.".to_owned()));
    window.run_steps(2);
    window.get_by_role_and_label(Role::Button, "Add").click();
    window.run_steps(20);
    let added = *window.state().workspace().project().document_ids().last().unwrap();
    let columns = &window.state().state().read.columns;
    assert_eq!(columns.last().map(|column| column.document), Some(added));
    let column = window
        .get_by_role_and_label(Role::Heading, "Document E: A text from elsewhere. It says much.")
        .rect();
    assert!(reading_area(&window).expand(1.5).contains_rect(column), "{column:?}");
}

#[test]
fn a_header_is_dragged_to_another_place() {
    let mut window = window(&many(3));
    let order = |window: &Window| -> Vec<String> {
        let project = window.state().workspace().project();
        let columns = window.state().state().read.columns.iter();
        columns.map(|column| project.document(column.document).unwrap().details.title.clone()).collect()
    };
    let (from, to) = (head(&window, "A").center(), head(&window, "C").center());
    drag(&mut window, from, to);
    assert_eq!(order(&window), ["b", "c", "a"]);
    click(&mut window, "Sentence A1: One");
    chord(&mut window, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::ArrowLeft);
    assert_eq!(order(&window), ["b", "a", "c"]);
}

#[test]
fn ctrl_and_the_wheel_make_the_text_larger() {
    let mut window = window(TWO);
    let at = super::centre(&window, "Sentence A2: Nobody");
    let size = |window: &Window| window.state().state().look.reading_size;
    let before = size(&window);
    for (by, larger) in [(120.0, true), (-400.0, false)] {
        window.event(Event::ModifiersChanged(Modifiers::COMMAND));
        window.event(Event::PointerMoved(at));
        window.event(Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: Vec2::new(0.0, by),
            modifiers: Modifiers::COMMAND,
            phase: TouchPhase::Move,
            source: MouseWheelSource::Wheel,
        });
        window.run_steps(12);
        window.event(Event::ModifiersChanged(Modifiers::NONE));
        assert_eq!(size(&window) > before, larger, "{before} {}", size(&window));
    }
}

fn click_at(window: &mut Window, at: Pos2) {
    window.event(Event::PointerMoved(at));
    window.event(super::button(at, true, Modifiers::NONE));
    window.event(super::button(at, false, Modifiers::NONE));
    window.run_steps(30);
}

#[test]
fn a_click_beside_a_claim_means_the_claim() {
    let mut window = window("a.txt: The deal is worth a lot. It runs.\\nNobody saw it.\nb.txt: Else.");
    for (sentence, kind) in [("Sentence A2: It runs", Key::Num2), ("Sentence A3: Nobody", Key::Num1)] {
        click(&mut window, sentence);
        key(&mut window, kind);
        // The bar may cover the next sentence.
        key(&mut window, Key::Escape);
    }
    let (runs, nobody) = (
        window.get_by_label_contains("Claim A2: It runs").rect(),
        window.get_by_label_contains("Claim A3: Nobody").rect(),
    );
    let beside = [
        Pos2::new(runs.right() + 40.0, runs.center().y),
        Pos2::new(runs.center().x, runs.bottom() + 3.0),
        Pos2::new(nobody.left() - 12.0, nobody.center().y),
        Pos2::new(nobody.right() + 30.0, nobody.center().y),
        Pos2::new(nobody.center().x, nobody.bottom() + 10.0),
    ];
    for at in beside {
        key(&mut window, Key::Escape);
        click_at(&mut window, at);
        assert!(matches!(window.state().state().read.selection, Some(Selection::Claim(_))), "{at:?}");
        key(&mut window, Key::Num2);
        assert_eq!(claims(&window).len(), 2, "{at:?}");
    }
}

#[test]
fn the_same_key_on_a_sentence_that_is_a_claim_makes_no_second_one() {
    let mut window = window(TWO);
    click(&mut window, "Sentence A2: Nobody");
    key(&mut window, Key::Num5);
    let before = claims(&window).len();
    // By its name the sentence itself is meant, not the claim on it.
    click(&mut window, "Sentence A2: Nobody");
    key(&mut window, Key::Num5);
    assert_eq!(claims(&window).len(), before);
}

#[test]
fn handles_are_large_enough_and_tell_their_kind() {
    let window = window(TWO);
    let handle = window.get_by_label_contains("Link handle A1");
    assert!(handle.rect().width() >= 24.0 && handle.rect().height() >= 24.0, "{:?}", handle.rect());
    assert!(handle.accesskit_node().label().is_some());
}

//! Questions mended by hand in the window: rename, order, split, merge, move, put under, each undone by one step.

use super::{Window, centre, chord, click, drag, drawn, key, window};
use crate::fixture::{claim_id, link_id, question_id};
use crossclaim::model::{LinkId, Question, QuestionId};
use eframe::egui::{Event, Key, Modifiers, PointerButton};
use egui_kittest::kittest::Queryable as _;

/// A sentence that speaks to two questions; the plant is in dispute.
const PLANT: &str = "question q1 \"What does Borel cost?\"\n\
                     question q2 \"Does the plant close?\"\n\
                     a.txt: Acme pays 5 million for Borel and will close the Lyon plant.{c1}\n\
                     b.txt: The price of Borel is 5 million.{c2} The Lyon plant will close.{c3}\n\
                     c.txt: Acme pays 7 million for Borel.{c4} It will keep the Lyon plant.{c5} It rained.{c6}\n\
                     c1 corroborates c2 q1\n\
                     c1 contradicts c4 q1\n\
                     c1 corroborates c3 q2\n\
                     c1 contradicts c5 q2";

/// Two sentences that are said to agree over a third one, and to contradict each other.
const TANGLED: &str = "question q1 \"What does Borel cost?\"\n\
                       question q2 \"Who sells Borel?\"\n\
                       a.txt: Acme pays 5 million for Borel.{c1}\n\
                       b.txt: The price of Borel is 5 million.{c2}\n\
                       c.txt: Acme pays 7 million for Borel.{c3} Borel was sold by its founder.{c4}\n\
                       c1 corroborates c2 q1\n\
                       c2 corroborates c3 q1\n\
                       c1 contradicts c3 q1\n\
                       c4 corroborates c2 q2";

fn to_matrix(window: &mut Window) {
    chord(window, Modifiers::COMMAND, Key::Num2);
    window.run_steps(4);
}

fn type_text(window: &mut Window, text: &str) {
    window.event(Event::Text(text.to_owned()));
    window.run_steps(4);
}

fn undo(window: &mut Window) {
    chord(window, Modifiers::COMMAND, Key::Z);
}

/// The questions in their order.
fn questions(window: &Window) -> Vec<QuestionId> {
    let mut found: Vec<Question> = window.state().workspace().project().questions().cloned().collect();
    found.sort_by_key(Question::rank);
    found.into_iter().map(|question| question.id).collect()
}

fn titles(window: &Window) -> Vec<String> {
    window.state().workspace().project().questions().map(|question| question.title.clone()).collect()
}

fn question_of(window: &Window, link: LinkId) -> Option<QuestionId> {
    window.state().workspace().project().link(link).unwrap().question
}

#[test]
fn a_title_is_there_to_be_changed_and_goes_when_another_one_is_typed() {
    let mut window = window(PLANT);
    let before = drawn(&window);
    to_matrix(&mut window);
    click(&mut window, "Question: What does Borel cost?");
    key(&mut window, Key::F2);
    key(&mut window, Key::Enter);
    assert_eq!(drawn(&window), before, "what is not changed is no step");
    key(&mut window, Key::F2);
    key(&mut window, Key::End);
    type_text(&mut window, " In euros");
    key(&mut window, Key::Enter);
    assert!(titles(&window).contains(&"What does Borel cost? In euros".to_owned()), "{:?}", titles(&window));
    click(&mut window, "Rename…");
    type_text(&mut window, "How dear is Borel?");
    key(&mut window, Key::Enter);
    window.get_by_label_contains("Question: How dear is Borel?");
    undo(&mut window);
    undo(&mut window);
    assert_eq!(drawn(&window), before);
}

#[test]
fn a_question_without_a_title_keeps_following_its_central_statement() {
    let mut window =
        window("question q1\na.txt: - It rained.{c1}\nb.txt: It rained.{c2}\nc1 corroborates c2 q1");
    to_matrix(&mut window);
    click(&mut window, "Question: It rained.");
    key(&mut window, Key::F2);
    key(&mut window, Key::Enter);
    assert_eq!(titles(&window), [""]);
}

#[test]
fn questions_are_put_in_order_by_key_and_by_dragging() {
    let mut window = window(PLANT);
    let before = drawn(&window);
    to_matrix(&mut window);
    click(&mut window, "Question: What does Borel cost?");
    chord(&mut window, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(questions(&window), [question_id(2), question_id(1)]);
    undo(&mut window);
    assert_eq!(questions(&window), [question_id(1), question_id(2)]);
    // Let go at the lower edge of the last row.
    let last = window.get_by_label_contains("Question: Does the plant close?").rect();
    let from = centre(&window, "Question: What does Borel cost?");
    drag(&mut window, from, last.center_bottom() - eframe::egui::vec2(0.0, 3.0));
    assert_eq!(questions(&window), [question_id(2), question_id(1)]);
    // Let go at the upper edge of the first one.
    let first = window.get_by_label_contains("Question: Does the plant close?").rect();
    let from = centre(&window, "Question: What does Borel cost?");
    drag(&mut window, from, first.center_top() + eframe::egui::vec2(0.0, 3.0));
    assert_eq!(questions(&window), [question_id(1), question_id(2)]);
    undo(&mut window);
    undo(&mut window);
    assert_eq!(drawn(&window), before);
}

#[test]
fn a_row_dragged_onto_another_one_is_merged_and_a_key_does_the_same() {
    let mut window = window(PLANT);
    let before = drawn(&window);
    to_matrix(&mut window);
    let (from, to) = (
        centre(&window, "Question: Does the plant close?"),
        centre(&window, "Question: What does Borel cost?"),
    );
    drag(&mut window, from, to);
    assert_eq!(questions(&window), [question_id(1)]);
    assert_eq!(question_of(&window, link_id(3)), Some(question_id(1)));
    let merged = drawn(&window);
    undo(&mut window);
    assert_eq!(drawn(&window), before);
    click(&mut window, "Question: Does the plant close?");
    key(&mut window, Key::M);
    assert!(window.query_by_label_contains("New question").is_none(), "merged into one that is there");
    key(&mut window, Key::Enter);
    assert_eq!(drawn(&window), merged);
    undo(&mut window);
    assert_eq!(drawn(&window), before);
}

#[test]
fn claims_are_split_off_by_keyboard_with_the_links_between_them() {
    let mut window = window(
        "question q1 \"Borel\"\n\
         a.txt: Acme pays 5 million for Borel and will close the Lyon plant.{c1}\n\
         b.txt: The price of Borel is 5 million.{c2} The Lyon plant will close.{c3}\n\
         c3 corroborates c1 q1\n\
         c1 corroborates c2 q1",
    );
    let before = drawn(&window);
    to_matrix(&mut window);
    click(&mut window, "Question: Borel");
    key(&mut window, Key::P);
    window.get_by_label_contains("Nothing is chosen yet");
    key(&mut window, Key::Space);
    window.get_by_label_contains("0 of 2 links go to a new question; 2 stay.");
    key(&mut window, Key::Tab);
    key(&mut window, Key::Space);
    window.get_by_label_contains("1 of 2 links go to a new question; 1 stay.");
    // Enter splits and turns over no box.
    key(&mut window, Key::Enter);
    let all = questions(&window);
    assert_eq!(
        (all.len(), question_of(&window, link_id(1))),
        (2, Some(question_id(1))),
        "{}",
        drawn(&window)
    );
    assert_eq!(question_of(&window, link_id(2)), all.get(1).copied(), "A1 and B1 were chosen, the first two");
    undo(&mut window);
    assert_eq!(drawn(&window), before);
}

#[test]
fn a_link_is_moved_to_another_question_which_is_found_by_any_of_its_words() {
    let long = format!("What {}is a zebra?", "more than anybody can say ".repeat(8));
    let notation = PLANT.replace("question q2 \"Does the plant close?\"", &format!("question q2 \"{long}\""));
    let mut window = window(&notation);
    let before = drawn(&window);
    chord(&mut window, Modifiers::COMMAND, Key::Num3);
    window.run_steps(4);
    click(&mut window, "Disagreement: What does Borel cost?");
    key(&mut window, Key::Q);
    // The question of the link itself would change nothing.
    assert!(window.query_by_label_contains("Question: What does Borel cost?").is_none());
    type_text(&mut window, "zebra");
    key(&mut window, Key::Enter);
    assert_eq!(question_of(&window, link_id(2)), Some(question_id(2)));
    undo(&mut window);
    assert_eq!(drawn(&window), before);
}

#[test]
fn the_questions_that_the_ends_speak_to_are_offered_first() {
    let many: Vec<String> = (1..=20).map(|n| format!("question q{n} \"Question {n}\"")).collect();
    let notation = format!(
        "{}\na.txt: Acme pays 5 million.{{c1 q20}} It rained.{{c2}}\nb.txt: The price is 5 million.{{c3}}\nc2 updates c3 q2",
        many.join("\n")
    );
    let mut window = window(&notation);
    let before = drawn(&window);
    click(&mut window, "Claim A1");
    key(&mut window, Key::Q);
    window.get_by_label_contains("Question: Question 20");
    key(&mut window, Key::ArrowDown);
    key(&mut window, Key::Enter);
    let claim = window.state().workspace().project().claim(claim_id(1)).unwrap().clone();
    assert_eq!(
        claim.questions,
        [question_id(1), question_id(20)],
        "the second one is the first of the others"
    );
    undo(&mut window);
    assert_eq!(drawn(&window), before);
}

#[test]
fn a_claim_is_put_under_a_question_without_a_link_and_taken_out_again() {
    let mut window = window(PLANT);
    let before = drawn(&window);
    click(&mut window, "Claim C3");
    click(&mut window, "Put under a question…");
    type_text(&mut window, "plant");
    key(&mut window, Key::Enter);
    let put =
        |window: &Window| window.state().workspace().project().claim(claim_id(6)).unwrap().questions.clone();
    assert_eq!(put(&window), [question_id(2)]);
    click(&mut window, "Take out of the question");
    assert!(put(&window).is_empty());
    undo(&mut window);
    undo(&mut window);
    assert_eq!(drawn(&window), before);
}

#[test]
fn what_is_inconsistent_shows_each_link_and_moves_the_one_that_is_chosen() {
    let mut window = window(TANGLED);
    let before = drawn(&window);
    chord(&mut window, Modifiers::COMMAND, Key::Num3);
    window.run_steps(4);
    window.get_by_label_contains("Disagreement: What does Borel cost? (inconsistent links");
    for name in ["Move A1 – C1", "Move A1 – B1", "Move B1 – C1"] {
        window.get_by_label_contains(name);
    }
    click(&mut window, "Move B1 – C1 to another question");
    type_text(&mut window, "Who sells");
    key(&mut window, Key::Enter);
    assert_eq!(question_of(&window, link_id(2)), Some(question_id(2)));
    window.run_steps(6);
    assert!(
        window.query_by_label_contains("Move B1 – C1").is_none(),
        "they oppose each other, no more than that"
    );
    undo(&mut window);
    assert_eq!(drawn(&window), before);
}

#[test]
fn what_a_question_offers_stands_in_a_menu_of_its_row_with_keys() {
    let mut window = window(PLANT);
    to_matrix(&mut window);
    let at = centre(&window, "C contradicts: What does Borel cost?");
    window.event(Event::PointerMoved(at));
    for pressed in [true, false] {
        let modifiers = Modifiers::NONE;
        window.event(Event::PointerButton { pos: at, button: PointerButton::Secondary, pressed, modifiers });
        window.run_steps(2);
    }
    click(&mut window, "Take apart");
    assert_eq!(questions(&window), [question_id(2)]);
    assert_eq!(question_of(&window, link_id(1)), None);
}

#[test]
fn the_wheel_turns_the_text_under_a_bar_too() {
    let text = "One sentence of many. ".repeat(200);
    let mut window = window(&format!("a.txt: {text}"));
    click(&mut window, "Sentence A2:");
    let bar = centre(&window, "Tag as Quantity");
    super::wheel(&mut window, bar, -200.0);
    assert!(window.query_by_label_contains("Sentence A1:").is_none(), "the text has moved up");
}

#[test]
fn a_question_that_two_people_ask_is_offered_as_one() {
    let mut window = window(
        "@ben\nquestion q1 \"What is paid?\"\nquestion q2 \"The price\" @ben\nquestion q3 \"Weather\" @ben\n\
         a.txt: Acme pays 5 million.{c1}{c11 @ben} It rained.{c2 @ben}\n\
         b.txt: The price is 5 million.{c3}{c13 @ben} The sun shone.{c4 @ben}\n\
         c1 corroborates c3 q1\nc11 corroborates c13 q2 @ben\nc2 contradicts c4 q3 @ben",
    );
    to_matrix(&mut window);
    click(&mut window, "1 asked twice");
    window.run_steps(4);
    assert!(window.query_by_label("Question: Weather").is_none(), "only what is asked twice is shown");
    click(&mut window, "Question: What is paid?");
    click(&mut window, "Merge with ben’s “The price”");
    assert_eq!(titles(&window), ["What is paid?", "Weather"]);
    assert_eq!(question_of(&window, link_id(2)), Some(question_id(1)));
    undo(&mut window);
    assert_eq!(titles(&window), ["What is paid?", "The price", "Weather"]);
    assert_eq!(question_of(&window, link_id(2)), Some(question_id(2)));
}

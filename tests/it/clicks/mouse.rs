//! What the mouse does.

use super::{TWO, centre, claims, click, double_click, drag, drag_with, drawn, key, links, window};
use eframe::egui::{Key, Modifiers, Pos2, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

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

#[test]
fn a_double_click_tags_with_the_kind_used_last_in_one_step() {
    let mut window = window(TWO);
    let at = centre(&window, "Sentence A2: Nobody");
    double_click(&mut window, at);
    let claim = claims(&window).into_iter().find(|claim| claim.quote.starts_with("Nobody")).unwrap();
    let first =
        window.state().workspace().project().codebook().offered_claim_kinds().next().unwrap().id.clone();
    assert_eq!(claim.kinds, [first], "nothing was used before: the first kind");
    click(&mut window, "Undo");
    assert_eq!(claims(&window).len(), 2);
    click(&mut window, "Sentence A2: Nobody");
    click(&mut window, "Tag as Prediction");
    let at = centre(&window, "Sentence B2: It runs");
    double_click(&mut window, at);
    let claim = claims(&window).into_iter().find(|claim| claim.quote.starts_with("It runs")).unwrap();
    assert_eq!(claim.kinds, ["prediction"]);
}

#[test]
fn with_alt_a_drag_takes_characters() {
    let mut window = window(TWO);
    let rect = window.get_by_label_contains("Sentence A2: Nobody").rect();
    let (from, to) =
        (Pos2::new(rect.left() + 1.0, rect.center().y), Pos2::new(rect.left() + 18.0, rect.center().y));
    drag_with(&mut window, Modifiers::ALT, from, to);
    key(&mut window, Key::Num1);
    let part = claims(&window).into_iter().find(|claim| "Nobody".starts_with(&claim.quote)).unwrap();
    assert!(part.quote.len() < "Nobody".len(), "{}", part.quote);
}

#[test]
fn with_ctrl_a_click_tags_a_drag_over_words_tags_them_and_a_drag_to_a_claim_links_at_once() {
    let mut window = window("a.txt: One came. Two went. Three stayed.\nb.txt: Nobody came.");
    let quotes = |window: &_| claims(window).into_iter().map(|claim| claim.quote).collect::<Vec<_>>();
    let at = centre(&window, "Sentence A2: Two");
    drag_with(&mut window, Modifiers::COMMAND, at, at);
    assert_eq!(quotes(&window), ["Two went."]);
    assert!(window.query_by_label("Tag as Quantity").is_none(), "no bar asks");
    let rect = window.get_by_label_contains("Sentence A3: Three").rect();
    let from = Pos2::new(rect.left() + 2.0, rect.center().y);
    drag_with(&mut window, Modifiers::COMMAND, from, from + Vec2::new(16.0, 0.0));
    assert_eq!(quotes(&window), ["Two went.", "Three"]);
    let (from, to) = (centre(&window, "Link handle A2"), centre(&window, "Sentence B1: Nobody"));
    drag_with(&mut window, Modifiers::COMMAND, from, to);
    assert_eq!(
        (claims(&window).len(), links(&window).len()),
        (3, 1),
        "the other end is tagged in the same step"
    );
    click(&mut window, "Undo");
    assert_eq!((claims(&window).len(), links(&window).len()), (2, 0));
}

#[test]
fn a_drag_reaches_over_several_sentences() {
    let mut window = window("a.txt: One came. Two went. Three stayed.");
    let (from, to) = (centre(&window, "Sentence A1: One"), centre(&window, "Sentence A2: Two"));
    drag(&mut window, from, to);
    click(&mut window, "Tag as Quantity");
    let quote = claims(&window).remove(0).quote;
    assert!(quote.starts_with("came. Two") || quote.starts_with("One came. Two"), "{quote}");
}

#[test]
fn confidence_chosen_on_the_tag_bar_first_goes_with_the_claim() {
    let mut window = window(TWO);
    click(&mut window, "Sentence A2: Nobody");
    click(&mut window, "Confidence Moderate");
    assert_eq!(claims(&window).len(), 2, "nothing is tagged yet");
    click(&mut window, "Tag as Prediction");
    let claim = claims(&window).into_iter().find(|claim| claim.quote.starts_with("Nobody")).unwrap();
    assert_eq!(claim.confidence.unwrap().level, "moderate");
}

#[test]
fn confidence_of_a_link_is_set_in_the_inspector() {
    let mut window = window(TWO);
    let (from, to) = (centre(&window, "Link handle A1"), centre(&window, "Claim B1: The deal"));
    drag(&mut window, from, to);
    click(&mut window, "Link as contradicts");
    click(&mut window, "Confidence High");
    assert_eq!(links(&window)[0].confidence.as_ref().unwrap().level, "high");
    assert!(drawn(&window).ends_with("c1 contradicts c2 q~03e9 high\n"), "{}", drawn(&window));
}

#[test]
fn a_drop_beside_everything_links_nothing() {
    let mut window = window(TWO);
    let from = centre(&window, "Link handle A1");
    drag(&mut window, from, Pos2::new(from.x, 860.0));
    assert_eq!(links(&window).len(), 0);
    assert_eq!(window.state().state().read.mode, crossclaim::ui::read::state::Mode::Idle);
}

#[test]
fn clicks_on_overlapping_claims_take_them_in_turn() {
    use crossclaim::ui::read::state::Selection;
    let mut window = window("a.txt: The [deal [is worth]{c1 quantity} much]{c2 position} to us.");
    let inner = window.get_by_label_contains("Claim A1.2: is worth").rect();
    let selected = |window: &super::Window| window.state().state().read.selection;
    let at = inner.center();
    drag(&mut window, at, at);
    let first = selected(&window);
    window.run_steps(40);
    drag(&mut window, at, at);
    let second = selected(&window);
    assert!(
        matches!((first, second), (Some(Selection::Claim(a)), Some(Selection::Claim(b))) if a != b),
        "{first:?} {second:?}"
    );
}

#[test]
fn the_top_bar_undoes_redoes_and_opens_search_and_commands() {
    use crossclaim::ui::navigation::Dialog;
    let mut window = window(TWO);
    let before = drawn(&window);
    click(&mut window, "Sentence A2: Nobody");
    click(&mut window, "Tag as Prediction");
    let after = drawn(&window);
    click(&mut window, "Undo");
    assert_eq!(drawn(&window), before);
    click(&mut window, "Redo");
    assert_eq!(drawn(&window), after);
    click(&mut window, "Commands");
    assert_eq!(window.state().state().dialog, Some(Dialog::Palette));
}

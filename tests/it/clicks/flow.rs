//! Work that costs as few keys as it can: going on after a tag, confidence by one key, likely ends, fields one key away.

use super::judging::wait_for_answers;
use super::{TWO, Window, centre, chord, claims, click, drag, drawn, key, links, window};
use crossclaim::ui::read::state::{Aim, Mode, Selection};
use crossclaim::workspace::Habits;
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, Rect};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

const RUN: &str = "a.txt: One came. Two went. Three stayed. Four slept.\nb.txt: Five sang.";

/// Amazon's deal in three documents, so that the first claim has likely ends in both others.
const DEAL: &str = "a.txt: Amazon invests $50 billion in the Harbour company.{c1 quantity} The sky was grey.\n\
                    b.txt: Nobody ate lunch. The Harbour company gets $100 billion from Amazon.\n\
                    c.txt: It rained all day. Amazon will invest $50 billion in the old Harbour company.";

fn selection(window: &Window) -> Option<Selection> {
    window.state().state().read.selection
}

fn selected_index(window: &Window) -> Option<usize> {
    match selection(window) {
        Some(Selection::Sentence(_, index)) => Some(index),
        _ => None,
    }
}

fn levels(window: &Window) -> Vec<Option<String>> {
    claims(window).into_iter().map(|claim| claim.confidence.map(|sure| sure.level)).collect()
}

fn link_level(window: &Window) -> Option<String> {
    links(window).remove(0).confidence.map(|sure| sure.level)
}

fn set_habits(window: &mut Window, name: &str) {
    chord(window, Modifiers::COMMAND, Key::K);
    window.event(Event::Text("project settings".to_owned()));
    window.run_steps(2);
    key(window, Key::Enter);
    click(window, name);
    key(window, Key::Escape);
}

#[test]
fn a_run_of_sentences_is_tagged_with_one_key_each() {
    let mut window = window(RUN);
    key(&mut window, Key::J);
    for digit in [Key::Num1, Key::Num2, Key::Num3] {
        key(&mut window, digit);
    }
    let quotes: Vec<String> = claims(&window).into_iter().map(|claim| claim.quote).collect();
    assert_eq!(quotes, ["One came.", "Two went.", "Three stayed."]);
    assert_eq!(selected_index(&window), Some(3));
}

#[test]
fn going_on_passes_over_what_is_tagged_already_and_stays_at_the_end() {
    let mut window = window("a.txt: One came. Two went.{c1 rule} Three stayed.");
    key(&mut window, Key::J);
    key(&mut window, Key::Num1);
    assert_eq!(selected_index(&window), Some(2), "the claim keeps its kind");
    key(&mut window, Key::Num1);
    // In the order of their ids: the one that was there comes first.
    let kinds: Vec<_> = claims(&window).into_iter().map(|claim| claim.kinds.concat()).collect();
    assert_eq!(kinds, ["rule", "event_property", "event_property"]);
    assert!(matches!(selection(&window), Some(Selection::Claim(_))), "there is no sentence left");
}

#[test]
fn the_selection_stays_where_the_user_wants_it_to() {
    let mut window = window(RUN);
    set_habits(&mut window, "Go on to the next sentence");
    assert_eq!(window.state().state().habits, Habits { goes_on: false, keeps_confidence: false });
    key(&mut window, Key::J);
    key(&mut window, Key::Num1);
    key(&mut window, Key::Num2);
    let kinds: Vec<_> = claims(&window).into_iter().map(|claim| claim.kinds.concat()).collect();
    assert_eq!(kinds, ["quantity"]);
}

#[test]
fn one_key_sets_each_level_and_once_more_takes_it_back() {
    let mut window = window(TWO);
    key(&mut window, Key::J);
    for (level, expected) in [(Key::F, "low"), (Key::G, "moderate"), (Key::H, "high")] {
        key(&mut window, level);
        assert_eq!(levels(&window)[0].as_deref(), Some(expected));
    }
    key(&mut window, Key::H);
    assert_eq!(levels(&window)[0], None);
}

#[test]
fn a_level_picked_at_a_sentence_goes_with_the_claim_and_not_with_the_next_one() {
    let mut window = window(RUN);
    key(&mut window, Key::J);
    key(&mut window, Key::G);
    key(&mut window, Key::Num1);
    key(&mut window, Key::Num1);
    assert_eq!(levels(&window), [Some("moderate".to_owned()), None]);
}

#[test]
fn a_kept_confidence_is_that_of_the_next_claims_and_links_until_another_is_set() {
    let mut window = window(RUN);
    set_habits(&mut window, "Keep the confidence");
    key(&mut window, Key::J);
    key(&mut window, Key::H);
    key(&mut window, Key::Num1);
    key(&mut window, Key::Num1);
    key(&mut window, Key::F);
    key(&mut window, Key::Num1);
    let expected = ["high", "high", "low"].map(|level| Some(level.to_owned()));
    assert_eq!(levels(&window), expected);
    // Links keep one of their own.
    for level in [Some(Key::G), None] {
        key(&mut window, Key::Home);
        key(&mut window, Key::L);
        key(&mut window, Key::ArrowRight);
        if let Some(level) = level {
            key(&mut window, level);
        }
        key(&mut window, if level.is_some() { Key::Num1 } else { Key::Num2 });
        key(&mut window, Key::Escape);
    }
    let made: Vec<_> = links(&window).into_iter().map(|link| link.confidence.unwrap().level).collect();
    assert_eq!(made, ["moderate", "moderate"]);
}

#[test]
fn escape_makes_no_link_by_mouse_and_none_by_keyboard() {
    let mut window = window(TWO);
    let before = drawn(&window);
    let (from, to) = (centre(&window, "Link handle A1"), centre(&window, "Claim B1: The deal"));
    drag(&mut window, from, to);
    key(&mut window, Key::Escape);
    assert_eq!(drawn(&window), before);
    click(&mut window, "Claim A1");
    key(&mut window, Key::L);
    key(&mut window, Key::ArrowRight);
    window.get_by_label("Link as contradicts");
    key(&mut window, Key::Escape);
    assert_eq!((drawn(&window), &window.state().state().read.mode), (before, &Mode::Idle));
}

#[test]
fn the_kind_bar_gives_the_link_its_confidence_by_mouse_and_by_key() {
    let mut by_mouse = window(TWO);
    let (from, to) = (centre(&by_mouse, "Link handle A1"), centre(&by_mouse, "Claim B1: The deal"));
    drag(&mut by_mouse, from, to);
    by_mouse.get_by_label("Confidence Moderate").click();
    by_mouse.run_steps(4);
    assert_eq!(links(&by_mouse).len(), 0, "the bar stays until the kind is chosen");
    click(&mut by_mouse, "Link as contradicts");
    let mut by_key = window(TWO);
    key(&mut by_key, Key::J);
    key(&mut by_key, Key::L);
    key(&mut by_key, Key::ArrowRight);
    key(&mut by_key, Key::G);
    key(&mut by_key, Key::Num2);
    for window in [&by_mouse, &by_key] {
        assert_eq!(link_level(window).as_deref(), Some("moderate"));
        assert_eq!(levels(window)[0].as_deref(), Some("high"), "the claim keeps its own");
    }
    assert_eq!(drawn(&by_mouse), drawn(&by_key));
}

#[test]
fn after_enter_a_digit_changes_the_kind_and_a_letter_the_confidence_of_the_link() {
    let mut window = window(TWO);
    key(&mut window, Key::J);
    key(&mut window, Key::L);
    key(&mut window, Key::ArrowRight);
    key(&mut window, Key::Enter);
    assert_eq!(window.state().state().read.mode, Mode::Idle);
    key(&mut window, Key::Num2);
    key(&mut window, Key::H);
    assert_eq!(
        (links(&window)[0].kind.as_str(), link_level(&window).as_deref()),
        ("contradicts", Some("high"))
    );
    key(&mut window, Key::Escape);
    assert_eq!(links(&window).len(), 1, "a link that is made stays");
    assert_eq!(selection(&window), Some(Selection::Claim(claims(&window)[0].id)));
}

#[test]
fn l_aims_at_the_best_likely_end_and_tab_goes_on_to_the_next() {
    let mut window = window(DEAL);
    click(&mut window, "Claim A1");
    wait_for_answers(&mut window);
    key(&mut window, Key::L);
    let target = |window: &Window| match window.state().state().read.mode {
        Mode::Linking { target, aim: Aim::Keys, .. } => target,
        _ => None,
    };
    let documents = window.state().workspace().project().document_ids().to_vec();
    let best = target(&window).unwrap();
    assert_eq!(best, Selection::Sentence(documents[2], 1), "the one most alike");
    key(&mut window, Key::Tab);
    assert_eq!(target(&window), Some(Selection::Sentence(documents[1], 1)));
    key(&mut window, Key::ArrowRight);
    assert_eq!(target(&window), Some(best), "the likely end of the next column");
    key(&mut window, Key::Enter);
    assert_eq!((links(&window).len(), claims(&window).len()), (1, 2));
    // The next one of the same claim takes two keys more.
    wait_for_answers(&mut window);
    key(&mut window, Key::L);
    key(&mut window, Key::Num2);
    let kinds: Vec<String> = links(&window).into_iter().map(|link| link.kind).collect();
    assert_eq!(kinds, ["corroborates", "contradicts"]);
}

#[test]
fn likely_ends_far_down_come_into_view() {
    let filler: String = (1..=120).map(|number| format!("Filler {number} says nothing.\\n")).collect();
    let notation = format!(
        "a.txt: Amazon invests $50 billion in the Harbour company.{{c1 quantity}}\n\
         b.txt: Begin.\\n{filler}The Harbour company gets $50 billion from Amazon."
    );
    let mut window = window(&notation);
    click(&mut window, "Claim A1");
    wait_for_answers(&mut window);
    assert!(window.query_by_label_contains("Sentence B122").is_none());
    key(&mut window, Key::L);
    window.run_steps(20);
    window.get_by_label_contains("Sentence B122: The Harbour");
}

#[test]
fn a_suggestion_is_accepted_with_its_confidence() {
    let mut window = window(DEAL);
    click(&mut window, "Claim A1");
    wait_for_answers(&mut window);
    key(&mut window, Key::N);
    key(&mut window, Key::F);
    key(&mut window, Key::Enter);
    assert_eq!(link_level(&window).as_deref(), Some("low"));
    assert_eq!(levels(&window)[0], None, "the claim keeps its own");
}

#[test]
fn statement_and_note_are_one_key_away_and_enter_comes_back_to_the_text() {
    let mut window = window(&format!("{TWO}\nc1 contradicts c2"));
    key(&mut window, Key::J);
    for (letter, name, text) in [(Key::S, "Statement", "It is worth 50"), (Key::W, "Note", "Check the year")]
    {
        // As the window system sends it: the key and its letter in one frame.
        let typed = letter.symbol_or_name().to_lowercase();
        window.event(Event::Text(typed));
        key(&mut window, letter);
        assert!(field(&window, name).is_focused(), "{name}");
        window.event(Event::Text(text.to_owned()));
        window.run_steps(2);
        key(&mut window, Key::Enter);
        assert!(!field(&window, name).is_focused(), "{name}");
    }
    let claim = claims(&window).remove(0);
    assert_eq!((claim.statement.as_str(), claim.note.as_str()), ("It is worth 50", "Check the year"));
    key(&mut window, Key::Tab);
    key(&mut window, Key::W);
    window.event(Event::Text("Why".to_owned()));
    window.run_steps(2);
    chord(&mut window, Modifiers::SHIFT, Key::Enter);
    window.event(Event::Text("so".to_owned()));
    window.run_steps(2);
    key(&mut window, Key::Enter);
    assert_eq!(links(&window)[0].note, "Why\nso");
    key(&mut window, Key::W);
    window.event(Event::Text("never mind".to_owned()));
    window.run_steps(2);
    key(&mut window, Key::Escape);
    assert_eq!(links(&window)[0].note, "Why\nso");
    key(&mut window, Key::J);
    assert!(matches!(selection(&window), Some(Selection::Claim(_) | Selection::Sentence(..))));
}

#[test]
fn the_link_inspector_shows_the_end_first_from_which_the_link_was_reached() {
    let mut window = window(&format!("{TWO}\nc1 contradicts c2"));
    for (claim, near, far) in [("Claim A1", "Go to A1", "Go to B1"), ("Claim B1", "Go to B1", "Go to A1")] {
        click(&mut window, claim);
        key(&mut window, Key::Tab);
        let top = |name: &str| window.get_by_label_contains(name).rect().top();
        assert!(top(near) < top(far), "{claim}");
        key(&mut window, Key::Escape);
        key(&mut window, Key::Escape);
    }
}

fn field<'a>(window: &'a Window, name: &'a str) -> egui_kittest::Node<'a> {
    window.get_by_role_and_label(Role::TextInput, name)
}

/// The header of a document's column.
fn header(window: &Window, letter: &str) -> Rect {
    let name = format!("Document {letter}: ");
    let mut named = window.get_all_by_label_contains(&name);
    named.find(|node| node.accesskit_node().role() == Role::Heading).unwrap().rect()
}

fn bar(window: &Window, names: &str) -> Rect {
    let parts = window.get_all_by_label_contains(names).map(|node| node.rect());
    parts.fold(Rect::NOTHING, |all, rect| all.union(rect))
}

#[test]
fn the_tag_bar_has_two_even_rows_in_its_column_and_leaves_the_next_sentence_free() {
    let mut window = window(&format!("{RUN}\nc.txt: Six ran."));
    for name in ["Sentence A1", "Sentence A2", "Sentence B1"] {
        click(&mut window, name);
        window.run_steps(2);
        let cells: Vec<Rect> = window.get_all_by_label_contains("Tag as ").map(|node| node.rect()).collect();
        assert!(cells.iter().all(|cell| (cell.width() - cells[0].width()).abs() < 0.6), "{cells:?}");
        let mut rows: Vec<i32> = cells.iter().map(|cell| cell.top().round() as i32).collect();
        rows.dedup();
        assert!(rows.len() <= 2, "{rows:?}");
        let bar = bar(&window, "Tag as ").union(bar(&window, "Confidence "));
        assert!(bar.height() < 130.0, "{bar:?}");
        let column = header(&window, &name[9..10]);
        assert!(bar.left() >= column.left() && bar.right() <= column.right(), "{bar:?} {column:?}");
        if name == "Sentence A1" {
            assert!(!bar.intersects(window.get_by_label_contains("Sentence A2").rect()));
        }
    }
}

#[test]
fn the_head_of_the_kind_bar_is_whole_in_a_narrow_column() {
    let mut window = window(&format!("{TWO}\nc.txt: Six ran.\nd.txt: Seven sat.\ne.txt: Eight ate."));
    let (from, to) = (centre(&window, "Link handle A1"), centre(&window, "Claim B1: The deal"));
    drag(&mut window, from, to);
    let head = window.get_by_label("Link A1 to B1").rect();
    let hint = window.get_by_label_contains("Esc: no link").rect();
    let column = header(&window, "B");
    for part in [head, hint] {
        assert!(part.left() >= column.left() && part.right() <= column.right(), "{part:?} {column:?}");
    }
}

#[test]
fn a_key_of_the_codebook_comes_before_a_command() {
    let mut window = window(RUN);
    let mut codebook = window.state().workspace().project().codebook().clone();
    codebook.claim_kinds[1].key = Some('f');
    window.state_mut().workspace_mut().set_codebook(codebook).unwrap();
    key(&mut window, Key::J);
    window.event(Event::Text("f".to_owned()));
    key(&mut window, Key::F);
    assert_eq!(claims(&window)[0].kinds, ["quantity"]);
    assert!(levels(&window).iter().all(Option::is_none));
    assert_eq!(window.state().state().read.next_confidence.claim, None);
}

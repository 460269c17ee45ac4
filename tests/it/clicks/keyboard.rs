//! What the keyboard does alone.

use super::{TWO, chord, claims, click, drawn, key, links, window};
use eframe::egui::{Key, Modifiers};

#[test]
fn arrows_move_and_a_digit_tags() {
    let mut window = window(TWO);
    key(&mut window, Key::J);
    key(&mut window, Key::J);
    key(&mut window, Key::Num5);
    let claim = claims(&window).into_iter().find(|claim| claim.quote == "Nobody saw it coming.").unwrap();
    assert_eq!(claim.kinds, ["prediction"]);
}

#[test]
fn select_l_move_enter_makes_a_link_and_a_digit_still_changes_its_kind() {
    let mut window = window(TWO);
    key(&mut window, Key::J);
    key(&mut window, Key::L);
    key(&mut window, Key::ArrowRight);
    key(&mut window, Key::Enter);
    assert_eq!(links(&window)[0].kind, "corroborates");
    key(&mut window, Key::Num2);
    assert_eq!(links(&window)[0].kind, "contradicts");
}

#[test]
fn comma_and_full_stop_lower_and_raise_confidence() {
    let mut window = window(TWO);
    key(&mut window, Key::J);
    key(&mut window, Key::Comma);
    assert_eq!(claims(&window)[0].confidence.as_ref().unwrap().level, "moderate");
    key(&mut window, Key::Period);
    assert_eq!(claims(&window)[0].confidence.as_ref().unwrap().level, "high");
}

#[test]
fn shift_and_arrows_take_part_of_a_sentence_or_several() {
    let mut window = window(TWO);
    key(&mut window, Key::J);
    key(&mut window, Key::J);
    chord(&mut window, Modifiers::SHIFT, Key::ArrowLeft);
    chord(&mut window, Modifiers::SHIFT, Key::ArrowLeft);
    key(&mut window, Key::Num1);
    let quotes: Vec<String> = claims(&window).into_iter().map(|claim| claim.quote).collect();
    assert!(quotes.iter().any(|quote| quote.starts_with("Nobody saw") && quote.len() < 21), "{quotes:?}");
}

#[test]
fn undo_and_redo_bring_a_removed_claim_back_with_its_links() {
    let mut window = window(&format!("{TWO}\nc1 contradicts c2"));
    let before = drawn(&window);
    key(&mut window, Key::J);
    key(&mut window, Key::Delete);
    assert_eq!((claims(&window).len(), links(&window).len()), (1, 0));
    chord(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(drawn(&window), before);
    chord(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(claims(&window).len(), 1);
}

#[test]
fn tab_cycles_links_and_escape_comes_back() {
    use crossclaim::ui::read::state::Selection;
    let mut window = window(&format!("{TWO}\nc1 contradicts c2"));
    key(&mut window, Key::J);
    key(&mut window, Key::Tab);
    let link = links(&window)[0].id;
    assert_eq!(window.state().state().read.selection, Some(Selection::Link(link)));
    key(&mut window, Key::Escape);
    assert_eq!(window.state().state().read.selection, Some(Selection::Claim(claims(&window)[0].id)));
}

#[test]
fn a_link_by_keys_to_an_untagged_sentence_tags_it_in_the_same_step() {
    let mut window = window(TWO);
    key(&mut window, Key::J);
    key(&mut window, Key::L);
    key(&mut window, Key::ArrowRight);
    key(&mut window, Key::ArrowDown);
    key(&mut window, Key::Enter);
    assert_eq!((claims(&window).len(), links(&window).len()), (3, 1));
    chord(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!((claims(&window).len(), links(&window).len()), (2, 0));
}

#[test]
fn escape_leaves_linking_without_a_link() {
    use crossclaim::ui::read::state::Mode;
    let mut window = window(TWO);
    key(&mut window, Key::J);
    key(&mut window, Key::L);
    assert!(matches!(window.state().state().read.mode, Mode::Linking { .. }));
    key(&mut window, Key::Escape);
    assert_eq!(window.state().state().read.mode, Mode::Idle);
    assert_eq!(links(&window).len(), 0);
}

#[test]
fn enter_tags_with_the_kind_used_last() {
    let mut window = window("a.txt: One came. Two went. Three stayed.");
    key(&mut window, Key::J);
    key(&mut window, Key::Num5);
    key(&mut window, Key::Enter);
    let kinds: Vec<_> = claims(&window).into_iter().map(|claim| claim.kinds).collect();
    assert_eq!(kinds, [["prediction"], ["prediction"]]);
}

#[test]
fn keys_set_the_confidence_of_a_link_too() {
    let mut window = window(&format!("{TWO}\nc1 contradicts c2"));
    key(&mut window, Key::J);
    key(&mut window, Key::Tab);
    key(&mut window, Key::Period);
    assert_eq!(links(&window)[0].confidence.as_ref().unwrap().level, "low");
    key(&mut window, Key::Period);
    assert_eq!(links(&window)[0].confidence.as_ref().unwrap().level, "moderate");
}

#[test]
fn shift_down_takes_the_next_sentence_too() {
    let mut window = window("a.txt: One came. Two went. Three stayed.");
    key(&mut window, Key::J);
    chord(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    key(&mut window, Key::Num1);
    assert_eq!(claims(&window)[0].quote, "One came. Two went.");
}

#[test]
fn ctrl_k_and_ctrl_f_open_commands_and_search() {
    use crossclaim::ui::navigation::Dialog;
    let mut window = window(TWO);
    chord(&mut window, Modifiers::COMMAND, Key::K);
    assert_eq!(window.state().state().dialog, Some(Dialog::Palette));
    key(&mut window, Key::Escape);
    chord(&mut window, Modifiers::COMMAND, Key::F);
    window.event(eframe::egui::Event::Text("eight years".to_owned()));
    window.run_steps(3);
    assert_eq!(window.state().state().search.found.len(), 1);
}

#[test]
fn what_is_half_done_in_a_dialog_is_not_lost_to_the_keys_behind_it() {
    use crossclaim::ui::navigation::Dialog;
    let mut window = window(TWO);
    chord(&mut window, Modifiers::COMMAND, Key::K);
    window.event(eframe::egui::Event::Text("paste".to_owned()));
    window.run_steps(2);
    key(&mut window, Key::Enter);
    assert_eq!(window.state().state().dialog, Some(Dialog::Paste));
    for keys in [Key::K, Key::F] {
        chord(&mut window, Modifiers::COMMAND, keys);
        assert_eq!(window.state().state().dialog, Some(Dialog::Paste));
        assert!(!window.state().state().search.wants_focus);
    }
}

#[test]
fn undo_of_a_link_that_was_just_made_selects_nothing_that_is_gone() {
    use crossclaim::ui::read::state::Mode;
    let mut window = window(TWO);
    click(&mut window, "Claim A1");
    key(&mut window, Key::L);
    key(&mut window, Key::ArrowRight);
    key(&mut window, Key::Enter);
    assert_eq!((links(&window).len(), &window.state().state().read.mode), (1, &Mode::Idle));
    chord(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!((links(&window).len(), window.state().state().read.selection), (0, None));
}

#[test]
fn while_a_link_is_made_keys_do_not_change_its_source() {
    use crossclaim::ui::read::state::Mode;
    // Nothing in the other document is alike, so that nothing is aimed at.
    let mut window = window("a.txt: The deal is worth $50 billion.{c1} It rained.\nb.txt: Cats sleep.");
    let before = drawn(&window);
    click(&mut window, "Claim A1");
    key(&mut window, Key::L);
    chord(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    key(&mut window, Key::M);
    assert!(matches!(window.state().state().read.mode, Mode::Linking { target: None, .. }));
    assert_eq!(drawn(&window), before);
}

#[test]
fn f6_goes_round_the_parts_of_the_window_and_escape_comes_back_to_reading() {
    use egui_kittest::kittest::Queryable as _;
    let mut window = window(TWO);
    let focused = |window: &super::Window, name: &str| window.get_by_label(name).is_focused();
    key(&mut window, Key::F6);
    assert!(focused(&window, "Inspector panel"));
    chord(&mut window, Modifiers::SHIFT, Key::F6);
    assert!(focused(&window, "Documents side by side"));
    chord(&mut window, Modifiers::SHIFT, Key::F6);
    assert!(focused(&window, "Documents panel"));
    key(&mut window, Key::Escape);
    key(&mut window, Key::J);
    assert!(window.state().state().read.selection.is_some());
}

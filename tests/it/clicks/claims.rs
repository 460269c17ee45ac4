//! The Claims view: found, ordered, filtered and changed together, by mouse and by keyboard.

use super::{Window, chord, claims, click, double_click, drawn, key, links, window};
use crossclaim::ui::navigation::MainView;
use crossclaim::ui::read::state::Selection;
use eframe::egui::accesskit::{Role, Toggled};
use eframe::egui::{Event, Key, Modifiers, OutputCommand, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

const THREE: &str = "question q1 \"How much?\"\n\
    a.txt: The deal is worth $50 billion.{c1 quantity high #money} Nobody saw it coming.{c2 position}\n\
    b.txt: The deal is worth $100 billion.{c3 quantity} It runs for eight years.\n\
    c1 contradicts c3 q1";

fn to_claims(window: &mut Window) {
    chord(window, Modifiers::COMMAND, Key::Num5);
}

fn shown(window: &Window, words: &str) -> bool {
    window.query_all_by_label_contains(words).count() > 0
}

/// The names of the claims in view, from the top.
fn listed(window: &Window) -> Vec<String> {
    let rows = window.get_all_by_label_contains("Claim ");
    let mut rows: Vec<(f32, String)> = rows
        .filter(|node| node.accesskit_node().role() == Role::ListBoxOption)
        .map(|node| {
            let label = node.accesskit_node().label().unwrap_or_default();
            let name = label.trim_start_matches("Claim ").split(':').next().unwrap_or_default().to_owned();
            (node.rect().top(), name)
        })
        .collect();
    rows.sort_by(|one, other| one.0.total_cmp(&other.0));
    rows.into_iter().map(|(_, name)| name).collect()
}

fn levels(window: &Window) -> Vec<Option<String>> {
    claims(window).into_iter().map(|claim| claim.confidence.map(|sure| sure.level)).collect()
}

fn undo_steps(window: &Window) -> usize {
    window.state().workspace().history().undo_steps().len()
}

fn type_words(window: &mut Window, words: &str) {
    window.event(Event::Text(words.to_owned()));
    window.run_steps(4);
}

#[test]
fn by_mouse_claims_are_filtered_ordered_and_changed_together() {
    let mut window = window(THREE);
    window.get_by_role_and_label(Role::Tab, "Claims").click();
    window.run_steps(4);
    assert_eq!(listed(&window), ["A1", "A2", "B1"]);
    assert!(shown(&window, "3 claims"));
    click(&mut window, "Kind: Quantity, 2 claims");
    assert_eq!(listed(&window), ["A1", "B1"]);
    window.get_by_label("2 of 3 claims");
    window.get_by_label("Kind: Position, 1 claim");
    click(&mut window, "Sort by Claim");
    assert_eq!(listed(&window), ["B1", "A1"]);
    click(&mut window, "Select A1");
    click(&mut window, "Select B1");
    window.get_by_label("2 claims selected");
    window.get_by_label("deleting takes 1 link along");
    let before = undo_steps(&window);
    window.get_by_label("Confidence…").click();
    window.run_steps(4);
    window.get_by_role_and_label(Role::MenuItem, "Confidence Moderate").click();
    window.run_steps(4);
    let moderate = Some("moderate".to_owned());
    assert_eq!(levels(&window), [moderate.clone(), None, moderate]);
    assert_eq!(undo_steps(&window), before + 1);
    window.get_by_label("Kind…").click();
    window.run_steps(4);
    click(&mut window, "Add kind");
    click(&mut window, "Kind Prediction");
    let kinds: Vec<String> = claims(&window).into_iter().map(|claim| claim.kinds.join("+")).collect();
    assert_eq!(kinds, ["quantity+prediction", "position", "quantity+prediction"]);
    key(&mut window, Key::Escape);
    click(&mut window, "Take off the filter Kind: Quantity");
    assert_eq!(listed(&window).len(), 3);
}

#[test]
fn by_keyboard_claims_are_selected_tagged_deleted_and_brought_back_by_one_undo() {
    let mut window = window(THREE);
    to_claims(&mut window);
    key(&mut window, Key::J);
    assert!(window.state().announcer().last_words().starts_with("Claim A1: The deal is worth $50 billion."));
    chord(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    window.get_by_label("2 claims selected");
    key(&mut window, Key::H);
    let high = Some("high".to_owned());
    assert_eq!(levels(&window), [high.clone(), high, None]);
    key(&mut window, Key::H);
    assert_eq!(levels(&window), [None, None, None], "once more takes it back");
    chord(&mut window, Modifiers::COMMAND, Key::A);
    window.get_by_label("3 claims selected");
    key(&mut window, Key::T);
    type_words(&mut window, "checked, late");
    key(&mut window, Key::Enter);
    let tags: Vec<String> = claims(&window).into_iter().map(|claim| claim.tags.join("+")).collect();
    assert_eq!(tags, ["money+checked+late", "checked+late", "checked+late"]);
    let before = (drawn(&window), undo_steps(&window));
    key(&mut window, Key::Delete);
    assert_eq!((claims(&window).len(), links(&window).len()), (0, 0));
    assert!(shown(&window, "No claims yet"));
    chord(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!((drawn(&window), undo_steps(&window)), before);
    assert_eq!(listed(&window), ["A1", "A2", "B1"]);
}

#[test]
fn enter_reads_in_place_and_the_way_back_leads_to_the_same_row() {
    let mut window = window(THREE);
    to_claims(&mut window);
    key(&mut window, Key::J);
    key(&mut window, Key::J);
    key(&mut window, Key::Enter);
    let second = claims(&window)[1].id;
    assert_eq!(window.state().state().view, MainView::Read);
    assert_eq!(window.state().state().read.selection, Some(Selection::Claim(second)));
    chord(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(window.state().state().view, MainView::Claims);
    assert_eq!(window.state().state().claims.cursor.row, Some(1));
    let at = window.get_by_label_contains("Claim B1: ").rect().center();
    double_click(&mut window, at);
    assert_eq!(window.state().state().view, MainView::Read);
}

#[test]
fn a_digit_sets_the_kind_and_spaced_claims_are_picked_without_the_mouse() {
    let mut window = window(THREE);
    to_claims(&mut window);
    key(&mut window, Key::J);
    chord(&mut window, Modifiers::COMMAND, Key::ArrowDown);
    chord(&mut window, Modifiers::COMMAND, Key::ArrowDown);
    key(&mut window, Key::Space);
    window.get_by_label("2 claims selected");
    let third = window.state().workspace().project().codebook().claim_kinds[2].clone();
    assert_eq!(third.key, Some('3'));
    key(&mut window, Key::Num3);
    let kinds: Vec<Vec<String>> = claims(&window).into_iter().map(|claim| claim.kinds).collect();
    assert_eq!(kinds, [vec![third.id.clone()], vec!["position".to_owned()], vec![third.id]]);
}

#[test]
fn after_space_the_keyboard_goes_on_and_what_is_picked_stays() {
    let mut window = window(THREE);
    to_claims(&mut window);
    for press in [Key::J, Key::Space, Key::J, Key::J, Key::Space] {
        key(&mut window, press);
    }
    window.get_by_label("2 claims selected");
    key(&mut window, Key::Space);
    window.get_by_label("1 claim selected");
    key(&mut window, Key::Escape);
    key(&mut window, Key::K);
    window.get_by_label("1 claim selected");
    assert_eq!(window.state().state().claims.selected.first(), Some(&claims(&window)[1].id));
}

#[test]
fn words_groups_and_closed_heads_by_keyboard() {
    let mut window = window(THREE);
    to_claims(&mut window);
    key(&mut window, Key::Slash);
    type_words(&mut window, "billion");
    assert_eq!(listed(&window), ["A1", "B1"]);
    key(&mut window, Key::Escape);
    assert_eq!(listed(&window).len(), 3, "Escape empties the field and leaves it");
    key(&mut window, Key::B);
    window.get_by_label("Group Quantity: 2 claims, open");
    key(&mut window, Key::J);
    key(&mut window, Key::J);
    key(&mut window, Key::ArrowLeft);
    window.get_by_label("Group Quantity: 2 claims, closed");
    assert_eq!(listed(&window), ["A2"]);
    key(&mut window, Key::ArrowRight);
    assert_eq!(listed(&window).len(), 3);
    key(&mut window, Key::S);
    assert!(shown(&window, "Sort by Statement or quote, ascending"));
}

#[test]
fn counts_elsewhere_lead_to_their_claims() {
    let mut window = window(&format!("@ben\n{THREE}\nc.txt: It is off.{{c4 @ben}}"));
    click(&mut window, "ann · 3 claims, 1 link");
    assert_eq!(window.state().state().view, MainView::Claims);
    assert_eq!(listed(&window), ["A1", "A2", "B1"]);
    window.get_by_label("Take off the filter Annotator: ann");
    click(&mut window, "all: 4 claims, 1 link");
    assert_eq!(listed(&window).len(), 4);
    chord(&mut window, Modifiers::COMMAND, Key::Num2);
    key(&mut window, Key::J);
    key(&mut window, Key::C);
    assert_eq!(listed(&window), ["A1", "B1"]);
    window.get_by_label("Take off the filter Question: How much?");
}

#[test]
fn who_works_blind_finds_nothing_of_the_others() {
    let notation = "settings blind ic_confidence\n@ben\n\
        a.txt: It costs $5.{c1 quantity} It is late.{c2 position @ben}\n\
        b.txt: It costs $7.{c3 quantity}\nc1 contradicts c3\nc1 updates c2 @ben";
    let mut window = window(notation);
    to_claims(&mut window);
    assert_eq!(listed(&window), ["A1", "B1"]);
    assert!(shown(&window, "yours, blind"));
    for hidden in ["Kind: Position", "Filters by question", "Filters by verdict", "Links: updates"] {
        assert!(!shown(&window, hidden), "{hidden}");
    }
    key(&mut window, Key::J);
    window.get_by_label("deleting takes 1 link along");
}

#[test]
fn the_selection_is_what_is_listed_and_what_left_is_told() {
    let mut window = window(THREE);
    to_claims(&mut window);
    click(&mut window, "Confidence: not set, 2 claims");
    chord(&mut window, Modifiers::COMMAND, Key::A);
    key(&mut window, Key::F);
    assert_eq!(levels(&window)[1..], [Some("low".to_owned()), Some("low".to_owned())]);
    assert!(shown(&window, "No claim fits"));
    assert!(shown(&window, "2 claims just changed and fit the filters no longer"));
    assert!(window.state().state().claims.selected.is_empty());
    key(&mut window, Key::X);
    assert_eq!(listed(&window).len(), 3);
}

#[test]
fn what_is_selected_is_copied_with_its_sources() {
    let mut window = window(THREE);
    to_claims(&mut window);
    chord(&mut window, Modifiers::COMMAND, Key::A);
    window.event(Event::Copy);
    window.step();
    let commands = window.output().platform_output.commands.clone();
    let text = commands.into_iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text),
        _ => None,
    });
    let text = text.unwrap_or_default();
    assert!(
        ["[A1, line 1]", "[A2, line 1]", "[B1, line 1]"].iter().all(|place| text.contains(place)),
        "{text}"
    );
}

#[test]
fn nothing_to_list_says_what_to_do() {
    let mut none = window("a.txt: Nothing is tagged here.");
    to_claims(&mut none);
    none.get_by_label("No claims yet");
    click(&mut none, "Go to Read");
    assert_eq!(none.state().state().view, MainView::Read);
    key(&mut none, Key::T);
}

#[test]
fn a_narrow_window_hides_the_filters_until_they_are_asked_for() {
    let mut window = window(THREE);
    window.set_size(Vec2::new(760.0, 500.0));
    to_claims(&mut window);
    assert!(!shown(&window, "Filters by kind"));
    assert!(shown(&window, "Claim A1: "), "the table has the room");
    key(&mut window, Key::V);
    let box_of = window.get_by_label_contains("Kind: Quantity, 2 claims");
    assert_eq!(box_of.accesskit_node().role(), Role::CheckBox);
    click(&mut window, "Kind: Quantity, 2 claims");
    assert_eq!(listed(&window).len(), 2);
    let chosen = window.get_by_label_contains("Kind: Quantity, 2 claims").accesskit_node().toggled();
    assert!(chosen.is_none_or(|chosen| chosen == Toggled::True));
}

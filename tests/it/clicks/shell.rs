//! What stands around the views: counts, notices, hints, copying, steps, the verdict in reach.

use super::{TWO, Window, chord, click, key, window};
use crossclaim::ui::navigation::MainView;
use crossclaim::ui::read::state::Selection;
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, OutputCommand, Shape, Vec2};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// Three contradictions, each of many claims on one side, so that what settles them does not fit below them.
fn long_cases() -> String {
    let mut lines = Vec::new();
    let mut links = Vec::new();
    for document in 0..12_u16 {
        let (one, other) = (2 * document + 1, 2 * document + 2);
        lines.push(format!(
            "d{document}.txt: The deal is worth ${document}0 billion in all.{{c{one} quantity high}} The plant opens on \
             {} May.{{c{other} prediction low}}",
            document + 1
        ));
        if document > 0 {
            links.push(format!("c{one} contradicts c1"));
        }
    }
    format!("{}\n{}\n", lines.join("\n"), links.join("\n"))
}

fn to_disagreements(window: &mut Window) {
    chord(window, Modifiers::COMMAND, Key::Num3);
    window.run_steps(12);
}

fn shown(window: &Window, words: &str) -> bool {
    window.query_all_by_label_contains(words).count() > 0
}

fn copied(window: &mut Window) -> Option<String> {
    window.event(Event::Copy);
    window.step();
    let commands = window.output().platform_output.commands.clone();
    commands.into_iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text),
        _ => None,
    })
}

#[test]
fn the_verdict_and_its_rationale_are_in_view_on_a_laptop() {
    let mut window = window(&long_cases());
    for size in [Vec2::new(1366.0, 768.0), Vec2::new(683.0, 384.0)] {
        window.set_size(size);
        to_disagreements(&mut window);
        let bottom = |window: &Window, name: &str| window.get_by_label_contains(name).rect().bottom();
        let first = window.get_all_by_label_contains("Settle: ").next().map(|node| node.rect().bottom());
        assert!(first.is_some_and(|first| first < size.y - 26.0), "{first:?} at {size}");
        key(&mut window, Key::R);
        window.run_steps(8);
        let field = window.get_by_role_and_label(Role::TextInput, "Rationale");
        assert!(field.is_focused(), "R types where one sees it");
        assert!(bottom(&window, "Rationale") <= size.y, "at {size}");
        key(&mut window, Key::Escape);
    }
}

#[test]
fn outcomes_stand_in_one_line_and_not_on_steps() {
    let mut window = window("a.txt: It cost $5.{c1}\nb.txt: It cost $7.{c2}\nc1 contradicts c2\n");
    to_disagreements(&mut window);
    let nodes: Vec<Node<'_>> = window.get_all_by_label_contains("Settle: ").collect();
    let mut tops: Vec<f32> = nodes.iter().map(|node| node.rect().top()).collect();
    tops.sort_by(f32::total_cmp);
    tops.dedup();
    for pair in tops.windows(2) {
        assert!(pair[1] - pair[0] > 20.0, "{tops:?}");
    }
}

#[test]
fn a_settled_case_that_stays_on_show_is_not_counted_among_the_open_ones() {
    let mut window = window(&long_cases());
    to_disagreements(&mut window);
    let open = window.state().workspace().review().map_or(0, |index| index.cases().count());
    assert!(shown(&window, &format!("1 of {open}")));
    key(&mut window, Key::Num3);
    window.run_steps(8);
    assert!(shown(&window, &format!("{} left", open - 1)), "the list says how many are open");
    assert!(shown(&window, &format!("{} open, 1 settled", open - 1)));
}

#[test]
fn a_side_is_called_by_what_it_says_and_never_by_a_pronoun() {
    let notation = "a.txt: The firm said it will close the plant.{c1}\n\
                    b.txt: The firm said they will not close the plant.{c2}\nc1 contradicts c2\n";
    let mut window = window(notation);
    to_disagreements(&mut window);
    for words in ["it", "they", "not", "1 it"] {
        assert!(window.query_by_label(words).is_none(), "{words}");
    }
}

#[test]
fn hints_go_on_when_they_were_followed_and_are_of_the_read_view() {
    let mut window = window(TWO);
    window.state_mut().show_hints();
    window.run_steps(3);
    assert!(shown(&window, "1 of 5"));
    chord(&mut window, Modifiers::COMMAND, Key::Num2);
    assert!(!shown(&window, "1 of 5"), "the hint speaks of the Read view");
    chord(&mut window, Modifiers::COMMAND, Key::Num1);
    click(&mut window, "Sentence A2:");
    assert!(shown(&window, "2 of 5"));
    key(&mut window, Key::Num1);
    assert!(shown(&window, "3 of 5"));
    key(&mut window, Key::L);
    click(&mut window, "Sentence B2:");
    assert!(shown(&window, "4 of 5"));
    key(&mut window, Key::Num1);
    window.run_steps(3);
    assert!(shown(&window, "5 of 5"));
    key(&mut window, Key::Escape);
    key(&mut window, Key::Period);
    window.run_steps(3);
    assert_eq!(window.state().state().hint, None);
}

#[test]
fn what_needs_no_answer_is_said_small_and_goes_by_itself() {
    let mut window = window(TWO);
    key(&mut window, Key::L);
    assert!(shown(&window, "Select a sentence or claim first"));
    assert_eq!(window.state().state().messages, []);
    window.run_steps(120);
    assert!(!shown(&window, "Select a sentence or claim first"));
}

#[test]
fn ctrl_c_copies_words_with_source_and_place() {
    let notation = format!("{TWO}\nabout a.txt title=\"The deal\" publisher=AP\nc1 contradicts c2\n");
    let mut window = window(&notation);
    click(&mut window, "Sentence A2:");
    assert_eq!(copied(&mut window).as_deref(), Some("“Nobody saw it coming.”\n— The deal, AP [A2, line 1]"));
    window.run_steps(2);
    click(&mut window, "Claim A1:");
    let text = copied(&mut window).unwrap_or_default();
    assert!(text.starts_with("“The deal is worth $50 billion.”\n— The deal, AP [A1, line 1]"), "{text}");
    to_disagreements(&mut window);
    let text = copied(&mut window).unwrap_or_default();
    assert!(text.contains("[A1, line 1]") && text.contains("[B1, line 1]"), "{text}");
}

#[test]
fn a_click_in_the_list_of_steps_goes_back_to_one() {
    let mut window = window(TWO);
    for sentence in ["Sentence A2:", "Sentence B2:"] {
        click(&mut window, sentence);
        key(&mut window, Key::Num1);
    }
    assert_eq!(window.state().workspace().project().claims().len(), 4);
    chord(&mut window, Modifiers::COMMAND, Key::K);
    window.event(Event::Text("steps to undo".to_owned()));
    window.run_steps(2);
    key(&mut window, Key::Enter);
    click(&mut window, "Step: Before all of these");
    assert_eq!(window.state().workspace().project().claims().len(), 2);
    assert_eq!(window.state().workspace().history().redo_count(), 2);
}

#[test]
fn the_menu_of_a_claim_grades_and_removes_it() {
    let mut window = window(TWO);
    let open = |window: &mut Window| {
        let at = super::centre(window, "Claim B1:");
        super::sentences::right_click(window, at);
    };
    open(&mut window);
    click(&mut window, "Link B1 with…");
    assert!(shown(&window, "Linking from B1"));
    key(&mut window, Key::Escape);
    open(&mut window);
    click(&mut window, "Remove B1");
    assert_eq!(window.state().workspace().project().claims().len(), 1);
}

#[test]
fn agreement_leads_to_the_case_of_what_one_tagged_and_the_other_did_not() {
    let mut window = window("@ben\na.txt: One.{c1 quantity} Two.{c2 @ben} Three.\n");
    chord(&mut window, Modifiers::COMMAND, Key::Num4);
    while window.state().workspace().is_computing_agreement() || !shown(&window, "Claims: spans") {
        window.run_steps(1);
        std::thread::yield_now();
    }
    window.get_all_by_label_contains("Unit Claims: spans").next().unwrap().click();
    window.run_steps(4);
    key(&mut window, Key::J);
    key(&mut window, Key::A);
    window.run_steps(6);
    assert_eq!(window.state().state().view, MainView::Disagreements);
    assert!(window.state().state().adjudication.case.is_some());
    assert!(shown(&window, "claim missing"));
}

/// How often words are painted whole.
fn painted(window: &Window, words: &str) -> usize {
    fn count(shape: &Shape, words: &str) -> usize {
        match shape {
            Shape::Vec(shapes) => shapes.iter().map(|shape| count(shape, words)).sum(),
            Shape::Text(text) => usize::from(text.galley.text() == words && !text.galley.elided),
            _ => 0,
        }
    }
    window.output().shapes.iter().map(|clipped| count(&clipped.shape, words)).sum()
}

#[test]
fn a_cell_of_the_matrix_never_drops_its_confidence() {
    let mut lines = Vec::new();
    let mut links = Vec::new();
    for document in 1..=7_u16 {
        lines.push(format!(
            "d{document}.txt: The deal is worth $50 billion.{{c{document} quantity moderate}}"
        ));
        if document > 1 {
            links.push(format!("c{document} contradicts c1"));
        }
    }
    let mut window = window(&format!("{}\n{}\n", lines.join("\n"), links.join("\n")));
    chord(&mut window, Modifiers::COMMAND, Key::Num2);
    window.run_steps(4);
    let is_graded = |cell: &Node<'_>| cell.accesskit_node().description().as_deref() == Some("Moderate");
    let graded = window.query_all_by_role(Role::GridCell).filter(is_graded).count();
    assert!(graded >= 6, "{graded}");
    assert_eq!(painted(&window, "Moderate"), graded);
    let verdict = window.get_by_label_contains("single source").rect();
    assert!(verdict.right() <= 1440.0, "what stands after the cells stays in view: {verdict}");
}

#[test]
fn forty_documents_have_twelve_cards_in_view_on_a_laptop() {
    let lines: Vec<String> = (0..40).map(|at| format!("f{at}.txt: Words {at}.")).collect();
    let mut window = window(&lines.join("\n"));
    window.set_size(Vec2::new(1366.0, 768.0));
    window.run_steps(6);
    let cards = window.query_all_by_role(Role::Button).filter(|node| {
        let is_card = node.accesskit_node().label().is_some_and(|label| label.starts_with("Document "));
        is_card && node.rect().bottom() <= 768.0 - 26.0
    });
    assert!(cards.count() >= 12);
    for name in ["Mark A as read", "Show D in a column", "More for A"] {
        let rect = window.get_by_role_and_label(Role::Button, name).rect();
        assert!(rect.width() >= 24.0 && rect.height() >= 24.0, "{name}: {rect}");
    }
}

#[test]
fn the_top_bar_is_gone_through_from_left_to_right() {
    let window = window(TWO);
    let places = ["Undo", "Redo", "Save", "Commands", "More commands"]
        .map(|name| window.get_by_role_and_label(Role::Button, name).rect().left());
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn the_selection_is_what_is_copied_and_nothing_selected_says_so() {
    let mut window = window(TWO);
    assert_eq!(copied(&mut window), None);
    window.run_steps(2);
    assert!(shown(&window, "Nothing is selected"));
    assert!(!matches!(window.state().state().read.selection, Some(Selection::Claim(_))));
}

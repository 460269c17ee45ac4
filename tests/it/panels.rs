//! Inspector and documents panel, driven as a person or a screen reader would.

use super::fixture::{TIME, annotator_id, claim_id, document_id, draw, link_id, project};
use crossclaim::model::{Annotator, Claim, Edit, Modality, Transaction};
use crossclaim::ui::CrossclaimApp;
use crossclaim::ui::navigation::Dialog;
use crossclaim::ui::read::state::Selection;
use crossclaim::workspace::{FixedClock, IdSource, Workspace};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};

const NEWS: &str = "a.txt: It cost $50 billion.{c1 quantity high} Nobody knew.
b.txt: It cost $100 billion.{c2 quantity} All went well.
c.txt: It may cost less.{c3 prediction}
about a.txt publisher=AP reliability=B
c1 contradicts c2 moderate
c3 qualifies c1
";

type App<'a> = Harness<'a, CrossclaimApp>;

fn window_of<'a>(workspace: Workspace, size: Vec2) -> App<'a> {
    let app = CrossclaimApp::new(workspace);
    // Enough for what scrolls into view to arrive.
    let builder = Harness::builder().with_size(size).with_max_steps(60);
    builder.build_ui_state(|ui, app: &mut CrossclaimApp| app.frame(ui), app)
}

fn workspace(notation: &str) -> Workspace {
    let me = Annotator { machine: None, id: annotator_id(1), name: "ann".to_owned(), reference: false };
    let ids = IdSource::Counted(5_000);
    Workspace::new(project(notation), &me, Box::new(FixedClock(TIME.parse().unwrap())), ids).unwrap()
}

fn window<'a>(notation: &str) -> App<'a> {
    window_of(workspace(notation), vec2(1500.0, 1400.0))
}

fn button<'h>(harness: &'h App<'_>, name: &'h str) -> Node<'h> {
    harness.get_by_role_and_label(Role::Button, name)
}

fn click(harness: &mut App<'_>, name: &str) {
    button(harness, name).click();
    harness.run();
}

/// Selects the claim of that number by a click on it in its column.
fn select(harness: &mut App<'_>, claim: u16) {
    let name = format!("Claim {}1: ", ["A", "B", "C"][usize::from(claim) - 1]);
    harness.get_by_label_contains(&name).click();
    harness.run();
    assert_eq!(harness.state().state().read.selection, Some(Selection::Claim(claim_id(claim))));
}

fn claim(harness: &App<'_>, number: u16) -> Claim {
    harness.state().workspace().project().claim(claim_id(number)).unwrap().clone()
}

fn steps(harness: &App<'_>) -> u64 {
    harness.state().workspace().revision()
}

fn field<'h>(harness: &'h App<'_>, name: &'h str) -> Node<'h> {
    harness.get_by_role_and_label(Role::TextInput, name)
}

#[test]
fn a_plain_click_sets_the_kind_and_one_with_ctrl_adds_it() {
    let mut harness = window(NEWS);
    select(&mut harness, 1);
    click(&mut harness, "Kind Prediction");
    assert_eq!(claim(&harness, 1).kinds, ["prediction"]);
    button(&harness, "Kind Quantity").click_modifiers(Modifiers::COMMAND);
    harness.run();
    assert_eq!(claim(&harness, 1).kinds, ["prediction", "quantity"]);
    click(&mut harness, "More kinds…");
    harness.get_by_label("Kind Law or rule of operation").click();
    harness.run();
    assert_eq!(claim(&harness, 1).kinds, ["rule"]);
}

#[test]
fn the_chosen_confidence_clicked_again_clears_it() {
    let mut harness = window(NEWS);
    select(&mut harness, 1);
    for expected in [Some("low"), None] {
        harness.get_by_label("Confidence Low").click();
        harness.run();
        let confidence = claim(&harness, 1).confidence;
        assert_eq!(confidence.as_ref().map(|it| it.level.as_str()), expected);
    }
    for expected in [Some(3), None] {
        harness.get_by_label("Credibility 3").click();
        harness.run();
        assert_eq!(claim(&harness, 1).credibility.map(|it| it.digit()), expected);
    }
}

#[test]
fn a_statement_becomes_one_step_when_its_field_is_left() {
    let mut harness = window(NEWS);
    select(&mut harness, 1);
    let before = steps(&harness);
    field(&harness, "Statement").focus();
    harness.run();
    for text in ["The deal ", "cost 50."] {
        field(&harness, "Statement").type_text(text);
        harness.run();
    }
    assert_eq!((claim(&harness, 1).statement.as_str(), steps(&harness)), ("", before));
    // The click takes the selection away, and the field with it.
    harness.get_by_label_contains("Sentence A2: ").click();
    harness.run();
    assert_eq!((claim(&harness, 1).statement.as_str(), steps(&harness)), ("The deal cost 50.", before + 1));
}

#[test]
fn escape_gives_the_old_text_back_and_keeps_the_selection() {
    let mut harness = window(NEWS);
    select(&mut harness, 1);
    for name in ["Statement", "Attributed to"] {
        field(&harness, name).focus();
        harness.run();
        field(&harness, name).type_text("not this");
        harness.run();
        harness.key_press(Key::Escape);
        harness.run();
        assert_eq!(field(&harness, name).value().unwrap_or_default(), "");
    }
    assert_eq!((claim(&harness, 1).statement.as_str(), claim(&harness, 1).attributed_to.as_str()), ("", ""));
    assert_eq!(harness.state().state().read.selection, Some(Selection::Claim(claim_id(1))));
}

#[test]
fn enter_saves_a_line_and_undo_while_typing_loses_nothing() {
    let mut harness = window(NEWS);
    select(&mut harness, 1);
    field(&harness, "Tags").focus();
    harness.run();
    field(&harness, "Tags").type_text("money, deal,, money");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(claim(&harness, 1).tags, ["money", "deal"]);
    field(&harness, "Note").focus();
    harness.run();
    field(&harness, "Note").type_text("check");
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(claim(&harness, 1).note, "");
    harness.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    harness.run();
    assert_eq!((claim(&harness, 1).note.as_str(), claim(&harness, 1).tags.len()), ("check", 2));
}

#[test]
fn modality_is_chosen_from_a_list() {
    let mut harness = window(NEWS);
    select(&mut harness, 1);
    harness.get_by_role_and_label(Role::ComboBox, "Modality").click();
    harness.run();
    harness.get_by_label("denied").click();
    harness.run();
    assert_eq!(claim(&harness, 1).modality, Some(Modality::Denied));
}

#[test]
fn a_card_goes_to_the_other_end_and_its_kind_shows_the_link() {
    let mut harness = window(NEWS);
    select(&mut harness, 1);
    click(&mut harness, "Link to B1 (contradicts)");
    assert_eq!(harness.state().state().read.selection, Some(Selection::Link(link_id(1))));
    harness.get_by_label("Kind contradicts");
    click(&mut harness, "Go to B1 (contradicts)");
    assert_eq!(harness.state().state().read.selection, Some(Selection::Claim(claim_id(2))));
    click(&mut harness, "Go to A1 (contradicts)");
    assert_eq!(harness.state().state().read.selection, Some(Selection::Claim(claim_id(1))));
}

#[test]
fn a_link_can_be_changed_turned_round_noted_and_removed() {
    let mut harness = window(NEWS);
    select(&mut harness, 1);
    click(&mut harness, "Link to C1 (qualifies)");
    let link = |harness: &App<'_>| harness.state().workspace().project().link(link_id(2)).cloned();
    click(&mut harness, "Reverse direction");
    assert_eq!(link(&harness).unwrap().from, claim_id(1));
    click(&mut harness, "Kind updates");
    harness.get_by_label("Confidence High").click();
    harness.run();
    field(&harness, "Note").focus();
    harness.run();
    field(&harness, "Note").type_text("why");
    harness.run();
    button(&harness, "Kind background").click();
    harness.run();
    let changed = link(&harness).unwrap();
    assert_eq!((changed.kind.as_str(), changed.note.as_str()), ("background", "why"));
    assert_eq!(changed.confidence.map(|it| it.level), Some("high".to_owned()));
    click(&mut harness, "Remove link");
    assert_eq!(link(&harness), None);
}

#[test]
fn a_claim_is_removed_with_its_links() {
    let mut harness = window(NEWS);
    select(&mut harness, 1);
    click(&mut harness, "Remove claim");
    assert_eq!(harness.state().workspace().project().links().len(), 0);
    harness.get_by_label_contains("Nothing selected");
}

#[test]
fn a_claim_that_lost_its_words_is_anchored_where_words_are_selected() {
    let mut workspace = workspace(NEWS);
    let mut lost = workspace.project().claim(claim_id(1)).unwrap().clone();
    lost.quote = "Gone words".to_owned();
    lost.unanchored = true;
    workspace.commit(Transaction::new("Lose", vec![Edit::PutClaim(Box::new(lost))])).unwrap();
    let mut harness = window_of(workspace, vec2(1500.0, 1400.0));
    harness.get_by_label_contains("Sentence A2: ").click();
    harness.run();
    click(&mut harness, "Anchor A1 here");
    let found = claim(&harness, 1);
    assert_eq!((found.quote.as_str(), found.unanchored), ("Nobody knew.", false));
}

#[test]
fn nothing_hangs_over_the_edge_of_a_narrow_inspector() {
    let long = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen".repeat(4);
    let notation = format!(
        "@ben\na.txt: It said {long}.{{c1 quantity rule causal high}} Yes.\nb.txt: No {long}.{{c2 @ben}}\nc1 reverses c2\n"
    );
    let mut harness = window_of(workspace(&notation), vec2(800.0, 3000.0));
    harness.get_by_label_contains("Claim A1: ").click();
    harness.run();
    for name in ["Go to B1 (reverses)", "Remove claim", "Kind Law or rule of operation", "Confidence High"] {
        let right = harness.get_by_label(name).rect().right();
        assert!(right <= 800.0, "{name} ends at {right}");
    }
    let card = button(&harness, "Go to B1 (reverses)").rect();
    assert!(card.width() < 316.0, "{card:?}");
}

fn panel_row<'h>(harness: &'h App<'_>, letter: &str) -> Node<'h> {
    let name = format!("Document {letter}: ");
    let mut rows = harness.get_all_by_role(Role::Button);
    let fits = |node: &Node<'_>| node.accesskit_node().label().is_some_and(|label| label.starts_with(&name));
    rows.find(|node| fits(node)).unwrap()
}

fn columns(harness: &App<'_>) -> Vec<u16> {
    let open = harness.state().state().read.columns.iter();
    open.map(|column| (1..=9).find(|number| document_id(*number) == column.document).unwrap()).collect()
}

#[test]
fn a_click_on_a_document_opens_it_and_its_button_closes_it() {
    let mut harness = window(&format!("{NEWS}d.txt: Late news.\n"));
    assert_eq!(columns(&harness), [1, 2, 3]);
    panel_row(&harness, "D").click();
    harness.run();
    assert_eq!(columns(&harness), [1, 2, 3, 4]);
    panel_row(&harness, "D").click();
    harness.run();
    assert_eq!(columns(&harness), [1, 2, 3, 4]);
    click(&mut harness, "Close column of A");
    assert_eq!(columns(&harness), [2, 3, 4]);
    click(&mut harness, "Show A in a column");
    assert_eq!(columns(&harness), [2, 3, 4, 1]);
}

#[test]
fn a_document_is_marked_read_and_back() {
    let mut harness = window(NEWS);
    click(&mut harness, "Mark B as read");
    assert!(draw(harness.state().workspace().project()).contains("read b.txt @ann"));
    click(&mut harness, "Mark B as not read");
    assert!(!draw(harness.state().workspace().project()).contains("read b.txt"));
}

#[test]
fn the_menu_moves_documents_and_asks_before_one_goes() {
    let mut harness = window(NEWS);
    click(&mut harness, "More for A");
    click(&mut harness, "Move down");
    let first = harness.state().workspace().project().document_ids()[0];
    assert_eq!(first, document_id(2));
    panel_row(&harness, "A").click_secondary();
    harness.run();
    click(&mut harness, "Remove…");
    assert_eq!(harness.state().state().dialog, Some(Dialog::RemoveDocument(document_id(2))));
}

#[test]
fn a_dragged_document_goes_where_it_is_dropped() {
    let mut harness = window(NEWS);
    let (from, to) =
        (panel_row(&harness, "A").rect().center(), panel_row(&harness, "C").rect().center_bottom());
    harness.drag_at(from);
    harness.run();
    for at in [from + vec2(0.0, 12.0), to - vec2(0.0, 2.0)] {
        harness.hover_at(at);
        harness.run();
    }
    harness.drop_at(to - vec2(0.0, 2.0));
    harness.run();
    let order = harness.state().workspace().project().document_ids().to_vec();
    assert_eq!(order, [document_id(2), document_id(3), document_id(1)]);
    assert_eq!(steps(&harness), 1);
}

fn many(count: usize) -> Workspace {
    let lines: Vec<String> =
        (0..count).map(|at| format!("f{at}.txt: Words.\nabout f{at}.txt title=\"Story {at}\"")).collect();
    workspace(&lines.join("\n"))
}

#[test]
fn of_many_documents_only_those_in_view_are_drawn_and_a_filter_finds_the_others() {
    let mut harness = window_of(many(300), vec2(1200.0, 700.0));
    let drawn = harness
        .get_all_by_role(Role::Button)
        .filter(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with("Document ")));
    assert!(drawn.count() < 20);
    harness.get_by_label("Filter documents").focus();
    harness.run();
    harness.get_by_label("Filter documents").type_text("story 277");
    harness.run();
    harness.get_by_label("Document JR: Story 277");
    harness.key_press(Key::Escape);
    harness.run();
    panel_row(&harness, "A");
}

#[test]
fn without_documents_the_panel_says_what_to_do() {
    let harness = window("title Empty\n");
    harness.get_by_label_contains("Drop text files anywhere");
}

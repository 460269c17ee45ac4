//! Top bar, search, status bar and dialogs, driven by names and keys as a person or a screen reader would.

use super::fixture::{TIME, annotator_id, document_id, project};
use crossclaim::model::{Annotator, Project};
use crossclaim::ui::CrossclaimApp;
use crossclaim::ui::navigation::Dialog;
use crossclaim::ui::read::state::Selection;
use crossclaim::ui::window::state::ThemeChoice;
use crossclaim::view::guide::PAGES;
use crossclaim::workspace::exchange::{ReportFormat, ReportPart};
use crossclaim::workspace::{FixedClock, IdSource, Workspace};
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, Rect, Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};

const NEWS: &str = r"a.txt: It cost $50 billion.{c1 quantity high} Nobody knew.
b.txt: It cost $100 billion.{c2 quantity} All went well.
c1 contradicts c2 moderate
";

pub(crate) type App<'a> = Harness<'a, CrossclaimApp>;

/// A window over a project in the notation of the fixtures.
pub(crate) fn window_on<'a>(notation: &str, size: Vec2) -> App<'a> {
    let me = Annotator { machine: None, id: annotator_id(1), name: "ann".to_owned(), reference: false };
    let ids = IdSource::Counted(5_000);
    let clock = Box::new(FixedClock(TIME.parse().unwrap()));
    let app = CrossclaimApp::new(Workspace::new(project(notation), &me, clock, ids).unwrap());
    let builder = Harness::builder().with_size(size).with_max_steps(60);
    let mut harness = builder.build_ui_state(|ui, app: &mut CrossclaimApp| app.frame(ui), app);
    harness.run();
    harness
}

fn window_of<'a>(size: Vec2) -> App<'a> {
    window_on(NEWS, size)
}

fn window<'a>() -> App<'a> {
    window_of(vec2(1400.0, 900.0))
}

pub(crate) fn keys(harness: &mut App<'_>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

pub(crate) fn write(harness: &mut App<'_>, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

pub(crate) fn click(harness: &mut App<'_>, name: &str) {
    harness.get_by_role_and_label(Role::Button, name).click();
    harness.run();
}

pub(crate) fn field<'h>(harness: &'h App<'_>, name: &'h str) -> Node<'h> {
    harness.get_by_role_and_label(Role::TextInput, name)
}

/// Puts a text into a field in place of what stands there.
pub(crate) fn fill(harness: &mut App<'_>, name: &str, text: &str) {
    field(harness, name).focus();
    harness.run();
    keys(harness, Modifiers::COMMAND, Key::A);
    write(harness, text);
}

/// Runs a command of the palette by what is typed.
pub(crate) fn run(harness: &mut App<'_>, typed: &str) {
    keys(harness, Modifiers::COMMAND, Key::K);
    write(harness, typed);
    keys(harness, Modifiers::NONE, Key::Enter);
}

/// The dialog's *Save*; the top bar has one, too.
pub(crate) fn save(harness: &mut App<'_>) {
    harness.get_all_by_role_and_label(Role::Button, "Save").last().unwrap().click();
    harness.run();
}

pub(crate) fn dialog(harness: &App<'_>) -> Option<Dialog> {
    harness.state().state().dialog.clone()
}

pub(crate) fn the_project<'h>(harness: &'h App<'_>) -> &'h Project {
    harness.state().workspace().project()
}

pub(crate) fn undo(harness: &mut App<'_>) {
    click(harness, "Undo");
}

#[test]
fn a_few_letters_and_enter_run_a_command() {
    let mut harness = window();
    click(&mut harness, "Commands");
    assert!(field(&harness, "Find command").is_focused());
    write(&mut harness, "dark");
    harness.get_by_label("Dark theme");
    keys(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(dialog(&harness), None);
    assert_eq!(harness.state().state().look.theme, ThemeChoice::Dark);
}

#[test]
fn arrows_choose_in_the_palette_and_escape_leaves_it() {
    let mut harness = window();
    keys(&mut harness, Modifiers::COMMAND, Key::K);
    write(&mut harness, "theme");
    keys(&mut harness, Modifiers::NONE, Key::ArrowDown);
    keys(&mut harness, Modifiers::NONE, Key::Enter);
    // Below "Theme of the system", which begins with what was typed.
    assert_eq!(harness.state().state().look.theme, ThemeChoice::Light);
    keys(&mut harness, Modifiers::COMMAND, Key::K);
    keys(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(dialog(&harness), None);
}

#[test]
fn a_command_of_the_palette_may_open_another_dialog() {
    let mut harness = window();
    run(&mut harness, "codebook");
    assert_eq!(dialog(&harness), Some(Dialog::Codebook));
    click(&mut harness, "Close");
    assert_eq!(dialog(&harness), None);
}

#[test]
fn the_menu_holds_the_file_and_project_commands() {
    let mut harness = window();
    click(&mut harness, "More commands");
    for name in ["Open project…", "Add documents…", "Export…", "Edit codebook…"] {
        harness.get_by_role_and_label(Role::MenuItem, name);
    }
    harness.get_by_role_and_label(Role::MenuItem, "Project settings…").click();
    harness.run();
    assert_eq!(dialog(&harness), Some(Dialog::Settings));
}

#[test]
fn enter_in_the_search_field_shows_the_hit_and_tab_selects_what_holds_it() {
    let mut harness = window();
    keys(&mut harness, Modifiers::COMMAND, Key::F);
    assert!(field(&harness, "Search").is_focused());
    write(&mut harness, "billion");
    harness.get_by_label("2 hits in 2 documents");
    keys(&mut harness, Modifiers::NONE, Key::ArrowDown);
    keys(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().state().read.selection, None);
    assert_eq!(harness.state().state().search.current, Some(1));
    assert!(!harness.state().state().search.open);
    keys(&mut harness, Modifiers::NONE, Key::Tab);
    let selected = harness.state().state().read.selection;
    assert_eq!(selected, Some(Selection::Sentence(document_id(2), 0)));
    keys(&mut harness, Modifiers::COMMAND, Key::F);
    assert!(harness.state().state().search.open);
    keys(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!harness.state().state().search.open);
    assert_eq!(harness.state().state().read.selection, selected);
}

#[test]
fn a_hit_can_be_clicked_and_no_hit_is_said() {
    let mut harness = window();
    keys(&mut harness, Modifiers::COMMAND, Key::F);
    write(&mut harness, "nobody");
    harness.get_by_label_contains("Hit A2: ").click();
    harness.run();
    assert_eq!(harness.state().state().search.current, Some(0));
    assert!(field(&harness, "Search").is_focused(), "Enter goes on to the next hit");
    keys(&mut harness, Modifiers::COMMAND, Key::F);
    write(&mut harness, "zebra");
    harness.get_by_label("No match");
}

#[test]
fn a_narrow_bar_keeps_every_name() {
    let mut harness = window_of(vec2(683.0, 384.0));
    for name in ["Undo", "Redo", "Save", "Search", "Commands", "More commands"] {
        let rect = harness.get_by_role_and_label(Role::Button, name).rect();
        assert!(rect.right() <= 683.0 && rect.left() > 400.0, "{name} at {rect}");
    }
    click(&mut harness, "Search");
    assert!(field(&harness, "Search").is_focused());
    keys(&mut harness, Modifiers::NONE, Key::Escape);
    harness.get_by_role_and_label(Role::Button, "Commands");
}

#[test]
fn the_status_bar_says_where_one_is_and_how_far_the_link() {
    let mut harness = window();
    harness.get_by_label("ann · 2 claims, 1 link");
    harness.get_by_label_contains("Claim A1: ").click();
    harness.run();
    harness.get_by_label("A sentence 1 of 2");
    keys(&mut harness, Modifiers::NONE, Key::L);
    harness.get_by_label("Linking from A1 — choose the other end");
    keys(&mut harness, Modifiers::NONE, Key::Escape);
    harness.get_by_label("A sentence 1 of 2");
}

#[test]
fn the_sheet_lists_gestures_and_every_command() {
    let mut harness = window_of(vec2(1400.0, 1400.0));
    keys(&mut harness, Modifiers::NONE, Key::Questionmark);
    assert_eq!(dialog(&harness), Some(Dialog::Help));
    for text in ["Tag a sentence", "Link two claims", "Edit codebook…", "Higher confidence"] {
        harness.get_by_label(text);
    }
    keys(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(dialog(&harness), None);
}

#[test]
fn details_are_saved_as_one_step() {
    let mut harness = window();
    click(&mut harness, "More for A");
    click(&mut harness, "Edit source…");
    assert!(field(&harness, "Title").is_focused());
    fill(&mut harness, "Publisher", "AP");
    fill(&mut harness, "Published", "2026-04");
    keys(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(dialog(&harness), None);
    let source =
        |harness: &App<'_>| the_project(harness).document(document_id(1)).unwrap().details.source.clone();
    assert_eq!((source(&harness).publisher.as_str(), source(&harness).published.as_str()), ("AP", "2026-04"));
    undo(&mut harness);
    assert!(source(&harness).is_empty());
}

#[test]
fn a_kind_is_renamed_and_another_added_in_one_step() {
    let mut harness = window();
    run(&mut harness, "codebook");
    harness.get_by_role_and_label(Role::ListBoxOption, "Quantity").click();
    harness.run();
    fill(&mut harness, "Label", "Number");
    click(&mut harness, "Add kind");
    fill(&mut harness, "Label", "Rumour mill");
    fill(&mut harness, "Key", "r");
    harness.get_by_label("Teal").click();
    harness.run();
    save(&mut harness);
    let codebook = the_project(&harness).codebook();
    assert_eq!(codebook.claim_kind("quantity").unwrap().label, "Number");
    let added = codebook.claim_kind("rumour_mill").unwrap();
    assert_eq!((added.key, added.color.as_str()), (Some('r'), "2C9B78"));
    undo(&mut harness);
    let codebook = the_project(&harness).codebook();
    assert!(codebook.claim_kind("rumour_mill").is_none());
    assert_eq!(codebook.claim_kind("quantity").unwrap().label, "Quantity");
}

#[test]
fn a_key_that_two_kinds_share_is_named_and_not_saved() {
    let mut harness = window();
    run(&mut harness, "codebook");
    harness.get_by_role_and_label(Role::ListBoxOption, "Quantity").click();
    harness.run();
    fill(&mut harness, "Key", "1");
    harness.get_by_label("Key 1 belongs to “Event / property” and to “Quantity”");
    let mut saves = harness.get_all_by_role_and_label(Role::Button, "Save");
    assert!(saves.any(|node| node.accesskit_node().is_disabled()));
}

#[test]
fn claims_of_a_removed_kind_move_or_stay_and_none_is_lost() {
    let mut harness = window();
    let kinds = |harness: &App<'_>| -> Vec<Vec<String>> {
        the_project(harness).claims().map(|claim| claim.kinds.clone()).collect()
    };
    for (answer, expected) in [("Prediction", vec!["prediction".to_owned()]), ("", Vec::new())] {
        run(&mut harness, "codebook");
        harness.get_by_role_and_label(Role::ListBoxOption, "Quantity").click();
        harness.run();
        click(&mut harness, "Remove kind");
        harness.get_by_label("2 claims have the kind “Quantity”");
        if answer.is_empty() {
            click(&mut harness, "Leave the claims without this kind");
        } else {
            harness.get_by_role_and_label(Role::ComboBox, "Move them to another kind").click();
            harness.run();
            harness.get_by_role_and_label(Role::Button, answer).click();
            harness.run();
        }
        assert_eq!(kinds(&harness), [["quantity"], ["quantity"]], "nothing happens before saving");
        save(&mut harness);
        assert_eq!(kinds(&harness), [expected.clone(), expected]);
        assert!(the_project(&harness).codebook().claim_kind("quantity").is_none());
        while !harness.get_by_role_and_label(Role::Button, "Undo").accesskit_node().is_disabled() {
            undo(&mut harness);
        }
    }
}

#[test]
fn a_kind_in_use_can_be_kept_and_offered_no_longer() {
    let mut harness = window();
    run(&mut harness, "codebook");
    harness.get_by_role_and_label(Role::Tab, "Link kinds").click();
    harness.run();
    harness.get_by_role_and_label(Role::ListBoxOption, "contradicts").click();
    harness.run();
    click(&mut harness, "Remove kind");
    assert!(harness.query_by_label_contains("without this kind").is_none(), "a link needs a kind");
    click(&mut harness, "Keep the kind for them, offer it no longer");
    save(&mut harness);
    assert!(the_project(&harness).codebook().link_kind("contradicts").unwrap().retired);
    assert_eq!(the_project(&harness).links().len(), 1);
}

#[test]
fn the_title_is_renamed_when_the_field_is_left() {
    let mut harness = window();
    run(&mut harness, "settings");
    assert!(field(&harness, "Title of the project").is_focused());
    fill(&mut harness, "Title of the project", "The deal");
    keys(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(dialog(&harness), None);
    assert_eq!(the_project(&harness).title(), "The deal");
    click(&mut harness, "The deal");
    assert_eq!(dialog(&harness), Some(Dialog::Settings));
}

#[test]
fn a_scale_of_ones_own_is_added_and_chosen() {
    let mut harness = window();
    run(&mut harness, "settings");
    click(&mut harness, "New scale…");
    fill(&mut harness, "Name of the scale", "Two steps");
    fill(&mut harness, "Level 1", "Weak");
    fill(&mut harness, "Level 2", "Strong");
    click(&mut harness, "Add scale");
    assert_eq!(the_project(&harness).settings().scale, "two_steps");
    let scale = the_project(&harness).codebook().scale("two_steps").unwrap();
    let levels: Vec<&str> = scale.levels.iter().map(|level| level.id.as_str()).collect();
    assert_eq!(levels, ["weak", "strong"]);
}

#[test]
fn a_pasted_text_becomes_a_document() {
    let mut harness = window();
    run(&mut harness, "paste");
    assert!(field_of_text(&harness).is_focused());
    write(&mut harness, "Prices rose. Then they fell.");
    click(&mut harness, "Add");
    assert_eq!(dialog(&harness), None);
    assert_eq!(the_project(&harness).document_ids().len(), 3);
}

fn field_of_text<'h>(harness: &'h App<'_>) -> Node<'h> {
    harness.get_by_role_and_label(Role::MultilineTextInput, "Text")
}

#[test]
fn a_report_is_made_of_the_parts_that_are_chosen() {
    let mut harness = window();
    run(&mut harness, "report");
    assert_eq!(harness.state().state().dialog, Some(Dialog::Report));
    click(&mut harness, "None");
    harness.get_by_label("Choose at least one part");
    harness.get_by_role_and_label(Role::CheckBox, "Who says what").click();
    harness.run();
    harness.get_by_role_and_label(Role::RadioButton, "Word document (DOCX)").click();
    harness.run();
    let options = &harness.state().state().drafts.report;
    assert_eq!(options.format, ReportFormat::Docx);
    assert_eq!(options.parts, [ReportPart::Matrix].into());
    assert!(harness.query_by_label("Choose at least one part").is_none());
    click(&mut harness, "All");
    assert_eq!(harness.state().state().drafts.report.parts.len(), ReportPart::ALL.len());
    keys(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(harness.state().state().dialog, None);
}

#[test]
fn the_export_says_beforehand_what_a_format_cannot_hold() {
    let mut harness = window();
    keys(&mut harness, Modifiers::COMMAND, Key::E);
    assert_eq!(dialog(&harness), Some(Dialog::Export));
    let formats = harness.state().state().export_formats.clone();
    assert!(!formats.is_empty());
    for format in formats {
        assert!(
            harness.query_by_role_and_label(Role::RadioButton, &format.label).is_some(),
            "{}",
            format.name
        );
    }
    harness.get_by_label("Holds everything");
    harness.get_by_role_and_label(Role::RadioButton, "brat standoff").click();
    let is_counted = |harness: &App<'_>| harness.query_by_label("Cannot hold of this project").is_some();
    for _ in 0..1_000_000 {
        harness.run_steps(1);
        if is_counted(&harness) {
            break;
        }
        std::thread::yield_now();
    }
    assert!(harness.query_all_by_label_contains("kept in details.jsonl").count() > 0);
    harness.get_by_label("Leave document texts out").click();
    harness.run();
    assert!(harness.state().state().drafts.export.without_text);
}

#[test]
fn dialogs_fit_a_window_of_683_by_384_points() {
    for (typed, button) in [
        ("codebook", "Save"),
        ("settings", "Close"),
        ("paste", "Add"),
        ("export", "Export…"),
        ("gestures", "Close"),
        ("recent", "Close"),
    ] {
        let mut harness = window_of(vec2(683.0, 384.0));
        run(&mut harness, typed);
        let window = Rect::from_min_size(eframe::egui::Pos2::ZERO, vec2(683.0, 384.0));
        let rect = harness.get_all_by_role_and_label(Role::Button, button).last().unwrap().rect();
        assert!(window.contains_rect(rect), "{typed}: {button} at {rect}");
        let close = harness.get_by_role_and_label(Role::Button, "Close").rect();
        assert!(window.contains_rect(close), "{typed}: Close at {close}");
    }
}

/// Place of a page in the guide.
fn page(file: &str) -> usize {
    PAGES.iter().position(|page| page.file == file).unwrap()
}

#[test]
fn the_guide_opens_from_the_palette_and_its_links_lead_on() {
    let mut harness = window();
    run(&mut harness, "guide");
    assert_eq!(dialog(&harness), Some(Dialog::Guide(0)));
    harness.get_by_label("Put texts in");
    harness.get_by_role_and_label(Role::Tab, "Durability").click();
    harness.run();
    assert_eq!(dialog(&harness), Some(Dialog::Guide(page("durability.md"))));
    harness.get_by_label("Where your work is");
    harness.get_by_role_and_label(Role::Tab, "The file").click();
    harness.run();
    harness.get_by_role_and_label(Role::Link, "reference").click();
    harness.run();
    assert_eq!(dialog(&harness), Some(Dialog::Guide(page("format.md"))));
    click(&mut harness, "Close");
    assert_eq!(dialog(&harness), None);
}

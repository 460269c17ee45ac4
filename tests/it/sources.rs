//! Where documents come from, for one document and for several at once, as a person or a screen reader would edit it.

use super::dialogs::{App, click, dialog, field, fill, keys, run, save, the_project, undo, window_on};
use super::fixture::{document_id, draw};
use crossclaim::model::DocumentDetails;
use crossclaim::ui::navigation::Dialog;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Rect, Vec2, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::fmt::Write as _;

const SIZE: Vec2 = vec2(1400.0, 900.0);

const NEWS: &str = r#"a.txt: It rose.
about a.txt publisher=AP published=soon reliability=B
b.txt: It fell.
about b.txt language=en publisher=Reuters
c.txt: It held.
about c.txt publisher="AP News"
d.txt: Am 3.| Mai kam er.| Ende gut.|
about d.txt language=en
"#;

fn edit_source(harness: &mut App<'_>, letter: &str) {
    click(harness, &format!("More for {letter}"));
    click(harness, "Edit source…");
}

fn details(harness: &App<'_>, number: u16) -> DocumentDetails {
    the_project(harness).document(document_id(number)).unwrap().details.clone()
}

/// What a choice shows.
fn chosen(harness: &App<'_>, name: &str) -> String {
    harness.get_by_role_and_label(Role::ComboBox, name).value().unwrap_or_default()
}

fn is_off(harness: &App<'_>, button: &str) -> bool {
    let mut buttons = harness.get_all_by_role_and_label(Role::Button, button);
    buttons.next_back().unwrap().accesskit_node().is_disabled()
}

fn tick(harness: &mut App<'_>, name: &str) {
    harness.get_by_role_and_label(Role::CheckBox, name).click();
    harness.run();
}

#[test]
fn another_language_cuts_sentences_without_claims_anew_in_the_same_step() {
    let mut harness = window_on(NEWS, SIZE);
    let before = draw(the_project(&harness));
    edit_source(&mut harness, "D");
    assert_eq!(chosen(&harness, "Language by name"), "English");
    assert!(harness.query_by_label_contains("carry no claim").is_none());
    fill(&mut harness, "Language", "de");
    assert_eq!(chosen(&harness, "Language by name"), "German");
    harness.get_by_role_and_label(Role::CheckBox, "Cut the 2 sentences that carry no claim anew");
    fill(&mut harness, "Author", "Ann Ray");
    save(&mut harness);
    let changed = before.replace("kam er. Ende gut.", "kam er.| Ende gut.|");
    let changed = changed.replace("about d.txt language=en", "about d.txt language=de author=\"Ann Ray\"");
    assert_eq!(draw(the_project(&harness)), changed);
    undo(&mut harness);
    assert_eq!(draw(the_project(&harness)), before, "one step back");
}

#[test]
fn sentences_stay_when_their_box_is_not_ticked() {
    let mut harness = window_on(NEWS, SIZE);
    edit_source(&mut harness, "D");
    harness.get_by_role_and_label(Role::ComboBox, "Language by name").click();
    harness.run();
    harness.get_by_role_and_label(Role::Button, "German").click_accesskit();
    harness.run();
    tick(&mut harness, "Cut the 2 sentences that carry no claim anew");
    save(&mut harness);
    assert_eq!(details(&harness, 4).language, "de");
    assert_eq!(the_project(&harness).document(document_id(4)).unwrap().sentences.len(), 3);
}

#[test]
fn a_publisher_seen_before_brings_its_last_rating() {
    let mut harness = window_on(NEWS, SIZE);
    edit_source(&mut harness, "D");
    fill(&mut harness, "Publisher", "ap");
    harness.get_by_role_and_label(Role::Button, "AP News");
    click(&mut harness, "AP · B");
    assert_eq!(field(&harness, "Publisher").value().as_deref(), Some("AP"));
    assert_eq!(chosen(&harness, "Reliability of the source"), "B · Usually reliable");
    assert!(harness.query_by_label("AP News").is_none(), "nothing is offered for a whole name");
    save(&mut harness);
    let source = details(&harness, 4).source;
    assert_eq!((source.publisher.as_str(), source.reliability.as_deref()), ("AP", Some("B")));
    undo(&mut harness);
    assert!(details(&harness, 4).source.is_empty());
}

#[test]
fn a_publisher_typed_in_full_says_how_it_was_rated() {
    let mut harness = window_on(NEWS, SIZE);
    edit_source(&mut harness, "C");
    assert!(harness.query_by_label_contains("Last rated").is_none());
    fill(&mut harness, "Publisher", "AP");
    harness.get_by_label("Last rated B · usually reliable");
    click(&mut harness, "Use it");
    assert!(harness.query_by_label_contains("Last rated").is_none());
    save(&mut harness);
    assert_eq!(details(&harness, 3).source.reliability.as_deref(), Some("B"));
}

#[test]
fn a_wrong_date_is_said_at_its_field_and_not_saved() {
    let mut harness = window_on(NEWS, SIZE);
    edit_source(&mut harness, "B");
    fill(&mut harness, "Published", "yesterday");
    harness.get_by_label("Published “yesterday” is not a date like 2026, 2026-04 or 2026-04-28");
    assert!(is_off(&harness, "Save"));
    keys(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(dialog(&harness), Some(Dialog::Details(document_id(2))));
    fill(&mut harness, "Published", "2026-0");
    assert!(harness.query_by_label_contains("is not a date like").is_none(), "it is still being typed");
    assert!(is_off(&harness, "Save"));
    fill(&mut harness, "Published", "28 April 2026");
    click(&mut harness, "Use 2026-04-28");
    save(&mut harness);
    assert_eq!(dialog(&harness), None);
    assert_eq!(details(&harness, 2).source.published, "2026-04-28");
}

#[test]
fn a_date_that_came_in_with_a_file_does_not_stand_in_the_way() {
    let mut harness = window_on(NEWS, SIZE);
    edit_source(&mut harness, "A");
    harness.get_by_label_contains("Published “soon” is not a date");
    fill(&mut harness, "Author", "Ann Ray");
    save(&mut harness);
    let source = details(&harness, 1).source;
    assert_eq!((source.author.as_str(), source.published.as_str()), ("Ann Ray", "soon"));
}

#[test]
fn a_wrong_tag_of_a_language_is_not_saved() {
    let mut harness = window_on(NEWS, SIZE);
    edit_source(&mut harness, "B");
    fill(&mut harness, "Language", "German");
    harness.get_by_label("Language “German” is not a tag like en or pt-BR");
    assert!(is_off(&harness, "Save"));
    fill(&mut harness, "Language", "pt-BR");
    assert_eq!(chosen(&harness, "Language by name"), "Portuguese (BR)");
    assert!(!is_off(&harness, "Save"));
}

#[test]
fn several_sources_change_in_one_step() {
    let mut harness = window_on(NEWS, SIZE);
    let before = draw(the_project(&harness));
    click(&mut harness, "More for B");
    click(&mut harness, "Edit several sources…");
    assert_eq!(dialog(&harness), Some(Dialog::BulkDetails));
    assert!(is_off(&harness, "Change documents"));
    harness.get_by_label("Tick the documents to change");
    for name in ["A: a", "B: b", "D: d"] {
        tick(&mut harness, name);
    }
    harness.get_by_label("3 of 4 documents ticked");
    assert!(is_off(&harness, "Change 3 documents"));
    harness.get_by_label("Tick the fields to replace");
    fill(&mut harness, "Publisher", "Dawn");
    fill(&mut harness, "Accessed", "tomorrow");
    harness.get_by_label("Accessed is not a date");
    assert!(is_off(&harness, "Change 3 documents"));
    fill(&mut harness, "Accessed", "2026-05");
    tick(&mut harness, "Replace reliability of the source");
    click(&mut harness, "Change 3 documents");
    assert_eq!(dialog(&harness), None);
    for number in [1, 2, 4] {
        let source = details(&harness, number).source;
        assert_eq!((source.publisher.as_str(), source.accessed.as_str()), ("Dawn", "2026-05"));
        assert_eq!(source.reliability, None);
    }
    assert_eq!(details(&harness, 1).source.published, "soon", "what is not ticked stays");
    assert_eq!(details(&harness, 3).source.publisher, "AP News");
    assert_eq!(details(&harness, 4).language, "en");
    undo(&mut harness);
    assert_eq!(draw(the_project(&harness)), before, "one step back");
}

#[test]
fn several_documents_are_ticked_from_the_keyboard_alone() {
    let mut harness = window_on(NEWS, SIZE);
    run(&mut harness, "sources of several");
    for key in [Key::Space, Key::ArrowDown, Key::ArrowDown, Key::Space] {
        keys(&mut harness, Modifiers::NONE, key);
    }
    let ticked = |harness: &App<'_>| harness.state().state().drafts.sources.bulk.ticked.clone();
    assert!(ticked(&harness).into_iter().eq([document_id(1), document_id(3)]));
    keys(&mut harness, Modifiers::COMMAND, Key::A);
    harness.get_by_label("4 of 4 documents ticked");
    click(&mut harness, "None");
    assert!(ticked(&harness).is_empty());
    click(&mut harness, "Cancel");
    assert_eq!(dialog(&harness), None);
}

#[test]
fn shift_ticks_all_rows_up_to_the_one_that_is_clicked() {
    let mut harness = window_on(NEWS, SIZE);
    run(&mut harness, "sources of several");
    tick(&mut harness, "B: b");
    harness.get_by_role_and_label(Role::CheckBox, "D: d").click_modifiers(Modifiers::SHIFT);
    harness.run();
    let ticked = &harness.state().state().drafts.sources.bulk.ticked;
    assert!(ticked.iter().eq([&document_id(2), &document_id(3), &document_id(4)]));
}

#[test]
fn a_publisher_for_several_takes_its_rating_only_when_asked() {
    let mut harness = window_on(NEWS, SIZE);
    run(&mut harness, "sources of several");
    fill(&mut harness, "Publisher", "ap");
    click(&mut harness, "AP · B");
    let rated =
        |harness: &App<'_>| harness.state().state().drafts.sources.bulk.values.source.reliability.clone();
    assert_eq!(rated(&harness), None);
    click(&mut harness, "Use it");
    assert_eq!(rated(&harness).as_deref(), Some("B"));
    let replaced = harness.get_by_role_and_label(Role::CheckBox, "Replace reliability of the source");
    assert_eq!(replaced.accesskit_node().toggled(), Some(eframe::egui::accesskit::Toggled::True));
}

#[test]
fn of_two_thousand_documents_only_those_in_view_are_laid_out() {
    let mut notation = String::new();
    for number in 0..2_000 {
        writeln!(notation, "d{number:04}.txt: It rose.").unwrap();
    }
    let mut harness = window_on(&notation, SIZE);
    run(&mut harness, "sources of several");
    let boxes = |harness: &App<'_>| harness.get_all_by_role(Role::CheckBox).count();
    assert!(boxes(&harness) < 30, "{}", boxes(&harness));
    click(&mut harness, "All");
    harness.get_by_label("2000 of 2000 documents ticked");
    harness.get_by_role_and_label(Role::Button, "Change 2000 documents");
    fill(&mut harness, "Filter", "d1999");
    harness.get_by_role_and_label(Role::CheckBox, "BXX: d1999");
    tick(&mut harness, "BXX: d1999");
    harness.get_by_role_and_label(Role::Button, "Change 1999 documents");
    fill(&mut harness, "Filter", "nothing like it");
    harness.get_by_label("No document fits");
}

#[track_caller]
fn assert_fits(harness: &mut App<'_>, button: &str) {
    let size = vec2(683.0, 384.0);
    harness.set_size(size);
    harness.run();
    let window = Rect::from_min_size(pos2(0.0, 0.0), size);
    for name in [button, "Cancel", "Close"] {
        let rect = harness.get_all_by_role_and_label(Role::Button, name).last().unwrap().rect();
        assert!(window.contains_rect(rect), "{name} at {rect}");
    }
}

#[test]
fn both_dialogs_fit_a_window_of_683_by_384_points() {
    let mut harness = window_on(NEWS, SIZE);
    run(&mut harness, "sources of several");
    assert_fits(&mut harness, "Change documents");
    let mut harness = window_on(NEWS, SIZE);
    edit_source(&mut harness, "D");
    assert_fits(&mut harness, "Save");
}

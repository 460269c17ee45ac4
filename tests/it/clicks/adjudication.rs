//! Two annotators from blind work to a reference layer: five unlike cases settled from the keyboard.

use super::{Window, chord, click, key, window};
use crossclaim::model::Claim;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

const TWO_READERS: &str = "settings blind\n\
    @ben\n\
    a.txt: [c1:Prices [c2:rose by 4 %]{c2 quantity @ben}]{c1 quantity} in May. \
    Wages fell.{c3 quantity}{c4 position @ben} \
    Rents stayed.{c5 quantity low}{c6 quantity high @ben} \
    Trade grew.{c7 quantity}\n\
    b.txt: Prices fell.{c8 quantity}{c9 quantity @ben}\n\
    read a.txt @ann @ben\n\
    read b.txt @ann @ben\n\
    c1 contradicts c8\n\
    c2 updates c9 @ben";

fn type_key(window: &mut Window, text: &str) {
    window.event(eframe::egui::Event::Text(text.to_owned()));
    window.run_steps(4);
}

fn button(window: &mut Window, name: &str) {
    let role = eframe::egui::accesskit::Role::Button;
    window.get_all_by_role_and_label(role, name).last().unwrap().click();
    window.run_steps(4);
}

/// What the reference layer holds, `Prices rose by 4 % quantity`.
fn reference(window: &Window) -> Vec<String> {
    let project = window.state().workspace().project();
    let Some(layer) = project.annotators().find(|one| one.reference).map(|one| one.id) else {
        return Vec::new();
    };
    let claims = project.claims().filter(|claim| claim.annotator == layer);
    let drawn = |claim: &Claim| {
        let level = claim.confidence.as_ref().map_or("", |confidence| confidence.level.as_str());
        format!("{} {} {level}", claim.quote, claim.kinds.join("+")).trim_end().to_owned()
    };
    let mut claims: Vec<String> = claims.map(drawn).collect();
    claims.sort_unstable();
    let links = project.links().filter(|link| link.annotator == layer).map(|link| link.kind.clone());
    claims.into_iter().chain(links).collect()
}

fn to_agreement(window: &mut Window) {
    chord(window, Modifiers::COMMAND, Key::Num4);
    for _ in 0..1_000_000 {
        window.run_steps(1);
        if !window.state().workspace().is_computing_agreement() {
            break;
        }
        std::thread::yield_now();
    }
    window.run_steps(4);
}

#[test]
fn from_blind_work_to_a_reference_layer_by_keyboard() {
    let mut window = window(TWO_READERS);
    assert_eq!(window.query_all_by_label_contains("Claim A2").count(), 1, "one sees one's own");
    chord(&mut window, Modifiers::COMMAND, Key::Num4);
    button(&mut window, "Open other layers…");
    button(&mut window, "Open layers");
    to_agreement(&mut window);
    // The claim that one of them left out comes first; from its item a key leads to where it is settled.
    key(&mut window, Key::J);
    window.get_by_label_contains("Item A4:");
    key(&mut window, Key::A);
    window.get_by_label_contains("Case A4 (claim missing)");
    key(&mut window, Key::Num1);
    assert_eq!(reference(&window), ["Trade grew. quantity"]);
    key(&mut window, Key::Home);
    window.get_by_label_contains("Case A1 (boundary)");
    type_key(&mut window, "m");
    key(&mut window, Key::J);
    key(&mut window, Key::J);
    key(&mut window, Key::K);
    assert_eq!(reference(&window), ["Prices rose by 4 % quantity", "Trade grew. quantity"]);
    settle(&mut window, "A2", |window| key(window, Key::Num2));
    settle(&mut window, "A3", |window| {
        type_key(window, "e");
        click(window, "Decide confidence Moderate");
        click(window, "Decide so");
    });
    settle(&mut window, "A1 – B1", |window| key(window, Key::Num1));
    assert_eq!(
        reference(&window),
        [
            "Prices fell. quantity",
            "Prices rose by 4 % quantity",
            "Rents stayed. quantity moderate",
            "Trade grew. quantity",
            "Wages fell. position",
            "contradicts",
        ]
    );
    assert_eq!(window.state().workspace().project().rulings().len(), 5);
}

/// Takes up a case of the open ones by keyboard and settles it.
fn settle(window: &mut Window, name: &str, decide: impl Fn(&mut Window)) {
    key(window, Key::Home);
    for _ in 0..6 {
        if window.query_by_role_and_label(eframe::egui::accesskit::Role::Label, name).is_some() {
            break;
        }
        key(window, Key::J);
    }
    decide(window);
}

#[test]
fn a_ruling_has_a_cause_and_a_reason_and_is_taken_back() {
    let mut window = window(&TWO_READERS.replace("settings blind\n", ""));
    chord(&mut window, Modifiers::COMMAND, Key::Num3);
    click(&mut window, "Annotators");
    key(&mut window, Key::Home);
    key(&mut window, Key::R);
    type_key(&mut window, "The guideline is silent on articles.");
    chord(&mut window, Modifiers::COMMAND, Key::Enter);
    key(&mut window, Key::Home);
    type_key(&mut window, "x");
    let rulings = |window: &Window| {
        let project = window.state().workspace().project();
        project.rulings().map(|ruling| (ruling.outcome.clone(), ruling.cause.clone())).collect::<Vec<_>>()
    };
    assert_eq!(rulings(&window), [("withdrawn".to_owned(), String::new())]);
    let reason = window.state().workspace().project().rulings().next().unwrap().rationale.clone();
    assert_eq!(reason, "The guideline is silent on articles.", "it waited for its case");
    let cause = window.state().workspace().project().codebook().causes.first().unwrap().clone();
    click(&mut window, &format!("Cause: {}", cause.label));
    assert_eq!(rulings(&window), [("withdrawn".to_owned(), cause.id)]);
    key(&mut window, Key::Delete);
    assert_eq!(rulings(&window), []);
}

#[test]
fn what_all_agree_on_goes_over_at_once_and_comes_back_with_one_undo() {
    let mut window = window(&TWO_READERS.replace("settings blind\n", ""));
    chord(&mut window, Modifiers::COMMAND, Key::Num3);
    click(&mut window, "Annotators");
    button(&mut window, "Accept all agreed");
    assert_eq!(reference(&window), ["Prices fell. quantity"]);
    chord(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(reference(&window), Vec::<String>::new());
}

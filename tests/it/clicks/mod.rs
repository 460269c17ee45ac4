//! The gestures of the Read view, through the real frame function and accessible names: one test a user story, by mouse
//! and by keyboard.

mod adjudication;
mod agreement;
mod check;
mod chronology;
mod claims;
mod columns;
mod directions;
mod flow;
mod hearing;
mod judging;
mod keyboard;
mod mouse;
mod questions;
mod reading;
mod review;
mod searching;
mod sentences;
mod shell;

use crate::fixture;
use crossclaim::model::{Annotator, Claim, Link};
use crossclaim::ui::CrossclaimApp;
use crossclaim::workspace::{FixedClock, IdSource, Workspace};
use eframe::egui::{
    Context, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, TouchPhase, Vec2,
};
use egui_kittest::{Harness, HarnessBuilder, kittest::Queryable as _};

pub(crate) type Window = Harness<'static, CrossclaimApp>;

/// The window on a project in the notation of the fixtures.
pub(crate) fn window(notation: &str) -> Window {
    build(notation, Harness::builder())
}

/// The same on a context that was set up so; what no font has is drawn as a box.
pub(crate) fn window_with(notation: &str, setup: impl FnOnce(&Context) + 'static) -> Window {
    build(notation, Harness::builder().with_context_setup(setup).allow_missing_glyphs())
}

fn build(notation: &str, builder: HarnessBuilder<CrossclaimApp>) -> Window {
    let project = fixture::project(notation);
    let me =
        Annotator { machine: None, id: fixture::annotator_id(1), name: "ann".to_owned(), reference: false };
    let clock = Box::new(FixedClock(fixture::TIME.parse().unwrap()));
    let workspace = Workspace::new(project, &me, clock, IdSource::Counted(1000)).unwrap();
    let app = CrossclaimApp::new(workspace);
    let mut window = builder
        .with_size(Vec2::new(1440.0, 900.0))
        .with_step_dt(0.1)
        .build_ui_state(|ui, app: &mut CrossclaimApp| app.frame(ui), app);
    window.run_steps(4);
    window
}

/// Two documents with a claim each and a sentence that is none.
pub(crate) const TWO: &str = "a.txt: The deal is worth $50 billion.{c1 quantity high} Nobody saw it coming.\n\
                              b.txt: The deal is worth $100 billion.{c2 quantity} It runs for eight years.";

/// Draws the notation of what the project holds.
pub(crate) fn drawn(window: &Window) -> String {
    fixture::draw(window.state().workspace().project())
}

pub(crate) fn claims(window: &Window) -> Vec<Claim> {
    window.state().workspace().project().claims().cloned().collect()
}

pub(crate) fn links(window: &Window) -> Vec<Link> {
    window.state().workspace().project().links().cloned().collect()
}

/// Clicks on what bears a name that begins so.
pub(crate) fn click(window: &mut Window, name: &str) {
    window.get_by_label_contains(name).click();
    window.run_steps(4);
}

pub(crate) fn key(window: &mut Window, key: Key) {
    chord(window, Modifiers::NONE, key);
}

pub(crate) fn chord(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_steps(4);
}

/// The middle of what bears a name that begins so.
pub(crate) fn centre(window: &Window, name: &str) -> Pos2 {
    window.get_by_label_contains(name).rect().center()
}

fn button(pos: Pos2, pressed: bool, modifiers: Modifiers) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers }
}

/// Presses, moves in small steps, lets go.
pub(crate) fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    drag_with(window, Modifiers::NONE, from, to);
}

/// Drags with keys held down.
pub(crate) fn drag_with(window: &mut Window, modifiers: Modifiers, from: Pos2, to: Pos2) {
    window.event(Event::ModifiersChanged(modifiers));
    window.event(Event::PointerMoved(from));
    window.event(button(from, true, modifiers));
    window.run_steps(1);
    for step in 1_u8..=8 {
        window.event(Event::PointerMoved(from.lerp(to, f32::from(step) / 8.0)));
        window.run_steps(1);
    }
    window.event(button(to, false, modifiers));
    window.event(Event::ModifiersChanged(Modifiers::NONE));
    window.run_steps(4);
}

/// Two presses at one place.
pub(crate) fn double_click(window: &mut Window, at: Pos2) {
    window.event(Event::PointerMoved(at));
    for _ in 0..2 {
        window.event(button(at, true, Modifiers::NONE));
        window.event(button(at, false, Modifiers::NONE));
        window.run_steps(1);
    }
    window.run_steps(4);
}

/// Turns the wheel over a place, by points.
pub(crate) fn wheel(window: &mut Window, at: Pos2, by: f32) {
    window.event(Event::PointerMoved(at));
    window.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: Vec2::new(0.0, by),
        modifiers: Modifiers::NONE,
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
    });
    window.run_steps(30);
}

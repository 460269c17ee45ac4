//! Frames of the Matrix, the Chronology and the Disagreements view by the number of questions, and of the Claims view by
//! that of claims.

use super::{corpus, frame};
use crossclaim::analysis::threads::QuestionKey;
use crossclaim::model::{Bound, DocumentId, When};
use crossclaim::workspace::{LinkEnd, QuestionTarget, Tag, Workspace, dates};
use eframe::egui::{Event, Key, Modifiers, MouseWheelUnit, TouchPhase, pos2, vec2};

/// Prints what it costs to come to a view, to move in it, and to see a link that was just made.
pub(crate) fn views() {
    println!(
        "\n| view, 1920×1080 | first ms | p50 ms | p99 ms | after a link ms |\n| --- | --- | --- | --- | --- |"
    );
    for (documents, threads) in [(5, 40), (400, 40), (40, 400), (2_000, 10_000)] {
        for (name, key) in [("Matrix", Key::Num2), ("Disagreements", Key::Num3), ("Chronology", Key::Num6)] {
            let mut screen = frame::Screen::new(project(documents, threads));
            screen.run(5);
            let first = screen.frame(vec![pressed(key, Modifiers::COMMAND)]) + screen.frame(Vec::new());
            // The words of some hundred claims are read in a frame.
            screen.run(if name == "Chronology" { 150 } else { 5 });
            let mut times: Vec<f64> =
                (0..300).map(|_| screen.frame(vec![pressed(Key::J, Modifiers::NONE)])).collect();
            times.sort_by(f64::total_cmp);
            let linked = link(&mut screen);
            println!(
                "| {name}, {documents} documents, {threads} questions | {first:.1} | {:.2} | {:.2} | {linked:.2} |",
                frame::quantile(&times, (1, 2)),
                frame::quantile(&times, (99, 100))
            );
        }
    }
}

/// Prints what it costs to come to the Claims view, to scroll and move in it, to order, filter and group it, and to change
/// all claims at once.
pub(crate) fn claims() {
    println!(
        "\n| Claims, 1920×1080 | first ms | frames to all | scroll p50 | scroll p99 | move p99 | order | words | group \
         | select all | change all |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    );
    for (documents, threads) in [(40, 400), (2_000, 10_000), (2_000, 33_334)] {
        let mut screen = frame::Screen::new(project(documents, threads));
        screen.run(5);
        let first = screen.frame(vec![pressed(Key::Num5, Modifiers::COMMAND)]) + screen.frame(Vec::new());
        let count = screen.app.workspace().project().claims().len();
        let mut frames = 2;
        while screen.app.listed_claims() < count && frames < 1_000 {
            screen.frame(Vec::new());
            frames += 1;
        }
        screen.run(5);
        let scrolled = sorted((0..300).map(|_| screen.frame(wheel())).collect());
        let moved = sorted((0..300).map(|_| screen.frame(vec![pressed(Key::J, Modifiers::NONE)])).collect());
        // The frame that makes the list again, with the one after it that draws it.
        let mut once = |event: Event| screen.frame(vec![event]) + screen.frame(Vec::new());
        let order = once(pressed(Key::S, Modifiers::NONE));
        let group = once(pressed(Key::B, Modifiers::NONE));
        once(pressed(Key::Slash, Modifiers::NONE));
        let words = once(Event::Text("a".to_owned()));
        once(pressed(Key::Escape, Modifiers::NONE));
        let all = once(pressed(Key::A, Modifiers::COMMAND));
        let change = once(pressed(Key::H, Modifiers::NONE));
        println!(
            "| {documents} documents, {count} claims | {first:.1} | {frames} | {:.2} | {:.2} | {:.2} | {order:.1} \
             | {words:.1} | {group:.1} | {all:.1} | {change:.1} |",
            frame::quantile(&scrolled, (1, 2)),
            frame::quantile(&scrolled, (99, 100)),
            frame::quantile(&moved, (99, 100))
        );
    }
}

fn sorted(mut times: Vec<f64>) -> Vec<f64> {
    times.sort_by(f64::total_cmp);
    times
}

fn wheel() -> Vec<Event> {
    vec![
        Event::PointerMoved(pos2(900.0, 600.0)),
        Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, -200.0),
            modifiers: Modifiers::NONE,
            phase: TouchPhase::Move,
            source: eframe::egui::MouseWheelSource::Wheel,
        },
    ]
}

fn pressed(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

/// The frame after a link between two claims of different threads, with the commit.
fn link(screen: &mut frame::Screen) -> f64 {
    let ends: Vec<_> = screen.app.workspace().project().claims().map(|claim| claim.id).collect();
    let (from, to) = (ends[0], ends[ends.len() / 2]);
    let began = std::time::Instant::now();
    let workspace = screen.app.workspace_mut();
    workspace.link(LinkEnd::Claim(from), LinkEnd::Claim(to), "contradicts", None).unwrap();
    let committed = began.elapsed().as_secs_f64() * 1e3;
    committed + screen.frame(Vec::new())
}

/// Each question has a claim in three documents, one of which is contradicted.
fn project(documents: usize, threads: usize) -> Workspace {
    let sentences = (threads * 3).div_ceil(documents) + 1;
    let mut workspace = Workspace::empty("Bench", &corpus::me()).unwrap();
    corpus::add_documents(&mut workspace, documents, sentences);
    let ids: Vec<DocumentId> = workspace.project().document_ids().to_vec();
    let mut used = vec![0_usize; documents];
    for thread in 0..threads {
        let claims: Vec<_> = (0..3)
            .map(|part| {
                let at = (thread * 3 + part * 7) % documents;
                let document = workspace.project().document(ids[at]).unwrap();
                let span = document.sentences[used[at] % document.sentences.len()].span;
                used[at] += 1;
                let tag = Tag { kinds: vec!["quantity".to_owned()], confidence: None };
                workspace.tag(ids[at], span, tag).unwrap()
            })
            .collect();
        let mut about = QuestionTarget::New(format!("Question {thread}"));
        for (from, to, kind) in [(0, 1, "corroborates"), (0, 2, "contradicts")] {
            let ends = (LinkEnd::Claim(claims[from]), LinkEnd::Claim(claims[to]));
            let link = workspace.link_about(ends, kind, None, &about).unwrap();
            let question = workspace.project().link(link).and_then(|link| link.question).unwrap();
            about = QuestionTarget::Known(QuestionKey::Asked(question));
        }
    }
    date(&mut workspace);
    workspace
}

/// Two of three claims get a month each.
fn date(workspace: &mut Workspace) {
    let claims = workspace.project().claims().map(|claim| claim.id).enumerate();
    let dated = claims.filter(|(at, _)| at % 3 < 2).map(|(at, claim)| {
        let from = format!("{}-{:02}", 1950 + at % 70, 1 + at % 12);
        (claim, Some(When { from, to: String::new(), bound: Bound::On }))
    });
    let dated: Vec<_> = dated.collect();
    dates::set_dates(workspace, &dated, "Set dates").unwrap();
}

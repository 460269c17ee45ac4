//! Frames through the real frame function: layout and tessellation, without a window.

use super::corpus;
use crossclaim::ui::CrossclaimApp;
use crossclaim::workspace::{Tag, Workspace};
use eframe::egui::{Context, Event, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, pos2, vec2};
use std::hint::black_box;
use std::time::Instant;

/// Frames before counting begins: fonts and first layouts.
const WARM: usize = 20;
/// Frames that are counted.
const COUNTED: usize = 600;

/// A window without a screen.
pub(crate) struct Screen {
    ctx: Context,
    pub(crate) app: CrossclaimApp,
    frames: u32,
}

impl Screen {
    pub(crate) fn new(workspace: Workspace) -> Self {
        let mut app = CrossclaimApp::new(workspace);
        app.open_all();
        Self { ctx: Context::default(), app, frames: 0 }
    }

    /// Draws a frame; gives its milliseconds.
    pub(crate) fn frame(&mut self, events: Vec<Event>) -> f64 {
        self.frames += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1920.0, 1080.0))),
            time: Some(f64::from(self.frames) / 60.0),
            events,
            ..RawInput::default()
        };
        let began = Instant::now();
        let mut output = self.ctx.run_ui(input, |ui| self.app.frame(ui));
        let shapes = std::mem::take(&mut output.shapes);
        black_box(self.ctx.tessellate(shapes, output.pixels_per_point));
        let millis = began.elapsed().as_secs_f64() * 1e3;
        output.textures_delta.clear();
        millis
    }

    /// Draws frames without input.
    pub(crate) fn run(&mut self, count: usize) {
        for _ in 0..count {
            self.frame(Vec::new());
        }
    }

    /// Scrolls all columns in turn, a fifth of a page at a time.
    fn scroll(&mut self, count: usize) -> Vec<f64> {
        let places = [330.0, 590.0, 850.0, 1110.0, 1370.0];
        let frames = (0..count).map(|index| {
            let x = places.get(index % places.len()).copied().unwrap_or(330.0);
            self.frame(vec![
                Event::PointerMoved(pos2(x, 500.0)),
                Event::MouseWheel {
                    unit: MouseWheelUnit::Point,
                    delta: vec2(0.0, -120.0),
                    modifiers: Modifiers::NONE,
                    phase: TouchPhase::Move,
                    source: eframe::egui::MouseWheelSource::Wheel,
                },
            ])
        });
        frames.collect()
    }
}

/// The value below which a share of the sorted values lies.
pub(crate) fn quantile(sorted: &[f64], share: (usize, usize)) -> f64 {
    sorted.get(sorted.len() * share.0 / share.1).copied().unwrap_or(f64::NAN)
}

/// Prints p50 and p99 of scrolling through little and much.
pub(crate) fn scrolling() {
    println!("\n| frame, 1920×1080, five columns, scrolling | p50 ms | p99 ms |\n| --- | --- | --- |");
    for (documents, sentences) in [(20, 50), (200, 50), (2_000, 50), (5, 200), (5, 2_000), (5, 20_000)] {
        let mut screen = Screen::new(corpus::workspace(documents, sentences));
        screen.scroll(WARM);
        let mut times = screen.scroll(COUNTED);
        times.sort_by(f64::total_cmp);
        println!(
            "| {documents} documents of {sentences} sentences | {:.2} | {:.2} |",
            quantile(&times, (1, 2)),
            quantile(&times, (99, 100))
        );
    }
}

/// Prints what a document of 20,000 sentences with 6,000 claims costs.
pub(crate) fn one_long_document() {
    println!("\n| one document of 20,000 sentences with 6,000 claims | ms |\n| --- | --- |");
    let workspace = corpus::workspace(1, 20_000);
    let began = Instant::now();
    let mut screen = Screen::new(workspace);
    screen.frame(Vec::new());
    let fonts = began.elapsed().as_secs_f64() * 1e3;
    screen.frame(Vec::new());
    let shown = began.elapsed().as_secs_f64() * 1e3;
    println!("| first frame with text (of it fonts and style {fonts:.1}) | {shown:.1} |");
    screen.scroll(WARM);
    let mut times = Vec::new();
    for index in 0..50 {
        let project = screen.app.workspace().project();
        let document = project.document_ids().first().copied().unwrap();
        let span = project.document(document).unwrap().sentences[index * 3].span;
        let began = Instant::now();
        let tag = Tag { kinds: vec!["quantity".to_owned()], confidence: None };
        screen.app.workspace_mut().tag(document, span, tag).unwrap();
        let commit = began.elapsed().as_secs_f64() * 1e3;
        times.push(commit + screen.frame(Vec::new()));
    }
    times.sort_by(f64::total_cmp);
    println!("| tag a sentence to the frame that shows it, median | {:.2} |", quantile(&times, (1, 2)));
    println!("| the slowest of 50 | {:.2} |", times.last().copied().unwrap_or(f64::NAN));
}

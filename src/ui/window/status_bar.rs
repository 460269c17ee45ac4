//! The status bar: where the selection is, the keys that help there, whose work it is and how much.

use crate::model::Project;
use crate::ui::action::Actions;
use crate::ui::disagreements::state::{ReviewList, ReviewState};
use crate::ui::files::action::FileAction;
use crate::ui::navigation::MainView;
use crate::ui::read::state::{Mode, ReadState, Selection};
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::widgets::{fields, fitted};
use crate::ui::{claims, theme};
use crate::view::names;
use eframe::egui::{
    Align, Button, CornerRadius, Frame, Layout, Panel, Rect, RichText, Sense, Stroke, Ui, UiBuilder, vec2,
};

const HEIGHT: f32 = 26.0;

/// Keys with what they do.
type Hint = (&'static [&'static str], String);

/// Draws the status bar.
pub fn status_bar_ui(ui: &mut Ui, scene: Scene<'_>, state: &UiState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let frame = Frame::new().fill(palette.panel);
    Panel::bottom("status bar").exact_size(HEIGHT).frame(frame).show(ui, |ui| {
        let bar = ui.max_rect().shrink2(vec2(14.0, 0.0));
        let right = Layout::right_to_left(Align::Center);
        let tail = ui.scope_builder(UiBuilder::new().max_rect(bar).layout(right), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            match &state.progress {
                Some((what, share)) => progress_ui(ui, what, *share, actions),
                None => work_ui(ui, scene, actions),
            }
        });
        let room = Rect::from_min_max(bar.min, bar.max - vec2(tail.response.rect.width() + 16.0, 0.0));
        let left = Layout::left_to_right(Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(room).layout(left), |ui| {
            ui.set_clip_rect(ui.clip_rect().intersect(room));
            place_and_hints_ui(ui, scene, state, room);
        });
    });
}

fn place_and_hints_ui(ui: &mut Ui, scene: Scene<'_>, state: &UiState, room: Rect) {
    ui.spacing_mut().item_spacing.x = 14.0;
    let (project, read) = (scene.workspace.project(), &state.read);
    let (place, hints) = match state.view {
        MainView::Read => (mode_text(project, read), hints(project, read)),
        MainView::Disagreements => (review_text(scene, state.review.list), review_hints(&state.review)),
        MainView::Claims => (String::new(), claims_hints()),
        MainView::Matrix => (String::new(), matrix_hints()),
        MainView::Chronology => (String::new(), chronology_hints()),
        MainView::Agreement => (String::new(), agreement_hints()),
        // The keys stand beside what they do.
        MainView::Check => (String::new(), Vec::new()),
    };
    if !place.is_empty() {
        let palette = theme::palette(ui);
        let galley = fitted(ui, &place, theme::small(), palette.muted, room.width());
        let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
        crate::ui::widgets::named(&response, eframe::egui::accesskit::Role::Label, &place);
        ui.painter().galley(rect.min, galley, palette.muted);
    }
    for (keys, words) in hints {
        if hint_width(ui, keys, &words) > ui.available_width() {
            break;
        }
        ui.horizontal(|ui| fields::key_hint(ui, keys, &words));
    }
}

/// Hints that do not fit are left out whole.
fn hint_width(ui: &Ui, keys: &[&str], words: &str) -> f32 {
    let palette = theme::palette(ui);
    let words = fitted(ui, words, theme::small(), palette.muted, 600.0).size().x;
    let caps: f32 = keys.iter().map(|key| 6.0f32.mul_add(key.chars().count() as f32, 15.0)).sum();
    words + caps + 8.0
}

fn quiet_label(ui: &mut Ui, text: &str) {
    let palette = theme::palette(ui);
    ui.label(RichText::new(text).font(theme::small()).color(palette.muted));
}

fn progress_ui(ui: &mut Ui, what: &str, share: f32, actions: &mut Actions) {
    let palette = theme::palette(ui);
    if share.is_nan() {
        quiet_label(ui, &format!("{what}…"));
        return;
    }
    let cancel = Button::new(RichText::new("Cancel").font(theme::small())).min_size(vec2(0.0, 24.0));
    let response = ui.add(cancel);
    fields::ring(ui, &response);
    if response.clicked() {
        actions.push(FileAction::CancelJob);
    }
    let (rect, _) = ui.allocate_exact_size(vec2(120.0, 6.0), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(3), palette.line);
    let done = Rect::from_min_size(rect.min, vec2(rect.width() * share.clamp(0.0, 1.0), rect.height()));
    ui.painter().rect_filled(done, CornerRadius::same(3), palette.accent);
    quiet_label(ui, &format!("{what} · {:.0} %", share.clamp(0.0, 1.0) * 100.0));
}

/// Whose work it is and how much, and how much there is in all where others worked, too:
/// `ann · 5 claims, 2 links · all: 17 claims, 9 links`. A click lists the claims.
fn work_ui(ui: &mut Ui, scene: Scene<'_>, actions: &mut Actions) {
    let me = scene.workspace.me();
    let (own, all) = work_texts(scene);
    // From the right.
    if let Some(all) = all {
        if count_link(ui, &all, "Lists all claims   Ctrl+5") {
            actions.push(claims::open_of(None));
        }
        quiet_label(ui, "·");
        if count_link(ui, &own, "Lists your claims") {
            actions.push(claims::open_of(Some(me)));
        }
    } else if count_link(ui, &own, "Lists all claims   Ctrl+5") {
        actions.push(claims::open_of(None));
    }
}

/// Words in secondary ink that lead somewhere.
fn count_link(ui: &mut Ui, words: &str, hint: &str) -> bool {
    let palette = theme::palette(ui);
    let galley = fitted(ui, words, theme::small(), palette.muted, 420.0);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x, HEIGHT - 4.0), Sense::click());
    crate::ui::widgets::named(&response, eframe::egui::accesskit::Role::Button, words);
    let at = rect.center() - galley.size() / 2.0;
    if response.hovered() {
        let line = Stroke::new(1.0, palette.muted);
        ui.painter().hline(rect.x_range(), at.y + galley.size().y - 1.0, line);
    }
    fields::ring(ui, &response);
    ui.painter().galley(at, galley, palette.muted);
    response.on_hover_text(hint).clicked()
}

/// This annotator's own work, and that of all where there is more.
fn work_texts(scene: Scene<'_>) -> (String, Option<String>) {
    let me = scene.workspace.me();
    let project = scene.workspace.project();
    let name = project.annotator(me).map_or_else(|| "you".to_owned(), |_| names::annotator_name(project, me));
    let library = scene.views.library();
    let words = |claims, links| format!("{}, {}", counted(claims, "claim"), counted(links, "link"));
    let (claims, links) = (library.own_claim_count(me), library.own_link_count);
    let own = format!("{name} · {}", words(claims, links));
    if (claims, links) == (library.claim_count, library.link_count) {
        return (own, None);
    }
    (own, Some(format!("all: {}", words(library.claim_count, library.link_count))))
}

/// A number with its noun.
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// What is selected, or how far the link is.
fn mode_text(project: &Project, read: &ReadState) -> String {
    match &read.mode {
        Mode::Idle => read.selection.map_or_else(String::new, |selection| place_text(project, selection)),
        Mode::Linking { from, .. } => {
            format!("Linking from {} — choose the other end", name_of(project, *from))
        }
        Mode::Judging { claim, document, span } => {
            let there = names::place_name(project, *document, *span);
            format!("{} and {there}: a link?", names::claim_name_of(project, *claim))
        }
        Mode::Choosing { from, to } => {
            format!("{} to {}", name_of(project, *from), name_of(project, *to))
        }
    }
}

/// `A sentence 14 of 32` for all that stands in a document, `A14 contradicts E22` for a link.
fn place_text(project: &Project, selection: Selection) -> String {
    let (document, index) = match selection {
        Selection::Sentence(document, index) => (document, Some(index)),
        Selection::Span(document, span) => {
            (document, project.document(document).and_then(|record| record.sentence_at(span.start)))
        }
        Selection::Claim(claim) => {
            let Some(claim) = project.claim(claim) else {
                return String::new();
            };
            let record = project.document(claim.document);
            (claim.document, record.and_then(|record| record.sentence_at(claim.span.start)))
        }
        Selection::Link(link) => return link_text(project, link),
    };
    let letter = names::document_letter(project, document);
    let count = project.document(document).map_or(0, |record| record.sentences.len());
    format!("{letter} sentence {} of {count}", index.unwrap_or_default() + 1)
}

fn link_text(project: &Project, link: crate::model::LinkId) -> String {
    project.link(link).map_or_else(String::new, |link| {
        let name = |claim| names::claim_name_of(project, claim);
        format!("{} {} {}", name(link.from), kind_label(project, &link.kind), name(link.to))
    })
}

fn name_of(project: &Project, place: Selection) -> String {
    match place {
        Selection::Sentence(document, index) => names::sentence_name(project, document, index),
        Selection::Span(document, span) => names::place_name(project, document, span),
        Selection::Claim(claim) => names::claim_name_of(project, claim),
        Selection::Link(link) => link_text(project, link),
    }
}

fn kind_label(project: &Project, kind: &str) -> String {
    project.codebook().link_kind(kind).map_or_else(|| kind.to_owned(), |kind| kind.label.clone())
}

/// The keys that help in this mode, the most useful first.
fn hints(project: &Project, read: &ReadState) -> Vec<Hint> {
    match &read.mode {
        Mode::Linking { target: None, .. } => vec![
            (&[], "click it, or".to_owned()),
            (&["Tab"], "likely ends".to_owned()),
            (&["J", "K"], "move".to_owned()),
            (&["Esc"], "leave".to_owned()),
        ],
        Mode::Judging { .. } => vec![
            (&["Enter"], "accept".to_owned()),
            (&["Backspace"], "dismiss".to_owned()),
            (&["1–9"], "accept as another kind".to_owned()),
            (&["F", "G", "H"], "confidence".to_owned()),
            (&["N"], "next".to_owned()),
            (&["Esc"], "leave".to_owned()),
        ],
        Mode::Linking { target: Some(_), .. } | Mode::Choosing { .. } => {
            let codebook = project.codebook();
            let last = codebook.offered_link_kinds().find(|kind| kind.id == read.last_link_kind);
            let kind = last.or_else(|| codebook.offered_link_kinds().next());
            let label = kind.map_or("the last kind", |kind| kind.label.as_str());
            let mut hints: Vec<Hint> =
                vec![(&["Enter"], format!("links as {label}")), (&["1–9"], "other kind".to_owned())];
            if matches!(read.mode, Mode::Linking { .. }) {
                hints.push((&["Tab"], "next likely end".to_owned()));
            }
            hints.push((&["F", "G", "H"], "confidence".to_owned()));
            hints.push((&["Esc"], "leave".to_owned()));
            hints
        }
        Mode::Idle => idle_hints(read.selection),
    }
}

fn idle_hints(selection: Option<Selection>) -> Vec<Hint> {
    let mut hints: Vec<Hint> = Vec::new();
    match selection {
        Some(Selection::Link(_)) => {
            hints.push((&["1–9"], "kind".to_owned()));
            hints.push((&["F", "G", "H"], "confidence".to_owned()));
            hints.push((&["W"], "note".to_owned()));
            hints.push((&["Tab"], "next link".to_owned()));
        }
        Some(_) => {
            hints.push((&["L"], "link".to_owned()));
            hints.push((&["1–9"], "kind".to_owned()));
            hints.push((&["F", "G", "H"], "confidence".to_owned()));
        }
        None => {}
    }
    hints.push((&["J", "K"], "move".to_owned()));
    hints.push((&["?"], "all gestures".to_owned()));
    hints
}

/// `17 open, 2 settled, 1 to look at again`.
fn review_text(scene: Scene<'_>, shown: ReviewList) -> String {
    let (counts, between) = (scene.views.review().counts(), scene.views.adjudication().list());
    let (open, settled, again) = match shown {
        ReviewList::Annotators => (between.open, between.settled, between.another_look),
        ReviewList::Cases(_) | ReviewList::Likely => (counts.open, counts.settled, counts.another_look),
    };
    let again = if again > 0 { format!(", {again} to look at again") } else { String::new() };
    format!("{open} open, {settled} settled{again}")
}

fn review_hints(review: &ReviewState) -> Vec<Hint> {
    let mut hints: Vec<Hint> = match review.list {
        ReviewList::Annotators => vec![
            (&["1–9"], "accept".to_owned()),
            (&["M"], "merge".to_owned()),
            (&["E"], "edit".to_owned()),
            (&["X"], "reject".to_owned()),
            (&["O"], "leave open".to_owned()),
            (&["R"], "reason".to_owned()),
            (&["Enter"], "read in place".to_owned()),
        ],
        ReviewList::Likely => vec![
            (&["Enter"], "accept".to_owned()),
            (&["Backspace"], "dismiss".to_owned()),
            (&["1–9"], "accept as another kind".to_owned()),
            (&["F", "G", "H"], "confidence".to_owned()),
            (&["Space"], "read in place".to_owned()),
        ],
        ReviewList::Cases(_) => vec![
            (&["1–9"], "settle".to_owned()),
            (&["R"], "rationale".to_owned()),
            (&["F", "G", "H"], "confidence".to_owned()),
            (&["Enter"], "read in place".to_owned()),
            (&["Ctrl", "Enter"], "go on".to_owned()),
        ],
    };
    hints.push((&["J", "K"], "move".to_owned()));
    hints.push((&["[", "]"], "lists".to_owned()));
    hints.push((&["?"], "all gestures".to_owned()));
    hints
}

fn claims_hints() -> Vec<Hint> {
    vec![
        (&["J", "K"], "move".to_owned()),
        (&["Space"], "select besides".to_owned()),
        (&["Enter"], "read in place".to_owned()),
        (&["1–9"], "kind".to_owned()),
        (&["F", "G", "H"], "confidence".to_owned()),
        (&["T"], "tags".to_owned()),
        (&["/"], "words".to_owned()),
        (&["S"], "another order".to_owned()),
        (&["?"], "all gestures".to_owned()),
    ]
}

fn matrix_hints() -> Vec<Hint> {
    vec![
        (&["↑", "↓", "←", "→"], "move".to_owned()),
        (&["Enter"], "read in place".to_owned()),
        (&["D"], "its disagreement".to_owned()),
        (&["F2"], "rename".to_owned()),
        (&["P"], "split".to_owned()),
        (&["M"], "merge".to_owned()),
        (&["Alt", "↑", "↓"], "place".to_owned()),
        (&["S"], "another order".to_owned()),
        (&["?"], "all gestures".to_owned()),
    ]
}

fn chronology_hints() -> Vec<Hint> {
    vec![
        (&["↑", "↓", "←", "→"], "move".to_owned()),
        (&["A"], "accept".to_owned()),
        (&["T"], "type a date".to_owned()),
        (&["Enter"], "its disagreement, or read".to_owned()),
        (&["Space"], "read in place".to_owned()),
        (&["U"], "claims without a date".to_owned()),
        (&["Del"], "clear".to_owned()),
        (&["?"], "all gestures".to_owned()),
    ]
}

fn agreement_hints() -> Vec<Hint> {
    vec![
        (&["J", "K"], "items".to_owned()),
        (&["[", "]"], "units".to_owned()),
        (&["Enter"], "read in place".to_owned()),
        (&["A"], "settle".to_owned()),
        (&["?"], "all gestures".to_owned()),
    ]
}

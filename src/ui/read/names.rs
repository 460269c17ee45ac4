//! What stands in the text under its name: sentences and claims for screen readers and tests, and the one of them that
//! the keyboard is at.

use super::placed::PlacedColumn;
use super::state::{Mode, ReadState, Selection};
use crate::model::{ClaimId, DocumentId, LinkId, Project};
use crate::text::SentenceRole;
use crate::ui::lines::widest;
use crate::ui::scene::Scene;
use crate::view::names::{claim_name_of, confidence_label, place_name, sentence_name, shortened};
use crate::view::reader::{ClaimMark, ReaderColumn};
use eframe::egui::accesskit::{Node, Role};
use eframe::egui::{Id, Rect, Response, Sense, Ui, Vec2, WidgetInfo};

/// Characters of a sentence or claim that its name holds at most.
const MAX_CHARS: usize = 600;

/// Registers sentences and claims in view under their names; gives what was clicked without a mouse.
pub fn names_ui(ui: &Ui, scene: Scene<'_>, placed: &PlacedColumn, read: &ReadState) -> NameClicks {
    let mut clicks = NameClicks::default();
    let Some(view) = scene.views.column(placed.document) else {
        return clicks;
    };
    let here = Here { scene, view, read };
    for index in view.sentences_in(placed.visible) {
        let Some(sentence) = view.sentences.get(index) else {
            continue;
        };
        let rects = placed.rects(&view.text, sentence.span);
        let place = Selection::Sentence(placed.document, index);
        if let Some(rect) = visible_row(&rects, placed.rect) {
            let response = ui.interact(rect, sentence_id(placed.document, index), Sense::CLICK);
            response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, here.sentence_name(index)));
            here.describe(&response, place, |node| here.describe_sentence(node, index));
            clicks.note(&response, place, read);
        }
    }
    for mark in view.marks_in(placed.visible) {
        let Some(claim) = placed.claims.get(&mark.claim) else {
            continue;
        };
        let place = Selection::Claim(mark.claim);
        if let Some(rect) = visible_row(&claim.rows, placed.rect) {
            let response = ui.interact(rect, claim_id(mark.claim), Sense::CLICK);
            response.widget_info(|| WidgetInfo::labeled(Role::Mark, true, here.claim_name(mark)));
            here.describe(&response, place, |node| here.describe_claim(node, mark));
            clicks.note(&response, place, read);
        }
    }
    if let Some(Selection::Span(document, span)) = read.cursor()
        && document == placed.document
        && let Some(rect) = visible_row(&placed.rects(&view.text, span), placed.rect)
    {
        let response = ui.interact(rect, words_id(), Sense::hover());
        let name = place_name(scene.workspace.project(), document, span);
        let words = format!("Words in {name}: {}", shortened(view.words(span), MAX_CHARS));
        response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &words));
        let place = Selection::Span(document, span);
        here.describe(&response, place, |_| ());
        clicks.note(&response, place, read);
    }
    clicks
}

/// Says which node the keyboard is at: the one in view, or that of the selected link.
pub fn cursor_ui(ui: &Ui, scene: Scene<'_>, read: &ReadState, in_view: Option<Id>) {
    let id = match read.cursor() {
        Some(Selection::Link(link)) => link_ui(ui, scene.workspace.project(), link),
        _ => in_view,
    };
    if let Some(id) = id {
        ui.ctx().accesskit_node_builder(super::keyboard_id(), |node| {
            node.set_active_descendant(id.accesskit_id());
        });
    }
}

/// Names the selected link, which has no place of its own in the text.
fn link_ui(ui: &Ui, project: &Project, link: LinkId) -> Option<Id> {
    let link = project.link(link)?;
    let id = Id::unique(("selected link", link.id));
    let place = Rect::from_min_size(ui.max_rect().min, Vec2::splat(1.0));
    let response = ui.interact(place, id, Sense::hover());
    let kind = project.codebook().link_kind(&link.kind);
    let kind = kind.map_or(link.kind.as_str(), |kind| kind.label.as_str());
    let [from, to] = [link.from, link.to].map(|end| claim_name_of(project, end));
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, format!("{from} {kind} {to}")));
    ui.ctx().accesskit_node_builder(id, |node| {
        let level = link.confidence.as_ref().map(|sure| confidence_label(project, sure));
        node.set_description(format!("link, confidence {}", level.as_deref().unwrap_or("not set")));
        node.set_selected(true);
    });
    Some(id)
}

fn sentence_id(document: DocumentId, index: usize) -> Id {
    Id::unique(("sentence", document, index))
}

fn claim_id(claim: ClaimId) -> Id {
    Id::unique(("claim", claim))
}

fn words_id() -> Id {
    Id::unique("selected words")
}

/// One column, as names and descriptions are made for it.
#[derive(Clone, Copy)]
struct Here<'a> {
    scene: Scene<'a>,
    view: &'a ReaderColumn,
    read: &'a ReadState,
}

impl Here<'_> {
    fn project(&self) -> &Project {
        self.scene.workspace.project()
    }

    fn sentence_name(&self, index: usize) -> String {
        let span = self.view.sentences.get(index).map(|sentence| sentence.span).unwrap_or_default();
        let words = shortened(self.view.words(span), MAX_CHARS);
        format!("Sentence {}{}: {words}", self.view.letter, index + 1)
    }

    fn claim_name(&self, mark: &ClaimMark) -> String {
        format!("Claim {}: {}", mark.name, shortened(self.view.words(mark.span), MAX_CHARS))
    }

    /// Says whether it is selected, and what it is to the link being made. Runs only while somebody reads the tree.
    fn describe(&self, response: &Response, place: Selection, more: impl FnOnce(&mut Node)) {
        response.ctx.accesskit_node_builder(response.id, |node| {
            more(node);
            node.set_selected(self.read.selection == Some(place));
            if let Some(words) = self.link_words(place) {
                let known = node.description().map(|known| format!("{known}, ")).unwrap_or_default();
                node.set_description(format!("{known}{words}"));
            }
        });
    }

    fn describe_sentence(&self, node: &mut Node, index: usize) {
        node.set_position_in_set(index);
        let role = self.view.role(index);
        let span = self.view.sentences.get(index).map(|sentence| sentence.span).unwrap_or_default();
        let mut parts: Vec<String> = Vec::new();
        if role != SentenceRole::Body {
            parts.push(role.name().to_owned());
        }
        match self.view.marks_in(span).count() {
            0 => parts.push("not tagged".to_owned()),
            1 => parts.push("holds 1 claim".to_owned()),
            count => parts.push(format!("holds {count} claims")),
        }
        node.set_description(parts.join(", "));
    }

    fn describe_claim(&self, node: &mut Node, mark: &ClaimMark) {
        let project = self.project();
        let Some(claim) = project.claim(mark.claim) else {
            return;
        };
        let label = |id: &String| {
            project.codebook().claim_kind(id).map_or_else(|| id.clone(), |kind| kind.label.clone())
        };
        let mut parts: Vec<String> = claim.kinds.iter().map(label).collect();
        parts.push(claim.confidence.as_ref().map_or_else(
            || "confidence not set".to_owned(),
            |confidence| format!("confidence {}", confidence_label(project, confidence)),
        ));
        match self.scene.shown().links_of(mark.claim).count() {
            0 => {}
            1 => parts.push("1 link".to_owned()),
            count => parts.push(format!("{count} links")),
        }
        node.set_description(parts.join(", "));
    }

    /// What a place is to the link that is being made; none where it is nothing to it.
    fn link_words(&self, place: Selection) -> Option<String> {
        let project = self.project();
        let name = |place| match place {
            Selection::Claim(claim) => claim_name_of(project, claim),
            Selection::Sentence(document, index) => sentence_name(project, document, index),
            Selection::Span(document, span) => place_name(project, document, span),
            Selection::Link(_) => String::new(),
        };
        match self.read.mode {
            Mode::Idle => None,
            Mode::Linking { from, .. } | Mode::Choosing { from, .. } if from == place => {
                Some("a link begins here".to_owned())
            }
            Mode::Linking { from, target, .. } => {
                let alike = self.likeness(place).map(|score| format!("{score} % alike {}", name(from)));
                let aimed =
                    (target == Some(place)).then(|| format!("target of the link from {}", name(from)));
                let words: Vec<String> = aimed.into_iter().chain(alike).collect();
                (!words.is_empty()).then(|| words.join(", "))
            }
            Mode::Choosing { from, to } => {
                (to == place).then(|| format!("target of the link from {}, choose its kind", name(from)))
            }
            Mode::Judging { claim, .. } => {
                let score = self.likeness(place)?;
                Some(format!("suggested for {}, {score} % alike", claim_name_of(project, claim)))
            }
        }
    }

    /// How alike a likely end is to the claim that is being linked, in percent.
    fn likeness(&self, place: Selection) -> Option<u8> {
        let mut cards = self.scene.views.suggestion_cards();
        let is_place = |document: DocumentId, start: usize, other: Option<ClaimId>| match place {
            Selection::Claim(claim) => other == Some(claim),
            Selection::Sentence(of, index) => {
                let sentence = self.view.sentences.get(index);
                of == document && sentence.is_some_and(|sentence| sentence.span.start == start)
            }
            Selection::Span(of, span) => of == document && span.start == start,
            Selection::Link(_) => false,
        };
        let card = cards.find(|card| is_place(card.document, card.span.start, card.other))?;
        Some(card.score)
    }
}

/// What was clicked: with the mouse (the place decides), or by name through a screen reader.
#[derive(Debug, Default)]
pub struct NameClicks {
    /// The mouse clicked on some named thing.
    pub mouse: bool,
    /// The mouse clicked twice.
    pub double: bool,
    /// A screen reader or test clicked on this by name.
    pub named: Option<Selection>,
    /// The node of what the keyboard is at, where it is in view.
    pub cursor: Option<Id>,
}

impl NameClicks {
    fn note(&mut self, response: &Response, place: Selection, read: &ReadState) {
        if read.cursor() == Some(place) {
            self.cursor = Some(response.id);
        }
        if !response.clicked() {
            return;
        }
        if response.interact_pointer_pos().is_some_and(|pos| response.rect.contains(pos)) {
            self.mouse = true;
            self.double |= response.double_clicked();
        } else {
            self.named = Some(place);
        }
    }
}

/// The widest row that is in view.
fn visible_row(rows: &[Rect], clip: Rect) -> Option<Rect> {
    let seen: Vec<Rect> =
        rows.iter().map(|row| row.intersect(clip)).filter(|row| row.height() > 4.0).collect();
    widest(&seen).filter(|row| row.width() > 0.0)
}

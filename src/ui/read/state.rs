//! [`ReadState`]: what the Read view shows and what is half done in it.

use super::layout::ColumnLayout;
use crate::model::{ClaimId, Confidence, DocumentId, LinkId};
use crate::text::Span;
use crate::ui::theme::Palette;
use eframe::egui::{Mesh, Pos2, Rect};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The Read view.
#[derive(Debug, Default)]
pub struct ReadState {
    /// Open documents from left to right.
    pub columns: Vec<Column>,
    /// What is selected.
    pub selection: Option<Selection>,
    /// The claim from which the keyboard cycles through links.
    pub link_origin: Option<ClaimId>,
    /// Whether a link is being made.
    pub mode: Mode,
    /// Kind used last for a claim.
    pub last_claim_kind: String,
    /// Kind used last for a link.
    pub last_link_kind: String,
    /// Confidence chosen for what is tagged or linked next.
    pub next_confidence: NextConfidence,
    /// Whether the tag bar is open at the selection.
    pub tag_bar: bool,
    /// The field of the inspector that takes the keyboard in the next frame.
    pub wanted_field: Option<InspectorField>,
    /// The menu of a sentence, while it is open.
    pub menu: Option<SentenceMenu>,
    /// How far the wheel zoomed the text since its size last changed, as the logarithm of the factor.
    pub zoomed: f32,
    /// Span being dragged over: document, where it began, where it is, by characters.
    pub dragged: Option<(DocumentId, usize, usize)>,
}

/// Confidence chosen before the claim or link that gets it is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NextConfidence {
    /// Of the next claim.
    pub claim: Option<Confidence>,
    /// Of the next link, also one that is accepted from a suggestion.
    pub link: Option<Confidence>,
}

/// Fields of the inspector that one key leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InspectorField {
    /// The statement of the selected claim.
    Statement,
    /// The note of the selected claim or link.
    Note,
    /// When what the selected claim says happened.
    When,
}

/// The menu of a sentence and where it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentenceMenu {
    /// In which document.
    pub document: DocumentId,
    /// The sentence, by index.
    pub index: usize,
    /// The byte of the text at which it would be split.
    pub byte: usize,
    /// Where on the screen.
    pub at: Pos2,
}

/// One open document.
#[derive(Debug)]
pub struct Column {
    /// Which document.
    pub document: DocumentId,
    /// Share of the width, 1.0 as a rule.
    pub weight: f32,
    /// Heights of its blocks.
    pub layout: ColumnLayout,
    /// Ticks of the overview strip, and what they were drawn from.
    pub ticks: Option<(TicksKey, Arc<Mesh>)>,
    /// Byte of the text to bring into view.
    pub scroll_to: Option<usize>,
    /// Whether the column itself is to come into view, where more are open than fit.
    pub shows: bool,
    /// Byte of the text with which the view begins, until it is laid out for the first time.
    pub first: Option<usize>,
    /// The text that the last frame showed.
    pub visible: Span,
    /// Points scrolled from the top, as of the last frame.
    pub offset: f32,
    /// By how much blocks above the view turned out taller in the last frame.
    pub drift: f32,
    /// When the present motion began, in seconds, and from which offset.
    pub motion: Option<(f64, f32)>,
    /// Frames since the motion arrived.
    pub settled: u8,
}

/// What is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selection {
    /// A sentence by index.
    Sentence(DocumentId, usize),
    /// A run of words.
    Span(DocumentId, Span),
    /// A claim.
    Claim(ClaimId),
    /// A link.
    Link(LinkId),
}

/// Whether a link is being made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// It is not.
    #[default]
    Idle,
    /// From here; the target is not yet chosen.
    Linking {
        /// The first end.
        from: Selection,
        /// What is pointed at.
        target: Option<Selection>,
        /// What points at it.
        aim: Aim,
    },
    /// A suggestion for a claim is being judged.
    Judging {
        /// The claim it is for.
        claim: ClaimId,
        /// The document of the suggested sentence.
        document: DocumentId,
        /// The suggested sentence.
        span: Span,
    },
    /// Both ends are chosen; the kind bar is open.
    Choosing {
        /// The first end.
        from: Selection,
        /// The other end.
        to: Selection,
    },
}

/// What points at the other end of a link that is being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// The keyboard: the kind bar is open at the target.
    Keys,
    /// The mouse, which goes over the text.
    Pointer,
    /// The mouse, which drags from a handle.
    Drag,
}

impl ReadState {
    /// The claim to which likely matches are looked for: that of a link being made, else the selected one.
    pub fn subject(&self) -> Option<ClaimId> {
        let from = match self.mode {
            Mode::Linking { from, .. } | Mode::Choosing { from, .. } => Some(from),
            Mode::Judging { .. } | Mode::Idle => self.selection,
        };
        match from {
            Some(Selection::Claim(claim)) => Some(claim),
            Some(Selection::Link(_)) => self.link_origin,
            Some(Selection::Sentence(..) | Selection::Span(..)) | None => None,
        }
    }

    /// What the keyboard is at: the target of a link being made, the suggestion on show, else the selection.
    pub fn cursor(&self) -> Option<Selection> {
        match self.mode {
            Mode::Linking { from, target, .. } => Some(target.unwrap_or(from)),
            Mode::Choosing { to, .. } => Some(to),
            Mode::Judging { document, span, .. } => Some(Selection::Span(document, span)),
            Mode::Idle => self.selection,
        }
    }
}

impl Column {
    /// A column that begins at the top of its document.
    pub fn new(document: DocumentId) -> Self {
        Self {
            document,
            weight: 1.0,
            layout: ColumnLayout::default(),
            ticks: None,
            scroll_to: None,
            shows: false,
            first: None,
            visible: Span::default(),
            offset: 0.0,
            drift: 0.0,
            motion: None,
            settled: 0,
        }
    }

    /// Scrolls back at once to where it stood; to the text that began the view where its heights are not known.
    pub fn go_back(&mut self, offset: f32, first: usize) {
        (self.scroll_to, self.motion, self.settled) = (None, None, 0);
        if self.layout.block_count() == 0 {
            self.first = Some(first);
        } else {
            self.set_offset(offset);
        }
    }

    /// Scrolls to a distance from the top in the next frame.
    pub const fn set_offset(&mut self, offset: f32) {
        self.offset = offset;
        // Taken up by the next frame as a drift of exactly nothing but the offset itself.
        self.drift = 0.02;
    }
}

/// What belongs to the selection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Highlight {
    /// Whether anything fades at all.
    pub fading: bool,
    /// The claims that stay bright.
    pub claims: BTreeSet<ClaimId>,
    /// The links that stay bright.
    pub links: BTreeSet<LinkId>,
}

/// What the ticks were drawn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicksKey {
    pub(in crate::ui) generation: u64,
    pub(in crate::ui) strip: Rect,
    pub(in crate::ui) highlight: Highlight,
    pub(in crate::ui) palette: Palette,
    pub(in crate::ui) search_count: u64,
}

//! Wishes about claims and links: [`AnnotateAction`].

use crate::model::{ClaimId, Confidence, Credibility, LinkId, Modality};
use crate::text::Span;
use crate::ui::read::state::{InspectorField, Selection};

/// Work on claims and links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnnotateAction {
    /// Tags the selected sentence or span, or sets the kind of the selected claim.
    Tag(String, AfterTag),
    /// Tags that place with the kind used last.
    TagWithLast(Selection, AfterTag),
    /// Adds a kind to a claim or takes it away.
    ToggleKind(ClaimId, String),
    /// Sets the confidence of the selected claim or link, or of the next claim to be tagged.
    SetConfidence(Option<Confidence>),
    /// One level lower (`-1`) or higher (`1`).
    StepConfidence(i8),
    /// That level at once; the level it has already clears it.
    PickConfidence(PickedLevel),
    /// Puts the keyboard into that field of the inspector.
    WriteField(InspectorField),
    /// Replaces one field of a claim.
    SetClaimField(ClaimId, ClaimField),
    /// Replaces one field of a link.
    SetLinkField(LinkId, LinkField),
    /// Gives a claim the selected span.
    MoveClaim(ClaimId, Span),
    /// Takes a claim out with its links.
    RemoveClaim(ClaimId),
    /// Takes a link out.
    RemoveLink(LinkId),
    /// Takes out what is selected.
    RemoveSelected,
    /// Finishes the link that is being made with that kind; none means the kind used last.
    Link(Option<String>),
    /// Takes the last step back.
    Undo,
    /// Does it again.
    Redo,
}

/// Where the selection is once a sentence was tagged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterTag {
    /// On the claim, as the mouse is there.
    Stay,
    /// On the claim and without the tag bar, as the mouse is on its way to the next place.
    Hurry,
    /// On the next sentence, if this user wants that of the keyboard.
    GoOn,
}

/// A level of the project's scale, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PickedLevel {
    /// The lowest.
    Low,
    /// The one in the middle, the lower one of two.
    Moderate,
    /// The highest.
    High,
}

/// One field of a claim with its new value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimField {
    /// The claim in normalised words.
    Statement(String),
    /// Who the source says it comes from.
    AttributedTo(String),
    /// How sure the source sounds.
    Modality(Option<Modality>),
    /// Admiralty credibility.
    Credibility(Option<Credibility>),
    /// Free words.
    Tags(Vec<String>),
    /// For colleagues.
    Note(String),
    /// As the annotator sets it.
    Confidence(Option<Confidence>),
}

/// One field of a link with its new value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkField {
    /// Id of a link kind.
    Kind(String),
    /// As the annotator sets it.
    Confidence(Option<Confidence>),
    /// For colleagues.
    Note(String),
    /// Source and target change places.
    Reverse,
}

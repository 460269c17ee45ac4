//! Pieces that the views of claims and links share: kinds, levels, who and when.

use crate::model::{AnnotatorId, ClaimKind, Codebook, Confidence, LinkKind, Project, Scale, Timestamp};
use crate::text::visible;
use crate::view::names;

/// A kind that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindChoice {
    /// Named by records.
    pub id: String,
    /// Shown.
    pub label: String,
    /// Six hexadecimal digits.
    pub color: String,
    /// Key that does the same.
    pub key: Option<char>,
    /// When to choose it.
    pub hint: String,
    /// Whether the record has it.
    pub chosen: bool,
}

/// The kind of a link in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindLabel {
    /// Shown; the id where the codebook lacks the kind.
    pub label: String,
    /// Six hexadecimal digits; empty where the codebook lacks the kind.
    pub color: String,
}

/// The levels of the project's scale, and a level of another one that the record was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfidenceView {
    /// Lowest first.
    pub levels: Vec<LevelChoice>,
    /// Level and scale in words, when the record has a level of a scale that the project does not offer.
    pub other: Option<String>,
}

/// A level that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelChoice {
    /// What choosing it sets.
    pub confidence: Confidence,
    /// Shown.
    pub label: String,
    /// What it means.
    pub hint: String,
    /// Whether the record has it.
    pub chosen: bool,
}

/// Who made a record and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Name of the annotator.
    pub annotator: String,
    /// When it was made.
    pub created: Timestamp,
    /// When a field last changed.
    pub modified: Timestamp,
}

impl KindChoice {
    pub(super) fn of_claim(kind: &ClaimKind, chosen: bool) -> Self {
        Self {
            id: kind.id.clone(),
            label: visible(&kind.label).into_owned(),
            color: kind.color.clone(),
            key: kind.key.filter(|_| !kind.retired),
            hint: visible(&kind.definition).into_owned(),
            chosen,
        }
    }

    pub(super) fn of_link(kind: &LinkKind, chosen: bool) -> Self {
        Self {
            id: kind.id.clone(),
            label: visible(&kind.label).into_owned(),
            color: kind.color.clone(),
            key: kind.key.filter(|_| !kind.retired),
            hint: visible(&kind.definition).into_owned(),
            chosen,
        }
    }
}

impl KindLabel {
    /// The kind of that id.
    pub fn of_link(codebook: &Codebook, kind: &str) -> Self {
        codebook.link_kind(kind).map_or_else(
            || Self { label: visible(kind).into_owned(), color: String::new() },
            |kind| Self { label: visible(&kind.label).into_owned(), color: kind.color.clone() },
        )
    }
}

impl ConfidenceView {
    /// The project's levels, one of them perhaps chosen.
    pub fn new(project: &Project, chosen: Option<&Confidence>) -> Self {
        let codebook = project.codebook();
        let offered = codebook.scale(&project.settings().scale);
        let levels = offered.map(|scale| levels(scale, chosen)).unwrap_or_default();
        let other = chosen.filter(|chosen| chosen.scale != project.settings().scale).map(|chosen| {
            let scale = codebook.scale(&chosen.scale).map_or(&chosen.scale, |scale| &scale.label);
            let level = names::confidence_label(project, chosen);
            visible(&format!("{level} ({scale})")).into_owned()
        });
        Self { levels, other }
    }
}

fn levels(scale: &Scale, chosen: Option<&Confidence>) -> Vec<LevelChoice> {
    let is_chosen = |level: &str| chosen.is_some_and(|it| it.scale == scale.id && it.level == level);
    scale
        .levels
        .iter()
        .map(|level| LevelChoice {
            confidence: Confidence { scale: scale.id.clone(), level: level.id.clone() },
            label: visible(&level.label).into_owned(),
            hint: visible(&level.definition).into_owned(),
            chosen: is_chosen(&level.id),
        })
        .collect()
}

impl Stamp {
    /// Who and when, in names.
    pub fn new(project: &Project, annotator: AnnotatorId, created: Timestamp, modified: Timestamp) -> Self {
        Self { annotator: names::annotator_name(project, annotator), created, modified }
    }
}

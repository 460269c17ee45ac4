//! [`Layers`]: whose work is on show, and [`Shown`], the project seen through that.

use crate::model::{AnnotatorId, Claim, ClaimId, DocumentId, LayerSight, Link, Project, RecordId};
use crate::text::Span;
use crate::view::names;
use std::collections::{BTreeMap, BTreeSet};

/// Whose work is on show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layers {
    /// In blind work: this annotator's alone.
    pub only: Option<AnnotatorId>,
    /// Layers that were switched off.
    pub hidden: BTreeSet<AnnotatorId>,
}

/// A project as far as its layers are on show.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// All of it.
    pub project: &'a Project,
    /// Whose work is on show.
    pub layers: &'a Layers,
}

/// An annotator in the list of layers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerRow {
    /// Who.
    pub annotator: AnnotatorId,
    /// Place among the annotators, which gives the colour.
    pub position: usize,
    /// Name, with *you* or *adjudicated* where that is so.
    pub name: String,
    /// Claims of theirs; none where they may not be seen.
    pub claims: Option<usize>,
    /// Whether they are on show.
    pub is_shown: bool,
}

impl Layers {
    /// Everybody's.
    pub const fn all() -> Self {
        Self { only: None, hidden: BTreeSet::new() }
    }

    /// Takes over what may be seen at all.
    pub fn limit(&mut self, sight: LayerSight) {
        self.only = sight.only();
    }

    /// Whether the work of an annotator is on show.
    pub fn shows(&self, annotator: AnnotatorId) -> bool {
        self.only.is_none_or(|only| only == annotator) && !self.hidden.contains(&annotator)
    }

    /// Whether everybody's is.
    pub fn is_all(&self) -> bool {
        self.only.is_none() && self.hidden.is_empty()
    }
}

impl<'a> Shown<'a> {
    /// The claim, if it is on show.
    pub fn claim(self, id: ClaimId) -> Option<&'a Claim> {
        self.project.claim(id).filter(|claim| self.layers.shows(claim.annotator))
    }

    /// The claims of a document, by span and then id.
    pub fn claims_in(self, document: DocumentId) -> impl Iterator<Item = &'a Claim> {
        self.project.claims_in(document).filter(move |claim| self.layers.shows(claim.annotator))
    }

    /// The claims of a document that begin within this span, by span and then id.
    pub fn claims_from(self, document: DocumentId, within: Span) -> impl Iterator<Item = &'a Claim> {
        self.project.claims_from(document, within).filter(move |claim| self.layers.shows(claim.annotator))
    }

    /// The links of a claim of which both ends are on show.
    pub fn links_of(self, claim: ClaimId) -> impl Iterator<Item = &'a Link> {
        self.project.links_of(claim).filter(move |link| self.shows_link(link))
    }

    /// All links that are on show.
    pub fn links(self) -> impl Iterator<Item = &'a Link> {
        self.project.links().filter(move |link| self.shows_link(link))
    }

    /// How many links are on show.
    pub fn link_count(self) -> usize {
        if self.layers.is_all() { self.project.links().len() } else { self.links().count() }
    }

    /// Whether a link and both its ends are on show.
    pub fn shows_link(self, link: &Link) -> bool {
        let shows_end = |end| self.claim(end).is_some();
        self.layers.is_all()
            || (self.layers.shows(link.annotator) && shows_end(link.from) && shows_end(link.to))
    }

    /// How many suggestions for a claim were dismissed, as far as that is on show.
    pub fn dismissal_count(self, claim: ClaimId) -> usize {
        let dismissals = self.project.mentions_of(claim).filter_map(|record| match record {
            RecordId::Dismissal(id) => self.project.dismissal(id),
            _ => None,
        });
        dismissals.filter(|one| self.layers.shows(one.annotator)).count()
    }
}

/// All annotators with how many claims they have, in the order of the file.
///
/// Empty while there is one alone.
pub fn layer_rows(shown: Shown<'_>, counts: &BTreeMap<AnnotatorId, usize>, me: AnnotatorId) -> Vec<LayerRow> {
    if shown.project.annotators().len() < 2 {
        return Vec::new();
    }
    let annotators = shown.project.annotators().enumerate();
    annotators
        .map(|(position, annotator)| {
            let name = names::annotator_name(shown.project, annotator.id);
            let role = match (annotator.id == me, annotator.reference) {
                (true, _) => " (you)",
                (false, true) => " (adjudicated)",
                (false, false) => "",
            };
            let may_see = shown.layers.only.is_none_or(|only| only == annotator.id);
            LayerRow {
                annotator: annotator.id,
                position,
                name: name + role,
                claims: may_see.then(|| counts.get(&annotator.id).copied().unwrap_or_default()),
                is_shown: shown.layers.shows(annotator.id),
            }
        })
        .collect()
}

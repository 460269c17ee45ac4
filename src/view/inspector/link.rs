//! [`LinkView`]: a link with both of its ends.

use super::claim::{Direction, compared_ends, difference_label};
use super::parts::{ConfidenceView, KindChoice, KindLabel, Stamp};
use super::{InspectorView, Quote};
use crate::model::{Claim, ClaimId, Difference, Link, LinkId, Project};
use crate::text::{Span, visible};
use crate::view::names;

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkView {
    /// Which link.
    pub link: LinkId,
    /// What it says.
    pub kind: KindLabel,
    /// Every kind on offer, and its own.
    pub kinds: Vec<KindChoice>,
    /// Which way it reads.
    pub direction: Direction,
    /// The end from which the link was reached, then the other one; source and target where it was reached otherwise.
    pub ends: [LinkEndView; 2],
    /// How sure the annotator is.
    pub confidence: ConfidenceView,
    /// What the two sides differ in, as the annotator judged.
    pub differences: Vec<DifferenceRow>,
    /// For colleagues.
    pub note: String,
    /// Who and when.
    pub stamp: Stamp,
}

/// One end of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkEndView {
    /// Which claim.
    pub claim: ClaimId,
    /// Its name, `A14`.
    pub name: String,
    /// Letter of its document.
    pub letter: String,
    /// Place of its document in project order; gives the colour.
    pub position: usize,
    /// Title of its document, and where in the original it stands.
    pub title: String,
    /// Its words, with what the other end lacks marked.
    pub quote: Quote,
}

/// A difference in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceRow {
    /// Its type.
    pub label: String,
    /// What stands on either side; empty when no words were noted.
    pub words: String,
    /// In words.
    pub note: String,
}

/// Makes the view of a link as it is seen from one of its ends, or from its source.
pub fn link_view(project: &Project, id: LinkId, near: Option<ClaimId>) -> InspectorView {
    view_of(project, id, near).map_or(InspectorView::Nothing, |view| InspectorView::Link(Box::new(view)))
}

fn view_of(project: &Project, id: LinkId, near: Option<ClaimId>) -> Option<LinkView> {
    let codebook = project.codebook();
    let link = project.link(id)?;
    let (from, to) = (project.claim(link.from)?, project.claim(link.to)?);
    let (source, target) = compared_ends(project, link, from, to);
    let is_symmetric = codebook.link_kind(&link.kind).is_some_and(|kind| kind.symmetric);
    let is_seen_from_target = near == Some(link.to);
    let (source, target) = (end(project, from, source), end(project, to, target));
    let kinds = codebook.link_kinds.iter().filter(|kind| !kind.retired || kind.id == link.kind);
    Some(LinkView {
        link: id,
        kind: KindLabel::of_link(codebook, &link.kind),
        kinds: kinds.map(|kind| KindChoice::of_link(kind, kind.id == link.kind)).collect(),
        direction: match (is_symmetric, is_seen_from_target) {
            (true, _) => Direction::Symmetric,
            (false, false) => Direction::Outgoing,
            (false, true) => Direction::Incoming,
        },
        ends: if is_seen_from_target { [target, source] } else { [source, target] },
        confidence: ConfidenceView::new(project, link.confidence.as_ref()),
        differences: link.differences.iter().map(|it| difference(project, link, it)).collect(),
        note: link.note.clone(),
        stamp: Stamp::new(project, link.annotator, link.created, link.modified),
    })
}

fn end(project: &Project, claim: &Claim, quote: Quote) -> LinkEndView {
    let title = project.document(claim.document).map_or("", |document| &document.details.title);
    let title = names::with_pinpoint(project, claim, title);
    LinkEndView {
        claim: claim.id,
        name: names::claim_name(project, claim),
        letter: names::document_letter(project, claim.document),
        position: project.document_position(claim.document).unwrap_or_default(),
        title: visible(&title).into_owned(),
        quote,
    }
}

fn difference(project: &Project, link: &Link, difference: &Difference) -> DifferenceRow {
    let words = |claim: ClaimId, span: Option<Span>| {
        let document = project.claim(claim).and_then(|claim| project.document(claim.document));
        let words = document.zip(span).and_then(|(document, span)| span.slice(&document.text));
        words.map_or_else(
            || "not said".to_owned(),
            |words| format!("“{}”", visible(&names::shortened(words, 80))),
        )
    };
    let noted = difference.from.is_some() || difference.to.is_some();
    let pair = || format!("{} / {}", words(link.from, difference.from), words(link.to, difference.to));
    DifferenceRow {
        label: difference_label(project.codebook(), &difference.kind),
        words: if noted { pair() } else { String::new() },
        note: visible(&difference.note).into_owned(),
    }
}

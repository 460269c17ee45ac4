//! [`PlaceView`]: a sentence or a run of words that is not a claim (yet).

use super::parts::KindChoice;
use super::{InspectorView, Quote};
use crate::model::{Claim, ClaimId, DocumentId, Project};
use crate::text::{Span, visible};
use crate::view::names;

/// Sentences before a place in which claims that reach into it may begin.
const SENTENCES_BEFORE: usize = 4;

/// A sentence or a run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceView {
    /// In which document.
    pub document: DocumentId,
    /// Its bytes.
    pub span: Span,
    /// Letter of its document and number of its sentence, in words.
    pub place: String,
    /// What a sentence is to its document; none for a run of words.
    pub role: Option<&'static str>,
    /// Its words.
    pub words: String,
    /// Claims that share words with it.
    pub claims: Vec<ClaimCard>,
    /// Claims of the document whose words were not found, so that they can be given this place.
    pub unanchored: Vec<ClaimCard>,
    /// Kinds on offer, for the list of keys.
    pub kinds: Vec<KindChoice>,
}

/// A claim in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimCard {
    /// Which claim.
    pub claim: ClaimId,
    /// Its name, `A14.2`.
    pub name: String,
    /// Its words.
    pub quote: String,
    /// Labels of its kinds.
    pub kinds: Vec<String>,
    /// Colour of the first kind; empty without kinds.
    pub color: String,
    /// How sure; none when not set.
    pub confidence: Option<String>,
}

/// Makes the view of a sentence.
pub fn sentence_view(project: &Project, document: DocumentId, index: usize) -> InspectorView {
    let sentence = project.document(document).and_then(|record| record.sentences.get(index)).copied();
    let view = sentence.and_then(|sentence| {
        let view = view_of(project, document, sentence.span)?;
        Some(PlaceView { role: Some(sentence.role.name()), ..view })
    });
    view.map_or(InspectorView::Nothing, InspectorView::Place)
}

/// Makes the view of a run of words.
pub fn span_view(project: &Project, document: DocumentId, span: Span) -> InspectorView {
    view_of(project, document, span).map_or(InspectorView::Nothing, InspectorView::Place)
}

fn view_of(project: &Project, document: DocumentId, span: Span) -> Option<PlaceView> {
    let record = project.document(document)?;
    let first = record.sentence_at(span.start).unwrap_or_default();
    let before = first.saturating_sub(SENTENCES_BEFORE);
    let start =
        if before == 0 { 0 } else { record.sentences.get(before).map_or(0, |before| before.span.start) };
    let near = project.claims_from(document, Span::new(start, span.end));
    let lost = project.claims_in(document).filter(|claim| claim.unanchored);
    Some(PlaceView {
        document,
        span,
        place: sentence_place(project, document, span),
        role: None,
        words: Quote::new(span.slice(&record.text)?).text,
        claims: near
            .filter(|claim| claim.span.overlaps(span) && !claim.unanchored)
            .map(|claim| card(project, claim))
            .collect(),
        unanchored: lost.map(|claim| card(project, claim)).collect(),
        kinds: project
            .codebook()
            .offered_claim_kinds()
            .map(|kind| KindChoice::of_claim(kind, false))
            .collect(),
    })
}

/// Letter of the document, number of the sentence in which a span begins, place in the original:
/// `A · sentence 14 · p. 3`.
pub(super) fn sentence_place(project: &Project, document: DocumentId, span: Span) -> String {
    let letter = names::document_letter(project, document);
    let record = project.document(document);
    let index = record.and_then(|record| record.sentence_at(span.start));
    let sentence = format!("{letter} · sentence {}", index.unwrap_or_default() + 1);
    match record.map(|record| names::pinpoint(record, span.start)).filter(|pinpoint| !pinpoint.is_empty()) {
        Some(pinpoint) => format!("{sentence} · {}", visible(&pinpoint)),
        None => sentence,
    }
}

fn card(project: &Project, claim: &Claim) -> ClaimCard {
    let codebook = project.codebook();
    let kinds = claim.kinds.iter().map(|id| codebook.claim_kind(id).map_or(id, |kind| &kind.label));
    let first = claim.kinds.first().and_then(|id| codebook.claim_kind(id));
    ClaimCard {
        claim: claim.id,
        name: names::claim_name(project, claim),
        quote: Quote::new(&claim.quote).text,
        kinds: kinds.map(|label| visible(label).into_owned()).collect(),
        color: first.map(|kind| kind.color.clone()).unwrap_or_default(),
        confidence: claim
            .confidence
            .as_ref()
            .map(|confidence| visible(&names::confidence_label(project, confidence)).into_owned()),
    }
}

//! [`suggestions`]: the likely links of a project as rows for scripts.

use crate::analysis::index::SentenceIndex;
use crate::analysis::suggest::{Amount, Readings, SuggestOptions, SuggestedCopy, Suggestion, suggest_with};
use crate::model::{ClaimId, Document, DocumentId, Project};
use crate::text::{OffsetIndex, Span};
use std::collections::{BTreeMap, BTreeSet};

/// What to suggest.
#[derive(Clone, Debug, Default)]
pub struct SuggestionRequest {
    /// Id of the only claim to look at; none means every claim.
    pub claim: Option<String>,
    /// The best of all documents together, copies one by one; none means what the window shows: the best three of
    /// each other document, copies put together.
    pub top: Option<usize>,
    /// Also what is linked or dismissed already.
    pub with_judged: bool,
}

/// Why nothing was suggested.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SuggestionError {
    /// The request names a claim that is not there.
    #[error("the project has no claim {0}")]
    UnknownClaim(String),
}

/// One suggestion for a claim. Offsets are code points of the stored texts, end exclusive.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct SuggestedLink {
    /// The other document.
    pub document_id: String,
    /// Where the sentence begins.
    pub start_cp: usize,
    /// Where it ends.
    pub end_cp: usize,
    /// The claim that the sentence is, if any.
    pub claim_id: Option<String>,
    /// From 0 to 1.
    pub score: f32,
    /// Id of the link kind offered as the default.
    pub kind: Option<String>,
    /// Whether both cannot hold.
    pub disagreement: bool,
    /// Types of the differences, each once.
    pub types: Vec<String>,
    /// What both have, the most telling first.
    pub reasons: Vec<SharedWord>,
    /// Near-identical sentences elsewhere.
    pub copies: Vec<SentenceRow>,
}

/// Something that both sides have.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct SharedWord {
    /// `word`, `name` or `number`.
    pub kind: &'static str,
    /// As the suggested sentence writes it.
    pub word: String,
    /// Where the claim's document has it.
    pub from_cp: Vec<(usize, usize)>,
    /// Where the other document has it.
    pub to_cp: Vec<(usize, usize)>,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct SentenceRow {
    /// The document that has it.
    pub document_id: String,
    /// Where it begins.
    pub start_cp: usize,
    /// Where it ends.
    pub end_cp: usize,
    /// The claim that the sentence is, if any.
    pub claim_id: Option<String>,
}

/// The suggestions of each claim, best first, by id of the claim.
pub fn suggestions(
    project: &Project,
    request: &SuggestionRequest,
) -> Result<BTreeMap<String, Vec<SuggestedLink>>, SuggestionError> {
    let claims: Vec<ClaimId> = match &request.claim {
        None => project.claims().map(|claim| claim.id).collect(),
        Some(text) => {
            let known = text.parse().ok().filter(|id| project.claim(*id).is_some());
            vec![known.ok_or_else(|| SuggestionError::UnknownClaim(text.clone()))?]
        }
    };
    let shown = SuggestOptions { with_judged: request.with_judged, ..SuggestOptions::default() };
    let options = match request.top {
        None => shown,
        Some(top) => SuggestOptions { amount: Amount::InAll(top), grouped: false, least_score: 0.0, ..shown },
    };
    let index = SentenceIndex::of(project.documents());
    let offsets: BTreeMap<DocumentId, OffsetIndex<'_>> =
        project.documents().map(|document| (document.id, OffsetIndex::new(&document.text))).collect();
    let mut readings = Readings::default();
    let mut found = BTreeMap::new();
    for claim in claims {
        let own = project.claim(claim).and_then(|claim| project.document(claim.document));
        let suggested = suggest_with(project, &index, claim, &options, &mut readings).into_iter();
        let rows = suggested.filter_map(|suggestion| own.and_then(|own| row(&offsets, own, suggestion)));
        found.insert(claim.to_string(), rows.collect());
    }
    Ok(found)
}

type Offsets<'t> = BTreeMap<DocumentId, OffsetIndex<'t>>;

fn row(offsets: &Offsets<'_>, own: &Document, found: Suggestion) -> Option<SuggestedLink> {
    let (here, there) = (offsets.get(&own.id)?, offsets.get(&found.document)?);
    let (start_cp, end_cp) = there.chars_from_span(found.span)?;
    let places = |index: &OffsetIndex<'_>, spans: &[Span]| {
        spans.iter().filter_map(|span| index.chars_from_span(*span)).collect()
    };
    let types: BTreeSet<String> =
        found.differences.differences.into_iter().map(|difference| difference.kind).collect();
    let shared = found.reasons.into_iter().map(|reason| SharedWord {
        kind: reason.kind.name(),
        from_cp: places(here, &reason.from),
        to_cp: places(there, &reason.to),
        word: reason.word,
    });
    Some(SuggestedLink {
        document_id: found.document.to_string(),
        start_cp,
        end_cp,
        claim_id: found.claim.map(|claim| claim.to_string()),
        score: found.score,
        kind: found.kind,
        disagreement: found.differences.disagrees,
        types: types.into_iter().collect(),
        reasons: shared.collect(),
        copies: found.copies.iter().filter_map(|copy| copy_row(offsets, copy)).collect(),
    })
}

fn copy_row(offsets: &Offsets<'_>, copy: &SuggestedCopy) -> Option<SentenceRow> {
    let (start_cp, end_cp) = offsets.get(&copy.document)?.chars_from_span(copy.span)?;
    Some(SentenceRow {
        document_id: copy.document.to_string(),
        start_cp,
        end_cp,
        claim_id: copy.claim.map(|claim| claim.to_string()),
    })
}

//! [`SentenceItem`]: a sentence with the claims in it and what each annotator of its document made of it.

use crate::analysis::adjudication::is_negative;
use crate::formats::labels::NO_KIND_LABEL;
use crate::formats::selection::Selection;
use crate::formats::votes::Votes;
use crate::model::{AnnotatorId, Claim, ClaimId, Document};
use crate::text::Sentence;
use std::collections::BTreeSet;

/// Label of a sentence in which an annotator found no claim.
pub(in crate::formats) const NO_CLAIM: &str = "none";

/// A sentence as an item of a dataset.
#[derive(Debug)]
pub(in crate::formats) struct SentenceItem<'p> {
    pub(in crate::formats) document: &'p Document,
    /// From 0, as in the document.
    pub(in crate::formats) number: usize,
    pub(in crate::formats) sentence: Sentence,
    /// Those that share a byte with it.
    pub(in crate::formats) claims: Vec<&'p Claim>,
    /// Whether somebody tagged a claim in it, be it one that the filter leaves out.
    pub(in crate::formats) is_claim: bool,
    /// Of each annotator of the layer who worked on the document, unless all that they tagged in it is left out.
    pub(in crate::formats) votes: Votes<'p>,
}

/// All sentences, in order.
pub(in crate::formats) fn sentence_items<'p>(selection: &Selection<'p>) -> Vec<SentenceItem<'p>> {
    let mut found = Vec::new();
    for document in &selection.documents {
        let kept: BTreeSet<ClaimId> = selection.claims_in(document.id).iter().map(|claim| claim.id).collect();
        let is_kept = |claim: &&Claim| kept.contains(&claim.id);
        let claims = selection.project.claims_in(document.id);
        let claims: Vec<&Claim> =
            claims.filter(|claim| is_kept(claim) || selection.is_member(claim.annotator)).collect();
        let annotators = annotators(selection, document, &claims);
        // Claims come by their start, and the longest tells how far back one may begin.
        let longest = claims.iter().map(|claim| claim.span.len()).max().unwrap_or_default();
        for (number, sentence) in document.sentences.iter().enumerate() {
            let span = sentence.span;
            let first = claims.partition_point(|claim| claim.span.start + longest <= span.start);
            let near = claims.get(first..).unwrap_or_default();
            let near = near.iter().take_while(|claim| claim.span.start < span.end);
            let here = near.filter(|claim| claim.span.overlaps(span) && !claim.unanchored).copied();
            let (claims, left_out): (Vec<&Claim>, Vec<&Claim>) = here.partition(is_kept);
            let is_claim = claims.iter().chain(&left_out).any(|claim| !is_negative(claim));
            let votes = votes(&claims, &left_out, &annotators);
            found.push(SentenceItem { document, number, sentence: *sentence, claims, is_claim, votes });
        }
    }
    found
}

/// Who of the layer worked on a document: id, place in the selection's list, reference or not.
fn annotators(
    selection: &Selection<'_>,
    document: &Document,
    claims: &[&Claim],
) -> Vec<(AnnotatorId, usize, bool)> {
    let authors = claims.iter().map(|claim| claim.annotator);
    let ids: BTreeSet<AnnotatorId> = authors.chain(document.read_by.iter().copied()).collect();
    let shown = |id: AnnotatorId| {
        let shown = selection.annotator_id(id);
        let at = selection.annotators.iter().position(|annotator| annotator.id == shown)?;
        selection.annotators.get(at).map(|annotator| (id, at, annotator.reference))
    };
    ids.into_iter().filter(|id| selection.is_member(*id)).filter_map(shown).collect()
}

fn votes<'p>(
    claims: &[&'p Claim],
    left_out: &[&Claim],
    annotators: &[(AnnotatorId, usize, bool)],
) -> Votes<'p> {
    let mut votes = Votes::default();
    for (id, at, is_reference) in annotators {
        let kinds: BTreeSet<&'p str> = claims
            .iter()
            .filter(|claim| claim.annotator == *id)
            .flat_map(|claim| {
                let none = claim.kinds.is_empty().then_some(NO_KIND_LABEL);
                claim.kinds.iter().map(String::as_str).chain(none)
            })
            .collect();
        // Whoever tagged only what is left out did not find nothing.
        if kinds.is_empty() && !left_out.iter().any(|claim| claim.annotator == *id) {
            votes.cast(*at, NO_CLAIM, *is_reference);
        }
        for kind in kinds {
            votes.cast(*at, kind, *is_reference);
        }
    }
    votes
}

/// Every label that a sentence of this project can have.
pub(in crate::formats) fn sentence_labels(selection: &Selection<'_>) -> Vec<String> {
    let kinds = selection.project.codebook().claim_kinds.iter().map(|kind| kind.id.clone());
    let mut labels: Vec<String> = kinds.collect();
    for label in [NO_KIND_LABEL, NO_CLAIM] {
        if !labels.iter().any(|other| other == label) {
            labels.push(label.to_owned());
        }
    }
    labels
}

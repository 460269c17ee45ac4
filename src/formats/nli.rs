//! `nli`: premise, hypothesis and label, one row a link, with explicit pairs that are not related.
//!
//! Sets of pairs are read, and written back in their own columns beside the pairs of the project.

use super::benchmarks::{read_pair_set, read_pairs, write_pair_sets};
use super::jsonl::pairs::UNRELATED;
use super::jsonl::rows::push_row;
use super::losses::{
    ACROSS_SENTENCES, ANNOTATORS, BLANK, DISMISSALS, LINK_ANNOTATORS, LINK_CONFIDENCE, LINKS, LINKS_ACROSS,
    LINKS_ACROSS_SPLITS, LINKS_TO_LOST, LINKS_TO_OTHERS, OUTSIDE, OVERLAPS, SEVERAL_KINDS, STATEMENTS, TEXTS,
    UNANCHORED, UNDATED, UNSETTLED, UNVOTED,
};
use super::output::Output;
use super::pairs::{End, Pair, nli_label, pairs};
use super::registry::Format;
use super::selection::Selection;
use super::{FormatError, Unit};
use crate::model::{AnnotatorId, ClaimId, DocumentId, LinkId, RecordId};
use serde::Serialize;

pub(super) const FORMAT: Format = Format {
    holds: &[
        UNANCHORED,
        OVERLAPS,
        ACROSS_SENTENCES,
        BLANK,
        OUTSIDE,
        UNVOTED,
        UNSETTLED,
        UNDATED,
        SEVERAL_KINDS,
        STATEMENTS,
        ANNOTATORS,
        LINKS,
        LINKS_ACROSS,
        LINKS_TO_LOST,
        LINKS_TO_OTHERS,
        LINK_CONFIDENCE,
        LINK_ANNOTATORS,
        DISMISSALS,
    ],
    unit: Some(Unit::CodePoints),
    read_dataset: Some(read_pairs),
    read_set: Some(read_pair_set),
    write_dataset: Some(write_nli),
    ..Format::dataset("nli", "Sentence pairs (NLI)")
};

/// A row of a file.
#[derive(Debug, Serialize)]
struct NliRow<'a> {
    premise: Option<&'a str>,
    hypothesis: Option<&'a str>,
    label: Option<&'a str>,
    /// Kind of the link, or `no_relation`.
    relation: &'a str,
    premise_doc: DocumentId,
    hypothesis_doc: DocumentId,
    premise_claim_id: Option<ClaimId>,
    hypothesis_claim_id: Option<ClaimId>,
    premise_start_cp: usize,
    premise_end_cp: usize,
    hypothesis_start_cp: usize,
    hypothesis_end_cp: usize,
    confidence: Option<&'a str>,
    confidence_scale: Option<&'a str>,
    annotator: Option<&'a str>,
    annotator_id: Option<AnnotatorId>,
    /// None for pairs that are not related.
    link_id: Option<LinkId>,
    /// Nobody judged it.
    is_drawn: bool,
}

fn write_nli(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    let names = selection.splits().map_or(&["pairs"][..], |splits| splits.names());
    let mut files: Vec<Vec<u8>> = names.iter().map(|_| Vec::new()).collect();
    output.lose(TEXTS, selection.documents.len(), None);
    for pair in pairs(selection, output)? {
        let part = pair.part(selection);
        let file = part.and_then(|part| files.get_mut(part));
        let Some(bytes) = file else {
            for link in pair.judgements.iter().filter_map(|judgement| judgement.link) {
                output.leave_out(RecordId::Link(link.id), LINKS_ACROSS_SPLITS);
            }
            continue;
        };
        push_pair(bytes, &pair, (selection, output))?;
        for link in pair.judgements.iter().filter_map(|judgement| judgement.link) {
            output.keep_link(link.id, "");
            output.row()?;
        }
    }
    let is_single = names.len() == 1;
    for (name, bytes) in names.iter().zip(files).filter(|(_, bytes)| is_single || !bytes.is_empty()) {
        output.file(&format!("{name}.nli.jsonl"), bytes)?;
    }
    write_pair_sets(selection, output)
}

/// One row for each link, from its source to its target.
fn push_pair(
    bytes: &mut Vec<u8>,
    pair: &Pair<'_>,
    (selection, output): (&Selection<'_>, &mut Output<'_>),
) -> Result<(), FormatError> {
    let mut keep = |from: &End<'_>, to: &End<'_>| {
        [from, to].iter().filter_map(|end| end.claim).for_each(|claim| output.keep_claim(claim.id, ""));
    };
    let drawn = row(selection, &pair.premise, &pair.hypothesis, UNRELATED.0);
    if pair.judgements.is_empty() {
        keep(&pair.premise, &pair.hypothesis);
        return push_row(bytes, &NliRow { is_drawn: true, ..drawn });
    }
    for judgement in &pair.judgements {
        // The same two places may be tagged by claims of several annotators.
        let own = judgement.link.map(|link| [link.from, link.to].map(|id| end_of(selection, id)));
        let [from, to] = match own {
            Some([Some(from), Some(to)]) => [from, to],
            _ => [pair.premise, pair.hypothesis],
        };
        keep(&from, &to);
        let relation = judgement.link.map_or(UNRELATED.0, |link| link.kind.as_str());
        push_row(
            bytes,
            &NliRow {
                confidence: judgement.confidence.map(|confidence| confidence.level.as_str()),
                confidence_scale: judgement.confidence.map(|confidence| confidence.scale.as_str()),
                annotator: Some(selection.annotator_name(judgement.annotator)),
                annotator_id: Some(selection.annotator_id(judgement.annotator)),
                link_id: judgement.link.map(|link| link.id),
                ..row(selection, &from, &to, relation)
            },
        )?;
    }
    Ok(())
}

fn end_of<'p>(selection: &Selection<'p>, id: ClaimId) -> Option<End<'p>> {
    let claim = selection.project.claim(id)?;
    Some(End { document: selection.document(claim.document)?, span: claim.span, claim: Some(claim) })
}

fn row<'a>(
    selection: &Selection<'a>,
    premise: &End<'a>,
    hypothesis: &End<'a>,
    relation: &'a str,
) -> NliRow<'a> {
    let place = |end: &End<'a>| selection.texts.code_points(end.document.id, end.span);
    let (premise_place, hypothesis_place) = (place(premise), place(hypothesis));
    NliRow {
        premise: premise.saying(selection),
        hypothesis: hypothesis.saying(selection),
        label: nli_label(selection, relation),
        relation,
        premise_doc: premise.document.id,
        hypothesis_doc: hypothesis.document.id,
        premise_claim_id: premise.claim.map(|claim| claim.id),
        hypothesis_claim_id: hypothesis.claim.map(|claim| claim.id),
        premise_start_cp: premise_place.0,
        premise_end_cp: premise_place.1,
        hypothesis_start_cp: hypothesis_place.0,
        hypothesis_end_cp: hypothesis_place.1,
        confidence: None,
        confidence_scale: None,
        annotator: None,
        annotator_id: None,
        link_id: None,
        is_drawn: false,
    }
}

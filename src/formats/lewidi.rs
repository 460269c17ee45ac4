//! `lewidi`: labels kept apart by annotator, in the shape of the Learning with Disagreements tasks (`SemEval` 2023, 2025).
//!
//! Two datasets: what each annotator saw in a sentence, and in a pair of claims. An object by item number, one file a
//! part; annotators are `Ann1`, `Ann2`, … and stand in a file of their own.

use super::bytes::{keys, push_json, push_shares};
use super::frames::{SentenceItem, sentence_items, sentence_labels};
use super::losses::{
    ACROSS_SENTENCES, ANNOTATORS, BLANK, CLAIMS, DISMISSALS, KINDS, LINK_ANNOTATORS, LINK_CONFIDENCE, LINKS,
    LINKS_ACROSS, LINKS_ACROSS_SPLITS, LINKS_TO_OTHERS, OUTSIDE, OVERLAPS, SENTENCES, SEVERAL_KINDS, TEXTS,
    TITLES, UNDATED, UNSETTLED, UNVOTED,
};
use super::output::Output;
use super::pairs::{Pair, judged, relations};
use super::registry::Format;
use super::selection::Selection;
use super::votes::Votes;
use super::{FormatError, Unit};
use crate::model::{AnnotatorId, ClaimId, DocumentId, LinkId, RecordId};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const FORMAT: Format = Format {
    holds: &[
        TITLES,
        SENTENCES,
        OVERLAPS,
        CLAIMS,
        ACROSS_SENTENCES,
        BLANK,
        UNSETTLED,
        UNDATED,
        KINDS,
        SEVERAL_KINDS,
        ANNOTATORS,
        LINKS,
        LINKS_ACROSS,
        LINKS_TO_OTHERS,
        LINK_CONFIDENCE,
        LINK_ANNOTATORS,
        DISMISSALS,
    ],
    unit: Some(Unit::CodePoints),
    write_dataset: Some(write_lewidi),
    ..Format::dataset("lewidi", "Learning with disagreements (LeWiDi)")
};

/// Its name of each part: that of two parts and that of three.
const PARTS: [&[&str]; 3] = [&["train"], &["train", "test"], &["train", "dev", "test"]];

/// The items of one dataset by part.
struct Items {
    name: &'static str,
    /// Of each part the items as they are written, by their numbers.
    parts: Vec<Vec<u8>>,
    count: usize,
}

/// The labels that the items of one dataset can have, by name.
struct SoftLabels {
    names: BTreeSet<String>,
    keys: Vec<Vec<u8>>,
}

#[derive(Serialize)]
struct SentenceText<'a> {
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct PairText<'a> {
    hypothesis: Option<&'a str>,
    premise: Option<&'a str>,
}

/// By name of the key, as all objects here.
#[derive(Serialize)]
struct SentenceInfo<'a> {
    claims: Vec<ClaimInfo<'a>>,
    document_id: DocumentId,
    document_title: &'a str,
    end_cp: usize,
    role: &'a str,
    sentence: usize,
    start_cp: usize,
}

#[derive(Serialize)]
struct ClaimInfo<'a> {
    annotator: Option<String>,
    claim_id: ClaimId,
    end_cp: usize,
    kinds: &'a [String],
    start_cp: usize,
}

#[derive(Serialize)]
struct PairInfo<'a> {
    hypothesis_claim_id: Option<ClaimId>,
    hypothesis_document_id: DocumentId,
    links: Vec<LinkInfo<'a>>,
    premise_claim_id: Option<ClaimId>,
    premise_document_id: DocumentId,
}

#[derive(Serialize)]
struct LinkInfo<'a> {
    annotator: Option<String>,
    confidence: Option<&'a str>,
    /// None for a dismissal.
    link_id: Option<LinkId>,
    relation: &'a str,
}

fn write_lewidi(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    let part_count = selection.splits().map_or(1, |splits| splits.names().len());
    let names = PARTS.get(part_count - 1).copied().unwrap_or(&["train"]);
    output.lose(TEXTS, selection.documents.len(), None);
    let items = sentence_items(selection);
    let labels = SoftLabels::new(sentence_labels(selection));
    let mut sentences = Items::new("sentences", part_count);
    for item in items.iter().filter(|item| item.votes.all().next().is_some()) {
        let splits = selection.splits();
        let part = splits.map_or(0, |splits| splits.part_of_sentence(item.document.id, item.number));
        let text = item.sentence.span.slice(&item.document.text).and_then(|words| selection.words(words));
        let about = (item.document.details.language.as_str(), &item.votes, &labels);
        sentences.push((part, names), about, &SentenceText { text }, &sentence_info(item, selection));
        item.claims.iter().for_each(|claim| output.keep_claim(claim.id, ""));
        output.row()?;
    }
    for claim in &selection.claims {
        if !claim.unanchored && !output.claims.contains_key(&claim.id) {
            output.leave_out(RecordId::Claim(claim.id), OUTSIDE);
        }
    }
    // Those of others that a layer takes along.
    for claim in items.iter().filter(|item| item.votes.all().next().is_none()).flat_map(|item| &item.claims) {
        output.leave_out(RecordId::Claim(claim.id), UNVOTED);
    }
    let mut linked = Items::new("pairs", part_count);
    let labels = SoftLabels::new(relations(selection));
    for pair in &judged(selection) {
        let links = || pair.judgements.iter().filter_map(|judgement| judgement.link);
        let Some(part) = pair.part(selection) else {
            links().for_each(|link| output.leave_out(RecordId::Link(link.id), LINKS_ACROSS_SPLITS));
            continue;
        };
        let (premise, hypothesis) = (pair.premise.saying(selection), pair.hypothesis.saying(selection));
        let about = (pair.premise.document.details.language.as_str(), &pair.votes, &labels);
        linked.push((part, names), about, &PairText { hypothesis, premise }, &pair_info(pair, selection));
        links().for_each(|link| output.keep_link(link.id, ""));
        output.row()?;
    }
    sentences.write(names, output)?;
    linked.write(names, output)?;
    selection.documents.iter().for_each(|document| output.keep_document(document.id, ""));
    let people = selection.annotators.iter().enumerate().map(|(at, annotator)| {
        let about = json!({
            "annotator_id": annotator.id,
            "name": annotator.name,
            "is_reference": annotator.reference,
        });
        (person(at), about)
    });
    let people: Map<String, Value> = people.collect();
    output.file("crossclaim_annotators_meta.json", pretty(&Value::Object(people)))
}

fn person(at: usize) -> String {
    format!("Ann{}", at + 1)
}

/// The shown name of an annotator.
fn shown(annotator: AnnotatorId, selection: &Selection<'_>) -> Option<String> {
    let shown = selection.annotator_id(annotator);
    selection.annotators.iter().position(|annotator| annotator.id == shown).map(person)
}

fn sentence_info<'p>(item: &'p SentenceItem<'_>, selection: &Selection<'_>) -> SentenceInfo<'p> {
    let claims = item.claims.iter().map(|claim| {
        let (start_cp, end_cp) = selection.texts.code_points(claim.document, claim.span);
        let annotator = shown(claim.annotator, selection);
        ClaimInfo { annotator, claim_id: claim.id, end_cp, kinds: &claim.kinds, start_cp }
    });
    let (start_cp, end_cp) = selection.texts.code_points(item.document.id, item.sentence.span);
    SentenceInfo {
        claims: claims.collect(),
        document_id: item.document.id,
        document_title: &item.document.details.title,
        end_cp,
        role: item.sentence.role.name(),
        sentence: item.number,
        start_cp,
    }
}

fn pair_info<'p>(pair: &'p Pair<'_>, selection: &Selection<'_>) -> PairInfo<'p> {
    let links = pair.judgements.iter().map(|judgement| LinkInfo {
        annotator: shown(judgement.annotator, selection),
        confidence: judgement.confidence.map(|confidence| confidence.level.as_str()),
        link_id: judgement.link.map(|link| link.id),
        relation: &judgement.relation,
    });
    PairInfo {
        hypothesis_claim_id: pair.hypothesis.claim.map(|claim| claim.id),
        hypothesis_document_id: pair.hypothesis.document.id,
        links: links.collect(),
        premise_claim_id: pair.premise.claim.map(|claim| claim.id),
        premise_document_id: pair.premise.document.id,
    }
}

impl Items {
    fn new(name: &'static str, part_count: usize) -> Self {
        Self { name, parts: vec![Vec::new(); part_count], count: 0 }
    }

    fn push(
        &mut self,
        (part, names): (usize, &[&str]),
        (language, votes, labels): (&str, &Votes<'_>, &SoftLabels),
        text: &impl Serialize,
        other_info: &impl Serialize,
    ) {
        self.count += 1;
        // Several labels of one annotator share a cell, as in the tasks.
        let mut annotations: BTreeMap<String, String> = BTreeMap::new();
        for (at, label) in votes.all() {
            let said = annotations.entry(person(at)).or_default();
            if !said.is_empty() {
                said.push(',');
            }
            said.push_str(label);
        }
        let annotators: Vec<&str> = annotations.keys().map(String::as_str).collect();
        let Some(bytes) = self.parts.get_mut(part) else { return };
        // By name of the key.
        bytes.extend_from_slice(if bytes.is_empty() { b"{\"" } else { b",\"" });
        push_json(bytes, &self.count);
        push_field(bytes, "\":{\"adjudicated_label\":", &votes.adjudicated());
        push_field(bytes, ",\"annotation task\":", self.name);
        push_field(bytes, ",\"annotations\":", &annotations);
        push_field(bytes, ",\"annotators\":", &annotators.join(","));
        push_field(bytes, ",\"hard_label\":", &votes.majority());
        push_field(bytes, ",\"lang\":", language);
        push_field(bytes, ",\"number of annotations\":", &votes.all().count());
        push_field(bytes, ",\"number of annotators\":", &annotations.len());
        push_field(bytes, ",\"other_info\":", other_info);
        bytes.extend_from_slice(b",\"soft_label\":");
        push_shares(bytes, &labels.keys, votes.shares_of(&labels.names));
        push_field(bytes, ",\"split\":", names.get(part).copied().unwrap_or_default());
        push_field(bytes, ",\"text\":", text);
        bytes.push(b'}');
    }

    fn write(self, names: &[&str], output: &mut Output<'_>) -> Result<(), FormatError> {
        for (name, mut items) in names.iter().zip(self.parts).filter(|(_, items)| !items.is_empty()) {
            items.extend_from_slice(b"}\n");
            output.file(&format!("crossclaim_{}_{name}.json", self.name), items)?;
        }
        Ok(())
    }
}

impl SoftLabels {
    fn new(names: Vec<String>) -> Self {
        let names: BTreeSet<String> = names.into_iter().collect();
        let keys = keys(names.iter().map(String::as_str));
        Self { names, keys }
    }
}

/// A value of an object behind its key.
fn push_field(bytes: &mut Vec<u8>, key: &str, value: &(impl Serialize + ?Sized)) {
    bytes.extend_from_slice(key.as_bytes());
    push_json(bytes, value);
}

fn pretty(value: &Value) -> Vec<u8> {
    let mut bytes = value.to_string().into_bytes();
    bytes.push(b'\n');
    bytes
}

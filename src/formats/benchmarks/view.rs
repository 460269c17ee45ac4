//! [`SetView`]: a project as a set sees it, for the writers: claims, what they are judged by, and what is said of each pair.
//!
//! The claims of a set are those in documents *under check*; of links between other documents the end that follows from the
//! other one.

use super::fields::{Fields, fields_of};
use super::row::Stance;
use crate::formats::file_names::without_ending;
use crate::formats::new_document::base_name;
use crate::formats::output::Output;
use crate::formats::pairs::{End, Judgement, Pair, judged, nli_label};
use crate::formats::selection::Selection;
use crate::formats::{FileNames, jsonl};
use crate::model::{Claim, ClaimId, Document, DocumentId, DocumentRole, Pinpoint, RecordId, pinpoints_at};
use crate::text::Span;
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Place of a document, span, and the claim where its place is not certain.
type Key = (usize, Span, Option<ClaimId>);

/// A claim of the set.
#[derive(Debug)]
pub(super) struct ViewRow<'p> {
    pub(super) document: &'p Document,
    /// Every claim at its place; the one that has the id of the set comes first.
    pub(super) claims: Vec<&'p Claim>,
    /// In the order of the project.
    pub(super) evidence: Vec<Evidence<'p>>,
}

/// A place by which a claim is judged.
#[derive(Debug)]
pub(super) struct Evidence<'p> {
    pub(super) document: &'p Document,
    pub(super) span: Span,
    /// Each with what it says.
    pub(super) judgements: Vec<(Stance, Judgement<'p>)>,
    /// What the reference layer says, else most annotators; neutral where as many say otherwise.
    pub(super) stance: Stance,
}

/// The claims of one file.
#[derive(Debug)]
pub(super) struct ViewFile<'p> {
    /// Name without ending; safe.
    pub(super) stem: String,
    /// Ending of the file from which the claims came; empty where they came from none.
    pub(super) ending: String,
    /// What the set says of the file.
    pub(super) about: Fields,
    pub(super) rows: Vec<ViewRow<'p>>,
}

/// A project as a set.
#[derive(Debug)]
pub(super) struct SetView<'p> {
    pub(super) files: Vec<ViewFile<'p>>,
    /// What documents are called, each name once.
    keys: BTreeMap<DocumentId, String>,
    about: BTreeMap<DocumentId, Fields>,
}

impl<'p> SetView<'p> {
    /// `name` is that of the set: tags that begin with it hold ids.
    pub(super) fn new(selection: &Selection<'p>, name: &str) -> Self {
        let rows = rows(selection, name);
        let about: BTreeMap<DocumentId, Fields> = selection
            .project
            .comments()
            .filter_map(|comment| match comment.on {
                RecordId::Document(id) => Some((id, fields_of(&comment.text))),
                _ => None,
            })
            .filter(|(_, fields)| !fields.is_empty())
            .collect();
        let mut keys = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for document in &selection.documents {
            let title = &document.details.title;
            let name = if document.file_name.is_empty() { title } else { &document.file_name };
            let mut key = name.clone();
            let mut number = 1;
            while !taken.insert(key.clone()) {
                number += 1;
                key = format!("{name} {number}");
            }
            keys.insert(document.id, key);
        }
        let files = files(selection, rows, &about);
        Self { files, keys, about }
    }

    /// What a document is called in the set.
    pub(super) fn key(&self, document: &Document) -> &str {
        self.keys.get(&document.id).map_or("", String::as_str)
    }

    /// What the set says of a document beside its text.
    pub(super) fn about(&self, document: &Document) -> Fields {
        self.about.get(&document.id).cloned().unwrap_or_default()
    }

    /// Documents by which claims are judged, in the order of the project.
    pub(super) fn texts(selection: &Selection<'p>) -> Vec<&'p Document> {
        let is_text = |document: &&&Document| document.details.role != DocumentRole::UnderCheck;
        selection.documents.iter().filter(is_text).copied().collect()
    }
}

impl<'p> ViewRow<'p> {
    /// What the claim says.
    pub(super) fn text(&self) -> &'p str {
        self.claims.first().map_or("", |claim| claim.quote.as_str())
    }

    /// Its id in the set; its place among the rows where it has none.
    pub(super) fn id(&self, name: &str, number: usize) -> String {
        self.claims
            .iter()
            .find_map(|claim| tag_id(claim, name))
            .map_or_else(|| number.to_string(), str::to_owned)
    }

    /// Whether it came from the set.
    pub(super) fn is_of_set(&self, name: &str) -> bool {
        self.claims.iter().any(|claim| tag_id(claim, name).is_some())
    }

    /// Columns of the set for which the model has no place.
    pub(super) fn fields(&self) -> Fields {
        let found = self.claims.iter().map(|claim| fields_of(&claim.note));
        found.into_iter().find(|fields| !fields.is_empty()).unwrap_or_default()
    }

    /// Says that the row is in the files.
    pub(super) fn keep(&self, output: &mut Output<'_>) {
        self.claims.iter().for_each(|claim| output.keep_claim(claim.id, ""));
    }
}

impl Evidence<'_> {
    /// The number that the set gives its sentence, from 0.
    pub(super) fn number(&self) -> u32 {
        sentence_number(self.document, self.span.start)
    }

    /// What was noted on the links of that stance, in the order of the project.
    pub(super) fn fields(&self) -> impl Iterator<Item = Fields> {
        let links = self.judgements.iter().filter(|(stance, _)| *stance == self.stance);
        links.filter_map(|(_, judgement)| judgement.link).map(|link| fields_of(&link.note))
    }

    /// Says that these judgements are in the files, with the claims between which they stand.
    pub(super) fn keep(&self, is_kept: impl Fn(Stance, &Judgement<'_>) -> bool, output: &mut Output<'_>) {
        for (stance, judgement) in &self.judgements {
            if let Some(link) = judgement.link.filter(|_| is_kept(*stance, judgement)) {
                output.keep_link(link.id, "");
                output.keep_claim(link.from, "");
                output.keep_claim(link.to, "");
            }
        }
    }
}

/// The number that the set gives the sentence at a byte, from 0.
pub(super) fn sentence_number(document: &Document, byte: usize) -> u32 {
    let line = pinpoints_at(&document.pinpoints, byte).into_iter().find_map(|mark| match mark {
        Pinpoint::Line(line) => line.checked_sub(1),
        _ => None,
    });
    line.unwrap_or_else(|| u32::try_from(document.sentence_at(byte).unwrap_or_default()).unwrap_or(u32::MAX))
}

/// The sentences of a document by the numbers of the set; what it leaves out is empty.
pub(super) fn numbered_sentences(document: &Document) -> Vec<&str> {
    let mut spans: BTreeMap<u32, Span> = BTreeMap::new();
    for sentence in &document.sentences {
        let number = sentence_number(document, sentence.span.start);
        let known = spans.get(&number).copied().unwrap_or(sentence.span);
        spans.insert(number, known.cover(sentence.span));
    }
    let mut found = Vec::new();
    for (number, span) in spans {
        // Numbers that lie far apart are those of a sample, and nothing stands between them.
        let number = usize::try_from(number).unwrap_or_default();
        if number < document.text.len() {
            found.resize(number.max(found.len()), "");
        }
        found.push(span.slice(&document.text).unwrap_or_default());
    }
    found
}

/// The id in a tag such as `FEVER 75397`.
fn tag_id<'c>(claim: &'c Claim, name: &str) -> Option<&'c str> {
    claim.tags.iter().find_map(|tag| tag.strip_prefix(name)?.strip_prefix(' '))
}

fn rows<'p>(selection: &Selection<'p>, name: &str) -> BTreeMap<Key, ViewRow<'p>> {
    let positions: BTreeMap<DocumentId, usize> =
        selection.documents.iter().enumerate().map(|(at, document)| (document.id, at)).collect();
    let key = |document: DocumentId, span: Span, claim: Option<&Claim>| -> Key {
        let unsure = claim.filter(|claim| claim.unanchored).map(|claim| claim.id);
        (positions.get(&document).copied().unwrap_or_default(), span, unsure)
    };
    let is_under_check = |document: &Document| document.details.role == DocumentRole::UnderCheck;
    let mut rows: BTreeMap<Key, ViewRow<'p>> = BTreeMap::new();
    let add = |rows: &mut BTreeMap<Key, ViewRow<'p>>, claim: &'p Claim| {
        let Some(document) = selection.document(claim.document) else { return };
        let row = rows.entry(key(claim.document, claim.span, Some(claim)));
        let row = row.or_insert_with(|| ViewRow { document, claims: Vec::new(), evidence: Vec::new() });
        if row.claims.iter().all(|known| known.id != claim.id) {
            row.claims.push(claim);
        }
    };
    for claim in &selection.claims {
        if selection.document(claim.document).is_some_and(is_under_check) {
            add(&mut rows, claim);
        }
    }
    for pair in judged(selection) {
        let Pair { premise, hypothesis, judgements, .. } = pair;
        let is_turned = is_under_check(premise.document) && !is_under_check(hypothesis.document);
        let (claim, other) = if is_turned { (premise, hypothesis) } else { (hypothesis, premise) };
        let ends =
            judgements.iter().filter_map(|judgement| judgement.link).flat_map(|link| [link.from, link.to]);
        let ends = ends.filter_map(|id| selection.project.claim(id));
        let here = ends.filter(|end| (end.document, end.span) == (claim.document.id, claim.span));
        claim.claim.into_iter().chain(here).for_each(|claim| add(&mut rows, claim));
        if let Some(row) = rows.get_mut(&key(claim.document.id, claim.span, claim.claim)) {
            row.evidence.push(evidence(selection, other, judgements));
        }
    }
    for row in rows.values_mut() {
        row.claims.sort_by_key(|claim| tag_id(claim, name).is_none());
    }
    rows
}

fn evidence<'p>(selection: &Selection<'p>, end: End<'p>, judgements: Vec<Judgement<'p>>) -> Evidence<'p> {
    let judgements: Vec<(Stance, Judgement<'p>)> = judgements
        .into_iter()
        .map(|judgement| (stance_of(selection, &judgement.relation), judgement))
        .collect();
    let is_reference = |judgement: &Judgement<'p>| {
        selection.project.annotator(judgement.annotator).is_some_and(|annotator| annotator.reference)
    };
    let settled: Vec<Stance> = judgements
        .iter()
        .filter(|(_, judgement)| is_reference(judgement))
        .map(|(stance, _)| *stance)
        .collect();
    let all = || judgements.iter().map(|(stance, _)| *stance).collect();
    let stance = most(&if settled.is_empty() { all() } else { settled });
    Evidence { document: end.document, span: end.span, judgements, stance }
}

fn stance_of(selection: &Selection<'_>, relation: &str) -> Stance {
    match nli_label(selection, relation) {
        Some("entailment") => Stance::Supports,
        Some("contradiction") => Stance::Refutes,
        _ => Stance::Neutral,
    }
}

/// What most say; neutral where as many say otherwise.
pub(super) fn most(stances: &[Stance]) -> Stance {
    let count = |stance: Stance| stances.iter().filter(|other| **other == stance).count();
    let all = [Stance::Supports, Stance::Refutes, Stance::Neutral];
    let highest = all.iter().map(|stance| count(*stance)).max().unwrap_or_default();
    let mut best = all.into_iter().filter(|stance| count(*stance) == highest);
    match (best.next(), best.next()) {
        (Some(one), None) => one,
        _ => Stance::Neutral,
    }
}

/// Rows by the file from which they came, or by part of a split.
fn files<'p>(
    selection: &Selection<'p>,
    rows: BTreeMap<Key, ViewRow<'p>>,
    about: &BTreeMap<DocumentId, Fields>,
) -> Vec<ViewFile<'p>> {
    let mut names = FileNames::default();
    // The rows beside the files have names of their own.
    let own = [jsonl::CLAIMS_FILE, jsonl::LINKS_FILE, jsonl::DETAILS_FILE, jsonl::DISMISSALS_FILE];
    for own in own.into_iter().chain([jsonl::VERDICTS_FILE, jsonl::ANNOTATORS_FILE, "corpus", "queries"]) {
        names.stem(without_ending(own));
    }
    let mut files: Vec<(String, ViewFile<'p>)> = Vec::new();
    for row in rows.into_values() {
        let part = row.claims.first().zip(selection.splits());
        let part = part.and_then(|(claim, splits)| splits.names().get(splits.part_of_claim(claim)));
        let is_set = row.document.details.role == DocumentRole::UnderCheck;
        let source = if is_set { row.document.file_name.as_str() } else { "" };
        let key = part.map_or_else(|| source.to_owned(), |part| (*part).to_owned());
        if let Some((_, file)) = files.iter_mut().find(|(other, _)| *other == key) {
            file.rows.push(row);
            continue;
        }
        let base = base_name(&key);
        let stem = names.stem(if base.is_empty() { "set" } else { without_ending(base) });
        let ending = base_name(source).rsplit_once('.').map(|(_, ending)| ending.to_owned());
        let about = about.get(&row.document.id).cloned().unwrap_or_default();
        let file = ViewFile { stem, ending: ending.unwrap_or_default(), about, rows: vec![row] };
        files.push((key, file));
    }
    files.into_iter().map(|(_, file)| file).collect()
}

/// An object whose keys stand in the order of the set.
#[derive(Debug, Default)]
pub(super) struct Ordered(Vec<(String, Value)>);

impl Ordered {
    pub(super) fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.0.push((name.to_owned(), value.into()));
    }

    /// What the set says beyond that; names that are there already are left alone.
    pub(super) fn rest(&mut self, fields: Fields) {
        for (name, value) in fields {
            if self.0.iter().all(|(known, _)| *known != name) {
                self.0.push((name, value));
            }
        }
    }
}

impl Ordered {
    /// The value of a key.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// As part of another object, by name of the key.
    pub(super) fn into_value(self) -> Value {
        Value::Object(self.0.into_iter().collect())
    }
}

impl Serialize for Ordered {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

//! `contract-nli`: contracts, each judged by the same hypotheses, with the spans that say so (Koreeda and Manning 2021). One
//! JSON object with documents and labels. Each set of annotations of a document is an annotator.

use super::build::SetBuilder;
use super::fields::{Fields, fields, id_value, list, number, take_text, text_of};
use super::files::{SetFiles, whole_json};
use super::options::SetOptions;
use super::row::{SetBody, SetLink, SetRow, SetText, Stance, Target};
use super::sample::Sampler;
use super::told::Told;
use super::view::{Ordered, SetView, ViewFile};
use super::{HELD, in_memory, need_no_columns};
use crate::formats::output::Output;
use crate::formats::registry::Format;
use crate::formats::selection::Selection;
use crate::formats::{Dataset, Defaults, FormatError, InputFile, Place};
use crate::model::{AnnotatorId, Document, DocumentId, Source};
use crate::text::Span;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

pub(in crate::formats) const FORMAT: Format = Format {
    holds: HELD,
    read_dataset: Some(|files: &[InputFile<'_>], defaults: &Defaults<'_>| in_memory(read, files, defaults)),
    read_set: Some(read),
    write_dataset: Some(write),
    ..Format::dataset("contract-nli", "ContractNLI (contracts and hypotheses)")
};

const NAME: &str = "ContractNLI";
/// Words for what is entailed, contradicted and not mentioned. Older releases have others.
const CHOICES: [&str; 3] = ["Entailment", "Contradiction", "NotMentioned"];
const OLD_CHOICES: [&str; 3] = ["true", "false", "na"];

/// A document of the set.
struct Contract {
    place: Place,
    key: String,
    text: SetText,
    /// By annotator: hypothesis, what it says of it, numbers of the spans.
    annotations: Vec<Vec<(String, Stance, Vec<u32>)>>,
}

fn read(files: &dyn SetFiles, options: &SetOptions, defaults: &Defaults<'_>) -> Result<Dataset, FormatError> {
    need_no_columns(options)?;
    let mut told = Told::default();
    let mut sets = Vec::new();
    for (index, name) in files.names().into_iter().enumerate() {
        let whole = told.or_left_out(whole_json(files, index))?;
        let Some(Value::Object(mut whole)) = whole else {
            told.problem(format!("{name} was not read: it is no JSON object"));
            continue;
        };
        match (whole.remove("documents"), whole.remove("labels")) {
            (Some(Value::Array(documents)), Some(Value::Object(labels))) => {
                sets.push((name, documents, labels));
            }
            _ => told.problem(format!("{name} was not read: it has no documents with labels")),
        }
    }
    if sets.is_empty() {
        let words = "none of the files holds documents with labels of ContractNLI".to_owned();
        return Err(told.take_refusal().unwrap_or(FormatError::NoKnownFile(words)));
    }
    let title = super::set_title(NAME, sets.iter().map(|(name, ..)| name));
    let mut builder = SetBuilder::new(NAME, defaults, told)?;
    for (name, documents, labels) in sets {
        one_file(&mut builder, options, (&name, documents, labels))?;
    }
    builder.finish(title)
}

fn one_file(
    builder: &mut SetBuilder<'_>,
    options: &SetOptions,
    (name, documents, labels): (&str, Vec<Value>, Map<String, Value>),
) -> Result<(), FormatError> {
    let mut sampler = Sampler::new(options);
    for document in documents {
        sampler.offer("", document);
    }
    let documents = sampler.drawn(&mut builder.told);
    let mut choices: Option<[&str; 3]> = None;
    let mut contracts = Vec::new();
    for (at, document) in (1..).zip(documents) {
        let place = Place { file: format!("{name}, document {at}"), line: 0, column: 0 };
        let read = contract(document, &place, &mut choices);
        contracts.extend(builder.told.or_left_out(read)?);
    }
    let mut rows: BTreeMap<String, SetRow> = BTreeMap::new();
    for (id, label) in labels {
        let place = Place { file: format!("{name}, label {id}"), line: 0, column: 0 };
        let mut label = label.as_object().cloned().unwrap_or_default();
        let text = take_text(&mut label, "hypothesis").ok_or_else(|| place.error("it has no hypothesis"));
        let Some(text) = builder.told.or_left_out(text)? else { continue };
        let question = label.get("short_description").and_then(text_of).unwrap_or_default();
        rows.insert(id.clone(), SetRow { place, id, text, question, fields: label, ..SetRow::default() });
    }
    for contract in contracts {
        let Contract { place, key, text, annotations } = contract;
        let taken = builder.text(text, &place);
        if builder.told.or_left_out(taken)?.is_none() {
            continue;
        }
        for (number, judged) in (1..).zip(annotations) {
            let annotator = builder.annotator(&annotator_name(number));
            for (hypothesis, stance, spans) in judged {
                let Some(row) = rows.get_mut(&hypothesis) else {
                    builder.told.problem(format!("{place}: there is no label “{hypothesis}”"));
                    continue;
                };
                row.links.extend(links(&key, stance, spans, annotator));
            }
        }
    }
    let choices = choices.unwrap_or(CHOICES);
    let about = fields([("choices", json!(choices))]);
    builder.rows(crate::formats::base_name(name), &about, by_number(rows))
}

fn annotator_name(number: usize) -> String {
    format!("{NAME} annotator {number}")
}

/// `nda-2` before `nda-10`.
fn by_number(rows: BTreeMap<String, SetRow>) -> Vec<SetRow> {
    let mut rows: Vec<SetRow> = rows.into_values().collect();
    rows.sort_by_cached_key(|row| {
        let digits: String = row.id.chars().rev().take_while(char::is_ascii_digit).collect();
        let digits: String = digits.chars().rev().collect();
        (digits.parse::<u64>().unwrap_or(u64::MAX), row.id.clone())
    });
    rows
}

fn links(key: &str, stance: Stance, spans: Vec<u32>, annotator: AnnotatorId) -> Vec<SetLink> {
    let link = |target, fields| SetLink { target, stance, annotator, fields };
    if stance == Stance::Neutral {
        return vec![link(Target::Whole(key.to_owned()), Fields::new())];
    }
    if spans.is_empty() {
        // No span says so: the beginning stands for the document.
        return vec![link(Target::Start(key.to_owned()), fields([("spans", json!([]))]))];
    }
    spans.into_iter().map(|span| link(Target::Sentence(key.to_owned(), span), Fields::new())).collect()
}

fn contract(
    value: Value,
    place: &Place,
    choices: &mut Option<[&'static str; 3]>,
) -> Result<Contract, FormatError> {
    let Value::Object(mut document) = value else { return Err(place.error("it is no JSON object")) };
    let key = take_text(&mut document, "id").ok_or_else(|| place.error("it has no id"))?;
    let words = take_text(&mut document, "text").ok_or_else(|| place.error("it has no text"))?;
    let mut spans = Vec::new();
    for span in list(document.remove("spans").as_ref()) {
        let ends = [0, 1].map(|at| list(Some(span)).get(at).and_then(Value::as_u64));
        let ends = ends.map(|end| end.and_then(|end| usize::try_from(end).ok()));
        let [Some(start), Some(end)] = ends else {
            return Err(place.error(format!("{span} is no span (start, end)")));
        };
        spans.push((start, end));
    }
    let mut annotations = Vec::new();
    for set in list(document.remove("annotation_sets").as_ref()) {
        let judged = set.get("annotations").and_then(Value::as_object);
        let judged = judged.ok_or_else(|| place.error("it has a set without annotations"))?;
        let mut found = Vec::new();
        for (hypothesis, annotation) in judged {
            let choice = annotation.get("choice").and_then(text_of).unwrap_or_default();
            let stance = stance(&choice, choices)
                .ok_or_else(|| place.error(format!("“{choice}” is no choice ({})", CHOICES.join(", "))))?;
            let numbers = list(annotation.get("spans")).iter().map(|span| {
                number(span).ok_or_else(|| place.error(format!("{span} is no number of a span")))
            });
            found.push((hypothesis.clone(), stance, numbers.collect::<Result<_, _>>()?));
        }
        annotations.push(found);
    }
    let file_name = take_text(&mut document, "file_name").unwrap_or_default();
    let url = take_text(&mut document, "url").unwrap_or_default();
    document.insert("id".to_owned(), id_value(&key));
    let title = if file_name.is_empty() { format!("Contract {key}") } else { file_name.clone() };
    let text = SetText {
        key: key.clone(),
        title: crate::formats::file_names::without_ending(&title).to_owned(),
        file_name,
        source: Source { url, ..Source::default() },
        fields: document,
        body: SetBody::Spans(words, spans),
        ..SetText::default()
    };
    Ok(Contract { place: place.clone(), key, text, annotations })
}

fn stance(choice: &str, choices: &mut Option<[&'static str; 3]>) -> Option<Stance> {
    let [entailed, contradicted, unsaid] = [Stance::Supports, Stance::Refutes, Stance::Neutral];
    for known in [CHOICES, OLD_CHOICES] {
        if let Some(at) = known.iter().position(|word| *word == choice) {
            choices.get_or_insert(known);
            return [entailed, contradicted, unsaid].get(at).copied();
        }
    }
    None
}

/// What one annotator says of a hypothesis in a document.
#[derive(Default)]
struct Said {
    supports: BTreeSet<Span>,
    refutes: BTreeSet<Span>,
    /// It is said of the document, not of a span.
    is_spanless: bool,
}

fn write(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    selection.need_texts()?;
    let view = SetView::new(selection, NAME);
    let documents = SetView::texts(selection);
    for file in &view.files {
        let bytes = written_file(selection, &view, (file, &documents), output)?;
        output.file(&format!("{}.json", file.stem), bytes)?;
    }
    for document in &documents {
        output.keep_document(document.id, "");
    }
    Ok(())
}

/// By document, annotator and hypothesis.
type AllSaid = BTreeMap<DocumentId, BTreeMap<AnnotatorId, BTreeMap<String, Said>>>;

fn said(file: &ViewFile<'_>, output: &mut Output<'_>) -> Result<AllSaid, FormatError> {
    let mut all = AllSaid::new();
    for (number, row) in (1..).zip(&file.rows) {
        row.keep(output);
        output.row()?;
        for evidence in &row.evidence {
            for (stance, judgement) in &evidence.judgements {
                let is_neutral_link = *stance == Stance::Neutral && judgement.link.is_some();
                if is_neutral_link {
                    continue;
                }
                let of_document = all.entry(evidence.document.id).or_default();
                let said = of_document.entry(judgement.annotator).or_default();
                let said = said.entry(row.id(NAME, number)).or_default();
                let note =
                    judgement.link.map(|link| super::fields::fields_of(&link.note)).unwrap_or_default();
                said.is_spanless |= note.get("spans").is_some_and(|spans| list(Some(spans)).is_empty());
                match stance {
                    Stance::Supports => drop(said.supports.insert(evidence.span)),
                    Stance::Refutes => drop(said.refutes.insert(evidence.span)),
                    Stance::Neutral | Stance::Kind(_) => {}
                }
            }
            evidence.keep(|stance, _| stance != Stance::Neutral, output);
        }
    }
    Ok(all)
}

fn written_file(
    selection: &Selection<'_>,
    view: &SetView<'_>,
    (file, documents): (&ViewFile<'_>, &[&Document]),
    output: &mut Output<'_>,
) -> Result<Vec<u8>, FormatError> {
    let given = list(file.about.get("choices"));
    let choices: [&str; 3] = std::array::from_fn(|at| {
        let given = given.get(at).and_then(Value::as_str);
        given.unwrap_or_else(|| CHOICES.get(at).copied().unwrap_or_default())
    });
    let mut all = said(file, output)?;
    let mut written = Vec::new();
    // Of several files each has the documents that its hypotheses speak of.
    let is_one = view.files.len() == 1;
    for document in
        documents.iter().filter(|document| is_one || all.contains_key(&document.id)).collect::<Vec<_>>()
    {
        let sets: Vec<Value> = all
            .remove(&document.id)
            .unwrap_or_default()
            .into_iter()
            .map(|(annotator, said)| (place_of(selection, annotator), said))
            .collect::<BTreeMap<_, _>>()
            .into_values()
            .map(|said| json!({"annotations": annotations(document, said, choices)}))
            .collect();
        let spans = document.sentences.iter().map(|sentence| {
            let (start, end) = selection.texts.code_points(document.id, sentence.span);
            json!([start, end])
        });
        let mut about = view.about(document);
        let mut row = Ordered::default();
        row.set("id", about.remove("id").unwrap_or_else(|| Value::from(view.key(document))));
        row.set("file_name", view.key(document));
        row.set("text", &*document.text);
        row.set("spans", spans.collect::<Vec<Value>>());
        row.set("annotation_sets", sets);
        let url = &document.details.source.url;
        if !url.is_empty() {
            row.set("url", url.as_str());
        }
        row.rest(about);
        written.push(row);
    }
    let mut labels = Map::new();
    for (number, row) in (1..).zip(&file.rows) {
        let mut label = row.fields();
        label.insert("hypothesis".to_owned(), Value::from(row.text()));
        labels.insert(row.id(NAME, number), Value::Object(label));
    }
    let whole = Whole { documents: written, labels };
    let mut bytes = serde_json::to_vec(&whole).map_err(|err| FormatError::Unwritable(err.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

#[derive(serde::Serialize)]
struct Whole {
    documents: Vec<Ordered>,
    labels: Map<String, Value>,
}

/// Annotators of the set in its order, then those who came later.
fn place_of(selection: &Selection<'_>, annotator: AnnotatorId) -> (usize, AnnotatorId) {
    let name = selection.project.annotator(annotator).map_or("", |annotator| annotator.name.as_str());
    let number = name.strip_prefix(NAME).and_then(|name| name.strip_prefix(" annotator ")?.parse().ok());
    (number.unwrap_or(usize::MAX), annotator)
}

fn annotations(document: &Document, said: BTreeMap<String, Said>, choices: [&str; 3]) -> Map<String, Value> {
    let [entailed, contradicted, unsaid] = choices;
    let annotation = |(hypothesis, said): (String, Said)| {
        let (choice, spans) = match (said.supports.is_empty(), said.refutes.is_empty()) {
            (true, true) => (unsaid, BTreeSet::new()),
            (false, _) if said.supports.len() >= said.refutes.len() => (entailed, said.supports),
            _ => (contradicted, said.refutes),
        };
        let numbers: BTreeSet<usize> = spans
            .into_iter()
            .filter(|_| !said.is_spanless)
            .filter_map(|span| document.sentence_at(span.start))
            .collect();
        (hypothesis, json!({"choice": choice, "spans": numbers}))
    };
    said.into_iter().map(annotation).collect()
}

//! `scifact`: scientific claims with rationales, sentences of abstracts (Wadden et al. 2020). Lines of claims, and a corpus of
//! abstracts of which those that a claim cites are taken in.

use super::build::SetBuilder;
use super::fields::{Fields, fields, id_value, list, number, take_text};
use super::files::{Record, SetFiles, Texts, each_record, first_record, needed_texts};
use super::options::SetOptions;
use super::row::{SetBody, SetLink, SetRow, SetText, Stance, Target};
use super::sample::Sampler;
use super::told::Told;
use super::view::{Ordered, SetView, ViewRow, numbered_sentences};
use super::{HELD, in_memory, need_no_columns};
use crate::formats::jsonl::rows::push_row;
use crate::formats::output::Output;
use crate::formats::registry::Format;
use crate::formats::selection::Selection;
use crate::formats::{Dataset, Defaults, FormatError, InputFile};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

pub(in crate::formats) const FORMAT: Format = Format {
    holds: HELD,
    read_dataset: Some(|files: &[InputFile<'_>], defaults: &Defaults<'_>| in_memory(read, files, defaults)),
    read_set: Some(read),
    write_dataset: Some(write),
    ..Format::dataset("scifact", "SciFact (claims and abstracts)")
};

const NAME: &str = "SciFact";

/// Document, number of the rationale, place in it, sentence, what it says.
type Entry = (String, usize, usize, u32, Stance);

fn read(files: &dyn SetFiles, options: &SetOptions, defaults: &Defaults<'_>) -> Result<Dataset, FormatError> {
    need_no_columns(options)?;
    let mut told = Told::default();
    let (mut claims, mut corpora) = (Vec::new(), Vec::new());
    for (index, name) in files.names().into_iter().enumerate() {
        match first_record(files, index)? {
            Some(record) if record.fields.contains_key("abstract") => corpora.push(index),
            Some(record) if is_claims(&record.fields) => claims.push(index),
            _ => {
                told.problem(format!(
                    "{name} was not read: it holds neither claims nor abstracts of SciFact"
                ));
            }
        }
    }
    if claims.is_empty() {
        return Err(FormatError::NoKnownFile("none of the files holds claims of SciFact".to_owned()));
    }
    let mut sampler = Sampler::new(options);
    for index in claims {
        each_record(files, index, &mut told, &mut |_, record| {
            let label = label_of(&record.fields).to_owned();
            sampler.offer(&label, (index, record));
            Ok(true)
        })?;
    }
    let records = sampler.drawn(&mut told);
    let mut found = Vec::new();
    for (index, record) in records {
        let read = row(record);
        found.extend(told.or_left_out(read)?.map(|(row, entries, cited)| (index, row, entries, cited)));
    }
    let named = |(_, _, entries, cited): &(usize, SetRow, Vec<Entry>, Vec<String>)| {
        let evidence = entries.iter().map(|(document, ..)| document.clone());
        evidence.chain(cited.iter().cloned()).collect::<Vec<String>>()
    };
    let needed: BTreeSet<String> = found.iter().flat_map(named).collect();
    let texts = abstracts(files, &corpora, &needed, &mut told)?;
    if !needed.is_empty() && texts.is_empty() {
        return Err(FormatError::NoKnownFile(format!(
            "the claims cite {} abstracts, and the files have the text of none; give corpus.jsonl too",
            needed.len()
        )));
    }
    built(files, (found, texts), SetBuilder::new(NAME, defaults, told)?)
}

fn is_claims(fields: &Fields) -> bool {
    let evidence = fields.get("evidence");
    fields.contains_key("id") && fields.contains_key("claim") && evidence.is_none_or(Value::is_object)
}

/// Of a claim, for balance: what its first rationale says.
fn label_of(fields: &Fields) -> &str {
    let documents = fields.get("evidence").and_then(Value::as_object);
    let first = documents.and_then(|documents| documents.values().next());
    let label = list(first).first().and_then(|rationale| rationale.get("label")).and_then(Value::as_str);
    label.unwrap_or_else(|| if documents.is_some() { "no evidence" } else { "" })
}

fn row(record: Record) -> Result<(SetRow, Vec<Entry>, Vec<String>), FormatError> {
    let Record { place, mut fields } = record;
    let id = take_text(&mut fields, "id").ok_or_else(|| place.error("it has no id"))?;
    let text = take_text(&mut fields, "claim").ok_or_else(|| place.error("it has no claim"))?;
    let mut entries = Vec::new();
    match fields.remove("evidence") {
        Some(Value::Object(documents)) => {
            for (document, rationales) in documents {
                for (set, rationale) in list(Some(&rationales)).iter().enumerate() {
                    let stance = match rationale.get("label").and_then(Value::as_str) {
                        Some("SUPPORT" | "SUPPORTS") => Stance::Supports,
                        Some("CONTRADICT" | "REFUTES") => Stance::Refutes,
                        other => {
                            let words = other.unwrap_or("nothing");
                            return Err(place.error(format!("“{words}” is no label (SUPPORT, CONTRADICT)")));
                        }
                    };
                    for (at, sentence) in list(rationale.get("sentences")).iter().enumerate() {
                        let number = number(sentence);
                        let number = number
                            .ok_or_else(|| place.error(format!("{sentence} is no number of a sentence")))?;
                        entries.push((document.clone(), set, at, number, stance));
                    }
                }
            }
        }
        // Blind claims.
        _ => drop(fields.insert("evidence".to_owned(), Value::Null)),
    }
    let cited = list(fields.get("cited_doc_ids")).iter().filter_map(super::fields::text_of).collect();
    Ok((SetRow { place, id, text, fields, ..SetRow::default() }, entries, cited))
}

fn abstracts(
    files: &dyn SetFiles,
    corpora: &[usize],
    needed: &BTreeSet<String>,
    told: &mut Told,
) -> Result<Texts, FormatError> {
    let text = |key: &str, mut fields: Fields| {
        let title = take_text(&mut fields, "title").unwrap_or_else(|| key.to_owned());
        let sentences = fields.remove("abstract");
        let sentences =
            list(sentences.as_ref()).iter().map(|words| words.as_str().unwrap_or_default().to_owned());
        let body = SetBody::Sentences((0..).zip(sentences).collect());
        SetText { key: key.to_owned(), title, file_name: key.to_owned(), fields, body, ..SetText::default() }
    };
    let (found, other_count) = needed_texts(files, (corpora, "doc_id"), needed, told, text)?;
    if other_count > 0 {
        told.problem(format!("{other_count} abstracts that no claim cites were not taken in"));
    }
    Ok(found)
}

type Found = (usize, SetRow, Vec<Entry>, Vec<String>);

fn built(
    files: &dyn SetFiles,
    (found, mut texts): (Vec<Found>, Texts),
    mut builder: SetBuilder<'_>,
) -> Result<Dataset, FormatError> {
    let mut parts: BTreeMap<usize, Vec<SetRow>> = BTreeMap::new();
    for (index, mut row, entries, cited) in found {
        for key in entries.iter().map(|(document, ..)| document).chain(&cited) {
            if let Some((place, text)) = texts.remove(key) {
                let taken = builder.text(text, &place);
                builder.told.or_left_out(taken)?;
            }
        }
        if let Some((key, ..)) = entries.iter().find(|(document, ..)| !builder.has_text(document)) {
            let err = row.place.error(format!("the abstract {key} is not in the files"));
            builder.told.left_out(err);
            continue;
        }
        let mut order: Vec<(String, u32, Stance)> = Vec::new();
        let mut noted: BTreeMap<(String, u32), Vec<Value>> = BTreeMap::new();
        for (document, set, at, sentence, stance) in entries {
            let target = (document.clone(), sentence, stance);
            if !order.contains(&target) {
                order.push(target);
            }
            noted.entry((document, sentence)).or_default().push(json!([set, at]));
        }
        let evidence: BTreeSet<String> = order.iter().map(|(document, ..)| document.clone()).collect();
        for (document, sentence, stance) in order {
            let sets = noted.get(&(document.clone(), sentence)).cloned().unwrap_or_default();
            row.links.push(SetLink {
                target: Target::Sentence(document, sentence),
                stance,
                annotator: builder.annotator,
                fields: fields([("rationales", Value::Array(sets))]),
            });
        }
        let looked_at =
            cited.into_iter().filter(|document| !evidence.contains(document) && builder.has_text(document));
        let looked_at: BTreeSet<String> = looked_at.collect();
        row.links.extend(looked_at.into_iter().map(|document| SetLink {
            target: Target::Whole(document),
            stance: Stance::Neutral,
            annotator: builder.annotator,
            fields: Fields::new(),
        }));
        parts.entry(index).or_default().push(row);
    }
    builder.finish_files(files, parts)
}

fn write(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    selection.need_texts()?;
    let view = SetView::new(selection, NAME);
    for file in &view.files {
        let mut bytes = Vec::new();
        for (number, row) in (1..).zip(&file.rows) {
            push_row(&mut bytes, &written_row(&view, row, number))?;
            row.keep(output);
            for evidence in row.evidence.iter().filter(|evidence| evidence.stance != Stance::Neutral) {
                evidence.keep(|stance, _| stance == evidence.stance, output);
            }
            output.row()?;
        }
        output.file(&format!("{}.jsonl", file.stem), bytes)?;
    }
    let mut bytes = Vec::new();
    for document in SetView::texts(selection) {
        let mut written = Ordered::default();
        written.set("doc_id", id_value(view.key(document)));
        written.set("title", document.details.title.as_str());
        written.set("abstract", numbered_sentences(document));
        let mut about = view.about(document);
        written.set("structured", about.remove("structured").unwrap_or(Value::Bool(false)));
        written.rest(about);
        push_row(&mut bytes, &written)?;
        output.keep_document(document.id, "");
    }
    output.file("corpus.jsonl", bytes)
}

fn written_row(view: &SetView<'_>, row: &ViewRow<'_>, number: usize) -> Ordered {
    let mut noted = row.fields();
    let is_blind = noted.remove("evidence").is_some_and(|evidence| evidence.is_null());
    let evidence = rationales(view, row);
    let mut cited = noted.remove("cited_doc_ids");
    if let Some(Value::Array(cited)) = &mut cited {
        // What people found beyond what was cited.
        let more = evidence.keys().map(|key| id_value(key));
        let more: Vec<Value> = more.filter(|key| !cited.contains(key)).collect();
        cited.extend(more);
    }
    let mut written = Ordered::default();
    written.set("id", id_value(&row.id(NAME, number)));
    written.set("claim", row.text());
    if !is_blind || !evidence.is_empty() {
        let keys: Vec<Value> = evidence.keys().map(|key| id_value(key)).collect();
        written.set("evidence", Value::Object(evidence));
        if !row.is_of_set(NAME) {
            cited = cited.or(Some(Value::Array(keys)));
        }
    }
    if let Some(cited) = cited {
        written.set("cited_doc_ids", cited);
    }
    written.rest(noted);
    written
}

/// Rationales by document, in the order of the set; sentences that people added are one each.
fn rationales(view: &SetView<'_>, row: &ViewRow<'_>) -> Map<String, Value> {
    // By document, number of the rationale (none for those that were added), what it says, place in it.
    type Rationales = BTreeMap<(Option<u64>, usize, bool), BTreeMap<u64, u32>>;
    let mut documents: BTreeMap<&str, Rationales> = BTreeMap::new();
    for (added, evidence) in row.evidence.iter().enumerate() {
        let is_support = match evidence.stance {
            Stance::Supports => true,
            Stance::Refutes => false,
            Stance::Neutral | Stance::Kind(_) => continue,
        };
        let sets = documents.entry(view.key(evidence.document)).or_default();
        let number = evidence.number();
        let mut is_noted = false;
        for fields in evidence.fields() {
            for noted in list(fields.get("rationales")) {
                if let [Some(set), Some(at)] =
                    [0, 1].map(|at| list(Some(noted)).get(at).and_then(Value::as_u64))
                {
                    sets.entry((Some(set), 0, is_support)).or_default().insert(at, number);
                    is_noted = true;
                }
            }
        }
        if !is_noted {
            sets.entry((None, added, is_support)).or_default().insert(0, number);
        }
    }
    let written = documents.into_iter().map(|(key, mut sets)| {
        let added: Rationales = sets.extract_if(.., |(set, ..), _| set.is_none()).collect();
        let rationales = sets.into_iter().chain(added).map(|((_, _, is_support), sentences)| {
            let sentences: Vec<u32> = sentences.into_values().collect();
            json!({"sentences": sentences, "label": if is_support { "SUPPORT" } else { "CONTRADICT" }})
        });
        (key.to_owned(), Value::Array(rationales.collect()))
    });
    written.collect()
}

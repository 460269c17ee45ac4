//! `beir`: queries, a corpus, and which document is relevant to which query (Thakur et al. 2021). `corpus.jsonl`,
//! `queries.jsonl` and tables of judgements in `qrels/`. Of the corpus the documents that are judged are taken in.

use super::build::SetBuilder;
use super::fields::{Fields, fields, list, take_text, text_of};
use super::files::{Record, SetFiles, Texts, delimiter, each_record, first_record, needed_texts};
use super::options::SetOptions;
use super::row::{SetBody, SetLink, SetRow, SetText, Stance, Target};
use super::sample::Sampler;
use super::told::Told;
use super::view::{Ordered, SetView, ViewRow};
use super::{HELD, in_memory, need_no_columns};
use crate::formats::file_names::without_ending;
use crate::formats::jsonl::rows::push_row;
use crate::formats::new_document::base_name;
use crate::formats::output::Output;
use crate::formats::registry::Format;
use crate::formats::selection::Selection;
use crate::formats::{Dataset, Defaults, FormatError, InputFile};
use crate::model::LinkKind;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

pub(in crate::formats) const FORMAT: Format = Format {
    holds: HELD,
    read_dataset: Some(|files: &[InputFile<'_>], defaults: &Defaults<'_>| in_memory(read, files, defaults)),
    read_set: Some(read),
    write_dataset: Some(write),
    ..Format::dataset("beir", "BEIR (queries, corpus, relevance)")
};

const NAME: &str = "BEIR";
/// Kind of link between a query and a document that answers it.
const RELEVANT: &str = "relevant";
/// Split of judgements that are in no file.
const SPLIT: &str = "test";

/// Document, split, score.
type Judgement = (String, String, String);

fn read(files: &dyn SetFiles, options: &SetOptions, defaults: &Defaults<'_>) -> Result<Dataset, FormatError> {
    need_no_columns(options)?;
    let mut told = Told::default();
    let found = Files::of(files, &mut told)?;
    let judgements = judgements(files, &found.qrels, &mut told)?;
    let mut sampler = Sampler::new(options);
    let mut unjudged_count = 0_usize;
    for index in &found.queries {
        each_record(files, *index, &mut told, &mut |_, record| {
            let id = record.fields.get("_id").and_then(text_of).unwrap_or_default();
            // Queries of parts whose judgements are not there.
            if judgements.contains_key(&id) {
                sampler.offer("", record);
            } else {
                unjudged_count += 1;
            }
            Ok(true)
        })?;
    }
    if unjudged_count > 0 {
        told.problem(format!("{unjudged_count} queries without a judgement were not taken in"));
    }
    let records = sampler.drawn(&mut told);
    let mut rows = Vec::new();
    for record in records {
        let read = row(record, &judgements);
        rows.extend(told.or_left_out(read)?);
    }
    let named = rows.iter().flat_map(|(_, judged)| judged).map(|(document, ..)| document.clone());
    let needed: BTreeSet<String> = named.collect();
    let texts = corpus(files, &found.corpora, &needed, &mut told)?;
    built((rows, texts), SetBuilder::new(NAME, defaults, told)?)
}

#[derive(Default)]
struct Files {
    corpora: Vec<usize>,
    queries: Vec<usize>,
    /// With the name of the split.
    qrels: Vec<(usize, String)>,
}

impl Files {
    fn of(files: &dyn SetFiles, told: &mut Told) -> Result<Self, FormatError> {
        let mut found = Self::default();
        for (index, name) in files.names().into_iter().enumerate() {
            if delimiter(&name).is_some() {
                found.qrels.push((index, without_ending(base_name(&name)).to_owned()));
                continue;
            }
            let first = first_record(files, index)?;
            let is_set = first.as_ref().is_some_and(|record| {
                record.fields.contains_key("_id") && record.fields.contains_key("text")
            });
            // Queries have no title.
            match first.filter(|_| is_set) {
                Some(record) if record.fields.contains_key("title") => found.corpora.push(index),
                Some(_) => found.queries.push(index),
                None => told
                    .problem(format!("{name} was not read: it holds neither queries nor a corpus of BEIR")),
            }
        }
        let missing = [
            (found.queries.is_empty(), "queries.jsonl"),
            (found.corpora.is_empty(), "corpus.jsonl"),
            (found.qrels.is_empty(), "qrels/test.tsv"),
        ];
        match missing.into_iter().find(|(is_missing, _)| *is_missing) {
            Some((_, name)) => {
                Err(FormatError::NoKnownFile(format!("BEIR is three files, and {name} is not among these")))
            }
            None => Ok(found),
        }
    }
}

/// By query.
fn judgements(
    files: &dyn SetFiles,
    qrels: &[(usize, String)],
    told: &mut Told,
) -> Result<BTreeMap<String, Vec<Judgement>>, FormatError> {
    let mut found: BTreeMap<String, Vec<Judgement>> = BTreeMap::new();
    for (index, split) in qrels {
        each_record(files, *index, told, &mut |told, Record { place, mut fields }| {
            let mut cell = |name: &str| {
                take_text(&mut fields, name).ok_or_else(|| place.error(format!("it has no {name}")))
            };
            let read = cell("query-id").and_then(|query| Ok((query, cell("corpus-id")?, cell("score")?)));
            if let Some((query, document, score)) = told.or_left_out(read)? {
                found.entry(query).or_default().push((document, split.clone(), score.trim().to_owned()));
            }
            Ok(true)
        })?;
    }
    Ok(found)
}

fn row(
    record: Record,
    judgements: &BTreeMap<String, Vec<Judgement>>,
) -> Result<(SetRow, Vec<Judgement>), FormatError> {
    let Record { place, mut fields } = record;
    let id = take_text(&mut fields, "_id").ok_or_else(|| place.error("it has no _id"))?;
    let text = take_text(&mut fields, "text").ok_or_else(|| place.error("it has no text"))?;
    let judged = judgements.get(&id).cloned().unwrap_or_default();
    if let Some((_, _, score)) = judged.iter().find(|(.., score)| score.parse::<f64>().is_err()) {
        return Err(place.error(format!("its judgement “{score}” is no number")));
    }
    Ok((SetRow { place, id, text, fields, ..SetRow::default() }, judged))
}

fn corpus(
    files: &dyn SetFiles,
    corpora: &[usize],
    needed: &BTreeSet<String>,
    told: &mut Told,
) -> Result<Texts, FormatError> {
    let text = |key: &str, mut fields: Fields| {
        let mut words = |name: &str| {
            fields.remove(name).and_then(|words| words.as_str().map(str::to_owned)).unwrap_or_default()
        };
        let (given, words) = (words("title"), words("text"));
        let title = if given.trim().is_empty() { key.to_owned() } else { given.clone() };
        if title != given {
            fields.insert("title".to_owned(), Value::from(given));
        }
        let body = SetBody::Text(words);
        SetText { key: key.to_owned(), title, file_name: key.to_owned(), fields, body, ..SetText::default() }
    };
    let (found, other_count) = needed_texts(files, (corpora, "_id"), needed, told, text)?;
    if other_count > 0 {
        told.problem(format!("{other_count} documents of the corpus that no query names were not taken in"));
    }
    Ok(found)
}

fn built(
    (found, mut texts): (Vec<(SetRow, Vec<Judgement>)>, Texts),
    mut builder: SetBuilder<'_>,
) -> Result<Dataset, FormatError> {
    builder.add_link_kind(LinkKind {
        id: RELEVANT.to_owned(),
        label: RELEVANT.to_owned(),
        definition: "The document answers the query, or says the same as it".to_owned(),
        color: "3F72B8".to_owned(),
        symmetric: true,
        joins_thread: true,
        nli_label: "neutral".to_owned(),
        ..LinkKind::default()
    });
    let mut rows = Vec::new();
    for (mut row, judged) in found {
        let mut unrelated: Vec<Value> = Vec::new();
        for (document, split, score) in judged {
            if let Some((place, text)) = texts.remove(&document) {
                let taken = builder.text(text, &place);
                builder.told.or_left_out(taken)?;
            }
            if !builder.has_text(&document) {
                let words = format!("the document {document} is not in the corpus");
                builder.told.left_out(row.place.error(words));
                continue;
            }
            let is_relevant = score.parse::<f64>().is_ok_and(|score| score > 0.0);
            if !is_relevant {
                unrelated.push(json!([split, document, score]));
            }
            row.links.push(SetLink {
                target: if is_relevant { Target::Start(document) } else { Target::Whole(document) },
                stance: if is_relevant { Stance::Kind(RELEVANT) } else { Stance::Neutral },
                annotator: builder.annotator,
                fields: fields([("split", split.into()), ("score", score.into())]),
            });
        }
        if !unrelated.is_empty() {
            row.fields.insert("unrelated".to_owned(), Value::Array(unrelated));
        }
        rows.push(row);
    }
    builder.rows("queries", &Fields::new(), rows)?;
    builder.finish(NAME.to_owned())
}

fn write(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    selection.need_texts()?;
    let view = SetView::new(selection, NAME);
    let mut queries = Vec::new();
    let mut qrels: BTreeMap<String, Vec<[String; 3]>> = BTreeMap::new();
    let rows = view.files.iter().flat_map(|file| &file.rows);
    for (number, row) in (1..).zip(rows) {
        let mut noted = row.fields();
        let unrelated = noted.remove("unrelated").unwrap_or_default();
        let id = row.id(NAME, number);
        let mut written = Ordered::default();
        written.set("_id", id.as_str());
        written.set("text", row.text());
        written.rest(noted);
        push_row(&mut queries, &written)?;
        row.keep(output);
        for (split, document, score) in scores(selection, &view, row, &unrelated) {
            qrels.entry(split).or_default().push([id.clone(), document, score]);
        }
        for evidence in &row.evidence {
            evidence.keep(|_, judgement| judgement.relation == RELEVANT, output);
        }
        output.row()?;
    }
    let mut corpus = Vec::new();
    for document in SetView::texts(selection) {
        let mut about = view.about(document);
        let mut written = Ordered::default();
        written.set("_id", view.key(document));
        written.set(
            "title",
            about.remove("title").unwrap_or_else(|| Value::from(document.details.title.as_str())),
        );
        written.set("text", &*document.text);
        written.rest(about);
        push_row(&mut corpus, &written)?;
        output.keep_document(document.id, "");
    }
    output.file("corpus.jsonl", corpus)?;
    output.file("queries.jsonl", queries)?;
    if qrels.is_empty() {
        qrels.insert(SPLIT.to_owned(), Vec::new());
    }
    for (split, rows) in qrels {
        let mut bytes = b"query-id\tcorpus-id\tscore\n".to_vec();
        for row in rows {
            // An id cannot hold what parts the columns.
            let cells = row.map(|cell| cell.replace(['\t', '\n', '\r'], " "));
            bytes.extend_from_slice(cells.join("\t").as_bytes());
            bytes.push(b'\n');
        }
        let name = crate::formats::FileNames::default().stem(&split);
        output.file(&format!("qrels/{name}.tsv"), bytes)?;
    }
    Ok(())
}

/// Split, document and score of each judgement; of those that people added, 1 for relevant and 0 for dismissed.
fn scores(
    selection: &Selection<'_>,
    view: &SetView<'_>,
    row: &ViewRow<'_>,
    unrelated: &Value,
) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for evidence in &row.evidence {
        let key = view.key(evidence.document);
        let relevant = evidence.judgements.iter().filter(|(_, judgement)| judgement.relation == RELEVANT);
        let mut is_relevant = false;
        for link in relevant.filter_map(|(_, judgement)| judgement.link) {
            let noted = super::fields::fields_of(&link.note);
            let cell = |name: &str, other: &str| {
                noted.get(name).and_then(text_of).unwrap_or_else(|| other.to_owned())
            };
            if !is_relevant || !noted.is_empty() {
                found.push((cell("split", SPLIT), key.to_owned(), cell("score", "1")));
            }
            is_relevant = true;
        }
        let is_dismissed = evidence.judgements.iter().any(|(_, judgement)| judgement.link.is_none());
        if !is_relevant && is_dismissed {
            let noted = list(Some(unrelated)).iter().map(|cells| {
                [0, 1, 2].map(|at| list(Some(cells)).get(at).and_then(Value::as_str).unwrap_or_default())
            });
            let noted = noted.filter(|[_, document, _]| *document == key);
            let before = found.len();
            found.extend(
                noted.map(|[split, document, score]| {
                    (split.to_owned(), document.to_owned(), score.to_owned())
                }),
            );
            if found.len() == before {
                found.push((SPLIT.to_owned(), key.to_owned(), "0".to_owned()));
            }
        }
    }
    let place = |key: &str| selection.documents.iter().position(|document| view.key(document) == key);
    found.sort_by_cached_key(|(split, document, _)| (split.clone(), place(document)));
    found.dedup();
    found
}

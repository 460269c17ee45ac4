//! `fever`: claims with evidence sentences of Wikipedia pages (Thorne et al. 2018). Lines of claims, and `wiki-pages` with
//! the sentences by number; of these only the pages that a claim names are taken in.

use super::build::SetBuilder;
use super::fields::{Fields, fields, id_value, list, number, take_text, text_of};
use super::files::{Record, SetFiles, Texts, each_record, first_record};
use super::options::SetOptions;
use super::row::{SetBody, SetLink, SetRow, SetText, SetVerdict, Stance, Target};
use super::sample::Sampler;
use super::told::Told;
use super::view::{Evidence, Ordered, SetView, ViewRow, numbered_sentences};
use super::{HELD, in_memory, need_no_columns};
use crate::formats::jsonl::rows::push_row;
use crate::formats::output::Output;
use crate::formats::registry::Format;
use crate::formats::selection::Selection;
use crate::formats::{Dataset, Defaults, FormatError, InputFile};
use crate::model::Source;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization as _;

pub(in crate::formats) const FORMAT: Format = Format {
    holds: HELD,
    read_dataset: Some(|files: &[InputFile<'_>], defaults: &Defaults<'_>| in_memory(read, files, defaults)),
    read_set: Some(read),
    write_dataset: Some(write),
    ..Format::dataset("fever", "FEVER (claims and Wikipedia pages)")
};

const NAME: &str = "FEVER";
const NOT_ENOUGH: &str = "NOT ENOUGH INFO";
/// Pages of one written file.
const PAGES_PER_FILE: usize = 50_000;

/// Page and number of a sentence, with the ids of the annotation.
type Entry = (String, u32, [Value; 2]);

fn read(files: &dyn SetFiles, options: &SetOptions, defaults: &Defaults<'_>) -> Result<Dataset, FormatError> {
    need_no_columns(options)?;
    let mut told = Told::default();
    let (mut claims, mut pages) = (Vec::new(), Vec::new());
    for (index, name) in files.names().into_iter().enumerate() {
        match first_record(files, index)? {
            Some(record) if record.fields.contains_key("lines") => pages.push(index),
            Some(record) if record.fields.contains_key("claim") && is_claims(&record.fields) => {
                claims.push(index);
            }
            // Some files of pages begin with an empty page.
            Some(record) if record.fields.contains_key("text") && !record.fields.contains_key("claim") => {
                pages.push(index);
            }
            _ => told.problem(format!("{name} was not read: it holds neither claims nor pages of FEVER")),
        }
    }
    if claims.is_empty() {
        return Err(FormatError::NoKnownFile("none of the files holds claims of FEVER".to_owned()));
    }
    let mut sampler = Sampler::new(options);
    for index in claims {
        each_record(files, index, &mut told, &mut |_, record| {
            let label = record.fields.get("label").and_then(text_of).unwrap_or_default();
            sampler.offer(&label, (index, record));
            Ok(true)
        })?;
    }
    let records = sampler.drawn(&mut told);
    let mut found: Vec<(usize, Read)> = Vec::new();
    for (index, record) in records {
        let row = row(record);
        found.extend(told.or_left_out(row)?.map(|row| (index, row)));
    }
    let needed: BTreeSet<String> =
        found.iter().flat_map(|(_, row)| &row.entries).map(|(_, _, (page, ..))| plain(page)).collect();
    let texts = page_texts(files, &pages, &needed, &mut told)?;
    if !needed.is_empty() && texts.is_empty() {
        return Err(FormatError::NoKnownFile(format!(
            "the claims name {} pages, and the files have the text of none; give the files of wiki-pages too",
            needed.len()
        )));
    }
    built(files, (found, texts), SetBuilder::new(NAME, defaults, told)?)
}

/// Blind claims have an id and nothing else; other sets have evidence of another shape.
fn is_claims(fields: &Fields) -> bool {
    let evidence = fields.get("evidence");
    evidence.is_none_or(|evidence| evidence.is_array() || evidence.is_null())
        && fields.contains_key("id")
        && !fields.contains_key("cited_doc_ids")
}

/// A claim before its sentences are known.
struct Read {
    row: SetRow,
    stance: Option<Stance>,
    /// Number of the set of evidence, place in it.
    entries: Vec<(usize, usize, Entry)>,
}

/// Some names of pages are composed in one file and not in the other.
fn plain(page: &str) -> String {
    page.nfc().collect()
}

fn row(record: Record) -> Result<Read, FormatError> {
    let Record { place, mut fields } = record;
    let id = take_text(&mut fields, "id").ok_or_else(|| place.error("it has no id"))?;
    let text = take_text(&mut fields, "claim").ok_or_else(|| place.error("it has no claim"))?;
    let label = take_text(&mut fields, "label");
    let stance = match label.as_deref() {
        Some("SUPPORTS") => Some(Stance::Supports),
        Some("REFUTES") => Some(Stance::Refutes),
        Some(NOT_ENOUGH) | None => None,
        Some(other) => {
            let words = format!("“{other}” is no label (SUPPORTS, REFUTES, {NOT_ENOUGH})");
            return Err(place.error(words));
        }
    };
    let mut entries = Vec::new();
    let evidence = fields.get("evidence").cloned();
    for (set, sentences) in list(evidence.as_ref()).iter().enumerate() {
        for (at, sentence) in list(Some(sentences)).iter().enumerate() {
            let entry = entry(sentence).map_err(|words| place.error(words))?;
            entries.extend(entry.map(|entry| (set, at, entry)));
        }
    }
    if stance.is_some() {
        if entries.is_empty() {
            return Err(place.error("it is supported or refuted, and names no sentence"));
        }
        fields.remove("evidence");
    } else if label.is_none() {
        fields.insert("label".to_owned(), Value::Null);
    }
    let is_open = label.is_some() && stance.is_none();
    let verdict =
        is_open.then(|| SetVerdict { outcome: "not_enough_evidence".to_owned(), ..SetVerdict::default() });
    // Of claims for which there is not enough, the sentences that were looked at go back as they came.
    let entries = if stance.is_some() { entries } else { Vec::new() };
    Ok(Read { row: SetRow { place, id, text, fields, verdict, ..SetRow::default() }, stance, entries })
}

/// Annotation, evidence, page, sentence; none where no page is named.
fn entry(value: &Value) -> Result<Option<Entry>, String> {
    match value.as_array().map(Vec::as_slice) {
        Some([annotation, evidence, page, sentence]) => match (page, number(sentence)) {
            (Value::String(page), Some(sentence)) => {
                Ok(Some((page.clone(), sentence, [annotation.clone(), evidence.clone()])))
            }
            (Value::Null, None) => Ok(None),
            _ => Err(format!("{value} is no page with the number of a sentence")),
        },
        _ => Err(format!("{value} is no evidence (annotation, evidence, page, sentence)")),
    }
}

/// The pages that are needed, by name.
fn page_texts(
    files: &dyn SetFiles,
    pages: &[usize],
    needed: &BTreeSet<String>,
    told: &mut Told,
) -> Result<Texts, FormatError> {
    let mut found = BTreeMap::new();
    let mut name_count = 0_usize;
    for index in pages {
        each_record(files, *index, told, &mut |told, Record { place, mut fields }| {
            let key = take_text(&mut fields, "id").unwrap_or_default();
            if !needed.contains(&plain(&key)) {
                return Ok(true);
            }
            let lines = fields.get("lines").and_then(Value::as_str);
            let lines = lines.ok_or_else(|| place.error(format!("the page “{key}” has no lines")));
            let Some(lines) = told.or_left_out(lines)? else { return Ok(true) };
            let (sentences, names) = page_sentences(lines);
            name_count += names;
            let title = shown(&key);
            let source = Source { publisher: "Wikipedia".to_owned(), ..Source::default() };
            let (file_name, body) = (key.clone(), SetBody::Sentences(sentences));
            let text = SetText { key: plain(&key), title, file_name, source, body, ..SetText::default() };
            found.entry(plain(&key)).or_insert((place, text));
            Ok(found.len() < needed.len())
        })?;
        if found.len() == needed.len() {
            break;
        }
    }
    if name_count > 0 {
        told.problem(format!("{name_count} names of other pages behind sentences were left out"));
    }
    Ok(found)
}

/// `12⇥A sentence.⇥Name⇥Page⇥…`, one a line; how many names stand behind them.
fn page_sentences(lines: &str) -> (Vec<(u32, String)>, usize) {
    let (mut sentences, mut name_count) = (Vec::new(), 0);
    for line in lines.split('\n') {
        let mut parts = line.split('\t');
        let number = parts.next().and_then(|number| number.trim().parse().ok());
        match (number, parts.next()) {
            (Some(number), Some(sentence)) => {
                sentences.push((number, sentence.to_owned()));
                name_count += parts.filter(|part| !part.is_empty()).count() / 2;
            }
            // A sentence with a line feed in it.
            _ => {
                if let Some((_, sentence)) = sentences.last_mut() {
                    sentence.push('\n');
                    sentence.push_str(line);
                }
            }
        }
    }
    for (_, sentence) in &mut sentences {
        sentence.truncate(sentence.trim_end_matches('\n').len());
    }
    (sentences, name_count)
}

/// `Ada_Lovelace_-LRB-ship-RRB-` as people write it.
fn shown(page: &str) -> String {
    let signs =
        [("-LRB-", "("), ("-RRB-", ")"), ("-LSB-", "["), ("-RSB-", "]"), ("-COLON-", ":"), ("_", " ")];
    signs.iter().fold(page.to_owned(), |page, (code, sign)| page.replace(code, sign))
}

fn built(
    files: &dyn SetFiles,
    (found, mut texts): (Vec<(usize, Read)>, Texts),
    mut builder: SetBuilder<'_>,
) -> Result<Dataset, FormatError> {
    let mut parts: BTreeMap<usize, Vec<SetRow>> = BTreeMap::new();
    for (index, read) in found {
        let Read { mut row, stance, entries } = read;
        let mut links: BTreeMap<(String, u32), Vec<Value>> = BTreeMap::new();
        let mut order = Vec::new();
        for (set, at, (page, sentence, [annotation, evidence])) in entries {
            let key = plain(&page);
            if let Some((place, text)) = texts.remove(&key) {
                let taken = builder.text(text, &place);
                builder.told.or_left_out(taken)?;
            }
            let mut noted = vec![set.into(), at.into(), annotation, evidence];
            if page != key {
                noted.push(page.into());
            }
            let target = (key, sentence);
            if !links.contains_key(&target) {
                order.push(target.clone());
            }
            links.entry(target).or_default().push(Value::Array(noted));
        }
        let missing = order.iter().find(|(page, _)| !builder.has_text(page));
        if let Some((page, _)) = missing {
            let err = row.place.error(format!("the page “{page}” is not in the files"));
            builder.told.left_out(err);
            continue;
        }
        for target in order {
            let evidence = links.remove(&target).unwrap_or_default();
            row.links.push(SetLink {
                target: Target::Sentence(target.0, target.1),
                stance: stance.unwrap_or(Stance::Neutral),
                annotator: builder.annotator,
                fields: fields([("evidence", Value::Array(evidence))]),
            });
        }
        parts.entry(index).or_default().push(row);
    }
    builder.finish_files(files, parts)
}

fn write(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    selection.need_texts()?;
    let view = SetView::new(selection, NAME);
    let mut mixed_count = 0_usize;
    for file in &view.files {
        let mut bytes = Vec::new();
        for (number, row) in (1..).zip(&file.rows) {
            let (written, is_mixed) = written_row(&view, row, number);
            mixed_count += usize::from(is_mixed);
            push_row(&mut bytes, &written)?;
            row.keep(output);
            for evidence in row.evidence.iter().filter(|evidence| evidence.stance != Stance::Neutral) {
                evidence.keep(|stance, _| stance == evidence.stance, output);
            }
            output.row()?;
        }
        output.file(&format!("{}.jsonl", file.stem), bytes)?;
    }
    if mixed_count > 0 {
        output.note(format!(
            "{mixed_count} claims are both supported and refuted; FEVER has one label, that of more sentences"
        ));
    }
    let texts = SetView::texts(selection);
    for (number, part) in (1..).zip(texts.chunks(PAGES_PER_FILE)) {
        let mut bytes = Vec::new();
        for document in part {
            let sentences = numbered_sentences(document);
            let lines: Vec<String> = sentences
                .iter()
                .enumerate()
                .map(|(number, sentence)| format!("{number}\t{sentence}"))
                .collect();
            let text: Vec<&str> = sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect();
            let mut page = Ordered::default();
            page.set("id", view.key(document));
            page.set("text", text.join(" "));
            page.set("lines", lines.join("\n"));
            push_row(&mut bytes, &page)?;
            output.keep_document(document.id, "");
        }
        output.file(&format!("wiki-pages/wiki-{number:03}.jsonl"), bytes)?;
    }
    Ok(())
}

/// A claim with its label and evidence, and whether its evidence says both.
fn written_row(view: &SetView<'_>, row: &ViewRow<'_>, number: usize) -> (Ordered, bool) {
    let mut fields = row.fields();
    let of = |stance| row.evidence.iter().filter(|evidence| evidence.stance == stance).count();
    let (supports, refutes) = (of(Stance::Supports), of(Stance::Refutes));
    let label = match (supports, refutes) {
        (0, 0) => NOT_ENOUGH,
        _ if refutes > supports => "REFUTES",
        _ => "SUPPORTS",
    };
    let is_blind = fields.get("label").is_some_and(Value::is_null) && supports + refutes == 0;
    fields.remove("label");
    let noted = fields.remove("evidence");
    let had_verifiable = fields.remove("verifiable").is_some();
    let mut written = Ordered::default();
    written.set("id", id_value(&row.id(NAME, number)));
    if had_verifiable || !row.is_of_set(NAME) {
        written.set("verifiable", if label == NOT_ENOUGH { "NOT VERIFIABLE" } else { "VERIFIABLE" });
    }
    if !is_blind {
        written.set("label", label);
    }
    written.set("claim", row.text());
    if label != NOT_ENOUGH {
        written.set("evidence", evidence_sets(view, row));
    } else if !is_blind {
        written.set("evidence", noted.unwrap_or_else(|| json!([[[null, null, null, null]]])));
    }
    written.rest(fields);
    (written, supports > 0 && refutes > 0)
}

/// Sets in the order of FEVER; sentences that people added are a set each.
fn evidence_sets(view: &SetView<'_>, row: &ViewRow<'_>) -> Value {
    let mut sets: BTreeMap<u64, BTreeMap<u64, Value>> = BTreeMap::new();
    let mut added: Vec<Value> = Vec::new();
    for evidence in row.evidence.iter().filter(|evidence| evidence.stance != Stance::Neutral) {
        let before = sets.values().map(BTreeMap::len).sum::<usize>();
        for fields in evidence.fields() {
            for noted in list(fields.get("evidence")) {
                if let Some((set, at, entry)) = set_entry(view, evidence, list(Some(noted))) {
                    sets.entry(set).or_default().insert(at, entry);
                }
            }
        }
        if sets.values().map(BTreeMap::len).sum::<usize>() == before {
            added.push(json!([[null, null, view.key(evidence.document), evidence.number()]]));
        }
    }
    let sets = sets.into_values().map(|set| Value::Array(set.into_values().collect()));
    Value::Array(sets.chain(added).collect())
}

fn set_entry(view: &SetView<'_>, evidence: &Evidence<'_>, noted: &[Value]) -> Option<(u64, u64, Value)> {
    let [set, at, annotation, id, rest @ ..] = noted else { return None };
    let page = rest.first().and_then(Value::as_str).unwrap_or_else(|| view.key(evidence.document));
    Some((set.as_u64()?, at.as_u64()?, json!([annotation, id, page, evidence.number()])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_page_give_numbered_sentences() {
        let lines = "0\tOne .\tName\tPage\n1\t\n2\tTwo\nhalves .\n3\t";
        let (sentences, names) = page_sentences(lines);
        let words: Vec<(u32, &str)> = sentences.iter().map(|(number, words)| (*number, &**words)).collect();
        assert_eq!((words, names), (vec![(0, "One ."), (1, ""), (2, "Two\nhalves ."), (3, "")], 1));
        assert_eq!(shown("Ada_-LRB-ship-RRB-"), "Ada (ship)");
    }
}

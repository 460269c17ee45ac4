//! [`read_doccano`]: lines with spans and relations, as this program or doccano itself exports them.

use super::{ClaimRow, DocRow, EntityRow, FORMAT, LinkRow, MERGED, RelationRow};
use crate::formats::file_names::without_ending;
use crate::formats::gathering::{FoundClaim, FoundDocument, FoundLink, Gathering, is_own_rows};
use crate::formats::ids::uuid_from_text;
use crate::formats::jsonl::rows::{message, null_as_default, without_mark};
use crate::formats::new_document::base_name;
use crate::formats::{Dataset, Defaults, FormatError, InputFile, Place};
use crate::model::ClaimId;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A line; what is not there is empty.
#[derive(Debug, Deserialize)]
struct LineRow {
    id: Option<Value>,
    #[serde(alias = "data")]
    text: String,
    #[serde(default, deserialize_with = "null_as_default")]
    entities: Vec<EntityRow>,
    #[serde(default, deserialize_with = "null_as_default")]
    relations: Vec<RelationRow>,
    /// Spans of projects without relations: start, end, label. In projects of other types words about the whole text.
    #[serde(default, alias = "labels")]
    label: Option<Value>,
    #[serde(default, deserialize_with = "null_as_default")]
    docs: Vec<DocRow>,
    #[serde(default, deserialize_with = "null_as_default")]
    claims: Vec<ClaimRow>,
    #[serde(default, deserialize_with = "null_as_default")]
    links: Vec<LinkRow>,
}

/// Lines while they are read.
struct Lines<'g, 'd> {
    gathering: &'g mut Gathering<'d>,
    /// Documents that another annotator's file had already.
    known: BTreeSet<String>,
    /// Texts with their keys, by the key that their line names.
    keys: BTreeMap<String, Vec<(String, String)>>,
    /// Claims that were read: another annotator's file may hold copies of them.
    claims: BTreeSet<ClaimId>,
    /// Of the file; none where there is only one.
    annotator: Option<String>,
}

/// Reads files of lines; of a folder with both variants that of single documents, beside which the links stand.
pub(super) fn read_doccano(files: &[InputFile<'_>], defaults: &Defaults<'_>) -> Result<Dataset, FormatError> {
    let mut gathering = Gathering::new(&FORMAT, files, defaults)?;
    let is_lines =
        |file: &InputFile<'_>| file.name.to_lowercase().ends_with(".jsonl") && !is_own_rows(file.name);
    let is_merged = |file: &InputFile<'_>| base_name(file.name).starts_with(MERGED);
    let mut lines: Vec<&InputFile<'_>> = files.iter().filter(|file| is_lines(file)).collect();
    if lines.iter().any(|file| !is_merged(file)) {
        lines.retain(|file| !is_merged(file));
    }
    if lines.is_empty() {
        return Err(FormatError::NoKnownFile("none of the files ends in .jsonl".to_owned()));
    }
    for file in files.iter().filter(|file| !is_lines(file) && !is_own_rows(file.name)) {
        let place = Place { file: file.name.to_owned(), ..Place::default() };
        gathering.problem(&place, "it was not read: its name does not end in .jsonl");
    }
    let is_by_annotator = |file: &InputFile<'_>| !base_name(file.name).starts_with("doccano");
    let has_several = lines.iter().filter(|file| is_by_annotator(file)).count() > 1;
    let mut reading = Lines {
        gathering: &mut gathering,
        known: BTreeSet::new(),
        keys: BTreeMap::new(),
        claims: BTreeSet::new(),
        annotator: None,
    };
    for file in lines {
        // The tool exports one file an annotator.
        let name = without_ending(base_name(file.name));
        reading.annotator = (has_several && is_by_annotator(file)).then(|| name.to_owned());
        reading.read(file)?;
    }
    gathering.finish(files)
}

impl Lines<'_, '_> {
    fn read(&mut self, file: &InputFile<'_>) -> Result<(), FormatError> {
        for (number, line) in (1..).zip(without_mark(file.bytes).split(|byte| *byte == b'\n')) {
            let place = Place { file: file.name.to_owned(), line: number, column: 0 };
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let line = serde_json::from_slice(line)
                .map_err(|err| Place { column: err.column(), ..place.clone() }.error(message(&err)));
            if let Some(line) = self.gathering.reading.or_left_out(line)? {
                self.line(line, number, &place)?;
            }
        }
        Ok(())
    }

    fn line(&mut self, mut line: LineRow, number: usize, place: &Place) -> Result<(), FormatError> {
        let key = line.id.as_ref().map_or_else(|| number.to_string(), Value::to_string);
        let key = self.key_of(&format!("line {key}"), &line.text);
        let char_count = line.text.chars().count();
        if line.docs.is_empty() {
            line.docs.push(DocRow { id: key.clone(), title: None, start: 0, end: char_count });
        }
        let plain = self.spans(line.label.take(), place);
        let next = line.entities.iter().map(|entity| entity.id).max().map_or(0, |id| id + 1);
        line.entities.extend((next..).zip(plain).map(|(id, (start_offset, end_offset, label))| EntityRow {
            id,
            start_offset,
            end_offset,
            label,
        }));
        for document in &mut line.docs {
            let words: String = line
                .text
                .chars()
                .skip(document.start)
                .take(document.end.saturating_sub(document.start))
                .collect();
            document.id = self.key_of(&document.id, &words);
            if self.known.insert(document.id.clone()) {
                self.gathering.document(FoundDocument {
                    key: document.id.clone(),
                    title: document.title.clone(),
                    file_name: None,
                    text: words,
                    place: place.clone(),
                });
            }
        }
        let keys = self.entities(&line, &key, place);
        self.relations(&line, &keys, place)
    }

    /// Labels with a start and an end; others are told.
    fn spans(&mut self, label: Option<Value>, place: &Place) -> Vec<(usize, usize, String)> {
        let labels = match label {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(labels)) => labels,
            Some(one) => vec![one],
        };
        let (mut spans, mut others) = (Vec::new(), Vec::new());
        for label in labels {
            let parts = label.as_array().map(Vec::as_slice).unwrap_or_default();
            let offset =
                |at: usize| parts.get(at).and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok());
            let name = parts.get(2).and_then(Value::as_str);
            match (offset(0), offset(1), name) {
                (Some(start), Some(end), Some(name)) => spans.push((start, end, name.to_owned())),
                _ => others.push(label.as_str().map_or_else(|| label.to_string(), str::to_owned)),
            }
        }
        if !others.is_empty() {
            let words = format!(
                "labels of the whole text have no place in it and were not read: {}",
                others.join(", ")
            );
            self.gathering.problem(place, &words);
        }
        spans
    }

    /// The key itself for the first text that has it and for its repeats; another text has one that follows from it.
    fn key_of(&mut self, key: &str, text: &str) -> String {
        let same = self.keys.entry(key.to_owned()).or_default();
        if let Some((_, known)) = same.iter().find(|(other, _)| other == text) {
            return known.clone();
        }
        let made = if same.is_empty() { key.to_owned() } else { format!("{key} {}", uuid_from_text(text)) };
        same.push((text.to_owned(), made.clone()));
        made
    }

    /// Keys of the claims by id of their spans.
    fn entities(&mut self, line: &LineRow, key: &str, place: &Place) -> BTreeMap<i64, String> {
        let mut keys: BTreeMap<i64, String> = BTreeMap::new();
        let mut named: Vec<&ClaimRow> = line.claims.iter().collect();
        let by = self.annotator.clone().unwrap_or_default();
        for entity in &line.entities {
            let is_this = |claim: &&ClaimRow| {
                (claim.start, claim.end) == (entity.start_offset, entity.end_offset)
                    && claim.label == entity.label
            };
            let claim = named.iter().position(is_this).map(|at| named.remove(at).id);
            let claim = claim.filter(|claim| self.claims.insert(*claim));
            let claim = claim.map_or_else(|| format!("{key} {by} {}", entity.id), |claim| claim.to_string());
            let claim = if keys.contains_key(&entity.id) {
                let words = format!("two spans have the id {}; relations go to the first", entity.id);
                self.gathering.problem(place, &words);
                format!("{claim} {}-{}", entity.start_offset, entity.end_offset)
            } else {
                claim
            };
            keys.entry(entity.id).or_insert_with(|| claim.clone());
            let document = line.docs.iter().rfind(|document| document.start <= entity.start_offset);
            let Some(document) = document.or_else(|| line.docs.first()) else { continue };
            if entity.end_offset > document.end && line.docs.len() > 1 {
                let words =
                    format!("the span {} reaches into the next document and was cut there", entity.id);
                self.gathering.problem(place, &words);
            }
            let end =
                if line.docs.len() > 1 { entity.end_offset.min(document.end) } else { entity.end_offset };
            let start = entity.start_offset.saturating_sub(document.start);
            self.gathering.claim(FoundClaim {
                key: claim,
                document: document.id.clone(),
                offsets: (start, end.saturating_sub(document.start)),
                kinds: vec![entity.label.clone()],
                annotator: self.annotator.clone(),
                place: place.clone(),
                ..FoundClaim::default()
            });
        }
        keys
    }

    fn relations(
        &mut self,
        line: &LineRow,
        keys: &BTreeMap<i64, String>,
        place: &Place,
    ) -> Result<(), FormatError> {
        for relation in &line.relations {
            let end = |id: i64| {
                let key = keys.get(&id).cloned();
                key.ok_or_else(|| place.error(format!("a relation names the span {id}, which is not there")))
            };
            let ends = end(relation.from_id).and_then(|from| Ok((from, end(relation.to_id)?)));
            let Some((from, to)) = self.gathering.reading.or_left_out(ends)? else { continue };
            let is_this = |link: &&LinkRow| {
                (link.from.to_string(), link.to.to_string()) == (from.clone(), to.clone())
                    && link.kind == relation.kind
            };
            let link = line.links.iter().find(is_this).map(|link| link.id.to_string());
            self.gathering.link(FoundLink {
                key: link.unwrap_or_else(|| format!("{from} {} {to}", relation.kind)),
                from,
                to,
                kind: relation.kind.clone(),
                annotator: self.annotator.clone(),
                place: place.clone(),
                ..FoundLink::default()
            });
        }
        Ok(())
    }
}

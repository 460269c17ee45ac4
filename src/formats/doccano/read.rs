//! [`read_doccano`]: lines with spans and relations, as this program or doccano itself exports them.

use super::{ClaimRow, DocRow, FORMAT, LinkRow, MERGED};
use crate::formats::file_names::without_ending;
use crate::formats::gathering::{
    About, FoundClaim, FoundComment, FoundDocument, FoundLink, Gathering, Person, is_own_rows,
};
use crate::formats::ids::uuid_from_text;
use crate::formats::jsonl::rows::{RowId, message, null_as_default, without_mark};
use crate::formats::new_document::base_name;
use crate::formats::unread::{offset, whole_number, words};
use crate::formats::{Dataset, Defaults, FormatError, InputFile, Place};
use crate::model::{ClaimId, Timestamp};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A line; what is not there is empty.
#[derive(Debug, Deserialize)]
struct LineRow {
    id: Option<Value>,
    #[serde(alias = "data")]
    text: String,
    /// Older versions call them annotations.
    #[serde(default, alias = "annotations", deserialize_with = "null_as_default")]
    entities: Vec<Value>,
    #[serde(default, deserialize_with = "null_as_default")]
    relations: Vec<Value>,
    /// Spans of projects without relations: start, end, label. In projects of other types words about the whole text.
    #[serde(default, alias = "labels")]
    label: Option<Value>,
    #[serde(default, deserialize_with = "null_as_default")]
    docs: Vec<DocRow>,
    #[serde(default, deserialize_with = "null_as_default")]
    claims: Vec<ClaimRow>,
    #[serde(default, deserialize_with = "null_as_default")]
    links: Vec<LinkRow>,
    #[serde(default, alias = "Comments", deserialize_with = "null_as_default")]
    comments: Vec<Value>,
    /// Columns that came with the texts.
    title: Option<String>,
    #[serde(alias = "link")]
    url: Option<String>,
    author: Option<String>,
    publisher: Option<String>,
    #[serde(alias = "date")]
    published: Option<String>,
    #[serde(alias = "lang")]
    language: Option<String>,
}

/// A span as doccano and programs like it write it.
#[derive(Debug, Deserialize)]
struct FoundEntity {
    id: Option<RowId>,
    #[serde(alias = "start", alias = "begin", deserialize_with = "offset")]
    start_offset: usize,
    #[serde(alias = "end", deserialize_with = "offset")]
    end_offset: usize,
    label: Option<RowId>,
    #[serde(alias = "annotator", alias = "username", alias = "created_by")]
    user: Option<RowId>,
    #[serde(alias = "comment")]
    note: Option<String>,
    #[serde(default, deserialize_with = "words")]
    confidence: Option<String>,
    tags: Option<Vec<String>>,
    /// The words of the place.
    #[serde(alias = "text")]
    quote: Option<String>,
}

/// A relation likewise.
#[derive(Debug, Deserialize)]
struct FoundRelation {
    /// Changes from one export to the next.
    #[serde(rename = "id")]
    _id: Option<RowId>,
    from_id: RowId,
    to_id: RowId,
    #[serde(rename = "type", alias = "label")]
    kind: Option<String>,
    #[serde(alias = "annotator", alias = "username", alias = "created_by")]
    user: Option<RowId>,
    #[serde(alias = "comment")]
    note: Option<String>,
    #[serde(default, deserialize_with = "words")]
    confidence: Option<String>,
}

/// A remark on a text; a bare one is only its words.
#[derive(Debug, Deserialize)]
struct FoundRemark {
    #[serde(alias = "comment")]
    text: String,
    #[serde(alias = "username", alias = "annotator", alias = "created_by")]
    user: Option<RowId>,
    created_at: Option<Timestamp>,
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
    annotator: Option<Person>,
}

/// Kind of links whose relation has no type.
const PLAIN_RELATION: &str = "related";

/// Users are names, or numbers that only doccano knows.
fn person(user: &RowId) -> Person {
    if user.0.bytes().all(|byte| byte.is_ascii_digit()) {
        return Person { id: Some(format!("doccano user {}", user.0)), name: format!("User {}", user.0) };
    }
    Person::named(&user.0)
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
        reading.annotator = (has_several && is_by_annotator(file)).then(|| Person::named(name));
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
            let line = self.line_row(line, &place);
            if let Some(line) = self.gathering.reading.or_left_out(line)? {
                self.line(line, number, &place)?;
            }
        }
        Ok(())
    }

    fn line_row(&mut self, line: &[u8], place: &Place) -> Result<LineRow, FormatError> {
        let text = std::str::from_utf8(line);
        let text = text.map_err(|err| {
            Place { column: err.valid_up_to() + 1, ..place.clone() }.error("it is not valid UTF-8")
        })?;
        let read = self.gathering.reading.unread.json("lines", text, place);
        read.map_err(|err| Place { column: err.column(), ..place.clone() }.error(message(&err)))
    }

    /// Spans or relations, each of which costs itself when it cannot be read.
    fn sound<T: DeserializeOwned>(
        &mut self,
        values: &[Value],
        of: &str,
        place: &Place,
    ) -> Result<Vec<T>, FormatError> {
        let mut found = Vec::new();
        for value in values {
            let read = self.gathering.reading.unread.value(of, value, place);
            let read = read.map_err(|err| place.error(format!("one of its {of}: {}", message(&err))));
            found.extend(self.gathering.reading.or_left_out(read)?);
        }
        Ok(found)
    }

    fn line(&mut self, mut line: LineRow, number: usize, place: &Place) -> Result<(), FormatError> {
        let key = line.id.as_ref().map_or_else(|| number.to_string(), Value::to_string);
        let key = self.key_of(&format!("line {key}"), &line.text);
        let char_count = line.text.chars().count();
        if line.docs.is_empty() {
            line.docs.push(DocRow { id: key.clone(), title: None, start: 0, end: char_count });
        }
        let plain = self.spans(line.label.take(), place);
        let mut entities: Vec<FoundEntity> = self.sound(&line.entities, "entities", place)?;
        entities.extend(plain.into_iter().map(|(start_offset, end_offset, label)| FoundEntity {
            label: Some(RowId(label)),
            id: None,
            user: None,
            note: None,
            confidence: None,
            tags: None,
            quote: None,
            start_offset,
            end_offset,
        }));
        let about = About {
            language: line.language.take(),
            url: line.url.take(),
            author: line.author.take(),
            publisher: line.publisher.take(),
            published: line.published.take(),
            ..About::default()
        };
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
                    title: document.title.clone().or_else(|| line.title.clone()),
                    file_name: None,
                    text: words,
                    about: about.clone(),
                    place: place.clone(),
                });
            }
        }
        self.remarks(&line, place)?;
        let keys = self.entities(&line, &entities, &key, place);
        self.relations(&line, &keys, place)
    }

    /// Remarks on the text of a line; of a merged one on its first text.
    fn remarks(&mut self, line: &LineRow, place: &Place) -> Result<(), FormatError> {
        let Some(on) = line.docs.first().map(|document| document.id.clone()) else { return Ok(()) };
        for remark in &line.comments {
            let (text, user, created) = if let Some(text) = remark.as_str() {
                (text.to_owned(), None, None)
            } else {
                let read: Vec<FoundRemark> = self.sound(std::slice::from_ref(remark), "comments", place)?;
                let Some(FoundRemark { text, user, created_at }) = read.into_iter().next() else { continue };
                (text, user, created_at)
            };
            let annotator = user.as_ref().map(person).or_else(|| self.annotator.clone());
            let (on, place) = (on.clone(), place.clone());
            self.gathering.comment(FoundComment {
                on,
                text,
                annotator,
                created,
                place,
                ..FoundComment::default()
            });
        }
        Ok(())
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
            let offset = |at: usize| parts.get(at).and_then(whole_number);
            let name = parts.get(2).and_then(Value::as_str);
            match (offset(0), offset(1), name) {
                (Some(start), Some(end), Some(name)) => {
                    let more = parts.iter().skip(3).filter(|part| !part.is_null());
                    more.for_each(|part| self.gathering.unread("labels", "[3]", place, &part.to_string()));
                    spans.push((start, end, name.to_owned()));
                }
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
    fn entities(
        &mut self,
        line: &LineRow,
        entities: &[FoundEntity],
        key: &str,
        place: &Place,
    ) -> BTreeMap<String, String> {
        let mut keys: BTreeMap<String, String> = BTreeMap::new();
        let mut named: Vec<&ClaimRow> = line.claims.iter().collect();
        let by = self.annotator.as_ref().map(|person| person.name.clone()).unwrap_or_default();
        for (number, entity) in entities.iter().enumerate() {
            let label = entity.label.as_ref().map_or("", |label| label.0.as_str());
            let is_this = |claim: &&ClaimRow| {
                (claim.start, claim.end) == (entity.start_offset, entity.end_offset) && claim.label == label
            };
            let id = entity.id.as_ref().map_or_else(|| format!("span {number}"), |id| id.0.clone());
            let claim = named.iter().position(is_this).map(|at| named.remove(at).id);
            let claim = claim.filter(|claim| self.claims.insert(*claim));
            let claim = claim.map_or_else(|| format!("{key} {by} {id}"), |claim| claim.to_string());
            let claim = if keys.contains_key(&id) {
                let words = format!("two spans have the id {id}; relations go to the first");
                self.gathering.problem(place, &words);
                format!("{claim} {}-{}", entity.start_offset, entity.end_offset)
            } else {
                claim
            };
            keys.entry(id.clone()).or_insert_with(|| claim.clone());
            let document = line.docs.iter().rfind(|document| document.start <= entity.start_offset);
            let Some(document) = document.or_else(|| line.docs.first()) else { continue };
            if entity.end_offset > document.end && line.docs.len() > 1 {
                let words = format!("the span {id} reaches into the next document and was cut there");
                self.gathering.problem(place, &words);
            }
            let end =
                if line.docs.len() > 1 { entity.end_offset.min(document.end) } else { entity.end_offset };
            let start = entity.start_offset.saturating_sub(document.start);
            self.gathering.claim(FoundClaim {
                key: claim,
                document: document.id.clone(),
                offsets: (start, end.saturating_sub(document.start)),
                quote: entity.quote.clone(),
                kinds: Some(label).filter(|label| !label.is_empty()).map(str::to_owned).into_iter().collect(),
                confidence: entity.confidence.clone(),
                annotator: entity.user.as_ref().map(person).or_else(|| self.annotator.clone()),
                tags: entity.tags.clone().unwrap_or_default(),
                note: entity.note.clone().unwrap_or_default(),
                place: place.clone(),
                ..FoundClaim::default()
            });
        }
        keys
    }

    fn relations(
        &mut self,
        line: &LineRow,
        keys: &BTreeMap<String, String>,
        place: &Place,
    ) -> Result<(), FormatError> {
        let relations: Vec<FoundRelation> = self.sound(&line.relations, "relations", place)?;
        for relation in relations {
            let end = |id: &RowId| {
                let key = keys.get(&id.0).cloned();
                key.ok_or_else(|| {
                    place.error(format!("a relation names the span {}, which is not there", id.0))
                })
            };
            let ends = end(&relation.from_id).and_then(|from| Ok((from, end(&relation.to_id)?)));
            let kind = relation.kind.clone().filter(|kind| !kind.trim().is_empty());
            let kind = kind.unwrap_or_else(|| PLAIN_RELATION.to_owned());
            let Some((from, to)) = self.gathering.reading.or_left_out(ends)? else { continue };
            let is_this = |link: &&LinkRow| {
                (link.from.to_string(), link.to.to_string()) == (from.clone(), to.clone())
                    && link.kind == kind
            };
            let link = line.links.iter().find(is_this).map(|link| link.id.to_string());
            self.gathering.link(FoundLink {
                key: link.unwrap_or_else(|| format!("{from} {kind} {to}")),
                from,
                to,
                kind,
                confidence: relation.confidence,
                annotator: relation.user.as_ref().map(person).or_else(|| self.annotator.clone()),
                note: relation.note.unwrap_or_default(),
                place: place.clone(),
                ..FoundLink::default()
            });
        }
        Ok(())
    }
}

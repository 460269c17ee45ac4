//! [`read_label_studio`]: tasks with annotations, as this program or Label Studio itself exports them.

use super::config::panes;
use super::{CONFIG_FILE, FORMAT};
use crate::formats::gathering::{FoundClaim, FoundDocument, FoundLink, Gathering, is_own_rows};
use crate::formats::jsonl::rows::{message, null_as_default, without_mark};
use crate::formats::{Dataset, Defaults, FormatError, InputFile, Place};
use crate::model::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Kind of links whose relation has no label.
const PLAIN_RELATION: &str = "related";

#[derive(Debug, Deserialize)]
#[serde(expecting = "a task")]
struct TaskRow {
    id: Option<Value>,
    data: Map<String, Value>,
    /// Older versions call them completions.
    #[serde(default, alias = "completions", deserialize_with = "null_as_default")]
    annotations: Vec<AnnotationRow>,
    #[serde(default, deserialize_with = "null_as_default")]
    predictions: Vec<Value>,
}

#[derive(Debug, Deserialize)]
#[serde(expecting = "an annotation")]
struct AnnotationRow {
    completed_by: Option<Value>,
    created_username: Option<String>,
    annotator_id: Option<String>,
    created_at: Option<String>,
    updated_at: Option<String>,
    #[serde(default, deserialize_with = "null_as_default")]
    was_cancelled: bool,
    #[serde(default, deserialize_with = "null_as_default")]
    result: Vec<ResultRow>,
}

#[derive(Debug, Deserialize)]
#[serde(expecting = "a result")]
struct ResultRow {
    id: Option<String>,
    #[serde(rename = "type")]
    kind: String,
    from_name: Option<String>,
    to_name: Option<String>,
    #[serde(default, deserialize_with = "null_as_default")]
    value: Map<String, Value>,
    from_id: Option<String>,
    to_id: Option<String>,
    direction: Option<String>,
    labels: Option<Vec<String>>,
    meta: Option<Value>,
}

/// Tasks while they are read.
struct Tasks<'g, 'd> {
    gathering: &'g mut Gathering<'d>,
    /// Field of each pane, from the configuration; empty without one.
    panes: BTreeMap<String, String>,
    /// Sorts of results, with how many of each.
    passed_over: BTreeMap<String, usize>,
    prediction_count: usize,
}

/// Reads files of tasks, with the configuration where it is among them.
pub(super) fn read_label_studio(
    files: &[InputFile<'_>],
    defaults: &Defaults<'_>,
) -> Result<Dataset, FormatError> {
    let mut gathering = Gathering::new(&FORMAT, files, defaults)?;
    let is_config = |file: &&InputFile<'_>| file.name.to_lowercase().ends_with(".xml");
    let is_tasks =
        |file: &&InputFile<'_>| file.name.to_lowercase().ends_with(".json") && !is_own_rows(file.name);
    let mut found = BTreeMap::new();
    for file in files.iter().filter(is_config) {
        let place = Place { file: file.name.to_owned(), ..Place::default() };
        found.extend(panes(file.bytes).map_err(|err| place.error(err.to_string()))?);
    }
    if !files.iter().any(|file| is_tasks(&file)) {
        return Err(FormatError::NoKnownFile("none of the files ends in .json".to_owned()));
    }
    let mut tasks =
        Tasks { gathering: &mut gathering, panes: found, passed_over: BTreeMap::new(), prediction_count: 0 };
    for file in files.iter().filter(is_tasks) {
        tasks.read(file)?;
    }
    let Tasks { passed_over, prediction_count, .. } = tasks;
    let place = Place { file: "label-studio".to_owned(), ..Place::default() };
    if !passed_over.is_empty() {
        let sorts = passed_over.into_iter().map(|(sort, count)| format!("{sort} ({count})"));
        let sorts: Vec<String> = sorts.collect();
        let words =
            format!("results that this program has no record for were passed over: {}", sorts.join(", "));
        gathering.problem(&place, &words);
    }
    if prediction_count > 0 {
        let words = format!("{prediction_count} predictions were passed over: they are nobody's work");
        gathering.problem(&place, &words);
    }
    for file in files.iter().filter(|file| !is_tasks(file) && !is_config(file) && !is_own_rows(file.name)) {
        let place = Place { file: file.name.to_owned(), ..Place::default() };
        gathering.problem(&place, &format!("it was not read: it is neither tasks (.json) nor {CONFIG_FILE}"));
    }
    gathering.finish(files)
}

impl Tasks<'_, '_> {
    fn read(&mut self, file: &InputFile<'_>) -> Result<(), FormatError> {
        for (number, value) in (1..).zip(task_values(file)?) {
            let place = Place { file: format!("{}, task {number}", file.name), ..Place::default() };
            let Some(task) = self.sound_task(value, &place) else { continue };
            // The id of a task stays when it is exported again, its place does not.
            let key = task.id.as_ref().map_or_else(|| format!("{number}"), Value::to_string);
            self.task(&task, &key, &place)?;
            self.prediction_count += task.predictions.len();
        }
        Ok(())
    }

    /// The task without results that cannot be read; none where it is no task. Each is told.
    fn sound_task(&mut self, mut value: Value, place: &Place) -> Option<TaskRow> {
        for results in results_of(&mut value) {
            results.retain(|result| {
                let bad = ResultRow::deserialize(result).err();
                if let Some(err) = &bad {
                    self.gathering.problem(
                        place,
                        &format!("a result cannot be read ({}); it was left out", message(err)),
                    );
                }
                bad.is_none()
            });
        }
        let task = TaskRow::deserialize(value);
        if let Err(err) = &task {
            self.gathering.problem(place, &format!("{}; it was left out", message(err)));
        }
        task.ok()
    }

    fn task(&mut self, task: &TaskRow, key: &str, place: &Place) -> Result<(), FormatError> {
        let fields = self.fields(task);
        let mut keys: BTreeMap<&str, String> = BTreeMap::new();
        for (pane, field) in &fields {
            let text = task.data.get(field).and_then(Value::as_str);
            let Some(text) = text else { continue };
            let beside = |name: &str| {
                let number = field.strip_prefix("text_")?;
                task.data.get(&format!("{name}_{number}")).and_then(Value::as_str)
            };
            let is_unused_pane = text.is_empty() && field.starts_with("text_") && beside("id").is_none();
            if is_unused_pane {
                continue;
            }
            let id = beside("id").filter(|id| Uuid::parse_str(id).is_ok());
            let document = id.map_or_else(|| format!("task {key} {field}"), str::to_owned);
            keys.insert(pane, document.clone());
            self.gathering.document(FoundDocument {
                key: document,
                title: beside("title").map(str::to_owned),
                file_name: None,
                text: text.to_owned(),
                place: place.clone(),
            });
        }
        let mut taken = BTreeSet::new();
        for (number, annotation) in (1..).zip(&task.annotations) {
            if annotation.was_cancelled {
                self.pass_over("skipped annotations".to_owned());
                continue;
            }
            let ids = RegionIds::new(annotation, format!("task {key} annotation {number}"), &mut taken);
            self.annotation(annotation, &ids, &keys, place)?;
        }
        Ok(())
    }

    /// The panes of a task and the fields they show: from the configuration, else as the results name them.
    fn fields(&self, task: &TaskRow) -> BTreeMap<String, String> {
        if !self.panes.is_empty() {
            return self.panes.clone();
        }
        let texts: Vec<&String> =
            task.data.iter().filter(|(_, value)| value.is_string()).map(|(key, _)| key).collect();
        let guess = |pane: &str| {
            let same = texts.iter().find(|key| key.as_str() == pane);
            let end = || texts.iter().find(|key| pane.ends_with(&format!("_{key}")));
            let text = || texts.iter().find(|key| key.as_str() == "text");
            let only = || texts.first().filter(|_| texts.len() == 1);
            same.or_else(end).or_else(text).or_else(only).map(|key| (*key).clone())
        };
        let results = task.annotations.iter().flat_map(|annotation| &annotation.result);
        let panes: BTreeSet<&str> = results.filter_map(|result| result.to_name.as_deref()).collect();
        let panes = if panes.is_empty() { BTreeSet::from(["text"]) } else { panes };
        panes.into_iter().filter_map(|pane| Some((pane.to_owned(), guess(pane)?))).collect()
    }

    fn annotation(
        &mut self,
        annotation: &AnnotationRow,
        ids: &RegionIds,
        documents: &BTreeMap<&str, String>,
        place: &Place,
    ) -> Result<(), FormatError> {
        let annotator = annotator_of(annotation);
        let time = |time: &Option<String>| -> Option<Timestamp> { time.as_deref()?.parse().ok() };
        let (created, modified) = (time(&annotation.created_at), time(&annotation.updated_at));
        let mut claims: BTreeMap<(String, String, (usize, usize)), FoundClaim> = BTreeMap::new();
        let mut placed: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let mut links = Vec::new();
        for result in &annotation.result {
            if result.kind == "relation" {
                links.extend(relations(result, ids, place)?);
                continue;
            }
            let document = result.to_name.as_deref().and_then(|pane| documents.get(pane));
            let (Some(offsets), Some(document), Some(id)) = (offsets_of(result), document, &result.id) else {
                self.pass_over(format!("“{}” without a place in a text", result.kind));
                continue;
            };
            // Two results of one id are one region only where they have one place.
            let first = *placed.entry(id.clone()).or_insert(offsets);
            let key = ids.claim_key(id);
            let region =
                claims.entry((id.clone(), document.clone(), offsets)).or_insert_with(|| FoundClaim {
                    key: if first == offsets { key } else { format!("{key} at {}-{}", offsets.0, offsets.1) },
                    has_stable_key: true,
                    document: document.clone(),
                    offsets,
                    quote: quote_of(result).map(str::to_owned),
                    annotator: annotator.clone(),
                    created,
                    modified,
                    place: Place { file: format!("{}, region {id}", place.file), ..Place::default() },
                    ..FoundClaim::default()
                });
            if let Some(sort) = push_result(region, result) {
                self.pass_over(sort);
            }
        }
        for claim in claims.into_values() {
            self.gathering.claim(claim);
        }
        for link in links {
            self.gathering.link(FoundLink { annotator: annotator.clone(), created, modified, ..link });
        }
        Ok(())
    }

    fn pass_over(&mut self, sort: String) {
        *self.passed_over.entry(sort).or_default() += 1;
    }
}

fn quote_of(result: &ResultRow) -> Option<&str> {
    result.value.get("text").and_then(Value::as_str)
}

/// The place of a result, also where its numbers are text; the start of the text where there is a quote to look for.
fn offsets_of(result: &ResultRow) -> Option<(usize, usize)> {
    let number = |value: &Value| value.as_u64().or_else(|| value.as_str()?.trim().parse().ok());
    let offset = |name: &str| usize::try_from(number(result.value.get(name)?)?).ok();
    let stated = offset("start").zip(offset("end"));
    stated.or_else(|| quote_of(result).filter(|quote| !quote.trim().is_empty()).map(|_| (0, 0)))
}

/// The tasks of a file: a list, a map of them, or one.
fn task_values(file: &InputFile<'_>) -> Result<Vec<Value>, FormatError> {
    let found: Value = serde_json::from_slice(without_mark(file.bytes)).map_err(|err| {
        let place = Place { file: file.name.to_owned(), line: err.line(), column: err.column() };
        place.error(message(&err))
    })?;
    let tasks: Vec<Value> = match found {
        Value::Array(tasks) => tasks,
        Value::Object(task) if task.contains_key("data") => vec![Value::Object(task)],
        Value::Object(tasks) => tasks.into_iter().map(|(_, task)| task).collect(),
        _ => Vec::new(),
    };
    let place = Place { file: file.name.to_owned(), ..Place::default() };
    let is_short =
        |task: &Value| task.as_object().is_some_and(|task| !task.is_empty() && !task.contains_key("data"));
    if !tasks.is_empty() && tasks.iter().all(is_short) {
        return Err(place.error("its tasks have no “data”; choose JSON, not JSON-MIN, when you export"));
    }
    match tasks.first() {
        Some(other) if !tasks.iter().any(Value::is_object) => {
            Err(place.error(format!("“{other}” is no task; choose JSON when you export")))
        }
        _ => Ok(tasks),
    }
}

/// The lists of results of all annotations of a task.
fn results_of(task: &mut Value) -> impl Iterator<Item = &mut Vec<Value>> {
    let task = task.as_object_mut().into_iter();
    let lists = task.flat_map(|task| {
        task.iter_mut().filter(|(key, _)| matches!(key.as_str(), "annotations" | "completions"))
    });
    let annotations = lists.filter_map(|(_, list)| list.as_array_mut()).flatten();
    annotations.filter_map(|annotation| annotation.get_mut("result")?.as_array_mut())
}

/// What a result says of its region; the sort of result where that is nothing.
fn push_result(region: &mut FoundClaim, result: &ResultRow) -> Option<String> {
    let texts = |name: &str| -> Vec<String> {
        let values = result.value.get(name).and_then(Value::as_array);
        values.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    if let Some(notes) = result.meta.as_ref().and_then(|meta| meta.get("text")).and_then(Value::as_array) {
        let notes: Vec<&str> = notes.iter().filter_map(Value::as_str).collect();
        region.note = notes.join("\n");
    }
    let name = result.from_name.as_deref().unwrap_or_default();
    match result.kind.as_str() {
        "labels" => region.kinds.extend(texts("labels")),
        "choices" if name.to_lowercase().starts_with("confidence") => {
            region.confidence = texts("choices").into_iter().next();
        }
        "choices" => region.tags.extend(texts("choices").iter().map(|choice| format!("{name}:{choice}"))),
        "textarea" => push_words(&mut region.note, &texts("text").join("\n")),
        other => return Some(format!("“{other}”")),
    }
    None
}

fn push_words(note: &mut String, words: &str) {
    if !note.is_empty() && !words.is_empty() {
        note.push('\n');
    }
    note.push_str(words);
}

/// One link for each label.
fn relations(result: &ResultRow, ids: &RegionIds, place: &Place) -> Result<Vec<FoundLink>, FormatError> {
    let (Some(from), Some(to)) = (&result.from_id, &result.to_id) else {
        return Err(place.error("a relation lacks one of its ends"));
    };
    let (from, to) = if result.direction.as_deref() == Some("left") { (to, from) } else { (from, to) };
    let (from, to) = (ids.claim_key(from), ids.claim_key(to));
    let labels = result.labels.as_deref().unwrap_or_default();
    let plain = [PLAIN_RELATION.to_owned()];
    let labels = if labels.is_empty() { plain.as_slice() } else { labels };
    let link = |label: &String| FoundLink {
        key: format!("{from} {label} {to}"),
        from: from.clone(),
        to: to.clone(),
        kind: label.clone(),
        place: place.clone(),
        ..FoundLink::default()
    };
    Ok(labels.iter().map(link).collect())
}

/// Ids of regions are told apart only within an annotation, unless they are UUIDs.
struct RegionIds {
    annotation: String,
    /// UUIDs that an earlier annotation of the task has too: the tool's copy of an annotation keeps them.
    copied: BTreeSet<Uuid>,
}

impl RegionIds {
    fn new(annotation: &AnnotationRow, name: String, taken: &mut BTreeSet<Uuid>) -> Self {
        let ids = annotation.result.iter().filter_map(|result| result.id.as_deref());
        let own: BTreeSet<Uuid> = ids.filter_map(|id| Uuid::parse_str(id).ok()).collect();
        let copied = own.intersection(taken).copied().collect();
        taken.extend(own);
        Self { annotation: name, copied }
    }

    fn claim_key(&self, id: &str) -> String {
        match Uuid::parse_str(id) {
            Ok(uuid) if !self.copied.contains(&uuid) => id.to_owned(),
            _ => format!("{} {id}", self.annotation),
        }
    }
}

fn annotator_of(annotation: &AnnotationRow) -> Option<String> {
    let by = annotation.completed_by.as_ref();
    let of_user = |name: &str| by.and_then(|by| by.get(name)).and_then(Value::as_str).map(str::to_owned);
    let number = || by.and_then(Value::as_u64).map(|number| format!("User {number}"));
    let named = || annotation.created_username.as_ref().map(|name| plain_username(name).to_owned());
    annotation.annotator_id.clone().or_else(|| of_user("email")).or_else(named).or_else(number)
}

/// Exports add the number of the user: `ann@example.org, 1`.
fn plain_username(name: &str) -> &str {
    match name.rsplit_once(", ") {
        Some((name, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => name.trim(),
        _ => name.trim(),
    }
}

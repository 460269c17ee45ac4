//! [`read_label_studio`]: tasks with annotations, as this program or Label Studio itself exports them.

use super::config::panes;
use super::short_form::whole_tasks;
use super::{CONFIG_FILE, FORMAT};
use crate::formats::gathering::{
    About, FoundClaim, FoundDocument, FoundLink, Gathering, Person, is_own_rows, push_words,
};
use crate::formats::jsonl::DETAILS_FILE;
use crate::formats::jsonl::rows::{message, null_as_default, without_mark};
use crate::formats::new_document::base_name;
use crate::formats::unread::{Walked, whole_number};
use crate::formats::{Dataset, Defaults, FormatError, InputFile, Place, has_ending};
use crate::model::Timestamp;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Kind of links whose relation has no label.
const PLAIN_RELATION: &str = "related";
/// Fields that are about the only text of a task.
const ABOUT_FIELDS: [&str; 7] = ["title", "url", "author", "publisher", "published", "date", "language"];

#[derive(Debug, Deserialize)]
#[serde(expecting = "a task")]
struct TaskRow {
    id: Option<Value>,
    meta: Option<Map<String, Value>>,
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
    completed_by: Option<UserRow>,
    created_username: Option<String>,
    annotator_id: Option<String>,
    created_at: Option<String>,
    updated_at: Option<String>,
    #[serde(default, deserialize_with = "null_as_default")]
    was_cancelled: bool,
    #[serde(default, deserialize_with = "null_as_default")]
    result: Vec<ResultRow>,
}

/// Who made an annotation: the number of a user, or more.
#[derive(Debug, Default, PartialEq, Eq)]
struct UserRow {
    id: Option<String>,
    name: Option<String>,
}

impl<'de> Deserialize<'de> for UserRow {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let words = |value: &Value| match value {
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let field = |name: &str| value.get(name).and_then(words);
        let whole =
            [field("first_name"), field("last_name")].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let name = field("email")
            .or_else(|| field("username"))
            .or_else(|| Some(whole).filter(|name| !name.is_empty()));
        let name = name.or_else(|| value.as_str().and_then(|_| words(&value)));
        let id = field("id").or_else(|| value.as_number().and_then(|_| words(&value)));
        Ok(Self { id, name })
    }
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
    meta: Option<Map<String, Value>>,
    /// Whether by hand or by a machine: the annotator says who.
    #[serde(rename = "origin")]
    _origin: Option<Value>,
}

/// Tasks while they are read.
struct Tasks<'g, 'd> {
    gathering: &'g mut Gathering<'d>,
    /// Field of each pane, from the configuration; empty without one.
    panes: BTreeMap<String, String>,
    /// Sorts of results, with how many of each.
    passed_over: BTreeMap<String, (usize, Place)>,
    prediction_count: usize,
    /// The rest of links stands beside the files.
    has_details: bool,
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
        let is_table = files.iter().any(|file| has_ending(file.name, "csv") || has_ending(file.name, "tsv"));
        let words = if is_table {
            "the CSV and TSV of Label Studio are not read: their cells have no ids and no relations; choose JSON when \
             you export"
        } else {
            "none of the files ends in .json"
        };
        return Err(FormatError::NoKnownFile(words.to_owned()));
    }
    let has_details = files.iter().any(|file| base_name(file.name).eq_ignore_ascii_case(DETAILS_FILE));
    let mut tasks = Tasks {
        gathering: &mut gathering,
        panes: found,
        passed_over: BTreeMap::new(),
        prediction_count: 0,
        has_details,
    };
    for file in files.iter().filter(is_tasks) {
        tasks.read(file)?;
    }
    let Tasks { passed_over, prediction_count, .. } = tasks;
    let place = Place { file: "label-studio".to_owned(), ..Place::default() };
    if !passed_over.is_empty() {
        let sorts = passed_over
            .into_iter()
            .map(|(sort, (count, first))| format!("{sort} ({count}, the first in {first})"));
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
        let values = task_values(file, &mut |place, words| self.gathering.problem(place, words))?;
        for (number, value) in (1..).zip(values) {
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
                let bad = ResultRow::deserialize(result as &Value).err();
                if let Some(err) = &bad {
                    self.gathering.problem(
                        place,
                        &format!("a result cannot be read ({}); it was left out", message(err)),
                    );
                }
                bad.is_none()
            });
        }
        let task = self.gathering.reading.unread.value::<TaskRow>("tasks", &value, place);
        if let Err(err) = &task {
            self.gathering.problem(place, &format!("{}; it was left out", message(err)));
        }
        task.ok()
    }

    fn task(&mut self, task: &TaskRow, key: &str, place: &Place) -> Result<(), FormatError> {
        let fields = self.fields(task);
        let mut keys: BTreeMap<&str, String> = BTreeMap::new();
        self.unread_data(task, &fields, place);
        for (pane, field) in &fields {
            let text = task.data.get(field).and_then(Value::as_str);
            let Some(text) = text else { continue };
            let beside = |name: &str| {
                let number = field.strip_prefix("text_")?;
                task.data.get(&format!("{name}_{number}")).and_then(Value::as_str)
            };
            // Fields beside the only text are about it.
            let alone = |name: &str| {
                let found = task.data.get(name).filter(|_| fields.len() == 1 && field != name);
                found.and_then(Value::as_str).filter(|words| !words.trim().is_empty())
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
                title: beside("title").or_else(|| alone("title")).map(str::to_owned),
                file_name: None,
                text: text.to_owned(),
                about: About {
                    language: alone("language").map(str::to_owned),
                    url: alone("url").map(str::to_owned),
                    author: alone("author").map(str::to_owned),
                    publisher: alone("publisher").map(str::to_owned),
                    published: alone("published").or_else(|| alone("date")).map(str::to_owned),
                    ..About::default()
                },
                place: place.clone(),
            });
        }
        let mut taken = BTreeSet::new();
        for (number, annotation) in (1..).zip(&task.annotations) {
            if annotation.was_cancelled {
                self.pass_over("skipped annotations".to_owned(), place);
                continue;
            }
            let ids = RegionIds::new(annotation, format!("task {key} annotation {number}"), &mut taken);
            self.annotation(annotation, &ids, &keys, place)?;
        }
        Ok(())
    }

    /// Fields of a task that no document took.
    fn unread_data(&mut self, task: &TaskRow, fields: &BTreeMap<String, String>, place: &Place) {
        let is_own = |key: &str| {
            let numbered = ["text_", "title_", "id_"].iter().find_map(|start| key.strip_prefix(start));
            numbered.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let is_taken = |key: &str| {
            let is_about = ABOUT_FIELDS.contains(&key) && fields.len() == 1;
            fields.values().any(|field| field == key) || is_own(key) || is_about
        };
        let data = task
            .data
            .iter()
            .filter(|(key, value)| !is_taken(key) || (!value.is_string() && !value.is_null()));
        for (key, value) in data {
            self.gathering.reading.unread.rest("the data of tasks", &keyed(key, value), place);
        }
        for (key, value) in task.meta.iter().flatten() {
            // The confidence of links, which the rows beside the files have too.
            if key != "link_confidence" || !self.has_details {
                self.gathering.reading.unread.rest("the meta of tasks", &keyed(key, value), place);
            }
        }
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
                let read = relations(result, ids, place);
                links.extend(self.gathering.reading.or_left_out(read)?.into_iter().flatten());
                continue;
            }
            let document = result.to_name.as_deref().and_then(|pane| documents.get(pane));
            let (Some(offsets), Some(document), Some(id)) = (offsets_of(result), document, &result.id) else {
                self.pass_over(format!("“{}” without a place in a text", result.kind), place);
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
                self.pass_over(sort, place);
            }
            self.unread_values(result, place);
        }
        for claim in claims.into_values() {
            self.gathering.claim(claim);
        }
        for link in links {
            self.gathering.link(FoundLink { annotator: annotator.clone(), created, modified, ..link });
        }
        Ok(())
    }

    /// What results say besides their place and what was taken of it.
    fn unread_values(&mut self, result: &ResultRow, place: &Place) {
        const TAKEN: [&str; 7] =
            ["start", "end", "text", "labels", "hypertextlabels", "paragraphlabels", "choices"];
        for (key, value) in result.value.iter().filter(|(key, _)| !TAKEN.contains(&key.as_str())) {
            self.gathering.reading.unread.rest("the values of results", &keyed(key, value), place);
        }
        for (key, value) in result.meta.iter().flatten().filter(|(key, _)| *key != "text") {
            self.gathering.reading.unread.rest("the meta of results", &keyed(key, value), place);
        }
    }

    fn pass_over(&mut self, sort: String, place: &Place) {
        let entry = self.passed_over.entry(sort).or_insert_with(|| (0, place.clone()));
        entry.0 += 1;
    }
}

fn quote_of(result: &ResultRow) -> Option<&str> {
    result.value.get("text").and_then(Value::as_str)
}

/// The place of a result, also where its numbers are text; the start of the text where there is a quote to look for.
fn offsets_of(result: &ResultRow) -> Option<(usize, usize)> {
    let offset = |name: &str| result.value.get(name).and_then(whole_number);
    let stated = offset("start").zip(offset("end"));
    stated.or_else(|| quote_of(result).filter(|quote| !quote.trim().is_empty()).map(|_| (0, 0)))
}

/// The tasks of a file: a list, a map of them, or one.
fn task_values(file: &InputFile<'_>, tell: &mut dyn FnMut(&Place, &str)) -> Result<Vec<Value>, FormatError> {
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
    if let Some(whole) = whole_tasks(&tasks) {
        let words =
            "it is JSON-MIN: relations are not in it, and regions are known by their places; JSON has more";
        tell(&place, words);
        return Ok(whole);
    }
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
    let notes = result.meta.as_ref().and_then(|meta| meta.get("text"));
    let notes =
        notes.map(|notes| notes.as_array().map_or_else(|| std::slice::from_ref(notes), Vec::as_slice));
    for note in notes.into_iter().flatten().filter_map(Value::as_str) {
        push_words(&mut region.note, note);
    }
    let name = result.from_name.as_deref().unwrap_or_default();
    match result.kind.as_str() {
        "labels" | "hypertextlabels" | "paragraphlabels" => region.kinds.extend(texts(&result.kind)),
        "choices" if name.to_lowercase().starts_with("confidence") => {
            region.confidence = texts("choices").into_iter().next();
        }
        "choices" => region.tags.extend(texts("choices").iter().map(|choice| format!("{name}:{choice}"))),
        "textarea" => push_words(&mut region.note, &texts("text").join("\n")),
        other => return Some(format!("“{other}”")),
    }
    None
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

/// A mail address or a name of a user stands for one person; a number alone is no name.
fn annotator_of(annotation: &AnnotationRow) -> Option<Person> {
    let named = annotation.created_username.as_ref().map(|name| plain_username(name));
    let named = named.filter(|name| !name.is_empty());
    if let Some(id) = &annotation.annotator_id {
        return Some(Person { id: Some(id.clone()), name: named.unwrap_or_default().to_owned() });
    }
    let by = annotation.completed_by.as_ref();
    if let Some(name) = by.and_then(|by| by.name.as_deref()).or(named) {
        let is_address = name.contains('@');
        let number = by.and_then(|by| by.id.as_ref()).filter(|_| !is_address);
        let id = number.map(|number| format!("Label Studio user {number}"));
        return Some(Person { id, name: name.to_owned() });
    }
    let number = by.and_then(|by| by.id.as_ref())?;
    let id = Some(format!("Label Studio user {number}"));
    Some(Person { id, name: format!("User {number}") })
}

/// A field as an object of its own, so that its name is told.
fn keyed(key: &str, value: &Value) -> Walked {
    let object: Map<String, Value> = std::iter::once((key.to_owned(), value.clone())).collect();
    Walked::from(Value::Object(object))
}

/// Exports add the number of the user: `ann@example.org, 1`.
fn plain_username(name: &str) -> &str {
    match name.rsplit_once(", ") {
        Some((name, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => name.trim(),
        _ => name.trim(),
    }
}

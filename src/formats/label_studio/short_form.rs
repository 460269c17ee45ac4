//! [`whole_tasks`]: the short form of exports (JSON-MIN), one flat row an annotation, as whole tasks.
//!
//! The short form has no relations and no ids of regions: a region is known by its place.

use crate::formats::unread::whole_number;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Values of a region that name what it is.
const LABELS: [&str; 5] = ["labels", "hypertextlabels", "paragraphlabels", "choices", "text"];
/// Fields that are about the annotation, with their names in whole tasks.
const ABOUT: [(&str, &str); 4] = [
    ("annotator", "completed_by"),
    ("created_at", "created_at"),
    ("updated_at", "updated_at"),
    ("lead_time", "lead_time"),
];
/// Numbers the annotation: nothing goes by it.
const ANNOTATION: &str = "annotation_id";

/// The tasks of rows that are all in the short form; none where they are something else.
pub(super) fn whole_tasks(rows: &[Value]) -> Option<Vec<Value>> {
    let objects: Option<Vec<&Map<String, Value>>> = rows.iter().map(Value::as_object).collect();
    let rows = objects.filter(|rows| rows.iter().all(|row| !row.contains_key("data")))?;
    let is_short = |row: &&Map<String, Value>| {
        row.contains_key(ANNOTATION) || row.values().any(|value| regions(value).is_some())
    };
    if !rows.iter().any(is_short) {
        return None;
    }
    let mut tasks: Vec<Map<String, Value>> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (number, row) in rows.into_iter().enumerate() {
        let (data, annotation) = parted(row);
        // Annotations of one task are rows of one id and one text.
        let id = row.get("id").map_or_else(|| format!("row {number}"), Value::to_string);
        let key = format!("{id} {}", Value::Object(data.clone()));
        let at = *places.entry(key).or_insert(tasks.len());
        if at == tasks.len() {
            let mut task = Map::new();
            task.extend(row.get("id").map(|id| ("id".to_owned(), id.clone())));
            task.insert("data".to_owned(), Value::Object(data));
            task.insert("annotations".to_owned(), Value::Array(Vec::new()));
            tasks.push(task);
        }
        let annotations =
            tasks.get_mut(at).and_then(|task| task.get_mut("annotations")).and_then(Value::as_array_mut);
        if let Some(list) = annotations {
            list.push(annotation);
        }
    }
    Some(tasks.into_iter().map(Value::Object).collect())
}

/// The data of a row, and its annotation.
fn parted(row: &Map<String, Value>) -> (Map<String, Value>, Value) {
    let mut annotation = Map::new();
    let (mut data, mut marked) = (Map::new(), Vec::new());
    for (name, value) in row.iter().filter(|(name, _)| !matches!(name.as_str(), "id" | ANNOTATION)) {
        if let Some((_, whole)) = ABOUT.iter().find(|(short, _)| short == name) {
            annotation.insert((*whole).to_owned(), value.clone());
        } else if let Some(regions) = regions(value) {
            marked.push((name, regions));
        } else {
            data.insert(name.clone(), value.clone());
        }
    }
    let results = marked.iter().flat_map(|(name, regions)| {
        let field = field_of(regions, &data);
        regions.iter().filter_map(move |region| result(name, field, region))
    });
    annotation.insert("result".to_owned(), Value::Array(results.collect()));
    (data, Value::Object(annotation))
}

/// The regions that a field lists, where it does.
fn regions(value: &Value) -> Option<Vec<&Map<String, Value>>> {
    let list = value.as_array().filter(|list| !list.is_empty())?;
    let is_region = |region: &&Map<String, Value>| {
        let has = |name: &str| region.get(name).and_then(whole_number).is_some();
        has("start") && has("end") && LABELS.iter().any(|name| region.get(*name).is_some_and(Value::is_array))
    };
    list.iter().map(|region| region.as_object().filter(is_region)).collect()
}

/// The field that regions mark: the one that has their words where they say, else the longest.
fn field_of<'d>(regions: &[&Map<String, Value>], data: &'d Map<String, Value>) -> &'d str {
    let texts = data.iter().filter_map(|(name, value)| Some((name, value.as_str()?)));
    let fits = |text: &str| {
        let has = |region: &&&Map<String, Value>| {
            let place = |name: &str| region.get(name).and_then(whole_number).unwrap_or_default();
            let (start, end) = (place("start"), place("end"));
            let words = region.get("text").and_then(Value::as_str);
            words.is_some_and(|words| {
                text.chars().skip(start).take(end.saturating_sub(start)).eq(words.chars())
            })
        };
        regions.iter().filter(has).count()
    };
    texts.max_by_key(|(_, text)| (fits(text), text.len())).map_or("text", |(name, _)| name)
}

fn result(name: &str, field: &str, region: &Map<String, Value>) -> Option<Value> {
    let kind = LABELS.iter().find(|kind| region.get(**kind).is_some_and(Value::is_array))?;
    let kind = if *kind == "text" { "textarea" } else { kind };
    let place = |name: &str| region.get(name).and_then(whole_number).unwrap_or_default();
    let id = format!("{}-{}", place("start"), place("end"));
    Some(json!({ "id": id, "type": kind, "from_name": name, "to_name": field, "value": region }))
}

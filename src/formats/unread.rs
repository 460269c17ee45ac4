//! [`Unread`]: what files of annotations hold and no record has a place for. Every reader counts it here, and it is told
//! with its count, its first place and its first value.
//!
//! Records that are read through serde note the keys that their type has no field for; loosely shaped JSON is read as
//! [`Walked`] values, and what nobody looked at is noted.

use super::Place;
use serde::Deserialize;
use serde_json::Value;
use std::cell::Cell;
use std::collections::BTreeMap;

/// Characters of the first value that are told.
const MAX_VALUE_CHARS: usize = 40;

/// Counts by the sort of record, such as “tasks”, and by what of it was not read, such as a key.
#[derive(Debug, Default)]
pub(super) struct Unread {
    sorts: BTreeMap<String, BTreeMap<String, Sort>>,
}

/// One sort of thing that was not read.
#[derive(Debug)]
struct Sort {
    count: usize,
    first: Place,
    value: String,
}

impl Unread {
    /// Notes one thing that was not read: `what` of the records `of`; the value may be empty.
    pub(super) fn note(&mut self, of: &str, what: &str, place: &Place, value: &str) {
        if let Some(sort) = self.sorts.get_mut(of).and_then(|sorts| sorts.get_mut(what)) {
            sort.count += 1;
            return;
        }
        let sort = Sort { count: 1, first: place.clone(), value: short(value) };
        self.sorts.entry(of.to_owned()).or_default().insert(what.to_owned(), sort);
    }

    /// One sentence for each sort of record.
    pub(super) fn told(&mut self) -> Vec<String> {
        let sorts = std::mem::take(&mut self.sorts);
        let sentence = |(of, sorts): (String, BTreeMap<String, Sort>)| {
            let each = sorts.into_iter().map(|(what, Sort { count, first, value })| {
                let first = if count == 1 { first.to_string() } else { format!("the first in {first}") };
                let value = if value.is_empty() { value } else { format!(": {value}") };
                format!("{} ({count}, {first}{value})", crate::text::visible(&what))
            });
            format!("not read of {of}: {}", each.collect::<Vec<_>>().join("; "))
        };
        sorts.into_iter().map(sentence).collect()
    }

    /// Reads a record; keys that its type has no field for are noted, unless they say nothing.
    pub(super) fn json<'t, T: Deserialize<'t>>(
        &mut self,
        of: &str,
        text: &'t str,
        place: &Place,
    ) -> Result<T, serde_json::Error> {
        let mut json = serde_json::Deserializer::from_str(text);
        let mut keys = Vec::new();
        let read = serde_ignored::deserialize(&mut json, |path| keys.push(steps(&path)))?;
        json.end()?;
        if !keys.is_empty()
            && let Ok(value) = serde_json::from_str::<Value>(text)
        {
            self.note_keys(of, &value, &keys, place);
        }
        Ok(read)
    }

    /// The same for a record that is a value already.
    pub(super) fn value<'v, T: Deserialize<'v>>(
        &mut self,
        of: &str,
        value: &'v Value,
        place: &Place,
    ) -> Result<T, serde_json::Error> {
        let mut keys = Vec::new();
        let read = serde_ignored::deserialize(value, |path| keys.push(steps(&path)))?;
        self.note_keys(of, value, &keys, place);
        Ok(read)
    }

    fn note_keys(&mut self, of: &str, value: &Value, keys: &[Vec<Step>], place: &Place) {
        for steps in keys {
            let found = steps.iter().try_fold(value, |value, step| match step {
                Step::Key(key) => value.get(key),
                Step::At(at) => value.get(at),
            });
            if let Some(found) = found.filter(|found| says_something(found)) {
                self.note(of, &name(steps), place, &plain(found));
            }
        }
    }

    /// Notes what of a value nobody looked at.
    pub(super) fn rest(&mut self, of: &str, walked: &Walked, place: &Place) {
        walked.each_unread("", &mut |name, value| self.note(of, name, place, value));
    }
}

/// A step into a value.
#[derive(Debug)]
enum Step {
    Key(String),
    At(usize),
}

fn steps(path: &serde_ignored::Path<'_>) -> Vec<Step> {
    use serde_ignored::Path;
    let (mut found, mut path) = (Vec::new(), path);
    loop {
        path = match path {
            Path::Root => break,
            Path::Seq { parent, index } => {
                found.push(Step::At(*index));
                parent
            }
            Path::Map { parent, key } => {
                found.push(Step::Key(key.clone()));
                parent
            }
            Path::Some { parent } | Path::NewtypeStruct { parent } | Path::NewtypeVariant { parent } => {
                parent
            }
        };
    }
    found.reverse();
    found
}

/// As `entities[].score`.
fn name(steps: &[Step]) -> String {
    let mut name = String::new();
    for step in steps {
        match step {
            Step::Key(key) => {
                if !name.is_empty() {
                    name.push('.');
                }
                name.push_str(key);
            }
            Step::At(_) => name.push_str("[]"),
        }
    }
    name
}

/// Whether anything would be lost.
fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(values) => values.iter().any(says_something),
        Value::Object(object) => object.values().any(says_something),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// On one line, bounded.
fn short(value: &str) -> String {
    let value = super::extract::collapsed(value);
    let start: String = value.chars().take(MAX_VALUE_CHARS).collect();
    let start = crate::text::visible(&start).into_owned();
    if value.chars().nth(MAX_VALUE_CHARS).is_some() { format!("{start}…") } else { start }
}

/// A whole number as programs write it: 12, 12.0 or "12".
pub(super) fn whole_number(value: &Value) -> Option<usize> {
    let of_float = || {
        let float = value.as_f64().filter(|float| float.fract() == 0.0)?;
        format!("{float:.0}").parse().ok()
    };
    let of_text = || {
        let text = value.as_str()?.trim();
        text.strip_suffix(".0").unwrap_or(text).parse().ok()
    };
    let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
    number.or_else(of_float).or_else(of_text)
}

/// Reads a [`whole_number`]; for fields of serde structs.
pub(super) fn offset<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let wrong = || serde::de::Error::custom(format!("{value} is no offset"));
    whole_number(&value).ok_or_else(wrong)
}

/// Reads a word, or a number as its digits; for fields of serde structs.
pub(super) fn words<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        Value::Number(number) => Ok(Some(number.to_string())),
        other => Err(serde::de::Error::custom(format!("{other} is neither a word nor a number"))),
    }
}

/// A JSON value that notes what of it was looked at.
#[derive(Debug)]
pub(super) struct Walked {
    kind: Kind,
    is_read: Cell<bool>,
}

#[derive(Debug)]
enum Kind {
    Leaf(Value),
    List(Vec<Walked>),
    Object(BTreeMap<String, Walked>),
}

impl From<Value> for Walked {
    fn from(value: Value) -> Self {
        let kind = match value {
            Value::Array(values) => Kind::List(values.into_iter().map(Self::from).collect()),
            Value::Object(object) => {
                Kind::Object(object.into_iter().map(|(key, value)| (key, Self::from(value))).collect())
            }
            leaf => Kind::Leaf(leaf),
        };
        Self { kind, is_read: Cell::new(false) }
    }
}

impl Walked {
    /// What an object has under a key. Only what is then read of it counts as read.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        if let Kind::Object(object) = &self.kind { object.get(key) } else { None }
    }

    /// The words, which count as read.
    pub(super) fn as_str(&self) -> Option<&str> {
        let Kind::Leaf(Value::String(text)) = &self.kind else { return None };
        self.is_read.set(true);
        Some(text)
    }

    /// The [`whole_number`], which counts as read.
    pub(super) fn as_number(&self) -> Option<usize> {
        let Kind::Leaf(value) = &self.kind else { return None };
        let number = whole_number(value)?;
        self.is_read.set(true);
        Some(number)
    }

    /// The same without counting it as read.
    pub(super) fn peek_number(&self) -> Option<usize> {
        if let Kind::Leaf(value) = &self.kind { whole_number(value) } else { None }
    }

    /// The values of a list.
    pub(super) fn as_list(&self) -> Option<&[Self]> {
        if let Kind::List(values) = &self.kind { Some(values) } else { None }
    }

    /// The value as the list that it may stand for.
    pub(super) fn several(&self) -> &[Self] {
        match &self.kind {
            Kind::Leaf(Value::Null) => &[],
            Kind::List(values) => values,
            Kind::Leaf(_) | Kind::Object(_) => std::slice::from_ref(self),
        }
    }

    pub(super) fn is_object(&self) -> bool {
        matches!(self.kind, Kind::Object(_))
    }

    /// The keys and values of an object.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&String, &Self)> {
        let object = if let Kind::Object(object) = &self.kind { Some(object) } else { None };
        object.into_iter().flatten()
    }

    /// A plain value in words, which counts as read; none of lists, objects and nothing.
    pub(super) fn words(&self) -> Option<String> {
        let Kind::Leaf(value) = &self.kind else { return None };
        let words = Some(plain(value)).filter(|_| says_something(value))?;
        self.is_read.set(true);
        Some(words)
    }

    pub(super) fn is_read(&self) -> bool {
        self.is_read.get()
    }

    /// Counts these values of an object as read, with all that is in them: they say nothing that is not known.
    pub(super) fn pass(&self, keys: &[&str]) {
        keys.iter().filter_map(|key| self.get(key)).for_each(|value| value.is_read.set(true));
    }

    /// Counts all of it as read.
    pub(super) fn pass_all(&self) {
        self.is_read.set(true);
    }

    fn each_unread(&self, name: &str, each: &mut impl FnMut(&str, &str)) {
        if self.is_read() {
            return;
        }
        match &self.kind {
            Kind::Leaf(value) => {
                if says_something(value) {
                    each(name, &plain(value));
                }
            }
            Kind::List(values) => {
                let name = format!("{name}[]");
                for value in values {
                    value.each_unread(&name, each);
                }
            }
            Kind::Object(object) => {
                for (key, value) in object {
                    let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                    value.each_unread(&name, each);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[derive(Deserialize)]
    struct Row {
        id: u8,
        #[serde(default)]
        parts: Vec<Part>,
    }

    #[derive(Deserialize)]
    struct Part {
        at: u8,
    }

    fn place(line: usize) -> Place {
        Place { file: "a.jsonl".to_owned(), line, column: 0 }
    }

    #[test]
    fn keys_that_a_type_has_no_field_for_are_counted_with_their_first_place() {
        let mut unread = Unread::default();
        let text =
            r#"{"id": 1, "mood": "good", "empty": [], "parts": [{"at": 1, "x": 0.5}, {"at": 2, "x": 1}]}"#;
        let row: Row = unread.json("rows", text, &place(3)).unwrap();
        assert_eq!((row.id, row.parts.iter().map(|part| part.at).sum::<u8>()), (1, 3));
        let value = json!({"id": 2, "mood": {"of": "day"}});
        unread.value::<Row>("rows", &value, &place(4)).unwrap();
        assert!(unread.json::<Row>("rows", "{\"id\": 1, \"z\": 2} x", &place(5)).is_err());
        assert_eq!(
            unread.told(),
            [
                "not read of rows: mood (2, the first in a.jsonl, line 3: good); parts[].x (2, the first in a.jsonl, line 3: 0.5)"
            ]
        );
        assert!(unread.told().is_empty());
    }

    #[test]
    fn what_nobody_looked_at_is_noted() {
        let walked = Walked::from(json!({
            "id": "a", "type": "T", "when": 5, "body": [{"value": "x", "lang": "en"}, "y"], "no": null
        }));
        assert_eq!(walked.get("id").and_then(Walked::as_str), Some("a"));
        assert_eq!(walked.get("when").and_then(Walked::as_str), None, "a number is no text");
        walked.pass(&["type"]);
        let body = walked.get("body").unwrap().several();
        assert_eq!(body[0].get("value").and_then(Walked::as_str), Some("x"));
        let mut unread = Unread::default();
        unread.rest("bodies", &walked, &place(1));
        assert_eq!(
            unread.told(),
            [
                "not read of bodies: body[] (1, a.jsonl, line 1: y); body[].lang (1, a.jsonl, line 1: en); when (1, a.jsonl, line 1: 5)"
            ]
        );
    }

    #[test]
    fn numbers_are_whole_in_each_way_of_writing() {
        for value in [json!(12), json!(12.0), json!("12"), json!(" 12.0 ")] {
            assert_eq!(whole_number(&value), Some(12), "{value}");
        }
        for value in [json!(-1), json!(1.5), json!("x"), json!(null), json!(1e300)] {
            assert_eq!(whole_number(&value), None, "{value}");
        }
    }
}

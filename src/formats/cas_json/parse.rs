//! [`Cas`]: the feature structures of a file, each with what this program looks for.

use crate::formats::jsonl::rows::{message, without_mark};
use crate::formats::unread::Walked;
use crate::formats::{FormatError, InputFile, Place};
use serde_json::{Map, Value};
use std::cell::Cell;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A file of feature structures.
#[derive(Debug)]
pub(super) struct Cas {
    pub(super) structures: Vec<Structure>,
    /// Place of each in the list, by id.
    pub(super) by_id: BTreeMap<u64, usize>,
    /// What stands in the list and is no feature structure that can be used.
    pub(super) left_out: Vec<FormatError>,
}

/// One feature structure.
#[derive(Debug)]
pub(super) struct Structure {
    pub(super) id: u64,
    /// With its package.
    pub(super) kind: String,
    /// Its identifier is no name of this program's kind.
    other_identifier: Cell<bool>,
    fields: Walked,
    pub(super) place: Place,
}

impl Structure {
    /// The value of the first feature of these that it has, if it is text.
    pub(super) fn text(&self, names: &[&str]) -> Option<&str> {
        let found = names.iter().find_map(|name| self.fields.get(name));
        found.and_then(Walked::as_str).filter(|text| !text.is_empty())
    }

    /// The value of a feature that is a word or a number.
    pub(super) fn words(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.fields.get(name)).and_then(Walked::words)
    }

    /// The identifier where it is a UUID; another one is a feature like others.
    pub(super) fn uuid(&self) -> Option<(&str, Uuid)> {
        let words = self.fields.get("identifier")?.as_str()?;
        let uuid = Uuid::parse_str(words).ok();
        if uuid.is_none() {
            self.other_identifier.set(true);
        }
        uuid.map(|uuid| (words, uuid))
    }

    /// Features that nobody looked at, as `name:value`; with this they count as read.
    pub(super) fn other_features(&self) -> Vec<String> {
        let is_plain = |name: &str| !name.starts_with(['@', '%', '^', '#']);
        let is_other = |name: &str, value: &Walked| {
            is_plain(name) && (!value.is_read() || (name == "identifier" && self.other_identifier.get()))
        };
        let others = self.fields.fields().filter(|(name, value)| is_other(name, value));
        others.filter_map(|(name, value)| Some(format!("{name}:{}", value.words()?))).collect()
    }

    /// What of it was not read.
    pub(super) fn rest(&self) -> &Walked {
        // The text of a relation is that of its ends.
        self.fields.pass(&["%ID", "%TYPE", "%FLAGS", "@sofa"]);
        &self.fields
    }

    /// The id under the first reference of these that it has.
    pub(super) fn reference(&self, names: &[&str]) -> Option<u64> {
        let found = names.iter().find_map(|name| self.fields.get(&format!("@{name}")))?;
        found.as_number().and_then(|id| u64::try_from(id).ok())
    }

    /// What stands in the lists that it refers to.
    pub(super) fn elements<'c>(&self, cas: &'c Cas) -> Vec<&'c Self> {
        let structure = |id: usize| cas.structures.get(*cas.by_id.get(&u64::try_from(id).ok()?)?);
        let references = self.fields.fields().filter(|(name, _)| name.starts_with('@'));
        let mut found = Vec::new();
        for (_, value) in references {
            let Some(id) = value.peek_number() else { continue };
            let Some(list) = structure(id).and_then(|list| list.fields.get("%ELEMENTS")?.as_list()) else {
                continue;
            };
            value.pass_all();
            found.extend(list.iter().filter_map(|element| structure(element.as_number()?)));
        }
        found
    }

    /// Begin and end, where it is a place in a text.
    pub(super) fn offsets(&self) -> Result<Option<(usize, usize)>, FormatError> {
        let value = |name: &str| self.fields.get(name).or_else(|| self.fields.get(&format!("^{name}")));
        let (begin, end) = match (value("begin"), value("end")) {
            (None, None) => return Ok(None),
            (Some(begin), Some(end)) => (begin, end),
            (begin, _) => {
                let lacking = if begin.is_none() { "begin" } else { "end" };
                return Err(self.place.error(format!("it lacks {lacking}")));
            }
        };
        if let Some(offsets) = begin.as_number().zip(end.as_number()) {
            return Ok(Some(offsets));
        }
        let words = |value: &Walked| value.words().unwrap_or_default();
        Err(self.place.error(format!("{} to {} are no offsets", words(begin), words(end))))
    }

    /// Name of its type without the package.
    pub(super) fn short_kind(&self) -> &str {
        self.kind.rsplit('.').next().unwrap_or_default()
    }
}

/// Reads the feature structures of a file.
pub(super) fn parse(file: &InputFile<'_>) -> Result<Cas, FormatError> {
    let whole = Place { file: file.name.to_owned(), ..Place::default() };
    let mut value: Map<String, Value> = serde_json::from_slice(without_mark(file.bytes)).map_err(|err| {
        Place { line: err.line(), column: err.column(), ..whole.clone() }.error(message(&err))
    })?;
    let Some(Value::Array(found)) = value.remove("%FEATURE_STRUCTURES") else {
        let words = if value.contains_key("_referenced_fss") || value.contains_key("_context") {
            "it is UIMA JSON of an older kind; export it again as UIMA CAS JSON 0.4"
        } else {
            "it has no list %FEATURE_STRUCTURES, so it is no UIMA CAS JSON 0.4"
        };
        return Err(whole.error(words));
    };
    let mut cas =
        Cas { structures: Vec::with_capacity(found.len()), by_id: BTreeMap::new(), left_out: Vec::new() };
    for (number, structure) in (1..).zip(found) {
        let place = Place { file: format!("{}, feature structure {number}", file.name), ..Place::default() };
        let Value::Object(fields) = structure else {
            cas.left_out.push(place.error("it is not a JSON object"));
            continue;
        };
        let id = fields.get("%ID").and_then(Value::as_u64);
        let kind = fields.get("%TYPE").and_then(Value::as_str).map(str::to_owned);
        let (Some(id), Some(kind)) = (id, kind) else {
            cas.left_out.push(place.error("it lacks %ID or %TYPE"));
            continue;
        };
        if cas.by_id.contains_key(&id) {
            cas.left_out.push(place.error(format!("another feature structure has the id {id} too")));
            continue;
        }
        cas.by_id.insert(id, cas.structures.len());
        let fields = Walked::from(Value::Object(fields));
        cas.structures.push(Structure { id, kind, fields, place, other_identifier: Cell::new(false) });
    }
    Ok(cas)
}

//! [`Cas`]: the feature structures of a file, each with what this program looks for.

use crate::formats::jsonl::rows::{message, without_mark};
use crate::formats::{FormatError, InputFile, Place};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

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
    fields: Map<String, Value>,
    pub(super) place: Place,
}

impl Structure {
    /// The value of the first feature of these that it has, if it is text.
    pub(super) fn text(&self, names: &[&str]) -> Option<&str> {
        let found = names.iter().find_map(|name| self.fields.get(*name));
        found.and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    /// The id under the first reference of these that it has.
    pub(super) fn reference(&self, names: &[&str]) -> Option<u64> {
        names.iter().find_map(|name| self.fields.get(&format!("@{name}"))).and_then(Value::as_u64)
    }

    /// What stands in the lists that it refers to.
    pub(super) fn elements<'c>(&self, cas: &'c Cas) -> Vec<&'c Self> {
        let named = |value: &Value| cas.structures.get(*cas.by_id.get(&value.as_u64()?)?);
        let references = self.fields.iter().filter(|(name, _)| name.starts_with('@'));
        let lists = references.filter_map(|(_, value)| named(value)?.fields.get("%ELEMENTS")?.as_array());
        lists.flatten().filter_map(named).collect()
    }

    /// Begin and end, where it is a place in a text.
    pub(super) fn offsets(&self) -> Result<Option<(usize, usize)>, FormatError> {
        let value = |name: &str| self.fields.get(name).or_else(|| self.fields.get(&format!("^{name}")));
        let (Some(begin), Some(end)) = (value("begin"), value("end")) else {
            return Ok(None);
        };
        let offset = |value: &Value| value.as_u64().and_then(|value| usize::try_from(value).ok());
        match offset(begin).zip(offset(end)) {
            Some(offsets) => Ok(Some(offsets)),
            None => Err(self.place.error(format!("{begin} to {end} are no offsets"))),
        }
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
        cas.structures.push(Structure { id, kind, fields, place });
    }
    Ok(cas)
}

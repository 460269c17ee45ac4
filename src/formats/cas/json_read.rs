//! [`parse_json`]: the feature structures of CAS JSON 0.4.

use super::structures::Cas;
use crate::formats::jsonl::rows::{message, without_mark};
use crate::formats::{FormatError, InputFile, Place};
use serde_json::{Map, Value};

/// Reads the feature structures of a file.
pub(in crate::formats) fn parse_json(file: &InputFile<'_>) -> Result<Cas, FormatError> {
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
    let mut cas = Cas::default();
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
        cas.push((id, kind), fields, place);
    }
    Ok(cas)
}

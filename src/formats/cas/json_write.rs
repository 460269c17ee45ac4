//! The CAS of each document as CAS JSON, one feature structure a line.

use super::JSON_ENDING;
use super::write::{Feature, SOFA, VIEW, Written, cases, types};
use crate::formats::FormatError;
use crate::formats::output::Output;
use crate::formats::selection::Selection;
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::{Map, Value, json};

pub(super) fn write_cas_json(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    let types = type_system();
    cases((selection, output), JSON_ENDING, |structures| bytes(&types, structures))
}

fn bytes(types: &str, structures: &[Written<'_>]) -> Result<Vec<u8>, FormatError> {
    let mut bytes = format!("{{\"%TYPES\":{types},\n\"%FEATURE_STRUCTURES\":[").into_bytes();
    for (number, structure) in structures.iter().enumerate() {
        bytes.extend_from_slice(if number == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut bytes, structure)
            .map_err(|err| FormatError::Unwritable(err.to_string()))?;
    }
    let members: Vec<usize> = structures.iter().skip(1).map(|structure| structure.id).collect();
    let views = json!({ VIEW: { "%SOFA": SOFA, "%MEMBERS": members } });
    bytes.extend_from_slice(format!("\n],\n\"%VIEWS\":{views}}}\n").as_bytes());
    Ok(bytes)
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("%ID", &self.id)?;
        map.serialize_entry("%TYPE", self.kind)?;
        for (name, value) in &self.features {
            match value {
                Feature::Words(words) => map.serialize_entry(name, words)?,
                Feature::Number(number) => map.serialize_entry(name, number)?,
                Feature::Reference(id) => map.serialize_entry(&format!("@{name}"), id)?,
            }
        }
        map.end()
    }
}

/// The type system: each type once, with the features that are not inherited.
fn type_system() -> String {
    let of = |(name, parent, features): (&str, &str, Vec<(&str, &str)>)| {
        let mut found = Map::new();
        found.insert("%NAME".to_owned(), json!(name));
        found.insert("%SUPER_TYPE".to_owned(), json!(parent));
        for (feature, range) in features {
            found.insert(feature.to_owned(), json!({ "%NAME": feature, "%RANGE": range }));
        }
        (name.to_owned(), Value::Object(found))
    };
    Value::Object(types().into_iter().map(of).collect()).to_string()
}

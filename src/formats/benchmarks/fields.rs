//! Columns of a set for which the model has no place of its own: one line of JSON in the note of their record, where people
//! can read and correct them, and from where they go back into the set.

use serde_json::{Map, Value};

/// Column name and value.
pub(super) type Fields = Map<String, Value>;

/// The fields as a note; empty where there are none.
pub(super) fn noted(fields: &Fields) -> String {
    if fields.is_empty() { String::new() } else { Value::Object(fields.clone()).to_string() }
}

/// The fields in a note: those of its first line that is a JSON object.
pub(super) fn fields_of(note: &str) -> Fields {
    let mut lines = note.lines().map(str::trim).filter(|line| line.starts_with('{'));
    lines.find_map(|line| serde_json::from_str(line).ok()).unwrap_or_default()
}

/// Fields of a few names and values.
pub(super) fn fields<const N: usize>(pairs: [(&str, Value); N]) -> Fields {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A text, or a number as its digits; none for anything else and for blanks.
pub(super) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is_so) => Some(is_so.to_string()),
        _ => None,
    }
}

/// Takes a column out of a row; none where it is missing, `null` or blank.
pub(super) fn take_text(fields: &mut Fields, name: &str) -> Option<String> {
    let found = fields.get(name).and_then(text_of)?;
    fields.remove(name);
    Some(found)
}

/// An id as the set writes it: a number where its digits are all there is to it.
pub(super) fn id_value(id: &str) -> Value {
    match id.parse::<u64>() {
        Ok(number) if number.to_string() == id => Value::from(number),
        _ => Value::from(id),
    }
}

/// A whole number that is not negative.
pub(super) fn number(value: &Value) -> Option<u32> {
    let number = match value {
        Value::Number(number) => number.as_u64(),
        Value::String(digits) => digits.trim().parse().ok(),
        _ => None,
    };
    number.and_then(|number| u32::try_from(number).ok())
}

/// The elements of an array; none for anything else.
pub(super) fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stand_in_a_line_of_the_note_beside_what_people_write() {
        let some = fields([("verifiable", "NOT VERIFIABLE".into()), ("n", 7.into())]);
        let note = noted(&some);
        assert_eq!(fields_of(&note), some);
        assert_eq!(fields_of(&format!("Look at {{this}} again.\n  {note}\nmore")), some);
        assert_eq!((fields_of("a note"), noted(&Fields::new())), (Fields::new(), String::new()));
    }

    #[test]
    fn an_id_is_a_number_only_where_nothing_is_lost_by_it() {
        let written = ["75397", "007", "nda-1", "-3", ""].map(|id| id_value(id).to_string());
        assert_eq!(written, ["75397", "\"007\"", "\"nda-1\"", "\"-3\"", "\"\""]);
    }
}

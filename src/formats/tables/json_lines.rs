//! [`table`]: tables of JSON objects, one a line or all in one array.

use super::MAX_ROWS;
use super::rows::{MAX_COLUMNS, Row, Table};
use crate::formats::FormatError;
use serde_json::Value;
use std::borrow::Cow;

/// Reads a table of objects.
pub(super) fn table(text: &str) -> Result<Table, FormatError> {
    let mut table = Table { has_header: true, ..Table::default() };
    match array(text, &mut table) {
        Some(values) => {
            for (index, value) in values.into_iter().enumerate() {
                if !push(&mut table, index + 1, value, "object") {
                    break;
                }
            }
        }
        None => lines(text, &mut table),
    }
    if table.rows.is_empty() {
        let reason = table.problems.into_iter().next().unwrap_or_else(|| "it has no rows".to_owned());
        return Err(FormatError::Unreadable(format!("no row of it can be read: {reason}")));
    }
    Ok(table)
}

/// The objects of a file that is one array; none where it is not.
fn array(text: &str, table: &mut Table) -> Option<Vec<Value>> {
    if !text.trim_start().starts_with('[') {
        return None;
    }
    let values = serde_json::from_str(text).ok();
    values.or_else(|| {
        let (mended, lost_count) = without_halves(text);
        let values = serde_json::from_str(&mended).ok().filter(|_| lost_count > 0);
        if values.is_some() {
            table.problems.push(halves(lost_count));
        }
        values
    })
}

fn lines(text: &str, table: &mut Table) {
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        // An array with one object a line that is not whole is read line by line.
        let line = line.trim().trim_end_matches(',');
        if matches!(line, "" | "[" | "]") {
            continue;
        }
        let mut parsed = serde_json::from_str(line);
        if parsed.is_err() {
            let (mended, lost_count) = without_halves(line);
            if lost_count > 0
                && let Ok(value) = serde_json::from_str(&mended)
            {
                table.problems.push(format!("line {number}: {}", halves(lost_count)));
                parsed = Ok(value);
            }
        }
        match parsed {
            Ok(value) => {
                if !push(table, number, value, "line") {
                    break;
                }
            }
            Err(err) => table.problems.push(format!("line {number}: it is no JSON ({err})")),
        }
    }
}

/// Adds a row; says whether there is room for more.
fn push(table: &mut Table, number: usize, value: Value, unit: &str) -> bool {
    if table.rows.len() >= MAX_ROWS {
        table.problems.push(format!("only the first {MAX_ROWS} rows were read"));
        return false;
    }
    let Value::Object(object) = value else {
        table.problems.push(format!("{unit} {number}: it is no JSON object"));
        return true;
    };
    let mut cells = vec![String::new(); table.columns.len()];
    for (key, value) in object {
        let at = table.columns.iter().position(|column| *column == key);
        let at = at.or_else(|| {
            let has_room = table.columns.len() < MAX_COLUMNS;
            has_room.then(|| {
                table.columns.push(key);
                cells.push(String::new());
                cells.len() - 1
            })
        });
        if let Some(cell) = at.and_then(|at| cells.get_mut(at)) {
            *cell = plain(&value);
        }
    }
    table.rows.push(Row { line: number, cells, comments: Vec::new() });
    true
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(object) => object.get("name").map_or_else(|| value.to_string(), plain),
        other => other.to_string(),
    }
}

fn halves(count: usize) -> String {
    format!("{count} characters are only half there and show as \u{FFFD}")
}

/// With U+FFFD in place of each escape of half a surrogate pair, and how many there were.
pub(super) fn without_halves(json: &str) -> (Cow<'_, str>, usize) {
    let unit = |text: &str| {
        let digits = text.strip_prefix("\\u").and_then(|text| text.get(..4))?;
        u32::from_str_radix(digits, 16).ok()
    };
    let (mut found, mut rest, mut count) = (String::new(), json, 0);
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        found.push_str(before);
        let pair = escape.get(6..).and_then(unit).is_some_and(|unit| (0xDC00..0xE000).contains(&unit));
        let len = match unit(escape) {
            Some(0xD800..=0xDBFF) if pair => 12,
            Some(0xD800..=0xDFFF) => {
                count += 1;
                found.push('\u{FFFD}');
                rest = escape.get(6..).unwrap_or_default();
                continue;
            }
            _ => escape.chars().take(2).map(char::len_utf8).sum(),
        };
        let (kept, after) = escape.split_at_checked(len).unwrap_or((escape, ""));
        found.push_str(kept);
        rest = after;
    }
    if count == 0 {
        return (Cow::Borrowed(json), 0);
    }
    found.push_str(rest);
    (Cow::Owned(found), count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_array_is_read_as_its_lines_would_be() {
        let whole = table("[{\"text\": \"One\"},\n {\"text\": \"Two\"}, 3]").unwrap();
        assert_eq!(whole.rows.len(), 2);
        assert_eq!(whole.problems, ["object 3: it is no JSON object"]);
        let cut = table("[\n{\"text\": \"One\"},\n{\"text\": \"Two\"},\n{\"text\": \"Thr").unwrap();
        assert_eq!(cut.rows.len(), 2);
        assert!(cut.problems[0].starts_with("line 4: "), "{:?}", cut.problems);
    }

    #[test]
    fn half_a_character_is_replaced_and_told() {
        for (json, text) in [
            (r#"{"text": "a \ud83d b"}"#, "a \u{FFFD} b"),
            (r#"{"text": "a \ude00 b"}"#, "a \u{FFFD} b"),
            (r#"{"text": "a \ud83d\u0020b"}"#, "a \u{FFFD} b"),
            (r#"{"text": "\ud83d\ud83d\ude00"}"#, "\u{FFFD}😀"),
        ] {
            for json in [json.to_owned(), format!("[{json}]")] {
                let found = table(&json).unwrap();
                assert_eq!(found.rows[0].cells, [text], "{json}");
                assert_eq!(found.problems.len(), 1, "{json}");
            }
        }
        assert_eq!(table(r#"{"text": "😀 \\ud83d"}"#).unwrap().problems.len(), 0);
        assert_eq!(table(r#"{"text": "😀 \\ud83d"}"#).unwrap().rows[0].cells, ["😀 \\ud83d"]);
    }
}

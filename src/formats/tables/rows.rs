//! [`table`]: the cells of a table, however it is written.

use super::TableKind;
use crate::formats::FormatError;
use serde_json::Value;

/// Columns of one table.
const MAX_COLUMNS: usize = 1_000;

/// A row with a cell for each column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Of the file, from 1: where the row begins.
    pub(super) line: usize,
    pub(super) cells: Vec<String>,
}

/// A table with named columns.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// Rows that could not be read, in words.
    pub(super) problems: Vec<String>,
}

/// Reads at most `max_rows` rows.
pub(super) fn table(text: &str, kind: TableKind, max_rows: usize) -> Result<Table, FormatError> {
    match kind {
        TableKind::Jsonl => objects(text, max_rows),
        TableKind::Tsv => separated(text, b'\t', max_rows),
        TableKind::Csv => separated(text, separator(text), max_rows),
    }
}

/// The sign that the header has most of.
fn separator(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |sign: &u8| header.bytes().filter(|byte| byte == sign).count();
    // The first of equals wins.
    [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(count).unwrap_or(b',')
}

fn separated(text: &str, separator: u8, max_rows: usize) -> Result<Table, FormatError> {
    // In tables parted by tabs a quote may be a word's own: then it has no other half.
    let is_quoting =
        separator != b'\t' || text.bytes().filter(|byte| *byte == b'"').count().is_multiple_of(2);
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.delimiter(separator).flexible(true).quoting(is_quoting);
    let mut reader = reader.from_reader(text.as_bytes());
    let broken = |err: csv::Error| FormatError::Unreadable(format!("the table cannot be read: {err}"));
    let columns: Vec<String> =
        reader.headers().map_err(broken)?.iter().map(|name| name.trim().to_owned()).collect();
    if columns.len() > MAX_COLUMNS {
        return Err(FormatError::Unreadable(format!("the table has more than {MAX_COLUMNS} columns")));
    }
    let mut table = Table { columns, ..Table::default() };
    for record in reader.records() {
        if table.rows.len() >= max_rows {
            table.problems.push(format!("only the first {max_rows} rows were read"));
            break;
        }
        let record = record.map_err(broken)?;
        let line = record.position().map_or(0, |place| usize::try_from(place.line()).unwrap_or(usize::MAX));
        if record.len() != table.columns.len() {
            let (found, wanted) = (record.len(), table.columns.len());
            table.problems.push(format!("line {line}: it has {found} cells where the header has {wanted}"));
        }
        table.rows.push(Row { line, cells: record.iter().map(str::to_owned).collect() });
    }
    Ok(table)
}

fn objects(text: &str, max_rows: usize) -> Result<Table, FormatError> {
    let mut table = Table::default();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        if table.rows.len() >= max_rows {
            table.problems.push(format!("only the first {max_rows} rows were read"));
            break;
        }
        let number = index + 1;
        let object = match serde_json::from_str(line) {
            Ok(Value::Object(object)) => object,
            Ok(_) => {
                table.problems.push(format!("line {number}: it is no JSON object"));
                continue;
            }
            Err(err) => {
                table.problems.push(format!("line {number}: it is no JSON ({err})"));
                continue;
            }
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
        table.rows.push(Row { line: number, cells });
    }
    if table.rows.is_empty() {
        let reason = table.problems.into_iter().next().unwrap_or_else(|| "it has no rows".to_owned());
        return Err(FormatError::Unreadable(format!("no row of it can be read: {reason}")));
    }
    Ok(table)
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

//! [`table`]: tables whose cells are parted by a sign (CSV, TSV).

use super::MAX_ROWS;
use super::rows::{MAX_COLUMNS, Row, Table};
use crate::formats::FormatError;

/// Reads a table; the sign is guessed where none is given.
pub(super) fn table(text: &str, sign: Option<u8>) -> Result<Table, FormatError> {
    let (named, text, skipped) = after_sep_line(text);
    let sign = sign.or(named).unwrap_or_else(|| separator(text));
    // In tables parted by tabs a quote may be a word's own: then it has no other half.
    let is_quoting = sign != b'\t' || text.bytes().filter(|byte| *byte == b'"').count().is_multiple_of(2);
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.delimiter(sign).flexible(true).quoting(is_quoting);
    let mut reader = reader.from_reader(text.as_bytes());
    let broken = |err: csv::Error| FormatError::Unreadable(format!("the table cannot be read: {err}"));
    let columns: Vec<String> =
        reader.headers().map_err(broken)?.iter().map(|name| name.trim().to_owned()).collect();
    if columns.len() > MAX_COLUMNS {
        return Err(FormatError::Unreadable(format!("the table has more than {MAX_COLUMNS} columns")));
    }
    let mut table = Table { columns, has_header: true, ..Table::default() };
    for record in reader.records() {
        if table.rows.len() >= MAX_ROWS {
            table.problems.push(format!("only the first {MAX_ROWS} rows were read"));
            break;
        }
        let record = record.map_err(broken)?;
        let line = record.position().map_or(0, |place| usize::try_from(place.line()).unwrap_or(usize::MAX));
        let line = line + skipped;
        if record.len() != table.columns.len() {
            let (found, wanted) = (record.len(), table.columns.len());
            let cells = if found == 1 { "cell" } else { "cells" };
            table.problems.push(format!("line {line}: it has {found} {cells} where the header has {wanted}"));
        }
        let cells = record.iter().map(str::to_owned).collect();
        table.rows.push(Row { line, cells, comments: Vec::new() });
    }
    Ok(table)
}

/// The sign that spreadsheets name in a first line of their own (`sep=;`), the text after that line, and its lines.
fn after_sep_line(text: &str) -> (Option<u8>, &str, usize) {
    let (line, after) = text.split_once('\n').unwrap_or((text, ""));
    let line = line.trim_matches(['"', '\r', ' ']);
    let sign = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| line.get(4..));
    match sign.map(|sign| sign.trim_matches('"').as_bytes()) {
        Some([sign]) if sign.is_ascii() => (Some(*sign), after, 1),
        // The tab went with the blanks at the end.
        Some([]) => (Some(b'\t'), after, 1),
        _ => (None, text, 0),
    }
}

/// The sign that the header has most of.
fn separator(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |sign: &u8| header.bytes().filter(|byte| byte == sign).count();
    // The first of equals wins.
    [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(count).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_names_the_sign_is_no_row() {
        for (text, line) in [
            ("sep=;\na;b\n1,2;3\n", 3),
            ("\"sep=;\"\na;b\n1,2;3\n", 3),
            ("SEP=;\r\na;b\n1,2;3\n", 3),
            ("a;b\n1,2;3\n", 2),
        ] {
            let found = table(text, None).unwrap();
            assert_eq!(found.columns, ["a", "b"], "{text}");
            assert_eq!(
                (found.rows[0].line, found.rows[0].cells.clone()),
                (line, vec!["1,2".to_owned(), "3".to_owned()])
            );
        }
        assert_eq!(table("sep=|\na|b;c\n1|2;3\n", None).unwrap().columns, ["a", "b;c"]);
        assert_eq!(table("sep=\t\na\tb\n1\t2\n", None).unwrap().columns, ["a", "b"]);
        assert_eq!(table("sep=x,b\n1,2\n", None).unwrap().columns, ["sep=x", "b"]);
    }
}

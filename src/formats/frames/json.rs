//! [`json_lines`]: rows of a table as JSON objects, one a line, every key in every row.

use super::{Cell, Cells, Frame};
use std::io::Write as _;

/// The rows of these indexes.
pub(in crate::formats) fn json_lines(frame: &Frame<'_>, rows: &[usize]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let keys: Vec<Vec<u8>> = frame.columns.iter().map(|column| text_bytes(column.name)).collect();
    for row in rows {
        for (index, (column, key)) in frame.columns.iter().zip(&keys).enumerate() {
            bytes.extend_from_slice(if index == 0 { b"{" } else { b"," });
            bytes.extend_from_slice(key);
            bytes.push(b':');
            push_cell(&mut bytes, &column.cells, *row);
        }
        bytes.extend_from_slice(b"}\n");
    }
    bytes
}

fn push_cell(bytes: &mut Vec<u8>, cells: &Cells<'_>, row: usize) {
    match cells {
        Cells::Texts(cells) => push_text(bytes, cells.get(row).and_then(Option::as_ref)),
        Cells::Numbers(cells) => match cells.get(row).copied().flatten() {
            // Writing to memory cannot fail.
            Some(number) => write!(bytes, "{number}").unwrap_or_default(),
            None => bytes.extend_from_slice(b"null"),
        },
        Cells::Flags(cells) => {
            let is_set = cells.get(row).copied().unwrap_or_default();
            bytes.extend_from_slice(if is_set { b"true" } else { b"false" });
        }
        Cells::Lists(cells) => {
            bytes.push(b'[');
            for (index, cell) in cells.get(row).into_iter().flatten().enumerate() {
                if index > 0 {
                    bytes.push(b',');
                }
                push_text(bytes, cell.as_ref());
            }
            bytes.push(b']');
        }
        Cells::Shares { names, rows } => {
            let shares = rows.get(row).into_iter().flatten();
            for (index, (name, share)) in names.iter().zip(shares).enumerate() {
                bytes.extend_from_slice(if index == 0 { b"{" } else { b"," });
                bytes.extend_from_slice(&text_bytes(name));
                write!(bytes, ":{share:?}").unwrap_or_default();
            }
            bytes.extend_from_slice(if names.is_empty() { b"{}" } else { b"}" });
        }
    }
}

fn push_text(bytes: &mut Vec<u8>, text: Option<&std::borrow::Cow<'_, str>>) {
    match text {
        // Texts are always valid JSON, and memory takes them.
        Some(text) => serde_json::to_writer(bytes, text).unwrap_or_default(),
        None => bytes.extend_from_slice(b"null"),
    }
}

fn text_bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let cell: Cell<'_> = Some(text.into());
    push_text(&mut bytes, cell.as_ref());
    bytes
}

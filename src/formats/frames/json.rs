//! [`json_lines`]: rows of a table as JSON objects, one a line, every key in every row.

use super::{Cells, Frame};
use crate::formats::bytes::{keys, push_json, push_shares, push_text};

/// The rows of these indexes.
pub(in crate::formats) fn json_lines(frame: &Frame<'_>, rows: &[usize]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let names = frame.columns.iter().map(|column| column.name);
    let columns = keys(names).into_iter().zip(&frame.columns);
    let columns: Vec<Keyed<'_, '_>> = columns.map(|(key, column)| Keyed::new(key, &column.cells)).collect();
    for row in rows {
        for column in &columns {
            column.push(&mut bytes, *row);
        }
        bytes.extend_from_slice(b"}\n");
    }
    bytes
}

/// A column with all that is the same in each row.
struct Keyed<'f, 'p> {
    key: Vec<u8>,
    cells: &'f Cells<'p>,
    /// Of an object in the column.
    inner_keys: Vec<Vec<u8>>,
}

impl<'f, 'p> Keyed<'f, 'p> {
    fn new(key: Vec<u8>, cells: &'f Cells<'p>) -> Self {
        let inner_keys = match cells {
            Cells::Shares { names, .. } => keys(names.iter().map(String::as_str)),
            _ => Vec::new(),
        };
        Self { key, cells, inner_keys }
    }

    fn push(&self, bytes: &mut Vec<u8>, row: usize) {
        bytes.extend_from_slice(&self.key);
        match self.cells {
            Cells::Texts(cell) => push_text_cell(bytes, cell(row).as_deref()),
            Cells::Numbers(cells) => match cells.get(row).copied().flatten() {
                Some(number) => push_json(bytes, &number),
                None => bytes.extend_from_slice(b"null"),
            },
            Cells::Flags(cells) => {
                let is_set = cells.get(row).copied().unwrap_or_default();
                bytes.extend_from_slice(if is_set { b"true" } else { b"false" });
            }
            Cells::Lists(cells) => {
                bytes.push(b'[');
                for (index, cell) in cells(row).iter().enumerate() {
                    if index > 0 {
                        bytes.push(b',');
                    }
                    push_text_cell(bytes, cell.as_deref());
                }
                bytes.push(b']');
            }
            Cells::Shares { names, shares } => {
                let own = shares.iter().skip(row * names.len()).copied();
                push_shares(bytes, &self.inner_keys, own);
            }
        }
    }
}

fn push_text_cell(bytes: &mut Vec<u8>, text: Option<&str>) {
    match text {
        Some(text) => push_text(bytes, text),
        None => bytes.extend_from_slice(b"null"),
    }
}

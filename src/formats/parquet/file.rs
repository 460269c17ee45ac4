//! [`write()`]: a table as the bytes of a Parquet file (format version 2.6 of apache/parquet-format).

use super::thrift::{Compact, push_varint};
use crate::formats::frames::{Cell, Cells, Column, Frame};

const MAGIC: &[u8] = b"PAR1";

/// Physical types.
const BOOLEAN: i32 = 0;
const INT64: i32 = 2;
const DOUBLE: i32 = 5;
const BYTE_ARRAY: i32 = 6;
/// How often a field occurs.
const REQUIRED: i32 = 0;
const OPTIONAL: i32 = 1;
const REPEATED: i32 = 2;
/// Encodings.
const PLAIN: i32 = 0;
const RLE: i32 = 3;
/// Converted types, which older readers look at.
const UTF8: i32 = 0;
const LIST: i32 = 3;
/// Fields of the union of logical types.
const LOGICAL_STRING: u8 = 1;
const LOGICAL_LIST: u8 = 3;

/// The values of one leaf of the schema.
struct Leaf<'n> {
    path: Vec<&'n str>,
    kind: i32,
    /// Levels with their bit width; empty where every row has one value.
    repetitions: Vec<u8>,
    definitions: Vec<u8>,
    definition_bits: u8,
    values: Vec<u8>,
    value_count: usize,
}

/// The whole file.
pub(super) fn write(frame: &Frame<'_>) -> Vec<u8> {
    let row_count = frame.parts.len();
    let mut schema = vec![root(frame.columns.len())];
    let mut bytes = MAGIC.to_vec();
    let mut chunks = Vec::new();
    for column in &frame.columns {
        let mut leaves = Vec::new();
        push_column(column, row_count, (&mut schema, &mut leaves));
        chunks.extend(leaves.iter().map(|leaf| push_leaf(&mut bytes, leaf)));
    }
    let total = bytes.len() - MAGIC.len();
    let mut group = Compact::default();
    group.structures(1, chunks).i64(2, total).i64(3, row_count);
    let groups = if row_count == 0 { Vec::new() } else { vec![group] };
    let mut metadata = Compact::default();
    metadata
        .i32(1, 2)
        .structures(2, schema)
        .i64(3, row_count)
        .structures(4, groups)
        .text(6, concat!("Crossclaim ", env!("CARGO_PKG_VERSION")));
    let footer = metadata.end();
    bytes.extend_from_slice(&footer);
    bytes.extend_from_slice(&u32::try_from(footer.len()).unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend_from_slice(MAGIC);
    bytes
}

fn root(column_count: usize) -> Compact {
    let mut root = Compact::default();
    root.text(4, "schema").i32(5, i32::try_from(column_count).unwrap_or(i32::MAX));
    root
}

fn leaf_of_schema(name: &str, kind: i32, repetition: i32) -> Compact {
    let mut leaf = Compact::default();
    leaf.i32(1, kind).i32(3, repetition).text(4, name);
    if kind == BYTE_ARRAY {
        let mut logical = Compact::default();
        logical.structure(LOGICAL_STRING, &mut Compact::default());
        leaf.i32(6, UTF8).structure(10, &mut logical);
    }
    leaf
}

fn group_of_schema(name: &str, repetition: i32, child_count: usize) -> Compact {
    let mut group = Compact::default();
    group.i32(3, repetition).text(4, name).i32(5, i32::try_from(child_count).unwrap_or(i32::MAX));
    group
}

fn push_column<'n>(
    column: &'n Column<'_>,
    row_count: usize,
    (schema, leaves): (&mut Vec<Compact>, &mut Vec<Leaf<'n>>),
) {
    let name = column.name;
    match &column.cells {
        Cells::Texts(cell) => {
            schema.push(leaf_of_schema(name, BYTE_ARRAY, OPTIONAL));
            let mut leaf = Leaf::new(vec![name], BYTE_ARRAY, 1);
            leaf.definitions.reserve(row_count);
            for row in 0..row_count {
                leaf.push_text(cell(row).as_deref(), 1);
            }
            leaves.push(leaf);
        }
        Cells::Numbers(cells) => {
            schema.push(leaf_of_schema(name, INT64, OPTIONAL));
            let mut leaf = Leaf::new(vec![name], INT64, 1);
            leaf.definitions.reserve(cells.len());
            leaf.values.reserve(cells.len() * size_of::<i64>());
            for cell in cells {
                leaf.definitions.push(u8::from(cell.is_some()));
                if let Some(number) = cell {
                    leaf.values.extend_from_slice(&number.to_le_bytes());
                }
            }
            leaf.value_count = cells.len();
            leaves.push(leaf);
        }
        Cells::Flags(cells) => {
            schema.push(leaf_of_schema(name, BOOLEAN, REQUIRED));
            let mut leaf = Leaf::new(vec![name], BOOLEAN, 0);
            let byte = |flags: &[bool]| {
                flags.iter().enumerate().fold(0, |byte, (bit, flag)| byte | (u8::from(*flag) << bit))
            };
            leaf.values = cells.chunks(8).map(byte).collect();
            leaf.value_count = cells.len();
            leaves.push(leaf);
        }
        Cells::Lists(cells) => {
            let mut list = group_of_schema(name, REQUIRED, 1);
            let mut logical = Compact::default();
            logical.structure(LOGICAL_LIST, &mut Compact::default());
            list.i32(6, LIST).structure(10, &mut logical);
            schema.push(list);
            schema.push(group_of_schema("list", REPEATED, 1));
            schema.push(leaf_of_schema("element", BYTE_ARRAY, OPTIONAL));
            leaves.push(list_leaf(name, (0..row_count).map(cells)));
        }
        Cells::Shares { names, shares } => {
            schema.push(group_of_schema(name, REQUIRED, names.len()));
            for (index, share) in names.iter().enumerate() {
                schema.push(leaf_of_schema(share, DOUBLE, REQUIRED));
                let mut leaf = Leaf::new(vec![name, share], DOUBLE, 0);
                leaf.values.reserve(size_of_val(shares.as_slice()) / names.len());
                for share in shares.iter().skip(index).step_by(names.len()) {
                    leaf.values.extend_from_slice(&share.to_le_bytes());
                }
                leaf.value_count = shares.len() / names.len();
                leaves.push(leaf);
            }
        }
    }
}

/// Defined to level 0: the list is empty; 1: an element is missing; 2: it is there.
fn list_leaf<'n, 'p>(name: &'n str, lists: impl Iterator<Item = Vec<Cell<'p>>>) -> Leaf<'n> {
    let mut leaf = Leaf::new(vec![name, "list", "element"], BYTE_ARRAY, 2);
    for cells in lists {
        if cells.is_empty() {
            leaf.repetitions.push(0);
            leaf.definitions.push(0);
            leaf.value_count += 1;
        }
        for (index, cell) in cells.iter().enumerate() {
            leaf.repetitions.push(u8::from(index > 0));
            leaf.push_text(cell.as_deref(), 2);
        }
    }
    leaf
}

impl<'n> Leaf<'n> {
    fn new(path: Vec<&'n str>, kind: i32, definition_bits: u8) -> Self {
        let (repetitions, definitions, values) = (Vec::new(), Vec::new(), Vec::new());
        Self { path, kind, repetitions, definitions, definition_bits, values, value_count: 0 }
    }

    fn push_text(&mut self, text: Option<&str>, level: u8) {
        self.definitions.push(if text.is_some() { level } else { level - 1 });
        self.value_count += 1;
        if let Some(text) = text {
            let len = u32::try_from(text.len()).unwrap_or(u32::MAX);
            self.values.extend_from_slice(&len.to_le_bytes());
            self.values.extend_from_slice(text.as_bytes());
        }
    }
}

/// Writes the page of a leaf and gives its entry of the row group.
fn push_leaf(bytes: &mut Vec<u8>, leaf: &Leaf<'_>) -> Compact {
    let mut levels = Vec::new();
    if !leaf.repetitions.is_empty() {
        push_levels(&mut levels, &leaf.repetitions);
    }
    if leaf.definition_bits > 0 {
        push_levels(&mut levels, &leaf.definitions);
    }
    let size = i32::try_from(levels.len() + leaf.values.len()).unwrap_or(i32::MAX);
    let mut data = Compact::default();
    data.i32(1, i32::try_from(leaf.value_count).unwrap_or(i32::MAX)).i32(2, PLAIN).i32(3, RLE).i32(4, RLE);
    let mut header = Compact::default();
    // Type 0 is a data page.
    header.i32(1, 0).i32(2, size).i32(3, size).structure(5, &mut data);
    let start = bytes.len();
    bytes.append(&mut header.end());
    bytes.append(&mut levels);
    bytes.extend_from_slice(&leaf.values);
    let len = bytes.len() - start;
    let mut about = Compact::default();
    about
        .i32(1, leaf.kind)
        .i32s(2, &[PLAIN, RLE])
        .texts(3, &leaf.path)
        .i32(4, 0)
        .i64(5, leaf.value_count)
        .i64(6, len)
        .i64(7, len)
        .i64(9, start);
    let mut chunk = Compact::default();
    chunk.i64(2, start).structure(3, &mut about);
    chunk
}

/// Runs of equal levels; every level here fits one byte.
fn push_levels(page: &mut Vec<u8>, levels: &[u8]) {
    let mut runs = Vec::new();
    for run in levels.chunk_by(|one, other| one == other) {
        push_varint(&mut runs, (run.len() as u64) << 1);
        runs.extend(run.first());
    }
    page.extend_from_slice(&u32::try_from(runs.len()).unwrap_or(u32::MAX).to_le_bytes());
    page.append(&mut runs);
}

//! `parquet`: the metadata of a file, read by the protocol and not by the program's own writer.

use super::sample::{nastier_project, small_project, written};
use crossclaim::formats::ExportOptions;
use crossclaim::model::Project;
use std::collections::BTreeMap;

/// A value of the compact protocol of Thrift.
#[derive(Clone, Debug)]
enum Value {
    Number(i64),
    Bytes(Vec<u8>),
    List(Vec<Self>),
    Struct(BTreeMap<i64, Self>),
}

struct Reader<'b> {
    bytes: &'b [u8],
}

impl Reader<'_> {
    fn byte(&mut self) -> u8 {
        let (first, rest) = self.bytes.split_first().unwrap();
        self.bytes = rest;
        *first
    }

    fn varint(&mut self) -> u64 {
        let mut value = 0;
        for shift in (0..).step_by(7) {
            let byte = self.byte();
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                break;
            }
        }
        value
    }

    fn value(&mut self, kind: u8) -> Value {
        match kind {
            5 | 6 => {
                let raw = self.varint();
                Value::Number((raw >> 1).cast_signed() ^ -((raw & 1).cast_signed()))
            }
            8 => {
                let len = usize::try_from(self.varint()).unwrap();
                let (text, rest) = self.bytes.split_at(len);
                self.bytes = rest;
                Value::Bytes(text.to_vec())
            }
            9 => {
                let head = self.byte();
                let len = if head >> 4 == 15 { self.varint() } else { u64::from(head >> 4) };
                Value::List((0..len).map(|_| self.value(head & 15)).collect())
            }
            12 => self.structure(),
            other => panic!("type {other}"),
        }
    }

    fn structure(&mut self) -> Value {
        let mut fields = BTreeMap::new();
        let mut id = 0;
        loop {
            let head = self.byte();
            if head == 0 {
                return Value::Struct(fields);
            }
            id += i64::from(head >> 4);
            let value = self.value(head & 15);
            fields.insert(id, value);
        }
    }
}

fn footer(bytes: &[u8]) -> BTreeMap<i64, Value> {
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    let end = bytes.len() - 8;
    let len = u32::from_le_bytes(bytes[end..end + 4].try_into().unwrap());
    let mut reader = Reader { bytes: &bytes[end - usize::try_from(len).unwrap()..end] };
    let Value::Struct(fields) = reader.structure() else { panic!("no struct") };
    assert!(reader.bytes.is_empty(), "the footer has more than its metadata");
    fields
}

fn number(fields: &BTreeMap<i64, Value>, id: i64) -> usize {
    match &fields[&id] {
        Value::Number(number) => usize::try_from(*number).unwrap(),
        other => panic!("{other:?}"),
    }
}

/// Rows that the file says it has.
pub(super) fn row_count(bytes: &[u8]) -> usize {
    number(&footer(bytes), 3)
}

fn check(project: &Project) {
    for file in written("parquet", project, &ExportOptions::default()) {
        if !file.name.ends_with(".parquet") {
            continue;
        }
        let fields = footer(&file.bytes);
        let Value::List(groups) = &fields[&4] else { panic!("no groups") };
        let mut end = 4;
        for group in groups {
            let Value::Struct(group) = group else { panic!("no group") };
            assert_eq!(number(group, 3), row_count(&file.bytes));
            let Value::List(chunks) = &group[&1] else { panic!("no chunks") };
            for chunk in chunks {
                let Value::Struct(chunk) = chunk else { panic!("no chunk") };
                let Value::Struct(about) = &chunk[&3] else { panic!("no metadata") };
                assert_eq!(number(about, 9), end, "{}: pages follow each other", file.name);
                end += number(about, 7);
                let Value::List(path) = &about[&3] else { panic!("no path") };
                assert!(path.iter().all(|part| matches!(part, Value::Bytes(part) if !part.is_empty())));
                assert!(number(about, 5) >= row_count(&file.bytes));
            }
        }
        let Value::List(schema) = &fields[&2] else { panic!("no schema") };
        assert!(schema.len() > 2, "{}", file.name);
    }
}

#[test]
fn the_metadata_of_every_table_is_sound() {
    check(&small_project());
    check(&nastier_project());
    check(&crate::fixture::project("a.txt: Nothing tagged."));
}

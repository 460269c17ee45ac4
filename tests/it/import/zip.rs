//! A small ZIP writer for tests, and the parts of packed documents changed one by one.

use super::{files, read};
use crossclaim::formats::FormatError;
use flate2::read::DeflateDecoder;
use flate2::{Compression, write::DeflateEncoder};
use std::io::{Read as _, Write as _};

/// A ZIP file of these files.
pub(super) fn zip_of(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let (mut body, mut directory) = (Vec::new(), Vec::new());
    let four = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    for (name, content) in files {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content).unwrap();
        let packed = encoder.finish().unwrap();
        let name_len = u16::try_from(name.len()).unwrap().to_le_bytes();
        let sizes =
            [crc32fast::hash(content).to_le_bytes(), four(packed.len()), four(content.len())].concat();
        let middle = [&[20, 0, 0, 8, 8, 0, 0, 0, 0, 0][..], &sizes, &name_len, &[0, 0]].concat();
        let start = four(body.len());
        directory.extend([&b"PK\x01\x02\x14\x03"[..], &middle, &[0; 10], &start, name.as_bytes()].concat());
        body.extend([&b"PK\x03\x04"[..], &middle, name.as_bytes(), &packed].concat());
    }
    let count = u16::try_from(files.len()).unwrap().to_le_bytes();
    let places = [four(directory.len()), four(body.len())].concat();
    [&body[..], &directory, b"PK\x05\x06\0\0\0\0", &count, &count, &places, &[0, 0]].concat()
}

/// The files of a ZIP file that a usual program wrote.
fn unzipped(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let number = |at: usize, len: usize| {
        bytes[at..at + len].iter().rev().fold(0, |sum, byte| sum * 256 + usize::from(*byte))
    };
    let end = bytes.windows(4).rposition(|four| four == b"PK\x05\x06").unwrap();
    let mut at = number(end + 16, 4);
    let mut found = Vec::new();
    while &bytes[at..at + 4] == b"PK\x01\x02" {
        let (name_len, extra_len, comment_len) = (number(at + 28, 2), number(at + 30, 2), number(at + 32, 2));
        let name = String::from_utf8(bytes[at + 46..at + 46 + name_len].to_vec()).unwrap();
        let local = number(at + 42, 4);
        let start = local + 30 + number(local + 26, 2) + number(local + 28, 2);
        let packed = &bytes[start..start + number(at + 20, 4)];
        let mut content = Vec::new();
        if number(at + 10, 2) == 8 {
            DeflateDecoder::new(packed).read_to_end(&mut content).unwrap();
        } else {
            content.extend_from_slice(packed);
        }
        found.push((name, content));
        at += 46 + name_len + extra_len + comment_len;
    }
    found
}

#[test]
fn each_part_of_a_packed_document_may_be_broken_or_hostile() {
    let bomb = b"<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>".to_vec();
    let deep = "<a>".repeat(60_000).into_bytes();
    for (name, bytes) in files("documents", &["docx", "odt", "epub"]) {
        let parts = unzipped(&bytes);
        assert_eq!(read(&name, &zip_of(&parts)).unwrap().text, read(&name, &bytes).unwrap().text, "{name}");
        for index in 0..parts.len() {
            let with = |content: Vec<u8>| {
                let mut changed = parts.clone();
                changed[index].1 = content;
                read(&name, &zip_of(&changed))
            };
            let original = parts[index].1.clone();
            drop(with(Vec::new()));
            drop(with(original[..original.len() / 2].to_vec()));
            drop(with([&original[..original.len() / 3], &original].concat()));
            for content in [&bomb, &deep] {
                let is_main = parts[index].0.ends_with("document.xml") || parts[index].0 == "content.xml";
                let found = with(content.clone());
                assert!(
                    !is_main || matches!(found, Err(FormatError::Hostile(_))),
                    "{name} {}",
                    parts[index].0
                );
            }
        }
    }
}

#[test]
fn a_bomb_in_a_document_is_refused() {
    let spaces = vec![b' '; 64 << 20];
    let parts = [("word/document.xml".to_owned(), spaces)];
    let bytes = zip_of(&parts);
    assert!(bytes.len() < 1 << 20);
    assert!(matches!(read("a.docx", &bytes), Err(FormatError::Hostile(_))));
}

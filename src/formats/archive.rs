//! [`Archive`]: what is in a ZIP file, with limits that hold whatever its headers say.

use super::FormatError;
use flate2::read::DeflateDecoder;
use std::io::Read as _;

/// Files in one archive.
const MAX_ENTRIES: usize = 10_000;
/// Bytes that are unpacked of one archive in all.
const MAX_TOTAL_LEN: usize = 256 << 20;
/// How many times longer a file may be than packed, once it is longer than [`FREE_LEN`].
const MAX_RATIO: usize = 200;
const FREE_LEN: usize = 1 << 20;
/// Bytes at the end of an archive in which its directory is named.
const MAX_TAIL_LEN: usize = 22 + 65_535;

/// A file in an archive, as the directory has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// With folders, parted by `/`.
    pub(super) name: String,
    method: u16,
    packed_len: usize,
    crc: u32,
    offset: usize,
    /// Nobody reads it without the password.
    pub(super) is_locked: bool,
    /// It only names another file.
    pub(super) is_link: bool,
}

/// An archive whose directory was read. Counts what is unpacked.
#[derive(Debug)]
pub(super) struct Archive<'b> {
    bytes: &'b [u8],
    pub(super) entries: Vec<Entry>,
    unpacked_len: usize,
}

/// Little-endian numbers at places of a file.
fn number(bytes: &[u8], at: usize, len: usize) -> Option<usize> {
    let digits = bytes.get(at..at.checked_add(len)?)?;
    digits.iter().rev().try_fold(0_usize, |sum, byte| Some(sum.checked_mul(256)? + usize::from(*byte)))
}

fn damaged(what: &str) -> FormatError {
    FormatError::Unreadable(format!("the archive is damaged: {what}; fetch the file again"))
}

impl<'b> Archive<'b> {
    /// Reads the directory.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, FormatError> {
        let tail_at = bytes.len().saturating_sub(MAX_TAIL_LEN);
        let tail = bytes.get(tail_at..).unwrap_or_default();
        let end_at = tail.windows(4).rposition(|four| four == b"PK\x05\x06").map(|at| at + tail_at);
        let end_at = end_at.ok_or_else(|| damaged("it has no directory"))?;
        let at_end = |at: usize, len: usize| number(bytes, end_at + at, len);
        let (len, stated_at) = at_end(12, 4).zip(at_end(16, 4)).ok_or_else(|| damaged("it is cut off"))?;
        // Archives may have something in front, such as the program that unpacks them.
        let start =
            end_at.checked_sub(len).filter(|start| bytes.get(*start..*start + 4) == Some(b"PK\x01\x02"));
        let start = start.unwrap_or(stated_at);
        let shift = start.saturating_sub(stated_at);
        let mut archive = Self { bytes, entries: Vec::new(), unpacked_len: 0 };
        let mut at = start;
        while bytes.get(at..at.saturating_add(4)) == Some(b"PK\x01\x02") {
            if archive.entries.len() >= MAX_ENTRIES {
                return Err(FormatError::Hostile(format!("it holds more than {MAX_ENTRIES} files")));
            }
            let (entry, next) =
                entry_at(bytes, at, shift).ok_or_else(|| damaged("its directory is cut off"))?;
            archive.entries.push(entry);
            at = next;
        }
        if archive.entries.is_empty() {
            return Err(damaged("its directory is empty"));
        }
        Ok(archive)
    }

    /// Unpacks the file of exactly that name; none where there is none.
    pub(super) fn file(&mut self, name: &str) -> Result<Option<Vec<u8>>, FormatError> {
        let bare = name.trim_start_matches('/');
        let entry = self.entries.iter().find(|entry| entry.name == bare).cloned();
        entry.map(|entry| self.unpack(&entry)).transpose()
    }

    /// Unpacks a file. What the headers say of lengths is not trusted.
    pub(super) fn unpack(&mut self, entry: &Entry) -> Result<Vec<u8>, FormatError> {
        let packed = self.packed(entry).ok_or_else(|| damaged("a file in it is cut off"))?;
        let left = MAX_TOTAL_LEN - self.unpacked_len;
        let most = left.min(packed.len().saturating_mul(MAX_RATIO).max(FREE_LEN));
        let mut found = Vec::new();
        match entry.method {
            _ if entry.is_locked => return Err(FormatError::Locked),
            0 => found.extend_from_slice(packed.get(..=most).unwrap_or(packed)),
            8 => {
                let mut decoder = DeflateDecoder::new(packed).take(most as u64 + 1);
                decoder.read_to_end(&mut found).map_err(|_err| damaged("a file in it does not unpack"))?;
            }
            _ => {
                let reason = "the archive is packed in an unusual way; pack it again as an ordinary ZIP";
                return Err(FormatError::Unreadable(reason.to_owned()));
            }
        }
        if found.len() > left {
            return Err(FormatError::Hostile("it unpacks to more than 256 MB".to_owned()));
        }
        if found.len() > most {
            return Err(FormatError::Hostile(format!("it unpacks to more than {MAX_RATIO} times its size")));
        }
        self.unpacked_len += found.len();
        if crc32fast::hash(&found) != entry.crc {
            return Err(damaged("a file in it was changed"));
        }
        Ok(found)
    }

    /// The bytes of a file as they are packed.
    fn packed(&self, entry: &Entry) -> Option<&'b [u8]> {
        let bytes = self.bytes;
        if bytes.get(entry.offset..entry.offset.checked_add(4)?)? != b"PK\x03\x04" {
            return None;
        }
        let start =
            entry.offset + 30 + number(bytes, entry.offset + 26, 2)? + number(bytes, entry.offset + 28, 2)?;
        bytes.get(start..start.checked_add(entry.packed_len)?)
    }
}

/// The entry of the directory that stands there, and where the next one does.
fn entry_at(bytes: &[u8], at: usize, shift: usize) -> Option<(Entry, usize)> {
    let number = |from: usize, len: usize| number(bytes, at + from, len);
    let (name_len, extra_len, comment_len) = (number(28, 2)?, number(30, 2)?, number(32, 2)?);
    let name = bytes.get(at + 46..at + 46 + name_len)?;
    let extra = bytes.get(at + 46 + name_len..at + 46 + name_len + extra_len)?;
    let name = std::str::from_utf8(name)
        .map_or_else(|_| encoding_rs::IBM866.decode_without_bom_handling(name).0.into_owned(), str::to_owned);
    let (mut packed_len, mut offset) = (number(20, 4)?, number(42, 4)?);
    let mut wide = wide_numbers(extra, [number(24, 4)?, packed_len, offset]);
    if packed_len == 0xFFFF_FFFF {
        packed_len = wide.1.take()?;
    }
    if offset == 0xFFFF_FFFF {
        offset = wide.2.take()?;
    }
    let is_unix = number(5, 1)? == 3;
    let entry = Entry {
        name,
        method: u16::try_from(number(10, 2)?).ok()?,
        packed_len,
        crc: u32::try_from(number(16, 4)?).ok()?,
        offset: offset.checked_add(shift)?,
        is_locked: number(8, 2)? & 1 == 1,
        is_link: is_unix && (number(40, 2)? & 0xF000) == 0xA000,
    };
    Some((entry, at + 46 + name_len + extra_len + comment_len))
}

/// Length, packed length and place of large archives (ZIP64), each there only where the short one is all ones.
fn wide_numbers(extra: &[u8], short: [usize; 3]) -> (Option<usize>, Option<usize>, Option<usize>) {
    let mut at = 0;
    while let (Some(id), Some(len)) = (number(extra, at, 2), number(extra, at + 2, 2)) {
        if id == 1 {
            let mut next = at + 4;
            let [len, packed_len, offset] = short.map(|short| {
                let wide = (short == 0xFFFF_FFFF).then(|| number(extra, next, 8)).flatten();
                next += if wide.is_some() { 8 } else { 0 };
                wide
            });
            return (len, packed_len, offset);
        }
        at += 4 + len;
    }
    (None, None, None)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use flate2::{Compression, write::DeflateEncoder};
    use std::io::Write as _;

    /// A ZIP file of these files.
    pub(in crate::formats) fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
        let (mut body, mut directory) = (Vec::new(), Vec::new());
        for (name, content) in files {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(content).unwrap();
            let packed = encoder.finish().unwrap();
            let four = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
            let name_len = u16::try_from(name.len()).unwrap().to_le_bytes();
            let sizes =
                [crc32fast::hash(content).to_le_bytes(), four(packed.len()), four(content.len())].concat();
            let middle = [&[20, 0, 0, 8, 8, 0, 0, 0, 0, 0][..], &sizes, &name_len, &[0, 0]].concat();
            directory.extend(
                [b"PK\x01\x02\x14\x03".as_slice(), &middle, &[0; 10], &four(body.len()), name.as_bytes()]
                    .concat(),
            );
            body.extend([b"PK\x03\x04".as_slice(), &middle, name.as_bytes(), &packed].concat());
        }
        let four = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
        let (len, at) = (four(directory.len()), four(body.len()));
        let count = u16::try_from(files.len()).unwrap().to_le_bytes();
        [&body[..], &directory, b"PK\x05\x06\0\0\0\0", &count, &count, &len, &at, &[0, 0]].concat()
    }

    #[test]
    fn files_come_out_as_they_went_in() {
        let bytes = zip_of(&[("a/b.txt", b"content"), ("empty", b"")]);
        for in_front in [b"".as_slice(), b"#!unpack\n"] {
            let bytes = [in_front, &bytes].concat();
            let mut archive = Archive::open(&bytes).unwrap();
            assert_eq!(archive.file("a/b.txt").unwrap().unwrap(), b"content");
            assert_eq!(archive.file("empty").unwrap().unwrap(), b"");
            assert_eq!(archive.file("missing").unwrap(), None);
        }
    }

    #[test]
    fn bombs_are_refused() {
        let zeros = vec![0; 8 << 20];
        let bytes = zip_of(&[("bomb", &zeros)]);
        assert!(bytes.len() < 20_000);
        let err = Archive::open(&bytes).unwrap().file("bomb").unwrap_err();
        assert!(matches!(err, FormatError::Hostile(_)), "{err}");
        let many = vec![("a", b"".as_slice()); MAX_ENTRIES + 1];
        assert!(matches!(Archive::open(&zip_of(&many)), Err(FormatError::Hostile(_))));
    }

    #[test]
    fn damage_is_an_error() {
        let bytes = zip_of(&[("a.txt", b"content of the file, some words of it")]);
        for len in 0..bytes.len() - 2 {
            assert!(Archive::open(&bytes[..len]).is_err(), "{len}");
        }
        for at in 0..bytes.len() {
            let mut broken = bytes.clone();
            broken[at] ^= 0x55;
            if let Ok(mut archive) = Archive::open(&broken)
                && let Ok(Some(content)) = archive.file("a.txt")
            {
                assert_eq!(content, b"content of the file, some words of it", "{at}");
            }
        }
    }
}

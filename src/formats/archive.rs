//! [`Archive`]: what is in a ZIP file, with limits that hold whatever its headers say.
//!
//! The crate `zip` knows the format; names, limits and what an error means to a reader are decided here.

use super::FormatError;
use super::archive_names::decoded_names;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::read::ZipFileEntry;
use zip::result::ZipError;

/// Files in one archive.
const MAX_ENTRIES: usize = 10_000;
/// Bytes that are unpacked of one archive in all.
const MAX_TOTAL_LEN: u64 = 256 << 20;
/// How many times longer a file may be than packed, once it is longer than [`FREE_LEN`].
const MAX_RATIO: u64 = 200;
const FREE_LEN: u64 = 1 << 20;

/// A file in an archive, as the directory has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// With folders, parted by `/` or by `\`, as it was packed.
    pub(super) name: String,
    index: usize,
    packed_len: u64,
    /// Nobody reads it without the password.
    pub(super) is_locked: bool,
    /// It only names another file.
    pub(super) is_link: bool,
}

/// An archive whose directory was read. Counts what is unpacked.
#[derive(Debug)]
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    pub(super) entries: Vec<Entry>,
    /// What was guessed or cannot be reached, in words.
    pub(super) problems: Vec<String>,
    unpacked_len: u64,
    len: u64,
}

fn damaged(what: &str) -> FormatError {
    FormatError::Unreadable(format!("the archive is damaged: {what}; fetch the file again"))
}

/// Why a file in an archive cannot be unpacked.
fn unreadable(err: &ZipError) -> FormatError {
    match err {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => FormatError::Locked,
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
            let reason = "it is packed in an unusual way; pack it again as an ordinary ZIP";
            FormatError::Unreadable(reason.to_owned())
        }
        _ => damaged("a file in it is cut off"),
    }
}

/// Why a file stops in the middle. The library lets no file grow past the length that the directory has for it.
fn undone(err: &std::io::Error) -> FormatError {
    if err.to_string().contains("larger than its declared") {
        let reason =
            "a file in it unpacks to more than the archive says; it is damaged, or made to stop a program";
        return FormatError::Unreadable(reason.to_owned());
    }
    damaged("a file in it does not unpack or was changed")
}

/// A path in an archive that another file of it names from its folder; from the root where it begins with `/`.
pub(super) fn below(folder: &str, target: &str) -> String {
    let start = if target.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = start.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

impl<'b> Archive<'b> {
    /// Reads the directory.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, FormatError> {
        let too_many = || FormatError::Hostile(format!("it holds more than {MAX_ENTRIES} files"));
        // Counted before the directory is read: each entry of it takes many times its length in memory.
        if bytes.windows(4).filter(|four| *four == b"PK\x01\x02").count() > 20 * MAX_ENTRIES {
            return Err(too_many());
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|err| match err {
            ZipError::UnsupportedArchive(_) => FormatError::Unreadable(
                "the archive is one part of several; put the parts together first".to_owned(),
            ),
            _ => damaged("it has no directory, or one that is cut off"),
        })?;
        if zip.len() > MAX_ENTRIES {
            return Err(too_many());
        }
        if zip.is_empty() {
            return Err(damaged("its directory is empty"));
        }
        let mut archive =
            Self { entries: Vec::new(), problems: Vec::new(), unpacked_len: 0, len: bytes.len() as u64, zip };
        if archive.zip.has_duplicate_names() {
            let told = "several files in it have the same name; of each name only the last was read";
            archive.problems.push(told.to_owned());
        }
        archive.read_directory();
        Ok(archive)
    }

    fn read_directory(&mut self) {
        let directory = self.zip.metadata();
        let found: Vec<(usize, ZipFileEntry<'_>)> =
            (0..directory.len()).filter_map(|index| Some((index, directory.entry(index).ok()?))).collect();
        // What is UTF-8 is so by its flag, by the field for such names, or because nothing else looks like it.
        let utf8 = |entry: &ZipFileEntry<'_>| std::str::from_utf8(entry.name_raw()).ok().map(str::to_owned);
        let others: Vec<&[u8]> = found
            .iter()
            .filter(|(_, entry)| utf8(entry).is_none())
            .map(|(_, entry)| entry.name_raw())
            .collect();
        let mut guessed = Vec::new();
        if !others.is_empty() {
            let (names, encoding) = decoded_names(&others);
            self.problems.push(format!(
                "the archive does not say how names of files in it are encoded; they were guessed and read as {encoding}"
            ));
            guessed = names;
        }
        let mut guessed = guessed.into_iter();
        for (index, entry) in &found {
            let name = utf8(entry).or_else(|| guessed.next()).unwrap_or_default();
            self.entries.push(Entry {
                name,
                index: *index,
                packed_len: entry.compressed_size(),
                is_locked: entry.encrypted(),
                is_link: entry.is_symlink(),
            });
        }
    }

    /// Unpacks the file of exactly that name; none where there is none.
    pub(super) fn file(&mut self, name: &str) -> Result<Option<Vec<u8>>, FormatError> {
        let bare = name.trim_start_matches('/');
        let entry = self.entries.iter().find(|entry| entry.name == bare).cloned();
        entry.map(|entry| self.unpack(&entry)).transpose()
    }

    /// As [`Archive::file`], but no more than the first bytes of it, which count as little as the rest of it.
    pub(super) fn beginning(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, FormatError> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name == name).cloned() else {
            return Ok(None);
        };
        let mut found = Vec::new();
        let file = self.zip.by_index(entry.index).map_err(|err| unreadable(&err))?;
        file.take(most).read_to_end(&mut found).map_err(|_err| damaged("a file in it does not unpack"))?;
        Ok(Some(found))
    }

    /// Unpacks a file. What the headers say of lengths is not trusted.
    pub(super) fn unpack(&mut self, entry: &Entry) -> Result<Vec<u8>, FormatError> {
        let left = MAX_TOTAL_LEN - self.unpacked_len;
        let packed_len = entry.packed_len.min(self.len);
        let most = left.min(packed_len.saturating_mul(MAX_RATIO).max(FREE_LEN));
        let file = self.zip.by_index(entry.index).map_err(|err| unreadable(&err))?;
        let mut found = Vec::new();
        let read = file.take(most + 1).read_to_end(&mut found);
        let len = found.len() as u64;
        if len > left {
            return Err(FormatError::Hostile("it unpacks to more than 256 MB".to_owned()));
        }
        if len > most {
            return Err(FormatError::Hostile(format!("it unpacks to more than {MAX_RATIO} times its size")));
        }
        self.unpacked_len += len;
        read.map_err(|err| undone(&err))?;
        Ok(found)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::DeflateEncoder;
    use std::io::Write as _;

    /// A ZIP file of these files.
    pub(in crate::formats) fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
        let raw: Vec<(&[u8], &[u8], &[u8])> =
            files.iter().map(|(name, content)| (name.as_bytes(), b"".as_slice(), *content)).collect();
        raw_zip_of(&raw)
    }

    /// A ZIP file with names of any bytes, and what stands beside each name in both its headers.
    pub(in crate::formats) fn raw_zip_of(files: &[(&[u8], &[u8], &[u8])]) -> Vec<u8> {
        let (mut body, mut directory) = (Vec::new(), Vec::new());
        let two = |number: usize| u16::try_from(number).unwrap().to_le_bytes();
        let four = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
        for (name, extra, content) in files {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(content).unwrap();
            let packed = encoder.finish().unwrap();
            let sizes =
                [crc32fast::hash(content).to_le_bytes(), four(packed.len()), four(content.len())].concat();
            let lens = [two(name.len()), two(extra.len())].concat();
            let middle = [&[20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0][..], &sizes, &lens].concat();
            let start = four(body.len());
            directory
                .extend([b"PK\x01\x02\x14\0".as_slice(), &middle, &[0; 10], &start, name, extra].concat());
            body.extend([b"PK\x03\x04".as_slice(), &middle, name, extra, &packed].concat());
        }
        let places = [four(directory.len()), four(body.len())].concat();
        let count = two(files.len());
        [&body[..], &directory, b"PK\x05\x06\0\0\0\0", &count, &count, &places, &[0, 0]].concat()
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
    fn names_are_read_by_field_or_by_guess_and_the_guess_is_told() {
        let raw = encoding_rs::GBK.encode("报告.txt").0.into_owned();
        let unicode = "报告一.txt".as_bytes();
        let len = u16::try_from(unicode.len() + 5).unwrap().to_le_bytes();
        let crc = crc32fast::hash(&raw).to_le_bytes();
        let field = [b"\x75\x70", &len[..], &[1], &crc, unicode].concat();
        let names = |files: &[(&[u8], &[u8], &[u8])]| {
            let bytes = raw_zip_of(files);
            let archive = Archive::open(&bytes).unwrap();
            let names: Vec<String> = archive.entries.into_iter().map(|entry| entry.name).collect();
            (names, archive.problems.len())
        };
        assert_eq!(names(&[(&raw, &field, b"x")]), (vec!["报告一.txt".to_owned()], 0));
        assert_eq!(names(&[("ä.txt".as_bytes(), b"", b"x")]), (vec!["ä.txt".to_owned()], 0));
        let shift = encoding_rs::SHIFT_JIS.encode("一覧表.txt").0.into_owned();
        assert!(shift.contains(&b'\\'), "the second byte of a sign is a backslash");
        assert_eq!(names(&[(&shift, b"", b"x")]), (vec!["一覧表.txt".to_owned()], 1));
    }

    #[test]
    fn bombs_are_refused() {
        let zeros = vec![0; 8 << 20];
        let bytes = zip_of(&[("bomb", &zeros)]);
        assert!(bytes.len() < 20_000);
        let err = Archive::open(&bytes).unwrap().file("bomb").unwrap_err();
        assert!(matches!(err, FormatError::Hostile(_)), "{err}");
        let names: Vec<String> = (0..=MAX_ENTRIES).map(|number| number.to_string()).collect();
        let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
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

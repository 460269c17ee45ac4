//! [`ZipWriter`]: files as one ZIP archive; the same files give the same bytes every time.

use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::Write as _;

/// What every header has after its signature and version: flags for UTF-8 names, deflate, the first day of 1980.
const METHOD_AND_TIME: [u8; 8] = [0, 8, 8, 0, 0, 0, 0x21, 0];
/// Version of the format that is needed to read it: 2.0.
const VERSION: [u8; 2] = [20, 0];

/// An archive that grows.
#[derive(Debug, Default)]
pub(super) struct ZipWriter {
    body: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl ZipWriter {
    /// Adds a file; an error in words when the archive would be larger than plain ZIP allows.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) -> Result<(), &'static str> {
        const TOO_LARGE: &str = "the archive would have more than 4 GB or 65,535 files";
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        let packed = encoder.write_all(content).and_then(|()| encoder.finish());
        let packed = packed.map_err(|_err| "a file could not be packed")?;
        let four = |len: usize| u32::try_from(len).map(u32::to_le_bytes).map_err(|_err| TOO_LARGE);
        let offset = four(self.body.len())?;
        self.count = self.count.checked_add(1).ok_or(TOO_LARGE)?;
        let name_len = u16::try_from(name.len()).map_err(|_err| TOO_LARGE)?.to_le_bytes();
        let crc = crc32fast::hash(content).to_le_bytes();
        let lens = [four(packed.len())?, four(content.len())?].concat();
        let middle = [&VERSION[..], &METHOD_AND_TIME, &crc, &lens, &name_len, &[0, 0]].concat();
        self.body.extend([b"PK\x03\x04", middle.as_slice(), name.as_bytes(), &packed].concat());
        // Comment, disk and attributes: none.
        self.directory
            .extend([b"PK\x01\x02", &VERSION[..], &middle, &[0; 10], &offset, name.as_bytes()].concat());
        Ok(())
    }

    /// The whole archive.
    pub(super) fn end(self) -> Vec<u8> {
        let Self { mut body, directory, count } = self;
        // Both fit: every file was checked against the same limits.
        let four = |len: usize| u32::try_from(len).unwrap_or(u32::MAX).to_le_bytes();
        let (at, len, count) = (four(body.len()), four(directory.len()), count.to_le_bytes());
        body.extend(directory);
        body.extend([b"PK\x05\x06\0\0\0\0", &count[..], &count, &len, &at, &[0, 0]].concat());
        body
    }
}

#[cfg(test)]
mod tests {
    use super::super::archive::Archive;
    use super::*;

    #[test]
    fn what_is_packed_comes_out_again() {
        let mut zip = ZipWriter::default();
        zip.add("project.qde", &b"<x/>".repeat(100)).unwrap();
        zip.add("sources/ä.txt", "🔥".as_bytes()).unwrap();
        zip.add("empty", b"").unwrap();
        let bytes = zip.end();
        assert!(bytes.len() < 500);
        let mut archive = Archive::open(&bytes).unwrap();
        assert_eq!(archive.file("project.qde").unwrap().unwrap(), b"<x/>".repeat(100));
        assert_eq!(archive.file("sources/ä.txt").unwrap().unwrap(), "🔥".as_bytes());
        assert_eq!(archive.file("empty").unwrap().unwrap(), b"");
    }
}

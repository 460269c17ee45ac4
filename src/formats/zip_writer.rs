//! [`ZipWriter`]: files as one ZIP archive; the same files give the same bytes every time.

use std::fmt;
use std::io::{Cursor, Write as _};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime};

/// As fast as it goes: what is packed is text.
const LEVEL: i64 = 1;

/// An archive that grows.
pub(super) struct ZipWriter {
    zip: zip::ZipWriter<Cursor<Vec<u8>>>,
}

impl Default for ZipWriter {
    fn default() -> Self {
        Self { zip: zip::ZipWriter::new(Cursor::new(Vec::new())) }
    }
}

impl fmt::Debug for ZipWriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ZipWriter")
    }
}

impl ZipWriter {
    /// Adds a file; an error in words when the archive would be larger than plain ZIP allows.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) -> Result<(), String> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL));
        self.put(name, content, options)
    }

    /// Adds a file without packing it, for those that say at the beginning of the archive what it is.
    pub(super) fn add_as_it_is(&mut self, name: &str, content: &[u8]) -> Result<(), String> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        self.put(name, content, options)
    }

    fn put(&mut self, name: &str, content: &[u8], options: SimpleFileOptions) -> Result<(), String> {
        // The first day of 1980 for every file: the time of writing must not change the bytes.
        let options = options.last_modified_time(DateTime::default());
        let write = |zip: &mut zip::ZipWriter<Cursor<Vec<u8>>>| -> ZipResult<()> {
            zip.start_file(name, options)?;
            Ok(zip.write_all(content)?)
        };
        write(&mut self.zip).map_err(|err| format!("“{name}” could not be packed: {err}"))
    }

    /// The whole archive.
    pub(super) fn end(self) -> Result<Vec<u8>, String> {
        let done = self.zip.finish();
        done.map(Cursor::into_inner).map_err(|err| format!("the archive could not be finished: {err}"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::archive::Archive;
    use super::*;

    #[test]
    fn what_is_packed_comes_out_again_and_is_the_same_each_time() {
        let pack = || {
            let mut zip = ZipWriter::default();
            zip.add("project.qde", &b"<x/>".repeat(100)).unwrap();
            zip.add("sources/ä.txt", "🔥".as_bytes()).unwrap();
            zip.add("empty", b"").unwrap();
            zip.end().unwrap()
        };
        let bytes = pack();
        assert_eq!(bytes, pack());
        assert!(bytes.len() < 500);
        let mut archive = Archive::open(&bytes).unwrap();
        assert_eq!(archive.file("project.qde").unwrap().unwrap(), b"<x/>".repeat(100));
        assert_eq!(archive.file("sources/ä.txt").unwrap().unwrap(), "🔥".as_bytes());
        assert_eq!(archive.file("empty").unwrap().unwrap(), b"");
    }
}

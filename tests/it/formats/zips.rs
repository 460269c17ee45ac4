//! Archives taken apart and put together.

use crossclaim::formats::OutputFile;

/// Whether a written file is an archive.
pub(super) fn is_archive(file: &OutputFile) -> bool {
    file.name.to_lowercase().ends_with(".qdpx")
}

/// The files of an archive, in order; every one has its length in front of it, as this program packs them.
pub(super) fn unzipped(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let number = |at: usize, len: usize| {
        bytes[at..at + len].iter().rev().fold(0_usize, |sum, byte| sum * 256 + usize::from(*byte))
    };
    let (mut found, mut at) = (Vec::new(), 0);
    while bytes[at..].starts_with(b"PK\x03\x04") {
        let (packed_len, name_len) = (number(at + 18, 4), number(at + 26, 2));
        let start = at + 30 + name_len;
        let name = String::from_utf8(bytes[at + 30..start].to_vec()).unwrap();
        let mut content = Vec::new();
        let packed = &bytes[start..start + packed_len];
        std::io::Read::read_to_end(&mut flate2::read::DeflateDecoder::new(packed), &mut content).unwrap();
        found.push((name, content));
        at = start + packed_len;
    }
    found
}

/// An archive of files that are not packed, as other programs may write one.
pub(super) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut body, mut directory) = (Vec::new(), Vec::new());
    let four = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    for (name, content) in files {
        let lens =
            [crc32fast::hash(content).to_le_bytes(), four(content.len()), four(content.len())].concat();
        let name_len = u16::try_from(name.len()).unwrap().to_le_bytes();
        let middle = [&[20, 0, 0, 8, 0, 0, 0, 0, 0, 0][..], &lens, &name_len, &[0, 0]].concat();
        directory.extend(
            [b"PK\x01\x02\x14\x03", &middle[..], &[0; 10], &four(body.len()), name.as_bytes()].concat(),
        );
        body.extend([b"PK\x03\x04", &middle[..], name.as_bytes(), content].concat());
    }
    let count = u16::try_from(files.len()).unwrap().to_le_bytes();
    let (at, len) = (four(body.len()), four(directory.len()));
    [&body[..], &directory, b"PK\x05\x06\0\0\0\0", &count, &count, &len, &at, &[0, 0]].concat()
}

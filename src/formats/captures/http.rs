//! [`Answer`]: what a server sent, as archives of the web keep it.

use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::borrow::Cow;
use std::io::Read as _;

/// Bytes of one page, unpacked.
const MAX_BODY_LEN: u64 = 64 << 20;
/// Bytes that are unpacked at once.
const BUFFER_LEN: usize = 16 << 10;

/// Status, headers and body.
#[derive(Debug, Default)]
pub(super) struct Answer<'r> {
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    /// As it was sent.
    pub(super) payload: &'r [u8],
}

impl<'r> Answer<'r> {
    /// None where it does not begin like an answer.
    pub(super) fn read(bytes: &'r [u8]) -> Option<Self> {
        let (headers, payload) = head(bytes);
        let (first, rest) = headers.split_first()?;
        let mut words = first.split_whitespace();
        words.next().filter(|version| version.starts_with("HTTP/"))?;
        let status = words.next()?.parse().ok()?;
        let headers = rest.iter().filter_map(|line| line.split_once(':'));
        let headers =
            headers.map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        Some(Self { status, headers: headers.collect(), payload })
    }

    /// The last header of that name; empty where there is none.
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.iter().rev().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// The payload put together from the chunks in which it was sent.
    pub(super) fn whole(&self) -> Cow<'r, [u8]> {
        let is_chunked = self.header("transfer-encoding").to_ascii_lowercase().contains("chunked");
        // Some archives put the chunks together and keep the header.
        match is_chunked.then(|| from_chunks(self.payload)).flatten() {
            Some(whole) => Cow::Owned(whole),
            None => Cow::Borrowed(self.payload),
        }
    }

    /// The body unpacked; the error says how it is packed.
    pub(super) fn body(&self) -> Result<Vec<u8>, String> {
        let mut body = self.whole().into_owned();
        let encodings = self.header("content-encoding").to_ascii_lowercase();
        for encoding in encodings.split(',').rev().map(str::trim) {
            // Some archives unpack the body and keep the header.
            let is_packed = |signature: &[u8]| body.starts_with(signature);
            body = match encoding {
                "gzip" | "x-gzip" if is_packed(&[0x1F, 0x8B]) => {
                    unpacked(MultiGzDecoder::new(body.as_slice()))?
                }
                "deflate" if is_packed(&[0x78]) => unpacked(ZlibDecoder::new(body.as_slice()))?,
                "deflate" => unpacked(DeflateDecoder::new(body.as_slice())).unwrap_or(body),
                "br" if std::str::from_utf8(&body).is_err() => {
                    unpacked(Decompressor::new(body.as_slice(), BUFFER_LEN))?
                }
                "zstd" if std::str::from_utf8(&body).is_err() => {
                    return Err(format!("it is packed as {encoding}, which is not read"));
                }
                _ => body,
            };
        }
        Ok(body)
    }
}

/// Lines up to a blank one, and what comes after it.
pub(super) fn head(bytes: &[u8]) -> (Vec<String>, &[u8]) {
    let (mut lines, mut rest) = (Vec::new(), bytes);
    while !rest.is_empty() {
        let len = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| at + 1);
        let (line, after) = rest.split_at_checked(len).unwrap_or((rest, &[]));
        rest = after;
        let line = String::from_utf8_lossy(line.trim_ascii_end()).into_owned();
        if line.is_empty() {
            break;
        }
        match lines.last_mut() {
            // A line that goes on.
            Some(last) if line.starts_with([' ', '\t']) => {
                let last: &mut String = last;
                last.push(' ');
                last.push_str(line.trim_start());
            }
            _ => lines.push(line),
        }
    }
    (lines, rest)
}

fn unpacked(reader: impl std::io::Read) -> Result<Vec<u8>, String> {
    let mut found = Vec::new();
    let read = reader.take(MAX_BODY_LEN + 1).read_to_end(&mut found);
    if found.len() as u64 > MAX_BODY_LEN {
        return Err("it unpacks to more than 64 MB".to_owned());
    }
    // What a broken connection left is read as far as it goes.
    match read {
        Err(_) if found.is_empty() => Err("it does not unpack".to_owned()),
        _ => Ok(found),
    }
}

/// None where the bytes are no chunks.
fn from_chunks(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut found, mut rest) = (Vec::new(), bytes);
    loop {
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let (line, after) = rest.split_at_checked(end + 1)?;
        let line = std::str::from_utf8(line.trim_ascii()).ok()?;
        let len = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        if len == 0 {
            return Some(found);
        }
        let Some((chunk, after)) = after.split_at_checked(len) else {
            // Cut off.
            found.extend_from_slice(after);
            return Some(found);
        };
        found.extend_from_slice(chunk);
        rest = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
        if rest.is_empty() {
            return Some(found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write as _;

    #[test]
    fn bodies_are_put_together_and_unpacked() {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(b"<p>Words</p>").unwrap();
        let packed = encoder.finish().unwrap();
        let chunks = [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
        let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n charset=utf-8\r\n".as_slice();
        let both = b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n".as_slice();
        for (headers, body) in [
            (b"\r\n".as_slice(), b"<p>Words</p>".as_slice()),
            (b"Content-Encoding: gzip\r\n\r\n", &packed),
            (both, &chunks),
            (both, &packed),
            (both, b"<p>Words</p>"),
        ] {
            let bytes = [head, headers, body].concat();
            let answer = Answer::read(&bytes).unwrap();
            assert_eq!((answer.status, answer.header("content-type")), (200, "text/html; charset=utf-8"));
            assert_eq!(answer.body().unwrap(), b"<p>Words</p>");
        }
        // One piece that is not packed: its size, its bytes, the end.
        let brotli = [head, b"Content-Encoding: br\r\n\r\n\x8B\x05\x80<p>Words</p>\x03"].concat();
        assert_eq!(Answer::read(&brotli).unwrap().body().unwrap(), b"<p>Words</p>");
        let zstd = [head, b"Content-Encoding: zstd\r\n\r\n\x28\xB5\x2F\xFD"].concat();
        assert!(Answer::read(&zstd).unwrap().body().unwrap_err().contains("zstd"));
        assert!(Answer::read(b"GET / HTTP/1.1\r\n\r\n").is_none());
    }
}

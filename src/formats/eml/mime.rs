//! [`Part`]: a mail, or a part of one: headers and content (RFC 5322, RFC 2045–2047, RFC 2231, RFC 3676).

use super::words::{decode_base64, decode_quoted, decode_words};
use crate::formats::decode_text;
use crate::formats::epub::unescaped;
use encoding_rs::Encoding;

/// Headers of one part.
const MAX_HEADERS: usize = 1_000;
/// Parts of one part.
const MAX_PARTS: usize = 1_000;

/// Headers and content.
#[derive(Debug, Default)]
pub(super) struct Part<'m> {
    /// Names in lower case.
    headers: Vec<(String, String)>,
    content: &'m [u8],
    /// Such as `text/plain`, in lower case.
    pub(super) kind: String,
}

impl<'m> Part<'m> {
    pub(super) fn read(bytes: &'m [u8]) -> Self {
        let mut part = Self { content: bytes, ..Self::default() };
        while part.headers.len() < MAX_HEADERS {
            let end =
                part.content.iter().position(|byte| *byte == b'\n').map_or(part.content.len(), |at| at + 1);
            let (line, rest) = part.content.split_at_checked(end).unwrap_or((part.content, &[]));
            let text = plain(line);
            let bare = text.trim_end_matches(['\r', '\n']);
            if bare.is_empty() {
                part.content = rest;
                break;
            }
            if bare.starts_with([' ', '\t']) {
                if let Some((_, value)) = part.headers.last_mut() {
                    value.push(' ');
                    value.push_str(bare.trim_start());
                }
            } else if let Some((name, value)) = bare.split_once(':').filter(|(name, _)| !name.contains(' ')) {
                part.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
            } else if !bare.starts_with("From ") {
                break;
            }
            part.content = rest;
        }
        let kind =
            part.header("content-type").split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        part.kind = if kind.is_empty() { "text/plain".to_owned() } else { kind };
        part
    }

    /// The first header of that name, as it is; empty where there is none.
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// A parameter of a header, decoded.
    fn parameter(&self, header: &str, name: &str) -> String {
        let pieces = split_outside_quotes(self.header(header));
        let mut found = String::new();
        for (key, value) in pieces.iter().skip(1).filter_map(|piece| piece.split_once('=')) {
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim().trim_matches('"'));
            if key == name {
                return decode_words(value);
            }
            // Long or encoded values come in numbered pieces.
            if key.strip_prefix(name).is_some_and(|rest| rest.starts_with('*')) {
                let value = value.rsplit_once('\'').map_or(value, |(_, value)| value);
                found.push_str(&if key.ends_with('*') { unescaped(value) } else { value.to_owned() });
            }
        }
        found
    }

    pub(super) fn file_name(&self) -> String {
        let name = self.parameter("content-disposition", "filename");
        if name.is_empty() { self.parameter("content-type", "name") } else { name }
    }

    pub(super) fn is_attachment(&self) -> bool {
        self.header("content-disposition").trim_start().to_ascii_lowercase().starts_with("attachment")
    }

    /// The parts that its boundary parts.
    pub(super) fn parts(&self) -> Vec<Self> {
        let boundary = self.parameter("content-type", "boundary");
        if boundary.is_empty() {
            return Vec::new();
        }
        let mark = format!("--{boundary}");
        let (mut found, mut start, mut at) = (Vec::new(), None, 0);
        for line in self.content.split_inclusive(|byte| *byte == b'\n') {
            let next = at + line.len();
            let bare = line.trim_ascii_end();
            let after = bare.strip_prefix(mark.as_bytes());
            if after.is_some_and(|after| after.is_empty() || after == b"--") {
                if let Some(content) = start.and_then(|start| self.content.get(start..at)) {
                    found.push(Self::read(content));
                }
                start = (after == Some(b"")).then_some(next);
                if found.len() >= MAX_PARTS {
                    return found;
                }
            }
            at = next;
        }
        // The end may be cut off.
        if let Some(content) = start.and_then(|start| self.content.get(start..)) {
            found.push(Self::read(content));
        }
        found
    }

    /// The words of a part of text.
    pub(super) fn text(&self) -> String {
        let bytes = match self.header("content-transfer-encoding").trim().to_ascii_lowercase().as_str() {
            "base64" => decode_base64(self.content),
            "quoted-printable" => decode_quoted(self.content, false),
            _ => self.content.to_vec(),
        };
        let charset = self.parameter("content-type", "charset");
        let text = match Encoding::for_label(charset.as_bytes()) {
            Some(encoding) => encoding.decode(&bytes).0.into_owned(),
            None => decode_text(&bytes).map_or_else(|_| plain(&bytes), |decoded| decoded.text),
        };
        let text = text.replace("\r\n", "\n");
        if self.parameter("content-type", "format").eq_ignore_ascii_case("flowed") {
            unwrapped(&text)
        } else {
            text
        }
    }
}

/// Headers are ASCII, or against the rules UTF-8 or the old encoding of the West.
fn plain(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(
        |_| encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
        str::to_owned,
    )
}

fn split_outside_quotes(header: &str) -> Vec<&str> {
    let (mut found, mut start, mut is_quoted) = (Vec::new(), 0, false);
    for (at, c) in header.char_indices() {
        match c {
            '"' => is_quoted = !is_quoted,
            ';' if !is_quoted => {
                found.extend(header.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    found.extend(header.get(start..));
    found
}

/// Joins the lines that end in a blank with the next; the mark of a signature stays.
fn unwrapped(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches('\n');
        // A blank in front is stuffed in where a line would look like something else.
        let bare = bare.strip_prefix(' ').unwrap_or(bare);
        found.push_str(bare);
        if !bare.ends_with(' ') || bare == "-- " {
            found.push('\n');
        }
    }
    found
}

//! [`page_document`]: one capture as a document, read as what it is.

use crate::formats::html::{StyleFiles, read_page};
use crate::formats::{DocumentReader, FormatError, NewDocument, ReadOptions, format};
use crate::model::Captured;

/// A capture, before it is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Capture {
    pub(super) url: String,
    pub(super) time: String,
    /// Of the payload, as the archive or we give it.
    pub(super) digest: String,
    /// Such as `text/html; charset=utf-8`.
    pub(super) content_type: String,
    pub(super) body: Vec<u8>,
    pub(super) problems: Vec<String>,
}

/// The format that reads a content of that type; none for what is no page: pictures, scripts, data.
pub(super) fn page_format(content_type: &str) -> Option<&'static str> {
    match content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" => Some("html"),
        "application/pdf" => Some("pdf"),
        "text/plain" => Some("text"),
        _ => None,
    }
}

/// The document of a capture, read with the style sheets of its archive, with its address, the day of the capture, its time and its digest.
pub(super) fn page_document(
    file_name: &str,
    capture: Capture,
    styles: &StyleFiles,
) -> Result<NewDocument, FormatError> {
    let Capture { url, time, digest, content_type, body, problems } = capture;
    let kind = page_format(&content_type);
    let reader = kind.and_then(format).and_then(|format| format.read_document);
    let Some(DocumentReader::Here(read) | DocumentReader::Apart(read)) = reader else {
        return Err(FormatError::Unreadable(format!("content of the type “{content_type}” is not read")));
    };
    let label = charset(&content_type);
    let known = encoding_rs::Encoding::for_label(label.as_bytes());
    // What the server says of bytes that are UTF-8 is wrong more often than right.
    let is_utf8 = std::str::from_utf8(&body).is_ok();
    let encoding = known.filter(|_| !is_utf8).map(encoding_rs::Encoding::name);
    let options = ReadOptions::in_encoding(encoding);
    let mut document = match kind {
        Some("html") => read_page(file_name, &body, &options, styles, &url)?,
        _ => read(file_name, &body, &options)?,
    };
    time.get(..10).unwrap_or(&time).clone_into(&mut document.source.accessed);
    document.source.url = url;
    document.problems.splice(0..0, problems);
    document.source.captured = Some(Captured { time, digest });
    Ok(document)
}

fn charset(content_type: &str) -> String {
    let lower = content_type.to_ascii_lowercase();
    let after = lower.split_once("charset=").map_or("", |(_, after)| after);
    after.split(';').next().unwrap_or_default().trim().trim_matches(['"', '\'']).to_owned()
}

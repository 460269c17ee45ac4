//! [`read_warc`]: archives of the web (WARC, ISO 28500): each page that a server answered with is a document.

use super::digest::{self, Verdict};
use super::http::Answer;
use super::page::{Capture, page_document, page_format};
use super::records::{Record, each_record};
use super::versions::named_by_version;
use crate::formats::decode::decode_labelled;
use crate::formats::html::StyleFiles;
use crate::formats::{FormatError, FoundDocuments, NewDocument, ReadOptions};
use std::collections::BTreeMap;

/// Pages that are read of one archive.
const MAX_PAGES: usize = 2_000;
/// Captures named one by one for one reason.
const MAX_NAMED: usize = 20;

/// The pages of an archive of the web.
pub fn read_warc(
    file_name: &str,
    bytes: &[u8],
    _options: &ReadOptions<'_>,
) -> Result<FoundDocuments, FormatError> {
    let mut pages = Pages::default();
    pages.read(bytes)?;
    pages.finish(file_name, None)
}

fn is_css(content_type: &str) -> bool {
    content_type.trim_start().to_ascii_lowercase().starts_with("text/css")
}

/// Pages as they come out of archives, and what the others are.
#[derive(Debug, Default)]
pub(super) struct Pages {
    captures: Vec<Capture>,
    styles: StyleFiles,
    /// Addresses or types that are no pages, by reason.
    passed: BTreeMap<&'static str, Vec<String>>,
    damage_count: usize,
    record_count: usize,
}

impl Pages {
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<(), FormatError> {
        let damage_count = each_record(bytes, &mut |record| self.record(record))?;
        self.damage_count += damage_count;
        Ok(())
    }

    fn pass(&mut self, reason: &'static str, what: impl Into<String>) {
        self.passed.entry(reason).or_default().push(what.into());
    }

    fn record(&mut self, record: &Record<'_>) {
        self.record_count += 1;
        let url = record.header("warc-target-uri").trim_matches(['<', '>']).to_owned();
        let is_http = url.starts_with("http");
        let answer = match record.header("warc-type") {
            "response" if is_http => Answer::read(record.block),
            "resource" if is_http => {
                let kind = record.header("content-type").to_owned();
                return self.capture(record, url, kind, (record.block, record.block.to_vec()));
            }
            "revisit" if is_http => {
                return self.pass("they only name an earlier capture with the same content", url);
            }
            _ => return,
        };
        let Some(answer) = answer else { return self.pass("the answer of the server is damaged", url) };
        let kind = answer.header("content-type");
        match answer.status {
            200..=299 if page_format(kind).is_none() => {
                if let Some(css) = Some(kind).filter(|kind| is_css(kind)).and_then(|_| answer.body().ok()) {
                    self.styles.add(&url, decode_labelled(&css, "").0);
                }
                let kind = kind.split(['/', ';']).next().unwrap_or_default().trim();
                self.pass("they are no pages", if kind.is_empty() { "unknown" } else { kind });
            }
            200..=299 => match answer.body() {
                Ok(body) => {
                    let whole = answer.whole();
                    let digest = record.header("warc-payload-digest");
                    // Some programs make the digest of the payload as it was sent, others put together.
                    let payload = match digest::check(digest, &[answer.payload]) {
                        Verdict::Right => answer.payload,
                        _ => whole.as_ref(),
                    };
                    self.capture(record, url, kind.to_owned(), (payload, body));
                }
                Err(reason) => {
                    self.pass("the answer of the server cannot be unpacked", format!("{url} ({reason})"));
                }
            },
            300..=399 => self.pass("they only lead to another address", url),
            status => self.pass("the server answered with an error", format!("{url} ({status})")),
        }
    }

    fn capture(&mut self, record: &Record<'_>, url: String, content_type: String, content: (&[u8], Vec<u8>)) {
        if page_format(&content_type).is_none() {
            if is_css(&content_type) {
                self.styles.add(&url, decode_labelled(&content.1, "").0);
            }
            let kind = content_type.split(['/', ';']).next().unwrap_or_default().trim().to_owned();
            return self.pass("they are no pages", kind);
        }
        if self.captures.len() >= MAX_PAGES {
            return self.pass("more than 2,000 pages are in the archive", url);
        }
        let (payload, body) = content;
        let mut problems = Vec::new();
        let given = record.header("warc-payload-digest");
        let checks = [(given, payload), (record.header("warc-block-digest"), record.block)];
        if checks.iter().any(|(digest, bytes)| digest::check(digest, &[bytes]) == Verdict::Wrong) {
            problems.push(WRONG_DIGEST.to_owned());
        }
        if record.is_cut {
            problems.push("its end is missing in the archive".to_owned());
        }
        let digest = if given.is_empty() { digest::own(payload) } else { given.to_owned() };
        let time = record.header("warc-date").to_owned();
        self.captures.push(Capture { url, time, digest, content_type, body, problems });
    }

    /// Reads the pages; of an archive with a list of pages only those on the list.
    pub(super) fn finish(
        mut self,
        file_name: &str,
        list: Option<&dyn Fn(&str) -> bool>,
    ) -> Result<FoundDocuments, FormatError> {
        if self.record_count == 0 {
            let reason =
                "it is not an archive of the web (WARC), whatever its name says; check where it came from";
            return Err(FormatError::Unreadable(reason.to_owned()));
        }
        let captures = std::mem::take(&mut self.captures);
        let is_any_listed = captures.iter().any(|capture| list.is_some_and(|list| list(&capture.url)));
        let mut found = FoundDocuments::default();
        for capture in captures {
            let url = capture.url.clone();
            if is_any_listed && list.is_some_and(|list| !list(&url)) {
                self.pass("the archive does not list them among its pages", url);
                continue;
            }
            match page_document(file_name, capture, &self.styles) {
                Ok(document) => found.documents.push(NewDocument { is_row: true, ..document }),
                Err(FormatError::Empty) => self.pass("they hold no text", url),
                Err(err) => found.problems.push(format!("{url} was not read: {err}")),
            }
        }
        named_by_version(&mut found.documents);
        found.problems.extend(self.told());
        if found.documents.is_empty() {
            let reason = found.problems.first().map_or("it holds none", String::as_str);
            return Err(FormatError::Unreadable(format!("no page of it can be read: {reason}")));
        }
        Ok(found)
    }

    fn told(&self) -> Vec<String> {
        let told = |(reason, what): (&&'static str, &Vec<String>)| {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            for one in what {
                *counts.entry(one).or_default() += 1;
            }
            let named = |(one, count): (&&str, &usize)| {
                if *count == 1 { (*one).to_owned() } else { format!("{one} ({count})") }
            };
            let mut names: Vec<String> = counts.iter().take(MAX_NAMED).map(named).collect();
            if counts.len() > MAX_NAMED {
                names.push(format!("{} more", counts.len() - MAX_NAMED));
            }
            format!("captures left out because {reason}: {}", names.join(", "))
        };
        let mut found: Vec<String> = self.passed.iter().map(told).collect();
        if self.damage_count > 0 {
            found
                .push(format!("the archive is damaged in {} places, which were left out", self.damage_count));
        }
        found
    }
}

/// Told of a capture whose bytes are not those of its digest.
pub(super) const WRONG_DIGEST: &str =
    "its digest in the archive is wrong: the capture was changed or damaged after it was made";

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// An answer with a page, as a record.
    pub(in crate::formats::captures) fn response(url: &str, at: &str, headers: &str, page: &str) -> String {
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
        format!(
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {at}\r\n{headers}Content-Type: \
             application/http\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    }

    /// A page with a story of its own.
    pub(in crate::formats::captures) fn page(words: &str) -> String {
        let story =
            format!("{words}. The union said so in a statement on Sunday, and the operator agreed with it. ")
                .repeat(3);
        format!(
            "<html><head><title>{words}</title></head><body><article><h1>{words}</h1><p>{story}</p></article></body></html>"
        )
    }

    #[test]
    fn pages_come_with_address_time_and_digest_and_the_rest_is_told() {
        let (old, new) = (page("Strike goes on"), page("Strike ends"));
        let right = format!("WARC-Payload-Digest: {}\r\n", digest::own(new.as_bytes()));
        let url = "https://quay.example/strike";
        let picture = response("https://quay.example/a.png", "2026-05-04T08:10:00Z", "", "x")
            .replace("text/html", "image/png");
        let moved =
            response("https://quay.example/old", "2026-05-04T08:10:00Z", "", "").replace("200 OK", "301 OK");
        let archive = [
            "WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nok\r\n\r\n".to_owned(),
            response(url, "2026-05-04T08:10:00Z", "WARC-Payload-Digest: sha1:AAAA\r\n", &old),
            response(url, "2026-05-07T10:00:00Z", &right, &new),
            picture,
            moved,
        ];
        let found = read_warc("a.warc", archive.concat().as_bytes(), &ReadOptions::default()).unwrap();
        let [first, second] = found.documents.as_slice() else { panic!("{found:?}") };
        assert!(second.text.contains("Strike ends"), "{}", second.text);
        assert_eq!((second.source.url.as_str(), second.source.accessed.as_str()), (url, "2026-05-07"));
        let captured = second.source.captured.as_ref().unwrap();
        assert_eq!(
            (captured.time.as_str(), captured.digest.starts_with("sha256:")),
            ("2026-05-07T10:00:00Z", true)
        );
        assert!(
            !second.title.contains("version") && second.problems.iter().all(|told| !told.contains("digest"))
        );
        assert!(first.title.ends_with("(earlier version, 2026-05-04 08:10)"), "{}", first.title);
        assert!(first.problems[0].contains("its digest in the archive is wrong"), "{:?}", first.problems);
        assert_eq!(first.source.captured.as_ref().unwrap().digest, "sha1:AAAA");
        assert_eq!(found.problems.len(), 2, "{:?}", found.problems);
    }

    #[test]
    fn what_is_no_archive_is_said() {
        assert!(read_warc("a.warc", b"words", &ReadOptions::default()).is_err());
        let empty = "WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nok\r\n\r\n";
        assert!(read_warc("a.warc", empty.as_bytes(), &ReadOptions::default()).is_err());
    }
}

//! [`read_mhtml`]: pages that a browser saved as one file. The page itself is read; frames are accounted for.

use super::digest;
use super::page::{Capture, page_document};
use crate::formats::decode::decode_labelled;
use crate::formats::eml::{bytes_of, page_text, repaired};
use crate::formats::html::StyleFiles;
use crate::formats::{FormatError, NewDocument, ReadOptions, parse_date};
use mail_parser::{HeaderName, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders as _};

/// The page of a file that a browser saved, with its address and the time of saving.
pub fn read_mhtml(
    file_name: &str,
    bytes: &[u8],
    _options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    let no_page = || {
        let reason = "it is not a saved page (MHTML), whatever its name says; check where it came from";
        FormatError::Unreadable(reason.to_owned())
    };
    let file = repaired(bytes);
    let message = MessageParser::new().parse(&file).ok_or_else(no_page)?;
    let main = main_part(&message).ok_or_else(no_page)?;
    let raw = bytes_of(&message, main);
    let (page, problems) = text(&message, main);
    let date = other(&message, "Date");
    let capture = Capture {
        url: address(&message, main),
        time: time(&message).unwrap_or_else(|| parse_date(&date).unwrap_or_default()),
        digest: digest::own(&raw),
        content_type: "text/html; charset=utf-8".to_owned(),
        body: page.into_bytes(),
        problems,
    };
    let mut document = page_document(file_name, capture, &styles(&message))?;
    document.original_sha256 = crate::formats::new_document::sha256_hex(bytes);
    for frame in message.parts.iter().filter(|part| is_page(part) && !std::ptr::eq(*part, main)) {
        let place =
            frame.content_location().filter(|place| place.starts_with("http")).unwrap_or("no address");
        // A frame that cannot be read has no words to name.
        let (words, hidden) = page_text(&text(&message, frame).0).unwrap_or_default();
        document.account.extend(hidden);
        document.account.leave_out(&format!("frame of the page ({place})"), &words);
    }
    Ok(document)
}

/// The style sheets of the file, by their addresses and marks.
fn styles(message: &Message<'_>) -> StyleFiles {
    let mut styles = StyleFiles::default();
    for part in message.parts.iter().filter(|part| part.is_content_type("text", "css")) {
        let (css, _) = text(message, part);
        let mark = part.content_id().map(|id| format!("cid:{}", id.trim_matches(['<', '>', ' '])));
        let places = [part.content_location().map(|place| place.trim().to_owned()), mark];
        places.into_iter().flatten().for_each(|place| styles.add(&place, css.clone()));
    }
    styles
}

fn is_page(part: &MessagePart<'_>) -> bool {
    part.is_content_type("text", "html") || part.is_content_type("application", "xhtml+xml")
}

/// The part that the file names as its start, else the first page.
fn main_part<'m>(message: &'m Message<'m>) -> Option<&'m MessagePart<'m>> {
    let start = message.content_type().and_then(|kind| kind.attribute("start"));
    let bare = |id: &str| id.trim_matches(['<', '>', ' ']).to_owned();
    let is_start = |part: &&MessagePart<'_>| {
        start.zip(part.content_id()).is_some_and(|(start, id)| bare(start) == bare(id)) && is_page(part)
    };
    message.parts.iter().find(is_start).or_else(|| message.parts.iter().find(|part| is_page(part)))
}

fn text(message: &Message<'_>, part: &MessagePart<'_>) -> (String, Vec<String>) {
    let bytes = bytes_of(message, part);
    let charset = part.content_type().and_then(|kind| kind.attribute("charset")).unwrap_or_default();
    let charset =
        if charset.is_empty() { crate::formats::eml::page_charset(&bytes) } else { charset.to_owned() };
    decode_labelled(&bytes, &charset)
}

fn address(message: &Message<'_>, main: &MessagePart<'_>) -> String {
    let snapshot = other(message, "Snapshot-Content-Location");
    let places = [Some(snapshot.as_str()), main.content_location(), message.content_location()];
    let mut places = places.into_iter().flatten().map(str::trim);
    places.find(|place| place.starts_with("http")).unwrap_or_default().to_owned()
}

fn other(message: &Message<'_>, name: &'static str) -> String {
    message
        .header_raw(HeaderName::Other(name.into()))
        .or_else(|| message.header_raw(name))
        .unwrap_or_default()
        .trim()
        .to_owned()
}

fn time(message: &Message<'_>) -> Option<String> {
    match message.header(HeaderName::Date)? {
        HeaderValue::DateTime(time) if time.is_valid() => Some(time.to_rfc3339()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::warc::tests::page;
    use super::*;

    fn saved(head: &str, parts: &[(&str, &str)]) -> String {
        let part = |(headers, body): &(&str, &str)| format!("--b\n{headers}\n\n{body}\n");
        let parts: String = parts.iter().map(part).collect();
        format!(
            "From: <Saved by Blink>\n{head}MIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype=\"text/html\";\n\tboundary=\"b\"{}\n\n\n{parts}--b--\n",
            ""
        )
    }

    #[test]
    fn the_page_is_read_and_its_frames_are_accounted_for() {
        let story = page("Strike ends");
        let head = "Snapshot-Content-Location: https://quay.example/strike\nSubject: Strike ends\nDate: Thu, 7 May 2026 10:00:00 -0000\n";
        let frame = (
            "Content-Type: text/html\nContent-Location: https://ads.example/f",
            "<body>Buy a boat today!</body>",
        );
        let main = (
            "Content-Type: text/html\nContent-ID: <frame-0@mhtml.blink>\nContent-Location: https://quay.example/strike",
            story.as_str(),
        );
        let picture = (
            "Content-Type: image/png\nContent-Transfer-Encoding: base64\nContent-Location: https://quay.example/a.png",
            "AAAA",
        );
        let file = saved(head, &[main, picture, frame]).replace('\n', "\r\n");
        let found = read_mhtml("a.mhtml", file.as_bytes(), &ReadOptions::default()).unwrap();
        assert!(found.text.contains("Strike ends") && !found.text.contains("boat"), "{}", found.text);
        assert_eq!(
            (found.source.url.as_str(), found.source.author.as_str()),
            ("https://quay.example/strike", "")
        );
        assert_eq!(found.source.accessed, "2026-05-07");
        assert_eq!(found.source.captured.unwrap().time, "2026-05-07T10:00:00Z");
        assert!(
            found
                .account
                .sentences()
                .iter()
                .any(|told| told.contains("frame of the page (https://ads.example/f) “Buy a boat today!”")),
            "{:?}",
            found.account
        );
    }

    #[test]
    fn style_sheets_of_the_file_are_followed() {
        let story = page("Strike ends").replace(
            "<body>",
            "<link rel=stylesheet href='cid:css-1@mhtml.blink'><link rel=stylesheet href='/s/more.css'><body><p class=gone>Wgone words</p>",
        );
        let main =
            ("Content-Type: text/html\nContent-Location: https://quay.example/a/strike", story.as_str());
        let own = ("Content-Type: text/css\nContent-ID: <css-1@mhtml.blink>", ".x { color: red }");
        let more = (
            "Content-Type: text/css\nContent-Location: https://quay.example/s/more.css",
            ".gone { display: none }",
        );
        let found =
            read_mhtml("a.mhtml", saved("", &[main, own, more]).as_bytes(), &ReadOptions::default()).unwrap();
        assert!(!found.text.contains("Wgone"), "{}", found.text);
        assert!(found.account.sentences().iter().any(|told| told == "left out: hidden text “Wgone words”"));
    }

    #[test]
    fn a_page_in_an_old_encoding_or_alone_is_read() {
        let (cyrillic, _, _) = encoding_rs::WINDOWS_1251
            .encode("<p>Мост закрыт с понедельника, сообщили власти города. Ремонт стоил три миллиона.</p>");
        let head = b"From: <Saved by Microsoft Internet Explorer 5>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=\"windows-1251\"\r\nContent-Location: https://most.example/\r\n\r\n";
        let found =
            read_mhtml("a.mht", &[head.as_slice(), &cyrillic].concat(), &ReadOptions::default()).unwrap();
        assert!(found.text.starts_with("Мост закрыт"), "{}", found.text);
        assert_eq!(found.source.url, "https://most.example/");
        assert!(read_mhtml("a.mht", b"words", &ReadOptions::default()).is_err());
    }
}

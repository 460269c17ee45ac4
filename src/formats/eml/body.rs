//! [`text_of`]: the words of one part of a mail, whatever carries them.

use crate::formats::decode::decode_labelled;
use encoding_rs::Encoding;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Message, MessagePart, MimeHeaders as _};
use std::borrow::Cow;

/// Where a page names its encoding, in bytes.
const PAGE_HEAD_LEN: usize = 2048;

/// Content of a part with its transfer encoding undone. What is damaged is read as far as it goes.
pub(in crate::formats) fn bytes_of<'m>(message: &'m Message<'_>, part: &'m MessagePart<'_>) -> Cow<'m, [u8]> {
    let place = |offset: u32| usize::try_from(offset).unwrap_or(usize::MAX);
    let raw = message.raw_message.get(place(part.offset_body)..place(part.offset_end));
    let Some(raw) = raw else { return Cow::Borrowed(part.contents()) };
    let encoding = part.content_transfer_encoding().unwrap_or_default().trim();
    if encoding.eq_ignore_ascii_case("base64") {
        Cow::Owned(base64_decode(raw).unwrap_or_else(|| partly_base64(raw)))
    } else if encoding.eq_ignore_ascii_case("quoted-printable") {
        Cow::Owned(quoted_printable_decode(raw).unwrap_or_else(|| lenient_quoted(raw)))
    } else {
        Cow::Borrowed(raw)
    }
}

/// The words of a part, with what was guessed about its encoding.
pub(super) fn text_of(message: &Message<'_>, part: &MessagePart<'_>, is_page: bool) -> (String, Vec<String>) {
    let bytes = bytes_of(message, part);
    let kind = part.content_type();
    let attribute = |name: &str| kind.and_then(|kind| kind.attribute(name)).unwrap_or_default();
    let charset = attribute("charset");
    let charset = if charset.is_empty() && is_page { page_charset(&bytes) } else { charset.to_owned() };
    // A few encodings are known to mail programs alone.
    let other = Encoding::for_label(charset.as_bytes())
        .is_none()
        .then(|| mail_parser::decoders::charsets::map::charset_decoder(charset.as_bytes()))
        .flatten();
    let (text, problems) = match other {
        Some(decode) if !bytes.is_ascii() || charset.to_lowercase().contains("utf-7") => {
            (decode(&bytes), Vec::new())
        }
        _ => decode_labelled(&bytes, &charset),
    };
    let text = crate::formats::decode::with_lf(text);
    let is_flowed = attribute("format").eq_ignore_ascii_case("flowed");
    let text =
        if is_flowed { unwrapped(&text, attribute("delsp").eq_ignore_ascii_case("yes")) } else { text };
    (text, problems)
}

/// Base64 up to the first line that is none; what follows was added by somebody, as plain text.
fn partly_base64(raw: &[u8]) -> Vec<u8> {
    let is_base64 = |line: &[u8]| {
        let line = line.trim_ascii();
        line.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
    };
    let lines = raw.split_inclusive(|byte| *byte == b'\n');
    let len = lines.take_while(|line| is_base64(line)).map(<[u8]>::len).sum();
    let (packed, plain) = raw.split_at_checked(len).unwrap_or((raw, &[]));
    let mut found = base64_decode(packed).unwrap_or_default();
    if !plain.trim_ascii().is_empty() {
        found.extend_from_slice(b"\n\n");
        found.extend_from_slice(plain);
    }
    found
}

/// Codes that are none stay as they are.
fn lenient_quoted(raw: &[u8]) -> Vec<u8> {
    let mut found = Vec::with_capacity(raw.len());
    for line in raw.split_inclusive(|byte| *byte == b'\n') {
        let bare = line.trim_ascii_end();
        let (mut rest, is_soft) = bare.strip_suffix(b"=").map_or((bare, false), |bare| (bare, true));
        while let Some((first, after)) = rest.split_first() {
            let code = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
            let is_code = |code: &&str| *first == b'=' && code.bytes().all(|byte| byte.is_ascii_hexdigit());
            let byte = code.filter(is_code).and_then(|code| u8::from_str_radix(code, 16).ok());
            found.push(byte.unwrap_or(*first));
            rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
        }
        if !is_soft && line.ends_with(b"\n") {
            found.push(b'\n');
        }
    }
    found
}

/// The encoding that a page names in its head; empty where it names none.
pub(in crate::formats) fn page_charset(bytes: &[u8]) -> String {
    let head = String::from_utf8_lossy(bytes.get(..PAGE_HEAD_LEN).unwrap_or(bytes)).to_ascii_lowercase();
    let after = head.split_once("charset").map_or("", |(_, after)| after);
    let after = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\''));
    let end = after.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '>' | ';' | '/'));
    after.get(..end.unwrap_or(after.len())).unwrap_or_default().to_owned()
}

/// Joins the lines that end in a blank with the next of the same depth of quotation (RFC 3676); the mark of a
/// signature stays. `drops_blank` for scripts without blanks between words.
fn unwrapped(text: &str, drops_blank: bool) -> String {
    let mut found = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let depth = line.len() - line.trim_start_matches('>').len();
        let (quotes, bare) = line.split_at(depth);
        // A blank in front is stuffed in where a line would look like something else.
        let stuffed = bare.strip_prefix(' ');
        let goes_on = bare.ends_with(' ') && stuffed.unwrap_or(bare) != "-- ";
        if open == Some(depth) {
            found.push_str(stuffed.unwrap_or(bare));
        } else {
            if open.is_some() {
                found.push('\n');
            }
            found.push_str(quotes);
            found.push_str(if depth > 0 { bare } else { stuffed.unwrap_or(bare) });
        }
        open = goes_on.then_some(depth);
        if !goes_on {
            found.push('\n');
        } else if drops_blank {
            found.pop();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_go_on_are_joined_within_their_quotation() {
        let text =
            "One line \nthat goes on.\nNext.\n> quoted \n> words\n> > deep \nplain\n-- \nSig\n From here\n";
        let joined = "One line that goes on.\nNext.\n> quoted words\n> > deep \nplain\n-- \nSig\nFrom here\n";
        assert_eq!(unwrapped(text, false), joined);
        assert_eq!(unwrapped("橋は \n開通\n", true), "橋は開通\n");
    }

    #[test]
    fn damaged_codes_are_read_as_far_as_they_go() {
        assert_eq!(lenient_quoted(b"a=20b=ZZ =E4=\nc=\n"), b"a b=ZZ \xE4c");
        assert_eq!(
            partly_base64(b"SGVsbG8=\r\n____\r\nList footer\r\n"),
            b"Hello\n\n____\r\nList footer\r\n"
        );
    }

    #[test]
    fn a_page_names_its_encoding() {
        assert_eq!(page_charset(b"<meta http-equiv=x content=\"text/html; charset=KOI8-R\">"), "koi8-r");
        assert_eq!(page_charset(b"<p>x"), "");
    }
}

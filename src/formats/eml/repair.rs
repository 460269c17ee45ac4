//! [`repaired`]: a mail whose head says more or less than one thing about how it is parted, made plain.

use mail_parser::ContentType;
use mail_parser::parsers::MessageStream;
use std::borrow::Cow;

/// Lines after a mark within which a part names its type.
const MARK_REACH: usize = 4;

/// The mail with one content type, whose mark of parts is in the mail.
///
/// Some mails have two such headers, and some name a mark that stands nowhere while another one parts them.
pub(in crate::formats) fn repaired(bytes: &[u8]) -> Cow<'_, [u8]> {
    let bytes = after_envelope(bytes);
    let (head, body) = bytes.split_at_checked(head_len(bytes)).unwrap_or((bytes, &[]));
    let fields = fields(head);
    let types: Vec<&[u8]> = fields.iter().copied().filter(|field| is_content_type(field)).collect();
    let parting = types.iter().find(|field| is_parting(field, body));
    let found = parting.or_else(|| types.iter().find(|field| !is_multipart(field)));
    let chosen = match (found, types.as_slice()) {
        (Some(_), [_]) | (None, []) => return Cow::Borrowed(bytes),
        (Some(field), _) => field.to_vec(),
        (None, _) => match mark(body) {
            Some(mark) => {
                format!("Content-Type: {}; boundary=\"{mark}\"\r\n", multipart(&types)).into_bytes()
            }
            None => return Cow::Borrowed(bytes),
        },
    };
    let others = fields.into_iter().filter(|field| !is_content_type(field));
    let head = others.chain([chosen.as_slice()]).collect::<Vec<_>>().concat();
    Cow::Owned([&head, body].concat())
}

/// Without blank lines and the line that mailboxes put before each mail.
fn after_envelope(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    loop {
        let line = rest.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
        let is_envelope = line.starts_with(b"From ") || line.starts_with(b">From ");
        match rest.get(line.len()..) {
            Some(after) if !line.is_empty() && (is_envelope || line.trim_ascii().is_empty()) => rest = after,
            _ => return rest,
        }
    }
}

/// Up to the blank line, which belongs to the body.
fn head_len(bytes: &[u8]) -> usize {
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    lines.take_while(|line| !line.trim_ascii().is_empty()).map(<[u8]>::len).sum()
}

/// Header fields with the lines that go on.
fn fields(head: &[u8]) -> Vec<&[u8]> {
    let (mut found, mut start, mut at) = (Vec::new(), 0, 0);
    for line in head.split_inclusive(|byte| *byte == b'\n') {
        if at > start && !line.starts_with(b" ") && !line.starts_with(b"\t") {
            found.extend(head.get(start..at));
            start = at;
        }
        at += line.len();
    }
    found.extend(head.get(start..).filter(|last| !last.is_empty()));
    found
}

fn is_content_type(field: &[u8]) -> bool {
    let name = field.split(|byte| *byte == b':').next().unwrap_or_default();
    name.len() < field.len() && name.trim_ascii().eq_ignore_ascii_case(b"content-type")
}

fn parsed(field: &[u8]) -> Option<ContentType<'_>> {
    let at = field.iter().position(|byte| *byte == b':')? + 1;
    MessageStream::new(field.get(at..)?).parse_content_type().into_content_type()
}

fn is_multipart(field: &[u8]) -> bool {
    parsed(field).is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("multipart"))
}

/// Whether its mark of parts is a line of the body.
fn is_parting(field: &[u8], body: &[u8]) -> bool {
    let mark = parsed(field).and_then(|kind| kind.attribute("boundary").map(|mark| format!("--{mark}")));
    let is_mark =
        |mark: String| body.split(|byte| *byte == b'\n').any(|line| line.trim_ascii_end() == mark.as_bytes());
    is_multipart(field) && mark.is_some_and(is_mark)
}

/// The first line that looks like a mark of parts: a head that names a type follows it.
fn mark(body: &[u8]) -> Option<&str> {
    let lines: Vec<&[u8]> = body.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end).collect();
    let names_type =
        |line: &&[u8]| line.get(..8).is_some_and(|start| start.eq_ignore_ascii_case(b"content-"));
    let at = lines.iter().enumerate().position(|(at, line)| {
        let next = lines.get(at + 1..).unwrap_or_default();
        line.len() > 3 && line.starts_with(b"--") && next.iter().take(MARK_REACH).any(names_type)
    })?;
    let mark = std::str::from_utf8(lines.get(at)?.get(2..)?).ok()?;
    Some(mark).filter(|mark| !mark.contains(['"', '\\']))
}

/// As one of the headers says; else parts that follow each other.
fn multipart(types: &[&[u8]]) -> String {
    let said = types
        .iter()
        .filter_map(|field| parsed(field))
        .find(|kind| kind.ctype().eq_ignore_ascii_case("multipart"));
    let subtype = said.as_ref().and_then(|kind| kind.subtype()).unwrap_or("mixed");
    format!("multipart/{subtype}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn type_of(mail: &str) -> String {
        let repaired = repaired(mail.as_bytes());
        let repaired = String::from_utf8_lossy(&repaired);
        let head = repaired.split("\n\n").next().unwrap();
        let types: Vec<&str> = head.lines().filter(|line| line.starts_with("Content-Type")).collect();
        types.join("|")
    }

    #[test]
    fn the_type_whose_mark_is_there_counts() {
        let body = "\n--b\nContent-Type: text/plain\n\nx\n--b--\n";
        let a = "Content-Type: multipart/mixed; boundary=a\n";
        let b = "Content-Type: multipart/alternative; boundary=b\n";
        for head in [[a, b], [b, a]] {
            assert_eq!(type_of(&format!("{}Subject: S\n{body}", head.concat())), b.trim());
        }
        let guessed = "Content-Type: multipart/mixed; boundary=\"b\"";
        assert_eq!(type_of(&format!("{a}{body}")).trim(), guessed);
        assert_eq!(type_of(&format!("{b}{body}")), b.trim());
    }

    #[test]
    fn other_mails_stay_as_they_are() {
        for mail in ["Subject: S\n\nText", "Content-Type: text/plain\nX: y\n\n--\nSig\n", "", "\n\n"] {
            assert_eq!(repaired(mail.as_bytes()).as_ref(), mail.trim_start().as_bytes());
        }
        let boxed = "From a@b Mon May  4 08:10:00 2026\nSubject: S\n\nText";
        assert_eq!(repaired(boxed.as_bytes()).as_ref(), b"Subject: S\n\nText");
    }
}

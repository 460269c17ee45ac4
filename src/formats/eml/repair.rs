//! [`repaired`]: a mail whose heads say more or less than one thing about how it is parted, made plain.

use mail_parser::ContentType;
use mail_parser::parsers::MessageStream;
use std::borrow::Cow;

/// Lines after a mark within which a part names its type.
const MARK_REACH: usize = 4;

/// The mail with one content type in each head, whose mark of parts is in the mail, and a blank line after each head.
///
/// Some mails have two such headers, some name a mark that stands nowhere while another one parts them, and in some the
/// text follows the head without a blank line.
pub(in crate::formats) fn repaired(bytes: &[u8]) -> Cow<'_, [u8]> {
    let bytes = after_envelope(bytes);
    let mut found: Option<Vec<u8>> = None;
    let mut done = 0;
    for start in head_starts(bytes) {
        let from = bytes.get(start..).unwrap_or_default();
        let (head, body) = from.split_at_checked(head_len(from)).unwrap_or((from, &[]));
        if let Some(new) = repaired_head(head, body, start == 0) {
            let found = found.get_or_insert_default();
            found.extend_from_slice(bytes.get(done..start).unwrap_or_default());
            found.extend_from_slice(&new);
            done = start + head.len();
        }
    }
    match found {
        Some(mut found) => {
            found.extend_from_slice(bytes.get(done..).unwrap_or_default());
            Cow::Owned(found)
        }
        None => Cow::Borrowed(bytes),
    }
}

/// Where the head of the mail and those of its parts begin.
fn head_starts(bytes: &[u8]) -> Vec<usize> {
    let (mut found, mut at, mut follows_mark) = (vec![0], 0, false);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if follows_mark && line.get(..8).is_some_and(|start| start.eq_ignore_ascii_case(b"content-")) {
            found.push(at);
        }
        follows_mark = line.starts_with(b"--") && line.trim_ascii_end().len() > 2;
        at += line.len();
    }
    found
}

/// None where the head is plain already. A mark of parts is looked for only where none is named rightly.
fn repaired_head(head: &[u8], body: &[u8], is_root: bool) -> Option<Vec<u8>> {
    let fields = fields(head);
    let types: Vec<&[u8]> = fields.iter().copied().filter(|field| is_content_type(field)).collect();
    let is_open = body.first().is_some_and(|byte| !matches!(byte, b'\r' | b'\n'));
    let parting = types.iter().find(|field| is_parting(field, body));
    let found = parting.or_else(|| types.iter().find(|field| !is_multipart(field)));
    let chosen = match (found, types.as_slice()) {
        (Some(_), [_]) | (None, []) => None,
        (Some(field), _) => Some(field.to_vec()),
        (None, _) => mark(body)
            .filter(|_| is_root)
            .map(|mark| format!("Content-Type: {}; boundary=\"{mark}\"\r\n", multipart(&types)).into_bytes()),
    };
    let mut new = match chosen {
        Some(chosen) => {
            let others = fields.into_iter().filter(|field| !is_content_type(field));
            others.chain([chosen.as_slice()]).collect::<Vec<_>>().concat()
        }
        None if is_open => head.to_vec(),
        None => return None,
    };
    if is_open && !new.is_empty() {
        new.extend_from_slice(b"\r\n");
    }
    Some(new)
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

/// Up to the blank line, which belongs to the body, or to the first line that is no field.
fn head_len(bytes: &[u8]) -> usize {
    let is_field = |line: &&[u8]| {
        !line.trim_ascii().is_empty()
            && (line.starts_with(b" ") || line.starts_with(b"\t") || line.contains(&b':'))
    };
    bytes.split_inclusive(|byte| *byte == b'\n').take_while(is_field).map(<[u8]>::len).sum()
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
        line.len() > 2 && line.starts_with(b"--") && next.iter().take(MARK_REACH).any(names_type)
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
    fn heads_of_parts_are_repaired_and_text_without_a_blank_line_is_no_header() {
        let mail = "From: a@b\nContent-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/alternative; boundary=i\n\
                    Content-Type: text/plain\n\nx\n--i\nContent-Type: text/plain\nbar\n--i--\n--o--\n";
        let found = repaired(mail.as_bytes());
        let found = String::from_utf8_lossy(&found).replace('\r', "");
        assert!(found.contains("--o\nContent-Type: multipart/alternative; boundary=i\n\nx"), "{found}");
        assert!(found.contains("--i\nContent-Type: text/plain\n\nbar\n--i--"), "{found}");
        let open = repaired(b"Subject: S\nthere is no blank line here\n");
        assert_eq!(open.as_ref(), b"Subject: S\n\r\nthere is no blank line here\n");
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

//! [`read_eml`]: mails. The words of the message; attachments are named, not read.

mod mime;
mod words;

use super::extract::{Extracted, Lines, value};
use super::html::{Tree, write_all_text};
use super::{FormatError, NewDocument, ReadOptions, parse_date};
use crate::model::Source;
use mime::Part;
use words::decode_words;

/// The text of a mail, with subject, sender and date.
pub fn read_eml(
    file_name: &str,
    bytes: &[u8],
    _options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    NewDocument::from_extracted(file_name, bytes, extract(bytes)?)
}

fn extract(bytes: &[u8]) -> Result<Extracted, FormatError> {
    let mail = Part::read(bytes);
    if ["from", "subject", "date", "received", "to", "message-id"]
        .iter()
        .all(|name| mail.header(name).is_empty())
    {
        let reason = "it is not a mail, whatever its name says; check where it came from";
        return Err(FormatError::Unreadable(reason.to_owned()));
    }
    let mut message = Message::default();
    message.collect(&mail, 0)?;
    let mut lines = Lines::default();
    let mut problems = message.problems;
    match (message.plain.trim().is_empty(), &message.html) {
        (true, Some(html)) => {
            write_all_text(&Tree::parse(html, false)?, &mut lines);
            problems.push("the mail has its text as a web page only".to_owned());
        }
        _ => write_plain(&message.plain, &mut lines),
    }
    let source = Source {
        author: sender(&decode_words(mail.header("from"))),
        published: parse_date(mail.header("date")).unwrap_or_default(),
        ..Source::default()
    };
    let language = super::html::language_tag(mail.header("content-language")).unwrap_or_default();
    let text = lines.finish(&mut problems);
    let title = value(&decode_words(mail.header("subject")));
    Ok(Extracted { text, title, language, source, problems, ..Extracted::default() })
}

/// The name in `"Name" <address>`, else the address.
fn sender(from: &str) -> String {
    let name = from.split_once('<').map_or("", |(name, _)| name).trim().trim_matches('"');
    let address =
        from.split_once('<').and_then(|(_, after)| after.split_once('>')).map(|(address, _)| address);
    value(if name.is_empty() { address.unwrap_or(from) } else { name })
}

/// Lines as they are, blank ones between paragraphs.
fn write_plain(text: &str, lines: &mut Lines) {
    text.split("\n\n").for_each(|paragraph| lines.paragraph(paragraph));
}

/// What there is to read in a mail.
#[derive(Debug, Default)]
struct Message {
    plain: String,
    html: Option<String>,
    problems: Vec<String>,
}

/// Parts in parts.
const MAX_DEPTH: usize = 20;

impl Message {
    fn collect(&mut self, part: &Part<'_>, depth: usize) -> Result<(), FormatError> {
        if depth > MAX_DEPTH {
            return Err(FormatError::Hostile(format!("its parts are nested more than {MAX_DEPTH} deep")));
        }
        if part.kind.starts_with("multipart/") {
            for inner in part.parts() {
                self.collect(&inner, depth + 1)?;
            }
            return Ok(());
        }
        let name = part.file_name();
        if part.is_attachment() || !name.is_empty() || !part.kind.starts_with("text/") {
            let what = if name.is_empty() { part.kind.clone() } else { format!("“{}”", value(&name)) };
            // Signatures are of no use to a reader.
            if part.kind != "application/pgp-signature" && self.problems.len() < 100 {
                self.problems
                    .push(format!("the attachment {what} was not read; save it and add it by itself"));
            }
        } else if part.kind == "text/html" {
            let page = part.text();
            self.html.get_or_insert_default().push_str(&page);
        } else if part.kind == "text/plain" {
            if !self.plain.is_empty() {
                self.plain.push_str("\n\n");
            }
            self.plain.push_str(&part.text());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mail: &str) -> Extracted {
        extract(mail.replace('\n', "\r\n").as_bytes()).unwrap()
    }

    #[test]
    fn a_mail_gives_text_sender_subject_and_date() {
        let found = read(
            "From: =?utf-8?Q?Ana_Ru=C3=ADz?= <ana@valley.example>\nSubject: =?UTF-8?B?RGFtIG9wZW5z?=\n =?UTF-8?B?IHRvZGF5?=\n\
             Date: Tue, 28 Apr 2026 09:30:00 +0200\nContent-Type: text/plain; charset=iso-8859-1\n\
             Content-Transfer-Encoding: quoted-printable\n\nIt is=20full, caf=E9 =\nincluded.\n\n> Was it?\n",
        );
        assert_eq!(found.text, "It is full, café included.\n\n> Was it?\n");
        assert_eq!((found.title.as_str(), found.source.author.as_str()), ("Dam opens today", "Ana Ruíz"));
        assert_eq!(found.source.published, "2026-04-28");
    }

    #[test]
    fn plain_text_goes_before_a_page_and_attachments_are_named() {
        let found = read(
            "From: a@b.example\nContent-Type: multipart/mixed; boundary=\"x\"\n\npreamble\n--x\nContent-Type: multipart/alternative; boundary=y\n\n\
             --y\nContent-Type: text/plain\n\nPlain words.\n--y\nContent-Type: text/html\n\n<p>Page words.</p>\n--y--\n--x\n\
             Content-Type: application/pdf; name=\"r.pdf\"\nContent-Disposition: attachment; filename*=utf-8''r%C3%A9.pdf\n\nJVBER\n--x--\n",
        );
        assert_eq!(found.text, "Plain words.\n");
        assert_eq!(found.problems, ["the attachment “ré.pdf” was not read; save it and add it by itself"]);
    }

    #[test]
    fn a_mail_that_is_a_page_is_read_as_one() {
        let found = read(
            "From: \"Desk\" <a@b.example>\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+UGFnZSB3b3Jkcy48L3A+\n",
        );
        assert_eq!((found.text.as_str(), found.source.author.as_str()), ("Page words.\n", "Desk"));
    }

    #[test]
    fn wrapped_lines_that_say_so_are_joined() {
        let found = read(
            "From: a@b.example\nContent-Type: text/plain; format=flowed\n\nOne line \nthat goes on.\nNext line.\n",
        );
        assert_eq!(found.text, "One line that goes on.\nNext line.\n");
    }

    #[test]
    fn what_is_no_mail_is_said() {
        assert!(
            extract(b"just some words\n\nand more").unwrap_err().to_string().starts_with("it is not a mail")
        );
    }
}

//! [`read_eml`]: mails. The words of the message and of those that it forwards; attachments are named, not read.
//!
//! The parts are those of the crate `mail-parser`; which of them are the text, and in which order, is decided here.

mod body;
mod headers;
mod letter;
mod repair;

use super::extract::{Extracted, Lines};
use super::{FormatError, NewDocument, ReadOptions, parse_date};
use crate::model::{Pinpoint, Source};
use headers::is_mail;
use letter::{Collector, Letter, Wrapping};
use mail_parser::{HeaderName, HeaderValue, Message, MessageParser};

pub(super) use body::{bytes_of, page_charset};
pub(super) use letter::page_text;
pub(super) use repair::repaired;

/// The text of a mail, with subject, sender and date.
pub fn read_eml(
    file_name: &str,
    bytes: &[u8],
    _options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    NewDocument::from_extracted(file_name, bytes, extract(bytes)?)
}

fn extract(bytes: &[u8]) -> Result<Extracted, FormatError> {
    let mail = repaired(bytes);
    let message = MessageParser::new().parse(&mail).filter(is_mail).ok_or_else(|| {
        let reason = "it is not a mail, whatever its name says; check where it came from";
        FormatError::Unreadable(reason.to_owned())
    })?;
    let mut collector = Collector::default();
    let mut letter = collector.letter(&message, 0)?;
    if letter.is_empty() {
        let mut again = Collector { takes_attached: true, ..Collector::default() };
        let attached = again.letter(&message, 0)?;
        if attached.is_empty() {
            return Err(nothing_to_read(&collector));
        }
        again.problems.push("it has no text but that of its attachments, which was read".to_owned());
        (letter, collector) = (attached, again);
    }
    let Collector { account, mut problems, wrapping, .. } = collector;
    if wrapping == Some(Wrapping::Winmail) {
        problems.push("it has a part in Outlook's own format (winmail.dat), which was not read".to_owned());
    }
    let mut lines = Lines::default();
    let has_several = !letter.inner.is_empty();
    if has_several {
        lines.mark(mark(&letter));
    }
    write(&letter, &mut lines);
    let source = Source {
        author: letter.head.author.clone(),
        published: parse_date(&letter.head.date).unwrap_or_default(),
        ..Source::default()
    };
    let pinpoints = lines.take_pinpoints();
    let text = lines.finish(&mut problems);
    let (title, language) = (letter.head.subject, language(&message));
    Ok(Extracted { text, title, language, source, problems, account, pinpoints, ..Extracted::default() })
}

/// The own text, then each mail that it carries with its sender, date and subject.
fn write(letter: &Letter, lines: &mut Lines) {
    letter.blocks.iter().for_each(|block| lines.paragraph(block));
    for inner in &letter.inner {
        lines.mark(mark(inner));
        lines.paragraph(&origin(inner, letter));
        lines.paragraph(&inner.head.subject);
        write(inner, lines);
    }
}

/// Sender and date of a mail within another one, as far as they are not those of the other: the words are theirs.
fn origin(inner: &Letter, outer: &Letter) -> String {
    let told =
        [("From", &inner.head.author, &outer.head.author), ("Date", &inner.head.date, &outer.head.date)];
    let told = told.into_iter().filter(|(_, own, other)| !own.is_empty() && own != other);
    told.map(|(name, own, _)| format!("{name}: {own}")).collect::<Vec<_>>().join("\n")
}

fn mark(letter: &Letter) -> Pinpoint {
    Pinpoint::Message(letter.head.author.clone(), letter.head.time.clone())
}

fn language(message: &Message<'_>) -> String {
    let named = match message.header(HeaderName::ContentLanguage) {
        Some(HeaderValue::Text(tag)) => tag.to_string(),
        Some(HeaderValue::TextList(tags)) => tags.first().map(ToString::to_string).unwrap_or_default(),
        _ => String::new(),
    };
    super::html::language_tag(&named).unwrap_or_default()
}

fn nothing_to_read(collector: &Collector) -> FormatError {
    let attachments = letter::attachments(&collector.account);
    if collector.wrapping == Some(Wrapping::Locked) {
        FormatError::Locked
    } else if collector.wrapping == Some(Wrapping::Winmail) {
        let reason =
            "its text is in Outlook's own format (winmail.dat); ask for the mail as plain text or HTML";
        FormatError::Unreadable(reason.to_owned())
    } else if attachments.is_empty() {
        FormatError::Empty
    } else {
        let reason =
            format!("it has no text but attachments ({attachments}); save them and add them by themselves");
        FormatError::Unreadable(reason)
    }
}

#[cfg(test)]
mod tests;

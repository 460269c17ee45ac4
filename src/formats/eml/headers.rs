//! [`Head`]: what the headers of a mail say, with letters that were cut between two encoded words whole again.

use crate::formats::decode::decode_labelled;
use crate::formats::extract::value;
use mail_parser::parsers::MessageStream;
use mail_parser::{GetHeader as _, HeaderName, HeaderValue, Message};

/// Headers of one mail.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) subject: String,
    /// The name, else the address; several parted by commas.
    pub(super) author: String,
    /// As the header has it.
    pub(super) date: String,
    /// For a reader; as the header has it where it is no date.
    pub(super) time: String,
    /// Whom it went to, and what else a mail program shows beside the text: name of the header, and value.
    pub(super) others: Vec<(&'static str, String)>,
}

/// Shown beside the text, and no metadata of a document.
const OTHERS: [(&str, HeaderName<'static>); 6] = [
    ("To", HeaderName::To),
    ("Cc", HeaderName::Cc),
    ("Bcc", HeaderName::Bcc),
    ("Reply-To", HeaderName::ReplyTo),
    ("Keywords", HeaderName::Keywords),
    ("Comments", HeaderName::Comments),
];

impl Head {
    pub(super) fn of(message: &Message<'_>) -> Self {
        let raw = |name: &HeaderName<'static>| raw(message, name);
        let author = raw(&HeaderName::From).or_else(|| raw(&HeaderName::Sender));
        let date = raw(&HeaderName::Date).unwrap_or_default();
        let others = OTHERS.iter().filter_map(|(label, name)| Some((*label, plain(&raw(name)?))));
        Self {
            subject: raw(&HeaderName::Subject).map(|subject| plain(&subject)).unwrap_or_default(),
            author: author.map(|author| people(&author)).unwrap_or_default(),
            time: time(&date),
            date: plain(&date),
            others: others.filter(|(_, text)| !text.is_empty()).collect(),
        }
    }
}

/// Whether it has any header that mails have.
pub(super) fn is_mail(message: &Message<'_>) -> bool {
    let known = [
        HeaderName::From,
        HeaderName::Subject,
        HeaderName::Date,
        HeaderName::Received,
        HeaderName::To,
        HeaderName::MessageId,
        HeaderName::MimeVersion,
        HeaderName::ContentType,
    ];
    known.iter().any(|name| raw(message, name).is_some())
}

/// The last header of that name, decoded to characters, its encoded words joined; none where it is blank.
fn raw(message: &Message<'_>, name: &HeaderName<'static>) -> Option<String> {
    let header = message.parts.first()?.headers.header(name.clone())?;
    let start = usize::try_from(header.offset_start).ok()?;
    let bytes = message.raw_message.get(start..usize::try_from(header.offset_end).ok()?)?;
    let (text, _) = decode_labelled(bytes, "");
    Some(joined(text.trim())).filter(|text| !text.is_empty())
}

/// On one line, encoded words decoded.
fn plain(header: &str) -> String {
    let line = format!("{header}\n");
    let text = MessageStream::new(line.as_bytes()).parse_unstructured().into_text().unwrap_or_default();
    value(&text)
}

fn people(header: &str) -> String {
    let line = format!("{header}\n");
    let HeaderValue::Address(address) = MessageStream::new(line.as_bytes()).parse_address() else {
        return plain(header);
    };
    let named = |text: Option<&str>| text.map(value).filter(|text| !text.is_empty());
    let names: Vec<String> =
        address.iter().filter_map(|one| named(one.name()).or_else(|| named(one.address()))).collect();
    if names.is_empty() { plain(header) } else { names.join(", ") }
}

/// Date, time of day and zone as numbers.
fn time(header: &str) -> String {
    let line = format!("{header}\n");
    match MessageStream::new(line.as_bytes()).parse_date() {
        HeaderValue::DateTime(time) if time.is_valid() => {
            let sign = if time.tz_before_gmt { '-' } else { '+' };
            format!(
                "{:04}-{:02}-{:02} {:02}:{:02} {sign}{:02}:{:02}",
                time.year, time.month, time.day, time.hour, time.minute, time.tz_hour, time.tz_minute
            )
        }
        _ => plain(header),
    }
}

/// Makes one of encoded words that follow each other in one encoding: a letter may be cut between them.
fn joined(header: &str) -> String {
    let mut found = String::with_capacity(header.len());
    let mut rest = header;
    let mut last: Option<(String, char)> = None;
    while let Some(at) = rest.find("=?") {
        let (before, from) = rest.split_at(at);
        let Some(word) = Word::at_start(from) else {
            let (mark, after) = from.split_at(2);
            found.push_str(before);
            found.push_str(mark);
            (rest, last) = (after, None);
            continue;
        };
        let key = (word.charset.to_lowercase(), word.kind);
        if before.trim().is_empty() && last.as_ref() == Some(&key) {
            found.truncate(found.len() - 2);
        } else {
            found.push_str(before);
            found.extend(["=?", word.charset, "?"]);
            found.push(word.kind);
            found.push('?');
        }
        found.push_str(word.content);
        found.push_str("?=");
        (rest, last) = (word.after, Some(key));
    }
    found.push_str(rest);
    found
}

/// `=?charset?Q?content?=` and what comes after.
struct Word<'h> {
    charset: &'h str,
    kind: char,
    content: &'h str,
    after: &'h str,
}

impl<'h> Word<'h> {
    fn at_start(text: &'h str) -> Option<Self> {
        let (charset, rest) = text.strip_prefix("=?")?.split_once('?')?;
        let (kind, rest) = rest.split_once('?')?;
        let (content, after) = rest.split_once("?=")?;
        let kind = kind.chars().next().filter(|_| kind.len() == 1)?.to_ascii_uppercase();
        let is_word = matches!(kind, 'B' | 'Q') && !charset.contains(char::is_whitespace);
        is_word.then_some(Self { charset, kind, content, after })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_words_are_joined_before_they_are_decoded() {
        for (header, text) in [
            ("=?utf-8?Q?Br=C3?= =?utf-8?Q?=BCcke?=", "Brücke"),
            ("=?UTF-8?B?QnLD?=\r\n =?utf-8?B?vGNrZQ==?=", "Brücke"),
            ("=?utf-8?B?QnLDvA==?= =?utf-8?B?Y2tl?=", "Brücke"),
            ("=?iso-8859-1?Q?caf=E9?= and =?iso-8859-1?Q?caf=E9?=", "café and café"),
            ("=?iso-8859-1?Q?caf=E9?= =?utf-8?Q?_=E2=82=AC?=", "café €"),
            ("=?gb2312?B?tPM=?= =?gb2312?B?x8U=?=", "大桥"),
            ("a =? b =?= c", "a =? b =?= c"),
            ("2 < 3 =?x?y", "2 < 3 =?x?y"),
        ] {
            assert_eq!(plain(&joined(header)), text);
        }
    }

    #[test]
    fn people_are_named_by_name_or_address() {
        for (header, names) in [
            ("\"Lind, Mara\" <mara@paper.example>", "Lind, Mara"),
            ("mara@paper.example", "mara@paper.example"),
            ("<mara@paper.example>", "mara@paper.example"),
            ("=?utf-8?Q?Ana_Ru=C3=ADz?= <a@b.example>, Bo <b@b.example>", "Ana Ruíz, Bo"),
        ] {
            assert_eq!(people(header), names);
        }
    }

    #[test]
    fn a_time_keeps_its_zone() {
        assert_eq!(time("Mon, 04 May 2026 08:10:00 -0730"), "2026-05-04 08:10 -07:30");
        assert_eq!(time("yesterday"), "yesterday");
    }
}

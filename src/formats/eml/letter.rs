//! [`Letter`]: a mail as a reader sees it: its own text in order, then the mails that it carries.

use super::body::text_of;
use super::headers::Head;
use crate::formats::FormatError;
use crate::formats::extract::{Account, Lines, collapsed, value};
use crate::formats::html::{Tree, write_all_text};
use crate::formats::uuencoded::without_uuencoded;
use mail_parser::{Message, MessagePart, MimeHeaders as _, PartType};
use std::collections::BTreeSet;

/// Parts in parts, and mails in mails.
const MAX_DEPTH: usize = 20;
/// A text is a stub where another form of it has more than so many times its words, and so many more.
const STUB_FACTOR: usize = 2;
const STUB_WORDS: usize = 20;
/// It is one too where fewer than one in so many of its words are in the other form, or where it has fewer than one in
/// so many of the other's words and none of its own.
const STUB_SHARE: usize = 5;
/// Reason of attachments in the account.
const ATTACHMENT: &str = "attachment, not read; save it and add it by itself";

/// A mail with the mails that it carries.
#[derive(Debug, Default)]
pub(super) struct Letter {
    pub(super) head: Head,
    pub(super) blocks: Vec<String>,
    pub(super) inner: Vec<Self>,
}

impl Letter {
    pub(super) fn is_empty(&self) -> bool {
        // The subject of a mail within it is text.
        let is_silent = |letter: &Self| letter.head.subject.is_empty() && letter.is_empty();
        self.blocks.is_empty() && self.inner.iter().all(is_silent)
    }
}

/// What one part gives to read.
#[derive(Debug, Default)]
struct Found {
    blocks: Vec<String>,
    letters: Vec<Letter>,
    /// It was read from a web page.
    is_page: bool,
}

/// Collects what there is to read in a mail, and accounts for the rest.
#[derive(Debug, Default)]
pub(super) struct Collector {
    pub(super) account: Account,
    pub(super) problems: Vec<String>,
    /// Texts sent as attachments count too: for mails that have no other.
    pub(super) takes_attached: bool,
    pub(super) wrapping: Option<Wrapping>,
}

/// What keeps the text of a mail from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrapping {
    /// Only its owner's key opens it.
    Locked,
    /// Outlook's own format.
    Winmail,
}

impl Collector {
    pub(super) fn letter(&mut self, message: &Message<'_>, depth: usize) -> Result<Letter, FormatError> {
        let head = Head::of(message);
        for (name, text) in &head.others {
            let reason = if matches!(*name, "Keywords" | "Comments") { "header" } else { "recipients" };
            self.account.leave_out(reason, &format!("{name}: {text}"));
        }
        let found = match message.parts.first() {
            Some(root) => self.part(message, root, depth)?,
            None => Found::default(),
        };
        Ok(Letter { head, blocks: found.blocks, inner: found.letters })
    }

    fn part(
        &mut self,
        message: &Message<'_>,
        part: &MessagePart<'_>,
        depth: usize,
    ) -> Result<Found, FormatError> {
        if depth > MAX_DEPTH {
            return Err(FormatError::Hostile(format!("its parts are nested more than {MAX_DEPTH} deep")));
        }
        match &part.body {
            PartType::Multipart(ids) => {
                let parts =
                    ids.iter().filter_map(|id| message.part(*id)).filter(|inner| !std::ptr::eq(*inner, part));
                let mut forms = Vec::new();
                for inner in parts {
                    forms.push(self.part(message, inner, depth + 1)?);
                }
                let is_choice = part.is_content_type("multipart", "alternative");
                Ok(if is_choice { self.chosen(forms) } else { joined(forms) })
            }
            PartType::Message(inner) => {
                let letter = self.letter(inner, depth + 1)?;
                Ok(Found { letters: vec![letter], ..Found::default() })
            }
            _ => self.leaf(message, part),
        }
    }

    fn leaf(&mut self, message: &Message<'_>, part: &MessagePart<'_>) -> Result<Found, FormatError> {
        let kind = part
            .content_type()
            .map(|kind| (kind.ctype().to_lowercase(), kind.subtype().unwrap_or_default().to_lowercase()));
        let (kind, subtype) = kind.unwrap_or_else(|| ("text".to_owned(), "plain".to_owned()));
        // What says that it has parts and has none is read as it stands.
        let is_text = matches!(kind.as_str(), "text" | "multipart")
            || (kind == "message" && matches!(part.body, PartType::Text(_)));
        let is_read = is_text && !NOT_READ.contains(&subtype.as_str());
        let is_attached = part.content_disposition().is_some_and(|kind| kind.is_attachment());
        if !is_read || (is_attached && !self.takes_attached) {
            self.attachment(part, &kind, &subtype);
            return Ok(Found::default());
        }
        let is_page = kind == "text" && matches!(subtype.as_str(), "html" | "xhtml");
        let (text, problems) = text_of(message, part, is_page);
        for problem in problems {
            self.tell(problem);
        }
        let text =
            if matches!(subtype.as_str(), "enriched" | "richtext") { without_commands(&text) } else { text };
        let text = match without_uuencoded(&text) {
            Some(unpacked) => {
                unpacked.problems.into_iter().for_each(|problem| self.tell(problem));
                self.account.extend(unpacked.account);
                unpacked.text
            }
            None => text,
        };
        let text = if is_page {
            let (text, left_out) = page_text(&text)?;
            self.account.extend(left_out);
            text
        } else {
            text
        };
        let blocks = text.split("\n\n").filter(|block| !block.trim().is_empty()).map(str::to_owned);
        Ok(Found { blocks: blocks.collect(), is_page, ..Found::default() })
    }

    fn attachment(&mut self, part: &MessagePart<'_>, kind: &str, subtype: &str) {
        let name = part.attachment_name().map(value).unwrap_or_default();
        if subtype == "ms-tnef" || name.eq_ignore_ascii_case("winmail.dat") {
            self.wrapping = Some(Wrapping::Winmail);
        }
        let smime = part.content_type().and_then(|kind| kind.attribute("smime-type")).unwrap_or_default();
        if subtype == "pgp-encrypted" || smime.eq_ignore_ascii_case("enveloped-data") {
            self.wrapping = Some(Wrapping::Locked);
        }
        let described = match (name.as_str(), part.content_description()) {
            ("", Some(words)) => format!("{kind}/{subtype} ({})", value(words)),
            ("", None) => format!("{kind}/{subtype}"),
            (name, _) => name.to_owned(),
        };
        let is_signature = subtype.contains("signature");
        self.account.leave_out(
            if is_signature { "signature of the sender's program" } else { ATTACHMENT },
            &described,
        );
    }

    /// Of forms of one text the plain one, unless it is a stub; words that only another form has are accounted for.
    fn chosen(&mut self, forms: Vec<Found>) -> Found {
        let has_text = |form: &&Found| word_count(form) > 0 || !form.letters.is_empty();
        let plain = forms.iter().position(|form| has_text(&form) && !form.is_page);
        let page = forms.iter().rposition(|form| has_text(&form) && form.is_page);
        let chosen = match (plain, page) {
            (Some(plain), Some(page)) if is_stub(forms.get(plain), forms.get(page)) => {
                self.tell("its plain text is only a stub; its text as a web page was read".to_owned());
                page
            }
            (Some(one), _) | (None, Some(one)) => one,
            (None, None) => return joined(forms),
        };
        let stub = plain.filter(|plain| *plain != chosen);
        let known: BTreeSet<String> = forms.get(chosen).into_iter().flat_map(words_of).collect();
        let mut found = Found::default();
        for (at, form) in forms.into_iter().enumerate() {
            if at == chosen {
                found.blocks = form.blocks;
                found.is_page = form.is_page;
            } else if stub == Some(at) {
                self.account.leave_out("plain text in place of the web page", &form.blocks.join(" "));
            } else {
                let lines = form.blocks.iter().flat_map(|block| block.lines());
                for line in lines.filter(|line| words_in(line).any(|word| !known.contains(&word))) {
                    self.account.leave_out("only in another form of the same text", line);
                }
            }
            found.letters.extend(form.letters);
        }
        found
    }

    /// Once, however many parts have it.
    fn tell(&mut self, problem: String) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }
}

/// Texts that are no words for a reader.
const NOT_READ: [&str; 9] =
    ["calendar", "vcard", "x-vcard", "directory", "css", "csv", "xml", "rfc822-headers", "x-amp-html"];

fn joined(parts: Vec<Found>) -> Found {
    let is_page = parts.iter().any(|part| part.is_page);
    parts.into_iter().fold(Found { is_page, ..Found::default() }, |mut all, part| {
        all.blocks.extend(part.blocks);
        all.letters.extend(part.letters);
        all
    })
}

/// The text of a page, and what of it no reader sees.
pub(in crate::formats) fn page_text(page: &str) -> Result<(String, Account), FormatError> {
    let mut lines = Lines::default();
    let left_out = write_all_text(&Tree::parse(page, false)?, &mut lines);
    // Too long a text is told when all of it is together.
    Ok((lines.finish(&mut Vec::new()), left_out))
}

/// Rich text of old mail programs without its commands in angle brackets (RFC 1896); `<<` is the sign itself.
fn without_commands(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        found.push_str(before);
        if let Some(after) = after.strip_prefix('<') {
            found.push('<');
            rest = after;
        } else {
            rest = after.split_once('>').map_or("", |(_, after)| after);
        }
    }
    found.push_str(rest);
    found
}

/// Whether a plain text only stands in for a page: it begins it, or says that there is one.
fn is_stub(plain: Option<&Found>, page: Option<&Found>) -> bool {
    let (Some(plain), Some(page)) = (plain, page) else {
        return false;
    };
    let (len, page_len) = (word_count(plain), word_count(page));
    if page_len > STUB_FACTOR * len && page_len > len + STUB_WORDS {
        return true;
    }
    // Addresses are no words: the page has them in its links.
    let words = plain.blocks.iter().flat_map(|block| block.split_whitespace());
    let own: Vec<String> = words.filter(|word| !word.contains("://")).flat_map(words_in).collect();
    let all = words_of(page);
    let known: BTreeSet<&String> = all.iter().collect();
    let shared = own.iter().filter(|word| known.contains(word)).count();
    // A plain text that is far longer is the better one, whatever the page says.
    let is_other = shared * STUB_SHARE < own.len() && len <= STUB_FACTOR * page_len;
    let is_beginning = shared == own.len() && own.len() * STUB_SHARE < all.len();
    is_other || is_beginning
}

fn word_count(form: &Found) -> usize {
    form.blocks.iter().map(|block| block.split_whitespace().count()).sum()
}

fn words_of(form: &Found) -> Vec<String> {
    form.blocks.iter().flat_map(|block| words_in(block)).collect()
}

/// Letters and digits only, so that signs of quotation or emphasis make no difference.
fn words_in(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// For messages.
pub(super) fn attachments(account: &Account) -> String {
    let own = account.left_out.iter().filter(|one| one.reason == ATTACHMENT);
    let names: Vec<&str> = own.flat_map(|one| one.starts.iter().map(String::as_str)).collect();
    collapsed(&names.join(", "))
}

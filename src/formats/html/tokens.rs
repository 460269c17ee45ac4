//! [`Tokens`]: a web page as tags and text, whatever is wrong with it. One pass, never back.

use super::entities::decode_entities;

/// Attributes that any reader asks for; the others are passed over.
const ATTRIBUTES: [&str; 22] = [
    "data-component",
    "data-testid",
    "http-equiv",
    "aria-hidden",
    "aria-label",
    "charset",
    "class",
    "content",
    "datetime",
    "epub:type",
    "hidden",
    "href",
    "id",
    "itemprop",
    "itemtype",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "style",
    "type",
];
/// Elements whose content is no markup.
const RAW: [&str; 9] =
    ["script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp", "plaintext"];
/// Bytes kept of one attribute: addresses of pictures written out in the page are of no use here.
const MAX_VALUE_LEN: usize = 4_000;

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// The name is in lower case.
    Open { name: String, attributes: Vec<(&'static str, String)>, closes_itself: bool },
    /// Likewise.
    Close(String),
    /// With entities as they are where it is the content of a raw element.
    Text(std::borrow::Cow<'t, str>),
}

/// Reads a page piece by piece.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    rest: &'t str,
    /// The raw element whose content comes next.
    raw: Option<String>,
}

impl<'t> Tokens<'t> {
    pub(super) const fn new(page: &'t str) -> Self {
        Self { rest: page, raw: None }
    }

    fn take(&mut self, len: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at_checked(len).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// What stands before the end tag of a raw element.
    fn raw_text(&mut self, name: &str) -> Token<'t> {
        let is_end = |at: &usize| {
            let after = self.rest.get(at + 2..).unwrap_or_default();
            let is_same = after.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
            is_same && !after.get(name.len()..).unwrap_or_default().starts_with(|c: char| c.is_alphanumeric())
        };
        let end = self.rest.match_indices("</").map(|(at, _)| at).find(is_end).unwrap_or(self.rest.len());
        let text = self.take(end);
        if matches!(name, "title" | "textarea") {
            Token::Text(decode_entities(text))
        } else {
            Token::Text(text.into())
        }
    }

    /// Past a comment, a declaration or a processing instruction.
    fn skip_markup(&mut self) {
        let end = |mark: &str, rest: &str| rest.find(mark).map_or(rest.len(), |at| at + mark.len());
        let len = if self.rest.starts_with("<!--") {
            if self.rest.starts_with("<!-->") { 5 } else { end("-->", self.rest) }
        } else if self.rest.starts_with("<![CDATA[") {
            end("]]>", self.rest)
        } else {
            end(">", self.rest)
        };
        self.take(len);
    }

    fn name(&mut self) -> String {
        let is_end = |c: char| c.is_whitespace() || matches!(c, '/' | '>');
        let len = self.rest.find(is_end).unwrap_or(self.rest.len());
        self.take(len).chars().take(40).collect::<String>().to_ascii_lowercase()
    }

    fn open_tag(&mut self) -> Token<'t> {
        self.take(1);
        let name = self.name();
        let mut attributes = Vec::new();
        let mut closes_itself = false;
        loop {
            let blank_len = self.rest.len() - self.rest.trim_start().len();
            self.take(blank_len);
            match self.rest.chars().next() {
                None => break,
                Some('>') => {
                    self.take(1);
                    break;
                }
                Some('/') => {
                    self.take(1);
                    closes_itself = self.rest.starts_with('>');
                }
                Some(_) => {
                    let (key, value) = self.attribute();
                    let known = ATTRIBUTES.into_iter().find(|known| key.eq_ignore_ascii_case(known));
                    let known = known.or_else(|| key.eq_ignore_ascii_case("xml:lang").then_some("lang"));
                    if let Some(key) = known.filter(|key| !attributes.iter().any(|(other, _)| other == key)) {
                        attributes.push((key, value));
                    }
                }
            }
        }
        if RAW.contains(&name.as_str()) && !closes_itself {
            self.raw = Some(name.clone());
        }
        Token::Open { name, attributes, closes_itself }
    }

    fn attribute(&mut self) -> (&'t str, String) {
        let is_end = |c: char| c.is_whitespace() || matches!(c, '/' | '>' | '=');
        // An equals sign in front is part of the name.
        let first_len = self.rest.chars().next().map_or(0, char::len_utf8);
        let after_first = self.rest.get(first_len..).unwrap_or_default();
        let len = first_len + after_first.find(is_end).unwrap_or(after_first.len());
        let key = self.take(len);
        let Some(after) = self.rest.trim_start().strip_prefix('=') else {
            return (key, String::new());
        };
        self.rest = after.trim_start();
        let value = if let Some(quote @ ('"' | '\'')) = self.rest.chars().next() {
            self.take(1);
            let len = self.rest.find(quote).unwrap_or(self.rest.len());
            let value = self.take(len);
            self.take(1);
            value
        } else {
            let is_end = |c: char| c.is_whitespace() || c == '>';
            let len = self.rest.find(is_end).unwrap_or(self.rest.len());
            self.take(len)
        };
        let end = value.char_indices().map(|(at, _)| at).find(|at| *at >= MAX_VALUE_LEN);
        let kept = value.get(..end.unwrap_or(value.len())).unwrap_or_default();
        (key, decode_entities(kept).into_owned())
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        if let Some(name) = self.raw.take() {
            return Some(self.raw_text(&name));
        }
        loop {
            let mut after = self.rest.chars();
            let (first, second, third) = (after.next()?, after.next(), after.next());
            let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
            match (first, second) {
                ('<', second) if is_letter(second) => return Some(self.open_tag()),
                ('<', Some('/')) if is_letter(third) => {
                    self.take(2);
                    let name = self.name();
                    let len = self.rest.find('>').map_or(self.rest.len(), |at| at + 1);
                    self.take(len);
                    return Some(Token::Close(name));
                }
                ('<', Some('!' | '?' | '/')) => self.skip_markup(),
                _ => {
                    let after_first = self.rest.get(1..).unwrap_or_default();
                    let is_plain = first != '<';
                    let from = if is_plain { self.rest } else { after_first };
                    let len = from.find('<').unwrap_or(from.len()) + usize::from(!is_plain);
                    return Some(Token::Text(decode_entities(self.take(len))));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn drawn(page: &str) -> String {
        let draw = |token: Token<'_>| match token {
            Token::Open { name, attributes, closes_itself } => {
                let attributes: Vec<String> =
                    attributes.iter().map(|(key, value)| format!(" {key}={value}")).collect();
                format!("[{name}{}{}]", attributes.concat(), if closes_itself { "/" } else { "" })
            }
            Token::Close(name) => format!("[/{name}]"),
            Token::Text(text) => text.into_owned(),
        };
        Tokens::new(page).map(draw).collect()
    }

    #[test]
    fn tags_and_text_are_told_apart() {
        assert_eq!(
            drawn("<!DOCTYPE html><P Class='a &amp; b' x=1 hidden>1 &lt; 2 < 3<br/></p ><!-- <b> -->end"),
            "[p class=a & b hidden=]1 < 2 < 3[br/][/p]end"
        );
        assert_eq!(
            drawn("<script>if (a</b) '<p>'</script ><title>A &amp; b</title>"),
            "[script]if (a</b) '<p>'[/script][title]A & b[/title]"
        );
        assert_eq!(drawn("<a href=x"), "[a href=x]");
        assert_eq!(drawn("<!-- never closed <p>"), "");
    }

    proptest! {
        #[test]
        fn any_text_has_tokens(page in "[<>a-c/!=\"' &;#\\-é]{0,80}") {
            drawn(&page);
        }
    }
}

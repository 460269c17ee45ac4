//! [`XmlReader`]: the events of an XML file by local names. No document types, bounded depth.

use super::FormatError;
use super::html::decode_entities;
use encoding_rs::Encoding;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::QName;
use std::borrow::Cow;

/// Elements open at once.
const MAX_DEPTH: usize = 256;

/// A piece of XML; names are without their prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum XmlEvent {
    /// An element begins; an empty one ends with the next event.
    Open(Element),
    /// The innermost element ends.
    Close(String),
    /// Text, with entities replaced.
    Text(String),
}

/// The start of an element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: String,
    /// Stands for the namespace of the name; empty where it has none.
    pub(super) prefix: String,
    attributes: Vec<(String, String)>,
    /// Prefixes of the attributes, in their order.
    prefixes: Vec<String>,
}

impl Element {
    /// Names and values of all attributes.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Prefix, name and value of all attributes.
    pub(super) fn prefixed_attributes(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.prefixes
            .iter()
            .zip(self.attributes())
            .map(|(prefix, (name, value))| (prefix.as_str(), name, value))
    }

    /// The value of an attribute; empty where it has none.
    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
}

/// Reads XML event by event.
pub(super) struct XmlReader<'x> {
    reader: Reader<&'x [u8]>,
    depth: usize,
}

/// The text of an XML file, which is UTF-8 unless its first bytes say otherwise.
pub(super) fn xml_text(bytes: &[u8]) -> Cow<'_, str> {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0,
        None => String::from_utf8_lossy(bytes),
    }
}

impl<'x> XmlReader<'x> {
    pub(super) fn new(text: &'x str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = true;
        Self { reader, depth: 0 }
    }

    /// Bytes that were read, up to the broken place after an error.
    pub(super) fn position(&self) -> usize {
        let position = self.reader.buffer_position().max(self.reader.error_position());
        usize::try_from(position).unwrap_or(usize::MAX)
    }

    /// The next event; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<XmlEvent>, FormatError> {
        loop {
            let event = self.reader.read_event().map_err(|err| {
                FormatError::Unreadable(format!(
                    "it is damaged: its XML is broken ({err}); fetch the file again"
                ))
            })?;
            return Ok(Some(match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(FormatError::Hostile(format!(
                            "its XML is nested more than {MAX_DEPTH} deep"
                        )));
                    }
                    XmlEvent::Open(element(&start))
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    XmlEvent::Close(end.local_name().as_ref().to_owned())
                }
                Event::Text(piece) => XmlEvent::Text(piece.to_string()),
                Event::CData(piece) => XmlEvent::Text(piece.to_string()),
                Event::GeneralRef(name) => {
                    XmlEvent::Text(decode_entities(&format!("&{};", &*name)).into_owned())
                }
                Event::DocType(_) => {
                    return Err(FormatError::Hostile("its XML defines a document type".to_owned()));
                }
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Empty(_) => continue,
            }));
        }
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let prefix = |name: QName<'_>| name.prefix().map(|prefix| prefix.as_ref().to_owned()).unwrap_or_default();
    let mut found = Element {
        name: start.local_name().as_ref().to_owned(),
        prefix: prefix(start.name()),
        ..Element::default()
    };
    for attribute in start.attributes().with_checks(false).filter_map(Result::ok) {
        found
            .attributes
            .push((attribute.key.local_name().as_ref().to_owned(), attribute_value(&attribute.value)));
        found.prefixes.push(prefix(attribute.key));
    }
    found
}

/// Entities that XML does not define are those of web pages.
fn attribute_value(raw: &str) -> String {
    unescape(raw).unwrap_or_else(|_err| decode_entities(raw)).into_owned()
}

/// The text of the first element of each name, for files of metadata.
pub(super) fn values(xml: &str) -> Result<Vec<(String, String)>, FormatError> {
    let mut reader = XmlReader::new(xml);
    let mut found: Vec<(String, String)> = Vec::new();
    let mut open: Vec<(String, String)> = Vec::new();
    while let Some(event) = reader.next()? {
        match event {
            XmlEvent::Open(element) => open.push((element.name, String::new())),
            XmlEvent::Text(piece) => {
                if let Some((_, text)) = open.last_mut() {
                    text.push_str(&piece);
                }
            }
            XmlEvent::Close(_) => {
                let last = open.pop().filter(|(_, text)| !text.trim().is_empty());
                found.extend(last.map(|(name, text)| (name, super::extract::value(&text))));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(xml: &str) -> Result<String, FormatError> {
        let mut reader = XmlReader::new(xml);
        let mut found = String::new();
        while let Some(event) = reader.next()? {
            let piece = match event {
                XmlEvent::Open(element) => format!("[{}{}]", element.name, element.attribute("val")),
                XmlEvent::Close(name) => format!("[/{name}]"),
                XmlEvent::Text(text) => text,
            };
            found.push_str(&piece);
        }
        Ok(found)
    }

    #[test]
    fn events_have_local_names_and_plain_text() {
        let xml = "<?xml version='1.0'?><w:p xmlns:w='x'><w:b w:val='1 &lt; 2'/>a &amp; b&#x20AC;<![CDATA[<]]></w:p>";
        assert_eq!(drawn(xml).unwrap(), "[p][b1 < 2][/b]a & b€<[/p]");
    }

    #[test]
    fn entity_bombs_depth_and_broken_xml_are_errors() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
        assert!(matches!(drawn(bomb), Err(FormatError::Hostile(_))));
        assert!(matches!(drawn(&"<a>".repeat(60_000)), Err(FormatError::Hostile(_))));
        assert!(matches!(drawn("<a><b></a>"), Err(FormatError::Unreadable(_))));
    }
}

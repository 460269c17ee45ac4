//! [`Node`]: an XML file as a tree, each element with its line.

use crate::formats::unread::Unread;
use crate::formats::xml::{Element, XmlEvent, XmlReader};
use crate::formats::{FormatError, Place};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use uuid::Uuid;

/// An element with what is in it.
#[derive(Debug, Default)]
pub(super) struct Node {
    element: Element,
    /// Its own text, without that of the elements in it.
    pub(super) text: String,
    pub(super) children: Vec<Self>,
    pub(super) place: Place,
    is_read: Cell<bool>,
    read_attributes: RefCell<BTreeSet<String>>,
}

impl Node {
    /// Without a prefix.
    pub(super) fn name(&self) -> &str {
        &self.element.name
    }

    /// The value of an attribute; none where it is missing or empty.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        if !self.read_attributes.borrow().contains(name) {
            self.read_attributes.borrow_mut().insert(name.to_owned());
        }
        Some(self.element.attribute(name)).filter(|value| !value.is_empty())
    }

    /// The elements in it of that name.
    pub(super) fn all<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Self> {
        self.children.iter().filter(move |child| child.name() == name).inspect(|child| child.read())
    }

    /// Notes that it was looked at.
    pub(super) fn read(&self) {
        self.is_read.set(true);
    }

    /// Notes that these attributes say nothing that a record has a place for and people would miss.
    pub(super) fn pass(&self, names: &[&str]) {
        self.read_attributes.borrow_mut().extend(names.iter().map(|name| (*name).to_owned()));
    }

    /// Counts elements and attributes in it that nobody looked at; of an element that nobody looked at no more than that.
    pub(super) fn note_unread(&self, unread: &mut Unread) {
        let mut left = vec![self];
        while let Some(node) = left.pop() {
            let read = node.read_attributes.borrow();
            let is_plain = |name: &str| name == "guid" || name.contains("schemaLocation");
            for (name, value) in node.element.attributes() {
                if !read.contains(name) && !is_plain(name) && !value.is_empty() {
                    unread.note("attributes", &format!("{name} of {}", node.name()), &node.place, value);
                }
            }
            for child in &node.children {
                if child.is_read.get() {
                    left.push(child);
                } else {
                    let name = Some(child.element.attribute("name")).filter(|name| !name.is_empty());
                    let words = name.unwrap_or_else(|| child.text.trim());
                    unread.note(
                        "elements",
                        &format!("{} in {}", child.name(), node.name()),
                        &child.place,
                        words,
                    );
                }
            }
        }
    }

    /// The elements of that name in the element of another one: `Sources` and `TextSource`.
    pub(super) fn each_in<'n>(&'n self, group: &'n str, name: &'n str) -> impl Iterator<Item = &'n Self> {
        self.all(group).flat_map(move |group| group.all(name))
    }

    /// The first element in it of that name.
    pub(super) fn first<'n>(&'n self, name: &'n str) -> Option<&'n Self> {
        self.all(name).next()
    }

    /// Its own name among the elements of the file.
    pub(super) fn guid(&self) -> Result<Uuid, FormatError> {
        self.guid_in("guid")
    }

    /// The name of another element, or its own, as an attribute has it.
    pub(super) fn guid_in(&self, attribute: &str) -> Result<Uuid, FormatError> {
        let text = self.attribute(attribute).unwrap_or_default();
        Uuid::parse_str(text.trim())
            .map_err(|_err| self.place.error(format!("{} has no valid {attribute}", self.name())))
    }

    /// The element that another one names: `CodeRef` by its `targetGUID`.
    pub(super) fn references<'n>(
        &'n self,
        name: &'n str,
    ) -> impl Iterator<Item = Result<Uuid, FormatError>> + 'n {
        self.all(name).map(|reference| reference.guid_in("targetGUID"))
    }
}

/// Reads a file; broken XML is an error with its line and column.
pub(super) fn tree(text: &str, file: &str) -> Result<Node, FormatError> {
    let mut reader = XmlReader::new(text);
    let mut lines = Lines { text, byte: 0, line: 1 };
    let mut open: Vec<Node> = vec![Node::default()];
    loop {
        let begins_at = reader.position();
        let event = match reader.next() {
            Ok(event) => event,
            Err(FormatError::Unreadable(words)) => {
                return Err(broken(text, file, reader.position()).error(words));
            }
            Err(err) => return Err(err),
        };
        match event {
            Some(XmlEvent::Open(element)) => {
                let place = Place { file: file.to_owned(), line: lines.line_of(begins_at), column: 0 };
                open.push(Node { element, place, ..Node::default() });
            }
            Some(XmlEvent::Text(words)) => {
                open.last_mut().into_iter().for_each(|node| node.text.push_str(&words));
            }
            Some(XmlEvent::Close(_)) => {
                let closed = open.pop();
                let Some(outer) = open.last_mut() else { break };
                outer.children.extend(closed);
            }
            None => break,
        }
    }
    let [root] = open.as_mut_slice() else {
        return Err(broken(text, file, text.len()).error("the file ends too early"));
    };
    let place = Place { file: file.to_owned(), ..Place::default() };
    root.children.pop().ok_or_else(|| place.error("it is no XML file"))
}

fn broken(text: &str, file: &str, byte: usize) -> Place {
    let before = text.get(..text.floor_char_boundary(byte)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    Place { file: file.to_owned(), line, column }
}

/// Lines of places that come in order.
struct Lines<'t> {
    text: &'t str,
    byte: usize,
    line: usize,
}

impl Lines<'_> {
    fn line_of(&mut self, byte: usize) -> usize {
        let between = self.text.as_bytes().get(self.byte..byte).unwrap_or_default();
        self.line += between.split(|byte| *byte == b'\n').count() - 1;
        self.byte = self.byte.max(byte);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_have_their_lines_and_their_text() {
        let xml = "<?xml version='1.0'?>\n<a xmlns='x'>\n <b guid='{16D0EA88-9DF8-5B3D-88DD-76BF3511B6C3}'>one&amp;</b><b/>\n</a>";
        let root = tree(xml, "p.qde").unwrap();
        assert_eq!((root.name(), root.children.len()), ("a", 2));
        let first = root.first("b").unwrap();
        assert_eq!((first.text.as_str(), first.place.line), ("one&", 3));
        assert_eq!(first.guid().unwrap().to_string(), "16d0ea88-9df8-5b3d-88dd-76bf3511b6c3");
        let err = root.all("b").nth(1).unwrap().guid().unwrap_err();
        assert_eq!(err.to_string(), "p.qde, line 3: b has no valid guid");
    }

    #[test]
    fn broken_xml_is_refused_with_its_place() {
        let err = |xml: &str| tree(xml, "p.qde").unwrap_err().to_string();
        assert!(err("<a>\n <b></a>").starts_with("p.qde, line 2, column "), "{}", err("<a>\n <b></a>"));
        assert_eq!(err("<a>\n<b>"), "p.qde, line 2, column 4: the file ends too early");
        assert_eq!(err(""), "p.qde: it is no XML file");
        assert!(
            err("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>").contains("document type")
        );
    }
}

//! [`Numbering`]: the bullets and numbers that Word puts before paragraphs of a list.

use crate::formats::FormatError;
use crate::formats::xml::{XmlEvent, XmlReader};
use std::collections::BTreeMap;

/// Levels of a list.
const MAX_LEVEL: usize = 8;

/// Which lists count and which have bullets, and how far those that count are.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// The definition that a list uses.
    definition_of: BTreeMap<String, String>,
    /// Levels of definitions that count.
    counting: BTreeMap<(String, usize), usize>,
    counters: BTreeMap<(String, usize), usize>,
    /// The list and level that a style of paragraphs brings along.
    styles: BTreeMap<String, (String, usize)>,
}

impl Numbering {
    pub(super) fn read(xml: &str) -> Result<Self, FormatError> {
        let mut numbering = Self::default();
        let mut reader = XmlReader::new(xml);
        let (mut definition, mut list, mut level) = (String::new(), String::new(), 0);
        let mut start = 1;
        while let Some(event) = reader.next()? {
            let XmlEvent::Open(element) = event else {
                continue;
            };
            let value = element.attribute("val");
            match element.name.as_str() {
                "abstractNum" => element.attribute("abstractNumId").clone_into(&mut definition),
                "num" => element.attribute("numId").clone_into(&mut list),
                "abstractNumId" => {
                    numbering.definition_of.insert(list.clone(), value.to_owned());
                }
                "lvl" => {
                    level = element.attribute("ilvl").parse().unwrap_or_default();
                    start = 1;
                }
                "start" => start = value.parse().unwrap_or(1),
                "numFmt" if value != "bullet" && value != "none" => {
                    numbering.counting.insert((definition.clone(), level), start);
                }
                _ => {}
            }
        }
        Ok(numbering)
    }

    /// Reads which styles of paragraphs are lists.
    pub(super) fn read_styles(&mut self, xml: &str) -> Result<(), FormatError> {
        let mut reader = XmlReader::new(xml);
        let (mut style, mut level) = (String::new(), 0);
        while let Some(event) = reader.next()? {
            let XmlEvent::Open(element) = event else {
                continue;
            };
            let value = element.attribute("val");
            match element.name.as_str() {
                "style" => {
                    element.attribute("styleId").clone_into(&mut style);
                    level = 0;
                }
                "ilvl" => level = value.parse().unwrap_or_default(),
                "numId" => {
                    self.styles.insert(style.clone(), (value.to_owned(), level));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The list and level of paragraphs of a style.
    pub(super) fn of_style(&self, style: &str) -> Option<(String, usize)> {
        self.styles.get(style).cloned()
    }

    /// What stands before the next paragraph of that list and level.
    pub(super) fn mark(&mut self, list: &str, level: usize) -> String {
        let level = level.min(MAX_LEVEL);
        let definition = self.definition_of.get(list).cloned().unwrap_or_default();
        for deeper in level + 1..=MAX_LEVEL {
            self.counters.remove(&(definition.clone(), deeper));
        }
        let key = (definition, level);
        match self.counting.get(&key) {
            Some(start) => {
                let counter = self.counters.entry(key).or_insert(*start);
                *counter = counter.saturating_add(1);
                format!("{}. ", counter.saturating_sub(1))
            }
            None => "• ".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_count_by_level_and_start_again() {
        let xml = "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:start w:val='3'/>\
            <w:numFmt w:val='decimal'/></w:lvl><w:lvl w:ilvl='1'><w:numFmt w:val='lowerLetter'/></w:lvl><w:lvl w:ilvl='2'>\
            <w:numFmt w:val='bullet'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num></w:numbering>";
        let mut numbering = Numbering::read(xml).unwrap();
        let marks: String = [0, 1, 1, 2, 0, 1].map(|level| numbering.mark("1", level)).concat();
        assert_eq!(marks, "3. 1. 2. • 4. 1. ");
        assert_eq!(numbering.mark("99", 0), "• ");
    }
}

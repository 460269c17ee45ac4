//! [`TypeSystem`]: what a UIMA type system says of the features of types: whether a value is words or names other
//! feature structures.

use crate::formats::FormatError;
use crate::formats::xml::{XmlEvent, XmlReader};
use std::collections::BTreeMap;

/// Most types between one and the uppermost: a type system may say that types come from each other in a circle.
const MAX_PARENTS: usize = 64;

/// The types that were described; those that UIMA has itself are not among them.
#[derive(Debug, Default)]
pub(in crate::formats) struct TypeSystem {
    types: BTreeMap<String, TypeRow>,
}

#[derive(Debug, Default)]
struct TypeRow {
    parent: String,
    /// Range by name.
    features: BTreeMap<String, String>,
}

/// What the value of a feature is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Range {
    /// Words or a number.
    Words,
    /// A list of words or numbers.
    List,
    /// One feature structure.
    Structure,
    /// A list of feature structures.
    Structures,
}

impl TypeSystem {
    /// Adds the types of a file; false where it describes none because it is something else.
    pub(in crate::formats) fn read(&mut self, xml: &str) -> Result<bool, FormatError> {
        let mut reader = XmlReader::new(xml);
        let mut open: Vec<(String, String)> = Vec::new();
        let (mut is_root, mut is_known) = (true, false);
        let (mut row, mut name) = (TypeRow::default(), String::new());
        let (mut feature, mut range) = (String::new(), String::new());
        while let Some(event) = reader.next()? {
            match event {
                XmlEvent::Open(element) => {
                    is_known |= is_root && element.name == "typeSystemDescription";
                    is_root = false;
                    open.push((element.name, String::new()));
                }
                XmlEvent::Text(piece) => {
                    if let Some((_, text)) = open.last_mut() {
                        text.push_str(piece.trim());
                    }
                }
                XmlEvent::Close(closed) => {
                    let text = open.pop().map(|(_, text)| text).unwrap_or_default();
                    let within = open.last().map_or("", |(name, _)| name.as_str());
                    match (closed.as_str(), within) {
                        ("name", "typeDescription") => name = text,
                        ("supertypeName", "typeDescription") => row.parent = text,
                        ("name", "featureDescription") => feature = text,
                        ("rangeTypeName", "featureDescription") => range = text,
                        ("featureDescription", _) => {
                            row.features.insert(std::mem::take(&mut feature), std::mem::take(&mut range));
                        }
                        ("typeDescription", _) => {
                            self.types.insert(std::mem::take(&mut name), std::mem::take(&mut row));
                        }
                        _ => {}
                    }
                }
            }
        }
        Ok(is_known)
    }

    /// What a feature of a type holds, from the type or one above it; none where nobody says.
    pub(super) fn range(&self, kind: &str, feature: &str) -> Option<Range> {
        let above = |row: &&TypeRow| self.types.get(&row.parent);
        let mut rows = std::iter::successors(self.types.get(kind), above).take(MAX_PARENTS);
        let range = rows.find_map(|row| row.features.get(feature))?;
        Some(match range.as_str() {
            "uima.cas.FSArray" | "uima.cas.FSList" => Range::Structures,
            range
                if range.starts_with("uima.cas.")
                    && (range.ends_with("Array") || range.ends_with("List")) =>
            {
                Range::List
            }
            "uima.cas.TOP" | "uima.cas.AnnotationBase" | "uima.cas.Sofa" => Range::Structure,
            range if range.starts_with("uima.cas.") || self.is_string(range) => Range::Words,
            _ => Range::Structure,
        })
    }

    /// Whether a type is a choice of words.
    fn is_string(&self, kind: &str) -> bool {
        self.types.get(kind).is_some_and(|row| row.parent == "uima.cas.String")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_of_types_above_are_known() {
        let of = |name: &str, parent: &str, features: &str| {
            format!(
                "<typeDescription><name>{name}</name><supertypeName>{parent}</supertypeName>\
                 <features>{features}</features></typeDescription>"
            )
        };
        let feature = |name: &str, range: &str| {
            format!(
                "<featureDescription><name>{name}</name><rangeTypeName>{range}</rangeTypeName></featureDescription>"
            )
        };
        let features =
            feature("end", "x.Span") + &feature("value", "x.Choice") + &feature("slots", "uima.cas.FSArray");
        let xml = format!(
            "<typeSystemDescription><types>{}{}{}{}</types></typeSystemDescription>",
            of("x.Base", "uima.tcas.Annotation", &features),
            of("x.Span", "x.Base", ""),
            of("x.Choice", "uima.cas.String", ""),
            of("x.Round", "x.Round", ""),
        );
        let mut types = TypeSystem::default();
        assert!(types.read(&xml).unwrap());
        let range = |feature: &str| types.range("x.Span", feature);
        assert_eq!(range("end"), Some(Range::Structure));
        assert_eq!([range("value"), range("slots")], [Some(Range::Words), Some(Range::Structures)]);
        assert_eq!([range("other"), types.range("x.Round", "value")], [None, None]);
        assert!(!types.read("<View/>").unwrap());
    }
}

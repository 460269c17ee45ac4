//! [`Package`]: the parts of a Word document, found by the relations that name them.

use super::office::not_office;
use crate::formats::FormatError;
use crate::formats::archive::Archive;
use crate::formats::extract::Account;
use crate::formats::xml::{XmlEvent, XmlReader, xml_text};
use std::collections::BTreeMap;

/// What is told about a document.
#[derive(Debug, Default)]
pub(super) struct Report {
    pub(super) problems: Vec<String>,
    pub(super) account: Account,
}

impl Report {
    /// The value, or none and a problem where a part is damaged; a hostile one stops.
    pub(super) fn or_told<T>(
        &mut self,
        result: Result<T, FormatError>,
        what: &str,
    ) -> Result<Option<T>, FormatError> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(FormatError::Unreadable(reason)) => {
                self.problems.push(format!("a part of the file ({what}) was not read: {reason}"));
                Ok(None)
            }
            Err(err) => Err(err),
        }
    }
}

/// What the main part says about another part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Relation {
    /// Last word of its type: `footnotes`, `header`, `aFChunk`.
    pub(super) kind: String,
    /// Path in the archive.
    pub(super) path: String,
}

/// A document whose main part was found.
#[derive(Debug)]
pub(super) struct Package<'b> {
    archive: Archive<'b>,
    pub(super) main: String,
    folder: String,
    /// By id, those within the file.
    pub(super) relations: BTreeMap<String, Relation>,
}

impl<'b> Package<'b> {
    /// Finds the main part and reads what it says about the others.
    pub(super) fn open(mut archive: Archive<'b>, report: &mut Report) -> Result<Self, FormatError> {
        let main = main_part(&mut archive)?;
        let content = archive.file(&main)?.ok_or_else(|| not_office("a Word document"))?;
        let main_text = xml_text(&content).into_owned();
        let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
        let own = path(folder, &format!("_rels/{name}.rels"));
        let relations = archive.file(&own).and_then(|part| match part {
            Some(bytes) => relations(folder, &xml_text(&bytes)),
            None => Ok(BTreeMap::new()),
        });
        let relations = report.or_told(relations, &own)?.unwrap_or_default();
        Ok(Self { archive, main: main_text, folder: folder.to_owned(), relations })
    }

    /// The part of a kind; where no relation names it, the one of the usual name.
    pub(super) fn part(&mut self, kind: &str) -> Result<Option<Vec<u8>>, FormatError> {
        let named = self.relations.values().find(|relation| relation.kind == kind);
        let path =
            named.map_or_else(|| path(&self.folder, &format!("{kind}.xml")), |named| named.path.clone());
        self.archive.file(&path)
    }

    /// Paths of the parts of a kind, in the order of their names.
    pub(super) fn paths(&self, kind: &str) -> Vec<String> {
        let of_kind = self.relations.values().filter(|relation| relation.kind == kind);
        let mut paths: Vec<String> = of_kind.map(|relation| relation.path.clone()).collect();
        paths.sort_by_key(|path| (path.len(), path.clone()));
        paths.dedup();
        paths
    }

    /// The part at a path.
    pub(super) fn at(&mut self, path: &str) -> Result<Option<Vec<u8>>, FormatError> {
        self.archive.file(path)
    }
}

/// The part that the package names as its document.
fn main_part(archive: &mut Archive<'_>) -> Result<String, FormatError> {
    let usual = "word/document.xml".to_owned();
    let Some(bytes) = archive.file("_rels/.rels")? else {
        return Ok(usual);
    };
    let relations = relations("", &xml_text(&bytes))?;
    let main = relations.into_values().find(|relation| relation.kind == "officeDocument");
    Ok(main.map_or(usual, |main| main.path))
}

fn relations(folder: &str, xml: &str) -> Result<BTreeMap<String, Relation>, FormatError> {
    let mut found = BTreeMap::new();
    let mut reader = XmlReader::new(xml);
    while let Some(event) = reader.next()? {
        if let XmlEvent::Open(element) = event
            && element.name == "Relationship"
            && element.attribute("TargetMode") != "External"
        {
            let kind = element.attribute("Type").rsplit('/').next().unwrap_or_default().to_owned();
            let path = path(folder, element.attribute("Target"));
            found.insert(element.attribute("Id").to_owned(), Relation { kind, path });
        }
    }
    Ok(found)
}

/// A target seen from a folder; one that begins with a stroke is seen from the top.
fn path(folder: &str, target: &str) -> String {
    let folder = if target.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_seen_from_their_folder() {
        assert_eq!(path("word", "footnotes.xml"), "word/footnotes.xml");
        assert_eq!(path("word", "/word/a.xml"), "word/a.xml");
        assert_eq!(path("word", "../b/./c.xml"), "b/c.xml");
        assert_eq!(path("", "../../x"), "x");
    }
}

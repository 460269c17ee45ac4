//! [`read_epub`]: books. The chapters in reading order, with what the package says about the book.

use super::archive::Archive;
use super::docx::{core_metadata, not_office, open_office_file};
use super::extract::{Account, Extracted, Lines};
use super::html::{Tree, write_all_text};
use super::xml::{XmlEvent, XmlReader, values, xml_text};
use super::{FormatError, NewDocument, ReadOptions};
use std::collections::BTreeMap;

const WHAT: &str = "a book in EPUB format";

/// The text of a book.
pub fn read_epub(
    file_name: &str,
    bytes: &[u8],
    _options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    NewDocument::from_extracted(file_name, bytes, extract(bytes)?)
}

fn extract(bytes: &[u8]) -> Result<Extracted, FormatError> {
    let mut archive = open_office_file(bytes, WHAT)?;
    if let Some(encryption) = archive.file("META-INF/encryption.xml")? {
        // Fonts alone may be disguised in open books.
        let text = xml_text(&encryption);
        if text.contains(".xhtml") || text.contains(".html") {
            return Err(FormatError::Locked);
        }
    }
    let package_path = package_path(&mut archive)?;
    let package = archive.file(&package_path)?.ok_or_else(|| not_office(WHAT))?;
    let package_text = xml_text(&package);
    let spine = Spine::read(&package_text)?;
    let folder = package_path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (mut lines, mut problems, mut account) = (Lines::default(), Vec::new(), Account::default());
    let mut missing_count = 0;
    for (href, is_navigation) in &spine.chapters {
        let Some(chapter) = archive.file(&joined(folder, href))? else {
            missing_count += 1;
            continue;
        };
        let tree = Tree::parse(&xml_text(&chapter), true)?;
        if *is_navigation {
            account.leave_out("table of contents", &tree.whole_text());
        } else {
            write_all_text(&tree, &mut lines);
        }
    }
    if missing_count > 0 {
        problems.push(format!("parts that the book names are not in it ({missing_count})"));
    }
    if !account.is_empty() {
        problems.push("the table of contents was left out".to_owned());
    }
    let text = lines.finish(&mut problems);
    Ok(Extracted { text, problems, account, ..core_metadata(&values(&package_text)?) })
}

fn package_path(archive: &mut Archive<'_>) -> Result<String, FormatError> {
    let container = archive.file("META-INF/container.xml")?.ok_or_else(|| not_office(WHAT))?;
    let text = xml_text(&container);
    let mut reader = XmlReader::new(&text);
    while let Some(event) = reader.next()? {
        if let XmlEvent::Open(element) = event
            && element.name == "rootfile"
        {
            return Ok(element.attribute("full-path").to_owned());
        }
    }
    Err(not_office(WHAT))
}

/// The chapters in reading order.
#[derive(Debug, Default)]
struct Spine {
    /// Path below the package, and whether it only leads to the others.
    chapters: Vec<(String, bool)>,
}

impl Spine {
    fn read(package: &str) -> Result<Self, FormatError> {
        let mut reader = XmlReader::new(package);
        let mut items: BTreeMap<String, (String, bool)> = BTreeMap::new();
        let mut spine = Self::default();
        while let Some(event) = reader.next()? {
            let XmlEvent::Open(element) = event else {
                continue;
            };
            match element.name.as_str() {
                "item" if element.attribute("media-type").contains("html") => {
                    let is_navigation = element.attribute("properties").split(' ').any(|name| name == "nav");
                    let href = element.attribute("href").to_owned();
                    items.insert(element.attribute("id").to_owned(), (href, is_navigation));
                }
                "itemref" => spine.chapters.extend(items.get(element.attribute("idref")).cloned()),
                _ => {}
            }
        }
        Ok(spine)
    }
}

/// A path below a folder, with `..` and percent signs resolved as addresses have them.
fn joined(folder: &str, href: &str) -> String {
    let href = href.split(['#', '?']).next().unwrap_or_default();
    let mut parts: Vec<String> =
        folder.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(unescaped(part)),
        }
    }
    parts.join("/")
}

/// `%20` and its like as the bytes they stand for.
pub(super) fn unescaped(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = code.filter(|_| *first == b'%').and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::archive::tests::zip_of;
    use super::*;

    #[test]
    fn chapters_come_in_reading_order() {
        let package = "<package xmlns:dc='d'><metadata><dc:title>A book</dc:title><dc:creator>Ana</dc:creator>\
            <dc:language>en</dc:language><dc:date>2026-04</dc:date></metadata><manifest>\
            <item id='b' href='b%20c.xhtml' media-type='application/xhtml+xml'/><item id='a' href='../a.xhtml' media-type='application/xhtml+xml'/>\
            <item id='n' href='n.xhtml' properties='nav' media-type='application/xhtml+xml'/></manifest>\
            <spine><itemref idref='n'/><itemref idref='a'/><itemref idref='b'/></spine></package>";
        let found = extract(&zip_of(&[
            ("META-INF/container.xml", b"<container><rootfiles><rootfile full-path='o/p.opf'/></rootfiles></container>"),
            ("o/p.opf", package.as_bytes()),
            ("a.xhtml", b"<?xml version='1.0'?><html><head><title/></head><body><h1>One</h1><p>First&nbsp;words.</p></body></html>"),
            ("o/b c.xhtml", b"<html><body><p>Second words.</p></body></html>"),
            ("o/n.xhtml", b"<html><body><nav><ol><li>One</li></ol></nav></body></html>"),
        ]))
        .unwrap();
        assert_eq!(found.text, "One\n\nFirst\u{A0}words.\n\nSecond words.\n");
        assert_eq!(
            (found.title.as_str(), found.source.author.as_str(), found.source.published.as_str()),
            ("A book", "Ana", "2026-04")
        );
        assert_eq!(found.problems, ["the table of contents was left out"]);
    }

    #[test]
    fn what_is_no_book_is_said() {
        assert!(extract(b"x").unwrap_err().to_string().starts_with("it is not a book"));
        assert!(extract(&zip_of(&[("a", b"x")])).unwrap_err().to_string().starts_with("it is not a book"));
    }
}

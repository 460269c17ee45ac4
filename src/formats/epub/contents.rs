//! [`Contents`]: the chapters of a book as its table of contents names them.

use super::{Package, joined, value};
use crate::formats::archive::Archive;
use crate::formats::html::{Tree, markup_text};
use crate::formats::xml::{XmlEvent, XmlReader};

/// The lines of a table of contents.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Contents {
    entries: Vec<Entry>,
}

#[derive(Debug, PartialEq, Eq)]
struct Entry {
    /// Of the page in the archive.
    path: String,
    /// The element at which the chapter begins; empty for the whole page.
    anchor: String,
    title: String,
}

impl Contents {
    /// From the page of contents, or from the older file of contents; empty where neither can be read.
    pub(super) fn read(archive: &mut Archive<'_>, package: &Package) -> Self {
        let page = package.pages.values().find(|page| page.is_navigation);
        if let Some(page) = page
            && let Ok(Some(bytes)) = archive.file(&page.path)
            && let Ok(tree) = Tree::parse(&markup_text(&bytes).0, true)
        {
            let links = tree.links_in("nav").into_iter();
            return Self::of(links.map(|(href, title)| (page.path.as_str(), href, title)));
        }
        let Some(path) = &package.ncx else {
            return Self::default();
        };
        let bytes = archive.file(path).ok().flatten().unwrap_or_default();
        Self::of(
            ncx_links(&markup_text(&bytes).0).into_iter().map(|(href, title)| (path.as_str(), href, title)),
        )
    }

    fn of<'p>(links: impl Iterator<Item = (&'p str, String, String)>) -> Self {
        let entries = links.map(|(page, href, title)| {
            let (file, anchor) = href.split_once('#').unwrap_or((&href, ""));
            let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
            let path = if file.is_empty() { page.to_owned() } else { joined(folder, file) };
            Entry { path, anchor: anchor.to_owned(), title: value(&title) }
        });
        Self { entries: entries.filter(|entry| !entry.title.is_empty()).collect() }
    }

    /// The chapters of a page by the elements at which they begin; `title` is that of a page without any.
    pub(super) fn within(&self, path: &str, title: String) -> Vec<(String, String)> {
        let own = self.entries.iter().filter(|entry| entry.path == path);
        let mut found: Vec<(String, String)> =
            own.map(|entry| (entry.anchor.clone(), entry.title.clone())).collect();
        if found.is_empty() {
            found.push((String::new(), title));
        }
        found
    }
}

/// Addresses and titles of the file of contents of EPUB 2; those before a broken place.
fn ncx_links(text: &str) -> Vec<(String, String)> {
    let mut reader = XmlReader::new(text);
    let (mut found, mut title, mut is_title) = (Vec::new(), String::new(), false);
    while let Ok(Some(event)) = reader.next() {
        match event {
            XmlEvent::Open(element) => match element.name.as_str() {
                "navLabel" => {
                    is_title = true;
                    title.clear();
                }
                "content" => found.push((element.attribute("src").to_owned(), std::mem::take(&mut title))),
                _ => {}
            },
            XmlEvent::Close(name) if name == "navLabel" => is_title = false,
            XmlEvent::Text(text) if is_title => title.push_str(&text),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_contents_are_read() {
        let ncx = "<ncx><navMap><navPoint><navLabel><text>One</text></navLabel><content src='a.xhtml#x'/></navPoint></navMap></ncx>";
        assert_eq!(ncx_links(ncx), [("a.xhtml#x".to_owned(), "One".to_owned())]);
        let links = [("o/toc.ncx", "a.xhtml#x".to_owned(), " One ".to_owned())];
        let contents = Contents::of(links.into_iter());
        assert_eq!(contents.within("o/a.xhtml", "1".to_owned()), [("x".to_owned(), "One".to_owned())]);
        assert_eq!(contents.within("o/b.xhtml", "2".to_owned()), [(String::new(), "2".to_owned())]);
    }
}

//! [`read_epub`]: books. The chapters in reading order, with what the package says about the book.
//!
//! A chapter that cannot be read costs itself, and is told.

mod contents;
mod metadata;

use super::archive::Archive;
use super::docx::{not_office, open_office_file};
use super::extract::{Account, Extracted, Lines, value};
use super::html::{StyleFiles, Tree, first_heading_of, markup_text, write_chapter};
use super::xml::{XmlEvent, XmlReader, xml_text};
use super::{FormatError, NewDocument, ReadOptions};
use contents::Contents;
use metadata::metadata;
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
    let (package_text, _) = markup_text(&package);
    let folder = package_path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let package = Package::read(&package_text, folder)?;
    let mut book = Book { contents: Contents::read(&mut archive, &package), ..Book::default() };
    book.read_styles(&mut archive, &package)?;
    if package.unknown_count > 0 {
        let count = package.unknown_count;
        book.problems.push(format!("parts of the reading order that are no pages of text ({count})"));
    }
    for (number, page) in (1..).zip(&package.spine) {
        match archive.file(&page.path) {
            Ok(Some(bytes)) => book.read_page(page, number, &bytes)?,
            Ok(None) => {
                book.problems.push(format!("the book names a chapter that is not in it: {}", page.path));
            }
            Err(err @ FormatError::Hostile(_)) => return Err(err),
            Err(err) => book
                .problems
                .push(format!("the chapter {} could not be read and was left out: {err}", page.path)),
        }
    }
    for page in package.outside() {
        match archive.file(&page.path) {
            Ok(Some(bytes)) => book.leave_out(page, &bytes)?,
            Ok(None) => {}
            Err(err @ FormatError::Hostile(_)) => return Err(err),
            Err(err) => book.problems.push(format!("the page {} could not be read: {err}", page.path)),
        }
    }
    let pinpoints = book.lines.take_pinpoints();
    let Book { lines, account, mut problems, .. } = book;
    let text = lines.finish(&mut problems);
    let mut known = metadata(&package_text)?;
    problems.append(&mut known.problems);
    let source = &known.source;
    let fields = [
        ("title", &known.title),
        ("publisher", &source.publisher),
        ("author", &source.author),
        ("published", &source.published),
    ];
    let told = fields.into_iter().filter(|(_, value)| !value.is_empty());
    let origins = told.map(|(field, _)| (field.to_owned(), "package of the book".to_owned())).collect();
    Ok(Extracted { text, problems, account, pinpoints, origins, ..known })
}

/// What was read of a book so far.
#[derive(Debug, Default)]
struct Book {
    contents: Contents,
    styles: StyleFiles,
    lines: Lines,
    account: Account,
    problems: Vec<String>,
}

impl Book {
    fn read_styles(&mut self, archive: &mut Archive<'_>, package: &Package) -> Result<(), FormatError> {
        for path in &package.styles {
            match archive.file(path) {
                Ok(Some(bytes)) => self.styles.add(path, markup_text(&bytes).0),
                Ok(None) => {}
                Err(err @ FormatError::Hostile(_)) => return Err(err),
                Err(err) => self.problems.push(format!("the style sheet {path} could not be read: {err}")),
            }
        }
        Ok(())
    }

    fn read_page(&mut self, page: &Page, number: usize, bytes: &[u8]) -> Result<(), FormatError> {
        if page.is_navigation {
            return self.leave_out(page, bytes);
        }
        let (text, problems) = markup_text(bytes);
        self.problems.extend(problems.into_iter().map(|problem| format!("{}: {problem}", page.path)));
        let tree = Tree::parse_styled(&text, true, &self.styles, &page.path)?;
        self.problems.extend(tree.style_problem().map(|problem| format!("{}: {problem}", page.path)));
        let title = first_heading_of(&tree).unwrap_or_else(|| number.to_string());
        let chapters = self.contents.within(&page.path, title);
        self.account.extend(write_chapter(&tree, &chapters, &mut self.lines));
        Ok(())
    }

    /// Notes a page that is no part of the text.
    fn leave_out(&mut self, page: &Page, bytes: &[u8]) -> Result<(), FormatError> {
        let tree = Tree::parse_styled(&markup_text(bytes).0, true, &self.styles, &page.path)?;
        let reason = if page.is_navigation { "table of contents" } else { "page outside the reading order" };
        tree.visible_words().iter().for_each(|words| self.account.leave_out(reason, words));
        Ok(())
    }
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

/// A page of the book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Page {
    /// In the archive.
    path: String,
    /// It only leads to the others.
    is_navigation: bool,
}

/// What the package lists.
#[derive(Debug, Default)]
struct Package {
    /// By the identifiers that the package gives them.
    pages: BTreeMap<String, Page>,
    /// In reading order.
    spine: Vec<Page>,
    /// Parts of the reading order that are no pages of text.
    unknown_count: usize,
    /// Paths of the style sheets.
    styles: Vec<String>,
    /// The contents of books before EPUB 3.
    ncx: Option<String>,
}

impl Package {
    fn read(package: &str, folder: &str) -> Result<Self, FormatError> {
        let mut reader = XmlReader::new(package);
        let mut found = Self::default();
        while let Some(event) = reader.next()? {
            let XmlEvent::Open(element) = event else {
                continue;
            };
            let path = || joined(folder, element.attribute("href"));
            match element.name.as_str() {
                "item" if element.attribute("media-type").contains("html") => {
                    let is_navigation = element.attribute("properties").split(' ').any(|name| name == "nav");
                    found
                        .pages
                        .insert(element.attribute("id").to_owned(), Page { path: path(), is_navigation });
                }
                "item" if element.attribute("media-type") == "text/css" => found.styles.push(path()),
                "item" if element.attribute("media-type").contains("dtbncx") => found.ncx = Some(path()),
                "itemref" => match found.pages.get(element.attribute("idref")) {
                    Some(page) => found.spine.push(page.clone()),
                    None => found.unknown_count += 1,
                },
                _ => {}
            }
        }
        Ok(found)
    }

    /// Pages that no reader comes to by turning pages.
    fn outside(&self) -> impl Iterator<Item = &Page> {
        self.pages.values().filter(|page| !self.spine.contains(page))
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
        assert_eq!(found.account.sentences(), ["left out: table of contents “1. One”"]);
        assert!(found.problems.is_empty());
        let marks: Vec<String> = found.pinpoints.iter().map(|(at, mark)| format!("{at} {mark}")).collect();
        assert_eq!(marks, ["0 ch. One", "0 para. 1", "5 para. 2", "20 ch. 3", "20 para. 1"]);
    }

    #[test]
    fn a_damaged_chapter_costs_itself() {
        let package = "<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>\
            <item id='b' href='b.xhtml' media-type='application/xhtml+xml'/></manifest>\
            <spine><itemref idref='a'/><itemref idref='b'/></spine></package>";
        let container = b"<container><rootfiles><rootfile full-path='p.opf'/></rootfiles></container>";
        let mut bytes = zip_of(&[
            ("META-INF/container.xml", container),
            ("p.opf", package.as_bytes()),
            ("a.xhtml", b"<html><body><p>First words.</p></body></html>"),
            ("b.xhtml", b"<html><body><p>Second words.</p></body></html>"),
        ]);
        // The checksum in its entry of the directory, before the name.
        let name_at = bytes.windows(7).rposition(|seven| seven == b"b.xhtml").unwrap();
        bytes[name_at - 30] ^= 1;
        let found = extract(&bytes).unwrap();
        assert_eq!(found.text, "First words.\n");
        assert!(found.problems[0].contains("b.xhtml"), "{:?}", found.problems);
    }

    #[test]
    fn a_chapter_is_read_in_the_encoding_that_it_names_or_marks() {
        let items: String = ["a", "b", "c"]
            .map(|id| format!("<item id='{id}' href='{id}.xhtml' media-type='application/xhtml+xml'/>"))
            .concat();
        let spine = ["a", "b", "c"].map(|id| format!("<itemref idref='{id}'/>")).concat();
        let package = format!("<package><manifest>{items}</manifest><spine>{spine}</spine></package>");
        let page = |encoding: &str, words: &str| {
            format!("<?xml version='1.0' encoding='{encoding}'?><html><body><p>{words}</p></body></html>")
        };
        let named = page("windows-1252", "Le café coûte 5 € – ½.");
        let (named, _, _) = encoding_rs::WINDOWS_1252.encode(&named);
        let marked = format!("\u{FEFF}{}", page("utf-8", "Second 14 ½."));
        let marked: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let damaged = [page("utf-8", &"é".repeat(20)).as_bytes(), b"<p>\xFFbad</p>"].concat();
        let found = extract(&zip_of(&[
            (
                "META-INF/container.xml",
                b"<container><rootfiles><rootfile full-path='p.opf'/></rootfiles></container>",
            ),
            ("p.opf", package.as_bytes()),
            ("a.xhtml", named.as_ref()),
            ("b.xhtml", marked.as_slice()),
            ("c.xhtml", damaged.as_slice()),
        ]))
        .unwrap();
        assert!(found.text.starts_with("Le café coûte 5 € – ½.\n\nSecond 14 ½.\n\né"), "{}", found.text);
        assert_eq!(found.problems, ["c.xhtml: 1 place is not valid UTF-8 and shows as \u{FFFD} (line 1)"]);
    }

    #[test]
    fn style_sheets_of_the_book_are_followed() {
        let package = "<package><manifest><item id='a' href='text/a.xhtml' media-type='application/xhtml+xml'/>\
            <item id='s' href='css/main.css' media-type='text/css'/></manifest><spine><itemref idref='a'/></spine></package>";
        let page = "<?xml version='1.0'?><html><head><link rel='stylesheet' type='text/css' href='../css/main.css'/>\
            <style>p &gt; .cut { text-decoration: line-through }</style></head>\
            <body><p>120<span class='n'>3</span> dead<span class='gone'> secret</span>, <i class='cut'>not</i> guilty.</p></body></html>";
        let found = extract(&zip_of(&[
            (
                "META-INF/container.xml",
                b"<container><rootfiles><rootfile full-path='o/p.opf'/></rootfiles></container>",
            ),
            ("o/p.opf", package.as_bytes()),
            ("o/text/a.xhtml", page.as_bytes()),
            ("o/css/main.css", b".n { vertical-align: super; font-size: 70% } .gone { display: none }"),
        ]))
        .unwrap();
        assert_eq!(found.text, "120³ dead, guilty.\n");
        assert_eq!(
            found.account.sentences(),
            ["left out: hidden text “secret”", "left out: struck-out text “not”"]
        );
    }

    #[test]
    fn what_is_no_book_is_said() {
        assert!(extract(b"x").unwrap_err().to_string().starts_with("it is not a book"));
        assert!(extract(&zip_of(&[("a", b"x")])).unwrap_err().to_string().starts_with("it is not a book"));
    }
}

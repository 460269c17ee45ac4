//! Reports as Word and `OpenDocument` files, read back part by part.

use super::{crowd, html, small, written, written_as};
use crate::fixture::project;
use crate::report::markup::Page;
use crossclaim::formats::{ReportFormat, ReportOptions, ReportPart};
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

/// An element: its name and attributes, and the words in it.
#[derive(Debug)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    words: String,
}

/// The parts of an office file; all XML in it is well-formed.
#[derive(Debug)]
pub(super) struct Office {
    names: Vec<String>,
    parts: BTreeMap<String, Vec<Element>>,
}

impl Office {
    #[track_caller]
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut office = Self { names: Vec::new(), parts: BTreeMap::new() };
        for at in 0..zip.len() {
            let mut file = zip.by_index(at).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            let name = file.name().unwrap().into_owned();
            if name != "mimetype" {
                office.parts.insert(name.clone(), elements(&text));
            }
            office.names.push(name);
        }
        office
    }

    fn part(&self, name: &str) -> &[Element] {
        self.parts.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", self.names))
    }

    /// The text of a Word or an `OpenDocument` file.
    fn body(&self) -> &[Element] {
        self.parts.get("word/document.xml").or_else(|| self.parts.get("content.xml")).unwrap()
    }

    fn count(&self, name: &str) -> usize {
        self.body().iter().filter(|element| element.name == name).count()
    }

    /// How often an attribute has a value.
    fn count_with(&self, attribute: &str, value: &str) -> usize {
        let has = |element: &&Element| element.attributes.get(attribute).is_some_and(|found| found == value);
        self.body().iter().filter(has).count()
    }

    fn values(&self, part: &str, attribute: &str) -> Vec<&str> {
        let elements = self.parts.get(part).map(Vec::as_slice).unwrap_or_default();
        elements.iter().filter_map(|element| element.attributes.get(attribute)).map(String::as_str).collect()
    }

    fn words_of(&self, part: &str, name: &str) -> Vec<&str> {
        let elements = self.part(part).iter().filter(|element| element.name == name);
        elements.map(|element| element.words.as_str()).collect()
    }

    /// Whatever leads somewhere leads to something that is there.
    #[track_caller]
    pub(super) fn check_links(&self) {
        for part in ["document", "footnotes"] {
            let used = self.values(&format!("word/{part}.xml"), "r:id");
            let known = self.values(&format!("word/_rels/{part}.xml.rels"), "Id");
            assert!(used.iter().all(|id| known.contains(id)), "{part}: {used:?} {known:?}");
        }
        let bookmarks: BTreeSet<&str> = self.values("word/document.xml", "w:name").into_iter().collect();
        for anchor in self.values("word/document.xml", "w:anchor") {
            assert!(bookmarks.contains(anchor), "{anchor}");
        }
        let marks: BTreeSet<&str> = self.values("content.xml", "text:name").into_iter().collect();
        for target in self.values("content.xml", "xlink:href") {
            assert!(target.strip_prefix('#').is_none_or(|anchor| marks.contains(anchor)), "{target}");
        }
        let styles: BTreeSet<&str> = self
            .values("content.xml", "style:name")
            .into_iter()
            .chain(self.values("styles.xml", "style:name"))
            .collect();
        for attribute in ["text:style-name", "table:style-name", "style:parent-style-name"] {
            for style in self.values("content.xml", attribute) {
                assert!(styles.contains(style), "{style}");
            }
        }
        let styles: BTreeSet<&str> = self.values("word/styles.xml", "w:styleId").into_iter().collect();
        let is_style =
            |element: &&Element| ["w:pStyle", "w:rStyle", "w:tblStyle"].contains(&element.name.as_str());
        for element in self.parts.values().flatten().filter(is_style) {
            assert!(styles.contains(element.attributes["w:val"].as_str()), "{element:?}");
        }
    }
}

/// Characters that XML 1.0 does not know are none.
#[track_caller]
fn elements(text: &str) -> Vec<Element> {
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    assert!(text.chars().all(is_allowed));
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut found: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let key = attribute.key.as_ref().to_owned();
                    (key, unescape(&attribute.value).unwrap().into_owned())
                });
                let attributes = attributes.collect();
                let name = start.name().as_ref().to_owned();
                open.push(found.len());
                found.push(Element { name, attributes, words: String::new() });
            }
            Event::End(_) => {
                open.pop().unwrap();
            }
            Event::Text(text) => open.iter().for_each(|at| found[*at].words.push_str(&text)),
            Event::GeneralRef(name) => {
                let word = unescape(&format!("&{};", &*name)).unwrap().into_owned();
                for at in &open {
                    found[*at].words.push_str(&word);
                }
            }
            Event::Eof => break,
            Event::Decl(_) => {}
            other => panic!("not for a report: {other:?}"),
        }
    }
    assert!(open.is_empty());
    found
}

fn docx(project: &crossclaim::model::Project) -> Office {
    Office::read(&written_as(project, ReportFormat::Docx))
}

fn odt(project: &crossclaim::model::Project) -> Office {
    Office::read(&written_as(project, ReportFormat::Odt))
}

#[test]
fn all_formats_have_the_same_headings_tables_and_notes() {
    let project = small();
    let (page, docx, odt) = (Page::read(&html(&project)), docx(&project), odt(&project));
    let text = String::from_utf8(written_as(&project, ReportFormat::Markdown)).unwrap();
    let lines_with = |start: &str| text.lines().filter(|line| line.starts_with(start)).count();
    // The page has its notes under a heading.
    let headings = [page.count("h2") - 1, page.count("h3")];
    assert_eq!(headings, [ReportPart::ALL.len(), headings[1]]);
    assert_eq!(["Heading1", "Heading2"].map(|style| docx.count_with("w:val", style)), headings);
    assert_eq!(["1", "2"].map(|level| odt.count_with("text:outline-level", level)), headings);
    assert_eq!(["## ", "### "].map(lines_with), headings);
    let notes = page.values("a", "role").into_iter().filter(|role| *role == "doc-noteref").count();
    assert!(notes > 5, "{notes}");
    assert_eq!(docx.count("w:footnoteReference"), notes);
    // Two more part the notes from the text.
    assert_eq!(
        docx.part("word/footnotes.xml").iter().filter(|one| one.name == "w:footnote").count(),
        notes + 2
    );
    assert_eq!(odt.count("text:note"), notes);
    assert_eq!(lines_with("[^"), notes);
    let captions = page.count("caption");
    assert_eq!(docx.count_with("w:val", "Caption"), captions);
    assert_eq!(odt.count("text:sequence"), captions);
    assert_eq!(lines_with("**Table "), captions);
}

#[test]
fn word_files_say_what_they_are_and_repeat_the_heads_of_tables() {
    let docx = docx(&small());
    docx.check_links();
    assert_eq!(docx.names[0], "[Content_Types].xml");
    assert_eq!(docx.words_of("docProps/core.xml", "dc:title"), ["Rents <in> \"Ostend\" & elsewhere"]);
    assert_eq!(docx.words_of("docProps/core.xml", "dc:creator"), ["ann, ben"]);
    assert_eq!(docx.count_with("w:orient", "landscape"), 1);
    // All but the figures of the summary have a head.
    assert_eq!(docx.count("w:tblHeader"), docx.count("w:tbl") - 1);
    assert!(docx.words_of("word/footer1.xml", "w:ftr")[0].contains("Page 1 of 1"));
    let notes = docx.words_of("word/footnotes.xml", "w:footnote");
    let told = "A1: Rents up. AP, 2026-01-04, line 1. https://example.org/a?x=1&y=2.";
    assert!(notes.iter().any(|note| note.contains(told)), "{notes:?}");
    // No address that would run.
    assert!(
        docx.values("word/_rels/footnotes.xml.rels", "Target")
            .iter()
            .all(|target| target.starts_with("http"))
    );
}

#[test]
fn open_document_files_say_what_they_are_and_repeat_the_heads_of_tables() {
    let bytes = written_as(&small(), ReportFormat::Odt);
    // Where programs look for it.
    assert_eq!(&bytes[30..38], b"mimetype");
    assert_eq!(&bytes[38..77], b"application/vnd.oasis.opendocument.text");
    let odt = Office::read(&bytes);
    odt.check_links();
    assert_eq!(odt.words_of("meta.xml", "dc:title"), ["Rents <in> \"Ostend\" & elsewhere"]);
    assert_eq!(odt.words_of("meta.xml", "dc:creator"), ["ann, ben"]);
    assert_eq!(odt.count("table:table-header-rows"), odt.count("table:table") - 1);
}

#[test]
fn what_is_written_from_right_to_left_is_marked_so_with_its_language() {
    let project = project(
        "title המחירים\na.txt: קודם. המחירים עלו 👩‍👩‍👧.{c1}\nabout a.txt title=כותרת language=he
        b.txt: המחירים ירדו.{c2}\nc1 contradicts c2",
    );
    let (docx, odt) = (docx(&project), odt(&project));
    let count = |name| docx.count(name);
    assert!(count("w:bidi") >= 3 && count("w:rtl") >= 4, "{} {}", count("w:bidi"), count("w:rtl"));
    assert!(docx.count_with("w:bidi", "he") > 0);
    assert!(
        odt.count_with("style:writing-mode", "rl-tb") > 0
            && odt.count_with("style:language-complex", "he") > 0
    );
    for office in [docx, odt] {
        assert!(office.body()[0].words.contains("👩‍👩‍👧"), "an emoji of several characters is whole");
    }
}

#[test]
fn projects_with_little_in_them_make_whole_files() {
    for notation in ["", "a.txt: Rents rose.", "a.txt: Rents rose.{c1}", "a.txt: \nb.txt: x.{c1}"] {
        let project = project(notation);
        for format in [ReportFormat::Docx, ReportFormat::Odt] {
            let office = Office::read(&written_as(&project, format));
            office.check_links();
            assert!(office.body()[0].words.contains("Test"), "{notation}");
        }
        assert!(written_as(&project, ReportFormat::Markdown).starts_with(b"# Test\n"));
    }
}

#[test]
fn only_the_chosen_parts_are_written_in_the_order_of_all() {
    let parts = [ReportPart::Method, ReportPart::Matrix, ReportPart::Summary];
    for format in [ReportFormat::Html, ReportFormat::Markdown] {
        let text = written(&small(), &ReportOptions { format, parts: parts.into() });
        let text = String::from_utf8(text).unwrap();
        let place = |part: ReportPart| {
            text.find(&format!("{}\n", part.title())).or_else(|| text.find(&format!("{}</h2>", part.title())))
        };
        let places = [ReportPart::Summary, ReportPart::Matrix, ReportPart::Method].map(place);
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
        assert_eq!(place(ReportPart::Divergence), None);
        // The summary leads to no entry that is not there.
        assert!(!text.contains("#case-"));
    }
}

#[test]
fn long_reports_are_bounded_in_every_format() {
    let project = crowd(40, 600);
    for format in [ReportFormat::Docx, ReportFormat::Odt, ReportFormat::Markdown] {
        let bytes = written_as(&project, format);
        assert!(bytes.len() < 1_500_000, "{format:?}: {}", bytes.len());
    }
}

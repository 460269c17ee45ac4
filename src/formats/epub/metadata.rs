//! [`metadata`]: what the package of a book says about it: who wrote it and who did something else, and when it came out.

use crate::formats::docx::core_metadata;
use crate::formats::extract::{Extracted, value};
use crate::formats::xml::{XmlEvent, XmlReader, values};
use crate::formats::{FormatError, parse_date};

/// What some people of a book did, by the codes of libraries (MARC).
const ROLES: [(&str, &str); 20] = [
    ("trl", "translator"),
    ("edt", "editor"),
    ("ill", "illustrator"),
    ("nrt", "narrator"),
    ("pbl", "publisher"),
    ("bkp", "producer"),
    ("art", "artist"),
    ("cov", "cover designer"),
    ("pht", "photographer"),
    ("aui", "author of the foreword"),
    ("aft", "author of the afterword"),
    ("win", "author of the introduction"),
    ("com", "compiler"),
    ("ctb", "contributor"),
    ("dsr", "designer"),
    ("bkd", "book designer"),
    ("trc", "transcriber"),
    ("adp", "adapter"),
    ("mrk", "markup editor"),
    ("rev", "reviewer"),
];

/// An element of the package, and what others add to it.
#[derive(Debug, Default)]
struct Entry {
    name: String,
    id: String,
    /// What it refines, or says something about.
    refines: String,
    property: String,
    role: String,
    event: String,
    text: String,
}

/// Title, authors, date and the like, with a word on those who are no authors.
pub(super) fn metadata(package: &str) -> Result<Extracted, FormatError> {
    let entries = entries(package)?;
    let mut found = core_metadata(&values(package)?);
    let refined = |entry: &Entry, property: &str| {
        let own = entries.iter().find(|one| {
            !entry.id.is_empty()
                && one.property == property
                && one.refines.trim_start_matches('#') == entry.id
        });
        own.map(|one| one.text.clone())
    };
    let role = |entry: &Entry| {
        let role = Some(entry.role.clone()).filter(|role| !role.is_empty());
        role.or_else(|| refined(entry, "role")).unwrap_or_default().to_lowercase()
    };
    let creators = || entries.iter().filter(|entry| entry.name == "creator");
    let is_author = |role: &str| matches!(role, "" | "aut" | "author" | "cre" | "dub" | "jou" | "rpt");
    let mut authors: Vec<String> = Vec::new();
    for entry in creators().filter(|entry| is_author(&role(entry))) {
        if !authors.contains(&entry.text) {
            authors.push(entry.text.clone());
        }
    }
    let others = entries.iter().filter(|entry| matches!(entry.name.as_str(), "creator" | "contributor"));
    let others: Vec<String> = others
        .filter(|entry| entry.name == "contributor" || !is_author(&role(entry)))
        .map(|entry| {
            let role = role(entry);
            let known = ROLES.iter().find(|(code, _)| *code == role).map(|(_, words)| (*words).to_owned());
            format!(
                "{} ({})",
                entry.text,
                known.unwrap_or_else(|| if role.is_empty() { "contributor".to_owned() } else { role })
            )
        })
        .collect();
    if !others.is_empty() {
        found.problems.push(format!("named by the book, but not as its authors: {}", others.join(", ")));
    }
    found.source.author = authors.join(", ");
    found.source.published = published(&entries);
    let main = entries.iter().find(|entry| {
        entry.name == "title" && refined(entry, "title-type").is_some_and(|kind| kind == "main")
    });
    if let Some(main) = main {
        main.text.clone_into(&mut found.title);
    }
    Ok(found)
}

/// The day on which the book came out: neither that of a change nor that on which the file was made.
fn published(entries: &[Entry]) -> String {
    let dates = |is_wanted: &dyn Fn(&Entry) -> bool| {
        entries.iter().filter(|entry| is_wanted(entry)).find_map(|entry| parse_date(&entry.text))
    };
    let is_event = |entry: &Entry, events: &[&str]| {
        entry.name == "date" && events.contains(&entry.event.to_lowercase().as_str())
    };
    let is_issued = |entry: &Entry| entry.name == "issued" || entry.property == "dcterms:issued";
    dates(&|entry| is_event(entry, &["publication", "original-publication", "issued"]))
        .or_else(|| dates(&is_issued))
        .or_else(|| dates(&|entry| is_event(entry, &[""])))
        .or_else(|| dates(&|entry| entry.property == "dcterms:date"))
        .unwrap_or_default()
}

fn entries(package: &str) -> Result<Vec<Entry>, FormatError> {
    let mut reader = XmlReader::new(package);
    let (mut found, mut open): (Vec<Entry>, Vec<Entry>) = (Vec::new(), Vec::new());
    while let Some(event) = reader.next()? {
        match event {
            XmlEvent::Open(element) => {
                let attribute = |name: &str| element.attribute(name).trim().to_owned();
                open.push(Entry {
                    id: attribute("id"),
                    refines: attribute("refines"),
                    property: attribute("property"),
                    role: attribute("role"),
                    event: attribute("event"),
                    text: String::new(),
                    name: element.name,
                });
            }
            XmlEvent::Text(piece) => {
                if let Some(entry) = open.last_mut() {
                    entry.text.push_str(&piece);
                }
            }
            XmlEvent::Close(_) => {
                if let Some(mut entry) = open.pop().filter(|entry| !entry.text.trim().is_empty()) {
                    entry.text = value(&entry.text);
                    found.push(entry);
                }
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(inner: &str) -> (String, String, String, Vec<String>) {
        let package = format!("<package xmlns:opf='o'><metadata xmlns:dc='d'>{inner}</metadata></package>");
        let found = metadata(&package).unwrap();
        (found.title, found.source.author, found.source.published, found.problems)
    }

    #[test]
    fn who_wrote_a_book_is_told_from_who_did_something_else() {
        let (_, author, published, problems) = read(
            "<dc:creator opf:role='trl'>Bo Li</dc:creator><dc:creator opf:role='aut'>Ana Ruiz</dc:creator>\
             <dc:contributor opf:role='bkp'>calibre</dc:contributor>\
             <dc:date opf:event='modification'>2024-05-01</dc:date><dc:date opf:event='publication'>1998</dc:date>",
        );
        assert_eq!((author.as_str(), published.as_str()), ("Ana Ruiz", "1998"));
        assert_eq!(
            problems,
            ["named by the book, but not as its authors: Bo Li (translator), calibre (producer)"]
        );
    }

    #[test]
    fn later_books_refine_their_entries() {
        let (title, author, published, problems) = read(
            "<dc:title id='s'>A story of rain</dc:title><meta refines='#s' property='title-type'>subtitle</meta>\
             <dc:title id='t'>Dams</dc:title><meta refines='#t' property='title-type'>main</meta>\
             <dc:creator id='a'>Ana Ruiz</dc:creator><meta refines='#a' property='role' scheme='marc:relators'>aut</meta>\
             <dc:creator id='b'>Bo Li</dc:creator><meta refines='#b' property='role'>ill</meta>\
             <dc:creator>Cy Do</dc:creator><meta property='dcterms:modified'>2024-05-01T00:00:00Z</meta>",
        );
        assert_eq!((title.as_str(), author.as_str(), published.as_str()), ("Dams", "Ana Ruiz, Cy Do", ""));
        assert_eq!(problems, ["named by the book, but not as its authors: Bo Li (illustrator)"]);
    }
}

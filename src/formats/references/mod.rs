//! Where documents come from, for programs that manage literature: `csl-json`, `ris`, `bibtex`.
//!
//! They hold the sources whole: what has no field of its own stands in the note.

mod bibtex;
mod csl_json;
mod ris;

pub(super) use bibtex::FORMAT as BIBTEX;
pub(super) use csl_json::FORMAT as CSL_JSON;
pub(super) use ris::FORMAT as RIS;

use super::FormatError;
use super::losses::{SOURCES, TITLES};
use super::output::Output;
use super::registry::Format;
use super::selection::Selection;
use crate::analysis::names::document_letter;
use crate::model::{Document, is_partial_date};
use crate::text::visible;

/// A format of references that is not written yet.
const fn references(name: &'static str, label: &'static str) -> Format {
    Format { holds: &[TITLES, SOURCES], to_folder: true, ..Format::dataset(name, label) }
}

/// Where one document comes from; every value is on one line, and empty where it is not known.
#[derive(Debug)]
struct Reference {
    /// Of letters, digits and `_`; unlike that of any other.
    key: String,
    title: String,
    authors: Vec<String>,
    publisher: String,
    published: Date,
    accessed: Date,
    url: String,
    language: String,
    /// What has no field of its own.
    note: String,
}

/// A date as somebody wrote it.
#[derive(Debug, Default, PartialEq, Eq)]
enum Date {
    #[default]
    Unknown,
    /// Year, month, day, as far as known.
    Partial(Vec<u16>),
    /// Words that are no date of the calendar.
    Words(String),
}

impl Date {
    fn of(text: &str) -> Self {
        let text = one_line(text);
        if text.is_empty() {
            return Self::Unknown;
        }
        if is_partial_date(&text) {
            return Self::Partial(text.split('-').filter_map(|part| part.parse().ok()).collect());
        }
        Self::Words(text)
    }

    fn year(&self) -> Option<u16> {
        match self {
            Self::Partial(parts) => parts.first().copied(),
            Self::Unknown | Self::Words(_) => None,
        }
    }
}

impl Reference {
    fn of(selection: &Selection<'_>, document: &Document) -> Self {
        let source = &document.details.source;
        let title = match one_line(&document.details.title) {
            title if title.is_empty() => one_line(&document.file_name),
            title => title,
        };
        // A byline with `and` may be the name of one office.
        let authors = source.author.split(';').map(one_line).filter(|name| !name.is_empty());
        let mut reference = Self {
            key: String::new(),
            title,
            authors: authors.collect(),
            publisher: one_line(&source.publisher),
            published: Date::of(&source.published),
            accessed: Date::of(&source.accessed),
            url: one_line(&source.url),
            language: one_line(&document.details.language),
            note: note(document),
        };
        let position = selection.project.document_position(document.id).unwrap_or_default();
        reference.key = reference.key_at(position);
        reference
    }

    /// `ap_2026_a`: who, when, and the letter of the document, which tells all apart.
    fn key_at(&self, position: usize) -> String {
        let author = self.authors.first().and_then(|name| name.split_whitespace().next_back());
        let others = [&self.publisher, &self.title].into_iter().flat_map(|name| name.split_whitespace());
        let mut words = author.into_iter().chain(others).map(slug).filter(|word| !word.is_empty());
        let name = words.next().unwrap_or_else(|| "source".to_owned());
        let year = self.published.year().map_or_else(|| "nd".to_owned(), |year| year.to_string());
        format!("{name}_{year}_{}", document_letter(position).to_lowercase())
    }

    /// Whether it was found on the web.
    fn is_web_page(&self) -> bool {
        !self.url.is_empty()
    }
}

/// A word as far as it is of ASCII letters and digits.
fn slug(word: &str) -> String {
    let word: String = word.chars().filter(char::is_ascii_alphanumeric).take(20).collect();
    word.to_ascii_lowercase()
}

fn note(document: &Document) -> String {
    let source = &document.details.source;
    let mut parts = Vec::new();
    parts.extend(source.reliability.as_ref().map(|rating| format!("Reliability {}", one_line(rating))));
    let origin = one_line(&source.origin);
    if !origin.is_empty() {
        parts.push(format!("Repeats {origin}"));
    }
    parts.extend(source.character.map(|character| format!("Character: {}", character.name())));
    parts.extend(source.captured.as_ref().map(|captured| {
        let digest = one_line(&captured.digest);
        let digest = if digest.is_empty() { digest } else { format!(", {digest}") };
        format!("Archived {}{digest}", one_line(&captured.time))
    }));
    parts.join(". ")
}

/// On one line; characters that cannot be seen are shown as boxes.
fn one_line(words: &str) -> String {
    visible(&words.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// Writes all documents into one file.
fn write_all(
    selection: &Selection<'_>,
    output: &mut Output<'_>,
    file: &str,
    content: impl FnOnce(&[Reference]) -> Result<Vec<u8>, FormatError>,
) -> Result<(), FormatError> {
    let mut references = Vec::new();
    for document in &selection.documents {
        output.ask()?;
        references.push(Reference::of(selection, document));
        output.keep_document(document.id, "");
    }
    output.lose(super::losses::TEXTS, selection.documents.len(), None);
    output.file(file, content(&references)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One with everything that has to be escaped.
    pub(super) fn odd() -> Reference {
        Reference {
            key: "lee_2026_a".to_owned(),
            title: "50 % of {A} & \\b_c# ~ ^ $5 \"x\" \u{5d0}🔥".to_owned(),
            authors: vec!["Ann Lee".to_owned(), "Office of Rents and Homes".to_owned()],
            publisher: "AP".to_owned(),
            published: Date::of("2026-04-28"),
            accessed: Date::of("2026-05"),
            url: "https://example.org/a%20b?x={1}&y=2#z_1".to_owned(),
            language: "en".to_owned(),
            note: "Reliability B".to_owned(),
        }
    }

    #[test]
    fn dates_are_taken_as_far_as_they_are_known() {
        assert_eq!(Date::of(" 2026-04 "), Date::Partial(vec![2026, 4]));
        assert_eq!(Date::of("2026-13"), Date::Words("2026-13".to_owned()));
        assert_eq!(Date::of("in\nspring"), Date::Words("in spring".to_owned()));
        assert_eq!(Date::of("  "), Date::Unknown);
    }

    #[test]
    fn keys_are_made_of_who_and_when() {
        assert_eq!(odd().key_at(27), "lee_2026_ab");
        let nameless = Reference {
            authors: Vec::new(),
            publisher: "新聞".to_owned(),
            title: String::new(),
            published: Date::Unknown,
            ..odd()
        };
        assert_eq!(nameless.key_at(0), "source_nd_a");
    }
}

//! `documents.jsonl`: texts with their sources and sentences.

use super::places::CountedText;
use super::reading::Reading;
use super::rows::{Row, RowId, RowSentence, each_row, push_row, set, unset};
use crate::formats::decode::with_lf;
use crate::formats::output::Output;
use crate::formats::selection::Selection;
use crate::formats::{FormatError, InputFile, Place};
use crate::model::{
    Captured, Character, Document, DocumentDetails, DocumentId, DocumentRole, Pinpoint, Source,
};
use crate::text::{Sentence, Span, guess_language, segment, title_from_text};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A row of the file.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::formats) struct DocumentRow<'a> {
    pub(in crate::formats) id: RowId,
    title: Option<Cow<'a, str>>,
    file_name: Option<Cow<'a, str>>,
    publisher: Option<Cow<'a, str>>,
    author: Option<Cow<'a, str>>,
    url: Option<Cow<'a, str>>,
    published: Option<Cow<'a, str>>,
    accessed: Option<Cow<'a, str>>,
    language: Option<Cow<'a, str>>,
    reliability: Option<Cow<'a, str>>,
    origin: Option<Cow<'a, str>>,
    sha256: Option<Cow<'a, str>>,
    pub(in crate::formats) text: Option<Cow<'a, str>>,
    pub(in crate::formats) sentences: Option<Vec<RowSentence>>,
    read_by: Option<Vec<RowId>>,
    role: Option<DocumentRole>,
    character: Option<Cow<'a, str>>,
    captured: Option<Captured>,
    /// Code point of the text and what stands there.
    pinpoints: Option<Vec<(usize, Pinpoint)>>,
}

impl Row for DocumentRow<'_> {
    const FILE: &'static str = "documents.jsonl";
}

impl DocumentRow<'_> {
    /// A row that says nothing but the text.
    pub(in crate::formats) fn of_text(id: RowId, text: String) -> Self {
        Self {
            id,
            title: None,
            file_name: None,
            publisher: None,
            author: None,
            url: None,
            published: None,
            accessed: None,
            language: None,
            reliability: None,
            origin: None,
            sha256: None,
            text: Some(Cow::Owned(text)),
            sentences: None,
            read_by: None,
            role: None,
            character: None,
            captured: None,
            pinpoints: None,
        }
    }

    /// The same with its text, which stood elsewhere.
    pub(in crate::formats) fn with_text(mut self, text: String) -> Self {
        self.text = Some(Cow::Owned(text));
        self
    }

    /// The same with a title and a file name, where there are such.
    pub(in crate::formats) fn named(mut self, title: Option<String>, file_name: Option<String>) -> Self {
        self.title = title.map(Cow::Owned);
        self.file_name = file_name.map(Cow::Owned);
        self
    }

    /// The same with what files of another format say of its language and source.
    pub(in crate::formats) fn about(mut self, about: About) -> Self {
        self.language = about.language.map(Cow::Owned);
        self.url = about.url.map(Cow::Owned);
        self.author = about.author.map(Cow::Owned);
        self.publisher = about.publisher.map(Cow::Owned);
        self.published = about.published.map(Cow::Owned);
        self.reliability = about.reliability.map(Cow::Owned);
        self
    }
}

/// Language and source of a text that a reader found.
#[derive(Clone, Debug, Default)]
pub(in crate::formats) struct About {
    pub(in crate::formats) language: Option<String>,
    pub(in crate::formats) url: Option<String>,
    pub(in crate::formats) author: Option<String>,
    pub(in crate::formats) publisher: Option<String>,
    /// As the files write it; told where it is no date.
    pub(in crate::formats) published: Option<String>,
    /// Admiralty letter, by id or label.
    pub(in crate::formats) reliability: Option<String>,
}

/// A document with the text as its row has it, of which all offsets of the dataset are.
#[derive(Debug)]
pub(in crate::formats) struct ReadText {
    pub(in crate::formats) document: Document,
    /// None when the stored text is the same.
    counted: Option<String>,
    /// Bytes of it that the stored text lacks.
    removed: Vec<usize>,
}

impl ReadText {
    pub(in crate::formats) fn counted(&self) -> CountedText<'_> {
        let stored = &*self.document.text;
        CountedText::new(self.counted.as_deref().unwrap_or(stored), stored, &self.removed)
    }
}

pub(in crate::formats) fn read(
    files: &[InputFile<'_>],
    reading: &mut Reading<'_>,
) -> Result<Vec<ReadText>, FormatError> {
    let (mut found, mut ids) = (Vec::new(), BTreeSet::new());
    each_row(files, reading, |reading, place, row: DocumentRow<'_>| {
        if !ids.insert(row.id.uuid()) {
            return Err(place.error(format!("another document has the id “{}” too", row.id.0)));
        }
        found.extend(read_row(row, place, reading)?);
        Ok(())
    })?;
    Ok(found)
}

/// None for a row without text whose document the project already has.
pub(in crate::formats) fn read_row(
    row: DocumentRow<'_>,
    place: &Place,
    reading: &mut Reading<'_>,
) -> Result<Option<ReadText>, FormatError> {
    let id = DocumentId(row.id.uuid());
    let Some(text) = row.text else {
        let in_project = reading.defaults.project.and_then(|project| project.document(id));
        return match in_project {
            Some(_) => Ok(None),
            None => Err(place.error(
                "the document has no text; export it with texts, or import into the project that has them",
            )),
        };
    };
    let (counted, stored, removed) = stored_text(text.into_owned());
    let mut source = Source {
        publisher: unset(row.publisher),
        author: unset(row.author),
        url: unset(row.url),
        published: unset(row.published),
        accessed: unset(row.accessed),
        reliability: None,
        origin: unset(row.origin),
        character: row.character.as_deref().map(|name| character(name, place)).transpose()?,
        captured: row.captured,
    };
    if let Some(level) = row.reliability {
        source.reliability = Some(reading.reliability(&level, place)?);
    }
    let (language, file_name) = (unset(row.language), unset(row.file_name));
    let title = row.title.map(Cow::into_owned);
    let title = title.or_else(|| title_from_text(&stored)).unwrap_or_else(|| row.id.0.clone());
    let read_by = row.read_by.unwrap_or_default();
    let read_by = read_by.iter().map(|id| reading.annotator(Some(id), place)).collect();
    let mut document = Document {
        id,
        details: DocumentDetails { title, language, source, role: row.role.unwrap_or_default() },
        file_name,
        original_sha256: unset(row.sha256),
        text: stored.into(),
        sentences: Vec::new(),
        read_by,
        pinpoints: Vec::new(),
    };
    if let Some(rows) = row.pinpoints {
        let places = CountedText::new(counted.as_deref().unwrap_or(&document.text), &document.text, &removed);
        document.pinpoints = pinpoints(rows, &places, place)?;
    }
    document.sentences = if let Some(rows) = &row.sentences {
        let places = CountedText::new(counted.as_deref().unwrap_or(&document.text), &document.text, &removed);
        sentences(rows, &places, place)?
    } else {
        let said = Some(document.details.language.as_str()).filter(|language| !language.is_empty());
        segment(&document.text, said.or_else(|| guess_language(&document.text))).0
    };
    Ok(Some(ReadText { document, counted, removed }))
}

/// The text without byte order mark and with LF line ends; before that the given text if it differs.
fn stored_text(text: String) -> (Option<String>, String, Vec<usize>) {
    let stored = with_lf(text.strip_prefix('\u{FEFF}').unwrap_or(&text).to_owned());
    if stored.len() == text.len() {
        return (None, text, Vec::new());
    }
    let mark_len = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let mut removed: Vec<usize> = (0..mark_len).collect();
    let mut returns = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\r' => returns.push(at),
            b'\n' => removed.append(&mut returns),
            _ => returns.clear(),
        }
    }
    (Some(text), stored, removed)
}

fn character(name: &str, place: &Place) -> Result<Character, FormatError> {
    Character::from_name(name).ok_or_else(|| {
        let names = Character::ALL.map(Character::name).join(", ");
        place.error(format!("“{name}” is no character of a source ({names})"))
    })
}

fn pinpoints(
    rows: Vec<(usize, Pinpoint)>,
    places: &CountedText<'_>,
    place: &Place,
) -> Result<Vec<(usize, Pinpoint)>, FormatError> {
    let mut found = Vec::with_capacity(rows.len());
    for (start_cp, pinpoint) in rows {
        let span = places.span(start_cp, start_cp);
        let span = span.ok_or_else(|| place.error(format!("{start_cp} is no place of the text")))?;
        found.push((span.start, pinpoint));
    }
    found.sort_by_key(|(byte, _)| *byte);
    Ok(found)
}

fn sentences(
    rows: &[RowSentence],
    places: &CountedText<'_>,
    place: &Place,
) -> Result<Vec<Sentence>, FormatError> {
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let RowSentence { start_cp, end_cp, role } = *row;
        let span = places.span(start_cp, end_cp).filter(|span| !span.is_empty());
        let span =
            span.ok_or_else(|| place.error(format!("{start_cp} to {end_cp} is no sentence of the text")))?;
        found.push(Sentence { span, role });
    }
    found.sort_by_key(|sentence| sentence.span);
    let overlap = found.iter().zip(found.iter().skip(1)).find(|(one, next)| one.span.end > next.span.start);
    match overlap {
        Some((_, next)) => {
            let words: String = next.span.slice(places.stored).unwrap_or_default().chars().take(40).collect();
            Err(place.error(format!("two sentences overlap at “{words}”")))
        }
        None => Ok(found),
    }
}

pub(in crate::formats) fn write(
    selection: &Selection<'_>,
    output: &mut Output<'_>,
) -> Result<Vec<u8>, FormatError> {
    let mut bytes = Vec::new();
    for document in &selection.documents {
        push_row(&mut bytes, &row(document, selection))?;
        output.keep_document(document.id, "");
        output.row()?;
    }
    Ok(bytes)
}

/// The row of a document without its text, which stands elsewhere.
pub(in crate::formats) fn row_without_text<'p>(
    document: &'p Document,
    selection: &Selection<'_>,
) -> DocumentRow<'p> {
    DocumentRow { text: None, ..row(document, selection) }
}

fn row<'p>(document: &'p Document, selection: &Selection<'_>) -> DocumentRow<'p> {
    let DocumentDetails { title, language, source, role } = &document.details;
    let pinpoints = document.pinpoints.iter().map(|(byte, pinpoint)| {
        let (start_cp, _) = selection.texts.code_points(document.id, Span::new(*byte, *byte));
        (start_cp, pinpoint.clone())
    });
    let sentences = document.sentences.iter().map(|sentence| {
        let (start_cp, end_cp) = selection.texts.code_points(document.id, sentence.span);
        RowSentence { start_cp, end_cp, role: sentence.role }
    });
    DocumentRow {
        id: RowId::from(&document.id),
        title: Some(Cow::Borrowed(title)),
        file_name: set(&document.file_name),
        publisher: set(&source.publisher),
        author: set(&source.author),
        url: set(&source.url),
        published: set(&source.published),
        accessed: set(&source.accessed),
        language: set(language),
        reliability: source.reliability.as_deref().map(Cow::Borrowed),
        origin: set(&source.origin),
        sha256: set(&document.original_sha256),
        text: selection.words(&document.text).map(Cow::Borrowed),
        sentences: Some(sentences.collect()),
        read_by: Some(selection.read_by(document).iter().map(RowId::from).collect()),
        role: Some(*role).filter(|role| *role != DocumentRole::Source),
        character: source.character.map(|character| Cow::Borrowed(character.name())),
        captured: source.captured.clone(),
        pinpoints: Some(pinpoints.collect()),
    }
}

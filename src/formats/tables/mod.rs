//! [`read_table`]: tables of documents, one a row: CSV, TSV and JSON Lines, by a [`ColumnMapping`].

mod mapping;
mod rows;

pub use mapping::ColumnMapping;

use super::extract::{Extracted, value};
use super::html::language_tag;
use super::{FormatError, NewDocument, ReadOptions, decode_text_as, parse_date};
use crate::model::Source;
use rows::{Table, table};

/// Rows of one table.
const MAX_ROWS: usize = 200_000;
/// Odd rows told one by one.
const MAX_PROBLEMS: usize = 50;

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// Commas or semicolons, a header first.
    Csv,
    /// Tabs, a header first.
    Tsv,
    /// One JSON object a line.
    Jsonl,
}

/// The documents of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadTable {
    /// In the order of the rows.
    pub documents: Vec<NewDocument>,
    /// Rows that were left out or odd, in words, by line.
    pub problems: Vec<String>,
}

/// The names of the columns and the first few rows, to choose a mapping by.
pub fn table_columns(
    bytes: &[u8],
    kind: TableKind,
    options: &ReadOptions<'_>,
) -> Result<(Vec<String>, Vec<Vec<String>>), FormatError> {
    let decoded = decode(bytes, options)?;
    let Table { columns, rows, .. } = table(&decoded.text, kind, 5)?;
    Ok((columns, rows.into_iter().map(|row| row.cells).collect()))
}

/// The mapping that the names of the columns, and failing them the longest cells, suggest.
pub fn guess_mapping(
    bytes: &[u8],
    kind: TableKind,
    options: &ReadOptions<'_>,
) -> Result<ColumnMapping, FormatError> {
    let decoded = decode(bytes, options)?;
    let table = table(&decoded.text, kind, 50)?;
    Ok(ColumnMapping::guess(&table.columns, &table.rows))
}

/// Reads the rows of a table; the first part of the argument is the name of its file.
///
/// Rows without text are left out and named.
pub fn read_table(
    (file_name, bytes): (&str, &[u8]),
    kind: TableKind,
    mapping: &ColumnMapping,
    options: &ReadOptions<'_>,
) -> Result<ReadTable, FormatError> {
    let decoded = decode(bytes, options)?;
    let table = table(&decoded.text, kind, MAX_ROWS)?;
    let place = |name: &Option<String>| {
        name.as_ref().and_then(|name| table.columns.iter().position(|column| column == name))
    };
    let Some(text_at) = place(&mapping.text) else {
        let columns = table.columns.join(", ");
        let reason = format!("no column is known to hold the text; the columns are {columns}. Choose one");
        return Err(FormatError::Unreadable(reason));
    };
    let mut found = ReadTable { documents: Vec::new(), problems: decoded.problems };
    let places = Places { text_at, others: mapping.others().map(place) };
    let mut odd = table.problems;
    for row in &table.rows {
        match places.document(file_name, row) {
            Ok(document) => found.documents.push(document),
            Err(err) => odd.push(format!("line {}: {err}", row.line)),
        }
    }
    let more_count = odd.len().saturating_sub(MAX_PROBLEMS);
    found.problems.extend(odd.into_iter().take(MAX_PROBLEMS));
    if more_count > 0 {
        found.problems.push(format!("{more_count} more rows were odd or left out"));
    }
    if found.documents.is_empty() {
        let reason = found.problems.first().cloned().unwrap_or_else(|| "it has no rows".to_owned());
        return Err(FormatError::Unreadable(format!("no row of it is a document: {reason}")));
    }
    Ok(found)
}

/// A table may be longer than one document: its rows are the documents.
fn decode(bytes: &[u8], options: &ReadOptions<'_>) -> Result<super::DecodedText, FormatError> {
    decode_text_as(bytes, &ReadOptions { is_table: true, ..*options })
}

/// Where a row has what.
struct Places {
    text_at: usize,
    others: [Option<usize>; 7],
}

impl Places {
    fn document(&self, file_name: &str, row: &rows::Row) -> Result<NewDocument, FormatError> {
        let [title, publisher, author, date, url, language, id] =
            self.others.map(|at| at.and_then(|at| row.cells.get(at)).map_or("", String::as_str));
        let text = row.cells.get(self.text_at).cloned().unwrap_or_default();
        let mut problems = Vec::new();
        let published = parse_date(date).unwrap_or_default();
        if published.is_empty() && !date.trim().is_empty() {
            problems.push(format!("line {}: “{}” was not understood as a date", row.line, value(date)));
        }
        let source = Source {
            publisher: value(publisher),
            author: value(author),
            url: value(url),
            published,
            ..Source::default()
        };
        let extracted = Extracted {
            text: super::decode::with_lf(text),
            title: value(title),
            language: language_tag(language).unwrap_or_default(),
            source,
            problems,
            ..Extracted::default()
        };
        // The bytes of a document are those of its row: the same text from two publishers is two documents.
        let bytes = row.cells.join("\u{1F}");
        let name =
            if id.trim().is_empty() { file_name.to_owned() } else { format!("{file_name} {}", value(id)) };
        let mut document = NewDocument::from_extracted(&name, bytes.as_bytes(), extracted)?;
        document.is_row = true;
        Ok(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: TableKind, text: &str) -> ReadTable {
        let options = ReadOptions::default();
        let mapping = guess_mapping(text.as_bytes(), kind, &options).unwrap();
        read_table(("news.csv", text.as_bytes()), kind, &mapping, &options).unwrap()
    }

    #[test]
    fn each_row_is_a_document_with_its_source() {
        let csv = "ID;Headline;Body;Outlet;Date;Lang\n7;Dam opens;\"It opened.\nIt is full.\";The Valley;28.04.2026;en\n8;No text;;X;;\n";
        let found = read(TableKind::Csv, csv);
        assert_eq!(found.documents.len(), 1);
        assert_eq!(found.problems, ["line 4: it holds no text"]);
        let document = &found.documents[0];
        assert_eq!(
            (document.title.as_str(), document.text.as_str()),
            ("Dam opens", "It opened.\nIt is full.")
        );
        assert_eq!(
            (document.source.publisher.as_str(), document.source.published.as_str()),
            ("The Valley", "2026-04-28")
        );
        assert_eq!((document.language.as_str(), document.file_name.as_str()), ("en", "news.csv 7"));
    }

    #[test]
    fn tabs_and_json_lines_are_read_alike() {
        let tsv = "title\ttext\nDam\tIt \"opened\" today.\n";
        assert_eq!(read(TableKind::Tsv, tsv).documents[0].text, "It \"opened\" today.");
        let jsonl = "{\"title\": \"Dam\", \"content\": \"It opened.\"}\n\nnot json\n{\"content\": \"It is full.\", \"author\": [\"Ana\", \"Bo\"]}\n";
        let found = read(TableKind::Jsonl, jsonl);
        assert_eq!(found.documents.len(), 2);
        assert_eq!(found.documents[1].source.author, "Ana, Bo");
        assert!(found.problems[0].starts_with("line 3: "), "{:?}", found.problems);
    }

    #[test]
    fn a_table_without_a_text_is_refused_with_its_columns() {
        let options = ReadOptions::default();
        let mapping = ColumnMapping::default();
        let err = read_table(("a.csv", b"x,y\n1,2\n"), TableKind::Csv, &mapping, &options).unwrap_err();
        assert!(err.to_string().contains("the columns are x, y"), "{err}");
        let err = read_table(
            ("a.csv", b"text\n\"\"\n"),
            TableKind::Csv,
            &ColumnMapping { text: Some("text".to_owned()), ..mapping },
            &options,
        );
        assert!(err.is_err());
    }
}

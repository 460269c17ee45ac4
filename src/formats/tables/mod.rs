//! [`read_table`]: tables of documents, one a row: CSV, TSV, JSON Lines and sheets, by a [`ColumnMapping`].

mod format_code;
mod format_dates;
mod json_lines;
mod mapping;
mod number_format;
mod ods;
mod rich_text;
mod row_text;
mod rows;
mod separated;
mod xlsx;

pub use mapping::ColumnMapping;

use super::extract::{Account, Extracted, value};
use super::html::language_tag;
use super::{FormatError, NewDocument, ReadOptions, decode_text_as, parse_date};
use crate::model::Source;
use row_text::document_of_rows;
use rows::{Row, Sheets, Table};
use serde::{Deserialize, Serialize};

/// Rows of one table.
const MAX_ROWS: usize = 200_000;
/// Odd rows told one by one.
const MAX_PROBLEMS: usize = 50;
/// Rows by which a mapping is guessed.
const GUESS_ROWS: usize = 50;
/// Rows to choose a mapping by.
const HEAD_ROWS: usize = 5;

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// Commas or semicolons, a header first.
    Csv,
    /// Tabs, a header first.
    Tsv,
    /// One JSON object a line, or an array of them.
    Jsonl,
    /// Sheets of Excel.
    Xlsx,
    /// Sheets of the `OpenDocument` format.
    Ods,
}

impl TableKind {
    /// Whether it is sheets: packed, so that they are parsed in a process of their own, and rows without a text are
    /// one document a sheet.
    pub const fn is_sheets(self) -> bool {
        matches!(self, Self::Xlsx | Self::Ods)
    }
}

/// The columns and first rows of a table, to say which column means what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableHead {
    /// Of the columns, as the table names them.
    pub columns: Vec<String>,
    /// Cells of the first few rows.
    pub rows: Vec<Vec<String>>,
    /// As chosen, or as guessed.
    pub mapping: ColumnMapping,
}

/// The documents of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadTable {
    /// Of the first sheet with documents.
    pub head: TableHead,
    /// In the order of the rows.
    pub documents: Vec<NewDocument>,
    /// Rows that were left out or odd, in words, by line.
    pub problems: Vec<String>,
    /// Why no row is a document; another mapping may find some.
    pub refusal: Option<FormatError>,
}

/// Reads the rows of a table; the first part of the argument is the name of its file. The mapping is that of the
/// options, else guessed by the names of the columns, and failing them by the longest cells.
///
/// Rows without text are left out and named. The error means that the file is no table.
pub fn read_table(
    (file_name, bytes): (&str, &[u8]),
    kind: TableKind,
    options: &ReadOptions<'_>,
) -> Result<ReadTable, FormatError> {
    let Sheets { tables: sheets, problems } = tables(bytes, kind, options)?;
    let mut found = ReadTable { problems, ..ReadTable::default() };
    let mut odd = Vec::new();
    let has_several = sheets.len() > 1;
    for mut table in sheets {
        let sample = table.rows.get(..GUESS_ROWS).unwrap_or(&table.rows);
        let mapping =
            options.mapping.cloned().unwrap_or_else(|| ColumnMapping::guess(&table.columns, sample, kind));
        if found.head.columns.is_empty() {
            let rows = table.rows.iter().take(HEAD_ROWS).map(|row| row.cells.clone()).collect();
            found.head = TableHead { columns: table.columns.clone(), rows, mapping: mapping.clone() };
        }
        odd.append(&mut table.problems);
        match Places::of(&table, &mapping) {
            Some(places) => {
                let first = found.documents.len();
                let account = std::mem::take(&mut table.account);
                for row in &table.rows {
                    match places.document(&table, file_name, row) {
                        Ok(document) => found.documents.push(document),
                        Err(err) => odd.push(format!("{} {}: {err}", table.unit(), row.line)),
                    }
                }
                if let Some(document) = found.documents.get_mut(first) {
                    document.account.extend(account);
                }
            }
            None if kind.is_sheets() => match document_of_rows(table, file_name, has_several) {
                Ok(document) => found.documents.push(document),
                Err(FormatError::Empty) => {}
                Err(err) => odd.push(err.to_string()),
            },
            None => {
                let columns = table.columns.join(", ");
                let reason =
                    format!("no column is known to hold the text; the columns are {columns}. Choose one");
                found.refusal = Some(FormatError::Unreadable(reason));
            }
        }
    }
    let more_count = odd.len().saturating_sub(MAX_PROBLEMS);
    found.problems.extend(odd.into_iter().take(MAX_PROBLEMS));
    if more_count > 0 {
        found.problems.push(format!("{more_count} more rows were odd or left out"));
    }
    if found.documents.is_empty() && found.refusal.is_none() {
        let reason = found.problems.first().cloned().unwrap_or_else(|| "it has no rows".to_owned());
        found.refusal = Some(FormatError::Unreadable(format!("no row of it is a document: {reason}")));
    }
    Ok(found)
}

/// The tables of a file.
fn tables(bytes: &[u8], kind: TableKind, options: &ReadOptions<'_>) -> Result<Sheets, FormatError> {
    match kind {
        TableKind::Xlsx => xlsx::sheets(bytes),
        TableKind::Ods => ods::sheets(bytes),
        TableKind::Csv | TableKind::Tsv | TableKind::Jsonl => {
            // A table may be longer than one document: its rows are the documents.
            let decoded = decode_text_as(bytes, &ReadOptions { is_table: true, ..*options })?;
            let table = match kind {
                TableKind::Jsonl => json_lines::table(&decoded.text)?,
                TableKind::Tsv => separated::table(&decoded.text, Some(b'\t'))?,
                _ => separated::table(&decoded.text, None)?,
            };
            Ok(Sheets { tables: vec![table], problems: decoded.problems })
        }
    }
}

/// Where a row has what.
struct Places {
    text_at: usize,
    others: [Option<usize>; 7],
}

impl Places {
    /// None where no column holds the text.
    fn of(table: &Table, mapping: &ColumnMapping) -> Option<Self> {
        let place = |name: &Option<String>| {
            name.as_ref().and_then(|name| table.columns.iter().position(|column| column == name))
        };
        Some(Self { text_at: place(&mapping.text)?, others: mapping.others().map(place) })
    }

    fn document(&self, table: &Table, file_name: &str, row: &Row) -> Result<NewDocument, FormatError> {
        let [title, publisher, author, date, url, language, id] =
            self.others.map(|at| at.and_then(|at| row.cells.get(at)).map_or("", String::as_str));
        let text = row.cells.get(self.text_at).cloned().unwrap_or_default();
        let mut problems = Vec::new();
        let published = parse_date(date).unwrap_or_default();
        if published.is_empty() && !date.trim().is_empty() {
            let unit = table.unit();
            problems.push(format!("{unit} {}: “{}” was not understood as a date", row.line, value(date)));
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
            account: self.account(table, row),
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

    /// The cells that are neither text nor metadata, and the comments of the row.
    fn account(&self, table: &Table, row: &Row) -> Account {
        let mut account = Account::default();
        for (at, cell) in row.cells.iter().enumerate() {
            if at != self.text_at && !self.others.contains(&Some(at)) {
                let column = table.columns.get(at).map_or("", String::as_str);
                account.leave_out(&format!("column “{}”", value(column)), cell);
            }
        }
        for comment in &row.comments {
            account.leave_out("comment", comment);
        }
        account
    }
}

#[cfg(test)]
mod tests;

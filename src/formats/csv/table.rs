//! [`Table`]: a file as rows of named cells, whatever its separator and encoding.

use super::cells::plain;
use crate::formats::jsonl::rows::without_mark;
use crate::formats::{FormatError, InputFile, Place, decode_text};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// A file with named columns.
#[derive(Debug)]
pub(super) struct Table {
    /// Column of each name, in lower case.
    columns: BTreeMap<String, usize>,
    /// Columns of which something was read.
    read: RefCell<BTreeSet<usize>>,
    pub(super) rows: Vec<Row>,
    pub(super) problems: Vec<String>,
}

/// A row with its place.
#[derive(Debug)]
pub(super) struct Row {
    cells: csv::StringRecord,
    pub(super) place: Place,
}

impl Table {
    /// Whether it has a column of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.columns.contains_key(name)
    }

    /// The cell under the first of these names that is a column and has something in it.
    pub(super) fn cell<'t>(&self, row: &'t Row, names: &[&str]) -> Option<&'t str> {
        names.iter().find_map(|name| {
            let column = *self.columns.get(*name)?;
            let cell = Some(plain(row.cells.get(column)?)).filter(|cell| !cell.is_empty())?;
            self.read.borrow_mut().insert(column);
            Some(cell)
        })
    }

    /// The columns of which nothing was read, with each cell that says something; those of these names follow from others.
    pub(super) fn unread(&self, derived: &[&str]) -> impl Iterator<Item = (&str, &Place, &str)> {
        let read = self.read.borrow().clone();
        let is_known = |name: &str| derived.contains(&name);
        let unread: Vec<(&str, usize)> = self
            .columns
            .iter()
            .filter(|(name, column)| !read.contains(column) && !is_known(name))
            .map(|(name, column)| (name.as_str(), *column))
            .collect();
        unread.into_iter().flat_map(|(name, column)| {
            let cells =
                self.rows.iter().filter_map(move |row| Some((name, &row.place, row.cells.get(column)?)));
            cells.filter(|(_, _, cell)| !cell.trim().is_empty())
        })
    }

    /// A cell that is a number.
    pub(super) fn number(&self, row: &Row, names: &[&str]) -> Result<Option<usize>, FormatError> {
        let cell = self.cell(row, names).map(str::trim).filter(|cell| !cell.is_empty());
        // Spreadsheets turn whole numbers into 12.0 where a column has empty cells.
        let whole = |cell: &str| cell.strip_suffix(".0").unwrap_or(cell).parse().ok();
        let wrong = |cell: &str| {
            let name = names.first().copied().unwrap_or_default();
            row.place.error(format!("“{cell}” under {name} is no whole number"))
        };
        cell.map(|cell| whole(cell).ok_or_else(|| wrong(cell))).transpose()
    }
}

/// Reads a file; cells that are missing at the end of a row are empty.
pub(super) fn table(file: &InputFile<'_>) -> Result<Table, FormatError> {
    let whole = Place { file: file.name.to_owned(), ..Place::default() };
    let (text, mut problems) = text(file)?;
    let (text, separator, first_line) = separated(&text);
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.delimiter(separator).flexible(true).from_reader(text.as_bytes());
    let broken = |err: &csv::Error| whole.error(format!("the table cannot be read: {err}"));
    let header = reader.headers().map_err(|err| broken(&err))?;
    let names = header.iter().map(|name| name.trim().trim_start_matches('\u{feff}').to_lowercase());
    let columns: BTreeMap<String, usize> =
        names.enumerate().filter(|(_, name)| !name.is_empty()).map(|(at, name)| (name, at)).collect();
    let width = header.len();
    let mut rows = Vec::new();
    let mut lines = Lines { text, byte: 0, line: 1 };
    for record in reader.records() {
        let record = record.map_err(|err| broken(&err))?;
        let byte = record.position().map_or(0, |place| usize::try_from(place.byte()).unwrap_or_default());
        let place = Place { line: lines.line_of(byte) + first_line, ..whole.clone() };
        if record.len() > width {
            problems.push(format!("{place}: it has {} cells where the header has {width}", record.len()));
        }
        rows.push(Row { cells: record, place });
    }
    let is_open = !text.bytes().filter(|byte| *byte == b'"').count().is_multiple_of(2);
    // A sign for inches has no other half either, but swallows no rows.
    let is_swallowing = |row: &&Row| {
        row.cells.len() < width || row.cells.iter().next_back().is_some_and(|cell| cell.contains('\n'))
    };
    match rows.last().filter(|_| is_open).filter(is_swallowing) {
        Some(row) => {
            Err(row.place.error("a quotation mark that opens a cell in this row or before has no other half"))
        }
        None => Ok(Table { columns, read: RefCell::default(), rows, problems }),
    }
}

/// Lines of rows that come in order. The reader's own count is one short where lines end in two characters.
struct Lines<'t> {
    text: &'t str,
    byte: usize,
    line: usize,
}

impl Lines<'_> {
    fn line_of(&mut self, byte: usize) -> usize {
        let rest = self.text.as_bytes().get(byte..).unwrap_or_default();
        // Line ends before the first cell belong to the row before.
        let byte = byte + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let between = self.text.as_bytes().get(self.byte..byte).unwrap_or_default();
        self.line += between.split(|byte| *byte == b'\n').count() - 1;
        self.byte = self.byte.max(byte);
        self.line
    }
}

/// The text as it stands if it is UTF-8; line ends within cells are part of what they say.
fn text<'b>(file: &InputFile<'b>) -> Result<(Cow<'b, str>, Vec<String>), FormatError> {
    if let Ok(text) = std::str::from_utf8(without_mark(file.bytes)) {
        return Ok((Cow::Borrowed(text), Vec::new()));
    }
    let place = Place { file: file.name.to_owned(), ..Place::default() };
    let decoded = decode_text(file.bytes).map_err(|err| place.error(err.to_string()))?;
    let said = format!("{place}: it was read as {}", decoded.encoding);
    Ok((Cow::Owned(decoded.text), vec![said]))
}

/// The text after a line that names the separator, the separator, and how many lines that line took.
fn separated(text: &str) -> (&str, u8, usize) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', sign] = first.trim_end().as_bytes() {
        return (rest, *sign, 1);
    }
    let count = |sign: &u8| first.bytes().filter(|byte| byte == sign).count();
    // The first of equals wins.
    let sign = [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(count);
    (text, sign.unwrap_or(b','), 0)
}

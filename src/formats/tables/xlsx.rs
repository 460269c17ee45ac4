//! [`sheets`]: the sheets of an Excel workbook. Values come by the crate `calamine`; what is hidden, and comments, by
//! the files of the workbook themselves.

use super::MAX_ROWS;
use super::number_format::{shown, shown_text};
use super::rich_text::{RichTexts, column_of, may_be_rich};
use super::rows::{MAX_COLUMNS, Row, Sheets, Table};
use crate::formats::FormatError;
use crate::formats::archive::{Archive, below};
use crate::formats::docx::open_office_file;
use crate::formats::extract::Account;
use crate::formats::flow::{COVERED, STRUCK};
use crate::formats::symbols::{in_font, is_symbol_font};
use crate::formats::xml::{XmlEvent, XmlReader, xml_text};
use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

/// Bytes of a sheet that are looked through for what it hides.
const MAX_LOOK_LEN: u64 = 64 << 20;

/// The visible sheets, with all that the others hold in the account.
pub(super) fn sheets(bytes: &[u8]) -> Result<Sheets, FormatError> {
    let mut archive = open_office_file(bytes, "an Excel workbook")?;
    let paths = sheet_paths(&mut archive)?;
    // The library reads these two whole; here they must keep the limits of archives.
    archive.file("xl/styles.xml")?;
    let shared = archive.file("xl/sharedStrings.xml")?.unwrap_or_default();
    let rich = RichTexts::of(&xml_text(&shared));
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|err| match err {
        XlsxError::Password => FormatError::Locked,
        err => FormatError::Unreadable(format!("the workbook is damaged: {err}; save it anew")),
    })?;
    let is_1904 = workbook.has_1904_epoch();
    let metadata = workbook.sheets_metadata().to_vec();
    let (mut found, mut hidden) = (Sheets::default(), Account::default());
    for sheet in metadata.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let mut beside = match paths.get(&sheet.name) {
            Some(path) => Beside::read(&mut archive, path)?,
            None => Beside::default(),
        };
        let mut cells = match Cells::read(&mut workbook, &sheet.name, is_1904) {
            Ok(cells) => cells,
            Err(err) => {
                found.problems.push(format!("the sheet “{}” cannot be read: {err}", sheet.name));
                continue;
            }
        };
        if sheet.visible == SheetVisible::Visible {
            if let Some(path) = paths.get(&sheet.name)
                && (beside.may_be_rich || !rich.is_empty())
                && let Some(bytes) = archive.beginning(path, MAX_LOOK_LEN)?
            {
                for words in rich.apply(&xml_text(&bytes), &mut cells.rows) {
                    beside.account.leave_out(STRUCK, &words);
                }
            }
            found.tables.push(beside.table(sheet.name, &mut cells));
        } else {
            let reason = format!("hidden sheet “{}”", sheet.name);
            for row in cells.rows.values() {
                hidden.leave_out(&reason, &joined(row));
            }
            beside.comments.into_values().flatten().for_each(|comment| hidden.leave_out(&reason, &comment));
        }
    }
    if let Some(table) = found.tables.first_mut() {
        table.account.extend(hidden);
    }
    Ok(found)
}

pub(super) fn joined(row: &BTreeMap<u32, String>) -> String {
    row.values().map(String::as_str).collect::<Vec<_>>().join(" | ")
}

/// Cells by row and column, from 0.
#[derive(Debug, Default)]
struct Cells {
    rows: BTreeMap<u32, BTreeMap<u32, String>>,
    problems: Vec<String>,
    /// Of a symbol font, without a character of their own.
    unknown_sign_count: usize,
}

impl Cells {
    fn read(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str, is_1904: bool) -> Result<Self, XlsxError> {
        let mut reader = workbook.worksheet_cells_reader(name)?;
        let mut cells = Self::default();
        let mut dropped_count = 0;
        while let Some((cell, style)) = reader.next_cell_with_style_id()? {
            let (row, column) = cell.get_position();
            if usize::try_from(column).is_ok_and(|column| column >= MAX_COLUMNS) {
                dropped_count += 1;
                continue;
            }
            if cells.rows.len() >= MAX_ROWS && !cells.rows.contains_key(&row) {
                cells.problems.push(format!("sheet “{name}”: only the first {MAX_ROWS} rows were read"));
                break;
            }
            let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
            // Excel shows these two in the form of the reader's system.
            let code = match format.and_then(|format| format.format_id) {
                Some(14) => "yyyy-mm-dd",
                Some(22) => "yyyy-mm-dd hh:mm",
                _ => format.map_or("", |format| format.format_code.as_str()),
            };
            let font = reader.styles().get(style).and_then(|style| style.font.as_ref()?.name.as_deref());
            let text = match (cell.get_value(), font.filter(|font| is_symbol_font(font))) {
                (value @ (DataRef::String(_) | DataRef::SharedString(_)), Some(font)) => {
                    in_font(font, &text(value, code, is_1904), &mut cells.unknown_sign_count)
                }
                (value, _) => text(value, code, is_1904),
            };
            if !text.trim().is_empty() {
                cells.rows.entry(row).or_default().insert(column, text);
            }
        }
        if cells.unknown_sign_count > 0 {
            let count = cells.unknown_sign_count;
            cells.problems.push(format!(
                "sheet “{name}”: signs of a symbol font without a character of their own stand as ▯ ({count})"
            ));
        }
        if dropped_count > 0 {
            cells.problems.push(format!(
                "sheet “{name}”: {dropped_count} cells beyond the first {MAX_COLUMNS} columns were left out"
            ));
        }
        Ok(cells)
    }
}

fn text(value: &DataRef<'_>, code: &str, is_1904: bool) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => shown(*number as f64, code, is_1904),
        DataRef::Float(number) => shown(*number, code, is_1904),
        DataRef::DateTime(time) => shown(time.as_f64(), code, is_1904),
        DataRef::String(text) => shown_text(text, code),
        DataRef::SharedString(text) => shown_text(text, code),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Bool(is_true) => if *is_true { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::Error(error) => error.to_string(),
    }
}

/// Paths of the sheets by their names.
fn sheet_paths(archive: &mut Archive<'_>) -> Result<BTreeMap<String, String>, FormatError> {
    let Some(workbook) = archive.file("xl/workbook.xml")? else { return Ok(BTreeMap::new()) };
    let targets = relations(archive, "xl/workbook.xml")?;
    let text = xml_text(&workbook);
    let mut reader = XmlReader::new(&text);
    let mut found = BTreeMap::new();
    while let Some(event) = reader.next()? {
        if let XmlEvent::Open(element) = event
            && element.name == "sheet"
            && let Some((_, path)) = targets.get(element.attribute("id"))
        {
            found.insert(element.attribute("name").to_owned(), path.clone());
        }
    }
    Ok(found)
}

/// Type and path of what a part names, by id.
fn relations(
    archive: &mut Archive<'_>,
    part: &str,
) -> Result<BTreeMap<String, (String, String)>, FormatError> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let Some(bytes) = archive.file(&format!("{folder}/_rels/{name}.rels"))? else {
        return Ok(BTreeMap::new());
    };
    let text = xml_text(&bytes);
    let mut reader = XmlReader::new(&text);
    let mut found = BTreeMap::new();
    while let Some(event) = reader.next()? {
        if let XmlEvent::Open(element) = event
            && element.name == "Relationship"
        {
            let kind = element.attribute("Type").rsplit('/').next().unwrap_or_default().to_owned();
            let path = below(folder, element.attribute("Target"));
            found.insert(element.attribute("Id").to_owned(), (kind, path));
        }
    }
    Ok(found)
}

/// What a sheet has besides the cells that it shows.
#[derive(Debug, Default)]
struct Beside {
    /// From 0.
    hidden_rows: BTreeSet<u32>,
    /// First and last, from 0.
    hidden_columns: Vec<(u32, u32)>,
    /// By row, from 0.
    comments: BTreeMap<u32, Vec<String>>,
    /// First and last rows and columns of cells that are one, from 0.
    merged: Vec<[(u32, u32); 2]>,
    /// Texts of its own cells may have raised, lowered or struck-out runs.
    may_be_rich: bool,
    account: Account,
}

impl Beside {
    fn read(archive: &mut Archive<'_>, path: &str) -> Result<Self, FormatError> {
        let mut beside = Self::default();
        if let Some(bytes) = archive.beginning(path, MAX_LOOK_LEN)? {
            let sheet = xml_text(&bytes);
            beside.may_be_rich = may_be_rich(&sheet);
            beside.look(&sheet);
        }
        for (kind, target) in relations(archive, path)?.into_values() {
            match kind.as_str() {
                "comments" => {
                    if let Some(bytes) = archive.file(&target)? {
                        beside.comments(&xml_text(&bytes))?;
                    }
                }
                "drawing" => {
                    if let Some(bytes) = archive.file(&target)? {
                        beside.drawing(&xml_text(&bytes))?;
                    }
                }
                _ => {}
            }
        }
        Ok(beside)
    }

    /// Hidden rows and columns, and what is printed above and below. The end may be cut off.
    fn look(&mut self, sheet: &str) {
        let mut reader = XmlReader::new(sheet);
        let mut row: u32 = 0;
        // A text comes in pieces, parted at references to characters.
        let mut margin: Option<String> = None;
        let is_margin = |name: &str| name.ends_with("Header") || name.ends_with("Footer");
        while let Ok(Some(event)) = reader.next() {
            match event {
                XmlEvent::Open(element) => {
                    let number = |name: &str| element.attribute(name).parse::<u32>().ok();
                    let is_hidden = matches!(element.attribute("hidden"), "1" | "true");
                    match element.name.as_str() {
                        "row" => {
                            row = number("r").unwrap_or(row + 1);
                            // Rows from here on are not read.
                            if usize::try_from(row).is_ok_and(|row| row > MAX_ROWS) {
                                return;
                            }
                            if is_hidden {
                                self.hidden_rows.insert(row.saturating_sub(1));
                            }
                        }
                        "col" if is_hidden => {
                            let (first, last) = (number("min").unwrap_or(1), number("max").unwrap_or(0));
                            self.hidden_columns.push((first.saturating_sub(1), last.saturating_sub(1)));
                        }
                        "mergeCell" => self.merged.extend(merged_range(element.attribute("ref"))),
                        name => margin = is_margin(name).then(String::new),
                    }
                }
                XmlEvent::Text(text) => {
                    if let Some(margin) = &mut margin {
                        margin.push_str(&text);
                    }
                }
                XmlEvent::Close(name) if is_margin(&name) => {
                    let text = margin.take().unwrap_or_default();
                    self.account.leave_out("printed above or below the sheet", &without_codes(&text));
                }
                XmlEvent::Close(_) => {}
            }
        }
    }

    fn comments(&mut self, xml: &str) -> Result<(), FormatError> {
        let mut reader = XmlReader::new(xml);
        let (mut row, mut text, mut depth) = (0, String::new(), 0);
        while let Some(event) = reader.next()? {
            match event {
                XmlEvent::Open(element) if element.name == "comment" => {
                    let digits: String =
                        element.attribute("ref").chars().filter(char::is_ascii_digit).collect();
                    row = digits.parse::<u32>().unwrap_or(1).saturating_sub(1);
                    text.clear();
                }
                XmlEvent::Open(element) if element.name == "t" => depth += 1,
                XmlEvent::Close(name) if name == "t" => depth -= 1,
                XmlEvent::Text(piece) if depth > 0 => text.push_str(&piece),
                XmlEvent::Close(name) if name == "comment" => {
                    self.comments.entry(row).or_default().push(std::mem::take(&mut text));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Text boxes and the like, paragraph by paragraph.
    fn drawing(&mut self, xml: &str) -> Result<(), FormatError> {
        let mut reader = XmlReader::new(xml);
        let (mut text, mut depth) = (String::new(), 0);
        while let Some(event) = reader.next()? {
            match event {
                XmlEvent::Open(element) if element.name == "t" => depth += 1,
                XmlEvent::Close(name) if name == "t" => depth -= 1,
                XmlEvent::Text(piece) if depth > 0 => text.push_str(&piece),
                XmlEvent::Close(name) if name == "p" => {
                    self.account.leave_out("text box", &std::mem::take(&mut text));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes out what lies under merged cells.
    fn uncover(&mut self, rows: &mut BTreeMap<u32, BTreeMap<u32, String>>) {
        for [(top, bottom), (left, right)] in std::mem::take(&mut self.merged) {
            for (number, row) in rows.range_mut(top..=bottom) {
                let is_first = |column: &u32| *number == top && *column == left;
                let columns = row.range(left..=right).map(|(column, _)| *column);
                let covered: Vec<u32> = columns.filter(|column| !is_first(column)).collect();
                for cell in covered.iter().filter_map(|column| row.remove(column)) {
                    self.account.leave_out(COVERED, &cell);
                }
            }
        }
    }

    /// The table of what the sheet shows; what it hides is in its account.
    fn table(mut self, name: String, cells: &mut Cells) -> Table {
        self.uncover(&mut cells.rows);
        let mut rows = Vec::new();
        let width =
            cells.rows.values().filter_map(|row| row.keys().next_back()).max().map_or(0, |last| last + 1);
        let is_hidden =
            |column: u32| self.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&column));
        let shown: Vec<u32> = (0..width).filter(|column| !is_hidden(*column)).collect();
        for (number, mut row) in std::mem::take(&mut cells.rows) {
            let mut comments = self.comments.remove(&number).unwrap_or_default();
            if self.hidden_rows.contains(&number) {
                self.account.leave_out("hidden row", &joined(&row));
                for comment in &comments {
                    self.account.leave_out("comment", comment);
                }
                continue;
            }
            let visible: Vec<String> =
                shown.iter().map(|column| row.remove(column).unwrap_or_default()).collect();
            for cell in row.values() {
                self.account.leave_out("hidden column", cell);
            }
            if visible.iter().all(String::is_empty) {
                comments.drain(..).for_each(|comment| self.account.leave_out("comment", &comment));
            } else {
                let line = usize::try_from(number).unwrap_or(usize::MAX).saturating_add(1);
                rows.push(Row { line, cells: visible, comments });
            }
        }
        // Comments at cells that are empty.
        self.comments.into_values().flatten().for_each(|comment| self.account.leave_out("comment", &comment));
        let mut table = Table::of_sheet(name, rows, self.account);
        table.problems.append(&mut cells.problems);
        table
    }
}

/// Rows and columns of `A1:C2`, from 0.
fn merged_range(range: &str) -> Option<[(u32, u32); 2]> {
    let place = |cell: &str| {
        let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
        Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column_of(cell)?.checked_sub(1)?))
    };
    let (first, last) = range.split_once(':')?;
    let ((top, left), (bottom, right)) = (place(first)?, place(last)?);
    (top <= bottom && left <= right).then_some([(top, bottom), (left, right)])
}

/// Without `&L`, `&"Arial,Bold"` and their like.
fn without_codes(text: &str) -> String {
    let mut found = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '&' {
            found.push(c);
            continue;
        }
        match chars.next() {
            Some('&') => found.push('&'),
            Some('"') => while chars.next().is_some_and(|c| c != '"') {},
            Some(c) if c.is_ascii_digit() => while chars.next_if(char::is_ascii_digit).is_some() {},
            // A colour: six digits, or two of the theme with a shade.
            Some('K') => {
                for _ in 0..6 {
                    chars.next_if(|c| c.is_ascii_hexdigit() || matches!(c, '+' | '-'));
                }
            }
            _ => found.push(' '),
        }
    }
    found
}

//! [`sheets`]: the sheets of a spreadsheet in the `OpenDocument` format. The file keeps each cell as it is shown.

use super::MAX_ROWS;
use super::rows::{MAX_COLUMNS, Row, Sheets, Table};
use super::xlsx::joined;
use crate::formats::FormatError;
use crate::formats::docx::{not_office, open_office_file};
use crate::formats::extract::Account;
use crate::formats::flow::COVERED;
use crate::formats::raised::{Script, ScriptText};
use crate::formats::xml::{Element, XmlEvent, XmlReader, xml_text};
use std::collections::{BTreeMap, BTreeSet};

/// Rows that one row may stand for: sheets repeat empty ones to their end.
const MAX_REPEATS: usize = 1_000;

/// The visible sheets, with all that the others hold in the account.
pub(super) fn sheets(bytes: &[u8]) -> Result<Sheets, FormatError> {
    let mut archive = open_office_file(bytes, "an OpenDocument spreadsheet")?;
    let manifest = archive.file("META-INF/manifest.xml")?.unwrap_or_default();
    if xml_text(&manifest).contains("encryption-data") {
        return Err(FormatError::Locked);
    }
    let content = archive.file("content.xml")?.ok_or_else(|| not_office("an OpenDocument spreadsheet"))?;
    let mut reading = Reading::default();
    let text = xml_text(&content);
    let mut reader = XmlReader::new(&text);
    while let Some(event) = reader.next()? {
        match event {
            XmlEvent::Open(element) => reading.open(&element),
            XmlEvent::Close(name) => reading.close(&name),
            XmlEvent::Text(piece) => reading.text(&piece),
        }
    }
    let Reading { mut found, hidden, .. } = reading;
    if let Some(table) = found.tables.first_mut() {
        table.account.extend(hidden);
    }
    Ok(found)
}

#[derive(Debug, Default)]
struct Reading {
    found: Sheets,
    hidden: Account,
    /// Styles of sheets that are not shown.
    hidden_styles: BTreeSet<String>,
    style: String,
    /// Of styles that raise or lower their text.
    scripts: BTreeMap<String, Script>,
    /// One for each open span.
    spans: Vec<Script>,
    sheet: Sheet,
    row: OpenRow,
    cell: OpenCell,
    is_in_comment: bool,
    is_in_shape: bool,
    shape: String,
    /// Footnotes of nobody: rules, names and scripts of the sheet.
    skip_depth: usize,
}

#[derive(Debug, Default)]
struct Sheet {
    name: String,
    is_hidden: bool,
    is_open: bool,
    rows: Vec<Row>,
    row_number: usize,
    dropped_count: usize,
    hidden_columns: BTreeSet<u32>,
    column: u32,
    account: Account,
}

#[derive(Debug, Default)]
struct OpenRow {
    cells: BTreeMap<u32, String>,
    comments: Vec<String>,
    column: u32,
    repeats: usize,
    is_hidden: bool,
}

#[derive(Debug, Default)]
struct OpenCell {
    text: ScriptText,
    comment: String,
    repeats: u32,
    is_open: bool,
    /// It lies under a merged cell.
    is_covered: bool,
}

fn repeats(element: &Element, name: &str) -> u32 {
    element.attribute(name).parse().unwrap_or(1).max(1)
}

fn is_hidden(element: &Element) -> bool {
    matches!(element.attribute("visibility"), "collapse" | "filter")
}

impl Reading {
    fn open(&mut self, element: &Element) {
        let is_skipped =
            matches!(element.name.as_str(), "tracked-changes" | "content-validations" | "scripts" | "forms");
        if self.skip_depth > 0 || is_skipped {
            self.skip_depth += 1;
            return;
        }
        match element.name.as_str() {
            "style" => element.attribute("name").clone_into(&mut self.style),
            "table-properties" if element.attribute("display") == "false" => {
                self.hidden_styles.insert(self.style.clone());
            }
            "text-properties" => {
                let script = Script::of_position(element.attribute("text-position"));
                self.scripts.extend(script.map(|script| (self.style.clone(), script)));
            }
            "span" => {
                let own = self.scripts.get(element.attribute("style-name")).copied();
                let script = own.unwrap_or_else(|| self.script());
                self.spans.push(script);
            }
            "table" if !self.sheet.is_open => {
                let is_hidden = self.hidden_styles.contains(element.attribute("style-name"));
                let name = element.attribute("name").to_owned();
                self.sheet = Sheet { name, is_hidden, is_open: true, ..Sheet::default() };
            }
            "table-column" => {
                let first = self.sheet.column;
                self.sheet.column = first.saturating_add(repeats(element, "number-columns-repeated"));
                if is_hidden(element) {
                    let last = self.sheet.column.min(u32::try_from(MAX_COLUMNS).unwrap_or(u32::MAX));
                    self.sheet.hidden_columns.extend(first..last);
                }
            }
            "table-row" => {
                let repeats = usize::try_from(repeats(element, "number-rows-repeated")).unwrap_or(usize::MAX);
                self.row = OpenRow { repeats, is_hidden: is_hidden(element), ..OpenRow::default() };
            }
            "table-cell" | "covered-table-cell" => {
                let repeats = repeats(element, "number-columns-repeated");
                let is_covered = element.name == "covered-table-cell";
                self.cell = OpenCell { repeats, is_open: true, is_covered, ..OpenCell::default() };
            }
            "annotation" => self.is_in_comment = true,
            "custom-shape" | "frame" => self.is_in_shape = true,
            "p" | "h" => self.part_lines(),
            "s" | "tab" => self.text(" "),
            "line-break" => self.text("\n"),
            _ => {}
        }
    }

    /// A second paragraph begins a line.
    fn part_lines(&mut self) {
        let place = if self.is_in_comment {
            &mut self.cell.comment
        } else if self.is_in_shape {
            &mut self.shape
        } else {
            self.cell.text.settled()
        };
        if !place.is_empty() {
            place.push('\n');
        }
    }

    fn text(&mut self, piece: &str) {
        if self.skip_depth > 0 || !self.sheet.is_open {
        } else if self.is_in_comment {
            self.cell.comment.push_str(piece);
        } else if self.is_in_shape {
            self.shape.push_str(piece);
        } else if self.cell.is_open {
            let script = self.script();
            self.cell.text.push(piece, script);
        }
    }

    fn script(&self) -> Script {
        self.spans.last().copied().unwrap_or_default()
    }

    fn close(&mut self, name: &str) {
        if self.skip_depth > 0 {
            self.skip_depth -= 1;
            return;
        }
        match name {
            "annotation" => self.is_in_comment = false,
            "span" => drop(self.spans.pop()),
            "custom-shape" | "frame" => {
                self.is_in_shape = false;
                self.sheet.account.leave_out("text box", &std::mem::take(&mut self.shape));
            }
            "table-cell" | "covered-table-cell" => self.close_cell(),
            "table-row" => self.close_row(),
            "table" if self.sheet.is_open => self.close_sheet(),
            _ => {}
        }
    }

    fn close_cell(&mut self) {
        let OpenCell { mut text, comment, repeats, is_covered, .. } = std::mem::take(&mut self.cell);
        let text = text.take();
        let first = self.row.column;
        self.row.column = first.saturating_add(repeats);
        let last = self.row.column.min(u32::try_from(MAX_COLUMNS).unwrap_or(u32::MAX));
        if is_covered {
            self.sheet.account.leave_out(COVERED, &text);
        } else if !text.trim().is_empty() {
            self.row.cells.extend((first..last).map(|column| (column, text.trim().to_owned())));
        }
        if !comment.trim().is_empty() {
            self.row.comments.push(comment);
        }
    }

    fn close_row(&mut self) {
        let OpenRow { cells, comments, repeats, is_hidden, .. } = std::mem::take(&mut self.row);
        let sheet = &mut self.sheet;
        let first = sheet.row_number + 1;
        sheet.row_number = sheet.row_number.saturating_add(repeats);
        comments
            .iter()
            .filter(|_| is_hidden || cells.is_empty())
            .for_each(|one| sheet.account.leave_out("comment", one));
        if cells.is_empty() {
            return;
        }
        let reason = if sheet.is_hidden {
            format!("hidden sheet “{}”", sheet.name)
        } else {
            "hidden row".to_owned()
        };
        if sheet.is_hidden || is_hidden {
            sheet.account.leave_out(&reason, &joined(&cells));
            return;
        }
        let width = cells.keys().next_back().map_or(0, |last| last + 1);
        let mut visible = Vec::new();
        for column in 0..width {
            let cell = cells.get(&column).map_or("", String::as_str);
            if sheet.hidden_columns.contains(&column) {
                sheet.account.leave_out("hidden column", cell);
            } else {
                visible.push(cell.to_owned());
            }
        }
        if let Some(more) = repeats.checked_sub(MAX_REPEATS).filter(|more| *more > 0) {
            let words = format!("{} ({more} more times)", joined(&cells));
            sheet.account.leave_out("repetitions of a row", &words);
        }
        for line in first..first.saturating_add(repeats.min(MAX_REPEATS)) {
            if sheet.rows.len() >= MAX_ROWS {
                sheet.dropped_count += 1;
                break;
            }
            let comments = if line == first { comments.clone() } else { Vec::new() };
            sheet.rows.push(Row { line, cells: visible.clone(), comments });
        }
    }

    fn close_sheet(&mut self) {
        let Sheet { name, is_hidden, mut rows, account, dropped_count, .. } = std::mem::take(&mut self.sheet);
        if is_hidden {
            self.hidden.extend(account);
            return;
        }
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        for row in &mut rows {
            row.cells.resize(width, String::new());
        }
        let told = format!("sheet “{name}”: only the first {MAX_ROWS} rows were read");
        let mut table = Table::of_sheet(name, rows, account);
        if dropped_count > 0 {
            table.problems.push(told);
        }
        self.found.tables.push(table);
    }
}

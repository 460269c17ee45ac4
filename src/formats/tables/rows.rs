//! [`Table`]: the cells of a table, however it is written.

use crate::formats::extract::Account;

/// Columns of one table.
pub(super) const MAX_COLUMNS: usize = 1_000;

/// A row with a cell for each column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Of the file or sheet, from 1: where the row begins.
    pub(super) line: usize,
    pub(super) cells: Vec<String>,
    /// What people wrote beside its cells.
    pub(super) comments: Vec<String>,
}

/// A table with named columns.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Of its sheet; empty for files that are one table.
    pub(super) sheet: String,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// Rows that could not be read, in words.
    pub(super) problems: Vec<String>,
    /// Its first row names the columns.
    pub(super) has_header: bool,
    /// What a sheet does not show.
    pub(super) account: Account,
}

impl Table {
    /// What its rows are counted in, for messages.
    pub(super) fn unit(&self) -> String {
        if self.sheet.is_empty() { "line".to_owned() } else { format!("sheet “{}”, row", self.sheet) }
    }
}

/// The tables of a file, and what is odd about all of it.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    pub(super) tables: Vec<Table>,
    pub(super) problems: Vec<String>,
}

impl Table {
    /// A table of a sheet's rows: the first one names the columns where it has words in all its cells.
    pub(super) fn of_sheet(sheet: String, mut rows: Vec<Row>, account: Account) -> Self {
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let is_name = |cell: &String| !cell.trim().is_empty() && cell.parse::<f64>().is_err();
        let has_header = rows.len() > 1
            && rows.first().is_some_and(|row| row.cells.len() == width && row.cells.iter().all(is_name));
        let columns = if has_header {
            let header = rows.remove(0);
            if let Some(first) = rows.first_mut() {
                first.comments.splice(0..0, header.comments);
            }
            header.cells
        } else {
            (1..=width).map(|number| format!("column {number}")).collect()
        };
        for row in &mut rows {
            row.cells.resize(columns.len(), String::new());
        }
        Self { sheet, columns, rows, has_header, account, ..Self::default() }
    }
}

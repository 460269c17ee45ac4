//! [`Frame`]: a typed table on its way out: columns with names, and the part of a split that each row belongs to.

mod json;
mod sentences;
mod tables;

pub(super) use json::json_lines;
pub(super) use sentences::{SentenceItem, sentence_items, sentence_labels};
pub(super) use tables::{annotations, claims, documents, hex, links, pairs, sentences_table as sentences};

use std::borrow::Cow;

/// A text that may be missing.
pub(super) type Cell<'p> = Option<Cow<'p, str>>;

/// The cells of a column.
#[derive(Debug)]
pub(super) enum Cells<'p> {
    Texts(Vec<Cell<'p>>),
    Numbers(Vec<Option<i64>>),
    Flags(Vec<bool>),
    /// Several texts in each.
    Lists(Vec<Vec<Cell<'p>>>),
    /// A share for each of the same names in each; those of one row stand together.
    Shares {
        names: Vec<String>,
        shares: Vec<f64>,
    },
}

/// A column.
#[derive(Debug)]
pub(super) struct Column<'p> {
    pub(super) name: &'static str,
    /// Shown to people who read about the table.
    pub(super) meaning: &'static str,
    pub(super) cells: Cells<'p>,
}

/// A table.
#[derive(Debug)]
pub(super) struct Frame<'p> {
    pub(super) name: &'static str,
    pub(super) columns: Vec<Column<'p>>,
    /// Of each row.
    pub(super) parts: Vec<usize>,
}

impl Frame<'_> {
    /// Gives the cells back, of which nothing is needed once they are written but their sort.
    pub(super) fn clear(&mut self) {
        for column in &mut self.columns {
            match &mut column.cells {
                Cells::Texts(cells) => *cells = Vec::new(),
                Cells::Numbers(cells) => *cells = Vec::new(),
                Cells::Flags(cells) => *cells = Vec::new(),
                Cells::Lists(cells) => *cells = Vec::new(),
                Cells::Shares { shares, .. } => *shares = Vec::new(),
            }
        }
    }

    /// Indexes of the rows of a part.
    pub(super) fn rows_of(&self, part: usize) -> Vec<usize> {
        let rows = self.parts.iter().enumerate();
        rows.filter(|(_, other)| **other == part).map(|(row, _)| row).collect()
    }
}

/// Makes columns of records.
#[derive(Debug)]
struct Making<'r, 'p, R> {
    rows: &'r [R],
    columns: Vec<Column<'p>>,
}

impl<'r, 'p, R> Making<'r, 'p, R> {
    const fn new(rows: &'r [R]) -> Self {
        Self { rows, columns: Vec::new() }
    }

    fn column(mut self, name: &'static str, meaning: &'static str, cells: Cells<'p>) -> Self {
        self.columns.push(Column { name, meaning, cells });
        self
    }

    fn text(self, name: &'static str, meaning: &'static str, cell: impl Fn(&R) -> Cell<'p>) -> Self {
        let cells = self.rows.iter().map(cell).collect();
        self.column(name, meaning, Cells::Texts(cells))
    }

    fn number(self, name: &'static str, meaning: &'static str, cell: impl Fn(&R) -> Option<usize>) -> Self {
        let number = |row| cell(row).and_then(|number| i64::try_from(number).ok());
        let cells = self.rows.iter().map(number).collect();
        self.column(name, meaning, Cells::Numbers(cells))
    }

    fn flag(self, name: &'static str, meaning: &'static str, cell: impl Fn(&R) -> bool) -> Self {
        let cells = self.rows.iter().map(cell).collect();
        self.column(name, meaning, Cells::Flags(cells))
    }

    fn list(self, name: &'static str, meaning: &'static str, cell: impl Fn(&R) -> Vec<Cell<'p>>) -> Self {
        let cells = self.rows.iter().map(cell).collect();
        self.column(name, meaning, Cells::Lists(cells))
    }

    fn frame(self, name: &'static str, part: impl Fn(&R) -> usize) -> Frame<'p> {
        Frame { name, parts: self.rows.iter().map(part).collect(), columns: self.columns }
    }
}

/// A text that is there.
#[expect(clippy::unnecessary_wraps, reason = "a cell, as a column wants it")]
fn some<'p>(text: impl Into<Cow<'p, str>>) -> Cell<'p> {
    Some(text.into())
}

/// None for an empty text.
fn set(text: &str) -> Cell<'_> {
    (!text.is_empty()).then_some(Cow::Borrowed(text))
}

//! [`Frame`]: a typed table on its way out: columns with names, and the part of a split that each row belongs to.

mod json;
mod sentences;
mod tables;

pub(super) use json::json_lines;
pub(super) use sentences::{SentenceItem, sentence_items, sentence_labels};
pub(super) use tables::{
    annotations, claims, documents, hex, link_part, links, pairs, sentences_table as sentences,
};

use std::borrow::Cow;
use std::rc::Rc;

/// A text that may be missing.
pub(super) type Cell<'p> = Option<Cow<'p, str>>;

/// Makes a cell when it is written, by the index of its row: a table of texts would fill the memory.
pub(super) type Maker<'p, T> = Box<dyn Fn(usize) -> T + 'p>;

/// The cells of a column.
pub(super) enum Cells<'p> {
    Texts(Maker<'p, Cell<'p>>),
    Numbers(Vec<Option<i64>>),
    Flags(Vec<bool>),
    /// Several texts in each.
    Lists(Maker<'p, Vec<Cell<'p>>>),
    /// A share for each of the same names in each; those of one row stand together.
    Shares {
        names: Vec<String>,
        shares: Vec<f64>,
    },
}

/// A column.
pub(super) struct Column<'p> {
    pub(super) name: &'static str,
    /// Shown to people who read about the table.
    pub(super) meaning: &'static str,
    pub(super) cells: Cells<'p>,
}

/// A table.
pub(super) struct Frame<'p> {
    pub(super) name: &'static str,
    pub(super) columns: Vec<Column<'p>>,
    /// Of each row.
    pub(super) parts: Vec<usize>,
}

impl Frame<'_> {
    /// Gives back the cells and what they are made of: of what is written, only the sort is needed.
    pub(super) fn clear(&mut self) {
        for column in &mut self.columns {
            match &mut column.cells {
                Cells::Texts(cell) => *cell = Box::new(|_| None),
                Cells::Numbers(cells) => *cells = Vec::new(),
                Cells::Flags(cells) => *cells = Vec::new(),
                Cells::Lists(cell) => *cell = Box::new(|_| Vec::new()),
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
struct Making<'p, R> {
    rows: Rc<Vec<R>>,
    columns: Vec<Column<'p>>,
}

impl<'p, R: 'p> Making<'p, R> {
    fn new(rows: Vec<R>) -> Self {
        Self { rows: Rc::new(rows), columns: Vec::new() }
    }

    fn column(mut self, name: &'static str, meaning: &'static str, cells: Cells<'p>) -> Self {
        self.columns.push(Column { name, meaning, cells });
        self
    }

    fn text(self, name: &'static str, meaning: &'static str, cell: impl Fn(&R) -> Cell<'p> + 'p) -> Self {
        let rows = Rc::clone(&self.rows);
        self.column(name, meaning, Cells::Texts(Box::new(move |row| rows.get(row).and_then(&cell))))
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

    fn list(
        self,
        name: &'static str,
        meaning: &'static str,
        cell: impl Fn(&R) -> Vec<Cell<'p>> + 'p,
    ) -> Self {
        let rows = Rc::clone(&self.rows);
        let cells = move |row| rows.get(row).map(&cell).unwrap_or_default();
        self.column(name, meaning, Cells::Lists(Box::new(cells)))
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

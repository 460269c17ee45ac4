//! [`Tables`]: rows and cells of a rich text file, which only says where they end.

use crate::formats::flow::{Block, Flow};

/// The rows that are being read: of a table, and of one in its cells.
#[derive(Debug, Default)]
pub(super) struct Tables {
    is_in: bool,
    /// How deep the table lies in others.
    pub(super) depth: i32,
    outer: Row,
    inner: Row,
}

#[derive(Debug, Default)]
struct Row {
    cells: Vec<Vec<Block>>,
    /// How many blocks stand before the open cell.
    block_count: usize,
}

impl Tables {
    pub(super) const fn enter(&mut self) {
        self.is_in = true;
    }

    pub(super) const fn leave(&mut self) {
        self.is_in = false;
        self.depth = 0;
    }

    /// A paragraph ended: it stands before the cells to come unless it is in one.
    pub(super) fn after_paragraph(&mut self, flow: &mut Flow) {
        let count = flow.block_count();
        if !self.is_in {
            self.outer.block_count = count;
        }
        if self.depth < 2 {
            self.inner.block_count = count;
        }
    }

    pub(super) fn end_cell(&mut self, flow: &mut Flow, is_inner: bool) {
        let row = if is_inner { &mut self.inner } else { &mut self.outer };
        row.cells.push(flow.take_since(row.block_count));
        if !is_inner {
            self.inner.block_count = flow.block_count();
        }
    }

    pub(super) fn end_row(&mut self, flow: &mut Flow, is_inner: bool) {
        let row = if is_inner { &mut self.inner } else { &mut self.outer };
        if row.cells.is_empty() {
            return;
        }
        flow.begin_row();
        for cell in std::mem::take(&mut row.cells) {
            flow.put_cell(cell);
        }
        flow.end_row();
        self.inner.block_count = flow.block_count();
        if !is_inner {
            self.outer.block_count = flow.block_count();
        }
    }
}

//! [`Grid`]: the columns of an open table, some of which cells of rows above reach into.

use super::tree::{Node, Tree};

/// Columns that cells may reach over: more is a sign for all of them.
const MAX_COLUMNS: usize = 100;
/// As the standard has it.
const MAX_ROWS: usize = 65_534;

/// How far a cell reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    columns: usize,
    rows: usize,
}

impl Span {
    pub(super) fn of(cell: &Node) -> Self {
        let number = |name: &str| cell.attribute(name).trim().parse::<usize>().ok();
        let columns = number("colspan").unwrap_or(1).clamp(1, MAX_COLUMNS);
        // Zero reaches to the end of the section.
        let rows = match number("rowspan") {
            Some(0) => MAX_ROWS,
            rows => rows.unwrap_or(1).min(MAX_ROWS),
        };
        Self { columns, rows }
    }
}

/// The columns of one table.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    /// The part of the table that the last row was in.
    section: usize,
    /// For each column in how many rows to come a cell reaches.
    covered: Vec<usize>,
}

impl Grid {
    /// How many columns of the next row are taken by cells of rows above.
    pub(super) fn covered_count(&self, tree: &Tree, row: usize) -> usize {
        if Self::section(tree, row) != self.section {
            return 0;
        }
        self.covered.iter().filter(|rows| **rows > 0).count()
    }

    fn section(tree: &Tree, row: usize) -> usize {
        tree.node(row).map_or(0, |node| node.parent)
    }

    /// The columns of the next row: each with the number of the cell that begins there, if one does.
    pub(super) fn row(&mut self, tree: &Tree, row: usize, cells: &[Span]) -> Vec<Option<usize>> {
        let section = Self::section(tree, row);
        // No cell reaches out of its section.
        if std::mem::replace(&mut self.section, section) != section {
            self.covered.clear();
        }
        let mut columns: Vec<Option<usize>> = Vec::new();
        let mut below: Vec<usize> = Vec::new();
        let mut cells = cells.iter().enumerate().peekable();
        while let Some(rows) = self.covered.get(columns.len()).copied().or_else(|| cells.peek().map(|_| 0)) {
            if rows > 0 {
                columns.push(None);
                below.push(rows - 1);
                continue;
            }
            let Some((number, span)) = cells.next() else {
                // A column that this row leaves open.
                columns.push(None);
                below.push(0);
                continue;
            };
            columns.push(Some(number));
            columns.extend(std::iter::repeat_n(None, span.columns - 1));
            below.extend(std::iter::repeat_n(span.rows.saturating_sub(1), span.columns));
        }
        while below.last() == Some(&0) {
            below.pop();
        }
        self.covered = below;
        columns
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cells as `columns x rows`, one list a row; the rows with the letters of their cells.
    fn drawn(rows: &[&[(usize, usize)]]) -> Vec<String> {
        let mut grid = Grid::default();
        let tree = Tree::default();
        let drawn = |row: &&[(usize, usize)]| {
            let cells: Vec<Span> =
                row.iter().map(|(columns, rows)| Span { columns: *columns, rows: *rows }).collect();
            let letters = grid.row(&tree, 0, &cells).into_iter();
            letters.map(|cell| cell.map_or("-", |cell| ["a", "b", "c"][cell])).collect()
        };
        rows.iter().map(drawn).collect()
    }

    #[test]
    fn cells_reach_over_columns_and_rows() {
        assert_eq!(drawn(&[&[(1, 2), (2, 1), (1, 1)], &[(1, 1), (1, 1)], &[(1, 1)]]), ["ab-c", "-ab", "a"]);
        assert_eq!(drawn(&[&[(2, 3), (1, 1)], &[(1, 1)], &[]]), ["a-b", "--a", "--"]);
        assert_eq!(drawn(&[&[(1, 1), (1, 2)], &[(1, 1)], &[(1, 1), (1, 1)]]), ["ab", "a-", "ab"]);
    }
}

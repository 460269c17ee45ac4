//! [`write_shown_table`]: a table as a view shows it, for people, as CSV or Markdown.

use super::FormatError;
use super::csv::write_cells;

/// A table in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownTable {
    /// What it is of.
    pub title: String,
    /// What is left out and why, in one sentence; empty where nothing is.
    pub note: String,
    /// Heads of the columns.
    pub head: Vec<String>,
    /// The cells of each row, one for each head.
    pub rows: Vec<Vec<String>>,
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableForm {
    /// RFC 4180 with a byte order mark, for spreadsheets. A cell that a spreadsheet would take for a formula gets a
    /// leading apostrophe.
    Csv,
    /// A heading and a table with pipes.
    Markdown,
}

impl TableForm {
    /// With the dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => ".csv",
            Self::Markdown => ".md",
        }
    }

    /// As people call it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Markdown => "Markdown",
        }
    }
}

/// Writes a table.
pub fn write_shown_table(form: TableForm, table: &ShownTable) -> Result<Vec<u8>, FormatError> {
    match form {
        TableForm::Csv => write_cells(&table.head, &table.rows),
        TableForm::Markdown => Ok(markdown(table).into_bytes()),
    }
}

fn markdown(table: &ShownTable) -> String {
    let mut text = format!("# {}\n\n", escaped(&table.title));
    if !table.note.is_empty() {
        text.push_str(&escaped(&table.note));
        text.push_str("\n\n");
    }
    row(&mut text, table.head.iter().map(|cell| escaped(cell)));
    row(&mut text, table.head.iter().map(|_| "---".to_owned()));
    for cells in &table.rows {
        row(&mut text, cells.iter().map(|cell| escaped(cell)));
    }
    text
}

fn row(text: &mut String, cells: impl Iterator<Item = String>) {
    for cell in cells {
        text.push_str("| ");
        text.push_str(&cell);
        if !cell.is_empty() {
            text.push(' ');
        }
    }
    text.push_str("|\n");
}

/// On one line, with a backslash before each sign that Markdown would take for its own.
fn escaped(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    for word in cell.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            if matches!(c, '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '~' | '&' | '$') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> ShownTable {
        ShownTable {
            title: "Claims of “A|B”".to_owned(),
            note: String::new(),
            head: vec!["Claim".to_owned(), "Quote".to_owned()],
            rows: vec![
                vec!["A1".to_owned(), "It cost\n*5* | 7, <b>".to_owned()],
                vec!["A2".to_owned(), "=1+1, \"so\"".to_owned()],
                vec!["A3".to_owned(), String::new()],
            ],
        }
    }

    #[test]
    fn a_cell_stays_one_cell_in_markdown() {
        let written = String::from_utf8(write_shown_table(TableForm::Markdown, &table()).unwrap()).unwrap();
        let expected = "# Claims of “A\\|B”\n\n| Claim | Quote |\n| --- | --- |\n\
                        | A1 | It cost \\*5\\* \\| 7, \\<b\\> |\n| A2 | =1+1, \"so\" |\n| A3 | |\n";
        assert_eq!(written, expected);
    }

    #[test]
    fn a_cell_is_no_formula_in_a_spreadsheet() {
        let written = String::from_utf8(write_shown_table(TableForm::Csv, &table()).unwrap()).unwrap();
        let expected =
            "\u{FEFF}Claim,Quote\r\nA1,\"It cost\n*5* | 7, <b>\"\r\nA2,\"'=1+1, \"\"so\"\"\"\r\nA3,\r\n";
        assert_eq!(written, expected);
    }
}

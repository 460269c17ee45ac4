//! [`document_of_rows`]: a sheet of figures as one document, a line for each row.

use super::rows::{Row, Table};
use crate::formats::extract::{Extracted, Lines};
use crate::formats::{FormatError, NewDocument, base_name};
use crate::model::Pinpoint;

/// The rows of a sheet as one text; each is a line with its number as pinpoint.
pub(super) fn document_of_rows(
    table: Table,
    file_name: &str,
    has_several: bool,
) -> Result<NewDocument, FormatError> {
    let Table { sheet, columns, rows, mut account, has_header, .. } = table;
    let mut lines = Lines::default();
    let shown = |cells: &[String]| {
        let last = cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |at| at + 1);
        cells.get(..last).unwrap_or_default().join(" | ").replace('\n', " ")
    };
    if has_header {
        lines.row(&shown(&columns));
    }
    for (index, Row { cells, comments, .. }) in rows.iter().enumerate() {
        lines.mark(Pinpoint::Row(u32::try_from(index + 1).unwrap_or(u32::MAX)));
        lines.row(&shown(cells));
        for comment in comments {
            account.leave_out("comment", comment);
        }
    }
    let pinpoints = lines.take_pinpoints();
    let mut problems = Vec::new();
    let text = lines.finish(&mut problems);
    let name = base_name(file_name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let title = if has_several { format!("{stem}: {sheet}") } else { stem.to_owned() };
    // The bytes of each sheet are its text: two sheets of one file are two documents.
    let bytes = format!("{sheet}\u{1F}{text}");
    let extracted = Extracted { text, title, problems, account, pinpoints, ..Extracted::default() };
    let mut document = NewDocument::from_extracted(file_name, bytes.as_bytes(), extracted)?;
    document.is_row = has_several;
    Ok(document)
}

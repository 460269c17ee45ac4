//! `csv`: tables that open in spreadsheets as they are meant.

use super::sample::{nasty_project, text_of, written};
use crossclaim::formats::{ByteOrderMark, ExportOptions};

#[test]
fn tables_are_those_that_were_promised() {
    let files = written("csv", &nasty_project(), &ExportOptions::default());
    let golden = [
        ("claims.csv", include_str!("../../data/formats/csv/claims.csv")),
        ("links.csv", include_str!("../../data/formats/csv/links.csv")),
    ];
    for (name, golden) in golden {
        let (lines, golden) = (text_of(&files, name).split('\n'), golden.split('\n'));
        // Git may have turned the line ends of the golden files.
        let bare = |line: &str| line.replace('\r', "");
        assert_eq!(lines.map(bare).collect::<Vec<_>>(), golden.map(bare).collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn a_standard_reader_gets_every_cell_back_and_no_formula() {
    let options = ExportOptions { byte_order_mark: ByteOrderMark::Without, ..ExportOptions::default() };
    let project = nasty_project();
    let files = written("csv", &project, &options);
    let mut reader = ::csv::Reader::from_reader(text_of(&files, "claims.csv").as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 5);
    let cell = |row: usize, name: &str| {
        rows[row].get(header.iter().position(|column| column == name).unwrap()).unwrap().to_owned()
    };
    assert_eq!(cell(0, "document_title"), "'=A \"first\"\ttitle");
    assert_eq!(cell(1, "note"), "'-1 is no formula,\r\n\"really\"");
    assert_eq!(cell(1, "tags"), "'@home; two words");
    assert_eq!([cell(0, "claim"), cell(1, "claim")], ["A1", "A1.2"]);
    assert_eq!(cell(0, "kinds"), "Quantity; Law or rule of operation");
    assert_eq!(cell(0, "confidence"), "High");
    let is_formula = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    assert!(!rows.iter().any(|row| row.iter().any(is_formula)));
}

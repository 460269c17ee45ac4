//! Tables as they come, of text and of figures.

use super::*;
use crate::formats::archive::tests::zip_of;
use crate::model::Pinpoint;

fn read(kind: TableKind, text: &str) -> ReadTable {
    read_table(("news.csv", text.as_bytes()), kind, &ReadOptions::default()).unwrap()
}

#[test]
fn each_row_is_a_document_with_its_source_and_the_rest_is_accounted_for() {
    let csv = "ID;Headline;Body;Outlet;Date;Lang;Region\n7;Dam opens;\"It opened.\nIt is full.\";The Valley;28.04.2026;en;North\n8;No text;;X;;;\n";
    let found = read(TableKind::Csv, csv);
    assert_eq!(found.documents.len(), 1);
    assert_eq!(found.problems, ["line 4: it holds no text"]);
    assert_eq!(found.refusal, None);
    assert_eq!(found.head.columns.len(), 7);
    let document = &found.documents[0];
    assert_eq!((document.title.as_str(), document.text.as_str()), ("Dam opens", "It opened.\nIt is full."));
    assert_eq!(
        (document.source.publisher.as_str(), document.source.published.as_str()),
        ("The Valley", "2026-04-28")
    );
    assert_eq!((document.language.as_str(), document.file_name.as_str()), ("en", "news.csv 7"));
    assert_eq!(document.account.sentences(), ["left out: column “Region” “North”"]);
}

#[test]
fn tabs_and_json_lines_are_read_alike() {
    let tsv = "title\ttext\nDam\tIt \"opened\" today.\n";
    assert_eq!(read(TableKind::Tsv, tsv).documents[0].text, "It \"opened\" today.");
    let jsonl = "{\"title\": \"Dam\", \"content\": \"It opened.\"}\n\nnot json\n{\"content\": \"It is full.\", \"author\": [\"Ana\", \"Bo\"]}\n";
    let found = read(TableKind::Jsonl, jsonl);
    assert_eq!(found.documents.len(), 2);
    assert_eq!(found.documents[1].source.author, "Ana, Bo");
    assert!(found.problems[0].starts_with("line 3: "), "{:?}", found.problems);
}

#[test]
fn a_table_without_a_text_is_refused_with_its_columns() {
    let found = read(TableKind::Csv, "x,y\n1,2\n");
    assert!(found.documents.is_empty());
    assert_eq!(found.head.rows, [["1", "2"]]);
    let refusal = found.refusal.unwrap().to_string();
    assert!(refusal.contains("the columns are x, y"), "{refusal}");
    let mapping = ColumnMapping { text: Some("y".to_owned()), ..ColumnMapping::default() };
    let options = ReadOptions::chosen(None, Some(&mapping));
    let found = read_table(("a.csv", b"x,y\n1,2\n"), TableKind::Csv, &options).unwrap();
    assert_eq!(found.documents[0].text, "2");
    assert!(read(TableKind::Csv, "text\n\"\"\n").refusal.is_some());
}

const WORKBOOK: &str = r#"<workbook xmlns="m" xmlns:r="r"><sheets>
    <sheet name="Figures" sheetId="1" r:id="rId1"/><sheet name="Secret" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships>
    <Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
    <Relationship Id="rId2" Type="x/worksheet" Target="/xl/worksheets/sheet2.xml"/>
    <Relationship Id="rId3" Type="x/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/></numFmts>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

fn xlsx(sheet: &str) -> Vec<u8> {
    let types = r#"<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
    let root = r#"<Relationships><Relationship Id="r1" Type="x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let cell = |text: &str| {
        format!("<worksheet><sheetData><row r=\"1\">{}</row></sheetData></worksheet>", string("A1", text))
    };
    let secret = cell("Wsecret");
    let links = r#"<Relationships><Relationship Id="r1" Type="x/comments" Target="../comments1.xml"/>
        <Relationship Id="r2" Type="x/drawing" Target="../drawings/drawing1.xml"/></Relationships>"#;
    let comments = r#"<comments><commentList><comment ref="B2"><text><r><t>Wcomment</t></r></text></comment>
        <comment ref="A9"><text><t>Wlost</t></text></comment></commentList></comments>"#;
    let drawing = "<wsDr><sp><txBody><p><r><t>Wbox</t></r></p></txBody></sp></wsDr>";
    let files = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", root),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/worksheets/_rels/sheet1.xml.rels", links),
        ("xl/worksheets/sheet2.xml", &secret),
        ("xl/comments1.xml", comments),
        ("xl/drawings/drawing1.xml", drawing),
    ];
    zip_of(&files.map(|(name, text)| (name, text.as_bytes())))
}

fn string(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

fn account(document: &NewDocument) -> Vec<(&str, &str)> {
    let left_out = &document.account.left_out;
    left_out
        .iter()
        .flat_map(|one| one.starts.iter().map(|start| (one.reason.as_str(), start.as_str())))
        .collect()
}

#[test]
fn a_sheet_of_figures_is_one_text_of_rows_as_they_are_shown() {
    let sheet = [
        "<worksheet><cols><col min=\"4\" max=\"4\" hidden=\"1\"/></cols><sheetData><row r=\"1\">",
        &[string("A1", "Town"), string("B1", "Share"), string("C1", "Day"), string("D1", "Note")].concat(),
        "</row><row r=\"2\">",
        &string("A2", "Porto"),
        "<c r=\"B2\" s=\"1\"><v>0.125</v></c><c r=\"C2\" s=\"2\"><v>46140</v></c>",
        &string("D2", "Wcolumn"),
        "</row><row r=\"3\" hidden=\"1\">",
        &string("A3", "Whidden"),
        "</row><row r=\"5\">",
        &string("A5", "Braga"),
        "<c r=\"B5\"><v>3.5</v></c><c r=\"C5\" s=\"3\"><v>46141</v></c></row></sheetData>",
        "<headerFooter><oddHeader>&amp;L&amp;\"Arial,Bold\"Wheader</oddHeader></headerFooter></worksheet>",
    ];
    let options = ReadOptions::default();
    let found = read_table(("f/towns.xlsx", &xlsx(&sheet.concat())), TableKind::Xlsx, &options).unwrap();
    assert_eq!((found.documents.len(), found.problems.as_slice()), (1, &[][..]));
    let document = &found.documents[0];
    let text = "Town | Share | Day\nPorto | 12.50% | 28.04.2026\nBraga | 3.5 | 2026-04-29\n";
    assert_eq!((document.title.as_str(), document.text.as_str()), ("towns", text));
    let rows = |byte: usize, row| (byte, Pinpoint::Row(row));
    assert_eq!(document.pinpoints, [rows(19, 1), rows(19 + 28, 2)]);
    let mut all = account(document);
    all.sort_unstable();
    assert_eq!(
        all,
        [
            ("comment", "Wcomment"),
            ("comment", "Wlost"),
            ("hidden column", "Note"),
            ("hidden column", "Wcolumn"),
            ("hidden row", "Whidden"),
            ("hidden sheet “Secret”", "Wsecret"),
            ("printed above or below the sheet", "Wheader"),
            ("text box", "Wbox"),
        ]
    );
}

#[test]
fn a_sheet_of_texts_has_a_document_in_each_row() {
    let row = |number: usize, cells: [&str; 3]| {
        let cell = |(at, text): (usize, &&str)| string(&format!("{}{number}", ["A", "B", "C"][at]), text);
        format!("<row r=\"{number}\">{}</row>", cells.iter().enumerate().map(cell).collect::<String>())
    };
    let rows = [
        row(1, ["Title", "Text", "Region"]),
        row(2, ["Dam", "It opened today.", "North"]),
        row(3, ["Fire", "Twelve were hurt.", "South"]),
    ];
    let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", rows.concat());
    let found = read_table(("t.xlsx", &xlsx(&sheet)), TableKind::Xlsx, &ReadOptions::default()).unwrap();
    let texts: Vec<(&str, &str)> =
        found.documents.iter().map(|document| (document.title.as_str(), document.text.as_str())).collect();
    assert_eq!(texts, [("Dam", "It opened today."), ("Fire", "Twelve were hurt.")]);
    assert!(account(&found.documents[0]).contains(&("column “Region”", "North")));
    assert!(account(&found.documents[0]).contains(&("comment", "Wcomment")));
    assert!(account(&found.documents[0]).contains(&("hidden sheet “Secret”", "Wsecret")));
}

#[test]
fn raised_and_struck_out_runs_of_a_cell_are_shown_as_such() {
    let run =
        |look: &str, text: &str| format!("<r><rPr>{look}</rPr><t xml:space=\"preserve\">{text}</t></r>");
    let rich = [
        run("", "120"),
        run("<vertAlign val=\"superscript\"/>", "3"),
        run("", " people"),
        run("<strike/>", "Wstruck"),
    ];
    let sheet = [
        "<worksheet><sheetData><row r=\"1\">",
        &string("A1", "Toll"),
        "<c r=\"B1\" t=\"inlineStr\"><is>",
        &rich.concat(),
        "</is></c></row></sheetData></worksheet>",
    ];
    let options = ReadOptions::default();
    let found = read_table(("t.xlsx", &xlsx(&sheet.concat())), TableKind::Xlsx, &options).unwrap();
    assert_eq!(found.documents[0].text, "Toll | 120³ people\n");
    assert!(account(&found.documents[0]).contains(&("struck-out text", "Wstruck")));
    let body = "<style:style style:name=\"T1\"><style:text-properties style:text-position=\"super 58%\"/></style:style>\
        <style:style style:name=\"T2\"><style:text-properties style:text-position=\"-33% 58%\"/></style:style>\
        <table:table table:name=\"S\"><table:table-row><table:table-cell><text:p>120<text:span text:style-name=\"T1\">3</text:span> \
        CO<text:span text:style-name=\"T2\">2</text:span></text:p><text:p>10</text:p></table:table-cell><table:table-cell>\
        <text:p>7<text:span text:style-name=\"T9\">8</text:span></text:p></table:table-cell></table:table-row></table:table>";
    let found = read_table(("t.ods", &ods(body)), TableKind::Ods, &options).unwrap();
    assert_eq!(found.documents[0].text, "120³ CO₂ 10 | 78\n");
}

fn ods(body: &str) -> Vec<u8> {
    let content = format!(
        "<document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\"><automatic-styles><style:style style:name=\"ta2\">\
         <style:table-properties table:display=\"false\"/></style:style></automatic-styles><office:body><office:spreadsheet>{body}\
         </office:spreadsheet></office:body></document-content>"
    );
    zip_of(&[("content.xml", content.as_bytes())])
}

#[test]
fn an_open_document_sheet_is_read_as_it_is_shown() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let body = [
        "<table:table table:name=\"Figures\"><table:table-column table:number-columns-repeated=\"2\"/><table:table-column table:visibility=\"collapse\"/>",
        &format!("<table:table-row>{}{}{}</table:table-row>", cell("Town"), cell("Share"), cell("Note")),
        &format!(
            "<table:table-row><table:table-cell><office:annotation><text:p>Wcomment</text:p></office:annotation><text:p>Porto</text:p></table:table-cell>\
             <table:table-cell office:value=\"0.125\"><text:p>12,5 %</text:p></table:table-cell>{}</table:table-row>",
            cell("Wcolumn")
        ),
        &format!("<table:table-row table:visibility=\"filter\">{}</table:table-row>", cell("Whidden")),
        "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"2\"><text:p>7</text:p></table:table-cell></table:table-row>",
        "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row></table:table>",
        &format!(
            "<table:table table:name=\"Secret\" table:style-name=\"ta2\"><table:table-row>{}</table:table-row></table:table>",
            cell("Wsecret")
        ),
    ];
    let found =
        read_table(("towns.ods", &ods(&body.concat())), TableKind::Ods, &ReadOptions::default()).unwrap();
    let document = &found.documents[0];
    assert_eq!(document.text, "Town | Share\nPorto | 12,5 %\n7 | 7\n7 | 7\n");
    assert_eq!(document.pinpoints.len(), 3);
    let mut all = account(document);
    all.sort_unstable();
    assert_eq!(
        all,
        [
            ("comment", "Wcomment"),
            ("hidden column", "Note"),
            ("hidden column", "Wcolumn"),
            ("hidden row", "Whidden"),
            ("hidden sheet “Secret”", "Wsecret"),
        ]
    );
}

#[test]
fn what_is_no_workbook_is_said() {
    for (kind, bytes) in
        [(TableKind::Xlsx, b"PK nonsense".to_vec()), (TableKind::Ods, zip_of(&[("a", b"x")]))]
    {
        assert!(read_table(("a", &bytes), kind, &ReadOptions::default()).is_err());
    }
    let cut = xlsx("<worksheet><sheetData><row r=\"1\"><c r=\"A1\"");
    let found = read_table(("a.xlsx", &cut), TableKind::Xlsx, &ReadOptions::default()).unwrap();
    assert!(found.problems[0].contains("Figures"), "{:?}", found.problems);
}

#[test]
fn what_lies_under_merged_cells_is_told_and_signs_are_read() {
    let symbols = "<c r=\"B3\" t=\"inlineStr\"><is><r><rPr><rFont val=\"Symbol\"/></rPr><t>\u{F0B3}</t></r><r><t xml:space=\"preserve\"> 5</t></r></is></c>";
    let sheet = [
        "<worksheet><sheetData><row r=\"1\">",
        &[string("A1", "Town"), string("B1", "Sum"), string("C1", "Note")].concat(),
        "</row><row r=\"2\">",
        &[string("A2", "Porto"), string("B2", "Wunder"), string("C2", "x")].concat(),
        "</row><row r=\"3\">",
        &[string("A3", "Braga"), symbols.to_owned(), string("C3", "y")].concat(),
        "</row></sheetData><mergeCells><mergeCell ref=\"A2:B2\"/></mergeCells></worksheet>",
    ];
    let options = ReadOptions::default();
    let found = read_table(("towns.xlsx", &xlsx(&sheet.concat())), TableKind::Xlsx, &options).unwrap();
    let document = &found.documents[0];
    assert!(document.text.contains("Porto | | x\nBraga | ≥ 5 | y\n"), "{}", document.text);
    assert!(account(document).contains(&("under a merged cell", "Wunder")));
}

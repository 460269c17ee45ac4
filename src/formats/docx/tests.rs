//! Small Word documents, part by part.

use super::super::archive::tests::zip_of;
use super::document::extract;
use crate::formats::extract::Extracted;

const RELATIONS: &str = "<Relationships>\
    <Relationship Id='c' Type='x/comments' Target='comments.xml'/><Relationship Id='h' Type='x/header' Target='header1.xml'/>\
    <Relationship Id='a' Type='x/aFChunk' Target='/word/part.txt'/></Relationships>";

fn with(body: &str, parts: &[(&str, &str)]) -> Extracted {
    let document = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    let mut files = vec![("word/document.xml", document.as_bytes())];
    files.extend(parts.iter().map(|(name, content)| (*name, content.as_bytes())));
    extract(&zip_of(&files), 0).unwrap()
}

fn text(body: &str) -> Extracted {
    with(body, &[])
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

fn left_out(found: &Extracted) -> Vec<String> {
    let pieces = |one: &crate::formats::extract::LeftOut| {
        one.starts.iter().map(|piece| format!("{}: {piece}", one.reason)).collect::<Vec<_>>()
    };
    found.account.left_out.iter().flat_map(pieces).collect()
}

#[test]
fn tracked_deletions_and_hidden_text_are_left_out() {
    let found = text(
        "<w:p><w:r><w:t>It </w:t></w:r><w:del><w:r><w:delText>rose</w:delText></w:r></w:del>\
         <w:ins><w:r><w:t>fell</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>\
         <w:r><w:t> today.</w:t></w:r></w:p>",
    );
    assert_eq!(found.text, "It fell today.\n");
    assert_eq!(found.problems, ["tracked changes: 1 deletion was left out, 1 insertion was kept"]);
    assert_eq!(left_out(&found), ["deleted text: rose", "hidden text: secret"]);
}

#[test]
fn struck_out_text_is_left_out() {
    let found = text(
        "<w:p><w:r><w:rPr><w:strike/><w:dstrike w:val='false'/></w:rPr><w:t>12</w:t></w:r><w:r><w:t>14 are </w:t></w:r>\
         <w:r><w:rPr><w:dstrike w:val='1'/></w:rPr><w:t>not</w:t></w:r>\
         <w:r><w:rPr><w:strike w:val='0'/></w:rPr><w:t>guilty.</w:t></w:r></w:p>",
    );
    assert_eq!(found.text, "14 are guilty.\n");
    assert_eq!(left_out(&found), ["struck-out text: 12", "struck-out text: not"]);
}

#[test]
fn deleted_marks_join_paragraphs_and_deleted_rows_go() {
    let mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>";
    let row = |property: &str, text: &str| {
        format!("<w:tr><w:trPr>{property}</w:trPr><w:tc>{}</w:tc></w:tr>", paragraph(text))
    };
    let found = text(&format!(
        "<w:p>{mark}{}</w:p>{}<w:tbl>{}{}</w:tbl><w:p>{mark}<w:del>{}</w:del></w:p>{}",
        run("Nobody was hurt"),
        paragraph(" when it broke."),
        row("<w:del/>", "gone"),
        row("", "kept"),
        run("all of it"),
        paragraph("End"),
    ));
    assert_eq!(found.text, "Nobody was hurt when it broke.\n\nkept\n\nEnd\n");
    assert_eq!(left_out(&found), ["deleted text: gone", "deleted text: all of it"]);
}

#[test]
fn a_paragraph_keeps_its_own_list_wherever_its_style_is_named() {
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/>\
                     <w:lvlText w:val='%1.'/></w:lvl></w:abstractNum>\
                     <w:num w:numId='3'><w:abstractNumId w:val='7'/></w:num></w:numbering>";
    let (list, style) =
        ("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr>", "<w:pStyle w:val='Compact'/>");
    for properties in [format!("{list}{style}"), format!("{style}{list}")] {
        let body = format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", run("One"));
        let found = with(&body, &[("word/numbering.xml", numbering)]);
        assert_eq!(found.text, "1. One\n", "{properties}");
    }
}

#[test]
fn tables_are_rows_and_breaks_are_lines() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("Year"),
        cell("Sum"),
        cell("2025"),
        cell("5")
    );
    let found = text(&format!(
        "<w:p><w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r></w:p>{table}"
    ));
    assert_eq!(found.text, "One\ntwo three\n\nYear | Sum\n2025 | 5\n");
}

#[test]
fn a_text_box_is_read_once_and_after_its_paragraph() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", paragraph("Boxed"));
    let other = content.replace("Boxed", "Other");
    let boxed = |choice: &str, fallback: &str| {
        format!(
            "<w:p><w:r><w:t>Around</w:t><mc:AlternateContent xmlns:mc='m'><mc:Choice>{choice}</mc:Choice>\
             <mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
    };
    let found = text(&boxed(&content, &content));
    assert_eq!((found.text.as_str(), found.account.is_empty()), ("Around\n\nBoxed\n", true));
    let found = text(&boxed(&content, &other));
    assert_eq!(left_out(&found), ["alternative for other programs: Other"]);
}

#[test]
fn raised_lowered_and_symbol_signs_keep_their_meaning() {
    let raised = |text: &str, place: &str| {
        format!("<w:r><w:rPr><w:vertAlign w:val='{place}'/></w:rPr><w:t>{text}</w:t></w:r>")
    };
    let found = text(&format!(
        "<w:p>{}{}{}{}<w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>{}<w:r><w:sym w:font='Wingdings' w:char='FC'/></w:r>\
         <w:r><w:sym w:font='Unknown' w:char='F0FF'/></w:r><w:r><w:rPr><w:rFonts w:ascii='Symbol' w:hAnsi='Symbol'/></w:rPr>\
         <w:t>\u{F0B1}a</w:t></w:r></w:p>",
        run("120"),
        raised("3", "superscript"),
        run(" CO"),
        raised("2", "subscript"),
        run(" 5 "),
    ));
    assert_eq!(found.text, "120³ CO₂≥ 5 ✓▯±α\n");
    assert!(found.problems.iter().any(|problem| problem.contains("symbol font")), "{:?}", found.problems);
}

#[test]
fn notes_comments_headers_and_parts_are_text_or_accounted_for() {
    let body = format!(
        "<w:p>{}<w:r><w:footnoteReference w:id='2'/></w:r>{}<w:r><w:endnoteReference w:id='1'/></w:r></w:p><w:altChunk r:id='a'/>",
        run("13"),
        run(" dead"),
    );
    let note =
        |kind: &str, id: usize, text: &str| format!("<w:{kind} w:id='{id}'>{}</w:{kind}>", paragraph(text));
    let footnotes = format!(
        "<w:footnotes>{}{}</w:footnotes>",
        note("footnote", 2, "Of 12."),
        note("footnote", 9, "Loose.")
    );
    let endnotes = format!("<w:endnotes>{}</w:endnotes>", note("endnote", 1, "At the end."));
    let comments = format!(
        "<w:comments><w:comment w:id='0' w:author='Ana'>{}</w:comment></w:comments>",
        paragraph("Disputed.")
    );
    let header = format!("<w:hdr>{}</w:hdr>", paragraph("Page head"));
    let found = with(
        &body,
        &[
            ("word/_rels/document.xml.rels", RELATIONS),
            ("word/footnotes.xml", &footnotes),
            ("word/endnotes.xml", &endnotes),
            ("word/comments.xml", &comments),
            ("word/header1.xml", &header),
            ("word/part.txt", "From elsewhere."),
        ],
    );
    assert_eq!(found.text, "13[1] dead[i]\n\nFrom elsewhere.\n\n[1] Of 12.\n[i] At the end.\n");
    assert_eq!(
        left_out(&found),
        ["note that nothing refers to: Loose.", "header: Page head", "comment: Ana: Disputed."]
    );
}

#[test]
fn fields_show_their_result_and_controls_their_text() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let code = |code: &str| format!("<w:r><w:instrText>{code}</w:instrText></w:r>");
    let body = format!(
        "<w:p>{}{}{}{}{}{}</w:p><w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>\
         <w:sdtContent>{}</w:sdtContent></w:sdt><w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>\
         <w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:p>",
        run("See "),
        field("begin"),
        code(" REF x "),
        field("separate"),
        run("page 5"),
        field("end"),
        paragraph("Contents 3"),
        run("Click here"),
        run("Chosen"),
    );
    let found = text(&body);
    assert_eq!(found.text, "See page 5\n\nChosen\n");
    assert_eq!(left_out(&found), ["table of contents: Contents 3", "placeholder: Click here"]);
}

#[test]
fn a_drop_cap_is_the_first_letter_of_its_word_and_ruby_stays_out() {
    let found = text(&format!(
        "<w:p><w:pPr><w:framePr w:dropCap='drop'/></w:pPr>{}</w:p><w:p>{}<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r></w:p>",
        run("D"),
        run("rop of "),
        run("とう"),
        run("東"),
    ));
    assert_eq!(found.text, "Drop of 東\n");
    assert_eq!(left_out(&found), ["reading aid (ruby): とう"]);
}

#[test]
fn formulas_are_read_on_one_line() {
    let math = |text: &str| format!("<m:r><m:t>{text}</m:t></m:r>");
    let found = text(&format!(
        "<w:p><m:oMath><m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup>{}<m:f><m:num>{}</m:num><m:den>{}</m:den></m:f>\
         <m:rad><m:deg/><m:e>{}</m:e></m:rad></m:oMath></w:p>",
        math("x"),
        math("2"),
        math("="),
        math("a+b"),
        math("2"),
        math("5"),
    ));
    assert_eq!(found.text, "x²=(a+b)/2 √(5)\n");
}

#[test]
fn what_is_no_word_document_is_said() {
    for bytes in [b"plain words".as_slice(), &zip_of(&[("other.xml", b"<a/>")])] {
        let err = extract(bytes, 0).unwrap_err().to_string();
        assert!(err.starts_with("it is not a Word document"), "{err}");
    }
    assert!(extract(b"\xD0\xCF\x11\xE0 old", 0).unwrap_err().to_string().contains("old office document"));
}

#[test]
fn a_document_that_breaks_off_keeps_its_beginning() {
    let document = format!("<w:document xmlns:w='w'><w:body>{}<w:p><w:r></w:p>", paragraph("Whole."));
    let found = extract(&zip_of(&[("word/document.xml", document.as_bytes())]), 0).unwrap();
    assert_eq!(found.text, "Whole.\n");
    assert!(found.problems.iter().any(|problem| problem.starts_with("the end is missing")));
}

#[test]
fn merged_cells_keep_the_columns() {
    let cell = |properties: &str, words: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(words))
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let table = [
        row(&[cell("<w:vMerge w:val='restart'/>", "Town"), cell("<w:gridSpan w:val='2'/>", "Deaths"), cell("", "Note")]),
        row(&[cell("<w:vMerge/>", "stray"), cell("", "2024"), cell("", "2025"), cell("", "x")]),
        "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc></w:tr>".to_owned(),
    ];
    let found = text(&format!("<w:tbl>{}</w:tbl>", table.concat()));
    assert_eq!(found.text, "Town | Deaths | | Note\n| 2024 | 2025 | x\n| 7\n");
    assert_eq!(left_out(&found), ["under a merged cell: stray"]);
}

#[test]
fn a_formula_stands_apart_from_the_figures_before_it() {
    let run = |text: &str| format!("<m:r><m:t>{text}</m:t></m:r>");
    let formula = format!(
        "<m:oMath><m:f><m:fPr><m:ctrlPr/></m:fPr><m:num>{}</m:num><m:den>{}</m:den></m:f><m:d><m:dPr><m:begChr m:val='['/>\
         <m:endChr m:val=']'/></m:dPr><m:e>{}</m:e></m:d><m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{}</m:sub>\
         <m:sup>{}</m:sup><m:e>{}</m:e></m:nary></m:oMath>",
        run("1"),
        run("2"),
        run("a"),
        run("i=1"),
        run("k"),
        run("i"),
    );
    let found = text(&format!("<w:p><w:r><w:t>It is 3</w:t></w:r>{formula}</w:p>"));
    assert_eq!(found.text, "It is 3 1/2[a]∑_(i=1)^k i\n");
}

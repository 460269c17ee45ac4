//! Small files of one fault each, with the right text.

use super::*;

/// A file of one page with these instructions; readers repair the table that it lacks.
fn pdf_of(content: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/Lang(en-GB)>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
         3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>\nendobj\n\
         4 0 obj\n<</Length {}>>\nstream\n{content}\nendstream\nendobj\n\
         5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n\
         trailer\n<</Root 1 0 R/Size 6>>\n%%EOF\n",
        content.len()
    )
    .into_bytes()
}

fn text_of(content: &str) -> String {
    extract(&pdf_of(content)).unwrap().text
}

#[test]
fn text_is_read_in_the_order_of_the_page() {
    let found = extract(&pdf_of(
        "BT /F 12 Tf 50 600 Td (Second line.) Tj ET BT /F 24 Tf 50 700 Td [(He) -20 (ad)] TJ ET",
    ))
    .unwrap();
    assert_eq!((found.text.as_str(), found.language.as_str()), ("Head\n\nSecond line.\n", "en-GB"));
    assert_eq!(found.pinpoints, [(0, Pinpoint::Page("1".to_owned()))]);
}

#[test]
fn a_page_without_text_is_empty_or_a_picture() {
    assert_eq!(extract(&pdf_of("0 0 m 10 10 l S")), Err(FormatError::Empty));
    let picture = "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI";
    assert_eq!(extract(&pdf_of(picture)), Err(FormatError::NoText));
}

#[test]
fn what_is_no_pdf_is_said() {
    assert!(extract(b"words").unwrap_err().to_string().starts_with("it is not a PDF"));
    assert!(extract(b"%PDF-1.7\nnothing").unwrap_err().to_string().starts_with("the PDF is damaged"));
}

#[test]
fn raised_and_lowered_figures_keep_their_meaning() {
    let text = text_of(
        "BT /F 12 Tf 50 600 Td (It counted 120) Tj /F 7 Tf 5 Ts (3) Tj 0 Ts /F 12 Tf ( cases of CO) Tj /F 7 Tf -2 Ts (2) Tj 0 Ts \
         /F 12 Tf ( on 10) Tj /F 7 Tf 5 Ts (6) Tj 0 Ts /F 12 Tf ( km.) Tj /F 7 Tf 5 Ts (12) Tj ET",
    );
    assert_eq!(text, "It counted 120³ cases of CO₂ on 10⁶ km.[12]\n");
}

#[test]
fn text_drawn_twice_comes_once() {
    let bold = "BT /F 12 Tf 50 600 Td (Mayor Hill) Tj ET BT /F 12 Tf 50.4 600 Td (Mayor Hill) Tj ET";
    assert_eq!(text_of(bold), "Mayor Hill\n");
    let layer = "BT /F 12 Tf 50 600 Td (The loan is small.) Tj ET BT 3 Tr /F 12 Tf 51 601 Td (The loan is small.) Tj ET";
    assert_eq!(text_of(layer), "The loan is small.\n");
    let alone = extract(&pdf_of("BT 3 Tr /F 12 Tf 50 600 Td (Only recognised.) Tj ET")).unwrap();
    assert_eq!(alone.text, "Only recognised.\n");
    assert!(alone.problems.iter().any(|problem| problem.contains("not drawn")), "{:?}", alone.problems);
}

#[test]
fn turned_text_is_read_after_the_page() {
    let text = text_of(
        "BT /F 12 Tf 0 1 -1 0 30 300 Tm (On the edge) Tj ET BT /F 12 Tf 50 600 Td (In the middle of it.) Tj ET",
    );
    assert_eq!(text, "In the middle of it.\n\nOn the edge\n");
}

#[test]
fn text_outside_the_page_is_told() {
    let found =
        extract(&pdf_of("BT /F 12 Tf 50 600 Td (On the page.) Tj ET BT /F 12 Tf 50 900 Td (Outside) Tj ET"))
            .unwrap();
    assert_eq!(found.text, "On the page.\n");
    assert_eq!(found.account.sentences(), ["left out: outside the page “Outside”"]);
}

/// A file of these objects, numbered from 1; the first is the catalog.
fn pdf_of_objects(objects: &[String]) -> Vec<u8> {
    let numbered = |(index, object)| format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    let all = objects.iter().enumerate().map(numbered).collect::<Vec<_>>().concat();
    format!("%PDF-1.7\n{all}trailer\n<</Root 1 0 R/Size {}>>\n%%EOF\n", objects.len() + 1).into_bytes()
}

fn stream(dict: &str, content: &str) -> String {
    format!("<<{dict}/Length {}>>\nstream\n{content}\nendstream", content.len())
}

/// Pages of Helvetica with these instructions, and more keys of the catalog.
fn pages_of(contents: &[&str], more: &str) -> Vec<u8> {
    let first = 4;
    let kids: Vec<_> = (0..contents.len()).map(|index| format!("{} 0 R", first + 2 * index)).collect();
    let mut objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R{more}>>"),
        format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), contents.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    for (index, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {} 0 R/Resources<</Font<</F 3 0 R>>>>>>",
            first + 2 * index + 1
        ));
        objects.push(stream("", content));
    }
    pdf_of_objects(&objects)
}

/// Lines of text from the top of the page.
fn set(lines: &[&str]) -> String {
    let line =
        |(index, text): (usize, &&str)| format!("BT /F 12 Tf 50 {} Td ({text}) Tj ET ", 700 - 14 * index);
    lines.iter().enumerate().map(line).collect()
}

#[test]
fn pages_are_named_as_the_file_names_them_and_marked_within_paragraphs() {
    let first = set(&[
        "The dam in the valley was opened to the public on a",
        "Tuesday, and its gates were seen by people who had",
    ]);
    let second = set(&["walked up from the town. It holds a lot of water now."]);
    let labels = "/PageLabels<</Nums[0<</S/r/St 4>>1<</S/D/P(A-)>>]>>";
    let found = extract(&pages_of(&[&first, &second], labels)).unwrap();
    let start = found.text.find("walked").unwrap();
    assert_eq!(found.text.matches('\n').count(), 1, "{}", found.text);
    let marks = [(0, Pinpoint::Page("iv".to_owned())), (start, Pinpoint::Page("A-1".to_owned()))];
    assert_eq!(found.pinpoints, marks);
}

#[test]
fn justified_lines_are_no_tables() {
    let text = text_of(
        "BT /F 12 Tf 9 Tw 50 700 Td (These few words) Tj 0 -14 Td 11.4 Tw (fill their line up) Tj 0 -14 Td 0 Tw (to its very end by blanks.) Tj ET",
    );
    assert_eq!(text, "These few words fill their line up to its very end by blanks.\n");
}

#[test]
fn tables_stay_rows() {
    let row = |y: usize, a: &str, b: &str| {
        format!("BT /F 12 Tf 50 {y} Td ({a}) Tj ET BT /F 12 Tf 250 {y} Td ({b}) Tj ET ")
    };
    let table =
        [row(700, "Town", "People"), row(686, "Upper Vale", "1203"), row(672, "Lower Vale", "98")].concat();
    assert_eq!(text_of(&table), "Town | People\nUpper Vale | 1203\nLower Vale | 98\n");
}

/// A word of its own in every kind of place: each comes out in the text or in the account, once.
#[test]
fn each_place_of_a_file_is_in_the_text_or_in_the_account() {
    let content = "BT /F 12 Tf 50 700 Td (Bodyword stands here in a line of text.) Tj ET \
        BT /F 12 Tf 50 680 Td (Squareword) Tj /F 7 Tf 5 Ts (7) Tj 0 Ts /F 12 Tf ( follows.) Tj ET \
        BT 3 Tr /F 12 Tf 50 600 Td (Invisibleword) Tj ET \
        BT 0 Tr 1 1 1 rg /F 12 Tf 50 560 Td (Whiteword) Tj 0 g ET \
        q 0 0 10 10 re W n BT /F 12 Tf 50 540 Td (Clippedword) Tj ET Q \
        BT /F 12 Tf 0 1 -1 0 20 300 Tm (Turnedword) Tj ET \
        BT /F 12 Tf .7 .7 -.7 .7 300 300 Tm (Slantedword) Tj ET \
        BT /F 12 Tf 50 900 Td (Outsideword) Tj ET \
        /OC /Off BDC BT /F 12 Tf 50 500 Td (Layerword) Tj ET EMC \
        /Span <</ActualText (Actualword)>> BDC BT /F 12 Tf 50 480 Td (xyz) Tj ET EMC \
        /Form Do BT /T 10 Tf 50 440 Td (ab) Tj ET";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[9 0 R]/D<</OFF[9 0 R]>>>>/AcroForm<</Fields[11 0 R 12 0 R 16 0 R]>>>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Annots[10 0 R 11 0 R 12 0 R 13 0 R 17 0 R]/Resources\
         <</Font<</F 5 0 R/T 6 0 R>>/XObject<</Form 8 0 R>>/Properties<</Off 9 0 R>>>>>>".to_owned(),
        stream("", content),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 97/LastChar 98/Widths[600 600]\
         /Encoding<</Differences[97/T/w]>>/CharProcs<</T 7 0 R/w 7 0 R>>>>".to_owned(),
        stream("", "600 0 d0 0 0 500 500 re f"),
        stream("/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>", "BT /F 12 Tf 50 460 Td (Formobjectword) Tj ET"),
        "<</Type/OCG/Name(Hidden)>>".to_owned(),
        "<</Type/Annot/Subtype/Text/Rect[500 700 520 720]/Contents(Commentword)>>".to_owned(),
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(Fieldword)/Rect[300 600 500 620]>>".to_owned(),
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(b)/V(Drawnword)/Rect[300 560 500 580]/AP<</N 14 0 R>>>>".to_owned(),
        "<</Type/Annot/Subtype/FreeText/Rect[300 500 500 520]/Contents(Freeword)/AP<</N 15 0 R>>>>".to_owned(),
        stream("/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F 5 0 R>>>>", "BT /F 12 Tf 2 5 Td (Drawnword) Tj ET"),
        stream("/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F 5 0 R>>>>", "BT /F 12 Tf 2 5 Td (Freeword) Tj ET"),
        "<</FT/Tx/T(c)/V(Placelessword)>>".to_owned(),
        "<</Type/Annot/Subtype/FreeText/F 2/Rect[300 460 500 480]/Contents(Hiddennoteword)>>".to_owned(),
    ];
    let found = extract(&pdf_of_objects(&objects)).unwrap();
    let pieces: Vec<&str> =
        found.account.left_out.iter().flat_map(|one| &one.starts).map(String::as_str).collect();
    let told = pieces.join("\n");
    for (word, is_text) in [
        ("Bodyword", true),
        ("Squareword[7] follows", true),
        ("Invisibleword", true),
        ("Whiteword", true),
        ("Clippedword", true),
        ("Turnedword", true),
        ("Slantedword", true),
        ("Outsideword", false),
        ("Layerword", false),
        ("Actualword", true),
        ("Formobjectword", true),
        ("Tw", true),
        ("Commentword", false),
        ("Fieldword", true),
        ("Drawnword", true),
        ("Freeword", true),
        ("Placelessword", false),
        ("Hiddennoteword", false),
    ] {
        let counts = (found.text.matches(word).count(), told.matches(word).count());
        assert_eq!(counts, if is_text { (1, 0) } else { (0, 1) }, "{word}\n{}\n{told}", found.text);
    }
    assert!(!found.text.contains("xyz"));
    let reasons: Vec<&str> = found.account.left_out.iter().map(|one| one.reason.as_str()).collect();
    assert_eq!(reasons, ["hidden layer", "outside the page", "note", "hidden note", "form field"]);
}

#[test]
fn running_heads_of_pages_are_told() {
    let page = |number: usize| {
        format!(
            "BT /F 9 Tf 50 770 Td (The Valley Gazette) Tj ET {} BT /F 9 Tf 300 30 Td ({number}) Tj ET",
            set(&["Some words of this page", "and others that follow", "until it is over."])
        )
    };
    let found = extract(&pages_of(&[&page(1), &page(2), &page(3)], "")).unwrap();
    assert!(!found.text.contains("Gazette"), "{}", found.text);
    assert_eq!(found.account.count(), 6);
}

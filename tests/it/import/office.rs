//! Word, `OpenDocument` and rich text files with a word of its own in every kind of place.

use super::account::each_word_is_in_the_text_or_the_account_once;
use super::zip::zip_of;

fn file(parts: &[(&str, String)]) -> Vec<u8> {
    let parts: Vec<_> =
        parts.iter().map(|(name, text)| ((*name).to_owned(), text.clone().into_bytes())).collect();
    zip_of(&parts)
}

fn run(word: &str) -> String {
    format!("<w:r><w:t>{word}</w:t></w:r>")
}

fn styled(properties: &str, word: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{word}</w:t></w:r>")
}

fn paragraph(properties: &str, content: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>")
}

fn boxed(word: &str) -> String {
    format!("<w:txbxContent>{}</w:txbxContent>", paragraph("", &run(word)))
}

fn docx_inline() -> Vec<String> {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let code = |code: &str| format!("<w:r><w:instrText> {code} </w:instrText></w:r>");
    vec![
        run("zplain "),
        styled("<w:vertAlign w:val='superscript'/>", "zraised"),
        styled("<w:vertAlign w:val='subscript'/>", "zlowered"),
        styled("<w:vanish/>", "zhidden"),
        styled("<w:rStyle w:val='Unseen'/>", "zstylehidden"),
        format!("<w:del w:author='A'>{}</w:del>", run("zdeleted").replace("w:t>", "w:delText>")),
        format!("<w:ins w:author='A'>{}</w:ins>", run("zinserted")),
        format!("<w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo>", run("zmovedfrom"), run("zmovedto")),
        format!("<w:hyperlink>{}</w:hyperlink>", run("zlink")),
        format!("<w:smartTag>{}</w:smartTag>", run("zsmart")),
        format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", run("zcontrol")),
        format!("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", run("zplaceholder")),
        format!("<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>", run("zreading"), run("zbase")),
        [field("begin"), code("XE zfieldcode"), field("separate"), run("zfieldresult"), field("end")].concat(),
        format!("<w:fldSimple w:instr='DATE'>{}</w:fldSimple>", run("zsimple")),
        "<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:endnoteReference w:id='2'/></w:r>".to_owned(),
        "<w:r><w:commentReference w:id='0'/></w:r>".to_owned(),
        format!(
            "<w:r><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r>",
            boxed("zbox"),
            boxed("zbox")
        ),
        format!(
            "<w:r><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r>",
            boxed("znewbox"),
            boxed("zoldbox")
        ),
        "<w:r><w:drawing><wp:docPr descr='zdescription'/></w:drawing><w:pict><v:textpath string='zwordart'/></w:pict></w:r>".to_owned(),
        "<m:oMath><m:r><m:t>zformula</m:t></m:r></m:oMath>".to_owned(),
    ]
}

fn docx() -> Vec<u8> {
    let deleted_mark = "<w:rPr><w:del/></w:rPr>";
    let row = |property: &str, word: &str| {
        let cell = |word: &str| format!("<w:tc>{}</w:tc>", paragraph("", &run(word)));
        format!("<w:tr><w:trPr>{property}</w:trPr>{}{}</w:tr>", cell(word), cell(&format!("{word}second")))
    };
    let body = [
        paragraph("<w:pStyle w:val='Heading1'/>", &run("zheading")),
        paragraph("", &docx_inline().concat()),
        paragraph("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>", &run("zitem")),
        format!("<w:tbl>{}{}</w:tbl>", row("", "zcell"), row("<w:del/>", "zdeletedrow")),
        paragraph(deleted_mark, &run("zbeforemark")),
        paragraph("", &run(" zaftermark")),
        paragraph(deleted_mark, &format!("<w:del>{}</w:del>", run("zdeletedwhole"))),
        paragraph("<w:pPrChange><w:pPr><w:pStyle w:val='Heading1'/></w:pPr></w:pPrChange>", &run("zchanged")),
        paragraph("<w:framePr w:dropCap='drop'/>", &run("Z")),
        paragraph("", &run("dropcap")),
        "<w:altChunk r:id='alt'/>".to_owned(),
        "<w:sectPr><w:headerReference r:id='head'/></w:sectPr>".to_owned(),
    ];
    let note = |kind: &str, id: usize, word: &str| {
        format!("<w:{kind} w:id='{id}'>{}</w:{kind}>", paragraph("", &run(word)))
    };
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='http://x/{kind}' Target='{target}'/>")
    };
    let relations = [
        relation("alt", "aFChunk", "part.html"),
        relation("head", "header", "header1.xml"),
        relation("foot", "footer", "footer1.xml"),
        relation("remarks", "comments", "comments.xml"),
        relation("drawn", "diagramData", "diagrams/data1.xml"),
    ];
    file(&[
        ("word/document.xml", format!("<w:document><w:body>{}</w:body></w:document>", body.concat())),
        ("word/_rels/document.xml.rels", format!("<Relationships>{}</Relationships>", relations.concat())),
        (
            "word/styles.xml",
            "<w:styles><w:style w:styleId='Heading1'><w:name w:val='heading 1'/></w:style>\
             <w:style w:styleId='Unseen'><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
                .to_owned(),
        ),
        (
            "word/numbering.xml",
            "<w:numbering><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='lowerRoman'/>\
             <w:lvlText w:val='zlabel %1)'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
                .to_owned(),
        ),
        (
            "word/footnotes.xml",
            format!(
                "<w:footnotes>{}{}</w:footnotes>",
                note("footnote", 2, "zfootnote"),
                note("footnote", 9, "zloosenote")
            ),
        ),
        ("word/endnotes.xml", format!("<w:endnotes>{}</w:endnotes>", note("endnote", 2, "zendnote"))),
        (
            "word/comments.xml",
            format!(
                "<w:comments><w:comment w:id='0' w:author='zauthor'>{}</w:comment></w:comments>",
                paragraph("", &run("zcomment"))
            ),
        ),
        ("word/header1.xml", format!("<w:hdr>{}</w:hdr>", paragraph("", &run("zheader")))),
        ("word/footer1.xml", format!("<w:ftr>{}</w:ftr>", paragraph("", &run("zfooter")))),
        ("word/part.html", "<html><body><p>zalternative part of the document</p></body></html>".to_owned()),
        ("word/diagrams/data1.xml", "<dgm:m><a:p><a:r><a:t>zdiagram</a:t></a:r></a:p></dgm:m>".to_owned()),
    ])
}

#[test]
fn each_word_of_a_word_file_is_in_the_text_or_the_account_once() {
    let in_text = [
        "zheading",
        "zplain",
        "zraised",
        "zlowered",
        "zinserted",
        "zmovedto",
        "zlink",
        "zsmart",
        "zcontrol",
        "zbase",
        "zfieldresult",
        "zsimple",
        "zfootnote",
        "zendnote",
        "zbox",
        "znewbox",
        "zformula",
        "zitem",
        "zlabel i)",
        "zcellsecond",
        "zbeforemark zaftermark",
        "zchanged",
        "Zdropcap",
        "zalternative",
    ];
    let left_out = [
        "zhidden",
        "zstylehidden",
        "zdeleted ",
        "zmovedfrom",
        "zplaceholder",
        "zreading",
        "zfieldcode",
        "zoldbox",
        "zdescription",
        "zwordart",
        "zdeletedrowsecond",
        "zdeletedwhole",
        "zloosenote",
        "zauthor: zcomment",
        "zheader",
        "zfooter",
        "zdiagram",
    ];
    let left_out: Vec<&str> =
        left_out.into_iter().map(str::trim_end).filter(|word| *word != "zdeleted").collect();
    each_word_is_in_the_text_or_the_account_once("a.docx", &docx(), &in_text, &left_out);
}

fn odt() -> Vec<u8> {
    let styles = "<o:document-styles><o:master-styles><s:master-page><s:header><t:p>zheader</t:p></s:header>\
        <s:footer><t:p>zfooter</t:p></s:footer></s:master-page></o:master-styles></o:document-styles>";
    let automatic = "<s:style s:name='Up' s:family='text'><s:text-properties s:text-position='super 58%'/></s:style>\
        <s:style s:name='Down' s:family='text'><s:text-properties s:text-position='sub 58%'/></s:style>\
        <s:style s:name='Unseen' s:family='text'><s:text-properties t:display='none'/></s:style>\
        <t:list-style s:name='L'><t:list-level-style-number t:level='1' s:num-format='a' s:num-prefix='zlabel ' s:num-suffix=')'/></t:list-style>";
    let span = |style: &str, word: &str| format!("<t:span t:style-name='{style}'>{word}</t:span>");
    let note = |class: &str, label: &str, word: &str| {
        format!(
            "<t:note t:note-class='{class}'><t:note-citation>{label}</t:note-citation><t:note-body><t:p>{word}</t:p></t:note-body></t:note>"
        )
    };
    let inline = [
        "zplain ".to_owned(),
        span("Up", "zraised"),
        span("Down", "zlowered"),
        span("Unseen", "zhidden"),
        note("footnote", "1", "zfootnote"),
        note("endnote", "i", "zendnote"),
        "<o:annotation><dc:creator>zauthor</dc:creator><dc:date>2026</dc:date><t:p>zcomment</t:p></o:annotation>".to_owned(),
        "<t:ruby><t:ruby-base>zbase</t:ruby-base><t:ruby-text>zreading</t:ruby-text></t:ruby>".to_owned(),
        "<d:frame><d:text-box><t:p>zbox</t:p></d:text-box><v:desc>zdescription</v:desc></d:frame>".to_owned(),
        "<d:custom-shape><t:p>zshape</t:p></d:custom-shape><t:a>zlink</t:a><t:date>zfieldresult</t:date>".to_owned(),
        "<t:placeholder>zplaceholder</t:placeholder><t:change-start/>zinserted<t:change-end/>".to_owned(),
        "<t:hidden-text t:is-hidden='true' t:string-value='zhiddenfield'></t:hidden-text>".to_owned(),
        "<d:object x:href='./Object 1'/>".to_owned(),
    ];
    let body = [
        "<t:tracked-changes><t:changed-region><t:deletion><o:change-info><dc:creator>A</dc:creator></o:change-info>\
         <t:p>zdeleted</t:p></t:deletion></t:changed-region></t:tracked-changes><t:h t:outline-level='1'>zheading</t:h>"
            .to_owned(),
        format!("<t:p>{}</t:p>", inline.concat()),
        "<t:list t:style-name='L'><t:list-item><t:p>zitem</t:p></t:list-item></t:list>".to_owned(),
        "<b:table><b:table-row><b:table-cell><t:p>zcell</t:p></b:table-cell><b:table-cell><t:p>zother</t:p></b:table-cell>\
         <b:covered-table-cell><t:p>zcovered</t:p></b:covered-table-cell></b:table-row></b:table>"
            .to_owned(),
        "<t:section t:display='none'><t:p>zsection</t:p></t:section>".to_owned(),
        "<t:p>zhiddenparagraph<t:hidden-paragraph t:is-hidden='true'/></t:p>".to_owned(),
        "<t:table-of-content><t:index-body><t:p>zcontents</t:p></t:index-body></t:table-of-content>".to_owned(),
        "<t:bibliography><t:index-body><t:p>zbibliography</t:p></t:index-body></t:bibliography>".to_owned(),
    ];
    file(&[
        ("styles.xml", styles.to_owned()),
        (
            "content.xml",
            format!(
                "<o:document-content><o:automatic-styles>{automatic}</o:automatic-styles><o:body><o:text>{}</o:text></o:body></o:document-content>",
                body.concat()
            ),
        ),
        (
            "Object 1/content.xml",
            "<math xmlns='http://www.w3.org/1998/Math/MathML'><mi>zformula</mi></math>".to_owned(),
        ),
    ])
}

#[test]
fn each_word_of_an_open_document_is_in_the_text_or_the_account_once() {
    let in_text = [
        "zheading",
        "zplain",
        "zraised",
        "zlowered",
        "zfootnote",
        "zendnote",
        "zbase",
        "zbox",
        "zshape",
        "zlink",
        "zfieldresult",
        "zinserted",
        "zitem",
        "zlabel a)",
        "zcell",
        "zother",
        "zbibliography",
        "zformula",
    ];
    let left_out = [
        "zdeleted",
        "zauthor: zcomment",
        "zreading",
        "zdescription",
        "zplaceholder",
        "zhiddenfield",
        "zcovered",
        "zsection",
        "zhiddenparagraph",
        "zcontents",
        "zheader",
        "zfooter",
    ];
    each_word_is_in_the_text_or_the_account_once("a.odt", &odt(), &in_text, &left_out);
}

const RTF: &str = r"{\rtf1\ansi{\fonttbl{\f0 Times;}{\f1\fcharset2 Symbol;}}{\stylesheet{\s1 zstylename;}}{\info{\title A title}}
{\header zheader\par}{\footerf zfooter\par}\pard zplain {\super zraised}{\sub zlowered}{\v zhidden}{\deleted zdeleted}{\revised zinserted}
{\super\chftn}{\footnote\pard\plain{\super\chftn} zfootnote}{\footnote\ftnalt zendnote}
{\*\atnid zinitials}{\*\atnauthor zauthor}\chatn{\*\annotation{\*\atndate 5}\pard zcomment}
{\field{\*\fldinst{ REF x }}{\fldrslt{zfieldresult}}}{\field{\*\fldinst{ ADVANCE zfieldcode }}{\fldrslt{}}}
{\upr{zplainform}{\*\ud{zunicodeform}}}{\xe{zindexentry}}{\*\unknown zunknown}\par
{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv zwordart}}{\shptxt\pard zbox\par}}{\shprslt{\*\do{\dptxbxtext zbox\par}}}}zaround\par
{\listtext iv)\tab}zitem\par
\trowd\pard\intbl zcell\cell zother\cell\row\pard
{\deleted zdeletedmark\par}zaftermark\par
{\field{\*\fldinst{TOC}}{\fldrslt zcontents\par}}zend\par}";

#[test]
fn each_word_of_a_rich_text_file_is_in_the_text_or_the_account_once() {
    let in_text = [
        "zplain ",
        "zraised",
        "zlowered",
        "zinserted",
        "zfootnote",
        "zendnote",
        "zfieldresult",
        "zunicodeform",
        "zbox",
        "zaround",
        "iv) zitem",
        "zcell",
        "zother",
        "zaftermark",
        "zend\n",
    ];
    let left_out = [
        "zheader",
        "zfooter",
        "zhidden",
        "zdeletedmark",
        "zauthor: zcomment",
        "zfieldcode",
        "zindexentry",
        "zwordart",
        "zcontents",
    ];
    each_word_is_in_the_text_or_the_account_once("a.rtf", RTF.as_bytes(), &in_text, &left_out);
}

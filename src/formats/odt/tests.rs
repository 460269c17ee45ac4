//! Small texts in the `OpenDocument` format.

use super::super::archive::tests::zip_of;
use super::*;

/// What is read from a body, with these automatic styles.
pub(super) fn text_of(styles: &str, body: &str) -> Extracted {
    let content = format!(
        "<o:document-content xmlns:o='o' xmlns:t='t' xmlns:s='s' xmlns:d='d'><o:automatic-styles>{styles}</o:automatic-styles>\
         <o:body><o:text>{body}</o:text></o:body></o:document-content>"
    );
    extract(&zip_of(&[("content.xml", content.as_bytes())])).unwrap()
}

fn left_out(found: &Extracted) -> Vec<String> {
    let pieces = |one: &crate::formats::extract::LeftOut| {
        one.starts.iter().map(|piece| format!("{}: {piece}", one.reason)).collect::<Vec<_>>()
    };
    found.account.left_out.iter().flat_map(pieces).collect()
}

#[test]
fn text_lists_tables_and_notes_are_read() {
    let found = text_of(
        "",
        "<t:tracked-changes><t:changed-region><t:deletion><o:change-info><dc:creator>Ana</dc:creator></o:change-info><t:p>gone</t:p>\
         </t:deletion></t:changed-region></t:tracked-changes><t:h>Head</t:h>\
         <t:p>It<t:s t:c='2'/>rose<t:note><t:note-citation>1</t:note-citation><t:note-body><t:p>See there.</t:p></t:note-body></t:note>.\
         </t:p><t:list><t:list-item><t:p>one</t:p></t:list-item><t:list-item><t:p>two</t:p></t:list-item></t:list>\
         <t:table><t:table-row><t:table-cell><t:p>a</t:p></t:table-cell><t:table-cell><t:p>b</t:p></t:table-cell></t:table-row></t:table>",
    );
    assert_eq!(found.text, "Head\n\nIt rose[1].\n\n• one\n• two\n\na | b\n\n[1] See there.\n");
    assert_eq!(found.problems, ["tracked changes: deletions were left out (1), insertions kept (0)"]);
    assert_eq!(left_out(&found), ["deleted text: gone"]);
}

#[test]
fn figures_keep_their_height_and_signs_their_meaning() {
    let found = text_of(
        "<s:style s:name='T1' s:family='text'><s:text-properties s:text-position='super 58%'/></s:style>\
         <s:style s:name='T2' s:family='text'><s:text-properties s:text-position='-33% 58%'/></s:style>\
         <s:style s:name='T3' s:family='text'><s:text-properties s:font-name='Symbol'/></s:style>",
        "<t:p>120<t:span t:style-name='T1'>3</t:span> CO<t:span t:style-name='T2'>2</t:span> \
         <t:span t:style-name='T3'>\u{F0B3}</t:span>5</t:p>",
    );
    assert_eq!(found.text, "120³ CO₂ ≥5\n");
}

#[test]
fn what_is_not_the_text_is_accounted_for() {
    let found = text_of(
        "<s:style s:name='H' s:family='text'><s:text-properties t:display='none'/></s:style>",
        "<t:p>Around<d:frame><d:text-box><t:p>Boxed one</t:p><t:p>Boxed two</t:p></d:text-box></d:frame> it\
         <o:annotation><dc:creator>Ana</dc:creator><dc:date>2026</dc:date><t:p>Disputed.</t:p></o:annotation>\
         <t:span t:style-name='H'>secret</t:span><t:ruby><t:ruby-base>東</t:ruby-base><t:ruby-text>とう</t:ruby-text></t:ruby></t:p>\
         <t:section t:display='none'><t:p>Hidden part</t:p></t:section>\
         <t:p>Before <t:hidden-paragraph t:is-hidden='true'/>after</t:p>\
         <t:table-of-content><t:table-of-content-source><t:index-title-template>Title</t:index-title-template></t:table-of-content-source>\
         <t:index-body><t:p>Head 3</t:p></t:index-body></t:table-of-content>\
         <t:p><d:custom-shape><t:p>In a shape</t:p></d:custom-shape>End</t:p>",
    );
    assert_eq!(found.text, "Around it東\n\nBoxed one\n\nBoxed two\n\nEnd\n\nIn a shape\n");
    assert_eq!(
        left_out(&found),
        [
            "comment: Ana: Disputed.",
            "hidden text: secret",
            "hidden text: Hidden part",
            "hidden text: Before after",
            "reading aid (ruby): とう",
            "table of contents: Head 3"
        ]
    );
}

#[test]
fn hidden_fields_and_titles_of_pictures_are_named_and_not_run_into_words() {
    let found = text_of(
        "",
        "<t:p>Before <t:hidden-text t:string-value='Secret 6' t:is-hidden='true'>Secret 6</t:hidden-text>mid \
         <d:frame><d:image/><svg:title>Chart 5</svg:title><svg:desc>Boats by year</svg:desc></d:frame>after \
         <t:hidden-text t:is-hidden='true'>Secret 7</t:hidden-text><t:hidden-text t:is-hidden='false'>shown \
         </t:hidden-text><t:title>The report</t:title>.</t:p>",
    );
    assert_eq!(found.text, "Before mid after shown The report.\n");
    assert_eq!(
        left_out(&found),
        [
            "hidden text: Secret 6",
            "hidden text: Secret 7",
            "description of a picture: Chart 5",
            "description of a picture: Boats by year"
        ]
    );
}

#[test]
fn who_made_a_file_is_its_author() {
    let meta = "<o:document-meta xmlns:o='o' xmlns:m='m' xmlns:dc='dc'><o:meta><m:initial-creator>Ana Ruiz</m:initial-creator>\
        <dc:creator>Zed</dc:creator></o:meta></o:document-meta>";
    assert_eq!(metadata(meta.as_bytes(), &mut Vec::new()).source.author, "Ana Ruiz");
    let meta = meta.replace("m:initial-creator", "m:editor");
    assert_eq!(metadata(meta.as_bytes(), &mut Vec::new()).source.author, "Zed");
}

#[test]
fn struck_out_text_is_left_out() {
    let style = |name: &str, line: &str| {
        format!("<s:style s:name='{name}' s:family='text'><s:text-properties {line}/></s:style>")
    };
    let styles = [
        style("A", "s:text-line-through-style='solid' s:text-line-through-type='single'"),
        style("B", "s:text-line-through-style='none' s:text-line-through-type='none'"),
        style("C", "s:text-line-through-type='double'"),
    ];
    let found = text_of(
        &styles.concat(),
        "<t:p><t:span t:style-name='A'>12</t:span>14 <t:span t:style-name='B'>are </t:span>\
         <t:span t:style-name='C'>not</t:span>guilty</t:p>",
    );
    assert_eq!(found.text, "14 are guilty\n");
    assert_eq!(left_out(&found), ["struck-out text: 12", "struck-out text: not"]);
}

#[test]
fn headers_are_accounted_for_and_headings_numbered() {
    let styles = "<o:document-styles xmlns:o='o' xmlns:t='t' xmlns:s='s'><o:styles><t:outline-style><t:outline-level-style t:level='1' \
        s:num-format='1' s:num-suffix='.'/></t:outline-style></o:styles><o:master-styles><s:master-page><s:header><t:p>Running</t:p></s:header>\
        </s:master-page></o:master-styles></o:document-styles>";
    let content = "<o:document-content xmlns:o='o' xmlns:t='t'><o:body><o:text><t:h t:outline-level='1'>One</t:h><t:p>Text</t:p>\
        <t:h t:outline-level='1'>Two</t:h></o:text></o:body></o:document-content>";
    let found =
        extract(&zip_of(&[("styles.xml", styles.as_bytes()), ("content.xml", content.as_bytes())])).unwrap();
    assert_eq!(found.text, "1. One\n\nText\n\n2. Two\n");
    assert_eq!(left_out(&found), ["header: Running"]);
    let marks: Vec<String> = found.pinpoints.iter().map(|(byte, mark)| format!("{byte} {mark}")).collect();
    assert_eq!(marks, ["0 para. 1", "8 para. 2", "14 para. 3"]);
}

#[test]
fn a_locked_file_is_said_to_be_locked() {
    let manifest = b"<m><file-entry><encryption-data/></file-entry></m>";
    let bytes = zip_of(&[("META-INF/manifest.xml", manifest), ("content.xml", b"\x01\x02")]);
    assert_eq!(extract(&bytes), Err(FormatError::Locked));
}

#[test]
fn merged_and_repeated_cells_keep_the_columns() {
    let found = text_of(
        "",
        "<t:table><t:table-row><t:table-cell t:number-columns-spanned='2'><t:p>Deaths</t:p></t:table-cell>\
         <t:covered-table-cell><t:p>stray</t:p></t:covered-table-cell><t:table-cell><t:p>Note</t:p></t:table-cell></t:table-row>\
         <t:table-row><t:table-cell t:number-columns-repeated='2'><t:p>7</t:p></t:table-cell><t:table-cell/>\
         <t:table-cell t:number-columns-repeated='1000000'/></t:table-row>\
         <t:table-row t:number-rows-repeated='1000000'><t:table-cell/></t:table-row></t:table>",
    );
    assert_eq!(found.text, "Deaths | | Note\n7 | 7 | |\n");
    assert_eq!(left_out(&found), ["under a merged cell: stray"]);
}

//! CAS files in XMI and tables of tokens (WebAnno TSV), in the shapes that UIMA tools and INCEpTION give them.

use super::every_format::assert_read_back;
use super::sample::{
    annotator, document, project, project_of, read_as, refused_or_told, reported, small_project, text_of,
    written,
};
use crossclaim::formats::{Dataset, ExportOptions};
use crossclaim::model::Edit;
use crossclaim::workspace::Workspace;

const XMI: &str = include_str!("../../data/formats/cas-xmi/harbour.xmi");
const TYPES: &str = include_str!("../../data/formats/cas-xmi/TypeSystem.xml");
const TSV: &str = include_str!("../../data/formats/webanno-tsv/rents.tsv");

fn read(format: &str, files: &[(&str, &str)]) -> Dataset {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    read_as(format, &files, None).unwrap()
}

fn told(format: &str, name: &str, text: &str) -> String {
    refused_or_told(read_as(format, &[(name, text.as_bytes())], None))
}

/// Each claim as `quote [kinds] tags note`, each link as `from -kind-> to`.
fn said(dataset: &Dataset) -> Vec<String> {
    let quote = |id| dataset.claims.iter().find(|claim| claim.id == id).unwrap().quote.as_str();
    let claims = dataset.claims.iter().map(|claim| {
        let said = [claim.kinds.join(","), claim.tags.join(","), claim.note.clone()];
        format!("{} [{}]", claim.quote, said.join("; "))
    });
    let links =
        dataset.links.iter().map(|link| format!("{} -{}-> {}", quote(link.from), link.kind, quote(link.to)));
    claims.chain(links).collect()
}

#[track_caller]
fn assert_told(dataset: &Dataset, words: &str) {
    assert!(
        dataset.problems.iter().any(|problem| problem.contains(words)),
        "{words}: {:#?}",
        dataset.problems
    );
}

#[test]
fn xmi_is_read_with_custom_layers_links_and_chains() {
    let found = read("cas-xmi", &[("harbour.xmi", XMI), ("TypeSystem.xml", TYPES)]);
    assert_eq!(
        &*found.documents[0].text,
        "🔥 The ferry sank at six.\nIt \"left\" on <time>.\nTwo more will leave."
    );
    assert_eq!(found.documents[0].details.title, "harbour.txt");
    assert_eq!(
        said(&found),
        [
            "The ferry sank at six. [quantity; source:7,topics:port & sea,topics:ships; ]",
            "It \"left\" on <time>. [Statement; ; ]",
            "Two more will leave. [forecast; ; ]",
            "The ferry [ferry; ; ]",
            "It [ferry; ; ]",
            "It \"left\" on <time>. -updates-> The ferry sank at six.",
            "The ferry -same-> It",
            "The ferry sank at six. -backs-> Two more will leave.",
        ]
    );
    assert_told(
        &found,
        "not read of layers of the tool: Token (2, the first in harbour.xmi, feature structure 3)",
    );
    assert_told(&found, "not read of layers without a place in the text: EventChain (1,");
    assert_read_back("cas-xmi", &project_of(found));
}

#[test]
fn xmi_without_a_type_system_gives_the_same_but_for_numbers_that_look_like_names() {
    let (with, without) = (
        read("cas-xmi", &[("harbour.xmi", XMI), ("TypeSystem.xml", TYPES)]),
        read("cas-xmi", &[("harbour.xmi", XMI)]),
    );
    assert_eq!(said(&without)[1..], said(&with)[1..]);
    assert_told(&without, "@source");
}

#[test]
fn damaged_xmi_is_told_with_its_place() {
    let err = |text: &str| told("cas-xmi", "a.xmi", text);
    let inside = XMI.replace("begin=\"26\" end=\"46\"", "begin=\"1\" end=\"46\"");
    assert!(
        err(&inside).starts_with("a.xmi, feature structure 6: 1 to 46 marks no text"),
        "{}",
        err(&inside)
    );
    let dangling = XMI.replace("Governor=\"6\"", "Governor=\"77\"");
    assert_eq!(
        err(&dangling),
        "a.xmi, feature structure 8: it names the feature structure 77, which is not there; it was left out"
    );
    let twice = XMI.replace("xmi:id=\"7\"", "xmi:id=\"6\"");
    assert_eq!(
        err(&twice),
        "a.xmi, feature structure 6: another feature structure has the id 6 too; it was left out"
    );
    assert_eq!(err("<View/>"), "a.xmi: its outermost element is View, not xmi:XMI, so it is no UIMA XMI");
    assert!(err(&XMI[..900]).starts_with("a.xmi: it is cut off"), "{}", err(&XMI[..900]));
    assert!(err("<!DOCTYPE a []><xmi:XMI/>").contains("a.xmi: its XML defines a document type"));
    let no_text = XMI.replace("sofaString", "sofaURI");
    assert_eq!(err(&no_text), "a.xmi: it holds no text (sofaString)");
}

#[test]
fn a_damaged_file_costs_itself() {
    for (format, name, text) in [("cas-xmi", "a.xmi", XMI), ("webanno-tsv", "a.tsv", TSV)] {
        let bad = name.replace('a', "bad");
        let found = read(format, &[(name, text), (&bad, "nothing")]);
        assert!(!found.claims.is_empty());
        assert_told(&found, &format!("{bad}"));
    }
}

#[test]
fn files_of_one_text_are_its_annotators_and_a_second_time_changes_nothing() {
    for (format, end, text) in [("cas-xmi", "xmi", XMI), ("webanno-tsv", "tsv", TSV)] {
        let names = ["ana", "ben"].map(|user| format!("annotation/doc.txt/{user}.{end}"));
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), text.as_bytes())).collect();
        let mut workspace = Workspace::empty("T", &annotator(9, "Zoe")).unwrap();
        let dataset = read_as(format, &files, Some(workspace.project())).unwrap();
        let count = dataset.claims.len();
        let first = workspace.import_dataset(dataset).unwrap();
        assert_eq!((first.documents, first.claims), (1, count), "{format}");
        let people: Vec<&str> = workspace.project().annotators().map(|person| person.name.as_str()).collect();
        assert!(people.contains(&"ana") && people.contains(&"ben"), "{format}: {people:?}");
        let before = workspace.project().clone();
        let again = read_as(format, &files, Some(&before)).unwrap();
        workspace.import_dataset(again).unwrap();
        assert!(workspace.project().claims().eq(before.claims()), "{format}");
        assert!(workspace.project().links().eq(before.links()), "{format}");
    }
}

#[test]
fn control_characters_that_xml_has_no_place_for_come_back() {
    let first = document(10, "A", "One\u{c} page.\n\u{1}Two 🔥\u{fffe} pages.");
    let project = project(vec![Edit::AddDocument { position: 0, document: Box::new(first) }]);
    let (files, report) = reported("cas-xmi", &project, &ExportOptions::default());
    assert!(report.notes.iter().any(|note| note.starts_with("3 control characters")), "{:?}", report.notes);
    let xmi = files.iter().find(|file| file.name.ends_with(".xmi")).unwrap();
    assert!(
        std::str::from_utf8(&xmi.bytes).unwrap().contains("sofaString=\"One\u{FFFD} page.&#10;\u{FFFD}Two")
    );
    let input: Vec<(&str, &[u8])> = files.iter().map(|file| (file.name.as_str(), &*file.bytes)).collect();
    let found = read_as("cas-xmi", &input, None).unwrap();
    assert_eq!(found.documents[0].text, project.documents().next().unwrap().text);
}

#[test]
fn tables_of_tokens_are_read_with_stacks_numbers_roles_and_chains() {
    let found = read("webanno-tsv", &[("rents.tsv", TSV)]);
    assert_eq!(&*found.documents[0].text, "🔥 Rents rose\tfast.  Wages fell,\nthey say.");
    assert_eq!(
        said(&found),
        [
            "Rents rose [quantity; ; a_b[1]|c]",
            "Rents [; ; ]",
            "Rents [cause; ; ]",
            "fa [Mark; ; ]",
            "Wages fell [forecast; ; ]",
            "they [speaker; ; ]",
            "Rents [city; ; ]",
            "they [city; ; ]",
            "Rents rose -updates-> Wages fell",
            "Rents -related-> they",
            "Rents -same-> they",
            "Rents -backs-> Wages fell",
            "Rents -related-> they",
        ]
    );
    assert_told(
        &found,
        "what stands between its sentences (2 signs) is not in such a file and was read as blanks",
    );
    assert_read_back("webanno-tsv", &project_of(found));
}

#[test]
fn rows_of_tables_that_cannot_be_used_cost_themselves() {
    let err = |text: &str| told("webanno-tsv", "a.tsv", text);
    let short = TSV.replace("2-2\t27-31\tfell\tforecast[3]", "2-2\t27-31\tfell");
    assert_eq!(err(&short), "a.tsv, line 20: it has 10 columns of annotations, the layers have 9");
    let dangling = TSV.replace("1-2[1_3]", "1-2[9_3]");
    assert_eq!(
        err(&dangling),
        "a.tsv, line 19: it names the annotation 1-2[9], which is not there; it was left out"
    );
    let no_place = TSV.replace("2-3\t31-32\t", "2-3\tx\t");
    assert_eq!(err(&no_place), "a.tsv, line 21: “x” is no place in the text; it was left out");
    let far = TSV.replace("2-1\t21-26", "2-1\t999999999-26");
    assert!(
        err(&far).starts_with("a.tsv, line 17: its sentence begins at 999999999, 999999980 after"),
        "{}",
        err(&far)
    );
    let moved = read("webanno-tsv", &[("a.tsv", &TSV.replace("3-8\tRents", "3-8\tRentz"))]);
    assert_told(&moved, "a.tsv, line 10: 1 tokens have other words than the text at their offsets");
    assert!(err("# webanno.custom.Span\n").contains("#FORMAT=WebAnno TSV 3"));
}

#[test]
fn a_text_beside_a_table_says_what_stands_between_the_sentences() {
    let text = "🔥 Rents rose\tfast.\n\nWages fell,\nthey say.";
    let found = read("webanno-tsv", &[("rents.tsv", TSV), ("rents.txt", text)]);
    assert_eq!(&*found.documents[0].text, text);
    let other = read("webanno-tsv", &[("rents.tsv", TSV), ("rents.txt", "Something else.")]);
    assert_told(
        &other,
        "rents.tsv: the text beside it (.txt) has other words at its offsets and was not used",
    );
}

#[test]
fn the_type_system_of_xmi_stands_beside_the_files() {
    let files = written("cas-xmi", &small_project(), &ExportOptions::default());
    assert!(text_of(&files, "TypeSystem.xml").contains("<name>webanno.custom.ClaimLink</name>"));
}

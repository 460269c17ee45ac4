//! CAS files in XMI and tables of tokens (`webanno-tsv`), in the shapes that UIMA tools and INCEpTION give them.

use super::every_format::assert_read_back;
use super::sample::{
    annotator, document, project, project_of, read_as, refused_or_told, reported, small_project, text_of,
    written,
};
use super::zips::zipped;
use crossclaim::formats::{Dataset, ExportOptions, has_ending};
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
fn xmi_without_a_type_system_says_the_same() {
    let with = read("cas-xmi", &[("harbour.xmi", XMI), ("TypeSystem.xml", TYPES)]);
    assert_eq!(said(&read("cas-xmi", &[("harbour.xmi", XMI)])), said(&with));
}

#[test]
fn damaged_xmi_is_told_with_its_place() {
    let err = |text: &str| told("cas-xmi", "a.xmi", text);
    let inside = XMI.replace("begin=\"27\" end=\"47\"", "begin=\"1\" end=\"47\"");
    assert!(
        err(&inside).starts_with("a.xmi, feature structure 6: 1 to 47 marks no text"),
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
    assert!(err(&XMI[..900]).starts_with("a.xmi: it is damaged"), "{}", err(&XMI[..900]));
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
        assert_told(&found, &bad);
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
    let xmi = files.iter().find(|file| has_ending(&file.name, "xmi")).unwrap();
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
fn a_span_whose_roles_are_all_open_is_one() {
    let open = TSV.replace("fast\t_\t_\t_\t_", "fast\t_\t_\t_\t*");
    let found = read("webanno-tsv", &[("rents.tsv", &open)]);
    assert!(said(&found).contains(&"fast [Host; ; ]".to_owned()), "{:?}", said(&found));
}

#[test]
fn rows_of_tables_that_cannot_be_used_cost_themselves() {
    let err = |text: &str| told("webanno-tsv", "a.tsv", text);
    let short = TSV.replace("2-2\t27-31\tfell\tforecast[3]", "2-2\t27-31\tfell");
    assert_eq!(
        err(&short),
        "a.tsv, line 20: it has 9 columns of annotations, the layers have 10; it was left out"
    );
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
    assert_told(&moved, "a.tsv, line 11: 1 tokens have other words than the text at their offsets");
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

const PROJECT: &str = r#"{"name": "Harbour", "version": 1, "tag_sets": [{"name": "t"}],
 "source_documents": [{"name": "harbour.txt", "format": "text", "state": "CURATION_FINISHED", "timestamp": 1},
  {"name": "new.txt", "format": "text", "state": "NEW"}, {"name": "scan.pdf", "format": "pdf", "state": "NEW"}],
 "annotation_documents": [{"name": "harbour.txt", "user": "ana", "state": "FINISHED", "annotatorComment": "hard"},
  {"name": "harbour.txt", "user": "ben", "state": "IN_PROGRESS"}, {"name": "harbour.txt", "user": "cy", "state": "FINISHED"}]}"#;

/// What is in the archive: two users' work and the curation, each in another format.
pub(super) fn inception_files() -> Vec<(String, Vec<u8>)> {
    let packed = zipped(&[("ana.xmi", XMI.as_bytes()), ("TypeSystem.xml", TYPES.as_bytes())]);
    let table = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Statement|label\n\n\n#Text=🔥 The ferry sank at six.\n\
        1-1\t0-2\t🔥\t_\t\n1-2\t3-6\tThe\tquantity[1]\t\n1-3\t7-12\tferry\tquantity[1]\t\n";
    let files: [(&str, &[u8]); 10] = [
        ("exportedproject7.json", PROJECT.as_bytes()),
        ("source/harbour.txt", "🔥 The ferry sank at six.".as_bytes()),
        ("source/new.txt", b"Nothing yet."),
        ("source/scan.pdf", b"%PDF-"),
        ("annotation/harbour.txt/ana.zip", &packed),
        ("annotation_ser/harbour.txt/ana.ser", b"x"),
        ("annotation_ser/harbour.txt/INITIAL_CAS.ser", b"x"),
        ("annotation/harbour.txt/ben.xmi", XMI.as_bytes()),
        ("annotation_ser/harbour.txt/cy.ser", b"x"),
        ("curation/harbour.txt/CURATION_USER.tsv", table.as_bytes()),
    ];
    files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect()
}

fn inception() -> Vec<u8> {
    let files = inception_files();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), &**bytes)).collect();
    zipped(&files)
}

#[test]
fn an_inception_project_brings_documents_users_and_the_curation() {
    let zip = inception();
    let files = [("Harbour.zip", &zip[..])];
    let found = read_as("inception", &files, None).unwrap();
    let mut titles: Vec<&str> = found.documents.iter().map(|document| &*document.details.title).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["harbour.txt", "harbour.txt", "new.txt"]);
    let people: Vec<(&str, bool)> =
        found.annotators.iter().map(|person| (person.name.as_str(), person.reference)).collect();
    for person in [("ana", false), ("ben", false), ("Curation", true)] {
        assert!(people.contains(&person), "{people:?}");
    }
    assert_eq!(found.claims.len(), 11);
    assert_eq!(found.comments.len(), 1);
    assert_told(
        &found,
        "Harbour.zip: project “Harbour”: ana: 1 finished; ben: 1 in progress; cy: 1 finished; documents: 1 curation finished, 2 new",
    );
    assert_told(&found, "not read of annotations: of cy, only there as ser; export the project");
    assert_told(&found, "Harbour.zip: source/scan.pdf: nobody's annotations of it can be read");
    assert_told(&found, "tag_sets (1,");
    let mut workspace = Workspace::empty("T", &annotator(9, "Zoe")).unwrap();
    workspace.import_dataset(found).unwrap();
    let before = workspace.project().clone();
    workspace.import_dataset(read_as("inception", &files, Some(&before)).unwrap()).unwrap();
    assert!(
        workspace.project().claims().eq(before.claims()) && workspace.project().links().eq(before.links())
    );
    assert!(workspace.project().annotators().eq(before.annotators()));
    assert_eq!(workspace.project().comments().count(), 1);
}

#[test]
fn archives_that_are_no_project_are_refused_and_damaged_ones_never_stop_the_program() {
    let other = zipped(&[("a.txt", b"x")]);
    let err = read_as("inception", &[("a.zip", &other)], None).unwrap_err().to_string();
    assert!(err.contains("none of the files is the archive of an INCEpTION project"), "{err}");
    let zip = inception();
    for at in (0..zip.len()).step_by(23) {
        for damage in [0, 0xFF, b'<'] {
            let mut bytes = zip.clone();
            bytes[at] = damage;
            drop(read_as("inception", &[("a.zip", &bytes)], None));
            drop(read_as("inception", &[("a.zip", &zip[..at])], None));
        }
    }
}

#[test]
fn no_damage_to_a_fixture_stops_the_program() {
    for (format, name, text) in [("cas-xmi", "a.xmi", XMI), ("webanno-tsv", "a.tsv", TSV)] {
        for at in (0..text.len()).step_by(5) {
            for damage in [b'0', b'9', b'"', b'|', b'[', b'\t', 0xFF] {
                let mut bytes = text.as_bytes().to_vec();
                bytes[at] = damage;
                drop(read_as(format, &[(name, &bytes)], None));
            }
            drop(read_as(format, &[(name, &text.as_bytes()[..at])], None));
        }
    }
}

#[test]
fn the_type_system_of_xmi_stands_beside_the_files() {
    let files = written("cas-xmi", &small_project(), &ExportOptions::default());
    assert!(text_of(&files, "TypeSystem.xml").contains("<name>webanno.custom.ClaimLink</name>"));
}

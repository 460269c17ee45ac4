//! `csv`: tables that open in spreadsheets as they are meant, and tables that people make by hand.

use super::random::any_project;
use super::sample::{nastier_project, nasty_project, read_as, reported, small_project, text_of, written};
use crossclaim::formats::{ByteOrderMark, Dataset, ExportOptions};
use crossclaim::model::{Claim, Edit, Link, Project};
use proptest::prelude::*;
use std::path::Path;

/// With `CROSSCLAIM_GOLDEN=write` in the environment the tables are written anew.
#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads its own data")]
fn tables_are_those_that_were_promised() {
    let files = written("csv", &nasty_project(), &ExportOptions::default());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats/csv");
    for name in ["claims.csv", "links.csv", "matrix.csv"] {
        let found = text_of(&files, name);
        if std::env::var("CROSSCLAIM_GOLDEN").is_ok_and(|wish| wish == "write") {
            std::fs::write(folder.join(name), found).unwrap();
        }
        let golden = std::fs::read_to_string(folder.join(name)).unwrap();
        // Git may have turned the line ends of the golden files.
        assert_eq!(found.replace('\r', ""), golden.replace('\r', ""), "{name}");
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

/// The same project without claims, links and what hangs on them.
fn without_claims(project: &Project) -> Project {
    let mut bare = Project::new(project.id(), project.title());
    let edits = [Edit::SetCodebook(Box::new(project.codebook().clone()))].into_iter();
    let edits = edits.chain(project.annotators().cloned().map(Edit::PutAnnotator));
    let documents = project.documents().cloned();
    let documents =
        documents.map(|document| Edit::AddDocument { position: 99, document: Box::new(document) });
    edits.chain(documents).for_each(|edit| drop(bare.apply(edit).unwrap()));
    bare
}

fn check_read_back(project: &Project) -> Result<(), TestCaseError> {
    let (files, _) = reported("csv", project, &ExportOptions::default());
    let input: Vec<(&str, &[u8])> = files.iter().map(|file| (file.name.as_str(), &*file.bytes)).collect();
    let found = read_as("csv", &input, Some(&without_claims(project))).unwrap();
    let is_expected =
        |problem: &String| problem.contains("unanchored") || problem.contains("matrix.csv: it was not read");
    prop_assert!(found.problems.iter().all(is_expected), "{:?}", found.problems);
    let (mut claims, mut links) = (found.claims, found.links);
    claims.sort_by_key(|claim| claim.id);
    links.sort_by_key(|link| link.id);
    prop_assert_eq!(claims.iter().collect::<Vec<_>>(), project.claims().collect::<Vec<&Claim>>());
    prop_assert_eq!(links.iter().collect::<Vec<_>>(), project.links().collect::<Vec<&Link>>());
    prop_assert!(
        found.dismissals.iter().eq(project.dismissals()) && found.verdicts.iter().eq(project.verdicts())
    );
    Ok(())
}

#[test]
fn tables_read_back_into_the_project_of_their_texts() {
    for project in [small_project(), nasty_project(), nastier_project()] {
        check_read_back(&project).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tables_of_any_project_read_back(project in any_project()) {
        check_read_back(&project)?;
    }
}

fn read_tables(files: &[(&str, &str)]) -> Result<Dataset, String> {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    read_as("csv", &files, Some(&small_project())).map_err(|err| err.to_string())
}

const CLAIMS: &str = "\u{feff}id;document;quote;kind;confidence;annotator\r\n\
    1;a1.txt;kills 12;Quantity;High;Bea\r\n\
    2;B;\"nine died, the mayor\";quantity;;Bea\r\n";

#[test]
fn a_table_made_by_hand_has_semicolons_a_mark_and_quotes_alone() {
    let links = "from_quote,to_quote,relation\nkills 12,\"nine died, the mayor\",Contradicts\n";
    let found = read_tables(&[("my claims.csv", CLAIMS), ("my links.csv", links)]).unwrap();
    let quotes: Vec<&str> = found.claims.iter().map(|claim| claim.quote.as_str()).collect();
    assert_eq!(quotes, ["kills 12", "nine died, the mayor"]);
    let small = small_project();
    for claim in &found.claims {
        let text = &small.document(claim.document).unwrap().text;
        assert_eq!(claim.span.slice(text), Some(claim.quote.as_str()));
    }
    assert_eq!(found.claims[0].kinds, ["quantity"]);
    assert_eq!(found.claims[0].confidence.as_ref().unwrap().level, "high");
    assert_eq!(found.links[0].kind, "contradicts");
    let ends = [found.links[0].from, found.links[0].to];
    assert!(found.claims.iter().all(|claim| ends.contains(&claim.id)));
    assert!(found.annotators.iter().any(|annotator| annotator.name == "Bea"));
    assert_eq!(found.problems, ["my claims.csv, line 2: annotator “Bea” is new and was added"]);
}

#[test]
fn links_name_claims_by_the_ids_of_a_table_made_by_hand() {
    let claims = "id,document,quote\nc1,a1.txt,kills 12\nc2,b1.txt,\"nine died, the mayor\"\n";
    for header in ["from_id,to_id,relation", "from,to,relation"] {
        let links = format!("{header}\nc1,c2,updates\n");
        let found = read_tables(&[("claims.csv", claims), ("links.csv", &links)]).unwrap();
        let ends = (found.links[0].from, found.links[0].to);
        assert_eq!(ends, (found.claims[0].id, found.claims[1].id), "{header}");
    }
}

#[test]
fn semicolons_within_tags_come_back() {
    let mut project = small_project();
    let claim = project.claims().next().unwrap().clone();
    let tags = ["a;b", "c; d", r"e\", r"f\;g"].map(str::to_owned).to_vec();
    project.apply(Edit::PutClaim(Box::new(Claim { tags, ..claim.clone() }))).unwrap();
    check_read_back(&project).unwrap();
    let tags = vec!["a;b".to_owned()];
    project.apply(Edit::PutClaim(Box::new(Claim { tags, ..claim }))).unwrap();
    check_read_back(&project).unwrap();
}

#[test]
fn offsets_and_quotes_that_disagree_are_settled_by_the_quote() {
    let table =
        "sep=,\nclaim_id,document_id,start_cp,end_cp,quote\nx,a1.txt,0,8,kills 12\ny,a1.txt,0,4,never said\n";
    let found = read_tables(&[("claims.csv", table)]).unwrap();
    assert_eq!(found.claims[0].quote, "kills 12");
    assert!(!found.claims[0].unanchored && found.claims[1].unanchored);
    assert_eq!(found.problems.len(), 2);
    assert!(found.problems[0].starts_with("claims.csv, line 3: the quote does not stand at 0 to 8"));
}

#[test]
fn rows_that_say_too_little_are_refused_with_their_line() {
    let refusal = |name: &str, text: &str| read_tables(&[(name, text)]).unwrap_err();
    assert_eq!(
        refusal("c.csv", "document,quote\nzz,kills\n"),
        "c.csv, line 2: there is no document “zz”; import the table into the project that has it, or give \
         documents.jsonl too"
    );
    assert_eq!(
        refusal("c.csv", "document,start_cp,end_cp\na1.txt,x,3\n"),
        "c.csv, line 2: “x” under start_cp is no whole number"
    );
    assert_eq!(
        refusal("c.csv", "document,quote\na1.txt,\n"),
        "c.csv, line 2: the claim has neither start_cp and end_cp nor a quote"
    );
    assert_eq!(
        refusal("c.csv", "document,start_cp,end_cp\na1.txt,900,910\n"),
        "c.csv, line 2: 900 to 910 marks no text of the document, and there is no quote to look for"
    );
    assert_eq!(
        refusal("c.csv", "document,quote\na1.txt,\"kills\na1.txt,12\n"),
        "c.csv, line 2: a quotation mark that opens a cell in this row or before has no other half"
    );
    assert_eq!(
        refusal("l.csv", "from,to,relation\nA1,zz,updates\n"),
        "l.csv, line 2: “zz” under to is no claim, or could be several"
    );
    assert_eq!(refusal("l.csv", "from,to\nA1,B1\n"), "l.csv, line 2: the link has no relation");
    assert_eq!(refusal("x.csv", "a,b\n1,2\n"), "none of the files is a table (.csv) of claims or links");
}

//! Work that comes in a second time, or beside that of others; rows that cost no more than themselves.

use super::sample::{annotator, read_as};
use crossclaim::formats::Dataset;
use crossclaim::model::{Edit, Project};
use crossclaim::workspace::Workspace;
use crossclaim::workspace::exchange::Imported;

fn zoes() -> Workspace {
    Workspace::empty("T", &annotator(9, "Zoe")).unwrap()
}

fn import(workspace: &mut Workspace, format: &str, files: &[(&str, &str)]) -> Imported {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let dataset = read_as(format, &files, Some(workspace.project())).unwrap();
    workspace.import_dataset(dataset).unwrap()
}

fn quotes(project: &Project) -> Vec<String> {
    let mut quotes: Vec<String> = project.claims().map(|claim| claim.quote.clone()).collect();
    quotes.sort_unstable();
    quotes
}

fn claims_of(format: &str, files: &[(&str, &str)]) -> (Vec<String>, Dataset) {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let found = read_as(format, &files, None).unwrap();
    (found.claims.iter().map(|claim| claim.quote.clone()).collect(), found)
}

const FIRST: &str = "{\"id\": 1, \"text\": \"Fire kills 12 in Porto.\", \"label\": [[0, 23, \"Claim\"]]}\n\
    {\"id\": 2, \"text\": \"The mayor denies this.\", \"label\": [[0, 22, \"Claim\"]]}\n";

#[test]
fn work_at_the_same_places_of_another_export_replaces_nothing() {
    let mut workspace = zoes();
    import(&mut workspace, "doccano", &[("ana.jsonl", FIRST)]);
    let later = FIRST
        .replace("[[0, 23, \"Claim\"]]", "[[0, 10, \"Rumour\"]]")
        .replace("22, \"Claim\"", "22, \"Denial\"");
    let report = import(&mut workspace, "doccano", &[("ben.jsonl", &later)]);
    assert_eq!((report.documents, report.claims), (0, 2));
    assert_eq!(
        quotes(workspace.project()),
        ["Fire kills", "Fire kills 12 in Porto.", "The mayor denies this.", "The mayor denies this."]
    );
}

#[test]
fn a_later_export_leaves_links_between_the_words_they_were_made_on() {
    let mut workspace = zoes();
    import(&mut workspace, "doccano", &[("first.jsonl", FIRST)]);
    let links = "from_quote,to_quote,relation\nFire kills 12 in Porto.,The mayor denies this.,contradicts\n";
    import(&mut workspace, "csv", &[("links.csv", links)]);
    let later = FIRST.replace("[[0, 23", "[[11, 22, \"Place\"], [0, 23");
    let report = import(&mut workspace, "doccano", &[("later.jsonl", &later)]);
    assert_eq!((report.claims, workspace.project().claims().len()), (1, 3));
    let link = workspace.project().links().next().unwrap();
    let ends = [link.from, link.to].map(|end| workspace.project().claim(end).unwrap().quote.clone());
    let mut ends = ends.to_vec();
    ends.sort_unstable();
    assert_eq!(ends, ["Fire kills 12 in Porto.", "The mayor denies this."]);
}

#[test]
fn the_same_file_twice_changes_nothing_and_keeps_what_was_added_since() {
    let mut workspace = zoes();
    import(&mut workspace, "doccano", &[("a.jsonl", FIRST)]);
    let mut claim = workspace.project().claims().next().unwrap().clone();
    claim.statement = "Twelve died in Porto.".to_owned();
    workspace
        .commit(crossclaim::model::Transaction::new("State", vec![Edit::PutClaim(Box::new(claim))]))
        .unwrap();
    let before = workspace.project().clone();
    let report = import(&mut workspace, "doccano", &[("a.jsonl", FIRST)]);
    assert_eq!((report.claims, report.documents), (0, 0));
    assert!(*workspace.project() == before, "nothing is new, and the statement stays");
}

#[test]
fn a_region_that_keeps_its_id_is_one_claim_in_its_newer_version() {
    let tasks = |label: &str| {
        format!(
            "[{{\"id\": 7, \"data\": {{\"text\": \"Fire kills 12 in Porto.\"}}, \"annotations\": [{{\"completed_by\": 1, \
             \"result\": [{{\"id\": \"r1\", \"type\": \"labels\", \"from_name\": \"label\", \"to_name\": \"text\", \
             \"value\": {{\"start\": 0, \"end\": 10, \"labels\": [\"{label}\"]}}}}]}}]}}]"
        )
    };
    let mut workspace = zoes();
    import(&mut workspace, "label-studio", &[("t.json", &tasks("quantity"))]);
    let report = import(&mut workspace, "label-studio", &[("t.json", &tasks("causal"))]);
    assert_eq!((report.claims, workspace.project().claims().len()), (1, 1));
    assert_eq!(workspace.project().claims().next().unwrap().kinds, ["causal"]);
    assert!(
        report.problems.iter().any(|words| words.contains("replaced by its newer version")),
        "{report:?}"
    );
}

#[test]
fn a_text_of_the_project_comes_in_once_whatever_its_id() {
    let document = |id: &str| {
        format!("{{\"id\": \"{id}\", \"text\": \"It rose by 5 %. It fell.\", \"title\": \"{id}\"}}")
    };
    let claim = |id: &str, document: &str, end: usize| {
        format!("{{\"id\": \"{id}\", \"document_id\": \"{document}\", \"start_cp\": 0, \"end_cp\": {end}}}")
    };
    let mut workspace = zoes();
    let (ours, own) = (document("ours"), claim("a", "ours", 15));
    import(&mut workspace, "jsonl", &[("documents.jsonl", &ours), ("claims.jsonl", &own)]);
    let (theirs, other) = (document("theirs"), claim("b", "theirs", 7));
    let report = import(&mut workspace, "jsonl", &[("documents.jsonl", &theirs), ("claims.jsonl", &other)]);
    assert_eq!((report.documents, report.claims), (0, 1));
    assert_eq!(workspace.project().documents().len(), 1);
    assert_eq!(quotes(workspace.project()), ["It rose", "It rose by 5 %."]);
    assert!(report.problems[0].contains("is in the project already"), "{report:?}");
}

#[test]
fn rows_that_cannot_be_used_cost_themselves() {
    let empty = FIRST.replace("[[0, 22", "[[22, 22");
    let (claims, found) = claims_of("doccano", &[("a.jsonl", &empty)]);
    assert_eq!(claims, ["Fire kills 12 in Porto."]);
    assert!(
        found.problems.iter().any(|words| words.contains("22 to 22") && words.contains("left out")),
        "{found:?}"
    );
    let ann = "T1\tClaim 0 10\tFire kills\nT111\tClaim\nT2\tClaim 11 13\t12\n";
    let (claims, found) = claims_of("brat", &[("a.txt", "Fire kills 12 in Porto."), ("a.ann", ann)]);
    assert_eq!(claims, ["Fire kills", "12"]);
    assert!(found.problems[0].starts_with("a.ann, line 2"), "{:?}", found.problems);
}

#[test]
fn labels_of_whole_texts_are_told_and_the_texts_come_in() {
    let (claims, found) = claims_of(
        "doccano",
        &[("a.jsonl", "{\"text\": \"Fire.\", \"labels\": [\"news\", [0, 4, \"Claim\", 7]]}\n")],
    );
    assert_eq!((claims.as_slice(), found.documents.len()), (&["Fire".to_owned()][..], 1));
    assert!(
        found.problems[0].ends_with("labels of the whole text have no place in it and were not read: news")
    );
}

#[test]
fn tasks_by_number_and_completions_are_read_and_the_short_form_is_named() {
    let task = "{\"id\": 7, \"data\": {\"text\": \"Fire kills.\"}, \"completions\": [{\"result\": [{\"id\": \"r\", \
        \"type\": \"labels\", \"from_name\": \"l\", \"to_name\": \"text\", \"value\": {\"start\": 0, \"end\": 4, \"labels\": [\"x\"]}}]}]}";
    for file in [task.to_owned(), format!("[{task}]"), format!("{{\"7\": {task}}}")] {
        assert_eq!(claims_of("label-studio", &[("t.json", &file)]).0, ["Fire"], "{file}");
    }
    let short = [("t.json", &b"[{\"id\": 7, \"text\": \"Fire\", \"label\": []}]"[..])];
    let err = read_as("label-studio", &short, None).unwrap_err().to_string();
    assert!(err.contains("choose JSON, not JSON-MIN"), "{err}");
    let table = [("t.csv", &b"text,label\n"[..])];
    let err = read_as("label-studio", &table, None).unwrap_err().to_string();
    assert!(err.contains("the CSV and TSV of Label Studio are not read: their cells"), "{err}");
}

#[test]
fn the_short_form_of_tasks_is_read_with_its_annotators() {
    let row = |annotator: &str, end: usize| {
        format!(
            "{{\"text\": \"Fire kills.\", \"id\": 7, \"kind\": [{{\"start\": 0, \"end\": {end}, \"text\": \"{}\", \
             \"labels\": [\"x\"]}}], \"note\": [{{\"start\": 0, \"end\": {end}, \"text\": [\"look\"]}}], \
             \"annotator\": \"{annotator}\", \"annotation_id\": 3, \"mood\": \"grim\"}}",
            &"Fire kills."[..end]
        )
    };
    let file = format!("[{}, {}]", row("ana@example.org", 4), row("ben@example.org", 10));
    let (claims, found) = claims_of("label-studio", &[("t.json", &file)]);
    assert_eq!(
        (claims.as_slice(), found.documents.len()),
        (&["Fire".to_owned(), "Fire kills".to_owned()][..], 1)
    );
    assert_eq!((found.claims[0].kinds.as_slice(), &*found.claims[0].note), (&["x".to_owned()][..], "look"));
    assert_ne!(found.claims[0].annotator, found.claims[1].annotator);
    assert!(
        found.problems.iter().any(|told| told.starts_with("t.json: it is JSON-MIN")),
        "{:?}",
        found.problems
    );
    assert!(found.problems.iter().any(|told| told.contains("mood (1, ") || told.contains("mood (2, ")));
}

#[test]
fn annotations_of_a_service_bring_comment_tags_and_user_and_are_counted_as_browsers_do() {
    let annotation = |selector: &str| {
        format!(
            "{{\"total\": 1, \"rows\": [{{\"id\": \"a1\", \"user\": \"acct:mara@notes.example\", \"text\": \"Says 13.\", \
             \"tags\": [\"number\"], \"target\": [{{\"source\": \"https://quay.example/fire\", \"selector\": {selector}}}]}}]}}"
        )
    };
    let text = ("article.txt", "🔥 Fire kills 12.\n\nPolice say it was arson.");
    let refined = annotation(
        "{\"type\": \"XPathSelector\", \"value\": \"/p[2]\", \"refinedBy\": [{\"type\": \"TextQuoteSelector\", \"exact\": \"Police\"}]}",
    );
    let (claims, found) = claims_of("web-annotation", &[("n.json", &refined), text]);
    let claim = &found.claims[0];
    assert_eq!(
        (claims[0].as_str(), claim.note.as_str(), claim.tags.as_slice()),
        ("Police", "Says 13.", &["number".to_owned()][..])
    );
    assert!(found.annotators.iter().any(|annotator| annotator.name == "mara"), "{:?}", found.annotators);
    // “Police say” in UTF-16 units; in code points it would be “olice say ”.
    let counted = annotation("[{\"type\": \"TextPositionSelector\", \"start\": 19, \"end\": 29}]");
    let (claims, found) = claims_of("web-annotation", &[("n.json", &counted), text]);
    assert_eq!(claims, ["Police say"]);
    assert!(
        found.problems.iter().any(|words| words.contains("counted as UTF-16 code units")),
        "{:?}",
        found.problems
    );
}

#[test]
fn link_features_of_a_cas_are_links() {
    let file = "{\"%FEATURE_STRUCTURES\": [{\"%ID\": 1, \"%TYPE\": \"uima.cas.Sofa\", \"sofaID\": \"_InitialView\", \"sofaString\": \"One. Two.\"}, \
        {\"%ID\": 3, \"%TYPE\": \"custom.Claim\", \"@sofa\": 1, \"begin\": 0, \"end\": 4}, \
        {\"%ID\": 4, \"%TYPE\": \"custom.Claim\", \"@sofa\": 1, \"begin\": 5, \"end\": 9, \"@related\": 10}, \
        {\"%ID\": 10, \"%TYPE\": \"uima.cas.FSArray\", \"%ELEMENTS\": [11]}, \
        {\"%ID\": 11, \"%TYPE\": \"custom.ClaimRelatedLink\", \"role\": \"updates\", \"@target\": 3}]}";
    let (claims, found) = claims_of("cas-json", &[("d.json", file)]);
    assert_eq!(claims, ["One.", "Two."]);
    let link = &found.links[0];
    assert_eq!((link.from, link.to, link.kind.as_str()), (found.claims[1].id, found.claims[0].id, "updates"));
}

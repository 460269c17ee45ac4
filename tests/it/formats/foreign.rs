//! Files that other programs write: brat, Label Studio and doccano, in the shapes that these give them.

use super::every_format::assert_read_back;
use super::sample::{project_of, read_as, refused_or_told, small_project};

/// Quotes of the claims with their kinds and levels, and the kinds of the links, in order.
fn said(dataset: &crossclaim::formats::Dataset) -> (Vec<String>, Vec<String>) {
    let claims = dataset.claims.iter().map(|claim| {
        let level = claim.confidence.as_ref().map_or("-", |confidence| &confidence.level);
        format!("{} [{}] {level}", claim.quote, claim.kinds.join(","))
    });
    let links = dataset.links.iter().map(|link| {
        let level = link.confidence.as_ref().map_or("-", |confidence| &confidence.level);
        format!("{} {level}", link.kind)
    });
    (claims.collect(), links.collect())
}

const A1: &str = "🔥 Fire kills 12 in Porto.\nPolice say it was arson.";
const B1: &str = "At least nine died, the mayor said.\nThe cause was electrical.";
const A1_ANN: &str = "T1\tClaim 2 25\tFire kills 12 in Porto.\nA1\tConfidence T1 high\nT2\tClaim 26 50\tPolice say it was arson.\nA2\tConfidence T2 medium\nR1\telaborates Arg1:T2 Arg2:T1\t\n#1\tAnnotatorNotes R1\tconfidence=low\n";
const B1_ANN: &str = "T1\tClaim 0 35\tAt least nine died, the mayor said.\r\nA1\tConfidence T1 medium\r\nT2\tClaim 36 61\tThe cause was electrical.\r\nA2\tNegation T2\r\n#1\tAnnotatorNotes T1\txlink contradicts a1#T1 confidence=medium\r\n#2\tAnnotatorNotes T2\tlook again\r\nE1\tDie:T1\r\n";

#[test]
fn a_brat_collection_is_read_with_its_notes_and_new_kinds() {
    let files: [(&str, &[u8]); 5] = [
        ("x/a1.txt", A1.as_bytes()),
        ("x/a1.ann", A1_ANN.as_bytes()),
        ("x/b1.txt", B1.as_bytes()),
        ("x/b1.ann", B1_ANN.as_bytes()),
        ("x/annotation.conf", b"[entities]\nClaim\n"),
    ];
    let found = read_as("brat", &files, None).unwrap();
    let (claims, links) = said(&found);
    assert_eq!(
        claims,
        [
            "Fire kills 12 in Porto. [] high",
            "Police say it was arson. [] moderate",
            "At least nine died, the mayor said. [] moderate",
            "The cause was electrical. [] -",
        ]
    );
    assert_eq!(links, ["elaborates low", "contradicts moderate"]);
    assert_eq!(
        (found.claims[3].tags.as_slice(), found.claims[3].note.as_str()),
        (&["Negation".to_owned()][..], "look again")
    );
    assert_eq!(
        found.problems,
        [
            "x/a1.ann, line 5: the codebook had no link kind “elaborates”; it was added",
            "not read of lines: events (1, x/b1.ann, line 7: Die:T1)",
        ]
    );
    assert!(found.codebook.unwrap().link_kind("elaborates").is_some());
    assert_eq!(found.documents[0].file_name, "a1.txt");
}

#[test]
fn foreign_files_read_write_and_read_to_the_same_project() {
    let brat: [(&str, &[u8]); 4] = [
        ("a1.txt", A1.as_bytes()),
        ("a1.ann", A1_ANN.as_bytes()),
        ("b1.txt", B1.as_bytes()),
        ("b1.ann", B1_ANN.as_bytes()),
    ];
    let tasks: [(&str, &[u8]); 1] = [("tasks.json", TASKS.as_bytes())];
    let lines: [(&str, &[u8]); 1] = [("merged.jsonl", DOCCANO.as_bytes())];
    for (name, files) in [("brat", &brat[..]), ("label-studio", &tasks), ("doccano", &lines)] {
        assert_read_back(name, &project_of(read_as(name, files, None).unwrap()));
    }
}

#[test]
fn offsets_that_are_wrong_are_corrected_by_the_words() {
    let ann = "T1\tClaim 0 23\tFire kills 12 in Porto.\nT2\tClaim 900 903\tarson\nT3\tClaim 0 1\tnowhere\n";
    let files: [(&str, &[u8]); 2] = [("a1.txt", A1.as_bytes()), ("a1.ann", ann.as_bytes())];
    let found = read_as("brat", &files, None).unwrap();
    let quotes: Vec<&str> = found.claims.iter().map(|claim| claim.quote.as_str()).collect();
    assert_eq!(quotes, ["Fire kills 12 in Porto.", "arson", "nowhere"]);
    assert!(found.claims[2].unanchored && !found.claims[1].unanchored);
    assert_eq!(found.problems.len(), 3);
}

#[test]
fn standoff_alone_is_read_against_the_text_of_the_project() {
    let project = small_project();
    let found = read_as("brat", &[("a1.ann", A1_ANN.as_bytes())], Some(&project)).unwrap();
    assert_eq!((found.claims.len(), found.documents.len()), (2, 0));
    assert_eq!(found.claims[0].document, project.document_ids()[0]);
    let err = read_as("brat", &[("zz.ann", A1_ANN.as_bytes())], Some(&project)).unwrap_err();
    assert_eq!(
        err.to_string(),
        "zz.ann: its text zz.txt is missing; give both files, or the folder that has them"
    );
}

#[test]
fn relations_to_nothing_and_ids_twice_are_told() {
    let err = |ann: &str| {
        let files: [(&str, &[u8]); 2] = [("a1.txt", A1.as_bytes()), ("a1.ann", ann.as_bytes())];
        refused_or_told(read_as("brat", &files, None))
    };
    assert_eq!(
        err("T1\tClaim 2 6\tFire\nR1\tx Arg1:T1 Arg2:T9"),
        "a1.ann, line 2: there is no claim “a1#T9” to link; it was left out"
    );
    assert_eq!(
        err("T1\tClaim 2 6\tFire\nT1\tClaim 2 6\tFire"),
        "a1.ann, line 2: another line has the id “T1” too; it was left out"
    );
    assert_eq!(
        err("T1\tClaim 2 x\tFire"),
        "a1.ann, line 1, column 9: “2 x” are no offsets; the line was left out"
    );
}

const TASKS: &str = r#"[{"id": 7, "data": {"a1": "🔥 Fire kills 12 in Porto.\nPolice say it was arson.", "b1": "At least nine died, the mayor said.\nThe cause was electrical."},
 "annotations": [{"completed_by": {"id": 1, "email": "ana@example.org"}, "created_at": "2026-01-02T03:04:05.000000Z", "result": [
  {"id": "c1", "from_name": "label_a1", "to_name": "text_a1", "type": "labels", "value": {"start": 2, "end": 25, "text": "Fire kills 12 in Porto.", "labels": ["Claim"]}},
  {"id": "c1", "from_name": "confidence_a1", "to_name": "text_a1", "type": "choices", "value": {"start": 2, "end": 25, "text": "Fire kills 12 in Porto.", "choices": ["high"]}},
  {"id": "c3", "from_name": "label_b1", "to_name": "text_b1", "type": "labels", "value": {"start": 0, "end": 35, "text": "At least nine died, the mayor said.", "labels": ["Quantity", "Rumour"]}},
  {"id": "x", "from_name": "stars", "to_name": "text_b1", "type": "rating", "value": {"rating": 4}},
  {"type": "relation", "from_id": "c1", "to_id": "c3", "direction": "left", "labels": ["updates"]}]}],
 "predictions": [{"result": []}]}]"#;
const CONFIG: &str = r#"<View><Labels name="label_a1" toName="text_a1"><Label value="Claim"/></Labels>
<Text name="text_a1" value="$a1"/><Text name="text_b1" value="$b1"/></View>"#;

#[test]
fn label_studio_tasks_are_read_with_and_without_their_configuration() {
    let with: [(&str, &[u8]); 2] = [("tasks.json", TASKS.as_bytes()), ("config.xml", CONFIG.as_bytes())];
    for files in [&with[..], &with[..1]] {
        let found = read_as("label-studio", files, None).unwrap();
        let (claims, links) = said(&found);
        assert_eq!(
            claims,
            ["Fire kills 12 in Porto. [] high", "At least nine died, the mayor said. [quantity,Rumour] -"]
        );
        assert_eq!(links, ["updates -"]);
        assert_eq!((found.links[0].from, found.links[0].to), (found.claims[1].id, found.claims[0].id));
        assert_eq!(found.annotators[0].name, "ana@example.org");
        assert_eq!(found.claims[0].created.to_string(), "2026-01-02T03:04:05.000Z");
        assert_eq!(found.documents.len(), 2);
        assert!(found.problems.iter().any(|problem| problem.contains("1 predictions were passed over")));
        assert!(found.problems.iter().any(|problem| problem.contains("“rating” without a place")));
    }
}

#[test]
fn damaged_tasks_are_told_with_their_place() {
    let err = |tasks: &str| refused_or_told(read_as("label-studio", &[("t.json", tasks.as_bytes())], None));
    assert_eq!(err("[\n{\"data\": }]"), "t.json, line 2, column 10: expected value");
    assert_eq!(err("[{}]"), "t.json, task 1: missing field `data`; it was left out");
    let dangling = TASKS.replace("\"to_id\": \"c3\"", "\"to_id\": \"c9\"");
    assert_eq!(
        err(&dangling),
        "t.json, task 1: there is no claim “task 7 annotation 1 c9” to link; it was left out"
    );
}

#[test]
fn a_bad_task_or_result_costs_itself_and_null_is_nothing() {
    let without_kind = TASKS.replacen("\"type\": \"choices\", ", "", 1);
    let task = without_kind.trim_start_matches('[').trim_end_matches(']');
    let tasks = format!(
        "[{{\"data\": 5}}, {{\"data\": {{\"text\": \"Rents rose.\"}}, \"annotations\": null, \"predictions\": null}}, {task}]"
    );
    let found = read_as("label-studio", &[("t.json", tasks.as_bytes())], None).unwrap();
    let (claims, links) = said(&found);
    assert_eq!(
        claims,
        ["Fire kills 12 in Porto. [] -", "At least nine died, the mayor said. [quantity,Rumour] -"],
        "the confidence stood in the result that has no type"
    );
    assert_eq!(links, ["updates -"]);
    let told = |words: &str| found.problems.iter().any(|problem| problem.starts_with(words));
    assert!(told("t.json, task 1: invalid type"), "{:?}", found.problems);
    assert!(
        told("t.json, task 3: a result cannot be read (missing field `type`); it was left out"),
        "{:?}",
        found.problems
    );
}

#[test]
fn two_regions_of_one_id_are_two_claims_and_a_quote_stands_in_for_bad_numbers() {
    let again = r#"{"id": "c1", "from_name": "label_a1", "to_name": "text_a1", "type": "labels", "value": {"start": "26", "end": "x", "text": "Police say it was arson.", "labels": ["Claim"]}},"#;
    let tasks = TASKS.replacen(r#"{"id": "c3""#, &format!(r#"{again}{{"id": "c3""#), 1);
    let found = read_as("label-studio", &[("t.json", tasks.as_bytes())], None).unwrap();
    let (claims, links) = said(&found);
    assert!(claims.contains(&"Police say it was arson. [] -".to_owned()), "{claims:?}");
    assert_eq!((claims.len(), links.len()), (3, 1));
}

const DOCCANO: &str = r#"{"id": 11, "text": "🔥 Fire kills 12 in Porto.\nPolice say it was arson.\n\n=====\n\nAt least nine died, the mayor said.\nThe cause was electrical.", "entities": [{"id": 0, "start_offset": 2, "end_offset": 25, "label": "Claim"}, {"id": 1, "start_offset": 26, "end_offset": 50, "label": "Claim"}, {"id": 2, "start_offset": 59, "end_offset": 94, "label": "quantity"}, {"id": 3, "start_offset": 95, "end_offset": 120, "label": "Claim"}], "relations": [{"id": 0, "from_id": 2, "to_id": 0, "type": "contradicts"}, {"id": 1, "from_id": 3, "to_id": 1, "type": "contradicts"}, {"id": 2, "from_id": 1, "to_id": 0, "type": "elaborates"}], "Comments": [], "docs": [{"id": "a1", "start": 0, "end": 50}, {"id": "b1", "start": 59, "end": 120}]}"#;

#[test]
fn a_merged_doccano_line_comes_apart_into_its_documents() {
    let found = read_as("doccano", &[("merged.jsonl", DOCCANO.as_bytes())], None).unwrap();
    let texts: Vec<&str> = found.documents.iter().map(|document| &*document.text).collect();
    assert_eq!(texts, [A1, B1]);
    let (claims, links) = said(&found);
    assert_eq!(claims[2], "At least nine died, the mayor said. [quantity] -");
    assert_eq!(claims.len(), 4);
    assert_eq!(links, ["contradicts -", "contradicts -", "elaborates -"]);
}

#[test]
fn doccano_spans_without_relations_and_files_of_several_annotators_are_read() {
    let line = r#"{"id": 1, "text": "It rose. It fell.", "label": [[0, 8, "quantity"], [9, 17, "rule"]]}"#;
    let files: [(&str, &[u8]); 2] = [("ann.jsonl", line.as_bytes()), ("ben.jsonl", line.as_bytes())];
    let found = read_as("doccano", &files, None).unwrap();
    assert_eq!((found.documents.len(), found.claims.len(), found.annotators.len()), (1, 4, 2));
    assert_eq!(said(&found).0[1], "It fell. [rule] -");
}

#[test]
fn damaged_doccano_lines_are_told_with_their_place() {
    let err = |line: &str| refused_or_told(read_as("doccano", &[("d.jsonl", line.as_bytes())], None));
    assert!(
        err("\n{\"text\": 1}").starts_with("d.jsonl, line 2, column 10: invalid type"),
        "{}",
        err("\n{\"text\": 1}")
    );
    let dangling =
        r#"{"text": "abc", "entities": [], "relations": [{"from_id": 1, "to_id": 2, "type": "x"}]}"#;
    assert_eq!(
        err(dangling),
        "d.jsonl, line 1: a relation names the span 1, which is not there; it was left out"
    );
    let outside =
        r#"{"text": "abc", "entities": [{"id": 1, "start_offset": 2, "end_offset": 9, "label": "x"}]}"#;
    assert!(
        err(outside).starts_with("d.jsonl, line 1: 2 to 9 marks no text of the document"),
        "{}",
        err(outside)
    );
}

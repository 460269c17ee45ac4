//! `jsonl`: the files as promised to other programs, layers, pseudonyms, texts left out.

use super::sample::{self, ann, annotator, nasty_project, read, read_rows, refused_or_told, text_of, time};
use crossclaim::formats::{
    Defaults, ExportOptions, FormatError, InputFile, Layer, OutputFile, format, read_jsonl,
};
use crossclaim::model::{ClaimId, Conflict, DocumentId, Edit, Timestamp};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;

fn written(options: &ExportOptions) -> Vec<OutputFile> {
    sample::written("jsonl", &nasty_project(), options)
}

/// With `CROSSCLAIM_GOLDEN=write` in the environment the files are written anew.
#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads its own data")]
fn files_are_those_that_were_promised() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats/jsonl");
    let is_rows = |file: &&OutputFile| Path::new(&file.name).extension().is_some_and(|end| end == "jsonl");
    for file in written(&ExportOptions::default()).iter().filter(is_rows) {
        let found = String::from_utf8(file.bytes.clone()).unwrap();
        if std::env::var("CROSSCLAIM_GOLDEN").is_ok_and(|wish| wish == "write") {
            std::fs::write(folder.join(&file.name), &found).unwrap();
        }
        let golden = std::fs::read_to_string(folder.join(&file.name)).unwrap();
        assert_eq!(found.lines().collect::<Vec<_>>(), golden.lines().collect::<Vec<_>>(), "{}", file.name);
    }
}

#[test]
fn rows_of_other_programs_need_only_the_marked_keys() {
    let documents = br#"{"id": "doc one", "text": "Title here\r\nIt rose by 5 %. It fell."}
{"id": 2, "text": "Another title\nIt fell."}"#;
    let claims = br#"{"id": "c1", "document_id": "doc one", "start_cp": 12, "end_cp": 27}

{"id": "c2", "document_id": 2, "start_cp": 14, "end_cp": 22, "kinds": ["Quantity", "rumour"], "confidence": "High", "mood": 1}"#;
    let links = br#"{"id": 7, "from_id": "c2", "to_id": "c1", "kind": "contradicts"}"#;
    let files: [(&str, &[u8]); 3] =
        [("x/documents.jsonl", documents), ("x/claims.jsonl", claims), ("x/Links.jsonl", links)];
    let found = read_rows(&files).unwrap();
    assert_eq!(&*found.documents[0].text, "Title here\nIt rose by 5 %. It fell.");
    assert_eq!(found.documents[0].details.title, "Title here");
    assert_eq!(found.documents[0].sentences.len(), 3);
    assert_eq!(found.claims[0].quote, "It rose by 5 %.");
    assert_eq!(found.claims[1].quote, "It fell.");
    assert_eq!(found.claims[1].kinds, ["quantity", "rumour"]);
    assert_eq!(found.claims[1].confidence.as_ref().unwrap().level, "high");
    assert_eq!(found.claims[0].created, Timestamp::from_millis(time(9)));
    assert_eq!(found.annotators, [annotator(9, "Zoe")]);
    let ends: BTreeSet<ClaimId> = found.claims.iter().map(|claim| claim.id).collect();
    assert!(found.links[0].from < found.links[0].to, "a symmetric kind has its ends in order");
    assert_eq!(BTreeSet::from([found.links[0].from, found.links[0].to]), ends);
    assert!(found.codebook.unwrap().claim_kind("rumour").is_some());
    assert_eq!(
        found.problems,
        [
            "x/claims.jsonl, line 3: the codebook had no claim kind “rumour”; it was added",
            "not read of claims.jsonl: mood (1, x/claims.jsonl, line 3: 1)",
        ]
    );
}

#[test]
fn names_that_differ_in_signs_alone_are_different() {
    let documents = br#"{"id": "d", "text": "It fell. It rose."}"#;
    let claims = br#"{"id": 1, "document_id": "d", "start_cp": 0, "end_cp": 8, "kinds": ["C++"], "confidence": "<"}
{"id": 2, "document_id": "d", "start_cp": 9, "end_cp": 17, "kinds": ["C#", "not_a  CLAIM"], "confidence": "="}"#;
    let verdicts = br#"{"id": 1, "claim_ids": [1, 2], "outcome": "a/b"}
{"id": 2, "claim_ids": [2, 1], "outcome": "a+b"}"#;
    let files: [(&str, &[u8]); 3] =
        [("documents.jsonl", documents), ("claims.jsonl", claims), ("verdicts.jsonl", verdicts)];
    let found = read_rows(&files).unwrap();
    let kinds: Vec<&[String]> = found.claims.iter().map(|claim| claim.kinds.as_slice()).collect();
    assert_eq!(kinds, [&["C++".to_owned()][..], &["C#".to_owned(), "not_a_claim".to_owned()]]);
    let levels: Vec<&str> =
        found.claims.iter().map(|claim| claim.confidence.as_ref().unwrap().level.as_str()).collect();
    assert_eq!(levels, ["<", "="]);
    let outcomes: Vec<&str> = found.verdicts.iter().map(|verdict| verdict.outcome.as_str()).collect();
    assert_eq!(outcomes, ["a/b", "a+b"]);
}

#[test]
fn a_quote_decides_where_offsets_are_wrong() {
    let documents = r#"{"id": "d", "text": "The “deal” ended. It ended."}"#.as_bytes();
    let claims = br#"{"id": 1, "document_id": "d", "start_cp": 0, "end_cp": 3, "quote": "\"deal\""}
{"id": 2, "document_id": "d", "start_cp": 500, "end_cp": 900, "quote": "ended."}
{"id": 3, "document_id": "d", "start_cp": 4, "end_cp": 9, "quote": "nowhere"}"#;
    let found = read_rows(&[("documents.jsonl", documents), ("claims.jsonl", claims)]).unwrap();
    let quotes: Vec<&str> = found.claims.iter().map(|claim| claim.quote.as_str()).collect();
    assert_eq!(quotes, ["“deal”", "ended.", "nowhere"]);
    assert_eq!(found.claims[1].span.end, found.documents[0].text.len());
    assert!(found.claims[2].unanchored && !found.claims[0].unanchored);
    assert_eq!(found.problems.len(), 3);
}

#[test]
fn rows_may_name_what_the_project_has() {
    let project = nasty_project();
    let (document, claim) = (project.document_ids()[0], project.claims().next().unwrap().id);
    let claims = format!(r#"{{"id": "new", "document_id": "{document}", "start_cp": 0, "end_cp": 6}}"#);
    let links = format!(r#"{{"id": "new", "from_id": "new", "to_id": "{claim}", "kind": "updates"}}"#);
    let files = [("claims.jsonl", &claims), ("links.jsonl", &links)]
        .map(|(name, text)| InputFile { name, bytes: text.as_bytes() });
    let zoe = annotator(9, "Zoe");
    let defaults = Defaults { time: Timestamp::default(), annotator: &zoe, project: Some(&project) };
    let found = read_jsonl(&files, &defaults).unwrap();
    assert_eq!(found.claims[0].quote, "Straße");
    assert_eq!(found.links[0].to, claim);
    assert!(found.documents.is_empty() && found.codebook.is_none() && found.problems.is_empty());
}

#[test]
fn a_layer_holds_one_annotators_work_and_what_it_names() {
    let options = ExportOptions { layer: Layer::Reference, ..ExportOptions::default() };
    let found = read(&written(&options));
    assert_eq!((found.claims.len(), found.links.len(), found.verdicts.len()), (3, 1, 1));
    assert!(found.dismissals.is_empty() && found.rulings.is_empty());
    let options = ExportOptions { layer: Layer::Annotator(ann()), ..ExportOptions::default() };
    let found = read(&written(&options));
    assert_eq!((found.claims.len(), found.links.len(), found.verdicts.len()), (4, 2, 0));
    assert_eq!(found.annotators.len(), 1);
}

#[test]
fn pseudonyms_hide_names_and_ids_everywhere() {
    let plain = written(&ExportOptions::default());
    let options = ExportOptions { pseudonyms: true, ..ExportOptions::default() };
    for file in written(&options) {
        let text = std::str::from_utf8(&file.bytes).unwrap();
        assert!(!text.contains(&ann().to_string()) && !text.contains("O'Neil"), "{}", file.name);
    }
    let found = read(&written(&options));
    assert_eq!(found.annotators.len(), 2);
    assert!(found.annotators.iter().any(|annotator| annotator.name == "Annotator 2" && annotator.reference));
    assert_eq!(found.links.len(), read(&plain).links.len());
}

#[test]
fn without_text_no_words_of_the_documents_leave() {
    let options = ExportOptions { with_text: false, ..ExportOptions::default() };
    let files = written(&options);
    for file in &files {
        let text = std::str::from_utf8(&file.bytes).unwrap();
        assert!(
            !text.contains("Straße") && !text.contains("خسرت") && !text.contains("closes"),
            "{}",
            file.name
        );
    }
    assert!(text_of(&files, "claims.jsonl").contains("\"start_cp\":7,\"end_cp\":19,\"quote\":null"));
    let rows: Vec<(&str, &[u8])> = files.iter().map(|file| (file.name.as_str(), &*file.bytes)).collect();
    let err = read_rows(&rows).unwrap_err().to_string();
    assert!(err.starts_with("documents.jsonl, line 1: the document has no text"), "{err}");
    let project = nasty_project();
    let files: Vec<InputFile<'_>> = rows.iter().map(|(name, bytes)| InputFile { name, bytes }).collect();
    let zoe = annotator(9, "Zoe");
    let defaults = Defaults { time: Timestamp::default(), annotator: &zoe, project: Some(&project) };
    let found = read_jsonl(&files, &defaults).unwrap();
    assert_eq!(found.claims.len(), 5);
    assert!(found.documents.is_empty());
    assert_eq!(found.claims[0].document, DocumentId(sample::uuid(10)));
}

#[test]
fn conflicts_and_notes_on_differences_show_no_names_and_words() {
    let mut project = nasty_project();
    let conflict = project.conflicts().next().unwrap().clone();
    let kept = format!("(name: \"Conflicting name\", id: \"{}\", quote: \"Conflicting words\")", ann());
    project.apply(Edit::PutConflict(Box::new(Conflict { kept, ..conflict }))).unwrap();
    let plain = sample::written("jsonl", &project, &ExportOptions::default());
    assert!(text_of(&plain, "codebook.json").contains("Conflicting name"));
    assert!(text_of(&plain, "links.jsonl").contains("profit / loss"));
    let id = ann().to_string();
    let hidden = ExportOptions { pseudonyms: true, ..ExportOptions::default() };
    let wordless = ExportOptions { with_text: false, ..ExportOptions::default() };
    for (options, secrets) in
        [(hidden, ["Conflicting name", id.as_str()]), (wordless, ["Conflicting words", "profit / loss"])]
    {
        for name in ["jsonl", "csv", "huggingface"] {
            let (files, report) = sample::reported(name, &project, &options);
            for file in &files {
                let text = std::str::from_utf8(&file.bytes).unwrap();
                assert!(!secrets.iter().any(|secret| text.contains(secret)), "{name} {}", file.name);
            }
            let lost = report.losses.iter().find(|loss| loss.what == "conflicts of merges").unwrap();
            assert_eq!((lost.count, lost.kept_in), (1, None), "{name}");
        }
    }
}

#[test]
fn a_break_cancels() {
    let mut stop = |_: f32| ControlFlow::Break(());
    let format = format("jsonl").unwrap();
    let result = crossclaim::formats::written(format, &nasty_project(), &ExportOptions::default(), &mut stop);
    assert_eq!(result, Err(FormatError::Cancelled));
}

#[test]
fn rulings_are_rows_that_read_back_with_their_ids() {
    let project = nasty_project();
    let files = written(&ExportOptions::default());
    let rows: Vec<(&str, &[u8])> = files
        .iter()
        .filter(|file| file.name != "codebook.json")
        .map(|file| (file.name.as_str(), &*file.bytes))
        .collect();
    assert_eq!(read_rows(&rows).unwrap().rulings, project.rulings().cloned().collect::<Vec<_>>());
    let changed = text_of(&files, "rulings.jsonl").replace("keep_all", "Left to Zoe");
    let with = |rulings: &str| {
        let others = rows.iter().copied().filter(|(name, _)| *name != "rulings.jsonl");
        let all: Vec<(&str, &[u8])> = others.chain([("rulings.jsonl", rulings.as_bytes())]).collect();
        read_rows(&all)
    };
    let found = with(&changed).unwrap();
    assert_eq!(found.rulings[0].outcome, "Left to Zoe");
    assert!(
        found.problems.last().unwrap().contains("the codebook had no ruling “Left to Zoe”"),
        "{:?}",
        found.problems
    );
    for (wrong, problem) in [
        (changed.replace("01e\"]", "0ff\"]"), "there is no link"),
        (changed.replace("\"claim_ids\":[\"0", "\"claim_ids\":[\"1"), "there is no claim"),
        (format!("{changed}{changed}"), "an earlier row has the id"),
    ] {
        let err = refused_or_told(with(&wrong));
        assert!(err.starts_with("rulings.jsonl, line") && err.contains(problem), "{err}");
    }
}

//! Files of several annotators over the same texts, and tasks of several sizes, as other tools keep them.

use super::every_format::assert_read_back;
use super::sample::{document, project_of, read_as, small_project, text_of, written};
use crossclaim::formats::{Dataset, ExportOptions};
use crossclaim::model::Edit;
use serde_json::{Value, json};

/// Annotators, quotes and documents of the claims, in order.
fn work(dataset: &Dataset) -> Vec<String> {
    let line = |claim: &crossclaim::model::Claim| {
        let name = dataset.annotators.iter().find(|annotator| annotator.id == claim.annotator);
        let document = dataset.documents.iter().find(|document| document.id == claim.document).unwrap();
        let name = name.map_or("-", |annotator| annotator.name.as_str());
        format!("{name}: {} of {}", claim.quote, document.text)
    };
    dataset.claims.iter().map(line).collect()
}

#[test]
fn a_task_with_fewer_documents_has_every_field_of_the_configuration() {
    let mut project = small_project();
    let third = Box::new(document(10, "Alone", "Nobody links to this."));
    project.apply(Edit::AddDocument { position: usize::MAX, document: third }).unwrap();
    let files = written("label-studio", &project, &ExportOptions::default());
    let tasks: Value = serde_json::from_str(text_of(&files, "tasks.json")).unwrap();
    let data: Vec<&Value> = tasks.as_array().unwrap().iter().map(|task| &task["data"]).collect();
    assert_eq!(data.len(), 2);
    for data in &data {
        for field in ["text_1", "title_1", "text_2", "title_2"] {
            assert!(data[field].is_string(), "{field}");
        }
    }
    let alone = data.iter().find(|data| data["title_1"] == "Alone").unwrap();
    assert_eq!((&alone["text_2"], alone.get("id_2")), (&json!(""), None));
    assert_read_back("label-studio", &project);
}

#[test]
fn a_copy_of_an_annotation_in_label_studio_is_work_of_its_own() {
    let project = small_project();
    let files = written("label-studio", &project, &ExportOptions::default());
    let mut tasks: Value = serde_json::from_str(text_of(&files, "tasks.json")).unwrap();
    let mut copy = tasks[0]["annotations"][0].clone();
    copy["created_username"] = json!("ben@example.org, 2");
    copy.as_object_mut().unwrap().remove("annotator_id");
    tasks[0]["annotations"].as_array_mut().unwrap().push(copy);
    let tasks = tasks.to_string();
    let found = read_as("label-studio", &[("tasks.json", tasks.as_bytes())], None).unwrap();
    assert_eq!((found.claims.len(), found.links.len()), (8, 6));
    let (first, second) = found.claims.split_at(4);
    assert!(first.iter().all(|claim| project.claim(claim.id).is_some()));
    assert!(second.iter().all(|claim| project.claim(claim.id).is_none()));
    let ben = found.annotators.iter().find(|annotator| annotator.name == "ben@example.org").unwrap();
    assert!(second.iter().all(|claim| claim.annotator == ben.id));
    for link in found.links.iter().filter(|link| link.annotator == ben.id) {
        let ends = second.iter().filter(|claim| [link.from, link.to].contains(&claim.id));
        assert_eq!(ends.count(), 2);
    }
}

#[test]
fn doccano_files_with_the_same_numbers_and_other_texts_stay_apart() {
    let line = |text: &str| format!(r#"{{"id": 1, "text": "{text}", "label": [[0, 8, "quantity"]]}}"#);
    let (rose, fell) = (line("It rose."), line("It fell."));
    let files: [(&str, &[u8]); 3] =
        [("ann.jsonl", rose.as_bytes()), ("ben.jsonl", fell.as_bytes()), ("cy.jsonl", fell.as_bytes())];
    let found = read_as("doccano", &files, None).unwrap();
    assert_eq!(found.documents.len(), 2);
    assert_eq!(
        work(&found),
        ["ann: It rose. of It rose.", "ben: It fell. of It fell.", "cy: It fell. of It fell."]
    );
    // Nobody's name: the files are parts of one export.
    let files: [(&str, &[u8]); 2] =
        [("doccano-1.jsonl", rose.as_bytes()), ("doccano-2.jsonl", fell.as_bytes())];
    let found = read_as("doccano", &files, None).unwrap();
    assert_eq!(work(&found).len(), 2);
    assert_read_back("doccano", &project_of(found));
}

#[test]
fn copies_of_one_claim_in_doccano_files_are_each_annotators_own() {
    let files = written("doccano", &small_project(), &ExportOptions::default());
    let lines = text_of(&files, "doccano.jsonl").as_bytes();
    let found = read_as("doccano", &[("ann.jsonl", lines), ("ben.jsonl", lines)], None).unwrap();
    assert_eq!((found.documents.len(), found.claims.len(), found.annotators.len()), (2, 8, 2));
}

/// A text with one claim from its start.
fn cas(title: &str, text: &str, end: usize, identifier: &str) -> String {
    json!({"%TYPES": {}, "%FEATURE_STRUCTURES": [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": text},
        {"%ID": 2, "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData", "@sofa": 1,
         "begin": 0, "end": end, "documentTitle": title},
        {"%ID": 3, "%TYPE": "custom.Span", "@sofa": 1, "begin": 0, "end": end, "identifier": identifier}],
        "%VIEWS": {}})
    .to_string()
}

fn read_cas(files: &[(&str, String)]) -> Dataset {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    read_as("cas-json", &files, None).unwrap()
}

#[test]
fn cas_files_of_the_same_name_in_other_folders_are_documents_of_their_own() {
    let found = read_cas(&[
        ("annotation/doc1.txt/admin.json", cas("doc1.txt", "It rose.", 8, "")),
        ("annotation/doc2.txt/admin.json", cas("doc2.txt", "It fell.", 8, "")),
    ]);
    assert_eq!(work(&found), ["Zoe: It rose. of It rose.", "Zoe: It fell. of It fell."]);
    assert_read_back("cas-json", &project_of(found));
}

#[test]
fn cas_files_of_one_text_are_its_annotators() {
    let identifier = "01990000-0000-7000-8000-000000000077";
    let found = read_cas(&[
        ("annotation/doc1.txt/admin.json", cas("doc1.txt", "It rose.", 8, identifier)),
        ("annotation/doc1.txt/ben.json", cas("doc1.txt", "It rose.", 2, identifier)),
        ("annotation/doc2.txt/ben.json", cas("doc2.txt", "It fell.", 8, "")),
    ]);
    assert_eq!(
        work(&found),
        ["admin: It rose. of It rose.", "ben: It of It rose.", "ben: It fell. of It fell."]
    );
    assert_eq!(found.documents.len(), 2);
    assert_eq!(found.claims[0].id.to_string(), identifier);
    assert_ne!(found.claims[1].id, found.claims[0].id);
    let titles: Vec<&str> = found.documents.iter().map(|document| &*document.details.title).collect();
    assert_eq!(titles, ["doc1.txt", "doc2.txt"]);
}

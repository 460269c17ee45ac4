//! Benchmarks as projects, and back: what comes out is what came in, less what people corrected.

use super::benchmark_files::{FIXTURES, fixture};
use super::sample::{annotator, read_as, reported};
use crossclaim::analysis::agreement::{AgreementOptions, Measure, Unit, agreement};
use crossclaim::formats::{Defaults, ExportOptions, FormatError, OutputFile, SetFiles, SetOptions, format};
use crossclaim::model::{Edit, Link, Project, Timestamp, Transaction};
use crossclaim::workspace::Workspace;
use crossclaim::workspace::exchange::Imported;
use proptest::prelude::*;
use serde_json::Value;
use std::io::Read;

fn zoes() -> Workspace {
    Workspace::empty("T", &annotator(9, "Zoe")).unwrap()
}

fn import_into(
    workspace: &mut Workspace,
    format: &str,
    files: &[(String, Vec<u8>)],
) -> Result<Imported, FormatError> {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), &**bytes)).collect();
    let dataset = read_as(format, &files, Some(workspace.project()))?;
    Ok(workspace.import_dataset(dataset).unwrap())
}

/// A fixture as a project.
#[track_caller]
fn opened(folder: &str, format: &str) -> (Workspace, Imported) {
    let mut workspace = zoes();
    let imported = import_into(&mut workspace, format, &fixture(folder)).unwrap();
    assert_eq!(workspace.project().check(), []);
    (workspace, imported)
}

fn written(format: &str, project: &Project) -> Vec<OutputFile> {
    reported(format, project, &ExportOptions::default()).0
}

fn bytes_of<'f>(files: &'f [OutputFile], name: &str) -> &'f [u8] {
    let found = files.iter().find(|file| file.name == name);
    let names = || files.iter().map(|file| &file.name).collect::<Vec<_>>();
    &found.unwrap_or_else(|| panic!("no {name} among {:?}", names())).bytes
}

fn json_rows(bytes: &[u8]) -> Vec<Value> {
    std::str::from_utf8(bytes).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A file of the fixture comes out as it went in, row by row.
#[track_caller]
fn assert_rows_again(folder: &str, name: &str, files: &[OutputFile]) {
    let given = fixture(folder).into_iter().find(|(other, _)| other == name).unwrap().1;
    let (given, found) = (json_rows(&given), json_rows(bytes_of(files, name)));
    for (given, found) in given.iter().zip(&found) {
        assert_eq!(found, given, "{folder}/{name}");
    }
    assert_eq!(found.len(), given.len(), "{folder}/{name}");
}

fn counts(project: &Project) -> [usize; 6] {
    [
        project.documents().len(),
        project.claims().len(),
        project.links().len(),
        project.dismissals().len(),
        project.verdicts().len(),
        project.questions().count(),
    ]
}

#[test]
fn fever_comes_out_as_it_went_in() {
    let (workspace, imported) = opened("fever", "fever");
    // Ten claims, eight sentences of three pages, twelve pairs of them, two claims for which nothing was found.
    assert_eq!(counts(workspace.project()), [4, 18, 12, 0, 2, 10]);
    assert_eq!(imported.problems, Vec::<String>::new(), "pages that no claim names are no part of the set");
    let files = written("fever", workspace.project());
    assert_rows_again("fever", "paper_ten.jsonl", &files);
    let mut pages = json_rows(&fixture("fever")[1].1);
    pages.pop();
    let found = json_rows(bytes_of(&files, "wiki-pages/wiki-001.jsonl"));
    // In the order in which claims name them.
    assert_eq!(found, pages);
}

#[test]
fn scifact_comes_out_as_it_went_in() {
    let (workspace, imported) = opened("scifact", "scifact");
    assert_eq!(counts(workspace.project()), [5, 21, 12, 4, 0, 10]);
    assert_eq!(imported.problems, Vec::<String>::new());
    let files = written("scifact", workspace.project());
    assert_rows_again("scifact", "claims_ten.jsonl", &files);
    assert_rows_again("scifact", "corpus.jsonl", &files);
}

#[test]
fn climate_fever_comes_out_as_it_went_in() {
    let (workspace, imported) = opened("climate-fever", "climate-fever");
    let project = workspace.project();
    assert_eq!(imported.problems, Vec::<String>::new());
    assert_eq!((project.documents().len(), project.questions().count()), (4, 10));
    let rows = json_rows(&fixture("climate-fever")[0].1);
    let evidences: Vec<&Value> = rows.iter().flat_map(|row| row["evidences"].as_array().unwrap()).collect();
    let votes: Vec<&Value> = evidences.iter().flat_map(|one| one["votes"].as_array().unwrap()).collect();
    let neutral = votes.iter().filter(|vote| **vote == "NOT_ENOUGH_INFO").count();
    let others = votes.iter().filter(|vote| vote.is_string()).count() - neutral;
    assert_eq!((project.links().len(), project.dismissals().len()), (others, neutral));
    let voters = project.annotators().filter(|annotator| annotator.name.contains(" vote ")).count();
    assert_eq!(voters, 5);
    assert_rows_again("climate-fever", "ten.jsonl", &written("climate-fever", project));
    // The label of each pair is said by those who voted on it and by nobody else.
    let report = agreement(project, AgreementOptions::default());
    let figure = report.figure(Measure::AlphaNominal, Unit::LinkKind).unwrap();
    let items: Vec<Vec<&str>> = evidences
        .iter()
        .map(|one| one["votes"].as_array().unwrap().iter().filter_map(Value::as_str).collect())
        .collect();
    let found = figure.value.unwrap();
    assert!((found - nominal_alpha(&items)).abs() < 1e-9, "{found}");
}

/// Ordered pairs of different labels.
fn differing(values: &[&str]) -> f64 {
    let pairs = values.iter().flat_map(|one| values.iter().map(move |other| one != other));
    pairs.filter(|differs| *differs).count() as f64
}

/// Krippendorff's alpha for labels without order: 1 less observed by expected disagreement (Krippendorff 2011).
fn nominal_alpha(items: &[Vec<&str>]) -> f64 {
    let items: Vec<&Vec<&str>> = items.iter().filter(|item| item.len() > 1).collect();
    let all: Vec<&str> = items.iter().flat_map(|item| item.iter().copied()).collect();
    let observed: f64 = items.iter().map(|item| differing(item) / (item.len() - 1) as f64).sum();
    let expected = differing(&all) / (all.len() - 1) as f64;
    1.0 - observed / expected
}

#[test]
fn contracts_come_out_as_they_went_in() {
    let (workspace, imported) = opened("contract-nli", "contract-nli");
    let project = workspace.project();
    assert_eq!(imported.problems, Vec::<String>::new());
    // Two contracts and the hypotheses; five hypotheses and six spans.
    assert_eq!(counts(project), [3, 11, 9, 4, 0, 5]);
    assert_eq!(project.annotators().filter(|one| one.name.contains("annotator")).count(), 2);
    let given: Value = serde_json::from_slice(&fixture("contract-nli")[0].1).unwrap();
    let files = written("contract-nli", project);
    let found: Value = serde_json::from_slice(bytes_of(&files, "ten.json")).unwrap();
    assert_eq!(found, given);
}

#[test]
fn spans_are_counted_in_the_text_as_it_is_given() {
    let text = "Ab 🐟.\\r\\nThe duty ends.";
    let set = format!(
        r#"{{"documents": [{{"id": 1, "text": "{text}", "spans": [[0, 5], [7, 21]], "annotation_sets":
        [{{"annotations": {{"h": {{"choice": "true", "spans": [1]}}}}}}]}}], "labels": {{"h": {{"hypothesis": "It ends."}}}}}}"#
    );
    let mut workspace = zoes();
    import_into(&mut workspace, "contract-nli", &[("a.json".to_owned(), set.into_bytes())]).unwrap();
    let quotes: Vec<&str> = workspace.project().claims().map(|claim| claim.quote.as_str()).collect();
    assert!(quotes.contains(&"The duty ends."), "{quotes:?}");
}

#[test]
fn beir_comes_out_as_it_went_in() {
    let (workspace, imported) = opened("beir", "beir");
    assert_eq!(counts(workspace.project()), [5, 14, 10, 2, 0, 10]);
    assert!(imported.new_entries.iter().any(|entry| entry.contains("relevant")), "{imported:?}");
    let files = written("beir", workspace.project());
    assert_rows_again("beir", "queries.jsonl", &files);
    let given = fixture("beir").into_iter().find(|(name, _)| name == "qrels/test.tsv").unwrap().1;
    assert_eq!(String::from_utf8_lossy(bytes_of(&files, "qrels/test.tsv")), String::from_utf8_lossy(&given));
    let mut corpus = json_rows(&fixture("beir")[0].1);
    corpus.pop();
    let found = json_rows(bytes_of(&files, "corpus.jsonl"));
    assert_eq!(found.len(), corpus.len());
    assert!(corpus.iter().all(|document| found.contains(document)), "{found:?}");
}

#[test]
fn pairs_come_out_with_their_own_columns() {
    let (workspace, imported) = opened("nli", "nli");
    let project = workspace.project();
    assert!(imported.problems.iter().all(|problem| problem.contains("outcome")), "{:?}", imported.problems);
    let files = written("nli", project);
    for name in ["snli_ten.jsonl", "anli_ten.jsonl", "vitaminc_ten.jsonl"] {
        assert_rows_again("nli", name, &files);
    }
    let given = fixture("nli").into_iter().find(|(name, _)| name == "xfact_ten.tsv").unwrap().1;
    assert_eq!(String::from_utf8_lossy(bytes_of(&files, "xfact_ten.tsv")), String::from_utf8_lossy(&given));
    assert!(project.annotators().any(|annotator| annotator.name == "SNLI vote 5"));
    assert_eq!(project.verdicts().len(), 10, "what X-Fact says of a claim");
    let (workspace, _) = opened("fnc", "nli");
    // A headline that speaks of the same and takes no side is linked; one that speaks of something else is dismissed.
    assert_eq!(counts(workspace.project()), [4, 13, 7, 3, 0, 10]);
    let files = written("nli", workspace.project());
    let given = fixture("fnc").into_iter().find(|(name, _)| name == "stances.csv").unwrap().1;
    assert_eq!(String::from_utf8_lossy(bytes_of(&files, "stances.csv")), String::from_utf8_lossy(&given));
}

#[test]
fn averitec_has_verdicts_and_answers_by_source() {
    let (workspace, _) = opened("averitec", "averitec");
    let project = workspace.project();
    // Claims, two sites, and answers without a source.
    assert_eq!(counts(project), [4, 21, 0, 0, 10, 10]);
    let outcomes: Vec<&str> = project.verdicts().map(|verdict| verdict.outcome.as_str()).collect();
    let count = |outcome: &str| outcomes.iter().filter(|other| **other == outcome).count();
    assert_eq!(
        ["a_supported", "b_supported", "not_resolvable", "not_enough_evidence"].map(count),
        [3, 3, 2, 2]
    );
    let claim = project.claims().find(|claim| claim.quote == "The mayor wrote to the port.").unwrap();
    assert_eq!((claim.kinds.len(), claim.attributed_to.as_str()), (2, "The harbour master"));
    let publishers: Vec<&str> =
        project.documents().map(|document| document.details.source.publisher.as_str()).collect();
    assert!(
        publishers.contains(&"mayor.example") && publishers.contains(&"harbour.example"),
        "{publishers:?}"
    );
}

#[test]
fn clusters_of_mentions_are_questions() {
    let (workspace, imported) = opened("ecb-plus", "ecb-plus");
    let project = workspace.project();
    // Of the cluster of three mentions two links, of that of two one, of that of one none.
    assert_eq!(counts(project), [2, 10, 3, 0, 0, 3]);
    assert!(imported.problems.iter().any(|problem| problem.starts_with("1 mentions are in several pieces")));
    let titles: Vec<&str> = project.questions().map(|question| question.title.as_str()).collect();
    assert!(titles.contains(&"t1 closing harbour"), "{titles:?}");
    let text: Vec<&str> = project.documents().map(|document| &*document.text).collect();
    assert_eq!(text[0], "Ice closed the harbour on Monday.\nThe closure lasted, the mayor said.");
}

#[test]
fn a_second_import_changes_nothing() {
    for (folder, format, _) in FIXTURES {
        let (mut workspace, _) = opened(folder, format);
        let before = workspace.project().clone();
        let again = import_into(&mut workspace, format, &fixture(folder)).unwrap();
        let counts =
            [again.documents, again.claims, again.links, again.dismissals, again.verdicts, again.questions];
        assert_eq!(counts, [0; 6], "{folder}: {:?}", again.problems);
        assert!(*workspace.project() == before, "{folder}");
    }
}

#[test]
fn what_people_correct_is_in_the_set_that_goes_back() {
    let (mut workspace, _) = opened("fever", "fever");
    let project = workspace.project();
    let of = |words: &str| {
        let claim = project.claims().find(|claim| claim.quote == words).unwrap().id;
        project.links_of(claim).cloned().collect::<Vec<Link>>()
    };
    let modified = Timestamp::from_millis(super::sample::time(99));
    let turned =
        Link { kind: "contradicts".to_owned(), modified, ..of("Ada Quist was an engineer.").remove(0) };
    let gone = of("Brenholm is an island.").remove(0).id;
    let edits = vec![Edit::PutLink(Box::new(turned)), Edit::RemoveLink(gone)];
    workspace.commit(Transaction::new("Correct", edits)).unwrap();
    let (files, report) = reported("fever", workspace.project(), &ExportOptions::default());
    let rows = json_rows(bytes_of(&files, "paper_ten.jsonl"));
    let row = |id: u64| rows.iter().find(|row| row["id"] == id).unwrap();
    assert_eq!(row(101)["label"], "NOT ENOUGH INFO");
    assert_eq!(row(101)["verifiable"], "NOT VERIFIABLE");
    assert_eq!(row(105)["evidence"].as_array().unwrap().len(), 3, "the other sentence still supports it");
    assert!(report.notes.iter().any(|note| note.starts_with("1 claims are both")), "{:?}", report.notes);
    // A second import is older than what was corrected.
    let corrected = workspace.project().clone();
    import_into(&mut workspace, "fever", &fixture("fever")).unwrap();
    let kinds = |project: &Project| project.links().filter(|link| link.kind == "contradicts").count();
    assert_eq!(kinds(workspace.project()), kinds(&corrected));
}

#[test]
fn a_bad_row_costs_itself_and_is_told_with_its_line() {
    for (folder, format, name, bad) in [
        ("fever", "fever", "paper_ten.jsonl", r#"{"id": 7, "label": "MAYBE", "claim": "X", "evidence": []}"#),
        ("scifact", "scifact", "claims_ten.jsonl", r#"{"id": 7, "evidence": {}}"#),
        ("climate-fever", "climate-fever", "ten.jsonl", "{\"claim_id\": "),
        ("beir", "beir", "queries.jsonl", r#"{"_id": "q0", "text": " "}"#),
        ("nli", "nli", "anli_ten.jsonl", "[1]"),
    ] {
        let (sound, _) = opened(folder, format);
        let mut files = fixture(folder);
        let file = files.iter_mut().find(|(other, _)| other == name).unwrap();
        let text = String::from_utf8(std::mem::take(&mut file.1)).unwrap();
        let (first, rest) = text.split_once('\n').unwrap();
        file.1 = format!("{first}\n{bad}\n{rest}").into_bytes();
        let mut workspace = zoes();
        let imported = import_into(&mut workspace, format, &files).unwrap();
        let told: Vec<&String> = imported
            .problems
            .iter()
            .filter(|problem| problem.starts_with(&format!("{name}, line 2")))
            .collect();
        assert_eq!(told.len(), 1, "{folder}: {:?}", imported.problems);
        assert!(told[0].ends_with("it was left out"), "{told:?}");
        assert_eq!(counts(workspace.project())[1..], counts(sound.project())[1..], "{folder}");
    }
}

#[test]
fn what_the_texts_of_a_set_are_needed_for_is_said() {
    for (folder, format, kept, words) in [
        ("fever", "fever", "paper_ten.jsonl", "give the files of wiki-pages too"),
        ("scifact", "scifact", "claims_ten.jsonl", "give corpus.jsonl too"),
        ("beir", "beir", "queries.jsonl", "corpus.jsonl is not among these"),
        ("fnc", "nli", "stances.csv", "give the file with articleBody too"),
    ] {
        let mut files = fixture(folder);
        files.retain(|(name, _)| name == kept);
        let err = import_into(&mut zoes(), format, &files).unwrap_err().to_string();
        assert!(err.contains(words), "{folder}: {err}");
    }
    for (_, format, _) in FIXTURES {
        let err = import_into(&mut zoes(), format, &[("a.jsonl".to_owned(), b"{\"x\": 1}\n".to_vec())]);
        assert!(err.is_err(), "{format}");
    }
}

/// Rows that are made while they are read.
#[derive(Debug)]
struct Endless(u64);

struct Rows {
    next: u64,
    end: u64,
    line: Vec<u8>,
    at: usize,
}

impl Read for Rows {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.line.len() {
            if self.next == self.end {
                return Ok(0);
            }
            let label = if self.next.is_multiple_of(100) { "contradiction" } else { "entailment" };
            let (number, hundred) = (self.next, self.next / 100);
            self.line = format!(
                "{{\"uid\": {number}, \"premise\": \"Premise {hundred}.\", \"hypothesis\": \"Row {number}.\", \"label\": \"{label}\"}}\n"
            )
            .into_bytes();
            self.next += 1;
            self.at = 0;
        }
        let len = buffer.len().min(self.line.len() - self.at);
        buffer[..len].copy_from_slice(&self.line[self.at..self.at + len]);
        self.at += len;
        Ok(len)
    }
}

impl SetFiles for Endless {
    fn names(&self) -> Vec<String> {
        vec!["rows.jsonl".to_owned()]
    }

    fn open(&self, _: usize) -> Result<Box<dyn Read + '_>, FormatError> {
        Ok(Box::new(Rows { next: 0, end: self.0, line: Vec::new(), at: 0 }))
    }
}

#[test]
fn a_sample_of_many_rows_is_the_same_for_one_seed_and_balanced() {
    let zoe = annotator(9, "Zoe");
    let defaults = Defaults { time: Timestamp::default(), annotator: &zoe, project: None };
    let read = |seed, balance| {
        let options = SetOptions { sample: Some(40), seed, balance, ..SetOptions::default() };
        let dataset =
            format("nli").unwrap().read_set.unwrap()(&Endless(20_000), &options, &defaults).unwrap();
        let mut workspace = zoes();
        let problems = dataset.problems.clone();
        workspace.import_dataset(dataset).unwrap();
        let quotes: Vec<String> = workspace.project().claims().map(|claim| claim.quote.clone()).collect();
        let against = workspace.project().links().filter(|link| link.kind == "contradicts").count();
        (quotes, workspace.project().links().len(), against, problems)
    };
    let (first, links, _, problems) = read(5, false);
    assert_eq!((links, read(5, false).0), (40, first.clone()));
    assert_ne!(read(6, false).0, first);
    assert_eq!(problems, ["40 of 20000 rows were drawn with seed 5"]);
    let (_, links, against, problems) = read(5, true);
    assert_eq!((links, against), (40, 20));
    assert!(problems[0].ends_with("contradiction 20 of 200, entailment 20 of 19800"), "{problems:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn damaged_sets_are_read_or_refused(
        set in 0_usize..9, file in 0_usize..9, at in any::<u32>(), piece in "[\\[\\]{}\",:0-9nul\\-\t\n ]{0,3}", cut in 0_usize..6,
    ) {
        let (folder, format, _) = FIXTURES[set];
        let mut files = fixture(folder);
        let count = files.len();
        let bytes = &mut files[file % count].1;
        let at = at as usize % bytes.len();
        let end = (at + cut).min(bytes.len());
        drop(bytes.splice(at..end, piece.bytes()));
        match import_into(&mut zoes(), format, &files) {
            Ok(_) => {}
            Err(err) => prop_assert!(!err.to_string().is_empty()),
        }
    }
}

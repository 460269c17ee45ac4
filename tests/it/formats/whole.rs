//! What files of other programs say comes in, or is told with its count and its first place; positions in the unit in which
//! they were counted; people who are told apart.

use super::sample::{annotator, read_as};
use crossclaim::formats::Dataset;
use crossclaim::model::{Claim, RecordId};
use crossclaim::workspace::Workspace;
use crossclaim::workspace::exchange::Imported;

fn read(format: &str, files: &[(&str, &str)]) -> Dataset {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    read_as(format, &files, None).unwrap()
}

fn zoes() -> Workspace {
    Workspace::empty("T", &annotator(9, "Zoe")).unwrap()
}

fn import(workspace: &mut Workspace, format: &str, files: &[(&str, &str)]) -> Imported {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let dataset = read_as(format, &files, Some(workspace.project())).unwrap();
    workspace.import_dataset(dataset).unwrap()
}

fn quotes(dataset: &Dataset) -> Vec<&str> {
    dataset.claims.iter().map(|claim| claim.quote.as_str()).collect()
}

#[track_caller]
fn claim<'d>(dataset: &'d Dataset, quote: &str) -> &'d Claim {
    let found = dataset.claims.iter().find(|claim| claim.quote == quote);
    found.unwrap_or_else(|| panic!("{:?}\n{:?}", quotes(dataset), dataset.problems))
}

#[track_caller]
fn assert_told(problems: &[String], words: &str) {
    assert!(problems.iter().any(|problem| problem.contains(words)), "{words}\n{}", problems.join("\n"));
}

fn name_of(dataset: &Dataset, claim: &Claim) -> String {
    let found = dataset.annotators.iter().find(|annotator| annotator.id == claim.annotator);
    found.map(|annotator| annotator.name.clone()).unwrap_or_default()
}

/// Remarks with what they are on.
fn remarks(dataset: &Dataset) -> Vec<(String, &str)> {
    let on = |record: RecordId| match record {
        RecordId::Claim(id) => dataset.claims.iter().find(|claim| claim.id == id).unwrap().quote.clone(),
        RecordId::Document(id) => {
            dataset.documents.iter().find(|one| one.id == id).unwrap().details.title.clone()
        }
        other => format!("{other:?}"),
    };
    dataset.comments.iter().map(|comment| (on(comment.on), comment.text.as_str())).collect()
}

#[test]
fn a_line_of_doccano_comes_in_with_all_that_it_says() {
    let lines = r#"{"id": 1, "text": "Rents rose. Wages fell.", "title": "Rents", "url": "https://e.org/a", "topic": "money", "Comments": ["odd", {"text": "why?", "user": "ben"}], "entities": [{"id": 5, "start_offset": "0", "end_offset": 11.0, "label": "Claim", "user": "ana", "note": "check", "score": 0.5, "confidence": "high"}, {"id": 6, "start_offset": "x", "end_offset": 3, "label": "Claim"}]}
{"id": 2, "text": "Jobs grew.", "topic": "work", "entities": [{"id": 7, "start_offset": 0, "end_offset": 4, "label": "Claim", "user": 7, "confidence": 0.9}]}"#;
    let found = read("doccano", &[("d.jsonl", lines)]);
    assert_eq!(quotes(&found), ["Rents rose.", "Jobs"]);
    let first = claim(&found, "Rents rose.");
    assert_eq!((first.note.as_str(), name_of(&found, first).as_str()), ("check", "ana"));
    assert_eq!(first.confidence.as_ref().unwrap().level, "high");
    assert_eq!(found.documents[0].details.source.url, "https://e.org/a");
    assert_eq!(remarks(&found), [("Rents".to_owned(), "odd"), ("Rents".to_owned(), "why?")]);
    let second = claim(&found, "Jobs");
    assert_eq!(second.tags, ["confidence:0.9"], "no level is called so");
    assert_eq!(name_of(&found, second), "User 7");
    assert_told(&found.problems, "d.jsonl, line 1: one of its entities: \"x\" is no offset");
    assert_told(&found.problems, "not read of lines: topic (2, the first in d.jsonl, line 1: money)");
    assert_told(&found.problems, "not read of entities: score (1, d.jsonl, line 1: 0.5)");
}

#[test]
fn features_of_a_cas_are_tags_and_its_other_layers_are_counted() {
    let cas = r#"{"%TYPES": {}, "%FEATURE_STRUCTURES": [
 {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": "Rents rose. Wages fell."},
 {"%ID": 2, "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token", "@sofa": 1, "begin": 0, "end": 5},
 {"%ID": 3, "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token", "@sofa": 1, "begin": 6, "end": 10},
 {"%ID": 4, "%TYPE": "custom.Span", "@sofa": 1, "begin": 0, "end": 11, "label": "Claim", "negated": true, "identifier": "Q42", "confidence": 0.7, "@cause": 5},
 {"%ID": 5, "%TYPE": "custom.Span", "@sofa": 1, "end": 23, "label": "Claim"},
 {"%ID": 6, "%TYPE": "custom.Topic", "label": "housing"},
 {"%ID": 7, "%TYPE": "custom.Span", "@sofa": 1, "begin": "12", "end": "23", "label": "Claim", "empty": ""},
 {"%ID": 8, "%TYPE": "custom.Relation", "@sofa": 1, "begin": 0, "end": 11, "@Governor": 4, "@Dependent": 7, "label": "updates", "strength": "weak"}]}"#;
    let found = read("cas-json", &[("a.json", cas)]);
    assert_eq!(quotes(&found), ["Rents rose.", "Wages fell."]);
    let tags = &claim(&found, "Rents rose.").tags;
    assert_eq!(tags.as_slice(), ["identifier:Q42", "negated:true", "confidence:0.7"]);
    assert_eq!((found.links[0].kind.as_str(), found.links[0].note.as_str()), ("updates", "strength:weak"));
    assert_told(&found.problems, "a.json, feature structure 5: it lacks begin");
    assert_told(
        &found.problems,
        "not read of layers of the tool: Token (2, the first in a.json, feature structure 2)",
    );
    assert_told(
        &found.problems,
        "not read of layers without a place in the text: Topic (1, a.json, feature structure 6: housing)",
    );
    assert_told(&found.problems, "not read of the layer Span: @cause (1, a.json, feature structure 4: 5)");
}

#[test]
fn fields_of_tasks_that_nobody_takes_are_told_and_users_of_one_name_stay_two() {
    let tasks = r#"[{"id": 1, "data": {"text": "Rents rose. Wages fell.", "title": "Rents", "topic": "money"}, "file_upload": "x.json", "annotations": [
 {"completed_by": {"id": 1, "first_name": "Kim", "last_name": "Li"}, "lead_time": 3.5, "result": [{"id": "r", "type": "labels", "from_name": "l", "to_name": "text", "value": {"start": 0.0, "end": 11.0, "labels": ["Claim"], "score": 0.4}, "meta": {"text": "look again", "flag": true}}, {"type": "relation", "from_id": "r"}]},
 {"completed_by": {"id": 2, "first_name": "Kim", "last_name": "Li"}, "result": [{"id": "s", "type": "labels", "from_name": "l", "to_name": "text", "value": {"start": 12, "end": 23, "labels": ["Claim"]}}]},
 {"completed_by": 3, "was_cancelled": true, "result": []}]}]"#;
    let found = read("label-studio", &[("t.json", tasks)]);
    let (first, second) = (claim(&found, "Rents rose."), claim(&found, "Wages fell."));
    assert_ne!(first.annotator, second.annotator);
    assert_eq!([name_of(&found, first), name_of(&found, second)], ["Kim Li", "Kim Li"]);
    assert_eq!(first.note, "look again");
    assert_eq!(found.documents[0].details.title, "Rents");
    for words in [
        "annotations[].lead_time (1, t.json, task 1: 3.5)",
        "file_upload (1, t.json, task 1: x.json)",
        "not read of the data of tasks: topic (1, t.json, task 1: money)",
        "not read of the values of results: score (1, t.json, task 1: 0.4)",
        "not read of the meta of results: flag (1, t.json, task 1: true)",
        "skipped annotations (1, the first in t.json, task 1)",
        "a relation lacks one of its ends; it was left out",
    ] {
        assert_told(&found.problems, words);
    }
}

#[test]
fn replies_and_remarks_on_pages_are_comments_and_people_of_one_name_stay_two() {
    let rows = r#"{"rows": [
 {"id": "a1", "user": "acct:kim@one.example", "uri": "https://e.org/a", "document": {"title": ["On rents"]}, "text": "really?", "tags": ["money"], "group": "team", "target": [{"source": "https://e.org/a", "selector": [{"type": "RangeSelector", "startContainer": "/p"}, {"type": "TextQuoteSelector", "exact": "Rents rose.", "prefix": "", "suffix": " W"}]}]},
 {"id": "a2", "user": "acct:kim@two.example", "uri": "https://e.org/a", "text": "", "target": [{"source": "https://e.org/a", "selector": [{"type": "FragmentSelector", "value": "char=12,23"}]}]},
 {"id": "a3", "user": "acct:ben@one.example", "uri": "https://e.org/a", "text": "yes", "references": ["a1"], "target": [{"source": "https://e.org/a"}]},
 {"id": "a4", "user": "acct:ben@one.example", "uri": "https://e.org/a", "text": "good page", "target": [{"source": "https://e.org/a"}]},
 {"id": "a5", "user": "acct:ben@one.example", "uri": "https://e.org/gone", "text": "x", "target": [{"source": "https://e.org/gone", "selector": {"type": "TextQuoteSelector", "exact": "Never"}}]}]}"#;
    let found = read("web-annotation", &[("n.json", rows), ("a.txt", "Rents rose. Wages fell.")]);
    assert_eq!(quotes(&found), ["Rents rose.", "Wages fell."]);
    let (first, second) = (claim(&found, "Rents rose."), claim(&found, "Wages fell."));
    assert_ne!(first.annotator, second.annotator);
    assert_eq!([name_of(&found, first), name_of(&found, second)], ["kim", "kim"]);
    assert_eq!((first.note.as_str(), first.tags.as_slice()), ("really?", &["money".to_owned()][..]));
    assert_eq!(remarks(&found), [("Rents rose.".to_owned(), "yes"), ("On rents".to_owned(), "good page")]);
    assert_eq!(found.documents[0].details.source.url, "https://e.org/a");
    assert_told(&found.problems, "its text https://e.org/gone is missing");
    assert_told(&found.problems, "pages whose text is not here: annotations (1, n.json, annotation 5");
    assert_told(&found.problems, "not read of annotations: group (1, n.json, annotation 1: team)");
    assert_told(&found.problems, "(acct:kim@two.example) was added beside the one who has this name");
}

#[test]
fn memos_descriptions_and_variables_of_a_qualitative_project_come_in() {
    let qde = r#"<Project name="p" origin="Other" basePath="/tmp">
 <Variables><Variable guid="11111111-1111-4111-8111-111111111111" name="Age" typeOfVariable="Text"/></Variables>
 <Cases><Case guid="11111111-1111-4111-8111-111111111112" name="Kim"><VariableValue><VariableRef targetGUID="11111111-1111-4111-8111-111111111111"/><TextValue>40</TextValue></VariableValue><SelectionRef targetGUID="11111111-1111-4111-8111-111111111114"/></Case></Cases>
 <Sources><TextSource guid="11111111-1111-4111-8111-111111111113" name="Talk"><Description>first talk</Description><PlainTextContent>Rents rose. Wages fell.</PlainTextContent><NoteRef targetGUID="11111111-1111-4111-8111-111111111115"/>
  <PlainTextSelection guid="11111111-1111-4111-8111-111111111114" startPosition="0" endPosition="11"><Description>he hesitated</Description></PlainTextSelection></TextSource></Sources>
 <Notes><Note guid="11111111-1111-4111-8111-111111111115" name="memo"><PlainTextContent>Ask the port.</PlainTextContent></Note><Note guid="11111111-1111-4111-8111-111111111116" name="free"><PlainTextContent>Buy milk.</PlainTextContent></Note></Notes>
 <Sets><Set guid="11111111-1111-4111-8111-111111111117" name="best"/></Sets></Project>"#;
    let found = read("refi-qda", &[("p.qde", qde)]);
    let only = claim(&found, "Rents rose.");
    assert_eq!(
        (only.note.as_str(), only.tags.as_slice()),
        ("he hesitated", &["Age:40".to_owned(), "case:Kim".to_owned()][..])
    );
    assert_eq!(remarks(&found), [("Talk".to_owned(), "Ask the port."), ("Talk".to_owned(), "first talk")]);
    assert_told(&found.problems, "elements: Sets in Project (1, p.qde, line 7");
    assert_told(&found.problems, "attributes: basePath of Project (1, p.qde, line 1: /tmp)");
    assert_told(&found.problems, "notes: those on nothing that was read (1, p.qde, line 6: Buy milk.)");
}

#[test]
fn lines_of_brat_that_are_no_claims_are_taken_or_counted() {
    let ann = "T1\tClaim 0 11\tRents rose.\nT2\tClaim 12 23\tWages fell.\nN1\tReference T1 Wikipedia:5\tRents\n\
        R1\tupdates Arg1:T1 Arg2:T2 Site:T2\nA1\tSpeculation R1\nE1\tRise:T1 Theme:T2\nE2\tFall:T2\n#1\tAnnotatorNotes E1\tunsure\n*\tEquiv T1 T2\n";
    let found = read("brat", &[("a.txt", "Rents rose. Wages fell."), ("a.ann", ann)]);
    assert_eq!(claim(&found, "Rents rose.").tags, ["Wikipedia:5"]);
    assert_eq!(found.links[0].note, "Speculation");
    assert_told(
        &found.problems,
        "lines: equivalences (1, a.ann, line 9: Equiv T1 T2); events (2, the first in a.ann, line 6: Rise:T1 Theme:T2)",
    );
    assert_told(&found.problems, "notes: those on events (1, a.ann, line 8: unsure)");
    assert_told(&found.problems, "relations: ends after the second (1, a.ann, line 4: Site:T2)");
}

#[test]
fn columns_that_no_claim_takes_are_told() {
    let table = "document,quote,comment,mood,sure\na.txt,Rents rose.,ask,good,\na.txt,Wages fell.,,bad,\n";
    let documents = r#"{"id": "d", "text": "Rents rose. Wages fell.", "file_name": "a.txt", "mood": 5}"#;
    let found = read("csv", &[("c.csv", table), ("documents.jsonl", documents)]);
    assert_eq!(claim(&found, "Rents rose.").note, "ask");
    assert_told(&found.problems, "not read of columns: mood (2, the first in c.csv, line 2: good)");
    assert_told(&found.problems, "not read of documents.jsonl: mood (1, documents.jsonl, line 1: 5)");
    assert!(!found.problems.iter().any(|problem| problem.contains("sure")), "an empty column says nothing");
}

/// “Rents rose.” and “Wages fell.” after an emoji and an accent.
const MIXED: &str = "🔥 Café. Rents rose. Wages fell.";

fn line_of(text: &str, offsets: &[(usize, usize)]) -> String {
    let labels: Vec<_> =
        offsets.iter().map(|(start, end)| serde_json::json!([start, end, "Claim"])).collect();
    serde_json::json!({"id": 1, "text": text, "label": labels}).to_string()
}

#[test]
fn positions_without_quotes_are_read_in_the_unit_that_leaves_words_whole() {
    let count = |unit: fn(&str) -> usize| {
        ["Rents rose.", "Wages fell."].map(|words| {
            let start = unit(&MIXED[..MIXED.find(words).unwrap()]);
            (start, start + words.len())
        })
    };
    let points = count(|text| text.chars().count());
    let utf16 = count(|text| text.encode_utf16().count());
    let bytes = count(str::len);
    for (offsets, told) in [(points, ""), (utf16, "UTF-16 code units"), (bytes, "UTF-8 bytes")] {
        let found = read("doccano", &[("d.jsonl", &line_of(MIXED, &offsets))]);
        assert_eq!(quotes(&found), ["Rents rose.", "Wages fell."], "{told}");
        assert_eq!(found.problems.iter().any(|problem| problem.contains("counted")), !told.is_empty());
        if !told.is_empty() {
            assert_told(
                &found.problems,
                &format!(
                    "d.jsonl: positions were counted as {told} (the format counts code points): of 2 that differ 2 have"
                ),
            );
        }
        // A CAS counts UTF-16; code points and bytes are found there, too.
        let structures = offsets.iter().zip(3..).map(|((start, end), id)| {
            format!(r#",{{"%ID": {id}, "%TYPE": "custom.Span", "@sofa": 1, "begin": {start}, "end": {end}}}"#)
        });
        let cas = format!(
            r#"{{"%FEATURE_STRUCTURES": [{{"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": "{MIXED}"}}{}]}}"#,
            structures.collect::<String>()
        );
        let found = read("cas-json", &[("a.json", &cas)]);
        assert_eq!(quotes(&found), ["Rents rose.", "Wages fell."], "cas {told}");
    }
}

#[test]
fn line_breaks_that_were_counted_as_two_are_found_and_mixed_evidence_is_told() {
    let text = "One.\nTwo three.\nFour five.";
    let found = read("doccano", &[("d.jsonl", &line_of(text, &[(6, 16), (18, 28)]))]);
    assert_eq!(quotes(&found), ["Two three.", "Four five."]);
    assert_told(&found.problems, "line breaks were counted as two characters");
    // A text with two characters for each, counted as if it had one.
    let found = read("doccano", &[("d.jsonl", &line_of(&text.replace('\n', "\r\n"), &[(5, 15), (16, 26)]))]);
    assert_eq!(quotes(&found), ["Two three.", "Four five."]);
    assert_told(&found.problems, "line breaks were counted as one character");
    // Three as the format says, and one that only another unit leaves whole.
    let text = "🔥 Rents rose. Wages fell. Jobs grew. Prices stayed.";
    let found = read("doccano", &[("d.jsonl", &line_of(text, &[(2, 13), (14, 25), (26, 36), (38, 52)]))]);
    assert_eq!(quotes(&found)[..3], ["Rents rose.", "Wages fell.", "Jobs grew."]);
    assert_told(&found.problems, "the evidence of how positions are counted is mixed: 1 of 4");
}

#[test]
fn words_decide_the_unit_of_standoff_files_with_any_line_ends() {
    let text = "🔥 Fire.\r\nRents rose.\r\nWages fell.";
    // brat's own count: code points, line ends as they are.
    let ann = "T1\tClaim 9 20\tRents rose.\nT2\tClaim 22 33\tWages fell.\n";
    let found = read("brat", &[("a.txt", text), ("a.ann", ann)]);
    assert_eq!(
        (quotes(&found).as_slice(), found.problems.len()),
        (&["Rents rose.", "Wages fell."][..], 0),
        "{:?}",
        found.problems
    );
    let utf16 = "T1\tClaim 10 21\tRents rose.\nT2\tClaim 23 34\tWages fell.\n";
    let found = read("brat", &[("a.txt", text), ("a.ann", utf16)]);
    assert_eq!(quotes(&found), ["Rents rose.", "Wages fell."]);
    assert_eq!(found.problems.len(), 1, "{:?}", found.problems);
    assert_told(&found.problems, "a.ann: positions were counted as UTF-16 code units");
}

#[test]
fn files_that_name_nobody_are_the_work_of_whom_one_says() {
    let line = line_of("Rents rose.", &[(0, 11)]);
    let mut workspace = zoes();
    let files =
        [("d.jsonl", line.as_bytes())].map(|(name, bytes)| crossclaim::formats::InputFile { name, bytes });
    let read = crossclaim::formats::format("doccano").unwrap().read_dataset.unwrap();
    for _ in 0..2 {
        let ana = workspace.annotator_called("Ana").unwrap();
        workspace.import_files(read, &files, &ana).unwrap();
    }
    let project = workspace.project();
    let by: Vec<&str> =
        project.claims().map(|claim| project.annotator(claim.annotator).unwrap().name.as_str()).collect();
    assert_eq!(by, ["Ana"], "a second time changes nothing");
    assert_eq!(workspace.annotator_called("Zoe").unwrap().id, annotator(9, "Zoe").id);
    assert!(workspace.annotator_called("  ").unwrap_err().contains("is empty"));
}

#[test]
fn a_number_of_a_user_is_not_somebody_who_is_called_so() {
    let rows = "document,quote,annotator_id,annotator\na.txt,Rents rose.,7,\na.txt,Wages fell.,,7\na.txt,Jobs grew.,8,Kim\na.txt,Rents,9,Kim\n";
    let documents = r#"{"id": "d", "text": "Rents rose. Wages fell. Jobs grew.", "file_name": "a.txt"}"#;
    let found = read("csv", &[("c.csv", rows), ("documents.jsonl", documents)]);
    let names = ["Rents rose.", "Wages fell.", "Jobs grew.", "Rents"]
        .map(|quote| name_of(&found, claim(&found, quote)));
    assert_eq!(names, ["User 7", "7", "Kim", "Kim"]);
    let people: std::collections::BTreeSet<_> = found.claims.iter().map(|claim| claim.annotator).collect();
    assert_eq!(people.len(), 4);
}

#[test]
fn one_text_twice_in_the_files_is_one_document() {
    let lines = format!(
        "{}\n{}",
        line_of("Rents rose. Wages fell.", &[(0, 11)]),
        line_of("Rents rose. Wages fell.\r\n", &[(0, 11), (12, 23)]).replace("\"id\":1", "\"id\":2")
    );
    let mut workspace = zoes();
    let report = import(&mut workspace, "doccano", &[("doccano.jsonl", &lines)]);
    assert_eq!(
        (workspace.project().documents().len(), workspace.project().claims().len()),
        (1, 2),
        "{report:?}"
    );
    assert_told(&report.problems, "has a text that another document of the files has");
    let before = workspace.project().clone();
    import(&mut workspace, "doccano", &[("doccano.jsonl", &lines)]);
    assert!(*workspace.project() == before, "a second time changes nothing");
}

#[test]
fn what_a_newer_export_does_not_have_is_named_and_stays() {
    let mut workspace = zoes();
    let all = line_of("Rents rose. Wages fell. Jobs grew.", &[(0, 11), (12, 23), (24, 34)]);
    import(&mut workspace, "doccano", &[("d.jsonl", &all)]);
    let fewer = line_of("Rents rose. Wages fell. Jobs grew.", &[(0, 11)]);
    let report = import(&mut workspace, "doccano", &[("d.jsonl", &fewer)]);
    assert_eq!(workspace.project().claims().len(), 3);
    assert_told(
        &report.problems,
        "2 claims of “Zoe” in the same texts are in the project and not in the files; nothing was deleted: “Wages fell.”, “Jobs grew.”",
    );
    let other = line_of("Something else.", &[(0, 9)]);
    let report = import(&mut workspace, "doccano", &[("e.jsonl", &other)]);
    assert_eq!(report.problems, Vec::<String>::new(), "another text says nothing about these");
}

#[test]
fn two_people_in_either_order_make_the_same_project() {
    let of = |user: &str, end: usize| {
        format!(
            r#"{{"id": 1, "text": "Rents rose. Wages fell.", "entities": [{{"id": 1, "start_offset": 0, "end_offset": {end}, "label": "Claim", "user": "{user}", "note": "by {user}"}}]}}"#
        )
    };
    let (ana, ben) = (of("ana", 11), of("ben", 5));
    let made = |files: [&str; 2]| {
        let mut workspace = zoes();
        for file in files {
            import(&mut workspace, "doccano", &[("d.jsonl", file)]);
        }
        workspace.project().clone()
    };
    let (one, other) = (made([&ana, &ben]), made([&ben, &ana]));
    assert!(one.claims().eq(other.claims()) && one.annotators().eq(other.annotators()));
    assert!(one.documents().eq(other.documents()) && one.claims().len() == 2);
}

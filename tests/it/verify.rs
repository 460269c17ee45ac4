//! Drafts held against their sources: what was planted is found, and what restates the sources in other words is not flagged.
//!
//! `tests/data/verify/<topic>/draft.txt` restates the other texts of its folder; `planted.txt` lists what was changed: the
//! expected status and types, a tab, words of the sentence. The draft on the cloud deal restates the sample.

use crossclaim::analysis::verify::{CheckStatus, CheckedSentence, PassageStand, Verification, verify};
use crossclaim::model::{Document, DocumentDetails, DocumentId};
use crossclaim::text::{guess_language, segment};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Sentences that restate a source and may be flagged all the same, a draft.
const MAX_FALSE_ALARMS: usize = 3;

fn document(number: u128, title: &str, text: &str) -> Document {
    let (sentences, _) = segment(text, guess_language(text));
    Document {
        id: DocumentId(Uuid::from_u128(number)),
        details: DocumentDetails { title: title.to_owned(), ..DocumentDetails::default() },
        file_name: String::new(),
        original_sha256: String::new(),
        text: text.into(),
        sentences,
        read_by: Default::default(),
        pinpoints: Vec::new(),
    }
}

fn verified(draft: &Document, sources: &[Document]) -> Verification {
    let sources: Vec<&Document> = sources.iter().collect();
    verify(draft, &sources, &mut |_| ControlFlow::Continue(())).unwrap()
}

/// The answer about one sentence, held against texts.
fn answer(sentence: &str, sources: &[&str]) -> CheckedSentence {
    let draft = document(99, "draft", sentence);
    let sources: Vec<Document> =
        (1..).zip(sources).map(|(number, text)| document(number, "source", text)).collect();
    verified(&draft, &sources).sentences.into_iter().next().unwrap()
}

fn status(sentence: &str, sources: &[&str]) -> (CheckStatus, Vec<String>) {
    let found = answer(sentence, sources);
    (found.status, found.types)
}

#[expect(clippy::disallowed_methods, reason = "a test reads its own data")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "a test reads its own data")]
fn texts(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut texts: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    texts.sort();
    texts
}

/// What was planted and not found, and what was flagged beside it.
fn score(topic: &str, sources: &Path) -> (Vec<String>, Vec<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("tests/data/verify").join(topic);
    let draft = document(999, "draft", &read(&folder.join("draft.txt")));
    let own = ["draft.txt", "planted.txt"];
    let is_source = |path: &PathBuf| own.iter().all(|name| !path.ends_with(name));
    let sources: Vec<Document> = (1..)
        .zip(texts(&root.join(sources)).into_iter().filter(is_source))
        .map(|(number, path)| document(number, "source", &read(&path)))
        .collect();
    assert!(sources.len() >= 2, "{topic} has its sources");
    let planted = read(&folder.join("planted.txt"));
    let planted: Vec<(&str, &str)> = planted.lines().map(|line| line.split_once('\t').unwrap()).collect();
    let (mut missed, mut false_alarms) = (Vec::new(), Vec::new());
    let found = verified(&draft, &sources);
    let mut seen = 0;
    for sentence in &found.sentences {
        let words = sentence.span.slice(&draft.text).unwrap();
        let told = [sentence.status.name().to_owned(), sentence.types.join(",")].join(" ");
        match planted.iter().find(|(_, part)| words.contains(part)) {
            Some((expected, _)) => {
                seen += 1;
                let mut expected = expected.split(' ');
                let is_status = expected.next() == Some(sentence.status.name());
                let has_types = expected.all(|kind| sentence.types.iter().any(|found| found == kind));
                if !is_status || !has_types {
                    missed.push(format!("{told}: {words}"));
                }
            }
            None if sentence.status != CheckStatus::Backed => false_alarms.push(format!("{told}: {words}")),
            None => {}
        }
    }
    assert_eq!(seen, planted.len(), "each planted sentence of {topic} is one of the draft");
    (missed, false_alarms)
}

#[test]
fn everything_planted_is_found_and_few_restated_sentences_are_flagged() {
    for (topic, sources) in [
        ("cloud", "assets/sample"),
        ("court", "tests/data/verify/court"),
        ("health", "tests/data/verify/health"),
        ("strom", "tests/data/verify/strom"),
    ] {
        let (missed, false_alarms) = score(topic, Path::new(sources));
        assert_eq!(missed, Vec::<String>::new(), "{topic}");
        assert!(false_alarms.len() <= MAX_FALSE_ALARMS, "{topic}: {false_alarms:#?}");
    }
}

#[test]
fn a_value_that_one_source_has_is_backed_and_the_types_tell_that_another_disagrees() {
    let sources = [
        "The bridge over the Elbe cost 40 million euros to build.",
        "The bridge over the Elbe cost 50 million euros to build.",
    ];
    let sentence = "The bridge over the Elbe cost 50 million euros.";
    assert_eq!(status(sentence, &sources), (CheckStatus::Backed, vec!["numeric".to_owned()]));
    let found = answer(sentence, &sources);
    let stands: Vec<PassageStand> = found.passages.iter().map(|passage| passage.stand).collect();
    assert!(stands.contains(&PassageStand::Backs) && stands.contains(&PassageStand::Differs), "{stands:?}");
    let sentence = "The bridge over the Elbe cost 60 million euros.";
    assert_eq!(status(sentence, &sources), (CheckStatus::Differs, vec!["numeric".to_owned()]));
}

#[test]
fn a_date_that_belongs_to_something_else_does_not_back() {
    let source = "The licence for the models runs until 2032, and the payments to the bank end in 2030.";
    assert_eq!(status("The licence for the models runs until 2032.", &[source]).0, CheckStatus::Backed);
    assert_eq!(status("The licence for the models runs until 2030.", &[source]).0, CheckStatus::Differs);
}

#[test]
fn quotations_are_word_for_word_whatever_their_marks() {
    let source = "The minister said: \"We will keep the old rules — for now, until 2027.\" Nobody asked why.";
    for quotation in [
        "The minister said: “We will keep the old rules – for now, until 2027.”",
        "The minister said: «We will keep the old rules».",
        "The minister said: “We will keep […] until 2027.”",
        "The minister said: “We will keep the [strict] old rules.”",
        "The minister said: ‘We will keep the old rules.’",
    ] {
        assert_eq!(status(quotation, &[source]).0, CheckStatus::Backed, "{quotation}");
    }
    let found = answer("The minister said: “We will keep the new rules for now.”", &[source]);
    assert_eq!(found.status, CheckStatus::QuoteNotFound);
    let nearest = found.quotations.first().and_then(|one| one.nearest.clone()).unwrap();
    assert_eq!(nearest.said.and_then(|said| said.slice(source)), Some("old"));
}

#[test]
fn texts_of_every_kind_are_held_against_nothing_and_each_other_without_harm() {
    for text in [
        "",
        "“",
        "„ « 「",
        "12 12 12.",
        "彼は「今日行く」と言った。",
        "مرحبا بالعالم. قال: «نعم سنفعل».",
        "😀 “😀 😀 😀”.",
    ] {
        let draft = document(99, "draft", text);
        let other = document(1, "source", text);
        verified(&draft, &[]);
        verified(&draft, &[other]);
    }
}

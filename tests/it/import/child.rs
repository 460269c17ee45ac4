//! The process apart: the real program parses, crashes and is stopped.

use super::zip::zip_of;
use super::{files, read};
use crossclaim::formats::ReadOptions;
use crossclaim::model::{Annotator, AnnotatorId};
use crossclaim::storage::MemoryFs;
use crossclaim::workspace::exchange::{InputDocument, Parser};
use crossclaim::workspace::{Environment, ImportJob, Workspace};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

fn environment(parser: Parser) -> Environment {
    Environment { vfs: Arc::new(MemoryFs::new()), places: None, parser }
}

fn own_child() -> Parser {
    Parser::Child(PathBuf::from(env!("CARGO_BIN_EXE_crossclaim")))
}

fn input((file_name, bytes): (String, Vec<u8>)) -> InputDocument {
    InputDocument { file_name, bytes }
}

#[test]
fn the_child_reads_what_this_process_reads() {
    let all = files("documents", &["docx", "pdf", "eml", "odt"]);
    let expected: Vec<_> = all.iter().map(|(name, bytes)| read(name, bytes).unwrap()).collect();
    let inputs = all.into_iter().map(input).collect();
    let found = ImportJob::begin_with_files(&environment(own_child()), inputs).finish();
    assert_eq!(found.refused, []);
    assert_eq!(found.documents, expected);
}

#[test]
fn bad_files_are_named_and_the_others_come_in() {
    let mut inputs: Vec<InputDocument> = files("bad", &["pdf"]).into_iter().map(input).collect();
    inputs.push(input(("deep.html".to_owned(), "<div>".repeat(100_000).into_bytes())));
    inputs.push(input(("good.html".to_owned(), b"<p>Some good words on a page.</p>".to_vec())));
    let found = ImportJob::begin_with_files(&environment(own_child()), inputs).finish();
    assert_eq!(found.documents.len(), 1);
    let refused: Vec<String> = found.refused.iter().map(ToString::to_string).collect();
    assert_eq!(refused.len(), 3);
    assert!(
        refused[0].starts_with("encrypted.pdf was not added: it is protected by a password"),
        "{}",
        refused[0]
    );
    assert!(refused[2].contains("nested more than 4096 deep"), "{}", refused[2]);
}

#[test]
fn a_program_that_answers_nonsense_or_is_missing_is_told() {
    for (program, words) in [
        ("/bin/echo", "gave no answer"),
        ("/bin/false", "failed in the middle"),
        ("/no/such", "did not start"),
    ] {
        let parser = environment(Parser::Child(PathBuf::from(program)));
        let inputs = vec![
            input(("a.html".to_owned(), b"<p>words".to_vec())),
            input(("b.txt".to_owned(), b"words".to_vec())),
        ];
        let found = ImportJob::begin_with_files(&parser, inputs).finish();
        assert_eq!(found.documents.len(), 1, "text needs no other process");
        assert!(cfg!(not(unix)) || found.refused[0].reason.contains(words), "{}", found.refused[0]);
    }
}

#[test]
fn an_archive_gives_its_documents_and_names_the_rest() {
    let mut parts = files("documents", &["eml"]);
    parts.extend([
        ("notes/a.txt".to_owned(), b"Plain words.".to_vec()),
        ("../up.txt".to_owned(), b"Evil words.".to_vec()),
        ("rows.csv".to_owned(), b"title,text\nOne,First words.\nTwo,Second words.\n".to_vec()),
        ("in.zip".to_owned(), zip_of(&[("b.txt".to_owned(), b"Inner words.".to_vec())])),
    ]);
    let archive = input(("all.zip".to_owned(), zip_of(&parts)));
    let found = ImportJob::begin_with_files(&environment(own_child()), vec![archive]).finish();
    let titles: Vec<&str> = found.documents.iter().map(|document| document.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Trinkwasser: Grenzwert überschritten",
            "Delta Morning: the toll stays",
            "Plain words.",
            "One",
            "Two"
        ]
    );
    assert_eq!(found.refused, []);
    assert!(
        found.problems.iter().any(|problem| problem.contains("leads out of the archive")),
        "{:?}",
        found.problems
    );
    assert!(found.problems.iter().any(|problem| problem.contains("an archive in an archive")));
}

/// Bytes that unpack to far more.
fn packed_bomb() -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![b'a'; 64 << 20]).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_bomb_of_each_kind_costs_itself() {
    let bomb = packed_bomb();
    let letters = vec![b'a'; 64 << 20];
    let mail = |inner: &str| format!("From: a@b.example\nContent-Type: message/rfc822\n\n{inner}");
    let deep_mail = (0..5_000).fold("From: a@b.example\n\nWords".to_owned(), |inner, _| mail(&inner));
    let workbook = b"<workbook><sheets><sheet name=\"A\" sheetId=\"1\"/></sheets></workbook>";
    let inputs = [
        ("bomb.warc.gz", bomb.clone()),
        ("bomb.wacz", zip_of(&[("archive/data.warc.gz".to_owned(), bomb)])),
        ("bomb.ods", zip_of(&[("content.xml".to_owned(), letters.clone())])),
        (
            "bomb.xlsx",
            zip_of(&[
                ("xl/workbook.xml".to_owned(), workbook.to_vec()),
                ("xl/sharedStrings.xml".to_owned(), letters),
            ]),
        ),
        ("deep.eml", deep_mail.into_bytes()),
        ("deep.ttml", format!("<tt>{}", "<div>".repeat(60_000)).into_bytes()),
        ("deep.json", format!("{{\"messages\": {} \"from_id\"", "[".repeat(100_000)).into_bytes()),
        ("good.eml", b"From: a@b.example\n\nSome good words.".to_vec()),
    ];
    let count = inputs.len();
    let inputs = inputs.map(|(name, bytes)| input((name.to_owned(), bytes)));
    let found = ImportJob::begin_with_files(&environment(own_child()), inputs.to_vec()).finish();
    let texts: Vec<&str> = found.documents.iter().map(|document| document.text.as_str()).collect();
    assert_eq!(texts, ["Some good words.\n"]);
    assert_eq!(found.refused.len(), count - 1, "{:?}", found.refused);
}

#[test]
fn a_file_may_be_read_again_in_another_encoding() {
    let ann = Annotator {
        machine: None,
        id: AnnotatorId(uuid::Uuid::from_u128(1)),
        name: "Ann".to_owned(),
        reference: false,
    };
    let workspace = Workspace::empty("T", &ann).unwrap();
    let file = input(("a.txt".to_owned(), b"\xD3\xCC\xCF\xD7\xCF".to_vec()));
    let read = workspace.read_as(&file, "koi8-r").unwrap();
    assert_eq!(read.documents[0].text, "слово");
    assert!(workspace.read_as(&file, "no such").is_err());
    assert_eq!(ReadOptions::in_encoding(None), ReadOptions::default());
}

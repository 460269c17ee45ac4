//! Documents that unlike programs wrote, and what is to be read from them: text, metadata, problems.
//!
//! `UPDATE_GOLDEN=1` writes the expectations anew; look at the difference before it is committed.

use super::{data, files, read, text_of};
use crossclaim::formats::NewDocument;

const ENDINGS: &[&str] = &["docx", "odt", "epub", "rtf", "eml", "pdf", "html"];

fn drawn(document: &NewDocument) -> String {
    let source = &document.source;
    let mut lines = vec![
        format!("title: {}", document.title),
        format!("publisher: {}", source.publisher),
        format!("author: {}", source.author),
        format!("published: {}", source.published),
        format!("url: {}", source.url),
        format!("language: {}", document.language),
    ];
    lines.extend(document.problems.iter().map(|problem| format!("problem: {problem}")));
    for one in &document.account.left_out {
        lines.extend(one.starts.iter().map(|piece| format!("left out: {}: {piece}", one.reason)));
    }
    lines.push("----".to_owned());
    lines.push(document.text.clone());
    lines.join("\n")
}

#[expect(clippy::disallowed_methods, reason = "this test writes its data when told so")]
fn check(folder: &str) {
    let mut differing = Vec::new();
    for (name, bytes) in files(folder, ENDINGS) {
        let found = drawn(&read(&name, &bytes).unwrap_or_else(|err| panic!("{name}: {err}")));
        let golden = format!("{name}.golden");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(data(folder).join(&golden), &found).unwrap();
        }
        let expected = text_of(folder, &golden);
        if found != expected {
            differing.push(format!("{name}:\n{found}\nexpected:\n{expected}"));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n\n"));
}

#[test]
fn documents_are_read_as_expected() {
    check("documents");
}

#[test]
fn web_pages_are_read_as_expected() {
    check("html");
}

#[test]
fn one_report_reads_alike_from_every_program() {
    let words = |text: &str| -> Vec<String> {
        let plain = text.replace(|c: char| !c.is_alphanumeric(), " ");
        plain.split_whitespace().map(str::to_owned).collect()
    };
    let documents = files("documents", ENDINGS);
    let of = |name: &str| {
        let (name, bytes) = documents.iter().find(|(own, _)| own == name).unwrap();
        words(&read(name, bytes).unwrap().text)
    };
    let expected = of("pandoc.docx");
    for name in ["libreoffice.docx", "pandoc.odt", "pandoc.rtf", "pandoc.epub", "libreoffice.pdf"] {
        let found = of(name);
        let missing: Vec<&String> = expected.iter().filter(|word| !found.contains(word)).collect();
        assert!(missing.is_empty(), "{name} lacks {missing:?}");
        let share = found.len() as f64 / expected.len() as f64;
        assert!((0.97..1.03).contains(&share), "{name}: {share}");
    }
}

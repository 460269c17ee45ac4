//! Files made to take long, to take much memory or to overflow the stack: each is answered, and where it is wrong is said.

use super::{SMALL, written};
use crate::storage::project_file::{ReadError, project_faults, read_project, salvage_project};

/// Bytes of each file, about: where the time grew with the square of the length, the tests would not end.
const LEN: usize = 1 << 17;

const ANN: &str = "annotators: [(id: \"00000000-0000-0000-0000-000000000002\", name: \"Ann\")],";

/// A small project with something of length [`LEN`] in a place of its own.
fn with(place: &str, piece: &str) -> String {
    SMALL.replacen(place, &piece.repeat(LEN / piece.len()), 1)
}

/// A small project in our own layout, with lines added after the one that begins the section.
fn with_lines(section: &str, line: &str) -> String {
    let text = written(3);
    let start = format!("\n{section}: [\n");
    assert!(text.contains(&start), "{section}");
    text.replacen(&start, &format!("{start}{}", line.repeat(LEN / line.len())), 1)
}

fn answer(text: &str) -> Option<ReadError> {
    drop(salvage_project(text.as_bytes()));
    project_faults(text.as_bytes());
    read_project(text.as_bytes()).err()
}

#[test]
fn nested_comments_and_nested_values_end_in_an_error_or_a_project() {
    for piece in ["/*", "/* ", "/**/", "/* /* x */ */ ", "//\n", "// x\n", " ", "\n", "\t\r\n", "\u{2028}"] {
        for place in [",\ndocuments", "title: \"t\""] {
            let text = with(place, piece);
            assert!(answer(&text).is_some(), "{piece:?} takes the place of what has to be there");
        }
        let between = format!(",{}\ndocuments", piece.repeat(LEN / piece.len()));
        let err = answer(&SMALL.replacen(",\ndocuments", &between, 1));
        let is_fine = !["/*", "/* ", "\u{2028}"].contains(&piece);
        assert!(!is_fine || err.is_none(), "{piece:?}: {err:?}");
    }
    for piece in
        ["(", "[", "{", "Some(", "[(", "((", "a(", "(a:", "{1:", "r#\"", "\"", "'", "b\"", "#", "#![enable("]
    {
        for place in
            ["\"t\"", "[(id: \"00000000-0000-0000-0000-000000000002\", name: \"Ann\")]", "\"rise fast\""]
        {
            let err = answer(&with(place, piece)).unwrap();
            assert!(
                err.to_string().contains("line ") || matches!(err, ReadError::NotOurs),
                "{piece:?}: {err}"
            );
        }
        for section in ["annotators", "claims", "documents"] {
            let text = with_lines(section, piece);
            assert!(answer(&text).is_some());
            let in_records = with_lines(section, &format!("({},\n", piece.repeat(300)));
            assert!(answer(&in_records).is_some());
        }
    }
}

#[test]
fn repeated_fields_sections_and_lines_are_refused_with_their_place() {
    for piece in [
        "title: \"t\", ",
        "claims: [], ",
        "x: 1, ",
        "format: \"crossclaim\", ",
        "version: 1, ",
        ANN,
        "codebook: (), ",
    ] {
        let text = with("title: \"t\",", piece);
        let err = answer(&text).unwrap().to_string();
        assert!(err.contains("line 1, column"), "{err}");
    }
    for line in [
        "],\n",
        "claims: [\n",
        "documents: [\n",
        "]),\n",
        "),\n",
        "(),\n",
        "(id: \"\"),\n",
        "<<<<<<< ours\n",
        "(\n",
        ")\n",
        "\"\n",
        "x\n",
        "\r\n",
        "(a, lines: [\n",
    ] {
        for section in ["annotators", "claims", "documents", "links"] {
            let text = with_lines(section, line);
            assert!(answer(&text).is_some() || line == "\r\n" || line == "],\n", "{line:?} in {section}");
        }
    }
}

#[test]
fn numbers_and_strings_of_a_million_characters_are_answered() {
    for digits in ["9", "0", "-", "1_", "0x", "1e", "9.", "+", "1e9"] {
        for place in ["7, 16", "1, id", "\"t\""] {
            answer(&with(place, digits));
        }
        let sentences =
            written(3).replacen("sentences: [", &format!("sentences: [({}, ", digits.repeat(LEN / 2)), 1);
        assert!(answer(&sentences).is_some());
    }
    for piece in [
        "\\\\",
        "\\\"",
        "\\n",
        "\\u{41}",
        "\\u{",
        "\\x41",
        "\\",
        "\\u{0000000000}",
        "\\u{d800}",
        "é\\",
        "\u{202e}",
        "\u{301}",
    ] {
        for place in ["rise fast\"", "Prices rise fast.", "t\",", "Ann"] {
            answer(&with(place, piece));
            let closed = SMALL.replacen(place, &format!("{}{place}", piece.repeat(LEN / piece.len())), 1);
            answer(&closed);
        }
        let line = format!("\"{}\",\n", piece.repeat(LEN / piece.len()));
        let text = written(3).replacen(", lines: [\n", &format!(", lines: [\n{line}"), 1);
        answer(&text);
    }
}

#[test]
fn many_claims_that_lost_their_words_take_no_longer_than_their_length() {
    let (before, claim) = SMALL.split_once("claims: [").unwrap();
    let claim = claim.strip_suffix("])").unwrap();
    let words = "Prices rise fast and then slow. ".repeat(LEN / 64);
    let before = before.replace("Prices rise fast.", &words);
    for quote in ["fell", "“Prices rise slow", " ", "Prices", "slow. Prices rise fast and then slow. Q"] {
        let claims = (10..2_000).map(|number| {
            let claim = claim.replace("\"rise fast\"", &format!("\"{quote}\""));
            claim.replacen("000000000004", &format!("{number:012}"), 1)
        });
        let text = format!("{before}claims: [{}])", claims.collect::<Vec<_>>().join(",\n"));
        let loaded = read_project(text.as_bytes()).unwrap();
        assert_eq!((loaded.project.claims().len(), loaded.problems.len()), (1_990, 1_991), "{quote}");
    }
}

#[test]
fn many_records_that_break_a_rule_are_each_told() {
    let (before, claim) = SMALL.split_once("claims: [").unwrap();
    let claim = claim.strip_suffix("])").unwrap().replace(
        "document: \"00000000-0000-0000-0000-000000000003\"",
        "document: \"00000000-0000-0000-0000-000000000077\"",
    );
    let claims = (10..3_000).map(|number| claim.replacen("000000000004", &format!("{number:012}"), 1));
    let text = format!("{before}claims: [{}])", claims.collect::<Vec<_>>().join(",\n"));
    let faults = project_faults(text.as_bytes());
    assert_eq!(faults.len(), 1 + 2_990);
    assert!(
        faults[1].starts_with("Line 4: claim 00000000-0000-0000-0000-000000000010 names document"),
        "{}",
        faults[1]
    );
    assert!(faults[2].starts_with("Line 7: "), "{}", faults[2]);
    let loaded = salvage_project(text.as_bytes()).unwrap();
    assert_eq!((loaded.project.claims().len(), loaded.problems.len()), (0, 1 + 2_990));
}

//! Notes for Obsidian: every link leads to a note or a block that is there, both ways, and quotations are whole.

use super::sample::{nastier_project, nasty_project, reported, small_project};
use crossclaim::formats::{ExportOptions, OutputFile};
use std::collections::BTreeSet;

fn notes(project: &crossclaim::model::Project) -> Vec<OutputFile> {
    let mut files = reported("obsidian", project, &ExportOptions::default()).0;
    files.retain(|file| file.name.rsplit('.').next() == Some("md"));
    files
}

fn text(file: &OutputFile) -> &str {
    std::str::from_utf8(&file.bytes).unwrap()
}

/// `note` and `note#^block` of each link of a note.
fn targets(text: &str) -> impl Iterator<Item = &str> {
    text.split("[[").skip(1).map(|rest| rest.split(['|', ']']).next().unwrap())
}

#[test]
fn every_link_leads_somewhere_and_back() {
    for project in [small_project(), nasty_project(), nastier_project()] {
        let files = notes(&project);
        let mut known: BTreeSet<String> = BTreeSet::new();
        for file in &files {
            let note = file.name.strip_suffix(".md").unwrap();
            known.insert(note.to_owned());
            let blocks = text(file).lines().filter_map(|line| line.strip_prefix('^'));
            known.extend(blocks.map(|block| format!("{note}#^{block}")));
        }
        let lower: BTreeSet<String> =
            files.iter().map(|file| file.name.rsplit('/').next().unwrap().to_lowercase()).collect();
        assert_eq!(lower.len(), files.len(), "names differ without their folders");
        for file in &files {
            for target in targets(text(file)) {
                assert!(known.contains(target), "{}: {target}", file.name);
            }
        }
        for file in files.iter().filter(|file| file.name.starts_with("questions/")) {
            let note = file.name.strip_suffix(".md").unwrap();
            for document in targets(text(file)).filter_map(|target| target.split_once("#^")) {
                let back = files.iter().find(|other| other.name == format!("{}.md", document.0)).unwrap();
                assert!(targets(text(back)).any(|target| target == note), "{note} from {}", document.0);
            }
        }
    }
}

#[test]
fn a_question_quotes_each_side_with_its_place() {
    let files = notes(&small_project());
    let question = files
        .iter()
        .find(|file| text(file).contains("> Fire kills 12 in Porto.") && file.name.starts_with("questions/"));
    let question = text(question.unwrap());
    for part in [
        "\n## Position 1, 1 independent source\n\n> Fire kills 12 in Porto.\n>\n> — [[documents/a1#^a1|A1, line 1]], [[documents/a1|a1]] (Daily)\n",
        "> At least nine died, the mayor said.\n>\n> — [[documents/b1#^b1|B1, line 1]]",
        "**contradicts**",
        ", differs: numeric (confidence Moderate, ",
    ] {
        assert!(question.contains(part), "{part}\n{question}");
    }
    let document = text(files.iter().find(|file| file.name == "documents/a1.md").unwrap());
    for part in [
        "title: \"a1\"\npublisher: \"Daily\"\n",
        "### A1, line 1\n\n> Fire kills 12 in Porto.\n\n^a1\n",
        "\n- → **contradicts** [[documents/b1#^b1|B1, line 1]] “At least nine died, the mayor said.” (confidence Moderate, ",
    ] {
        assert!(document.contains(part), "{part}\n{document}");
    }
    let index = text(files.iter().find(|file| file.name == "Porto.md").unwrap());
    assert!(index.contains("- [[documents/a1|a1]]: 2 claims\n"), "{index}");
}

//! What is whole in a damaged file is kept, and what is not is named.

use super::{SMALL, rich};
use crate::model::Project;
use crate::storage::project_file::{LoadedProject, read_project, salvage_project, write_project};

/// One claim and one link more than in [`SMALL`], in our own layout.
fn lines() -> String {
    let claim = r#"(id: "00000000-0000-0000-0000-000000000014", document: "00000000-0000-0000-0000-000000000003", span: (0, 6), quote: "Prices", annotator: "00000000-0000-0000-0000-000000000002", created: "2026-01-02T03:04:05Z", modified: "2026-01-02T03:04:05Z")"#;
    let link = r#"(id: "00000000-0000-0000-0000-000000000005", from: "00000000-0000-0000-0000-000000000004", to: "00000000-0000-0000-0000-000000000014", kind: "updates", annotator: "00000000-0000-0000-0000-000000000002", created: "2026-01-02T03:04:05Z", modified: "2026-01-02T03:04:05Z")"#;
    let small = SMALL.strip_suffix("])").unwrap();
    let project = read_project(format!("{small}, {claim}], links: [{link}])").as_bytes()).unwrap().project;
    assert_eq!((project.claims().len(), project.links().len()), (2, 1));
    String::from_utf8(write_project(&project)).unwrap()
}

/// Salvages, and makes sure that the outcome is sound and saves.
fn salvaged(text: &str) -> LoadedProject {
    let loaded = salvage_project(text.as_bytes()).unwrap();
    let again = read_project(&write_project(&loaded.project)).unwrap();
    assert!(again.project == loaded.project && again.problems.is_empty());
    loaded
}

fn counts(project: &Project) -> (usize, usize, usize) {
    (project.documents().len(), project.claims().len(), project.links().len())
}

fn assert_told(loaded: &LoadedProject, words: &str) {
    assert!(loaded.problems.iter().any(|problem| problem.contains(words)), "{words}: {:#?}", loaded.problems);
}

#[test]
fn every_line_can_be_lost_or_broken_alone() {
    let text = lines();
    let count = text.lines().count();
    for number in 0..count {
        for damage in ["", "<<<<<<< ours", "%", "(", "\"", "),"] {
            let damaged: Vec<&str> = text
                .lines()
                .enumerate()
                .map(|(index, line)| if index == number { damage } else { line })
                .collect();
            let line = text.lines().nth(number).unwrap();
            if line == damage {
                continue;
            }
            let loaded = salvaged(&(damaged.join("\n") + "\n"));
            assert!(!loaded.problems.is_empty(), "{line}");
            let (documents, claims, links) = counts(&loaded.project);
            let is_claim = line.contains("span: ");
            let is_link = line.contains("from: ");
            let is_document = line.ends_with("lines: [");
            if is_document {
                assert_eq!((documents, claims, links), (0, 0, 0), "{line}");
                assert_told(&loaded, "which is not there");
            } else {
                assert_eq!(documents, 1, "{line} {damage}");
                assert_eq!(claims, 2 - usize::from(is_claim), "{line} {damage}");
                assert_eq!(links, 1 - usize::from(is_claim || is_link), "{line} {damage}");
            }
        }
    }
}

#[test]
fn a_file_cut_after_any_line_keeps_what_stands_before() {
    let text = lines();
    for (index, _) in text.match_indices('\n').take(text.lines().count() - 1) {
        let cut = text.get(..index).unwrap();
        if let Ok(loaded) = salvage_project(cut.as_bytes()) {
            assert_eq!(loaded.project.claims().len(), cut.matches("span: ").count());
            assert!(!loaded.problems.is_empty());
        }
    }
    let links = text.find("\nlinks").unwrap();
    assert_told(&salvaged(text.get(..links).unwrap()), "The file ends too early");
}

#[test]
fn both_sides_of_a_merge_are_kept() {
    let text = lines();
    let line = text.lines().find(|line| line.contains("rise fast") && line.contains("span")).unwrap();
    let other = line.replace("(7, 16), ", "(7, 11), ").replace("\"rise fast\"", "\"rise\"");
    let conflict = format!("<<<<<<< ours\n{line}\n=======\n{other}\n>>>>>>> theirs");
    let loaded = salvaged(&text.replace(line, &conflict));
    assert_eq!(counts(&loaded.project), (1, 3, 1));
    assert_told(&loaded, "was left out: it is no record");
    assert_told(&loaded, "stood twice with different content; the second one was kept as claim ");
    let again = salvaged(&text.replace(line, &conflict));
    assert!(again == loaded, "the same damage gives the same repair");
}

#[test]
fn work_with_unknown_kinds_levels_and_annotators_is_kept() {
    let text = lines()
        .replace(
            "quote: \"rise fast\"",
            "quote: \"rise fast\", kinds: [\"mood\"], confidence: Some((\"mine\", \"sure\"))",
        )
        .replace("kind: \"updates\"", "kind: \"echoes\"")
        .replace("(id: \"00000000-0000-0000-0000-000000000002\", name: \"Ann\"),\n", "");
    assert!(read_project(text.as_bytes()).is_err());
    let loaded = salvaged(&text);
    assert_eq!(counts(&loaded.project), (1, 2, 1));
    for words in [
        "The claim kind “mood” was not in the codebook; it was added",
        "The link kind “echoes” was not in the codebook; it was added",
        "The level “sure” of the scale “mine”",
        "was missing; the work is kept under the name “Annotator 000002”",
    ] {
        assert_told(&loaded, words);
    }
}

#[test]
fn places_that_do_not_fit_are_found_again_or_kept_without_a_place() {
    let far = salvaged(&lines().replace("span: (7, 16)", "span: (7, 99999)"));
    assert_told(&far, "It was found at 7 to 16");
    let gone = salvaged(&lines().replace("\"Prices rise fast.\"", "\"Prićes fell.\""));
    assert_eq!(gone.project.claims().filter(|claim| claim.unanchored).count(), 2);
    let within = salvaged(&lines().replace("\"Prices rise fast.\"", "\"Pricéeeeeeeees rise fast.\""));
    assert_eq!(within.project.claims().filter(|claim| claim.unanchored).count(), 1);
    let sentences = lines().replace("sentences: []", "sentences: [(0, 99, Body), (3, 2, Heading)]");
    let loaded = salvaged(&sentences);
    assert_told(&loaded, "the text was cut into sentences again");
    assert_eq!(loaded.project.documents().next().unwrap().sentences.len(), 1);
}

#[test]
fn a_document_with_a_damaged_first_line_keeps_its_text() {
    let text = lines();
    let loaded = salvaged(&text.replace("sentences: []", "sentences: [(0, 1"));
    assert_eq!(counts(&loaded.project), (1, 2, 1));
    let document = loaded.project.documents().next().unwrap();
    assert_eq!((&*document.text, document.details.title.as_str()), ("Prices rise fast.", "d"));
    assert_told(&loaded, "of document 00000000-0000-0000-0000-000000000003 its text was kept");
    let loaded = salvaged(&text.replace("\"Prices rise fast.\",", "\"Prices rise \\q fast.\","));
    assert_told(&loaded, "it is part of the text of document “d” and was kept as it stands");
    assert_eq!(loaded.project.claims().len(), 2);
}

#[test]
fn a_lost_header_gives_a_new_project_around_the_old_work() {
    let (project, text) = rich();
    let header = text.lines().nth(2).unwrap();
    let loaded = salvaged(&text.replace(header, "fo#mat: ?"));
    assert_eq!(counts(&loaded.project), counts(&project));
    assert_told(&loaded, "id is lost");
}

#[test]
fn a_project_without_damage_is_given_back_as_it_is() {
    let (project, text) = rich();
    let loaded = salvaged(&text);
    assert!(loaded.project == project && loaded.problems.is_empty(), "{:?}", loaded.problems);
}

#[test]
fn a_damaged_entry_of_the_codebook_costs_that_entry() {
    let text = lines();
    let line = text.lines().find(|line| line.contains("\"causal\"")).unwrap();
    let own = text
        .replace(line, &line.replace("key: ", "ke%: "))
        .replace("label: \"Quantity\"", "label: \"Amount\"");
    let loaded = salvaged(&own);
    assert_told(&loaded, "was left out: it is no entry of the codebook");
    let codebook = loaded.project.codebook();
    assert!(codebook.claim_kind("causal").is_none());
    assert_eq!(codebook.claim_kind("quantity").unwrap().label, "Amount");
}

//! Documents that two sides changed: texts, sentences, order, who read them.

use super::{conflicts, drawn, merged, shown, with};
use crate::fixture::{document_id, draw, project};
use crossclaim::model::{Document, DocumentId, Edit, Project, Told, merge};
use crossclaim::text::{Sentence, SentenceRole, Span};
use uuid::Uuid;

/// The project with another document of that text, under an id of its own, in front.
fn with_document(project: &Project, number: u128, name: &str, text: &str) -> Project {
    let sample = crate::fixture::project(&format!("{name}: {text}"));
    let document =
        Document { id: DocumentId(Uuid::from_u128(number)), ..sample.documents().next().unwrap().clone() };
    with(project.clone(), [Edit::AddDocument { position: 0, document: Box::new(document) }])
}

#[test]
fn one_text_that_both_sides_added_is_one_document_with_the_claims_of_both() {
    let base = project("a.txt: Prices rose.");
    let ours = with_document(&base, 8, "x.txt", "Wages fell.");
    let ours = claimed(ours, 8, 1, (0, 5));
    let theirs = with_document(&base, 7, "x.txt", "Wages fell.");
    let theirs = claimed(theirs, 7, 2, (6, 11));
    let merged = merged(&base, &ours, &theirs);
    assert_eq!(draw(&merged.project), "x.txt: Wages{c1} [fell.]{c2}\na.txt: Prices rose.\n");
    assert_eq!(merged.project.document_ids()[0], DocumentId(Uuid::from_u128(7)));
    assert_eq!(merged.report.told, [Told::SameText { title: "x".to_owned() }]);
    for side in [&ours, &theirs] {
        assert_eq!(merge(Some(&base), &merged.project, side).unwrap().step.edits, []);
    }
}

/// The project with a claim of that number in the document of that number.
fn claimed(project: Project, document: u128, number: u16, span: (usize, usize)) -> Project {
    let sample = crate::fixture::project(&format!("a.txt: x{{c{number}}}"));
    let mut claim = sample.claims().next().unwrap().clone();
    claim.document = DocumentId(Uuid::from_u128(document));
    claim.span = span.into();
    let text = &project.document(claim.document).unwrap().text;
    claim.span.slice(text).unwrap().clone_into(&mut claim.quote);
    with(project, [Edit::PutClaim(Box::new(claim))])
}

#[test]
fn another_text_under_one_id_stays_a_document_of_its_own_with_its_claims() {
    let base = "a.txt: Prices rose.{c1}\nb.txt: Wages fell.{c2}\nc1 updates c2";
    // Texts never change in the program; a file can be edited by hand.
    let theirs = "a.txt: Prices sank.{c1}{c3}\nb.txt: Wages fell.{c2}\nc1 updates c2 high";
    let (base, theirs) = (project(base), project(theirs));
    let ours = project("a.txt: Prices rose.{c1 quantity}\nb.txt: Wages fell.{c2}\nc1 updates c2");
    let merged = merged(&base, &ours, &theirs);
    let texts: Vec<String> = merged
        .project
        .documents()
        .map(|document| {
            let quotes = merged.project.claims_in(document.id).map(|claim| claim.quote.as_str());
            format!("{}: {}", document.text, quotes.collect::<Vec<_>>().join(" / "))
        })
        .collect();
    assert_eq!(
        texts,
        [
            "Prices rose.: Prices rose.",
            "Prices sank.: Prices sank. / Prices sank.",
            "Wages fell.: Wages fell."
        ]
    );
    assert_eq!(merged.report.told, [Told::OtherText { title: "a".to_owned() }]);
    let links: Vec<String> = merged
        .project
        .links()
        .map(|link| {
            format!("{} {:?}", merged.project.claim(link.from).unwrap().quote, link.confidence.is_some())
        })
        .collect();
    assert_eq!(links, ["Prices rose. false", "Prices sank. true"], "each text has its own link");
    for side in [&ours, &theirs] {
        assert_eq!(merge(Some(&base), &merged.project, side).unwrap().step.edits, []);
    }
}

#[test]
fn what_hangs_on_a_parted_claim_and_on_a_parted_text_is_not_doubled() {
    let base = project("a.txt: Prices rose.\nb.txt: Wages fell.");
    let ours = project("a.txt: [Prices]{c1} rose.\nb.txt: Wages fell.");
    let theirs = project("a.txt: Prices [rose]{c1}.\nb.txt: Wages sank.\ndismiss c1 b.txt \"Wages sank.\"");
    let merged = merged(&base, &ours, &theirs);
    assert_eq!(merged.project.dismissals().count(), 1, "{}", draw(&merged.project));
    for side in [&ours, &theirs] {
        assert_eq!(merge(Some(&base), &merged.project, side).unwrap().step.edits, []);
    }
}

#[test]
fn files_of_one_name_with_other_texts_both_stay() {
    let base = project("a.txt: Prices rose.");
    let ours = with_document(&base, 7, "news.txt", "Wages fell.");
    let theirs = with_document(&base, 8, "news.txt", "Rents fell.");
    let merged = merged(&base, &ours, &theirs);
    assert_eq!(
        shown(&merged),
        "news.txt: Wages fell.\nnews.txt: Rents fell.\na.txt: Prices rose.\nBoth sides added a file “news.txt”, with different texts: both documents stay."
    );
}

#[test]
fn what_is_known_about_a_document_is_merged_field_by_field_and_readers_one_by_one() {
    let base = "@ben\na.txt: Prices rose.\nread a.txt @ann";
    let merged = drawn(
        base,
        "@ben\na.txt: Prices rose.\nabout a.txt title=Ours publisher=AP\nread a.txt @ann @ben",
        "@ben\na.txt: Prices rose.\nabout a.txt title=Theirs reliability=B",
    );
    assert_eq!(
        merged,
        "@ben\na.txt: Prices rose.\nabout a.txt title=Theirs publisher=AP reliability=B\nread a.txt @ben\n\
         ! document “Theirs”: title is “Theirs”; “Ours” gave way (1970-01-01 00:00:00)"
    );
}

#[test]
fn sentences_cut_in_different_places_are_merged_and_in_one_place_conflict() {
    let base = "a.txt: One.| Two.| Three.| Four.|";
    assert_eq!(
        drawn(base, "a.txt: On|e.| Two.| Three.| Four.|", "a.txt: One.| Two.| Three. Four.|"),
        "a.txt: On|e.| Two.| Three. Four.|"
    );
    assert_eq!(
        drawn(base, "a.txt: One. Two.| Three.| Four.|", "a.txt: One.| Two. Three.| Four.|"),
        "a.txt: One. Two.| Three.| Four.|\n! document “a”: sentences is bytes 0–16 cut as 0–9, 10–16; bytes 0–16 cut as 0–4, 5–16 gave way (1970-01-01 00:00:00)"
    );
    let role = |project: Project, role| {
        let sentence = Sentence { span: Span::new(0, 4), role };
        with(
            project,
            [Edit::SetSentences { document: document_id(1), first: 0, removed: 1, inserted: vec![sentence] }],
        )
    };
    let ours = role(project(base), SentenceRole::Heading);
    let theirs = project("a.txt: One.| Two. Three.| Four.|");
    let merged = merged(&project(base), &ours, &theirs).project;
    let roles: Vec<SentenceRole> =
        merged.documents().next().unwrap().sentences.iter().map(|one| one.role).collect();
    assert_eq!((roles.len(), roles[0]), (3, SentenceRole::Heading));
    assert_eq!(conflicts(&merged), Vec::<String>::new());
}

#[test]
fn the_order_of_who_moved_documents_is_kept_and_new_ones_follow_what_they_followed() {
    let base = "a.txt: A.\nb.txt: B.\nc.txt: C.";
    let ours = with(project(base), [Edit::MoveDocument { document: document_id(3), position: 0 }]);
    let theirs = project(&format!("{base}\nd.txt: D."));
    assert_eq!(shown(&merged(&project(base), &ours, &theirs)), "c.txt: C.\nd.txt: D.\na.txt: A.\nb.txt: B.");
    let theirs = with(project(base), [Edit::MoveDocument { document: document_id(1), position: 2 }]);
    let told = merged(&project(base), &ours, &theirs).report.told;
    assert_eq!(told, [Told::Reordered("documents")]);
}

#[test]
fn a_document_that_goes_to_the_end_is_one_move() {
    let base = project("a.txt: A.\nb.txt: B.\nc.txt: C.\nd.txt: D.");
    let theirs = with(base.clone(), [Edit::MoveDocument { document: document_id(1), position: 3 }]);
    let step = merged(&base, &base, &theirs).step;
    assert_eq!(step.edits, [Edit::MoveDocument { document: document_id(1), position: 3 }]);
}

#[test]
fn a_document_that_one_side_took_out_comes_back_for_a_claim_of_the_other() {
    let merged = drawn("a.txt: A.\nb.txt: B.", "a.txt: A.", "a.txt: A.\nb.txt: B.{c1}");
    assert_eq!(
        merged,
        "a.txt: A.\nb.txt: B.{c1}\n! document “b” was deleted on one side and changed or used on the other: it is kept"
    );
}

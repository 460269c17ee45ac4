//! The report: in each format well-formed, harmless, whole, and the same for the same project.

mod markup;
mod office;

use crate::fixture::about_one_question;
use crate::fixture::{annotator_id, claim_id, document_id, project, verdict_id};
use crossclaim::formats::{ReportFormat, ReportOptions, ReportPart, write_report};
use crossclaim::model::{
    Claim, ClaimId, Document, DocumentDetails, DocumentId, Edit, Link, LinkId, Project, ProjectId, Source,
    Timestamp, Verdict,
};
use crossclaim::storage::read_project;
use crossclaim::text::{Span, segment, visible};
use markup::Page;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;
use uuid::Uuid;

/// Has a case of each state, a dispute, an unlinked claim, copies, two annotators and a document not read.
const SMALL: &str = r#"title Rents <in> "Ostend" & elsewhere
    @ben
    a.txt: Rents rose by 3 %.{c1 quantity high} Nobody moved. [They will rise again]{c2 prediction low by(the mayor)}, she said.
    b.txt: Title\nOn Monday rents rose by 5 %.{c3 quantity moderate 2} Later, they fell.{c4}
    c.txt: Rents rose by 5 %, the agency says.{c5 quantity @ben "Rents rose by 5 % on Monday."}
    d.txt: Not read. עלו המחירים.
    about a.txt title="Rents up" publisher=AP reliability=B url=https://example.org/a?x=1&y=2 published=2026-01-04
    about b.txt reliability=F url=javascript:alert(1)
    about c.txt origin=AP author="Ann Lee"
    read a.txt @ann
    read b.txt @ann @ben
    read c.txt @ben
    c1 contradicts c3 high numeric(3 / 5)
    c3 same_origin c5
    c1 contradicts c4
    c2 qualifies c4 moderate scope(again / )
    c2 updates c1
    dismiss c1 d.txt "Not read."
    verdict c1 c3 both_different_time favours c3 high "Two <days> apart."
    verdict c2 c4 open "Ask the mayor.
    verdict c4 rounding "About no disagreement." @ben"#;

fn small() -> Project {
    project(&about_one_question(&SMALL.replace("\"Ask the mayor.", "\"Ask the mayor.\"")))
}

fn written(project: &Project, options: &ReportOptions) -> Vec<u8> {
    write_report(project, options, &mut |_| ControlFlow::Continue(())).unwrap()
}

fn written_as(project: &Project, format: ReportFormat) -> Vec<u8> {
    written(project, &ReportOptions { format, ..ReportOptions::default() })
}

fn html(project: &Project) -> String {
    String::from_utf8(written_as(project, ReportFormat::Html)).unwrap()
}

fn report(notation: &str) -> String {
    html(&project(notation))
}

/// What follows the style sheet.
fn body(html: &str) -> &str {
    html.split_once("</style>").unwrap().1
}

#[test]
fn a_small_report_is_as_recorded() {
    assert_as_recorded("small.html", body(&html(&small())));
    let text = String::from_utf8(written_as(&small(), ReportFormat::Markdown)).unwrap();
    assert_as_recorded("small.md", &text);
}

/// With `CROSSCLAIM_GOLDEN=write` in the environment the file is recorded anew.
#[track_caller]
#[expect(clippy::disallowed_methods, reason = "a test reads its own data")]
fn assert_as_recorded(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/report").join(name);
    if std::env::var("CROSSCLAIM_GOLDEN").is_ok_and(|wish| wish == "write") {
        std::fs::write(&path, found).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap();
    let differing = found.lines().zip(expected.lines()).find(|(found, expected)| found != expected);
    assert_eq!(differing, None);
    assert_eq!(found, expected);
}

#[test]
fn the_sample_has_every_section_and_both_verdicts() {
    let bytes = include_bytes!("../../../assets/sample/sample.crossclaim.ron");
    let sample = read_project(bytes).unwrap().project;
    let page = Page::read(&html(&sample));
    let titles = ReportPart::ALL.map(ReportPart::title).into_iter().chain(["Notes"]);
    assert_eq!(page.texts_of("h2"), titles.collect::<Vec<_>>());
    assert_eq!(page.count("article"), 19);
    assert!(page.texts_of("mark").contains(&"$100 billion".to_owned()));
    assert!(sample.verdicts().all(|verdict| page.text.contains(&verdict.rationale)));
    assert!(page.text.contains("as of 2026-11-20 10:48 UTC"));
}

#[test]
fn a_quotation_stands_between_its_neighbours_with_the_differing_words_marked() {
    let found = report(
        "a.txt: First. Rents rose by 3 % [in May, by a lot]{c1}, they say. Last.
        b.txt: They rose by 5 % in May.{c2}
        c1 contradicts c2 numeric(a lot / 5)",
    );
    let page = Page::read(&found);
    let quotes = page.texts_of("blockquote");
    assert_eq!(
        quotes,
        ["First. Rents rose by 3 % in May, by a lot, they say. Last.1", "They rose by 5 % in May.2"]
    );
    assert_eq!(page.texts_of("mark"), ["a lot", "5"]);
}

#[test]
fn lines_between_sentences_stay_lines() {
    let found = report(
        "a.txt: - One fell.\\n- Rents rose.{c1}\\n- Three fell.
        b.txt: Rents fell.{c2}
        c1 contradicts c2",
    );
    assert!(found.contains("One fell.</span><br/>"), "{found}");
}

#[test]
fn a_project_with_little_in_it_gets_a_sentence_for_each_empty_part() {
    let text = |notation: &str| Page::read(&report(notation)).text;
    let empty = text("");
    assert!(empty.contains("The project has no documents yet"));
    assert!(empty.contains("no work in it yet"));
    let one = text("a.txt: Rents rose.");
    assert!(one.contains("No claims yet.") && one.contains("No claims are linked yet."));
    let unlinked = text("a.txt: Rents rose.{c1}\nb.txt: Rents fell.{c2}");
    assert!(unlinked.contains("There are no links yet.") && unlinked.contains("Linked to no other claim"));
    assert!(unlinked.contains("2 claims are linked to no other."));
    let agreeing = text("a.txt: Rents rose.{c1}\nb.txt: They rose.{c2}\nc1 corroborates c2");
    assert!(agreeing.contains("no two claims are linked as opposing each other"));
}

#[test]
fn claims_since_a_verdict_are_told() {
    let mut project = project(
        "a.txt: Rents rose.{c1}
        b.txt: Rents fell.{c2}
        c.txt: They fell.{c3}
        c1 contradicts c2
        c2 corroborates c3",
    );
    let verdict = Verdict {
        question: None,
        id: verdict_id(1),
        claims: [1, 2].map(claim_id).into(),
        outcome: "rounding".to_owned(),
        favoured: Vec::new(),
        rationale: "Small.".to_owned(),
        confidence: None,
        annotator: annotator_id(1),
        decided: Timestamp::from_millis(1_800_000_000_000),
    };
    project.apply(Edit::PutVerdict(Box::new(verdict))).unwrap();
    let page = Page::read(&html(&project));
    assert!(page.text.contains("1 new claim since the verdict: C1"), "{}", page.text);
    assert!(page.text.contains("Came after the verdict") && page.text.contains("needs another look"));
}

#[test]
fn what_reads_the_other_way_keeps_to_itself_and_hidden_marks_are_shown() {
    let mut project = project(
        "title a\u{202E}b\na.txt: קודם. המחירים עלו.{c1}\nb.txt: המחירים ירדו.{c2}\nc1 contradicts c2",
    );
    let mut claim = project.claim(claim_id(1)).unwrap().clone();
    claim.statement = "up\u{2066}<b>".to_owned();
    project.apply(Edit::PutClaim(Box::new(claim))).unwrap();
    let details = DocumentDetails {
        role: Default::default(),
        language: "he".to_owned(),
        title: "\u{202D}כותרת".to_owned(),
        source: Source { url: "https://example.org/\u{202E}x".to_owned(), ..Source::default() },
    };
    let edit = Edit::SetDocumentDetails { document: document_id(1), details: Box::new(details) };
    project.apply(edit).unwrap();
    let found = html(&project);
    assert!(!found.contains(['\u{202E}', '\u{202D}', '\u{2066}']));
    assert!(found.contains("<blockquote dir=\"auto\" lang=\"he\">"));
    assert!(found.contains("a▯b") && found.contains("up▯&lt;b&gt;"));
}

#[test]
fn long_lists_are_cut_and_say_so() {
    let page = Page::read(&html(&crowd(3, 1_500)));
    let shown = page.texts_of("h3").len();
    assert_eq!(page.count("article"), 100);
    assert!(shown < 120, "{shown}");
    for told in [
        "1,300 questions more not shown here",
        "1,400 open disagreements more not shown here",
        "Shown: 480 of 3,000 claims.",
    ] {
        assert!(page.text.contains(told), "{told}");
    }
}

#[test]
fn many_documents_get_signs_for_cells_and_those_that_say_nothing_are_left_out() {
    let page = Page::read(&html(&crowd(60, 40)));
    assert!(page.text.contains("30 documents more not shown here"));
    assert!(page.text.contains("Shown: 12 of 60 documents."));
    let classes: Vec<&String> = page.values("table", "class");
    assert!(classes.iter().any(|class| class.as_str() == "matrix signs"), "{classes:?}");
}

const fn uuid(kind: u128, number: u128) -> Uuid {
    Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0000 | (kind << 40) | number)
}

/// So many documents and so many threads of two contradicting claims, one document after the other.
fn crowd(documents: u128, threads: u128) -> Project {
    let mut project = Project::new(ProjectId(uuid(9, 0)), "Crowd");
    let annotator = crossclaim::model::Annotator {
        machine: None,
        id: annotator_id(1),
        name: "Ann".to_owned(),
        reference: false,
    };
    project.apply(Edit::PutAnnotator(annotator)).unwrap();
    let lines: Vec<String> = (0..2 * threads).map(|number| format!("{number} fell.")).collect();
    let text = lines.join("\n");
    let sentences = segment(&text, None).0;
    for number in 0..documents {
        let document = Document {
            pinpoints: Vec::new(),
            id: DocumentId(uuid(1, number)),
            details: DocumentDetails::default(),
            file_name: String::new(),
            original_sha256: String::new(),
            text: text.as_str().into(),
            sentences: sentences.clone(),
            read_by: BTreeSet::new(),
        };
        project.apply(Edit::AddDocument { position: usize::MAX, document: Box::new(document) }).unwrap();
    }
    for number in 0..2 * threads {
        let span = sentences[usize::try_from(number).unwrap()].span;
        let quote = span.slice(&text).unwrap().to_owned();
        let document = DocumentId(uuid(1, number % documents));
        project
            .apply(Edit::PutClaim(Box::new(claim(ClaimId(uuid(2, number)), document, (span, quote)))))
            .unwrap();
    }
    for number in 0..threads {
        let link = Link {
            question: None,
            id: LinkId(uuid(3, number)),
            from: ClaimId(uuid(2, 2 * number)),
            to: ClaimId(uuid(2, 2 * number + 1)),
            kind: "contradicts".to_owned(),
            confidence: None,
            differences: Vec::new(),
            note: String::new(),
            annotator: annotator_id(1),
            created: Timestamp::default(),
            modified: Timestamp::default(),
        };
        project.apply(Edit::PutLink(Box::new(link))).unwrap();
    }
    project
}

fn claim(id: ClaimId, document: DocumentId, (span, quote): (Span, String)) -> Claim {
    Claim {
        questions: Vec::new(),
        when: None,
        id,
        document,
        span,
        quote,
        unanchored: false,
        kinds: Vec::new(),
        statement: String::new(),
        attributed_to: String::new(),
        modality: None,
        confidence: None,
        credibility: None,
        tags: Vec::new(),
        note: String::new(),
        annotator: annotator_id(1),
        created: Timestamp::default(),
        modified: Timestamp::default(),
    }
}

/// Words that try to break out.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("</style><script>alert(1)</script>".to_owned()),
        Just("\"' onload=x & &amp; &#0; ]]> <!-- --> <?x?>".to_owned()),
        Just("\u{202E}\u{2066}\u{0}\u{1b}\u{FFFE}\u{FFFF}\u{AD}".to_owned()),
        Just("https://evil.example/x.js".to_owned()),
        Just("javascript:alert(1)".to_owned()),
        Just("ناس عادیون 语言 👩‍👩‍👧 e\u{301}".to_owned()),
        Just(" \n\n\t".to_owned()),
        "[ -~]{0,12}",
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

/// The small project with such words in every place that takes any.
fn nasty_project(words: &[String]) -> Project {
    let mut project = small();
    project.apply(Edit::SetTitle(words[0].clone())).unwrap();
    let source = Source {
        publisher: words[1].clone(),
        author: words[2].clone(),
        url: words[3].clone(),
        reliability: None,
        origin: words[4].clone(),
        ..Source::default()
    };
    let details = DocumentDetails {
        role: Default::default(),
        title: words[5].clone(),
        language: words[6].clone(),
        source,
    };
    let edit = Edit::SetDocumentDetails { document: document_id(2), details: Box::new(details) };
    project.apply(edit).unwrap();
    let mut one = project.claim(claim_id(1)).unwrap().clone();
    one.statement.clone_from(&words[7]);
    one.attributed_to.clone_from(&words[1]);
    project.apply(Edit::PutClaim(Box::new(one))).unwrap();
    let mut verdict = project.verdict(verdict_id(1)).unwrap().clone();
    verdict.rationale.clone_from(&words[8]);
    project.apply(Edit::PutVerdict(Box::new(verdict))).unwrap();
    let mut codebook = project.codebook().clone();
    codebook.link_kinds[1].label.clone_from(&words[2]);
    codebook.link_kinds[1].color.clone_from(&words[3]);
    codebook.claim_kinds[0].definition.clone_from(&words[4]);
    drop(project.apply(Edit::SetCodebook(Box::new(codebook))));
    project
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_a_project_says_office_files_are_well_formed_and_the_same_each_time(
        words in prop::collection::vec(nasty(), 9),
    ) {
        let project = nasty_project(&words);
        for format in [ReportFormat::Docx, ReportFormat::Odt] {
            let bytes = written_as(&project, format);
            prop_assert_eq!(&bytes, &written_as(&project.clone(), format));
            office::Office::read(&bytes).check_links();
        }
    }

    #[test]
    fn whatever_a_project_says_the_page_is_well_formed_and_fetches_nothing(
        words in prop::collection::vec(nasty(), 9),
    ) {
        let project = nasty_project(&words);
        let page = html(&project);
        prop_assert_eq!(&page, &html(&project.clone()));
        let page = Page::read(&page);
        prop_assert_eq!(page.count("script"), 0);
        let kept = |text: &str| text.replace(['\u{FFFE}', '\u{FFFF}'], "▯");
        for verdict in project.verdicts() {
            let rationale = kept(&visible(&verdict.rationale));
            prop_assert!(rationale.trim().is_empty() || page.text.contains(&rationale), "{}", rationale);
        }
        let sources: Vec<String> = project
            .documents()
            .map(|document| kept(&visible(document.details.source.url.trim())))
            .collect();
        for (element, name, value) in &page.attributes {
            prop_assert!(!name.starts_with("on") && !["src", "action", "srcset"].contains(&name.as_str()));
            match name.as_str() {
                "href" => {
                    let is_source = value.starts_with("http") && sources.contains(value);
                    let is_within = ["#case-", "#note-", "#ref-"].iter().any(|start| value.starts_with(start));
                    prop_assert!(is_within || is_source, "{element}: {value}");
                }
                "style" => prop_assert!(!value.contains("url") && !value.contains('\\'), "{}", value),
                "xmlns" | "content" => {}
                _ => prop_assert!(!value.starts_with("javascript:") || name == "title" || name == "aria-label"),
            }
        }
    }
}

//! Projects for the tests of formats, made by hand.

use crossclaim::formats::{
    Dataset, Defaults, ExportOptions, InputFile, OutputFile, WriteReport, format, read_jsonl,
};
use crossclaim::model::*;
use crossclaim::text::{Span, segment};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use uuid::Uuid;

pub(super) const TEXT_A: &str =
    "Straße 👩‍👩‍👧 closes\n\nThe e\u{301}lite “said” so.\nIt made $7.\n5 billion, or 7\u{a0}%.\tDone.";
pub(super) const TEXT_B: &str = "قالت الشركة إنها خسرت ٥٠ مليارًا.\nשלום עולם. No \u{202e}loss, it said.";

pub(super) const fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0000 + number)
}

pub(super) const fn ann() -> AnnotatorId {
    AnnotatorId(uuid(1))
}

pub(super) const fn time(seconds: i64) -> i64 {
    1_764_000_000_000 + 1_000 * seconds
}

pub(super) fn annotator(number: u128, name: &str) -> Annotator {
    Annotator { machine: None, id: AnnotatorId(uuid(number)), name: name.to_owned(), reference: number == 2 }
}

pub(super) fn document(number: u128, title: &str, text: &str) -> Document {
    Document {
        pinpoints: Vec::new(),
        id: DocumentId(uuid(number)),
        details: DocumentDetails { title: title.to_owned(), ..DocumentDetails::default() },
        file_name: String::new(),
        original_sha256: String::new(),
        text: text.into(),
        sentences: segment(text, None).0,
        read_by: BTreeSet::new(),
    }
}

/// A claim on the words in the text.
fn claim(number: u128, document: &Document, words: &str) -> Claim {
    let start = document.text.find(words).unwrap();
    claim_at(number, document, Span::new(start, start + words.len()))
}

pub(super) fn claim_at(number: u128, document: &Document, span: Span) -> Claim {
    Claim {
        questions: Vec::new(),
        when: None,
        id: ClaimId(uuid(number)),
        document: document.id,
        span,
        quote: span.slice(&document.text).unwrap().to_owned(),
        unanchored: false,
        kinds: Vec::new(),
        statement: String::new(),
        attributed_to: String::new(),
        modality: None,
        confidence: None,
        credibility: None,
        tags: Vec::new(),
        note: String::new(),
        annotator: ann(),
        created: Timestamp::from_millis(time(0)),
        modified: Timestamp::from_millis(time(1)),
    }
}

pub(super) fn link(number: u128, from: &Claim, to: &Claim, kind: &str) -> Link {
    Link {
        question: None,
        id: LinkId(uuid(number)),
        from: from.id,
        to: to.id,
        kind: kind.to_owned(),
        confidence: None,
        differences: Vec::new(),
        note: String::new(),
        annotator: ann(),
        created: Timestamp::from_millis(time(2)),
        modified: Timestamp::from_millis(time(2)),
    }
}

pub(super) fn confidence(level: &str) -> Confidence {
    Confidence { scale: DEFAULT_SCALE.to_owned(), level: level.to_owned() }
}

/// Emoji of several code points, combining marks, right-to-left text, overlapping claims, and names with quotes,
/// tabs and line ends.
pub(super) fn nasty_project() -> Project {
    let (mut first, mut second) =
        (document(10, "=A \"first\"\ttitle", TEXT_A), document(11, "B, second", TEXT_B));
    first.file_name = String::from("a \"b\".txt");
    first.original_sha256 = "ab".repeat(32);
    first.details.language = String::from("en");
    first.details.source.publisher = String::from("Daily\n\"News\"");
    first.details.source.reliability = Some("F".to_owned());
    second.read_by = BTreeSet::from([ann(), AnnotatorId(uuid(2))]);
    second.sentences.truncate(1);
    let mut claims = vec![
        claim(20, &first, "👩‍👩‍👧 closes"),
        claim(21, &first, "closes"),
        claim(22, &first, "$7.\n5 billion"),
        claim(23, &second, "خسرت ٥٠ مليارًا"),
        claim(24, &second, "loss, it said"),
    ];
    claims[0].kinds = vec!["quantity".to_owned(), "rule".to_owned()];
    claims[0].confidence = Some(confidence("high"));
    claims[1].note = String::from("-1 is no formula,\r\n\"really\"");
    claims[1].tags = vec!["@home".to_owned(), "two words".to_owned()];
    claims[2].statement = String::from("Profit was 7.5 billion dollars");
    claims[2].modality = Some(Modality::Asserted);
    claims[2].credibility = Credibility::new(6);
    claims[3].attributed_to = String::from("the company");
    claims[4].annotator = AnnotatorId(uuid(2));
    claims[4].quote = String::from("words that went missing");
    claims[4].unanchored = true;
    let mut links = vec![
        link(30, &claims[2], &claims[3], "contradicts"),
        link(31, &claims[4], &claims[2], "updates"),
        link(32, &claims[2], &claims[3], "qualifies"),
    ];
    let number = TEXT_B.find('٥').unwrap();
    links[0].confidence = Some(confidence("low"));
    links[0].differences = vec![
        Difference {
            kind: "numeric".to_owned(),
            from: Some(claims[2].span),
            to: Some(Span::new(number, number + "٥٠".len())),
            note: String::new(),
        },
        Difference { kind: "polarity".to_owned(), from: None, to: None, note: "profit / loss".to_owned() },
    ];
    links[1].annotator = AnnotatorId(uuid(2));
    let mut edits = vec![
        Edit::SetTitle("Nasty \"project\"".to_owned()),
        Edit::PutAnnotator(annotator(1, "Ann \"the tab\"\tO'Neil\n=1+1")),
        Edit::PutAnnotator(annotator(2, "Reference")),
    ];
    edits.extend(
        [second, first].map(|document| Edit::AddDocument { position: 0, document: Box::new(document) }),
    );
    edits.extend(claims.iter().cloned().map(|claim| Edit::PutClaim(Box::new(claim))));
    edits.extend(links.into_iter().map(|link| Edit::PutLink(Box::new(link))));
    edits.extend(decisions(&claims));
    project(edits)
}

/// The nasty project with more: kinds whose names have spaces, quotes, tabs and line ends, a claim over several
/// sentences, links within a document and between annotators, a link that joins the same claims twice.
pub(super) fn nastier_project() -> Project {
    let mut project = nasty_project();
    let mut codebook = project.codebook().clone();
    let odd = ["gives background", "a \"quoted\"\tkind\nof two lines", "Gives Background"];
    for name in odd {
        let (id, label, color) = (name.to_owned(), format!("The {name}"), "8C8F94".to_owned());
        codebook.claim_kinds.push(ClaimKind {
            id: id.clone(),
            label: label.clone(),
            color: color.clone(),
            ..ClaimKind::default()
        });
        codebook.link_kinds.push(LinkKind { id, label, color, ..LinkKind::default() });
    }
    let [first, second] = [10, 11].map(|number| project.document(DocumentId(uuid(number))).unwrap().clone());
    let whole = Span::new(0, first.text.find("Done").unwrap());
    let mut claims = vec![
        claim_at(50, &first, whole),
        claim(51, &first, "It made"),
        claim(52, &second, "שלום עולם"),
        claim(53, &second, "خسرت ٥٠ مليارًا"),
        claim_at(54, &second, Span::new(second.text.find(". No").unwrap(), second.text.len())),
    ];
    claims[0].kinds = vec![odd[0].to_owned()];
    claims[1].kinds = vec![odd[1].to_owned(), odd[2].to_owned()];
    claims[1].confidence =
        Some(Confidence { scale: "icd203_likelihood".to_owned(), level: "likely".to_owned() });
    claims[2].kinds = vec![odd[2].to_owned()];
    claims[3].annotator = AnnotatorId(uuid(2));
    claims[3].kinds = vec!["quantity".to_owned()];
    let links = [
        link(60, &claims[0], &claims[1], odd[0]),
        link(61, &claims[0], &claims[1], odd[2]),
        link(62, &claims[1], &claims[2], odd[1]),
        link(63, &claims[1], &claims[3], "updates"),
        link(64, &claims[2], &claims[4], "corroborates"),
    ];
    project.apply(Edit::SetCodebook(Box::new(codebook))).unwrap();
    for claim in &claims {
        project.apply(Edit::PutClaim(Box::new(claim.clone()))).unwrap();
    }
    for (index, mut link) in links.into_iter().enumerate() {
        link.confidence = (index % 2 == 0).then(|| confidence("moderate"));
        link.note = if index == 2 { "see\tthere".to_owned() } else { String::new() };
        project.apply(Edit::PutLink(Box::new(link))).unwrap();
    }
    assert_eq!(project.check().iter().filter(|rule| !rule.to_string().contains("quote")).count(), 0);
    project
}

/// Two short documents with an emoji before everything, in the notation of fixtures.
pub(super) fn small_project() -> Project {
    crate::fixture::project(
        r#"title Porto
a1.txt: 🔥 [Fire kills 12 in Porto.]{c1 quantity high}\n[Police say it was arson.]{c2 moderate}
b1.txt: [At least nine died, the mayor said.]{c3 quantity quotation moderate}\n[The cause was electrical.]{c4 low}
about a1.txt publisher=Daily
about b1.txt publisher=Herald
c1 contradicts c3 moderate numeric(12 / nine)
c2 contradicts c4 high
c2 background c1 low
verdict c2 c4 open "no report yet" @ann"#,
    )
}

fn decisions(claims: &[Claim]) -> Vec<Edit> {
    let at = Timestamp::from_millis(time(3));
    let dismissal = Dismissal {
        id: DismissalId(uuid(40)),
        claim: claims[0].id,
        document: claims[3].document,
        span: Span::new(0, "قالت".len()),
        annotator: ann(),
        created: at,
    };
    let verdict = Verdict {
        question: None,
        id: VerdictId(uuid(41)),
        claims: vec![claims[3].id, claims[2].id],
        outcome: "rounding".to_owned(),
        favoured: vec![claims[2].id],
        rationale: "see “filing”".to_owned(),
        confidence: Some(confidence("moderate")),
        annotator: AnnotatorId(uuid(2)),
        decided: at,
    };
    let ruling = Ruling {
        id: RulingId(uuid(42)),
        claims: vec![claims[0].id, claims[1].id],
        links: vec![LinkId(uuid(30))],
        outcome: "keep_all".to_owned(),
        cause: String::new(),
        rationale: String::new(),
        annotator: AnnotatorId(uuid(2)),
        decided: at,
    };
    let conflict = Conflict {
        id: ConflictId(uuid(43)),
        record: RecordId::Claim(claims[0].id),
        field: "note".to_owned(),
        kept: "\"a\"".to_owned(),
        other: "\"b\"".to_owned(),
        annotator: Some(ann()),
        time: at,
    };
    vec![
        Edit::PutDismissal(Box::new(dismissal)),
        Edit::PutVerdict(Box::new(verdict)),
        Edit::PutRuling(Box::new(ruling)),
        Edit::PutConflict(Box::new(conflict)),
    ]
}

pub(super) fn project(edits: Vec<Edit>) -> Project {
    let mut project = Project::new(ProjectId(uuid(0)), "");
    for edit in edits {
        project.apply(edit).unwrap();
    }
    project
}

/// The project that a dataset makes of an empty one.
pub(super) fn project_of(dataset: Dataset) -> Project {
    let mut edits: Vec<Edit> = dataset.title.into_iter().map(Edit::SetTitle).collect();
    edits.extend(dataset.codebook.map(|codebook| Edit::SetCodebook(Box::new(codebook))));
    edits.extend(dataset.settings.map(Edit::SetSettings));
    edits.extend(dataset.annotators.into_iter().map(Edit::PutAnnotator));
    edits.extend(
        dataset
            .documents
            .into_iter()
            .map(|document| Edit::AddDocument { position: usize::MAX, document: Box::new(document) }),
    );
    edits.extend(dataset.claims.into_iter().map(|claim| Edit::PutClaim(Box::new(claim))));
    edits.extend(dataset.links.into_iter().map(|link| Edit::PutLink(Box::new(link))));
    edits.extend(dataset.dismissals.into_iter().map(|dismissal| Edit::PutDismissal(Box::new(dismissal))));
    edits.extend(dataset.verdicts.into_iter().map(|verdict| Edit::PutVerdict(Box::new(verdict))));
    edits.extend(dataset.rulings.into_iter().map(|ruling| Edit::PutRuling(Box::new(ruling))));
    edits.extend(dataset.conflicts.into_iter().map(|conflict| Edit::PutConflict(Box::new(conflict))));
    project(edits)
}

pub(super) fn go_on(_: f32) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// The files of an export, in memory.
pub(super) fn written(name: &str, project: &Project, options: &ExportOptions) -> Vec<OutputFile> {
    reported(name, project, options).0
}

/// The files of an export, and what was said about it.
pub(super) fn reported(
    name: &str,
    project: &Project,
    options: &ExportOptions,
) -> (Vec<OutputFile>, WriteReport) {
    crossclaim::formats::written(format(name).unwrap(), project, options, &mut go_on).unwrap()
}

/// Reads files as if by Zoe, who is in no file.
pub(super) fn read(files: &[OutputFile]) -> Dataset {
    let files: Vec<(&str, &[u8])> = files.iter().map(|file| (file.name.as_str(), &*file.bytes)).collect();
    read_rows(&files).unwrap()
}

/// Reads files of a format as if by Zoe, who is in no file.
pub(super) fn read_as(
    name: &str,
    files: &[(&str, &[u8])],
    project: Option<&Project>,
) -> Result<Dataset, crossclaim::formats::FormatError> {
    let zoe = annotator(9, "Zoe");
    let time = Timestamp::from_millis(time(9));
    let files: Vec<InputFile<'_>> = files.iter().map(|(name, bytes)| InputFile { name, bytes }).collect();
    let read = format(name).unwrap().read_dataset.unwrap();
    read(&files, &Defaults { time, annotator: &zoe, project })
}

/// Why files were refused, or the row of them that was left out.
#[track_caller]
pub(super) fn refused_or_told(found: Result<Dataset, crossclaim::formats::FormatError>) -> String {
    match found {
        Ok(found) => found.problems.into_iter().find(|words| words.ends_with("left out")).unwrap(),
        Err(err) => err.to_string(),
    }
}

pub(super) fn read_rows(files: &[(&str, &[u8])]) -> Result<Dataset, crossclaim::formats::FormatError> {
    let zoe = annotator(9, "Zoe");
    let time = Timestamp::from_millis(time(9));
    let files: Vec<InputFile<'_>> = files.iter().map(|(name, bytes)| InputFile { name, bytes }).collect();
    read_jsonl(&files, &Defaults { time, annotator: &zoe, project: None })
}

pub(super) fn text_of<'f>(files: &'f [OutputFile], name: &str) -> &'f str {
    let file = files.iter().find(|file| file.name == name).unwrap();
    std::str::from_utf8(&file.bytes).unwrap()
}

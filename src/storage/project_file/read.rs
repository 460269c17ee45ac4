//! [`read_project`]: bytes to a [`Project`].

use super::build::{Built, build, refusals};
use super::contents::{Contents, Header};
use super::error::{Place, ReadError};
use super::layout::{Layout, Line};
use super::parse::{Parsed, parse_claim, parse_link, parse_record};
use super::source::Source;
use super::trust::{Trust, trust};
use super::{FORMAT, VERSION};
use crate::model::{Parts, Project, default_codebook};
use crate::storage::{FileHash, Vfs};
use serde::de::DeserializeOwned;
use std::io;
use std::path::Path;

/// A project as it came from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedProject {
    /// Sound: every record passed the model's rules.
    pub project: Project,
    /// What was odd and did not stop us, in words.
    pub problems: Vec<String>,
    /// Names the exact bytes; the next save expects them still to be there.
    pub hash: FileHash,
}

/// Reads a project file.
///
/// # Errors
/// A damaged record is an error, not a loss: the file is left alone, and [`salvage_project`](super::salvage_project)
/// can rescue the rest.
pub fn read_project(bytes: &[u8]) -> Result<LoadedProject, ReadError> {
    let trust = trust(bytes)?;
    let parts = read_parts(trust.text, &trust.layout)?;
    let Built { project, problems, refused } = build(parts);
    if let Some(err) = refusals(refused, trust.text).into_iter().next() {
        return Err(err);
    }
    Ok(trust.loaded(project, problems))
}

/// Reads a project file of at most that many bytes from the disk. Takes half the memory of reading its bytes first.
///
/// # Errors
/// As with [`read_project`] within, when the file could be read at all.
pub fn open_project(vfs: &dyn Vfs, path: &Path, max_len: u64) -> io::Result<Result<LoadedProject, ReadError>> {
    let bytes = vfs.read(path, max_len)?;
    let ours = match trust(&bytes) {
        Ok(trust) if trust.layout.is_ours() && trust.text.len() == bytes.len() => {
            let Trust { layout, problems, hash, .. } = trust;
            (layout, problems, hash)
        }
        _ => return Ok(read_project(&bytes)),
    };
    if let Some(loaded) = String::from_utf8(bytes).ok().and_then(|text| spend(text, ours)) {
        return Ok(Ok(loaded));
    }
    // What is wrong takes the whole text to tell, and that is spent.
    Ok(read_project(&vfs.read(path, max_len)?))
}

/// Reads a text and gives it back on the way; none when anything is wrong.
fn spend(
    text: String,
    (layout, mut problems, hash): (Layout, Vec<String>, FileHash),
) -> Option<LoadedProject> {
    let parts = own_parts(&mut Source::Owned(text), &layout).ok()?;
    drop(layout);
    let mut built = build(parts);
    problems.append(&mut built.problems);
    built.refused.is_empty().then_some(LoadedProject { project: built.project, problems, hash })
}

/// Reads all records, by our own layout where it is that, else as any RON document.
pub(super) fn read_parts(text: &str, layout: &Layout) -> Result<Parts, ReadError> {
    if !layout.is_ours() {
        return whole_parts(text);
    }
    // By hand a record may have been changed into something our layout misreads: the library has the last word,
    // but the error of the line is the better one.
    own_parts(&mut Source::Borrowed(text), layout).or_else(|err| whole_parts(text).or(Err(err)))
}

/// Reads all records with the ron library.
pub(super) fn whole_parts(text: &str) -> Result<Parts, ReadError> {
    let contents = ron::from_str::<Contents>(text).map_err(|err| {
        let place = Place { line: err.span.end.line, column: err.span.end.col };
        let is_cut = matches!(err.code, ron::Error::Eof | ron::Error::ExpectedStringEnd)
            || place.line >= text.trim_end().lines().count().max(1);
        match ReadError::from_ron(err, 0) {
            ReadError::Syntax { .. } if is_cut => ReadError::Cut(end_of(text)),
            err => err,
        }
    })?;
    check_header(&contents.format, contents.version)?;
    Ok(contents.into())
}

fn check_header(format: &str, version: u64) -> Result<(), ReadError> {
    match version {
        VERSION if format == FORMAT => Ok(()),
        VERSION | 0 => Err(ReadError::NotOurs),
        version => Err(ReadError::Newer { version }),
    }
}

fn end_of(text: &str) -> Place {
    let line = text.lines().count().max(1);
    Place { line, column: 1 + text.lines().next_back().unwrap_or_default().chars().count() }
}

/// Reads all records of a file in our layout, from the last section to the first.
fn own_parts(source: &mut Source<'_>, layout: &Layout) -> Result<Parts, ReadError> {
    let errors = &mut Vec::new();
    let conflicts = section(source, layout, ("conflicts", parse_record), errors);
    let rulings = section(source, layout, ("rulings", parse_record), errors);
    let verdicts = section(source, layout, ("verdicts", parse_record), errors);
    let dismissals = section(source, layout, ("dismissals", parse_record), errors);
    let links = section(source, layout, ("links", parse_link), errors);
    let claims = section(source, layout, ("claims", parse_claim), errors);
    let documents = kept(source.take_documents(&layout.documents), errors);
    let annotators = section(source, layout, ("annotators", parse_record), errors);
    let text = source.text();
    let header = layout.header.as_ref().ok_or(ReadError::NotOurs)?;
    let header: Header = parse_fields(header.number, &format!("({})", header.of(text)))?;
    check_header(&header.format, header.version)?;
    let settings = layout.settings.as_ref().map(|line| parse_value(line, text)).transpose()?;
    let codebook = match &layout.codebook {
        Some(lines) => parse_fields(lines.first - 1, &format!("(\n{})", lines.of(text)))?,
        None => default_codebook(),
    };
    // The sections were read backwards, the lines of each forwards.
    match errors.pop() {
        Some(first) => Err(first),
        None => Ok(Parts {
            id: header.id,
            title: header.title,
            codebook,
            settings: settings.unwrap_or_default(),
            annotators,
            documents,
            claims,
            links,
            dismissals,
            verdicts,
            rulings,
            conflicts,
        }),
    }
}

fn section<T: Send>(
    source: &mut Source<'_>,
    layout: &Layout,
    (name, parse): (&str, fn(&str) -> Result<T, ReadError>),
    errors: &mut Vec<ReadError>,
) -> Vec<T> {
    let lines = layout.section(name).next();
    lines.map(|lines| kept(source.take_lines(lines, parse), errors)).unwrap_or_default()
}

fn kept<T>(parsed: Parsed<T>, errors: &mut Vec<ReadError>) -> Vec<T> {
    errors.extend(parsed.errors.into_iter().next());
    parsed.records
}

pub(super) fn parse_fields<T: DeserializeOwned>(line: usize, text: &str) -> Result<T, ReadError> {
    ron::from_str(text).map_err(|err| ReadError::from_ron(err, line - 1))
}

/// The value on a line `name: value,`. Blanks stand for the name, so that columns stay right.
pub(super) fn parse_value<T: DeserializeOwned>(line: &Line, text: &str) -> Result<T, ReadError> {
    let (name, value) = line.of(text).split_once(':').unwrap_or_default();
    let blanks = " ".repeat(name.len() + 1);
    parse_fields(line.number, &format!("{blanks}{}", value.strip_suffix(',').unwrap_or(value)))
}

#[cfg(test)]
mod tests {
    use super::super::samples::project;
    use super::super::write_project;
    use super::*;
    use crate::model::RecordId;
    use proptest::prelude::*;

    fn written(seed: u64) -> String {
        String::from_utf8(write_project(&project(seed))).unwrap()
    }

    /// A sample that has claims, links and decisions.
    fn rich() -> (Project, String) {
        let is_rich = |project: &Project| {
            project.links().len() > 1
                && project.rulings().len() > 0
                && project.claims().any(|claim| !claim.unanchored)
        };
        let project = (0..1_000).map(project).find(is_rich).unwrap();
        let text = String::from_utf8(write_project(&project)).unwrap();
        (project, text)
    }

    fn error(text: &str) -> ReadError {
        read_project(text.as_bytes()).unwrap_err()
    }

    fn is_read_by_line(text: &str) -> bool {
        let mut builder = Builder::new(text, false);
        Layout::of(text).is_ours() && layout_contents(&Layout::of(text), &mut builder).is_ok()
    }

    proptest! {
        #[test]
        fn what_was_written_reads_back_and_writes_the_same(seed: u64) {
            let (project, text) = (project(seed), written(seed));
            prop_assert_eq!(project.check().iter().filter(|rule| !matches!(rule, crate::model::BrokenRule::Unanchored(..))).count(), 0);
            let loaded = read_project(text.as_bytes()).unwrap();
            prop_assert_eq!(&loaded.problems, &Vec::<String>::new());
            prop_assert!(loaded.project == project);
            prop_assert_eq!(loaded.hash, FileHash::of(text.as_bytes()));
            prop_assert_eq!(write_project(&loaded.project), text.as_bytes());
            prop_assert!(is_read_by_line(&text));
        }

        #[test]
        fn the_ron_library_reads_the_same_project(seed: u64) {
            let text = written(seed);
            let mut builder = Builder::new(&text, false);
            builder.add(whole_contents(&text).unwrap()).unwrap();
            prop_assert!(builder.project == project(seed) && builder.problems.is_empty());
        }

        #[test]
        fn records_stand_as_the_library_would_write_them(seed: u64) {
            let project = project(seed);
            let ron::Value::Map(file) = ron::from_str(&written(seed)).unwrap() else { panic!("no map") };
            let section = |name: &str| file.iter().find(|(key, _)| **key == ron::Value::String(name.to_owned())).unwrap().1;
            fn values<T: serde::Serialize>(records: impl Iterator<Item = T>) -> ron::Value {
                ron::Value::Seq(records.map(|record| value(&record)).collect())
            }
            fn value<T: serde::Serialize>(record: &T) -> ron::Value {
                // The library marks names that could be taken for values, and reads them without the mark too.
                ron::from_str(&ron::to_string(record).unwrap().replace("r#None", "None")).unwrap()
            }
            prop_assert_eq!(section("settings"), &value(project.settings()));
            prop_assert_eq!(section("codebook"), &value(project.codebook()));
            prop_assert_eq!(section("annotators"), &values(project.annotators()));
            let claims = project.document_ids().iter().flat_map(|id| project.claims_in(*id));
            prop_assert_eq!(section("claims"), &values(claims));
            let mut links: Vec<_> = project.links().collect();
            links.sort_by_key(|link| (link.from, link.to, link.id));
            prop_assert_eq!(section("links"), &values(links.into_iter()));
            prop_assert_eq!(section("dismissals"), &values(project.dismissals()));
            prop_assert_eq!(section("verdicts"), &values(project.verdicts()));
            prop_assert_eq!(section("rulings"), &values(project.rulings()));
            prop_assert_eq!(section("conflicts"), &values(project.conflicts()));
        }

        #[test]
        fn a_damaged_byte_never_panics_and_never_passes_unseen(seed: u64, place: prop::sample::Index, byte: u8) {
            let mut bytes = written(seed).into_bytes();
            let index = place.index(bytes.len() - 1);
            let before = std::mem::replace(&mut bytes[index], byte);
            if let Ok(loaded) = read_project(&bytes) {
                prop_assert!(before == byte || !loaded.problems.is_empty());
            }
            drop(salvage_project(&bytes));
        }

        #[test]
        fn a_file_cut_anywhere_never_passes_unseen(seed: u64, place: prop::sample::Index) {
            let bytes = written(seed).into_bytes();
            let cut = &bytes[..place.index(bytes.len() - 1)];
            if let Ok(loaded) = read_project(cut) {
                prop_assert!(!loaded.problems.is_empty());
            }
            drop(salvage_project(cut));
        }

        #[test]
        fn any_bytes_are_refused_without_panic(bytes: Vec<u8>) {
            prop_assert!(read_project(&bytes).is_err());
        }
    }

    #[test]
    fn a_file_edited_by_hand_is_read_as_ron() {
        let (project, text) = rich();
        let edited = text.replace("),\n", "),\n// mine\n\n").replace("\n(id: \"", "\n( id  : /* x */\n\"");
        assert!(!is_read_by_line(&edited));
        let loaded = read_project(edited.as_bytes()).unwrap();
        assert!(loaded.project == project);
        assert!(loaded.problems[0].starts_with("The checksum does not match"));
    }

    #[test]
    fn the_smallest_project_is_read() {
        let text = "(id: \"01990000-0000-7000-8000-000000000001\", title: \"t\", version: 1, format: \"crossclaim\")";
        let loaded = read_project(text.as_bytes()).unwrap();
        assert_eq!(loaded.project, Project::new(loaded.project.id(), "t"));
    }

    #[test]
    fn other_line_ends_and_a_byte_order_mark_are_reported() {
        let (project, text) = rich();
        let loaded = read_project(format!("\u{feff}{}", text.replace('\n', "\r\n")).as_bytes()).unwrap();
        assert!(loaded.project == project);
        assert_eq!(loaded.problems.len(), 2, "{:?}", loaded.problems);
        assert!(loaded.problems[1].starts_with("Another program changed the line ends"));
        let end = text.rfind("// blake3").unwrap();
        let loaded = read_project(&text.as_bytes()[..end]).unwrap();
        assert!(loaded.problems[0].starts_with("The last line with the checksum is missing"));
    }

    #[test]
    fn files_that_are_no_projects_say_what_they_are() {
        assert_eq!(error(""), ReadError::Empty);
        assert_eq!(error(" \n"), ReadError::Empty);
        assert_eq!(error("\0\0\0"), ReadError::Zeros(Place { line: 1, column: 1 }));
        assert_eq!(read_project(b"a\nb\xff"), Err(ReadError::NotText(Place { line: 2, column: 2 })));
        for other in ["hello", "(a: 1)", "(format: \"other\", version: 1)", "{\"format\": 1}", "()", "["] {
            assert_eq!(error(other), ReadError::NotOurs, "{other}");
        }
        let newer = "// x\n(\nformat: \"crossclaim\", version: 2, all: %&/ else";
        assert_eq!(error(newer), ReadError::Newer { version: 2 });
        assert_eq!(error("(version: 3, later: 1, format: \"crossclaim\")"), ReadError::Newer { version: 3 });
    }

    #[test]
    fn a_file_that_ends_too_early_says_where() {
        let (_, text) = rich();
        let links = text.find("links: [").unwrap();
        for end in [links, links + 30, text.find("quote: \"").unwrap() + 9] {
            let cut = text.get(..end).unwrap();
            let line = cut.lines().count();
            assert!(matches!(error(cut), ReadError::Cut(place) if place.line == line), "{:?}", error(cut));
        }
    }

    #[test]
    fn unknown_and_missing_fields_are_named_with_their_place() {
        let (_, text) = rich();
        for section in ["claims", "documents"] {
            let line = text.lines().position(|line| line == format!("{section}: [")).unwrap() + 2;
            let start = format!("{section}: [\n(");
            let unknown = text.replace(&start, &format!("{start}colour: 1, "));
            let place = Place { line, column: 2 };
            assert_eq!(error(&unknown), ReadError::UnknownField { field: "colour".to_owned(), place });
            // The library as a whole says the same.
            let by_hand = unknown.replace("(\nformat", "( \nformat");
            assert_eq!(error(&by_hand), error(&unknown));
        }
        let missing = text.replace("\nannotators: [\n", "\nannotators: [\n(name: \"\"),\n");
        assert!(matches!(error(&missing), ReadError::MissingField { field, .. } if field == "id"));
        let section = text.replace("\nlinks: [", "\nlinx: [");
        assert!(matches!(error(&section), ReadError::UnknownField { field, .. } if field == "linx"));
        let nested = text.replace("claims: [\n(", &format!("claims: [\n({}", "[".repeat(100_000)));
        assert!(matches!(error(&nested), ReadError::Syntax { .. }));
    }

    #[test]
    fn a_record_that_stands_twice_is_refused() {
        let (project, text) = rich();
        let first = project.document_ids().iter().find_map(|id| project.claims_in(*id).next()).unwrap();
        let (before, after) = text.split_once("],\nlinks: [").unwrap();
        let record = before.rsplit_once("claims: [\n").unwrap().1.lines().next().unwrap();
        let twice = format!("{before}{record}\n],\nlinks: [{after}");
        let place = Some(Place { line: before.lines().count() + 1, column: 7 });
        assert_eq!(error(&twice), ReadError::Duplicate { record: RecordId::Claim(first.id), place });
        let loaded = salvage_project(twice.as_bytes()).unwrap();
        assert!(loaded.project == project);
        assert!(loaded.problems[1].starts_with("A record was left out: claim "), "{:?}", loaded.problems);
    }

    /// One claim on the words `rise fast`.
    const SMALL: &str = r#"(format: "crossclaim", version: 1, id: "00000000-0000-0000-0000-000000000001", title: "t",
annotators: [(id: "00000000-0000-0000-0000-000000000002", name: "Ann")],
documents: [(id: "00000000-0000-0000-0000-000000000003", title: "d", lines: ["Prices rise fast."])],
claims: [(id: "00000000-0000-0000-0000-000000000004", document: "00000000-0000-0000-0000-000000000003",
span: (7, 16), quote: "rise fast", annotator: "00000000-0000-0000-0000-000000000002",
created: "2026-01-02T03:04:05Z", modified: "2026-01-02T03:04:05Z")])"#;

    #[test]
    fn a_claim_is_found_again_by_its_quote() {
        let moved = read_project(SMALL.replace("(7, 16)", "(0, 99)").as_bytes()).unwrap();
        assert!(moved.project == read_project(SMALL.as_bytes()).unwrap().project);
        assert!(
            moved.problems[1]
                .contains("“rise fast” does not stand at bytes 0 to 99. It was found at 7 to 16")
        );
    }

    #[test]
    fn a_claim_whose_quote_is_gone_is_kept() {
        for (quote, span) in [("fell", "(7, 16)"), ("fell", "(900, 3)"), ("", "(3, 3)"), ("", "(7, 16)")] {
            let text = SMALL.replace("(7, 16)", span).replace("\"rise fast\"", &format!("{quote:?}"));
            let loaded = read_project(text.as_bytes()).unwrap();
            let claim = loaded.project.claims().next().unwrap();
            assert!(claim.unanchored && claim.quote == quote);
            assert!(loaded.problems[1].contains("kept as unanchored"), "{:?}", loaded.problems);
            // Once marked it is left as it is, and no longer reported.
            let again = read_project(&write_project(&loaded.project)).unwrap();
            assert!(again.project == loaded.project && again.problems.is_empty());
        }
    }

    #[test]
    fn a_record_that_breaks_a_rule_is_named_with_its_place() {
        let dangling = SMALL.replace(
            "annotator: \"00000000-0000-0000-0000-000000000002\"",
            "annotator: \"00000000-0000-0000-0000-000000000009\"",
        );
        let err = error(&dangling);
        assert!(
            matches!(&err, ReadError::Rule { place: Some(Place { line: 4, column: 16 }), .. }),
            "{err:?}"
        );
        assert!(
            err.to_string().contains(
                "names annotator 00000000-0000-0000-0000-000000000009, which is not there, at line 4"
            )
        );
        assert_eq!(salvage_project(dangling.as_bytes()).unwrap().project.claims().len(), 0);
        let codebook = SMALL.replace("title: \"t\",", "title: \"t\", settings: (scale: \"none\"),");
        assert!(matches!(error(&codebook), ReadError::Rule { place: None, .. }));
    }

    #[test]
    fn a_damaged_line_costs_one_record() {
        let (project, text) = rich();
        let damaged = text.replacen("\", kind: ", "\u{0}\", kin", 1);
        assert_ne!(damaged, text);
        assert!(matches!(error(&damaged), ReadError::Zeros(_)));
        let loaded = salvage_project(damaged.as_bytes()).unwrap();
        assert_eq!(loaded.project.claims().len(), project.claims().len());
        assert!(loaded.project.links().len() == project.links().len() - 1);
        assert!(loaded.problems.len() > 1);
        let cut = text.split_once("\nlinks: [").unwrap().0;
        let loaded = salvage_project(cut.as_bytes()).unwrap();
        assert_eq!(loaded.project.claims().len(), project.claims().len());
    }
}

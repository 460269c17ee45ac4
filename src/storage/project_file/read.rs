//! [`read_project`]: bytes to a [`Project`].

use super::anchoring::anchor_claims;
use super::build::{Built, build, refusals};
use super::contents::{Contents, Header};
use super::error::{Place, ReadError};
use super::layout::{Layout, Line};
use super::missing::forget_missing_questions;
use super::parse::{LineParser, Parsed, parse_claim, parse_link, parse_record};
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
pub fn open_project(
    vfs: &dyn Vfs,
    path: &Path,
    max_len: u64,
) -> io::Result<Result<LoadedProject, ReadError>> {
    let bytes = vfs.read(path, max_len)?;
    let ours = match trust(&bytes) {
        Ok(trust) if can_be_spent(&trust, bytes.len()) => {
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

/// Whether the text can be read from its end on while it is given back.
fn can_be_spent(trust: &Trust<'_>, len: usize) -> bool {
    trust.layout.is_ours() && trust.layout.is_in_order() && trust.text.len() == len
}

/// Everything that is wrong with a file, in words; empty when [`read_project`] has nothing to say about it.
///
/// A file that cannot be taken apart has one fault, the first; one with records that do not fit each other has all.
pub fn project_faults(bytes: &[u8]) -> Vec<String> {
    let taken_apart = trust(bytes).and_then(|trust| Ok((read_parts(trust.text, &trust.layout)?, trust)));
    let (mut parts, trust) = match taken_apart {
        Ok(parts) => parts,
        Err(err) => return vec![err.to_string()],
    };
    let mut faults = trust.problems;
    faults.extend(anchor_claims(&parts.documents, &mut parts.claims));
    faults.extend(forget_missing_questions(&mut parts));
    faults.extend(refusals(parts.faults(), trust.text).iter().map(ReadError::fault));
    faults
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
        0 => Err(ReadError::NotOurs),
        1..=VERSION if format == FORMAT => Ok(()),
        1..=VERSION => Err(ReadError::NotOurs),
        version => Err(ReadError::Newer { version }),
    }
}

fn end_of(text: &str) -> Place {
    let line = text.lines().count().max(1);
    Place { line, column: 1 + text.lines().next_back().unwrap_or_default().chars().count() }
}

/// Reads all records of a file in our layout, from the last section to the first.
pub(super) fn own_parts(source: &mut Source<'_>, layout: &Layout) -> Result<Parts, ReadError> {
    let errors = &mut Vec::new();
    let comments = section(source, layout, ("comments", parse_record), errors);
    let conflicts = section(source, layout, ("conflicts", parse_record), errors);
    let rulings = section(source, layout, ("rulings", parse_record), errors);
    let verdicts = section(source, layout, ("verdicts", parse_record), errors);
    let dismissals = section(source, layout, ("dismissals", parse_record), errors);
    let questions = section(source, layout, ("questions", parse_record), errors);
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
            questions,
            comments,
        }),
    }
}

fn section<T: Send>(
    source: &mut Source<'_>,
    layout: &Layout,
    (name, parse): (&str, LineParser<T>),
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

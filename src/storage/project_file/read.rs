//! [`read_project`]: bytes to a [`Project`], and [`salvage_project`] for files that are damaged.

use super::build::Builder;
use super::contents::{Claimed, Contents, Header};
use super::error::{Place, ReadError};
use super::layout::{Layout, Line};
use super::parse::{parse_all, parse_document, parse_record};
use super::{FORMAT, TRAILER, VERSION};
use crate::model::{Project, default_codebook};
use crate::storage::FileHash;
use serde::de::DeserializeOwned;

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
/// A damaged record is an error, not a loss: the file is left alone, and [`salvage_project`] can rescue the rest.
pub fn read_project(bytes: &[u8]) -> Result<LoadedProject, ReadError> {
    let (text, mut problems) = checked_text(bytes)?;
    check_version(text)?;
    problems.extend(checksum_problem(text));
    let mut builder = Builder::new(text, false);
    let contents = read_contents(text, &mut builder)?;
    builder.add(contents)?;
    problems.append(&mut builder.problems);
    Ok(LoadedProject { project: builder.project, problems, hash: FileHash::of(bytes) })
}

/// Reads what can be read of a damaged file. Every record that is left out is named among the problems.
///
/// # Errors
/// Fails where nothing tells whose project it is: no text, another format, a newer version, a broken header.
pub fn salvage_project(bytes: &[u8]) -> Result<LoadedProject, ReadError> {
    let lossy = String::from_utf8_lossy(bytes).replace('\0', "");
    let (text, mut problems) = checked_text(lossy.as_bytes())?;
    check_version(text)?;
    problems.extend(checksum_problem(text));
    let mut builder = Builder::new(text, true);
    let contents = match ron::from_str::<Contents>(text) {
        Ok(contents) => contents,
        Err(_) => layout_contents(&Layout::of(text), &mut builder)?,
    };
    builder.add(contents)?;
    problems.append(&mut builder.problems);
    Ok(LoadedProject { project: builder.project, problems, hash: FileHash::of(bytes) })
}

fn read_contents(text: &str, builder: &mut Builder<'_>) -> Result<Contents, ReadError> {
    let layout = Layout::of(text);
    if !layout.is_ours() {
        return whole_contents(text);
    }
    // By hand a record may have been changed into something our layout misreads: the library has the last word,
    // but the error of the line is the better one.
    layout_contents(&layout, builder).or_else(|err| whole_contents(text).map_err(|_| err))
}

fn whole_contents(text: &str) -> Result<Contents, ReadError> {
    ron::from_str(text).map_err(|err| {
        let place = Place { line: err.span.end.line, column: err.span.end.col };
        let is_cut = matches!(err.code, ron::Error::Eof | ron::Error::ExpectedStringEnd)
            || place.line >= text.trim_end().lines().count().max(1);
        match ReadError::from_ron(err, 0) {
            ReadError::Syntax { .. } if is_cut => ReadError::Cut(end_of(text)),
            err => err,
        }
    })
}

fn end_of(text: &str) -> Place {
    let line = text.lines().count().max(1);
    Place { line, column: 1 + text.lines().next_back().unwrap_or_default().chars().count() }
}

fn layout_contents(layout: &Layout<'_>, builder: &mut Builder<'_>) -> Result<Contents, ReadError> {
    for line in &layout.strange {
        let place = Place { line: line.number, column: 1 };
        builder.refuse(ReadError::Syntax { message: "the line is no record".to_owned(), place })?;
    }
    let header = layout.header.ok_or(ReadError::NotOurs)?;
    let header: Header = parse_fields(header.number, &format!("({})", header.text))?;
    let settings = match layout.settings {
        Some(line) => parse_value(line)?,
        None => Default::default(),
    };
    let codebook = match &layout.codebook {
        Some((number, lines)) => parse_fields(*number, &format!("(\n{}\n)", lines.join("\n")))?,
        None => default_codebook(),
    };
    Ok(Contents {
        format: header.format,
        version: header.version,
        id: header.id,
        title: header.title,
        settings,
        codebook,
        annotators: records(layout, "annotators", builder)?,
        documents: kept(parse_all(&layout.documents, parse_document), builder)?,
        claims: records(layout, "claims", builder)?,
        links: records(layout, "links", builder)?,
        dismissals: records(layout, "dismissals", builder)?,
        verdicts: records(layout, "verdicts", builder)?,
        rulings: records(layout, "rulings", builder)?,
        conflicts: records(layout, "conflicts", builder)?,
    })
}

fn records<T: DeserializeOwned + Send>(
    layout: &Layout<'_>,
    section: &str,
    builder: &mut Builder<'_>,
) -> Result<Vec<T>, ReadError> {
    kept(parse_all(layout.section(section), parse_record), builder)
}

fn kept<T>(answers: Vec<Result<T, ReadError>>, builder: &mut Builder<'_>) -> Result<Vec<T>, ReadError> {
    let mut kept = Vec::with_capacity(answers.len());
    for answer in answers {
        match answer {
            Ok(record) => kept.push(record),
            Err(err) => builder.refuse(err)?,
        }
    }
    Ok(kept)
}

fn parse_fields<T: DeserializeOwned>(line: usize, text: &str) -> Result<T, ReadError> {
    ron::from_str(text).map_err(|err| ReadError::from_ron(err, line - 1))
}

/// The value on a line `name: value,`. Blanks stand for the name, so that columns stay right.
fn parse_value<T: DeserializeOwned>(line: Line<'_>) -> Result<T, ReadError> {
    let (name, value) = line.text.split_once(':').unwrap_or_default();
    let blanks = " ".repeat(name.len() + 1);
    parse_fields(line.number, &format!("{blanks}{}", value.strip_suffix(',').unwrap_or(value)))
}

fn checked_text(bytes: &[u8]) -> Result<(&str, Vec<String>), ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if let Some(zero) = bytes.iter().position(|byte| *byte == 0) {
        return Err(ReadError::Zeros(place_in(bytes, zero)));
    }
    let text = str::from_utf8(bytes).map_err(|err| ReadError::NotText(place_in(bytes, err.valid_up_to())))?;
    let mut problems = Vec::new();
    let text = text.strip_prefix('\u{FEFF}').map_or(text, |rest| {
        problems.push("The file begins with a byte order mark that another program put there; it goes with the next save.".to_owned());
        rest
    });
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    Ok((text, problems))
}

fn place_in(bytes: &[u8], offset: usize) -> Place {
    let before = String::from_utf8_lossy(bytes.get(..offset).unwrap_or_default()).into_owned();
    let column = 1 + before.chars().rev().take_while(|c| *c != '\n').count();
    Place { line: 1 + before.matches('\n').count(), column }
}

fn check_version(text: &str) -> Result<(), ReadError> {
    let (is_ours, version) = match written_version(text) {
        Some(version) => (true, version),
        None => ron::from_str::<Claimed>(text).map_or_else(
            // Ours, but damaged: the full reading says where.
            |_| (text.contains("format: \"crossclaim\""), VERSION),
            |claimed| (claimed.format == FORMAT, claimed.version),
        ),
    };
    match version {
        _ if !is_ours => Err(ReadError::NotOurs),
        VERSION => Ok(()),
        0 => Err(ReadError::NotOurs),
        version => Err(ReadError::Newer { version }),
    }
}

/// The version where it stands in every file we write, so that it is found whatever a later version does below.
fn written_version(text: &str) -> Option<u64> {
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix("//") {
        rest = comment.split_once('\n')?.1.trim_start();
    }
    for token in ["(", "format", ":", "\"crossclaim\"", ",", "version", ":"] {
        rest = rest.strip_prefix(token)?.trim_start();
    }
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

fn checksum_problem(text: &str) -> Option<String> {
    let Some((above, written)) = text.trim_end().rsplit_once(&format!("\n{TRAILER}")) else {
        return Some(
            "The last line with the checksum is missing, so damage to the file cannot be ruled out."
                .to_owned(),
        );
    };
    let matches = |above: &str| FileHash::of(format!("{above}\n").as_bytes()).to_string() == written;
    if matches(above) {
        return None;
    }
    if matches(&text_with_line_feeds(above)) {
        return Some("Another program changed the line ends of the file, and nothing else; the next save puts them right.".to_owned());
    }
    Some("The checksum does not match: the file was changed outside Crossclaim, by hand, by another program or by damage.".to_owned())
}

fn text_with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").trim_end_matches('\r').to_owned()
}

//! The program's own rows: a folder of `.jsonl` files and `codebook.json`, which hold a whole project.
//!
//! One file a kind of row; what is written reads back to equal records. Offsets are Unicode code points of the stored
//! text, end exclusive.

pub(super) mod annotators;
pub(super) mod claims;
pub(super) mod codebook;
pub(super) mod details;
pub(super) mod documents;
pub(super) mod links;
pub(super) mod pairs;
pub(super) mod places;
pub(super) mod questions;
pub(super) mod reading;
pub(super) mod rows;
mod rulings;
pub(super) mod verdicts;

use super::losses::CONFLICTS;
use super::new_document::base_name;
use super::output::Output;
use super::registry::Format;
use super::selection::Selection;
use super::{Dataset, Defaults, FormatError, InputFile, Unit};
use crate::model::RulingId;
use places::ClaimPlaces;
use rows::Row as _;
use std::collections::BTreeSet;

pub(super) use annotators::write as annotator_rows;
pub(super) use codebook::{FILE as CODEBOOK_FILE, write_with_questions as codebook_file};
pub(super) use details::{DETAILS_FILE, DetailRows, push_claim, push_link};
pub(super) use verdicts::{write_dismissals as dismissal_rows, write_verdicts as verdict_rows};

pub(super) const FORMAT: Format = Format {
    extensions: &["jsonl"],
    unit: Some(Unit::CodePoints),
    holds: super::losses::ALL,
    read_dataset: Some(read_jsonl),
    write_dataset: Some(write_jsonl),
    ..Format::dataset("jsonl", "Crossclaim rows (JSON Lines)")
};

pub(super) const ANNOTATORS_FILE: &str = annotators::AnnotatorRow::FILE;
pub(super) const CLAIMS_FILE: &str = claims::ClaimRow::FILE;
pub(super) const LINKS_FILE: &str = links::LinkRow::FILE;
pub(super) const DISMISSALS_FILE: &str = verdicts::DismissalRow::FILE;
pub(super) const VERDICTS_FILE: &str = verdicts::VerdictRow::FILE;

/// Written for natural language inference; says nothing that the other files do not.
const PAIRS_FILE: &str = "pairs.jsonl";

const READ_FILES: [&str; 9] = [
    codebook::FILE,
    annotators::AnnotatorRow::FILE,
    documents::DocumentRow::FILE,
    questions::QuestionRow::FILE,
    claims::ClaimRow::FILE,
    links::LinkRow::FILE,
    verdicts::DismissalRow::FILE,
    verdicts::VerdictRow::FILE,
    rulings::RulingRow::FILE,
];

/// Reads whichever of the files are there, each recognised by its name.
pub fn read_jsonl(files: &[InputFile<'_>], defaults: &Defaults<'_>) -> Result<Dataset, FormatError> {
    let mut problems = unknown_files(files)?;
    let (mut dataset, mut reading) = codebook::read(files, defaults)?;
    reading.problems.append(&mut problems);
    annotators::read(files, &mut reading)?;
    questions::read(files, &mut reading)?;
    let texts = documents::read(files, &mut reading)?;
    dataset.documents = texts.iter().map(|text| text.document.clone()).collect();
    let mut places = ClaimPlaces::new(&texts, defaults.project);
    dataset.claims = claims::read(files, &mut places, &mut reading)?;
    dataset.links = links::read(files, &places, &mut reading)?;
    dataset.dismissals = verdicts::read_dismissals(files, &places, &mut reading)?;
    dataset.verdicts = verdicts::read_verdicts(files, &places, &mut reading)?;
    let rulings = rulings::read(files, (&places, &dataset.links), &mut reading)?;
    let repeated: BTreeSet<RulingId> = rulings.iter().map(|ruling| ruling.id).collect();
    dataset.rulings.retain(|ruling| !repeated.contains(&ruling.id));
    dataset.rulings.extend(rulings);
    reading.refused_when_empty(&dataset)?;
    dataset.problems = reading.told();
    dataset.codebook = reading.is_codebook_needed.then_some(reading.codebook);
    dataset.annotators = reading.annotators.into_values().collect();
    dataset.questions.extend(reading.questions.into_values());
    Ok(dataset)
}

/// Reports the files that are not read; an error when none is.
fn unknown_files(files: &[InputFile<'_>]) -> Result<Vec<String>, FormatError> {
    let is_called = |file: &InputFile<'_>, name: &str| base_name(file.name).eq_ignore_ascii_case(name);
    let is_read = |file: &&InputFile<'_>| READ_FILES.iter().any(|name| is_called(file, name));
    if !files.iter().any(|file| is_read(&file)) {
        let names = READ_FILES.join(", ");
        return Err(FormatError::NoKnownFile(format!("none of the files is one of {names}")));
    }
    let has_links = files.iter().any(|file| is_called(file, links::LinkRow::FILE));
    let unread = files.iter().filter(|file| !is_read(file));
    // Beside the links, the pairs hold nothing more.
    let unread = unread.filter(|file| !(has_links && is_called(file, PAIRS_FILE)));
    Ok(unread
        .map(|file| format!("{} was not read: its name is none of those that the format reads", file.name))
        .collect())
}

/// Writes every file of the format, also those without rows.
fn write_jsonl(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    let rows = documents::write(selection, output)?;
    output.file(documents::DocumentRow::FILE, rows)?;
    let rows = claims::write(selection, output)?;
    output.file(CLAIMS_FILE, rows)?;
    let rows = links::write(selection, output)?;
    output.file(LINKS_FILE, rows)?;
    output.file(questions::QuestionRow::FILE, questions::write(selection)?)?;
    output.file(DISMISSALS_FILE, verdicts::write_dismissals(selection)?)?;
    output.file(VERDICTS_FILE, verdicts::write_verdicts(selection)?)?;
    output.file(rulings::RulingRow::FILE, rulings::write(selection)?)?;
    output.file(ANNOTATORS_FILE, annotators::write(selection)?)?;
    output.file(CODEBOOK_FILE, codebook::write(selection)?)?;
    if selection.is_whole() && !selection.may_show_conflicts() {
        output.lose(CONFLICTS, selection.project.conflicts().len(), None);
    }
    let rows = pairs::write(selection, output)?;
    output.file(PAIRS_FILE, rows)
}

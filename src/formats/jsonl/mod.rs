//! The program's own rows: a folder of `.jsonl` files and `codebook.json`, which hold a whole project.
//!
//! One file a kind of row; what is written reads back to equal records. Offsets are Unicode code points of the stored
//! text, end exclusive.

mod annotators;
mod claims;
mod codebook;
mod documents;
mod links;
mod pairs;
mod places;
mod reading;
mod rows;
mod rulings;
mod verdicts;

use super::new_document::base_name;
use super::progress::Ticker;
use super::registry::{Format, Purpose};
use super::selection::Selection;
use super::{Dataset, Defaults, ExportOptions, FormatError, InputFile, OutputFile, Progress};
use crate::model::{Project, RulingId};
use places::{ClaimPlaces, WrittenTexts};
use rows::Row as _;
use std::collections::BTreeSet;

pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    label: "Crossclaim rows (JSON Lines)",
    extensions: &["jsonl"],
    purpose: Purpose::Dataset,
    loses: &[],
    to_folder: true,
    read_document: None,
    read_dataset: Some(read_jsonl),
    write_dataset: Some(write_jsonl),
};

/// Written for natural language inference; says nothing that the other files do not.
const PAIRS_FILE: &str = "pairs.jsonl";

const READ_FILES: [&str; 8] = [
    codebook::FILE,
    annotators::AnnotatorRow::FILE,
    documents::DocumentRow::FILE,
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
    dataset.codebook = reading.is_codebook_needed.then_some(reading.codebook);
    dataset.annotators = reading.annotators.into_values().collect();
    dataset.problems = reading.problems;
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
pub fn write_jsonl(
    project: &Project,
    options: &ExportOptions,
    progress: &mut Progress<'_>,
) -> Result<Vec<OutputFile>, FormatError> {
    let selection = Selection::new(project, options)?;
    // The pairs repeat the links and dismissals.
    let total = selection.row_count() + selection.links.len() + selection.dismissals.len();
    let mut ticker = Ticker::new(progress, total);
    let texts = WrittenTexts::new(&selection.documents);
    let files = [
        (documents::DocumentRow::FILE, documents::write(&selection, &texts, &mut ticker)?),
        (claims::ClaimRow::FILE, claims::write(&selection, &texts, &mut ticker)?),
        (links::LinkRow::FILE, links::write(&selection, &texts, &mut ticker)?),
        (verdicts::DismissalRow::FILE, verdicts::write_dismissals(&selection, &texts, &mut ticker)?),
        (verdicts::VerdictRow::FILE, verdicts::write_verdicts(&selection, &mut ticker)?),
        (rulings::RulingRow::FILE, rulings::write(&selection)?),
        (annotators::AnnotatorRow::FILE, annotators::write(&selection)?),
        (codebook::FILE, codebook::write(&selection)?),
        (PAIRS_FILE, pairs::write(&selection, &mut ticker)?),
    ];
    ticker.end()?;
    Ok(files.into_iter().map(|(name, bytes)| OutputFile { name: name.to_owned(), bytes }).collect())
}

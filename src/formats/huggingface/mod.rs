//! `huggingface`: a folder that `datasets.load_dataset` takes as it is: a card with typed features, and JSON Lines.

mod card;

use super::frames::{self, Frame, json_lines};
use super::losses::{
    ACROSS_SENTENCES, ANNOTATORS, ATTRIBUTIONS, BLANK, CLAIMS, CONFIDENCE, CREDIBILITY, KINDS,
    LINK_ANNOTATORS, LINK_CONFIDENCE, LINKS_ACROSS_SPLITS, LINKS_TO_LOST, LINKS_TO_OTHERS, MODALITY, NOTES,
    OUTSIDE, OVERLAPS, SENTENCES, SEVERAL_KINDS, SOURCES, STATEMENTS, TAGS, TEXTS, TIMES, TITLES, UNANCHORED,
    UNDATED, UNSETTLED, UNVOTED,
};
use super::output::Output;
use super::pairs::{Pair, pairs};
use super::registry::Format;
use super::selection::Selection;
use super::{FormatError, Unit};
use crate::model::RecordId;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;

pub(super) const FORMAT: Format = Format {
    holds: &[
        TEXTS,
        TITLES,
        SOURCES,
        SENTENCES,
        UNANCHORED,
        OVERLAPS,
        CLAIMS,
        ACROSS_SENTENCES,
        BLANK,
        OUTSIDE,
        UNVOTED,
        UNSETTLED,
        UNDATED,
        KINDS,
        SEVERAL_KINDS,
        STATEMENTS,
        ATTRIBUTIONS,
        MODALITY,
        CONFIDENCE,
        CREDIBILITY,
        TAGS,
        NOTES,
        ANNOTATORS,
        TIMES,
        LINKS_TO_LOST,
        LINKS_TO_OTHERS,
        LINK_CONFIDENCE,
        LINK_ANNOTATORS,
    ],
    unit: Some(Unit::CodePoints),
    write_dataset: Some(write_huggingface),
    ..Format::dataset("huggingface", "Hugging Face dataset")
};

/// A table as one config of the dataset, with the files of its parts.
pub(super) struct Config<'p> {
    pub(super) frame: Frame<'p>,
    pub(super) files: Vec<ConfigFile>,
}

/// The file of one part.
#[derive(Debug)]
pub(super) struct ConfigFile {
    /// Name of the part.
    pub(super) part: &'static str,
    pub(super) path: String,
    /// Indexes of its rows.
    pub(super) rows: Vec<usize>,
    /// In bytes; known once it is written.
    pub(super) len: usize,
    /// SHA-256; known once it is written.
    pub(super) hash: String,
}

fn write_huggingface(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    let configs = write_data(selection, output)?;
    output.file("README.md", card::card(selection, &configs))
}

/// Writes the rows and says which files there are.
pub(super) fn write_data<'p>(
    selection: &'p Selection<'_>,
    output: &mut Output<'_>,
) -> Result<Vec<Config<'p>>, FormatError> {
    let items = pairs(selection, output)?;
    keep(selection, output, &items);
    // One after the other, so that only one is in memory.
    let tables: [Box<dyn FnOnce() -> Frame<'p> + 'p>; 4] = [
        Box::new(|| frames::documents(selection)),
        Box::new(|| frames::sentences(selection)),
        Box::new(|| frames::claims(selection)),
        Box::new(|| frames::pairs(selection, items)),
    ];
    let mut configs = Vec::new();
    // A table without rows has no types to load.
    for frame in tables.into_iter().map(|table| table()).filter(|frame| !frame.parts.is_empty()) {
        let mut config = Config::new(frame, selection);
        for file in &mut config.files {
            let bytes = json_lines(&config.frame, &file.rows);
            (file.len, file.hash) = (bytes.len(), frames::hex(&Sha256::digest(&bytes)));
            output.file(&file.path, bytes)?;
            file.rows.iter().try_for_each(|_| output.row())?;
        }
        config.frame.clear();
        configs.push(config);
    }
    Ok(configs)
}

impl<'p> Config<'p> {
    fn new(frame: Frame<'p>, selection: &Selection<'_>) -> Self {
        // The documents are not divided where sentences of one document may be.
        let names: &[&'static str] = match selection.splits() {
            Some(splits) if frame.name != "documents" => splits.names(),
            _ => &["train"],
        };
        let files = names.iter().enumerate().filter_map(|(part, name)| {
            let rows = if names.len() == 1 { (0..frame.parts.len()).collect() } else { frame.rows_of(part) };
            let path = format!("data/{}/{name}.jsonl", frame.name);
            (!rows.is_empty()).then(|| ConfigFile { part: name, path, rows, len: 0, hash: String::new() })
        });
        let files = files.collect();
        Self { frame, files }
    }
}

/// All claims, and the links of the pairs that are written.
fn keep(selection: &Selection<'_>, output: &mut Output<'_>, items: &[Pair<'_>]) {
    selection.documents.iter().for_each(|document| output.keep_document(document.id, ""));
    selection.claims.iter().for_each(|claim| output.keep_claim(claim.id, ""));
    let mut written = BTreeSet::new();
    for pair in items.iter().filter(|pair| pair.part(selection).is_some()) {
        written.extend(pair.judgements.iter().filter_map(|judgement| judgement.link).map(|link| link.id));
    }
    for link in &selection.links {
        if written.contains(&link.id) {
            output.keep_link(link.id, "");
        } else {
            output.leave_out(RecordId::Link(link.id), LINKS_ACROSS_SPLITS);
        }
    }
}

//! `parquet`: the tables of an export as Apache Parquet files; several projects as one partitioned folder.
//!
//! A writer of our own: one row group, one page a column, plain encoding, no compression. Every reader takes that, and
//! it costs neither a dependency nor build time.

mod file;
mod thrift;

use super::frames::{self, Cells, Column, Frame};
use super::losses::{
    ACROSS_SENTENCES, ANNOTATORS, ATTRIBUTIONS, BLANK, CLAIMS, CONFIDENCE, CREDIBILITY, KINDS,
    LINK_ANNOTATORS, LINK_CONFIDENCE, LINK_NOTES, LINK_TIMES, LINKS, LINKS_ACROSS, LINKS_ACROSS_SPLITS,
    LINKS_TO_LOST, LINKS_TO_OTHERS, MODALITY, NOTES, OUTSIDE, OVERLAPS, SENTENCES, SEVERAL_KINDS, SOURCES,
    STATEMENTS, TAGS, TEXTS, TIMES, TITLES, UNANCHORED, UNDATED, UNSETTLED, UNVOTED,
};
use super::output::Output;
use super::pairs::pairs;
use super::registry::Format;
use super::selection::Selection;
use super::{FormatError, Unit, croissant};
use crate::model::RecordId;
use sha2::{Digest as _, Sha256};

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
        LINKS,
        LINKS_ACROSS,
        LINKS_TO_LOST,
        LINKS_TO_OTHERS,
        LINK_CONFIDENCE,
        LINK_NOTES,
        LINK_ANNOTATORS,
        LINK_TIMES,
    ],
    unit: Some(Unit::CodePoints),
    write_dataset: Some(write_parquet),
    ..Format::dataset("parquet", "Typed tables (Parquet)")
};

fn write_parquet(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    let project_id = selection.project.id().to_string();
    write_tables(selection, &project_id, output)
}

fn write_tables<'p>(
    selection: &'p Selection<'_>,
    project_id: &'p str,
    output: &mut Output<'_>,
) -> Result<(), FormatError> {
    let items = pairs(selection, output)?;
    keep(selection, output);
    // One after the other, so that only one is in memory.
    let tables: [Box<dyn FnOnce() -> Frame<'p> + 'p>; 6] = [
        Box::new(|| frames::documents(selection)),
        Box::new(|| frames::sentences(selection)),
        Box::new(|| frames::claims(selection)),
        Box::new(|| frames::links(selection)),
        Box::new(|| frames::annotations(selection)),
        Box::new(|| frames::pairs(selection, items)),
    ];
    let mut described = Vec::new();
    for table in tables {
        let mut frame = table();
        complete(&mut frame, selection, project_id);
        let bytes = file::write(&frame);
        let hash = frames::hex(&Sha256::digest(&bytes));
        output.table(frame.name, "parquet", bytes)?;
        frame.parts.iter().try_for_each(|_| output.row())?;
        frame.clear();
        described.push((frame, hash));
    }
    if output.is_one_of_several() {
        return Ok(());
    }
    let files: Vec<croissant::DataFile<'_, '_>> = described
        .iter()
        .map(|(frame, hash)| croissant::DataFile {
            name: frame.name.to_owned(),
            path: format!("{}.parquet", frame.name),
            encoding: "application/x-parquet",
            hash,
            frame,
        })
        .collect();
    output.file(croissant::FILE, croissant::metadata(selection, &files)?)
}

/// All claims, and the links within a part.
fn keep(selection: &Selection<'_>, output: &mut Output<'_>) {
    selection.documents.iter().for_each(|document| output.keep_document(document.id, ""));
    selection.claims.iter().for_each(|claim| output.keep_claim(claim.id, ""));
    for link in &selection.links {
        match frames::link_part(selection, link) {
            Some(_) => output.keep_link(link.id, ""),
            None => output.leave_out(RecordId::Link(link.id), LINKS_ACROSS_SPLITS),
        }
    }
}

/// Adds what is the same for all rows, and the part of each.
fn complete<'p>(frame: &mut Frame<'p>, selection: &'p Selection<'_>, project_id: &'p str) {
    let ids = Cells::Texts(Box::new(move |_| Some(project_id.into())));
    frame.columns.push(Column { name: "project_id", meaning: "names the project", cells: ids });
    let names = selection.splits().map_or(&[][..], |splits| splits.names());
    let is_divided = !matches!(frame.name, "documents" | "annotations");
    let parts = if is_divided { frame.parts.clone() } else { Vec::new() };
    let part = move |row: usize| parts.get(row).and_then(|part| names.get(*part)).map(|name| (*name).into());
    let parts = Cells::Texts(Box::new(part));
    frame.columns.push(Column { name: "split", meaning: "part of the split", cells: parts });
}

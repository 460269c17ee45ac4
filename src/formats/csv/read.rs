//! [`read_csv`]: claims and links from tables, by this program or made by hand.

use super::cells::values;
use super::ends::{Documents, End, Ends};
use super::table::{Row, Table, table};
use crate::formats::gathering::is_own_rows;
use crate::formats::jsonl::claims::{self, ClaimRow};
use crate::formats::jsonl::details::DetailRow;
use crate::formats::jsonl::documents;
use crate::formats::jsonl::links::{self, LinkRow};
use crate::formats::jsonl::places::ClaimPlaces;
use crate::formats::jsonl::reading::{Person, Reading};
use crate::formats::jsonl::rows::{RowId, each_row};
use crate::formats::jsonl::{annotators, codebook, verdicts};
use crate::formats::{Dataset, Defaults, FormatError, InputFile, Place, Unit};
use crate::model::{Claim, Document, Link, LinkId};
use crate::text::OffsetIndex;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

const DOCUMENT_COLUMNS: [&str; 6] = ["document_id", "document_title", "file", "file_name", "url", "document"];
const START_COLUMNS: [&str; 3] = ["start_cp", "start", "begin"];
const END_COLUMNS: [&str; 2] = ["end_cp", "end"];
const QUOTE_COLUMNS: [&str; 3] = ["quote", "text", "claim_text"];

/// Columns of this program's tables that repeat what stands in others, for people.
const DERIVED_COLUMNS: [&str; 14] = [
    "claim",
    "document",
    "document_title",
    "reliability",
    "pinpoint",
    "kinds",
    "annotator",
    "from_quote",
    "to_quote",
    "from_statement",
    "to_statement",
    "from_document_title",
    "to_document_title",
    "relation",
];

/// Reads every table: one with both ends of relations is one of links, one with a document or a quote one of claims.
pub(super) fn read_csv(files: &[InputFile<'_>], defaults: &Defaults<'_>) -> Result<Dataset, FormatError> {
    let (mut dataset, mut reading) = codebook::read(files, defaults)?;
    annotators::read(files, &mut reading)?;
    let texts = documents::read(files, &mut reading)?;
    dataset.documents = texts.iter().map(|text| text.document.clone()).collect();
    let mut places = ClaimPlaces::new(&texts, defaults.project);
    let known = Documents::new(defaults.project, dataset.documents.iter());
    let (mut claim_tables, mut link_tables) = (Vec::new(), Vec::new());
    for file in files.iter().filter(|file| file.name.to_lowercase().ends_with(".csv")) {
        let mut table = table(file)?;
        reading.problems.append(&mut table.problems);
        if is_links(&table) {
            link_tables.push(table);
        } else if is_claims(&table) {
            claim_tables.push(table);
        } else if !is_matrix(&table) {
            let words =
                "it was not read: it has neither a column quote or start_cp nor the columns from and to";
            reading.problems.push(format!("{}: {words}", file.name));
        }
    }
    if claim_tables.is_empty() && link_tables.is_empty() {
        let words = "none of the files is a table (.csv) of claims or links";
        return Err(FormatError::NoKnownFile(words.to_owned()));
    }
    let mut ends = Ends::of(defaults.project);
    for table in &claim_tables {
        for row in &table.rows {
            let read = read_claim((table, row), &known, &places, &mut reading).and_then(|claim| {
                if places.add(claim.id, claim.document) {
                    return Ok(claim);
                }
                Err(row.place.error(format!("another claim has the id “{}” too", claim.id)))
            });
            let Some(claim) = reading.or_left_out(read)? else { continue };
            ends.push(&claim, table.cell(row, &["claim"]));
            dataset.claims.push(claim);
        }
    }
    let mut made: BTreeMap<_, Place> = BTreeMap::new();
    for table in &link_tables {
        for row in &table.rows {
            let read = read_link((table, row), (&known, &ends), &places, &mut reading);
            let Some(link) = reading.or_left_out(read)? else { continue };
            let what = (link.from, link.to, link.kind.clone(), link.annotator);
            if let Some(first) = made.get(&what) {
                let words = "(same ends, kind and annotator); only the first was read";
                reading.problems.push(format!("{}: repeats {first} {words}", row.place));
            } else {
                made.insert(what, row.place.clone());
                dataset.links.push(link);
            }
        }
    }
    for table in claim_tables.iter().chain(&link_tables) {
        for (column, place, cell) in table.unread(&DERIVED_COLUMNS) {
            reading.unread.note("columns", column, place, cell);
        }
    }
    add_differences(files, &mut dataset.links, &places, &mut reading)?;
    dataset.dismissals = verdicts::read_dismissals(files, &places, &mut reading)?;
    dataset.verdicts = verdicts::read_verdicts(files, &places, &mut reading)?;
    for file in files.iter().filter(|file| !file.name.to_lowercase().ends_with(".csv")) {
        if !is_own_rows(file.name) && !file.name.to_lowercase().ends_with("documents.jsonl") {
            reading.problems.push(format!("{}: it was not read: its name does not end in .csv", file.name));
        }
    }
    reading.refused_when_empty(&dataset)?;
    dataset.problems = reading.told();
    dataset.codebook = reading.is_codebook_needed.then_some(reading.codebook);
    dataset.annotators = reading.annotators.into_values().collect();
    dataset.questions = reading.questions.into_values().collect();
    Ok(dataset)
}

fn is_links(table: &Table) -> bool {
    let has_end = |end: &str| {
        [end.to_owned(), format!("{end}_id"), format!("{end}_quote")].iter().any(|name| table.has(name))
    };
    has_end("from") && has_end("to")
}

fn is_claims(table: &Table) -> bool {
    QUOTE_COLUMNS.iter().chain(&START_COLUMNS).any(|name| table.has(name)) && !table.has("open_disagreements")
}

/// The table of stances that this program writes beside claims and links; it follows from them.
fn is_matrix(table: &Table) -> bool {
    table.has("open_disagreements") && table.has("independent_sources")
}

fn read_claim(
    (table, row): (&Table, &Row),
    known: &Documents<'_>,
    places: &ClaimPlaces<'_>,
    reading: &mut Reading<'_>,
) -> Result<Claim, FormatError> {
    let document = document((table, row), &DOCUMENT_COLUMNS, known)?;
    let quote = table.cell(row, &QUOTE_COLUMNS);
    let offsets = (table.number(row, &START_COLUMNS)?, table.number(row, &END_COLUMNS)?);
    let (start, end) = match (offsets, quote) {
        ((Some(start), Some(end)), _) => (start, end),
        (_, Some(quote)) => found(quote, document, &row.place, reading),
        (_, None) => return Err(row.place.error("the claim has neither start_cp and end_cp nor a quote")),
    };
    let id = table.cell(row, &["claim_id", "id"]).map(str::to_owned);
    let who = table.cell(row, &["annotator_id", "annotator"]).unwrap_or_default();
    let id = id.unwrap_or_else(|| {
        format!("csv claim {} {start} {end} {who} {}", document.id, quote.unwrap_or_default())
    });
    let listed = |names: &[&str]| table.cell(row, names).map(values).unwrap_or_default();
    let annotator = annotator((table, row), reading);
    let mut object = texts(
        (table, row),
        &["statement", "attributed_to", "modality", "credibility", "created", "modified"],
    );
    object.extend(note((table, row)));
    object.extend([
        ("id".to_owned(), json!(id)),
        ("document_id".to_owned(), json!(document.id)),
        ("start_cp".to_owned(), json!(start)),
        ("end_cp".to_owned(), json!(end)),
        ("quote".to_owned(), json!(quote)),
        ("kinds".to_owned(), json!(listed(&["kind_ids", "kinds", "kind", "label"]))),
        ("confidence".to_owned(), confidence((table, row))),
        ("tags".to_owned(), json!(listed(&["tags", "tag"]))),
        ("annotator_id".to_owned(), json!(annotator)),
    ]);
    let read: ClaimRow<'static> = from_object(object, &row.place)?;
    claims::read_row(read, &row.place, places, reading)
}

/// Where a quote alone stands; one that stands at several places is taken at the first and reported.
fn found(quote: &str, document: &Document, place: &Place, reading: &mut Reading<'_>) -> (usize, usize) {
    let mut places = document.text.match_indices(quote);
    let Some((byte, _)) = places.next() else {
        return (0, 0);
    };
    let more_count = places.count();
    if more_count > 0 {
        reading.problems.push(format!(
            "{place}: the quote stands at {} places and was taken at the first; give start_cp and end_cp to choose",
            more_count + 1
        ));
    }
    let start = document.text.get(..byte).unwrap_or_default().chars().count();
    (start, start + quote.chars().count())
}

fn read_link(
    (table, row): (&Table, &Row),
    (known, ends): (&Documents<'_>, &Ends),
    places: &ClaimPlaces<'_>,
    reading: &mut Reading<'_>,
) -> Result<Link, FormatError> {
    let mut claims = Vec::new();
    for side in ["from", "to"] {
        let column = |name: &str| format!("{side}_{name}");
        let cell = |name: &str| table.cell(row, &[column(name).as_str()]);
        let document =
            ["document_id", "document_title", "file", "document"].iter().find_map(|name| cell(name));
        let document = document.and_then(|name| known.named(name));
        let offset = |names: [&str; 2]| {
            let names = names.map(&column);
            table.number(row, &[names[0].as_str(), names[1].as_str()])
        };
        let offsets = offset(["start_cp", "start"])?.zip(offset(["end_cp", "end"])?);
        let span = document.zip(offsets).and_then(|(document, (start, end))| {
            let index = OffsetIndex::new(&document.text);
            let byte = |offset| Unit::CodePoints.byte_of_offset(&index, offset);
            byte(start).zip(byte(end))
        });
        let (id, name, quote) = (cell("id"), table.cell(row, &[side]), cell("quote"));
        let end = End { id, name, document: document.map(|document| document.id), span, quote };
        let said = id.or(name).or(quote).unwrap_or_default();
        let claim = ends.find(&end).ok_or_else(|| {
            row.place.error(format!(
                "“{}” under {side} is no claim, or could be several",
                crate::text::visible(said)
            ))
        })?;
        claims.push(claim);
    }
    let [from, to] = claims.as_slice() else {
        return Err(row.place.error("a link must name two claims"));
    };
    let kind = table.cell(row, &["relation_id", "relation", "kind", "label", "type"]);
    let kind = kind.ok_or_else(|| row.place.error("the link has no relation"))?;
    let annotator = annotator((table, row), reading);
    let id = table.cell(row, &["link_id", "id"]).map(str::to_owned);
    let made = || format!("csv link {from} {kind} {to} {}", annotator.as_deref().unwrap_or_default());
    let differences = table.cell(row, &["differences"]).map(values).unwrap_or_default();
    let differences: Vec<Value> = differences.iter().map(|kind| json!({ "kind": kind })).collect();
    let mut object = texts((table, row), &["created", "modified"]);
    object.extend(note((table, row)));
    object.extend([
        ("id".to_owned(), json!(id.unwrap_or_else(made))),
        ("from_id".to_owned(), json!(from)),
        ("to_id".to_owned(), json!(to)),
        ("kind".to_owned(), json!(kind)),
        ("differences".to_owned(), json!(differences)),
        ("confidence".to_owned(), confidence((table, row))),
        ("annotator_id".to_owned(), json!(annotator)),
    ]);
    let read: LinkRow<'static> = from_object(object, &row.place)?;
    links::read_row(read, &row.place, places, reading)
}

fn document<'d>(
    (table, row): (&Table, &Row),
    columns: &[&str],
    known: &Documents<'d>,
) -> Result<&'d Document, FormatError> {
    let names: Vec<&str> = columns.iter().filter_map(|column| table.cell(row, &[column])).collect();
    let found = names.iter().find_map(|name| known.named(name));
    let found = found.or_else(|| known.only().filter(|_| names.is_empty()));
    found.ok_or_else(|| match names.first() {
        Some(name) => {
            let name = crate::text::visible(name).into_owned();
            let how = "import the table into the project that has it, or give documents.jsonl too";
            row.place.error(format!("there is no document “{name}”; {how}"))
        }
        None => row.place.error("it does not say which document it is about (document_id)"),
    })
}

/// The cells of these columns that have something in them.
fn texts((table, row): (&Table, &Row), names: &[&str]) -> Map<String, Value> {
    let cells = names.iter().filter_map(|name| Some(((*name).to_owned(), json!(table.cell(row, &[name])?))));
    cells.collect()
}

fn note((table, row): (&Table, &Row)) -> Option<(String, Value)> {
    let words = table.cell(row, &["note", "notes", "comment", "comments"])?;
    Some(("note".to_owned(), json!(words)))
}

fn confidence((table, row): (&Table, &Row)) -> Value {
    let level = table.cell(row, &["confidence"]);
    match (level, table.cell(row, &["confidence_scale"])) {
        (Some(level), Some(scale)) => json!({ "scale": scale, "level": level }),
        (level, _) => json!(level),
    }
}

/// The id that the row names, or that its name stands for.
fn annotator((table, row): (&Table, &Row), reading: &mut Reading<'_>) -> Option<String> {
    let name = table.cell(row, &["annotator"]);
    let id = table.cell(row, &["annotator_id"]);
    if let (Some(id), None) = (id, name) {
        return Some(id.to_owned());
    }
    let person = Person { id: id.map(str::to_owned), name: name?.to_owned() };
    Some(reading.person(Some(&person), &row.place).to_string())
}

fn from_object<T: DeserializeOwned>(object: Map<String, Value>, place: &Place) -> Result<T, FormatError> {
    serde_json::from_value(Value::Object(object)).map_err(|err| place.error(err.to_string()))
}

/// The places of differences, which stand in the own rows beside the tables.
fn add_differences(
    files: &[InputFile<'_>],
    links: &mut [Link],
    places: &ClaimPlaces<'_>,
    reading: &mut Reading<'_>,
) -> Result<(), FormatError> {
    let mut known: BTreeMap<LinkId, &mut Link> = links.iter_mut().map(|link| (link.id, link)).collect();
    let mut done: BTreeSet<LinkId> = BTreeSet::new();
    each_row(files, reading, |reading, place, row: DetailRow<'static>| {
        let Some(row) = row.link else { return Ok(()) };
        let id = LinkId(RowId::uuid(&row.id));
        let Some(link) = known.get_mut(&id).filter(|_| done.insert(id)) else { return Ok(()) };
        // Rows that name what is not there any more say nothing about this link.
        let Ok(beside) = links::read_row(row, place, places, reading) else { return Ok(()) };
        let kinds = |link: &Link| {
            link.differences.iter().map(|difference| difference.kind.clone()).collect::<Vec<_>>()
        };
        if (beside.from, beside.to) == (link.from, link.to) && kinds(&beside) == kinds(link) {
            link.differences = beside.differences;
        }
        Ok(())
    })
}

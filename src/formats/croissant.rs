//! `croissant`: machine-readable metadata of a dataset (`MLCommons` Croissant 1.1) beside its files.
//!
//! As a format it writes the rows of `huggingface` with the metadata; [`metadata`] describes other files likewise.

use super::frames::{Cells, Column, Frame};
use super::huggingface;
use super::output::Output;
use super::registry::Format;
use super::selection::Selection;
use super::{FormatError, Unit};
use serde_json::{Map, Value, json};

pub(super) const FORMAT: Format = Format {
    holds: huggingface::FORMAT.holds,
    unit: Some(Unit::CodePoints),
    write_dataset: Some(write_croissant),
    ..Format::dataset("croissant", "Dataset with metadata (Croissant)")
};

pub(super) const FILE: &str = "croissant.json";

/// A file of a dataset.
pub(super) struct DataFile<'f, 'p> {
    /// Of its rows; different for each file.
    pub(super) name: String,
    pub(super) path: String,
    /// Media type.
    pub(super) encoding: &'static str,
    /// SHA-256.
    pub(super) hash: &'f str,
    pub(super) frame: &'f Frame<'p>,
}

fn write_croissant(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    let configs = huggingface::write_data(selection, output)?;
    let files = configs.iter().flat_map(|config| {
        config.files.iter().map(|file| DataFile {
            name: format!("{}_{}", config.frame.name, file.part),
            path: file.path.clone(),
            encoding: "application/jsonlines",
            hash: &file.hash,
            frame: &config.frame,
        })
    });
    let files: Vec<DataFile<'_, '_>> = files.collect();
    let bytes = metadata(selection, &files)?;
    output.file(FILE, bytes)
}

/// The bytes of [`FILE`].
pub(super) fn metadata(
    selection: &Selection<'_>,
    files: &[DataFile<'_, '_>],
) -> Result<Vec<u8>, FormatError> {
    let title = match selection.project.title() {
        "" => "Claims across sources",
        title => title,
    };
    let people: Vec<Value> = selection
        .annotators
        .iter()
        .map(|annotator| json!({ "@type": "sc:Person", "name": annotator.name }))
        .collect();
    let changed = selection.claims.iter().map(|claim| claim.modified);
    let changed = changed.chain(selection.links.iter().map(|link| link.modified)).max().unwrap_or_default();
    let date = changed.to_string();
    let distribution: Vec<Value> = files
        .iter()
        .map(|file| {
            json!({
                "@type": "cr:FileObject",
                "@id": file.path,
                "name": file.path,
                "contentUrl": file.path,
                "encodingFormat": file.encoding,
                "sha256": file.hash,
            })
        })
        .collect();
    let people_count = selection.annotators.len();
    let document = json!({
        "@context": context(),
        "@type": "sc:Dataset",
        "name": title,
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "description": format!(
            "{} claims in {} documents and {} links between them, tagged with Crossclaim.",
            selection.claims.len(), selection.documents.len(), selection.links.len()
        ),
        "license": "not stated",
        "url": format!("urn:uuid:{}", selection.project.id()),
        "creator": people,
        "datePublished": date.get(..10).unwrap_or_default(),
        "version": "1.0.0",
        "citeAs": title,
        "rai:dataAnnotationPlatform": concat!("Crossclaim ", env!("CARGO_PKG_VERSION")),
        "rai:annotationsPerItem": format!("1 to {people_count}"),
        "distribution": distribution,
        "recordSet": files.iter().map(record_set).collect::<Vec<_>>(),
    });
    let mut bytes =
        serde_json::to_vec_pretty(&document).map_err(|err| FormatError::Unwritable(err.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn record_set(file: &DataFile<'_, '_>) -> Value {
    let fields: Vec<Value> = file.frame.columns.iter().flat_map(|column| fields(file, column)).collect();
    json!({ "@type": "cr:RecordSet", "@id": file.name, "name": file.name, "field": fields })
}

fn fields(file: &DataFile<'_, '_>, column: &Column<'_>) -> Vec<Value> {
    let field = |kind: &str, is_repeated: bool| {
        let mut field = json!({
            "@type": "cr:Field",
            "@id": format!("{}/{}", file.name, column.name),
            "name": column.name,
            "description": column.meaning,
            "dataType": kind,
            "source": { "fileObject": { "@id": file.path }, "extract": { "column": column.name } },
        });
        if is_repeated && let Some(fields) = field.as_object_mut() {
            fields.insert("repeated".to_owned(), Value::Bool(true));
        }
        field
    };
    match &column.cells {
        // Readers take columns of these names for times whatever is said of them.
        Cells::Texts(_) if matches!(column.name, "created" | "modified") => {
            vec![field("sc:DateTime", false)]
        }
        Cells::Texts(_) => vec![field("sc:Text", false)],
        Cells::Numbers(_) => vec![field("sc:Integer", false)],
        Cells::Flags(_) => vec![field("sc:Boolean", false)],
        Cells::Lists(_) => vec![field("sc:Text", true)],
        // An object has no type here; its labels are columns of the file all the same.
        Cells::Shares { .. } => Vec::new(),
    }
}

/// The words of the standard, as it gives them.
fn context() -> Value {
    let mut context = Map::new();
    context.insert("@language".to_owned(), json!("en"));
    context.insert("@vocab".to_owned(), json!("https://schema.org/"));
    for (prefix, iri) in [
        ("cr", "http://mlcommons.org/croissant/"),
        ("dct", "http://purl.org/dc/terms/"),
        ("rai", "http://mlcommons.org/croissant/RAI/"),
        ("sc", "https://schema.org/"),
    ] {
        context.insert(prefix.to_owned(), json!(iri));
    }
    context.insert("conformsTo".to_owned(), json!("dct:conformsTo"));
    for word in ["data", "examples"] {
        context.insert(word.to_owned(), json!({ "@id": format!("cr:{word}"), "@type": "@json" }));
    }
    context.insert("dataType".to_owned(), json!({ "@id": "cr:dataType", "@type": "@vocab" }));
    for word in WORDS {
        context.insert((*word).to_owned(), json!(format!("cr:{word}")));
    }
    Value::Object(context)
}

/// Words of the standard that stand for themselves.
const WORDS: &[&str] = &[
    "arrayShape",
    "citeAs",
    "column",
    "containedIn",
    "equivalentProperty",
    "extract",
    "field",
    "fileObject",
    "fileProperty",
    "fileSet",
    "format",
    "includes",
    "isArray",
    "isLiveDataset",
    "jsonPath",
    "key",
    "md5",
    "parentField",
    "path",
    "recordSet",
    "references",
    "regex",
    "repeated",
    "replace",
    "samplingRate",
    "separator",
    "source",
    "subField",
    "transform",
];

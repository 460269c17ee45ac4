//! `graphml`: claims as nodes and links as edges, for Gephi, networkx and their like.

use super::losses::{
    ACROSS_SENTENCES, ANNOTATORS, ATTRIBUTIONS, BLANK, CLAIMS, CONFIDENCE, CREDIBILITY, KINDS,
    LINK_ANNOTATORS, LINK_CONFIDENCE, LINK_NOTES, LINKS, LINKS_ACROSS, LINKS_ACROSS_SPLITS, LINKS_TO_LOST,
    LINKS_TO_OTHERS, MODALITY, NOTES, OUTSIDE, OVERLAPS, SEVERAL_KINDS, SOURCES, STATEMENTS, TAGS, TEXTS,
    TITLES, UNANCHORED, UNDATED, UNSETTLED, UNVOTED,
};
use super::markup::marked_up;
use super::output::Output;
use super::registry::Format;
use super::selection::Selection;
use super::{FormatError, Unit};
use crate::analysis::names::claim_names;
use crate::model::{Claim, Link};
use std::fmt::Write as _;

pub(super) const FORMAT: Format = Format {
    extensions: &["graphml"],
    holds: &[
        TITLES,
        SOURCES,
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
        LINKS,
        LINKS_ACROSS,
        LINKS_TO_LOST,
        LINKS_TO_OTHERS,
        LINKS_ACROSS_SPLITS,
        LINK_CONFIDENCE,
        LINK_NOTES,
        LINK_ANNOTATORS,
    ],
    unit: Some(Unit::CodePoints),
    write_dataset: Some(write_graphml),
    ..Format::dataset("graphml", "Graph of claims (GraphML)")
};

/// Name and type of what a node says.
const NODE_KEYS: [(&str, &str); 21] = [
    ("label", "string"),
    ("quote", "string"),
    ("statement", "string"),
    ("kinds", "string"),
    ("confidence", "string"),
    ("confidence_scale", "string"),
    ("credibility", "int"),
    ("modality", "string"),
    ("attributed_to", "string"),
    ("tags", "string"),
    ("note", "string"),
    ("annotator", "string"),
    ("annotator_id", "string"),
    ("document_id", "string"),
    ("document", "string"),
    ("publisher", "string"),
    ("url", "string"),
    ("published", "string"),
    ("reliability", "string"),
    ("start_cp", "int"),
    ("end_cp", "int"),
];
/// Name and type of what an edge says.
const EDGE_KEYS: [(&str, &str); 8] = [
    ("label", "string"),
    ("kind", "string"),
    ("confidence", "string"),
    ("confidence_scale", "string"),
    ("note", "string"),
    ("annotator", "string"),
    ("annotator_id", "string"),
    ("is_symmetric", "boolean"),
];

fn write_graphml(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n",
    );
    for (sort, prefix, keys) in [("node", 'n', NODE_KEYS.as_slice()), ("edge", 'e', EDGE_KEYS.as_slice())] {
        for (index, (name, kind)) in keys.iter().enumerate() {
            let key = format!(
                "<key id=\"{prefix}{index}\" for=\"{sort}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
            );
            line(&mut text, &key);
        }
    }
    line(&mut text, "<graph id=\"claims\" edgedefault=\"directed\">");
    let names = claim_names(selection.project);
    for claim in &selection.claims {
        let name = names.get(&claim.id).map_or("", String::as_str);
        push(&mut text, &format!("<node id=\"{}\">", claim.id), 'n', &node(claim, name, selection));
        line(&mut text, "</node>");
        output.keep_claim(claim.id, "");
        output.row()?;
    }
    for link in &selection.links {
        let is_symmetric =
            selection.project.codebook().link_kind(&link.kind).is_some_and(|kind| kind.symmetric);
        // All edges are directed: networkx refuses a graph of both sorts.
        let open = format!("<edge id=\"{}\" source=\"{}\" target=\"{}\">", link.id, link.from, link.to);
        push(&mut text, &open, 'e', &edge(link, is_symmetric, selection));
        line(&mut text, "</edge>");
        output.keep_link(link.id, "");
        output.row()?;
    }
    line(&mut text, "</graph>\n</graphml>");
    selection.documents.iter().for_each(|document| output.keep_document(document.id, ""));
    output.lose(TEXTS, selection.documents.len(), None);
    output.file("claims.graphml", text.into_bytes())
}

fn node(claim: &Claim, name: &str, selection: &Selection<'_>) -> [String; NODE_KEYS.len()] {
    let (start_cp, end_cp) = selection.texts.code_points(claim.document, claim.span);
    let details = selection.document(claim.document).map(|document| &document.details);
    let of = |field: fn(&crate::model::DocumentDetails) -> &String| {
        details.map(field).cloned().unwrap_or_default()
    };
    [
        name.to_owned(),
        selection.words(&claim.quote).unwrap_or_default().to_owned(),
        claim.statement.clone(),
        claim.kinds.join(";"),
        claim.confidence.as_ref().map(|found| found.level.clone()).unwrap_or_default(),
        claim.confidence.as_ref().map(|found| found.scale.clone()).unwrap_or_default(),
        claim.credibility.map(|credibility| credibility.digit().to_string()).unwrap_or_default(),
        claim.modality.map(|modality| modality.name().to_owned()).unwrap_or_default(),
        claim.attributed_to.clone(),
        claim.tags.join(";"),
        claim.note.clone(),
        selection.annotator_name(claim.annotator).to_owned(),
        selection.annotator_id(claim.annotator).to_string(),
        claim.document.to_string(),
        of(|details| &details.title),
        of(|details| &details.source.publisher),
        of(|details| &details.source.url),
        of(|details| &details.source.published),
        details.and_then(|details| details.source.reliability.clone()).unwrap_or_default(),
        start_cp.to_string(),
        end_cp.to_string(),
    ]
}

fn edge(link: &Link, is_symmetric: bool, selection: &Selection<'_>) -> [String; EDGE_KEYS.len()] {
    let label = selection.project.codebook().link_kind(&link.kind).map(|kind| kind.label.clone());
    [
        label.unwrap_or_else(|| link.kind.clone()),
        link.kind.clone(),
        link.confidence.as_ref().map(|found| found.level.clone()).unwrap_or_default(),
        link.confidence.as_ref().map(|found| found.scale.clone()).unwrap_or_default(),
        link.note.clone(),
        selection.annotator_name(link.annotator).to_owned(),
        selection.annotator_id(link.annotator).to_string(),
        is_symmetric.to_string(),
    ]
}

/// The element's beginning and its values; empty ones are left out.
fn push(text: &mut String, open: &str, prefix: char, values: &[String]) {
    text.push_str(open);
    for (index, value) in values.iter().enumerate().filter(|(_, value)| !value.is_empty()) {
        write!(text, "<data key=\"{prefix}{index}\">{}</data>", marked_up(value)).unwrap_or_default();
    }
}

fn line(text: &mut String, words: &str) {
    text.push_str(words);
    text.push('\n');
}

//! The archive of a project: `project.qde` with the texts beside it, and the codebook alone.

use super::codes::{claim_kind_guid, codes, is_color, no_kind_guid};
use super::{CONFIDENCE_NAME, INTERNAL, RELIABILITY, SOURCES_FOLDER};
use crate::formats::FormatError;
use crate::formats::ids::uuid_from_text;
use crate::formats::labels::Labels;
use crate::formats::losses::{LINKS_ACROSS_SPLITS, UNANCHORED};
use crate::formats::markup::marked_up;
use crate::formats::output::Output;
use crate::formats::selection::Selection;
use crate::formats::zip_writer::ZipWriter;
use crate::model::{Claim, Codebook, Document, DocumentId, Link, LinkKind, RecordId};
use std::fmt::Write as _;
use uuid::Uuid;

/// Begins a file; what is written is XML 1.0.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
/// Longest name of a case that comes from a text.
const MAX_NAME_LEN: usize = 200;

pub(super) fn write_refi_qda(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    selection.need_texts()?;
    let labels = Labels::new(selection);
    let names = selection.splits().map_or(&[""][..], |splits| splits.names());
    for (part, name) in names.iter().enumerate() {
        let mut project = Project { selection, labels: &labels, part, notes: String::new() };
        let qde = project.xml(output)?;
        let mut zip = ZipWriter::default();
        let mut add = |name: &str, bytes: &[u8]| zip.add(name, bytes).map_err(FormatError::Unwritable);
        add("project.qde", qde.as_bytes())?;
        for document in project.documents() {
            add(&format!("{SOURCES_FOLDER}/{}.txt", document.id), document.text.as_bytes())?;
            output.keep_document(document.id, "");
        }
        let end = if name.is_empty() { String::new() } else { format!("-{name}") };
        output.file(&format!("project{end}.qdpx"), zip.end().map_err(FormatError::Unwritable)?)?;
    }
    let origin = origin();
    let codes = codes(selection.project.codebook(), true);
    let qdc = format!(
        "{HEAD}<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" origin=\"{origin}\">\n{codes}\n</CodeBook>\n"
    );
    output.file("codebook.qdc", qdc.into_bytes())
}

fn origin() -> String {
    format!("Crossclaim {}", env!("CARGO_PKG_VERSION"))
}

/// What the name of a link says: the label of its kind, unless the same label is read as another kind.
fn link_name<'k>(codebook: &'k Codebook, kind: &'k str) -> &'k str {
    let label = codebook.link_kind(kind).map_or(kind, |kind| kind.label.as_str());
    let kinds = &codebook.link_kinds;
    let by_id = kinds.iter().find(|other| other.id == label);
    let by_label = || kinds.iter().find(|other| other.label.to_lowercase() == label.to_lowercase());
    let is_same = |other: &LinkKind| other.id == kind;
    if !label.trim().is_empty() && by_id.or_else(by_label).is_some_and(is_same) { label } else { kind }
}

/// One project file.
struct Project<'s, 'p> {
    selection: &'s Selection<'p>,
    labels: &'s Labels,
    part: usize,
    /// The elements that others refer to.
    notes: String,
}

impl<'s, 'p> Project<'s, 'p> {
    fn documents(&self) -> impl Iterator<Item = &'p Document> + use<'s, 'p> {
        let (selection, part) = (self.selection, self.part);
        selection.documents.iter().copied().filter(move |document| part_of(selection, document.id) == part)
    }

    fn claims(&self) -> impl Iterator<Item = &'p Claim> + use<'s, 'p> {
        let selection = self.selection;
        let claims = self.documents().flat_map(|document| selection.claims_in(document.id));
        claims.copied().filter(|claim| selection.place(claim).is_some())
    }

    /// The whole file; the order of its parts is that of the schema, and empty ones are left out.
    fn xml(&mut self, output: &mut Output<'_>) -> Result<String, FormatError> {
        let title = marked_up(self.selection.project.title()).into_owned();
        let mut text = format!(
            "{HEAD}<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"{title}\" origin=\"{}\">\n",
            origin()
        );
        push_group(&mut text, "Users", &self.users());
        let codes = codes(self.selection.project.codebook(), false);
        writeln!(text, "<CodeBook>{codes}</CodeBook>").unwrap_or_default();
        let variables: String = [CONFIDENCE_NAME, RELIABILITY].iter().map(|name| variable(name)).collect();
        push_group(&mut text, "Variables", &variables);
        let cases: String = self.claims().map(|claim| self.case(claim)).collect();
        push_group(&mut text, "Cases", &cases);
        let sources = self.sources(output)?;
        push_group(&mut text, "Sources", &sources);
        let links = self.links(output)?;
        push_group(&mut text, "Notes", &self.notes);
        push_group(&mut text, "Links", &links);
        text.push_str("</Project>\n");
        Ok(text)
    }

    fn users(&self) -> String {
        let user = |id: &dyn std::fmt::Display, name: &str| {
            format!("<User guid=\"{id}\" name=\"{}\"/>\n", marked_up(name))
        };
        self.selection.annotators.iter().map(|annotator| user(&annotator.id, &annotator.name)).collect()
    }

    /// A claim as a case: what it says, its kinds, how sure its annotator is, and where it stands.
    fn case(&self, claim: &Claim) -> String {
        let name: String =
            self.selection.saying(claim).unwrap_or_default().chars().take(MAX_NAME_LEN).collect();
        let guid = uuid_from_text(&format!("crossclaim case of {}", claim.id));
        let mut text = format!("<Case guid=\"{guid}\" name=\"{}\">", marked_up(&name));
        for code in codes_of(claim) {
            push_reference(&mut text, "CodeRef", code);
        }
        if let Some(confidence) = &claim.confidence {
            push_value(&mut text, CONFIDENCE_NAME, &self.labels.level(confidence));
        }
        push_reference(&mut text, "SelectionRef", claim.id.0);
        text.push_str("</Case>\n");
        text
    }

    fn sources(&mut self, output: &mut Output<'_>) -> Result<String, FormatError> {
        let mut text = String::new();
        for document in self.documents() {
            let id = document.id;
            let name = marked_up(&document.details.title);
            writeln!(text, "<TextSource guid=\"{id}\" name=\"{name}\" plainTextPath=\"{INTERNAL}{id}.txt\">")
                .unwrap_or_default();
            for claim in self.selection.claims_in(id) {
                if self.selection.place(claim).is_some() {
                    self.push_selection(&mut text, claim);
                    output.keep_claim(claim.id, "");
                    output.row()?;
                } else {
                    output.leave_out(RecordId::Claim(claim.id), UNANCHORED);
                }
            }
            if let Some(reliability) = &document.details.source.reliability {
                push_value(&mut text, RELIABILITY, reliability);
            }
            text.push_str("</TextSource>\n");
        }
        Ok(text)
    }

    fn push_selection(&mut self, text: &mut String, claim: &Claim) {
        let (start, end) = self.selection.texts.code_points(claim.document, claim.span);
        let user = self.selection.annotator_id(claim.annotator);
        let (created, modified) = (claim.created, claim.modified);
        let made = format!("creatingUser=\"{user}\" creationDateTime=\"{created}\"");
        write!(
            text,
            "<PlainTextSelection guid=\"{}\" name=\"{}\" startPosition=\"{start}\" endPosition=\"{end}\" \
             {made} modifiedDateTime=\"{modified}\">",
            claim.id,
            marked_up(&claim.quote)
        )
        .unwrap_or_default();
        for code in codes_of(claim) {
            let guid = uuid_from_text(&format!("crossclaim coding of {} as {code}", claim.id));
            write!(text, "<Coding guid=\"{guid}\" {made}>").unwrap_or_default();
            push_reference(text, "CodeRef", code);
            text.push_str("</Coding>");
        }
        if !claim.note.is_empty() {
            let guid = self.push_note(&claim.id, "note", &claim.note);
            push_reference(text, "NoteRef", guid);
        }
        text.push_str("</PlainTextSelection>\n");
    }

    fn links(&mut self, output: &mut Output<'_>) -> Result<String, FormatError> {
        let mut text = String::new();
        let selection = self.selection;
        for link in &selection.links {
            let ends = [link.from, link.to].map(|claim| selection.project.claim(claim));
            let [Some(from), Some(to)] = ends else { continue };
            if [from, to].iter().any(|claim| selection.place(claim).is_none()) {
                continue;
            }
            let parts = [from, to].map(|claim| part_of(selection, claim.document));
            if parts == [self.part, self.part] {
                self.push_link(&mut text, link);
                output.keep_link(link.id, "");
                output.row()?;
            } else if parts.first() != parts.last() {
                output.leave_out(RecordId::Link(link.id), LINKS_ACROSS_SPLITS);
            }
        }
        Ok(text)
    }

    fn push_link(&mut self, text: &mut String, link: &Link) {
        let codebook = self.selection.project.codebook();
        let kind = codebook.link_kind(&link.kind);
        let direction = if kind.is_some_and(|kind| kind.symmetric) { "Associative" } else { "OneWay" };
        let name = marked_up(link_name(codebook, &link.kind));
        write!(text, "<Link guid=\"{}\" name=\"{name}\" direction=\"{direction}\"", link.id)
            .unwrap_or_default();
        if let Some(kind) = kind.filter(|kind| is_color(&kind.color)) {
            write!(text, " color=\"#{}\"", kind.color).unwrap_or_default();
        }
        write!(text, " originGUID=\"{}\" targetGUID=\"{}\">", link.from, link.to).unwrap_or_default();
        if let Some(confidence) = &link.confidence {
            let level = self.labels.level(confidence);
            let guid = self.push_note(&link.id, CONFIDENCE_NAME, &level);
            push_reference(text, "NoteRef", guid);
        }
        if !link.note.is_empty() {
            let guid = self.push_note(&link.id, "note", &link.note);
            push_reference(text, "NoteRef", guid);
        }
        text.push_str("</Link>\n");
    }

    /// Its guid.
    fn push_note(&mut self, of: &dyn std::fmt::Display, name: &str, words: &str) -> Uuid {
        let guid = uuid_from_text(&format!("crossclaim {name} on {of}"));
        let words = marked_up(words);
        writeln!(
            self.notes,
            "<Note guid=\"{guid}\" name=\"{name}\"><PlainTextContent>{words}</PlainTextContent></Note>"
        )
        .unwrap_or_default();
        guid
    }
}

fn part_of(selection: &Selection<'_>, document: DocumentId) -> usize {
    selection.splits().map_or(0, |splits| splits.part_of_document(document))
}

fn codes_of(claim: &Claim) -> Vec<Uuid> {
    let codes: Vec<Uuid> = claim.kinds.iter().map(|kind| claim_kind_guid(kind)).collect();
    if codes.is_empty() { vec![no_kind_guid()] } else { codes }
}

fn variable_guid(name: &str) -> Uuid {
    uuid_from_text(&format!("crossclaim variable {name}"))
}

fn variable(name: &str) -> String {
    let guid = variable_guid(name);
    format!("<Variable guid=\"{guid}\" name=\"{name}\" typeOfVariable=\"Text\"/>\n")
}

fn push_value(text: &mut String, variable: &str, value: &str) {
    text.push_str("<VariableValue>");
    push_reference(text, "VariableRef", variable_guid(variable));
    // Writing to a string cannot fail.
    write!(text, "<TextValue>{}</TextValue></VariableValue>", marked_up(value)).unwrap_or_default();
}

fn push_reference(text: &mut String, element: &str, guid: Uuid) {
    write!(text, "<{element} targetGUID=\"{guid}\"/>").unwrap_or_default();
}

fn push_group(text: &mut String, element: &str, inside: &str) {
    if !inside.is_empty() {
        write!(text, "<{element}>\n{inside}</{element}>\n").unwrap_or_default();
    }
}

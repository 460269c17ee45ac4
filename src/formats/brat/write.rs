//! The files of a brat collection.

use super::{CONFIDENCE_ATTRIBUTE, CONFIDENCE_WORD, CROSS_LINK, is_break};
use crate::formats::file_names::{FileNames, without_ending};
use crate::formats::labels::{Labels, NO_KIND_LABEL};
use crate::formats::losses::{BLANK, UNANCHORED};
use crate::formats::merged::is_across;
use crate::formats::output::Output;
use crate::formats::selection::Selection;
use crate::formats::{FormatError, Unit};
use crate::model::{Claim, ClaimId, Document, DocumentId, Link, RecordId};
use crate::text::{OffsetIndex, Span};
use std::collections::BTreeMap;
use std::fmt::Write as _;

pub(super) fn write_brat(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    selection.need_texts()?;
    let collection = Collection::new(selection, output);
    for document in &selection.documents {
        let name = collection.name(document.id);
        let folder = match selection.splits() {
            Some(splits) => splits.names().get(splits.part_of_document(document.id)).copied(),
            None => None,
        };
        let path = folder.map_or_else(|| name.to_owned(), |folder| format!("{folder}/{name}"));
        output.file(&format!("{path}.txt"), document.text.as_bytes().to_vec())?;
        let annotations = collection.annotations(document, output)?;
        output.file(&format!("{path}.ann"), annotations.into_bytes())?;
        output.keep_document(document.id, name);
    }
    output.file("annotation.conf", collection.configuration().into_bytes())
}

/// What all files of a collection share.
struct Collection<'s, 'p> {
    selection: &'s Selection<'p>,
    labels: Labels,
    names: BTreeMap<DocumentId, String>,
    /// Number of each claim within its document, from 1; none for those that cannot be written.
    numbers: BTreeMap<ClaimId, usize>,
    /// By source.
    links: BTreeMap<ClaimId, Vec<&'p Link>>,
}

impl<'s, 'p> Collection<'s, 'p> {
    fn new(selection: &'s Selection<'p>, output: &mut Output<'_>) -> Self {
        let mut taken = FileNames::default();
        let mut names = BTreeMap::new();
        let mut numbers = BTreeMap::new();
        for document in &selection.documents {
            let file = without_ending(&document.file_name);
            let words = if file.is_empty() { &document.details.title } else { file };
            names.insert(document.id, taken.stem(words));
            let mut number = 0;
            for claim in selection.claims_in(document.id) {
                let span = selection.place(claim);
                if span.is_some_and(|span| !parts(document, span).is_empty()) {
                    number += 1;
                    numbers.insert(claim.id, number);
                } else {
                    let reason = if span.is_some() { BLANK } else { UNANCHORED };
                    output.leave_out(RecordId::Claim(claim.id), reason);
                }
            }
        }
        let mut links: BTreeMap<ClaimId, Vec<&Link>> = BTreeMap::new();
        selection.links.iter().for_each(|link| links.entry(link.from).or_default().push(link));
        Self { selection, labels: Labels::new(selection), names, numbers, links }
    }

    fn name(&self, document: DocumentId) -> &str {
        self.names.get(&document).map_or("", String::as_str)
    }

    fn annotations(&self, document: &Document, output: &mut Output<'_>) -> Result<String, FormatError> {
        let index = OffsetIndex::new(&document.text);
        let name = self.name(document.id);
        let mut text = String::new();
        let (mut attributes, mut notes, mut relations) = (0, 0, 0);
        let claims: Vec<&Claim> = self.selection.claims_in(document.id).to_vec();
        let numbered = || claims.iter().filter_map(|claim| Some((*claim, *self.numbers.get(&claim.id)?)));
        for (claim, number) in numbered() {
            push_place(&mut text, (claim, number), self.labels.of_claim(claim), (document, &index));
            if let Some(confidence) = &claim.confidence {
                attributes += 1;
                let level = self.labels.level(confidence);
                line(&mut text, &format!("A{attributes}\t{CONFIDENCE_ATTRIBUTE} T{number} {level}"));
            }
            output.keep_claim(claim.id, format!("{name}#T{number}"));
            output.row()?;
        }
        for (claim, number) in numbered() {
            for link in self.links.get(&claim.id).into_iter().flatten() {
                let confidence = link.confidence.as_ref().map(|confidence| self.labels.level(confidence));
                let confidence = confidence.map(|level| format!("{CONFIDENCE_WORD}{level}"));
                let label = self.labels.of_link(link);
                let Some(target) = self.numbers.get(&link.to) else { continue };
                if is_across(link, self.selection) {
                    let other = self.selection.project.claim(link.to).map(|claim| self.name(claim.document));
                    let note = format!("{CROSS_LINK} {label} {}#T{target}", other.unwrap_or_default());
                    let note = confidence.map_or_else(|| note.clone(), |words| format!("{note} {words}"));
                    notes += 1;
                    line(&mut text, &format!("#{notes}\tAnnotatorNotes T{number}\t{note}"));
                    continue;
                }
                relations += 1;
                line(&mut text, &format!("R{relations}\t{label} Arg1:T{number} Arg2:T{target}\t"));
                if let Some(confidence) = confidence {
                    notes += 1;
                    line(&mut text, &format!("#{notes}\tAnnotatorNotes R{relations}\t{confidence}"));
                }
                output.keep_link(link.id, format!("{name}#R{relations}"));
                output.row()?;
            }
        }
        Ok(text)
    }

    fn configuration(&self) -> String {
        let codebook = self.selection.project.codebook();
        let mut text = String::from("[entities]\n");
        for kind in &codebook.claim_kinds {
            line(&mut text, self.labels.of_claim_kind(&kind.id));
        }
        line(&mut text, NO_KIND_LABEL);
        line(&mut text, "[relations]");
        for kind in &codebook.link_kinds {
            let symmetric = if kind.symmetric { ", <REL-TYPE>:symmetric" } else { "" };
            let label = self.labels.of_link_kind(&kind.id);
            line(&mut text, &format!("{label}\tArg1:<ENTITY>, Arg2:<ENTITY>{symmetric}"));
        }
        line(&mut text, "[events]\n[attributes]");
        let levels = self.labels.used_levels(self.selection).join("|");
        line(&mut text, &format!("{CONFIDENCE_ATTRIBUTE}\tArg:<ENTITY>, Value:{levels}"));
        text
    }
}

/// `T1 ⇥ quantity 2 25;26 50 ⇥ words words`
fn push_place(
    text: &mut String,
    (claim, number): (&Claim, usize),
    label: &str,
    (document, index): (&Document, &OffsetIndex<'_>),
) {
    let parts = parts(document, claim.span);
    let offset = |byte| Unit::CodePoints.offset_of_byte(index, byte).unwrap_or_default();
    let places: Vec<String> =
        parts.iter().map(|part| format!("{} {}", offset(part.start), offset(part.end))).collect();
    let words: Vec<&str> = parts.iter().filter_map(|part| part.slice(&document.text)).collect();
    line(text, &format!("T{number}\t{label} {}\t{}", places.join(";"), words.join(" ")));
}

/// The pieces of a place between line breaks and tabs, blanks at their ends left out.
fn parts(document: &Document, span: Span) -> Vec<Span> {
    let words = span.slice(&document.text).unwrap_or_default();
    let mut found = Vec::new();
    let mut start = span.start;
    for piece in words.split_inclusive(is_break) {
        let inner = piece.trim_end_matches(is_break);
        let whole = Span::new(start, start + inner.len());
        // Blanks at the ends of the place itself belong to it.
        let is_blank = inner.chars().all(char::is_whitespace);
        found.extend((!is_blank).then_some(whole));
        start += piece.len();
    }
    found
}

fn line(text: &mut String, words: &str) {
    // Writing to a string cannot fail.
    writeln!(text, "{words}").unwrap_or_default();
}

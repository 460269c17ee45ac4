//! [`verify_draft`]: a draft that belongs to no project, held against the documents of one, as rows for scripts.

use super::ReadDocuments;
use super::add::document;
use crate::analysis::names::pinpoint;
use crate::analysis::verify::{CheckStatus, CheckedSentence, Passage, Verification, is_source, verify};
use crate::model::{Document, DocumentId, Project};
use crate::text::{OffsetIndex, Span};
use crate::workspace::{Environment, ImportJob};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

/// A draft that was held against the documents of a project.
#[derive(Clone, Debug, PartialEq)]
pub struct VerifiedDraft {
    /// Its sentences in order, without headings and what is set aside.
    pub sentences: Vec<VerifiedSentence>,
    /// What was guessed, left out or passed over, in sentences.
    pub messages: Vec<String>,
}

/// A sentence of a draft. Offsets are code points of the stored texts, end exclusive.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct VerifiedSentence {
    /// Where it begins.
    pub start_cp: usize,
    /// Where it ends.
    pub end_cp: usize,
    /// `backed`, `differs`, `quote_not_found` or `no_source`.
    pub status: &'static str,
    /// Types of what differs, each once; of a backed sentence: in what sources disagree.
    pub types: Vec<String>,
    /// The best passage of each source, the best first.
    pub passages: Vec<VerifiedPassage>,
    /// The sentence, on one line.
    #[serde(skip)]
    pub text: String,
    /// What differs and where the passages stand, a line each.
    #[serde(skip)]
    pub notes: Vec<String>,
}

/// A passage of a source.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct VerifiedPassage {
    /// The source.
    pub document_id: String,
    /// Where it begins.
    pub start_cp: usize,
    /// Where it ends.
    pub end_cp: usize,
    /// Where it stands in the original: `p. 3`.
    pub pinpoint: String,
    /// How much of the sentence it says, from 0 to 1.
    pub score: f32,
}

/// Why a draft was not verified.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// The file is no document; the reasons are sentences.
    #[error("{}", .0.join("\n"))]
    NoDraft(Vec<String>),
    /// The file is an archive or a table.
    #[error("the file holds {0} documents; give one draft")]
    SeveralDrafts(usize),
    /// Nothing to hold it against.
    #[error("the project has no source to hold it against")]
    NoSources,
}

/// Reads a draft as it would be added, and holds it against the sources of a project.
pub fn verify_draft(
    environment: &Environment,
    project: &Project,
    path: &Path,
) -> Result<VerifiedDraft, VerifyError> {
    let read = ImportJob::begin(environment, vec![path.to_path_buf()]).finish();
    let ReadDocuments { documents, unread, refused, problems, .. } = read;
    let refused = refused.iter().map(ToString::to_string);
    let mut messages: Vec<String> = unread.into_iter().chain(refused).chain(problems).collect();
    let count = documents.len();
    let Some(new) = documents.into_iter().next() else {
        return Err(VerifyError::NoDraft(messages));
    };
    if count > 1 {
        return Err(VerifyError::SeveralDrafts(count));
    }
    let left_out = new.account.sentences();
    messages.extend(new.problems.iter().chain(&left_out).map(|told| format!("{}: {told}.", path.display())));
    let draft = document(DocumentId(uuid::Uuid::nil()), new);
    let is_itself = |source: &&Document| source.text == draft.text;
    let sources: Vec<&Document> =
        project.documents().filter(|source| is_source(source) && !is_itself(source)).collect();
    let passed_over = project.documents().len() - sources.len();
    if passed_over > 0 {
        let noun = if passed_over == 1 { "document" } else { "documents" };
        messages.push(format!("{passed_over} {noun} under check or with the draft's own text passed over."));
    }
    if sources.is_empty() {
        return Err(VerifyError::NoSources);
    }
    let found = verify(&draft, &sources, &mut |_| ControlFlow::Continue(()));
    let sentences = found.map(|found| rows(&draft, &sources, &found)).unwrap_or_default();
    Ok(VerifiedDraft { sentences, messages })
}

type Offsets<'t> = BTreeMap<DocumentId, (&'t Document, OffsetIndex<'t>)>;

fn rows(draft: &Document, sources: &[&Document], found: &Verification) -> Vec<VerifiedSentence> {
    let offsets: Offsets<'_> =
        sources.iter().map(|source| (source.id, (*source, OffsetIndex::new(&source.text)))).collect();
    let own = OffsetIndex::new(&draft.text);
    let row = |sentence: &CheckedSentence| {
        let (start_cp, end_cp) = own.chars_from_span(sentence.span)?;
        let passages =
            sentence.passages.iter().filter_map(|passage| passage_row(&offsets, passage)).collect();
        Some(VerifiedSentence {
            start_cp,
            end_cp,
            status: sentence.status.name(),
            types: sentence.types.clone(),
            passages,
            text: on_one_line(&draft.text, sentence.span),
            notes: notes(draft, &offsets, sentence),
        })
    };
    found.sentences.iter().filter_map(row).collect()
}

fn passage_row(offsets: &Offsets<'_>, passage: &Passage) -> Option<VerifiedPassage> {
    let (document, index) = offsets.get(&passage.document)?;
    let (start_cp, end_cp) = index.chars_from_span(passage.span)?;
    Some(VerifiedPassage {
        document_id: passage.document.to_string(),
        start_cp,
        end_cp,
        pinpoint: pinpoint(document, passage.span.start),
        score: passage.score,
    })
}

/// For people: in what it differs, and each passage with its source.
fn notes(draft: &Document, offsets: &Offsets<'_>, sentence: &CheckedSentence) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for quotation in sentence.quotations.iter().filter(|one| one.found.is_none()) {
        let words = on_one_line(&draft.text, quotation.span);
        let near = quotation.nearest.as_ref().and_then(|near| Some((near, offsets.get(&near.document)?)));
        notes.push(match near {
            None => format!("no source has the words “{words}” or words like them"),
            Some((near, (source, _))) => {
                let quoted = near.quoted.map(|span| on_one_line(&draft.text, span));
                let said = near.said.map(|span| on_one_line(&source.text, span));
                let differs = match (quoted, said) {
                    (Some(quoted), Some(said)) => format!("first difference: {quoted} / {said}"),
                    (Some(quoted), None) => format!("the source lacks “{quoted}”"),
                    (None, Some(said)) => format!("the source has “{said}” besides"),
                    (None, None) => "the source has the words in another order".to_owned(),
                };
                format!("not word for word: “{words}” ({differs})")
            }
        });
    }
    if sentence.status == CheckStatus::NoSource {
        let marked: Vec<String> = sentence.marks.iter().map(|mark| on_one_line(&draft.text, *mark)).collect();
        notes.extend((!marked.is_empty()).then(|| format!("in no source: {}", marked.join(", "))));
    }
    for passage in &sentence.passages {
        let Some((source, _)) = offsets.get(&passage.document) else { continue };
        let differences = &passage.differences.differences;
        let differs: Vec<&str> = differences.iter().map(|difference| difference.note.as_str()).collect();
        let differs = if differs.is_empty() { String::new() } else { format!("; {}", differs.join("; ")) };
        let place = pinpoint(source, passage.span.start);
        // A document may leave open where its first words stand.
        let place = if place.is_empty() { place } else { format!(", {place}") };
        let words = on_one_line(&source.text, passage.span);
        notes.push(format!("{}{place}{differs}: {words}", source.details.title));
    }
    notes
}

fn on_one_line(text: &str, span: Span) -> String {
    span.slice(text).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

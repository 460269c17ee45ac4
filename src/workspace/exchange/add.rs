//! [`Workspace::add_files`]: files become documents, in one step; what cannot is named with its reason.

use crate::formats::{FormatError, NewDocument, format_for_file, formats, read_plain_text};
use crate::model::{Document, DocumentDetails, DocumentId, EditError};
use crate::text::visible;
use crate::workspace::Workspace;

/// A file to add as a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputDocument {
    /// Without its folder; empty for pasted text.
    pub file_name: String,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// What became of files that were to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddedDocuments {
    /// In the order of the files.
    pub added: Vec<DocumentId>,
    /// Files that are no documents.
    pub refused: Vec<Refusal>,
    /// What was guessed, lost or passed over, in sentences.
    pub problems: Vec<String>,
}

/// A file that was not added.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} was not added: {reason}.", visible(.file_name))]
pub struct Refusal {
    /// As it was given.
    pub file_name: String,
    /// With what to do about it.
    pub reason: String,
}

impl Workspace {
    /// Adds every file that is a document; bytes that the project already has are not loaded again.
    ///
    /// On an error the project is as it was.
    pub fn add_files(&mut self, files: &[InputDocument]) -> Result<AddedDocuments, EditError> {
        let mut report = AddedDocuments::default();
        let mut documents: Vec<Document> = Vec::new();
        for file in files {
            let file_name = &file.file_name;
            let new = match read_document(file) {
                Ok(new) => new,
                Err(reason) => {
                    report.refused.push(Refusal { file_name: file_name.clone(), reason });
                    continue;
                }
            };
            let known = || self.project().documents().chain(&documents);
            let shown = visible(file_name);
            if let Some(same) = known().find(|other| other.original_sha256 == new.original_sha256) {
                let title = visible(&same.details.title);
                report.problems.push(format!(
                    "{shown} was not loaded again: the project has the same bytes as “{title}”."
                ));
                continue;
            }
            if !file_name.is_empty() && known().any(|other| other.file_name == new.file_name) {
                report.problems.push(format!(
                    "{shown} has the name of a document with another text: the project has both."
                ));
            }
            let problems = new.problems.iter().map(|problem| format!("{shown}: {problem}."));
            report.problems.extend(problems);
            documents.push(document(self.new_document_id(), new));
        }
        report.added = documents.iter().map(|document| document.id).collect();
        self.add_documents(documents)?;
        Ok(report)
    }
}

/// Read by the format that the name speaks for; a name without an end, and pasted text, is plain text.
fn read_document(file: &InputDocument) -> Result<NewDocument, String> {
    let name = &file.file_name;
    let by_name = format_for_file(name).and_then(|format| format.read_document);
    let read = match by_name {
        Some(read) => read,
        None if !name.contains('.') => read_plain_text,
        None => return Err(unknown_format()),
    };
    read(name, &file.bytes).map_err(|err: FormatError| err.to_string())
}

fn unknown_format() -> String {
    let read: Vec<String> = formats()
        .iter()
        .filter(|format| format.read_document.is_some())
        .flat_map(|format| format.extensions)
        .map(|extension| format!(".{extension}"))
        .collect();
    format!("documents are read from {} files only; save it as one of these first", read.join(", "))
}

fn document(id: DocumentId, new: NewDocument) -> Document {
    let NewDocument { title, language, source, .. } = new;
    Document {
        id,
        details: DocumentDetails { title, language, source },
        file_name: new.file_name,
        original_sha256: new.original_sha256,
        text: new.text.into(),
        sentences: new.sentences,
        read_by: Default::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Annotator, AnnotatorId};

    fn file(name: &str, text: &str) -> InputDocument {
        InputDocument { file_name: name.to_owned(), bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn good_files_are_added_and_the_others_named() {
        let name = "Ann".to_owned();
        let ann = Annotator { id: AnnotatorId(uuid::Uuid::from_u128(1)), name, reference: false };
        let mut workspace = Workspace::empty("T", &ann).unwrap();
        let files = [
            file("a.txt", "One text"),
            file("b.txt", "One text"),
            file("c.docx", "x"),
            file("d.txt", "a\0b"),
            file("a.txt", "Another text"),
        ];
        let report = workspace.add_files(&files).unwrap();
        assert_eq!(report.added.len(), 2);
        assert_eq!(workspace.project().documents().len(), 2);
        let refused: Vec<String> = report.refused.iter().map(ToString::to_string).collect();
        assert_eq!(
            refused,
            [
                "c.docx was not added: documents are read from .txt, .text, .md, .markdown files only; save it as one \
                 of these first.",
                "d.txt was not added: it is not a text file: it holds NUL bytes; save it as plain text or Markdown \
                 first.",
            ]
        );
        assert_eq!(
            report.problems,
            [
                "b.txt was not loaded again: the project has the same bytes as “One text”.",
                "a.txt has the name of a document with another text: the project has both.",
            ]
        );
        assert_eq!(workspace.undo().unwrap().as_deref(), Some("Add documents"));
        assert_eq!(workspace.project().documents().len(), 0);
    }
}

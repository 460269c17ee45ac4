//! [`Workspace::add_files`]: files become documents, in one step; what cannot is named with its reason.

use super::parse::Parsed;
use crate::formats::{Account, NewDocument, ReadOptions, TableHead};
use crate::model::{Document, DocumentDetails, DocumentId, EditError};
use crate::text::visible;
use crate::workspace::Workspace;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

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

/// Documents that were read and are not in the project yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadDocuments {
    /// In the order of the files.
    pub documents: Vec<NewDocument>,
    /// For each document the file on disk that can be read again otherwise; none for a part of an archive.
    pub origins: Vec<Option<PathBuf>>,
    /// Tables among the files.
    pub tables: Vec<(PathBuf, TableHead)>,
    /// Files and folders that the disk did not give, each a sentence.
    pub unread: Vec<String>,
    /// Files that are no documents.
    pub refused: Vec<Refusal>,
    /// What was guessed, lost or passed over, in sentences.
    pub problems: Vec<String>,
    /// For the first of [`ReadDocuments::refused`] and [`ReadDocuments::problems`] the file that each comes from; two
    /// files of two folders may have one name.
    pub(crate) complaint_origins: (Vec<Option<PathBuf>>, Vec<Option<PathBuf>>),
}

impl ReadDocuments {
    /// Adds what was read of further files.
    pub fn extend(&mut self, more: Self) {
        self.note_origin(None);
        self.documents.extend(more.documents);
        self.origins.extend(more.origins);
        self.note_origin(None);
        self.tables.extend(more.tables);
        self.unread.extend(more.unread);
        self.refused.extend(more.refused);
        self.problems.extend(more.problems);
        self.complaint_origins.0.extend(more.complaint_origins.0);
        self.complaint_origins.1.extend(more.complaint_origins.1);
        self.note_origin(None);
    }

    /// Puts what one file gave when it was read again in the place of what it gave before.
    pub fn replace(&mut self, path: &Path, mut again: Self) {
        self.note_origin(None);
        again.note_origin(Some(path));
        let is_own = |origin: &Option<PathBuf>| origin.as_deref() == Some(path);
        let first = self.origins.iter().position(is_own).unwrap_or(self.documents.len());
        let mut kept = self.origins.iter().map(|origin| !is_own(origin));
        self.documents.retain(|_| kept.next().unwrap_or(true));
        self.origins.retain(|origin| !is_own(origin));
        let first = first.min(self.documents.len());
        self.documents.splice(first..first, again.documents);
        self.origins.splice(first..first, again.origins);
        self.tables.retain(|(table, _)| table != path);
        let (refused, problems) = &mut self.complaint_origins;
        drop_from(path, &mut self.refused, refused);
        drop_from(path, &mut self.problems, problems);
        self.tables.extend(again.tables);
        self.refused.extend(again.refused);
        self.problems.extend(again.problems);
        self.note_origin(Some(path));
    }

    /// Whether somebody should look before they are added: something was guessed, left out, or may be cut otherwise.
    pub fn wants_a_look(&self) -> bool {
        let is_guess = |document: &NewDocument| {
            !document.account.is_empty() || !matches!(document.encoding.as_str(), "" | "UTF-8")
        };
        !self.tables.is_empty() || self.documents.iter().any(is_guess)
    }

    /// Notes where the documents come from that were added since the last time.
    pub(crate) fn note_origin(&mut self, path: Option<&Path>) {
        let path = path.map(Path::to_path_buf);
        self.complaint_origins.0.resize(self.refused.len(), path.clone());
        self.complaint_origins.1.resize(self.problems.len(), path.clone());
        self.origins.resize(self.documents.len(), path);
    }

    /// Takes in what became of one file; the files of an archive come back, to be read as well.
    pub(crate) fn push(&mut self, file_name: &str, parsed: Result<Parsed, String>) -> Vec<InputDocument> {
        let shown = visible(file_name).into_owned();
        match parsed {
            Ok(Parsed::Document(document)) => self.documents.push(*document),
            Ok(Parsed::Several { found, refusal, .. }) => {
                self.documents.extend(found.documents);
                self.problems.extend(found.problems.iter().map(|problem| format!("{shown}: {problem}.")));
                let refusal = refusal.map(|reason| Refusal { file_name: file_name.to_owned(), reason });
                self.refused.extend(refusal);
            }
            Ok(Parsed::Files(files, problems)) => {
                self.problems.extend(problems.iter().map(|problem| format!("{shown}: {problem}.")));
                return files;
            }
            Err(reason) => self.refused.push(Refusal { file_name: file_name.to_owned(), reason }),
        }
        Vec::new()
    }
}

/// Drops what comes from that file, and its origins.
fn drop_from<T>(path: &Path, complaints: &mut Vec<T>, origins: &mut Vec<Option<PathBuf>>) {
    let mut kept = origins.iter().map(|origin| origin.as_deref() != Some(path));
    complaints.retain(|_| kept.next().unwrap_or(true));
    origins.retain(|origin| origin.as_deref() != Some(path));
}

impl Workspace {
    /// Adds every file that is a document; bytes that the project already has are not loaded again.
    ///
    /// Waits for the files to be parsed: for many files use [`crate::workspace::ImportJob`]. On an error the project
    /// is as it was.
    pub fn add_files(&mut self, files: &[InputDocument]) -> Result<AddedDocuments, EditError> {
        let parser = self.store().environment().parser.clone();
        let parse = |file: &InputDocument| parser.parse(file, &ReadOptions::default(), &|| false);
        let mut read = ReadDocuments::default();
        for file in files {
            for inner in read.push(&file.file_name, parse(file)) {
                let parsed = parse(&inner);
                read.push(&inner.file_name, parsed);
            }
        }
        self.add_read(read)
    }

    /// Reads a file again in the encoding that the user chose, for a preview; [`Workspace::add_read`] adds it.
    ///
    /// The error says why it cannot be read.
    pub fn read_as(&self, file: &InputDocument, encoding: &str) -> Result<ReadDocuments, String> {
        let options = ReadOptions::in_encoding(Some(encoding));
        let parsed = self.store().environment().parser.parse(file, &options, &|| false)?;
        let mut read = ReadDocuments::default();
        read.push(&file.file_name, Ok(parsed));
        Ok(read)
    }

    /// Adds documents that were read, in one step; bytes that the project already has are not loaded again.
    ///
    /// On an error the project is as it was.
    pub fn add_read(&mut self, read: ReadDocuments) -> Result<AddedDocuments, EditError> {
        let ReadDocuments { documents: new_documents, unread, refused, mut problems, .. } = read;
        problems.splice(0..0, unread);
        let mut report = AddedDocuments { added: Vec::new(), refused, problems };
        let mut documents: Vec<Document> = Vec::with_capacity(new_documents.len());
        let mut known = KnownDocuments::of(self.project().documents());
        // What rows leave out is much the same in each of them: it is told once.
        let mut rows: Option<(String, Account)> = None;
        for mut new in new_documents {
            // Pages of one archive are told apart by their addresses.
            let is_page = new.is_row && new.source.captured.is_some();
            let shown = if is_page {
                format!("{} in {}", new.source.url, new.file_name)
            } else {
                new.file_name.clone()
            };
            let shown = visible(&shown).into_owned();
            if let Some(title) = known.title_by_hash.get(&new.original_sha256) {
                let title = visible(title);
                report.problems.push(format!(
                    "{shown} was not loaded again: the project has the same bytes as “{title}”."
                ));
                continue;
            }
            if !new.file_name.is_empty() && !new.is_row && known.names.contains(&new.file_name) {
                report.problems.push(format!(
                    "{shown} has the name of a document with another text: the project has both."
                ));
            }
            if new.is_row && new.source.captured.is_none() && !new.account.is_empty() {
                let (_, account) = rows.get_or_insert_with(|| (shown.clone(), Account::default()));
                account.extend(std::mem::take(&mut new.account));
            }
            let left_out = new.account.sentences();
            let problems = new.problems.iter().chain(&left_out).map(|problem| format!("{shown}: {problem}."));
            report.problems.extend(problems);
            let document = document(self.new_document_id(), new);
            known.push(&document);
            documents.push(document);
        }
        let (shown, account) = rows.unwrap_or_default();
        report
            .problems
            .extend(account.sentences().iter().map(|told| format!("{shown} and other rows: {told}.")));
        report.added = documents.iter().map(|document| document.id).collect();
        self.add_documents(documents)?;
        Ok(report)
    }
}

/// What tells whether a document is there already.
#[derive(Debug, Default)]
struct KnownDocuments {
    title_by_hash: BTreeMap<String, String>,
    names: BTreeSet<String>,
}

impl KnownDocuments {
    fn of<'d>(documents: impl Iterator<Item = &'d Document>) -> Self {
        let mut known = Self::default();
        documents.for_each(|document| known.push(document));
        known
    }

    fn push(&mut self, document: &Document) {
        let hash = document.original_sha256.clone();
        // The bytes of rows of a dataset were never seen.
        if !hash.is_empty() {
            self.title_by_hash.entry(hash).or_insert_with(|| document.details.title.clone());
        }
        self.names.insert(document.file_name.clone());
    }
}

/// A document with what was read.
pub(super) fn document(id: DocumentId, new: NewDocument) -> Document {
    let NewDocument { title, language, source, .. } = new;
    Document {
        id,
        details: DocumentDetails { title, language, source, ..DocumentDetails::default() },
        file_name: new.file_name,
        original_sha256: new.original_sha256,
        text: new.text.into(),
        sentences: new.sentences,
        read_by: Default::default(),
        pinpoints: new.pinpoints,
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
        let ann =
            Annotator { machine: None, id: AnnotatorId(uuid::Uuid::from_u128(1)), name, reference: false };
        let mut workspace = Workspace::empty("T", &ann).unwrap();
        let files = [
            file("a.txt", "One text"),
            file("b.txt", "One text"),
            file("c.xyz", "x"),
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
                "c.xyz was not added: documents are read from .txt, .text, .md, .markdown, .html, .htm, .xhtml, .pdf, \
                 .docx, .docm, .odt, .epub, .rtf, .eml, .mhtml, .mht, .warc, .warc.gz, .wacz, .zip, .srt, .vtt, .ttml, \
                 .dfxp, .csv, .tsv, .tab, .jsonl, .json, .ndjson, .xlsx, .xlsm, .ods files only; save it as one of \
                 these first.",
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

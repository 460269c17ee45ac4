//! [`formats`]: every format the program reads or writes. A new one is a new file and one line here.

use super::{
    Dataset, Defaults, FormatError, Grain, InputFile, NewDocument, Output, ReadOptions, Selection, TableKind,
    Unit, Unpacked, brat, cas_json, claimreview, conll, croissant, csv, doccano, docx, eml, epub, graphml,
    html, huggingface, jsonl, label_studio, lewidi, markdown, new_document::base_name, nli, odt, parquet,
    pdf, plain_text, prodigy, refi_qda, rtf, web_annotation, webanno_tsv, zip_archive,
};
use DocumentReader::{Apart, Archive, Here, Table};

/// Reads one document; the first argument is the name of its file.
pub type ReadDocument = fn(&str, &[u8], &ReadOptions<'_>) -> Result<NewDocument, FormatError>;
/// Takes the files out of an archive.
pub type ReadArchive = fn(&[u8]) -> Result<Unpacked, FormatError>;
/// Reads the files of a dataset together.
pub type ReadDataset = fn(&[InputFile<'_>], &Defaults<'_>) -> Result<Dataset, FormatError>;
/// Writes what was chosen of a project; see [`super::write()`].
pub type WriteDataset = fn(&Selection<'_>, &mut Output<'_>) -> Result<(), FormatError>;

/// One format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Named on the command line; never changes.
    pub name: &'static str,
    /// Shown in dialogs.
    pub label: &'static str,
    /// Ends of file names, lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// What its files hold.
    pub purpose: Purpose,
    /// What a project may have and the format can hold, in words of [`super::losses`].
    pub(super) holds: &'static [&'static str],
    /// Several files go into one folder.
    pub to_folder: bool,
    /// What it can put into one part of a split.
    pub grain: Grain,
    /// What its offsets count; none where it has none.
    pub unit: Option<Unit>,
    /// None when documents are not read from it.
    pub read_document: Option<DocumentReader>,
    /// None when annotations are not read from it.
    pub read_dataset: Option<ReadDataset>,
    /// None when it is only read.
    pub write_dataset: Option<WriteDataset>,
}

/// How documents come out of a file.
#[derive(Clone, Copy, Debug)]
pub enum DocumentReader {
    /// One document; the file may be read in this process.
    Here(ReadDocument),
    /// One document; its parser must run in a process of its own, with limits.
    Apart(ReadDocument),
    /// Files in a file, each to be read by its own format; unpacked in a process of its own, with limits.
    Archive(ReadArchive),
    /// One document a row; see [`super::read_table`].
    Table(TableKind),
}

/// What the files of a format hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// One text each.
    Documents,
    /// Documents, claims and links as rows.
    Dataset,
}

impl Purpose {
    /// The word used on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Dataset => "dataset",
        }
    }
}

impl Format {
    /// A format of datasets that is neither read nor written yet.
    pub(super) const fn dataset(name: &'static str, label: &'static str) -> Self {
        Self {
            name,
            label,
            extensions: &[],
            purpose: Purpose::Dataset,
            holds: &[],
            to_folder: true,
            grain: Grain::Sentences,
            unit: None,
            read_document: None,
            read_dataset: None,
            write_dataset: None,
        }
    }

    /// What a project may have and the format cannot hold, in words; nothing for a format that is only read.
    pub fn loses(&self) -> Vec<&'static str> {
        let is_lost = |what: &&&str| self.is_written() && self.is_losing(what);
        super::losses::ALL.iter().filter(is_lost).copied().collect()
    }

    /// Whether the program takes files of this format.
    pub const fn is_read(&self) -> bool {
        self.read_document.is_some() || self.read_dataset.is_some()
    }

    /// Whether the program writes files of this format.
    pub const fn is_written(&self) -> bool {
        self.write_dataset.is_some()
    }
}

const FORMATS: &[Format] = &[
    document("text", "Plain text", &["txt", "text"], Here(plain_text::read_plain_text)),
    document("markdown", "Markdown", &["md", "markdown"], Here(markdown::read_markdown)),
    document("html", "Web page (HTML)", &["html", "htm", "xhtml"], Apart(html::read_html)),
    document("pdf", "PDF", &["pdf"], Apart(pdf::read_pdf)),
    document("docx", "Word document (DOCX)", &["docx", "docm"], Apart(docx::read_docx)),
    document("odt", "OpenDocument text (ODT)", &["odt"], Apart(odt::read_odt)),
    document("epub", "Book (EPUB)", &["epub"], Apart(epub::read_epub)),
    document("rtf", "Rich text (RTF)", &["rtf"], Apart(rtf::read_rtf)),
    document("eml", "Mail (EML)", &["eml"], Apart(eml::read_eml)),
    document("zip", "Archive of documents (ZIP)", &["zip"], Archive(zip_archive::read_zip)),
    document("csv-table", "Documents in rows (CSV)", &[], Table(TableKind::Csv)),
    document("tsv-table", "Documents in rows (TSV)", &["tsv", "tab"], Table(TableKind::Tsv)),
    document("jsonl-table", "Documents in rows (JSON Lines)", &["ndjson"], Table(TableKind::Jsonl)),
    jsonl::FORMAT,
    csv::FORMAT,
    huggingface::FORMAT,
    croissant::FORMAT,
    parquet::FORMAT,
    nli::FORMAT,
    conll::FORMAT,
    lewidi::FORMAT,
    prodigy::FORMAT,
    label_studio::FORMAT,
    brat::FORMAT,
    doccano::FORMAT,
    cas_json::FORMAT,
    webanno_tsv::FORMAT,
    web_annotation::FORMAT,
    refi_qda::FORMAT,
    claimreview::FORMAT,
    graphml::FORMAT,
];

/// A format of single documents.
const fn document(
    name: &'static str,
    label: &'static str,
    extensions: &'static [&'static str],
    read: DocumentReader,
) -> Format {
    let purpose = Purpose::Documents;
    let read_document = Some(read);
    Format { extensions, purpose, to_folder: false, read_document, ..Format::dataset(name, label) }
}

/// Every format, in the order shown.
pub fn formats() -> &'static [Format] {
    FORMATS
}

/// The format of that name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The format that a file's name speaks for.
pub fn format_for_file(file_name: &str) -> Option<&'static Format> {
    let (_, extension) = base_name(file_name).rsplit_once('.')?;
    let extension = extension.to_lowercase();
    FORMATS.iter().find(|format| format.extensions.contains(&extension.as_str()))
}

/// The format that the first bytes of a file speak for, where they do so plainly.
pub fn sniffed_format(bytes: &[u8]) -> Option<&'static Format> {
    let start = bytes.get(..1024).unwrap_or(bytes).trim_ascii_start();
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start().to_ascii_lowercase();
    let holds = |word: &[u8]| start.windows(word.len()).any(|part| part == word);
    match start.as_slice() {
        [b'%', b'p', b'd', b'f', b'-', ..] => format("pdf"),
        [b'{', b'\\', b'r', b't', b'f', ..] => format("rtf"),
        [b'<', ..] if holds(b"<!doctype html") || holds(b"<html") => format("html"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_extensions_are_told_apart() {
        for (index, format) in formats().iter().enumerate() {
            let others = formats().iter().skip(index + 1);
            for other in others {
                assert_ne!(format.name, other.name);
                assert!(!format.extensions.iter().any(|end| other.extensions.contains(end)));
            }
            assert_eq!(super::format(format.name).unwrap().label, format.label);
            assert!(format.is_read() || format.is_written());
        }
    }

    #[test]
    fn a_file_is_known_by_the_end_of_its_name() {
        assert_eq!(format_for_file("a.b/News.TXT").unwrap().name, "text");
        assert_eq!(format_for_file("x.md").unwrap().name, "markdown");
        assert!(format_for_file("x.txt/noextension").is_none());
        assert_eq!(format_for_file("x.DOCX").unwrap().name, "docx");
        assert!(format_for_file("x.exe").is_none());
    }
}

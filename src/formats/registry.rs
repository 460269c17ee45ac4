//! [`formats`]: every format the program reads or writes. A new one is a new file and one line here.

use super::{
    Dataset, Defaults, FormatError, FoundDocuments, Grain, InputFile, NewDocument, Output, ReadOptions,
    ReadSet, Selection, TableKind, Unit, Unpacked, benchmarks, brat, captures, cas, chats, chronology,
    claimreview, conll, croissant, csv, doccano, docx, eml, epub, graphml, html, huggingface, inception,
    jsonl, label_studio, lewidi, markdown, new_document::base_name, nli, obsidian, odt, parquet, pdf,
    plain_text, prodigy, references, refi_qda, rtf, transcripts, web_annotation, webanno_tsv, zip_archive,
};
use DocumentReader::{Apart, Archive, Here, Several, Table};

/// Reads one document; the first argument is the name of its file.
pub type ReadDocument = fn(&str, &[u8], &ReadOptions<'_>) -> Result<NewDocument, FormatError>;
/// Reads the documents of a file that holds several; the first argument is the name of its file.
pub type ReadSeveral = fn(&str, &[u8], &ReadOptions<'_>) -> Result<FoundDocuments, FormatError>;
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
    /// What a project may have and the format can hold, in words of [`mod@super::losses`].
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
    /// None when its files are not read one after the other, or rows of them drawn by lot.
    pub read_set: Option<ReadSet>,
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
    /// Several documents, such as the pages of a web archive; parsed in a process of its own, with limits.
    Several(ReadSeveral),
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
            read_set: None,
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
    document("mhtml", "Saved page (MHTML)", &["mhtml", "mht"], Apart(captures::read_mhtml)),
    document("warc", "Web archive (WARC)", &["warc", "warc.gz"], Several(captures::read_warc)),
    document("wacz", "Web archive (WACZ)", &["wacz"], Several(captures::read_wacz)),
    document("zip", "Archive of documents (ZIP)", &["zip"], Archive(zip_archive::read_zip)),
    document("srt", "Subtitles (SRT)", &["srt"], Here(transcripts::read_srt)),
    document("vtt", "Subtitles (WebVTT)", &["vtt"], Here(transcripts::read_vtt)),
    document("ttml", "Subtitles (TTML)", &["ttml", "dfxp"], Apart(transcripts::read_ttml)),
    document("whisper", "Transcript (Whisper)", &[], Apart(transcripts::read_whisper)),
    document("telegram", "Chat (Telegram)", &[], Several(chats::read_telegram)),
    document("csv-table", "Documents in rows (CSV)", &[], Table(TableKind::Csv)),
    document("tsv-table", "Documents in rows (TSV)", &["tsv", "tab"], Table(TableKind::Tsv)),
    document("jsonl-table", "Documents in rows (JSON Lines)", &["ndjson"], Table(TableKind::Jsonl)),
    document("xlsx", "Sheets (Excel)", &["xlsx", "xlsm"], Table(TableKind::Xlsx)),
    document("ods", "Sheets (OpenDocument)", &["ods"], Table(TableKind::Ods)),
    jsonl::FORMAT,
    csv::FORMAT,
    huggingface::FORMAT,
    croissant::FORMAT,
    parquet::FORMAT,
    nli::FORMAT,
    conll::FORMAT,
    lewidi::FORMAT,
    benchmarks::FEVER,
    benchmarks::SCIFACT,
    benchmarks::CLIMATE_FEVER,
    benchmarks::CONTRACT_NLI,
    benchmarks::BEIR,
    benchmarks::AVERITEC,
    benchmarks::ECB_PLUS,
    prodigy::FORMAT,
    label_studio::FORMAT,
    brat::FORMAT,
    doccano::FORMAT,
    cas::JSON,
    cas::XMI,
    inception::FORMAT,
    webanno_tsv::FORMAT,
    web_annotation::FORMAT,
    refi_qda::FORMAT,
    claimreview::FORMAT,
    graphml::FORMAT,
    obsidian::FORMAT,
    chronology::TABLE,
    chronology::TIMELINE,
    references::CSL_JSON,
    references::RIS,
    references::BIBTEX,
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

/// Whether a file's name ends so, capitals aside; the ending is lower case and without the dot.
pub fn has_ending(file_name: &str, ending: &str) -> bool {
    let name = base_name(file_name);
    let start = name.len().checked_sub(ending.len() + 1).and_then(|at| name.split_at_checked(at));
    start.is_some_and(|(_, end)| end.strip_prefix('.').is_some_and(|end| end.to_lowercase() == ending))
}

/// The format that a file's name speaks for.
pub fn format_for_file(file_name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.extensions.iter().any(|ending| has_ending(file_name, ending)))
}

/// The format that the first bytes of a file speak for, where they do so plainly; of JSON all of it.
pub fn sniffed_format(bytes: &[u8]) -> Option<&'static Format> {
    let start = bytes.get(..2048).unwrap_or(bytes).trim_ascii_start();
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start().to_ascii_lowercase();
    let holds = |word: &[u8]| start.windows(word.len()).any(|part| part == word);
    match start.as_slice() {
        [b'%', b'p', b'd', b'f', b'-', ..] => format("pdf"),
        [b'{', b'\\', b'r', b't', b'f', ..] => format("rtf"),
        [b'<', ..] if holds(b"<!doctype html") || holds(b"<html") => format("html"),
        [b'<', ..] if holds(b"<tt ") || holds(b":tt ") => format("ttml"),
        [b'w', b'e', b'b', b'v', b't', b't', ..] => format("vtt"),
        [b'w', b'a', b'r', b'c', b'/', b'1', b'.', ..] => format("warc"),
        [b'{' | b'[', ..] => sniffed_json(bytes),
        [b'0'..=b'9', ..] if holds(b" --> ") => format("srt"),
        _ if holds(b"mime-version:") && holds(b"multipart/related") && holds(b"saved by") => format("mhtml"),
        _ if MAIL_HEADS.iter().any(|head| start.starts_with(head)) => format("eml"),
        _ => None,
    }
}

/// How mails begin.
const MAIL_HEADS: [&[u8]; 6] =
    [b"return-path:", b"received:", b"delivered-to:", b"message-id:", b"mime-version:", b"x-mozilla-status:"];

fn sniffed_json(bytes: &[u8]) -> Option<&'static Format> {
    let json = std::str::from_utf8(bytes).ok()?;
    if chats::is_telegram(json) {
        format("telegram")
    } else if transcripts::is_whisper(json) {
        format("whisper")
    } else {
        let inside = json.trim_start_matches('\u{FEFF}').trim_start().strip_prefix('[');
        inside
            .is_some_and(|inside| inside.trim_start().starts_with('{'))
            .then(|| format("jsonl-table"))
            .flatten()
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
        assert_eq!(format_for_file("a/x.WARC.gz").unwrap().name, "warc");
        for name in ["x.exe", "x.gz", "txt", ".tx", "é", "warc.gz"] {
            assert!(format_for_file(name).is_none(), "{name}");
        }
    }
}

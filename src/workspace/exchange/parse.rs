//! [`Parser`]: files become documents, those of strangers in a process of its own that may crash, hang or be stopped.

use super::add::InputDocument;
use crate::formats::{
    ColumnMapping, DocumentReader, Format, FormatError, FoundDocuments, NewDocument, ReadOptions, ReadTable,
    TableHead, TableKind, Unpacked, base_name, format, format_for_file, formats, read_plain_text, read_table,
    sniffed_format,
};
use crate::storage::{ChildError, ChildLimits, MAX_SOURCE_LEN, limit_own_memory, run_limited};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What the process that parses may use.
const LIMITS: ChildLimits = ChildLimits { time: Duration::from_secs(30), output_len: 512 << 20 };
const MEMORY_LEN: u64 = 2 << 30;
/// Nested files are parsed by functions that call themselves.
const STACK_LEN: usize = 8 << 20;

/// Who parses files that take more than decoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parser {
    /// This program, called with `read-document`; one process a file.
    Child(PathBuf),
    /// This process, without limits of time and memory: for tests, and inside the child.
    InProcess,
    /// Nobody: such files are refused.
    Nobody,
}

impl Parser {
    /// A child of the running program.
    pub fn of_this_program() -> Self {
        std::env::current_exe().map_or(Self::Nobody, Self::Child)
    }
}

/// What one file turned out to hold.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Parsed {
    /// One document.
    Document(Box<NewDocument>),
    /// Several documents, what is odd about them in words, and how their table may be read otherwise.
    Several { found: FoundDocuments, table: Option<Box<TableHead>>, refusal: Option<String> },
    /// The files of an archive, not parsed yet, and what was passed over in words.
    Files(Vec<InputDocument>, Vec<String>),
}

impl Parser {
    /// Parses a file by the format that its name speaks for; pasted text is plain text.
    ///
    /// The error says why there is no document, and what to do.
    pub(crate) fn parse(
        &self,
        file: &InputDocument,
        options: &ReadOptions<'_>,
        is_cancelled: &dyn Fn() -> bool,
    ) -> Result<Parsed, String> {
        let name = file.file_name.as_str();
        let (format, reader) = match reader_for(file) {
            Some(found) => found,
            None if !base_name(name).contains('.') => ("text", DocumentReader::Here(read_plain_text)),
            None if name.to_lowercase().ends_with(".json") => return Err(UNKNOWN_JSON.to_owned()),
            None => return Err(unknown_format()),
        };
        match reader {
            DocumentReader::Here(read) => one(read(name, &file.bytes, options)),
            DocumentReader::Table(kind) if !kind.is_sheets() => rows(file, kind, options),
            DocumentReader::Apart(_)
            | DocumentReader::Archive(_)
            | DocumentReader::Several(_)
            | DocumentReader::Table(_) => match self {
                Self::Child(program) => parse_apart(program, (format, file), options, is_cancelled),
                Self::InProcess => parse_here(reader, file, options),
                Self::Nobody => {
                    Err("the program that parses such files is not there; start Crossclaim again".to_owned())
                }
            },
        }
    }
}

/// The format and reader that the name of a file, else its first bytes, speak for.
fn reader_for(file: &InputDocument) -> Option<(&'static str, DocumentReader)> {
    let name = file.file_name.as_str();
    let of = |format: &'static Format| Some((format.name, format.read_document?));
    let lower = name.to_lowercase();
    // These endings belong to datasets too, which come in by another door.
    let table = match lower.rsplit_once('.') {
        // What a file of this kind holds only its content says.
        Some((_, "json")) => sniffed_format(&file.bytes).map(|format| format.name),
        Some((_, "csv")) => Some("csv-table"),
        Some((_, "jsonl")) => Some("jsonl-table"),
        _ => None,
    };
    let by_name = table.and_then(format).or_else(|| format_for_file(name)).and_then(of);
    by_name.or_else(|| sniffed_format(&file.bytes).filter(|_| !name.is_empty()).and_then(of))
}

/// Ends of the names of files that documents are read from, without the dot.
pub fn document_endings() -> Vec<&'static str> {
    let all = formats().iter().filter_map(|format| {
        let reader = format.read_document?;
        // The ending itself is that of a dataset.
        let shared: &[&str] = match reader {
            DocumentReader::Table(TableKind::Csv) => &["csv"],
            DocumentReader::Table(TableKind::Jsonl) => &["jsonl", "json"],
            _ => &[],
        };
        Some(shared.iter().chain(format.extensions).copied())
    });
    all.flatten().collect()
}

/// Of a `.json` file that no reader of documents knows by its content.
const UNKNOWN_JSON: &str = "its JSON is no list of rows, no chat from Telegram and no transcript from Whisper; if it \
    holds annotations, import it as a dataset";

fn unknown_format() -> String {
    let endings: Vec<String> = document_endings().iter().map(|ending| format!(".{ending}")).collect();
    format!("documents are read from {} files only; save it as one of these first", endings.join(", "))
}

fn one(read: Result<NewDocument, FormatError>) -> Result<Parsed, String> {
    read.map(|document| Parsed::Document(Box::new(document))).map_err(|err| err.to_string())
}

fn rows(file: &InputDocument, kind: TableKind, options: &ReadOptions<'_>) -> Result<Parsed, String> {
    let table = (file.file_name.as_str(), file.bytes.as_slice());
    let ReadTable { head, documents, problems, refusal } =
        read_table(table, kind, options).map_err(|err| err.to_string())?;
    let refusal = refusal.map(|err| err.to_string());
    Ok(Parsed::Several {
        found: FoundDocuments { documents, problems },
        table: Some(Box::new(head)),
        refusal,
    })
}

fn parse_here(
    reader: DocumentReader,
    file: &InputDocument,
    options: &ReadOptions<'_>,
) -> Result<Parsed, String> {
    match reader {
        DocumentReader::Here(read) | DocumentReader::Apart(read) => {
            one(read(&file.file_name, &file.bytes, options))
        }
        DocumentReader::Table(kind) => rows(file, kind, options),
        DocumentReader::Several(read) => {
            let found = read(&file.file_name, &file.bytes, options).map_err(|err| err.to_string())?;
            Ok(Parsed::Several { found, table: None, refusal: None })
        }
        DocumentReader::Archive(read) => {
            let Unpacked { files, problems } = read(&file.bytes).map_err(|err| err.to_string())?;
            let archive = base_name(&file.file_name).to_owned();
            let in_archive = |(name, bytes)| InputDocument { file_name: format!("{archive}/{name}"), bytes };
            Ok(Parsed::Files(files.into_iter().map(in_archive).collect(), problems))
        }
    }
}

/// What the child says; the contents of unpacked files follow it, one after the other.
#[derive(Debug, Serialize, Deserialize)]
enum Answer {
    Document(Box<NewDocument>),
    Several {
        documents: Vec<NewDocument>,
        problems: Vec<String>,
        table: Option<Box<TableHead>>,
        refusal: Option<String>,
    },
    Files {
        names: Vec<(String, usize)>,
        problems: Vec<String>,
    },
    Refused(String),
}

/// What the child is asked, as JSON before the bytes of the file. It goes through stdin: arguments of a process, such as
/// the name of a file, are shown to every user of the computer.
#[derive(Debug, Serialize, Deserialize)]
struct Request {
    name: String,
    encoding: Option<String>,
    mapping: Option<ColumnMapping>,
}

/// The length of the request, the request, the file.
fn asked(file: &InputDocument, options: &ReadOptions<'_>) -> Option<Vec<u8>> {
    let request = Request {
        name: file.file_name.clone(),
        encoding: options.encoding.map(str::to_owned),
        mapping: options.mapping.cloned(),
    };
    let json = serde_json::to_vec(&request).ok()?;
    let mut input = (json.len() as u64).to_le_bytes().to_vec();
    input.extend(json);
    input.extend_from_slice(&file.bytes);
    Some(input)
}

/// The work of the child: parses the file of a request and gives what it prints. None where parsing crashed or the request
/// is none.
pub fn answer_parent(format_name: &str, input: &[u8]) -> Option<Vec<u8>> {
    let (len, rest) = input.split_at_checked(8)?;
    let len = usize::try_from(u64::from_le_bytes(len.try_into().ok()?)).ok()?;
    let (json, bytes) = rest.split_at_checked(len)?;
    let Request { name, encoding, mapping } = serde_json::from_slice(json).ok()?;
    let reader = format(format_name)?.read_document?;
    let file = InputDocument { file_name: name, bytes: bytes.to_vec() };
    let work = move || {
        let options = ReadOptions::chosen(encoding.as_deref(), mapping.as_ref());
        written(parse_here(reader, &file, &options))
    };
    let thread = std::thread::Builder::new().stack_size(STACK_LEN).spawn(work).ok()?;
    thread.join().ok().flatten()
}

/// Bounds the memory of this process, which is the child.
pub fn limit_child_memory() {
    limit_own_memory(MEMORY_LEN);
}

/// Largest input of a child, in bytes.
pub const MAX_CHILD_INPUT: u64 = MAX_SOURCE_LEN + MAX_REQUEST_LEN;
/// Of that, the request.
const MAX_REQUEST_LEN: u64 = 1 << 20;

fn written(parsed: Result<Parsed, String>) -> Option<Vec<u8>> {
    let (answer, contents) = match parsed {
        Ok(Parsed::Document(document)) => (Answer::Document(document), Vec::new()),
        Ok(Parsed::Files(files, problems)) => {
            let names = files.iter().map(|file| (file.file_name.clone(), file.bytes.len())).collect();
            (Answer::Files { names, problems }, files.into_iter().map(|file| file.bytes).collect())
        }
        Ok(Parsed::Several { found: FoundDocuments { documents, problems }, table, refusal }) => {
            (Answer::Several { documents, problems, table, refusal }, Vec::new())
        }
        Err(reason) => (Answer::Refused(reason), Vec::new()),
    };
    let json = serde_json::to_vec(&answer).ok()?;
    let mut output = (json.len() as u64).to_le_bytes().to_vec();
    output.extend(json);
    output.extend(contents.concat());
    Some(output)
}

const UNSOUND: &str = "reading it gave no sound document; save it anew with another program";

fn parse_apart(
    program: &Path,
    (format, file): (&str, &InputDocument),
    options: &ReadOptions<'_>,
    is_cancelled: &dyn Fn() -> bool,
) -> Result<Parsed, String> {
    let input = asked(file, options).ok_or("its name or its columns could not be handed on")?;
    let output = run_limited(program, &["read-document", "--format", format], &input, LIMITS, is_cancelled)
        .map_err(|err| match err {
        ChildError::Cancelled => err.to_string(),
        ChildError::NotStarted(_) => format!("{err}; start Crossclaim again"),
        _ => format!(
            "{err}; it may be damaged or made to do harm. Save it anew with another program, or as text"
        ),
    })?;
    understood(&output)
        .ok_or_else(|| {
            "the program that parses such files gave no answer; start Crossclaim again".to_owned()
        })?
        .and_then(|parsed| match parsed {
            Parsed::Document(document) if !document.is_sound() => Err(UNSOUND.to_owned()),
            Parsed::Several { found, .. } if !found.documents.iter().all(NewDocument::is_sound) => {
                Err(UNSOUND.to_owned())
            }
            parsed => Ok(parsed),
        })
}

/// What the child printed; none where that is no answer.
fn understood(output: &[u8]) -> Option<Result<Parsed, String>> {
    let (len, rest) = output.split_at_checked(8)?;
    let len = usize::try_from(u64::from_le_bytes(len.try_into().ok()?)).ok()?;
    let (json, mut contents) = rest.split_at_checked(len)?;
    Some(match serde_json::from_slice(json).ok()? {
        Answer::Document(document) => Ok(Parsed::Document(document)),
        Answer::Several { documents, problems, table, refusal } => {
            Ok(Parsed::Several { found: FoundDocuments { documents, problems }, table, refusal })
        }
        Answer::Refused(reason) => Err(reason),
        Answer::Files { names, problems } => {
            let mut files = Vec::with_capacity(names.len().min(10_000));
            for (file_name, len) in names {
                let (content, rest) = contents.split_at_checked(len)?;
                files.push(InputDocument { file_name, bytes: content.to_vec() });
                contents = rest;
            }
            Ok(Parsed::Files(files, problems))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, bytes: &[u8]) -> InputDocument {
        InputDocument { file_name: name.to_owned(), bytes: bytes.to_vec() }
    }

    #[test]
    fn the_child_s_answer_is_understood() {
        let page = file("a.html", b"<p>Some words on a page.</p>");
        let answer =
            |file: &InputDocument| answer_parent("html", &asked(file, &ReadOptions::default()).unwrap());
        let output = answer(&page).unwrap();
        let parsed = understood(&output).unwrap().unwrap();
        assert_eq!(Parser::InProcess.parse(&page, &ReadOptions::default(), &|| false), Ok(parsed));
        let refusal = understood(&answer(&file("a.html", b"")).unwrap()).unwrap();
        assert_eq!(refusal.unwrap_err(), "it holds no text");
    }

    #[test]
    fn nonsense_is_no_request() {
        for input in [b"".as_slice(), b"<p>Words</p>", &[255; 20], &[2, 0, 0, 0, 0, 0, 0, 0, b'{', b'}']] {
            assert_eq!(answer_parent("html", input), None);
        }
    }

    #[test]
    fn nonsense_is_no_answer() {
        for output in [b"".as_slice(), b"running 0 tests", &[255; 20], &[2, 0, 0, 0, 0, 0, 0, 0, b'{', b'}']]
        {
            assert!(understood(output).is_none());
        }
        let parsed = Parser::Child(PathBuf::from("/bin/true")).parse(
            &file("a.html", b"x"),
            &ReadOptions::default(),
            &|| false,
        );
        assert!(parsed.is_err());
    }

    #[test]
    fn without_a_parser_only_text_is_read() {
        let parse = |file: &InputDocument| Parser::Nobody.parse(file, &ReadOptions::default(), &|| false);
        assert!(matches!(parse(&file("a.txt", b"words")), Ok(Parsed::Document(_))));
        assert!(parse(&file("a.html", b"words")).unwrap_err().contains("is not there"));
        assert!(parse(&file("a.xyz", b"words")).unwrap_err().contains(".pdf"));
    }
}

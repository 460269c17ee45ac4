//! [`SetFiles`]: files that are opened one after the other, and [`each_record`], which reads their rows one by one: lines
//! of JSON, elements of a JSON array, or rows of a table. A row that cannot be read costs itself and is told.

use super::fields::{Fields, take_text};
use super::row::SetText;
use super::told::Told;
use crate::formats::jsonl::rows::message;
use crate::formats::new_document::base_name;
use crate::formats::registry::has_ending;
use crate::formats::{FormatError, InputFile, Place};
use serde::de::{DeserializeSeed, Deserializer as _, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{BufRead, BufReader, Read};
use std::rc::Rc;

/// Longest line that is taken for a row, in bytes.
const MAX_LINE_LEN: u64 = 64 << 20;
/// Read at once.
const BUFFER_LEN: usize = 1 << 16;

/// The files of a set. None of them need fit into memory.
pub trait SetFiles: fmt::Debug {
    /// With or without folders, in the order given.
    fn names(&self) -> Vec<String>;
    /// One of them from its start.
    ///
    /// # Errors
    /// In words that name the file.
    fn open(&self, index: usize) -> Result<Box<dyn Read + '_>, FormatError>;
}

/// Files that are in memory.
#[derive(Debug)]
pub(super) struct InMemory<'f, 'b>(pub(super) &'f [InputFile<'b>]);

impl SetFiles for InMemory<'_, '_> {
    fn names(&self) -> Vec<String> {
        self.0.iter().map(|file| file.name.to_owned()).collect()
    }

    fn open(&self, index: usize) -> Result<Box<dyn Read + '_>, FormatError> {
        let file = self.0.get(index);
        let file = file.ok_or_else(|| FormatError::NoKnownFile("a file is not there".to_owned()))?;
        Ok(Box::new(file.bytes))
    }
}

/// A row.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) place: Place,
    /// By name of the column. Cells of tables are texts.
    pub(super) fields: Map<String, Value>,
}

/// What each row is given to; a break ends the reading.
type Take<'t> = dyn FnMut(&mut Told, Record) -> Result<bool, FormatError> + 't;

/// Texts by their ids, each with the place that it was read from.
pub(super) type Texts = BTreeMap<String, (Place, SetText)>;

/// The texts of a corpus that somebody needs, by their ids, with how many others there are. `text` makes one of its id and
/// the other fields; the first of two under one id counts.
pub(super) fn needed_texts(
    files: &dyn SetFiles,
    (corpora, id_field): (&[usize], &str),
    needed: &BTreeSet<String>,
    told: &mut Told,
    mut text: impl FnMut(&str, Fields) -> SetText,
) -> Result<(Texts, usize), FormatError> {
    let (mut found, mut other_count) = (BTreeMap::new(), 0);
    for index in corpora {
        each_record(files, *index, told, &mut |_, Record { place, mut fields }| {
            let key = take_text(&mut fields, id_field).unwrap_or_default();
            if needed.contains(&key) {
                let text = text(&key, fields);
                found.entry(key).or_insert((place, text));
            } else {
                other_count += 1;
            }
            Ok(true)
        })?;
    }
    Ok((found, other_count))
}

/// Gives each row of a file to `take`, which says whether to go on.
///
/// # Errors
/// What is no fault of a row.
pub(super) fn each_record(
    files: &dyn SetFiles,
    index: usize,
    told: &mut Told,
    take: &mut Take<'_>,
) -> Result<(), FormatError> {
    let name = files.names().get(index).cloned().unwrap_or_default();
    let mut reader = BufReader::with_capacity(BUFFER_LEN, files.open(index)?);
    if let Some(delimiter) = delimiter(&name) {
        return each_row(&name, reader, delimiter, (told, take));
    }
    // At most one mark, and blanks before an array.
    let start = reader.fill_buf().map_err(|err| broken(&name, &err))?;
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
    match start.first() {
        Some(b'[') => each_element(&name, reader, (told, take)),
        Some(_) => each_line(&name, reader, (told, take)),
        None => Ok(()),
    }
}

/// The first row of a file, by which one sees what the file is.
pub(super) fn first_record(files: &dyn SetFiles, index: usize) -> Result<Option<Record>, FormatError> {
    let mut found = None;
    each_record(files, index, &mut Told::default(), &mut |_, record| {
        found = Some(record);
        Ok(false)
    })?;
    Ok(found)
}

/// All of a file that is one JSON value.
pub(super) fn whole_json(files: &dyn SetFiles, index: usize) -> Result<Value, FormatError> {
    let name = files.names().get(index).cloned().unwrap_or_default();
    let mut bytes = Vec::new();
    files.open(index)?.read_to_end(&mut bytes).map_err(|err| broken(&name, &err))?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    serde_json::from_slice(bytes).map_err(|err| {
        let place = Place { file: name.clone(), line: err.line(), column: err.column() };
        place.error(message(&err))
    })
}

/// Of files that are tables.
pub(super) fn delimiter(name: &str) -> Option<u8> {
    if has_ending(name, "csv") {
        Some(b',')
    } else if has_ending(name, "tsv") || has_ending(name, "tab") || base_name(name).starts_with("qrels") {
        Some(b'\t')
    } else {
        None
    }
}

fn broken(name: &str, err: &std::io::Error) -> FormatError {
    FormatError::Unreadable(format!("{name} could not be read to its end ({err})"))
}

fn each_line(
    name: &str,
    mut reader: impl BufRead,
    (told, take): (&mut Told, &mut Take<'_>),
) -> Result<(), FormatError> {
    let mut line = Vec::new();
    let mut place = Place { file: name.to_owned(), line: 0, column: 0 };
    loop {
        line.clear();
        place.line += 1;
        let len = reader.by_ref().take(MAX_LINE_LEN).read_until(b'\n', &mut line);
        if len.map_err(|err| broken(name, &err))? == 0 {
            return Ok(());
        }
        if line.len() as u64 == MAX_LINE_LEN && !line.ends_with(b"\n") {
            return Err(FormatError::Hostile(format!("{place} has more than {} MB", MAX_LINE_LEN >> 20)));
        }
        let json = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
        if json.trim_ascii().is_empty() {
            continue;
        }
        let fields = serde_json::from_slice::<Map<String, Value>>(json)
            .map_err(|err| Place { column: err.column(), ..place.clone() }.error(message(&err)));
        if !given(fields, &place, (told, take))? {
            return Ok(());
        }
    }
}

/// Whether to go on.
fn given(
    fields: Result<Map<String, Value>, FormatError>,
    place: &Place,
    (told, take): (&mut Told, &mut Take<'_>),
) -> Result<bool, FormatError> {
    match told.or_left_out(fields)? {
        Some(fields) => take(told, Record { place: place.clone(), fields }),
        None => Ok(true),
    }
}

fn each_row(
    name: &str,
    reader: impl Read,
    delimiter: u8,
    (told, take): (&mut Told, &mut Take<'_>),
) -> Result<(), FormatError> {
    let mut builder = csv::ReaderBuilder::new();
    // Tables with tabs rarely quote, and a lone quotation mark would swallow their rows.
    let builder = builder.delimiter(delimiter).flexible(true).quoting(delimiter == b',');
    let mut reader = BufReader::new(reader);
    // Where lines end with two signs, a record ends after the first of them and the next one begins on that line.
    let first_end = reader.fill_buf().ok().and_then(|start| start.iter().position(|byte| *byte == b'\n'));
    let is_two = first_end
        .and_then(|at| reader.buffer().get(at.checked_sub(1)?))
        .is_some_and(|before| *before == b'\r');
    let mut rows = builder.from_reader(reader);
    let place = |line: u64| Place {
        file: name.to_owned(),
        line: usize::try_from(line).unwrap_or_default() + usize::from(is_two),
        column: 0,
    };
    let names = rows
        .headers()
        .map_err(|err| Place { file: name.to_owned(), line: 1, column: 0 }.error(err.to_string()))?
        .clone();
    let names: Vec<&str> =
        names.iter().map(|name| name.trim_start_matches('\u{FEFF}').trim_end_matches('\r')).collect();
    let mut row = csv::StringRecord::new();
    loop {
        let line = rows.position().line();
        let read = match rows.read_record(&mut row) {
            Ok(true) => fields_of_row(&names, &row, delimiter).map_err(|words| place(line).error(words)),
            Ok(false) => return Ok(()),
            Err(err) if err.is_io_error() => {
                return Err(FormatError::Unreadable(format!("{name} could not be read to its end ({err})")));
            }
            Err(err) => Err(place(line).error(err.to_string())),
        };
        if !given(read, &place(line), (told, take))? {
            return Ok(());
        }
    }
}

fn fields_of_row(
    names: &[&str],
    row: &csv::StringRecord,
    delimiter: u8,
) -> Result<Map<String, Value>, String> {
    if row.len() != names.len() {
        return Err(format!("it has {} cells and its table {} columns", row.len(), names.len()));
    }
    let cell = |cell: &str| if delimiter == b'\t' { cell.trim_end_matches('\r') } else { cell }.to_owned();
    Ok(names.iter().zip(row).map(|(name, value)| ((*name).to_owned(), Value::String(cell(value)))).collect())
}

/// Counts the lines of JSON as it is read, and notes where the last element of the outermost array began.
struct Lines<R> {
    reader: R,
    line: usize,
    depth: usize,
    is_text: bool,
    is_escaped: bool,
    start: Rc<Cell<usize>>,
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        // The parser asks for one byte at a time.
        let len = self.reader.read(buffer)?;
        for byte in buffer.iter().take(len) {
            match byte {
                b'\n' => self.line += 1,
                _ if self.is_escaped => self.is_escaped = false,
                b'\\' if self.is_text => self.is_escaped = true,
                b'"' => self.is_text = !self.is_text,
                b'{' | b'[' if !self.is_text => {
                    self.depth += 1;
                    if self.depth == 2 {
                        self.start.set(self.line);
                    }
                }
                b'}' | b']' if !self.is_text => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
        Ok(len)
    }
}

fn each_element(
    name: &str,
    mut reader: impl BufRead,
    (told, take): (&mut Told, &mut Take<'_>),
) -> Result<(), FormatError> {
    let has_mark = reader.fill_buf().map_err(|err| broken(name, &err))?.starts_with(b"\xEF\xBB\xBF");
    if has_mark {
        reader.consume(3);
    }
    let start = Rc::new(Cell::new(1));
    let lines =
        Lines { reader, line: 1, depth: 0, is_text: false, is_escaped: false, start: Rc::clone(&start) };
    let mut json = serde_json::Deserializer::from_reader(lines);
    let mut failure = None;
    let elements = Elements { name, start: &start, told, take, failure: &mut failure };
    let read = json.deserialize_seq(elements);
    match (failure, read) {
        (Some(failure), _) => Err(failure),
        (None, Ok(())) => Ok(()),
        // What stands behind a break in the syntax cannot be told apart any more.
        (None, Err(err)) if err.is_io() => {
            Err(FormatError::Unreadable(format!("{name} could not be read to its end ({err})")))
        }
        (None, Err(err)) => {
            let place = Place { file: name.to_owned(), line: err.line(), column: err.column() };
            told.left_out(place.error(format!("{}; it and what follows cannot be read", message(&err))));
            Ok(())
        }
    }
}

struct Elements<'e, 't> {
    name: &'e str,
    start: &'e Cell<usize>,
    told: &'e mut Told,
    take: &'e mut Take<'t>,
    failure: &'e mut Option<FormatError>,
}

impl<'de> Visitor<'de> for Elements<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut is_wanted = true;
        while let Some(value) = seq.next_element_seed(Wanted(is_wanted))? {
            let place = Place { file: self.name.to_owned(), line: self.start.get(), column: 0 };
            let fields = match value {
                // Read to the end without keeping anything.
                None => continue,
                Some(Value::Object(fields)) => Ok(fields),
                Some(_) => Err(place.error("it is not a JSON object")),
            };
            match given(fields, &place, (self.told, self.take)) {
                Ok(go_on) => is_wanted = go_on,
                Err(err) => {
                    *self.failure = Some(err);
                    is_wanted = false;
                }
            }
        }
        Ok(())
    }
}

/// A value, or nothing where nobody wants it any more.
struct Wanted(bool);

impl<'de> DeserializeSeed<'de> for Wanted {
    type Value = Option<Value>;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Option<Value>, D::Error> {
        use serde::Deserialize as _;
        if self.0 {
            Value::deserialize(deserializer).map(Some)
        } else {
            serde::de::IgnoredAny::deserialize(deserializer).map(|_| None)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, text: &str) -> (Vec<(usize, String)>, Vec<String>) {
        let input = [InputFile { name, bytes: text.as_bytes() }];
        let (mut told, mut found) = (Told::default(), Vec::new());
        each_record(&InMemory(&input), 0, &mut told, &mut |_, record| {
            found.push((record.place.line, record.fields.get("a").cloned().unwrap_or_default().to_string()));
            Ok(true)
        })
        .unwrap();
        (found, told.into_problems())
    }

    #[test]
    fn rows_of_every_shape_come_with_their_lines() {
        let lines = "\u{FEFF}{\"a\": 1}\n\nnonsense\n{\"a\": \"]{\"}\n";
        let (found, problems) = read("x.jsonl", lines);
        assert_eq!(found, [(1, "1".to_owned()), (4, "\"]{\"".to_owned())]);
        assert_eq!(problems, ["x.jsonl, line 3, column 2: expected ident; it was left out"]);
        let array = "[\n {\"a\": [\"]\", {}]},\n 7,\n\n {\"a\":\n 2}\n]";
        let (found, problems) = read("x.json", array);
        assert_eq!(found, [(2, "[\"]\",{}]".to_owned()), (5, "2".to_owned())]);
        assert!(problems[0].contains("it is not a JSON object"), "{problems:?}");
        let (found, problems) = read("x.csv", "a,b\n\"1\n2\",3\n4\n5,6\n");
        assert_eq!(found, [(2, "\"1\\n2\"".to_owned()), (5, "\"5\"".to_owned())]);
        assert_eq!(problems, ["x.csv, line 4: it has 1 cells and its table 2 columns; it was left out"]);
        assert_eq!(read("x.tsv", "a\tb\r\n\"1\t2\r\n").0, [(2, "\"\\\"1\"".to_owned())]);
    }

    #[test]
    fn a_broken_array_gives_what_stands_before_the_break() {
        let (found, problems) = read("x.json", "[{\"a\": 1}, {\"a\": 2}, {\"a\"");
        assert_eq!(found.len(), 2);
        assert!(problems[0].contains("what follows cannot be read"), "{problems:?}");
    }

    #[test]
    fn the_first_row_of_an_array_is_enough() {
        let input = [InputFile { name: "x.json", bytes: b"[{\"a\": 1}, {\"a\": 2}]" }];
        let first = first_record(&InMemory(&input), 0).unwrap().unwrap();
        assert_eq!(first.fields.get("a"), Some(&Value::from(1)));
    }
}

//! [`Sheet`]: the text and the lines of tokens of a file.

use super::cells::unescaped_text;
use super::schema::Schema;
use crate::formats::{FormatError, InputFile, Place};

/// UTF-16 code units between two sentences that a file may leave out; beyond it, the offsets are wrong.
const MAX_GAP: usize = 100_000;

/// A file, read line by line.
#[derive(Debug)]
pub(super) struct Sheet<'t> {
    pub(super) schema: Schema,
    pub(super) text: String,
    pub(super) rows: Vec<Row<'t>>,
    pub(super) left_out: Vec<FormatError>,
    /// Lines of the header and comments that nobody knows.
    pub(super) unknown: Vec<(Place, &'t str)>,
    /// UTF-16 code units between sentences, of which the file says nothing.
    pub(super) gap_len: usize,
}

/// The line of a token, or of a part of one.
#[derive(Debug)]
pub(super) struct Row<'t> {
    /// `2-1`, or `2-1.1` for a part.
    pub(super) token: &'t str,
    pub(super) offsets: (usize, usize),
    pub(super) words: &'t str,
    pub(super) columns: Vec<&'t str>,
    pub(super) place: Place,
}

/// The text while it grows.
#[derive(Default)]
struct Text {
    words: String,
    units: usize,
    gap_len: usize,
}

impl Text {
    /// Adds a sentence that begins at an offset, with blanks for what the file does not say.
    fn push(&mut self, sentence: &str, begin: usize, place: &Place) -> Result<(), FormatError> {
        let Some(gap) = begin.checked_sub(self.units) else {
            return Err(place.error(format!(
                "its sentence begins at {begin}, before the end of the one before, {}",
                self.units
            )));
        };
        if gap > MAX_GAP {
            return Err(place.error(format!(
                "its sentence begins at {begin}, {gap} after the end of the one before; its offsets are wrong"
            )));
        }
        self.words.extend(std::iter::repeat_n(' ', gap));
        self.words.push_str(sentence);
        self.gap_len += gap;
        self.units = begin + sentence.encode_utf16().count();
        Ok(())
    }
}

impl<'t> Sheet<'t> {
    /// The error is about the whole file.
    pub(super) fn read(file: &InputFile<'_>, content: &'t str) -> Result<Self, FormatError> {
        let mut lines = content.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).zip(1..);
        let place = |line: usize| Place { file: file.name.to_owned(), line, column: 0 };
        let first = lines.next().map_or("", |(line, _)| line);
        let schema = Schema::of_first_line(first).ok_or_else(|| {
            place(1)
                .error("it does not begin with #FORMAT=WebAnno TSV 3; files of versions 1 and 2 are not read")
        })?;
        let (mut left_out, mut unknown) = (Vec::new(), Vec::new());
        let mut sheet = Self {
            schema,
            text: String::new(),
            rows: Vec::new(),
            left_out: Vec::new(),
            unknown: Vec::new(),
            gap_len: 0,
        };
        let mut text = Text::default();
        let mut sentence: Option<(String, Place)> = None;
        for (line, number) in lines {
            if let Some(words) = line.strip_prefix("#Text=") {
                let words = unescaped_text(words, sheet.schema.minor);
                match &mut sentence {
                    Some((known, _)) => {
                        known.push('\n');
                        known.push_str(&words);
                    }
                    None => sentence = Some((words, place(number))),
                }
            } else if line.is_empty() || line.starts_with("#Sentence.id=") || sheet.schema.push(line) {
                // Says nothing of the text or of what is on it.
            } else if line.starts_with('#') && !line.contains('\t') {
                unknown.push((place(number), line));
            } else {
                match Row::read(line, place(number)) {
                    Ok(row) => {
                        if let Some((words, place)) = sentence.take() {
                            let begin = row.begin_of(&words);
                            left_out.extend(text.push(&words, begin, &place).err());
                        }
                        sheet.rows.push(row);
                    }
                    Err(err) => left_out.push(err),
                }
            }
            // A sentence without tokens ends at its blank line.
            if line.is_empty()
                && let Some((words, place)) = sentence.take()
            {
                let begin = text.units + usize::from(text.units > 0);
                left_out.extend(text.push(&words, begin, &place).err());
            }
        }
        if let Some((words, place)) = sentence {
            let begin = text.units + usize::from(text.units > 0);
            left_out.extend(text.push(&words, begin, &place).err());
        }
        Ok(Self { text: text.words, left_out, unknown, gap_len: text.gap_len, ..sheet })
    }

    /// The rows whose words a text has where they say, counted, and the first that it has not.
    pub(super) fn fit(&self, text: &str) -> (usize, Option<&Row<'t>>) {
        let units: Vec<u16> = text.encode_utf16().collect();
        let is_there = |row: &&Row<'t>| {
            let (start, end) = row.offsets;
            units.get(start..end).is_some_and(|units| row.words.encode_utf16().eq(units.iter().copied()))
        };
        (self.rows.iter().filter(is_there).count(), self.rows.iter().find(|row| !is_there(row)))
    }
}

impl<'t> Row<'t> {
    fn read(line: &'t str, place: Place) -> Result<Self, FormatError> {
        let mut columns = line.split('\t');
        let (Some(token), Some(range), Some(words)) = (columns.next(), columns.next(), columns.next()) else {
            return Err(place.error("it is no line of a token: number, place and word, with tabs between"));
        };
        let pair =
            range.split_once('-').and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
        let offsets: (usize, usize) =
            pair.ok_or_else(|| place.error(format!("“{range}” is no place in the text")))?;
        let mut columns: Vec<&str> = columns.collect();
        // Every column ends with a tab, also the last.
        columns.pop_if(|last| last.is_empty());
        Ok(Self { token, offsets, words, columns, place })
    }

    /// Where a sentence begins whose first token this is: before the token where blanks lead it.
    fn begin_of(&self, sentence: &str) -> usize {
        let blank = sentence.len() - sentence.trim_start().len();
        let is_led = blank > 0 && !sentence.starts_with(self.words);
        let lead = sentence.get(..blank).filter(|_| is_led).map_or(0, |lead| lead.encode_utf16().count());
        self.offsets.0.saturating_sub(lead)
    }
}

//! [`ReadError`]: why a project file was not opened, in words for its owner.

use crate::model::{BrokenRule, RecordId};
use crate::text::capitalised;
use std::fmt;

/// A place in the file, both counted from 1; the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line of the file.
    pub line: usize,
    /// Column of the line.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// Why a project was not opened. The file is never touched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No bytes at all.
    #[error(
        "The project was not opened: the file is empty. Get an earlier version from the backups or from whoever sent it."
    )]
    Empty,
    /// Zero bytes stand where text should be: the disk or a sync service lost the content.
    #[error(
        "The project was not opened: from {0} on the file holds zero bytes, so the disk or a sync service lost its content. Get an earlier version from the backups, or let `crossclaim check FILE --repair NEW` keep what is whole."
    )]
    Zeros(Place),
    /// Another program saved it in another encoding.
    #[error(
        "The project was not opened: another program saved it as UTF-16. Open it there and save it as UTF-8, or get an earlier version from the backups."
    )]
    Utf16,
    /// Bytes that are not UTF-8.
    #[error(
        "The project was not opened: the bytes at {0} are not UTF-8 text. Save the file as UTF-8 in the program that changed it, or let `crossclaim check FILE --repair NEW` keep what is whole."
    )]
    NotText(Place),
    /// Something else than a project.
    #[error(
        "The file was not opened: it is not a Crossclaim project, because `format: \"crossclaim\"` is missing. To read it as a source, add it to a project as a document."
    )]
    NotOurs,
    /// Written by a newer program; nothing is known about its content.
    #[error(
        "The project was not opened: it has version {version} of the format and this program knows the versions up to {}. Open it with a newer Crossclaim.",
        super::VERSION
    )]
    Newer {
        /// As the file says.
        version: u64,
    },
    /// The file ends too early.
    #[error(
        "The project was not opened: the file ends too early, at {0}. Copy it again, or let `crossclaim check FILE --repair NEW` keep what is whole."
    )]
    Cut(Place),
    /// A field that this version does not have: reading on would lose it at the next save.
    #[error(
        "The project was not opened: unknown field `{field}` at {place}. Correct its name, take it out, or let `crossclaim check FILE --repair NEW` keep what is whole."
    )]
    UnknownField {
        /// As it stands in the file.
        field: String,
        /// Where.
        place: Place,
    },
    /// A field without which the record means nothing.
    #[error(
        "The project was not opened: field `{field}` is missing in the record that ends at {place}. Add it, or let `crossclaim check FILE --repair NEW` keep what is whole."
    )]
    MissingField {
        /// Its name.
        field: String,
        /// Where it was missed.
        place: Place,
    },
    /// Two records of one kind have one id.
    #[error("The project was not opened: {record} stands twice{}. Take one of the two out, or let `crossclaim check FILE --repair NEW` do it.", at(*.place))]
    Duplicate {
        /// The record.
        record: RecordId,
        /// Where its id stands for the second time.
        place: Option<Place>,
    },
    /// A record contradicts the rest of the project.
    #[error(
        "The project was not opened: {rule}{}. Correct the record, or let `crossclaim check FILE --repair NEW` keep what is whole.",
        at(*.place)
    )]
    Rule {
        /// What is wrong.
        rule: BrokenRule,
        /// Where the record begins; none for the codebook and the settings.
        place: Option<Place>,
    },
    /// The text is no RON, or a value is of the wrong kind.
    #[error(
        "The project was not opened: {message}, at {place}. Correct the line, or let `crossclaim check FILE --repair NEW` keep what is whole."
    )]
    Syntax {
        /// What the parser expected.
        message: String,
        /// Where.
        place: Place,
    },
}

fn at(place: Option<Place>) -> String {
    place.map(|place| format!(", at {place}")).unwrap_or_default()
}

impl ReadError {
    /// Names a failure of the ron library; `before` counts the lines above the text it saw.
    pub(super) fn from_ron(err: ron::error::SpannedError, before: usize) -> Self {
        let place = Place { line: err.span.start.line + before, column: err.span.start.col };
        match err.code {
            ron::Error::NoSuchStructField { found, .. } => Self::UnknownField { field: found, place },
            ron::Error::MissingStructField { field, .. } => {
                Self::MissingField { field: field.to_owned(), place }
            }
            code => {
                let message = code.to_string();
                Self::Syntax { message: lower_first(message.trim_end_matches('.')), place }
            }
        }
    }
}

impl ReadError {
    /// What to tell of a file in which this is one fault among others: `Line 17: …`.
    pub(super) fn fault(&self) -> String {
        match self.place_and_reason() {
            Some((Some(place), reason)) => format!("Line {}: {reason}.", place.line),
            Some((None, reason)) => format!("{}.", capitalised(&reason)),
            None => self.to_string(),
        }
    }

    /// What to tell of a file that was read without the record: `Line 17 was left out: …`.
    pub(super) fn left_out(&self) -> String {
        match self.place_and_reason() {
            Some((Some(place), reason)) => format!("Line {} was left out: {reason}.", place.line),
            Some((None, reason)) => format!("{}.", capitalised(&reason)),
            None => self.to_string(),
        }
    }

    fn place_and_reason(&self) -> Option<(Option<Place>, String)> {
        let (place, reason) = match self {
            Self::UnknownField { field, place } => {
                (*place, format!("unknown field `{field}` at column {}", place.column))
            }
            Self::MissingField { field, place } => (*place, format!("field `{field}` is missing")),
            Self::Syntax { message, place } => (*place, format!("{message}, at column {}", place.column)),
            Self::Duplicate { record, place } => return Some((*place, format!("{record} stands twice"))),
            Self::Rule { rule, place } => return Some((*place, rule.to_string())),
            _ => return None,
        };
        Some((Some(place), reason))
    }

    /// The same in a text with that many more lines above.
    pub(super) fn moved_down(mut self, lines: usize) -> Self {
        if let Self::UnknownField { place, .. }
        | Self::MissingField { place, .. }
        | Self::Syntax { place, .. } = &mut self
        {
            place.line += lines;
        }
        self
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

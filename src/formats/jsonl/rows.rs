//! Rows: one JSON object a line. Which keys a row has stands with its type; here are the values that several share.

use super::reading::Reading;
use crate::formats::new_document::base_name;
use crate::formats::unread::Unread;
use crate::formats::{FormatError, InputFile, Place};
use crate::model::Confidence;
use crate::text::SentenceRole;
use serde::de::{DeserializeOwned, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor, value};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use uuid::Uuid;

/// A kind of row.
pub(in crate::formats) trait Row: DeserializeOwned {
    /// Name of its file.
    const FILE: &'static str;
}

/// Adds one row to the bytes of its file.
pub(in crate::formats) fn push_row(bytes: &mut Vec<u8>, row: &impl Serialize) -> Result<(), FormatError> {
    serde_json::to_writer(&mut *bytes, row).map_err(|err| FormatError::Unwritable(err.to_string()))?;
    bytes.push(b'\n');
    Ok(())
}

/// Gives each row of the files of its kind to `each`, with its place, and reports the keys that nobody reads and the rows
/// that could not be read.
pub(in crate::formats) fn each_row<'d, R: Row>(
    files: &[InputFile<'_>],
    reading: &mut Reading<'d>,
    mut each: impl FnMut(&mut Reading<'d>, &Place, R) -> Result<(), FormatError>,
) -> Result<(), FormatError> {
    for file in files.iter().filter(|file| base_name(file.name).eq_ignore_ascii_case(R::FILE)) {
        let mut place = Place { file: file.name.to_owned(), line: 0, column: 0 };
        for line in lines(file.bytes) {
            place.line += 1;
            let read = row_of::<R>(line, &place, &mut reading.unread);
            let Some(Some(row)) = reading.or_left_out(read)? else { continue };
            let done = each(reading, &place, row);
            reading.or_left_out(done)?;
        }
    }
    Ok(())
}

/// Without the byte order mark that some editors put in front.
pub(in crate::formats) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    without_mark(bytes).split(|byte| *byte == b'\n')
}

/// The row of a line; none of an empty line.
fn row_of<R: Row>(line: &[u8], place: &Place, unread: &mut Unread) -> Result<Option<R>, FormatError> {
    let text = std::str::from_utf8(line).map_err(|err| {
        let column = err.valid_up_to() + 1;
        Place { column, ..place.clone() }.error("it is not valid UTF-8")
    })?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    if !text.trim_start().starts_with('{') {
        return Err(place.error("it is not a JSON object"));
    }
    let row = unread.json(R::FILE, text, place).map_err(|err| {
        let column = err.column();
        Place { column, ..place.clone() }.error(message(&err))
    })?;
    Ok(Some(row))
}

/// The words of a JSON error without the position, which the place says.
pub(in crate::formats) fn message(err: &serde_json::Error) -> String {
    let words = err.to_string();
    words.rsplit_once(" at line ").map_or_else(|| words.clone(), |(words, _)| words.to_owned())
}

/// For fields that other programs write as `null` where there is nothing.
pub(in crate::formats) fn null_as_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// An id as it stands in a row; numbers are taken as their digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(in crate::formats) struct RowId(pub(in crate::formats) String);

impl RowId {
    /// The id in the model.
    pub(in crate::formats) fn uuid(&self) -> Uuid {
        crate::formats::ids::uuid_from_text(&self.0)
    }
}

impl<T: fmt::Display> From<&T> for RowId {
    fn from(id: &T) -> Self {
        Self(id.to_string())
    }
}

impl<'de> Deserialize<'de> for RowId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Ids;

        impl Visitor<'_> for Ids {
            type Value = RowId;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id (text or a whole number)")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<RowId, E> {
                if text.is_empty() { Err(E::custom("an id is empty")) } else { Ok(RowId(text.to_owned())) }
            }

            fn visit_u64<E>(self, number: u64) -> Result<RowId, E> {
                Ok(RowId(number.to_string()))
            }

            fn visit_i64<E>(self, number: i64) -> Result<RowId, E> {
                Ok(RowId(number.to_string()))
            }
        }

        deserializer.deserialize_any(Ids)
    }
}

/// A level with its scale; a bare text is a level of the project's own scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::formats) struct RowConfidence {
    pub(in crate::formats) scale: Option<String>,
    pub(in crate::formats) level: String,
}

impl From<&Confidence> for RowConfidence {
    fn from(confidence: &Confidence) -> Self {
        Self { scale: Some(confidence.scale.clone()), level: confidence.level.clone() }
    }
}

impl<'de> Deserialize<'de> for RowConfidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Both {
            scale: Option<String>,
            level: String,
        }

        struct Levels;

        impl<'de> Visitor<'de> for Levels {
            type Value = RowConfidence;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a confidence such as {\"scale\": \"ic_confidence\", \"level\": \"high\"}")
            }

            fn visit_str<E>(self, level: &str) -> Result<RowConfidence, E> {
                Ok(RowConfidence { scale: None, level: level.to_owned() })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RowConfidence, A::Error> {
                let Both { scale, level } = Both::deserialize(value::MapAccessDeserializer::new(map))?;
                Ok(RowConfidence { scale, level })
            }
        }

        deserializer.deserialize_any(Levels)
    }
}

/// A digit, also written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(in crate::formats) struct RowDigit(pub(in crate::formats) u8);

impl<'de> Deserialize<'de> for RowDigit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Digits;

        impl Visitor<'_> for Digits {
            type Value = RowDigit;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a digit from 1 to 6")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<RowDigit, E> {
                let digit = text.trim().parse();
                digit.map(RowDigit).map_err(|_err| E::invalid_value(serde::de::Unexpected::Str(text), &self))
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<RowDigit, E> {
                let digit = u8::try_from(number);
                digit
                    .map(RowDigit)
                    .map_err(|_err| E::invalid_value(serde::de::Unexpected::Unsigned(number), &self))
            }
        }

        deserializer.deserialize_any(Digits)
    }
}

/// `[start_cp, end_cp, role]`; the role may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) struct RowSentence {
    pub(in crate::formats) start_cp: usize,
    pub(in crate::formats) end_cp: usize,
    pub(in crate::formats) role: SentenceRole,
}

impl Serialize for RowSentence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start_cp, self.end_cp, self.role.name()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for RowSentence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Parts;

        impl<'de> Visitor<'de> for Parts {
            type Value = RowSentence;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a sentence such as [0, 12, \"body\"]")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<RowSentence, A::Error> {
                use serde::de::Error as _;
                let start_cp = seq.next_element()?.ok_or_else(|| A::Error::invalid_length(0, &self))?;
                let end_cp = seq.next_element()?.ok_or_else(|| A::Error::invalid_length(1, &self))?;
                let role = match seq.next_element::<Option<String>>()?.flatten() {
                    Some(name) => SentenceRole::from_name(&name.replace('_', " ")).ok_or_else(|| {
                        let roles = SentenceRole::ALL.map(SentenceRole::name).join(", ");
                        A::Error::custom(format!("“{name}” is no role of a sentence ({roles})"))
                    })?,
                    None => SentenceRole::Body,
                };
                if seq.next_element::<IgnoredAny>()?.is_some() {
                    return Err(A::Error::invalid_length(4, &self));
                }
                Ok(RowSentence { start_cp, end_cp, role })
            }
        }

        deserializer.deserialize_seq(Parts)
    }
}

/// An empty text means *not set* in the model and `null` in a row.
pub(in crate::formats) fn set(text: &str) -> Option<Cow<'_, str>> {
    (!text.is_empty()).then_some(Cow::Borrowed(text))
}

/// The other way round.
pub(in crate::formats) fn unset(text: Option<Cow<'_, str>>) -> String {
    text.map(Cow::into_owned).unwrap_or_default()
}

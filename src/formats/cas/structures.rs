//! [`Cas`]: the feature structures of a file, each with what this program looks for. Every syntax of a CAS is read into it.

use crate::formats::unread::Walked;
use crate::formats::{FormatError, Place};
use serde_json::{Map, Value};
use std::cell::Cell;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A list of feature structures.
const FS_ARRAY: &str = "uima.cas.FSArray";

/// A file of feature structures.
#[derive(Debug, Default)]
pub(in crate::formats) struct Cas {
    pub(super) structures: Vec<Structure>,
    /// Place of each in the list, by id.
    pub(super) by_id: BTreeMap<u64, usize>,
    /// What stands in the list and is no feature structure that can be used.
    pub(in crate::formats) left_out: Vec<FormatError>,
    /// Words of the file are where it says: its offsets count as the format does.
    pub(in crate::formats) is_counted: bool,
}

/// One feature structure.
#[derive(Debug)]
pub(super) struct Structure {
    pub(super) id: u64,
    /// With its package.
    pub(super) kind: String,
    /// Its identifier is no name of this program's kind.
    other_identifier: Cell<bool>,
    fields: Walked,
    pub(super) place: Place,
}

impl Cas {
    /// The feature structure of that id.
    fn by_number(&self, id: usize) -> Option<&Structure> {
        self.structures.get(*self.by_id.get(&u64::try_from(id).ok()?)?)
    }

    /// Adds a feature structure; its fields are named as in CAS JSON, references begin with `@`.
    pub(in crate::formats) fn push(
        &mut self,
        (id, kind): (u64, String),
        fields: Map<String, Value>,
        place: Place,
    ) {
        if self.by_id.contains_key(&id) {
            self.left_out.push(place.error(format!("another feature structure has the id {id} too")));
            return;
        }
        self.by_id.insert(id, self.structures.len());
        let fields = Walked::from(Value::Object(fields));
        self.structures.push(Structure { id, kind, fields, place, other_identifier: Cell::new(false) });
    }
}

impl Structure {
    /// The value of the first feature of these that it has, if it is text.
    pub(super) fn text(&self, names: &[&str]) -> Option<&str> {
        let found = names.iter().find_map(|name| self.fields.get(name));
        found.and_then(Walked::as_str).filter(|text| !text.is_empty())
    }

    /// The value of a feature that is a word or a number.
    pub(super) fn words(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.fields.get(name)).and_then(Walked::words)
    }

    /// The identifier where it is a UUID; another one is a feature like others.
    pub(super) fn uuid(&self) -> Option<(&str, Uuid)> {
        let words = self.fields.get("identifier")?.as_str()?;
        let uuid = Uuid::parse_str(words).ok();
        if uuid.is_none() {
            self.other_identifier.set(true);
        }
        uuid.map(|uuid| (words, uuid))
    }

    /// Features that nobody looked at, as `name:value`, one for each value of a list; with this they count as read.
    pub(super) fn other_features(&self, cas: &Cas) -> Vec<String> {
        let is_plain = |name: &str| !name.starts_with(['@', '%', '^', '#']);
        let is_other = |name: &str, value: &Walked| {
            is_plain(name) && (!value.is_read() || (name == "identifier" && self.other_identifier.get()))
        };
        let others = self.fields.fields().filter(|(name, value)| is_other(name, value));
        let each = others.flat_map(|(name, value)| value.several().iter().map(move |value| (name, value)));
        let each = each.filter_map(|(name, value)| Some(format!("{name}:{}", value.words()?)));
        each.chain(self.listed_words(cas)).collect()
    }

    /// The words in lists that stand apart.
    fn listed_words(&self, cas: &Cas) -> Vec<String> {
        let mut found = Vec::new();
        for (name, value) in self.fields.fields() {
            let Some(name) = name.strip_prefix('@') else { continue };
            let list = value.peek_number().and_then(|id| cas.by_number(id));
            let list = list.filter(|list| list.short_kind().ends_with("Array") && list.kind != FS_ARRAY);
            let Some(elements) = list.and_then(|list| list.fields.get("%ELEMENTS")?.as_list()) else {
                continue;
            };
            value.pass_all();
            found.extend(elements.iter().filter_map(|word| Some(format!("{name}:{}", word.words()?))));
        }
        found
    }

    /// What of it was not read.
    pub(super) fn rest(&self) -> &Walked {
        // The text of a relation is that of its ends.
        self.fields.pass(&["%ID", "%TYPE", "%FLAGS", "@sofa"]);
        &self.fields
    }

    /// Counts all of it as read.
    pub(super) fn pass_all(&self) {
        self.fields.pass_all();
    }

    /// The id under the first reference of these that it has.
    pub(super) fn reference(&self, names: &[&str]) -> Option<u64> {
        let found = names.iter().find_map(|name| self.fields.get(&format!("@{name}")))?;
        found.as_number().and_then(|id| u64::try_from(id).ok())
    }

    /// The ids of both ends of a relation; one end alone is a feature like others.
    pub(super) fn ends(&self, from: &[&str], to: &[&str]) -> Option<(u64, u64)> {
        let has = |names: &[&str]| {
            names.iter().find_map(|name| self.fields.get(&format!("@{name}"))).and_then(Walked::peek_number)
        };
        has(from).zip(has(to))?;
        self.reference(from).zip(self.reference(to))
    }

    /// What stands in the lists that it refers to.
    pub(super) fn elements<'c>(&self, cas: &'c Cas) -> Vec<&'c Self> {
        let structure = |id: usize| cas.by_number(id);
        let references = self.fields.fields().filter(|(name, _)| name.starts_with('@'));
        let mut found = Vec::new();
        for (_, value) in references {
            let list = match value.peek_number() {
                Some(id) => {
                    let list = structure(id).filter(|list| list.kind == FS_ARRAY);
                    list.and_then(|list| list.fields.get("%ELEMENTS")?.as_list())
                }
                None => value.as_list(),
            };
            let Some(list) = list else { continue };
            value.pass_all();
            found.extend(list.iter().filter_map(|element| structure(element.as_number()?)));
        }
        found
    }

    /// Begin and end, where it is a place in a text.
    pub(super) fn offsets(&self) -> Result<Option<(usize, usize)>, FormatError> {
        let value = |name: &str| self.fields.get(name).or_else(|| self.fields.get(&format!("^{name}")));
        let (begin, end) = match (value("begin"), value("end")) {
            (None, None) => return Ok(None),
            (Some(begin), Some(end)) => (begin, end),
            (begin, _) => {
                let lacking = if begin.is_none() { "begin" } else { "end" };
                return Err(self.place.error(format!("it lacks {lacking}")));
            }
        };
        if let Some(offsets) = begin.as_number().zip(end.as_number()) {
            return Ok(Some(offsets));
        }
        let words = |value: &Walked| value.words().unwrap_or_default();
        Err(self.place.error(format!("{} to {} are no offsets", words(begin), words(end))))
    }

    /// Name of its type without the package.
    pub(super) fn short_kind(&self) -> &str {
        self.kind.rsplit('.').next().unwrap_or_default()
    }
}

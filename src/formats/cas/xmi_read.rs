//! [`parse_xmi`]: the feature structures of UIMA XMI, with the fields that CAS JSON would give them.

use super::read::{FROM, TO};
use super::structures::Cas;
use super::type_system::{Range, TypeSystem};
use crate::formats::xml::{Element, XmlEvent, XmlReader, xml_text};
use crate::formats::{FormatError, InputFile, Place};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Features that name another feature structure where no type system says what they hold.
const REFERENCES: [&str; 3] = ["sofa", "first", "next"];

/// A feature structure as it stands in the file.
struct Raw {
    id: u64,
    kind: String,
    attributes: Vec<(String, String)>,
    /// Values of lists of words, which stand in elements of their own.
    lists: BTreeMap<String, Vec<String>>,
    place: Place,
}

/// Reads the feature structures of a file.
pub(in crate::formats) fn parse_xmi(file: &InputFile<'_>, types: &TypeSystem) -> Result<Cas, FormatError> {
    let whole = Place { file: file.name.to_owned(), ..Place::default() };
    let mut cas = Cas::default();
    let raws = raws(file, &whole, &mut cas.left_out)?;
    let all = Known::new(&raws, types);
    for raw in &raws {
        let fields = all.fields(raw);
        cas.push((raw.id, raw.kind.clone()), fields, raw.place.clone());
    }
    Ok(cas)
}

/// Line ends as XML has them: one sign, also in offsets.
pub(in crate::formats) fn xml_lines(bytes: &[u8]) -> Cow<'_, str> {
    match xml_text(bytes) {
        text if text.contains('\r') => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        text => text,
    }
}

fn raws(
    file: &InputFile<'_>,
    whole: &Place,
    left_out: &mut Vec<FormatError>,
) -> Result<Vec<Raw>, FormatError> {
    let text = xml_lines(file.bytes);
    let mut reader = XmlReader::new(&text);
    let mut packages: BTreeMap<String, String> = BTreeMap::new();
    let mut found: Vec<Raw> = Vec::new();
    let (mut depth, mut words, mut is_kept, mut is_begun) = (0_usize, String::new(), false, false);
    loop {
        let event = reader.next().map_err(|err| match err {
            FormatError::Unreadable(words) | FormatError::Hostile(words) => whole.error(words),
            err => err,
        })?;
        match event {
            None => break,
            Some(XmlEvent::Open(element)) => {
                push_packages(&element, &mut packages);
                depth += 1;
                is_begun = true;
                words.clear();
                match depth {
                    1 if element.name != "XMI" => {
                        let name = crate::text::visible(&element.name).into_owned();
                        return Err(whole.error(format!(
                            "its outermost element is {name}, not xmi:XMI, so it is no UIMA XMI"
                        )));
                    }
                    2 => {
                        let raw = raw(&element, &packages, whole);
                        is_kept = matches!(raw, Ok(Some(_)));
                        match raw {
                            Ok(raw) => found.extend(raw),
                            Err(err) => left_out.push(err),
                        }
                    }
                    _ => {}
                }
            }
            Some(XmlEvent::Text(piece)) => words.push_str(&piece),
            Some(XmlEvent::Close(name)) => {
                if let Some(raw) = found.last_mut().filter(|_| depth == 3 && is_kept) {
                    raw.lists.entry(name).or_default().push(std::mem::take(&mut words));
                }
                depth = depth.saturating_sub(1);
            }
        }
    }
    if depth > 0 || !is_begun {
        return Err(whole.error("it is cut off: its XML ends in the middle; export it again"));
    }
    Ok(found)
}

/// Packages of types by prefix: `http:///webanno/custom.ecore` is that of `webanno.custom`.
fn push_packages(element: &Element, packages: &mut BTreeMap<String, String>) {
    for (_, name, value) in element.prefixed_attributes().filter(|(prefix, ..)| *prefix == "xmlns") {
        let path = value.trim_start_matches("http:").trim_matches('/');
        let package = path.strip_suffix(".ecore").unwrap_or(path).replace('/', ".");
        let package = if package == "uima.noNamespace" { String::new() } else { package };
        packages.insert(name.to_owned(), package);
    }
}

/// The feature structure of an element; none where it only orders others.
fn raw(
    element: &Element,
    packages: &BTreeMap<String, String>,
    whole: &Place,
) -> Result<Option<Raw>, FormatError> {
    let kind = match packages.get(&element.prefix).filter(|package| !package.is_empty()) {
        Some(package) => format!("{package}.{}", element.name),
        None => element.name.clone(),
    };
    if matches!(kind.as_str(), "uima.cas.NULL" | "uima.cas.View") {
        return Ok(None);
    }
    let mut id = None;
    let mut attributes = Vec::new();
    for (prefix, name, value) in element.prefixed_attributes() {
        match (prefix, name) {
            ("xmi", "id") => id = Some(value),
            ("", _) => attributes.push((name.to_owned(), value.to_owned())),
            _ => {}
        }
    }
    let id = id.ok_or_else(|| {
        let kind = crate::text::visible(&kind).into_owned();
        whole.error(format!("an element {kind} lacks its xmi:id"))
    })?;
    let place = Place { file: format!("{}, feature structure {id}", whole.file), ..Place::default() };
    let id = id.parse().map_err(|_err| place.error("its xmi:id is no number"))?;
    Ok(Some(Raw { id, kind, attributes, lists: BTreeMap::new(), place }))
}

/// What the file and its type system say of references.
struct Known<'r> {
    types: &'r TypeSystem,
    /// Lists that are feature structures of their own.
    arrays: BTreeSet<u64>,
    /// What has no place and names a target: an element of a link feature.
    slots: BTreeSet<u64>,
}

impl<'r> Known<'r> {
    fn new(raws: &[Raw], types: &'r TypeSystem) -> Self {
        let is_array = |raw: &&Raw| raw.kind.starts_with("uima.cas.") && raw.kind.ends_with("Array");
        let has = |raw: &Raw, name: &str| raw.attributes.iter().any(|(other, _)| other == name);
        let is_slot = |raw: &&Raw| has(raw, "target") && !has(raw, "begin");
        Self {
            types,
            arrays: raws.iter().filter(is_array).map(|raw| raw.id).collect(),
            slots: raws.iter().filter(is_slot).map(|raw| raw.id).collect(),
        }
    }

    fn fields(&self, raw: &Raw) -> Map<String, Value> {
        let mut fields = Map::new();
        for (name, value) in &raw.attributes {
            let (name, value) = self.field(raw, name, value);
            fields.insert(name, value);
        }
        for (name, values) in &raw.lists {
            let name = if name == "elements" && self.arrays.contains(&raw.id) { "%ELEMENTS" } else { name };
            fields.insert(name.to_owned(), Value::from(values.clone()));
        }
        fields
    }

    fn field(&self, raw: &Raw, name: &str, value: &str) -> (String, Value) {
        let ids: Option<Vec<u64>> = value.split_whitespace().map(|id| id.parse().ok()).collect();
        let Some(ids) = ids.filter(|ids| !ids.is_empty()) else {
            return (name.to_owned(), Value::from(value));
        };
        if raw.kind == "uima.cas.FSArray" && name == "elements" {
            return ("%ELEMENTS".to_owned(), Value::from(ids));
        }
        let range = if name == "sofa" { Some(Range::Structure) } else { self.types.range(&raw.kind, name) };
        let range = range.or_else(|| self.guessed(raw, name, &ids)).unwrap_or(Range::Words);
        let is_of_array = matches!(ids.as_slice(), [id] if self.arrays.contains(id));
        match (range, ids.as_slice()) {
            (Range::Words, _) => (name.to_owned(), Value::from(value)),
            (Range::List, _) if !is_of_array => (name.to_owned(), Value::from(value)),
            (Range::Structures, [id]) if !is_of_array => (format!("@{name}"), Value::from(vec![*id])),
            (_, [id]) => (format!("@{name}"), Value::from(*id)),
            _ => (format!("@{name}"), Value::from(ids)),
        }
    }

    /// What a number is of which no type system speaks. Only what has two ends is a relation.
    fn guessed(&self, raw: &Raw, name: &str, ids: &[u64]) -> Option<Range> {
        let is_all = |known: &BTreeSet<u64>| ids.iter().all(|id| known.contains(id));
        let has = |names: &[&str]| raw.attributes.iter().any(|(name, _)| names.contains(&name.as_str()));
        let is_end = (FROM.contains(&name) && has(&TO)) || (TO.contains(&name) && has(&FROM));
        if matches!(name, "begin" | "end" | "sofaNum" | "order") {
            None
        } else if is_end || REFERENCES.contains(&name) || (name == "target" && self.slots.contains(&raw.id)) {
            Some(Range::Structure)
        } else {
            (is_all(&self.slots) || is_all(&self.arrays)).then_some(Range::Structures)
        }
    }
}

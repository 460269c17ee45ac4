//! [`read_inception`]: the files of an archive, each with the reader of its format.

use super::project::ExportedProject;
use super::{CURATION, CURATION_USER, FORMAT};
use crate::formats::archive::{Archive, Entry};
use crate::formats::cas::{Cas, Naming, TypeSystem, parse_json, parse_xmi, read_all, xml_lines};
use crate::formats::gathering::{FoundComment, FoundDocument, Gathering, Person, is_own_rows};
use crate::formats::jsonl::rows::{message, without_mark};
use crate::formats::new_document::base_name;
use crate::formats::webanno_tsv::parse_webanno_tsv;
use crate::formats::zip_archive::is_safe_name;
use crate::formats::{Dataset, Defaults, FormatError, InputFile, Place};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Formats of annotations by ending, the one that says most first.
const ENDINGS: [&str; 3] = ["xmi", "json", "tsv"];

/// A file of annotations.
struct Work {
    /// `archive: annotation/document/user.ending`
    name: String,
    bytes: Vec<u8>,
    types: TypeSystem,
}

/// An archive while it is read.
struct Project<'b> {
    place: Place,
    archive: Archive<'b>,
    entries: Vec<Entry>,
}

/// Reads every archive that has a file `exportedproject….json`.
pub(super) fn read_inception(
    files: &[InputFile<'_>],
    defaults: &Defaults<'_>,
) -> Result<Dataset, FormatError> {
    let mut gathering = Gathering::new(&FORMAT, files, defaults)?;
    let is_zip = |file: &InputFile<'_>| file.bytes.starts_with(b"PK\x03\x04");
    let mut projects = Vec::new();
    for file in files.iter().filter(|file| is_zip(file)) {
        if let Some(project) = Project::open(file)? {
            projects.push(project);
        }
    }
    if projects.is_empty() {
        let words = "none of the files is the archive of an INCEpTION project (it has exportedproject.json)";
        return Err(FormatError::NoKnownFile(words.to_owned()));
    }
    let names: BTreeSet<String> = projects.iter().map(|project| project.place.file.clone()).collect();
    for project in projects {
        project.read(&mut gathering)?;
    }
    for file in files.iter().filter(|file| !names.contains(file.name) && !is_own_rows(file.name)) {
        let place = Place { file: file.name.to_owned(), ..Place::default() };
        gathering.problem(&place, "it was not read: it is no archive of an INCEpTION project");
    }
    let mut dataset = gathering.finish(files)?;
    for annotator in dataset.annotators.iter_mut().filter(|annotator| annotator.name == CURATION) {
        annotator.reference = true;
    }
    Ok(dataset)
}

impl<'b> Project<'b> {
    /// None where the archive is that of something else.
    fn open(file: &InputFile<'b>) -> Result<Option<Self>, FormatError> {
        let place = Place { file: file.name.to_owned(), ..Place::default() };
        let archive = Archive::open(file.bytes).map_err(|err| named(&place, err))?;
        let entries: Vec<Entry> =
            archive.entries.iter().filter(|entry| !entry.name.ends_with('/')).cloned().collect();
        if !entries.iter().any(is_description) {
            return Ok(None);
        }
        if let Some(entry) = entries.iter().find(|entry| !is_safe_name(&entry.name) || entry.is_link) {
            let name = crate::text::visible(&entry.name).into_owned();
            let words = format!("the file “{name}” in it leads out of the archive; nothing of it was read");
            return Err(place.error(words));
        }
        Ok(Some(Self { place, archive, entries }))
    }

    fn read(mut self, gathering: &mut Gathering<'_>) -> Result<(), FormatError> {
        for problem in std::mem::take(&mut self.archive.problems) {
            gathering.problem(&self.place, &problem);
        }
        let about = self.description(gathering)?;
        if let Some(states) = about.states() {
            gathering.problem(&self.place, &format!("project “{}”: {states}", about.name));
        }
        let works = self.works(gathering)?;
        let inputs: Vec<InputFile<'_>> =
            works.iter().map(|work| InputFile { name: &work.name, bytes: &work.bytes }).collect();
        let told: RefCell<Vec<(Place, String)>> = RefCell::default();
        let tell = |place: &Place, words: String| told.borrow_mut().push((place.clone(), words));
        let no_types = TypeSystem::default();
        let parse = |file: &InputFile<'_>| -> Result<Cas, FormatError> {
            let types = works.iter().find(|work| work.name == file.name).map(|work| &work.types);
            match ending(file.name) {
                "json" => parse_json(file),
                "tsv" => parse_webanno_tsv(file, None, &tell),
                _ => parse_xmi(file, types.unwrap_or(&no_types)),
            }
        };
        let documents = read_all(&inputs, (gathering, Naming::DocumentAndAnnotator), &|_| true, &parse)?;
        for (place, words) in told.into_inner() {
            gathering.problem(&place, &words);
        }
        let documents = self.sources(&about, documents, gathering)?;
        for row in about.annotation_documents.iter().filter(|row| !row.comment.trim().is_empty()) {
            let Some(document) = documents.get(&row.name) else {
                gathering.unread("comments", &row.name, &self.place, &row.comment);
                continue;
            };
            gathering.comment(FoundComment {
                key: format!("{document} comment by {}", row.user),
                on: document.clone(),
                text: row.comment.clone(),
                annotator: Some(Person::named(&row.user)),
                created: None,
                place: self.place.clone(),
            });
        }
        Ok(())
    }

    fn description(&mut self, gathering: &mut Gathering<'_>) -> Result<ExportedProject, FormatError> {
        let found = self.entries.iter().find(|entry| is_description(entry)).cloned();
        let entry = found.ok_or_else(|| self.place.error("it has no exportedproject.json"))?;
        let place = Place { file: format!("{}: {}", self.place.file, entry.name), ..Place::default() };
        let bytes = self.archive.unpack(&entry).map_err(|err| named(&place, err))?;
        let json =
            std::str::from_utf8(without_mark(&bytes)).map_err(|_err| place.error("it is not valid UTF-8"))?;
        let read = gathering.reading.unread.json("the project's description", json, &place);
        read.map_err(|err| {
            Place { line: err.line(), column: err.column(), ..place.clone() }.error(message(&err))
        })
    }

    /// Of each user's work on a document the file that says most; what is there in no format that is read is told.
    fn works(&mut self, gathering: &mut Gathering<'_>) -> Result<Vec<Work>, FormatError> {
        let mut best: BTreeMap<(String, String), Vec<Entry>> = BTreeMap::new();
        for entry in &self.entries {
            let mut parts = entry.name.trim_start_matches('/').split('/');
            let (Some(folder), Some(document), Some(file), None) =
                (parts.next(), parts.next(), parts.next(), parts.next())
            else {
                continue;
            };
            let user =
                file.strip_suffix(ending(file)).and_then(|user| user.strip_suffix('.')).unwrap_or(file);
            if folder.starts_with("annotation") || folder.starts_with("curation") {
                let is_initial = user.eq_ignore_ascii_case("INITIAL_CAS");
                let key = (document.to_owned(), user.to_owned());
                best.entry(key).or_default().extend((!is_initial).then(|| entry.clone()));
            }
        }
        let mut works = Vec::new();
        for ((document, user), entries) in best.into_iter().filter(|(_, entries)| !entries.is_empty()) {
            if let Some(work) = self.work(&entries)? {
                works.push(work);
                continue;
            }
            let endings: Vec<&str> = entries.iter().map(|entry| ending(&entry.name)).collect();
            let what = format!(
                "of {user}, only there as {}; export the project with UIMA CAS XMI or JSON as its format",
                endings.join(" and ")
            );
            gathering.unread("annotations", &what, &self.place, &document);
        }
        Ok(works)
    }

    fn work(&mut self, entries: &[Entry]) -> Result<Option<Work>, FormatError> {
        for wanted in ENDINGS {
            for entry in entries {
                let place =
                    Place { file: format!("{}: {}", self.place.file, entry.name), ..Place::default() };
                let name = |ending: &str| {
                    let stem = place.file.strip_suffix(self::ending(&entry.name)).unwrap_or(&place.file);
                    let stem = match stem.strip_suffix(&format!("{CURATION_USER}.")) {
                        Some(folder) => format!("{folder}{CURATION}."),
                        None => stem.to_owned(),
                    };
                    format!("{stem}{ending}")
                };
                let has_ending = |ending: &str| self::ending(&entry.name).eq_ignore_ascii_case(ending);
                if has_ending(wanted) {
                    let bytes = self.archive.unpack(entry).map_err(|err| named(&place, err))?;
                    return Ok(Some(Work { name: name(wanted), bytes, types: TypeSystem::default() }));
                }
                if has_ending("zip") {
                    let bytes = self.archive.unpack(entry).map_err(|err| named(&place, err))?;
                    if let Some((bytes, types)) = packed(&bytes, wanted).map_err(|err| named(&place, err))? {
                        return Ok(Some(Work { name: name(wanted), bytes, types }));
                    }
                }
            }
        }
        Ok(None)
    }

    /// Adds the texts of documents that nobody annotated; gives the keys of all documents by name.
    fn sources(
        &mut self,
        about: &ExportedProject,
        mut known: BTreeMap<String, String>,
        gathering: &mut Gathering<'_>,
    ) -> Result<BTreeMap<String, String>, FormatError> {
        for row in &about.source_documents {
            if known.contains_key(&row.name) {
                continue;
            }
            let name = format!("source/{}", row.name);
            let place = Place { file: format!("{}: {name}", self.place.file), ..Place::default() };
            let entry = self.entries.iter().find(|entry| entry.name.trim_start_matches('/') == name).cloned();
            let Some(entry) = entry else {
                gathering.problem(&place, "its text is not in the archive; the document was left out");
                continue;
            };
            let bytes = self.archive.unpack(&entry).map_err(|err| named(&place, err))?;
            let text =
                std::str::from_utf8(without_mark(&bytes)).ok().filter(|_| row.format.starts_with("text"));
            let Some(text) = text else {
                let words = format!(
                    "nobody's annotations of it can be read, and its own format ({}) is not plain text; add it by itself",
                    row.format
                );
                gathering.problem(&place, &words);
                continue;
            };
            gathering.document(FoundDocument {
                key: row.name.clone(),
                title: Some(row.name.clone()),
                text: text.to_owned(),
                place,
                ..FoundDocument::default()
            });
            known.insert(row.name.clone(), row.name.clone());
        }
        Ok(known)
    }
}

/// The annotations of that format in an archive within the archive, with their types.
fn packed(bytes: &[u8], wanted: &str) -> Result<Option<(Vec<u8>, TypeSystem)>, FormatError> {
    let mut archive = Archive::open(bytes)?;
    let entries = archive.entries.clone();
    let mut types = TypeSystem::default();
    for entry in entries.iter().filter(|entry| ending(&entry.name).eq_ignore_ascii_case("xml")) {
        let xml = archive.unpack(entry)?;
        types.read(&xml_lines(&xml))?;
    }
    let found = entries.iter().find(|entry| ending(&entry.name).eq_ignore_ascii_case(wanted));
    Ok(found.map(|entry| archive.unpack(entry)).transpose()?.map(|bytes| (bytes, types)))
}

/// Reads as a fault of that file, which costs itself.
fn named(place: &Place, err: FormatError) -> FormatError {
    match err {
        FormatError::Unreadable(words) => place.error(words),
        err => err,
    }
}

fn is_description(entry: &Entry) -> bool {
    let name = entry.name.trim_start_matches('/');
    let is_json = ending(name).eq_ignore_ascii_case("json");
    !name.contains('/') && name.to_lowercase().starts_with("exportedproject") && is_json
}

fn ending(name: &str) -> &str {
    base_name(name).rsplit_once('.').map_or("", |(_, ending)| ending)
}

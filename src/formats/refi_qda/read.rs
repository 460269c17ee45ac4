//! [`read_refi_qda`]: projects and codebooks by this program and by others.

use super::codes::{claim_kind_guid, link_kind_guid, link_kinds_guid, no_kind_guid};
use super::nodes::{Node, tree};
use super::read_project::ReadProject;
use super::{FORMAT, SOURCES_FOLDER};
use crate::formats::archive::{Archive, Entry};
use crate::formats::gathering::{Gathering, is_own_rows};
use crate::formats::new_document::base_name;
use crate::formats::xml::xml_text;
use crate::formats::zip_archive::is_safe_name;
use crate::formats::{Dataset, Defaults, FormatError, InputFile, Place};
use crate::model::{ClaimKind, LinkKind};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Reads `.qdpx`, `.qde` and `.qdc` files.
pub(super) fn read_refi_qda(
    files: &[InputFile<'_>],
    defaults: &Defaults<'_>,
) -> Result<Dataset, FormatError> {
    let mut gathering = Gathering::new(&FORMAT, files, defaults)?;
    let ends = |file: &InputFile<'_>, end: &str| file.name.to_lowercase().ends_with(end);
    let is_read = |file: &InputFile<'_>| [".qdpx", ".qde", ".qdc"].iter().any(|end| ends(file, end));
    if !files.iter().any(is_read) {
        return Err(FormatError::NoKnownFile("none of the files ends in .qdpx or .qdc".to_owned()));
    }
    for file in files {
        if ends(file, ".qdc") {
            let root = root(file.bytes, file.name, "CodeBook")?;
            kinds(&root, &mut gathering)?;
            root.pass(&["origin", "xmlns"]);
            root.note_unread(&mut gathering.reading.unread);
        } else if ends(file, ".qdpx") {
            read_archive(file, &mut gathering)?;
        } else if ends(file, ".qde") {
            let root = root(file.bytes, file.name, "Project")?;
            let kinds = kinds(&root, &mut gathering)?;
            ReadProject::new(&mut gathering, kinds, &|_| None).read(&root)?;
        } else if !is_own_rows(file.name) {
            let place = Place { file: file.name.to_owned(), ..Place::default() };
            gathering
                .problem(&place, "it was not read: it is neither a project (.qdpx) nor a codebook (.qdc)");
        }
    }
    gathering.finish(files)
}

fn root(bytes: &[u8], file: &str, name: &str) -> Result<Node, FormatError> {
    let root = tree(&xml_text(bytes), file)?;
    if root.name() == name {
        return Ok(root);
    }
    let words =
        format!("its outermost element is {}, not {name}; it is no REFI-QDA file of this sort", root.name());
    Err(root.place.error(words))
}

fn read_archive(file: &InputFile<'_>, gathering: &mut Gathering<'_>) -> Result<(), FormatError> {
    let whole = Place { file: file.name.to_owned(), ..Place::default() };
    let named = |err: FormatError| match err {
        FormatError::Unreadable(words) => whole.error(words),
        err => err,
    };
    let mut archive = Archive::open(file.bytes).map_err(named)?;
    for problem in &archive.problems {
        gathering.problem(&whole, problem);
    }
    let entries: Vec<Entry> =
        archive.entries.iter().filter(|entry| !entry.name.ends_with('/')).cloned().collect();
    if let Some(entry) = entries.iter().find(|entry| !is_safe_name(&entry.name) || entry.is_link) {
        let name = crate::text::visible(&entry.name).into_owned();
        return Err(
            whole.error(format!("the file “{name}” in it leads out of the archive; nothing of it was read"))
        );
    }
    let project = entries.iter().find(|entry| entry.name.to_lowercase().ends_with(".qde"));
    let project =
        project.ok_or_else(|| whole.error("it has no project.qde, so it is no REFI-QDA project"))?;
    let qde = archive.unpack(project).map_err(named)?;
    let mut texts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| is_text(&entry.name)) {
        texts.insert(base_name(&entry.name).to_lowercase(), archive.unpack(entry).map_err(named)?);
    }
    let name = format!("{}: {}", file.name, project.name);
    let root = root(&qde, &name, "Project")?;
    let kinds = kinds(&root, gathering)?;
    let find = |name: &str| texts.get(&name.to_lowercase()).map(Vec::as_slice);
    ReadProject::new(gathering, kinds, &find).read(&root)
}

/// Pictures and recordings stay packed.
fn is_text(name: &str) -> bool {
    let folder = name.split('/').rev().nth(1);
    let is_in_folder = folder.is_none_or(|folder| folder.eq_ignore_ascii_case(SOURCES_FOLDER));
    is_in_folder && name.to_lowercase().ends_with(".txt")
}

/// A code of the files.
struct Code<'n> {
    guid: Uuid,
    name: String,
    node: &'n Node,
    is_link_kind: bool,
}

/// Ids of claim kinds by the codes that stand for them, none for claims without a kind; new ones go to the codebook.
fn kinds(root: &Node, gathering: &mut Gathering<'_>) -> Result<BTreeMap<Uuid, Option<String>>, FormatError> {
    let mut codes: Vec<Code<'_>> = Vec::new();
    let holders = root.all("CodeBook").chain(Some(root).filter(|root| root.name() == "CodeBook"));
    for code in holders.flat_map(|holder| holder.each_in("Codes", "Code")) {
        push_codes(code, ("", false), &mut codes)?;
    }
    number_names(&mut codes);
    let mut found = BTreeMap::new();
    for code in codes {
        if code.guid == no_kind_guid() {
            found.insert(code.guid, None);
        } else if code.is_link_kind {
            add_link_kind(&code, gathering);
        } else {
            let kinds = &gathering.reading.codebook.claim_kinds;
            let own = kinds.iter().find(|kind| claim_kind_guid(&kind.id) == code.guid);
            let id = own.map(|kind| kind.id.clone());
            let id = id.unwrap_or_else(|| claim_kind(&code, gathering));
            found.insert(code.guid, Some(id));
        }
    }
    Ok(found)
}

fn push_codes<'n>(
    node: &'n Node,
    (parent, is_link_kind): (&str, bool),
    codes: &mut Vec<Code<'n>>,
) -> Result<(), FormatError> {
    let guid = node.guid()?;
    let name = node.attribute("name").unwrap_or_default().to_owned();
    let is_link_kind = is_link_kind || guid == link_kinds_guid();
    node.pass(&["color"]);
    let is_codable = !matches!(node.attribute("isCodable"), Some("false" | "0"));
    let path = if parent.is_empty() { name.clone() } else { format!("{parent}: {name}") };
    if let Some(words) = node.first("Description").filter(|_| !is_codable) {
        words.read();
    }
    if is_codable {
        codes.push(Code { guid, name: path.clone(), node, is_link_kind });
    }
    for child in node.all("Code") {
        push_codes(child, (&path, is_link_kind), codes)?;
    }
    Ok(())
}

/// The last part of a path is enough where no other code has it.
fn number_names(codes: &mut [Code<'_>]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let last = |code: &Code<'_>| code.node.attribute("name").unwrap_or_default().to_owned();
    for code in codes.iter() {
        *counts.entry(last(code)).or_default() += 1;
    }
    for code in codes {
        let name = last(code);
        if counts.get(&name) == Some(&1) {
            code.name = name;
        }
    }
}

/// The kind of that label or id, else a new one with the definition and colour of the code.
fn claim_kind(code: &Code<'_>, gathering: &mut Gathering<'_>) -> String {
    let reading = &mut gathering.reading;
    let before = reading.codebook.claim_kinds.len();
    let Ok(id) = reading.claim_kind(&code.name, &code.node.place) else {
        return code.guid.to_string();
    };
    if let Some(ClaimKind { definition, color, .. }) = reading.codebook.claim_kinds.get_mut(before) {
        describe(code, definition, color);
    }
    id
}

fn add_link_kind(code: &Code<'_>, gathering: &mut Gathering<'_>) {
    let reading = &mut gathering.reading;
    let before = reading.codebook.link_kinds.len();
    if reading.codebook.link_kinds.iter().any(|kind| link_kind_guid(&kind.id) == code.guid) {
        return;
    }
    // A code without a name is none.
    if reading.link_kind(&code.name, &code.node.place).is_ok()
        && let Some(LinkKind { definition, color, .. }) = reading.codebook.link_kinds.get_mut(before)
    {
        describe(code, definition, color);
    }
}

fn describe(code: &Code<'_>, definition: &mut String, color: &mut String) {
    if let Some(description) = code.node.first("Description") {
        description.text.trim().clone_into(definition);
    }
    let digits = code.node.attribute("color").and_then(|color| color.strip_prefix('#'));
    if let Some(digits) = digits.filter(|digits| super::codes::is_color(digits)) {
        *color = digits.to_uppercase();
    }
}

/// Codes that a selection may have more than once.
pub(super) fn without_repeats(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names.into_iter().filter(|name| seen.insert(name.clone())).collect()
}

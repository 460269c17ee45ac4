//! [`ReadProject`]: sources, selections, cases, notes and links of a project file.

use super::nodes::Node;
use super::read::without_repeats;
use super::{CONFIDENCE_NAME, INTERNAL, RELIABILITY};
use crate::formats::gathering::{
    About, FoundClaim, FoundComment, FoundDocument, FoundLink, Gathering, Person,
};
use crate::formats::jsonl::rows::without_mark;
use crate::formats::new_document::base_name;
use crate::formats::{FormatError, Place};
use crate::model::{AnnotatorId, Timestamp};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Kind of links without a name.
const PLAIN_RELATION: &str = "related";

/// What is said about a selection, or about a link, besides its place.
#[derive(Clone, Debug, Default)]
struct Said {
    confidence: Option<String>,
    notes: Vec<String>,
    codes: Vec<Uuid>,
    tags: Vec<String>,
}

/// A note of a project.
#[derive(Debug)]
struct Memo {
    name: String,
    text: String,
    user: Option<Person>,
    created: Option<Timestamp>,
    place: Place,
}

/// A project while it is read.
pub(super) struct ReadProject<'g, 'd, 'a> {
    gathering: &'g mut Gathering<'d>,
    /// Ids of claim kinds by code.
    kinds: BTreeMap<Uuid, Option<String>>,
    /// The bytes of a text of the archive by name.
    texts: &'a dyn Fn(&str) -> Option<&'a [u8]>,
    /// Name and words of each note.
    notes: BTreeMap<Uuid, Memo>,
    /// Notes that something named.
    named_notes: RefCell<BTreeSet<Uuid>>,
    /// Names of variables.
    variables: BTreeMap<Uuid, String>,
    /// Cases of this program are claims.
    is_own: bool,
    /// Of selections, from the cases that name them.
    cases: BTreeMap<Uuid, Said>,
    /// Keys of claims by selection, and by case.
    claims: BTreeMap<Uuid, String>,
    unread_link_count: usize,
}

impl<'g, 'd, 'a> ReadProject<'g, 'd, 'a> {
    pub(super) fn new(
        gathering: &'g mut Gathering<'d>,
        kinds: BTreeMap<Uuid, Option<String>>,
        texts: &'a dyn Fn(&str) -> Option<&'a [u8]>,
    ) -> Self {
        gathering.may_count_loosely = true;
        Self {
            gathering,
            kinds,
            texts,
            notes: BTreeMap::new(),
            named_notes: RefCell::default(),
            variables: BTreeMap::new(),
            is_own: false,
            cases: BTreeMap::new(),
            claims: BTreeMap::new(),
            unread_link_count: 0,
        }
    }

    pub(super) fn read(mut self, root: &Node) -> Result<(), FormatError> {
        root.pass(&["name", "origin", "xmlns"]);
        self.is_own = root.attribute("origin").is_some_and(|origin| origin.starts_with("Crossclaim"));
        for user in root.each_in("Users", "User") {
            user.pass(&["id"]);
            let name = user.attribute("name").or_else(|| user.attribute("id")).unwrap_or_default();
            self.gathering.reading.meet_annotator(AnnotatorId(user.guid()?), name);
        }
        for note in root.each_in("Notes", "Note") {
            let done = self.memo(note);
            self.gathering.reading.or_left_out(done)?;
        }
        for variable in root.each_in("Variables", "Variable") {
            variable.pass(&["typeOfVariable"]);
            let name = variable.attribute("name").unwrap_or_default().trim().to_owned();
            self.variables.insert(variable.guid()?, name);
        }
        for case in root.each_in("Cases", "Case") {
            let done = self.case(case);
            self.gathering.reading.or_left_out(done)?;
        }
        for source in root.all("Sources").flat_map(|sources| &sources.children) {
            source.read();
            let done = self.source(source);
            self.gathering.reading.or_left_out(done)?;
        }
        for case in root.each_in("Cases", "Case") {
            let Ok(first) = case.references("SelectionRef").next().transpose() else { continue };
            if let Some(key) = first.and_then(|selection| self.claims.get(&selection)).cloned() {
                self.claims.insert(case.guid()?, key);
            }
        }
        let known = guids(root);
        for link in root.each_in("Links", "Link") {
            let done = self.link(link, &known);
            self.gathering.reading.or_left_out(done)?;
        }
        let passed_over = root.all("Sources").map(codings_outside_of_texts).sum::<usize>();
        if passed_over > 0 {
            let words = format!(
                "{passed_over} codings of something else than a place in a text were passed over (areas of \
                 pictures and PDF files, pieces of recordings, whole sources)"
            );
            self.gathering.problem(&Place { line: 0, ..root.place.clone() }, &words);
        }
        if self.unread_link_count > 0 {
            let words = format!(
                "{} links to something else than a place in a text were passed over",
                self.unread_link_count
            );
            self.gathering.problem(&Place { line: 0, ..root.place.clone() }, &words);
        }
        for (guid, memo) in &self.notes {
            if !self.named_notes.borrow().contains(guid) && !memo.text.trim().is_empty() {
                self.gathering.reading.unread.note(
                    "notes",
                    "those on nothing that was read",
                    &memo.place,
                    &memo.text,
                );
            }
        }
        root.note_unread(&mut self.gathering.reading.unread);
        Ok(())
    }

    fn memo(&mut self, note: &Node) -> Result<(), FormatError> {
        note.pass(&["plainTextPath", "richTextPath"]);
        let text = match self.text_of(note)? {
            Some(text) => text,
            None => note.first("Description").map(|words| words.text.clone()).unwrap_or_default(),
        };
        let user = note.attribute("creatingUser").map(|user| user.trim_matches(['{', '}']).to_owned());
        let memo = Memo {
            name: note.attribute("name").unwrap_or_default().to_owned(),
            text,
            user: user.map(|user| Person { id: Some(user), name: String::new() }),
            created: note.attribute("creationDateTime").and_then(|time| time.parse().ok()),
            place: note.place.clone(),
        };
        note.pass(&["modifyingUser", "modifiedDateTime"]);
        self.notes.insert(note.guid()?, memo);
        Ok(())
    }

    fn case(&mut self, case: &Node) -> Result<(), FormatError> {
        let mut said =
            Said { codes: case.references("CodeRef").collect::<Result<_, _>>()?, ..Said::default() };
        for (name, text) in self.values_of(case)? {
            if name.eq_ignore_ascii_case(CONFIDENCE_NAME) {
                said.confidence = Some(text);
            } else {
                said.tags.push(format!("{name}:{text}"));
            }
        }
        let name = case.attribute("name").unwrap_or_default().trim();
        if !self.is_own && !name.is_empty() {
            said.tags.push(format!("case:{name}"));
        }
        if let Some(words) = case.first("Description").filter(|words| !words.text.trim().is_empty()) {
            said.notes.push(words.text.trim().to_owned());
        }
        for selection in case.references("SelectionRef") {
            self.cases.insert(selection?, said.clone());
        }
        Ok(())
    }

    /// Variables of a case or source that have a name and a value.
    fn values_of(&self, node: &Node) -> Result<Vec<(String, String)>, FormatError> {
        let mut found = Vec::new();
        for value in node.all("VariableValue") {
            let variable = value.references("VariableRef").next().transpose()?;
            let name = variable.and_then(|variable| self.variables.get(&variable));
            let Some(text) = value.children.iter().find(|child| child.name() != "VariableRef") else {
                continue;
            };
            text.read();
            let words = text.text.trim();
            if let Some(name) = name.filter(|name| !name.is_empty() && !words.is_empty()) {
                found.push((name.clone(), words.to_owned()));
            }
        }
        Ok(found)
    }

    /// A text with its selections; what stands for the text of a PDF, a picture or a recording is one too.
    fn source(&mut self, source: &Node) -> Result<(), FormatError> {
        for part in ["Representation", "TextDescription", "Transcript"] {
            for inner in source.all(part) {
                self.text_source(inner, source.attribute("name"))?;
            }
        }
        if source.name() == "TextSource" { self.text_source(source, None) } else { Ok(()) }
    }

    fn text_source(&mut self, source: &Node, outer_name: Option<&str>) -> Result<(), FormatError> {
        let key = source.guid()?.to_string();
        let Some(found) = self.text_of(source)? else {
            let words = "it has no plain text that could be read, so its selections have no place";
            if source.first("PlainTextSelection").is_some() {
                return Err(source.place.error(words));
            }
            self.gathering.problem(&source.place, words);
            return Ok(());
        };
        source.pass(&["plainTextPath", "richTextPath", "creatingUser", "creationDateTime"]);
        self.memos_on(source, &key)?;
        let text = found;
        for selection in source.all("PlainTextSelection") {
            let offsets = match (position(selection, "startPosition"), position(selection, "endPosition")) {
                (Ok(start), Ok(end)) => (start, end),
                (Err(err), _) | (_, Err(err)) => {
                    self.gathering.reading.problems.push(format!("{err}; it was left out"));
                    continue;
                }
            };
            let done = self.selection(selection, &key, offsets);
            self.gathering.reading.or_left_out(done)?;
        }
        let title = source.attribute("name").or(outer_name).map(str::to_owned);
        let place = source.place.clone();
        let mut about = About::default();
        for (name, words) in self.values_of(source)? {
            if name == RELIABILITY {
                about.reliability = Some(words);
            } else {
                let (key, on) = (format!("{key} {name}"), key.clone());
                let (text, place) = (format!("{name}: {words}"), place.clone());
                self.gathering.comment(FoundComment { key, on, text, annotator: None, created: None, place });
            }
        }
        self.gathering.document(FoundDocument { key, title, file_name: None, text, about, place });
        Ok(())
    }

    /// Memos and descriptions of a whole text.
    fn memos_on(&mut self, source: &Node, key: &str) -> Result<(), FormatError> {
        let mut comments = Vec::new();
        for guid in source.references("NoteRef").chain(coding_notes(source)) {
            let guid = guid?;
            self.named_notes.borrow_mut().insert(guid);
            if let Some(memo) = self.notes.get(&guid) {
                let (text, annotator) = (memo.text.clone(), memo.user.clone());
                comments.push((guid.to_string(), text, annotator, memo.created, memo.place.clone()));
            }
        }
        if let Some(words) = source.first("Description") {
            comments.push((String::new(), words.text.trim().to_owned(), None, None, words.place.clone()));
        }
        for (note, text, annotator, created, place) in comments {
            let on = key.to_owned();
            self.gathering.comment(FoundComment { key: note, on, text, annotator, created, place });
        }
        Ok(())
    }

    /// The text of a source or note: in the file, or in the archive; none where it lies elsewhere.
    fn text_of(&self, source: &Node) -> Result<Option<String>, FormatError> {
        if let Some(content) = source.first("PlainTextContent") {
            return Ok(Some(content.text.clone()));
        }
        let Some(path) = source.attribute("plainTextPath") else {
            return Ok(None);
        };
        let internal = path.strip_prefix(INTERNAL).map(|name| name.trim_start_matches('/'));
        let Some(name) = internal else {
            // Some programs write the bare name of a file of the archive; files elsewhere are not read.
            let bytes = (self.texts)(base_name(path)).filter(|_| !path.contains(".."));
            let text = bytes.and_then(|bytes| std::str::from_utf8(without_mark(bytes)).ok());
            return Ok(text.map(str::to_owned));
        };
        if name.contains(['/', '\\']) || name.starts_with("..") {
            let name = crate::text::visible(path).into_owned();
            return Err(source
                .place
                .error(format!("its text “{name}” lies outside of the sources of the project")));
        }
        let bytes = (self.texts)(name);
        let bytes =
            bytes.ok_or_else(|| source.place.error(format!("its text {name} is not in the archive")))?;
        let text = std::str::from_utf8(without_mark(bytes));
        text.map(|text| Some(text.to_owned()))
            .map_err(|_err| source.place.error(format!("its text {name} is not valid UTF-8")))
    }

    /// One claim for each annotator who coded the place.
    fn selection(
        &mut self,
        selection: &Node,
        document: &str,
        offsets: (usize, usize),
    ) -> Result<(), FormatError> {
        let guid = selection.guid()?;
        let mut said = self.said(selection)?;
        if let Some(words) = selection.first("Description").map(|words| words.text.trim()) {
            said.notes.extend((!words.is_empty()).then(|| words.to_owned()));
        }
        let from_case = self.cases.get(&guid).cloned().unwrap_or_default();
        let by = |node: &Node| node.attribute("creatingUser").and_then(|user| Uuid::parse_str(user).ok());
        let owner = by(selection);
        let mut codes: Vec<(Option<Uuid>, Vec<Uuid>)> = Vec::new();
        let mut coded: Option<Timestamp> = None;
        for coding in selection.all("Coding") {
            let time = coding.attribute("creationDateTime").and_then(|time| time.parse().ok());
            coded = coded.or(time);
            coding.pass(&["modifyingUser", "modifiedDateTime"]);
            let user = by(coding).or(owner);
            let own: Vec<Uuid> = coding.references("CodeRef").collect::<Result<_, _>>()?;
            match codes.iter_mut().find(|(other, _)| *other == user) {
                Some((_, codes)) => codes.extend(own),
                None => codes.push((user, own)),
            }
        }
        if codes.is_empty() {
            codes.push((owner, Vec::new()));
        }
        let time = |name: &str| selection.attribute(name).and_then(|time| time.parse::<Timestamp>().ok());
        for (number, (user, own)) in codes.into_iter().enumerate() {
            let user = user.map(|user| Person { id: Some(user.to_string()), name: String::new() });
            let key = if number == 0 {
                guid.to_string()
            } else {
                let by = user.as_ref().and_then(|user| user.id.clone());
                format!("{guid} by {}", by.unwrap_or_default())
            };
            self.claims.entry(guid).or_insert_with(|| key.clone());
            let codes = own.into_iter().chain(from_case.codes.iter().copied());
            let kinds = codes.map(|code| self.kind(code, &selection.place)).collect::<Result<Vec<_>, _>>()?;
            self.gathering.claim(FoundClaim {
                key,
                document: document.to_owned(),
                offsets,
                name: selection.attribute("name").map(str::to_owned),
                kinds: without_repeats(kinds.into_iter().flatten()),
                confidence: from_case.confidence.clone().or_else(|| said.confidence.clone()),
                annotator: user,
                tags: from_case.tags.clone(),
                note: said.notes.iter().chain(&from_case.notes).cloned().collect::<Vec<_>>().join("\n"),
                created: time("creationDateTime").or(coded),
                modified: time("modifiedDateTime"),
                place: selection.place.clone(),
                ..FoundClaim::default()
            });
        }
        Ok(())
    }

    fn kind(&self, code: Uuid, place: &Place) -> Result<Option<String>, FormatError> {
        let kind = self.kinds.get(&code).cloned();
        kind.ok_or_else(|| place.error(format!("it names the code {code}, which the codebook does not have")))
    }

    /// The notes on an element and on its codings.
    fn said(&self, node: &Node) -> Result<Said, FormatError> {
        let mut said = Said::default();
        let inner = node.all("Coding").flat_map(|coding| coding.references("NoteRef"));
        for guid in node.references("NoteRef").chain(inner) {
            let guid = guid?;
            self.named_notes.borrow_mut().insert(guid);
            match self.notes.get(&guid) {
                Some(Memo { name, text, .. }) if name.eq_ignore_ascii_case(CONFIDENCE_NAME) => {
                    said.confidence = Some(text.trim().to_owned()).filter(|words| !words.is_empty());
                }
                Some(Memo { text, .. }) if !text.is_empty() => said.notes.push(text.clone()),
                _ => {}
            }
        }
        Ok(said)
    }

    fn link(&mut self, link: &Node, known: &[Uuid]) -> Result<(), FormatError> {
        // The kind says whether a link has a direction.
        link.pass(&["direction"]);
        if self.is_own {
            link.pass(&["color"]);
        }
        let (from, to) = (link.guid_in("originGUID")?, link.guid_in("targetGUID")?);
        for end in [from, to] {
            if known.binary_search(&end).is_err() {
                return Err(link.place.error(format!("it links {end}, which is not in the project")));
            }
        }
        let (Some(from), Some(to)) = (self.claims.get(&from).cloned(), self.claims.get(&to).cloned()) else {
            self.unread_link_count += 1;
            return Ok(());
        };
        let said = self.said(link)?;
        self.gathering.link(FoundLink {
            key: link.guid()?.to_string(),
            from,
            to,
            kind: link.attribute("name").unwrap_or(PLAIN_RELATION).to_owned(),
            confidence: said.confidence,
            note: said.notes.join("\n"),
            place: link.place.clone(),
            ..FoundLink::default()
        });
        Ok(())
    }
}

/// Notes on what codes a whole text.
fn coding_notes(source: &Node) -> impl Iterator<Item = Result<Uuid, FormatError>> + '_ {
    source.all("Coding").flat_map(|coding| coding.references("NoteRef"))
}

fn position(selection: &Node, name: &str) -> Result<usize, FormatError> {
    let value = selection.attribute(name).unwrap_or_default();
    value.trim().parse().map_err(|_err| selection.place.error(format!("its {name} is no position in a text")))
}

fn codings_outside_of_texts(node: &Node) -> usize {
    let mut count = 0;
    let mut left = vec![node];
    while let Some(node) = left.pop() {
        if node.name() != "PlainTextSelection" {
            count += node.all("Coding").count();
            left.extend(&node.children);
        }
    }
    count
}

/// Of every element, in order.
fn guids(root: &Node) -> Vec<Uuid> {
    let mut found = Vec::new();
    let mut left = vec![root];
    while let Some(node) = left.pop() {
        found.extend(node.attribute("guid").and_then(|guid| Uuid::parse_str(guid).ok()));
        left.extend(&node.children);
    }
    found.sort_unstable();
    found
}

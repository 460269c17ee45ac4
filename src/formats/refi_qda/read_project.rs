//! [`ReadProject`]: sources, selections, cases, notes and links of a project file.

use super::nodes::Node;
use super::positions::{Counting, Positions, Selected};
use super::read::without_repeats;
use super::{CONFIDENCE_NAME, INTERNAL};
use crate::formats::decode::with_lf;
use crate::formats::gathering::{FoundClaim, FoundDocument, FoundLink, Gathering};
use crate::formats::jsonl::rows::without_mark;
use crate::formats::{FormatError, Place};
use crate::model::{AnnotatorId, Timestamp};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Kind of links without a name.
const PLAIN_RELATION: &str = "related";

/// What is said about a selection, or about a link, besides its place.
#[derive(Clone, Debug, Default)]
struct Said {
    confidence: Option<String>,
    notes: Vec<String>,
    codes: Vec<Uuid>,
}

/// A project while it is read.
pub(super) struct ReadProject<'g, 'd, 'a> {
    gathering: &'g mut Gathering<'d>,
    /// Ids of claim kinds by code.
    kinds: BTreeMap<Uuid, Option<String>>,
    /// The bytes of a text of the archive by name.
    texts: &'a dyn Fn(&str) -> Option<&'a [u8]>,
    /// Name and words of each note.
    notes: BTreeMap<Uuid, (String, String)>,
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
        let (notes, cases, claims) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { gathering, kinds, texts, notes, cases, claims, unread_link_count: 0 }
    }

    pub(super) fn read(mut self, root: &Node) -> Result<(), FormatError> {
        for user in root.each_in("Users", "User") {
            let name = user.attribute("name").or_else(|| user.attribute("id")).unwrap_or_default();
            self.gathering.reading.meet_annotator(AnnotatorId(user.guid()?), name);
        }
        for note in root.each_in("Notes", "Note") {
            let text = self.text_of(note)?.unwrap_or_default();
            let name = note.attribute("name").unwrap_or_default().to_owned();
            self.notes.insert(note.guid()?, (name, text));
        }
        let confidence = confidence_variables(root)?;
        for case in root.each_in("Cases", "Case") {
            self.case(case, &confidence)?;
        }
        for source in root.all("Sources").flat_map(|sources| &sources.children) {
            let done = self.source(source);
            self.gathering.reading.or_left_out(done)?;
        }
        for case in root.each_in("Cases", "Case") {
            let first = case.references("SelectionRef").next().transpose()?;
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
        Ok(())
    }

    fn case(&mut self, case: &Node, confidence: &[Uuid]) -> Result<(), FormatError> {
        let mut said =
            Said { codes: case.references("CodeRef").collect::<Result<_, _>>()?, ..Said::default() };
        for value in case.all("VariableValue") {
            let variable = value.references("VariableRef").next().transpose()?;
            if variable.is_some_and(|variable| confidence.contains(&variable)) {
                let text = value.children.iter().find(|child| child.name() != "VariableRef");
                said.confidence =
                    text.map(|text| text.text.trim().to_owned()).filter(|text| !text.is_empty());
            }
        }
        for selection in case.references("SelectionRef") {
            self.cases.insert(selection?, said.clone());
        }
        Ok(())
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
        for words in self.said(source)?.notes {
            let words = crate::text::visible(&words).into_owned();
            let words = format!("a memo on the whole text was left out: “{words}”");
            self.gathering.problem(&source.place, &words);
        }
        let positions = Positions::new(&found);
        let mut selected: Vec<(&Node, Selected<'_>)> = Vec::new();
        for selection in source.all("PlainTextSelection") {
            let offsets = match (position(selection, "startPosition"), position(selection, "endPosition")) {
                (Ok(start), Ok(end)) => (start, end),
                (Err(err), _) | (_, Err(err)) => {
                    self.gathering.reading.problems.push(format!("{err}; it was left out"));
                    continue;
                }
            };
            selected.push((selection, (offsets, selection.attribute("name"))));
        }
        let all: Vec<Selected<'_>> = selected.iter().map(|(_, selected)| *selected).collect();
        let counting = Counting::of(&positions, &all);
        if let Some(words) = counting.words() {
            self.gathering.problem(&source.place, words);
        }
        let text = with_lf(found);
        for (selection, (offsets, name)) in selected {
            let offsets = counting.applied(offsets, &positions);
            let is_named = name.is_none_or(|name| positions.is_named(offsets, name));
            // A name that is nowhere in the text is a label.
            let quote = name.filter(|name| !is_named && !name.trim().is_empty() && text.contains(*name));
            let done = self.selection(selection, &key, offsets, quote);
            self.gathering.reading.or_left_out(done)?;
        }
        let title = source.attribute("name").or(outer_name).map(str::to_owned);
        let place = source.place.clone();
        self.gathering.document(FoundDocument { key, title, file_name: None, text, place });
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
        let Some(name) = path.strip_prefix(INTERNAL).map(|name| name.trim_start_matches('/')) else {
            return Ok(None);
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
        quote: Option<&str>,
    ) -> Result<(), FormatError> {
        let guid = selection.guid()?;
        let said = self.said(selection)?;
        let from_case = self.cases.get(&guid).cloned().unwrap_or_default();
        let by = |node: &Node| node.attribute("creatingUser").and_then(|user| Uuid::parse_str(user).ok());
        let owner = by(selection);
        let mut codes: Vec<(Option<Uuid>, Vec<Uuid>)> = Vec::new();
        for coding in selection.all("Coding") {
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
            let user = user.map(|user| user.to_string());
            let key = if number == 0 {
                guid.to_string()
            } else {
                format!("{guid} by {}", user.as_deref().unwrap_or_default())
            };
            self.claims.entry(guid).or_insert_with(|| key.clone());
            let codes = own.into_iter().chain(from_case.codes.iter().copied());
            let kinds = codes.map(|code| self.kind(code, &selection.place)).collect::<Result<Vec<_>, _>>()?;
            self.gathering.claim(FoundClaim {
                key,
                document: document.to_owned(),
                offsets,
                quote: quote.map(str::to_owned),
                kinds: without_repeats(kinds.into_iter().flatten()),
                confidence: from_case.confidence.clone().or_else(|| said.confidence.clone()),
                annotator: user,
                note: said.notes.join("\n"),
                created: time("creationDateTime"),
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
            match self.notes.get(&guid?) {
                Some((name, words)) if name.eq_ignore_ascii_case(CONFIDENCE_NAME) => {
                    said.confidence = Some(words.trim().to_owned()).filter(|words| !words.is_empty());
                }
                Some((_, words)) if !words.is_empty() => said.notes.push(words.clone()),
                _ => {}
            }
        }
        Ok(said)
    }

    fn link(&mut self, link: &Node, known: &[Uuid]) -> Result<(), FormatError> {
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

fn confidence_variables(root: &Node) -> Result<Vec<Uuid>, FormatError> {
    let is_confidence = |variable: &&Node| {
        variable.attribute("name").is_some_and(|name| name.trim().eq_ignore_ascii_case(CONFIDENCE_NAME))
    };
    root.each_in("Variables", "Variable").filter(is_confidence).map(Node::guid).collect()
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

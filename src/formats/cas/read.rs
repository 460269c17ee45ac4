//! [`read_cas_json`] and [`read_cas_xmi`]: CAS files of this program, of INCEpTION and of other UIMA tools.

use super::json_read::parse_json;
use super::structures::{Cas, Structure};
use super::type_system::TypeSystem;
use super::xmi_read::{parse_xmi, xml_lines};
use super::xmi_write::restored;
use super::{CHARACTER_TYPE, CODE, JSON, JSON_ENDING, XMI};
use crate::formats::file_names::without_ending;
use crate::formats::gathering::{
    About, FoundClaim, FoundDocument, FoundLink, Gathering, Person, is_own_rows, push_words,
};
use crate::formats::jsonl::DETAILS_FILE;
use crate::formats::new_document::base_name;
use crate::formats::{Dataset, Defaults, FormatError, InputFile, Place};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Kind of links whose relation has no label.
const PLAIN_RELATION: &str = "related";
/// Layers that a text has before anybody annotates it.
const MACHINE_PACKAGE: &str = "de.tudarmstadt.ukp.dkpro.core.api.";
const NAMED_ENTITY: &str = ".NamedEntity";
/// Names of the two ends of a relation, and of what it says.
pub(super) const FROM: [&str; 3] = ["Governor", "source", "from"];
pub(super) const TO: [&str; 3] = ["Dependent", "target", "to"];
const LINK_LABELS: [&str; 5] = ["linkType", "label", "value", "relationType", "DependencyType"];
const CLAIM_LABELS: [&str; 5] = ["label", "value", "kind", "category", "referenceType"];
/// Short names of layers that say nothing of what they mark.
const PLAIN_LAYERS: [&str; 3] = ["Span", "Annotation", "Relation"];

/// A file by its names.
struct CasFile<'n> {
    /// As it was given.
    name: &'n str,
    /// Without folder and ending: the text, or who annotated it.
    stem: &'n str,
    /// The stem, with the folder where two files have the same.
    key: &'n str,
    /// The document that the path names.
    document: Option<&'n str>,
}

/// What the paths of files say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) enum Naming {
    /// The document, or who annotated it.
    Either,
    /// `…/document/annotator.ending`
    DocumentAndAnnotator,
}

/// What the claims of a text name.
struct CasText {
    document: String,
    /// Begins their keys.
    claims: String,
}

/// Files while they are read.
struct Files<'g, 'd> {
    /// What stands beside the files names their documents.
    has_details: bool,
    gathering: &'g mut Gathering<'d>,
    /// Key of each document and stems of its files, by its id, else its title, and its text.
    known: BTreeMap<(Option<String>, String), (String, BTreeSet<String>)>,
    /// Identifiers of annotations; a copy of the text for another annotator repeats them.
    taken: BTreeSet<Uuid>,
    documents: Vec<FoundDocument>,
    /// Keys of documents by what the paths call them.
    named: BTreeMap<String, String>,
    naming: Naming,
    claims: Vec<FoundClaim>,
    links: Vec<FoundLink>,
}

/// Reads every `.json`; claims are the annotations that are no relation and of no layer of the tools themselves.
pub(super) fn read_cas_json(
    files: &[InputFile<'_>],
    defaults: &Defaults<'_>,
) -> Result<Dataset, FormatError> {
    let mut gathering = Gathering::new(&JSON, files, defaults)?;
    let is_cas = |file: &InputFile<'_>| ends(file, ".json") && !is_own_rows(file.name);
    if !files.iter().any(is_cas) {
        let is_xmi = files.iter().any(|file| ends(file, ".xmi"));
        let words = if is_xmi { "they are XMI; choose cas-xmi" } else { "none of the files ends in .json" };
        return Err(FormatError::NoKnownFile(words.to_owned()));
    }
    read_all(files, (&mut gathering, Naming::Either), &is_cas, &parse_json)?;
    for file in files.iter().filter(|file| !is_cas(file) && !is_own_rows(file.name)) {
        let place = Place { file: file.name.to_owned(), ..Place::default() };
        gathering.problem(&place, "it was not read: its name does not end in .json");
    }
    gathering.finish(files)
}

/// The same of `.xmi`, and of `.xml` that holds XMI; other `.xml` files are type systems.
pub(super) fn read_cas_xmi(files: &[InputFile<'_>], defaults: &Defaults<'_>) -> Result<Dataset, FormatError> {
    let mut gathering = Gathering::new(&XMI, files, defaults)?;
    let is_cas = |file: &InputFile<'_>| ends(file, ".xmi") || (ends(file, ".xml") && is_xmi(file.bytes));
    if !files.iter().any(is_cas) {
        let words = "none of the files ends in .xmi, or is XMI that ends in .xml";
        return Err(FormatError::NoKnownFile(words.to_owned()));
    }
    let mut types = TypeSystem::default();
    for file in files.iter().filter(|file| !is_cas(file) && !is_own_rows(file.name)) {
        let place = Place { file: file.name.to_owned(), ..Place::default() };
        let read = if ends(file, ".xml") { types.read(&xml_lines(file.bytes)) } else { Ok(false) };
        match read {
            Ok(true) => {}
            Ok(false) => gathering
                .problem(&place, "it was not read: it is neither a CAS (.xmi) nor a type system (.xml)"),
            Err(err) => gathering.problem(&place, &format!("it was not read: {err}")),
        }
    }
    read_all(files, (&mut gathering, Naming::Either), &is_cas, &|file| parse_xmi(file, &types))?;
    gathering.finish(files)
}

fn ends(file: &InputFile<'_>, ending: &str) -> bool {
    file.name.to_lowercase().ends_with(ending)
}

/// Whether the outermost element is that of XMI.
fn is_xmi(bytes: &[u8]) -> bool {
    let start = bytes.get(..4096).unwrap_or(bytes);
    start.windows(8).any(|part| part == b"<xmi:XMI")
}

/// Reads the feature structures of a file.
pub(in crate::formats) type Parse<'p> = &'p dyn Fn(&InputFile<'_>) -> Result<Cas, FormatError>;

/// Reads every file that is a CAS, in whatever syntax; gives the keys of documents by what the paths call them.
pub(in crate::formats) fn read_all(
    files: &[InputFile<'_>],
    (gathering, naming): (&mut Gathering<'_>, Naming),
    is_cas: &dyn Fn(&InputFile<'_>) -> bool,
    parse: Parse<'_>,
) -> Result<BTreeMap<String, String>, FormatError> {
    let has_details = files.iter().any(|file| base_name(file.name).eq_ignore_ascii_case(DETAILS_FILE));
    let mut all = Files {
        has_details,
        gathering,
        known: BTreeMap::new(),
        taken: BTreeSet::new(),
        documents: Vec::new(),
        named: BTreeMap::new(),
        naming,
        claims: Vec::new(),
        links: Vec::new(),
    };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for file in files.iter().filter(|file| is_cas(file)) {
        *counts.entry(stem(base_name(file.name))).or_default() += 1;
    }
    for file in files.iter().filter(|file| is_cas(file)) {
        let own = stem(base_name(file.name));
        let is_alone = counts.get(own).is_none_or(|count| *count == 1);
        let key = if is_alone { own } else { stem(file.name) };
        let Some(mut cas) = all.gathering.reading.or_left_out(parse(file))? else { continue };
        for err in std::mem::take(&mut cas.left_out) {
            all.gathering.reading.or_left_out::<()>(Err(err))?;
        }
        let folder = file.name.strip_suffix(base_name(file.name)).unwrap_or_default().trim_end_matches('/');
        let document = Some(base_name(folder)).filter(|_| naming == Naming::DocumentAndAnnotator);
        let done = all.read(&cas, &CasFile { name: file.name, stem: own, key, document });
        all.gathering.reading.or_left_out(done)?;
    }
    let named = std::mem::take(&mut all.named);
    all.finish();
    Ok(named)
}

impl Files<'_, '_> {
    /// Where a text stands in several files, the tool made one for each annotator, of that name.
    fn finish(self) {
        let is_by_annotator = self.naming == Naming::DocumentAndAnnotator
            || self.known.values().any(|(_, stems)| stems.len() > 1);
        for mut document in self.documents {
            document.file_name = document.file_name.filter(|_| !is_by_annotator);
            self.gathering.document(document);
        }
        for mut claim in self.claims {
            claim.annotator = claim.annotator.filter(|_| is_by_annotator);
            self.gathering.claim(claim);
        }
        for mut link in self.links {
            link.annotator = link.annotator.filter(|_| is_by_annotator);
            self.gathering.link(link);
        }
    }

    fn read(&mut self, cas: &Cas, file: &CasFile<'_>) -> Result<(), FormatError> {
        let texts = self.texts(cas, file)?;
        let mut claims: BTreeMap<u64, String> = BTreeMap::new();
        let mut links: Vec<(&Structure, u64, u64)> = Vec::new();
        let mut others: Vec<&Structure> = Vec::new();
        let mut chains: Vec<(&Structure, u64, Option<String>)> = Vec::new();
        for structure in &cas.structures {
            let offsets = self.gathering.reading.or_left_out(structure.offsets())?;
            let Some(offsets) = offsets else { continue };
            let Some(offsets) = offsets else {
                others.push(structure);
                continue;
            };
            let ends = structure.ends(&FROM, &TO);
            if let Some((from, to)) = ends {
                links.push((structure, from, to));
            } else if structure.kind == CHARACTER_TYPE {
                structure.pass_all();
            } else if is_layer(structure) {
                let sofa = structure.reference(&["sofa"]).and_then(|sofa| texts.get(&sofa));
                let text = sofa.ok_or_else(|| structure.place.error("it belongs to no text (@sofa)"));
                let Some(text) = self.gathering.reading.or_left_out(text)? else { continue };
                let key = self.key(structure, &text.claims);
                claims.insert(structure.id, key.clone());
                self.claims.push(FoundClaim {
                    key,
                    document: text.document.clone(),
                    offsets,
                    is_counted: cas.is_counted,
                    kinds: label_of(structure).into_iter().collect(),
                    confidence: structure.words(&["confidence", "Confidence"]),
                    annotator: Some(Person::named(file.stem)),
                    note: structure.text(&["note", "comment"]).unwrap_or_default().to_owned(),
                    place: structure.place.clone(),
                    ..FoundClaim::default()
                });
                let next = structure.reference(&["next"]);
                chains.extend(next.map(|next| (structure, next, structure.words(&["referenceRelation"]))));
                if let Some(claim) = self.claims.last_mut() {
                    claim.tags = structure.other_features(cas);
                }
            } else if !structure.kind.starts_with("uima.") && structure.short_kind() != "DocumentMetaData" {
                self.gathering.unread("layers of the tool", structure.short_kind(), &structure.place, "");
            }
        }
        for (structure, from, to) in links {
            let done = self.link(structure, (cas, file), [from, to], &claims);
            self.gathering.reading.or_left_out(done)?;
        }
        for (structure, next, words) in chains {
            self.chain_link(structure, (next, words), file, &claims);
        }
        let mut slots = BTreeSet::new();
        for structure in cas.structures.iter().filter(|structure| claims.contains_key(&structure.id)) {
            self.link_features(structure, (cas, file), &claims, &mut slots);
            let of = format!("the layer {}", structure.short_kind());
            self.gathering.reading.unread.rest(&of, structure.rest(), &structure.place);
        }
        let is_other = |structure: &&&Structure| is_layer(structure) && !slots.contains(&structure.id);
        for structure in others.iter().filter(is_other) {
            let words = structure.words(&CLAIM_LABELS).unwrap_or_default();
            self.gathering.unread(
                "layers without a place in the text",
                structure.short_kind(),
                &structure.place,
                &words,
            );
        }
        Ok(())
    }

    /// The documents by the ids of their texts.
    fn texts(&mut self, cas: &Cas, file: &CasFile<'_>) -> Result<BTreeMap<u64, CasText>, FormatError> {
        let sofas = || cas.structures.iter().filter(|structure| structure.kind == "uima.cas.Sofa");
        let about = cas.structures.iter().find(|structure| structure.short_kind() == "DocumentMetaData");
        let is_alone = sofas().filter(|sofa| sofa.text(&["sofaString"]).is_some()).count() < 2;
        let mut texts = BTreeMap::new();
        for sofa in sofas() {
            let Some(text) = sofa.text(&["sofaString"]) else { continue };
            let text = restored(text, &characters(cas, sofa.id));
            let view = sofa.text(&["sofaID"]).unwrap_or_default();
            let id = about.and_then(|about| about.text(&["documentId"])).filter(|_| is_alone);
            let id = id.filter(|id| Uuid::parse_str(id).is_ok()).map(str::to_owned);
            let is_own = id.is_some();
            let named = |name: &str| if is_alone { name.to_owned() } else { format!("{name} {view}") };
            let title = about.and_then(|about| about.text(&["documentTitle"])).filter(|_| is_alone);
            let named_beside = || self.has_details.then(|| file.key.to_owned());
            let called = file.document.or(title).map(str::to_owned);
            let same = (id.clone().or(called).or_else(named_beside), text.clone());
            let is_new = !self.known.contains_key(&same);
            let made = || (id.unwrap_or_else(|| named(file.key)), BTreeSet::new());
            let (document, stems) = self.known.entry(same).or_insert_with(made);
            stems.insert(file.stem.to_owned());
            let claims = if is_new { document.clone() } else { format!("{document} {}", named(file.key)) };
            texts.insert(sofa.id, CasText { document: document.clone(), claims });
            self.named.extend(file.document.map(|name| (name.to_owned(), document.clone())));
            if is_new {
                self.documents.push(FoundDocument {
                    key: document.clone(),
                    title: title.or(file.document).map(str::to_owned),
                    file_name: (!is_own).then(|| format!("{}.txt", named(file.stem))),
                    text,
                    about: About {
                        language: about
                            .and_then(|about| about.text(&["language"]))
                            .filter(|language| *language != "x-unspecified")
                            .map(str::to_owned),
                        url: about
                            .and_then(|about| about.text(&["documentUri"]))
                            .filter(|url| url.starts_with("http"))
                            .map(str::to_owned),
                        ..About::default()
                    },
                    place: sofa.place.clone(),
                });
            }
        }
        if texts.is_empty() {
            let place = Place { file: file.name.to_owned(), ..Place::default() };
            return Err(place.error("it holds no text (sofaString)"));
        }
        Ok(texts)
    }

    fn link(
        &mut self,
        structure: &Structure,
        (cas, file): (&Cas, &CasFile<'_>),
        ends: [u64; 2],
        claims: &BTreeMap<u64, String>,
    ) -> Result<(), FormatError> {
        if let Some(lost) = ends.iter().find(|end| !cas.by_id.contains_key(end)) {
            let words = format!("it names the feature structure {lost}, which is not there");
            return Err(structure.place.error(words));
        }
        let [Some(from), Some(to)] = ends.map(|end| claims.get(&end)) else {
            let words = structure.words(&LINK_LABELS).unwrap_or_default();
            let kind = structure.short_kind();
            self.gathering.unread("relations of something else than claims", kind, &structure.place, &words);
            return Ok(());
        };
        let key = self.key(structure, from);
        self.links.push(FoundLink {
            key,
            from: from.clone(),
            to: to.clone(),
            kind: structure.text(&LINK_LABELS).unwrap_or(PLAIN_RELATION).to_owned(),
            confidence: structure.words(&["confidence", "Confidence"]),
            annotator: Some(Person::named(file.stem)),
            note: structure.text(&["note", "comment"]).unwrap_or_default().to_owned(),
            place: structure.place.clone(),
            ..FoundLink::default()
        });
        if let Some(link) = self.links.last_mut() {
            structure.other_features(cas).iter().for_each(|feature| push_words(&mut link.note, feature));
        }
        let of = format!("the layer {}", structure.short_kind());
        self.gathering.reading.unread.rest(&of, structure.rest(), &structure.place);
        Ok(())
    }

    /// The link from an element of a chain to the next.
    fn chain_link(
        &mut self,
        structure: &Structure,
        (next, words): (u64, Option<String>),
        file: &CasFile<'_>,
        claims: &BTreeMap<u64, String>,
    ) {
        let Some((from, to)) = claims.get(&structure.id).zip(claims.get(&next)) else {
            let words = words.unwrap_or_default();
            self.gathering.unread("chains", "links to what is no claim", &structure.place, &words);
            return;
        };
        self.links.push(FoundLink {
            key: format!("{from}#next"),
            from: from.clone(),
            to: to.clone(),
            kind: words.unwrap_or_else(|| PLAIN_RELATION.to_owned()),
            annotator: Some(Person::named(file.stem)),
            place: structure.place.clone(),
            ..FoundLink::default()
        });
    }

    /// Links that a claim has in a feature: a list of targets, each with a role.
    fn link_features(
        &mut self,
        structure: &Structure,
        (cas, file): (&Cas, &CasFile<'_>),
        claims: &BTreeMap<u64, String>,
        slots: &mut BTreeSet<u64>,
    ) {
        let Some(from) = claims.get(&structure.id) else { return };
        for element in structure.elements(cas) {
            let target = element.reference(&["target"]).and_then(|target| claims.get(&target));
            slots.insert(element.id);
            let Some(to) = target else {
                let words = element.words(&["role"]).unwrap_or_default();
                self.gathering.unread(
                    "link features of something else than claims",
                    element.short_kind(),
                    &element.place,
                    &words,
                );
                continue;
            };
            self.links.push(FoundLink {
                key: format!("{from}#{}", element.id),
                from: from.clone(),
                to: to.clone(),
                kind: element.text(&["role"]).unwrap_or(PLAIN_RELATION).to_owned(),
                annotator: Some(Person::named(file.stem)),
                place: element.place.clone(),
                ..FoundLink::default()
            });
            if let Some(link) = self.links.last_mut() {
                element.other_features(cas).iter().for_each(|feature| push_words(&mut link.note, feature));
            }
            let of = format!("the links {}", element.short_kind());
            self.gathering.reading.unread.rest(&of, element.rest(), &element.place);
        }
    }

    /// The identifier where it is one that nothing else has, else where the structure stands.
    fn key(&mut self, structure: &Structure, within: &str) -> String {
        let own = structure.uuid().filter(|(_, id)| self.taken.insert(*id));
        own.map_or_else(|| format!("{within}#{}", structure.id), |(id, _)| id.to_owned())
    }
}

/// Characters of a text for which its file has no place, by offset.
fn characters(cas: &Cas, sofa: u64) -> BTreeMap<usize, char> {
    let own = cas.structures.iter().filter(|structure| structure.kind == CHARACTER_TYPE);
    let own = own.filter(|structure| structure.reference(&["sofa"]) == Some(sofa));
    let found = own.filter_map(|structure| {
        let (begin, _) = structure.offsets().ok()??;
        let code: u32 = structure.words(&[CODE])?.parse().ok()?;
        Some((begin, char::from_u32(code)?))
    });
    found.collect()
}

/// A name or path without the ending.
fn stem(name: &str) -> &str {
    name.strip_suffix(JSON_ENDING).unwrap_or_else(|| without_ending(name))
}

/// Whether an annotation was made by somebody; sentences, words and what describes the text were not.
fn is_layer(structure: &Structure) -> bool {
    let is_machine = structure.kind.starts_with(MACHINE_PACKAGE) && !structure.kind.ends_with(NAMED_ENTITY);
    !is_machine && !structure.kind.starts_with("uima.")
}

/// What the annotation says, else the name of its layer if that says something.
fn label_of(structure: &Structure) -> Option<String> {
    let layer = || Some(structure.short_kind()).filter(|layer| !PLAIN_LAYERS.contains(layer));
    structure.text(&CLAIM_LABELS).or_else(layer).map(str::to_owned)
}

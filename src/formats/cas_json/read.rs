//! [`read_cas_json`]: CAS files of this program, of INCEpTION and of other UIMA tools.

use super::parse::{Cas, Structure, parse};
use super::{ENDING, FORMAT};
use crate::formats::file_names::without_ending;
use crate::formats::gathering::{FoundClaim, FoundDocument, FoundLink, Gathering, is_own_rows};
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
const FROM: [&str; 3] = ["Governor", "source", "from"];
const TO: [&str; 3] = ["Dependent", "target", "to"];
const LINK_LABELS: [&str; 5] = ["linkType", "label", "value", "relationType", "DependencyType"];
const CLAIM_LABELS: [&str; 4] = ["label", "value", "kind", "category"];
/// Short names of layers that say nothing of what they mark.
const PLAIN_LAYERS: [&str; 3] = ["Span", "Annotation", "Relation"];

/// Files while they are read.
struct Files<'g, 'd> {
    gathering: &'g mut Gathering<'d>,
    passed_over: BTreeSet<String>,
}

/// Reads every `.json`; claims are the annotations that are no relation and of no layer of the tools themselves.
pub(super) fn read_cas_json(
    files: &[InputFile<'_>],
    defaults: &Defaults<'_>,
) -> Result<Dataset, FormatError> {
    let mut gathering = Gathering::new(&FORMAT, files, defaults)?;
    let is_cas =
        |file: &&InputFile<'_>| file.name.to_lowercase().ends_with(".json") && !is_own_rows(file.name);
    if !files.iter().any(|file| is_cas(&file)) {
        return Err(FormatError::NoKnownFile("none of the files ends in .json".to_owned()));
    }
    let mut all = Files { gathering: &mut gathering, passed_over: BTreeSet::new() };
    for file in files.iter().filter(is_cas) {
        all.read(&parse(file)?, file.name)?;
    }
    let passed_over = all.passed_over;
    if !passed_over.is_empty() {
        let place = Place { file: "cas-json".to_owned(), ..Place::default() };
        let sorts: Vec<String> = passed_over.into_iter().collect();
        let words =
            format!("layers that this program has no record for were passed over: {}", sorts.join(", "));
        gathering.problem(&place, &words);
    }
    for file in files.iter().filter(|file| !is_cas(file) && !is_own_rows(file.name)) {
        let place = Place { file: file.name.to_owned(), ..Place::default() };
        gathering.problem(&place, "it was not read: its name does not end in .json");
    }
    gathering.finish(files)
}

impl Files<'_, '_> {
    fn read(&mut self, cas: &Cas, file_name: &str) -> Result<(), FormatError> {
        let texts = self.texts(cas, file_name)?;
        let mut claims: BTreeMap<u64, String> = BTreeMap::new();
        let mut links: Vec<(&Structure, u64, u64)> = Vec::new();
        for structure in &cas.structures {
            let Some(offsets) = structure.offsets()? else { continue };
            let ends = structure.reference(&FROM).zip(structure.reference(&TO));
            if let Some((from, to)) = ends {
                links.push((structure, from, to));
            } else if is_layer(structure) {
                let sofa = structure.reference(&["sofa"]).and_then(|sofa| texts.get(&sofa));
                let document = sofa.ok_or_else(|| structure.place.error("it belongs to no text (@sofa)"))?;
                let key = key(structure, document);
                claims.insert(structure.id, key.clone());
                self.gathering.claim(FoundClaim {
                    key,
                    document: document.clone(),
                    offsets,
                    kinds: label_of(structure).into_iter().collect(),
                    confidence: structure.text(&["confidence", "Confidence"]).map(str::to_owned),
                    note: structure.text(&["note", "comment"]).unwrap_or_default().to_owned(),
                    place: structure.place.clone(),
                    ..FoundClaim::default()
                });
            }
        }
        for (structure, from, to) in links {
            self.link(structure, cas, [from, to], &claims)?;
        }
        Ok(())
    }

    /// Keys of the documents by the ids of their texts.
    fn texts(&mut self, cas: &Cas, file_name: &str) -> Result<BTreeMap<u64, String>, FormatError> {
        let base = base_name(file_name);
        let base = base.strip_suffix(ENDING).unwrap_or_else(|| without_ending(base));
        let sofas = || cas.structures.iter().filter(|structure| structure.kind == "uima.cas.Sofa");
        let about = cas.structures.iter().find(|structure| structure.short_kind() == "DocumentMetaData");
        let is_alone = sofas().filter(|sofa| sofa.text(&["sofaString"]).is_some()).count() < 2;
        let mut keys = BTreeMap::new();
        for sofa in sofas() {
            let Some(text) = sofa.text(&["sofaString"]) else { continue };
            let view = sofa.text(&["sofaID"]).unwrap_or_default();
            let id = about.and_then(|about| about.text(&["documentId"])).filter(|_| is_alone);
            let id = id.filter(|id| Uuid::parse_str(id).is_ok()).map(str::to_owned);
            let is_own = id.is_some();
            let name = if is_alone { base.to_owned() } else { format!("{base} {view}") };
            let key = id.unwrap_or_else(|| name.clone());
            keys.insert(sofa.id, key.clone());
            let title = about.and_then(|about| about.text(&["documentTitle"])).filter(|_| is_alone);
            self.gathering.document(FoundDocument {
                key,
                title: title.map(str::to_owned),
                file_name: (!is_own).then(|| format!("{name}.txt")),
                text: text.to_owned(),
                place: sofa.place.clone(),
            });
        }
        if keys.is_empty() {
            let place = Place { file: file_name.to_owned(), ..Place::default() };
            return Err(place.error("it holds no text (sofaString)"));
        }
        Ok(keys)
    }

    fn link(
        &mut self,
        structure: &Structure,
        cas: &Cas,
        ends: [u64; 2],
        claims: &BTreeMap<u64, String>,
    ) -> Result<(), FormatError> {
        if let Some(lost) = ends.iter().find(|end| !cas.by_id.contains_key(end)) {
            let words = format!("it names the feature structure {lost}, which is not there");
            return Err(structure.place.error(words));
        }
        let [Some(from), Some(to)] = ends.map(|end| claims.get(&end)) else {
            self.passed_over.insert(structure.short_kind().to_owned());
            return Ok(());
        };
        self.gathering.link(FoundLink {
            key: key(structure, from),
            from: from.clone(),
            to: to.clone(),
            kind: structure.text(&LINK_LABELS).unwrap_or(PLAIN_RELATION).to_owned(),
            confidence: structure.text(&["confidence", "Confidence"]).map(str::to_owned),
            note: structure.text(&["note", "comment"]).unwrap_or_default().to_owned(),
            place: structure.place.clone(),
            ..FoundLink::default()
        });
        Ok(())
    }
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

/// The identifier where it is one, else where the structure stands.
fn key(structure: &Structure, within: &str) -> String {
    let own = structure.text(&["identifier"]).filter(|id| Uuid::parse_str(id).is_ok());
    own.map_or_else(|| format!("{within}#{}", structure.id), str::to_owned)
}

//! Claims and links counted in written files, each format by its own rules.

use super::parquet::row_count;
use super::zips::{is_archive, unzipped};
use crossclaim::formats::OutputFile;
use serde_json::Value;
use std::collections::BTreeSet;

pub(super) fn text(file: &OutputFile) -> &str {
    std::str::from_utf8(&file.bytes).unwrap()
}

/// Texts of the files whose names begin and end so.
pub(super) fn texts<'f>(files: &'f [OutputFile], start: &str, end: &str) -> impl Iterator<Item = &'f str> {
    let is_meant = move |file: &&OutputFile| {
        file.name.rsplit('/').next().unwrap().starts_with(start) && file.name.ends_with(end)
    };
    files.iter().filter(is_meant).map(text)
}

pub(super) fn rows(files: &[OutputFile], start: &str) -> Vec<Value> {
    let lines = texts(files, start, ".jsonl").flat_map(str::lines);
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

pub(super) fn in_folder(files: &[OutputFile], folder: &str) -> Vec<Value> {
    let inside = files.iter().filter(|file| file.name.starts_with(folder));
    inside.flat_map(|file| text(file).lines()).map(|line| serde_json::from_str(line).unwrap()).collect()
}

pub(super) fn jsons(files: &[OutputFile], start: &str) -> Vec<Value> {
    texts(files, start, ".json").map(|text| serde_json::from_str(text).unwrap()).collect()
}

pub(super) fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// Claims and links in the files of the format itself, counted from what was written.
pub(super) fn counts(format: &str, files: &[OutputFile]) -> (usize, usize) {
    let csv = |name: &str| {
        let mut reader = ::csv::Reader::from_reader(texts(files, name, ".csv").next().unwrap().as_bytes());
        reader.records().count()
    };
    let lines_with = |end: &str, sign: &str| {
        texts(files, "", end).flat_map(str::lines).filter(|line| line.contains(sign)).count()
    };
    match format {
        // All rows are the program's own, or the files say where the documents come from and nothing else.
        "jsonl" | "csl-json" | "ris" | "bibtex" => (0, 0),
        "csv" => (csv("claims"), csv("links")),
        "huggingface" | "croissant" => {
            let pairs = in_folder(files, "data/pairs/");
            let links = pairs.iter().flat_map(|pair| list(pair, "link_ids")).filter(|id| id.is_string());
            (in_folder(files, "data/claims/").len(), links.count())
        }
        "parquet" => {
            let rows = |name: &str| row_count(&files.iter().find(|file| file.name == name).unwrap().bytes);
            (rows("claims.parquet"), rows("links.parquet"))
        }
        "nli" => {
            let rows: Vec<Value> = texts(files, "", ".nli.jsonl")
                .flat_map(str::lines)
                .map(|line| serde_json::from_str(line).unwrap())
                .collect();
            let ids = rows.iter().flat_map(|row| [&row["premise_claim_id"], &row["hypothesis_claim_id"]]);
            let ids: BTreeSet<&str> = ids.filter_map(Value::as_str).collect();
            (ids.len(), rows.iter().filter(|row| row["link_id"].is_string()).count())
        }
        "conll" => (lines_with(".conll", " B-"), 0),
        "lewidi" => {
            let (sentences, pairs) = (jsons(files, "crossclaim_sentences"), jsons(files, "crossclaim_pairs"));
            let info = |sets: &[Value], key: &str, id: &str| -> BTreeSet<String> {
                let items = sets.iter().flat_map(|set| set.as_object().unwrap().values());
                let rows =
                    items.flat_map(|item| list(&item["other_info"], key)).filter_map(|row| row[id].as_str());
                rows.map(str::to_owned).collect()
            };
            (info(&sentences, "claims", "claim_id").len(), info(&pairs, "links", "link_id").len())
        }
        "prodigy" => {
            let spans = rows(files, "spans").iter().map(|task| list(task, "spans").len()).sum();
            let links = rows(files, "relations").iter().map(|task| list(task, "relations").len()).sum();
            (spans, links)
        }
        "claimreview" => {
            let document: Value = serde_json::from_str(texts(files, "", ".jsonld").next().unwrap()).unwrap();
            (list(&document, "@graph").len(), 0)
        }
        "chronology" => {
            let table = texts(files, "chronology", ".csv").next().unwrap();
            let mut reader = ::csv::Reader::from_reader(table.as_bytes());
            let at = reader.headers().unwrap().iter().position(|name| name == "claim_id").unwrap();
            let ids: BTreeSet<String> = reader.records().map(|row| row.unwrap()[at].to_owned()).collect();
            (ids.len(), 0)
        }
        "timelinejs" => {
            let timeline: Value =
                serde_json::from_str(texts(files, "timeline", ".json").next().unwrap()).unwrap();
            let ids = list(&timeline, "events").iter().flat_map(|event| list(event, "claim_ids"));
            let ids: BTreeSet<&str> = ids.filter_map(Value::as_str).collect();
            (ids.len(), 0)
        }
        "graphml" => (lines_with(".graphml", "<node "), lines_with(".graphml", "<edge ")),
        "brat" => {
            let lines = |sign: char| {
                texts(files, "", ".ann").flat_map(str::lines).filter(|line| line.starts_with(sign)).count()
            };
            (lines('T'), lines('R'))
        }
        "label-studio" => {
            let tasks = jsons(files, "tasks");
            let results: Vec<&Value> = tasks
                .iter()
                .flat_map(|file| file.as_array().unwrap())
                .flat_map(|task| list(task, "annotations"))
                .flat_map(|annotation| list(annotation, "result"))
                .collect();
            let of = |kind: &str| results.iter().filter(|result| result["type"] == kind).collect::<Vec<_>>();
            (of("labels").len(), of("relation").iter().map(|result| list(result, "labels").len()).sum())
        }
        "doccano" => {
            let is_single = |file: &&OutputFile| !file.name.starts_with("doccano_merged");
            let files: Vec<OutputFile> = files.iter().filter(is_single).cloned().collect();
            let lines = rows(&files, "doccano");
            let sum = |key: &str| lines.iter().map(|line| list(line, key).len()).sum();
            (sum("entities"), sum("relations"))
        }
        other => exchange_counts(other, files),
    }
}

/// The same for formats of annotation tools that have a schema or a type system.
fn exchange_counts(format: &str, files: &[OutputFile]) -> (usize, usize) {
    match format {
        "web-annotation" => {
            let items = |start: &str| {
                let pages =
                    texts(files, start, ".jsonld").map(|text| serde_json::from_str::<Value>(text).unwrap());
                pages.map(|page| list(&page, "items").len()).sum()
            };
            (items("claims"), items("links"))
        }
        "cas-json" => {
            let of = |kind: &str| {
                let cases =
                    texts(files, "", ".cas.json").map(|text| serde_json::from_str::<Value>(text).unwrap());
                let count = |cas: &Value| {
                    let structures = list(cas, "%FEATURE_STRUCTURES").iter();
                    structures.filter(|structure| structure["%TYPE"] == kind).count()
                };
                cases.map(|cas| count(&cas)).sum()
            };
            (of("webanno.custom.Claim"), of("webanno.custom.ClaimLink"))
        }
        "cas-xmi" => {
            let of = |start: &str| texts(files, "", ".xmi").map(|text| text.matches(start).count()).sum();
            (of("<custom:Claim "), of("<custom:ClaimLink "))
        }
        "webanno-tsv" => {
            let counts = texts(files, "", ".tsv").map(tsv_counts);
            counts.fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1))
        }
        "refi-qda" => {
            let projects = files.iter().filter(|file| is_archive(file));
            let texts: Vec<String> = projects.map(shown).collect();
            let count = |start: &str| texts.iter().map(|text| text.matches(start).count()).sum();
            (count("<PlainTextSelection "), count("<Link "))
        }
        "obsidian" => {
            let documents = files.iter().filter(|file| file.name.starts_with("documents/"));
            let lines: Vec<&str> = documents.flat_map(|file| text(file).lines()).collect();
            let count = |start: &str| lines.iter().filter(|line| line.starts_with(start)).count();
            (count("^"), count("- → "))
        }
        // Their rows have the ids of the set; what else there is to a claim or link stands beside them with its own.
        "fever" | "scifact" | "climate-fever" | "contract-nli" | "beir" => {
            let details = rows(files, "details");
            let count = |key: &str| details.iter().filter(|row| row[key].is_object()).count();
            (count("claim"), count("link"))
        }
        other => panic!("say here how claims and links of {other} are counted"),
    }
}

/// Annotations that have a number are counted once each.
fn tsv_counts(text: &str) -> (usize, usize) {
    let (mut numbers, mut single_count, mut link_count) = (BTreeSet::new(), 0, 0);
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        for label in cells[4].split('|').filter(|label| *label != "_") {
            match label.rsplit_once('[') {
                Some((_, number)) => drop(numbers.insert(number.to_owned())),
                None => single_count += 1,
            }
        }
        link_count += cells[7].split('|').filter(|end| *end != "_").count();
    }
    (numbers.len() + single_count, link_count)
}

/// A file as text, an archive as the texts in it.
pub(super) fn shown(file: &OutputFile) -> String {
    if is_archive(file) {
        let inside = unzipped(&file.bytes);
        return inside.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    }
    String::from_utf8_lossy(&file.bytes).into_owned()
}

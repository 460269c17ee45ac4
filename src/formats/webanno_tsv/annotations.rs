//! [`push_annotations`]: the annotations of a file as feature structures, as another syntax of a CAS has them.

use super::cells::{Cell, cell, cells, parts, reference, value};
use super::schema::{Column, Layer, Sort};
use super::sheet::{Row, Sheet};
use crate::formats::cas::Cas;
use crate::formats::{FormatError, Place};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The id of the text.
pub(super) const SOFA: u64 = 1;
/// What relations may join that no layer has.
const TOKEN: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token";

/// A feature structure in the making.
struct Found {
    kind: String,
    fields: Map<String, Value>,
    place: Place,
}

/// The annotations of a file while they are read.
struct Annotations<'s, 't> {
    sheet: &'s Sheet<'t>,
    found: Vec<Found>,
    /// Spans by layer and number; those without one by their row.
    numbered: BTreeMap<(&'s str, usize), usize>,
    plain: BTreeMap<(&'s str, &'t str), usize>,
    tokens: BTreeMap<&'t str, &'s Row<'t>>,
    /// Elements of chains by layer, chain and place in it.
    chains: BTreeMap<(&'s str, usize, usize), usize>,
    left_out: Vec<FormatError>,
}

/// Adds the spans, then relations, links and chains of a sheet: each with the columns of its layer as features.
pub(super) fn push_annotations(sheet: &Sheet<'_>, cas: &mut Cas) {
    let mut all = Annotations {
        sheet,
        found: Vec::new(),
        numbered: BTreeMap::new(),
        plain: BTreeMap::new(),
        tokens: sheet.rows.iter().map(|row| (row.token, row)).collect(),
        chains: BTreeMap::new(),
        left_out: Vec::new(),
    };
    let width = sheet.schema.width();
    let is_whole = |row: &&Row<'_>| row.columns.len() >= width;
    for row in sheet.rows.iter().filter(|row| !is_whole(row)) {
        let words = format!("it has {} columns of annotations, the layers have {width}", row.columns.len());
        all.left_out.push(row.place.error(words));
    }
    let rows = || sheet.rows.iter().filter(is_whole);
    rows().for_each(|row| all.each_layer(row, Sort::Span));
    rows().for_each(|row| all.each_layer(row, Sort::Chain));
    rows().for_each(|row| all.each_layer(row, Sort::Relation));
    rows().for_each(|row| all.slots(row));
    all.chain_links();
    for (found, id) in all.found.into_iter().zip(SOFA + 1..) {
        cas.push((id, found.kind), found.fields, found.place);
    }
    cas.left_out.append(&mut all.left_out);
}

/// The id of a feature structure by its place in the list.
fn id(at: usize) -> u64 {
    SOFA + 1 + at as u64
}

impl<'s, 't> Annotations<'s, 't> {
    fn each_layer(&mut self, row: &'s Row<'t>, sort: Sort) {
        let mut start = 0;
        for layer in &self.sheet.schema.layers {
            let end = start + layer.columns.len();
            let columns = row.columns.get(start..end).unwrap_or_default();
            start = end;
            if layer.sort != sort || columns.iter().all(|column| matches!(*column, "_" | "")) {
                continue;
            }
            match sort {
                Sort::Span => self.spans(row, layer, columns),
                Sort::Relation => self.relations(row, layer, columns),
                Sort::Chain => self.elements(row, layer, columns),
            }
        }
    }

    fn push(&mut self, kind: &str, row: &Row<'_>, mut fields: Map<String, Value>) -> usize {
        fields.insert("@sofa".to_owned(), Value::from(SOFA));
        fields.insert("begin".to_owned(), Value::from(row.offsets.0));
        fields.insert("end".to_owned(), Value::from(row.offsets.1));
        self.found.push(Found { kind: kind.to_owned(), fields, place: row.place.clone() });
        self.found.len() - 1
    }

    fn extend(&mut self, at: usize, row: &Row<'_>) {
        if let Some(end) = self.found.get_mut(at).and_then(|found| found.fields.get_mut("end")) {
            *end = Value::from(row.offsets.1);
        }
    }

    fn spans(&mut self, row: &'s Row<'t>, layer: &'s Layer, columns: &[&'t str]) {
        let (numbers, values) = stacked(layer, columns);
        for (number, fields) in numbers.into_iter().zip(values) {
            if let Some(at) =
                self.numbered.get(&(layer.name.as_str(), number)).copied().filter(|_| number > 0)
            {
                self.extend(at, row);
                continue;
            }
            let at = self.push(&layer.name, row, fields);
            if number > 0 {
                self.numbered.insert((&layer.name, number), at);
            } else {
                self.plain.entry((&layer.name, row.token)).or_insert(at);
            }
        }
    }

    fn relations(&mut self, row: &'s Row<'t>, layer: &'s Layer, columns: &[&'t str]) {
        let source = layer.columns.iter().position(|column| *column == Column::Source);
        let sources =
            source.and_then(|at| columns.get(at)).map(|column| cells_of(column)).unwrap_or_default();
        for (number, part) in sources.into_iter().enumerate() {
            let (token, from, to) = reference(part);
            let ends = [(token, from), (row.token, to)].map(|(token, number)| {
                self.span(&layer.base, token, number).ok_or_else(|| {
                    let number = if number > 0 { format!("[{number}]") } else { String::new() };
                    let words = format!("it names the annotation {token}{number}, which is not there");
                    row.place.error(words)
                })
            });
            let ends = match ends {
                [Ok(from), Ok(to)] => (from, to),
                [Err(err), _] | [_, Err(err)] => {
                    self.left_out.push(err);
                    continue;
                }
            };
            let mut fields = Map::new();
            for (column, cell) in layer.columns.iter().zip(columns) {
                let Column::Feature(name) = column else { continue };
                let words = cells_of(cell).get(number).and_then(|words| value(words));
                fields.extend(words.map(|words| (name.clone(), Value::from(words))));
            }
            fields.insert("@Governor".to_owned(), Value::from(id(ends.0)));
            fields.insert("@Dependent".to_owned(), Value::from(id(ends.1)));
            self.push(&layer.name, row, fields);
        }
    }

    /// The span of a layer on a token; tokens themselves, where relations join those.
    fn span(&mut self, layer: &'s str, token: &str, number: usize) -> Option<usize> {
        if number > 0 {
            let other = || self.numbered.iter().find(|((_, other), _)| *other == number).map(|(_, at)| at);
            return self.numbered.get(&(layer, number)).or_else(other).copied();
        }
        let row: &'s Row<'t> = self.tokens.get(token).copied()?;
        let on_row = |(key, at): (&(&str, &str), &usize)| (key.1 == row.token).then_some(*at);
        if let Some(at) = self.plain.get(&(layer, row.token)) {
            return Some(*at);
        }
        if layer == TOKEN {
            let at = self.push(TOKEN, row, Map::new());
            self.plain.insert((TOKEN, row.token), at);
            return Some(at);
        }
        // Any annotation will do where the layer is that of all.
        self.plain.iter().filter(|_| layer == "uima.tcas.Annotation").find_map(on_row)
    }

    /// Links that spans have in features: roles in one column, targets in the next.
    fn slots(&mut self, row: &'s Row<'t>) {
        let mut start = 0;
        for layer in &self.sheet.schema.layers {
            let columns = row.columns.get(start..start + layer.columns.len()).unwrap_or_default();
            start += layer.columns.len();
            for (at, column) in layer.columns.iter().enumerate() {
                let Column::Roles(feature) = column else { continue };
                let Some(Column::Targets(base)) = layer.columns.get(at + 1) else { continue };
                let (Some(roles), Some(targets)) = (columns.get(at), columns.get(at + 1)) else { continue };
                let (numbers, _) = stacked(layer, columns);
                for (index, (roles, targets)) in
                    cells_of(roles).into_iter().zip(cells_of(targets)).enumerate()
                {
                    let number = numbers.get(index).copied().unwrap_or_default();
                    let host = if number > 0 {
                        self.numbered.get(&(layer.name.as_str(), number))
                    } else {
                        self.plain.get(&(layer.name.as_str(), row.token))
                    };
                    let Some(host) = host.copied() else { continue };
                    self.links_of(row, (host, feature, base), (cell(roles).words, targets));
                }
            }
        }
    }

    fn links_of(
        &mut self,
        row: &'s Row<'t>,
        (host, feature, base): (usize, &str, &'s str),
        (roles, targets): (&str, &str),
    ) {
        let mut links = Vec::new();
        for (role, target) in parts(roles, ';').into_iter().zip(parts(targets, ';')) {
            if matches!(target, "*" | "_" | "") {
                continue;
            }
            let (token, number, _) = reference(target);
            let Some(to) = self.span(base, token, number) else {
                let words = format!("it names the annotation {target}, which is not there");
                self.left_out.push(row.place.error(words));
                continue;
            };
            let mut fields = Map::new();
            fields.extend(value(role).map(|role| ("role".to_owned(), Value::from(role))));
            fields.insert("@target".to_owned(), Value::from(id(to)));
            self.found.push(Found { kind: format!("{feature}Link"), fields, place: row.place.clone() });
            links.push(id(self.found.len() - 1));
        }
        if let Some(host) = self.found.get_mut(host).filter(|_| !links.is_empty()) {
            let known = host.fields.entry(format!("@{feature}")).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(known) = known {
                known.extend(links.into_iter().map(Value::from));
            }
        }
    }

    /// Elements of chains: `relation->chain-place` in the first column, `type[chain]` in the second.
    fn elements(&mut self, row: &'s Row<'t>, layer: &'s Layer, columns: &[&'t str]) {
        let [relations, types, ..] = columns else { return };
        let types = cells_of(types);
        for (number, part) in cells_of(relations).into_iter().enumerate() {
            let place = part.rsplit_once("->").and_then(|(words, place)| {
                let (chain, at) = place.split_once('-')?;
                Some((words, chain.parse::<usize>().ok()?, at.parse::<usize>().ok()?))
            });
            let Some((words, chain, at)) = place else {
                let words = format!("“{part}” names no place in a chain");
                self.left_out.push(row.place.error(words));
                continue;
            };
            let key = (layer.name.as_str(), chain, at);
            if let Some(known) = self.chains.get(&key).copied() {
                self.extend(known, row);
                continue;
            }
            let mut fields = Map::new();
            let said = [("referenceRelation", Some(words)), ("referenceType", types.get(number).copied())];
            for (name, words) in said {
                let words = words.and_then(|words| value(cell(words).words));
                fields.extend(words.map(|words| (name.to_owned(), Value::from(words))));
            }
            let element = self.push(&layer.name, row, fields);
            self.chains.insert(key, element);
        }
    }

    fn chain_links(&mut self) {
        for ((layer, chain, at), element) in &self.chains {
            let next = at.checked_add(1).and_then(|next| self.chains.get(&(layer, *chain, next)));
            if let Some((next, found)) = next.zip(self.found.get_mut(*element)) {
                found.fields.insert("@next".to_owned(), Value::from(id(*next)));
            }
        }
    }
}

/// The parts of a column, one an annotation.
fn cells_of(column: &str) -> Vec<&str> {
    if matches!(column, "_" | "") { Vec::new() } else { parts(column, '|') }
}

/// The number of each span on a token, and its features.
fn stacked(layer: &Layer, columns: &[&str]) -> (Vec<usize>, Vec<Map<String, Value>>) {
    let (mut numbers, mut fields): (Vec<usize>, Vec<Map<String, Value>>) = (Vec::new(), Vec::new());
    for (column, words) in layer.columns.iter().zip(columns) {
        if *column == Column::Source {
            continue;
        }
        for (at, Cell { words, number }) in cells(words).into_iter().enumerate() {
            if numbers.len() <= at {
                numbers.push(0);
                fields.push(Map::new());
            }
            // The numbers of targets are those of other annotations.
            if matches!(column, Column::Targets(_)) {
                continue;
            }
            if let Some(known) = numbers.get_mut(at).filter(|known| **known == 0) {
                *known = number;
            }
            if let (Column::Feature(name), Some(fields)) = (column, fields.get_mut(at)) {
                let said = value(words).filter(|_| !name.is_empty());
                fields.extend(said.map(|said| (name.clone(), Value::from(said))));
            }
        }
    }
    (numbers, fields)
}

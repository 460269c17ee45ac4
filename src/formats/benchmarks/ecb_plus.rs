//! `ecb-plus`: mentions of events and their participants in news, with clusters across documents (Cybulska and Vossen 2014).
//! One XML file a document, made of tokens. A mention is a claim, a cluster a question, and each mention of a cluster is
//! linked to its first one.

use super::build::SetBuilder;
use super::files::SetFiles;
use super::options::SetOptions;
use super::row::{SetBody, SetText};
use super::sample::Sampler;
use super::told::Told;
use super::{in_memory, need_no_columns, read_only};
use crate::formats::file_names::without_ending;
use crate::formats::new_document::base_name;
use crate::formats::registry::Format;
use crate::formats::xml::{Element, XmlEvent, XmlReader, xml_text};
use crate::formats::{Dataset, Defaults, FormatError, InputFile, Place};
use crate::model::{ClaimId, LinkKind};
use crate::text::Span;
use std::collections::BTreeMap;
use std::io::Read as _;

pub(in crate::formats) const FORMAT: Format = Format {
    read_dataset: Some(|files: &[InputFile<'_>], defaults: &Defaults<'_>| in_memory(read, files, defaults)),
    read_set: Some(read),
    ..read_only("ecb-plus", "ECB+ (mentions and clusters)")
};

const NAME: &str = "ECB+";
/// Kind of link between mentions of one thing.
const COREFERS: &str = "corefers";
/// Largest file, in bytes; the longest of the corpus has less than a hundredth of it.
const MAX_LEN: u64 = 32 << 20;

/// A file while it is read.
#[derive(Default)]
struct Parsed {
    /// Sentence and text by id of the token, in order.
    tokens: Vec<(u64, u64, String)>,
    /// Mentions and names of clusters, by number.
    mentions: BTreeMap<u64, Mention>,
    /// Sources, target, id of the cluster or of the relation.
    relations: Vec<(Vec<u64>, u64, String)>,
}

#[derive(Default)]
struct Mention {
    tag: String,
    tokens: Vec<u64>,
    /// Words for people; of the names of clusters.
    descriptor: String,
    /// Names a cluster in every document; empty for mentions.
    instance: String,
}

/// Its title, and its mentions in the order of the documents.
type Cluster = (String, Vec<ClaimId>);

fn read(files: &dyn SetFiles, options: &SetOptions, defaults: &Defaults<'_>) -> Result<Dataset, FormatError> {
    need_no_columns(options)?;
    let mut told = Told::default();
    let mut sampler = Sampler::new(options);
    for (index, name) in files.names().into_iter().enumerate() {
        if crate::formats::has_ending(&name, "xml") {
            // The topic is the folder, or the number before the name.
            let topic = base_name(&name).split('_').next().unwrap_or_default().to_owned();
            sampler.offer(&topic, (index, name));
        } else {
            told.problem(format!("{name} was not read: it is no XML file of ECB+"));
        }
    }
    let chosen = sampler.drawn(&mut told);
    let mut builder = SetBuilder::new(NAME, defaults, told)?;
    builder.add_link_kind(LinkKind {
        id: COREFERS.to_owned(),
        label: COREFERS.to_owned(),
        definition: "Both mention the same event, person, place or time".to_owned(),
        color: "2F9E66".to_owned(),
        symmetric: true,
        joins_thread: true,
        same_position: true,
        nli_label: "neutral".to_owned(),
        ..LinkKind::default()
    });
    let mut clusters: BTreeMap<String, Cluster> = BTreeMap::new();
    let mut order = Vec::new();
    let mut split_count = 0_usize;
    for (index, name) in chosen {
        let place = Place { file: name.clone(), ..Place::default() };
        let read = parsed(files, index, &place);
        let Some(file) = builder.told.or_left_out(read)? else { continue };
        let found = one_file(&mut builder, (&name, file), &place, &mut split_count);
        for (key, title, mention) in builder.told.or_left_out(found)?.unwrap_or_default() {
            let cluster = clusters.entry(key.clone()).or_insert_with(|| {
                order.push(key.clone());
                (title, Vec::new())
            });
            cluster.1.push(mention);
        }
    }
    if split_count > 0 {
        let words = "mentions are in several pieces; what stands between the pieces came in with them";
        builder.told.problem(format!("{split_count} {words}"));
    }
    for key in order {
        let Some((title, mentions)) = clusters.remove(&key) else { continue };
        let Some((first, others)) = mentions.split_first() else { continue };
        let question = builder.question(&key, &title);
        builder.put_under(mentions.iter().copied(), question);
        for other in others {
            builder.mention_link((*first, *other), COREFERS, question);
        }
    }
    builder.finish(NAME.to_owned())
}

/// Key and title of the cluster, and a mention of it.
type InCluster = (String, String, ClaimId);

fn parsed(files: &dyn SetFiles, index: usize, place: &Place) -> Result<Parsed, FormatError> {
    let mut bytes = Vec::new();
    let len = files.open(index)?.take(MAX_LEN + 1).read_to_end(&mut bytes);
    let len = len.map_err(|err| place.error(format!("it could not be read ({err})")))?;
    if len as u64 > MAX_LEN {
        return Err(place.error(format!("it has more than {} MB", MAX_LEN >> 20)));
    }
    let text = xml_text(&bytes);
    let mut reader = XmlReader::new(&text);
    let mut parsed = Parsed::default();
    let (mut is_document, mut is_relations) = (false, false);
    let (mut token, mut mention, mut relation) = (None::<(u64, u64, String)>, None::<u64>, None::<usize>);
    while let Some(event) = reader.next().map_err(|err| place.error(err.to_string()))? {
        match event {
            XmlEvent::Open(element) => match element.name.as_str() {
                "Document" => is_document = true,
                "Relations" => is_relations = true,
                "token" => {
                    token =
                        Some((id(&element, "t_id", place)?, id(&element, "sentence", place)?, String::new()));
                }
                "token_anchor" => {
                    let anchor = id(&element, "t_id", place)?;
                    if let Some(found) = mention.and_then(|mention| parsed.mentions.get_mut(&mention)) {
                        found.tokens.push(anchor);
                    }
                }
                "source" | "target" => {
                    let end = id(&element, "m_id", place)?;
                    if let Some((sources, target, _)) = relation.and_then(|at| parsed.relations.get_mut(at)) {
                        if element.name == "source" { sources.push(end) } else { *target = end }
                    }
                }
                "Markables" => {}
                _ if is_relations => {
                    relation = Some(parsed.relations.len());
                    parsed.relations.push((Vec::new(), 0, element.attribute("r_id").to_owned()));
                }
                tag if !element.attribute("m_id").is_empty() => {
                    let number = id(&element, "m_id", place)?;
                    let descriptor = element.attribute("TAG_DESCRIPTOR").to_owned();
                    let instance = element.attribute("instance_id").to_owned();
                    let (tag, tokens) = (tag.to_owned(), Vec::new());
                    parsed.mentions.insert(number, Mention { tag, tokens, descriptor, instance });
                    mention = Some(number);
                }
                _ => {}
            },
            XmlEvent::Text(text) => {
                if let Some((.., words)) = &mut token {
                    words.push_str(&text);
                }
            }
            XmlEvent::Close(name) if name == "token" => parsed.tokens.extend(token.take()),
            XmlEvent::Close(_) => {}
        }
    }
    if is_document && !parsed.tokens.is_empty() {
        Ok(parsed)
    } else {
        Err(place.error("it is no document of ECB+, which has tokens"))
    }
}

fn id(element: &Element, name: &str, place: &Place) -> Result<u64, FormatError> {
    let value = element.attribute(name);
    value
        .trim()
        .parse()
        .map_err(|_err| place.error(format!("{name} “{value}” of {} is no number", element.name)))
}

fn one_file(
    builder: &mut SetBuilder<'_>,
    (name, file): (&str, Parsed),
    place: &Place,
    split_count: &mut usize,
) -> Result<Vec<InCluster>, FormatError> {
    let key = without_ending(base_name(name)).to_owned();
    let (text, sentences, spans) = text_of(&file.tokens);
    let body = SetBody::Spans(text, sentences);
    builder.text(
        SetText {
            key: key.clone(),
            title: key.clone(),
            file_name: base_name(name).to_owned(),
            body,
            ..SetText::default()
        },
        place,
    )?;
    let mut claims: BTreeMap<u64, ClaimId> = BTreeMap::new();
    for (number, mention) in &file.mentions {
        let places: Vec<Span> = mention.tokens.iter().filter_map(|token| spans.get(token)).copied().collect();
        let Some(span) = places.iter().copied().reduce(Span::cover) else {
            if mention.tokens.is_empty() {
                // The name of a cluster, which stands in no text.
                continue;
            }
            builder
                .told
                .problem(format!("{place}: the tokens of mention {number} are not there; it was left out"));
            continue;
        };
        let positions: Vec<usize> = file
            .tokens
            .iter()
            .enumerate()
            .filter(|(_, (token, ..))| mention.tokens.contains(token))
            .map(|(at, _)| at)
            .collect();
        let is_whole = positions.iter().zip(positions.iter().skip(1)).all(|(one, next)| one + 1 == *next);
        *split_count += usize::from(!is_whole);
        let kind = builder.claim_kind(&mention.tag.replace('_', " ").to_lowercase(), place)?;
        if let Some((id, claim)) = builder.mention(&key, span, &number.to_string()) {
            claim.kinds.push(kind);
            claims.insert(*number, id);
        }
    }
    let mut found = Vec::new();
    for (sources, target, relation) in &file.relations {
        let target = file.mentions.get(target);
        let title = target.map_or("", |target| target.descriptor.as_str());
        let title =
            if title.is_empty() { format!("{key}, relation {relation}") } else { title.replace('_', " ") };
        // Chains within a document have no name that other documents know.
        let cluster = match target.filter(|target| !target.instance.is_empty()) {
            Some(target) => target.instance.clone(),
            None => format!("{key} {relation}"),
        };
        let mut mentions: Vec<(u64, ClaimId)> =
            sources.iter().filter_map(|source| Some((*source, *claims.get(source)?))).collect();
        mentions.sort_by_key(|(source, _)| {
            let tokens =
                file.mentions.get(source).map(|mention| mention.tokens.as_slice()).unwrap_or_default();
            tokens.iter().min().copied()
        });
        found.extend(mentions.into_iter().map(|(_, mention)| (cluster.clone(), title.clone(), mention)));
    }
    Ok(found)
}

/// A sentence a line; its spans in code points, and the bytes of each token.
fn text_of(tokens: &[(u64, u64, String)]) -> (String, Vec<(usize, usize)>, BTreeMap<u64, Span>) {
    let (mut text, mut sentences, mut spans) = (String::new(), Vec::new(), BTreeMap::new());
    let (mut count, mut last) = (0, None::<(u64, &str)>);
    for (id, sentence, token) in tokens {
        let token = token.trim();
        match last {
            Some((known, _)) if known != *sentence => {
                text.push('\n');
                count += 1;
                sentences.push((count, count));
            }
            Some((_, before)) if has_blank(before, token) => {
                text.push(' ');
                count += 1;
            }
            Some(_) => {}
            None => sentences.push((0, 0)),
        }
        let start = text.len();
        text.push_str(token);
        count += token.chars().count();
        spans.insert(*id, Span::new(start, text.len()));
        if let Some((_, end)) = sentences.last_mut() {
            *end = count;
        }
        last = Some((*sentence, token));
    }
    sentences.retain(|(start, end)| start < end);
    spans.retain(|_, span| !span.is_empty());
    (text, sentences, spans)
}

/// Whether people write a blank between two tokens.
fn has_blank(before: &str, token: &str) -> bool {
    let is_closing =
        matches!(token, "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "}" | "%" | "''" | "n't" | "...")
            || (token.starts_with(['\'', '’']) && token.chars().nth(1).is_some_and(char::is_alphabetic));
    !is_closing && !matches!(before, "(" | "[" | "{" | "$" | "``" | "#")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_become_lines_as_people_write_them() {
        let tokens = [
            (1, 0, "It"),
            (2, 0, "did"),
            (3, 0, "n't"),
            (4, 0, "("),
            (5, 0, "é"),
            (6, 0, ")"),
            (7, 0, "."),
            (8, 1, "End"),
        ];
        let tokens = tokens.map(|(id, sentence, words)| (id, sentence, words.to_owned()));
        let (text, sentences, spans) = text_of(&tokens);
        assert_eq!((text.as_str(), sentences), ("It didn't (é).\nEnd", vec![(0, 14), (15, 18)]));
        assert_eq!(spans.get(&5).and_then(|span| span.slice(&text)), Some("é"));
    }
}

//! `climate-fever`: claims about the climate, each with five sentences of Wikipedia on which two to five people voted (Diggelmann
//! et al. 2020). Each place among the votes is an annotator. The labels of sentences and claims, and the entropy, follow from
//! the votes and are worked out again when the set is written.

use super::build::SetBuilder;
use super::fields::{Fields, list, take_text};
use super::files::{Record, SetFiles, each_record};
use super::options::SetOptions;
use super::row::{SetBody, SetLink, SetRow, SetText, SetVerdict, Stance, Target};
use super::sample::Sampler;
use super::told::Told;
use super::view::{Evidence, Ordered, SetView, ViewRow, most};
use super::{HELD, in_memory, need_no_columns};
use crate::formats::jsonl::rows::push_row;
use crate::formats::output::Output;
use crate::formats::registry::Format;
use crate::formats::selection::Selection;
use crate::formats::{Dataset, Defaults, FormatError, InputFile, Place};
use crate::model::Source;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

pub(in crate::formats) const FORMAT: Format = Format {
    holds: HELD,
    read_dataset: Some(|files: &[InputFile<'_>], defaults: &Defaults<'_>| in_memory(read, files, defaults)),
    read_set: Some(read),
    write_dataset: Some(write),
    ..Format::dataset("climate-fever", "Climate-FEVER (claims and votes)")
};

const NAME: &str = "Climate-FEVER";
/// Places for votes of a sentence.
const SLOTS: usize = 5;
/// Elements of a list in a table: more columns than that are none of this set.
const MAX_INDEX: usize = 1_000;
/// How far the entropy of a set may be from ours: it is the same sum in another order.
const SAME_ENTROPY: f64 = 1e-9;

/// A sentence with its votes.
struct Read {
    article: String,
    number: u32,
    words: String,
    label: Option<Stance>,
    votes: Vec<Option<Stance>>,
    entropy: Option<f64>,
}

fn read(files: &dyn SetFiles, options: &SetOptions, defaults: &Defaults<'_>) -> Result<Dataset, FormatError> {
    need_no_columns(options)?;
    let mut told = Told::default();
    let mut sampler = Sampler::new(options);
    for index in 0..files.names().len() {
        each_record(files, index, &mut told, &mut |_, record| {
            let record = Record { fields: nested(record.fields), ..record };
            let label = record.fields.get("claim_label").and_then(Value::as_str).unwrap_or_default();
            sampler.offer(label, (index, record.clone()));
            Ok(true)
        })?;
    }
    let records = sampler.drawn(&mut told);
    let mut found = Vec::new();
    for (index, record) in records {
        let read = row(record);
        found.extend(told.or_left_out(read)?.map(|(row, evidence)| (index, row, evidence)));
    }
    built(files, found, SetBuilder::new(NAME, defaults, told)?)
}

/// Tables have a column `evidences/0/votes/1` for each value.
fn nested(flat: Fields) -> Fields {
    if !flat.keys().any(|key| key.contains('/')) {
        return flat;
    }
    let mut whole = Value::Object(Map::new());
    for (key, value) in flat {
        let is_empty = matches!(&value, Value::String(text) if text.is_empty());
        let path: Vec<&str> = key.split('/').collect();
        put(&mut whole, &path, if is_empty { Value::Null } else { value });
    }
    match whole {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// Puts a value where a path of keys and indexes leads.
fn put(at: &mut Value, path: &[&str], value: Value) {
    let Some((first, rest)) = path.split_first() else {
        *at = value;
        return;
    };
    if let Some(index) = first.parse::<usize>().ok().filter(|index| *index < MAX_INDEX) {
        if !at.is_array() {
            *at = Value::Array(Vec::new());
        }
        if let Value::Array(list) = at {
            list.resize(list.len().max(index + 1), Value::Null);
            if let Some(next) = list.get_mut(index) {
                put(next, rest, value.clone());
            }
        }
        return;
    }
    if !at.is_object() {
        *at = Value::Object(Map::new());
    }
    if let Value::Object(map) = at {
        put(map.entry((*first).to_owned()).or_insert(Value::Null), rest, value);
    }
}

fn stance(value: Option<&Value>, place: &Place) -> Result<Option<Stance>, FormatError> {
    match value {
        None | Some(Value::Null) => Ok(None),
        // Some releases number the labels.
        Some(Value::String(label)) => match label.as_str() {
            "SUPPORTS" | "0" => Ok(Some(Stance::Supports)),
            "REFUTES" | "1" => Ok(Some(Stance::Refutes)),
            "NOT_ENOUGH_INFO" | "2" => Ok(Some(Stance::Neutral)),
            "" => Ok(None),
            other => Err(place.error(format!("“{other}” is no label (SUPPORTS, REFUTES, NOT_ENOUGH_INFO)"))),
        },
        Some(other) => Err(place.error(format!("{other} is no label (SUPPORTS, REFUTES, NOT_ENOUGH_INFO)"))),
    }
}

const fn label(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "SUPPORTS",
        Stance::Refutes => "REFUTES",
        Stance::Neutral | Stance::Kind(_) => "NOT_ENOUGH_INFO",
    }
}

fn row(record: Record) -> Result<(SetRow, Vec<Read>), FormatError> {
    let Record { place, mut fields } = record;
    let id = take_text(&mut fields, "claim_id").ok_or_else(|| place.error("it has no claim_id"))?;
    let text = take_text(&mut fields, "claim").ok_or_else(|| place.error("it has no claim"))?;
    let evidences = fields.remove("evidences").ok_or_else(|| place.error("it has no evidences"))?;
    let mut read = Vec::new();
    let mut ids = Vec::new();
    for one in list(Some(&evidences)).iter().filter(|one| !one.is_null()) {
        let mut one = one.as_object().cloned().ok_or_else(|| place.error("an evidence is no object"))?;
        let id = take_text(&mut one, "evidence_id").ok_or_else(|| place.error("an evidence has no id"))?;
        let words =
            take_text(&mut one, "evidence").ok_or_else(|| place.error(format!("{id} has no words")))?;
        let parts = id.rsplit_once(':').and_then(|(article, number)| Some((article, number.parse().ok()?)));
        let (article, number) =
            parts.ok_or_else(|| place.error(format!("“{id}” does not end in the number of a sentence")))?;
        let votes = list(one.get("votes")).iter().map(|vote| stance(Some(vote), &place));
        let entropy = one.get("entropy").and_then(|entropy| match entropy {
            Value::String(text) => text.parse().ok(),
            entropy => entropy.as_f64(),
        });
        read.push(Read {
            article: article.to_owned(),
            number,
            words,
            label: stance(one.get("evidence_label"), &place)?,
            votes: votes.collect::<Result<_, _>>()?,
            entropy,
        });
        ids.push(id);
    }
    if !ids.is_sorted() {
        fields.insert("order".to_owned(), Value::from(ids));
    }
    if let Some(slots) = read.iter().map(|one| one.votes.len()).max().filter(|slots| *slots != SLOTS) {
        fields.insert("vote_slots".to_owned(), slots.into());
    }
    let entropies: Map<String, Value> = read
        .iter()
        .filter_map(|one| {
            let given = one.entropy?;
            let own = entropy(&one.votes.iter().flatten().copied().collect::<Vec<_>>());
            let is_other = own.to_bits() != given.to_bits();
            is_other.then(|| (format!("{}:{}", one.article, one.number), given.into()))
        })
        .collect();
    if !entropies.is_empty() {
        fields.insert("entropy".to_owned(), Value::Object(entropies));
    }
    let stances: Vec<Stance> = read.iter().map(sentence_label).collect();
    let given = take_text(&mut fields, "claim_label");
    let verdict = given.filter(|given| given != claim_label(&stances)).map(|given| claim_verdict(&given));
    Ok((SetRow { place, id, text, fields, verdict, ..SetRow::default() }, read))
}

/// What the set says of a sentence, else what follows from the votes.
fn sentence_label(read: &Read) -> Stance {
    let votes: Vec<Stance> = read.votes.iter().flatten().copied().collect();
    read.label.unwrap_or_else(|| most(&votes))
}

/// Disputed where one sentence supports the claim and another one refutes it.
fn claim_label(stances: &[Stance]) -> &'static str {
    match (stances.contains(&Stance::Supports), stances.contains(&Stance::Refutes)) {
        (true, true) => "DISPUTED",
        (true, false) => "SUPPORTS",
        (false, true) => "REFUTES",
        (false, false) => "NOT_ENOUGH_INFO",
    }
}

/// A label of a claim that does not follow from its sentences.
fn claim_verdict(label: &str) -> SetVerdict {
    let (outcome, is_claim_favoured) = match label {
        "SUPPORTS" => ("a_supported", Some(true)),
        "REFUTES" => ("b_supported", Some(false)),
        "DISPUTED" => ("not_resolvable", None),
        _ => ("not_enough_evidence", None),
    };
    SetVerdict { outcome: outcome.to_owned(), is_claim_favoured, ..SetVerdict::default() }
}

/// Shannon entropy of the votes, in nats; 0 where nobody voted.
fn entropy(votes: &[Stance]) -> f64 {
    let all = [Stance::Supports, Stance::Refutes, Stance::Neutral];
    let counts = all.map(|stance| votes.iter().filter(|vote| **vote == stance).count());
    let shares = counts.iter().filter(|count| **count > 0).map(|count| *count as f64 / votes.len() as f64);
    // Written so that one label alone gives 0 and not -0.
    shares.map(|share| share * share.ln()).fold(0.0, |sum, term| sum - term)
}

fn built(
    files: &dyn SetFiles,
    found: Vec<(usize, SetRow, Vec<Read>)>,
    mut builder: SetBuilder<'_>,
) -> Result<Dataset, FormatError> {
    let mut articles: BTreeMap<String, BTreeMap<u32, (String, Place)>> = BTreeMap::new();
    let mut order = Vec::new();
    for (_, row, evidence) in &found {
        for one in evidence {
            let article = articles.entry(one.article.clone()).or_insert_with(|| {
                order.push(one.article.clone());
                BTreeMap::new()
            });
            let known = article.entry(one.number).or_insert_with(|| (one.words.clone(), row.place.clone()));
            if known.0 != one.words {
                builder.told.problem(format!(
                    "{}: sentence {}:{} has other words than in {}; those came in",
                    row.place, one.article, one.number, known.1
                ));
            }
        }
    }
    for article in order {
        let sentences = articles.remove(&article).unwrap_or_default();
        let place = sentences.values().next().map(|(_, place)| place.clone()).unwrap_or_default();
        let body = sentences.into_iter().map(|(number, (words, _))| (number, words)).collect();
        let text = SetText {
            key: article.clone(),
            title: article.clone(),
            file_name: article,
            source: Source { publisher: "Wikipedia".to_owned(), ..Source::default() },
            body: SetBody::Sentences(body),
            ..SetText::default()
        };
        let taken = builder.text(text, &place);
        builder.told.or_left_out(taken)?;
    }
    let mut parts: BTreeMap<usize, Vec<SetRow>> = BTreeMap::new();
    for (index, mut row, evidence) in found {
        for one in evidence {
            let target = || Target::Sentence(one.article.clone(), one.number);
            let votes: Vec<Stance> = one.votes.iter().flatten().copied().collect();
            for (slot, stance) in (1..).zip(&one.votes) {
                let Some(stance) = *stance else { continue };
                let annotator = builder.annotator(&voter(slot));
                row.links.push(SetLink { target: target(), stance, annotator, fields: Fields::new() });
            }
            // A label of its own where the votes do not say it.
            if let Some(stance) = one.label.filter(|label| votes.is_empty() || *label != most(&votes)) {
                let annotator = builder.annotator;
                row.links.push(SetLink { target: target(), stance, annotator, fields: Fields::new() });
            }
        }
        parts.entry(index).or_default().push(row);
    }
    builder.finish_files(files, parts)
}

fn voter(slot: usize) -> String {
    format!("{NAME} vote {slot}")
}

fn write(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    selection.need_texts()?;
    let view = SetView::new(selection, NAME);
    let mut added_count = 0_usize;
    for file in &view.files {
        let mut bytes = Vec::new();
        for (number, row) in (1..).zip(&file.rows) {
            let (written, added) = written_row((selection, &view), row, number);
            added_count += added;
            push_row(&mut bytes, &written)?;
            row.keep(output);
            for evidence in &row.evidence {
                evidence.keep(|_, _| true, output);
            }
            output.row()?;
        }
        output.file(&format!("{}.jsonl", file.stem), bytes)?;
    }
    for document in SetView::texts(selection) {
        output.keep_document(document.id, "");
    }
    if added_count > 0 {
        output.note(format!(
            "{added_count} votes of people who are none of the set's stand behind the votes of the set"
        ));
    }
    Ok(())
}

fn written_row(
    (selection, view): (&Selection<'_>, &SetView<'_>),
    row: &ViewRow<'_>,
    number: usize,
) -> (Ordered, usize) {
    let mut noted = row.fields();
    let slots = noted.remove("vote_slots").and_then(|slots| slots.as_u64()).unwrap_or(SLOTS as u64);
    let slots = usize::try_from(slots).unwrap_or(SLOTS).min(1_000);
    let entropies = noted.remove("entropy").unwrap_or_default();
    let order = noted.remove("order").unwrap_or_default();
    let mut added_count = 0;
    let (mut evidences, mut stances) = (Vec::new(), Vec::new());
    for evidence in &row.evidence {
        let article = view.key(evidence.document);
        let id = format!("{article}:{}", evidence.number());
        let Votes { slots: votes, added, label: stance } = votes(selection, evidence, slots);
        added_count += added;
        let given = entropies.get(&id).and_then(Value::as_f64);
        let own = entropy(&votes.iter().flatten().copied().collect::<Vec<_>>());
        let entropy = given.filter(|given| (given - own).abs() < SAME_ENTROPY).unwrap_or(own);
        let votes: Vec<Option<&str>> = votes.into_iter().map(|vote| vote.map(label)).collect();
        let words = evidence.span.slice(&evidence.document.text).unwrap_or_default();
        let mut written = Ordered::default();
        written.set("evidence_id", id.as_str());
        written.set("evidence_label", label(stance));
        written.set("article", article);
        written.set("evidence", words);
        written.set("entropy", entropy);
        written.set("votes", votes.into_iter().map(Value::from).collect::<Vec<Value>>());
        stances.push(stance);
        evidences.push((id, written.into_value()));
    }
    let place = |id: &str| list(Some(&order)).iter().position(|other| other.as_str() == Some(id));
    evidences.sort_by(|(one, _), (other, _)| (place(one), one).cmp(&(place(other), other)));
    let settled = row.claims.first().and_then(|claim| verdict_label(selection, claim.id));
    let mut written = Ordered::default();
    written.set("claim_id", row.id(NAME, number));
    written.set("claim", row.text());
    written.set("claim_label", settled.unwrap_or_else(|| claim_label(&stances)));
    written.set("evidences", evidences.into_iter().map(|(_, value)| value).collect::<Vec<Value>>());
    written.rest(noted);
    (written, added_count)
}

/// The label that the latest verdict on a claim means.
fn verdict_label(selection: &Selection<'_>, claim: crate::model::ClaimId) -> Option<&'static str> {
    let verdicts = selection.verdicts.iter().filter(|verdict| verdict.claims.first() == Some(&claim));
    match verdicts.max_by_key(|verdict| (verdict.decided, verdict.id))?.outcome.as_str() {
        "a_supported" => Some("SUPPORTS"),
        "b_supported" => Some("REFUTES"),
        "not_resolvable" => Some("DISPUTED"),
        "not_enough_evidence" => Some("NOT_ENOUGH_INFO"),
        _ => None,
    }
}

/// The votes on a sentence.
struct Votes {
    slots: Vec<Option<Stance>>,
    /// Of people who have no slot.
    added: usize,
    label: Stance,
}

fn votes(selection: &Selection<'_>, evidence: &Evidence<'_>, count: usize) -> Votes {
    let mut slots = vec![None; count];
    let (mut added, mut own, mut settled) = (Vec::new(), None, None);
    for (stance, judgement) in &evidence.judgements {
        let annotator = selection.project.annotator(judgement.annotator);
        let name = annotator.map_or("", |annotator| annotator.name.as_str());
        let slot =
            name.strip_prefix(NAME).and_then(|name| name.strip_prefix(" vote ")?.parse::<usize>().ok());
        let slot = slot.and_then(|slot| slots.get_mut(slot.checked_sub(1)?));
        if annotator.is_some_and(|annotator| annotator.reference) {
            settled = Some(*stance);
        } else if let Some(slot) = slot {
            *slot = Some(*stance);
        } else if name == NAME {
            own = Some(*stance);
        } else {
            added.push(Some(*stance));
        }
    }
    let count = added.len();
    slots.extend(added);
    let cast: Vec<Stance> = slots.iter().flatten().copied().collect();
    let label = settled.or(own).unwrap_or_else(|| most(&cast));
    Votes { slots, added: count, label }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::benchmarks::fields::fields;

    #[test]
    fn entropy_is_that_of_the_votes() {
        use Stance::{Neutral, Refutes, Supports};
        assert_eq!(entropy(&[Supports, Supports]).to_bits(), 0.0_f64.to_bits());
        assert!((entropy(&[Supports, Refutes]) - std::f64::consts::LN_2).abs() < 1e-15);
        assert!((entropy(&[Supports, Refutes, Neutral]) - 3.0_f64.ln()).abs() < 1e-12);
        assert_eq!(entropy(&[]).to_bits(), 0.0_f64.to_bits());
    }

    #[test]
    fn a_table_of_columns_with_slashes_is_a_row_with_lists() {
        let flat = fields([
            ("claim", "C".into()),
            ("evidences/0/evidence_id", "A:1".into()),
            ("evidences/0/votes/1", "".into()),
            ("evidences/0/votes/0", "REFUTES".into()),
        ]);
        let whole = Value::Object(nested(flat)).to_string();
        assert_eq!(whole, r#"{"claim":"C","evidences":[{"evidence_id":"A:1","votes":["REFUTES",null]}]}"#);
    }

    #[test]
    fn the_label_of_a_claim_follows_from_its_sentences() {
        use Stance::{Neutral, Refutes, Supports};
        assert_eq!(claim_label(&[Neutral, Supports]), "SUPPORTS");
        assert_eq!(claim_label(&[Refutes, Supports]), "DISPUTED");
        assert_eq!(claim_label(&[Refutes, Neutral]), "REFUTES");
        assert_eq!(claim_label(&[]), "NOT_ENOUGH_INFO");
    }
}

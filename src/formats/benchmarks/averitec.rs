//! `averitec`: claims of fact-checkers with questions, answers and their sources (Schlichtkrull et al. 2023). A JSON array.
//!
//! The set says nothing of a single answer: the answers stand under the question of their claim without a link, and the
//! verdict says what they come to.

use super::build::SetBuilder;
use super::fields::{Fields, list, take_text};
use super::files::{Record, SetFiles, each_record};
use super::options::SetOptions;
use super::row::{SetBody, SetRow, SetText, SetVerdict, Target};
use super::sample::Sampler;
use super::told::Told;
use super::{in_memory, need_no_columns, read_only};
use crate::formats::registry::Format;
use crate::formats::{Dataset, Defaults, FormatError, InputFile, Place};
use crate::model::Source;
use serde_json::Value;
use std::collections::BTreeMap;

pub(in crate::formats) const FORMAT: Format = Format {
    read_dataset: Some(|files: &[InputFile<'_>], defaults: &Defaults<'_>| in_memory(read, files, defaults)),
    read_set: Some(read),
    ..read_only("averitec", "AVeriTeC (claims, questions and answers)")
};

const NAME: &str = "AVeriTeC";
/// Answers that name no source.
const NO_SOURCE: &str = "Answers without a source";

/// Types of claims and the kinds of the default codebook.
const TYPES: [(&str, &str); 5] = [
    ("Event/Property Claim", "event_property"),
    ("Numerical Claim", "quantity"),
    ("Quote Verification", "quotation"),
    ("Position Statement", "position"),
    ("Causal Claim", "causal"),
];

/// A question with one of its answers.
struct Answer {
    /// Address of its source, or [`NO_SOURCE`].
    key: String,
    words: String,
    /// What the set says of the source.
    fields: Fields,
}

fn read(files: &dyn SetFiles, options: &SetOptions, defaults: &Defaults<'_>) -> Result<Dataset, FormatError> {
    need_no_columns(options)?;
    let mut told = Told::default();
    let mut sampler = Sampler::new(options);
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for index in 0..files.names().len() {
        each_record(files, index, &mut told, &mut |_, record| {
            let count = counts.entry(index).or_default();
            let number = *count;
            *count += 1;
            let label = record.fields.get("label").and_then(Value::as_str).unwrap_or_default();
            sampler.offer(label, (index, number, record.clone()));
            Ok(true)
        })?;
    }
    let records = sampler.drawn(&mut told);
    let mut found = Vec::new();
    for (index, number, record) in records {
        let read = row(record, number);
        found.extend(told.or_left_out(read)?.map(|(row, types, answers)| (index, row, types, answers)));
    }
    built(files, found, SetBuilder::new(NAME, defaults, told)?)
}

type Read = (SetRow, Vec<String>, Vec<Answer>);

fn row(record: Record, number: usize) -> Result<Read, FormatError> {
    let Record { place, mut fields } = record;
    let text = take_text(&mut fields, "claim").ok_or_else(|| place.error("it has no claim"))?;
    let questions = fields.remove("questions").filter(Value::is_array);
    let questions = questions.ok_or_else(|| place.error("it has no questions"))?;
    let mut answers = Vec::new();
    for question in list(Some(&questions)) {
        let asked = question.get("question").and_then(Value::as_str).unwrap_or_default().trim().to_owned();
        for answer in list(question.get("answers")) {
            answers.push(self::answer(&asked, answer, &place)?);
        }
    }
    let rationale = take_text(&mut fields, "justification").unwrap_or_default();
    let verdict = take_text(&mut fields, "label").map(|label| verdict(&label, rationale));
    let attributed_to = take_text(&mut fields, "speaker").unwrap_or_default();
    let types = fields.remove("claim_types");
    let types = list(types.as_ref()).iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let id = take_text(&mut fields, "claim_id").unwrap_or_else(|| number.to_string());
    fields.retain(|_, value| !value.is_null());
    Ok((SetRow { place, id, text, fields, attributed_to, verdict, ..SetRow::default() }, types, answers))
}

fn verdict(label: &str, rationale: String) -> SetVerdict {
    let (outcome, is_claim_favoured) = match label {
        "Supported" => ("a_supported", Some(true)),
        "Refuted" => ("b_supported", Some(false)),
        "Not Enough Evidence" => ("not_enough_evidence", None),
        "Conflicting Evidence/Cherrypicking" => ("not_resolvable", None),
        other => (other, None),
    };
    SetVerdict { outcome: outcome.to_owned(), is_claim_favoured, rationale }
}

fn answer(asked: &str, value: &Value, place: &Place) -> Result<Answer, FormatError> {
    let mut fields: Fields =
        value.as_object().cloned().ok_or_else(|| place.error("an answer is no object"))?;
    let mut words = take_text(&mut fields, "answer").unwrap_or_else(|| "No answer.".to_owned());
    if let Some(why) = take_text(&mut fields, "boolean_explanation") {
        words = format!("{words}. {why}");
    }
    let key = take_text(&mut fields, "source_url").unwrap_or_else(|| NO_SOURCE.to_owned());
    // On one line: question and answer are one sentence of their document.
    let words = format!("{asked} {words}").split_whitespace().collect::<Vec<_>>().join(" ");
    // What is said of the answer itself is in its words.
    fields.remove("answer_type");
    fields.retain(|_, value| !value.is_null());
    Ok(Answer { key, words, fields })
}

/// `https://web.archive.org/web/2020…/https://a.example/b` is a page of a.example.
fn publisher(url: &str) -> String {
    let page = url.rfind("://").and_then(|at| url.get(at + 3..)).unwrap_or(url);
    let host = page.split(['/', '?', '#']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

fn built(
    files: &dyn SetFiles,
    found: Vec<(usize, SetRow, Vec<String>, Vec<Answer>)>,
    mut builder: SetBuilder<'_>,
) -> Result<Dataset, FormatError> {
    // Of each source the answers that rest on it, each once, in the order of the claims.
    let mut sources: BTreeMap<String, (Vec<String>, Source, Fields)> = BTreeMap::new();
    let mut numbers: BTreeMap<(String, String), u32> = BTreeMap::new();
    let mut order = Vec::new();
    for (.., answers) in &found {
        for Answer { key, words, fields } in answers {
            let (sentences, ..) = sources.entry(key.clone()).or_insert_with(|| {
                order.push(key.clone());
                let is_known = key != NO_SOURCE;
                let url = if is_known { key.clone() } else { String::new() };
                let publisher = if is_known { publisher(key) } else { String::new() };
                (Vec::new(), Source { publisher, url, ..Source::default() }, fields.clone())
            });
            let number = u32::try_from(sentences.len()).unwrap_or(u32::MAX);
            numbers.entry((key.clone(), words.clone())).or_insert_with(|| {
                sentences.push(words.clone());
                number
            });
        }
    }
    for key in order {
        let Some((sentences, source, fields)) = sources.remove(&key) else { continue };
        let page = key.rfind("://").and_then(|at| key.get(at + 3..)).unwrap_or(&key);
        let title = page.trim_end_matches('/').to_owned();
        let body = SetBody::Lines(sentences);
        let text = SetText { key, title, source, fields, body, ..SetText::default() };
        let taken = builder.text(text, &Place::default());
        builder.told.or_left_out(taken)?;
    }
    let mut parts: BTreeMap<usize, Vec<SetRow>> = BTreeMap::new();
    for (index, mut row, types, answers) in found {
        for name in types {
            let known =
                TYPES.iter().find(|(other, _)| *other == name).map_or(name.as_str(), |(_, kind)| kind);
            let kind = builder.claim_kind(known, &row.place);
            row.kinds.extend(builder.told.or_left_out(kind)?);
        }
        for Answer { key, words, .. } in answers {
            let number = numbers.get(&(key.clone(), words)).copied().unwrap_or_default();
            let target = Target::Sentence(key, number);
            if !row.context.contains(&target) {
                row.context.push(target);
            }
        }
        parts.entry(index).or_default().push(row);
    }
    builder.finish_files(files, parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_publisher_of_an_archived_page_is_the_one_of_the_page() {
        let url = "https://web.archive.org/web/2020/https://www.a.example/b?c";
        assert_eq!(
            [url, "http://b.example", "nothing"].map(publisher),
            ["a.example", "b.example", "nothing"]
        );
    }
}

//! Sets of sentence pairs, read by `--format nli`: a premise, a hypothesis and what is said of the two. Hypotheses are the
//! claims; premises stand in documents of their own, each text once. They go back with the columns that they came with.

use super::build::SetBuilder;
use super::fields::{Fields, fields_of, list, take_text, text_of};
use super::files::{Record, SetFiles, delimiter, each_record, first_record};
use super::in_memory;
use super::options::SetOptions;
use super::pair_presets::{PairColumns, PairLabel};
use super::row::{SetBody, SetLink, SetRow, SetText, SetVerdict, Stance, Target};
use super::sample::Sampler;
use super::told::Told;
use super::view::{Evidence, Ordered, SetView, ViewFile, ViewRow, most};
use crate::formats::jsonl::rows::push_row;
use crate::formats::output::Output;
use crate::formats::selection::Selection;
use crate::formats::{Dataset, Defaults, FormatError, InputFile, Place};
use crate::model::RecordId;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Begins the id of claims of pairs, whichever set they are of.
const NAME: &str = "NLI";
/// Premises of one document.
const PREMISES_PER_DOCUMENT: usize = 5_000;

/// A row before its premises have a place.
struct Read {
    row: SetRow,
    /// Texts, or the key of one.
    premises: Vec<String>,
    group: String,
    label: PairLabel,
    votes: Vec<Stance>,
}

/// Reads pairs that are in memory.
pub(in crate::formats) fn read_pairs(
    files: &[InputFile<'_>],
    defaults: &Defaults<'_>,
) -> Result<Dataset, FormatError> {
    in_memory(read_pair_set, files, defaults)
}

/// Reads pairs of files of any size.
pub(in crate::formats) fn read_pair_set(
    files: &dyn SetFiles,
    options: &SetOptions,
    defaults: &Defaults<'_>,
) -> Result<Dataset, FormatError> {
    let mut told = Told::default();
    let (mut tables, mut others, mut refusal) = (Vec::new(), Vec::new(), None);
    for (index, name) in files.names().into_iter().enumerate() {
        let Some(first) = first_record(files, index)? else {
            told.problem(format!("{name} was not read: it has no rows"));
            continue;
        };
        match PairColumns::of(&options.columns, &first.fields) {
            Ok(columns) => tables.push((index, columns)),
            Err(words) => others.push((index, name, refusal.get_or_insert(words).clone())),
        }
    }
    if tables.is_empty() {
        return Err(FormatError::NoKnownFile(refusal.unwrap_or_else(|| "the files have no rows".to_owned())));
    }
    let body = tables.iter().find_map(|(_, columns)| columns.body.clone());
    others.retain(|(_, name, words)| {
        let is_kept = body.is_some();
        if !is_kept {
            told.problem(format!("{name} was not read: {words}"));
        }
        is_kept
    });
    let mut sampler = Sampler::new(options);
    for (at, (index, columns)) in tables.iter().enumerate() {
        each_record(files, *index, &mut told, &mut |_, record| {
            let label = columns.label.as_ref().and_then(|label| record.fields.get(label)).and_then(text_of);
            sampler.offer(label.as_deref().unwrap_or_default(), (at, record));
            Ok(true)
        })?;
    }
    let records = sampler.drawn(&mut told);
    let mut found: BTreeMap<usize, Vec<Read>> = BTreeMap::new();
    for (at, record) in records {
        let Some((_, columns)) = tables.get(at) else { continue };
        let read = row(record, columns);
        found.entry(at).or_default().extend(told.or_left_out(read)?);
    }
    let names: BTreeSet<String> = tables.iter().map(|(_, columns)| columns.name.clone()).collect();
    let names: Vec<String> = names.into_iter().collect();
    let file_names = files.names();
    let title =
        super::set_title(&names.join(", "), tables.iter().filter_map(|(index, _)| file_names.get(*index)));
    let mut builder = SetBuilder::new(NAME, defaults, told)?;
    if let Some(body) = body {
        let needed: BTreeSet<String> =
            found.values().flatten().flat_map(|read| read.premises.iter().cloned()).collect();
        let bodies: Vec<usize> = others.iter().map(|(index, ..)| *index).collect();
        take_bodies(files, (&bodies, &body), (&tables, &needed), &mut builder)?;
    }
    for (at, (index, columns)) in tables.into_iter().enumerate() {
        let name = file_names.get(index).map(String::as_str).unwrap_or_default();
        let names = column_names(files, index)?;
        table(&mut builder, (name, names, &columns), found.remove(&at).unwrap_or_default())?;
    }
    builder.finish(title)
}

/// Names of the columns in the order of the table.
fn column_names(files: &dyn SetFiles, index: usize) -> Result<Vec<String>, FormatError> {
    use std::io::{BufRead as _, BufReader, Read as _};
    let name = files.names().get(index).cloned().unwrap_or_default();
    let Some(delimiter) = delimiter(&name) else {
        return Ok(first_record(files, index)?
            .map(|record| record.fields.keys().cloned().collect())
            .unwrap_or_default());
    };
    let mut line = Vec::new();
    let read = BufReader::new(files.open(index)?).take(1 << 20).read_until(b'\n', &mut line);
    read.map_err(|err| FormatError::Unreadable(format!("{name} could not be read ({err})")))?;
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .quoting(delimiter == b',')
        .from_reader(&*line);
    let head = rows.records().next().and_then(Result::ok).unwrap_or_default();
    Ok(head
        .iter()
        .map(|name| name.trim_start_matches('\u{FEFF}').trim_end_matches('\r').to_owned())
        .collect())
}

fn row(record: Record, columns: &PairColumns) -> Result<Read, FormatError> {
    let Record { place, mut fields } = record;
    let hypothesis = take_text(&mut fields, &columns.hypothesis);
    let text = hypothesis.ok_or_else(|| place.error(format!("it has no {}", columns.hypothesis)))?;
    let premise = |name: &String| fields.get(name).and_then(text_of);
    let premises: Vec<String> = columns.premises.iter().filter_map(premise).collect();
    if premises.is_empty() {
        return Err(place.error(format!("it has no {}", columns.premises.join(", "))));
    }
    // Several premises have one label, and stay in the note with what belongs to each of them.
    if let [only] = columns.premises.as_slice() {
        fields.remove(only);
    }
    let id = columns.id.as_ref().and_then(|id| fields.get(id)).and_then(text_of);
    let id = id.unwrap_or_else(|| format!("{}:{}", crate::formats::base_name(&place.file), place.line));
    let votes = columns.votes.as_ref().and_then(|votes| fields.get(votes));
    let votes = stances(votes);
    let label = PairLabel::of(columns.label.as_ref().and_then(|label| fields.get(label)));
    let group =
        columns.group.as_ref().and_then(|group| fields.get(group)).and_then(text_of).unwrap_or_default();
    Ok(Read { row: SetRow { place, id, text, fields, ..SetRow::default() }, premises, group, label, votes })
}

/// What single annotators say.
fn stances(votes: Option<&Value>) -> Vec<Stance> {
    let votes = list(votes).iter().filter_map(|vote| match PairLabel::of(Some(vote)) {
        PairLabel::Stance(stance) => Some(stance),
        PairLabel::None | PairLabel::Other(_) => None,
    });
    votes.collect()
}

/// Texts of a file of their own.
fn take_bodies(
    files: &dyn SetFiles,
    (bodies, column): (&[usize], &str),
    (tables, needed): (&[(usize, PairColumns)], &BTreeSet<String>),
    builder: &mut SetBuilder<'_>,
) -> Result<(), FormatError> {
    let id = tables.first().and_then(|(_, columns)| columns.premises.first()).cloned().unwrap_or_default();
    let mut other_count = 0_usize;
    for index in bodies {
        let mut told = Told::default();
        each_record(files, *index, &mut told, &mut |_, Record { place, mut fields }| {
            let key = take_text(&mut fields, &id).unwrap_or_default();
            let Some(text) = take_text(&mut fields, column).filter(|_| needed.contains(&key)) else {
                other_count += 1;
                return Ok(true);
            };
            let title = crate::text::title_from_text(&text).unwrap_or_else(|| key.clone());
            let (file_name, body) = (key.clone(), SetBody::Text(text));
            let taken = builder.text(SetText { key, title, file_name, body, ..SetText::default() }, &place);
            builder.told.or_left_out(taken)?;
            Ok(true)
        })?;
        for words in told.into_problems() {
            builder.told.problem(words);
        }
    }
    if other_count > 0 {
        builder.told.problem(format!("{other_count} texts that no row names were not taken in"));
    }
    if !needed.iter().any(|key| builder.has_text(key)) {
        let words = format!(
            "the rows name {} texts, and the files have none; give the file with {column} too",
            needed.len()
        );
        return Err(FormatError::NoKnownFile(words));
    }
    Ok(())
}

/// Where each premise stands.
fn take_premises(
    builder: &mut SetBuilder<'_>,
    name: &str,
    found: &[Read],
) -> Result<BTreeMap<(String, String), Target>, FormatError> {
    let mut groups: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut places: BTreeMap<(String, String), Target> = BTreeMap::new();
    let mut order = Vec::new();
    for read in found {
        for premise in &read.premises {
            let key = (read.group.clone(), premise.clone());
            if places.contains_key(&key) {
                continue;
            }
            let lines = groups.entry(&read.group).or_insert_with(|| {
                order.push(read.group.as_str());
                Vec::new()
            });
            let document = document_key(name, &read.group, lines.len() / PREMISES_PER_DOCUMENT);
            let number = u32::try_from(lines.len() % PREMISES_PER_DOCUMENT).unwrap_or_default();
            lines.push(premise.clone());
            places.insert(key, Target::Sentence(document, number));
        }
    }
    for group in order {
        let lines = groups.remove(group).unwrap_or_default();
        for (part, lines) in lines.chunks(PREMISES_PER_DOCUMENT).enumerate() {
            let key = document_key(name, group, part);
            let title = if group.is_empty() || part > 0 { key.clone() } else { group.to_owned() };
            let body = SetBody::Lines(lines.to_vec());
            let taken = builder.text(SetText { key, title, body, ..SetText::default() }, &Place::default());
            builder.told.or_left_out(taken)?;
        }
    }
    Ok(places)
}

fn document_key(name: &str, group: &str, part: usize) -> String {
    let name = crate::formats::base_name(name);
    let group = if group.is_empty() { "premises" } else { group };
    let part = if part == 0 { String::new() } else { format!(" {}", part + 1) };
    format!("{name}, {group}{part}")
}

fn table(
    builder: &mut SetBuilder<'_>,
    (name, names, columns): (&str, Vec<String>, &PairColumns),
    found: Vec<Read>,
) -> Result<(), FormatError> {
    let places = if columns.body.is_none() { take_premises(builder, name, &found)? } else { BTreeMap::new() };
    let mut labels: BTreeMap<&str, String> = BTreeMap::new();
    let mut rows = Vec::new();
    for read in found {
        let Read { mut row, premises, group, label, votes } = read;
        let targets: Vec<Target> = premises
            .into_iter()
            .filter_map(|premise| match columns.body {
                Some(_) => Some(Target::Start(premise)),
                None => places.get(&(group.clone(), premise)).cloned(),
            })
            .collect();
        let word = columns.label.as_ref().and_then(|label| row.fields.get(label)).and_then(text_of);
        if let (PairLabel::Stance(stance), Some(word)) = (&label, word) {
            labels.entry(stance_name(*stance)).or_insert(word);
        }
        row.links = said(builder, columns, &targets, (&label, &votes));
        if row.links.is_empty() {
            row.context = targets;
            row.verdict = verdict(&label);
        }
        rows.push(row);
    }
    let mut about = Fields::new();
    about.insert("pairs".to_owned(), json!({
        "set": columns.name, "premises": columns.premises, "hypothesis": columns.hypothesis, "label": columns.label,
        "id": columns.id, "votes": columns.votes, "body": columns.body, "labels": labels, "names": names,
    }));
    builder.rows(crate::formats::base_name(name), &about, rows)
}

/// One link a vote, else one for the label; none where the label is of several premises together.
fn said(
    builder: &mut SetBuilder<'_>,
    columns: &PairColumns,
    targets: &[Target],
    (label, votes): (&PairLabel, &[Stance]),
) -> Vec<SetLink> {
    let ([target], [_]) = (targets, columns.premises.as_slice()) else { return Vec::new() };
    let link =
        |annotator, stance| SetLink { target: target.clone(), stance, annotator, fields: Fields::new() };
    if !votes.is_empty() {
        let voters = (1..).zip(votes);
        return voters
            .map(|(number, stance)| {
                link(builder.annotator(&format!("{} vote {number}", columns.name)), *stance)
            })
            .collect();
    }
    match label {
        PairLabel::Stance(stance) => vec![link(builder.annotator, *stance)],
        PairLabel::None | PairLabel::Other(_) => Vec::new(),
    }
}

fn verdict(label: &PairLabel) -> Option<SetVerdict> {
    let (outcome, is_claim_favoured) = match label {
        PairLabel::Stance(Stance::Supports) => ("a_supported", Some(true)),
        PairLabel::Stance(Stance::Refutes) => ("b_supported", Some(false)),
        PairLabel::Stance(_) => ("not_enough_evidence", None),
        PairLabel::Other(word) => (word.as_str(), None),
        PairLabel::None => return None,
    };
    Some(SetVerdict { outcome: outcome.to_owned(), is_claim_favoured, ..SetVerdict::default() })
}

const fn stance_name(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "entailment",
        Stance::Refutes => "contradiction",
        Stance::Neutral => "neutral",
        Stance::Kind(kind) => kind,
    }
}

/// How a set is written back.
struct Written {
    premises: Vec<String>,
    hypothesis: String,
    label: Option<String>,
    votes: Option<String>,
    has_bodies: bool,
    /// Words for each stance.
    labels: Fields,
    names: Vec<String>,
    delimiter: Option<u8>,
}

impl Written {
    fn of(file: &ViewFile<'_>) -> Option<Self> {
        let about = file.about.get("pairs")?;
        let text = |name: &str| about.get(name).and_then(Value::as_str).map(str::to_owned);
        let texts =
            |name: &str| list(about.get(name)).iter().filter_map(Value::as_str).map(str::to_owned).collect();
        Some(Self {
            premises: texts("premises"),
            hypothesis: text("hypothesis")?,
            label: text("label"),
            votes: text("votes"),
            has_bodies: text("body").is_some(),
            labels: about.get("labels").and_then(Value::as_object).cloned().unwrap_or_default(),
            names: texts("names"),
            delimiter: delimiter(&format!("x.{}", file.ending)),
        })
    }
}

/// Writes the sets of pairs of a project with their own columns and the labels of now. What they hold stands in the pairs of
/// the project too.
pub(in crate::formats) fn write_pair_sets(
    selection: &Selection<'_>,
    output: &mut Output<'_>,
) -> Result<(), FormatError> {
    let is_set = |comment: &crate::model::Comment| {
        matches!(comment.on, RecordId::Document(_)) && fields_of(&comment.text).contains_key("pairs")
    };
    if !selection.options.with_text || !selection.project.comments().any(is_set) {
        return Ok(());
    }
    let view = SetView::new(selection, NAME);
    for file in &view.files {
        let Some(set) = Written::of(file) else { continue };
        let rows: Vec<Ordered> =
            file.rows.iter().map(|row| written_row((selection, &view), &set, row)).collect();
        let (ending, bytes) = if let Some(delimiter) = set.delimiter {
            (file.ending.as_str(), table_bytes(&set.names, &rows, delimiter)?)
        } else {
            let mut bytes = Vec::new();
            rows.iter().try_for_each(|row| push_row(&mut bytes, row))?;
            ("jsonl", bytes)
        };
        output.file(&format!("{}.{ending}", file.stem), bytes)?;
        output.ask()?;
    }
    Ok(())
}

fn table_bytes(names: &[String], rows: &[Ordered], delimiter: u8) -> Result<Vec<u8>, FormatError> {
    let style = if delimiter == b'\t' { csv::QuoteStyle::Never } else { csv::QuoteStyle::Necessary };
    let mut writer =
        csv::WriterBuilder::new().delimiter(delimiter).quote_style(style).from_writer(Vec::new());
    let failed = |err: csv::Error| FormatError::Unwritable(err.to_string());
    writer.write_record(names).map_err(failed)?;
    for row in rows {
        let cells = names.iter().map(|name| {
            row.get(name).and_then(|value| match value {
                Value::String(text) => Some(text.clone()),
                Value::Null => None,
                other => Some(other.to_string()),
            })
        });
        let cells = cells.map(Option::unwrap_or_default);
        // Such tables have no way to quote.
        let cells =
            cells.map(|cell| if delimiter == b'\t' { cell.replace(['\t', '\n', '\r'], " ") } else { cell });
        writer.write_record(cells).map_err(failed)?;
    }
    writer.into_inner().map_err(|err| FormatError::Unwritable(err.to_string()))
}

fn written_row(
    (selection, view): (&Selection<'_>, &SetView<'_>),
    set: &Written,
    row: &ViewRow<'_>,
) -> Ordered {
    let noted = row.fields();
    let mut written = Ordered::default();
    written.set(&set.hypothesis, row.text());
    if let ([premise], Some(evidence)) = (set.premises.as_slice(), row.evidence.first()) {
        if set.has_bodies {
            written.set(premise, view.key(evidence.document));
        } else {
            written.set(premise, evidence.span.slice(&evidence.document.text).unwrap_or_default());
        }
    }
    if let Some(label) = &set.label {
        let given = noted.get(label);
        let votes = set.votes.as_ref().and_then(|votes| noted.get(votes));
        written.set(label, current_label((selection, set), row, (given, votes)));
    }
    written.rest(noted);
    written
}

/// The label as it was given where it still says what the links and verdicts say, else the set's word for that.
fn current_label(
    (selection, set): (&Selection<'_>, &Written),
    row: &ViewRow<'_>,
    (given, votes): (Option<&Value>, Option<&Value>),
) -> Value {
    let meant = PairLabel::of(given);
    let as_given = || given.cloned().unwrap_or_default();
    let word = |name: &str| set.labels.get(name).cloned().unwrap_or_else(|| Value::from(name));
    let Some(evidence) = row.evidence.first() else {
        let outcome = row.claims.first().and_then(|claim| {
            let verdicts =
                selection.verdicts.iter().filter(|verdict| verdict.claims.first() == Some(&claim.id));
            verdicts.max_by_key(|verdict| (verdict.decided, verdict.id))
        });
        let known = verdict(&meant).map(|verdict| verdict.outcome);
        return match outcome.map(|verdict| verdict.outcome.as_str()) {
            Some(outcome) if known.as_deref() != Some(outcome) => match outcome {
                "a_supported" => word("entailment"),
                "b_supported" => word("contradiction"),
                "not_enough_evidence" => word("neutral"),
                other => Value::from(other),
            },
            _ => as_given(),
        };
    };
    let stance = pair_stance(evidence);
    // A set may have a rule of its own for what a majority is; as long as the votes are as they were it holds.
    let cast = stances(votes);
    let is_as_it_was =
        if cast.is_empty() { meant == PairLabel::Stance(stance) } else { most(&cast) == stance };
    if is_as_it_was { as_given() } else { word(stance_name(stance)) }
}

/// As [`Evidence::stance`], but what speaks of the same and takes no side is told from what is unrelated.
fn pair_stance(evidence: &Evidence<'_>) -> Stance {
    let is_linked =
        evidence.judgements.iter().any(|(_, judgement)| judgement.relation.starts_with("background"));
    if evidence.stance == Stance::Neutral && is_linked { Stance::Kind("background") } else { evidence.stance }
}

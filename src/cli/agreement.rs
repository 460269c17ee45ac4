//! `crossclaim agreement`: how far annotators say the same, and why a figure is missing.

use super::print::{Stream, print, print_json};
use super::{Failure, Outcome};
use crate::workspace::Environment;
use crate::workspace::exchange::{AgreementRows, FigureRow, agreement_rows};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Compare annotators: every measure with its unit, what it rests on, and the reason where it is undefined
#[derive(Debug, clap::Args)]
pub(super) struct Agreement {
    /// Project to look at
    project: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Agreement {
    pub(super) fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        let file = super::read(environment, &self.project)?;
        let rows = agreement_rows(file.workspace.project());
        if self.json {
            print_json(&json!(rows));
        } else {
            as_text(&rows).iter().for_each(|line| print(Stream::Result, line));
        }
        Ok(Outcome::Done)
    }
}

fn as_text(rows: &AgreementRows) -> Vec<String> {
    let names: BTreeMap<&str, &str> =
        rows.annotators.iter().map(|one| (one.id.as_str(), one.name.as_str())).collect();
    let named: Vec<&str> = rows.annotators.iter().map(|one| one.name.as_str()).collect();
    let mut lines = vec![format!("{} annotators: {}", named.len(), named.join(", "))];
    lines.push(format!(
        "Ends of links and levels of claims belong together from {} overlap on. Intervals: 95 %, bootstrap over units.",
        percent(Some(rows.least_overlap))
    ));
    let (overall, pairs) = split(rows);
    for unit in overall.chunk_by(|one, other| one.unit == other.unit) {
        lines.extend(unit.first().map(|first| format!("\n{}", heading(first))));
        lines.extend(unit.iter().map(|figure| format!("  {}", line(figure))));
        let of_unit = |pair: &&FigureRow| unit.first().is_some_and(|first| first.unit == pair.unit);
        let own: Vec<&FigureRow> = pairs.iter().copied().filter(of_unit).collect();
        for pair in own.chunk_by(|one, other| one.annotators == other.annotators) {
            let who = pair.first().into_iter().flat_map(|first| &first.annotators);
            let who: Vec<&str> = who.map(|id| names.get(id.as_str()).copied().unwrap_or(id)).collect();
            lines.push(format!("  {}: {}", who.join(" – "), short(pair)));
        }
    }
    let kinds = rows.kinds.iter().map(|row| format!("  {}: {}", row.kind, short(&each(&row.measures))));
    lines.extend(section("Sentences by kind", kinds));
    let documents = rows.documents.iter();
    let documents = documents.flat_map(|row| {
        let figures = each(&row.measures);
        let units = figures.chunk_by(|one, other| one.unit == other.unit).map(|unit| {
            let name = unit.first().map_or("", |first| first.unit);
            format!("    {name}: {}", short(unit))
        });
        [format!("  {}", row.title.replace('\n', " "))].into_iter().chain(units).collect::<Vec<_>>()
    });
    lines.extend(section("Within documents", documents));
    lines
}

/// Figures over all annotators, one of each measure and unit, and those of pairs.
fn split(rows: &AgreementRows) -> (Vec<&FigureRow>, Vec<&FigureRow>) {
    let mut seen = std::collections::BTreeSet::new();
    rows.measures.iter().partition(|figure| seen.insert((figure.unit, figure.measure)))
}

fn each(figures: &[FigureRow]) -> Vec<&FigureRow> {
    figures.iter().collect()
}

fn section(title: &str, lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut lines = lines.peekable();
    let heading = lines.peek().map(|_| format!("\n{title}"));
    heading.into_iter().chain(lines).collect()
}

/// The unit and what its figures rest on.
fn heading(figure: &FigureRow) -> String {
    let mut labels: Vec<(&String, &f64)> = figure.prevalence.iter().collect();
    labels.sort_by(|one, other| other.1.total_cmp(one.1).then_with(|| one.0.cmp(other.0)));
    let labels: Vec<String> =
        labels.iter().map(|(label, share)| format!("{label} {}", percent(Some(**share)))).collect();
    format!(
        "{}: {} units, {} annotators, {} missing, {} agreement; {}",
        figure.unit,
        figure.n_units,
        figure.annotators.len(),
        percent(figure.missing),
        percent(figure.percent_agreement),
        if labels.is_empty() { "no values".to_owned() } else { labels.join(", ") }
    )
}

fn line(figure: &FigureRow) -> String {
    let name = figure.measure;
    match (figure.value, figure.ci95) {
        (Some(value), Some((low, high))) => format!("{name:<18} {value:>7.3}  {low:.3} to {high:.3}"),
        (Some(value), None) => format!("{name:<18} {value:>7.3}"),
        (None, _) => {
            format!("{name:<18} {:>7}  not computable: {}", "–", figure.reason.as_deref().unwrap_or_default())
        }
    }
}

/// All measures in one line; where all lack a value for one reason, that.
fn short(figures: &[&FigureRow]) -> String {
    let reason = figures.first().and_then(|first| first.reason.as_ref());
    if let Some(reason) =
        reason.filter(|reason| figures.iter().all(|other| other.reason.as_ref() == Some(*reason)))
    {
        return format!("not computable: {reason}");
    }
    let value = |figure: &&FigureRow| figure.value.map_or("–".to_owned(), |value| format!("{value:.3}"));
    let words: Vec<String> =
        figures.iter().map(|figure| format!("{} {}", figure.measure, value(figure))).collect();
    words.join(", ")
}

fn percent(share: Option<f64>) -> String {
    share.map_or("–".to_owned(), |share| format!("{:.0} %", 100.0 * share))
}

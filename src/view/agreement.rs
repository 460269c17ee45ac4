//! Agreement between annotators as plain data: a line for each unit, the figures of one unit, and the items behind them.

use super::names;
use crate::analysis::agreement::{AgreementReport, Figure, Item, ItemPlace, Measure, Unit};
use crate::model::{AnnotatorId, ClaimId, DocumentId, Project};
use crate::text::{Span, visible};
use std::collections::BTreeMap;

/// The measure that stands for a unit in the list and in the heat map: the first of these that it has.
const LEADING: [Measure; 8] = [
    Measure::AlphaOrdinal,
    Measure::AlphaMasi,
    Measure::F1LinksLabelled,
    Measure::F1Links,
    Measure::F1Overlap,
    Measure::AlphaNominal,
    Measure::AlphaU,
    Measure::Percent,
];

/// A unit in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRow {
    /// Which one.
    pub unit: Unit,
    /// What is judged.
    pub label: &'static str,
    /// The leading figure, or that there is none.
    pub headline: String,
    /// Items on which annotators differ.
    pub differing: usize,
}

/// The figures of one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitView {
    /// Which one.
    pub unit: Unit,
    /// What is judged.
    pub label: &'static str,
    /// Which items count.
    pub meaning: &'static str,
    /// Units, annotators, missing share, percent agreement, prevalence.
    pub facts: Vec<String>,
    /// Over all annotators, in the order of the registry.
    pub figures: Vec<FigureView>,
    /// Between each two annotators; none with fewer than three.
    pub pairs: Option<HeatMap>,
    /// The leading figure of each document that has the unit.
    pub documents: Vec<(String, FigureView)>,
    /// Agreement on each kind of claim, for the unit of kinds.
    pub kinds: Vec<(String, FigureView)>,
    /// Indexes of the items, those first on which annotators differ.
    pub items: Vec<usize>,
    /// How many of them differ.
    pub differing: usize,
}

/// A figure in words.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureView {
    /// Name of the measure.
    pub label: &'static str,
    /// None where it is undefined.
    pub value: Option<f64>,
    /// The value with its interval, or why there is none.
    pub words: String,
}

/// The leading figure between each two annotators.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatMap {
    /// Name of the measure.
    pub label: &'static str,
    /// Names of the annotators.
    pub names: Vec<String>,
    /// Row by row; none on the diagonal and where undefined.
    pub values: Vec<Vec<Option<f64>>>,
}

/// An item behind the figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRow {
    /// Name of the place, `A14`, or of both.
    pub name: String,
    /// Its words.
    pub words: String,
    /// Who says what.
    pub values: Vec<(String, String)>,
    /// Whether all say the same.
    pub is_agreed: bool,
    /// Where to read it.
    pub place: Option<(DocumentId, Span)>,
    /// The other place of a pair.
    pub other: Option<(DocumentId, Span)>,
}

/// All units with their leading figures.
pub fn unit_rows(report: &AgreementReport) -> Vec<UnitRow> {
    Unit::ALL
        .into_iter()
        .map(|unit| {
            let headline = match leading(report, unit) {
                None => "no figure".to_owned(),
                Some(figure) => match figure.value {
                    Ok(value) => format!("{} {}", figure.measure.label(), number(value)),
                    Err(_) => "not computable".to_owned(),
                },
            };
            let differing = report.table(unit).map_or(0, |table| {
                (0..table.len()).filter_map(|at| table.item(at)).filter(|item| !item.is_agreed()).count()
            });
            UnitRow { unit, label: unit.label(), headline, differing }
        })
        .collect()
}

/// The leading figure of a unit over all annotators.
fn leading(report: &AgreementReport, unit: Unit) -> Option<&Figure> {
    LEADING.into_iter().find_map(|measure| report.figure(measure, unit))
}

fn number(value: f64) -> String {
    format!("{value:.3}")
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.1} %", share * 100.0))
}

/// One unit in full.
pub fn unit_view(project: &Project, report: &AgreementReport, unit: Unit) -> UnitView {
    let own = report.overall.iter().filter(|figure| figure.unit == unit);
    let figures: Vec<FigureView> = own.clone().map(figure_view).collect();
    let facts = own.clone().next().map(|figure| facts(project, figure)).unwrap_or_default();
    let table = report.table(unit);
    let (mut items, mut agreed) = (Vec::new(), Vec::new());
    for (at, item) in
        table.into_iter().flat_map(|table| (0..table.len()).filter_map(move |at| Some((at, table.item(at)?))))
    {
        if item.is_agreed() { agreed.push(at) } else { items.push(at) }
    }
    let differing = items.len();
    items.append(&mut agreed);
    let measure = leading(report, unit).map(|figure| figure.measure);
    let lead = |figures: &[Figure]| {
        let found = figures.iter().find(|figure| figure.unit == unit && Some(figure.measure) == measure);
        found.map(figure_view)
    };
    let documents = report.by_document.iter().filter_map(|row| {
        let title = project.document(row.document).map_or("", |document| &document.details.title);
        let letter = names::document_letter(project, row.document);
        Some((format!("{letter}  {}", names::shortened(&visible(title), 70)), lead(&row.figures)?))
    });
    let kinds = report.by_kind.iter().filter(|_| unit == Unit::SentenceKinds).filter_map(|row| {
        let label = project.codebook().claim_kind(&row.kind).map_or(&row.kind, |kind| &kind.label);
        let nominal = row.figures.iter().find(|figure| figure.measure == Measure::AlphaNominal);
        Some((visible(label).into_owned(), figure_view(nominal.or_else(|| row.figures.first())?)))
    });
    UnitView {
        unit,
        label: unit.label(),
        meaning: unit.meaning(),
        facts,
        figures,
        pairs: measure.and_then(|measure| heat_map(project, report, (measure, unit))),
        documents: documents.collect(),
        kinds: kinds.collect(),
        items,
        differing,
    }
}

fn figure_view(figure: &Figure) -> FigureView {
    let words = match (figure.value, figure.interval) {
        (Ok(value), Some(interval)) => {
            format!("{}   95 %: {} to {}", number(value), number(interval.low), number(interval.high))
        }
        (Ok(value), None) => number(value),
        (Err(undefined), _) => format!("not computable: {}", undefined.words(figure.unit)),
    };
    FigureView { label: figure.measure.label(), value: figure.value.ok(), words }
}

/// What no figure may be shown without.
fn facts(project: &Project, figure: &Figure) -> Vec<String> {
    let basis = &figure.basis;
    let names: Vec<String> = figure.annotators.iter().map(|id| names::annotator_name(project, *id)).collect();
    let mut facts = vec![
        format!("{} units", basis.unit_count),
        format!("{} annotators: {}", names.len(), names.join(", ")),
    ];
    if basis.unit_count > 0 {
        facts.push(format!("{} missing", percent(basis.missing)));
        facts.push(format!("{} of pairs of values equal", percent(basis.percent_agreement)));
    }
    let labels: Vec<String> = basis
        .prevalence
        .iter()
        .take(8)
        .map(|(label, share)| format!("{} {}", visible(label), percent(Some(*share))))
        .collect();
    facts.extend((!labels.is_empty()).then(|| format!("values: {}", labels.join(", "))));
    facts
}

fn heat_map(
    project: &Project,
    report: &AgreementReport,
    (measure, unit): (Measure, Unit),
) -> Option<HeatMap> {
    let annotators = &report.annotators;
    let value = |one: AnnotatorId, other: AnnotatorId| {
        let figure = report.pair(measure, unit, (one, other)).filter(|_| one != other);
        figure.and_then(|figure| figure.value.ok())
    };
    (annotators.len() > 2).then(|| HeatMap {
        label: measure.label(),
        names: annotators.iter().map(|id| names::annotator_name(project, *id)).collect(),
        values: annotators
            .iter()
            .map(|one| annotators.iter().map(|other| value(*one, *other)).collect())
            .collect(),
    })
}

/// An item in words.
pub fn item_row(project: &Project, item: &Item<'_>) -> ItemRow {
    let (place, other) = match item.place {
        ItemPlace::Span { document, span } => (Some((*document, *span)), None),
        ItemPlace::Pair { first, second } => (Some(*first), Some(*second)),
        ItemPlace::Claims(claims) => (first_place(project, claims), None),
    };
    let name = |place: (DocumentId, Span)| names::place_name(project, place.0, place.1);
    let names: Vec<String> = place.into_iter().chain(other).map(name).collect();
    let words = |(document, span): (DocumentId, Span)| {
        let text = project.document(document).map_or("", |document| &document.text);
        names::shortened(&visible(span.slice(text).unwrap_or_default()), 160)
    };
    let said: Vec<String> = place.into_iter().chain(other).map(words).collect();
    let mut values: BTreeMap<String, String> = BTreeMap::new();
    for value in &item.values {
        values.insert(names::annotator_name(project, value.annotator), visible(value.label).into_owned());
    }
    ItemRow {
        name: names.join(" – "),
        words: said.join("  ⟷  "),
        values: values.into_iter().collect(),
        is_agreed: item.is_agreed(),
        place,
        other,
    }
}

fn first_place(project: &Project, claims: &[ClaimId]) -> Option<(DocumentId, Span)> {
    let claim = claims.iter().find_map(|claim| project.claim(*claim))?;
    Some((claim.document, claim.span))
}

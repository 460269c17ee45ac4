//! [`agreement_rows`]: agreement between annotators as rows for scripts.

use crate::analysis::agreement::{AgreementOptions, AgreementReport, Figure, agreement};
use crate::model::{AnnotatorId, Project};
use std::collections::BTreeMap;

/// Agreement of a project. Ids are those of the project.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct AgreementRows {
    /// Over all annotators first, by unit; then between each two of three and more.
    pub measures: Vec<FigureRow>,
    /// Those who are compared; the reference layer is not.
    pub annotators: Vec<AnnotatorRow>,
    /// Share of the shorter of two claims that they must have in common to be one place, as ends of links and for
    /// levels.
    pub least_overlap: f64,
    /// For each kind that occurs, whether sentences have it.
    pub kinds: Vec<KindRow>,
    /// Within documents, without intervals.
    pub documents: Vec<DocumentRow>,
}

/// Somebody who is compared.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct AnnotatorRow {
    /// As figures name them.
    pub id: String,
    /// As people do.
    pub name: String,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct FigureRow {
    /// Such as `alpha_nominal`.
    pub measure: &'static str,
    /// Such as `sentence_kinds`.
    pub unit: &'static str,
    /// Ids of those between whom it is.
    pub annotators: Vec<String>,
    /// None where it is undefined.
    pub value: Option<f64>,
    /// Why there is no value, in words.
    pub reason: Option<String>,
    /// 95 % interval by bootstrap over units.
    pub ci95: Option<(f64, f64)>,
    /// Units that two of the annotators judged.
    pub n_units: usize,
    /// Share of values that are not there.
    pub missing: Option<f64>,
    /// Share of equal pairs of values.
    pub percent_agreement: Option<f64>,
    /// Share of each label among the values.
    pub prevalence: BTreeMap<String, f64>,
}

/// Agreement on one kind of claim.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct KindRow {
    /// Id of the claim kind.
    pub kind: String,
    /// Over all annotators.
    pub measures: Vec<FigureRow>,
}

/// Agreement within one document.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct DocumentRow {
    /// Of the document.
    pub document_id: String,
    /// Its title.
    pub title: String,
    /// Over all annotators.
    pub measures: Vec<FigureRow>,
}

/// Every figure of a project.
pub fn agreement_rows(project: &Project) -> AgreementRows {
    let options = AgreementOptions::default();
    let AgreementReport { annotators, overall, pairs, by_kind, by_document, .. } =
        agreement(project, &options);
    let annotator = |id: &AnnotatorId| AnnotatorRow {
        id: id.to_string(),
        name: project.annotator(*id).map(|annotator| annotator.name.clone()).unwrap_or_default(),
    };
    let kinds =
        by_kind.iter().map(|found| KindRow { kind: found.kind.clone(), measures: rows(&found.figures) });
    let documents = by_document.iter().map(|found| DocumentRow {
        document_id: found.document.to_string(),
        title: project.document(found.document).map(|one| one.details.title.clone()).unwrap_or_default(),
        measures: rows(&found.figures),
    });
    AgreementRows {
        measures: overall.iter().chain(&pairs).map(FigureRow::from).collect(),
        annotators: annotators.iter().map(annotator).collect(),
        least_overlap: options.least_overlap,
        kinds: kinds.collect(),
        documents: documents.collect(),
    }
}

fn rows(figures: &[Figure]) -> Vec<FigureRow> {
    figures.iter().map(FigureRow::from).collect()
}

impl From<&Figure> for FigureRow {
    fn from(figure: &Figure) -> Self {
        let basis = &figure.basis;
        let prevalence = basis.prevalence.iter().map(|(label, share)| (label.to_string(), *share));
        Self {
            measure: figure.measure.name(),
            unit: figure.unit.name(),
            annotators: figure.annotators.iter().map(ToString::to_string).collect(),
            value: figure.value.ok(),
            reason: figure.value.err().map(|undefined| undefined.words(figure.unit).to_owned()),
            ci95: figure.interval.map(|interval| (interval.low, interval.high)),
            n_units: basis.unit_count,
            missing: basis.missing,
            percent_agreement: basis.percent_agreement,
            prevalence: prevalence.collect(),
        }
    }
}

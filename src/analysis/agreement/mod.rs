//! [`agreement`]: how far annotators say the same of the same, with what each figure is computed from.
//!
//! Units are made from the project in `tables/`; a measure is one file and one line in the registry of `measure.rs`.
//! An undefined figure has a reason, never a number.

mod alpha;
mod alpha_masi;
mod alpha_nominal;
mod alpha_ordinal;
mod alpha_u;
mod bootstrap;
mod cohen_kappa;
mod compute;
mod counts;
mod f1_exact;
mod f1_links;
mod f1_links_labelled;
mod f1_overlap;
mod figure;
mod fleiss_kappa;
mod gwet_ac1;
mod matches;
mod measure;
mod pairs;
mod percent;
mod poisson;
mod progress;
mod sets;
mod table;
mod tables;
mod unit;
mod work;

pub use figure::{Basis, Figure, Interval, Undefined};
pub use measure::Measure;
pub use progress::Progress;
pub use table::{Item, ItemPlace, ItemValue, Table};
pub(in crate::analysis) use tables::{SharedPlace, shared_places};
pub use unit::Unit;

use crate::model::{AnnotatorId, DocumentId, Project};
use compute::{Chance, Computing, Detail, shape_of};
use counts::{Shape, Tally};
use progress::Steps;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use work::Work;

/// What counts as the same place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgreementOptions {
    /// Claims of two annotators can be one place, as ends of links and for confidence, when they share at least this
    /// much of the shorter one, from 0 to 1. Verdicts are on the same matter when they share as much of their places.
    pub least_overlap: f64,
}

impl Default for AgreementOptions {
    fn default() -> Self {
        Self { least_overlap: 0.5 }
    }
}

/// Every figure of a project, and the items behind them.
#[derive(Clone, Debug)]
pub struct AgreementReport {
    /// Those with work or read marks, by id; the reference layer is left out.
    pub annotators: Arc<[AnnotatorId]>,
    /// What the figures were computed with.
    pub options: AgreementOptions,
    /// Over all annotators: each measure of each unit, by unit and measure.
    pub overall: Vec<Figure>,
    /// Between each two of three and more annotators, likewise; a pair that is alone in having values of a unit stands
    /// in [`Self::overall`].
    pub pairs: Vec<Figure>,
    /// For each kind of claim that occurs, whether sentences have it: over all annotators.
    pub by_kind: Vec<KindAgreement>,
    /// Of what lies within one document, over all annotators, without intervals; in project order.
    pub by_document: Vec<DocumentAgreement>,
    /// The items, in the order of [`Unit::ALL`].
    pub tables: Vec<Table>,
}

/// Agreement on one kind of claim.
#[derive(Clone, Debug, PartialEq)]
pub struct KindAgreement {
    /// Id of the claim kind.
    pub kind: String,
    /// With and without the kind, sentence by sentence.
    pub figures: Vec<Figure>,
}

/// Agreement within one document.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentAgreement {
    /// The document.
    pub document: DocumentId,
    /// Of units whose items lie within documents.
    pub figures: Vec<Figure>,
}

impl AgreementReport {
    /// A figure over all annotators; none for a measure that is not one of the unit.
    pub fn figure(&self, measure: Measure, unit: Unit) -> Option<&Figure> {
        self.overall.iter().find(|figure| figure.measure == measure && figure.unit == unit)
    }

    /// A figure between two annotators.
    pub fn pair(&self, measure: Measure, unit: Unit, pair: (AnnotatorId, AnnotatorId)) -> Option<&Figure> {
        let pair = [pair.0.min(pair.1), pair.0.max(pair.1)];
        self.overall
            .iter()
            .chain(&self.pairs)
            .find(|figure| figure.measure == measure && figure.unit == unit && *figure.annotators == pair)
    }

    /// The items of a unit.
    pub fn table(&self, unit: Unit) -> Option<&Table> {
        self.tables.iter().find(|table| table.unit() == unit)
    }

    /// The items behind a figure.
    pub fn items<'r>(&'r self, figure: &'r Figure) -> impl Iterator<Item = Item<'r>> {
        self.table(figure.unit).into_iter().flat_map(|table| table.items_between(&figure.annotators))
    }
}

/// All figures of a project.
pub fn agreement(project: &Project, options: AgreementOptions) -> AgreementReport {
    let mut go_on = |_: f32| ControlFlow::Continue(());
    let report = agreement_with(project, options, &mut go_on);
    // Only a break gives no report.
    report.unwrap_or_else(|| AgreementReport::empty(options))
}

/// All figures of a project, with word of how far it is; none when cancelled.
pub fn agreement_with(
    project: &Project,
    options: AgreementOptions,
    progress: &mut Progress<'_>,
) -> Option<AgreementReport> {
    let mut asked = Steps::new(progress, usize::MAX);
    asked.step()?;
    let work = Work::of(project);
    asked.step()?;
    let tables = tables::tables(&work, options);
    let pair_count = work.annotators.len() * work.annotators.len().saturating_sub(1) / 2;
    // Documents and kinds come on top, and cost as much as some of the pairs.
    let mut steps = Steps::new(progress, tables.len() * (pair_count + 2));
    let mut report =
        AgreementReport { annotators: Arc::clone(&work.annotators), ..AgreementReport::empty(options) };
    let mut chance = Chance::default();
    let shapes: Vec<Shape> = tables.iter().map(|table| shape_of(table, Tally::of(table))).collect();
    for (table, shape) in tables.iter().zip(&shapes) {
        let computing = Computing::new((&work.documents, &work.kinds), (table.rows(), shape), Detail::Full);
        let (overall, pairs) = computing.figures(&mut steps, &mut chance)?;
        report.overall.extend(overall);
        report.pairs.extend(pairs);
    }
    report.by_kind = by_kind(project, &work, tables.iter().zip(&shapes), (&mut steps, &mut chance))?;
    report.by_document = by_document(&work, tables.iter().zip(&shapes), (&mut steps, &mut chance))?;
    report.tables = tables;
    Some(report)
}

impl AgreementReport {
    fn empty(options: AgreementOptions) -> Self {
        Self {
            annotators: Arc::default(),
            options,
            overall: Vec::new(),
            pairs: Vec::new(),
            by_kind: Vec::new(),
            by_document: Vec::new(),
            tables: Vec::new(),
        }
    }
}

/// In the order of the codebook, then by id.
fn by_kind<'t>(
    project: &Project,
    work: &Work<'_>,
    tables: impl Iterator<Item = (&'t Table, &'t Shape)>,
    (steps, chance): (&mut Steps<'_, '_>, &mut Chance),
) -> Option<Vec<KindAgreement>> {
    let mut found = Vec::new();
    for (table, shape) in tables.filter(|(table, _)| table.unit() == Unit::SentenceKinds) {
        let kinds = &project.codebook().claim_kinds;
        let position = |id: &str| kinds.iter().position(|kind| kind.id == id).unwrap_or(kinds.len());
        let mut used: Vec<(usize, &str)> =
            table.used_words().into_iter().map(|kind| (position(kind), kind)).collect();
        used.sort_unstable();
        for (_, kind) in used {
            let having = table.having(kind);
            let shape = shape_of(&having, shape.tally.counted_in(&having));
            let rows = (having.rows(), &shape);
            let computing = Computing::new((&work.documents, &work.kinds), rows, Detail::Overall);
            let (mut figures, _) = computing.figures(steps, chance)?;
            // Of one kind it is the nominal one.
            figures.retain(|figure| figure.measure != Measure::AlphaMasi);
            found.push(KindAgreement { kind: kind.to_owned(), figures });
        }
    }
    Some(found)
}

fn by_document<'t>(
    work: &Work<'_>,
    tables: impl Iterator<Item = (&'t Table, &'t Shape)>,
    (steps, chance): (&mut Steps<'_, '_>, &mut Chance),
) -> Option<Vec<DocumentAgreement>> {
    let mut found: BTreeMap<usize, DocumentAgreement> = BTreeMap::new();
    for (table, shape) in tables {
        for (document, rows) in table.rows_by_document() {
            let Some(at) = work.document_indexes.get(&document).copied() else {
                continue;
            };
            let documents = work.documents.get(at..=at).unwrap_or_default();
            let computing = Computing::new((documents, &work.kinds), (rows, shape), Detail::Values);
            let (figures, _) = computing.figures(steps, chance)?;
            let own = found.entry(at).or_insert_with(|| DocumentAgreement { document, figures: Vec::new() });
            own.figures.extend(figures);
        }
    }
    Some(found.into_values().collect())
}

#[cfg(test)]
mod tests;

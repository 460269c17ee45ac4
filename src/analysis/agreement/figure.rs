//! [`Figure`]: one number with everything that it must not be shown without.

use super::{Measure, Unit};
use crate::model::AnnotatorId;
use std::sync::Arc;

/// A measure of one unit between some annotators.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Which statistic.
    pub measure: Measure,
    /// Of what.
    pub unit: Unit,
    /// Between whom, by id; of a figure over all annotators those that judged one of the units.
    pub annotators: Arc<[AnnotatorId]>,
    /// Or why there is none; what is undefined is never 0 or 1.
    pub value: Result<f64, Undefined>,
    /// None where the value is undefined, or in too many resamples, or the measure is not one over resampled units.
    pub interval: Option<Interval>,
    /// What it was computed from.
    pub basis: Arc<Basis>,
}

/// A 95 % interval by bootstrap over units: 2.5th and 97.5th percentile of the resamples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// 2.5th percentile.
    pub low: f64,
    /// 97.5th percentile.
    pub high: f64,
    /// How many resamples.
    pub resamples: usize,
}

/// What figures of one unit between the same annotators share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Basis {
    /// Units that two of the annotators judged.
    pub unit_count: usize,
    /// Share of values that are not there, among units of the unit's table × annotators; none without units.
    pub missing: Option<f64>,
    /// Share of pairs of values that are equal, averaged over units; none without units.
    pub percent_agreement: Option<f64>,
    /// Share of each label among the values of these units, most frequent first.
    pub prevalence: Vec<(Arc<str>, f64)>,
}

/// Why a figure has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undefined {
    /// Nobody but the reference layer has work or read anything.
    NoAnnotator,
    /// Agreement needs two.
    OneAnnotator,
    /// No unit was judged by two of the annotators.
    NoUnits,
    /// All values are the same, so that agreement by chance is 1 too.
    NoVariation,
    /// The measure is defined for two annotators, and there are more.
    OnlyForTwo,
    /// None of them marked anything, so that there is nothing to find again.
    NothingMarked,
    /// No document was worked through by all of them.
    NoCommonDocument,
}

impl Undefined {
    /// In words, to follow “not computable:”.
    pub const fn words(self, unit: Unit) -> &'static str {
        match self {
            Self::NoAnnotator => "no annotator has work here or marked a document as read",
            Self::OneAnnotator => "only one annotator; agreement needs two",
            Self::NoUnits => unit.absence(),
            Self::NoVariation => {
                "no variation: all values are the same, so agreement by chance would be complete too"
            }
            Self::OnlyForTwo => "defined for two annotators; see the pairs",
            Self::NothingMarked => "neither marked anything",
            Self::NoCommonDocument => "no document that all of them read or tagged; see the pairs",
        }
    }
}

//! [`Spread`] of stances and the scores of inconsistency, after the analysis of competing hypotheses.
//!
//! Evaluations run from 1 (very inconsistent) over 3 (neutral) to 5 (very consistent); none means not applicable and
//! counts as neutral in a mean. The formulas are those of Open Synthesis, the bands those of Open Source ACH.

use std::fmt;

/// What is neither for nor against.
const NEUTRAL: f64 = 3.0;

/// How far the stances of documents lie apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Population standard deviation of the stances, from 0 to 2.
    pub deviation: f64,
    /// In words.
    pub band: Band,
    /// How many documents take a stance.
    pub stances: usize,
}

/// How far apart, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// A deviation of at most 0.25.
    Consensus,
    /// At most 1.
    Mild,
    /// At most 1.74.
    Strong,
    /// More than that.
    Extreme,
}

/// Why a figure is not there. It is never shown as 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undefined {
    /// Fewer than two documents take a stance.
    FewStances(usize),
    /// The document takes no stance on a question on which another one takes any.
    NothingShared,
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FewStances(0) => f.write_str("no document takes a stance"),
            Self::FewStances(_) => f.write_str("only one document takes a stance"),
            Self::NothingShared => f.write_str("no other document takes a stance on the same question"),
        }
    }
}

impl Band {
    /// The band of a deviation.
    pub fn of(deviation: f64) -> Self {
        if deviation <= 0.25 {
            Self::Consensus
        } else if deviation <= 1.0 {
            Self::Mild
        } else if deviation <= 1.74 {
            Self::Strong
        } else {
            Self::Extreme
        }
    }

    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Consensus => "consensus",
            Self::Mild => "mild",
            Self::Strong => "strong",
            Self::Extreme => "extreme",
        }
    }
}

/// The spread of the values that documents have; undefined for fewer than two.
pub fn spread(values: &[f64]) -> Result<Spread, Undefined> {
    if values.len() < 2 {
        return Err(Undefined::FewStances(values.len()));
    }
    let evaluations: Vec<Vec<Option<f64>>> = values.iter().map(|value| vec![Some(*value)]).collect();
    let deviation = diagnosticity(&evaluations);
    Ok(Spread { deviation, band: Band::of(deviation), stances: values.len() })
}

/// Population standard deviation of the means; those without any evaluation are left out, and 0 is given for none.
pub fn diagnosticity(evaluations: &[Vec<Option<f64>>]) -> f64 {
    let means: Vec<f64> = evaluations.iter().filter_map(|cell| mean(cell)).collect();
    variance(&means, means.len()).sqrt()
}

/// Sum of the squares by which the means fall short of neutral; what is consistent counts nothing.
pub fn inconsistency(evaluations: &[Vec<Option<f64>>]) -> f64 {
    let short = evaluations.iter().filter_map(|cell| mean(cell)).map(|mean| (NEUTRAL - mean).max(0.0));
    short.map(|short| short * short).sum()
}

/// Sum of the squares by which the means exceed neutral.
pub fn consistency(evaluations: &[Vec<Option<f64>>]) -> f64 {
    let over = evaluations.iter().filter_map(|cell| mean(cell)).map(|mean| (mean - NEUTRAL).max(0.0));
    over.map(|over| over * over).sum()
}

/// How far votes on one cell differ: the larger of the sample deviations of the votes and of having a vote at all.
///
/// None without votes; 0 for a single one.
pub fn disagreement(votes: &[Option<f64>]) -> Option<f64> {
    if votes.is_empty() {
        return None;
    }
    let sample = |values: &[f64]| variance(values, values.len().saturating_sub(1)).sqrt();
    let given: Vec<f64> = votes.iter().copied().flatten().collect();
    let applies: Vec<f64> = votes.iter().map(|vote| f64::from(u8::from(vote.is_some()))).collect();
    Some(sample(&given).max(sample(&applies)))
}

/// Mean in which what does not apply is neutral; none for an empty cell.
fn mean(cell: &[Option<f64>]) -> Option<f64> {
    let sum: f64 = cell.iter().map(|value| value.unwrap_or(NEUTRAL)).sum();
    (!cell.is_empty()).then(|| sum / cell.len() as f64)
}

/// Sum of squares around the mean by the divisor; 0 where the divisor is.
fn variance(values: &[f64], divisor: usize) -> f64 {
    if divisor == 0 {
        return 0.0;
    }
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / divisor as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_end_where_the_method_ends_them() {
        let bands = [0.0, 0.25, 0.26, 1.0, 1.01, 1.74, 1.75, 2.0].map(|deviation| Band::of(deviation).name());
        assert_eq!(
            bands,
            ["consensus", "consensus", "mild", "mild", "strong", "strong", "extreme", "extreme"]
        );
    }

    #[test]
    fn fewer_than_two_stances_have_no_spread_and_say_why() {
        assert_eq!(spread(&[]).unwrap_err().to_string(), "no document takes a stance");
        assert_eq!(spread(&[5.0]).unwrap_err().to_string(), "only one document takes a stance");
        let two = spread(&[5.0, 1.0]).unwrap();
        assert_eq!((two.deviation, two.band, two.stances), (2.0, Band::Extreme, 2));
    }
}

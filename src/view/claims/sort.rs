//! [`ClaimColumn`]: the columns of the table, and [`ClaimSort`], the order by one of them.

use super::facets::{Facet, FacetValue};
use super::index::Facts;
use super::names::FacetNames;
use crate::model::Project;

/// A column of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimColumn {
    /// Letter and number, and where in the original it stands.
    #[default]
    Place,
    /// The statement, or the quote where none was written.
    Words,
    /// Kinds.
    Kinds,
    /// Confidence of the annotator.
    Confidence,
    /// How sure the source sounds.
    Modality,
    /// Who the source says it comes from.
    Attributed,
    /// Admiralty credibility.
    Credibility,
    /// Free words.
    Tags,
    /// How many links it has.
    Links,
    /// What it answers.
    Questions,
    /// How the disagreements that it takes part in were settled.
    Verdict,
    /// Whose work it is.
    Annotator,
    /// When a field last changed.
    Changed,
}

/// An order of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClaimSort {
    /// By which column.
    pub column: ClaimColumn,
    /// The other way round; what is not set stays last.
    pub is_descending: bool,
}

impl ClaimColumn {
    /// All of them, from the left.
    pub const ALL: [Self; 13] = [
        Self::Place,
        Self::Words,
        Self::Kinds,
        Self::Confidence,
        Self::Modality,
        Self::Attributed,
        Self::Credibility,
        Self::Tags,
        Self::Links,
        Self::Questions,
        Self::Verdict,
        Self::Annotator,
        Self::Changed,
    ];

    /// Its head.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Place => "Claim",
            Self::Words => "Statement or quote",
            Self::Kinds => "Kinds",
            Self::Confidence => "Confidence",
            Self::Modality => "Modality",
            Self::Attributed => "Attributed to",
            Self::Credibility => "Credibility",
            Self::Tags => "Tags",
            Self::Links => "Links",
            Self::Questions => "Questions",
            Self::Verdict => "Verdict",
            Self::Annotator => "Annotator",
            Self::Changed => "Changed",
        }
    }

    /// The facet that it shows; none for places, words and times.
    pub const fn facet(self) -> Option<Facet> {
        match self {
            Self::Place | Self::Words | Self::Changed => None,
            Self::Kinds => Some(Facet::Kind),
            Self::Confidence => Some(Facet::Confidence),
            Self::Modality => Some(Facet::Modality),
            Self::Attributed => Some(Facet::Attributed),
            Self::Credibility => Some(Facet::Credibility),
            Self::Tags => Some(Facet::Tag),
            Self::Links => Some(Facet::Link),
            Self::Questions => Some(Facet::Question),
            Self::Verdict => Some(Facet::Verdict),
            Self::Annotator => Some(Facet::Annotator),
        }
    }

    /// Whether what is most, or newest, comes first at the first click.
    pub const fn is_descending_first(self) -> bool {
        matches!(self, Self::Links | Self::Changed | Self::Confidence)
    }
}

/// What is not set comes last in either direction, and before it what cannot be judged.
const NOT_SET: u32 = u32::MAX;
const NOT_JUDGED: u32 = u32::MAX - 1;

impl ClaimSort {
    /// By that column, the way it is asked for first.
    pub const fn by(column: ClaimColumn) -> Self {
        Self { column, is_descending: column.is_descending_first() }
    }

    /// Puts claims that stand in project order, each with its place there, into this order. Equal ones stay in project
    /// order.
    pub(super) fn sort(
        self,
        claims: Vec<(u32, Facts<'_>)>,
        names: &FacetNames,
        project: &Project,
    ) -> Vec<u32> {
        match self.column {
            ClaimColumn::Place => {
                let mut places: Vec<u32> = claims.into_iter().map(|(place, _)| place).collect();
                if self.is_descending {
                    places.reverse();
                }
                places
            }
            ClaimColumn::Words => self.by_key(claims, |facts| {
                let claim = project.claim(facts.id());
                let words = claim.map_or("", |claim| match claim.statement.trim() {
                    "" => claim.quote.trim(),
                    statement => statement,
                });
                words.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
            }),
            ClaimColumn::Links => self.by_key(claims, Facts::link_count),
            ClaimColumn::Changed => self.by_key(claims, Facts::modified),
            column => {
                let facet = column.facet().unwrap_or(Facet::Kind);
                let mut keyed: Vec<(u128, u32)> =
                    claims.iter().map(|(place, facts)| (self.key(*facts, facet, names), *place)).collect();
                keyed.sort_unstable();
                keyed.into_iter().map(|(_, place)| place).collect()
            }
        }
    }

    fn by_key<'f, K: Ord>(self, claims: Vec<(u32, Facts<'f>)>, key: impl Fn(Facts<'f>) -> K) -> Vec<u32> {
        let mut keyed: Vec<(K, u32)> = claims.into_iter().map(|(place, facts)| (key(facts), place)).collect();
        if self.is_descending {
            keyed.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        } else {
            keyed.sort_unstable();
        }
        keyed.into_iter().map(|(_, place)| place).collect()
    }

    /// The ranks of the first four values, so arranged that the lowest key comes first.
    fn key(self, facts: Facts<'_>, facet: Facet, names: &FacetNames) -> u128 {
        let mut ranks = [0_u32; 4];
        let values = facts.numbers(facet).iter().filter_map(|number| names.value(facet, *number));
        for (rank, value) in ranks.iter_mut().zip(values) {
            *rank = match &value.value {
                FacetValue::None => return u128::from(NOT_SET) << 96,
                _ if value.cannot_be_judged => NOT_JUDGED,
                _ => value.rank,
            };
        }
        ranks.into_iter().fold(0, |key, rank| {
            let turned = if self.is_descending && rank < NOT_JUDGED { NOT_JUDGED - 1 - rank } else { rank };
            (key << 32) | u128::from(turned)
        })
    }
}

//! [`FacetNames`]: the values of facets in words and in their order.

use super::facets::{Facet, FacetValue};
use super::index::{ClaimIndex, FACETS};
use crate::analysis::threads::{QuestionKey, ThreadIndex};
use crate::model::{
    AnnotatorId, Confidence, Credibility, DocumentId, Modality, Project, Question, QuestionId,
};
use crate::text::visible;
use crate::view::layers::Shown;
use crate::view::names;
use crate::view::questions::question_title;
use std::collections::BTreeMap;

/// The values of all facets.
#[derive(Debug, Default)]
pub struct FacetNames {
    facets: [Named; FACETS],
}

/// The values of a facet, by number.
#[derive(Debug, Default)]
struct Named {
    values: Vec<NamedValue>,
    /// Numbers in order.
    order: Vec<u32>,
}

/// A value in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedValue {
    /// Which one.
    pub value: FacetValue,
    /// Shown.
    pub label: String,
    /// Claims on show that have it, filters aside.
    pub total: usize,
    /// Its place in the order of values, from 1.
    pub rank: u32,
    /// It says that the matter cannot be judged: neither high nor low.
    pub cannot_be_judged: bool,
}

impl FacetNames {
    /// Names all values that claims of the index have.
    pub fn new(index: &ClaimIndex, (shown, threads): (Shown<'_>, Option<&ThreadIndex>)) -> Self {
        let words = Words::new(shown.project, threads);
        let mut names = Self::default();
        for (facet, named) in Facet::ALL.into_iter().zip(&mut names.facets) {
            let mut totals = vec![0_usize; index.values(facet).len()];
            for number in index.facts().flat_map(|facts| facts.numbers(facet)) {
                if let Some(total) = totals.get_mut(*number as usize) {
                    *total += 1;
                }
            }
            *named = Named::new(facet, index.values(facet).iter().zip(totals), &words);
        }
        names
    }

    /// A value by its number.
    pub(super) fn value(&self, facet: Facet, number: u32) -> Option<&NamedValue> {
        self.facets.get(facet.index())?.values.get(number as usize)
    }

    /// The values that claims have, in the order of the facet, with their numbers.
    pub fn values(&self, facet: Facet) -> impl Iterator<Item = (u32, &NamedValue)> {
        self.facets.get(facet.index()).into_iter().flat_map(|named| {
            named.order.iter().filter_map(|number| Some((*number, named.values.get(*number as usize)?)))
        })
    }

    /// The value in words; none where no claim ever had it.
    pub fn label(&self, facet: Facet, value: &FacetValue) -> Option<&str> {
        let named = self.facets.get(facet.index());
        let found = named.and_then(|named| named.values.iter().find(|known| known.value == *value));
        found.map(|known| known.label.as_str())
    }

    /// Whether no claim has a value of it.
    pub fn is_empty(&self, facet: Facet) -> bool {
        // What is not set comes last, so that the first one tells.
        self.values(facet).next().is_none_or(|(_, value)| value.value == FacetValue::None)
    }
}

impl Named {
    fn new<'v>(
        facet: Facet,
        values: impl Iterator<Item = (&'v FacetValue, usize)>,
        words: &Words<'_>,
    ) -> Self {
        let named = values.map(|(value, total)| NamedValue {
            value: value.clone(),
            label: words.label(facet, value),
            total,
            rank: 0,
            cannot_be_judged: words.cannot_be_judged(value),
        });
        let mut values: Vec<NamedValue> = named.collect();
        let mut keyed: Vec<_> = values
            .iter()
            .zip(0_u32..)
            .filter(|(value, _)| value.total > 0)
            .map(|(value, number)| ((words.order(facet, value), value.label.to_lowercase()), number))
            .collect();
        keyed.sort();
        let order: Vec<u32> = keyed.into_iter().map(|(_, number)| number).collect();
        for (number, rank) in order.iter().zip(1..) {
            if let Some(value) = values.get_mut(*number as usize) {
                value.rank = rank;
            }
        }
        Self { values, order }
    }
}

/// What values are named and ordered by.
struct Words<'p> {
    project: &'p Project,
    threads: Option<&'p ThreadIndex>,
    documents: BTreeMap<DocumentId, usize>,
    annotators: BTreeMap<AnnotatorId, usize>,
    questions: BTreeMap<QuestionId, usize>,
}

/// Unknown values come late, what is not set last.
const LATE: usize = usize::MAX - 1;
const LAST: usize = usize::MAX;

impl<'p> Words<'p> {
    fn new(project: &'p Project, threads: Option<&'p ThreadIndex>) -> Self {
        let mut questions: Vec<&Question> = project.questions().collect();
        questions.sort_by_key(|question| question.rank());
        Self {
            project,
            threads,
            documents: project.document_ids().iter().copied().zip(0..).collect(),
            annotators: project.annotators().map(|annotator| annotator.id).zip(0..).collect(),
            questions: questions.into_iter().map(|question| question.id).zip(0..).collect(),
        }
    }

    fn label(&self, facet: Facet, value: &FacetValue) -> String {
        let codebook = self.project.codebook();
        match value {
            FacetValue::None => facet.none_label().to_owned(),
            FacetValue::Word(word) => {
                let label = match facet {
                    Facet::Kind => codebook.claim_kind(word).map(|kind| &kind.label),
                    Facet::Link => codebook.link_kind(word).map(|kind| &kind.label),
                    Facet::Verdict => {
                        codebook.outcomes.iter().find(|term| term.id == **word).map(|term| &term.label)
                    }
                    _ => None,
                };
                one_line(label.map_or(&**word, String::as_str))
            }
            FacetValue::Level(level) => one_line(&names::confidence_label(self.project, level)),
            FacetValue::Modality(modality) => modality.name().to_owned(),
            FacetValue::Credibility(credibility) => credibility.digit().to_string(),
            FacetValue::Question(key) => {
                let thread = self.threads.and_then(|threads| threads.thread(*key));
                thread.map_or_else(String::new, |thread| question_title(self.project, thread))
            }
            FacetValue::Document(id) => {
                let letter = self.documents.get(id).copied().map_or_else(|| "?".to_owned(), names::letter);
                let document = self.project.document(*id);
                let title = document.map(|record| match record.details.title.trim() {
                    "" => record.file_name.as_str(),
                    title => title,
                });
                format!("{letter} {}", one_line(title.unwrap_or_default())).trim_end().to_owned()
            }
            FacetValue::Annotator(id) => names::annotator_name(self.project, *id),
        }
    }

    /// The order of the codebook, of the scale, of the project; words by the alphabet.
    fn order(&self, facet: Facet, named: &NamedValue) -> usize {
        let codebook = self.project.codebook();
        let place = match &named.value {
            FacetValue::None => return LAST,
            FacetValue::Word(word) => match facet {
                Facet::Kind => codebook.claim_kinds.iter().position(|kind| kind.id == **word),
                Facet::Link => codebook.link_kinds.iter().position(|kind| kind.id == **word),
                Facet::Verdict => codebook.outcomes.iter().position(|term| term.id == **word),
                _ => Some(0),
            },
            FacetValue::Level(level) => self.level_place(level),
            FacetValue::Modality(modality) => Modality::ALL.iter().position(|known| known == modality),
            FacetValue::Credibility(credibility) => Some(usize::from(credibility.digit())),
            FacetValue::Question(QuestionKey::Asked(id)) => self.questions.get(id).copied(),
            FacetValue::Question(QuestionKey::Proposed(_)) => None,
            FacetValue::Document(id) => self.documents.get(id).copied(),
            FacetValue::Annotator(id) => self.annotators.get(id).copied(),
        };
        place.unwrap_or(LATE)
    }

    fn cannot_be_judged(&self, value: &FacetValue) -> bool {
        match value {
            FacetValue::Credibility(digit) => Some(*digit) == Credibility::new(6),
            FacetValue::Level(level) => {
                let scale = self.project.codebook().scale(&level.scale);
                scale.is_some_and(|scale| scale.unknown.as_deref() == Some(level.level.as_str()))
            }
            _ => false,
        }
    }

    /// Scales one after the other, in each the lowest level first.
    fn level_place(&self, level: &Confidence) -> Option<usize> {
        const LEVELS: usize = 1_000;
        let scales = &self.project.codebook().scales;
        let (place, scale) = scales.iter().enumerate().find(|(_, scale)| scale.id == level.scale)?;
        Some(place * LEVELS + scale.levels.iter().position(|known| known.id == level.level)?)
    }
}

fn one_line(text: &str) -> String {
    visible(text.trim()).replace('\n', " ")
}

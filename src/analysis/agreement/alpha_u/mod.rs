//! [`alpha_u`]: Krippendorff's alpha of spans that annotators marked in a continuum and gave a kind.

mod sections;

use super::Undefined;
use super::matches::pair_index;
use super::sets::Sets;
use super::work::DocumentWork;
use sections::{Sections, sections};
use std::collections::BTreeMap;

/// Values over all annotators and between each two, the latter by [`pair_index`].
pub(super) type AlphaU = (Result<f64, Undefined>, Vec<Result<f64, Undefined>>);

/// Krippendorff 2004, pp. 251–256 (Krippendorff 1995): one minus observed over expected disagreement, both summed over
/// kinds. Two units that overlap are as far apart as their ends are, squared; a unit that overlaps none of the other's
/// as far as it is long, squared.
///
/// The continuum is the text of the documents laid end to end, in characters. A claim is a unit of each of its kinds;
/// overlapping claims of one annotator and kind are one unit. Gaps: only documents that all of the annotators marked
/// read or tagged claims in. No interval: chance belongs to the continuum as a whole. Undefined without a common
/// document, and where none of them marked anything.
///
/// `kinds` are the sets that marks name. Without `is_paired` no pair has a value.
pub(super) fn alpha_u(
    documents: &[DocumentWork<'_>],
    kinds: &Sets,
    annotators: &[usize],
    is_paired: bool,
) -> AlphaU {
    let annotator_count = documents.first().map_or(0, |work| work.tagged.len());
    let mut groups: BTreeMap<Vec<usize>, Vec<Vec<usize>>> = BTreeMap::new();
    let mut group = |annotators: Vec<usize>| {
        groups.entry(common(documents, &annotators)).or_default().push(annotators);
    };
    group(annotators.to_vec());
    let pairs = (0..annotator_count).flat_map(|one| (one + 1..annotator_count).map(move |other| [one, other]));
    pairs.filter(|_| is_paired).for_each(|pair| group(pair.to_vec()));
    let mut overall = Err(Undefined::NoCommonDocument);
    let mut by_pair =
        vec![Err(Undefined::NoCommonDocument); annotator_count * annotator_count.saturating_sub(1) / 2];
    for (common, groups) in groups {
        let continuum = Continuum::of(documents, &common, kinds);
        for members in groups {
            let value = continuum.alpha(&members);
            if members == annotators {
                overall = value;
            }
            if let [one, other] = *members.as_slice()
                && let Some(pair) = by_pair.get_mut(pair_index(one, other, annotator_count))
            {
                *pair = value;
            }
        }
    }
    (overall, by_pair)
}

/// Indexes of the documents in which all of these annotators worked.
fn common(documents: &[DocumentWork<'_>], annotators: &[usize]) -> Vec<usize> {
    let is_common = |work: &DocumentWork<'_>| {
        annotators.iter().all(|annotator| work.tagged.get(*annotator).copied().unwrap_or_default())
    };
    documents.iter().enumerate().filter(|(_, work)| is_common(work)).map(|(at, _)| at).collect()
}

/// Some documents laid end to end, and what annotators marked there.
#[derive(Debug)]
struct Continuum {
    len: f64,
    /// By kind and annotator.
    kinds: Vec<Vec<Sections>>,
}

impl Continuum {
    fn of(documents: &[DocumentWork<'_>], common: &[usize], kinds: &Sets) -> Self {
        let chosen: Vec<&DocumentWork<'_>> = common.iter().filter_map(|at| documents.get(*at)).collect();
        let len: usize = chosen.iter().map(|work| work.len).sum();
        Self { len: len as f64, kinds: sections(&chosen, kinds, len) }
    }

    fn alpha(&self, annotators: &[usize]) -> Result<f64, Undefined> {
        if self.len <= 0.0 {
            return Err(Undefined::NoCommonDocument);
        }
        let (mut observed, mut expected) = (0.0, 0.0);
        for kind in &self.kinds {
            let own: Vec<&Sections> = annotators.iter().filter_map(|annotator| kind.get(*annotator)).collect();
            observed += self.observed(&own);
            expected += self.expected(&own);
        }
        if expected > 0.0 { Ok(1.0 - observed / expected) } else { Err(Undefined::NothingMarked) }
    }

    fn observed(&self, own: &[&Sections]) -> f64 {
        let mut sum = 0.0;
        for (at, one) in own.iter().enumerate() {
            sum += own.iter().skip(at + 1).map(|other| one.disagreement(other)).sum::<f64>();
        }
        let count = own.len() as f64;
        2.0 * sum / (count * (count - 1.0) * self.len * self.len)
    }

    fn expected(&self, own: &[&Sections]) -> f64 {
        let unit_count: f64 = own.iter().map(|sections| sections.unit_count()).sum();
        let within: f64 = own.iter().map(|sections| sections.overlap_chance()).sum();
        let mut apart = 0.0;
        for one in own {
            apart += own.iter().map(|other| one.gap_chance(other)).sum::<f64>();
        }
        let places = own.len() as f64 * self.len;
        let taken: f64 = own.iter().map(|sections| sections.taken()).sum();
        let ways = places * (places - 1.0) - taken;
        if ways > 0.0 { 2.0 / self.len * ((unit_count - 1.0) / 3.0 * within + apart) / ways } else { 0.0 }
    }
}

//! [`alpha_u`]: Krippendorff's alpha of spans that annotators marked in a continuum and gave a kind.

mod sections;

use super::Undefined;
use super::matches::pair_index;
use super::sets::Sets;
use super::work::DocumentWork;
use sections::{Between, Sections, units};
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
    let pairs =
        (0..annotator_count).flat_map(|one| (one + 1..annotator_count).map(move |other| [one, other]));
    pairs.filter(|_| is_paired).for_each(|pair| group(pair.to_vec()));
    let mut overall = Err(Undefined::NoCommonDocument);
    let mut by_pair =
        vec![Err(Undefined::NoCommonDocument); annotator_count * annotator_count.saturating_sub(1) / 2];
    for (common, groups) in groups {
        let continuum = Continuum::of(documents, &common, kinds, &groups);
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
    kinds: Vec<Sections>,
}

impl Continuum {
    /// `groups` are the annotators who will be asked for.
    fn of(documents: &[DocumentWork<'_>], common: &[usize], kinds: &Sets, groups: &[Vec<usize>]) -> Self {
        let chosen: Vec<&DocumentWork<'_>> = common.iter().filter_map(|at| documents.get(*at)).collect();
        let mut is_member = vec![false; documents.first().map_or(0, |work| work.tagged.len())];
        for member in groups.iter().flatten() {
            is_member.get_mut(*member).into_iter().for_each(|is_member| *is_member = true);
        }
        let len: usize = chosen.iter().map(|work| work.len).sum();
        let units = units(&chosen, kinds, &is_member);
        Self { len: len as f64, kinds: units.iter().map(|units| Sections::of(units, len)).collect() }
    }

    fn alpha(&self, annotators: &[usize]) -> Result<f64, Undefined> {
        if self.len <= 0.0 {
            return Err(Undefined::NoCommonDocument);
        }
        let (mut observed, mut expected) = (0.0, 0.0);
        let count = annotators.len() as f64;
        for between in self.kinds.iter().map(|kind| kind.between(annotators)) {
            // A kind that they do not use has no chance of its own.
            if between.unit_count > 0.0 {
                observed += self.observed(count, &between);
                expected += self.expected(count, &between);
            }
        }
        if expected > 0.0 { Ok(1.0 - observed / expected) } else { Err(Undefined::NothingMarked) }
    }

    fn observed(&self, count: f64, between: &Between) -> f64 {
        2.0 * between.apart / (count * (count - 1.0) * self.len * self.len)
    }

    fn expected(&self, count: f64, between: &Between) -> f64 {
        let places = count * self.len;
        let ways = places * (places - 1.0) - between.taken;
        if ways > 0.0 {
            let within = (between.unit_count - 1.0) / 3.0 * between.overlap_chance;
            2.0 / self.len * (within + between.gap_chance) / ways
        } else {
            0.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sections::Units;
    use super::*;
    use crate::text::Span;
    use proptest::prelude::*;
    use serde_json::Value;

    fn continuum(len: usize, units: &[Vec<Span>]) -> Continuum {
        let of = |(annotator, units): (usize, &Vec<Span>)| {
            units.iter().map(move |unit| (*unit, annotator)).collect::<Vec<_>>()
        };
        let mut marks: Vec<(Span, usize)> = units.iter().enumerate().flat_map(of).collect();
        marks.sort_unstable();
        let mut kind = Units::new(units.len());
        for (unit, annotator) in marks {
            kind.mark(unit, annotator);
        }
        Continuum { len: len as f64, kinds: vec![Sections::of(&kind, len)] }
    }

    /// Begin, length, rater and category of units, as far as they are of this category.
    fn units(case: &Value, begin: usize, category: &str) -> Vec<Vec<Span>> {
        let mut found = vec![Vec::new(), Vec::new()];
        for unit in case["input"]["units_begin_length_rater_category"].as_array().unwrap() {
            let number = |at: usize| usize::try_from(unit[at].as_u64().unwrap()).unwrap();
            if unit[3] == category {
                found[number(2)].push(Span::new(number(0) - begin, number(0) - begin + number(1)));
            }
        }
        for units in &mut found {
            units.sort_unstable();
        }
        found
    }

    fn parts(continuum: &Continuum, annotator_count: usize) -> (f64, f64) {
        let members: Vec<usize> = (0..annotator_count).collect();
        let between = continuum.kinds[0].between(&members);
        let count = annotator_count as f64;
        (continuum.observed(count, &between), continuum.expected(count, &between))
    }

    #[track_caller]
    fn assert_near(found: f64, expected: &Value, tolerance: f64) {
        let expected = expected["independent"].as_f64().or(expected.as_f64()).unwrap();
        assert!((found - expected).abs() <= tolerance, "{found} instead of {expected}");
    }

    #[test]
    fn the_example_of_krippendorff_2004_has_the_published_values() {
        let case = super::super::tests::known_answer("krippendorff2004_alphaU");
        let (published, exact) = (&case["expected"], &case["computed"]);
        let mut both = continuum(300, &units(&case, 150, "c"));
        let (observed, expected) = parts(&both, 2);
        assert_near(observed, &published["Do_c"], 5e-5);
        assert_near(expected, &published["De_c"], 5e-5);
        assert_near(observed, &exact["Do_c"], 1e-9);
        assert_near(expected, &exact["De_c"], 1e-9);
        assert_near(both.alpha(&[0, 1]).unwrap(), &exact["alphaU_c"], 1e-9);
        let other = continuum(300, &units(&case, 150, "k"));
        assert_near(parts(&other, 2).1, &exact["De_k"], 1e-9);
        assert_near(other.alpha(&[0, 1]).unwrap(), &published["alphaU_k"], 1e-12);
        both.kinds.extend(other.kinds);
        assert_near(both.alpha(&[0, 1]).unwrap(), &published["alphaU_overall"], 5e-4);
        assert_near(both.alpha(&[0, 1]).unwrap(), &exact["alphaU_overall"], 1e-9);
    }

    #[test]
    fn the_pairs_of_krippendorff_1995_have_the_published_values() {
        let case = super::super::tests::known_answer("krippendorff1995_alphaU_observed");
        for category in ["A", "B", "C"] {
            let continuum = continuum(24, &units(&case, 0, category));
            let (observed, expected) = parts(&continuum, 2);
            assert_near(observed, &case["expected"][format!("Do_{category}")], 2e-5);
            assert_near(expected, &case["computed"][format!("De_{category}_L24")], 1e-8);
            let alpha = continuum.alpha(&[0, 1]).unwrap();
            assert_near(alpha, &case["computed"][format!("alphaU_{category}_L24")], 1e-8);
        }
        let halved =
            |units: Vec<Span>| units.iter().map(|unit| Span::new(unit.start / 2, unit.end / 2)).collect();
        let coarse: Vec<Vec<Span>> = units(&case, 0, "C").into_iter().map(halved).collect();
        assert_near(parts(&continuum(12, &coarse), 2).1, &case["computed"]["De_C_L12"], 1e-9);
    }

    #[test]
    fn units_that_nobody_marked_have_no_alpha() {
        assert_eq!(continuum(10, &[vec![], vec![]]).alpha(&[0, 1]), Err(Undefined::NothingMarked));
        assert_eq!(continuum(0, &[vec![], vec![]]).alpha(&[0, 1]), Err(Undefined::NoCommonDocument));
    }

    /// The formulas as they are printed, over all pairs of sections.
    fn printed(len: usize, raters: &[Vec<Span>]) -> (f64, f64) {
        let (count, len_f) = (raters.len() as f64, len as f64);
        let gaps = |units: &[Span]| {
            let is_free = |at: usize| !units.iter().any(|unit| unit.contains(at));
            let mut gaps: Vec<usize> = Vec::new();
            for at in 0..len {
                if is_free(at) && at > 0 && is_free(at - 1) {
                    *gaps.last_mut().unwrap() += 1;
                } else if is_free(at) {
                    gaps.push(1);
                }
            }
            gaps
        };
        let (mut observed, mut expected, mut taken) = (0.0, 0.0, 0.0);
        let unit_count: usize = raters.iter().map(Vec::len).sum();
        for (i, own) in raters.iter().enumerate() {
            for unit in own {
                let l = unit.len() as f64;
                taken += l * (l - 1.0);
                expected += (unit_count as f64 - 1.0) / 3.0 * (2.0 * l.powi(3) - 3.0 * l.powi(2) + l);
                for gap in raters.iter().flat_map(|units| gaps(units)).filter(|gap| *gap >= unit.len()) {
                    expected += l * l * (gap as f64 - l + 1.0);
                }
                for (_, others) in raters.iter().enumerate().filter(|(j, _)| *j != i) {
                    let met: Vec<&Span> = others.iter().filter(|other| other.overlaps(*unit)).collect();
                    // Each order of two observers counts; within a gap the section has the same distance both ways.
                    observed += if met.is_empty() { 2.0 * l * l } else { 0.0 };
                    for other in met {
                        let ends = (unit.start.abs_diff(other.start), unit.end.abs_diff(other.end));
                        observed += (ends.0 as f64).powi(2) + (ends.1 as f64).powi(2);
                    }
                }
            }
        }
        let places = count * len_f;
        (
            observed / (count * (count - 1.0) * len_f * len_f),
            2.0 / len_f * expected / (places * (places - 1.0) - taken),
        )
    }

    fn rater() -> impl Strategy<Value = Vec<Span>> {
        proptest::collection::vec((0_usize..4, 1_usize..6), 0..6).prop_map(|steps| {
            let mut end = 0;
            let unit = |(gap, len)| {
                let span = Span::new(end + gap, end + gap + len);
                end = span.end;
                span
            };
            steps.into_iter().map(unit).collect()
        })
    }

    proptest! {
        #[test]
        fn sums_are_those_of_the_printed_formulas(raters in proptest::collection::vec(rater(), 2..5)) {
            let found = parts(&continuum(60, &raters), raters.len());
            let printed = printed(60, &raters);
            prop_assert!((found.0 - printed.0).abs() < 1e-9, "observed {} instead of {}", found.0, printed.0);
            prop_assert!((found.1 - printed.1).abs() < 1e-9, "expected {} instead of {}", found.1, printed.1);
        }

        #[test]
        fn two_among_others_agree_as_if_they_were_alone(raters in proptest::collection::vec(rater(), 3..6)) {
            let all = continuum(60, &raters);
            for (one, units) in raters.iter().enumerate() {
                for (other, others) in raters.iter().enumerate().skip(one + 1) {
                    let alone = continuum(60, &[units.clone(), others.clone()]);
                    prop_assert_eq!(all.alpha(&[one, other]), alone.alpha(&[0, 1]));
                }
            }
        }

        #[test]
        fn a_copy_agrees_wholly(units in rater()) {
            let alpha = continuum(60, &[units.clone(), units.clone()]).alpha(&[0, 1]);
            prop_assert_eq!(alpha, if units.is_empty() { Err(Undefined::NothingMarked) } else { Ok(1.0) });
        }
    }
}

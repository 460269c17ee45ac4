//! [`Sections`]: the units that annotators marked with one kind, and the gaps between them.

use crate::analysis::agreement::matches::pair_index;
use crate::analysis::agreement::sets::Sets;
use crate::analysis::agreement::work::DocumentWork;
use crate::text::Span;

/// Units of all annotators by start; those of one annotator are apart from each other.
#[derive(Clone, Debug, Default)]
pub(super) struct Units {
    list: Vec<(Span, usize)>,
    /// By annotator the last one's index.
    last: Vec<Option<usize>>,
}

/// What counts of the units of one kind in a continuum. All sums are of whole numbers.
#[derive(Debug)]
pub(super) struct Sections {
    annotators: Vec<Annotator>,
    /// Between each two annotators, by [`pair_index`].
    apart: Vec<f64>,
    /// The lengths of units, the longest first.
    lens: Vec<f64>,
}

/// What one annotator marked.
#[derive(Clone, Debug, Default)]
struct Annotator {
    unit_count: f64,
    overlap_chance: f64,
    taken: f64,
    /// By length: how many units have it, and how many ways a unit of that length has to lie within a gap.
    by_len: Vec<(f64, f64)>,
}

/// Sums over some annotators, and over each two of them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Between {
    pub(super) unit_count: f64,
    /// Expected of units that overlap: 2 l³ − 3 l² + l for each of length l.
    pub(super) overlap_chance: f64,
    /// Pairs of characters that units take: l (l − 1) for each of length l.
    pub(super) taken: f64,
    /// Observed: units that overlap by the distance of their ends, the others by their length.
    pub(super) apart: f64,
    /// Expected of units in gaps, of each annotator in those of each: for each unit its length squared times the ways
    /// to lie within a gap.
    pub(super) gap_chance: f64,
}

/// The units of these annotators in documents laid end to end, by kind; claims without a kind share one.
pub(super) fn units(documents: &[&DocumentWork<'_>], kinds: &Sets, is_member: &[bool]) -> Vec<Units> {
    let mut units: Vec<Units> = Vec::new();
    let mut start = 0;
    for work in documents {
        for (annotator, mark) in work.claims() {
            if !is_member.get(annotator).copied().unwrap_or_default() {
                continue;
            }
            let words = kinds.words_of(mark.kinds).iter().map(|word| *word as usize + 1);
            let without_kind = (mark.kinds == Sets::EMPTY).then_some(0);
            for kind in words.chain(without_kind) {
                if units.len() <= kind {
                    units.resize(kind + 1, Units::new(is_member.len()));
                }
                if let Some(units) = units.get_mut(kind) {
                    units.mark(Span::new(start + mark.span.start, start + mark.span.end), annotator);
                }
            }
        }
        start += work.len;
    }
    units
}

impl Units {
    pub(super) fn new(annotator_count: usize) -> Self {
        Self { list: Vec::new(), last: vec![None; annotator_count] }
    }

    /// Spans come by start; those of one annotator that overlap become one.
    pub(super) fn mark(&mut self, span: Span, annotator: usize) {
        let Some(last) = self.last.get_mut(annotator) else {
            return;
        };
        let own = last.and_then(|last| self.list.get_mut(last));
        if let Some((own, _)) = own.filter(|(own, _)| span.start < own.end) {
            own.end = own.end.max(span.end);
            return;
        }
        *last = Some(self.list.len());
        self.list.push((span, annotator));
    }

    /// The lengths of units, the longest first, and of each length up to there how many are longer.
    fn lens(&self) -> (Vec<f64>, Vec<usize>) {
        let longest = self.list.iter().map(|(unit, _)| unit.len()).max();
        let mut longer = vec![0; longest.map_or(0, |longest| longest + 1)];
        for (unit, _) in &self.list {
            longer.get_mut(unit.len()).into_iter().for_each(|has_units| *has_units = 1);
        }
        let mut lens = Vec::new();
        for (len, longer) in longer.iter_mut().enumerate().rev() {
            let has_units = std::mem::replace(longer, lens.len()) > 0;
            lens.extend(has_units.then_some(len as f64));
        }
        (lens, longer)
    }

    fn apart(&self) -> Vec<f64> {
        let count = self.last.len();
        let mut apart = vec![0.0; count * count.saturating_sub(1) / 2];
        let square = |len: usize| (len * len) as f64;
        // What it is if none overlap; each overlap takes the lengths back.
        let mut alone = vec![0.0; count];
        let mut ends = vec![0; count];
        let mut open: Vec<(Span, usize)> = Vec::new();
        for (unit, annotator) in self.list.iter().copied().filter(|(unit, _)| !unit.is_empty()) {
            open.retain(|(other, _)| other.end > unit.start);
            let (Some(alone), Some(end)) = (alone.get_mut(annotator), ends.get_mut(annotator)) else {
                continue;
            };
            for (other, owner) in &open {
                let pair = pair_index(annotator.min(*owner), annotator.max(*owner), count);
                // Who overlaps the other one already has taken its length back.
                let other_len = if *end > other.start { 0 } else { other.len() };
                if let Some(apart) = apart.get_mut(pair) {
                    *apart += square(unit.start - other.start) + square(unit.end.abs_diff(other.end))
                        - square(unit.len())
                        - square(other_len);
                }
            }
            *alone += square(unit.len());
            *end = unit.end;
            open.push((unit, annotator));
        }
        let pairs = (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other)));
        for (apart, (one, other)) in apart.iter_mut().zip(pairs) {
            *apart += [one, other].iter().filter_map(|annotator| alone.get(*annotator)).sum::<f64>();
        }
        apart
    }
}

impl Annotator {
    fn add_unit(&mut self, len: f64, longer: usize) {
        self.unit_count += 1.0;
        self.overlap_chance += (2.0 * len - 1.0) * (len - 1.0) * len;
        self.taken += len * (len - 1.0);
        if let Some((units, _)) = self.by_len.get_mut(longer) {
            *units += 1.0;
        }
    }

    /// `gaps` are how many become wide enough at each length, and how long they are together.
    fn set_ways(&mut self, gaps: &[(f64, f64)], lens: &[f64]) {
        let (mut gap_count, mut gap_sum) = (0.0, 0.0);
        for ((count, sum), ((_, ways), len)) in gaps.iter().zip(self.by_len.iter_mut().zip(lens)) {
            gap_count += count;
            gap_sum += sum;
            *ways = gap_sum - gap_count * (len - 1.0);
        }
    }
}

impl Sections {
    /// Of units in a continuum of that length.
    pub(super) fn of(units: &Units, len: usize) -> Self {
        let count = units.last.len();
        let (lens, longer) = units.lens();
        let longer = |len: usize| longer.get(len).copied().unwrap_or_default();
        let mut annotators =
            vec![Annotator { by_len: vec![(0.0, 0.0); lens.len()], ..Annotator::default() }; count];
        let mut gaps = vec![(0.0, 0.0); count * lens.len()];
        let mut ends = vec![0; count];
        let rest = (0..count).map(|annotator| (Span::new(len, len), annotator));
        for (at, (unit, annotator)) in units.list.iter().copied().chain(rest).enumerate() {
            let (Some(own), Some(end)) = (annotators.get_mut(annotator), ends.get_mut(annotator)) else {
                continue;
            };
            if at < units.list.len() {
                own.add_unit(unit.len() as f64, longer(unit.len()));
            }
            let gap = unit.start.saturating_sub(*end);
            *end = unit.end;
            // Gaps too narrow for any unit have no length of their own.
            let widest = longer(gap);
            if widest < lens.len()
                && gap > 0
                && let Some((gap_count, gap_sum)) = gaps.get_mut(annotator * lens.len() + widest)
            {
                *gap_count += 1.0;
                *gap_sum += gap as f64;
            }
        }
        for (own, gaps) in annotators.iter_mut().zip(gaps.chunks_exact(lens.len().max(1))) {
            own.set_ways(gaps, &lens);
        }
        Self { annotators, apart: units.apart(), lens }
    }

    /// The sums over these annotators, given in order.
    pub(super) fn between(&self, members: &[usize]) -> Between {
        let mut between = Between::default();
        let own = || members.iter().filter_map(|member| self.annotators.get(*member));
        for annotator in own() {
            between.unit_count += annotator.unit_count;
            between.overlap_chance += annotator.overlap_chance;
            between.taken += annotator.taken;
        }
        for (at, len) in self.lens.iter().enumerate() {
            let (mut units, mut ways) = (0.0, 0.0);
            for (own_units, own_ways) in own().filter_map(|annotator| annotator.by_len.get(at)) {
                units += own_units;
                ways += own_ways;
            }
            between.gap_chance += units * len * len * ways;
        }
        for (at, one) in members.iter().enumerate() {
            let others = members.iter().skip(at + 1);
            let pairs = others.map(|other| pair_index(*one, *other, self.annotators.len()));
            between.apart += pairs.filter_map(|pair| self.apart.get(pair)).sum::<f64>();
        }
        between
    }
}

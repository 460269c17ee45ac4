//! [`Sections`]: the units that an annotator marked with one kind, and the gaps between them.

use crate::analysis::agreement::sets::Sets;
use crate::analysis::agreement::work::DocumentWork;
use crate::text::Span;

/// Units of one annotator and kind in a continuum.
#[derive(Clone, Debug, Default)]
pub(super) struct Sections {
    /// In order, apart from each other.
    units: Vec<Span>,
    /// How many units there are of each length, the longest first.
    unit_lens: Vec<(f64, f64)>,
    /// Likewise for gaps.
    gap_lens: Vec<(f64, f64)>,
}

/// The sections of all annotators in these documents laid end to end, by kind; claims without a kind share one.
pub(super) fn sections(documents: &[&DocumentWork<'_>], kinds: &Sets, len: usize) -> Vec<Vec<Sections>> {
    let annotator_count = documents.first().map_or(0, |work| work.tagged.len());
    let mut units: Vec<Vec<Vec<Span>>> = Vec::new();
    let mut start = 0;
    for work in documents {
        for (annotator, mark) in work.claims() {
            let words = kinds.words_of(mark.kinds).iter().map(|word| *word as usize + 1);
            let without_kind = (mark.kinds == Sets::EMPTY).then_some(0);
            for kind in words.chain(without_kind) {
                if units.len() <= kind {
                    units.resize(kind + 1, vec![Vec::new(); annotator_count]);
                }
                if let Some(own) = units.get_mut(kind).and_then(|kind| kind.get_mut(annotator)) {
                    own.push(Span::new(start + mark.span.start, start + mark.span.end));
                }
            }
        }
        start += work.len;
    }
    let of_kind = |kind: Vec<Vec<Span>>| kind.into_iter().map(|units| Sections::of(units, len)).collect();
    units.into_iter().map(of_kind).collect()
}

impl Sections {
    /// Of units in order of their starts, in a continuum of that length; those that overlap become one.
    pub(super) fn of(spans: impl IntoIterator<Item = Span>, len: usize) -> Self {
        let mut units: Vec<Span> = Vec::new();
        for span in spans {
            match units.last_mut().filter(|last| span.start < last.end) {
                Some(last) => last.end = last.end.max(span.end),
                None => units.push(span),
            }
        }
        let mut end = 0;
        let mut gaps = Vec::new();
        for unit in units.iter().copied().chain([Span::new(len, len)]) {
            gaps.extend((unit.start > end).then(|| unit.start - end));
            end = unit.end;
        }
        let unit_lens = counted(units.iter().map(|unit| unit.len()).collect());
        Self { units, unit_lens, gap_lens: counted(gaps) }
    }

    pub(super) fn unit_count(&self) -> f64 {
        self.units.len() as f64
    }

    /// Observed between two: overlapping units by the distance of their ends, the others by their length.
    pub(super) fn disagreement(&self, other: &Self) -> f64 {
        let square = |len: usize| (len * len) as f64;
        let mut sum = 0.0;
        let (mut ours, mut theirs) = (self.units.iter().peekable(), other.units.iter().peekable());
        let (mut is_ours_met, mut is_theirs_met) = (false, false);
        loop {
            let (one, two) = match (ours.peek(), theirs.peek()) {
                (Some(one), Some(two)) => (**one, **two),
                (Some(one), None) => (**one, Span::new(usize::MAX, usize::MAX)),
                (None, Some(two)) => (Span::new(usize::MAX, usize::MAX), **two),
                (None, None) => return sum,
            };
            if one.overlaps(two) {
                (is_ours_met, is_theirs_met) = (true, true);
                sum += square(one.start.abs_diff(two.start)) + square(one.end.abs_diff(two.end));
            }
            // The one that ends first meets nothing further on; of two that end together both are done.
            if one.end <= two.end {
                sum += if is_ours_met { 0.0 } else { square(one.len()) };
                is_ours_met = false;
                ours.next();
            }
            if two.end <= one.end {
                sum += if is_theirs_met { 0.0 } else { square(two.len()) };
                is_theirs_met = false;
                theirs.next();
            }
        }
    }

    /// Expected of units that overlap: 2 l³ − 3 l² + l for each of length l.
    pub(super) fn overlap_chance(&self) -> f64 {
        self.unit_lens.iter().map(|(len, count)| count * (2.0 * len - 1.0) * (len - 1.0) * len).sum()
    }

    /// Expected of our units in their gaps: for each unit its length squared times the ways to lie within a gap.
    pub(super) fn gap_chance(&self, other: &Self) -> f64 {
        let (mut gap_count, mut gap_sum, mut sum) = (0.0, 0.0, 0.0);
        let mut gaps = other.gap_lens.iter().peekable();
        for (len, count) in &self.unit_lens {
            while let Some((gap, times)) = gaps.next_if(|(gap, _)| gap >= len) {
                gap_count += times;
                gap_sum += times * gap;
            }
            sum += count * len * len * (gap_sum - gap_count * (len - 1.0));
        }
        sum
    }

    /// Pairs of characters that units take: l (l − 1) for each of length l.
    pub(super) fn taken(&self) -> f64 {
        self.unit_lens.iter().map(|(len, count)| count * len * (len - 1.0)).sum()
    }
}

/// Each length with how often it comes, the longest first.
fn counted(mut lens: Vec<usize>) -> Vec<(f64, f64)> {
    lens.sort_unstable_by(|one, other| other.cmp(one));
    let same = lens.chunk_by(|one, other| one == other);
    same.filter_map(|same| Some((*same.first()? as f64, same.len() as f64))).collect()
}

//! [`Noise`]: how often units that are alike are drawn, if each is drawn a Poisson number of times (Chamandy et al.
//! 2012).

use super::bootstrap::Dice;
use std::sync::LazyLock;

/// Resamples that are drawn and added up side by side, each in the order in which it would be alone.
pub(super) const LANES: usize = 8;

/// A number of each of the resamples that are side by side.
pub(super) type Lanes = [f64; LANES];

/// Up to so many units quantiles are looked up.
const FEW: u32 = 8;

const STEP_BITS: u32 = 12;

/// For each number of units from 1 to [`FEW`] quantiles in even steps; made when first asked for.
static QUANTILES: LazyLock<Vec<u8>> = LazyLock::new(quantiles);

/// So many units of one sort.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Alike {
    count: u32,
    root: f64,
}

impl Alike {
    pub(super) fn new(count: u32) -> Self {
        Self { count, root: f64::from(count).sqrt() }
    }

    pub(super) const fn count(self) -> u32 {
        self.count
    }
}

/// What chance gives, whatever is drawn with it. Kept from pair to pair and from table to table, which all draw the
/// same: making it costs more than using it.
#[derive(Debug, Default)]
pub(super) struct Noise {
    dice: Dice,
    normals: Vec<Lanes>,
    /// Numbers of quantiles.
    steps: Vec<[u16; LANES]>,
}

impl Noise {
    /// How often these are drawn in the resamples `block` · [`LANES`] and following.
    pub(super) fn draw(
        &mut self,
        block: usize,
        sorts: impl ExactSizeIterator<Item = Alike>,
        counts: &mut [Lanes],
    ) {
        let (start, end) = (block * sorts.len(), (block + 1) * sorts.len());
        self.make(end);
        let normals = self.normals.get(start..end).unwrap_or_default();
        let steps = self.steps.get(start..end).unwrap_or_default();
        for (((counts, sort), normals), steps) in counts.iter_mut().zip(sorts).zip(normals).zip(steps) {
            if sort.count <= FEW {
                few(sort.count, steps, counts);
            } else {
                many(sort, normals, counts);
            }
        }
    }

    fn make(&mut self, count: usize) {
        for _ in self.normals.len()..count {
            let (mut normals, mut steps) = ([0.0; LANES], [0; LANES]);
            for (normal, step) in normals.iter_mut().zip(&mut steps) {
                (*normal, *step) = self.dice.normal_and_step(STEP_BITS);
            }
            self.normals.push(normals);
            self.steps.push(steps);
        }
    }
}

fn few(count: u32, steps: &[u16; LANES], counts: &mut Lanes) {
    let start = (count as usize).saturating_sub(1) << STEP_BITS;
    let quantiles = QUANTILES.get(start..start + (1 << STEP_BITS)).unwrap_or_default();
    for (drawn, step) in counts.iter_mut().zip(steps) {
        *drawn = quantiles.get(usize::from(*step)).copied().map_or(0.0, f64::from);
    }
}

/// By the first terms of Cornish and Fisher 1938, and then not whole.
fn many(sort: Alike, normals: &Lanes, counts: &mut Lanes) {
    let count = f64::from(sort.count);
    for (drawn, normal) in counts.iter_mut().zip(normals) {
        *drawn = (count + sort.root * normal + (normal * normal - 1.0) / 6.0).max(0.0);
    }
}

fn quantiles() -> Vec<u8> {
    let steps = 1_u32 << STEP_BITS;
    let mut quantiles = Vec::new();
    for count in 1..=FEW {
        let (mut drawn, mut term) = (0_u8, (-f64::from(count)).exp());
        let mut below = term;
        for step in 0..steps {
            while (f64::from(step) + 0.5) / f64::from(steps) > below {
                drawn += 1;
                term *= f64::from(count) / f64::from(drawn);
                below += term;
            }
            quantiles.push(drawn);
        }
    }
    quantiles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn poisson_counts_have_the_mean_and_the_spread_they_should() {
        let mut noise = Noise::default();
        for units in [1, 3, 8, 9, 100, 5_000] {
            let mut drawn = Vec::new();
            for block in 0..20_000 / LANES {
                let mut counts = [[0.0; LANES]];
                noise.draw(block, [Alike::new(units)].into_iter(), &mut counts);
                drawn.extend(counts.into_iter().flatten());
            }
            let count = f64::from(units);
            let mean = drawn.iter().sum::<f64>() / 20_000.0;
            let variance = drawn.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / 20_000.0;
            assert!((mean - count).abs() < 4.0 * (count / 20_000.0).sqrt() + 0.02, "{count}: mean {mean}");
            assert!((variance / count - 1.0).abs() < 0.06, "{count}: variance {variance}");
        }
    }

    #[test]
    fn what_is_drawn_does_not_depend_on_what_was_drawn_before() {
        let sorts = [Alike::new(3), Alike::new(40)];
        let drawn = |noise: &mut Noise, block| {
            let mut counts = [[0.0; LANES]; 2];
            noise.draw(block, sorts.into_iter(), &mut counts);
            counts
        };
        let mut used = Noise::default();
        let later = drawn(&mut used, 5);
        assert_ne!(drawn(&mut used, 0), later);
        assert_eq!(drawn(&mut Noise::default(), 5), later);
    }
}

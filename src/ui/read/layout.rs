//! [`ColumnLayout`]: heights of a document's blocks, estimated until measured, with O(log n) look-ups.
//!
//! A Fenwick tree (Fenwick 1994) holds the heights, so that scrolling through 20,000 sentences costs what is visible.

/// Heights of the blocks of one column at one width and text size.
#[derive(Clone, Debug, Default)]
pub struct ColumnLayout {
    width: f32,
    size: f32,
    heights: Vec<f32>,
    tree: Vec<f64>,
}

impl ColumnLayout {
    /// Starts over when width, text size or the number of blocks changed; gives whether it did.
    pub fn prepare(&mut self, width: f32, size: f32, estimates: impl ExactSizeIterator<Item = f32>) -> bool {
        let same = (self.width - width).abs() < 0.5 && (self.size - size).abs() < 0.01;
        if same && self.heights.len() == estimates.len() {
            return false;
        }
        self.width = width;
        self.size = size;
        self.heights = estimates.collect();
        self.rebuild();
        true
    }

    fn rebuild(&mut self) {
        let count = self.heights.len();
        self.tree = vec![0.0; count + 1];
        for index in 1..=count {
            let own = self.heights.get(index - 1).copied().unwrap_or_default();
            let parent = index + lowest_bit(index);
            let sum = self.tree.get(index).copied().unwrap_or_default() + f64::from(own);
            if let Some(node) = self.tree.get_mut(index) {
                *node = sum;
            }
            if let Some(node) = self.tree.get_mut(parent) {
                *node += sum;
            }
        }
    }

    /// Notes the height of a block that was laid out.
    pub fn measure(&mut self, index: usize, height: f32) {
        let Some(known) = self.heights.get_mut(index) else {
            return;
        };
        let change = f64::from(height - *known);
        if change.abs() < 0.01 {
            return;
        }
        *known = height;
        let mut node = index + 1;
        while let Some(sum) = self.tree.get_mut(node) {
            *sum += change;
            node += lowest_bit(node);
        }
    }

    /// Distance of a block's top from the top of the text, in points.
    #[expect(clippy::cast_possible_truncation, reason = "points on a screen")]
    pub fn top(&self, index: usize) -> f32 {
        let mut node = index.min(self.heights.len());
        let mut sum = 0.0;
        while node > 0 {
            sum += self.tree.get(node).copied().unwrap_or_default();
            node -= lowest_bit(node);
        }
        sum as f32
    }

    /// Height of the whole text in points.
    pub fn total(&self) -> f32 {
        self.top(self.heights.len())
    }

    /// The block that stands at a distance from the top; the last one below the end.
    pub fn block_at(&self, distance: f32) -> usize {
        let mut rest = f64::from(distance.max(0.0));
        let mut found = 0;
        let mut step = self.heights.len().next_power_of_two();
        while step > 0 {
            let next = found + step;
            if let Some(sum) = self.tree.get(next)
                && *sum <= rest
            {
                rest -= sum;
                found = next;
            }
            step /= 2;
        }
        found.min(self.heights.len().saturating_sub(1))
    }

    /// How many blocks there are.
    pub const fn block_count(&self) -> usize {
        self.heights.len()
    }
}

const fn lowest_bit(index: usize) -> usize {
    index & index.wrapping_neg()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(heights: &[f32]) -> ColumnLayout {
        let mut layout = ColumnLayout::default();
        layout.prepare(100.0, 15.0, heights.iter().copied());
        layout
    }

    #[test]
    fn tops_are_sums_of_the_heights_above() {
        let layout = layout(&[10.0, 20.0, 5.0, 40.0, 1.0]);
        let tops: Vec<f32> = (0..=5).map(|index| layout.top(index)).collect();
        assert_eq!(tops, [0.0, 10.0, 30.0, 35.0, 75.0, 76.0]);
    }

    #[test]
    fn a_measured_block_moves_those_below_it() {
        let mut layout = layout(&[10.0, 20.0, 5.0]);
        layout.measure(1, 50.0);
        assert_eq!((layout.top(1), layout.top(2), layout.total()), (10.0, 60.0, 65.0));
    }

    #[test]
    fn the_block_at_a_distance_is_the_one_that_covers_it() {
        let layout = layout(&[10.0, 20.0, 5.0]);
        let at = |distance| layout.block_at(distance);
        assert_eq!(
            [at(-5.0), at(0.0), at(9.9), at(10.0), at(29.0), at(30.0), at(999.0)],
            [0, 0, 0, 1, 1, 2, 2]
        );
    }
}

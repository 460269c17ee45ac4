//! [`groups`]: puts together what annotators did at the same place, one thing of each.

/// Something that annotators have in the same way.
#[derive(Debug)]
pub(super) struct Node<T> {
    pub(super) value: T,
    /// Sorted.
    annotators: Vec<usize>,
}

impl<T> Node<T> {
    pub(super) fn new(value: T, annotators: impl IntoIterator<Item = usize>) -> Self {
        let mut annotators: Vec<usize> = annotators.into_iter().collect();
        annotators.sort_unstable();
        Self { value, annotators }
    }

    /// Whether somebody has both, so that they are not the same.
    pub(super) fn shares_annotator(&self, other: &Self) -> bool {
        self.annotators.iter().any(|annotator| other.annotators.binary_search(annotator).is_ok())
    }
}

/// Groups of nodes by index, each in order, by their first node.
///
/// Candidates are pairs with their likeness. The most alike come first, in order of nodes where they are as alike, so
/// that it does not matter who the annotators are. All nodes of a group are the same as each other.
pub(super) fn groups<T>(
    nodes: &[Node<T>],
    mut candidates: Vec<(f64, usize, usize)>,
    is_same: impl Fn(&T, &T) -> bool,
) -> Vec<Vec<usize>> {
    candidates.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut group_of: Vec<usize> = (0..nodes.len()).collect();
    let mut members: Vec<Vec<usize>> = (0..nodes.len()).map(|node| vec![node]).collect();
    for (_, one, other) in candidates {
        let (Some(&one), Some(&other)) = (group_of.get(one), group_of.get(other)) else {
            continue;
        };
        let of = |group: usize| members.get(group).into_iter().flatten().filter_map(|node| nodes.get(*node));
        let fit = |a: &Node<T>, b: &Node<T>| !a.shares_annotator(b) && is_same(&a.value, &b.value);
        if one == other || !of(one).all(|a| of(other).all(|b| fit(a, b))) {
            continue;
        }
        let moved = members.get_mut(other).map(std::mem::take).unwrap_or_default();
        for node in &moved {
            if let Some(group) = group_of.get_mut(*node) {
                *group = one;
            }
        }
        members.get_mut(one).into_iter().for_each(|group| group.extend(&moved));
    }
    members.retain(|group| !group.is_empty());
    members.iter_mut().for_each(|group| group.sort_unstable());
    members.sort_unstable();
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grouped(annotators: &[&[usize]], candidates: &[(f64, usize, usize)]) -> Vec<Vec<usize>> {
        let nodes: Vec<Node<usize>> = (0..)
            .zip(annotators)
            .map(|(value, annotators)| Node::new(value, annotators.iter().copied()))
            .collect();
        let alike: Vec<(usize, usize)> = candidates.iter().map(|(_, one, other)| (*one, *other)).collect();
        groups(&nodes, candidates.to_vec(), |one, other| {
            alike.contains(&(*one, *other)) || alike.contains(&(*other, *one))
        })
    }

    #[test]
    fn the_most_alike_are_put_together_first() {
        assert_eq!(grouped(&[&[0], &[1], &[0]], &[(0.5, 0, 1), (0.9, 1, 2)]), [vec![0], vec![1, 2]]);
    }

    #[test]
    fn nobody_has_two_things_in_a_group() {
        assert_eq!(grouped(&[&[0, 1], &[1, 2]], &[(0.9, 0, 1)]), [vec![0], vec![1]]);
    }

    #[test]
    fn a_group_holds_no_two_that_are_not_the_same() {
        let chain = [(0.9, 0, 1), (0.8, 1, 2)];
        assert_eq!(grouped(&[&[0], &[1], &[2]], &chain), [vec![0, 1], vec![2]]);
        let ring = [(0.9, 0, 1), (0.8, 1, 2), (0.7, 0, 2)];
        assert_eq!(grouped(&[&[0], &[1], &[2]], &ring), [vec![0, 1, 2]]);
    }
}

//! [`merged_order`]: two orders of the same things, with some that only one side has, become one.

use std::collections::{BTreeMap, BTreeSet};

/// The order of what is kept. Who alone moved things has the say; what one side added follows what it followed there.
///
/// The second value says that both moved things, so that the order of one of them had to be taken.
pub(super) fn merged_order<K: Ord + Clone>(
    [base, ours, theirs]: [&[K]; 3],
    kept: &BTreeSet<K>,
) -> (Vec<K>, bool) {
    let within = |list: &[K], set: &BTreeSet<K>| -> Vec<K> {
        list.iter().filter(|one| set.contains(one)).cloned().collect()
    };
    let [base, mut ours, mut theirs] = [base, ours, theirs].map(|list| within(list, kept));
    let old: BTreeSet<K> = base.iter().cloned().collect();
    // Who took out what is kept all the same has not moved it.
    put_back(&mut ours, &base);
    put_back(&mut theirs, &base);
    let all_theirs: BTreeSet<K> = theirs.iter().cloned().collect();
    let shared: BTreeSet<K> = ours.iter().filter(|one| all_theirs.contains(one)).cloned().collect();
    let [common_ours, common_theirs] = [&ours, &theirs].map(|list| within(list, &shared));
    let old_shared: BTreeSet<K> = shared.intersection(&old).cloned().collect();
    let old_order = within(&base, &old_shared);
    let has_moved = |list: &[K]| within(list, &old_shared) != old_order;
    let (skeleton, is_clash) = match (has_moved(&common_ours), has_moved(&common_theirs)) {
        _ if common_ours == common_theirs => (common_ours, false),
        (true, false) => (common_ours, false),
        (false, true) => (common_theirs, false),
        (moved, _) => (common_ours.max(common_theirs), moved),
    };
    let runs = [runs(&ours, &shared), runs(&theirs, &shared)];
    let mut order = Vec::with_capacity(kept.len());
    for anchor in std::iter::once(None).chain(skeleton.into_iter().map(Some)) {
        let [ours, theirs] = runs.each_ref().map(|runs| runs.get(&anchor).map_or(&[][..], Vec::as_slice));
        order.extend(anchor);
        order.extend(merged_runs(ours, theirs));
    }
    (order, is_clash)
}

/// Inserts what the list lacks of the old things, each after what it followed before.
fn put_back<K: Ord + Clone>(list: &mut Vec<K>, base: &[K]) {
    let here: BTreeSet<K> = list.iter().cloned().collect();
    if base.iter().all(|one| here.contains(one)) {
        return;
    }
    let mut after = 0;
    for one in base {
        if here.contains(one) {
            after = list.iter().position(|here| here == one).map_or(after, |at| at + 1);
        } else {
            list.insert(after, one.clone());
            after += 1;
        }
    }
}

/// What is not shared, by the shared thing that it follows; none for what stands before all of them.
fn runs<K: Ord + Clone>(list: &[K], shared: &BTreeSet<K>) -> BTreeMap<Option<K>, Vec<K>> {
    let mut runs: BTreeMap<Option<K>, Vec<K>> = BTreeMap::new();
    let mut anchor = None;
    for one in list {
        if shared.contains(one) {
            anchor = Some(one.clone());
        } else {
            runs.entry(anchor.clone()).or_default().push(one.clone());
        }
    }
    runs
}

/// Two runs for one place: always the lower head first, so that three runs come out the same in whatever order they
/// meet.
fn merged_runs<K: Ord + Clone>(ours: &[K], theirs: &[K]) -> Vec<K> {
    let mut merged = Vec::with_capacity(ours.len() + theirs.len());
    let (mut ours, mut theirs) = (ours.iter().peekable(), theirs.iter().peekable());
    loop {
        let next = match (ours.peek(), theirs.peek()) {
            (Some(one), Some(other)) if one > other => theirs.next(),
            (Some(_), _) => ours.next(),
            (None, _) => theirs.next(),
        };
        match next {
            Some(one) => merged.push(one.clone()),
            None => return merged,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn order(base: &str, ours: &str, theirs: &str) -> String {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        let [base, ours, theirs] = [base, ours, theirs].map(chars);
        let is_gone = |c: &char| base.contains(c) && !(ours.contains(c) && theirs.contains(c));
        let kept = ours.iter().chain(&theirs).filter(|c| !is_gone(c)).copied().collect();
        merged_order([&base, &ours, &theirs], &kept).0.into_iter().collect()
    }

    #[test]
    fn who_alone_moved_things_has_the_say() {
        assert_eq!(order("abcd", "dabc", "abcd"), "dabc");
        assert_eq!(order("abcd", "abcd", "bacd"), "bacd");
        assert_eq!(order("abcd", "badc", "badc"), "badc");
    }

    #[test]
    fn what_a_side_added_follows_what_it_followed_there() {
        assert_eq!(order("abc", "axbc", "abcy"), "axbcy");
        assert_eq!(order("abc", "xabc", "cab"), "xcab");
        assert_eq!(order("abc", "abcpq", "abcx"), "abcpqx");
        assert_eq!(order("", "ab", "cd"), "abcd");
    }

    #[test]
    fn what_is_gone_on_one_side_leaves_no_gap() {
        assert_eq!(order("abc", "ac", "abxc"), "axc");
    }

    #[test]
    fn what_one_side_took_out_and_is_kept_was_not_moved() {
        let kept = "bcdx".chars().collect();
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        let order = |ours: &str, theirs: &str| -> String {
            merged_order([&chars("dba"), &chars(ours), &chars(theirs)], &kept).0.into_iter().collect()
        };
        let merged = order("xbca", "d");
        assert_eq!(merged, "dxbc");
        assert_eq!((order(&merged, "xbca"), order(&merged, "d")), (merged.clone(), merged.clone()));
    }

    fn shuffled(letters: &'static str) -> impl Strategy<Value = String> {
        let all: Vec<char> = letters.chars().collect();
        let count = 0..=all.len();
        prop::sample::subsequence(all, count).prop_shuffle().prop_map(|letters| letters.into_iter().collect())
    }

    proptest! {
        #[test]
        fn the_sides_may_change_places_and_a_second_time_changes_nothing(
            base in shuffled("abcde"), ours in shuffled("abcdexy"), theirs in shuffled("abcdeyz"),
        ) {
            let merged = order(&base, &ours, &theirs);
            prop_assert_eq!(&order(&base, &theirs, &ours), &merged);
            prop_assert_eq!(&order(&base, &merged, &theirs), &merged);
            prop_assert_eq!(&order(&base, &ours, &merged), &merged);
            prop_assert_eq!(&order(&base, &ours, &base), &ours);
            prop_assert_eq!(&order(&base, &ours, &ours), &ours);
        }

        #[test]
        fn three_that_only_add_come_out_the_same_in_any_order(
            places in prop::collection::vec((0_usize..4, 0_usize..3), 0..9),
        ) {
            let base = "abc";
            let mut sides = [base, base, base].map(str::to_owned);
            for (letter, (place, side)) in "qwertzuio".chars().zip(places) {
                let at = place.checked_sub(1).map_or(0, |place| sides[side].find(base.as_bytes()[place] as char).unwrap() + 1);
                sides[side].insert(at, letter);
            }
            let [one, two, three] = &sides;
            let both = |ours: &str, theirs: &str| order(base, ours, theirs);
            prop_assert_eq!(both(&both(one, two), three), both(one, &both(two, three)));
        }
    }
}

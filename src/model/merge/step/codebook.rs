//! [`bridge`]: a codebook under which the records before and after a step are both sound.

use crate::model::{Codebook, Scale};

/// The new codebook with all entries of the old one. Links of kinds that become symmetric may stand either way.
pub(super) fn bridge(old: &Codebook, new: &Codebook) -> Codebook {
    if old == new {
        return new.clone();
    }
    let mut both = new.clone();
    for kind in &mut both.link_kinds {
        kind.symmetric &= old.link_kind(&kind.id).is_none_or(|old| old.symmetric);
    }
    add(&mut both.claim_kinds, &old.claim_kinds, |kind| &kind.id);
    add(&mut both.link_kinds, &old.link_kinds, |kind| &kind.id);
    add(&mut both.difference_types, &old.difference_types, |term| &term.id);
    add(&mut both.outcomes, &old.outcomes, |term| &term.id);
    add(&mut both.causes, &old.causes, |term| &term.id);
    add(&mut both.rulings, &old.rulings, |term| &term.id);
    for scale in &mut both.scales {
        let levels = old.scale(&scale.id).map_or(&[][..], |old| old.levels.as_slice());
        add(&mut scale.levels, levels, |level| &level.id);
    }
    add::<Scale>(&mut both.scales, &old.scales, |scale| &scale.id);
    both
}

fn add<T: Clone>(entries: &mut Vec<T>, old: &[T], id: impl Fn(&T) -> &String) {
    let missing: Vec<T> =
        old.iter().filter(|old| !entries.iter().any(|new| id(new) == id(old))).cloned().collect();
    entries.extend(missing);
}

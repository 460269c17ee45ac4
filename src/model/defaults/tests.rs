//! The default codebook is sound and as the field has it.

use super::super::{Project, ProjectId};
use super::*;
use std::collections::BTreeSet;

#[test]
fn the_codebook_of_a_new_project_breaks_no_rule() {
    assert_eq!(Project::new(ProjectId(uuid::Uuid::nil()), "").check(), []);
}

#[test]
fn ids_labels_and_keys_are_unique_within_each_list() {
    #[track_caller]
    fn assert_unique<T: Ord>(values: impl Iterator<Item = T>) {
        let mut seen = BTreeSet::new();
        assert!(values.enumerate().all(|(at, value)| seen.insert(value) && seen.len() == at + 1));
    }
    let codebook = default_codebook();
    assert_unique(codebook.claim_kinds.iter().map(|kind| &kind.id));
    assert_unique(codebook.claim_kinds.iter().map(|kind| &kind.label));
    assert_unique(codebook.claim_kinds.iter().filter_map(|kind| kind.key));
    assert_unique(codebook.claim_kinds.iter().map(|kind| &kind.color));
    assert_unique(codebook.link_kinds.iter().map(|kind| &kind.id));
    assert_unique(codebook.link_kinds.iter().map(|kind| &kind.label));
    assert_unique(codebook.link_kinds.iter().filter_map(|kind| kind.key));
    assert_unique(codebook.link_kinds.iter().map(|kind| &kind.color));
    assert_unique(codebook.scales.iter().map(|scale| &scale.id));
    let terms = [&codebook.difference_types, &codebook.outcomes, &codebook.causes, &codebook.rulings];
    for list in terms.into_iter().chain(codebook.scales.iter().map(|scale| &scale.levels)) {
        assert_unique(list.iter().map(|term| &term.id));
        assert_unique(list.iter().map(|term| &term.label));
    }
}

#[test]
fn entries_are_whole() {
    let codebook = default_codebook();
    let claim_colors = codebook.claim_kinds.iter().map(|kind| &kind.color);
    for color in claim_colors.chain(codebook.link_kinds.iter().map(|kind| &kind.color)) {
        assert!(color.len() == 6 && color.bytes().all(|digit| digit.is_ascii_hexdigit()), "{color}");
    }
    for kind in &codebook.link_kinds {
        assert!(["entailment", "contradiction", "neutral"].contains(&kind.nli_label.as_str()), "{}", kind.id);
        assert!(kind.joins_thread || !kind.same_position, "{} is a position of no thread", kind.id);
        let opposes = kind.opposition != Opposition::None;
        assert!(!opposes || (kind.joins_thread && !kind.same_position), "{}", kind.id);
    }
    for scale in &codebook.scales {
        assert!(scale.unknown.as_ref().is_none_or(|level| scale.level(level).is_some()), "{}", scale.id);
    }
}

#[test]
fn the_scales_that_the_program_names_are_there() {
    let codebook = default_codebook();
    for (scale, level) in [(DEFAULT_SCALE, "high"), (RELIABILITY_SCALE, "F"), (CREDIBILITY_SCALE, "6")] {
        assert!(codebook.has_level(scale, level), "{scale}");
    }
    let digits: Vec<String> =
        super::super::Credibility::ALL.iter().map(|one| one.digit().to_string()).collect();
    let levels = &codebook.scale(CREDIBILITY_SCALE).unwrap().levels;
    assert!(levels.iter().map(|level| &level.id).eq(&digits));
}

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

/// What a colour looks like to people with a colour blindness (Machado et al. 2009, full severity), in linear light.
fn seen(hex: &str, by: [[f64; 3]; 3]) -> [f64; 3] {
    let value = u32::from_str_radix(hex, 16).unwrap();
    let channel = |shift: u32| {
        let share = f64::from(value >> shift & 0xFF) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    let light = [channel(16), channel(8), channel(0)];
    by.map(|row| row.iter().zip(light).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0))
}

/// CIELAB of linear light, D65.
fn lab([red, green, blue]: [f64; 3]) -> [f64; 3] {
    let part = |value: f64| if value > 0.008_856 { value.cbrt() } else { 7.787 * value + 16.0 / 116.0 };
    let x = part((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
    let y = part(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    let z = part((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

#[test]
fn claim_kinds_are_told_apart_by_every_sort_of_sight() {
    const SIGHTS: [[[f64; 3]; 3]; 3] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ];
    let kinds = default_codebook().claim_kinds;
    for sight in SIGHTS {
        for (index, one) in kinds.iter().enumerate() {
            for other in kinds.iter().skip(index + 1) {
                let (a, b) = (lab(seen(&one.color, sight)), lab(seen(&other.color, sight)));
                let distance = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
                assert!(distance > 12.0, "{} and {}: {distance:.1}", one.label, other.label);
            }
        }
    }
}

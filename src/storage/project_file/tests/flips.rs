//! Damage by chance: single bits, bytes and stretches; never a panic, never silently another project.

use super::written;
use crate::storage::project_file::samples::{Dice, project};
use crate::storage::project_file::{read_project, salvage_project};

/// How many bits are flipped; `CROSSCLAIM_FLIPS=100000` for the long form.
fn flip_count() -> usize {
    std::env::var("CROSSCLAIM_FLIPS").ok().and_then(|count| count.parse().ok()).unwrap_or(3_000)
}

#[test]
fn a_flipped_bit_never_passes_unseen() {
    let dice = &mut Dice(1);
    for number in 0..flip_count() {
        let seed = number as u64 / 50;
        let mut bytes = written(seed).into_bytes();
        // Half of them in the records, which are fewer bytes than the codebook.
        let start = if number % 2 == 0 { 0 } else { written(seed).find("\nannotators: [").unwrap() };
        let (index, bit) = (start + dice.below(bytes.len() - start), dice.below(8));
        bytes[index] ^= 1 << bit;
        if let Ok(loaded) = read_project(&bytes) {
            assert!(!loaded.problems.is_empty(), "seed {seed}, byte {index}, bit {bit}");
        }
        if let Ok(loaded) = salvage_project(&bytes) {
            let is_whole = loaded.project == project(seed);
            assert!(is_whole || !loaded.problems.is_empty(), "seed {seed}, byte {index}, bit {bit}");
        }
    }
}

#[test]
fn a_flipped_bit_of_the_checksum_itself_is_told() {
    let text = written(5);
    let trailer = text.rfind("// blake3").unwrap();
    for index in trailer - 1..text.len() {
        for bit in 0..8 {
            let mut bytes = text.clone().into_bytes();
            bytes[index] ^= 1 << bit;
            match read_project(&bytes) {
                Ok(loaded) => assert!(!loaded.problems.is_empty(), "byte {index}, bit {bit}"),
                Err(err) => assert!(err.to_string().contains("line "), "{err}"),
            }
        }
    }
}

#[test]
fn stretches_of_zero_bytes_and_lost_stretches_never_pass_unseen() {
    let text = written(15);
    for start in (0..text.len()).step_by(97) {
        let end = (start + 512).min(text.len());
        let mut zeros = text.clone().into_bytes();
        zeros[start..end].fill(0);
        assert!(read_project(&zeros).unwrap_err().to_string().contains("line "));
        let lost = [&text.as_bytes()[..start], &text.as_bytes()[end..]].concat();
        for bytes in [zeros, lost] {
            if let Ok(loaded) = read_project(&bytes) {
                assert!(!loaded.problems.is_empty());
            }
            if let Ok(loaded) = salvage_project(&bytes) {
                assert!(!loaded.problems.is_empty());
            }
        }
    }
}

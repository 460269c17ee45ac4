//! The comparing of two texts against pairs judged by hand: a score that falls fails.
//!
//! The sets are looked for in the folder that `CROSSCLAIM_GOLD` names, or beside the checkout.

use crossclaim::analysis::compare;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// What the sets beside the checkout gave: pairs that rightly disagree, and those that wrongly do.
///
/// Of *ecbflags*, pairs of sentences that share little else, few are sure enough for "cannot both hold".
const RECORDED: &[(&str, usize, usize)] = &[("values", 28, 0), ("ecbflags", 3, 0)];

#[derive(Deserialize)]
struct PairFile {
    pairs: Vec<Pair>,
}

#[derive(Deserialize)]
struct Pair {
    id: String,
    a: String,
    b: String,
    label: String,
}

fn gold_folder() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold");
    let folder = std::env::var_os("CROSSCLAIM_GOLD").map_or_else(beside, PathBuf::from).join("links");
    folder.is_dir().then_some(folder)
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that had nothing to do says so")]
#[expect(clippy::disallowed_methods, reason = "the sets are no part of the checkout")]
fn judged_pairs_score_as_recorded() {
    let Some(folder) = gold_folder() else {
        eprintln!("no gold sets beside the checkout: name their folder in CROSSCLAIM_GOLD");
        return;
    };
    for (set, hits, extra) in RECORDED {
        let bytes = std::fs::read(folder.join(format!("{set}.dev.pairs.json"))).unwrap();
        let file: PairFile = serde_json::from_slice(&bytes).unwrap();
        let flagged: Vec<&Pair> =
            file.pairs.iter().filter(|pair| compare(&pair.a, &pair.b, "").disagrees).collect();
        let (right, wrong): (Vec<&Pair>, Vec<&Pair>) =
            flagged.into_iter().partition(|pair| pair.label == "contradiction");
        let ids: Vec<&str> = wrong.iter().map(|pair| pair.id.as_str()).collect();
        assert!(right.len() >= *hits, "{set}: {} found, {hits} recorded", right.len());
        assert!(wrong.len() <= *extra, "{set}: {} wrong, {extra} recorded: {ids:?}", wrong.len());
    }
}

//! [`proposed`]: the kind of link that a suggestion offers as its default.

use super::super::differences::Comparison;
use crate::model::{Codebook, LinkKind, Opposition};

/// Differences that limit what is said and do not deny it.
const LIMITING: [&str; 2] = ["modality", "scope"];

/// Same origin for a copy, contradicts or qualifies where the comparison says so, otherwise corroborates.
///
/// A codebook without that kind lends another of the same effect, if it has one.
pub fn proposed(codebook: &Codebook, found: &Comparison, is_copy: bool) -> Option<String> {
    let is_limiting = |kind: &str| LIMITING.contains(&kind);
    let kinds = || found.differences.iter().map(|difference| difference.kind.as_str());
    let (id, fits): (&str, fn(&LinkKind) -> bool) = if found.disagrees && !kinds().all(is_limiting) {
        ("contradicts", |kind| kind.opposition == Opposition::Full)
    } else if found.disagrees || kinds().any(is_limiting) {
        ("qualifies", |kind| kind.opposition == Opposition::Soft)
    } else if is_copy {
        ("same_origin", |kind| kind.same_position && !kind.symmetric)
    } else {
        ("corroborates", |kind| kind.same_position && kind.symmetric)
    };
    let known = codebook.offered_link_kinds().find(|kind| kind.id == id);
    known.or_else(|| codebook.offered_link_kinds().find(|kind| fits(kind))).map(|kind| kind.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Difference, default_codebook};

    fn comparison(differences: &[&str], disagrees: bool) -> Comparison {
        let difference =
            |kind: &&str| Difference { kind: (*kind).to_owned(), from: None, to: None, note: String::new() };
        let hard = vec![disagrees; differences.len()];
        Comparison { differences: differences.iter().map(difference).collect(), hard, disagrees }
    }

    #[test]
    fn the_comparison_decides_and_a_copy_is_of_one_origin() {
        let kind_of = |found: Comparison, is_copy| proposed(&default_codebook(), &found, is_copy).unwrap();
        assert_eq!(kind_of(comparison(&[], false), false), "corroborates");
        assert_eq!(kind_of(comparison(&["lexical"], false), false), "corroborates");
        assert_eq!(kind_of(comparison(&[], false), true), "same_origin");
        assert_eq!(kind_of(comparison(&["numeric"], true), true), "contradicts");
        assert_eq!(kind_of(comparison(&["modality"], true), false), "qualifies");
        assert_eq!(kind_of(comparison(&["scope"], false), false), "qualifies");
    }

    #[test]
    fn another_codebook_lends_what_has_the_same_effect_or_nothing() {
        let mut codebook = default_codebook();
        codebook.link_kinds.retain(|kind| kind.id != "corroborates");
        let nothing = Comparison::default();
        assert_eq!(proposed(&codebook, &nothing, false), None);
        codebook.link_kinds.iter_mut().filter(|kind| kind.id == "same_origin").for_each(|kind| {
            kind.id = "supports".to_owned();
            kind.symmetric = true;
        });
        assert_eq!(proposed(&codebook, &nothing, false).unwrap(), "supports");
    }
}

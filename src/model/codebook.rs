//! [`Codebook`]: the kinds, difference types, outcomes and scales that a project's records name by id.

/// What records may say, in the words of this project. Records name entries by id, so labels may change freely.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Codebook {
    /// What a claim can be; several may apply to one claim.
    pub claim_kinds: Vec<ClaimKind>,
    /// How two claims can relate.
    pub link_kinds: Vec<LinkKind>,
    /// In what two linked texts can differ.
    pub difference_types: Vec<Term>,
    /// How a disagreement between sources can be settled.
    pub outcomes: Vec<Term>,
    /// Why annotators can differ.
    pub causes: Vec<Term>,
    /// How a difference between annotators can be settled.
    pub rulings: Vec<Term>,
    /// Scales of confidence, reliability and credibility.
    pub scales: Vec<Scale>,
}

/// One kind of claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimKind {
    /// Named by claims; never changes.
    pub id: String,
    /// Shown; may change at any time.
    pub label: String,
    /// When an annotator should choose it.
    #[serde(default)]
    pub definition: String,
    /// Six hexadecimal digits of red, green, blue.
    pub color: String,
    /// Key that tags with this kind.
    #[serde(default)]
    pub key: Option<char>,
    /// Kept for the claims that have it, offered for no new one.
    #[serde(default)]
    pub retired: bool,
}

/// One kind of link.
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent marks of the codebook, each a field of the file"
)]
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkKind {
    /// Named by links; never changes.
    pub id: String,
    /// Shown; may change at any time.
    pub label: String,
    /// When an annotator should choose it.
    #[serde(default)]
    pub definition: String,
    /// Six hexadecimal digits of red, green, blue.
    pub color: String,
    /// Key that links with this kind while the kind bar is open.
    #[serde(default)]
    pub key: Option<char>,
    /// Reads the same from both ends.
    #[serde(default)]
    pub symmetric: bool,
    /// Puts both ends into one thread.
    #[serde(default)]
    pub joins_thread: bool,
    /// Puts both ends into one position of the thread.
    #[serde(default)]
    pub same_position: bool,
    /// Whether the ends disagree.
    #[serde(default)]
    pub opposition: Opposition,
    /// `entailment`, `contradiction` or `neutral`, for natural language inference datasets.
    #[serde(default)]
    pub nli_label: String,
    /// Kept for the links that have it, offered for no new one.
    #[serde(default)]
    pub retired: bool,
}

/// Whether the ends of a kind of link disagree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Opposition {
    /// They do not.
    #[default]
    None,
    /// One limits the other.
    Soft,
    /// Both cannot hold.
    Full,
}

/// An entry that is only a word with its meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Named by records; never changes.
    pub id: String,
    /// Shown.
    pub label: String,
    /// When to choose it.
    #[serde(default)]
    pub definition: String,
}

/// An ordered set of levels.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Named by records; never changes.
    pub id: String,
    /// Shown.
    pub label: String,
    /// Level that means *cannot be judged*: missing in statistics and sorting, never the lowest.
    #[serde(default)]
    pub unknown: Option<String>,
    /// Lowest first for confidence and likelihood; the Admiralty scales keep their own order, best first.
    pub levels: Vec<Level>,
}

/// One level of a [`Scale`].
pub type Level = Term;

impl Codebook {
    /// The claim kind of that id.
    pub fn claim_kind(&self, id: &str) -> Option<&ClaimKind> {
        self.claim_kinds.iter().find(|kind| kind.id == id)
    }

    /// The link kind of that id.
    pub fn link_kind(&self, id: &str) -> Option<&LinkKind> {
        self.link_kinds.iter().find(|kind| kind.id == id)
    }

    /// The scale of that id.
    pub fn scale(&self, id: &str) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.id == id)
    }

    /// Whether a record may name that level of that scale.
    pub fn has_level(&self, scale: &str, level: &str) -> bool {
        self.scale(scale).is_some_and(|scale| scale.level(level).is_some())
    }

    /// The claim kinds offered for new claims, in order.
    pub fn offered_claim_kinds(&self) -> impl Iterator<Item = &ClaimKind> {
        self.claim_kinds.iter().filter(|kind| !kind.retired)
    }

    /// The link kinds offered for new links, in order.
    pub fn offered_link_kinds(&self) -> impl Iterator<Item = &LinkKind> {
        self.link_kinds.iter().filter(|kind| !kind.retired)
    }
}

impl Scale {
    /// The level of that id.
    pub fn level(&self, id: &str) -> Option<&Level> {
        self.levels.iter().find(|level| level.id == id)
    }

    /// Place of a level among those that can be ranked, from 0.0 (lowest) to 1.0; none where it cannot be judged.
    pub fn rank(&self, id: &str) -> Option<f32> {
        let ranked: Vec<&Level> =
            self.levels.iter().filter(|level| self.unknown.as_deref() != Some(level.id.as_str())).collect();
        let index = ranked.iter().position(|level| level.id == id)?;
        let steps = ranked.len().saturating_sub(1).max(1);
        Some(index as f32 / steps as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::super::default_codebook;
    use super::*;

    fn scale(levels: &[&str], unknown: Option<&str>) -> Scale {
        let level = |id: &&str| Level { id: (*id).to_owned(), ..Level::default() };
        let levels = levels.iter().map(level).collect();
        Scale { unknown: unknown.map(str::to_owned), levels, ..Scale::default() }
    }

    #[test]
    fn ranks_run_from_0_to_1_in_even_steps() {
        let three = scale(&["low", "moderate", "high"], None);
        assert_eq!(
            ["low", "moderate", "high"].map(|level| three.rank(level)),
            [Some(0.0), Some(0.5), Some(1.0)]
        );
        assert_eq!(three.rank("medium"), None);
    }

    #[test]
    fn a_level_that_cannot_be_judged_has_no_rank_and_takes_no_place() {
        for levels in [["?", "a", "b"], ["a", "?", "b"], ["a", "b", "?"]] {
            let scale = scale(&levels, Some("?"));
            assert_eq!([scale.rank("a"), scale.rank("?"), scale.rank("b")], [Some(0.0), None, Some(1.0)]);
        }
        let codebook = default_codebook();
        let reliability = codebook.scale(super::super::RELIABILITY_SCALE).unwrap();
        assert_eq!((reliability.rank("F"), reliability.rank("E")), (None, Some(1.0)));
    }

    #[test]
    fn a_scale_of_one_level_or_none_has_a_rank_or_none() {
        assert_eq!(scale(&["yes"], None).rank("yes"), Some(0.0));
        assert_eq!(scale(&["?"], Some("?")).rank("?"), None);
        assert_eq!(scale(&[], None).rank("yes"), None);
    }

    #[test]
    fn retired_kinds_are_known_and_not_offered() {
        let mut codebook = default_codebook();
        codebook
            .claim_kinds
            .iter_mut()
            .filter(|kind| kind.id == "causal")
            .for_each(|kind| kind.retired = true);
        codebook
            .link_kinds
            .iter_mut()
            .filter(|kind| kind.id == "updates")
            .for_each(|kind| kind.retired = true);
        assert!(codebook.claim_kind("causal").is_some() && codebook.link_kind("updates").is_some());
        assert!(!codebook.offered_claim_kinds().any(|kind| kind.id == "causal"));
        assert!(!codebook.offered_link_kinds().any(|kind| kind.id == "updates"));
    }
}

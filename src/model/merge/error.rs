//! [`MergeError`]: why nothing was merged.

use super::side::{Pair, Side};
use crate::model::{EditError, Level, RELIABILITY_SCALE};
use std::fmt;

/// Why nothing was merged. All versions are as they were.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// The base holds work that the versions never had.
    #[error(
        "Nothing was merged: the base is not what both versions were made from, because it holds {0}, which one of them or both never had. Name the version that both were made from, or an empty file where there is none; then nothing is taken out."
    )]
    StrayBase(String),
    /// Entries of the codebooks have one id and different meanings.
    #[error(
        "Nothing was merged: the codebooks differ in what their entries mean.\n{}\nSay which entry stands for which: `Merge…` in the window asks that; or give one of the two another id in one of the projects, and merge again.",
        list(.0)
    )]
    Codebooks(Vec<Clash>),
    /// What came out breaks a rule.
    #[error("Nothing was merged: {0}. Check both versions with `crossclaim check`, and merge again.")]
    Edit(#[from] EditError),
}

/// An entry of a codebook: its list, by the name that it has in the file, and its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryName {
    /// For example `claim_kinds`.
    pub list: &'static str,
    /// Named by records.
    pub id: String,
}

impl EntryName {
    /// Whether the entry may become another one: the scale of sources is named by no record, so there is only one.
    pub fn can_part(&self) -> bool {
        (self.list, self.id.as_str()) != ("scales", RELIABILITY_SCALE)
    }
}

/// Two entries of one id that mean something else, or levels that do not go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Which entry.
    pub name: EntryName,
    /// The same for people, for example `claim kind “quantity”`.
    pub entry: String,
    /// What it means on one side.
    pub ours: String,
    /// What it means on the other.
    pub theirs: String,
    /// Of a scale the levels of each side, lowest first.
    pub levels: Pair<Vec<Level>>,
}

impl Clash {
    /// Levels of theirs that our scale lacks.
    pub fn strange_levels(&self) -> impl Iterator<Item = &Level> {
        let is_strange = |level: &&Level| !self.levels.ours.iter().any(|own| own.id == level.id);
        self.levels.theirs.iter().filter(is_strange)
    }

    /// The meaning on that side.
    pub fn meaning(&self, side: Side) -> &str {
        match side {
            Side::Ours => &self.ours,
            Side::Theirs => &self.theirs,
        }
    }
}

impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} in ours, {} in theirs", self.entry, self.ours, self.theirs)
    }
}

fn list(clashes: &[Clash]) -> String {
    clashes.iter().map(|clash| format!("- {clash}.")).collect::<Vec<_>>().join("\n")
}

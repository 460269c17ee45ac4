//! [`MergeError`]: why nothing was merged.

use super::side::Side;
use crate::model::EditError;
use std::fmt;

/// Why nothing was merged. All versions are as they were.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// The other version belongs to another project.
    #[error(
        "Nothing was merged: the two files hold different projects. Merge versions of one project; to join two projects, export one and import it into the other."
    )]
    OtherProject,
    /// The base belongs to another project.
    #[error(
        "Nothing was merged: the base is a version of another project. Name the version that both were made from, or an empty file where there is none."
    )]
    OtherBase,
    /// The base holds work that the versions never had.
    #[error(
        "Nothing was merged: the base is not what both versions were made from, because it holds {0}, which one of them or both never had. Name the version that both were made from, or an empty file where there is none; then nothing is taken out."
    )]
    StrayBase(String),
    /// Entries of the codebooks have one id and different meanings.
    #[error(
        "Nothing was merged: the codebooks differ in what their entries mean.\n{}\nDecide which entry stands for which: give one of the two another id in one of the projects, or make both read the same, and merge again.",
        list(.0)
    )]
    Codebooks(Vec<Clash>),
    /// What came out breaks a rule.
    #[error("Nothing was merged: {0}. Check both versions with `crossclaim check`, and merge again.")]
    Edit(#[from] EditError),
}

/// Two entries of one id that mean something else, or levels that do not go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Which entry, for example `claim kind “quantity”`.
    pub entry: String,
    /// What it means on one side.
    pub ours: String,
    /// What it means on the other.
    pub theirs: String,
}

impl Clash {
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

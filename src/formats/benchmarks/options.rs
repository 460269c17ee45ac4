//! [`SetOptions`]: how much of a benchmark is read, and what the columns of a table of pairs mean.

/// How to read a set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetOptions {
    /// So many rows are drawn by lot; none reads all.
    pub sample: Option<usize>,
    /// The same seed draws the same rows of the same files.
    pub seed: u64,
    /// Each label gets the same number of the rows that are drawn, as far as it has them.
    pub balance: bool,
    /// Of tables of pairs; other sets have columns of their own.
    pub columns: Columns,
}

/// Which columns of a table of pairs hold what. What is not named is that of the preset, or guessed by its usual names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Name of a set whose columns are known; see [`PRESETS`](super::PRESETS).
    pub preset: Option<String>,
    /// The text that is known.
    pub premise: Option<String>,
    /// The text that is judged by it.
    pub hypothesis: Option<String>,
    /// What the set says of the two.
    pub label: Option<String>,
    /// What names the row.
    pub id: Option<String>,
}

impl Columns {
    /// Whether nothing was said about them.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

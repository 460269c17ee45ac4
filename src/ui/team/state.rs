//! What is known of work that others do.

use crate::workspace::{MergePreview, UnlikeCodebooks};
use std::path::PathBuf;

/// What was told once and need not be told again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notified {
    /// A copy of the project beside it.
    pub copy: Option<PathBuf>,
    /// How many conflicts a merge left.
    pub conflicts: usize,
}

/// The merge that is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum MergeOnShow {
    /// None.
    #[default]
    None,
    /// That version is being read.
    Reading(PathBuf),
    /// What would come of it.
    Ready(Box<MergePreview>),
    /// It has to be said what entries of the codebooks stand for.
    Unlike(Box<UnlikeCodebooks>),
    /// Why it cannot be merged.
    Refused(String),
}

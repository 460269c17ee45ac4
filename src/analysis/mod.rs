//! Answers about a project, read only. Knows no edits, no disk and no window.

pub mod differences;
pub mod names;
pub mod threads;

pub use differences::{Comparison, Features, compare, compare_features, features};
pub use threads::{Disagreement, Thread, threads};

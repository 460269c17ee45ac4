//! Answers about a project, read only. Knows no edits, no disk and no window.

pub mod names;
pub mod threads;

pub use threads::{Disagreement, Thread, threads};

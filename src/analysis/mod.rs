//! Answers about a project, read only. Knows no edits, no disk and no window.

pub mod adjudication;
pub mod agreement;
pub mod chronology;
pub mod differences;
pub mod disagreements;
pub mod index;
pub mod matrix;
pub mod names;
mod places;
pub mod questions;
mod similarity;
pub mod suggest;
pub mod threads;
pub mod verify;

pub use differences::{Comparison, Features, compare, compare_features, features};
pub use disagreements::{DisagreementCase, disagreements};
pub use threads::{Disagreement, QuestionKey, Thread, threads};

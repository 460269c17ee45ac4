//! All integration tests, in one binary so that egui is linked once.

#![expect(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod adding;
mod adjudication;
mod agreement;
mod architecture;
mod clicks;
mod dialogs;
mod differences;
mod disagreements;
mod edits;
mod faults;
mod fixture;
mod formats;
mod import;
mod keeping;
mod links;
mod matrix;
mod merge;
mod panels;
mod project_file;
mod questions;
mod recovery;
mod report;
mod segment;
mod sources;
mod team;
mod window;

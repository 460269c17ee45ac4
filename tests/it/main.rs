//! All integration tests, in one binary so that egui is linked once.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may panic"
)]
#![expect(clippy::format_collect, clippy::format_push_string, reason = "inputs are built once, and read")]
#![expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "of points on a screen")]

mod adding;
mod adjudication;
mod agreement;
mod architecture;
mod chronology;
mod claims;
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
mod packaging;
mod panels;
mod project_file;
mod questions;
mod recovery;
mod report;
mod segment;
mod sources;
mod structure;
mod team;
mod verify;
mod window;

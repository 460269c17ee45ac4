//! The parts of the window, one file or folder each: view data in, drawing and actions out.

pub mod adjudication;
pub mod agreement;
pub mod blind;
pub mod disagreements;
pub mod documents;
pub mod drop_hint;
pub mod hints;
pub mod inspector;
pub mod matrix;
pub mod messages;
pub mod name_strip;
pub mod read;
mod reading;
pub mod search;
pub mod status_bar;
pub mod toast;
pub mod top_bar;

pub use reading::reading_ui;

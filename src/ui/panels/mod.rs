//! The parts of the window, one file or folder each: view data in, drawing and actions out.

pub mod documents;
pub mod drop_hint;
pub mod hints;
pub mod inspector;
pub mod messages;
pub mod read;
pub mod search;
pub mod status_bar;
pub mod top_bar;

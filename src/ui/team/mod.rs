//! Work of several annotators: layers, blind work, merging, conflicts.

pub mod action;
pub mod blind;
pub mod conflicts;
pub mod handlers;
pub mod mapping;
pub mod merge;
pub mod name_strip;
pub mod reveal;
pub mod state;

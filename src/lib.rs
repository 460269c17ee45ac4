//! Crossclaim: read sources side by side, tag their claims, link them, and see where they disagree.

pub mod analysis;
pub mod formats;
pub mod model;
pub mod storage;
pub mod text;
pub mod ui;
pub mod view;
pub mod workspace;

//! Search over all documents.

pub mod action;
pub mod handlers;
pub mod panel;
pub mod state;

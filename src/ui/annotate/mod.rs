//! Claims and links: tagging, linking, confidence. Shared by the Read view and the inspector.

pub mod action;
pub mod confidence;
pub mod handlers;
pub mod words;

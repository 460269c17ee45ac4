//! The frame round every screen: bars, messages, hints, copying, quitting.

pub mod action;
pub mod copy;
pub mod drop_hint;
pub mod follow_hints;
pub mod handlers;
pub mod hints;
pub mod messages;
pub mod quit;
pub mod state;
pub mod status_bar;
pub mod toast;
pub mod top_bar;

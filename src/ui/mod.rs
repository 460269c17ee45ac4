//! The window: state, actions, drawing. Knows projects only through view data and the workspace; no formats, no disk.
//!
//! A frame runs [`CrossclaimApp::frame`]: keys become actions, panels draw and push actions, then `perform` carries
//! them out. Start reading there.

pub mod action;
pub mod announce;
pub mod app;
pub mod check;
pub mod chronology;
pub mod claims;
pub mod command;
pub mod contrast;
pub mod dialogs;
pub mod files;
pub mod fonts;
pub mod keys;
pub mod lines;
pub mod messages;
pub mod panels;
pub mod perform;
pub mod questions;
pub mod regions;
pub mod run;
pub mod state;
pub mod theme;
pub mod views;
pub mod widgets;

pub use app::CrossclaimApp;
pub use run::{RunError, run};

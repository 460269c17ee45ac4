//! The window: state, actions, drawing. Knows projects only through view data and the workspace; no formats, no disk.
//!
//! A frame runs [`CrossclaimApp::frame`]: keys become actions, panels draw and push actions, then `perform` carries
//! them out. Start reading there.

mod action;
mod app;
mod command;
mod dialogs;
mod files;
mod fonts;
mod keys;
mod panels;
mod perform;
mod run;
mod state;
mod theme;
mod views;
mod widgets;

pub use app::CrossclaimApp;
pub use run::{RunError, run};

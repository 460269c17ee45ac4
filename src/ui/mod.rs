//! The window: state, actions, drawing. Knows projects only through view data and the workspace; no formats, no disk.
//!
//! A frame runs [`CrossclaimApp::frame`]: keys become actions, screens draw and push actions, then their handlers
//! carry them out. Start reading there.

pub mod action;
pub mod adjudication;
pub mod agreement;
pub mod annotate;
pub mod announce;
pub mod app;
pub mod autosave;
pub mod check;
pub mod chronology;
pub mod claims;
pub mod codebook;
pub mod command;
pub mod contrast;
pub mod dialogs;
pub mod disagreements;
mod dispatch;
pub mod documents;
pub mod draft;
pub mod files;
pub mod fonts;
pub mod inspector;
pub mod jobs;
pub mod keys;
pub mod lines;
pub mod matrix;
pub mod messages;
pub mod navigation;
pub mod parts;
pub mod questions;
pub mod read;
pub mod regions;
pub mod run;
pub mod scene;
pub mod search;
mod settle;
pub mod state;
pub mod suggestions;
pub mod team;
pub mod theme;
pub mod views;
pub mod widgets;
pub mod window;

pub use app::CrossclaimApp;
pub use run::{RunError, run};

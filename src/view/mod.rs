//! What the window shows as plain data, made from a project; knows no egui, no workspace, no disk, no colours.

pub mod agreement;
pub mod disagreements;
pub mod inspector;
pub mod languages;
pub mod library;
pub mod matrix;
pub mod names;
pub mod publishers;
pub mod reader;
pub mod steps;
pub mod suggestions;

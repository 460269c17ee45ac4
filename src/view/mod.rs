//! What the window shows as plain data, made from a project; knows no egui, no workspace, no disk, no colours.

pub mod adjudication;
pub mod agreement;
pub mod check;
pub mod chronology;
pub mod citation;
pub mod claims;
pub mod disagreements;
pub mod guide;
pub mod inspector;
pub mod languages;
pub mod layers;
pub mod library;
pub mod matrix;
pub mod names;
pub mod publishers;
pub mod questions;
pub mod reader;
pub mod search;
pub mod steps;
pub mod suggestions;

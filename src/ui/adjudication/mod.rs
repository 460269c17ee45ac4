//! What annotators did differently, as a list of the Disagreements view: cases on the left, the one at hand on the right.

pub mod action;
mod card;
mod edit;
pub mod handlers;
mod list;
mod ruling;
mod side;
pub mod state;
pub mod views;

pub use card::{card_ui, ruling_ui};
pub use list::cases_ui;

//! Links that the program proposes for a claim.

pub mod action;
pub mod cards;
pub mod handlers;

//! How safe the work is: saving beside the window, recovered work, what others did to the file.

pub mod action;
pub mod handlers;
pub mod notice;
pub mod save;
pub mod state;

//! What systems do differently with files: the same functions for each system, in a file of its own.

#[cfg(not(windows))]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(not(windows))]
pub(super) use unix::{copy_mode, open_exclusively, rename, shown_path, sync_folder, try_lock};
#[cfg(windows)]
pub(super) use windows::{copy_mode, open_exclusively, rename, shown_path, sync_folder, try_lock};

//! The only room that touches the disk: the project file, the journal, backups, settings; through one [`Vfs`].
//!
//! Knows no formats of others and no window. Every function that touches the disk takes the [`Vfs`] to use.

mod hash;
mod memory;
mod project_file;
mod vfs;

pub use hash::{FileHash, HashError};
pub use memory::MemoryFs;
pub use project_file::{LoadedProject, Place, ReadError, read_project, salvage_project, write_project};
pub use vfs::{DiskFs, FileFacts, FileKind, Vfs, VfsFile};

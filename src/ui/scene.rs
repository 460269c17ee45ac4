//! [`Scene`]: what drawing reads.

use super::views::Views;
use crate::view::layers::Shown;
use crate::workspace::Workspace;

/// What drawing reads: the project and the view data made from it.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The open project.
    pub workspace: &'a Workspace,
    /// View data of this frame.
    pub views: &'a Views,
}

impl<'a> Scene<'a> {
    /// The project as far as its layers are on show.
    pub fn shown(self) -> Shown<'a> {
        Shown { project: self.workspace.project(), layers: self.views.layers() }
    }
}

//! [`Side`]: the two that meet in a merge.

/// Whose version of a project it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The one that the merge is carried out on.
    Ours,
    /// The one that comes to it.
    Theirs,
}

impl Side {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Ours, Self::Theirs];

    /// The one that it is not.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Ours => Self::Theirs,
            Self::Theirs => Self::Ours,
        }
    }
}

/// One of a thing for each side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pair<T> {
    /// Of [`Side::Ours`].
    pub ours: T,
    /// Of [`Side::Theirs`].
    pub theirs: T,
}

impl<T> Pair<T> {
    /// The one of that side.
    pub const fn of(&self, side: Side) -> &T {
        match side {
            Side::Ours => &self.ours,
            Side::Theirs => &self.theirs,
        }
    }

    /// The one of that side.
    pub const fn of_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Ours => &mut self.ours,
            Side::Theirs => &mut self.theirs,
        }
    }
}

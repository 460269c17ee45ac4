//! [`SaveNotice`]: how safe the work is, in words.

/// How safe the work is, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveNotice {
    /// Shown beside the dot.
    pub text: String,
    /// Where the work is and what can happen to it.
    pub why: String,
    /// Colour of the dot.
    pub level: SaveLevel,
}

impl Default for SaveNotice {
    fn default() -> Self {
        Self { text: "Not saved yet".to_owned(), why: String::new(), level: SaveLevel::Pending }
    }
}

/// How safe the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveLevel {
    /// All of it is on the disk and survives a crash.
    Good,
    /// It is on its way.
    Pending,
    /// Somebody else has the project open: nothing is written into the file from here.
    Reading,
    /// Some of it is nowhere but in memory.
    Bad,
}

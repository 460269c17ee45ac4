//! [`AutosaveAction`]: what is done about work that is to be kept.

use crate::workspace::JournalOffer;

/// Work that is to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AutosaveAction {
    /// Opens the project file again, as somebody else left it.
    Reload,
    /// Changes the project here although it is open elsewhere.
    TakeOver,
    /// Opens the project without the edits that were recovered.
    DeclineRecovery,
    /// Opens the state that a journal of another state of the file leads to, in a file of its own.
    OpenOffer(JournalOffer),
    /// Puts such a journal into the trash folder.
    DeclineOffer(JournalOffer),
    /// Opens a state of a damaged project, by index, in a file of its own.
    OpenRescued(usize),
    /// Lists the earlier states of the project that are kept.
    ListBackups,
}

//! Where the user is: [`MainView`] and [`Dialog`].

use crate::analysis::threads::QuestionKey;
use crate::model::DocumentId;
use crate::ui::files::state::FilesFor;
use crate::ui::questions::state::Moved;

/// The views of the top bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MainView {
    /// Documents side by side.
    #[default]
    Read,
    /// All claims as a table.
    Claims,
    /// Threads by documents.
    Matrix,
    /// Dated claims in order.
    Chronology,
    /// The queue of disagreements.
    Disagreements,
    /// Annotators against each other.
    Agreement,
    /// A draft against its sources.
    Check,
}

/// The dialogs; at most one is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Find and run a command.
    Palette,
    /// All gestures and keys.
    Help,
    /// The guide, at the page of that index.
    Guide(usize),
    /// Title, language and source of a document.
    Details(DocumentId),
    /// Language and source of several documents.
    BulkDetails,
    /// Kinds, keys, colours, definitions.
    Codebook,
    /// Confidence scale and title of the project, the annotator's name.
    Settings,
    /// Paste a text as a document.
    Paste,
    /// Look at documents before they are added.
    Import,
    /// Choose what to export.
    Export,
    /// Choose what a report is made of.
    Report,
    /// The program's own file dialog, where the system has none.
    Files(FilesFor),
    /// Projects opened lately.
    Recent,
    /// Asks before a document goes.
    RemoveDocument(DocumentId),
    /// Asks what to do with unsaved work.
    Unsaved,
    /// Asks which state of a damaged project to take.
    Rescue,
    /// What would come of annotations made elsewhere.
    Annotations,
    /// What would come of a merge.
    Merge,
    /// What a merge left to be settled.
    Conflicts,
    /// Asks before the layers of others are opened.
    Reveal,
    /// Asks for a question.
    ChooseQuestion(Moved),
    /// Asks for the title of a question.
    RenameQuestion(QuestionKey),
    /// Asks what of a question to split off.
    SplitQuestion(QuestionKey),
    /// Which tags the selected claims get or lose.
    ClaimTags,
    /// What undo and redo would do.
    Steps,
    /// What this program is.
    About,
}
